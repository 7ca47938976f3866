"""What was said, as the options that say it: so that nothing has to be answered twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from pas_gov.authoring.asking.part_questions import ALL
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.typed import Given

OPTION_OF = {one.field: one.option.partition(" ")[0] for one in ALL}


def options_of(parts: Parts) -> Iterator[Given]:
    """Yield the options that say the same as the parts."""
    for part in fields(parts):
        value, option = getattr(parts, part.name), OPTION_OF[part.name]
        if value is True:
            yield option, None
        elif isinstance(value, str):
            yield option, value
        elif isinstance(value, tuple):
            yield from ((option, _said(one)) for one in value)


def _said(value: object) -> str:
    """Return one value of a repeated option as it is typed."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key == "query")
        return ", ".join(f"{key}={value[key]}" for key in keys)
    if isinstance(value, tuple):
        return "=".join(filter(None, value))
    return str(value)
