"""What of a folder's files isn't read because of its format: named and counted by ending, so that nothing is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from pas_gov.diagnostics import Diagnostic, Location, printable
from pas_gov.drift.texts.readers import ending, remedy, why_unread

SHOWN = 3
"""Files of one ending that are named; the rest are counted."""
MOST_ENDINGS = 20
"""Endings that are named one by one."""

_KINDS = {
    "pictures": "png jpg jpeg gif svg webp ico bmp tif tiff avif heic psd ai eps drawio fig",
    "sound and film": "mp3 mp4 m4a wav ogg webm mov avi mkv flac",
    "fonts": "woff woff2 ttf otf eot",
    "archives and binaries": "zip gz tgz bz2 xz 7z tar jar whl exe dll so dylib bin o a class pyc wasm db sqlite parquet",
    "styles and scripts": "css scss sass less js mjs cjs jsx ts tsx map vue svelte",
    "programs and their settings": (
        "py pyi ipynb rb erb go rs java kt kts scala swift c h cc cpp hpp cs php pl pm r lua ex exs erl hs clj sh bash zsh fish "
        "ps1 bat cmd sql graphql proto tf tfvars ini cfg conf env properties lock gradle mk cmake dockerfile cel patch diff "
        "gitignore gitattributes gitkeep editorconfig prettierrc nvmrc dockerignore npmrc pem key crt sum mod log plist"
    ),
}
_NO_TEXT = frozenset(ending for endings in _KINDS.values() for ending in endings.split())
"""Endings of what holds no text for people. They are passed over, and no run fails on them."""

_PROGRAMS = frozenset(
    "makefile gnumakefile dockerfile containerfile gemfile rakefile procfile jenkinsfile vagrantfile brewfile caddyfile "
    "justfile podfile fastfile codeowners gradlew mvnw".split()
)


def is_text(name: str) -> bool:
    """Say whether a file may hold text for people by its name: its ending isn't one of pictures, programs and such."""
    named = ending(name)[1:]
    return named not in _NO_TEXT if named else PurePosixPath(name).name.lower() not in _PROGRAMS


def unread_formats(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a problem for each ending of files that aren't read, the most frequent first."""
    by_ending: dict[str, list[str]] = {}
    for path in paths:
        by_ending.setdefault(ending(path)[1:], []).append(path)
    ranked = sorted(by_ending.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for _, files in ranked[:MOST_ENDINGS]:
        yield _unread(why_unread(files[0]), files)
    rest = [path for _, files in ranked[MOST_ENDINGS:] for path in files]
    if rest:
        yield _unread(f"{len(ranked) - MOST_ENDINGS} more formats have no reader", rest)


def _unread(why: str, files: list[str]) -> Diagnostic:
    more = f" and {len(files) - SHOWN:,} more" if len(files) > SHOWN else ""
    names = ", ".join(map(printable, files[:SHOWN]))
    number = "1 file isn't" if len(files) == 1 else f"{len(files):,} files aren't"
    return Diagnostic(
        "format",
        f"{number} read, since {printable(why)}: {names}{more}",
        Location(files[0]),
        remedy(files[0]),
        "warning",
    )
