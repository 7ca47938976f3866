"""Whether a text of SQL is one query, and nothing but a query."""

from __future__ import annotations

import re

from pas_gov.drift.sources.source import NoSource

# Comments and quoted texts, in which a semicolon ends nothing: '...', "...", `...`, $tag$...$tag$.
QUOTED = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|(\$\w*\$).*?\1", re.DOTALL
)
WRITES = re.compile(
    r"\b(insert|update|delete|merge|drop|alter|create|truncate|grant|revoke|copy|call|execute|attach|into)\b",
    re.IGNORECASE,
)


def check_one_select(query: str) -> None:
    """Raise NoSource where a text isn't one statement that begins with SELECT or WITH and names nothing that writes.

    It is the first of two locks: the transaction is read-only, too.
    """
    plain = QUOTED.sub(" ", query).strip().rstrip(";").strip()
    remedy = "write one SELECT of a time and a value"
    if ";" in plain:
        raise NoSource("the query is several statements", remedy)
    if not re.match(r"(select|with)\b", plain, re.IGNORECASE):
        raise NoSource("the query doesn't begin with SELECT or WITH", remedy)
    found = WRITES.search(plain)
    if found:
        raise NoSource(
            f"the query holds the word {found[0].upper()}, which writes", f"{remedy}; put names in quotes"
        )
