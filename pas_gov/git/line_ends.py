"""Line ends as a checkout gives them and as ``git add`` takes them back."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pas_gov.git.process import OPTIONS, Repository, discovery_environment, execute

CRLF = b"\r\n"
CONVERTING = ("set", "auto", "input")  # values of the attribute "text" by which CRLF is taken back


def converted_paths(repository: Repository, paths: Collection[str]) -> frozenset[str]:
    """Return which of these files ``git add`` would take without their CRLF, by the attributes and core.autocrlf.

    None of them where git can't tell. No program that a setting names is run.
    """
    tree = repository.work_tree
    if tree is None or not paths:
        return frozenset()
    where = ("git", *OPTIONS, f"--git-dir={repository.git_dir}", f"--work-tree={tree}")
    env = discovery_environment()
    said = execute([*where, "config", "--get", "core.autocrlf"], env, cwd=tree).stdout.decode().strip()
    always = said.lower() in ("true", "input", "yes", "on", "1")
    given = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    asked = execute([*where, "check-attr", "-z", "--stdin", "text", "eol"], env, cwd=tree, given=given)
    words = asked.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return frozenset(_converted(words, always))


def _converted(words: list[str], always: bool) -> Iterator[str]:
    """Yield the paths of (path, "text", value, path, "eol", value) that are converted."""
    for at in range(0, len(words) - 5, 6):
        path, _, text, _, _, eol = words[at : at + 6]
        if text in CONVERTING or (text == "unspecified" and (eol in ("lf", "crlf") or always)):
            yield path


def as_committed(before: bytes, text: bytes) -> bytes:
    """Return the bytes of a converted file as ``git add`` takes them; one committed with CRLF keeps it."""
    return text if CRLF in before else text.replace(CRLF, b"\n")
