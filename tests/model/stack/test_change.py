"""What differs between two stacks: each kind of change, its near misses, and the laws of comparing (SPEC 3)."""

from datetime import date

import pytest
from builders import (
    days_in_order,
    full_promise_data,
    home,
    link,
    load,
    promise_data,
    promises,
    stack_of,
    stacks,
    written,
    written_flow,
    written_with_comments,
)
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov.model.records.promise import promise_from
from pas_gov.model.stack.change import KINDS, changes
from pas_gov.model.stack.notices import notices_added

FULL = full_promise_data()
ZONE = {"says": "Every proposal says so.", "surfaces": [{"path": "a.md"}]}
ATTESTED = {
    "wording": "w1:" + "0" * 32,
    "date": "2026-02-10",
    "by": "@acme/sales",
    "reality": "kept",
    "note": "A note.",
}
NOTICE = {"audience": "customers", "date": "2026-07-01", "says": "It ends."}
R0, R1 = "r1:" + "0" * 32, "r1:" + "1" * 32
MATERIAL, NOT_MATERIAL = True, False


def term(measure="first answer", **bound):
    return {"measure": measure, **bound}


def terms(*several):
    return {"terms": list(several)}


def zone(**parts):
    return {"zones": {"sales-marketing": {**ZONE, **parts}}}


def audience(*names):
    return {"audience": list(names)}


def notices(*several):
    return {"notices": list(several)}


def ended(status="retired", notices=(), **ending):
    whole = {
        "date": "2026-07-01",
        "why": "So.",
        "zones": {"ai-automation": {"stopped_on": "2026-07-01", "by": "@acme/ai"}},
    }
    whole |= {"superseded_by": ["more"]} if status == "superseded" else {}
    kept = {key: value for key, value in {**whole, **ending}.items() if value is not None}
    return {"status": status, "notices": list(notices), "ending": kept}


# What is said before and after (None: no such promise), exactly the kinds of it, and whether it is material.
EDITS = {
    # whether it is there, and where
    "a new promise": (None, {}, "made", MATERIAL),
    "a new promise, merely proposed": (None, {"status": "proposed"}, "made", MATERIAL),
    "a promise that disappears": ({}, None, "erased", MATERIAL),
    "a retired promise that disappears": ({"status": "retired"}, None, "erased", MATERIAL),
    # status
    "proposed to active": ({"status": "proposed"}, {}, "activated", MATERIAL),
    "active to superseded": ({}, {"status": "superseded"}, "superseded", MATERIAL),
    "active to superseded, with its ending": ({}, {"status": "superseded", "ending": {"why": "So."}}, "superseded", MATERIAL),
    "proposed to retired": ({"status": "proposed"}, {"status": "retired"}, "retired", MATERIAL),
    "active to retired, with its ending": ({}, {"status": "retired", "ending": {"why": "So."}}, "retired", MATERIAL),
    "superseded to retired": ({"status": "superseded"}, {"status": "retired"}, "retired", MATERIAL),
    "retired to superseded": ({"status": "retired"}, {"status": "superseded"}, "superseded", MATERIAL),
    "retired to active": ({"status": "retired"}, {}, "reinstated", MATERIAL),
    "superseded to proposed": ({"status": "superseded"}, {"status": "proposed"}, "reinstated", MATERIAL),
    "active to proposed": ({}, {"status": "proposed"}, "edited", MATERIAL),
    # layer: another layer is another path as well
    "another layer": ({"layer": "supporting"}, {"layer": "core"}, "moved relayered", MATERIAL),
    # statement
    "a statement that says something else": ({}, {"statement": "We answer slowly."}, "reworded", MATERIAL),
    "a statement in other capitals": ({}, {"statement": "WE ANSWER FAST."}, "reworded", MATERIAL),
    "a statement with other white space": ({}, {"statement": " We\nanswer  fast. "}, "edited", NOT_MATERIAL),
    "a statement in another normal form": ({"statement": "Caf\u00e9"}, {"statement": "Cafe\u0301"}, "edited", NOT_MATERIAL),
    # terms
    "at most more": (terms(term(at_most="4h")), terms(term(at_most="5h")), "weakened", MATERIAL),
    "at most more, in another unit": (terms(term(at_most="90m")), terms(term(at_most="2h")), "weakened", MATERIAL),
    "at most more, in weeks": (terms(term(at_most="6.5d")), terms(term(at_most="1w")), "weakened", MATERIAL),
    "at most more, in business days": (terms(term(at_most="8bh")), terms(term(at_most="3bd")), "weakened", MATERIAL),
    "at least less": (terms(term(at_least="99.9%")), terms(term(at_least="99%")), "weakened", MATERIAL),
    "a term dropped": (terms(term(at_most=8), term("b", equals=1)), terms(term(at_most=8)), "weakened", MATERIAL),
    "the only term dropped": (terms(term(equals=8)), {}, "weakened", MATERIAL),
    "at most less": (terms(term(at_most=8)), terms(term(at_most=7.9)), "strengthened", MATERIAL),
    "at least more": (terms(term(at_least="9.9%")), terms(term(at_least="10%")), "strengthened", MATERIAL),
    "at least more, below zero": (terms(term(at_least=-2)), terms(term(at_least=-1)), "strengthened", MATERIAL),
    "a term added": (terms(term(at_most=8)), terms(term(at_most=8), term("b", equals=1)), "strengthened", MATERIAL),
    "figures are compared as figures": (terms(term(at_most="9h")), terms(term(at_most="10h")), "weakened", MATERIAL),
    "one weaker, one stronger": (
        terms(term(at_most=8), term("b", at_most=8)), terms(term(at_most=9), term("b", at_most=7)),
        "weakened strengthened", MATERIAL,
    ),
    "another measure": (terms(term(at_most=8)), terms(term("b", at_most=8)), "weakened strengthened", MATERIAL),
    "equals something else": (terms(term(equals="4h")), terms(term(equals="5h")), "terms-changed", MATERIAL),
    "another bound": (terms(term(at_most="4h")), terms(term(equals="4h")), "terms-changed", MATERIAL),
    "the opposite bound": (terms(term(at_most=4)), terms(term(at_least=4)), "terms-changed", MATERIAL),
    "elapsed to business time": (terms(term(at_most="4h")), terms(term(at_most="1bd")), "terms-changed", MATERIAL),
    "a number to a percentage": (terms(term(at_most=4)), terms(term(at_most="4%")), "terms-changed", MATERIAL),
    "a number to a time": (terms(term(at_most=4)), terms(term(at_most="4s")), "terms-changed", MATERIAL),
    "the same in another unit": (terms(term(at_most="60m")), terms(term(at_most="1h")), "edited", MATERIAL),
    "the same, exactly": (terms(term(at_most="0.1h")), terms(term(at_most="6m")), "edited", MATERIAL),
    "equals the same in another unit": (terms(term(equals="7d")), terms(term(equals="1w")), "edited", MATERIAL),
    "the same in more digits": (terms(term(at_least="99.9%")), terms(term(at_least="99.90%")), "edited", MATERIAL),
    "terms in another order": (
        terms(term(at_most=8), term("b", at_most=8)), terms(term("b", at_most=8), term(at_most=8)), "edited", NOT_MATERIAL,
    ),
    "a measure with other white space": (terms(term("a b", at_most=8)), terms(term("a  b ", at_most=8)), "edited", NOT_MATERIAL),
    # audience
    "one audience less": (audience("a", "b"), audience("a"), "narrowed", MATERIAL),
    "one audience more": (audience("a"), audience("b", "a"), "widened", MATERIAL),
    "another audience": (audience("a"), audience("b"), "narrowed widened", MATERIAL),
    "an audience in another order": (audience("a", "b"), audience("b", "a"), "edited", NOT_MATERIAL),
    "an audience with other white space": (audience("a b"), audience(" a\nb"), "edited", NOT_MATERIAL),
    # condition
    "other words of a condition": ({"applies_when": {"says": "A."}}, {"applies_when": {"says": "B."}}, "condition-changed", MATERIAL),
    "another cel": ({"applies_when": {"cel": "a"}}, {"applies_when": {"cel": "b"}}, "condition-changed", MATERIAL),
    "cel with other white space inside": (
        {"applies_when": {"cel": "a == 'b'"}}, {"applies_when": {"cel": "a  == 'b'"}}, "condition-changed", MATERIAL,
    ),
    "a condition put": ({}, {"applies_when": {"says": "A."}}, "condition-changed", MATERIAL),
    "a condition taken": ({"applies_when": {"cel": "a"}}, {}, "condition-changed", MATERIAL),
    "another cohort": ({"experiment": {"cohort": "40"}}, {"experiment": {"cohort": "41"}}, "condition-changed", MATERIAL),
    "made to others": ({"legacy": {"made_to": "a"}}, {"legacy": {"made_to": "b"}}, "condition-changed", MATERIAL),
    "cel with other white space around": ({"applies_when": {"cel": "a"}}, {"applies_when": {"cel": " a\n"}}, "edited", NOT_MATERIAL),
    "words of a condition with other white space": (
        {"applies_when": {"says": "A b."}}, {"applies_when": {"says": "A  b."}}, "edited", NOT_MATERIAL,
    ),
    "where a legacy lives": ({"legacy": {"lives_in": ["a"]}}, {"legacy": {"lives_in": ["b"]}}, "edited", NOT_MATERIAL),
    # zones
    "a zone entered": ({}, zone(), "zone-entered", MATERIAL),
    "a zone that says nothing entered": ({}, {"zones": {"ai-automation": {}}}, "zone-entered", MATERIAL),
    "a zone removed": (zone(), {}, "zone-left", MATERIAL),
    "a zone left": (zone(), zone(left={"date": "2026-01-01"}), "zone-left", MATERIAL),
    "a zone that comes back": (zone(left={"date": "2026-01-01"}), zone(), "zone-entered", MATERIAL),
    "a zone instead of another": (
        {"zones": {"ai-automation": {}}}, {"zones": {"delivery-support": {}}}, "zone-entered zone-left", MATERIAL,
    ),
    "a zone that had left removed": (zone(left={"date": "2026-01-01"}), {}, "edited", NOT_MATERIAL),
    "a zone recorded as left": ({}, zone(left={"date": "2026-01-01"}), "edited", NOT_MATERIAL),
    "another day of leaving": (zone(left={"date": "2026-01-01"}), zone(left={"date": "2026-01-02"}), "edited", NOT_MATERIAL),
    "a zone says something else": (zone(), zone(says="Some proposals say so."), "zone-reworded", MATERIAL),
    "a zone begins to say something": ({"zones": {"ai-automation": {}}}, {"zones": {"ai-automation": {"says": "A."}}}, "zone-reworded", MATERIAL),
    "a zone says it with other white space": (zone(), zone(says="Every  proposal says so."), "edited", NOT_MATERIAL),
    "another surface": (zone(), zone(surfaces=[{"path": "b.md"}]), "edited", NOT_MATERIAL),
    # attestations
    "an attestation": (zone(), zone(attested=ATTESTED), "attested", NOT_MATERIAL),
    "a later attestation": (zone(attested=ATTESTED), zone(attested={**ATTESTED, "date": "2026-05-01"}), "attested", NOT_MATERIAL),
    "another reality": (zone(attested=ATTESTED), zone(attested={**ATTESTED, "reality": "broken"}), "attested", NOT_MATERIAL),
    "a new zone with an attestation": ({}, zone(attested=ATTESTED), "zone-entered attested", MATERIAL),
    "an attestation taken back": (zone(attested=ATTESTED), zone(), "edited", NOT_MATERIAL),
    "an attestation with other white space": (
        zone(attested=ATTESTED), zone(attested={**ATTESTED, "note": "A  note. "}), "edited", NOT_MATERIAL,
    ),
    # periods
    "decided later": ({"experiment": {"decide_by": "2026-01-01"}}, {"experiment": {"decide_by": "2026-01-02"}}, "extended", MATERIAL),
    "decided earlier": ({"experiment": {"decide_by": "2026-01-02"}}, {"experiment": {"decide_by": "2026-01-01"}}, "shortened", MATERIAL),
    "honoured longer": ({"legacy": {"honour_until": "2026-01-01"}}, {"legacy": {"honour_until": "2027-01-01"}}, "extended", MATERIAL),
    "honoured forever": ({"legacy": {"honour_until": "9999-12-31"}}, {"legacy": {"honour_until": "forever"}}, "extended", MATERIAL),
    "honoured forever no more": (
        {"legacy": {"honour_until": "forever"}}, {"legacy": {"honour_until": "9999-12-31"}}, "shortened", MATERIAL,
    ),
    "honoured shorter": ({"legacy": {"honour_until": "2027-01-01"}}, {"legacy": {"honour_until": "2026-12-31"}}, "shortened", MATERIAL),
    "an experiment that had begun starts later": (
        {"experiment": {"started": "2026-01-01"}}, {"experiment": {"started": "2026-01-02"}}, "extended", NOT_MATERIAL,
    ),
    "an experiment that had begun starts earlier": (
        {"experiment": {"started": "2026-01-02"}}, {"experiment": {"started": "2026-01-01"}}, "edited", NOT_MATERIAL,
    ),
    "an experiment that is merely proposed starts later": (
        {"status": "proposed", "experiment": {"started": "2026-01-01"}},
        {"status": "proposed", "experiment": {"started": "2026-01-02"}}, "edited", NOT_MATERIAL,
    ),
    "an experiment loses its start": ({"experiment": {"started": "2026-01-01"}}, {}, "edited", NOT_MATERIAL),
    "an experiment gets a start": ({}, {"experiment": {"started": "2026-01-01"}}, "edited", NOT_MATERIAL),
    # the ending of a promise that had ended
    "another last day": (ended(), ended(date="2026-07-02"), "ending-changed", NOT_MATERIAL),
    "no last day any more": (ended(), ended(date=None), "ending-changed", NOT_MATERIAL),
    "another successor": (ended("superseded"), ended("superseded", superseded_by=["other"]), "ending-changed", NOT_MATERIAL),
    "successors in another order": (
        ended("superseded", superseded_by=["a", "b"]), ended("superseded", superseded_by=["b", "a"]), "edited", NOT_MATERIAL,
    ),
    "a zone stops on another day": (ended(), ended(zones={"ai-automation": {"stopped_on": "2026-07-02"}}), "ending-changed", NOT_MATERIAL),
    "a zone's stop taken away": (ended(), ended(zones=None), "ending-changed", NOT_MATERIAL),
    "a zone's stop with other white space": (
        ended(), ended(zones={"ai-automation": {"stopped_on": "2026-07-01", "by": "@acme/ai "}}), "edited", NOT_MATERIAL,
    ),
    "a day and a reason": (ended(), ended(date="2026-07-02", why="Thus."), "ending-changed edited", NOT_MATERIAL),
    "who decided an ending": (ended(), ended(decided_by="@acme/board"), "edited", NOT_MATERIAL),
    "a notice of an ending taken away": (ended(notices=[NOTICE]), ended(), "ending-changed", NOT_MATERIAL),
    "a notice of an ending says something else": (
        ended(notices=[NOTICE]), ended(notices=[{**NOTICE, "says": "Stay."}]), "ending-changed", NOT_MATERIAL,
    ),
    "a notice of an ending on another day": (
        ended(notices=[NOTICE]), ended(notices=[{**NOTICE, "date": "2026-07-03"}]), "ending-changed", NOT_MATERIAL,
    ),
    "a notice of an ending with other white space": (
        ended(notices=[NOTICE]), ended(notices=[{**NOTICE, "says": "It  ends."}]), "edited", NOT_MATERIAL,
    ),
    "one more notice of an ending": (ended(), ended(notices=[NOTICE]), "noticed", NOT_MATERIAL),
    "superseded to retired, on another day": (
        ended("superseded"), ended(date="2026-07-02", superseded_by=["more"]), "retired ending-changed", MATERIAL,
    ),
    "a promise that goes on changes the day of its ending": (
        {"ending": {"date": "2026-07-01"}}, {"ending": {"date": "2026-07-02"}}, "edited", NOT_MATERIAL,
    ),
    "a promise is reinstated, and its ending goes": (ended(), {}, "reinstated edited", MATERIAL),
    # owner
    "another owner": ({}, {"owner": "@acme/sales"}, "reowned", NOT_MATERIAL),
    "an owner with other white space": ({}, {"owner": " @acme/support"}, "edited", NOT_MATERIAL),
    # links
    "a link added": ({}, {"aligned_to": [link("x")]}, "realigned", NOT_MATERIAL),
    "a link dropped": ({"aligned_to": [link("x"), link("y")]}, {"aligned_to": [link("y")]}, "realigned", NOT_MATERIAL),
    "a link to another": ({"aligned_to": [link("x", R0)]}, {"aligned_to": [link("y", R0)]}, "realigned", NOT_MATERIAL),
    "a newly recorded revision": ({"aligned_to": [link("x", R0)]}, {"aligned_to": [link("x", R1)]}, "realigned", NOT_MATERIAL),
    "a review of the same revision": (
        {"aligned_to": [link("x", R0)]}, {"aligned_to": [link("x", R0, date="2026-01-01")]}, "realigned", NOT_MATERIAL,
    ),
    "links in another order": (
        {"aligned_to": [link("x"), link("y")]}, {"aligned_to": [link("y"), link("x")]}, "edited", NOT_MATERIAL,
    ),
    "a link's note with other white space": (
        {"aligned_to": [link("x", note="A b.")]}, {"aligned_to": [link("x", note=" A  b.")]}, "edited", NOT_MATERIAL,
    ),
    # notices
    "a first notice": ({}, notices(NOTICE), "noticed", NOT_MATERIAL),
    "another notice": (notices(NOTICE), notices(NOTICE, {**NOTICE, "audience": "partners"}), "noticed", NOT_MATERIAL),
    "another notice to the same audience": (notices(NOTICE), notices(NOTICE, {**NOTICE, "date": "2026-08-01"}), "noticed", NOT_MATERIAL),
    "an altered notice": (notices(NOTICE), notices({**NOTICE, "date": "2026-08-01"}), "edited", NOT_MATERIAL),
    "a notice taken away": (notices(NOTICE), {}, "edited", NOT_MATERIAL),
    "a notice with other white space": (notices(NOTICE), notices({**NOTICE, "says": " It  ends."}), "edited", NOT_MATERIAL),
    "the same notice again": (notices(NOTICE), notices(NOTICE, NOTICE), "edited", NOT_MATERIAL),
    "notices in another order": (
        notices(NOTICE, {**NOTICE, "audience": "partners"}), notices({**NOTICE, "audience": "partners"}, NOTICE), "edited", NOT_MATERIAL,
    ),
    "one altered and one added": (
        notices(NOTICE), notices({**NOTICE, "says": "It stays."}, {**NOTICE, "date": "2026-09-01"}), "noticed edited", NOT_MATERIAL,
    ),
    # the rest of the record
    "another title": ({}, {"title": "Slow support"}, "edited", NOT_MATERIAL),
    "another origin": ({}, {"made": {"date": "2025-02-01", "source": "Minutes"}}, "edited", NOT_MATERIAL),
    "another day of review": ({}, {"review_by": "2027-01-01"}, "edited", NOT_MATERIAL),
    "another tag": ({}, {"tags": ["a"]}, "edited", NOT_MATERIAL),
    "other notes": ({"notes": "A."}, {"notes": "A. "}, "edited", NOT_MATERIAL),
    "an indicator dropped": ({"indicators": FULL["indicators"]}, {}, "edited", NOT_MATERIAL),
    "an ending while it is active": ({}, {"ending": {"why": "So."}}, "edited", NOT_MATERIAL),
    "an ending rewritten": (
        {"status": "retired", "ending": {"why": "So."}}, {"status": "retired", "ending": {"why": "Thus."}}, "edited", NOT_MATERIAL,
    ),
    "many things at once": (
        {"status": "proposed", **audience("a"), **zone(), **terms(term(at_most=1))},
        {"statement": "We answer.", "owner": "me", **audience("b"), **zone(says="No."), **terms(term(at_most=2))},
        "activated reworded weakened narrowed widened zone-reworded reowned", MATERIAL,
    ),
}  # fmt: skip
MOVES = {
    "another folder": ("promises/core/a.yaml", "promises/legacy/a.yaml"),
    "another ending": ("promises/core/a.yaml", "promises/core/a.yml"),
    "another case": ("promises/core/a.yaml", "promises/core/A.yaml"),
}


def stack(data):
    return stack_of() if data is None else stack_of(promise_data(**data))


def told(before, after):
    return [(change.id, change.kinds, change.material) for change in changes(before, after)]


def in_order(kinds):
    return tuple(kind for kind in KINDS if kind in kinds.split())


@each_of(("before", "after", "kinds", "material"), EDITS.values(), ids=EDITS)
def test_an_edit_has_exactly_these_kinds(before, after, kinds, material):
    assert told(stack(before), stack(after)) == [("fast-support", in_order(kinds), material)]


@each_of("kind", KINDS)
def test_every_kind_is_reached_by_some_edit_and_missed_by_a_near_one(kind):
    """The near misses of a kind are the other edits of the same part; here: it isn't given to everything."""
    reached = [kinds for *_, kinds, _ in EDITS.values() if kind in kinds.split()]
    assert reached
    assert len(reached) < len(EDITS) / 2


@each_of(
    ("today", "kind"),
    {"2026-02-28": "edited", "2026-03-01": "extended", "2026-03-02": "extended"}.items(),
)
def test_a_start_is_put_off_without_extending_until_its_day_has_come(today, kind):
    before, after = ({"experiment": {"started": day}} for day in ("2026-03-01", "2026-04-01"))
    found = changes(stack(before), stack(after), today=date.fromisoformat(today))
    assert [change.kinds for change in found] == [(kind,)]


def test_the_edits_name_kinds_that_there_are():
    assert {kind for *_, kinds, _ in EDITS.values() for kind in kinds.split()} == set(KINDS)


@each_of(("before", "after"), MOVES.values(), ids=MOVES)
def test_the_same_record_at_another_path_moved_and_nothing_more(before, after):
    data = promise_data("a")
    assert told(load({before: data}), load({after: data})) == [("a", ("moved",), NOT_MATERIAL)]


def test_a_move_with_an_edit_is_both():
    before = load({"promises/core/a.yaml": promise_data("a")})
    after = load({"promises/core/b.yaml": promise_data("a", statement="We answer.")})
    assert told(before, after) == [("a", ("moved", "reworded"), MATERIAL)]


def test_an_id_given_to_another_record_is_a_change_of_that_promise():
    """Identity is the id inside, never the path."""
    before = load(
        {"promises/core/a.yaml": promise_data("a"), "promises/core/b.yaml": promise_data("b", title="B")}
    )
    after = load(
        {"promises/core/a.yaml": promise_data("b", title="B"), "promises/core/b.yaml": promise_data("a")}
    )
    assert told(before, after) == [("a", ("moved",), NOT_MATERIAL), ("b", ("moved",), NOT_MATERIAL)]
    renamed = load(
        {"promises/core/a.yaml": promise_data("c"), "promises/core/b.yaml": promise_data("b", title="B")}
    )
    assert told(before, renamed) == [("a", ("erased",), MATERIAL), ("c", ("made",), MATERIAL)]


@each_of(
    "after",
    [
        "# why\n\n" + written(FULL),
        written_with_comments(FULL),
        written_flow(FULL),
        "\ufeff" + written(FULL).replace("\n", "\r\n"),
        written(dict(reversed(FULL.items()))),
        written({**FULL, "zones": dict(reversed(FULL["zones"].items()))}),
        written(FULL).replace('"We answer fast."', "We answer fast."),
        written(FULL).replace(' "We answer fast."', " |-\n  We answer fast."),
        written(FULL).replace("at_most: 8", "at_most: 0x8"),
    ],
    ids=[
        "comment",
        "comments",
        "flow",
        "line ends",
        "keys",
        "zones",
        "quotes",
        "block scalar",
        "hexadecimal",
    ],
)
def test_comments_and_layout_are_no_change(after):
    path = home(FULL)
    before = written(FULL)
    assert after != before
    assert told(load({path: before}), load({path: after})) == []
    assert FULL["id"] in load({path: after})


def test_an_absent_part_and_an_empty_one_are_the_same_record():
    empty = promise_data(
        terms=[],
        aligned_to=[],
        zones={},
        notices=[],
        tags=[],
        notes="",
        applies_when={},
        experiment={},
        legacy={},
    )
    assert told(stack_of(promise_data()), stack_of(empty)) == []


def test_a_change_holds_the_promise_before_and_after():
    before, after = (
        stack_of(promise_data("a"), promise_data("b")),
        stack_of(promise_data("b", title="Bold"), promise_data("c")),
    )
    erased, edited, made = changes(before, after)
    assert (erased.before, erased.after, erased.entry) == (before.get("a"), None, before.get("a"))
    assert (edited.before, edited.after, edited.entry) == (before.get("b"), after.get("b"), after.get("b"))
    assert (made.before, made.after, made.entry) == (None, after.get("c"), after.get("c"))


# --- notices ---

PARTNERS = {**NOTICE, "audience": "partners"}
LATER = {**NOTICE, "date": "2026-08-01"}
ADDED = {
    "the first": ([], [NOTICE], [NOTICE]),
    "none": ([NOTICE], [NOTICE], []),
    "to another audience": ([NOTICE], [NOTICE, PARTNERS], [PARTNERS]),
    "put first": ([NOTICE], [PARTNERS, NOTICE], [PARTNERS]),
    "a second one": ([NOTICE], [NOTICE, LATER], [LATER]),
    "two at once, in their order": ([NOTICE], [LATER, NOTICE, PARTNERS], [LATER, PARTNERS]),
    "an altered date": ([NOTICE], [LATER], []),
    "an altered text": ([NOTICE], [{**NOTICE, "says": "It stays."}], []),
    "white space": ([NOTICE], [{**NOTICE, "audience": " customers ", "says": "It  ends."}], []),
    "the same again": ([NOTICE], [NOTICE, NOTICE], []),
    "removed": ([NOTICE, PARTNERS], [PARTNERS], []),
    "altered beside one to another audience": ([NOTICE], [LATER, PARTNERS], [PARTNERS]),
    "one of two altered": ([NOTICE, PARTNERS], [LATER, PARTNERS], []),
    "altered, and one added below": ([NOTICE], [LATER, {**NOTICE, "date": "2026-09-01"}], [{**NOTICE, "date": "2026-09-01"}]),
}  # fmt: skip


@each_of(("before", "after", "added"), ADDED.values(), ids=ADDED)
def test_new_notices_are_those_that_an_audience_gained_and_no_altered_ones(before, after, added):
    earlier, later = (promise_from(promise_data(notices=several)) for several in (before, after))
    found = [
        (notice.audience, notice.date.isoformat(), notice.says) for notice in notices_added(earlier, later)
    ]
    assert found == [(notice["audience"], notice["date"], notice["says"]) for notice in added]


def test_all_notices_of_a_new_promise_are_new():
    later = promise_from(promise_data(notices=[NOTICE, PARTNERS]))
    assert notices_added(None, later) == later.notices
    assert later.notices[0].date == date(2026, 7, 1)


# --- laws ---

WORDING_KINDS = {
    "made", "erased", "activated", "superseded", "retired", "reinstated", "relayered", "reworded", "weakened", "strengthened",
    "terms-changed", "narrowed", "widened", "condition-changed", "zone-entered", "zone-left", "zone-reworded",
    "shortened",
}  # fmt: skip
MIRRORS = {
    "made": "erased", "narrowed": "widened", "weakened": "strengthened", "zone-entered": "zone-left", "extended": "shortened",
    **{kind: kind for kind in ("moved", "relayered", "reworded", "terms-changed", "condition-changed", "zone-reworded",
                               "reowned", "realigned")},
}  # fmt: skip
MIRRORS |= {other: kind for kind, other in MIRRORS.items()}


@st.composite
def edits(draw):
    """Draw two stacks that share most of what they say: the second is the first with parts of other promises."""
    before = draw(stacks())
    after = []
    for data in before:
        fate = draw(st.sampled_from(["kept", "kept", "edited", "edited", "edited", "erased"]))
        if fate == "edited":
            other = draw(promises(st.just(data["id"])))
            taken = draw(st.lists(st.sampled_from(sorted(other)), min_size=1, max_size=3))
            after.append(days_in_order({**data, **{key: other[key] for key in taken}}))
        elif fate == "kept":
            after.append(data)
    known = {data["id"] for data in before}
    return before, [*after, *(data for data in draw(stacks()) if data["id"] not in known)]


def layouts(data):
    return st.sampled_from([written, written_flow, written_with_comments]).flatmap(
        lambda write: st.permutations(list(data)).map(lambda keys: write({key: data[key] for key in keys}))
    )


@pytest.mark.whole
@given(stacks(), st.data())
@settings(max_examples=tries(40), deadline=None)
def test_there_is_no_change_from_a_stack_to_itself_however_it_is_laid_out(several, data):
    before = stack_of(*several)
    assert changes(before, before) == ()
    again = {home(one): data.draw(layouts(one)) for one in data.draw(st.permutations(several))}
    after = load(again)
    assert after.entries.keys() == before.entries.keys()
    assert changes(before, after) == ()


@given(edits())
@settings(max_examples=tries(80), deadline=None)
@pytest.mark.whole
def test_the_laws_of_a_change(pair):
    before, after = (stack_of(*several) for several in pair)
    found = changes(before, after)
    every_difference_is_a_change_and_nothing_else_is(before, after, {change.id for change in found})
    a_change_back_mirrors_it(found, changes(after, before))
    for change in found:
        assert change.kinds == tuple(kind for kind in KINDS if kind in change.kinds) != ()
        what_is_material_says_something_else(change)


def every_difference_is_a_change_and_nothing_else_is(before, after, changed):
    for identity in before.entries.keys() | after.entries.keys():
        one, other = before.get(identity), after.get(identity)
        same = (
            one is not None and other is not None and one.path == other.path and one.promise == other.promise
        )
        assert (identity not in changed) is same


def a_change_back_mirrors_it(there, back):
    assert [change.id for change in there] == [change.id for change in back]
    for one, other in zip(there, back, strict=True):
        assert one.material is other.material
        mirrored = MIRRORS.keys() - ({"extended", "shortened"} if starts_on_another_day(one) else set())
        assert {MIRRORS[kind] for kind in one.kinds if kind in mirrored} == {
            kind for kind in other.kinds if kind in mirrored
        }


def starts_on_another_day(change):
    """A later start extends an experiment; an earlier one doesn't shorten it, as its decision stays where it is."""
    both = change.before is not None and change.after is not None
    return both and change.before.promise.experiment.started != change.after.promise.experiment.started


def what_is_material_says_something_else(change):
    both = change.before is not None and change.after is not None
    kept = both and (change.before.wording, change.before.status) == (
        change.after.wording,
        change.after.status,
    )
    assert change.material is not kept
    if not change.material:
        assert not set(change.kinds) & WORDING_KINDS


@pytest.mark.whole
@given(stacks().filter(bool), st.data())
@settings(max_examples=tries(40), deadline=None)
def test_an_edit_of_white_space_or_title_is_no_new_revision(several, data):
    index = data.draw(st.integers(0, len(several) - 1))
    key = data.draw(st.sampled_from(["title", "statement", "owner", "notes"]))
    text = several[index].get(key, "")
    edited = {**several[index], key: text + "\n " if key != "title" else "Another title"}
    before, after = stack_of(*several), stack_of(*several[:index], edited, *several[index + 1 :])
    (change,) = changes(before, after)
    assert change.material is False
    assert change.before.revision == change.after.revision
    assert change.kinds == ("edited",) or (key == "notes" and not text.strip())


@given(stacks(), st.permutations(["1", "2", "3", "4"]))
@settings(max_examples=tries(30), deadline=None)
def test_the_order_in_which_files_stand_never_matters(several, names):
    """Under any names the same promises are the same stack: only the paths differ."""
    before = stack_of(*several)
    after = load({f"promises/{name}.yaml": data for name, data in zip(names, several, strict=False)})
    assert list(after.entries) == sorted(data["id"] for data in several)
    assert {(change.kinds, change.material) for change in changes(before, after)} <= {
        (("moved",), NOT_MATERIAL)
    }
    told = [
        sorted(one.message for one in stack.diagnostics if one.code.startswith("cycle"))
        for stack in (before, after)
    ]
    assert told[0] == told[1]
