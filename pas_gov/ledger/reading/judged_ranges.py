"""Neighbouring steps of a history judged one after the other, or in ranges by several processes.

A range needs nothing but its trees, so ranges can be judged at once. Each costs the reading of one whole stack: they
are long, the longer the more there is to read, and a short history stays in this process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pas_gov.foundation.json_text import compact
from pas_gov.foundation.progress import with_progress
from pas_gov.git.objects import kept_processes
from pas_gov.ledger.reading.branch_line import BranchLine
from pas_gov.ledger.reading.branch_steps import steps_between
from pas_gov.ledger.reading.commit_states import CommitStates
from pas_gov.ledger.reading.step_judge import StepJudge
from pas_gov.ledger.reading.step_range import StepRange
from pas_gov.ledger.reading.verdict_rows import row_of, step_from_row
from pas_gov.ledger.replay.account import VerifiedStep
from pas_gov.ledger.replay.origin import Origin
from pas_gov.loading.loader import Loader
from pas_gov.loading.workers import processors, shared
from pas_gov.model.stack.entry import facts_from_row

RANGES_A_PROCESS = 4  # older steps are cheaper, so that ranges aren't alike, and who ends first waits
PROMISES_A_STEP = 40  # read in a fourth of the time that a step takes
SHORTEST, LONGEST = 50, 250  # steps of a range: what is worth a process; what is done before it is told


def judged_ranges(
    found: BranchLine, made: Sequence[Origin], loader: Loader, wanted: StepRange, processes: int = 0
) -> Iterator[VerifiedStep]:
    """Yield the verdict on each step of a range, newest first, by at most so many processes, 0 for all that can run."""
    processes = processes or processors()
    history = _History(found, made, loader)
    if processes < 2 or len(wanted) < 2 * SHORTEST:
        with kept_processes():
            yield from with_progress(history.judged(wanted), len(wanted), "steps")
        return
    history.learn_newest(wanted)
    ranges = list(wanted.parts(range_length(len(wanted), processes, len(loader.facts))))
    requests = (json.dumps([one.first, one.last]).encode() for one in ranges)
    answers = shared(requests, history.answer, min(processes, len(ranges)))
    told = zip(ranges, answers, strict=True)
    for one, answer in with_progress(told, len(wanted), "steps", lambda each: len(each[0])):
        yield from history.taken_over(one, answer)


def range_length(steps: int, processes: int, promises: int) -> int:
    """Return how many steps a range has: of so many in all, for so many processes, where a stack has so many promises.

    Few enough that no process waits long for the last one, and so many that reading the stack first (42 us a promise;
    a step takes 7 ms) is a fourth of the range's work at most, up to the longest range.
    """
    least = max(SHORTEST, min(LONGEST, promises // PROMISES_A_STEP))
    return max(least, min(LONGEST, steps // (processes * RANGES_A_PROCESS)))


class _History:
    """A line of commits, whose steps are judged range by range; the loader keeps what was read for all of them."""

    def __init__(self, found: BranchLine, made: Sequence[Origin], loader: Loader) -> None:
        self.found, self.made, self.loader = found, made, loader
        self.judge: tuple[StepJudge, ...] = ()  # made where it judges: its process of git can't be shared

    def judged(self, one: StepRange) -> Iterator[VerifiedStep]:
        """Yield the verdict on each step of a range."""
        commits, made = self.found.commits[one.first : one.last], self.made[one.first : one.last]
        end = self.found.commits[one.last] if one.last < len(self.found.commits) else self.found.end
        self.judge = self.judge or (StepJudge(self.found.repository),)
        steps = steps_between(self.found.repository, commits, made, end, self.loader, self.judge[0].texts)
        return (self.judge[0](step, commit) for step, commit in zip(steps, commits, strict=True))

    def learn_newest(self, wanted: StepRange) -> None:
        """Read the newest stack before work is shared, as most of it stands in every other one too."""
        commits = self.found.commits[wanted.first : wanted.first + 1]
        for _ in CommitStates(self.found.repository, self.loader).at(commits):
            pass

    def answer(self, request: bytes) -> bytes:
        """Return the verdicts on a range, with the facts that were read for it, as JSON."""
        known = frozenset(self.loader.facts)
        with kept_processes():
            rows = [row_of(one) for one in self.judged(StepRange(*json.loads(request)))]
        fresh = ((blob, one) for blob, one in self.loader.facts.items() if blob not in known)
        facts = [[blob, one.row(), one.text] for blob, one in fresh]
        return compact({"rows": rows, "facts": facts})

    def taken_over(self, one: StepRange, answer: bytes) -> Iterator[VerifiedStep]:
        """Yield the verdicts of an answer; what was read for them is kept, as if it had been read here."""
        told = json.loads(answer)
        for blob, row, text in told["facts"]:
            self.loader.facts.setdefault(blob, facts_from_row(row, text))
        self.loader.used.update(blob for blob, _, _ in told["facts"])
        for made, row in zip(self.made[one.first : one.last], told["rows"], strict=True):
            yield step_from_row(row, made.commit, made.day)
