"""Names that look like another's: a handle or an address with letters of another script that look Latin.

Unicode Technical Standard 39 has thousands of such pairs (the PyPI packages that carry its table weigh megabytes and
call half of honest names confusable). What is told here is narrower: a letter that isn't ASCII in a handle, which no
host allows, and in an address a label of two scripts or of nothing but the letters below.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from pas_gov.diagnostics import Diagnostic, character_name, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.yaml.parsing import Document

LATIN: Mapping[str, str] = dict(
    zip(
        "аеорсухіјѕһԁԛԝӏмтвнкгп" + "οανυρικτ",
        "aeopcyxijshdqwlmtbhkrn" + "oavupikt",
        strict=True,
    )
)  # letters of Cyrillic, then of Greek, in lower case, and the Latin letter that each is taken for
WHO = frozenset({"owner", "by", "decided_by", "asked_by", "approved_by"})
ESCAPED = late_pattern(r"\\[xuUN_LP]")  # may stand for a character that isn't ASCII
LABEL = late_pattern(r"[^\s@/.,:;<>()_+-]+")


def looks_like(name: str) -> str:
    """Return a name in lower case with each letter replaced by the Latin one that it is taken for."""
    return "".join(LATIN.get(one, one) for one in unicodedata.normalize("NFKC", name).casefold())


def lookalikes(document: Document) -> Iterator[Diagnostic]:
    """Yield a warning for each name of somebody that holds such a letter; the data may be faulty."""
    if document.text.isascii() and not ("\\" in document.text and ESCAPED.search(document.text)):
        return
    for pointer, name in _names(document.value, ""):
        letter = _strange(name)
        if letter:
            message = f'"{printable(name)}" holds {character_name(letter)}, which looks like another letter'
            plain = looks_like(name)
            remedy = f"write it in Latin letters: {plain}" if plain.isascii() else "write it in one script"
            yield Diagnostic("lookalike", message, document.locate(pointer), remedy, "warning")


def _names(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield pointer and text of each name of somebody, however deep."""
    items = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, item in items:
        at = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        if isinstance(item, str) and (key in WHO or pointer.startswith("/teams/")):
            yield at, item
        elif not isinstance(item, str):
            yield from _names(item, at)


def _strange(name: str) -> str:
    """Return the first letter of a name that can be taken for another one; "" for none."""
    shown = unicodedata.normalize("NFC", name).strip()
    if shown.startswith("@"):
        return next((one for one in shown if not one.isascii()), "")
    return next((letter for label in LABEL.findall(shown) if (letter := _in_label(label))), "")


def _in_label(label: str) -> str:
    letters = [one for one in label if one.isalpha()]
    scripts = {_script(one) for one in letters}
    other = [one for one in letters if not one.isascii() and _script(one) != "LATIN"]
    alike = bool(other) and all(one.casefold() in LATIN for one in letters)
    return other[0] if other and (("LATIN" in scripts and len(scripts) > 1) or alike) else ""


def _script(letter: str) -> str:
    """Return the script of a letter, as the first word of its name has it."""
    return unicodedata.name(letter, "").partition(" ")[0]
