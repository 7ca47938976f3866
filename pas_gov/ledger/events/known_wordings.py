"""Wordings of promises as plain data: what each said, and from when until when it stood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ENDED, FOREVER, Layer, Promise, Status, Term

Standing = Literal["present", "earlier", "erased"]


@dataclass(frozen=True, slots=True)
class WordingStep:
    """The step of the history that made or ended a wording: the commit's id, its day, and who wrote it ("" unknown)."""

    commit: str
    day: date
    author: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a wording, and where it stands in the record: ``statement``, ``condition``, ``zones/<zone>``."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of one promise.

    ``standing`` is ``present`` for the record as the stack holds it, whatever its status; ``earlier`` for what a later
    wording replaced; ``erased`` for the last wording of a promise whose record is gone. ``since`` and ``until`` are
    the steps that made and replaced it, ``ended`` the one that superseded or retired the promise under it: None where
    the history that was read doesn't show it. ``zones`` are those that
    deliver it, ``surfaces`` the paths and addresses where they say that they state it. ``ends`` is the ending's date,
    ``decide_by`` the experiment's, ``honoured_until`` a Legacy promise's (None: for ever, or not said).
    """

    promise: str
    title: str
    layer: Layer
    status: Status
    statement: str
    digest: str = ""
    standing: Standing = "present"
    says: tuple[tuple[str, str], ...] = ()
    terms: tuple[Term, ...] = ()
    condition: str = ""
    audience: tuple[str, ...] = ()
    cohort: str = ""
    made_to: str = ""
    zones: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    ends: date | None = None
    successors: tuple[str, ...] = ()
    decide_by: date | None = None
    honoured_until: date | None = None
    since: WordingStep | None = None
    until: WordingStep | None = None
    ended: WordingStep | None = None

    @property
    def over(self) -> bool:
        """Whether it was superseded, retired or erased, whatever the day."""
        return self.status in ENDED or self.standing == "erased"

    @property
    def passages(self) -> Iterator[Passage]:
        """The texts that commit: statement, condition, and what each zone says."""
        yield Passage("statement", self.statement)
        if self.condition:
            yield Passage("condition", self.condition)
        for zone, text in self.says:
            yield Passage(f"zones/{zone}", text)


def wording_of(  # noqa: PLR0913  (a record, and where it lies in the history)
    promise: Promise,
    digest: str = "",
    standing: Standing = "present",
    *,
    since: WordingStep | None = None,
    until: WordingStep | None = None,
    ended: WordingStep | None = None,
) -> Wording:  # fmt: skip
    """Return the wording of a record; zones that have left don't speak any more."""
    kept = promise.zones_kept
    honoured = promise.legacy.honour_until
    return Wording(
        promise=promise.id,
        title=promise.title,
        layer=promise.layer,
        status=promise.status,
        statement=promise.statement.strip(),
        digest=digest,
        standing=standing,
        says=tuple((name, zone.says) for name, zone in kept.items() if zone.says),
        terms=promise.terms,
        condition=promise.applies_when.says,
        audience=promise.audience,
        cohort=promise.experiment.cohort,
        made_to=promise.legacy.made_to,
        zones=tuple(kept),
        surfaces=tuple(one.path or one.url for zone in kept.values() for one in zone.surfaces),
        ends=promise.ending.date if promise.ending else None,
        successors=promise.successors,
        decide_by=promise.experiment.decide_by,
        honoured_until=None if honoured == FOREVER or isinstance(honoured, str) else honoured,
        since=since,
        until=until,
        ended=ended,
    )
