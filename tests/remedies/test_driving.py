"""Whatever was changed, remedies alone lead to PASS: no judgement but theirs, the first that can be followed each time."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from following import TODAY, Place, filled, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenario import PACK, Data, Org, changed, ended, files_of, org, promise, with_made, without, zone

pytestmark = pytest.mark.whole

NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
ZONES = ("delivery-support", "documentation-knowledge", "ai-automation")
STEPS = 8  # for each promise that there is: as many as have ever been needed, and some more


@st.composite
def organisations(draw: st.DrawFn) -> Org:
    """Draw a legal stack: one to three Cores, and promises of every layer that each rest on earlier ones."""
    cores = draw(st.integers(1, 3))
    records = [promise(name, "core") for name in NAMES[:cores]]
    for name in NAMES[cores : draw(st.integers(cores, len(NAMES)))]:
        layer = draw(st.sampled_from(["supporting", "conditional", "experimental", "legacy"]))
        earlier = [one["id"] for one in records]
        links = draw(st.lists(st.sampled_from(earlier), min_size=1, max_size=2, unique=True))
        zones = {key: zone(f"{key} does it.") for key in draw(st.lists(st.sampled_from(ZONES), unique=True))}
        audience = draw(st.sampled_from([["customers"], ["customers", "partners"]]))
        terms = draw(st.sampled_from([None, [{"measure": "response", "at_most": "4h"}]]))
        records.append(promise(name, layer, *links, zones=zones or None, audience=audience, terms=terms))
    return org(*records)


LATER = {"cohort": "40", "started": "2026-03-01", "decide_by": "2027-06-01"}
PAST = {"cohort": "40", "started": "2025-03-01", "decide_by": "2026-05-01"}
PARTS: list[Data] = [
    {"statement": "We promise something else."},
    {"owner": "tbd"},
    {"owner": "Ada"},
    {"audience": ["partners"]},
    {"terms": [{"measure": "response", "at_most": "6h"}]},
    {"terms": None},
    {"zones": None},
    {"aligned_to": None},
    {"applies_when": None},
    {"applies_when": {"says": "Elsewhere.", "cel": "subject.elsewhere"}},
    {"experiment": None},
    {"experiment": LATER},
    {"experiment": PAST},
    {"legacy": None},
    {"legacy": {"made_to": "some", "lives_in": ["contract"], "honour_until": "2026-12-31"}},
    {"status": "proposed"},
    {"status": "retired"},
    {"status": "superseded"},
    {"ending": {"why": "It ends."}},
    *({"layer": layer} for layer in ("core", "supporting", "conditional", "experimental", "legacy")),
]
ENDINGS: list[Data] = [
    {},
    {"zones": None},
    {"date": "2026-06-05"},
    {"date": "2026-01-05"},
    {"why": None, "decided_by": None},
    {"status": "superseded"},
    {"status": "superseded", "superseded_by": ["beta"]},
]
KINDS = st.one_of(
    st.tuples(st.just("part"), st.sampled_from(NAMES), st.sampled_from(PARTS)),
    st.tuples(st.just("end"), st.sampled_from(NAMES), st.sampled_from(ENDINGS)),
    st.tuples(st.just("make"), st.sampled_from(["core", "supporting", "conditional", "experimental", "legacy"]), st.booleans()),
    st.tuples(st.just("erase"), st.sampled_from(NAMES), st.none()),
)  # fmt: skip


def after(before: Org, edits: list[tuple[str, str, Any]]) -> Org:
    """Return the organisation after these edits, as far as they apply to it."""
    made = before
    for number, (kind, name, what) in enumerate(edits):
        if kind == "make":
            links = [next(iter(made))] if what else []
            made = with_made(made, promise(f"made-{number}", name, *links))
        elif name in made and kind == "part":
            made = changed(made, name, **what)
        elif name in made and kind == "end" and name not in what.get("superseded_by", ()):
            ending = {key: value for key, value in what.items() if key != "status"}
            made = ended(made, name, what.get("status", "retired"), **ending)
        elif (
            name in made
            and made[name]["status"] == "proposed"
            and before.get(name, {}).get("status") == "proposed"
        ):
            made = without(made, name)
    return made


def driven(place: Place) -> list[str]:
    """Follow remedies until nothing blocks; return the commands."""
    most = STEPS * len(place.records())
    taken: list[str] = []
    while (said := place.gate())["verdict"] != "pass":
        told = "\n".join(f"{one['policy']} {one['promise']}: {one['message']} -> {one['remedy']}"
                         for one in said["findings"] if one["enforcement"] == "block" and not one["preexisting"])  # fmt: skip
        assert not [one for one in said["problems"] if one["severity"] == "error"], said["problems"]
        assert len(taken) < most, f"{taken} led to\n{told}"
        command = next(
            one["commands"][0]
            for one in said["findings"]
            if one["enforcement"] == "block" and not one["preexisting"] and one["commands"]
        )
        words = filled(command, place.records(), TODAY)
        before = place.files()
        done = run(place.folder, TODAY, words)
        assert not done.status, f"{taken}, then {' '.join(words)!r} is refused: {done.out}\n{told}"
        assert place.files() != before, f"{taken}, then {' '.join(words)!r} changes nothing\n{told}"
        taken.append(" ".join(words))
    return taken


def lead_to_pass(before: Org, edits: list[tuple[str, str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), {**files_of(before), **PACK})
        place.put({**files_of(after(before, edits)), **PACK})
        driven(place)


def examples(most: int):
    return settings(
        max_examples=most, deadline=None, suppress_health_check=list(HealthCheck), derandomize=most < 50
    )


EDITS = st.lists(KINDS, min_size=1, max_size=4)


@examples(12)
@given(before=organisations(), edits=EDITS)
def test_remedies_alone_lead_to_pass(before, edits):
    lead_to_pass(before, edits)


@pytest.mark.slow
@examples(400)
@given(before=organisations(), edits=EDITS)
def test_of_many_changes_remedies_alone_lead_to_pass(before, edits):
    lead_to_pass(before, edits)


def test_a_core_that_only_a_legacy_promise_follows_leads_to_pass():
    before = org(
        promise("alpha", "core"),
        promise("beta", "legacy", "alpha"),
        promise("gamma", "supporting", "beta", "alpha"),
        promise("delta", "legacy", "gamma"),
    )
    lead_to_pass(before, [("end", "alpha", {"status": "superseded", "superseded_by": ["beta"]})])
