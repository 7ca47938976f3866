"""What a change of one promise would ask, as JSON: the format pas-gov.impact/1, complete."""

from __future__ import annotations

from collections.abc import Iterable

from pas_gov.diagnostics import Location
from pas_gov.judging.findings.json_rows import location_data, problem_data
from pas_gov.judging.policies.endings import AudienceNotice, EndingRequirements
from pas_gov.judging.verdict.impact import Dependent, Impact, LegacyQuestion
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.report.impact import sentences
from pas_gov.report.impact.contents import ImpactReport, owners, zones
from pas_gov.report.json import Data, day_data, dumped, promise_data, ref_data


def impact_json(report: ImpactReport) -> str:
    """Return the format pas-gov.impact/1: everybody who would have to answer, and all that is asked.

    ``way`` is null where the ways are too long together (``ways_all`` is false then). ``if_ended`` is null for a
    promise that isn't active, ``legacy_asked`` is ``none`` where no policy asks Legacy promises to decide.
    """
    impact = report.impact
    return dumped(
        {
            "format": "pas-gov.impact/1",
            "today": impact.today.isoformat(),
            "at": report.at and ref_data(report.at),
            "complete": report.complete,
            "promise": {
                **_promise(impact.entry),
                "wording": impact.entry.wording,
                "revision": impact.entry.revision,
            },
            "ended": _ended(impact),
            "dependents_asked": impact.propagates,
            "legacy_asked": _legacy_asked(impact),
            "direct": [_dependent(one) for one in impact.direct],
            "later": [_dependent(one) for one in impact.later],
            "ways_all": impact.whole,
            "legacy": [_legacy(one) for one in impact.legacy],
            "proposed": [_promise(one) for one in impact.proposed],
            **_touched(impact),
            "if_ended": impact.ending and _ending(impact.ending),
            "if_less": {"notices": _notices(impact.less)} if impact.ending else None,
            "if_leaving": {"notices": _notices(impact.leaving)} if impact.ending else None,
            "policies": dict(impact.policies),
            "commands": [*sentences.commands(impact), *sentences.answers(impact)],
            "problems": [problem_data(problem) for problem in (*report.promises, *report.rules)],
        }
    )


def _promise(entry: Entry) -> Data:
    return {
        **promise_data(entry),
        "path": location_data(Location(entry.path))["path"],
        "zones": [zone for zone in ZONES if zone in entry.promise.zones_kept],
    }


def _ended(impact: Impact) -> Data | None:
    if not impact.entry.ended:
        return None
    ending = impact.entry.promise.ending
    return {
        "date": day_data(ending.date) if ending else None,
        "why": ending.why if ending else "",
        "superseded_by": list(impact.entry.facts.successors),
    }


def _legacy_asked(impact: Impact) -> str:
    if not impact.decides:
        return "none"
    return "linked" if impact.only_linked else "all"


def _dependent(one: Dependent) -> Data:
    return {**_promise(one.entry), "way": list(one.way) or None}


def _legacy(one: LegacyQuestion) -> Data:
    return {**_promise(one.entry), "linked": one.linked, "settled_by": one.elsewhere or None}


def _touched(impact: Impact) -> Data:
    return {
        "owners": [{"owner": owner, "promises": list(ids)} for owner, ids in owners(impact)],
        "zones": [
            {"zone": one.zone, "promises": list(one.promises), "surfaces": list(one.surfaces)}
            for one in zones(impact)
        ],
    }


def _ending(asks: EndingRequirements) -> Data:
    return {
        "days": asks.days,
        "earliest_last_day": day_data(asks.last_day),
        "notices": _notices(asks.notices),
        "stopped_on": list(asks.zones),
    }


def _notices(found: Iterable[AudienceNotice]) -> list[Data]:
    return [{"audience": one.audience, "last_told": day_data(one.last_notice)} for one in found]
