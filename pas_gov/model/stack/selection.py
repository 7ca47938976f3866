"""Selection of promises from a stack: by layer, zone, status, owner, audience, tag and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields

from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Promise
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted; an empty tuple asks nothing. Any value of one part will do, and all parts that ask must hold.

    Owners, audiences and tags are whole names, whatever their case; each of the ``words`` must stand somewhere in the
    promise's texts. Only zones that haven't left count.
    """

    layers: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether every promise is wanted."""
        return not any(getattr(self, part.name) for part in fields(self))

    def wants(self, entry: Entry) -> bool:
        """Tell whether a promise is wanted."""
        promise = entry.promise
        return (
            (not self.layers or entry.layer in self.layers)
            and (not self.zones or any(zone in promise.zones_kept for zone in self.zones))
            and (not self.statuses or entry.status in self.statuses)
            and all(_meets(getattr(self, part), names(promise)) for part, names in NAMED.items())
            and (not self.words or _says(promise, self.words))
        )


NAMED: Mapping[str, Callable[[Promise], Iterable[str]]] = {
    "owners": lambda promise: (promise.owner,),
    "audiences": lambda promise: promise.audience,
    "tags": lambda promise: promise.tags,
}
OPTIONS = {"owners": "--owner", "audiences": "--audience", "tags": "--tag"}


def _plain(text: str) -> str:
    return fold(text).casefold()


def _meets(wanted: tuple[str, ...], names: Iterable[str]) -> bool:
    return not wanted or bool({_plain(name) for name in names} & {_plain(one) for one in wanted})


def _says(promise: Promise, words: tuple[str, ...]) -> bool:
    texts = [promise.id, promise.title, promise.statement, promise.notes, promise.owner, promise.applies_when.says,
             promise.legacy.made_to, promise.experiment.cohort, *promise.audience, *promise.tags,
             *(zone.says for zone in promise.zones.values()), *(term.measure for term in promise.terms)]  # fmt: skip
    whole = _plain(" ".join(texts))
    return all(word in whole for text in words for word in _plain(text).split())


def selected(stack: Stack, selection: Selection) -> tuple[Entry, ...]:
    """Return the promises that are wanted, by id.

    Stop(unknown-name, status 2) where no promise of the stack has an owner, an audience or a tag that was asked for:
    a slip of the pen isn't an empty answer.
    """
    if selection.anything:
        return tuple(stack.entries.values())
    for part, names in NAMED.items():
        if not getattr(selection, part):
            continue
        known = {name for entry in stack.entries.values() for name in names(entry.promise)}
        plain = {_plain(name) for name in known}
        for one in getattr(selection, part):
            if _plain(one) not in plain:
                message = f"no promise here has {OPTIONS[part]} {printable(one)}"
                raise Stop(
                    "unknown-name",
                    message,
                    did_you_mean(one, sorted(known)[:MOST]) or "see them all: pas-gov inventory",
                    status=2,
                )
    return tuple(entry for entry in stack.entries.values() if selection.wants(entry))


MOST = 200  # names that a suggestion is looked for among
