"""The folder of evidence as it lies there: what it holds, and what its manifest tells of its making."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.reading.evidence_manifest import (
    ACCOUNT,
    HISTORY,
    MANIFEST,
    README,
    SIGNATURE,
    TEXT,
    Making,
    digest_of,
    versions,
)

TEXTS = (MANIFEST, ACCOUNT, TEXT, README)
LONGEST = 1 << 28  # bytes of one text that are read
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCH = re.compile(r"[^\s\x00-\x1f\x7f~^:?*\[\\]{1,250}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+!-]{0,39}")
AGAIN = "ask for the folder again"


@dataclass(frozen=True, slots=True)
class ToldMaking:
    """What a manifest tells: the history's tip and where the account begins ("" for everything), and its making."""

    tip: str
    since: str
    object_format: str
    making: Making


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The texts of a folder by name, whether it holds a history or a signature, and what else is wrong with it."""

    path: str
    texts: Mapping[str, bytes]
    bundle: str
    signature: bytes | None
    faults: tuple[str, ...]

    @property
    def history(self) -> str:
        """The path of the bundle."""
        return os.path.join(self.path, HISTORY)


def evidence_folder(path: str) -> EvidenceFolder:
    """Read a folder; Stop(no-evidence, status 2) where it isn't one that pas-gov wrote."""
    try:
        entries = sorted(os.scandir(path), key=lambda one: one.name)
        plain = {one.name for one in entries if stat.S_ISREG(one.stat(follow_symlinks=False).st_mode)}
        texts = {name: _content(path, name) for name in TEXTS if name in plain}
        bundle = digest_of(os.path.join(path, HISTORY)) if HISTORY in plain else ""
        signature = _content(path, SIGNATURE) if SIGNATURE in plain else None
    except OSError as error:
        raise _none(f"{printable(path)} can't be read: {error.strerror}") from error
    if MANIFEST not in texts:
        raise _none(f"{printable(path)} holds no {MANIFEST}")
    known = {*TEXTS, HISTORY, SIGNATURE}
    faults = [f"{name} is missing" for name in TEXTS if name not in texts]
    for one in entries:
        if one.name not in known:
            faults.append(f"{printable(one.name)} doesn't belong to the evidence")
        elif one.name not in plain:
            faults.append(f"{one.name} is no plain file")
    return EvidenceFolder(path, texts, bundle, signature, tuple(faults))


def _none(fact: str) -> Stop:
    return Stop("no-evidence", fact, "name a folder that `pas-gov ledger evidence` wrote", status=2)


def _content(path: str, name: str) -> bytes:
    with open(os.path.join(path, name), "rb") as file:
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise Stop("bad-manifest", f"{name} has more than {LONGEST:,} bytes", AGAIN)
    return content


def told_making(content: bytes, today: date) -> ToldMaking:
    """Return what a manifest tells; Stop(bad-manifest) where a part is missing or can't be right."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Stop("bad-manifest", f"{MANIFEST} is no JSON that can be read: {error}", AGAIN) from error
    if not isinstance(data, dict):
        raise Stop("bad-manifest", f"{MANIFEST} is no JSON object", AGAIN)
    for name in _faults(data, today):
        raise Stop("bad-manifest", f"{MANIFEST} tells no {name} that can be right", AGAIN)
    making = Making(data["ref"], date.fromisoformat(data["made"]), data["tool"])
    return ToldMaking(data["tip"], data["since"] or "", data["object_format"], making)


def _faults(data: Mapping[str, Any], today: date) -> Iterator[str]:
    tool = data.get("tool")
    since = data.get("since", "")
    plain = {
        "tip": _fits(_ID, data.get("tip")),
        "since": since is None or _fits(_ID, since),
        "ref": _fits(_BRANCH, data.get("ref")),
        "made": _is_past_day(data.get("made"), today),
        "object_format": data.get("object_format") in ("sha1", "sha256"),
        "tool": isinstance(tool, dict)
        and set(tool) == set(versions())
        and all(_fits(_VERSION, one) for one in tool.values()),
    }
    yield from (name for name, fits in plain.items() if not fits)


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_version(value: object) -> bool:
    return _fits(_VERSION, value)


def _is_past_day(value: object, today: date) -> bool:
    try:
        return (
            isinstance(value, str) and len(value) == len("2026-01-31") and date.fromisoformat(value) <= today
        )
    except ValueError:
        return False
