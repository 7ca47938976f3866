"""Run by the interpreter of any build: what one evaluation of a condition of the standard pack takes, as JSON.

``python cel_evaluations.py NAME SIZE``. It uses the public names of ``pas_gov.cel`` alone.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime, timezone

from pas_gov import cel

DAY = datetime(2026, 6, 1, tzinfo=timezone.utc)
SOON = datetime(2026, 7, 20, tzinfo=timezone.utc)
LINK = cel.Record("link", {"state": cel.STRING})
DATED = cel.Record("dated", {"audience": cel.STRING, "date": cel.TIMESTAMP})
PROMISE = cel.Record(
    "promise",
    {
        "layer": cel.STRING,
        "status": cel.STRING,
        "has_ending": cel.BOOL,
        "experiment": cel.Record("experiment", {"decide_by": cel.TIMESTAMP}),
        "ending": cel.Record("ending", {"date": cel.TIMESTAMP}),
        "notices": cel.ListOf(DATED),
    },
)
SHAPES = {
    "link": LINK,
    "links": cel.ListOf(LINK),
    "promise": PROMISE,
    "after": PROMISE,
    "change": cel.Record("change", {"fields": cel.ListOf(cel.STRING)}),
    "params": cel.Record("params", {"backdated_days": cel.INT}),
    "ended": cel.BOOL,
    "today": cel.TIMESTAMP,
    "past": cel.INT,
    "days": cel.INT,
    "audience": cel.STRING,
}
NOTICES = [{"audience": "partners", "date": DAY}, {"audience": "customers", "date": DAY}]
RECORD = {
    "layer": "supporting",
    "status": "active",
    "has_ending": True,
    "experiment": {"decide_by": SOON},
    "ending": {"date": SOON},
    "notices": NOTICES,
}
CONDITIONS = {  # of change-propagates, aligned-to-a-core, ending-is-recorded, experiment-is-overdue, ending-notifies-audience
    "link-is-current": 'link.state == "current"',
    "core-or-active": 'promise.layer == "core" || promise.status == "active"',
    "ending-changed": 'after.status != "" && ("status" in change.fields || "ending" in change.fields) && (ended || after.has_ending)',
    "not-overdue": "today <= promise.experiment.decide_by",
    "audience-told": "past <= params.backdated_days && after.notices.exists(notice, notice.audience == audience && "
    "(int(after.ending.date) - int(notice.date)) / 86400 >= days)",
    "all": 'links.all(link, link.state == "current")',
}
BATCH, BATCHES = 0.05, 12  # seconds of one batch of evaluations, and how many batches


def main() -> None:
    """Evaluate for half a second or so, and print the least time of one evaluation, and its result."""
    program = cel.compile(CONDITIONS[sys.argv[1]], SHAPES, cel.BOOL)
    if not isinstance(program, cel.Program):
        sys.exit(str(program))
    plain = {
        "link": {"state": "current"}, "links": [{"state": "current"}] * int(sys.argv[2]), "promise": RECORD,
        "after": RECORD, "change": {"fields": ["title", "ending"]}, "params": {"backdated_days": 14}, "ended": False,
        "today": DAY, "past": -49, "days": 30, "audience": "customers",
    }  # fmt: skip
    values = {name: cel.value(plain[name]) for name in SHAPES}
    budget = cel.Budget(seconds=3_600, steps=10**15)
    result = program.truth(values, budget)
    begun = time.process_time()
    program.truth(values, budget)
    number = max(1, int(BATCH / max(1e-7, time.process_time() - begun)))
    took = []
    for _ in range(BATCHES):
        begun = time.process_time()
        for _ in range(number):
            program.truth(values, budget)
        took.append((time.process_time() - begun) / number)
    sys.stdout.write(json.dumps({"seconds": min(took), "result": result}))


if __name__ == "__main__":
    main()
