"""Hold the reader by lines against the strict one: ``python -m tests.bench.mutations --count 10000000 --processes 2``.

It must accept nothing that the strict reader refuses, and give equal values: of mutated records, real and generated.
The first text on which they differ ends the run, with both values. Minutes for each million.
"""

from __future__ import annotations

import argparse
import random
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).resolve().parents[2]),
    str(Path(__file__).resolve().parents[1] / "support"),
]

from mutated_records import mutated, records  # noqa: E402

from pas_gov.model.records.yaml.building import strictly_read  # noqa: E402
from pas_gov.model.records.yaml.line_reader import read_by_lines  # noqa: E402
from pas_gov.model.records.yaml.text import is_clean  # noqa: E402
from tests.bench.generate import text, written  # noqa: E402

AT_ONCE = 100_000


def part(seed: int, count: int) -> tuple[int, int]:
    """Return how many of so many texts were read by lines, and how many of all were free of forbidden characters."""
    texts = mutated(
        records([text(one.data) for one in written(200, random.Random(seed))]), random.Random(seed)
    )
    accepted = clean = 0
    for _ in range(count):
        one = next(texts)
        if not is_clean(one):
            continue
        clean += 1
        found = read_by_lines(one)
        if found is not None:
            accepted += 1
            value, problems = strictly_read(one, "")
            if problems or repr(found) != repr(value):
                raise AssertionError(f"{one!r}\nby lines: {found!r}\nstrictly: {value!r} {problems}")
    return accepted, clean


def main() -> None:
    """Try so many texts, and say how many said something."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    parts = range(given.seed, given.seed + -(-given.count // AT_ONCE))
    done = accepted = clean = 0
    with ProcessPoolExecutor(given.processes) as pool:
        for finished in as_completed([pool.submit(part, seed, AT_ONCE) for seed in parts]):
            here = finished.result()
            done, accepted, clean = done + AT_ONCE, accepted + here[0], clean + here[1]
            sys.stdout.write(
                f"{done:,} mutations, {clean:,} without forbidden characters, {accepted:,} read, all alike\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
