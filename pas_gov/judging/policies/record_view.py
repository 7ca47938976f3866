"""Records as CEL reads them: fields are worked out on demand, and absent ones aren't there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from pas_gov.model.records.placeholders import is_placeholder

Row = dict[str, Any]


class RecordView(Mapping[str, Any]):
    """A record for CEL whose fields are worked out on demand.

    An absent list or mapping is empty when it is read, and ``in`` (CEL's has()) is false for it, as it is for
    an absent text or day, which can't be read.
    """

    __slots__ = ("_builders", "_made", "_source")

    def __init__(self, builders: Mapping[str, Callable[[Any], Any]], source: object) -> None:
        """Take a function for each field, and what it is given."""
        self._builders, self._source = builders, source
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        """Return a field; KeyError where the record lacks it."""
        made = self._made
        found = made[key] if key in made else self._builders[key](self._source)
        made[key] = found
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        """Tell whether a field is there and isn't an empty list or mapping."""
        if key not in self._builders:
            return False
        found = self.get(str(key))
        return found is not None and not (isinstance(found, (list, Mapping)) and not found)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the fields that can be read."""
        return (key for key in self._builders if self.get(key) is not None)

    def __len__(self) -> int:
        """Count the fields that can be read."""
        return sum(1 for _ in self)


class RowView(dict[str, Any]):
    """A mapping that reads an absent list or mapping as empty, though it isn't among its keys."""

    def __init__(self, given: Row, **empty: list[Any] | Row) -> None:
        """Take what is there, and what an absent key is read as."""
        super().__init__(given)
        self.empty = empty

    def __missing__(self, key: str) -> Any:
        """Return the empty list or mapping; KeyError for any other key."""
        return self.empty[key]


def row_fields(row: Any) -> Row:
    """Return a row of a record as a mapping, without what is absent; an answer that says nothing is empty."""
    found = {f.name: value for f in fields(row) if (value := getattr(row, f.name)) is not None}
    return {key: answer(value) if key in ANSWERS else value for key, value in found.items()}


ANSWERS = frozenset({"note", "why", "evidence"})


def answer(text: str) -> str:
    """Return a note, a reason or evidence as policies read it: a placeholder counts as absent."""
    return "" if is_placeholder(text) else text


def row_without_blanks(row: Any, *names: str) -> Row:
    """Return a row as a mapping without what is absent; of the named texts, without the blank ones."""
    return {key: value for key, value in row_fields(row).items() if key not in names or str(value).strip()}
