"""How long the site takes and how large it is, for growing stacks and for the real ledgers.

``python -m tests.bench.site``; README.md says how to read it. Never asserts a speed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]  # run as a file, it stands in no package

from history_copies import copy_history  # noqa: E402

from pas_gov.loading.pack import pack_files  # noqa: E402
from tests.bench.generate import generate  # noqa: E402
from tests.bench.measuring import environment  # noqa: E402

DATA = ROOT.parent / "shared/data"
SITE = [sys.executable, "-m", "pas_gov", "site", "--today", "2026-06-01"]
NOBODY = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
READ = [sys.executable, "-m", "pas_gov", "inventory", "--ref", "main", "-f", "json"]


def timed(command: list[str], folder: Path) -> float:
    """Return the seconds of one run; stop where it fails."""
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stdout[-500:]}{done.stderr}")
    return time.perf_counter() - begun


def measured(name: str, repository: Path, out: Path, rounds: int, ref: str = "main") -> None:
    """Print the median seconds beside reading the same stack alone, and the site's size."""
    make = [*SITE, "--ref", ref, "--output", str(out)]
    times = sorted(timed(make, repository) for _ in range(rounds))
    reading = sorted(timed([*READ[:-3], ref, "-f", "json"], repository) for _ in range(rounds))
    files = [path for path in out.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    largest = max(pages, key=lambda path: path.stat().st_size)
    size = sum(path.stat().st_size for path in files)
    took = times[len(times) // 2]
    print(
        f"{name:<24}{len(pages):>7} pages {size / 1e6:>8.1f} MB {took:>8.1f} s {took / reading[len(reading) // 2]:>7.1f} "
        f"times reading   largest {largest.relative_to(out)} {largest.stat().st_size / 1e3:.0f} kB",
        flush=True,
    )


def main() -> None:
    """Print a line for each stack."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--promises", type=int, nargs="*", default=[100, 1_000, 10_000])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for promises in given.promises:
            place = Path(folder) / f"p{promises}"
            place.mkdir()
            generate(str(place), promises)
            measured(f"{promises} promises", place, Path(folder) / f"out{promises}", given.rounds)
        if (DATA / "37signals").is_dir():
            place = Path(folder) / "37signals"
            shutil.copytree(DATA / "37signals", place)
            for command in (
                ["init", "--quiet", "--initial-branch=main"],
                ["add", "--all"],
                [*NOBODY, "commit", "--quiet", "-m", "x"],
            ):
                subprocess.run(["git", *command], cwd=place, check=True)
            measured("37signals", place, Path(folder) / "out37", given.rounds)
        bundle = DATA / "kep-ledger-2022.bundle"
        if bundle.exists():
            source, governed = Path(folder) / "kep", Path(folder) / "governed.git"
            subprocess.run(["git", "clone", "--quiet", "--branch", "main", bundle, source], check=True)
            copy_history(source, governed, pack_files())
            measured("the KEP ledger", governed, Path(folder) / "outkep", given.rounds)


if __name__ == "__main__":
    main()
