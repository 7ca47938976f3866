"""What changed in one promise's record, part by part: two records compared (SPEC 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ENDED, FOREVER, Ending, Promise, Zone
from pas_gov.model.stack.notices import normal_row, notices_added, notices_lost
from pas_gov.model.stack.revision import condition
from pas_gov.model.stack.terms import term_kinds


def record_kinds(before: Promise, after: Promise, today: date) -> Iterator[str]:
    """Yield the kinds of what changed, in no order, perhaps more than once; ``today`` as in ``changes``."""
    yield from _started(before, after, today)
    for compare in COMPARISONS:
        yield from compare(before, after)


def _status(before: Promise, after: Promise) -> Iterator[str]:
    if before.status == after.status:
        return
    if after.status in ENDED:
        yield after.status
    elif before.status in ENDED:
        yield "reinstated"
    else:
        yield "activated" if after.status == "active" else "edited"


def _layer(before: Promise, after: Promise) -> Iterator[str]:
    if before.layer != after.layer:
        yield "relayered"


def _statement(before: Promise, after: Promise) -> Iterator[str]:
    yield from _text(before.statement, after.statement, "reworded")


def _text(before: str, after: str, kind: str) -> Iterator[str]:
    """Yield the kind where two texts say different things, edited where they differ in white space alone."""
    if before != after:
        yield "edited" if fold(before) == fold(after) else kind


def _terms(before: Promise, after: Promise) -> Iterator[str]:
    yield from term_kinds(before.terms, after.terms)


def _audience(before: Promise, after: Promise) -> Iterator[str]:
    earlier, later = ({fold(name) for name in promise.audience} for promise in (before, after))
    if earlier - later:
        yield "narrowed"
    if later - earlier:
        yield "widened"
    if earlier == later and before.audience != after.audience:
        yield "edited"


def _condition(before: Promise, after: Promise) -> Iterator[str]:
    yield from _text(before.applies_when.says, after.applies_when.says, "condition-changed")
    if before.applies_when.cel != after.applies_when.cel:
        yield "edited" if condition(before) == condition(after) else "condition-changed"
    yield from _text(before.experiment.cohort, after.experiment.cohort, "condition-changed")
    yield from _text(before.legacy.made_to, after.legacy.made_to, "condition-changed")


def _zones(before: Promise, after: Promise) -> Iterator[str]:
    for name in before.zones.keys() | after.zones.keys():
        earlier, later = before.zones_kept.get(name), after.zones_kept.get(name)
        if earlier is None and later is None:
            if before.zones.get(name) != after.zones.get(name):
                yield "edited"
        elif earlier is None or later is None:
            yield "zone-entered" if earlier is None else "zone-left"
        else:
            yield from _zone(earlier, later)


def _zone(before: Zone, after: Zone) -> Iterator[str]:
    yield from _text(before.says, after.says, "zone-reworded")
    if before.surfaces != after.surfaces:
        yield "edited"


def _attestations(before: Promise, after: Promise) -> Iterator[str]:
    for name, zone in after.zones.items():
        earlier = before.zones[name].attested if name in before.zones else None
        if zone.attested == earlier:
            continue
        said_anew = zone.attested is not None and (
            earlier is None or normal_row(zone.attested) != normal_row(earlier)
        )
        yield "attested" if said_anew else "edited"


def _periods(before: Promise, after: Promise) -> Iterator[str]:
    yield from _later(before.experiment.decide_by, after.experiment.decide_by)
    yield from _later(before.legacy.honour_until, after.legacy.honour_until)
    if before.legacy.lives_in != after.legacy.lives_in:
        yield "edited"


def _started(before: Promise, after: Promise, today: date) -> Iterator[str]:
    """Yield extended where an experiment that had begun starts later, so that it may go on for longer."""
    earlier, later = before.experiment.started, after.experiment.started
    if earlier == later:
        return
    had_begun = before.status == "active" and earlier is not None and earlier <= today
    yield (
        "extended"
        if had_begun and later is not None and earlier is not None and later > earlier
        else "edited"
    )


def _later(before: date | str | None, after: date | str | None) -> Iterator[str]:
    if before == after:
        return
    if before is None or after is None:
        yield "edited"
    elif isinstance(before, date) and isinstance(after, date):
        yield "extended" if after > before else "shortened"
    else:
        yield "extended" if after == FOREVER else "shortened"


def _owner(before: Promise, after: Promise) -> Iterator[str]:
    yield from _text(before.owner, after.owner, "reowned")


def _alignments(before: Promise, after: Promise) -> Iterator[str]:
    earlier, later = ({normal_row(link) for link in promise.aligned_to} for promise in (before, after))
    if earlier != later:
        yield "realigned"
    elif before.aligned_to != after.aligned_to:
        yield "edited"


def _notices(before: Promise, after: Promise) -> Iterator[str]:
    if before.notices == after.notices:
        return
    added = notices_added(before, after)
    if added:
        yield "noticed"
    if _had_ended(before, after) and notices_lost(before, after):
        return  # that is told of the ending
    if (
        len(after.notices) - len(added) != len(before.notices)
        or after.notices[: len(before.notices)] != before.notices
    ):
        yield "edited"


def _ending(before: Promise, after: Promise) -> Iterator[str]:
    had_ended = _had_ended(before, after)
    if had_ended and (_outcome(before) != _outcome(after) or notices_lost(before, after)):
        yield "ending-changed"
    ends = before.status != after.status and after.status in ENDED
    if before.ending == after.ending or (ends and not had_ended):
        return
    if not had_ended or _outcome(before) == _outcome(after) or _reasons(before) != _reasons(after):
        yield "edited"


def _had_ended(before: Promise, after: Promise) -> bool:
    return before.status in ENDED and after.status in ENDED


def _outcome(promise: Promise) -> tuple[object, ...]:
    """Return what an ending means to those who relied on the promise: its day, what follows, which zones stopped."""
    ending = promise.ending or Ending()
    stops = {zone: normal_row(stop) for zone, stop in ending.zones.items()}
    return ending.date, frozenset(ending.superseded_by), stops


def _reasons(promise: Promise) -> tuple[str, str]:
    ending = promise.ending or Ending()
    return ending.why, ending.decided_by


def _rest(before: Promise, after: Promise) -> Iterator[str]:
    if _remainder(before) != _remainder(after):
        yield "edited"


def _remainder(promise: Promise) -> tuple[object, ...]:
    return (promise.title, promise.made, promise.indicators, promise.review_by, promise.tags, promise.notes)


Comparison = Callable[[Promise, Promise], Iterable[str]]
COMPARISONS: tuple[Comparison, ...] = (
    _status, _layer, _statement, _terms, _audience, _condition, _zones, _attestations, _periods, _owner,
    _alignments, _notices, _ending, _rest,
)  # fmt: skip
