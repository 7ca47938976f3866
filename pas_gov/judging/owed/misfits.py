"""Facts that are there and can't be used: what each is, what its condition needs, and how it is written instead."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pas_gov import cel
from pas_gov.diagnostics import printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass

FACT = late_pattern(r'subject(\.[A-Za-z_]\w*|\["[^"]*"\])+')
NUMBER = late_pattern(r"-?[0-9]+(\.[0-9]+)?")
LONGEST = 40  # characters of a fact's own text
NUMBERS = frozenset({"int", "uint", "double"})
TRUTHS = "true or false"
WANTED: Mapping[str, str] = {
    **dict.fromkeys(NUMBERS, "a number"), "string": "a text", "bool": TRUTHS, "list": "a list",
    "map": "facts of its own",
}  # fmt: skip
IS: Mapping[str, str] = {"list": "a list", "map": "a group of facts", "null": "empty"}
KIND_OF: Mapping[str, str] = {
    "a text": "string", "a number": "int", TRUTHS: "bool", "a list": "list", "a mapping": "map", "a time": "timestamp",
    "a duration": "duration",
}  # fmt: skip
TWO_KINDS = late_pattern(r"(?:compare|applied to) (?:an? )?(\w+) (?:with|and) (?:an? )?(\w+)$")
FILLED: Mapping[str, str] = {
    "a number": "<THE NUMBER>", "a text": "<THE TEXT>", "a list": "[<THE FIRST>, <THE NEXT>]",
    "facts of its own": "{<NAME>: <WHAT IT IS>}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactMisfit:
    """A fact of the wrong kind.

    ``name`` is what the condition calls it, ``present`` what it is (``the text "yes"``), ``needs`` what the condition
    needs there, and ``values`` the ways of writing it that would do, as YAML; none where the condition itself has to
    be mended, since no fact could be what it needs.
    """

    name: str
    present: str
    needs: str
    values: tuple[str, ...] = ()

    @property
    def clause(self) -> str:
        """Both kinds, as a clause."""
        if not self.values:
            return f"the fact {self.short} is {self.present}, where the condition wants {self.needs}, which no fact is"
        return f"the fact {self.short} is {self.present}, where the condition needs {self.needs}"

    @property
    def short(self) -> str:
        """The name as the file of facts has it, without ``subject`` before it."""
        return printable(self.name.removeprefix("subject").removeprefix("."))


def misfits_of(steps: Sequence[cel.Step], cause: cel.Step | None) -> tuple[FactMisfit, ...]:
    """Return the facts that made a part fail by their kind; of no part, whether the whole is a fact that is no bool."""
    if cause is None:
        whole = steps[0] if steps and steps[0].error is None else None
        return tuple(_unfit(whole, "bool")) if whole is not None else ()
    at = next((number for number, step in enumerate(steps) if step is cause), len(steps))
    return tuple(_misfits(cause, _operands(steps, at)))


def never_equal(
    steps: Sequence[cel.Step], compared: Iterable[tuple[str, str, str]]
) -> tuple[FactMisfit, ...]:
    """Return the facts that comparisons hold against a value of another kind.

    Each comparison is its text and what stood on its sides, in words, as
    :class:`pas_gov.cel.instruments.comparisons.NeverEqual` has them.
    """
    sides = {text: (KIND_OF.get(left, ""), KIND_OF.get(right, "")) for text, left, right in compared}
    found = (
        misfit
        for at, step in enumerate(steps)
        if step.kind == "relation" and step.text in sides
        for misfit in _compared(_operands(steps, at), *sides[step.text])
    )
    return tuple(dict.fromkeys(found))


def _operands(steps: Sequence[cel.Step], at: int) -> list[cel.Step]:
    """Return the parts right below one; a literal is none."""
    found: list[cel.Step] = []
    for step in steps[at + 1 :]:
        if step.depth <= steps[at].depth:
            break
        if step.depth == steps[at].depth + 1:
            found.append(step)
    return found


def _misfits(cause: cel.Step, parts: Sequence[cel.Step]) -> Iterator[FactMisfit]:
    """Yield the facts among the operands that aren't of the kind that the operation takes."""
    error = cause.error or ""
    sides = TWO_KINDS.search(error)
    if cause.kind in ("conditionaland", "conditionalor") or error.startswith('"!"'):
        yield from _all_unfit(parts, "bool")
    elif cause.kind == "expr":
        yield from _all_unfit(parts[:1], "bool")
    elif "needs a list or a map" in error:
        yield from _all_unfit(parts[-1:] if cause.kind == "relation" else parts[:1], "list")
    elif cause.kind == "relation" and sides:
        yield from _compared(parts, sides[1], sides[2])
    elif cause.kind == "unary" or (
        cause.kind in ("addition", "multiplication") and sides and NUMBERS & {sides[1], sides[2]}
    ):
        yield from _all_unfit(parts, "int")
    elif cause.kind == "member_dot_arg":
        yield from _all_unfit(parts[:1], "string")
    elif cause.kind == "member_dot" and "has no fields" in error:
        yield from _all_unfit(parts[:1], "map")


def _compared(parts: Sequence[cel.Step], left: str, right: str) -> Iterator[FactMisfit]:
    """Yield the side of a comparison that is a fact, by the kinds of both; of two facts the one that is no number."""
    facts = [(part, right if _kind(part) == left else left) for part in parts if _is_fact(part)]
    if len(facts) > 1:
        facts = [one for one in facts if one[1] in NUMBERS]
    for part, wanted in facts:
        if wanted not in ("", "null"):
            yield from _unfit(part, wanted)


def _all_unfit(parts: Iterable[cel.Step], wanted: str) -> Iterator[FactMisfit]:
    for part in parts:
        yield from _unfit(part, wanted)


def _unfit(part: cel.Step, wanted: str) -> Iterator[FactMisfit]:
    """Yield a fact that isn't of the kind that is wanted."""
    kind = _kind(part)
    if not _is_fact(part) or kind == wanted or {kind, wanted} <= NUMBERS:
        return
    needs = WANTED.get(wanted)
    if needs is None:  # a time, a duration: no fact is one
        yield FactMisfit(
            part.text, _present(part, kind), "a time" if wanted == "timestamp" else f"a {wanted}"
        )
    else:
        yield FactMisfit(part.text, _present(part, kind), needs, tuple(_values(part.value, kind, needs)))


def _values(value: object, kind: str, needs: str) -> Iterator[str]:
    """Yield how the fact is written where it is what is needed: with its own value where that is plain."""
    if needs == TRUTHS:
        yield from ("true", "false")
    elif needs == "a number" and kind == "string" and NUMBER.fullmatch(str(value).strip()):
        yield str(value).strip()
    elif needs == "a text" and kind in NUMBERS and len(str(value)) <= LONGEST:
        yield json.dumps(str(value))
    elif needs == "a list" and kind == "string" and len(str(value)) <= LONGEST:
        yield f"[{json.dumps(str(value), ensure_ascii=False)}]"
    else:
        yield FILLED[needs]


def _present(part: cel.Step, kind: str) -> str:
    if kind in IS:
        return IS[kind]
    if kind == "string":
        text = printable(str(part.value))
        return f'the text "{text if len(text) <= LONGEST else text[:LONGEST] + "..."}"'
    if kind == "bool":
        return "true" if part.value else "false"
    return f"the number {part.value}" if kind in NUMBERS and len(str(part.value)) <= LONGEST else f"a {kind}"


def _kind(part: cel.Step) -> str:
    from pas_gov.cel.evaluating.values import KINDS

    return KINDS[type(part.value)]


def _is_fact(part: cel.Step) -> bool:
    return part.error is None and not part.skipped and FACT.fullmatch(part.text) is not None
