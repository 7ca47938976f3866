"""One part asked for: each kind of answer has its own way to be given, and is asked again until it can stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pas_gov.authoring.asking.answers import Answers, chosen, one_of
from pas_gov.authoring.asking.part_questions import ALIGNED, PartQuestion
from pas_gov.authoring.moves.indicators import in_business_time, measures
from pas_gov.authoring.moves.parts import Pair, Parts
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES, Promise
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.model.stack.stack import Stack
from pas_gov.sheets.typed_days import typed_day


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a part is asked for.

    The other promises, what was said so far of all parts and of this one (``said``), the record as it stands (None for
    a new one), and a likely answer. ``fault`` says why a value can't stand in the record, ``record`` gives the record
    as it would be with what was said so far.
    """

    stack: Stack
    parts: Parts
    said: object
    present: Promise | None
    likely: str
    fault: Callable[[object], str]
    record: Callable[[], Promise]


def answer(part: PartQuestion, answers: Answers, known: Known) -> object:
    """Ask for one part until its answer can stand in the record, and return that as Parts has it."""
    return ASKERS[part.kind](_Asking(part, answers, known))


@dataclass(frozen=True, slots=True)
class _Asking:
    """One part being asked for."""

    part: PartQuestion
    answers: Answers
    known: Known

    def fault(self, *, say: bool = True, make: Callable[[str], object] = str) -> Callable[[str], str]:
        """Return a check of one text: that it says something, and can stand in the record."""

        def check(text: str) -> str:
            return (self.answers.said(text) if say else "") or self.known.fault(make(text))

        return check

    @property
    def default(self) -> str:
        """What is proposed: what was said before, what the record has, or what is likely."""
        present = getattr(self.known.present, self.part.field, None) if self.known.present else None
        for found in (self.known.said, present):
            if isinstance(found, str) and found.strip() and "\n" not in found.strip():
                return found.strip()
            if isinstance(found, tuple) and found and all(isinstance(one, str) for one in found):
                return ", ".join(found)
        return self.known.likely

    def text(self) -> str:
        return self.answers.line(self.part.question, self.fault(), self.default)

    def owner(self) -> str:
        return self.answers.line(self.part.question, self.answers.owner, self.default)

    def cel(self) -> str:
        return self.answers.line(self.part.question, self.answers.condition, self.default)

    def day(self) -> str:
        open_ended = self.part.field == "honour_until"

        def written(text: str) -> str:
            return text if open_ended and text == "forever" else self._written(text)

        def check(text: str) -> str:
            wrong = "" if open_ended and text == "forever" else self.answers.day(text)
            return wrong or self.known.fault(written(text))

        return written(self.answers.line(self.part.question, check, self.default))

    def _written(self, text: str) -> str:
        """Return a day as records have it; a text that is none as it is."""
        found = typed_day(text, self.answers.today)
        return found if isinstance(found, str) else text

    def choice(self) -> str:
        return self.answers.prompter.choice(self.part.question, self.part.choices, self.default)

    def choices(self) -> tuple[str, ...]:
        return tuple(
            chosen(text, self.part.choices)
            for text in self.answers.lines(
                self.part.question, one_of(self.part.choices, "part that can be empty")
            )
        )

    def flag(self) -> bool:
        return self.answers.prompter.confirm(self.part.question)

    def names(self) -> tuple[str, ...]:
        check = self.fault(say=False, make=_names)
        return _names(self.answers.line(self.part.question, check, self.default))

    def words(self) -> tuple[str, ...]:
        return self._several(self.fault(make=lambda text: (text,)))

    def terms(self) -> tuple[str, ...]:
        return self._several(self.fault(make=lambda text: (text,)))

    def ids(self) -> tuple[str, ...]:
        likely = self.default if self.part is ALIGNED else ""
        return self._ids(
            self.answers.line(self.part.question, lambda text: self.known.fault(self._ids(text)), likely)
        )

    def _ids(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(find_promise(self.known.stack, one).id for one in _names(text)))

    def _several(self, check: Callable[[str], str]) -> tuple[str, ...]:
        return tuple(self.answers.lines(self.part.question, check))

    def _zones(self) -> tuple[str, ...]:
        return tuple(ZONES)

    def _by_zone(self, then: Callable[[str], str]) -> tuple[Pair, ...]:
        """Return what is said of each zone that is named, until none is."""
        found: list[Pair] = []
        for text in self.answers.lines(self.part.question, one_of(self._zones(), "zone")):
            zone = chosen(text, self._zones())
            found.append((zone, then(zone)))
        return tuple(found)

    def zone_texts(self) -> tuple[Pair, ...]:
        what = "the file or the address" if "surface" in self.part.name else "where that can be seen"
        return self._by_zone(
            lambda zone: self.answers.line(what, self.fault(make=lambda text: ((zone, text),)))
        )

    def zone_maybe_texts(self) -> tuple[Pair, ...]:
        return self._by_zone(
            lambda zone: self.answers.line(
                f"what {ZONES[zone]} promises (may be empty)", self.answers.said, optional=True
            )
        )

    def zone_days(self) -> tuple[Pair, ...]:
        def since(_: str) -> str:
            text = self.answers.line("since when", self.answers.day, self.answers.today.isoformat())
            return self._written(text)

        return self._by_zone(since)

    def notices(self) -> tuple[Pair, ...]:
        present = self.known.present.audience if self.known.present else ()
        found = [
            (one, self.answers.line(f"{one}: {self.part.question}", self.answers.said, optional=True))
            for one in dict.fromkeys((*present, *self.known.parts.audience))
        ]
        return tuple((audience, says) for audience, says in found if says)

    def indicators(self) -> tuple[dict[str, str], ...]:
        found = []
        known = measures(self.known.record(), self.known.parts)
        if not known:
            self.answers.prompter.tell(
                "  There is no term yet that figures could be held against: say a term first."
            )
            return ()
        for name in self.answers.lines(self.part.question, self.answers.said):
            found.append(self._indicator(name, known))
        return tuple(found)

    def _indicator(self, name: str, known: tuple[str, ...]) -> dict[str, str]:
        delivered = tuple(ZONES)
        measure = self.answers.line(
            "which term's measure", one_of(known, "measure"), known[0] if len(known) == 1 else ""
        )
        zone = self.answers.line("in which zone", one_of(delivered, "zone"))
        source = self.answers.line("its source: a file, or a name of pas-gov.yaml", self.answers.said)
        found = {
            "name": name,
            "zone": chosen(zone, delivered),
            "measure": chosen(measure, known),
            "source": source,
        }
        what = "the query that gives a time and a value"
        if in_business_time(self.known.record(), self.known.parts, found["measure"]):
            what += ", or two times"
            which = "its calendar, where pas-gov.yaml has several (may be empty)"
            calendar = self.answers.line(which, self.answers.said, optional=True)
            found |= {"calendar": calendar} if calendar else {}
        return {**found, "query": self.answers.line(what, self.answers.said)}


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


ASKERS: Mapping[str, Callable[[_Asking], object]] = {
    "text": _Asking.text, "owner": _Asking.owner, "cel": _Asking.cel, "day": _Asking.day,
    "choice": _Asking.choice, "choices": _Asking.choices, "flag": _Asking.flag, "names": _Asking.names,
    "words": _Asking.words, "terms": _Asking.terms, "ids": _Asking.ids, "zone-texts": _Asking.zone_texts,
    "zone-maybe-texts": _Asking.zone_maybe_texts, "zone-days": _Asking.zone_days, "notices": _Asking.notices,
    "indicators": _Asking.indicators,
}  # fmt: skip
