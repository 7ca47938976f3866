"""What one customer is owed: the conditions of Conditional promises evaluated over facts, and nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pas_gov.decisions import cel
from pas_gov.decisions.conditions import SUBJECT
from pas_gov.stack.entry import Entry
from pas_gov.stack.stack import Stack

Applies = Literal["yes", "no", "undecidable", "not-told"]
SECONDS = 2.0  # for one condition


@dataclass(frozen=True, slots=True)
class Owed:
    """One promise, and whether it is owed to the subject.

    ``not-told`` stands for Legacy and Experimental promises: whom they were made to is in words, which no fact
    decides. ``why`` gives the reason, ``missing`` the facts that the condition asked for and weren't there. ``until``
    is the last day of a promise that has ended and is still owed. ``steps`` are its parts, with values.
    """

    entry: Entry
    applies: Applies
    why: str
    missing: tuple[str, ...] = ()
    until: date | None = None
    steps: tuple[cel.Step, ...] = ()


def owed(stack: Stack, facts: Mapping[str, object], day: date, *, explain: bool = False) -> tuple[Owed, ...]:
    """Return every promise that stands on a day, by id, held against a subject's facts.

    A promise stands while it is active, and once ended until the last day of its ending. Only an exact boolean of
    CEL decides a condition; whatever else comes of it is undecidable, never "no".
    """
    return tuple(
        _held(entry, facts, day, explain=explain) for entry in stack.entries.values() if _stands(entry, day)
    )


def _stands(entry: Entry, day: date) -> bool:
    return entry.active or _until(entry, day) is not None


def _until(entry: Entry, day: date) -> date | None:
    ending = entry.promise.ending.date if entry.ended and entry.promise.ending else None
    return ending if ending is not None and ending > day else None


def _held(entry: Entry, facts: Mapping[str, object], day: date, *, explain: bool) -> Owed:
    until = _until(entry, day)
    if entry.layer in ("core", "supporting"):
        return Owed(entry, "yes", f"made to {', '.join(entry.promise.audience)}", until=until)
    if entry.layer == "legacy":
        return Owed(
            entry, "not-told", f"made to {entry.promise.legacy.made_to or 'nobody who is named'}", until=until
        )
    if entry.layer == "experimental":
        cohort = entry.promise.experiment.cohort or "nobody who is named"
        return Owed(entry, "not-told", f"made to {cohort}", until=until)
    return _decided(entry, facts, day, until, explain=explain)


def _decided(
    entry: Entry, facts: Mapping[str, object], day: date, until: date | None, *, explain: bool
) -> Owed:
    text = entry.promise.applies_when.cel
    if not text.strip():
        return Owed(entry, "undecidable", "its condition is in words alone, not in CEL", until=until)
    program = cel.compile(text, SUBJECT, cel.BOOL)
    if isinstance(program, tuple):
        return Owed(entry, "undecidable", f"its condition can't be read: {program[0].message}", until=until)
    asked = Asked()
    activation = {"subject": Facts(facts, "subject", asked), "today": day}
    budget = cel.Budget(SECONDS)
    steps: tuple[cel.Step, ...] = ()
    try:
        with budget.running():
            answer = program.truth(activation, budget)
            steps = program.explain(activation, budget) if explain else ()
    except cel.EvaluationError as error:
        missing = asked.missing
        why = (
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not among the facts"
            if missing
            else error.message
        )
        if explain:
            steps = _traced(program, activation)
        return Owed(entry, "undecidable", why, missing, until, steps)
    except cel.BudgetSpent:
        return Owed(entry, "undecidable", "its condition takes too much to work out", until=until)
    return Owed(
        entry, "yes" if answer else "no", entry.promise.applies_when.says or text, asked.missing, until, steps
    )


def _traced(program: cel.Program, activation: Mapping[str, object]) -> tuple[cel.Step, ...]:
    budget = cel.Budget(SECONDS)
    try:
        with budget.running():
            return program.explain(activation, budget)
    except (cel.EvaluationError, cel.BudgetSpent):
        return ()


class Asked:
    """Which facts a condition asked for and didn't find, in the order of asking."""

    def __init__(self) -> None:
        """Begin with none."""
        self._missing: dict[str, None] = {}

    def miss(self, name: str) -> None:
        """Note one."""
        self._missing[name] = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The names, such as ``subject.plan``."""
        return tuple(self._missing)


class Facts(Mapping[str, object]):
    """Facts of a subject, which notice what is asked for and isn't there."""

    def __init__(self, facts: Mapping[str, object], name: str, asked: Asked) -> None:
        """Take the facts, the name by which a condition calls them, and where to note."""
        self._facts, self._name, self._asked = facts, name, asked

    def __getitem__(self, key: str) -> object:
        """Return a fact; one that isn't there is noted."""
        if key not in self._facts:
            self._asked.miss(f"{self._name}.{key}")
            raise KeyError(key)
        found: Any = self._facts[key]
        return Facts(found, f"{self._name}.{key}", self._asked) if isinstance(found, dict) else found

    def __contains__(self, key: object) -> bool:
        """Tell whether a fact is there; one that isn't is noted."""
        if key not in self._facts:
            self._asked.miss(f"{self._name}.{key}")
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._facts)

    def __len__(self) -> int:
        """Count the facts."""
        return len(self._facts)
