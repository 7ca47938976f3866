"""What `fmt` did or would do, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.report.committed import committed_lines
from pas_gov.report.difference import difference
from pas_gov.report.formatting.contents import Formatting
from pas_gov.report.layout import Style, count, text_page


def formatting_text(report: Formatting, style: Style) -> str:
    """Return the differences with ``check``, else the names of what was written; the sum last."""
    return text_page(_lines(report, style))


def _lines(report: Formatting, style: Style) -> Iterator[str]:
    for path, (before, after) in report.texts.items():
        if report.check:
            yield from difference((path, path), before, after, style)
            yield ""
        else:
            yield f"laid out {printable(path)}"
    for fault in report.faults:
        yield from style.wrap(f"left as it is: {fault}", "    ", "  x ")
    changed = len(report.texts)
    verb = ("would be" if report.check else "were" if changed != 1 else "was") + " laid out anew"
    said = f"{count(changed, 'file')} {verb}" if changed else "nothing to lay out anew"
    yield f"{count(report.total, 'file')}: {said}."
    if report.check and changed:
        yield "To do it: pas-gov fmt"
    yield from committed_lines(report.commit, style)
