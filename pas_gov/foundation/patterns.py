"""Regular expressions that are compiled when they are first used: a small gate imports 130 and needs a third of them.

Python's own module compiles in Python: those of quantities alone took longer than to import click.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr

__all__ = ["late_pattern"]


class LatePattern:
    """What a pattern can do, each of its methods taken from the compiled pattern when it is first asked for."""

    def __init__(self, source: Any, flags: int = 0) -> None:
        """Take what ``re.compile`` takes."""
        self._taken = source, flags

    def __getattr__(self, name: str) -> Any:
        """Return a method of the compiled pattern, and keep it, so that Python no longer asks here."""
        found = getattr(re.compile(*self._taken), name)
        self.__dict__[name] = found
        return found


if TYPE_CHECKING:

    def late_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Return what can all that a compiled pattern can; a wrong expression is told when it is first used."""
else:
    late_pattern = LatePattern
