"""Copies of a history with files added to every commit: one fast-import, which takes the trees as they are."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path


def copy_history(source: Path, target: Path, files: Mapping[str, bytes], ref: str = "main") -> None:
    """Make the repository ``target`` with the first parents of a branch of ``source``, each with the files beside.

    Authors, committers, dates and messages stay; the commits get other ids.
    """
    git(target.parent, "clone", "--quiet", "--bare", "--no-local", str(source), target.name)
    listed = git(target, "rev-list", "--first-parent", "--reverse", ref).split()
    stream = [b"feature done\n"]
    for number, content in enumerate(files.values(), 1):
        stream.append(b"blob\nmark :%d\ndata %d\n%s\n" % (number, len(content), content))
    asked = "".join(f"{one}\n" for one in listed).encode()
    raw = subprocess.run(
        ["git", "cat-file", "--batch"], cwd=target, input=asked, capture_output=True, check=True
    ).stdout
    at = 0
    for number, identity in enumerate(listed):
        header, _, _ = raw[at:].partition(b"\n")
        at += len(header) + 1
        size = int(header.split()[2])
        stream += _commit(raw[at : at + size], len(files) + number + 1, number, list(files), ref)
        at += size + 1
        assert header.split()[0].decode() == identity
    stream.append(b"done\n")
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force", "--done"],
        cwd=target,
        input=b"".join(stream),
        check=True,
        capture_output=True,
    )


def _commit(raw: bytes, mark: int, number: int, files: list[str], ref: str) -> list[bytes]:
    head, _, message = raw.partition(b"\n\n")
    people = [line for line in head.split(b"\n") if line.startswith((b"author ", b"committer "))]
    tree = head.split(b"\n")[0].split()[1]
    lines = [b"commit refs/heads/%s\nmark :%d\n" % (ref.encode(), mark), *(line + b"\n" for line in people)]
    lines.append(b"data %d\n%s\n" % (len(message), message))
    if number:
        lines.append(b"from :%d\n" % (mark - 1))
    lines += [b"M 040000 %s \n" % tree]
    lines += [b"M 100644 :%d %s\n" % (index, path.encode()) for index, path in enumerate(files, 1)]
    return lines


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it prints."""
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout
