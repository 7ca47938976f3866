"""Gettext catalogues (PO, POT) into the strings that people read: those in English, by Babel's parser."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pas_gov.drift.texts.values import PlacedText, placed

CATALOGUES = frozenset({".po", ".pot"})


def catalogue_strings(text: str) -> tuple[list[PlacedText], str]:
    """Return the strings of a catalogue with their lines, and what kept it from being read, or "".

    Of an English catalogue the translations are read, and where there is none what is translated; of any other what is
    translated. What is fuzzy is nobody's last word, and what is obsolete isn't shown: both are left out.
    """
    from babel.messages.pofile import read_po

    try:
        catalogue = read_po(io.StringIO(text), ignore_obsolete=True, abort_invalid=True)
    except Exception as error:  # noqa: BLE001  (a stranger's file may make the library raise what it likes)
        return [], f"it is no catalogue that can be read ({type(error).__name__})"
    english = (catalogue.locale_identifier or "").lower().startswith("en")
    found = []
    for message in catalogue:
        if message.id and not message.fuzzy:
            line = message.lineno or 1
            said = list(_several(message.string)) if english else []
            found += [placed(one, line, line) for one in said or _several(message.id)]
    return found, ""


def _several(text: object) -> Iterator[str]:
    """Yield a string, or all forms of a plural."""
    forms = text if isinstance(text, tuple | list) else [text]
    yield from (one for one in forms if isinstance(one, str) and one.strip())
