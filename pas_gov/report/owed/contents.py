"""What one customer is owed: the report that its formats print, and the sentences that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.judging.owed.misfits import FactMisfit
from pas_gov.judging.owed.owed import Applies, Owed
from pas_gov.model.records.promise import LAYERS

LONGEST = 600  # characters of one text
MOST_FILES = 20  # files that can't be read, or not for sure
MOST_DOUBTS = 3
MOST_WANTED = 8  # missing facts named in one line
INCOMPLETE = "What these files promise may be missing from this list."
ANSWERS: tuple[Applies, ...] = ("yes", "no", "undecidable", "unknown")


@dataclass(frozen=True, slots=True)
class OwedReport:
    """The promises that stand on a day, held against the facts in a file.

    ``today`` is the day on which it is asked, ``day`` the one asked about. ``commit`` is the one that answers, None
    for the work tree; ``note`` says where the dates of the commits around it aren't in order. ``problems`` are
    of files whose promise may be missing: an error for one that nobody can read, a warning for one that isn't taken
    for a promise. ``prefixed``: the file names facts as conditions do, with ``subject`` before them.
    """

    subject: str
    today: str
    day: str
    commit: str | None
    as_of: str
    note: str
    found: tuple[Owed, ...]
    problems: tuple[Diagnostic, ...]
    prefixed: bool = False

    @property
    def unread(self) -> tuple[str, ...]:
        """The paths of files with an error, sorted."""
        return tuple(sorted({one.location.path for one in self.problems if one.severity == "error"}))

    @property
    def status(self) -> int:
        """3 where a file couldn't be read, since something may be missing; else 0."""
        return 3 if self.unread else 0

    @property
    def counts(self) -> Mapping[Applies, int]:
        """How many promises have each answer."""
        return {name: len(self.of(name)) for name in ANSWERS}

    @property
    def wanted(self) -> tuple[str, ...]:
        """The facts for want of which something is undecidable, sorted."""
        return tuple(sorted({name for one in self.found for name in one.missing}))

    def of(self, applies: Applies, *layers: str) -> Sequence[Owed]:
        """Return those with an answer, of some layers or of all, from the Core down."""
        mine = [
            one for one in self.found if one.applies == applies and (not layers or one.entry.layer in layers)
        ]
        return sorted(mine, key=lambda one: (LAYERS.index(one.entry.layer), one.entry.id))


@dataclass(frozen=True, slots=True)
class Group:
    """Promises under one title; ``means`` says in a sentence what to make of them."""

    title: str
    means: str
    found: Sequence[Owed]
    colour: str


def groups(report: OwedReport) -> tuple[Group, ...]:
    """Return the groups that have any promise, those first of which it can't be told."""
    named = "Whom they were made to is in words: look whether this customer is among them."
    found = (
        Group("Can't be told", _remedy(report), report.of("undecidable"), "yellow"),
        Group("Owed", "To everyone for whom it is made.", report.of("yes", "core", "supporting"), "green"),
        Group(
            "Owed under its condition",
            "The facts meet the condition.",
            report.of("yes", "conditional"),
            "green",
        ),
        Group("Only for those named", named, report.of("unknown"), "yellow"),
        Group("Doesn't apply", "The facts don't meet the condition.", report.of("no"), "dim"),
    )
    return tuple(group for group in found if group.found)


def _remedy(report: OwedReport) -> str:
    wanted, told = report.wanted, ["These may be owed or not."]
    if wanted:
        more = [f"and {len(wanted) - MOST_WANTED} more"] if len(wanted) > MOST_WANTED else []
        lines = ", ".join([*map(fact_line, wanted[:MOST_WANTED]), *more])
        told.append(f"Add to {report.subject} what is missing, and ask again: {lines}.")
        if report.prefixed:
            told.append('The file itself is the subject: a name in it doesn\'t begin with "subject".')
    amiss = dict.fromkeys(
        _written(one) for found in report.of("undecidable") for one in found.misfits if one.values
    )
    if amiss:
        more = [f"and {len(amiss) - MOST_WANTED} more"] if len(amiss) > MOST_WANTED else []
        told.append(
            f"In {report.subject}, write {'; '.join([*list(amiss)[:MOST_WANTED], *more])}. Then ask again."
        )
    if any(_condition_at_fault(one) for one in report.of("undecidable")):
        facts = "no fact is missing or to be written otherwise" if amiss else "no fact is missing"
        told.append(f"Where {facts}, ask the owner of the promise.")
    return " ".join(told)


def _condition_at_fault(one: Owed) -> bool:
    """Tell whether no fact that is added or written otherwise could decide a promise."""
    return not one.missing and not any(misfit.values for misfit in one.misfits)


def _written(one: FactMisfit) -> str:
    """Return how a fact is written so that it is of the kind that the condition needs."""
    return " or ".join(fact_line(one.name, value) for value in one.values)


FACT = re.compile(r'subject((?:\.\w+|\["[^"]*"\])*?)(?:\.(\w+)|\[("[^"]*")\])')


def fact_line(name: str, value: str = "<WHAT IT IS>") -> str:
    """Return the line of a file of facts that gives a fact, by what a condition calls it: ``subject.plan``.

    A fact that stands in a list, or under a key that isn't a text, has no line of its own: its name has to do.
    """
    found = FACT.fullmatch(name)
    if found is None or "..." in name:  # a name that was too long to be told
        return name
    line = f"{found[2] or found[3]}: {value}"
    return f"{line} (under {found[1].removeprefix('.')})" if found[1] else line


def tally(report: OwedReport) -> str:
    """Return how many have each answer, in one sentence, those first of which it can't be told."""
    counts = report.counts
    under = len(report.of("yes", "conditional"))
    told = [
        f"{counts['undecidable']} can't be told", f"{counts['yes'] - under} owed", f"{under} owed under a condition",
        f"{counts['unknown']} only for those named", f"{counts['no']} {'does' if counts['no'] == 1 else 'do'}n't apply",
    ]  # fmt: skip
    return f"{', '.join(told)}."


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence on why a promise applies or not; ``doubtful`` where it is to be looked at."""

    text: str
    doubtful: bool = False


def remarks(one: Owed) -> Iterator[Remark]:
    """Yield what is said of a promise beside why it applies or not."""
    said = ((_in_words(one), False), (_absent(one), False), (_doubts(one), True), (_owed_until(one), True))
    return (Remark(text, doubtful) for text, doubtful in said if text)


def _in_words(one: Owed) -> str:
    """Return the condition that can't be decided, in words: a decided one's is in ``why``."""
    says = one.entry.promise.applies_when.says.strip()
    return f"Condition: {says}" if says and one.applies == "undecidable" else ""


def _absent(one: Owed) -> str:
    """Return which facts a decided condition asked for that aren't there."""
    if not one.absent:
        return ""
    names = ", ".join(one.absent[:MOST_WANTED])
    return f"The condition asks whether there is {names}: it isn't among the facts."


def _doubts(one: Owed) -> str:
    """Return what a decided condition compared that is never equal."""
    never_equal = "; ".join(one.doubts[:MOST_DOUBTS])
    if not never_equal:
        return ""
    otherwise = [_written(misfit) for misfit in one.misfits if misfit.values][:MOST_DOUBTS]
    write = f" Should it be of the other kind, write {'; '.join(otherwise)}." if otherwise else ""
    return f"Look how the facts are written: {never_equal}, which are never equal.{write}"


def _owed_until(one: Owed) -> str:
    """Return that a promise has ended, and until when it is still owed."""
    if one.until is None:
        return ""
    followed = one.entry.promise.successors
    by = f", superseded by {', '.join(followed)}" if followed else ""
    return f"It has ended{by}, and is owed until {one.until.isoformat()}."
