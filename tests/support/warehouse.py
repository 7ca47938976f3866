"""A frozen stack and records of a warehouse, and rows of a scan as the command's JSON would tell them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from promised import ENDED, TODAY, earlier, wording

from pas_gov import claims
from pas_gov.claims.frozen_file import frozen_text
from pas_gov.claims.promised import Promised
from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.matching.exceptions import AcceptedException
from pas_gov.drift.survey.texts_read import speakers_once
from pas_gov.drift.zones.surface_zones import SurfaceZones
from pas_gov.judging.findings.json_rows import problem_data

Data = dict[str, Any]

FAST = wording(
    "four-hours", "We respond to any customer issue within four hours.", ("first response", "at_most", "4h"),
    says=(("delivery-support", "Support answers."),), zones=("delivery-support",), surfaces=("docs/support.md",),
    audience=("customers",), condition="On the Pro plan.", since=ENDED, title="Fast \ud800 support",
)  # fmt: skip
KNOWN = Promised(
    TODAY,
    (
        FAST,
        earlier(FAST, statement="We respond to any customer issue within two days.", terms=()),
        wording("beta", "Beta users may export data.", ("share", "at_least", 0.5), layer="experimental",
                decide_by=date(2026, 7, 1), cohort="40 users", successors=("four-hours",), ends=date(2026, 9, 1)),
    ),
    SurfaceZones({"docs/support.md": ("delivery-support",)}, {("four-hours", "docs/support.md"): ("delivery-support",)}),
    {"Anna Smith": "ours", "acme.example": "ours", "Relay": "ignore"},
    (AcceptedException("page", "0" * 32, "It goes.", "@acme/legal", date(2026, 1, 1), date(2026, 8, 1)),),
)  # fmt: skip


def frozen(known: Promised = KNOWN) -> claims.FrozenStack:
    """Return what is promised, frozen and read again."""
    return claims.read_frozen(frozen_text(known).encode())


def batch(*records: Mapping[str, Any], **types: pa.DataType) -> pa.RecordBatch:
    """Return records as a batch, all columns strings but those whose types are told."""
    names = list(dict.fromkeys(name for record in records for name in record))
    arrays = [pa.array([one.get(name) for one in records], types.get(name, pa.string())) for name in names]
    return pa.RecordBatch.from_arrays(arrays, names=names)


def told(rows: Sequence[Data]) -> Data:
    """Return rows of a scan as ``pas-gov scan -f json`` tells the same, as far as rows hold it."""
    left_out = Counter[str]()
    for row in rows:
        left_out.update(dict(row["left_out"] or ()))
    problems = [
        Diagnostic(
            row["code"],
            row["message"],
            Location(row["path"], row["line"], row["column"]),
            row["remedy"],
            row["severity"],
        )
        for row in rows
        if row["kind"] == "problem"
    ]
    return {
        "files": sum(row["kind"] == "record" for row in rows) - sum(one.code == "format" for one in problems),
        "claims": [_claim(row) for row in rows if row["kind"] == "claim"],
        "left_out": dict(left_out),
        "problems": [problem_data(one) for one in speakers_once(problems)],
    }  # fmt: skip


_LINES = ("path", "line", "end_line", "turn")
_OTHERS = {"id", "kind", "code", "severity", "message", "remedy", "left_out", "column", *_LINES}


def _claim(row: Data) -> Data:
    said = {name: value for name, value in row.items() if name not in _OTHERS}
    step, until = row["ended_by"], row["exception_until"]
    return said | {
        "location": {name: row[name] for name in _LINES},
        "ended_by": step and {**step, "day": step["day"].isoformat()},
        "exception_until": until and until.isoformat(),
    }


def of_command(report: str) -> Data:
    """Return what the command's JSON tells, without what depends on all texts of its run or on how they were named."""
    said = json.loads(report)
    for claim in said["claims"]:
        del claim["commands"], claim["proposed_id"]
        for quantity in claim["quantities"]:
            quantity["values"] = list(map(str, quantity["values"]))
    return {name: said[name] for name in ("files", "claims", "left_out", "problems")}


TEXTS: dict[str, str | bytes] = {
    "docs/support.md": "# Support\n\nWe respond to any customer issue within six hours. Yes, we do.\n\n> We refund all.\n",
    "docs/ours.md": "<!-- promise: four-hours -->\nWe respond to any customer issue within four hours, and refund within 30 days.\n",
    "pages/price.html": "<h1>Prices</h1><p>You can cancel within 30 days.</p><p hidden>We pay back all.</p><table><tr><th>Plan</th>"
    "<th>First response</th></tr><tr><td>Pro</td><td>8 hours</td></tr></table>",
    "chats/one.json": json.dumps({"messages": [
        {"role": "assistant", "content": "We respond to any customer issue within two days. We never sell your data."},
        {"role": "user", "content": "We respond within 1 hour."},
        {"speaker": "Bob", "text": "We will refund you within 30 days."},
        {"role": "tool", "content": "We will refund you within 3 days."},
    ]}),
    "chats/two.jsonl": '{"speaker": "Anna Smith", "text": "We will answer within 3 hours."}\n{broken\n{"speaker": "Bob", "text": "Yes, sure."}\n',
    "chats/call.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Anna Smith>We guarantee that all of you can export all your data as a CSV file.\n",
    "notes.txt": "We respond to any customer issue within three to five hours.\r\nUptime isn't guaranteed.\n\nWe refund you within 30 days.\n",
    "fremd.md": "Wir antworten auf jede Anfrage unserer Kunden innerhalb von vier Stunden, auch am Wochenende und an Feiertagen.\n",
    "table.csv": "plan,hours\npro,4\n",
    "half.txt": b"\x00\x01We respond within six hours",
    "bytes.txt": b"We respond to any customer issue within \xff six hours.\n",
    "long.md": "x" * 100_001 + "\n\nWe respond to any customer issue within nine hours.\n",
}  # fmt: skip
"""Texts of many formats: claims in every state, and all that isn't read."""


def documents(folder: Path) -> dict[str, str]:
    """Return the real sentences of labelled claims as Markdown, document by document; none where they aren't here."""
    found: dict[str, list[str]] = {}
    for name in ("visible.jsonl", "visible-2.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines() if folder.exists() else ():
            one = json.loads(line)
            path = (
                f"real/{one['repo'].replace('/', '-')}/{one['path'].replace('/', '-').replace('#', '-')}.md"
            )
            found.setdefault(path, []).append(f"{'- ' if one['unit'] == 'item' else ''}{one['text']}\n")
    return {path: "\n".join(lines) for path, lines in found.items()}
