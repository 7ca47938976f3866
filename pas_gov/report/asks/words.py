"""What is asked of each owner, in the sentences that text and Markdown share."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.judging.findings.asks import Ask, AskingChange, AsksReport, OwnerAsks
from pas_gov.judging.findings.gate_report import ReportedPromise
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.report.asks.items import Item
from pas_gov.report.layout import count

NOBODY = "whoever proposes this"  # answers for what concerns the stack as a whole, and for files
LONGEST = 1_500  # characters of one text
TOLD = 12  # differences of one changed promise
HOW = (
    "To answer, run one of the commands in the repository, with your own words where <...> stands; or send these "
    "words to whoever sent you this."
)


def title(report: AsksReport) -> str:
    """Return what asks: a change, or the stack as it stands."""
    head = " ".join(filter(None, (report.head.name, report.head.commit[:12])))
    if report.base is None:
        return f"What the promises ask of their owners, on {report.today} ({head})"
    return f"What a change into {_named(report.base)} asks, on {report.today} ({head})"


def _named(ref: ReportedRef) -> str:
    return ref.name or ref.commit[:12]


SAME = "The answer above will do for this, too."
AND = "And: "


BESIDE = (
    " by the policies. What texts and figures say otherwise tells pas-gov drift; "
    "which zones haven't confirmed a change of the strategy tells pas-gov propagation"
)


def nothing(report: AsksReport) -> str:
    """Return that nothing is asked, and of whom."""
    whom = f" of {report.only}" if report.only else ""
    if report.files:
        return f"Nothing is asked{whom}, but files can't be read."
    return f"Nothing is asked{whom}{BESIDE if report.base is None else ''}."


def addressee(section: OwnerAsks) -> str:
    """Return whose section it is."""
    return section.owner or NOBODY


def summary(section: OwnerAsks, report: AsksReport) -> str:
    """Return how much is asked of an owner: what holds the change up, what is to be looked at, what waits."""
    now = [ask for ask in section.asks if ask.policy and not ask.waits_for]
    after = [ask for ask in section.asks if ask.waits_for]
    held = _promises([ask for ask in now if ask.blocks])
    looked = _promises([ask for ask in now if not ask.blocks])
    why = "before this change can be merged" if report.base else "so that the promises hold together"
    parts = []
    if held:
        parts.append(f"{held} must be answered {why}")
    if looked:
        parts.append(f"{looked} should be looked at")
    if after:
        parts.append(f"{_promises(after)} must wait for others")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _promises(asks: list[Ask]) -> str:
    named = {ask.promise.id for ask in asks if ask.promise}
    if not asks:
        return ""
    return count(len(named), "promise") if named else "the stack as a whole"


def causes(section: OwnerAsks, report: AsksReport) -> Iterator[AskingChange]:
    """Yield the changed promises that ask something of this owner."""
    wanted = dict.fromkeys(ask.cause for ask in section.asks if ask.cause in report.changed)
    return (report.changed[identity] for identity in wanted)


def changed(line: AskingChange) -> str:
    """Return which promise changed, and how."""
    return f'"{line.promise.title}" ({line.promise.layer}, {line.promise.id}): {", ".join(line.kinds)}'


def subject(item: Item) -> str:
    """Return what an item is about: the promise, and perhaps its zone."""
    promise = item.asks[0].promise
    if promise is None:
        return "The stack as a whole"
    where = f", zone {item.zone}" if item.zone else ""
    return f"{promise.title} ({promise.layer}, {promise.id}{where})"


def reasons(item: Item, report: AsksReport) -> tuple[list[str], list[str]]:
    """Return why a promise is asked, each reason once; and what holds for all: how much it binds, whom it waits for."""
    weights = list(dict.fromkeys(weight(ask, report) for ask in item.asks))
    mixed = len(weights) > 1
    told = (
        f"{ask.message.rstrip('.')}. {weight(ask, report)}" if mixed and weight(ask, report) else ask.message
        for ask in item.asks
    )
    waits = dict.fromkeys(map(waiting, item.asks))
    return list(dict.fromkeys(told)), [one for one in (*([] if mixed else weights), *waits) if one]


def waiting(ask: Ask) -> str:
    """Return whom an ask waits for; "" for nobody."""
    if not ask.waits_for:
        return ""
    names = ", ".join(f"{one.id} ({whose(one, ask)})" for one in ask.waits_for)
    return f"Wait for {names}, which must answer first."


def only_waits(ask: Ask) -> bool:
    """Tell whether nothing can be done yet, which :func:`waiting` says already."""
    return bool(ask.waits_for) and not ask.commands


def whose(line: ReportedPromise, ask: Ask) -> str:
    """Return the owner of a promise that is waited for, or that it is one's own."""
    return "your own" if ask.promise and line.owner == ask.promise.owner else line.owner


WEIGHT = {"block": "", "warn": "This doesn't hold the change up.", "note": "For your information.", "": ""}


def weight(ask: Ask, report: AsksReport) -> str:
    """Return how much an ask binds; "" for what must be answered."""
    return WEIGHT.get(ask.enforcement, "") if report.base else ""
