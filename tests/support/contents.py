"""What is in a folder, for tests that compare all of it again and again: pathlib takes thrice as long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path, git's own aside; a link to what is no file has no content."""
    return {
        path: content or b""
        for path, content in everything(folder).items()
        if content is not None or os.path.islink(folder / path)
    }


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return every file and all else below a folder by its path, git's own aside; None for what is no file."""
    return dict(_found(f"{folder}/", "")) if folder.exists() else {}


def _found(root: str, below: str) -> Iterator[tuple[str, bytes | None]]:
    with os.scandir(root + below) as found:
        for one in found:
            if one.name == ".git":
                continue
            if one.is_file():
                with open(one.path, "rb") as file:
                    yield below + one.name, file.read()
            else:
                yield below + one.name, None
                if one.is_dir(follow_symlinks=False):
                    yield from _found(root, f"{below}{one.name}/")
