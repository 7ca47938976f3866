"""Wording and revision, held against canonical JSON written by hand (SPEC 2), and against recorded ones."""

import hashlib
import re
import shutil
import subprocess

import pytest
from builders import SPACES, entry_of, full_promise_data, link, promise_data, promises
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries
from roots import SHARED

from pas_gov.model.stack.loading import load_stack
from pas_gov.model.stack.stack import link_state
from pas_gov.snapshot import File, Snapshot

DATA = SHARED / "data"


def digest(prefix, text):
    return f"{prefix}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def wording(data):
    return entry_of(data).wording


def revision(data):
    return entry_of(data).revision


def spoken(**changes):
    """A promise with the shortest canonical JSON, and changes."""
    return promise_data("a", statement="We answer.", **changes)


def canonical(inner):
    """The canonical JSON of ``spoken`` with more between its id and its statement: keys are sorted."""
    return f'{{"audience":["customers"],"id":"a","layer":"core",{inner}"statement":"We answer."}}'


WORDINGS = {
    "the least": (promise_data("a", statement="We answer."), '{"audience":["customers"],"id":"a","layer":"core","statement":"We answer."}'),
    "white space runs are one space, and none at the ends": (
        promise_data("a", statement="\n  We\t answer\n\nfast,\u00a0always.\u3000", audience=["  all\n customers "]),
        '{"audience":["all customers"],"id":"a","layer":"core","statement":"We answer fast, always."}',
    ),
    "texts are NFC": (
        promise_data("a", statement="Cafe\u0301 ready: \u212b and \uac00 stay", audience=["cafe\u0301s"]),
        '{"audience":["caf\u00e9s"],"id":"a","layer":"core","statement":"Caf\u00e9 ready: \u00c5 and \uac00 stay"}',
    ),
    "not NFKC: ligatures and wide letters stay": (
        promise_data("a", statement="\ufb01rst \uff21"),
        '{"audience":["customers"],"id":"a","layer":"core","statement":"\ufb01rst \uff21"}',
    ),
    "quotes and backslashes are escaped, other characters stand in UTF-8": (
        promise_data("a", statement='We say "a\\b/c" \u4e2d\U0001f600 <&>'),
        '{"audience":["customers"],"id":"a","layer":"core","statement":"We say \\"a\\\\b/c\\" \u4e2d\U0001f600 <&>"}',
    ),
    "an audience is sorted as it is folded": (
        promise_data("a", statement="We answer.", audience=["zebras", "  yaks", "e\u0301tats", "Ants", "ants"]),
        '{"audience":["Ants","ants","yaks","zebras","\u00e9tats"],"id":"a","layer":"core","statement":"We answer."}',
    ),
    "a condition's words are folded, its cel only trimmed": (
        spoken(applies_when={"says": " On  Enterprise.\n", "cel": '\n  subject.plan  ==\n\t"x  y e\u0301" \n'}),
        '{"applies_when":{"cel":"subject.plan  ==\\n\\t\\"x  y e\u0301\\"","says":"On Enterprise."},'
        '"audience":["customers"],"id":"a","layer":"core","statement":"We answer."}',
    ),
    "a condition without words": (
        spoken(applies_when={"says": " ", "cel": "true"}),
        '{"applies_when":{"cel":"true"},"audience":["customers"],"id":"a","layer":"core","statement":"We answer."}',
    ),
    "an empty condition is left out": (spoken(applies_when={"says": "", "cel": " \n"}), canonical("")),
    "terms are sorted by measure as it is folded, each with its bound": (
        spoken(terms=[
            {"measure": "  y", "at_least": "99.9%"}, {"measure": "e\u0301", "equals": 0}, {"measure": "z  z", "at_most": "4h"},
            {"measure": "Z", "at_most": -1},
        ]),
        '{"audience":["customers"],"id":"a","layer":"core","statement":"We answer.",'
        '"terms":[{"at_most":-1,"measure":"Z"},{"at_least":"99.9%","measure":"y"},{"at_most":"4h","measure":"z z"},'
        '{"equals":0,"measure":"\u00e9"}]}',
    ),
    "a zone without words says nothing, one that was left isn't there": (
        spoken(zones={
            "sales-marketing": {"says": " We  say so.\n", "surfaces": [{"path": "a.md"}]},
            "ai-automation": {},
            "delivery-support": {"says": "We do so.", "left": {"date": "2026-01-01"}},
            "documentation-knowledge": {"surfaces": []},
        }),
        '{"audience":["customers"],"id":"a","layer":"core","statement":"We answer.",'
        '"zones":{"ai-automation":"","documentation-knowledge":"","sales-marketing":"We say so."}}',
    ),
    "zones that all were left are left out": (spoken(zones={"ai-automation": {"left": {"date": "2026-01-01"}}}), canonical("")),
    "an experiment is its cohort and the day to decide by": (
        spoken(layer="experimental", experiment={"cohort": " 40  customers", "started": "2026-03-01", "decide_by": "2026-06-30"}),
        '{"audience":["customers"],"experiment":{"cohort":"40 customers","decide_by":"2026-06-30"},"id":"a",'
        '"layer":"experimental","statement":"We answer."}',
    ),
    "an experiment that merely started is left out": (spoken(experiment={"cohort": "", "started": "2026-03-01"}), canonical("")),
    "a legacy is whom it was made to and how long it is honoured": (
        spoken(layer="legacy", legacy={"made_to": "early  ones", "lives_in": ["contract"], "honour_until": "forever"}),
        '{"audience":["customers"],"id":"a","layer":"legacy","legacy":{"honour_until":"forever","made_to":"early ones"},'
        '"statement":"We answer."}',
    ),
    "a legacy until a day": (
        spoken(legacy={"honour_until": "2027-12-31"}), canonical('"legacy":{"honour_until":"2027-12-31"},'),
    ),
    "a legacy that merely lives somewhere is left out": (spoken(legacy={"lives_in": ["contract"]}), canonical("")),
    "empty parts are left out": (
        spoken(terms=[], zones={}, aligned_to=[], applies_when={}, experiment={}, legacy={}, notices=[], tags=[], notes=""),
        canonical(""),
    ),
    "every part at once": (
        full_promise_data("a", statement="We answer."),
        '{"applies_when":{"cel":"subject.plan == \\"enterprise\\"","says":"On the Enterprise plan."},'
        '"audience":["customers","partners"],"experiment":{"cohort":"40 beta customers","decide_by":"2026-06-30"},'
        '"id":"a","layer":"conditional","legacy":{"honour_until":"2027-12-31","made_to":"early customers"},'
        '"statement":"We answer.","terms":[{"at_most":8,"measure":"accounts per CSM"},{"at_most":"4h","measure":"first answer"},'
        '{"at_least":"99.9%","measure":"uptime"}],"zones":{"sales-marketing":"Every proposal says so."}}',
    ),
}  # fmt: skip


@each_of(("data", "text"), WORDINGS.values(), ids=WORDINGS)
def test_a_wording_is_the_digest_of_its_canonical_json(data, text):
    assert wording(data) == digest("w1", text)


@each_of(
    ("written", "canonical_number"),
    [
        ("8", "8"), ("8.0", "8"), ("-8.00", "-8"), ("0.0", "0"), ("-0.0", "0"), ("1e3", "1000"), ("1.5e3", "1500"),
        ("9223372036854775807", "9223372036854775807"), ("1e22", "10000000000000000000000"),
        ("0.1", "0.1"), ("0.10", "0.1"), ("99.9", "99.9"), ("-2.50", "-2.5"), ("0.30000000000000004", "0.30000000000000004"),
        ("0.1000000000000000055511151231257827", "0.1"), ("123456.789", "123456.789"), ("0.001", "0.001"),
        ("2.5e-11", "2.5e-11"), ("1e-100", "1e-100"), ("5e-324", "5e-324"), ("1e-7", "1e-07"),
        ("'8'", None), ("8h", '"8h"'), ("8.0h", '"8.0h"'), ("99.90%", '"99.90%"'),
    ],
)  # fmt: skip
def test_whole_numbers_have_no_fraction_and_fractions_are_as_short_as_can_be(written, canonical_number):
    text = f"""
schema: pas.promise/v1
id: a
title: x
layer: core
status: active
owner: x
made: {{date: 2026-01-01}}
statement: We answer.
audience: [customers]
terms: [{{measure: m, at_most: {written}}}]
"""
    content = {"b": text.encode()}
    stack = load_stack(
        Snapshot(
            "test", {"promises/core/a.yaml": File("promises/core/a.yaml", "100644", "b")}, lambda _: content
        ),
        {},
    )
    if canonical_number is None:
        assert "promises/core/a.yaml" in stack.unreadable, "a number in quotes is no number"
        return
    expected = (
        '{"audience":["customers"],"id":"a","layer":"core","statement":"We answer.",'
        f'"terms":[{{"at_most":{canonical_number},"measure":"m"}}]}}'
    )
    assert stack.entries["a"].wording == digest("w1", expected)


R1, R2 = "r1:" + "1" * 32, "r1:" + "2" * 32
REVISIONS = {
    "without links it is the wording's JSON": (spoken(), canonical("")),
    "links are pairs, sorted, and empty where no revision is recorded": (
        spoken(aligned_to=[link("c", R1, date="2026-01-01", by="x", note="y"), link("b"), link("b-b", R2)]),
        f'{{"aligned_to":[["b",""],["b-b","{R2}"],["c","{R1}"]],'
        '"audience":["customers"],"id":"a","layer":"core","statement":"We answer."}',
    ),
    "beside a condition": (
        spoken(applies_when={"cel": "true"}, aligned_to=[link("b", R1)]),
        f'{{"aligned_to":[["b","{R1}"]],"applies_when":{{"cel":"true"}},'
        '"audience":["customers"],"id":"a","layer":"core","statement":"We answer."}',
    ),
}  # fmt: skip


@each_of(("data", "text"), REVISIONS.values(), ids=REVISIONS)
def test_a_revision_is_the_digest_of_the_wording_and_the_links(data, text):
    assert revision(data) == digest("r1", text)


def test_both_are_a_prefix_and_32_hex_digits():
    entry = entry_of(full_promise_data())
    assert re.fullmatch("w1:[0-9a-f]{32}", entry.wording)
    assert re.fullmatch("r1:[0-9a-f]{32}", entry.revision)


# --- what is worded, and what isn't ---

FULL = full_promise_data()
ZONES = FULL["zones"]
ZONE = ZONES["sales-marketing"]
NOT_WORDED = {
    "the title": {"title": "Another"},
    "the status": {"status": "active"},
    "the owner": {"owner": "@acme/another"},
    "when it was made": {"made": {"date": "2020-01-01", "source": "Another"}},
    "the order of the audience": {"audience": FULL["audience"][::-1]},
    "the order of the terms": {"terms": FULL["terms"][::-1]},
    "the order of the zones": {"zones": dict(reversed(ZONES.items()))},
    "a surface": {"zones": {**ZONES, "sales-marketing": {**ZONE, "surfaces": []}}},
    "an attestation": {"zones": {**ZONES, "sales-marketing": {**ZONE, "attested": {**ZONE["attested"], "reality": "broken"}}}},
    "no attestation": {"zones": {**ZONES, "sales-marketing": {"says": ZONE["says"]}}},
    "a zone that was left": {"zones": {"sales-marketing": ZONE}},
    "when an experiment started": {"experiment": {**FULL["experiment"], "started": "2020-01-01"}},
    "where a legacy lives": {"legacy": {**FULL["legacy"], "lives_in": ["habit"]}},
    "the notices": {"notices": []},
    "the ending": {"ending": {"superseded_by": ["another"]}},
    "the indicators": {"indicators": []},
    "the day of its review": {"review_by": "2020-01-01"},
    "the tags": {"tags": ["another"]},
    "the notes": {"notes": "Another."},
    "how a link was reviewed": {"aligned_to": [{**FULL["aligned_to"][0], "date": "2020-01-01", "by": "x", "note": "y"}]},
}  # fmt: skip
WORDED = {
    "the id": {"id": "another"},
    "the layer": {"layer": "supporting"},
    "the statement": {"statement": "We answer fast"},
    "a capital letter": {"statement": "we answer fast."},
    "one more audience": {"audience": [*FULL["audience"], "colleagues"]},
    "one audience less": {"audience": FULL["audience"][1:]},
    "the words of the condition": {"applies_when": {**FULL["applies_when"], "says": "Another."}},
    "the cel of the condition": {"applies_when": {**FULL["applies_when"], "cel": 'subject.plan  == "enterprise"'}},
    "a term's measure": {"terms": [{"measure": "second answer", "at_most": "4h"}, *FULL["terms"][1:]]},
    "a term's bound": {"terms": [{"measure": "first answer", "at_least": "4h"}, *FULL["terms"][1:]]},
    "a term's value": {"terms": [{"measure": "first answer", "at_most": "5h"}, *FULL["terms"][1:]]},
    "a term's unit": {"terms": [{"measure": "first answer", "at_most": "240m"}, *FULL["terms"][1:]]},
    "a dropped term": {"terms": FULL["terms"][1:]},
    "a zone's words": {"zones": {**ZONES, "sales-marketing": {**ZONE, "says": "Some proposals say so."}}},
    "an entered zone": {"zones": {**ZONES, "ai-automation": {}}},
    "a zone that is left": {"zones": {**ZONES, "sales-marketing": {**ZONE, "left": {"date": "2026-01-01"}}}},
    "a zone that came back": {"zones": {**ZONES, "delivery-support": {}}},
    "the cohort": {"experiment": {**FULL["experiment"], "cohort": "41 beta customers"}},
    "the day to decide by": {"experiment": {**FULL["experiment"], "decide_by": "2026-07-01"}},
    "to whom it was made": {"legacy": {**FULL["legacy"], "made_to": "everyone"}},
    "how long it is honoured": {"legacy": {**FULL["legacy"], "honour_until": "forever"}},
}  # fmt: skip


@each_of("changes", NOT_WORDED.values(), ids=NOT_WORDED)
def test_what_is_not_in_the_wording_changes_neither(changes):
    changed = {**FULL, **changes}
    assert changed != FULL or list(changed["zones"]) != list(ZONES)
    assert (wording(changed), revision(changed)) == (wording(FULL), revision(FULL))


@each_of("changes", WORDED.values(), ids=WORDED)
def test_what_is_in_the_wording_changes_both(changes):
    changed = {**FULL, **changes}
    assert wording(changed) != wording(FULL)
    assert revision(changed) != revision(FULL)


def test_every_key_is_either_worded_or_not():
    told = {key for table in (NOT_WORDED, WORDED) for changes in table.values() for key in changes}
    assert told == set(FULL) - {"schema"}


@each_of(
    "links",
    [[], [link("most-reliable")], [link("most-reliable", R2)], [*FULL["aligned_to"], link("another")]],
)
def test_a_link_is_in_the_revision_and_not_in_the_wording(links):
    changed = {**FULL, "aligned_to": links}
    assert wording(changed) == wording(FULL)
    assert revision(changed) != revision(FULL)


def test_a_review_asks_the_dependents_in_turn():
    """Propagation is transitive by construction: what a promise records of another is in its own revision."""
    top = promise_data("top")
    for statement in ("We answer fast.", "We answer faster."):
        top["statement"] = statement
        middle = promise_data("middle", aligned_to=[link("top", revision(top))])
        bottom = promise_data("bottom", aligned_to=[link("middle", revision(middle))])
        if statement == "We answer fast.":
            first = revision(middle), revision(bottom)
    assert revision(middle) != first[0]
    assert revision(bottom) != first[1]


# --- laws ---


@st.composite
def spaced(draw, data):
    """Draw the same record with other white space in its texts, other orders and other words beside them."""

    def again(value):
        """Put other white space where there is some, and some at the ends."""
        text = re.sub(r"\s+", lambda _: draw(SPACES), value)
        return draw(st.sampled_from(["", " ", "\n "])) + text + draw(st.sampled_from(["", "\t", "\n"]))

    told = {key: again(data[key]) for key in ("title", "statement", "owner", "notes") if key in data}
    told["audience"] = draw(st.permutations([again(name) for name in data["audience"]]))
    terms = [{**term, "measure": again(term["measure"])} for term in data.get("terms", [])]
    told["terms"] = draw(st.permutations(terms))
    told["aligned_to"] = draw(st.permutations(data.get("aligned_to", [])))
    told["zones"] = {
        name: {
            **zone,
            "says": again(zone.get("says", "")),
            "surfaces": draw(st.sampled_from([[], [{"path": "z.md"}]])),
        }
        for name, zone in draw(st.permutations(list(data.get("zones", {}).items())))
    }
    if "applies_when" in data:
        words = data["applies_when"]
        told["applies_when"] = {"says": again(words.get("says", "")), "cel": f"\n {words.get('cel', '')} \n"}
    told["tags"] = draw(st.sampled_from([[], ["other"]]))
    whole = {**data, **told}
    return {key: whole[key] for key in draw(st.permutations(list(whole)))}


@pytest.mark.whole
@given(st.data())
@settings(max_examples=tries(60), deadline=None)
def test_white_space_and_order_change_neither_wording_nor_revision(data):
    before = data.draw(promises())
    after = data.draw(spaced(before))
    assert (wording(before), revision(before)) == (wording(after), revision(after))


@pytest.mark.whole
@given(promises(), promises())
@settings(max_examples=tries(60), deadline=None)
def test_a_revision_is_the_wording_and_the_links_and_nothing_else(one, other):
    pairs = [
        sorted((entry["promise"], entry.get("revision", "")) for entry in data.get("aligned_to", []))
        for data in (one, other)
    ]
    same = wording(one) == wording(other) and pairs[0] == pairs[1]
    assert (revision(one) == revision(other)) is same
    swapped = {**other, "aligned_to": one.get("aligned_to", [])}
    assert (revision(one) == revision(swapped)) is (wording(one) == wording(other))


# --- recorded revisions of real data ---


def stack_in(folder):
    paths = {
        path.relative_to(folder).as_posix(): path for path in sorted((folder / "promises").rglob("*.yaml"))
    }
    files = {name: File(name, "100644", name) for name in paths}
    return load_stack(
        Snapshot(str(folder), files, lambda ids: {one: paths[one].read_bytes() for one in ids}), {}
    )


def recorded(stack):
    found = [(entry.id, each) for entry in stack.entries.values() for each in entry.links]
    return [(identity, each) for identity, each in found if each.recorded and each.promise in stack]


needs_shared = pytest.mark.skipif(not DATA.is_dir(), reason=f"the shared data isn't here ({DATA})")


@needs_shared
def test_the_revisions_that_37signals_promises_record_are_those_computed():
    stack = stack_in(DATA / "37signals")
    assert not stack.unreadable
    links = recorded(stack)
    assert len(links) >= 20
    assert [
        (identity, each) for identity, each in links if stack.entries[each.promise].revision != each.recorded
    ] == []
    assert {link_state(stack, each) for _, each in links} <= {"current", "ended"}


@needs_shared
@pytest.mark.whole
def test_the_revisions_that_the_kep_ledger_records_are_those_computed(tmp_path):
    if shutil.which("git") is None:
        pytest.skip("git isn't installed")
    bundle, clone = DATA / "kep-ledger-2022.bundle", tmp_path / "kep-ledger"
    subprocess.run(["git", "clone", "--quiet", bundle, clone], check=True, capture_output=True)
    stack = stack_in(clone)
    assert len(stack.entries) == 442 - len(
        [one for one in stack.diagnostics if one.code == "duplicate-id"]
    ) + len(stack.ambiguous)
    assert not stack.unreadable
    links = recorded(stack)
    assert len(links) >= 400
    assert [
        (identity, each) for identity, each in links if stack.entries[each.promise].revision != each.recorded
    ] == []
