"""First commits that were made before: the same files, by the same person at the same time, are the same bytes in .git.

Most tests begin with the same organisation and the standard pack in a repository of their own. What ``git add`` and
``git commit`` then leave in ``.git`` is kept once it has been made twice, and is written by the third one: a fifth of
the time. Only the index differs: it has when and where each file was written, so that git needn't read them.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Mapping
from pathlib import Path

Left = dict[str, tuple[int, bytes]]  # by path in .git: the mode and the content
KEPT = 64  # commits of some 100 kB
USER = (b"[user]", b"\tname = ", b"\temail = ")  # what says nothing where the environment names the person
_seen: dict[str, Left | None] = {}  # None for one that was made once


def is_fresh(folder: Path, initialised: Path) -> bool:
    """Tell whether a repository is as it was made, but for files of its work tree and settings of the user."""
    git = folder / ".git"
    fresh = initialised / ".git"
    if git.is_symlink() or not git.is_dir() or os.listdir(folder) != [".git"]:
        return False
    if sorted(os.listdir(git)) != sorted(os.listdir(fresh)) or os.listdir(git / "refs/heads"):
        return False
    if (git / "HEAD").read_bytes() != (fresh / "HEAD").read_bytes():
        return False
    config, before = (git / "config").read_bytes(), (fresh / "config").read_bytes()
    added = config.removeprefix(before).splitlines()
    return config.startswith(before) and all(line.startswith(USER) for line in added)


def key_of(message: str, files: Mapping[str, str | bytes | None]) -> str:
    """Return what tells a first commit from others."""
    told = hashlib.sha256(message.encode("utf-8", "surrogateescape"))
    for name, content in files.items():
        text = content.encode() if isinstance(content, str) else content
        told.update(f"\0{name}\0{-1 if text is None else len(text)}\0".encode("utf-8", "surrogateescape"))
        told.update(text or b"")
    return told.hexdigest()


def write_again(key: str, folder: Path) -> bool:
    """Leave in .git what the commit left there when it was made; False if that isn't known. Its files are there."""
    left = _seen.get(key)
    if left is None:
        return False
    git = f"{folder}/.git"
    for parent in sorted({os.path.dirname(path) for path in left}):
        os.makedirs(f"{git}/{parent}", exist_ok=True)
    for path, (mode, content) in left.items():
        with open(os.open(f"{git}/{path}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(_at_home(content, f"{folder}/") if path == "index" else content)
    return True


def keep(key: str, folder: Path, initialised: Path) -> None:
    """Keep what a first commit has left in .git, if this is the second one of its kind."""
    if len(_seen) >= KEPT and key not in _seen:
        return
    if key in _seen:
        before = _files(initialised / ".git")
        left = {
            path: found
            for path, found in _files(folder / ".git").items()
            if path != "config" and before.get(path) != found
        }
        if "index" in left and left["index"][1][4:8] == b"\0\0\0\2":
            _seen[key] = left
    else:
        _seen[key] = None


def _files(git: Path) -> Left:
    paths = (path for path in git.rglob("*") if path.is_file())
    return {str(path.relative_to(git)): (path.stat().st_mode & 0o777, path.read_bytes()) for path in paths}


ENTRY = struct.Struct("!10I")  # gitformat-index(5): ctime, mtime, dev, ino, mode, uid, gid, size
HEAD, REST = 12, 20 + 2  # bytes: the head of the file; behind the numbers an object's name, and flags


def _at_home(index: bytes, folder: str) -> bytes:
    """Return an index of version 2 whose entries say of each file what the one in this folder is like."""
    found = bytearray(index[:-20])
    at = HEAD
    for _ in range(int.from_bytes(index[8:12], "big")):
        name = at + ENTRY.size + REST
        end = index.index(b"\0", name)
        like = os.lstat(folder + os.fsdecode(index[name:end]))
        mode = ENTRY.unpack_from(index, at)[6]
        ENTRY.pack_into(
            found, at, *_moment(like.st_ctime_ns), *_moment(like.st_mtime_ns), like.st_dev & 0xFFFFFFFF,
            like.st_ino & 0xFFFFFFFF, mode, like.st_uid, like.st_gid, like.st_size,
        )  # fmt: skip
        at += (end - at) // 8 * 8 + 8
    return bytes(found) + hashlib.sha1(found).digest()


def _moment(nanoseconds: int) -> tuple[int, int]:
    return nanoseconds // 10**9 & 0xFFFFFFFF, nanoseconds % 10**9
