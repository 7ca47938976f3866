"""The pack that a repository's policies came from: the one that it names, if it is known, else the nearest known one.

Only texts that pas-gov itself has are ever an origin: who could plant another one could have one's own policies taken
for the pack's, and taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pas_gov.authoring.starting.pack_record import PackRecord, digest
from pas_gov.authoring.starting.pack_texts import same_text
from pas_gov.foundation.values import dataclass
from pas_gov.loading.earlier_packs import Pack


@dataclass(frozen=True, slots=True)
class Origin:
    """The pack that policies came from, whether the repository itself says so, and how many files are as it has.

    ``foreign`` are files that the repository says came with a pack, though no known pack has them so.
    """

    pack: Pack
    recorded: bool
    same: int = 0
    known: int = 0
    foreign: tuple[str, ...] = ()


def pack_origin(record: PackRecord | None, mine: Mapping[str, bytes], packs: Iterable[Pack]) -> Origin:
    """Return where the policies of a repository came from.

    ``record`` is what it says itself, ``mine`` are its files, ``packs`` all that are known, the present one last.
    """
    known = list(packs)
    if record is None or not record.digests:
        return nearest_pack(mine, known)
    texts = {(path, digest(text)): text for pack in known for path, text in pack.files.items()}
    foreign = tuple(sorted(path for path, said in record.digests.items() if (path, said) not in texts))
    if foreign:
        return replace(nearest_pack(mine, known), foreign=foreign)
    files = {path: texts[path, said] for path, said in record.digests.items()}
    return Origin(Pack(record.name, files), recorded=True)


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
