"""Where a command does its reading: a repository with its cache, and Snapshots turned into judged Sides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pas_gov import cache
from pas_gov.decisions.verdict import Side
from pas_gov.records.rulebook import ENDINGS, FOLDER, Rulebook, load_rulebook
from pas_gov.records.settings import SETTINGS_PATH
from pas_gov.snapshot import File, Snapshot
from pas_gov.stack.entry import Facts
from pas_gov.stack.loading import load_stack

WORTH_SAVING = 50  # new blobs: fewer are sooner read again than the whole cache written


@dataclass
class Desk:
    """What is known by blob id, and which blobs this run ``used``; ``folder`` is the cache's, None for none."""

    folder: str | None
    known: dict[str, Facts] = field(default_factory=dict)
    kept: int = 0
    used: set[str] = field(default_factory=set)
    rulebooks: dict[tuple[File, ...], Rulebook] = field(default_factory=dict)

    def side(self, snapshot: Snapshot) -> Side:
        """Read a snapshot's promises and rules; rules that two sides share are read once."""
        self.used.update(file.blob for file in snapshot.files.values())
        rules = tuple(
            f for f in snapshot.files.values() if f.path.startswith(FOLDER) or f.path == SETTINGS_PATH
        )
        if rules not in self.rulebooks:
            self.rulebooks[rules] = load_rulebook(snapshot)
        return Side(load_stack(snapshot, self.known), self.rulebooks[rules], snapshot.problems)


@contextmanager
def desk(folder: str | None) -> Iterator[Desk]:
    """Open a desk on a cache folder; what it learns is saved when the block ends, even by an exception."""
    known = cache.load(folder) if folder else {}
    opened = Desk(folder, known, len(known))
    try:
        yield opened
    finally:
        if folder and len(opened.known) - opened.kept >= WORTH_SAVING:
            cache.save(folder, cache.pruned(opened.known, opened.used))


def pack_folder() -> Path:
    """Return the folder of the standard pack: inside the wheel, or at the root of a checkout."""
    inside = Path(__file__).parent / "pack"
    return inside if inside.is_dir() else Path(__file__).parent.parent / FOLDER


def pack_files() -> dict[str, bytes]:
    """Return the standard pack's policies and their tests by path, as they belong into a repository."""
    return policy_files(pack_folder())


def pack_page() -> str:
    """Return the standard pack's documentation, as `pas-gov docs` made it."""
    return (pack_folder() / "README.md").read_text(encoding="utf-8")


def policy_files(root: Path) -> dict[str, bytes]:
    """Return the policies of a folder and their tests by path, as they belong into a repository; links aside."""
    found = (path for path in sorted(root.rglob("*")) if path.suffix in ENDINGS and _plain(path))
    inside = {path: path.relative_to(root) for path in found}
    return {
        f"{FOLDER}/{at.as_posix()}": path.read_bytes()
        for path, at in inside.items()
        if "waivers" not in at.parts
    }


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def policy_snapshot(name: str, root: Path) -> Snapshot:
    """Return the policies of a folder and their tests as a snapshot of a repository that holds nothing else."""
    texts = policy_files(root)
    files = {path: File(path, "100644", path) for path in texts}
    return Snapshot(name, files, lambda ids: {one: texts[one] for one in ids})


def pack_rulebook() -> Rulebook:
    """Return the standard pack as a rulebook of its own."""
    return load_rulebook(policy_snapshot("the standard pack", pack_folder()))
