"""The questions that a customer would ask of each promise: from its terms, its condition, its layer and its end.

Nothing here guesses: the same stack and settings give the same questions in the same order. A question names what it is
about and never the figure, so that a bot can't agree to a number that was put into its mouth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.records.promise import Term
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

LAYERS = ("core", "supporting", "conditional", "experimental", "legacy")
ASKED: Mapping[str, str] = {
    "h": "How long does it take: {measure}?",
    "%": "Which percentage do you promise for {measure}?",
    "number": "Which figure do you promise for {measure}?",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the promise that it is about ("" for none), its words, and where it comes from.

    ``id`` is the same as long as promise and words are.
    """

    promise: str
    text: str
    source: str

    @property
    def id(self) -> str:
        """A name of eight hexadecimal digits."""
        return hashlib.sha256(f"{self.promise}\0{self.text}".encode()).hexdigest()[:8]


def questions(stack: Stack, own: Sequence[tuple[str, str]], most: int) -> tuple[Question, ...]:
    """Return at most ``most`` questions: one of each promise in turn, so that a bound leaves out details first.

    ``own`` are pairs of a promise's id, or "", and a question, as the settings have them: they stand instead of those
    that are made of this promise. Active promises come first, by layer; then ended ones; proposals are asked nothing.
    """
    written = [Question(promise, text, "settings") for promise, text in own]
    asked = {one.promise for one in written}
    made = [list(_of(entry)) for entry in _in_order(stack.entries.values()) if entry.id not in asked]
    rounds = max(map(len, made), default=0)
    in_turn = [those[turn] for turn in range(rounds) for those in made if turn < len(those)]
    return tuple((*written, *in_turn)[:most])


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    wanted = [one for one in entries if one.status in ("active", "superseded", "retired")]
    return sorted(wanted, key=lambda one: (one.status != "active", LAYERS.index(one.layer), one.id))


def _of(entry: Entry) -> Iterator[Question]:
    """Yield the questions of one promise, the most telling first; a title with a figure in it would tell the answer."""
    promise, name = entry.promise, f'"{entry.promise.title.rstrip(".")}"'
    if entry.status != "active":
        yield Question(entry.id, f"Do you still promise this: {name}?", entry.status)
    told = bool(quantities(promise.title))
    for term in promise.terms:
        yield Question(entry.id, _about(term) if told else f"About {name}: {_about(term)}", "term")
    if not told:
        yield Question(entry.id, f"What exactly do you promise about {name}?", "statement")
    yield from _by_layer(entry, name)


def _by_layer(entry: Entry, name: str) -> Iterator[Question]:
    if entry.layer == "conditional":
        yield Question(entry.id, f"Who gets this, and under which condition: {name}?", "condition")
    elif entry.layer == "experimental":
        yield Question(entry.id, f"Can every customer have this: {name}?", "experiment")
    elif entry.layer == "legacy":
        yield Question(entry.id, f"I am a new customer. Do I get this: {name}?", "legacy")


def _about(term: Term) -> str:
    text = str(term.value).strip()
    kind = "%" if text.endswith("%") else "h" if text[-1:].isalpha() else "number"
    return ASKED[kind].format(measure=term.measure)
