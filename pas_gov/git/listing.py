"""Listings: which paths of a tree or folder pas-gov reads, and the diagnostics of paths that can't be governed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from pas_gov.diagnostics import Diagnostic, Location, Stop, pasted, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.snapshot import BlobReader, File, Snapshot

RECORDS = ("promises", "policies")
FOLDERS = frozenset({*RECORDS, ".github"})
SETTINGS = "pas-gov.yaml"
FILES = frozenset({SETTINGS, "CODEOWNERS", "docs/CODEOWNERS", ".pas-gov/pack.json"})
FOLDER_MODE = "040000"
MOST_ENTRIES = 200_000  # a tree that holds itself many times over names billions of paths in a few kilobytes
LONGEST_PATH, LONGEST_NAME = 1024, 255
NEVER_NAMES = frozenset({"", ".", "..", ".git"})


def is_entered(folder: str) -> bool:
    """Whether a folder may hold paths of interest."""
    return folder in ("docs", ".pas-gov") or (
        folder.partition("/")[0] in FOLDERS and len(folder) <= LONGEST_PATH
    )


def is_read(file: File) -> bool:
    """Whether an entry is of interest: below one of the folders, one of the files, or in a folder's place."""
    return file.path in FILES or (file.mode != FOLDER_MODE and is_read_path(file.path))


def is_read_path(path: str) -> bool:
    """Whether the path of anything but a folder is of interest."""
    return path.partition("/")[0] in FOLDERS or path in FILES


def listing_snapshot(
    name: str, entries: Iterable[File], read: BlobReader, found: Iterable[Diagnostic] = (), counted: int = 0
) -> Snapshot:
    """Return the Snapshot of the entries of interest, sorted by path, with what is wrong with their paths.

    ``entries`` hold every folder, and the whole top level, too: a name that is nearly right is found there.
    ``counted`` are those that were read elsewhere. Stop(too-many-files) above 200,000 in all.
    """
    seen = _bounded(entries, MOST_ENTRIES - counted)
    files = {file.path: file for file in sorted((f for f in seen if is_read(f)), key=lambda f: f.path)}
    fine = _are_fine([file.path for file in seen])
    bad = () if fine else (*_bad_paths([*files, *_too_deep(seen)]), *_repeated(seen), *_collisions(seen))
    problems = (*found, *_not_read(seen), *bad)
    return Snapshot(name, MappingProxyType(files), read, tuple(sorted(problems, key=Diagnostic.sort_key)))


Differing = Mapping[str, tuple[File | None, File | None]]
PLAIN = late_pattern(
    r"(?:[a-z0-9_-][a-z0-9._-]*/)*(?:[a-z0-9_-][a-z0-9._-]*|README\.md|CODEOWNERS)|\.pas-gov/pack\.json"
)


def next_snapshot(last: Snapshot, name: str, differing: Differing) -> Snapshot | None:
    """Return the Snapshot of the next tree, from what differs; None where only a whole listing tells what is wrong.

    That is so where a path of either isn't plain: lower case, short, and no name that isn't read. Of a plain listing
    every path is a file's own on every system, so nothing can be wrong with it.
    """
    if last.problems or not all(map(is_plain_path, differing)):
        return None
    files = last.files.copy() if isinstance(last.files, MappingProxyType) else dict(last.files)
    for path, (_, after) in differing.items():
        if after is not None and is_read(after):
            files[path] = after
        else:
            files.pop(path, None)
    come = any(path in files and path not in last.files for path in differing)
    ordered = dict(sorted(files.items())) if come else files
    return Snapshot(name, MappingProxyType(ordered), last.read)


def is_plain(listing: Snapshot) -> bool:
    """Tell whether ``next_snapshot`` may begin with a listing."""
    return not listing.problems and all(map(is_plain_path, listing.files))


def is_plain_path(path: str) -> bool:
    """Tell whether a path is lower case, short, and holds no name that isn't read or could be another's elsewhere."""
    if "/" not in path:
        return RIGHT_NAMES.get(same_file(path), path) == path
    if path.partition("/")[0] not in FOLDERS and path not in FILES:
        return True
    fine = PLAIN.fullmatch(path) is not None and len(path) <= LONGEST_NAME and _forbidden_name(path) == ""
    return fine and not path.endswith(("/readme.md", "/codeowners"))


def _bounded(entries: Iterable[File], most: int) -> list[File]:
    seen: list[File] = []
    for entry in entries:
        seen.append(entry)
        if len(seen) > most:
            message = f"There are more than {MOST_ENTRIES:,} files and folders to read"
            raise Stop(
                "too-many-files", message, "Keep only promises and policies in promises/ and policies/"
            )
    return seen


def same_file(path: str) -> str:
    """Return the form in which a path equals all those that some file systems take for the same file."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


RIGHT_NAMES = {same_file(name): name for name in (*FOLDERS, *FILES) if "/" not in name}
RIGHT_NAMES["pas-gov.yml"] = "pas-gov.yaml"


def _not_read(seen: Iterable[File]) -> Iterator[Diagnostic]:
    for path in (file.path for file in seen if "/" not in file.path):
        right = RIGHT_NAMES.get(same_file(path))
        if right is not None and path != right:
            shown = printable(path)
            message = f'"{shown}" isn\'t read: the name must be exactly "{right}"'
            yield Diagnostic(
                "not-read", message, Location(shown), f"git mv {pasted(path)} {right}", "warning"
            )


def _too_deep(seen: Iterable[File]) -> Iterator[str]:
    """Yield the folders that aren't entered, as everything in them would have too long a path."""
    return (file.path for file in seen if file.mode == FOLDER_MODE and len(file.path) > LONGEST_PATH)


def _are_fine(paths: Sequence[str]) -> bool:
    """Whether paths are, all of them and taken together, such that nothing can be wrong with any; if not, one may be.

    Asked of all in one text: of 10,000 paths that takes a tenth of what asking each does.
    """
    whole = "".join(paths)
    if not (
        whole.isascii() and whole.isprintable()
    ):  # asked before it is lowered, which makes plain letters of some
        return False
    lowered = "/\n/".join(("", *paths, "")).lower()
    return (
        max(map(len, paths), default=0) <= LONGEST_NAME
        and not any(f"/{name}/" in lowered for name in NEVER_NAMES)
        and len(set(lowered.split("\n"))) == len(paths) + 1
    )


def _bad_paths(paths: Iterable[str]) -> Iterator[Diagnostic]:
    for path in paths:
        reason = _what_is_wrong(path)
        if reason:
            yield _bad_path(path, reason, "Rename the file with plain letters, digits, - and .")


def _what_is_wrong(path: str) -> str:
    if path.isascii() and path.isprintable() and len(path) <= LONGEST_NAME:  # nearly every path
        return _forbidden_name(path)
    raw = path.encode("utf-8", "surrogateescape")
    if any("\udc80" <= character <= "\udcff" for character in path):
        return "its name isn't UTF-8"
    if printable(path) != path:
        return "its name holds control characters or invisible ones"
    if len(raw) > LONGEST_PATH or max(map(len, raw.split(b"/"))) > LONGEST_NAME:
        return f"its path is longer than {LONGEST_PATH:,} bytes, or one name in it longer than {LONGEST_NAME}"
    return _forbidden_name(path)


def _forbidden_name(path: str) -> str:
    return "" if NEVER_NAMES.isdisjoint(path.lower().split("/")) else 'it holds a name such as ".." or ".git"'


def _repeated(seen: Iterable[File]) -> Iterator[Diagnostic]:
    known: set[str] = set()
    for path in (file.path for file in seen):
        if path in known:
            yield _bad_path(path, "the folder lists it twice", "See what is damaged: git fsck --full")
        known.add(path)


def _collisions(seen: Iterable[File]) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for path in sorted({file.path for file in seen if file.path.partition("/")[0] in RECORDS}):
        other = first.setdefault(same_file(path), path)
        if other != path:
            reason = f'on some computers it is the same file as "{printable(other)}"'
            yield _bad_path(path, reason, "Rename or remove one of the two")


def _bad_path(path: str, reason: str, remedy: str) -> Diagnostic:
    shown = printable(path)
    short = shown if len(shown) <= 200 else f"{shown[:200]}..."
    return Diagnostic("bad-path", f'"{short}" can\'t be governed: {reason}', Location(shown), remedy)
