"""Facts about a customer as a condition reads them; a fact that it reads and that isn't there is noted by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from pas_gov.cel.problems import Problem
from pas_gov.diagnostics import nearest, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass

WORD = late_pattern(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
MOST_NAMES = 200  # facts among which one of nearly the same name is looked for
LONGEST = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that a condition read and that isn't there: what it is called, its key, and what is there instead."""

    name: str
    key: object = ""
    there: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def near(self) -> str:
        """The name of a fact that is there and is called nearly so, or ""."""
        if not isinstance(self.key, str) or len(self.key) > LONGEST or len(self.there) > MOST_NAMES:
            return ""
        found = nearest(self.key, (name for name in self.there if len(name) <= LONGEST))
        return "" if found is None else printable(found)


@dataclass(slots=True)
class FactRequests:
    """The facts that a condition asked for and that aren't there, in the order of asking.

    ``missing`` holds the facts that it read, by the error that each raised; ``absent`` those of which it asked, by
    has() or ``in``, whether they are there.
    """

    missing: dict[str, MissingFact] = field(default_factory=dict)
    absent: dict[str, None] = field(default_factory=dict)

    def read(self, fact: MissingFact) -> Problem:
        """Note a fact that was read; return the error to raise."""
        problem = Problem(f"{fact.name} is not among the facts")
        self.missing[str(problem)] = fact
        return problem


class SubjectFacts(Mapping[str, object]):
    """A mapping of facts, called by the name that a condition has for it."""

    def __init__(self, facts: Mapping[str, object], asked: FactRequests, name: str = "subject") -> None:
        """Take the facts, where to note what isn't among them, and their name."""
        self._facts, self._asked, self._name = facts, asked, name

    def __getitem__(self, key: str) -> object:
        """Return a fact; Problem, with its name, where it isn't there."""
        if key not in self._facts:
            raise self._asked.read(MissingFact(_below(self._name, key), key, self._facts))
        return _noticing(self._facts[key], self._asked, _below(self._name, key))

    def __contains__(self, key: object) -> bool:
        """Tell whether a fact is there; one that isn't is noted."""
        if key in self._facts:
            return True
        self._asked.absent[_below(self._name, key)] = None
        return False

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._facts)

    def __len__(self) -> int:
        """Count the facts."""
        return len(self._facts)


def _noticing(fact: object, asked: FactRequests, name: str) -> object:
    if isinstance(fact, Mapping):
        return SubjectFacts(fact, asked, name)
    if isinstance(fact, list):
        return [_noticing(item, asked, f"{name}[{number}]") for number, item in enumerate(fact)]
    return fact


def _below(name: str, key: object) -> str:
    """Return what a condition calls a fact: ``subject.plan``, or ``subject["Plan B"]`` where it must."""
    if isinstance(key, str) and WORD.fullmatch(key):
        return f"{name}.{key}"
    if isinstance(key, tuple):  # a key that isn't a text, as cel.values.key_of() gives it
        return f"{name}[{key[1]}]"
    text = printable(str(key))
    quoted = f'"{text[:LONGEST]}{"..." * (len(text) > LONGEST)}"'
    return f"{name}[{quoted if isinstance(key, str) else text}]"
