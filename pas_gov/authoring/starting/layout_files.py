"""Files by which git and other tools leave the layout of records alone: line ends, prettier, yamllint.

The layout of records is that of `fmt`: sentences stay on one line, however long, so that a difference shows which
sentence changed. prettier and yamllint's defaults want 80 columns, so they are told to pass records by.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from pas_gov.authoring.starting.pack_record import plain_content
from pas_gov.authoring.starting.repository_texts import start_text

# Each file by the name that init gives it, the names under which it may be there already, and what it is for.
FILES = (
    (".gitattributes", (".gitattributes",), "So that line ends are the same in every checkout"),
    (".prettierignore", (".prettierignore",), "So that prettier leaves the records alone"),
    (
        ".yamllint",
        (".yamllint", ".yamllint.yaml", ".yamllint.yml"),
        "So that yamllint leaves the records alone",
    ),
)
MARK = b"/promises/"
NO_RULES = ("#", "---", "extends:")  # lines that a file of one's own needn't have


def layout_files(root: str) -> dict[str, bytes]:
    """Return the files for tools that have none here yet, by path."""
    return {
        path: start_text(path.removeprefix(".")).encode()
        for path, names, _ in FILES
        if not any(os.path.lexists(os.path.join(root, name)) for name in names)
    }


def lacking_lines(root: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each such file that is its owner's and doesn't speak of records: its path, what for, and the lines."""
    for path, names, purpose in FILES:
        here = next((name for name in names if os.path.lexists(os.path.join(root, name))), "")
        if here and MARK not in (plain_content(root, here) or b""):
            text = start_text(path.removeprefix("."))
            yield (
                here,
                purpose,
                tuple(line for line in text.splitlines() if line and not line.startswith(NO_RULES)),
            )
