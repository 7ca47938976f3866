"""The command as it was typed, and the same command completed by what it lacks, so that it can be pasted and run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Literal

from pas_gov.foundation.values import dataclass

Takes = Literal["nothing", "one", "many"]
Given = tuple[str, str | None]  # an option by its long name, and its value; None for one that takes none


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command: its long name, and whether it takes no value, one, or may be repeated.

    ``prose`` tells whether it is answered in words, ``pairs`` whether its values are NAME=TEXT.
    """

    name: str
    takes: Takes
    prose: bool = False
    pairs: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """The words behind ``pas-gov``, and the options of their command by each spelling."""

    words: tuple[str, ...]
    options: Mapping[str, Option] = field(default_factory=dict)

    @property
    def verb(self) -> str:
        """The command's name."""
        return self.words[0]

    def knows(self, name: str) -> bool:
        """Tell whether the command has an option of this name."""
        return name in self.options

    @property
    def arguments(self) -> list[str]:
        """What was typed besides options, the command's name aside."""
        return [word for word, value in self._groups() if not self._option(word) or value == word]

    @property
    def given(self) -> list[Given]:
        """The options as they were typed, in order, by their long names."""
        return [(self.options[word].name, value) for word, value in self._groups() if self._option(word)]

    def _option(self, word: str) -> bool:
        return word in self.options

    def _groups(self) -> Iterator[Given]:
        """Yield (option as it was spelled, value), or (argument, None)."""
        waiting = list(self.words[1:])
        while waiting:
            word = waiting.pop(0)
            name, sign, value = word.partition("=")
            if word == "--":
                yield from ((one, None) for one in waiting)
                return
            if name.startswith("--") and sign and name in self.options:
                yield name, value
            elif word in self.options and self.options[word].takes != "nothing" and waiting:
                yield word, waiting.pop(0)
            else:
                yield word, None

    def without(self, name: str, key: str = "") -> Typed:
        """Return the command without an option; with ``key``, only where its value is ``key=...`` or ``all=...``."""
        kept = [one for one in self.given if one[0] != name or (key and not _of(key, one[1] or ""))]
        return self._with(kept)

    def divided(self, name: str, value: str, values: Iterable[str]) -> Typed:
        """Return the command with several values of a repeated option in the place of one."""
        parts = [(name, one) for one in values]
        return self._with([new for one in self.given for new in (parts if one == (name, value) else [one])])

    def saying(self, options: Iterable[Given], argument: str = "") -> Typed:
        """Return the command with these options in place of what it said of them, and an argument if it had none."""
        said = list(options)
        names = {name for name, _ in said}
        kept = [one for one in self.given if one[0] not in names]
        words = [word for option in (*kept, *said) for word in option if word is not None]
        return Typed((self.verb, *(self.arguments or filter(None, [argument])), *words), self.options)

    def _with(self, options: Iterable[Given]) -> Typed:
        words = [word for option in options for word in option if word is not None]
        return Typed((self.verb, *self.arguments, *words), self.options)

    def completed(self, added: Iterable[Given] = (), arguments: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the words of the command with more options and arguments; an option of one value is replaced.

        What an audience is told, or a zone's stop, isn't asked for again where it was said for that audience or zone.
        """
        found = self.given
        for name, value in added:
            if self.options[name].takes == "many":
                if not any(name == known and _same(value, said) for known, said in found):
                    found.append((name, value))
            else:
                found = [one for one in found if one[0] != name] + [(name, value)]
        words = [word for option in found for word in option if word is not None]
        return (self.verb, *self.arguments, *arguments, *words)


def _same(wanted: str | None, said: str | None) -> bool:
    """Tell whether one value of a repeated option speaks of what another one does: ``customers=...``, ``all``."""
    name, blank, _ = (wanted or "").partition("=<")  # a name may hold an equals sign itself
    return _of(name if blank else name.partition("=")[0], said or "")


def _of(name: str, value: str) -> bool:
    """Tell whether a repeated option's value, ``name=...`` or ``name``, speaks of this audience or zone, or of all."""
    return value == name or value.startswith(f"{name}=") or value.partition("=")[0] == "all"
