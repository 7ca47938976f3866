"""Links between promises: their state, whom a change asks, cycles, and ways from one to another (SPEC 2, 4)."""

import itertools

import pytest
from builders import entry_of, link, load, promise_data, stack_of
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov.model.stack.cycles import cycle_diagnostics, cycles
from pas_gov.model.stack.dependents import dependency_paths, nearest_changed
from pas_gov.model.stack.entry import Link
from pas_gov.model.stack.stack import link_state, predecessors, reverse_links, with_all_dependents
from pas_gov.model.stack.transition import before_alone, link_facts, transition

TOP = promise_data("top")
R_TOP = entry_of(TOP).revision
REWORDED = promise_data("top", statement="We answer at once.")
R_REWORDED = entry_of(REWORDED).revision
OLD = "r1:" + "0" * 32


def below(*links, **changes):
    return promise_data("below", layer="supporting", aligned_to=list(links), **changes)


def linked(graph, **changes):
    """A stack of promises, each aligned to those named."""
    return stack_of(
        *(promise_data(one, aligned_to=[link(each) for each in graph[one]], **changes) for one in graph)
    )


# --- the state of an alignment in one stack ---

STATES = {
    "current": (TOP, link("top", R_TOP)),
    "stale": (TOP, link("top", OLD)),
    "unreviewed": (TOP, link("top")),
    "missing": (TOP, link("nowhere", R_TOP)),
    "ended": (promise_data("top", status="retired"), link("top", R_TOP)),
}


@each_of(("expected", "target", "written"), [(name, *both) for name, both in STATES.items()], ids=STATES)
def test_the_state_of_an_alignment(expected, target, written):
    stack = stack_of(target, below(written))
    (one,) = stack.entries["below"].links
    assert link_state(stack, one) == expected


@each_of(
    ("status", "recorded", "expected"),
    [
        ("superseded", "", "ended"), ("superseded", OLD, "ended"), ("retired", "", "ended"),
        ("proposed", R_TOP, "current"), ("proposed", OLD, "stale"), ("proposed", "", "unreviewed"),
    ],
)  # fmt: skip
def test_an_end_is_told_before_a_review_and_a_proposal_is_reviewed_like_any(status, recorded, expected):
    assert link_state(stack_of(promise_data("top", status=status)), Link("top", recorded)) == expected


def test_a_title_edit_leaves_a_link_current_and_a_new_wording_makes_it_stale():
    written = link("top", R_TOP)
    assert (
        link_state(stack_of(promise_data("top", title="Other", owner="me")), Link("top", written["revision"]))
        == "current"
    )
    assert link_state(stack_of(REWORDED), Link("top", written["revision"])) == "stale"


def test_a_wording_in_the_place_of_a_revision_is_not_current():
    assert link_state(stack_of(TOP), Link("top", entry_of(TOP).wording)) == "stale"


# --- alignments in a change: state, was, affected ---

NOTHING = "no such fact"


def facts(before, after, identity="below"):
    """(state, was, affected, index) of each alignment of a promise, by its target."""
    change = transition(stack_of(*before), stack_of(*after))
    found = list(link_facts(change, change.after.entries[identity]))
    assert len({one.written.promise for one in found}) == len(found)
    return {one.written.promise: (one.state, one.was, one.affected, one.index) for one in found}


ASKED, NOT_ASKED = True, False
CURRENT, STALE = link("top", R_TOP), link("top", OLD)
AFFECTED = {
    # affected, for each reason
    "the target was reworded": ([TOP, below(CURRENT)], [REWORDED, below(CURRENT)], ("stale", "current", ASKED, 0)),
    "the target was reworded and the link reviewed": (
        [TOP, below(CURRENT)], [REWORDED, below(link("top", R_REWORDED))], ("current", "current", ASKED, 0),
    ),
    "a link of the target changed its revision": (
        [TOP, below(CURRENT)], [promise_data("top", aligned_to=[link("x")]), below(CURRENT)], ("stale", "current", ASKED, 0),
    ),
    "a stale link's target was reworded again": ([TOP, below(STALE)], [REWORDED, below(STALE)], ("stale", "stale", ASKED, 0)),
    "the target was retired": ([TOP, below(CURRENT)], [{**TOP, "status": "retired"}, below(CURRENT)], ("ended", "current", ASKED, 0)),
    "the target became active": ([{**TOP, "status": "proposed"}, below(CURRENT)], [TOP, below(CURRENT)], ("current", "current", ASKED, 0)),
    "the target disappeared": ([TOP, below(CURRENT)], [below(CURRENT)], ("missing", "current", ASKED, 0)),
    "the target appeared": ([below(STALE)], [TOP, below(STALE)], ("stale", "missing", ASKED, 0)),
    "the link was added": ([TOP, below()], [TOP, below(CURRENT)], ("current", "", ASKED, 0)),
    "the link was added unreviewed": ([TOP, below()], [TOP, below(link("top"))], ("unreviewed", "", ASKED, 0)),
    "the link was edited": ([TOP, below(STALE)], [TOP, below(CURRENT)], ("current", "stale", ASKED, 0)),
    "the link's review was edited": ([TOP, below(STALE)], [TOP, below({**STALE, "note": "Fine."})], ("stale", "stale", ASKED, 0)),
    "the promise is new": ([TOP], [TOP, below(STALE)], ("stale", "", ASKED, 0)),
    "the promise is new and proposed": ([TOP], [TOP, below(STALE, status="proposed")], ("stale", "", ASKED, 0)),
    "the promise is newly active": ([TOP, below(STALE, status="proposed")], [TOP, below(STALE)], ("stale", "stale", ASKED, 0)),
    "the promise is active again": ([TOP, below(STALE, status="retired")], [TOP, below(STALE)], ("stale", "stale", ASKED, 0)),
    # near misses
    "nothing happened": ([TOP, below(STALE)], [TOP, below(STALE)], ("stale", "stale", NOT_ASKED, 0)),
    "the target has another title": ([TOP, below(STALE)], [{**TOP, "title": "X"}, below(STALE)], ("stale", "stale", NOT_ASKED, 0)),
    "the promise was reworded": ([TOP, below(STALE)], [TOP, below(STALE, statement="X")], ("stale", "stale", NOT_ASKED, 0)),
    "the promise was retired": ([TOP, below(STALE)], [TOP, below(STALE, status="retired")], ("stale", "stale", NOT_ASKED, 0)),
    "the promise is proposed again": ([TOP, below(STALE)], [TOP, below(STALE, status="proposed")], ("stale", "stale", NOT_ASKED, 0)),
    "another target was reworded": (
        [TOP, promise_data("x"), below(STALE)], [TOP, promise_data("x", statement="X"), below(STALE)], ("stale", "stale", NOT_ASKED, 0),
    ),
    "the target is missing as before": ([below(STALE)], [below(STALE, title="X")], ("missing", "missing", NOT_ASKED, 0)),
    "links changed their order": (
        [TOP, below(STALE, link("x"))], [TOP, below(link("x"), STALE)], ("stale", "stale", NOT_ASKED, 1),
    ),
    "another link was added": ([TOP, below(STALE)], [TOP, below(link("x"), STALE)], ("stale", "stale", NOT_ASKED, 1)),
    # dropped
    "dropped while the target was reworded": ([TOP, below(CURRENT)], [REWORDED, below()], ("dropped", "current", ASKED, None)),
    "a stale link dropped while the target was reworded": ([TOP, below(STALE)], [REWORDED, below()], ("dropped", "stale", ASKED, None)),
    "dropped while the target became active": (
        [{**TOP, "status": "proposed"}, below(CURRENT)], [TOP, below()], ("dropped", "current", ASKED, None),
    ),
    "replaced by a link to another while the target was reworded": (
        [TOP, below(CURRENT)], [REWORDED, below(link("x"))], ("dropped", "current", ASKED, None),
    ),
    "dropped, and the target as it was": ([TOP, below(CURRENT)], [TOP, below()], NOTHING),
    "dropped while the target got another title": ([TOP, below(CURRENT)], [{**TOP, "title": "X"}, below()], NOTHING),
    "dropped while the target was retired": ([TOP, below(CURRENT)], [{**TOP, "status": "retired"}, below()], NOTHING),
    "dropped while the target was reworded and retired": ([TOP, below(CURRENT)], [{**REWORDED, "status": "retired"}, below()], NOTHING),
    "dropped while the target is proposed": (
        [{**TOP, "status": "proposed"}, below(CURRENT)], [{**REWORDED, "status": "proposed"}, below()], NOTHING,
    ),
    "dropped while the target disappeared": ([TOP, below(CURRENT)], [below()], NOTHING),
    "never there": ([TOP, below()], [REWORDED, below()], NOTHING),
}  # fmt: skip


@each_of(("before", "after", "expected"), AFFECTED.values(), ids=AFFECTED)
def test_whether_a_change_asks_for_a_review_of_a_link(before, after, expected):
    assert facts(before, after).get("top", NOTHING) == expected


def test_every_state_is_reached_in_a_change():
    assert {row[2][0] for row in AFFECTED.values() if row[2] != NOTHING} == {"dropped", *STATES}


def test_the_facts_of_a_link_hold_what_is_written_and_its_target():
    before, after = (
        stack_of(TOP, below(CURRENT)),
        stack_of(REWORDED, below({**STALE, "note": "N.", "by": "me"})),
    )
    change = transition(before, after)
    (one,) = link_facts(change, change.after.entries["below"])
    assert (one.written.note, one.written.by, one.written.revision) == ("N.", "me", OLD)
    assert one.target is after.get("top")


def test_a_missing_target_is_the_promise_that_it_last_was():
    before = stack_of(TOP, below(CURRENT))
    gone, never = (transition(one, stack_of(below(CURRENT))) for one in (before, stack_of(below(CURRENT))))
    (last,) = link_facts(gone, gone.after.entries["below"])
    (none,) = link_facts(never, never.after.entries["below"])
    assert (last.target, none.target) == (before.get("top"), None)


def test_a_dropped_link_is_told_after_those_kept_as_it_was_written():
    before = stack_of(TOP, below({**CURRENT, "note": "N."}, link("x")))
    change = transition(before, stack_of(REWORDED, below(link("x"))))
    kept, dropped = link_facts(change, change.after.entries["below"])
    assert (kept.written.promise, kept.index, dropped.written.note) == ("x", 0, "N.")
    assert dropped.target is change.after.get("top")


def test_of_a_stack_as_it_stood_every_link_is_asked_and_none_was_dropped():
    change = before_alone(transition(stack_of(TOP, below(STALE)), stack_of(REWORDED, below())))
    (one,) = link_facts(change, change.after.entries["below"])
    assert (one.state, one.was, one.affected, one.index) == ("stale", "stale", True, 0)


def test_a_link_of_a_record_that_became_unreadable_stands_as_it_was():
    before = stack_of(TOP, below(CURRENT))
    after = load(
        {"promises/core/top.yaml": REWORDED, "promises/supporting/below.yaml": {**below(), "status": "x"}}
    )
    change = transition(before, after)
    (one,) = link_facts(change, change.after.entries["below"])
    assert (one.state, one.was, one.affected) == ("stale", "current", True)


# --- who is in question ---

# c -> b -> a, d -> b, e -> nowhere, x -> x, f alone
REACH = {"a": [], "b": ["a"], "c": ["b"], "d": ["b", "f"], "e": ["nowhere"], "f": [], "x": ["x"]}


@each_of(
    ("targets", "expected"),
    [
        ("a", "a b c d"), ("b", "b c d"), ("c", "c"), ("f", "d f"), ("nowhere", "e nowhere"), ("x", "x"), ("a f", "a b c d f"),
        ("", ""), ("unheard-of", "unheard-of"),
    ],
)  # fmt: skip
def test_what_reaches_a_promise(targets, expected):
    assert with_all_dependents(linked(REACH), frozenset(targets.split())) == frozenset(expected.split())


def test_links_and_successions_are_derived_from_the_one_side_that_is_stored():
    stack = linked(REACH)
    assert reverse_links(stack) == {"a": ("b",), "b": ("c", "d"), "f": ("d",), "nowhere": ("e",), "x": ("x",)}
    ended = [promise_data(one, status="superseded", ending={"superseded_by": several}) for one, several in
             (("y", ["p", "q"]), ("x", ["q", "gone"]))]  # fmt: skip
    assert predecessors(stack_of(*ended, promise_data("q"))) == {"p": ("y",), "q": ("x", "y"), "gone": ("x",)}


def test_in_question_are_the_changed_and_all_that_reach_them_now_and_still_exist():
    before = linked(REACH)
    reworded = linked({**REACH, "g": ["c"]}, statement="We answer.")
    after = stack_of(
        *(
            _data(stack, one)
            for stack, ids in ((before, "b c d e f x"), (reworded, "g"))
            for one in ids.split()
        )
    )
    change = transition(before, after)
    assert sorted(change.changed) == ["a", "g"], "a disappeared, g is new"
    assert change.in_question == ("b", "c", "d", "g")
    assert transition(before, before).in_question == ()
    assert (change.dependents_before["b"], change.dependents_after["c"]) == (("c", "d"), ("g",))


def _data(stack, identity):
    entry = stack.entries[identity]
    return promise_data(
        identity, statement=entry.promise.statement, aligned_to=[link(one.promise) for one in entry.links]
    )


# --- cycles ---

CYCLES = {
    "none": ("a:b b:c c:", []),
    "a diamond": ("a:bc b:d c:d d:", []),
    "to nowhere": ("a:zb b:z", []),
    "itself": ("a:b b:b", ["b"]),
    "two": ("a:b b:a", ["ab"]),
    "two, seen from the first by id": ("z:m m:z", ["mz"]),
    "the way of the links, not the order of ids": ("a:c c:b b:a", ["acb"]),
    "long": ("a:b b:c c:d d:e e:f f:a", ["abcdef"]),
    "with a way in and a way out": ("a:b b:c c:bd d:", ["bc"]),
    "two groups": ("a:b b:a c:d d:c", ["ab", "cd"]),
    "two groups joined by a path": ("a:b b:ac c:d d:e e:d", ["ab", "de"]),
    "two groups joined by a node that is first by id": ("c:d d:ca a:e e:f f:e", ["cd", "ef"]),
    "the shortest through the first": ("a:bd b:c c:a d:a", ["ad"]),
    "of two as short, the first by ids": ("a:cb c:d b:d d:a", ["abd"]),
    "the first is in the long one only": ("a:b b:c c:ba", ["abc"]),
    "itself, and in a longer one": ("a:ab b:a", ["a"]),
    "itself, not first": ("a:b b:ba", ["ab"]),
}


def graph(text):
    return {node[0]: list(node[2:]) for node in text.split()}


@each_of(("text", "expected"), CYCLES.values(), ids=CYCLES)
def test_each_group_has_one_cycle_through_its_first_id(text, expected):
    assert ["".join(cycle) for cycle in cycles(graph(text))] == expected
    backwards = {node: targets[::-1] for node, targets in reversed(graph(text).items())}
    assert ["".join(cycle) for cycle in cycles(backwards)] == expected, (
        "the order of files and links never matters"
    )


@each_of("length", [1, 2, 5_000])
def test_a_cycle_of_any_length_is_named_whole(length):
    nodes = [f"p{number:04}" for number in range(length)]
    assert cycles({node: [nodes[(index + 1) % length]] for index, node in enumerate(nodes)}) == (
        tuple(nodes),
    )


def naive_cycles(found):
    """By trying every way: of each group of nodes that reach each other, the least shortest cycle through its first."""

    def closed(cycle):
        return all(
            after in found[before] for before, after in zip(cycle, (*cycle[1:], cycle[0]), strict=True)
        )

    through = {}
    for size in range(1, len(found) + 1):
        for cycle in itertools.permutations(sorted(found), size):
            if closed(cycle):
                through.setdefault(cycle[0], cycle)
    groups = {
        node: {other for other in through if _reaches(found, node, other) and _reaches(found, other, node)}
        for node in through
    }
    return tuple(sorted(through[node] for node, group in groups.items() if node == min(group)))


def _reaches(found, start, end):
    seen, waiting = set(), [start]
    while waiting:
        for target in found.get(waiting.pop(), []):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return end in seen


GRAPHS = st.dictionaries(
    st.sampled_from("abcde"), st.lists(st.sampled_from("abcdez"), max_size=3, unique=True), max_size=5
)


@given(GRAPHS)
@settings(max_examples=tries(200), deadline=None)
def test_cycles_are_those_that_trying_every_way_finds(found):
    assert cycles(found) == naive_cycles(found)


@pytest.mark.parametrize("relation", ["aligned-to", "superseded-by"])
def test_a_cycle_is_an_error_that_names_it_whole_at_the_file_of_its_first_promise(relation):
    files = {}
    for one, other in ("ca", "ab", "bc"):
        end = {"status": "superseded", "ending": {"superseded_by": [other]}}
        files[f"promises/core/{one}.yaml"] = promise_data(
            one, **end if relation == "superseded-by" else {"aligned_to": [link(other)]}
        )
    (found,) = load(files).diagnostics
    assert (found.code, found.severity, found.location.path) == (
        f"cycle-{relation}",
        "error",
        "promises/core/a.yaml",
    )
    assert 10 <= found.location.line <= 15, "where the record names the next"
    assert "a -> b -> c -> a" in found.message
    assert relation.replace("-", " ") in found.message
    assert [one.message for one in cycle_diagnostics(load(files))] == [found.message]


def test_the_two_relations_are_looked_at_apart():
    half = stack_of(
        promise_data("a", aligned_to=[link("b")]), promise_data("b", ending={"superseded_by": ["a"]})
    )
    assert cycle_diagnostics(half) == ()
    both = stack_of(promise_data("a", aligned_to=[link("a")], ending={"superseded_by": ["a"]}))
    assert [one.code for one in cycle_diagnostics(both)] == ["cycle-aligned-to", "cycle-superseded-by"]


def test_a_cycle_leaves_its_promises_in_the_stack():
    assert set(linked({"a": ["b"], "b": ["a"]}).entries) == {"a", "b"}


# --- ways ---


def test_a_shortest_way_leads_to_each_dependent():
    sources = reverse_links(linked({"a": [], "b": ["a"], "c": ["b", "a"], "d": ["c", "b"], "e": ["nowhere"]}))
    assert tuple(dependency_paths(sources, "a")) == (("a", "b"), ("a", "c"), ("a", "b", "d"))
    assert tuple(dependency_paths(sources, "d")) == ()
    assert tuple(dependency_paths(sources, "nowhere")) == (("nowhere", "e"),)


def test_ways_are_nearest_first_then_by_id():
    sources = reverse_links(
        linked({"top": [], "b": ["top"], "a": ["top"], "z": ["a"], "c": ["b"], "y": ["c"]})
    )
    assert [way[-1] for way in dependency_paths(sources, "top")] == ["a", "b", "c", "z", "y"]


def test_a_cycle_is_walked_once():
    sources = reverse_links(linked({"a": ["b"], "b": ["a", "b"], "c": ["c"]}))
    assert tuple(dependency_paths(sources, "a")) == (("a", "b"),)
    assert tuple(dependency_paths(sources, "c")) == ()


LINKED = {"a": ["b", "c"], "b": ["d"], "c": ["e"], "d": ["f"], "e": [], "f": ["a", "gone"], "g": ["gone"]}


@each_of(
    ("start", "changed", "expected"),
    [
        ("a", "", ""), ("a", "a e f", "a"), ("a", "f e", "e"), ("a", "d c", "c"), ("a", "f", "f"), ("e", "a", ""),
        ("d", "a b c", "a"), ("g", "gone", "gone"), ("gone", "gone", "gone"), ("unheard-of", "a", ""), ("a", "g", ""),
    ],
)  # fmt: skip
def test_the_nearest_changed_promise_that_one_depends_on(start, changed, expected):
    assert nearest_changed(linked(LINKED), start, changed.split()) == expected


@given(GRAPHS, st.sampled_from("abcde"))
@settings(max_examples=tries(60), deadline=None)
def test_ways_lead_to_exactly_what_reaches_and_along_links(found, start):
    stack = linked(found)
    led = tuple(dependency_paths(reverse_links(stack), start))
    assert {way[-1] for way in led} == with_all_dependents(stack, frozenset({start})) - {start}
    assert [len(way) for way in led] == sorted(len(way) for way in led)
    for way in led:
        assert way[0] == start
        assert all(before in found[after] for before, after in itertools.pairwise(way))
        assert nearest_changed(stack, way[-1], {start}) == start
