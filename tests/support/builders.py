"""Records, snapshots and stacks for tests, in as few words as the test needs; and strategies for the laws."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from stacks import loaded

from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import BOUNDS, LAYERS, ZONES
from pas_gov.model.records.reader import read
from pas_gov.model.records.yaml.text import FORBIDDEN
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack
from pas_gov.snapshot import File, Snapshot

Data = dict[str, Any]

LINK, SUBMODULE, EXECUTABLE = "120000", "160000", "100755"


# --- records ---


def promise_data(identity: str = "fast-support", **changes: Any) -> Data:
    """Return a small valid active Core promise; a change to None takes the key away."""
    return _changed(
        {
            "schema": "pas.promise/v1",
            "id": identity,
            "title": identity.replace("-", " ").capitalize(),
            "layer": "core",
            "status": "active",
            "owner": "@acme/support",
            "made": {"date": "2025-02-01"},
            "statement": "We answer fast.",
            "audience": ["customers"],
        },
        changes,
    )


def full_promise_data(identity: str = "fast-support", **changes: Any) -> Data:
    """Return a promise that has every key of SPEC 2, as no real one has."""
    return _changed(
        {
            **promise_data(identity, layer="conditional", status="superseded"),
            "made": {"date": "2025-02-01", "source": "Board minutes"},
            "audience": ["customers", "partners"],
            "applies_when": {"says": "On the Enterprise plan.", "cel": 'subject.plan == "enterprise"'},
            "terms": [
                {"measure": "first answer", "at_most": "4h"},
                {"measure": "accounts per CSM", "at_most": 8},
                {"measure": "uptime", "at_least": "99.9%"},
            ],
            "aligned_to": [
                {
                    "promise": "most-reliable",
                    "revision": "r1:" + "0" * 32,
                    "date": "2026-02-03",
                    "by": "@acme/strategy",
                    "note": "Holds.",
                }
            ],
            "zones": {
                "sales-marketing": {
                    "says": "Every proposal says so.",
                    "surfaces": [{"path": "playbooks/a.md"}, {"url": "https://acme.example/a"}],
                    "attested": {
                        "wording": "w1:" + "0" * 32,
                        "date": "2026-02-10",
                        "by": "@acme/sales-ops",
                        "reality": "kept",
                        "note": "",
                        "evidence": "",
                    },
                },
                "delivery-support": {"left": {"date": "2026-01-01", "by": "@acme/support", "evidence": ""}},
            },
            "experiment": {"cohort": "40 beta customers", "started": "2026-03-01", "decide_by": "2026-06-30"},
            "legacy": {"made_to": "early customers", "lives_in": ["contract"], "honour_until": "2027-12-31"},
            "notices": [{"audience": "customers", "date": "2026-07-01", "says": "It ends.", "evidence": ""}],
            "ending": {
                "date": "2026-09-01",
                "why": "Replaced.",
                "decided_by": "@acme/board",
                "superseded_by": ["pooled-success"],
                "zones": {
                    "sales-marketing": {"stopped_on": "2026-09-01", "by": "@acme/sales", "evidence": ""}
                },
            },
            "indicators": [
                {
                    "name": "first answers",
                    "zone": "delivery-support",
                    "measure": "first answer",
                    "source": "tickets",
                    "query": "select day, hours from answers",
                }
            ],
            "review_by": "2027-02-01",
            "tags": ["support"],
            "notes": "None.",
        },
        changes,
    )


def policy_data(identity: str = "has-a-title", **changes: Any) -> Data:
    """Return a small valid policy; a change to None takes the key away."""
    return _changed(
        {
            "schema": "pas.policy/v1",
            "id": identity,
            "title": "Every promise has a title",
            "enforcement": "block",
            "scope": "promise",
            "require": 'promise.title != ""',
            "message": "promise.id + ' has no title'",
        },
        changes,
    )


def suite_data(policy: str = "has-a-title", *cases: Data, **changes: Any) -> Data:
    """Return the small valid tests of a policy, with these cases or one; a change to None takes the key away."""
    cases = cases or ({"name": "A promise is made", "expect": "pass"},)
    return _changed({"schema": "pas.policy-test/v1", "policy": policy, "cases": list(cases)}, changes)


def full_suite_data(policy: str = "has-a-title") -> Data:
    """Return tests of a policy that have every key."""
    patch = {
        "make": {"layer": "core", "aligned_to": ["reliable"]},
        "set": {"title": "Bold", "terms.0.at_most": None},
        "add": {"notices": [{"audience": "customers", "date": "2026-06-01", "says": "Told."}]},
        "align": ["reliable"],
        "end": {
            "status": "superseded",
            "date": "2026-09-01",
            "why": None,
            "decided_by": "@acme/board",
            "superseded_by": ["pooled"],
            "zones": {"sales-marketing": {"stopped_on": "2026-09-01"}},
            "notices": [],
        },
        "move": "promises/core/other.yaml",
    }
    case = {
        "name": "Everything at once",
        "today": "2026-07-01",
        "params": {"max": 2},
        "teams": {"@acme/board": ["@ada", "@eve"]},
        "stack": {"bold": {"layer": "core"}, "phone-support": None},
        "change": {"fresh": patch, "named-csm": {"erase": True, "align": "reliable"}},
        "touches": ["pas-gov.yaml"],
        "bootstrap": True,
        "expect": "fail",
        "promises": ["fresh", "*"],
        "targets": ["reliable"],
        "zones": ["ai-automation"],
        "findings": 2,
        "says": ["has no title"],
        "remedy": "name it",
    }
    return {
        **suite_data(policy, case),
        "today": "2026-06-01",
        "params": {"max": 3},
        "stack": {"draft": {"layer": "core", "status": "proposed"}},
        "teams": {"@acme/board": ["@ada"]},
        "survivors": [{"mutant": "when: true -> false", "because": "It says so."}],
    }


def waiver_data(identity: str = "one-exception", **changes: Any) -> Data:
    """Return a small valid waiver; a change to None takes the key away."""
    return _changed(
        {
            "schema": "pas.waiver/v1",
            "id": identity,
            "policy": "has-a-title",
            "promise": "fast-support",
            "reason": "It is being named.",
            "asked_by": "@acme/support",
            "approved_by": "@acme/board",
            "from": "2026-01-01",
            "until": "2026-01-31",
        },
        changes,
    )


def settings_data(**changes: Any) -> Data:
    """Return the smallest valid settings, with changes."""
    return _changed({"schema": "pas.settings/v1"}, changes)


def link(promise: str, revision: str | None = None, **more: Any) -> Data:
    """Return an entry of aligned_to."""
    return {"promise": promise, **({} if revision is None else {"revision": revision}), **more}


def _changed(data: Data, changes: Mapping[str, Any]) -> Data:
    return {key: value for key, value in {**data, **changes}.items() if value is not None}


# --- texts ---


def written(data: object) -> str:
    """Return data as block YAML, every scalar in a form that the core schema can't read as another."""
    return "\n".join(_block(data, "")) + "\n"


def written_flow(data: object) -> str:
    """Return data as one line of flow YAML (which is JSON)."""
    return json.dumps(data, ensure_ascii=False)


def written_with_comments(data: object) -> str:
    """Return data as block YAML with a comment before and after every line."""
    lines = written(data).splitlines()
    return "# the first line\n" + "".join(f"{line}  # why\n   # and so on\n\n" for line in lines)


def _block(value: object, indent: str) -> list[str]:
    if isinstance(value, dict) and value:
        return [line for key, inner in value.items() for line in _pair(_key(key) + ":", inner, indent)]
    if isinstance(value, list) and value:
        return [line for inner in value for line in _pair("-", inner, indent)]
    return [indent + json.dumps(value, ensure_ascii=False)]


def _pair(head: str, value: object, indent: str) -> list[str]:
    if isinstance(value, (dict, list)) and value:
        return [indent + head, *_block(value, indent + "  ")]
    return [f"{indent}{head} {json.dumps(value, ensure_ascii=False)}"]


def _key(key: str) -> str:
    plain = re.fullmatch("[a-z][a-z_-]*", key) and key not in ("true", "false", "null")
    return key if plain else json.dumps(key, ensure_ascii=False)


# --- snapshots and stacks ---

Content = str | bytes | Mapping[str, Any]


def blob_id(content: bytes) -> str:
    """Return git's id of a blob."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def snapshot(files: Mapping[str, Content | tuple[str, Content]], name: str = "test") -> Snapshot:
    """Return a snapshot of ``path: text``, ``path: data`` or ``path: (mode, either)``."""
    listed: dict[str, File] = {}
    texts: dict[str, bytes] = {}
    for path, given in sorted(files.items()):
        mode, content = given if isinstance(given, tuple) else ("100644", given)
        raw = _bytes(content)
        listed[path] = File(path, mode, blob_id(raw))
        if mode not in (LINK, SUBMODULE):  # whoever reads one of these gets a KeyError
            texts[blob_id(raw)] = raw
    return Snapshot(name, listed, lambda ids: {identity: texts[identity] for identity in ids})


def _bytes(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else written(content)).encode()


def home(data: Mapping[str, Any]) -> str:
    """Return the path at which a promise belongs."""
    return f"promises/{data['layer']}/{data['id']}.yaml"


def load(files: Mapping[str, Content | tuple[str, Content]]) -> Stack:
    """Read the promises of a snapshot of these files, whatever is wrong with them."""
    return loaded(snapshot(files))


def stack_of(*promises: Mapping[str, Any]) -> Stack:
    """Return the stack of these promises, each in its place; all of them must be valid."""
    stack = load({home(data): data for data in promises})
    assert not stack.unreadable, stack.diagnostics
    assert len(stack.entries) == len(promises), "two of them have one id"
    return stack


def entry_of(data: Mapping[str, Any]) -> Entry:
    """Return the one promise as a stack holds it."""
    return stack_of(data).entries[data["id"]]


def valid(kind: Any, data: object) -> bool:
    """Tell whether a record is read without a fault."""
    return not read(kind, written(data).encode()).faults


# --- strategies ---

IDS = ("a", "b", "c", "d", "e")
DAYS = st.sampled_from(["0001-01-01", "2024-02-29", "2026-01-01", "2026-06-30", "2027-12-31", "9999-12-31"])
# Few words, so that two records often agree; among them those that another YAML, JSON or Unicode reads otherwise.
_WORDS = (
    "customers",
    "partners",
    "caf\u00e9",
    "cafe\u0301",
    "no",
    "1e3",
    'say "so" \\ #:',
    "\u4e2d\U0001f600",
)
SPACES = st.sampled_from([" ", "  ", "\n", "\t", " \n ", "\u00a0", "\u3000"])
VALUES = st.one_of(
    st.sampled_from(["4h", "240m", "1d", "1bd", "8bh", "99.9%", "-5%", 0, 8, 8.0, 0.1, 1e-7, 1e22]),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
)


# One sample each, not built of parts: drawing many parts is what costs most.
_SAID = sorted(
    f"{before}{one}{space}{other}{after}"
    for one, other in (*itertools.combinations(_WORDS, 2), *((word, "") for word in _WORDS))
    for before, space, after in (("", " ", ""), ("\n ", "\u00a0\t", "\n"), ("", "  ", "\u3000"))
)
SAID = st.sampled_from(_SAID)
TEXTS = st.sampled_from(["", " ", *_SAID])
VISIBLE = st.text(max_size=12).filter(lambda text: not FORBIDDEN.search(text))
REVISIONS = st.sampled_from(["r1:" + digit * 32 for digit in "0af"])


def _some(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries({}, optional=parts)


def _terms() -> st.SearchStrategy[list[Data]]:
    one = st.builds(
        lambda measure, bound, value: {"measure": measure, bound: value},
        SAID,
        st.sampled_from(BOUNDS),
        VALUES,
    )
    return st.lists(one, max_size=3, unique_by=lambda term: fold(term["measure"]))


def _links() -> st.SearchStrategy[list[Data]]:
    one = st.fixed_dictionaries(
        {"promise": st.sampled_from(IDS)},
        optional={"revision": REVISIONS, "date": DAYS, "by": TEXTS, "note": TEXTS},
    )
    return st.lists(one, max_size=3, unique_by=lambda entry: entry["promise"])


def _zones() -> st.SearchStrategy[Data]:
    attested = st.fixed_dictionaries(
        {
            "wording": st.just("w1:" + "0" * 32),
            "date": DAYS,
            "by": TEXTS,
            "reality": st.sampled_from(["kept", "broken"]),
        }
    )
    zone = _some(
        says=TEXTS,
        surfaces=st.lists(st.sampled_from([{"path": "a.md"}, {"url": "https://acme.example/a"}]), max_size=2),
        attested=attested,
        left=st.fixed_dictionaries({"date": DAYS}, optional={"by": TEXTS}),
    )
    return st.dictionaries(st.sampled_from(sorted(ZONES)), zone, max_size=3)


def _endings() -> st.SearchStrategy[Data]:
    stop = _some(stopped_on=DAYS, by=TEXTS, evidence=TEXTS)
    return _some(
        date=DAYS,
        why=TEXTS,
        decided_by=TEXTS,
        superseded_by=st.lists(st.sampled_from(IDS), max_size=2, unique=True),
        zones=st.dictionaries(st.sampled_from(sorted(ZONES)), stop, max_size=2),
    )


def promises(ids: st.SearchStrategy[str] = st.sampled_from(IDS)) -> st.SearchStrategy[Data]:  # noqa: B008
    """Draw the data of a valid promise; its keys may be any of SPEC 2, in any order."""
    notice = st.fixed_dictionaries(
        {"audience": SAID, "date": DAYS}, optional={"says": TEXTS, "evidence": TEXTS}
    )
    return st.fixed_dictionaries(
        {
            "schema": st.just("pas.promise/v1"),
            "id": ids,
            "title": SAID,
            "layer": st.sampled_from(LAYERS),
            "status": st.sampled_from(["proposed", "active", "superseded", "retired"]),
            "owner": SAID,
            "made": st.fixed_dictionaries({"date": DAYS}, optional={"source": TEXTS}),
            "statement": SAID,
            "audience": st.lists(SAID, min_size=1, max_size=3, unique_by=fold),
        },
        optional={
            "applies_when": _some(says=TEXTS, cel=TEXTS),
            "terms": _terms(),
            "aligned_to": _links(),
            "zones": _zones(),
            "experiment": _some(cohort=TEXTS, started=DAYS, decide_by=DAYS),
            "legacy": _some(
                made_to=TEXTS,
                lives_in=st.lists(SAID, max_size=2, unique=True),
                honour_until=DAYS | st.just("forever"),
            ),
            "notices": st.lists(notice, max_size=3),
            "ending": _endings(),
            "review_by": DAYS,
            "tags": st.lists(SAID, max_size=2, unique=True),
            "notes": TEXTS,
        },
    ).map(days_in_order)


def days_in_order(data: Data) -> Data:
    """Return the data with its days in the order in which they can come."""
    zones = [*data.get("zones", {}).values()]
    after_made = [
        *(notice["date"] for notice in data.get("notices", ())),
        *(zone["attested"]["date"] for zone in zones if "attested" in zone),
        *(stop["stopped_on"] for stop in data.get("ending", {}).get("zones", {}).values() if "stopped_on" in stop),
        *(data[part][day] for part, day in (("ending", "date"), ("legacy", "honour_until")) if day in data.get(part, ())),
    ]  # fmt: skip
    made = {**data["made"], "date": min(data["made"]["date"], *after_made, "9999-12-31")}
    found = {**data, "made": made}
    if {"started", "decide_by"} <= data.get("experiment", {}).keys():
        started, decide_by = sorted((data["experiment"]["started"], data["experiment"]["decide_by"]))
        found["experiment"] = {**data["experiment"], "started": started, "decide_by": decide_by}
    return found


def stacks() -> st.SearchStrategy[list[Data]]:
    """Draw the promises of a stack, each id once; their links lead to one another, or nowhere."""
    return st.lists(promises(), max_size=4, unique_by=lambda data: data["id"])
