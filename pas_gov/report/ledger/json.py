"""The ledger's events as JSON (format pas-gov.ledger/1)."""

from __future__ import annotations

from pas_gov.ledger.events.events import Event
from pas_gov.ledger.reading.ledger_report import LedgerReport, ReportedCommit, ReportedPerson
from pas_gov.report.json import Data, dumped, ref_data, utf8_text


def ledger_json(report: LedgerReport) -> str:
    """Return the events with what their commits say; a part that isn't known is null."""
    return dumped(
        {
            "format": "pas-gov.ledger/1",
            "tip": ref_data(report.tip),
            "after": report.after and ref_data(report.after),
            "commits": report.of,
            "unread": report.unread,
            "out_of_order": report.out_of_order,
            "events": [event_data(one, report.commits[one.origin.commit]) for one in report.events],
        }
    )


def event_data(event: Event, commit: ReportedCommit) -> Data:
    """Return one event."""
    entry = event.entry
    return {
        "commit": event.origin.commit,
        "day": event.origin.day.isoformat(),
        "dated": event.origin.dated,
        "author": person_data(commit.author),
        "committer": person_data(commit.committer),
        "subject": commit.subject,
        "pull": commit.pull,
        "trailers": [{"name": name, "value": value} for name, value in commit.trailers],
        "signature": {"state": commit.signed.state, "by": commit.signed.by or None},
        "approvals": _approvals(commit),
        "promise": event.promise or None,
        "title": entry.promise.title if entry else None,
        "layer": {"before": event.before and event.before.layer, "after": event.after and event.after.layer},
        "owner": entry.promise.owner if entry else None,
        "path": utf8_text(event.path) or None,
        "kinds": list(event.kinds),
        "material": event.material,
        "revision": {"before": event.before and event.before.revision, "after": event.after and event.after.revision},
        "changes": [{"field": one.field, "before": one.before, "after": one.after} for one in event.differences],
        "note": event.note or None,
    }  # fmt: skip


def _approvals(commit: ReportedCommit) -> list[Data] | None:
    if commit.approvals is None:
        return None
    return [
        {"by": one.by, "state": one.state, "at": one.at, "commit": one.commit}
        for one in commit.approvals.reviews
    ]


def person_data(person: ReportedPerson | None) -> Data | None:
    """Return a person with the time in their own zone, or null where the header isn't plain."""
    return {"name": person.name, "email": person.email, "at": person.at} if person else None
