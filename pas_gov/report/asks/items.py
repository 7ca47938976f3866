"""What is asked of an owner as text and Markdown number it: one item for each promise, in it each answer once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.asks import Ask

Key = tuple[object, ...]
Words = tuple[str, ...]
STRENGTH = ("block", "warn", "note", "")


@dataclass(frozen=True, slots=True)
class Item:
    """All that one promise is asked; what concerns the stack as a whole is an item by itself."""

    asks: tuple[Ask, ...]

    @property
    def zone(self) -> str:
        """The zone that all of it is about, "" for none."""
        zones = {ask.zone for ask in self.asks}
        return (self.asks[0].zone or "") if len(zones) == 1 else ""

    @property
    def answers(self) -> tuple[Ask, ...]:
        """The asks whose remedies answer all of them: one for each answer, and none that the others give already."""
        kept = {answer_key(ask): ask for ask in reversed(self.asks)}
        for key, ask in list(kept.items()):
            others = [one for other, one in kept.items() if other != key]
            if ask.commands and _is_covered(
                ask.commands[0], [one.commands[0] for one in others if one.commands]
            ):
                del kept[key]
        return tuple(reversed(kept.values()))


def items(asks: Iterable[Ask]) -> list[Item]:
    """Return asks, in the order in which they can be answered, as items; who waits stands behind whom it waits for."""
    grouped: dict[Key, list[Ask]] = {}
    for number, ask in enumerate(asks):
        about: Key = (ask.promise.id,) if ask.promise else ("", number)
        grouped.setdefault(about, []).append(ask)
    return sorted((Item(tuple(some)) for some in grouped.values()), key=_place)


def _place(item: Item) -> tuple[int, int]:
    return max(one.round for one in item.asks), min(STRENGTH.index(one.enforcement) for one in item.asks)


def answer_key(ask: Ask) -> Key:
    """Return what tells answers apart: the first command, whatever its words; without one, the remedy itself."""
    if ask.commands:
        return _without_blanks(ask.commands[0])
    return "", ask.remedy, tuple(one.id for one in ask.waits_for)


def _without_blanks(command: Words) -> Words:
    return tuple(re.sub("<[^<>]*>", "<>", word) for word in command)


def _is_covered(command: Words, others: Iterable[Words]) -> bool:
    """Tell whether other commands about the same promise say together all that this one says."""
    head, options = _parts(command)
    said = {option for other in others for about, some in [_parts(other)] if about == head for option in some}
    return bool(options) and options <= said


def _parts(command: Words) -> tuple[Words, frozenset[Words]]:
    """Return a command's verb and arguments, and its options with their values, whatever the words in blanks."""
    words = _without_blanks(command)
    starts = [at for at, word in enumerate(words) if word.startswith("--")]
    ends = [*starts[1:], len(words)]
    return words[: starts[0]] if starts else words, frozenset(_options(words, starts, ends))


def _options(words: Words, starts: list[int], ends: list[int]) -> Iterator[Words]:
    return (words[start:end] for start, end in zip(starts, ends, strict=bool(starts)))
