"""The day of each commit on a line: never before an earlier one's, never one that is still to come."""

from __future__ import annotations

from datetime import date, datetime, timezone

from cases import each_of

from pas_gov import git
from pas_gov.ledger.reading.branch_line import BranchLine, origins

TODAY = date(2026, 11, 30)


def line(*days: str) -> BranchLine:
    """Return a line of commits with these days, given oldest first; "" is a header that isn't plain."""
    commits = [
        git.Commit(f"{number:040x}", "a" * 40, "", committer=git.Signature("A", "a@b.c", _seconds(day), "+0000") if day else None)
        for number, day in enumerate(days)
    ]  # fmt: skip
    newest_first = tuple(reversed(commits))
    return BranchLine(git.Repository("", "", None), newest_first[0], None, newest_first, None)


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=timezone.utc).timestamp())


@each_of(
    ("own", "judged"),
    [
        (("2026-01-01", "2026-02-01"), ("2026-01-01", "2026-02-01")),
        (("2026-01-01", "2027-05-01", "2026-02-01"), ("2026-01-01", "2026-01-01?", "2026-02-01")),
        (("2027-05-01", "2026-02-01"), ("2026-02-01?", "2026-02-01")),
        (("2027-05-01",), ("2026-11-30?",)),
        (("2026-11-30", "2026-12-01"), ("2026-11-30", "2026-11-30?")),
        (("2026-03-01", "2026-02-01", "2026-04-01"), ("2026-03-01", "2026-03-01?", "2026-04-01")),
        (("2026-03-01", "", "2099-01-01", ""), ("2026-03-01", "2026-03-01?", "2026-03-01?", "2026-03-01?")),
    ],
)
def test_no_commit_moves_the_day_of_others_beyond_today(own, judged):
    found = reversed(origins(line(*own), TODAY))
    assert tuple(one.day.isoformat() + ("" if one.dated else "?") for one in found) == judged
