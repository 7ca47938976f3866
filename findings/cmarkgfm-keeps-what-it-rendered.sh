#!/usr/bin/env bash
# cmarkgfm renders Markdown through its C library, and frees neither the tree that was parsed nor the text that came of
# it: a process that renders documents grows with each of them, by a multiple of its size, and never shrinks again.
# Seen with cmarkgfm 2025.10.22 on Linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'cmarkgfm==2025.10.22'
"$folder/venv/bin/python" - <<'PYTHON'
import gc
import resource
from importlib.metadata import version

import cmarkgfm

print("cmarkgfm", version("cmarkgfm"))


def kept() -> int:
    """Return the memory that the process holds now, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def grown(calls: int, text: str) -> float:
    """Return by how many bytes the process has grown for each byte that it rendered."""
    before = kept()
    for _ in range(calls):
        cmarkgfm.github_flavored_markdown_to_html(text)
    gc.collect()
    return (kept() - before) / (calls * len(text))


document = "A paragraph of *some* words.\n\n" * 3000
grown(20, document)  # what is taken once
for round_ in range(1, 4):
    each = grown(100, document)
    print(f"round {round_}: {each:.1f} bytes are kept for each byte of Markdown")
    assert each > 1, "cmarkgfm no longer keeps what it rendered"
PYTHON
