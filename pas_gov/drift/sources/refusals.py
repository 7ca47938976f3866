"""Why a query gave nothing, in words: of the database's own text what it says of the query, of the rest the kind alone."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.diagnostics import printable
from pas_gov.drift.sources.source import DatabaseSource, NoSource, Source, SqliteSource
from pas_gov.foundation.installing import install_command

LONGEST = 300  # characters of what a database says of a query
WORDS: Mapping[
    str, tuple[str, str]
] = {  # by the code of a fault (confined/faults.py), and of an end without a word
    "package": ("{name} is read by {text}, which isn't installed", "{install}"),
    "address": (
        "the address of {name} can't be read",
        "write driver://user:password@host:port/database, and in a password %40 for @, %2F for /",
    ),
    "silent": (
        "{name}: no server answers at its address",
        "see whether it runs and is reached from here, and correct the address",
    ),
    "session": (
        "{name}: the server answers, and gives no session",
        "see its log: it may ask for SSL, still start, or have no connection left",
    ),
    "account": (
        "{name}: the server refuses the account or its password",
        "correct the address in pas-gov.yaml, or the credentials in the environment",
    ),
    "source": ("{name} can't be read: {system} reports {kind}", "correct the file, or the address"),
    "statement": (
        "the query isn't one SELECT that only reads: it is {text}",
        "write one SELECT of a time and a value",
    ),
    "query": ("{system} says of the query: {text}", "correct the query"),
    "run": ("the query fails on the data: {system} reports {kind}", "correct the query"),
    "time": ("the query took more than {seconds:g} seconds", "ask for less"),
    "unanswered": (
        "{name}: no answer within {seconds:g} seconds",
        "see whether the server runs, or ask for less",
    ),
    "memory": ("the query asked for more memory than it may have", "ask for less"),
    "ended": ("the query asked for more memory or processor time than it may have", "ask for less"),
}


def refusal(code: str, text: str, found: Source, seconds: float) -> NoSource:
    """Return in words why a source gave no rows: the code of a fault and its text, or ``ended`` without a word."""
    if code == "time" and text and isinstance(found, DatabaseSource):
        code = "unanswered"
    text = printable(text[:LONGEST])
    facts = {
        "name": printable(found.name), "text": text, "kind": f"{'an' if text[:1] in 'aeiou' else 'a'} {text}",
        "system": _system(found), "install": _install(found), "seconds": seconds,
    }  # fmt: skip
    message, remedy = WORDS[code]
    return NoSource(message.format(**facts), remedy.format(**facts))


def _system(found: Source) -> str:
    if isinstance(found, DatabaseSource):
        return "PostgreSQL" if found.dialect == "postgresql" else "the database"
    return "SQLite" if isinstance(found, SqliteSource) else "DuckDB"


def _install(found: Source) -> str:
    if isinstance(found, DatabaseSource):
        return f"{install_command('pas-gov[databases]')}; other databases by their own drivers"
    return install_command("pas-gov[data]")
