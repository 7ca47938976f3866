"""An upgrade of the pack for a terminal: policy by policy, what changes, whose it is, and what it does to verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pas_gov.diagnostics import printable
from pas_gov.report.difference import difference
from pas_gov.report.layout import Style, count, text_page
from pas_gov.report.upgrade.contents import Clash, Shift, UpgradedPolicy, UpgradeReport

MOST, MOST_LINES = 3, 12  # changes, and lines of a clash, that are shown
LEFT_OUT = "left out"  # of what is yours alone: that there is no such policy
TITLES: Mapping[str, str] = {
    "new": "new in this pack, added",
    "theirs": "changed by the pack alone, taken over",
    "both": "changed by you and by the pack, both kept",
    "gone": "no longer in the pack, and never edited by you: taken away",
    "conflict": "left to you: yours stays as it is",
    "yours": "changed by you alone, kept",
    LEFT_OUT: "left out by you, and not brought back",
    "unchanged": "as the pack has it",
}


def upgrade_text(report: UpgradeReport, style: Style) -> str:
    """Return the upgrade for a terminal; what is left to its reader last."""
    return text_page(_lines(report, style))


def _lines(report: UpgradeReport, style: Style) -> Iterator[str]:
    yield from style.wrap(f"From {report.origin} to {report.pack}.", "  ", "")
    if report.chosen:
        yield from style.wrap(report.chosen, "    ", "  ! ")
    for state, title in TITLES.items():
        found = _titled(report, state)
        if not found:
            continue
        yield ""
        yield style.paint(f"{count(len(found), 'policy', 'policies')} {title}:", "bold")
        if state in ("unchanged", "yours", LEFT_OUT):
            yield from style.wrap(", ".join(one.id for one in found), "  ")
            continue
        for one in found:
            yield from _policy(one, report, style)
    yield ""
    yield from _end(report, style)


def _titled(report: UpgradeReport, state: str) -> tuple[UpgradedPolicy, ...]:
    """Return the policies under one title."""
    yours = report.by_state.get("yours", ())
    if state == LEFT_OUT:
        return tuple(one for one in yours if one.after is None)
    return (
        tuple(one for one in yours if one.after is not None)
        if state == "yours"
        else report.by_state.get(state, ())
    )


def _policy(one: UpgradedPolicy, report: UpgradeReport, style: Style) -> Iterator[str]:
    tests = ", with its tests" if one.tests else ""
    yield f"  {one.id}{tests if one.state != 'conflict' else ''}"
    if one.state == "conflict":
        yield from _conflict(one, style)
        return
    if one.state in ("theirs", "both") and one.before != one.after:
        yield from _difference(one, style)
    if one.shift is not None:
        yield from _shift(one.shift, report, style)


def _difference(one: UpgradedPolicy, style: Style) -> Iterator[str]:
    for line in difference((one.path, one.path), one.before, one.after, style):
        yield f"    {line}"


def _conflict(one: UpgradedPolicy, style: Style) -> Iterator[str]:
    if one.fault:
        yield from style.wrap(one.fault, "      ", "    x ")
        yield from _difference(one, style)
    for clash in one.clashes:
        yield from _clash(clash)
    yield from style.wrap(
        "Work it into yours, and say that it stands so; or take the pack's (-n shows it):", "    "
    )
    yield f"      pas-gov init --upgrade --keep {one.id}"
    yield f"      pas-gov init --upgrade --take {one.id}"


def _clash(clash: Clash) -> Iterator[str]:
    for who, lines in (("yours:", clash.yours), ("the pack's:", clash.theirs)):
        yield f"    {who}"
        yield from (f"      {printable(line)}" for line in lines[:MOST_LINES] or ("(nothing)",))
        if len(lines) > MOST_LINES:
            yield f"      and {len(lines) - MOST_LINES} lines more"


def _shift(shift: Shift, report: UpgradeReport, style: Style) -> Iterator[str]:
    more = [line for line in shift.after if line not in shift.before]
    fewer = [line for line in shift.before if line not in shift.after]
    unjudged = f"; {shift.unjudged} can't be judged by one of both" if shift.unjudged else ""
    said = "no other verdict"
    if more or fewer:
        said = f"would have blocked {len(shift.after)}, and as it is now {len(shift.before)}"
    yield from style.wrap(f"on the last {count(report.changes, 'merge')}: {said}{unjudged}", "      ", "    ")
    for sign, lines in (("+", more), ("-", fewer)):
        yield from (_cut(f"      {sign} {printable(line)}", style) for line in lines[:MOST])
        if len(lines) > MOST:
            yield f"      {sign} and {len(lines) - MOST} more"


def _cut(line: str, style: Style) -> str:
    return line if len(line) <= style.width else f"{line[: style.width - 3]}..."


def _end(report: UpgradeReport, style: Style) -> Iterator[str]:
    if report.unasked:
        yield from style.wrap(f"Past changes weren't judged: {report.unasked}", "    ", "  ! ")
    if report.faults:
        yield style.paint(
            "Nothing was written: with the new pack, your rules would be invalid:", "bold", "red"
        )
        for fault in report.faults:
            yield from style.wrap(fault, "    ", "  x ")
    elif not report.written and "conflict" in report.by_state:
        waiting = count(len(report.by_state["conflict"]), "policy waits", "policies wait")
        yield f"Nothing to write: {waiting} for you, all else is as the pack has it or yours."
    elif not report.written:
        yield "Nothing to write: there is no newer pack for what is here."
    elif report.dry_run:
        yield f"Nothing was written (--dry-run): {count(report.written, 'file')} would be."
    else:
        yield style.paint(f"Wrote {count(report.written, 'file')}.", "bold", "green")
        yield "Then: pas-gov test, pas-gov docs, and commit it on a branch of its own."
