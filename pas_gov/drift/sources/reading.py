"""What a query gives at a source: asked in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.drift.indicators.series import MOST_ROWS
from pas_gov.drift.sources.child_process import ChildAnswer, ask_child
from pas_gov.drift.sources.confined.wire import unpacked
from pas_gov.drift.sources.opening import opened_file
from pas_gov.drift.sources.refusals import refusal
from pas_gov.drift.sources.source import DatabaseSource, FileSource, NoSource, Source, SqliteSource
from pas_gov.foundation.values import dataclass

TRUSTED = "what keeps its query from writing is its account, as read_only_accounts in pas-gov.yaml says"
UNBOUND = (
    "its account is a superuser, whom no right holds back: give it one that may only read (docs/drift.md)"
)
UNLIMITED = "this system limits no process: DuckDB's own limit held its memory"


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows that a query gave, at most one more than MOST_ROWS, and what a reader must know of how they were read."""

    rows: list[tuple[Any, ...]]
    notes: tuple[str, ...] = ()


def reading(found: Source, query: str, seconds: float, *, account_only_reads: bool = False) -> Reading:
    """Return what a query gives at a source in this time. Raises NoSource, which shows no address and no value.

    ``account_only_reads`` is what the settings say of the source: it is read though its driver can't hold a query to
    reading.
    """
    if isinstance(found, FileSource):
        with opened_file(found) as (descriptor, place):
            names = list(
                {name.lower(): name for name in ("source", "data", found.name, found.written)}.values()
            )
            request = {"way": "file", "kind": found.kind, "place": place, "names": names}
            answer = _asked(request, query, seconds, descriptor)
        return Reading(_rows(answer, found, seconds), () if answer.limited else (UNLIMITED,))
    if isinstance(found, SqliteSource):
        answer = _asked({"way": "sqlite", "place": found.path}, query, seconds)
        return Reading(_rows(answer, found, seconds))
    if found.dialect == "postgresql":
        answer = _asked({"way": "postgresql", "place": found.url}, query, seconds)
        rows = _rows(answer, found, seconds)
        return Reading(rows, (UNBOUND,) if answer.said and answer.said.get("unbound") else ())
    if not account_only_reads:
        raise _untrusted(found)
    answer = _asked({"way": "other", "place": found.url}, query, seconds)
    return Reading(_rows(answer, found, seconds), (TRUSTED,))


def _asked(
    request: Mapping[str, Any], query: str, seconds: float, descriptor: int | None = None
) -> ChildAnswer:
    return ask_child({**request, "query": query, "most": MOST_ROWS + 1}, seconds, descriptor)


def _untrusted(found: DatabaseSource) -> NoSource:
    return NoSource(
        f"the driver of {printable(found.name)} can't promise that a query only reads",
        f"give it an account that may only read (docs/drift.md tells how), and write its name into pas-gov.yaml: "
        f"read_only_accounts: [{found.name}]",
    )


def _rows(answer: ChildAnswer, found: Source, seconds: float) -> list[tuple[Any, ...]]:
    said = answer.said
    if said is None:
        raise refusal("time" if answer.late else "ended", "", found, seconds)
    if "rows" in said:
        return unpacked(said["rows"])
    raise refusal(str(said["fault"]), str(said["text"]), found, seconds)
