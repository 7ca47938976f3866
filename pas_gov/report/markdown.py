"""Text in Markdown: what a record says shows as itself, and does nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from pas_gov.diagnostics import log_safe, printable
from pas_gov.foundation.patterns import late_pattern

# Links, whatever is escaped. Each alternative begins where its run of characters does: in the middle of a run it
# would be tried again at every character, in quadratic time.
_LINK = r"(?:(?<!\w)\w+://|www\.|mailto:|xmpp:)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+[\w.+@-]*"
LINK = late_pattern(_LINK)
MENTION = late_pattern(  # begins where a run of letters does: tried inside it, it would take quadratic time
    _LINK + r"|(?<![\w.+-])[\w.+-]*[@#][\w./@#+-]*[\w/@#+-]"
    r"|(?:\bGH-\d+|(?:[rw]1:)?\b[0-9a-f]{7,64}\b)[\w./@#+-]*"
)  # links, and what GitHub sees through any escape, but not in a code span: people, issues, commits
_CODE = late_pattern(r"(?<!\\)(?:\\\\)*(`+)(?!`).*?(?<!`)\1(?!`)")  # a span, and what is escaped before it
SHORT = 40  # characters of a cell that stands beside the first one in a list
MAIL = 100  # characters of a table's row, beyond which a mail or a log, which draw no tables, break it
START = late_pattern(
    r"^(>|[#+-](?=[#\s-]|$)|\d+[.)](?=\s|$)|=(?==*$))"
)  # of a quotation, a heading, a list or a line


def page(lines: Iterable[str]) -> str:
    """Return lines as a page that a log which it is printed into takes for text."""
    return log_safe("\n".join(lines).rstrip("\n") + "\n")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], widest: int = MAIL) -> Iterator[str]:
    """Yield the lines of a table, whose cells are Markdown already; a list where a row has more characters than that.

    A row of the list is its first cell that isn't empty, beside it the short ones, and below it the long ones, each
    by its head.
    """
    held = [tuple(row) for row in rows]
    if any(len(_table_line(row)) > widest for row in held):
        yield from (line for row in held for line in _listed(heads, row))
        return
    yield f"|{'|'.join(f' {head} ' if head else ' ' for head in heads)}|"
    yield "|" + "---|" * len(heads)
    yield from map(_table_line, held)


def _table_line(row: Sequence[str]) -> str:
    return f"| {' | '.join(map(_cell, row))} |"


def _cell(text: str) -> str:
    """Escape the pipes of code spans: in a table, and nowhere else, they would end the cell."""
    return _CODE.sub(lambda span: re.sub(r"(?<!\\)(\\*)\|", _pipe, span.group()), text)


def _listed(heads: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    named = [(head, cell) for head, cell in zip(heads, row, strict=True) if cell]
    (_, first), *others = named or [("", "")]
    short = "; ".join(f"{head}: {cell}" for head, cell in others if len(cell) <= SHORT)
    yield f"- {first}{f' ({short})' if short else ''}"
    yield from (f"  - {head}: {cell}" for head, cell in others if len(cell) > SHORT)


def code(text: str) -> str:
    """Return text as a code span that it can't break out of."""
    plain = printable(" ".join(text.split()))
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def side_by_side(parts: Iterable[str]) -> str:
    """Return parts one after the other; backticks that would meet, and so mean something else, are kept apart."""
    shown = ""
    for part in parts:
        shown += f" {part}" if shown.endswith("`") and part.startswith("`") else part
    return shown


def block(text: str, language: str = "") -> list[str]:
    """Return lines of text as a fenced block that it can't end."""
    lines = [printable(line) for line in text.rstrip().split("\n")]
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", *lines, fence]


def prose(text: str) -> str:
    """Return text of a policy's author as a paragraph: what would start markup, a link or HTML shows as itself."""
    return _shown(text, LINK)


def escape(text: str) -> str:
    """Return text of a record that shows as itself and calls nobody, on one line, nothing invisible.

    What can't start markup where it stands isn't escaped: a mail and a log show this as it is written.
    """
    return _shown(text, MENTION)


def _shown(text: str, as_code: re.Pattern[str]) -> str:
    plain = printable(" ".join(text.split()))
    ends = [0, *(end for found in as_code.finditer(plain) for end in found.span()), len(plain)]
    shown = _mixed([plain[start:end] for start, end in itertools.pairwise(ends)])
    return START.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", shown)


def _mixed(parts: Sequence[str]) -> str:
    """Return text parts, and between them those that stand as code; two of these never touch."""
    shown, last_is_code = "", False
    for index, part in enumerate(parts):
        if index % 2:
            shown += f" {code(part)}" if last_is_code else code(part)
            last_is_code = True
        elif part:
            shown, last_is_code = shown + _escaped(part), False
    return shown


def _escaped(text: str) -> str:
    marked = re.sub(r"([\\`*\[\]|~$]|!$|(?<![^\W_])_|_(?![^\W_]))", r"\\\1", text)
    return re.sub(r"<(?![\s\d])", "&lt;", re.sub(r"&(?=#?\w+;)", "&amp;", marked))


def _pipe(found: re.Match[str]) -> str:
    """Escape a pipe, which ends a table's cell where an even number of backslashes stands before it."""
    return found[1] + ("\\|" if len(found[1]) % 2 == 0 else "\\\\|")
