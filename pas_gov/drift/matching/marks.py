"""Tables of who has what: the cells that say yes or no, each with whom it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass

_YES = re.compile(r"(?:yes|included|✓|✔|✅|☑|x|●|•|available)", re.IGNORECASE)
_NO = re.compile(r"(?:no|none|not included|not available|n/?a|✗|✘|❌|✕|-|–|—|○)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that says yes or no; ``who`` is its header, and ``row`` the first cell of its row."""

    who: str
    row: str
    yes: bool


def marks(sentence: Sentence) -> Iterator[Mark]:
    """Yield the cells of a table's row that say nothing but yes or no; none outside of tables."""
    cells = sentence.cells
    for header, cell in cells[1:]:
        said = cell.strip(" .*")
        if _YES.fullmatch(said) or _NO.fullmatch(said):
            yield Mark(header, cells[0][1], bool(_YES.fullmatch(said)))
