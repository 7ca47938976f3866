"""The verdicts on the steps of a history, and their sum: plain values, which a cache can keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from pas_gov.foundation.values import dataclass

StepVerdict = Literal["compliant", "violating", "unjudgeable", "nothing-to-judge", "before-adoption"]
VERDICTS: tuple[StepVerdict, ...] = (
    "compliant", "violating", "unjudgeable", "nothing-to-judge", "before-adoption"
)  # fmt: skip
Data = Mapping[str, Any]
UNRULED = (
    "neither side of this step has policies"  # the one reason for no verdict of a step that could be read
)


@dataclass(frozen=True, slots=True)
class VerifiedStep:
    """One step as it was judged by the rules, settings and waivers of its own base, on its own day.

    ``findings`` and ``problems`` are those that decided (they block, are waived or warn, and are new), as data of the
    format pas-gov.gate/1. ``ruled`` says whether the base or the step itself had policies, as far as that can be
    read. ``correctives`` are the valid waivers that stand after the step and name commits: data with id, policy,
    promise, target and commits. ``reason`` says why there is no verdict; ``answered`` names, for each blocking finding
    that a later waiver answers, its fingerprint and the waiver.
    """

    commit: str
    day: str
    verdict: StepVerdict
    findings: tuple[Data, ...] = ()
    problems: tuple[Data, ...] = ()
    reason: str = ""
    ruled: bool = True
    bootstrap: bool = False
    correctives: tuple[Data, ...] = ()
    answered: tuple[tuple[str, str], ...] = ()

    @property
    def blocking(self) -> tuple[Data, ...]:
        """The findings that make the step a violation."""
        return tuple(
            one for one in self.findings if one["outcome"] == "fail" and one["enforcement"] == "block"
        )

    @property
    def open(self) -> bool:
        """Whether it is a violation that nothing answers."""
        answered = {mark for mark, _ in self.answered}
        unanswered = any(one["fingerprint"] not in answered for one in self.blocking)
        return self.verdict == "violating" and (unanswered or bool(self.problems))


@dataclass(frozen=True, slots=True)
class Account:
    """All steps, newest first, and how many there are of each verdict.

    ``adopted`` is the commit from which history is judged, "" where nothing was ever adopted; ``since`` says what
    made it so.
    """

    steps: tuple[VerifiedStep, ...]
    adopted: str
    since: str

    @property
    def counts(self) -> dict[str, int]:
        """How many steps have each verdict, and how many violations are answered."""
        counted = Counter(step.verdict for step in self.steps)
        answered = sum(step.verdict == "violating" and not step.open for step in self.steps)
        return {**{verdict: counted[verdict] for verdict in VERDICTS}, "answered": answered}

    @property
    def status(self) -> int:
        """1 where a violation is open, 3 where a step has no verdict or nothing was adopted, else 0."""
        if any(step.open for step in self.steps):
            return 1
        if any(step.verdict == "unjudgeable" for step in self.steps):
            return 3
        return 0 if self.adopted or not self.steps else 3


def account(steps: Sequence[VerifiedStep], adopted: str = "", *, earlier: bool = False) -> Account:
    """Put the verdicts of a branch together, newest first.

    ``adopted`` is a commit or a day (``2026-01-31``) of the settings, "" for none: then history is judged from the
    first commit that has policies. What came before is counted apart, whatever was found there. ``earlier`` says that
    the commit of the settings lies before all of these steps.
    """
    first = len(steps) - 1 if earlier and steps else _first(steps, adopted)
    since = "the settings (adopted)" if adopted else "the first policies"
    if first is None and not adopted:
        first, since = _first_unread(steps), "a step that can't be read, so that its policies aren't known"
    if first is None:
        return Account(tuple(map(_before, steps)), "", since)
    judged = [*steps[: first + 1], *map(_before, steps[first + 1 :])]
    answered = tuple(_answered(judged))
    return Account(answered, steps[first].commit, since)


def _before(step: VerifiedStep) -> VerifiedStep:
    return replace(step, verdict="before-adoption")


def _first(steps: Sequence[VerifiedStep], adopted: str) -> int | None:
    """Return the index of the oldest step that is judged."""
    if len(adopted) == len("2026-01-31"):
        return max((at for at, step in enumerate(steps) if step.day >= adopted), default=None)
    if adopted:
        return next((at for at, step in enumerate(steps) if step.commit.startswith(adopted)), None)
    first = max((at for at, step in enumerate(steps) if step.ruled), default=None)
    if first is None or steps[first].bootstrap:
        return first
    # Its base had policies, so they came earlier: in steps that can't be read, which mustn't pass for older ones.
    while first + 1 < len(steps) and steps[first + 1].verdict == "unjudgeable":
        first += 1
    return first


def _first_unread(steps: Sequence[VerifiedStep]) -> int | None:
    """Return the index of the oldest step that can't be read: where no other has policies, it may have some."""
    unread = (at for at, step in enumerate(steps) if step.verdict == "unjudgeable" and step.reason != UNRULED)
    return max(unread, default=None)


def _answered(steps: Iterable[VerifiedStep]) -> Iterable[VerifiedStep]:
    """Give each violation the later waivers that name its commit; only a compliant step brings one."""
    correctives: list[Data] = []
    for step in steps:
        yield replace(step, answered=tuple(_answers(step, correctives))) if step.blocking else step
        if step.verdict == "compliant":
            correctives += step.correctives


def _answers(step: VerifiedStep, correctives: Sequence[Data]) -> Iterable[tuple[str, str]]:
    for finding in step.blocking:
        for waiver in correctives:
            if step.commit in waiver["commits"] and _is_about(waiver, finding):
                yield finding["fingerprint"], waiver["id"]
                break


def _is_about(waiver: Data, finding: Data) -> bool:
    return (
        waiver["policy"] == finding["policy"]
        and waiver["promise"] == (finding["promise"] or "*")
        and waiver["target"] in ("", finding["target"])
    )
