"""Where the texts of evidence aren't what its history gives again, told part by part."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.ledger.reading.evidence_manifest import ACCOUNT, HISTORY, MANIFEST

_NOTHING = object()
_Rows = list[Mapping[str, Any]]


def file_differences(found: Mapping[str, bytes], expected: Mapping[str, str]) -> Iterator[str]:
    """Yield in words what differs between a folder's texts and those that are due; a missing one isn't told again."""
    for name, text in expected.items():
        content = found.get(name)
        if content is None or content == text.encode():
            continue
        parts = list(_parts(name, content, text))
        yield from parts or [f"{name} isn't, byte for byte, what the history gives again"]


def _parts(name: str, content: bytes, text: str) -> Iterator[str]:
    if name not in (MANIFEST, ACCOUNT):
        return
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        yield f"{name} is no JSON object that can be read"
        return
    due = json.loads(text)
    rows = "commits" if name == MANIFEST else "steps"
    yield from _rows_differ(name, rows[:-1], _rows(told.get(rows)), due[rows])
    if name == MANIFEST:
        yield from _files_differ(told.get("files"), due["files"])
    for key in sorted({*told, *due} - {rows, "files"}):
        if key not in due:
            yield f"{name} has {printable(str(key))}, which doesn't belong there"
        elif told.get(key) != due[key]:
            yield f"{key} of {name} isn't what the history comes to"


def _rows(value: object) -> _Rows:
    return [row if isinstance(row, dict) else {} for row in value] if isinstance(value, list) else []


def _rows_differ(name: str, kind: str, told: _Rows, due: _Rows) -> Iterator[str]:
    known = {str(row.get("commit")): row for row in told}
    times = Counter(str(row.get("commit")) for row in told)
    wanted = {row["commit"]: row for row in due}
    for commit, row in wanted.items():
        if commit not in known:
            yield f"{kind} {commit[:12]} is missing from {name}"
        elif known[commit] != row:
            yield f"{kind} {commit[:12]} of {name} isn't what the history gives: {_which(known[commit], row)}"
    for commit, number in times.items():
        shown = printable(commit[:12])
        if commit not in wanted:
            yield f"{kind} {shown} of {name} isn't one of the history's"
        elif number > 1:
            yield f"{kind} {shown} stands {number} times in {name}"
    if not any(commit not in wanted for commit in known) and [str(row.get("commit")) for row in told] != list(
        wanted
    ):
        yield f"the {kind}s of {name} aren't those of the history in its order"


def _which(told: Mapping[str, Any], due: Mapping[str, Any]) -> str:
    if "verdict" in due and told.get("verdict") != due["verdict"]:
        return f'it is {due["verdict"]}, and "{printable(str(told.get("verdict")))}" is told'
    parts = [key for key in {*told, *due} if told.get(key, _NOTHING) != due.get(key, _NOTHING)]
    return ", ".join(sorted(printable(str(key)) for key in parts))


def _files_differ(told: object, due: Mapping[str, str]) -> Iterator[str]:
    named = told if isinstance(told, dict) else {}
    for name in sorted({*named, *due}, key=str):
        if named.get(name) != due.get(name):
            what = "the file that lies here" if name == HISTORY else "that of the file that is due"
            yield f"the digest of {printable(str(name))} in {MANIFEST} isn't {what}"
