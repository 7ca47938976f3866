"""The standard pack of policies, as it is shipped; and the policies of any folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.model.records.rulebook import POLICIES_FOLDER, RECORD_SUFFIXES, Rulebook, load_rulebook
from pas_gov.snapshot import File, Snapshot

if TYPE_CHECKING:
    from pathlib import Path


def pack_folder() -> Path:
    """Return the folder of the standard pack: inside the wheel, or at the root of a checkout."""
    from pathlib import Path

    inside = Path(__file__).parents[1] / "pack"
    return inside if inside.is_dir() else Path(__file__).parents[2] / POLICIES_FOLDER


def pack_files() -> dict[str, bytes]:
    """Return the standard pack's policies and their tests by path, as they belong into a repository."""
    return policy_files(pack_folder())


def pack_page() -> str:
    """Return the standard pack's documentation, as `pas-gov docs` made it."""
    return (pack_folder() / "README.md").read_text(encoding="utf-8")


def policy_files(root: Path) -> dict[str, bytes]:
    """Return the policies of a folder and their tests by path, as they belong into a repository; links aside."""
    found = (path for path in sorted(root.rglob("*")) if path.suffix in RECORD_SUFFIXES and _plain(path))
    inside = {path: path.relative_to(root) for path in found}
    return {
        f"{POLICIES_FOLDER}/{at.as_posix()}": path.read_bytes()
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
