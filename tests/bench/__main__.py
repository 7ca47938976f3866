"""What must be reached, beside the build of an earlier commit and beside what such work costs without us.

``python -m tests.bench``; README.md says how to read it. It stops, with no table, where a run's result isn't what
was built in.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

from tests.bench.builds import BEFORE as COMMIT  # noqa: E402
from tests.bench.builds import build_of, build_of_work_tree, described  # noqa: E402
from tests.bench.measurement import Measured, measure  # noqa: E402
from tests.bench.measuring import Wrong, machine  # noqa: E402
from tests.bench.rows.every import chosen  # noqa: E402
from tests.bench.rows.row import BEFORE, NOW, Row, Workshop  # noqa: E402
from tests.bench.table import growth, missed, table  # noqa: E402


def main() -> None:
    """Make both builds, measure the rows that were asked for, print."""
    given = _arguments()
    try:
        rows = chosen(given.rows)
    except ValueError as problem:
        sys.exit(str(problem))
    with _folder(given.builds, "pas-gov-builds-") as builds, _folder(None, "pas-gov-bench-") as folder:
        _say("installing both builds")
        workshop = Workshop(build_of(given.against, builds), build_of_work_tree(builds), folder)
        state = machine()
        try:
            measured = [
                measure(row, sizes, workshop, given.rounds or row.rounds)
                for row, sizes in _sized(rows, given)
            ]
        except Wrong as wrong:
            sys.exit(f"{wrong}\nnothing is told of what was measured")
        print("\n".join(_lines(workshop, measured, state, given.growth)))


def _lines(workshop: Workshop, measured: Sequence[Measured], state: str, grown: bool) -> Iterator[str]:
    names = {BEFORE: workshop.before.name, NOW: NOW}
    yield described(workshop.before)
    yield described(workshop.now)
    yield f"before: {state}; after: {machine()}"
    yield ""
    if grown:
        yield from growth(measured, names)
    else:
        yield from table(measured, names)
        yield ""
        yield from missed(measured, names)


def _sized(rows: Sequence[Row], given: argparse.Namespace) -> Iterator[tuple[Row, Sequence[int]]]:
    """Yield the rows with the sizes at which they are measured; those that don't grow are left out of the growth."""
    for row in rows:
        sizes = row.growth if given.growth else row.quick if given.quick else row.sizes
        if sizes:
            _say(f"{row.key}: {', '.join(f'{size:,}' for size in sizes)} {row.axis}")
            yield row, sizes


@contextlib.contextmanager
def _folder(given: Path | None, prefix: str) -> Iterator[Path]:
    """Give the folder that was named, which stays, or one that goes."""
    if given:
        given.mkdir(parents=True, exist_ok=True)
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory(prefix=prefix) as made:
        yield Path(made)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--against", default=COMMIT, metavar="COMMIT", help="the build before (default: %(default)s)"
    )
    parser.add_argument(
        "--rows", metavar="NAME,NAME", help="these alone; gate names all that begin with gate-"
    )
    parser.add_argument("--quick", action="store_true", help="small sizes: whether all runs, not how fast")
    parser.add_argument("--growth", action="store_true", help="how each row grows, over at least four sizes")
    parser.add_argument("--rounds", type=int, help="of each row (default: its own number)")
    parser.add_argument(
        "--builds", type=Path, metavar="FOLDER", help="keep the earlier build here for the next time"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
