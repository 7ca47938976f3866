"""The account of one claim as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.report.claim.contents import ClaimReport, certainty_text, side_rows
from pas_gov.report.claim.feature_words import feature_words
from pas_gov.report.layout import clipped
from pas_gov.report.markdown import code, escape, page, table

LONGEST = 300  # characters of a sentence or a passage


def claim_markdown(report: ClaimReport) -> str:
    """Return the account as a page with tables."""
    return page(_lines(report))


def _lines(report: ClaimReport) -> Iterator[str]:
    account, finding = report.account, report.account.finding
    yield from (f"## {finding.state}: {code(report.place)}", "")
    yield from (
        f"> {escape(clipped(finding.claim.sentence.text, LONGEST))}",
        "",
        escape(finding.explanation),
        "",
    )
    yield from (
        "### Why it is a claim",
        "",
        escape(certainty_text(account)),
        "",
    )
    features = (
        (f"{one.weight:+.2f}", escape(feature_words(one.name)), escape(one.words)) for one in account.features
    )
    yield from table(("weight", "feature", "words"), features)
    yield from ("", "### Which promise", "")
    candidates = (
        (
            f"{one.score:.2f}",
            code(one.promise),
            one.state,
            escape(clipped(one.passage, LONGEST)),
            escape(one.why),
        )
        for one in account.candidates
    )
    yield from table(("likeness", "promise", "state", "nearest passage", "why"), candidates)
    if account.promised is not None:
        yield from ("", "### Side by side", "")
        rows = (
            (what, escape(said), escape(theirs))
            for what, said, theirs in side_rows(account.said, account.promised)
        )
        yield from table(("", "the text", "the promise"), rows)
