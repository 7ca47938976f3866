"""Why a query gave nothing, as a code that the parent puts into words: never a driver's own text of a run."""

from __future__ import annotations

import re
from typing import Literal

Code = Literal[
    "package",  # what reads this kind of source isn't installed; the text names it
    "address",  # the address can't be read
    "silent",  # nobody answers there
    "session",  # the server answers, and gives no session
    "account",  # the server doesn't let this account in
    "source",  # the file, or the database on the server, can't be read; the text says what kind of error it was
    "statement",  # it isn't one statement that only reads; the text says what it is
    "query",  # the query is wrong in itself; the text is the database's word on the query's text
    "run",  # the query fails on the data; the text is the kind of error alone
    "time",
    "memory",
]

WRITES = "more than reading"  # what a statement does that is refused for it


class Fault(Exception):
    """A fault of a source or a query; ``text`` holds nothing of an address, and nothing of the data."""

    def __init__(self, code: Code, text: str = "") -> None:
        """Keep the code, and what may be said."""
        super().__init__(code, text)
        self.code: Code = code
        self.text = text


def kind_of(error: BaseException) -> str:
    """Return an error's kind in words: ``division by zero`` of DivisionByZero. Its own text may hold data."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.replace("Exception", "Error")).lower()
