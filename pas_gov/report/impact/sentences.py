"""What a change of one promise would ask, in words: the sentences that text and Markdown share."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.judging.policies.endings import AudienceNotice
from pas_gov.judging.verdict.impact import PROPAGATES, Impact
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.normal import fold
from pas_gov.model.stack.differences import shortened
from pas_gov.model.stack.entry import Entry
from pas_gov.report.impact.contents import deciding, resting_later
from pas_gov.report.layout import count


def title(entry: Entry) -> str:
    """Return a promise's title, shortened."""
    return shortened(fold(entry.promise.title))


FEW = 4  # promises named in one line


def way_text(way: tuple[str, ...]) -> str:
    """Return ``by way of a, b``: what lies between; of a long way its ends."""
    between = way[1:-1]
    if not between:
        return "by a long way" if not way else ""
    if len(between) > FEW:
        return f"by way of {between[0]}, ... {between[-1]} ({len(between)} in all)"
    return f"by way of {', '.join(between)}"


def headline(impact: Impact) -> str:
    """Return how many must answer, or why nobody does."""
    if impact.entry.ended:
        return _left_behind(impact)
    resting = len({one.entry.id for one in (*impact.direct, *impact.later)})
    asked = len(impact.everyone) if impact.entry.active else resting
    if impact.propagates:
        return f"If it changes materially, {count(asked, 'promise')} must answer" if asked else NOBODY
    unasked = f"{count(resting, 'promise')} {_verb(resting, 'rest')} on it, and no policy asks them to answer a change"
    return f"{unasked} ({PROPAGATES})" if resting else NOBODY


def _left_behind(impact: Impact) -> str:
    """Return how many are still aligned to a promise that has ended."""
    number = len(impact.direct)
    if not number:
        return NOBODY
    must = ", and must follow to another one, or end" if impact.propagates else ""
    return f"{count(number, 'promise')} {'is' if number == 1 else 'are'} still aligned to it{must}"


NOBODY = "No active promise rests on it, so none has to answer"


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb


def legacy_headline(impact: Impact) -> str:
    """Return what is asked of the Legacy promises that are listed apart."""
    number = count(len(deciding(impact)), "Legacy promise")
    if not impact.entry.active:
        return f"{number} must decide when it becomes active"
    return f"{number} must decide at once too, linked to it or not"


def asked_headlines(impact: Impact) -> tuple[str, str]:
    """Return what is said of those who are aligned to it, and of those who rest on these."""
    direct, later = len(impact.direct), len(resting_later(impact))
    if not impact.propagates:
        return f"{direct} aligned to it", f"{later} {_verb(later, 'rest')} on others that do"
    return f"{direct} at once, aligned to it", f"{later} later, when those that they rest on have answered"


def settled(impact: Impact) -> dict[str, str]:
    """Return the Legacy promises that needn't decide where nothing follows the Core, with the Core they rest on."""
    return {one.entry.id: one.elsewhere for one in impact.legacy if one.elsewhere and impact.entry.active}


SETTLED = "needn't decide if nothing follows it, as they are reviewed against another Core"


def last_day_text(impact: Impact) -> str:
    """Return the earliest last day, in words; "" where nothing is asked of an ending."""
    asks = impact.ending
    if asks is None:
        return ""
    if asks.last_day is None:
        return f"no last day is late enough: {count(asks.days, 'day')} of notice"
    day = asks.last_day.isoformat()
    if not asks.days:
        return f"earliest last day {day}: no time of notice is asked"
    return f"earliest last day {day}, if all are told today ({count(asks.days, 'day')} of notice)"


def audience_text(hearer: AudienceNotice) -> str:
    """Return an audience, and when it was last told anything."""
    told = f" (last told on {hearer.last_notice.isoformat()})" if hearer.last_notice else ""
    return f"{shortened(hearer.audience)}{told}"


def commands(impact: Impact) -> list[str]:
    """Return the commands that change the promise; of an ended one, those that look at what follows it."""
    entry = impact.entry
    one = entry.id
    if entry.ended:
        return [f"pas-gov impact {after}" for after in entry.facts.successors]
    retire = shown(("retire", one, "--why", "<WHY IT ENDS>"))
    if entry.status == "proposed":
        return [f"pas-gov amend {one} ...", f"pas-gov amend {one} --status active", retire]
    supersede = shown(("supersede", one, "--by", "<ID OF WHAT FOLLOWS>", "--why", "<WHY IT ENDS>"))
    return [f"pas-gov amend {one} ...", supersede, retire]


def to_do(impact: Impact) -> str:
    """Return the heading of ``commands``."""
    return "To see what follows it" if impact.entry.ended else "To do it, one of these"


def to_answer(impact: Impact) -> str:
    """Return the heading of ``answers``."""
    return "To follow" if impact.entry.ended else "After an amendment, for those who still hold"


def answers(impact: Impact) -> Iterator[str]:
    """Yield the commands by which those who are asked say that they still hold."""
    entry = impact.entry
    if entry.ended:
        after = entry.facts.successors[:1] or ("<ID OF WHAT IT RESTS ON NOW>",)
        yield from (shown(("realign", one.entry.id, "--to", after[0], *NOTE)) for one in impact.direct[:1])
        return
    if impact.direct:
        yield shown(("realign", "--all-dependents-of", entry.id, *NOTE))
    if any(not one.linked for one in impact.legacy):
        yield shown(("realign", "<ID OF THE LEGACY PROMISE>", "--to", entry.id, *NOTE))


NOTE = ("--note", "<WHY IT STILL HOLDS>")
