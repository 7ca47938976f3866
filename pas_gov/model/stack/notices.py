"""The notices that a promise gained and lost, and rows of records compared by what they say."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import Any, TypeVar

from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Alignment, Attestation, Notice, Promise, ZoneStop

Row = TypeVar("Row", Alignment, Attestation, Notice, ZoneStop)


def normal_row(row: Row) -> Row:
    """Return the same row with every text in normal form."""
    texts: dict[str, Any] = {
        f.name: fold(value) for f in fields(row) if isinstance(value := getattr(row, f.name), str)
    }
    return replace(row, **texts)


def notices_added(before: Promise | None, after: Promise) -> tuple[Notice, ...]:
    """Return the notices that are new: for each audience as many as it gained, those that weren't there.

    An earlier notice that was altered or replaced is no new one.
    """
    if after.notices == (before.notices if before else ()):
        return ()
    earlier = [normal_row(notice) for notice in before.notices] if before else []
    fresh = [notice for notice in after.notices if normal_row(notice) not in earlier]
    gained = Counter(fold(notice.audience) for notice in after.notices)
    gained.subtract(notice.audience for notice in earlier)
    found = []
    for notice in reversed(fresh):
        if gained[fold(notice.audience)] > 0:
            gained[fold(notice.audience)] -= 1
            found.append(notice)
    return tuple(reversed(found))


def notices_lost(before: Promise, after: Promise) -> tuple[Notice, ...]:
    """Return the notices that are no longer there as they were."""
    kept = Counter(normal_row(notice) for notice in after.notices)
    lost = []
    for notice in before.notices:
        kept[normal_row(notice)] -= 1
        if kept[normal_row(notice)] < 0:
            lost.append(notice)
    return tuple(lost)
