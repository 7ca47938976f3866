"""What a query gives at a source: asked in a process of its own, and its faults put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.drift.indicators.series import MOST_ROWS
from pas_gov.drift.sources.child_process import ChildAnswer, ask_child
from pas_gov.drift.sources.confined.wire import unpacked
from pas_gov.drift.sources.opening import opened_file
from pas_gov.drift.sources.source import DatabaseSource, FileSource, NoSource, Source, SqliteSource

ONE_SELECT = "write one SELECT of a time and a value"
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
        raise _too_long(seconds) if answer.late else _too_much(ended=True)
    if "rows" in said:
        return unpacked(said["rows"])
    raise _refusal(str(said["fault"]), printable(str(said["text"])[:300]), found, seconds)


def _too_long(seconds: float) -> NoSource:
    return NoSource(f"the query took more than {seconds:g} seconds", "ask for less")


def _too_much(ended: bool = False) -> NoSource:
    also = " or processor time" if ended else ""
    return NoSource(f"the query asked for more memory{also} than it may have", "ask for less")


def _refusal(code: str, text: str, found: Source, seconds: float) -> NoSource:
    """Return a fault of the process in words."""
    name = printable(found.name)
    system = _system(found)
    if code == "time":
        if text and isinstance(found, DatabaseSource):
            return NoSource(
                f"{name}: no answer within {seconds:g} seconds",
                "see whether the server runs, or ask for less",
            )
        return _too_long(seconds)
    if code == "memory":
        return _too_much()
    words: dict[str, tuple[str, str]] = {
        "package": (f"{name} is read by {text}, which isn't installed", _install(found)),
        "address": (
            f"the address of {name} can't be read",
            "write driver://user:password@host:port/database, and in a password %40 for @, %2F for /",
        ),
        "silent": (
            f"{name}: no server answers at its address",
            "see whether it runs and is reached from here, and correct the address",
        ),
        "session": (
            f"{name}: the server answers, and gives no session",
            "see its log: it may ask for SSL, still start, or have no connection left",
        ),
        "account": (
            f"{name}: the server refuses the account or its password",
            "correct the address in pas-gov.yaml, or the credentials in the environment",
        ),
        "source": (
            f"{name} can't be read: {system} reports {_article(text)}",
            "correct the file, or the address",
        ),
        "statement": (f"the query isn't one SELECT that only reads: it is {text}", ONE_SELECT),
        "query": (f"{system} says of the query: {text}", "correct the query"),
        "run": (f"the query fails on the data: {system} reports {_article(text)}", "correct the query"),
    }
    return NoSource(*words[code])


def _article(kind: str) -> str:
    return f"an {kind}" if kind[:1] in "aeiou" else f"a {kind}"


def _system(found: Source) -> str:
    if isinstance(found, DatabaseSource):
        return "PostgreSQL" if found.dialect == "postgresql" else "the database"
    return "SQLite" if isinstance(found, SqliteSource) else "DuckDB"


def _install(found: Source) -> str:
    if isinstance(found, DatabaseSource):
        return 'python -m pip install "pas-gov[databases]"; other databases by their own drivers'
    return 'python -m pip install "pas-gov[data]"'
