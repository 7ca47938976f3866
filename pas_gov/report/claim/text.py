"""The account of one claim for a terminal: what it is, why a claim, which promise, both sides."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from pas_gov.diagnostics import printable
from pas_gov.report.claim.contents import ClaimReport, certainty_text, parts_text, side_rows
from pas_gov.report.claim.feature_words import feature_told
from pas_gov.report.layout import Style, clipped, text_page

LONGEST = 300  # characters of a sentence or a passage
LABEL = 16


def claim_text(report: ClaimReport, style: Style) -> str:
    """Return the account; every text of a stranger's in it is safe to print."""
    return text_page(_lines(report, style))


def _lines(report: ClaimReport, style: Style) -> Iterator[str]:
    account, finding = report.account, report.account.finding
    yield f"{printable(report.place)}: {style.paint(finding.state, 'bold')}"
    yield from style.wrap(
        clipped(f'"{finding.claim.sentence.text}"', LONGEST), "    ", "    ", words_whole=False
    )
    for what, words in (("under", finding.claim.sentence.heading), ("led by", finding.claim.sentence.lead)):
        if words:
            yield from style.wrap(clipped(f'{what} "{words}"', LONGEST), "    ", "    ", words_whole=False)
    yield from style.wrap(finding.explanation, "    ", "    ", words_whole=False)
    yield from ("", style.paint("Why it is a claim", "bold"))
    yield from _why_a_claim(report, style)
    yield from ("", style.paint("Which promise", "bold"))
    yield from _candidates(report, style)
    if account.promised is not None:
        yield from ("", style.paint("Side by side", "bold"))
        yield from _side_by_side(report, style)


def _why_a_claim(report: ClaimReport, style: Style) -> Iterator[str]:
    yield from style.wrap(certainty_text(report.account), "    ", "  ", words_whole=False)
    for one in report.account.features:
        told = f"{one.weight:+.2f}  {feature_told(one.name, one.words)}"
        yield from style.wrap(told, "           ", "    ", words_whole=False)


def _candidates(report: ClaimReport, style: Style) -> Iterator[str]:
    finding = report.account.finding
    if finding.link == "explicit":
        yield from style.wrap(f'the text names "{finding.promise}" itself, which settles it', "  ", "  ")
    for one in report.account.candidates:
        chosen = "  <- this one" if one.promise == finding.promise else ""
        yield from style.wrap(f"{one.score:.2f}  {one.promise}: {one.state}{chosen}", "        ", "  ")
        yield from style.wrap(clipped(f'"{one.passage}"', LONGEST), "        ", "        ", words_whole=False)
        yield from style.wrap(
            parts_text(one.parts, finding.claim.sentence), "        ", "        ", words_whole=False
        )
    if not report.account.candidates:
        yield "  no promise is anything like it"


def _side_by_side(report: ClaimReport, style: Style) -> Iterator[str]:
    account = report.account
    if account.promised is None:
        return
    width = (min(style.width, 120) - LABEL - 6) // 2
    for what, said, promised in (("", "the text", "the promise"), *side_rows(account.said, account.promised)):
        columns = style.column(said, width), style.column(promised, width)
        for number, (left, right) in enumerate(zip_longest(*columns, fillvalue="")):
            yield f"  {what if not number else '':{LABEL}}{left:{width}}  {right}".rstrip()
