"""How fast Markdown, HTML and text are read, beside an earlier commit, turn by turn in one run: ``python -m tests.bench.reading``.

README.md says how to read the table. Never asserts a figure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from cmarkgfm import github_flavored_markdown_to_html

HERE = Path(__file__).resolve().parents[2]
BEFORE = "79d90c0"
ROUNDS = 7
CHILD = """
import gc, json, sys, time
from pas_gov.drift.texts.reading import sentences
name, data = sys.argv[1], open(sys.argv[1], "rb").read()
sentences(name, data)
costs = []
for _ in range(5):
    gc.collect()
    start = time.process_time()
    found = sentences(name, data).sentences
    costs.append(time.process_time() - start)
print(json.dumps([min(costs), len(found)]))
"""


def corpus(size: int) -> bytes:
    """Return Markdown of about a size: this repository's own pages, repeated."""
    pages = [*sorted(HERE.glob("docs/**/*.md")), HERE / "README.md", HERE / "CHANGELOG.md"]
    once = b"\n\n".join(page.read_bytes() for page in pages) + b"\n\n"
    return once * max(1, round(size / len(once)))


def unpacked(commit: str, folder: Path) -> Path:
    """Return a folder with the package as a commit has it."""
    packed = subprocess.run(
        ["git", "-C", str(HERE), "archive", commit, "pas_gov"], check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def cost(code: Path, text: Path) -> tuple[float, int]:
    """Return the least processor time of reading a text by the code in a folder, and how many sentences it has."""
    out = subprocess.run(
        [sys.executable, "-c", CHILD, str(text)], cwd=code, check=True, capture_output=True, text=True
    ).stdout
    seconds, number = json.loads(out)
    return float(seconds), int(number)


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--before", default=BEFORE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        markdown = corpus(700_000)
        page = github_flavored_markdown_to_html(markdown.decode()).encode()
        texts = {"a.md": markdown, "a.html": page, "a.txt": markdown, "few.txt": markdown[:100_000]}
        codes = {given.before: unpacked(given.before, folder / "before"), "now": HERE}
        sys.stdout.write(f"{'':8}{'MB':>6}  " + "".join(f"{code:>22}" for code in codes) + "   ratio\n")
        for path, text in texts.items():
            (folder / path).write_bytes(text)
            told = {code: cost(where, folder / path) for code, where in codes.items()}
            for _ in range(given.rounds - 1):
                told = {code: min(told[code], cost(where, folder / path)) for code, where in codes.items()}
            line = "".join(f"{seconds:9.3f} s {number:5} said" for seconds, number in told.values())
            ratio = told["now"][0] / told[given.before][0]
            sys.stdout.write(f"{path:8}{len(text) / 1e6:6.2f}  {line}   {ratio:5.2f}\n")


if __name__ == "__main__":
    main()
