"""The pack that a repository's policies came from: the one that it names, else the nearest that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pas_gov.authoring.starting.pack_record import recorded_pack
from pas_gov.authoring.starting.pack_texts import same_text
from pas_gov.loading.earlier_packs import Pack, earlier_packs


@dataclass(frozen=True, slots=True)
class Origin:
    """The pack that policies came from, whether the repository itself says so, and how many files are as it has."""

    pack: Pack
    recorded: bool
    same: int = 0
    known: int = 0


def pack_origin(root: str, mine: Mapping[str, bytes], present: Pack) -> Origin:
    """Return where the policies of a repository came from; ``mine`` are its files, ``present`` is the shipped pack."""
    named = recorded_pack(root)
    if named is not None and named.files:
        return Origin(named, recorded=True)
    return nearest_pack(mine, (*earlier_packs(), present))


def nearest_pack(mine: Mapping[str, bytes], packs: Iterable[Pack]) -> Origin:
    """Return the pack of which most files are just so in a repository, the latest of several.

    A file that is just as some other pack has it was never edited: that pack's text is its origin.
    """
    known = list(packs)
    scores = [sum(_is_as_in(mine, pack, path) for path in pack.files) for pack in known]
    best = max(range(len(known)), key=lambda at: (scores[at], at))
    files = dict(known[best].files)
    for path in mine:
        if not _is_as_in(mine, known[best], path):
            other = next((pack for pack in reversed(known) if _is_as_in(mine, pack, path)), None)
            files |= {path: other.files[path]} if other else {}
    return Origin(
        Pack(known[best].name, files), recorded=False, same=scores[best], known=len(known[best].files)
    )


def _is_as_in(mine: Mapping[str, bytes], pack: Pack, path: str) -> bool:
    return path in mine and path in pack.files and same_text(mine[path], pack.files[path])
