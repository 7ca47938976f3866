"""Small organisations and changes to them, in memory: what tests of policies and of the gate start from."""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from stacks import loaded
from standard_pack import standard_rulebook

from pas_gov import cel
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.request import Side, VerdictRequest
from pas_gov.judging.verdict.verdict import Verdict, verdict_on
from pas_gov.loading.pack import pack_files
from pas_gov.model.records.rulebook import Rulebook, load_rulebook
from pas_gov.model.stack.paths import differing_paths, record_paths, renamed_paths
from pas_gov.model.stack.revision import revision, wording
from pas_gov.snapshot import File, Snapshot

TODAY = date(2026, 6, 1)
Data = dict[str, Any]
Org = dict[str, Data]


def promise(identity: str, layer: str, *aligned_to: str, **changes: Any) -> Data:
    """Return a valid record; the names it is aligned to get their revisions from ``org``."""
    data: Data = {
        "schema": "pas.promise/v1",
        "id": identity,
        "title": identity.replace("-", " ").capitalize(),
        "layer": layer,
        "status": "active",
        "owner": "@acme/owner",
        "made": {"date": "2025-01-01"},
        "statement": f"We promise {identity}.",
        "audience": ["customers"],
        "aligned_to": [
            {"promise": target, "revision": "present", "date": "2025-02-01", "by": "@acme/owner"}
            for target in aligned_to
        ],
        **LAYER_NEEDS.get(layer, {}),
        **changes,
    }
    return {key: value for key, value in data.items() if value is not None}


LAYER_NEEDS: Mapping[str, Data] = {
    "conditional": {"applies_when": {"says": "On the Pro plan.", "cel": 'subject.plan == "pro"'}},
    "experimental": {
        "experiment": {"cohort": "40 beta customers", "started": "2026-03-01", "decide_by": "2026-07-01"}
    },
    "legacy": {
        "legacy": {"made_to": "customers before 2021", "lives_in": ["contract"], "honour_until": "forever"}
    },
}


def zone(says: str, **changes: Any) -> Data:
    """Return a zone that attested what the promise says at present, a month before TODAY."""
    attested = {"wording": "present", "date": "2026-05-01", "by": "@acme/owner", "reality": "kept"}
    return {"says": says, "attested": {**attested, **changes}}


def org(*records: Data) -> Org:
    """Return records by id; each link or attestation that says ``present`` gets its revision or wording."""
    return reviewed({record["id"]: record for record in records})


def reviewed(records: Mapping[str, Data]) -> Org:
    """Return a copy with every revision and wording that says ``present`` filled in, targets before dependents."""
    found: Org = _copied(records)
    for _ in found:  # as many rounds as the longest way can have
        for record in found.values():
            for link in record.get("aligned_to", ()):
                if link.get("revision") == "present" or link.get("kept"):
                    link["kept"] = True
                    link["revision"] = revision_of(found, link["promise"])
    for record in found.values():
        for link in record.get("aligned_to", ()):
            link.pop("kept", None)
    for record in found.values():
        for one in record.get("zones", {}).values():
            if one.get("attested", {}).get("wording") == "present":
                one["attested"]["wording"] = wording_of(found, record["id"])
    return found


def revision_of(records: Mapping[str, Data], identity: str) -> str:
    """Return the present revision of a promise."""
    return revision(_plain(records[identity]))


def wording_of(records: Mapping[str, Data], identity: str) -> str:
    """Return the present wording of a promise."""
    return wording(_plain(records[identity]))


def _plain(record: Data) -> Data:
    links = [
        {key: value for key, value in link.items() if key != "kept"} for link in record.get("aligned_to", ())
    ]
    return {**record, "aligned_to": links}


def changed(before: Org, identity: str, **changes: Any) -> Org:
    """Return the organisation with keys of one promise replaced; None removes a key."""
    after = _copied(before)
    record = {**after[identity], **changes}
    after[identity] = {key: value for key, value in record.items() if value is not None}
    return after


def _copied(records: Mapping[str, Data]) -> Org:
    """Return a copy that shares nothing: by pickle, as deepcopy takes five times as long."""
    found: Org = pickle.loads(pickle.dumps(dict(records)))
    return found


def without(before: Org, identity: str) -> Org:
    """Return the organisation without one promise."""
    return {key: value for key, value in _copied(before).items() if key != identity}


def with_made(before: Org, *records: Data) -> Org:
    """Return the organisation with more promises, their links reviewed now."""
    return reviewed({**before, **{record["id"]: record for record in records}})


def realigned(before: Org, identity: str, target: str, **changes: Any) -> Org:
    """Return the organisation after one link was reviewed against its present target."""
    after = _copied(before)
    link = next(link for link in after[identity]["aligned_to"] if link["promise"] == target)
    link.update(
        {"revision": revision_of(before, target), "date": "2026-06-01", "note": "Still holds.", **changes}
    )
    return after


def ended(before: Org, identity: str, status: str = "retired", **ending: Any) -> Org:
    """Return the organisation with one promise ended as the standard pack asks, but for what is given."""
    record = before[identity]
    kept = [name for name, said in record.get("zones", {}).items() if "left" not in said]
    always = ["documentation-knowledge", "delivery-support"] if record["layer"] == "experimental" else []
    whole = {
        "date": "2026-12-01",
        "why": "No longer needed.",
        "decided_by": "@acme/board",
        "zones": {name: {"stopped_on": "2026-12-01"} for name in dict.fromkeys([*kept, *always])},
        **ending,
    }
    whole = {key: value for key, value in whole.items() if value is not None}
    return changed(noticed(before, identity, *record["audience"]), identity, status=status, ending=whole)


def noticed(before: Org, identity: str, *audiences: str, date: str = "2026-06-01") -> Org:
    """Return the organisation after these audiences of a promise were told, on TODAY or another day."""
    notices = [{"audience": name, "date": date, "says": "Told."} for name in audiences]
    return changed(before, identity, notices=[*before[identity].get("notices", ()), *notices])


def files_of(records: Iterable[Data] | Mapping[str, Data], indent: int | None = 1) -> dict[str, str]:
    """Return the files of an organisation by path; without an indent each is one line, which takes a tenth of the time."""
    found = records.values() if isinstance(records, Mapping) else records
    return {f"promises/{one['layer']}/{one['id']}.yaml": json.dumps(one, indent=indent) for one in found}


@lru_cache(1000)
def _hash(text: bytes) -> str:
    return hashlib.sha1(text).hexdigest()


def snapshot(name: str, files: Mapping[str, str | bytes]) -> Snapshot:
    """Return a snapshot of texts by path."""
    texts = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    ids = {path: _hash(text) for path, text in texts.items()}
    blobs = {ids[path]: text for path, text in texts.items()}
    listed = {path: File(path, "100644", ids[path]) for path in sorted(texts)}
    return Snapshot(name, listed, lambda ids: {one: blobs[one] for one in ids})


PACK = {path: text.decode() for path, text in pack_files().items()}


def judged(
    before: Org | Mapping[str, str],
    after: Org | Mapping[str, str],
    *,
    rules: Mapping[str, str] | None = None,
    after_rules: Mapping[str, str] | None = None,
    today: date = TODAY,
    bootstrap: bool = False,
    budget: cel.Budget | None = None,
) -> Verdict:
    """Judge a change by the standard pack or other rules; organisations, or files by path.

    Who asks for lines gives the files: those of an organisation have one.
    """
    rules = PACK if rules is None else rules
    first = snapshot("base", {**_files(before), **rules})
    second = snapshot("head", {**_files(after), **(rules if after_rules is None else after_rules)})
    request = VerdictRequest(
        base=_side(first), head=_side(second), paths=record_paths(differing_paths(first, second)), moved=renamed_paths(first, second),
        today=today, budget=budget or cel.Budget(seconds=60), bootstrap=bootstrap, pack=standard_rulebook,
        compiled=_compiled,
    )  # fmt: skip
    return verdict_on(request)


def _files(given: Org | Mapping[str, str]) -> dict[str, str]:
    if all(isinstance(value, str) for value in given.values()):
        return dict(given)  # type: ignore[arg-type]
    return files_of(given, indent=None)  # type: ignore[arg-type]


def _side(files: Snapshot) -> Side:
    rules = frozenset((path, file.blob) for path, file in files.files.items() if not PLAIN.fullmatch(path))
    return Side(loaded(files), _rulebook(files, rules), files.problems)


PLAIN = re.compile(r"promises/[a-z]+/[a-z0-9-]+\.yaml")  # what no rulebook looks at
KEPT = 100
_rulebooks: dict[frozenset[tuple[str, str]], Rulebook] = {}
_rules: dict[int, tuple[Rulebook, Rules]] = {}


def _rulebook(files: Snapshot, rules: frozenset[tuple[str, str]]) -> Rulebook:
    """Return the rulebook of a snapshot, read once for all tests that judge by the same files: most by the pack."""
    if rules not in _rulebooks:
        if len(_rulebooks) >= KEPT:
            _rulebooks.clear()
        _rulebooks[rules] = load_rulebook(files)
    return _rulebooks[rules]


def _compiled(rulebook: Rulebook) -> Rules:
    """Return the rules of a rulebook, compiled once."""
    if id(rulebook) not in _rules:
        if len(_rules) >= KEPT:
            _rules.clear()
        _rules[id(rulebook)] = rulebook, compile_rules(rulebook)
    return _rules[id(rulebook)][1]


def blocking(verdict: Verdict) -> set[tuple[str, str]]:
    """Return (policy, promise) of everything that blocks."""
    return {(finding.policy, finding.promise) for finding in verdict.judgement.blocking}


def found(verdict: Verdict, policy: str) -> list[Finding]:
    """Return the findings of one policy."""
    return [finding for finding in verdict.judgement.findings if finding.policy == policy]


def messages(verdict: Verdict, policy: str, promise: str) -> list[str]:
    """Return what one policy finds new about one promise, in words, without its title."""
    title = f'"{promise.replace("-", " ").capitalize()}" '
    mine = [one for one in found(verdict, policy) if one.promise == promise and not one.preexisting]
    return [one.message.removeprefix(title) for one in mine]


def policy(identity: str, **changes: Any) -> dict[str, str]:
    """Return a policy of its own as files by path."""
    data = {
        "schema": "pas.policy/v1", "id": identity, "title": identity, "enforcement": "block", "scope": "promise",
        "require": "true", **changes,
    }  # fmt: skip
    return {f"policies/{identity}.yaml": json.dumps(data, indent=1)}


def waiver(identity: str, policy_id: str, promise_id: str, **changes: Any) -> dict[str, str]:
    """Return a waiver, valid on TODAY, as files by path."""
    data = {
        "schema": "pas.waiver/v1", "id": identity, "policy": policy_id, "promise": promise_id,
        "reason": "The board knows.", "asked_by": "@acme/one", "approved_by": "@acme/two",
        "from": "2026-05-15", "until": "2026-06-15", **changes,
    }  # fmt: skip
    return {f"policies/waivers/{identity}.yaml": json.dumps(data, indent=1)}


def settings(**keys: Any) -> dict[str, str]:
    """Return settings as files by path."""
    return {"pas-gov.yaml": json.dumps({"schema": "pas.settings/v1", **keys}, indent=1)}


def acme() -> Org:
    """Return an organisation of every layer: most things depend on ``reliable``, one on ``fast``."""
    return _copied(_acme())


@cache
def _acme() -> Org:
    zones = {"delivery-support": zone("Support does it."), "documentation-knowledge": zone("Docs say it.")}
    return org(
        promise("reliable", "core"),
        promise("fast", "core"),
        promise(
            "four-hours",
            "supporting",
            "reliable",
            zones=zones,
            terms=[{"measure": "response", "at_most": "4h"}],
        ),
        promise("named-csm", "conditional", "four-hours"),
        promise("ai-summary", "experimental", "four-hours"),
        promise("phone-support", "legacy", "reliable"),
        promise("free-parking", "legacy", "fast"),
        promise("quick-setup", "supporting", "fast"),
        promise("draft", "supporting", "reliable", status="proposed"),
    )
