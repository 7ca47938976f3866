"""What an indicator shows, in words, and as a line of characters: what drift and the trial of a promise file share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pas_gov.drift.indicators.assessment import RECENT, Assessment
from pas_gov.drift.zones.gaps import Level
from pas_gov.report.layout import Style
from pas_gov.report.plot import plot
from pas_gov.report.sparkline import WIDEST, Sparkline, sparkline

LETTERS: Mapping[Level, tuple[str, str]] = {
    "broken": ("x", "red"),
    "drifting": ("~", "yellow"),
    "unverified": ("?", "dim"),
}

METHOD = (
    "trend: Theil-Sen line, its date with a 95 % interval of level and slope; shift: the best cut; both tested at 99 % "
    "by likelihood, autocorrelation allowed for; rhythms: Kruskal-Wallis test, 99 %; level: median of the last 5"
)
"""How indicators are judged, for reports."""


def indicator_statements(found: Assessment) -> Iterator[str]:
    """Yield what a series says: the state, the numbers, the tests with their confidence, and what else to know."""
    unit, bound = found.unit, found.bound.replace("_", " ")
    old = found.state == "no data" and found.points > 0
    yield f"{'too old to tell' if old else found.state}, where {bound} {found.limit:.15g}{unit} is promised"
    if found.level is not None:
        of = (
            f"median of the last {min(RECENT, found.points)} of {found.points}, {found.first} to {found.last}"
        )
        yield f"{'last' if old else 'now'} {figure(found.level, found)} ({of})"
    if found.breaches and found.breaches.count:
        one = found.breaches
        yield f"{one.count} of {one.of} break it ({100 * one.low:.0f}% to {100 * one.high:.0f}% at 95%)"
    yield from _trend_statement(found)
    if found.shift:
        cut, by = found.shift, found.explained
        why = f"explained by {by.commit[:9]} of {by.day}" if by else "no weakening in the ledger explains it"
        told = "" if found.improved else f"; {why}"
        levels = f"from {figure(cut.before, found)} to {figure(cut.after, found)}"
        yield f"shifted on {cut.day} {levels} ({by_chance(cut.p)}){told}"
    yield from found.notes


def indicator_remedy(found: Assessment) -> str:
    """Return what mends what a series shows: the operation, or the figures where these don't tell."""
    if found.state == "no data":
        return (
            "bring newer figures: those that are there don't tell of today" if found.last else "bring figures"
        )
    if found.state == "not enough data":
        return "bring more figures: so few don't tell"
    return "mend the operation, or amend the promise"


def _trend_statement(found: Assessment) -> Iterator[str]:
    if found.trend and found.reached:
        slope = f"{found.trend.slope:+.3g}{found.unit} a day; {by_chance(found.trend.p)}"
        past = found.last is not None and found.reached <= found.last
        verb = "reached" if past else "reaches"
        yield f"the trend ({slope}) {verb} it on {found.reached}, {_between(found)}"


def _between(found: Assessment) -> str:
    """Return between which days the limit is reached in 95 of 100 cases; a bound that the points don't give is told."""
    if found.earliest and found.latest:
        return f"between {found.earliest} and {found.latest}"
    if found.earliest:
        return f"not before {found.earliest}, perhaps never"
    if found.latest:
        return f"or long before, by {found.latest} at the latest"
    return "or on any other day: the points hardly tell"


def by_chance(p: float) -> str:
    """Return in words how often chance alone shows as much: the p-value of a test."""
    return (
        "by chance less than once in 1,000,000" if p < 1e-6 else f"by chance once in {max(round(1 / p), 1):,}"
    )


def figure(value: float, found: Assessment) -> str:
    """Return a value in short, in as many digits as it takes to stand on its own side of the limit."""
    for digits in range(4, 17):
        text = f"{value:.{digits}g}"
        if _side(float(text), found.limit) == _side(value, found.limit):
            return f"{text}{found.unit}"
    return f"{value!r}{found.unit}"


def _side(value: float, limit: float) -> int:
    return (value > limit) - (value < limit)


def caption(found: Assessment, drawn: Sparkline) -> str:
    """Return what the line of a series shows: its days, its heights, and which of them break the term."""
    low, high = (figure(value, found) for value in (drawn.low, drawn.high))
    heights = low if low == high else f"{low} to {high}"
    each = f", medians of up to {drawn.each} points" if drawn.each > 1 else ""
    limit = f"{found.bound.replace('_', ' ')} {found.limit:.15g}{found.unit}"
    return f"{found.first} to {found.last}{each}: {heights}; {limit}: {drawn.edge}"


def picture_lines(found: Assessment, style: Style) -> Iterator[str]:
    """Yield the line of a series for a terminal, and what it shows; nothing where no picture is wanted."""
    drawn = sparkline(plot(found), style.pictures, min(WIDEST, max(style.width, 40) - 4))
    if drawn:
        red = drawn.breaking
        yield "    " + "".join(style.paint(one, "red") if one in red else one for one in drawn.text)
        yield from style.paint_lines(style.wrap(caption(found, drawn), "    "), "dim")
