"""From files to a stack: what is read, what is told, and what stands when a record can't be read (SPEC 1, 3)."""

import json
from dataclasses import replace
from datetime import date

import pytest
from builders import (
    EXECUTABLE,
    LINK,
    SUBMODULE,
    full_promise_data,
    link,
    load,
    promise_data,
    promises,
    snapshot,
    stack_of,
    written,
)
from cases import each_of
from hypothesis import given, settings
from laws import tries

from pas_gov.model.records.reader import read
from pas_gov.model.stack.change import changes, with_last_readable
from pas_gov.model.stack.entry import Facts, facts_from_row, facts_of
from pas_gov.model.stack.loading import days_to_come, load_stack

A, B = promise_data("a"), promise_data("b")
BROKEN = {**A, "layer": "cor"}  # still names its id
HOPELESS = "id: a\nid: a\n"  # names none that could be trusted


def told(stack):
    return [(one.code, one.severity, str(one.location)) for one in stack.diagnostics]


def paths(stack):
    return {identity: entry.path for identity, entry in stack.entries.items()}


# --- what is read ---


@pytest.mark.parametrize(
    "path",
    ["promises/core/a.yaml", "promises/core/a.yml"],
)
def test_a_promise_in_its_place_is_read_in_silence(path):
    stack = load({path: A})
    assert (paths(stack), told(stack)) == ({"a": path}, [])
    assert stack.get("a").promise.title == "A"
    assert (stack.unreadable, stack.ambiguous) == ({}, frozenset())


@each_of(
    "path",
    [
        "promises/a.yaml", "promises/legacy/a.yaml", "promises/core/b.yaml", "promises/core/A.yaml", "promises/core/x/a.yaml",
        "promises/Core/a.yaml", "promises/core/b.yml", "promises/core/a.yaml.yaml",
    ],
)  # fmt: skip
def test_a_promise_elsewhere_than_its_layer_and_id_say_is_read_with_a_warning(path):
    stack = load({path: A})
    assert (paths(stack), told(stack)) == ({"a": path}, [("misplaced", "warning", path)])
    assert "promises/core/a.yaml" in stack.diagnostics[0].remedy


@each_of(
    "path",
    [
        "promises/core/a.YAML", "promises/core/a.Yml", "promises/core/a.json", "promises/core/a.yaml.bak", "promises/core/a",
        "promises/core/a.yaml~", "promises/readme.md", "promises/core/README.md.txt", "promises/core/README",
        "promises/core/NOTES.md", "promises",
    ],
)  # fmt: skip
def test_a_file_with_another_ending_is_not_read_and_that_is_told(path):
    stack = load({path: A})
    assert (paths(stack), told(stack)) == ({}, [("not-read", "warning", path)])
    assert "not read" in stack.diagnostics[0].message


@pytest.mark.parametrize("path", ["promises/README.md", "promises/core/README.md"])
def test_a_readme_is_passed_over_in_silence(path):
    assert told(load({path: "# Our promises", "promises/core/a.yaml": A})) == []


@each_of(
    "path",
    ["promises.yaml", "promises-of-others/a.yaml", "Promises/core/a.yaml", "docs/promises/core/a.yaml"],
)
def test_what_is_not_under_promises_is_nobodys_business(path):
    stack = load({path: A})
    assert (paths(stack), told(stack)) == ({}, [])


def test_an_executable_file_is_a_file():
    assert paths(load({"promises/core/a.yaml": (EXECUTABLE, A)})) == {"a": "promises/core/a.yaml"}


@each_of(("mode", "word"), [(LINK, "symbolic link"), (SUBMODULE, "submodule"), ("010644", "special file")])
@each_of(
    "path", ["promises/core/a.yaml", "promises/core", "promises", "promises/README.md", "promises/core/a.txt"]
)
def test_links_and_submodules_are_errors_and_never_followed(path, mode, word):
    """The snapshot of these tests can't read them: following one is a KeyError."""
    stack = load({path: (mode, "../../secret.yaml")})
    assert (paths(stack), told(stack)) == ({}, [("not-a-file", "error", path)])
    assert word in stack.diagnostics[0].message


# --- what can't be read ---


def test_an_unreadable_file_is_known_by_the_id_it_names_or_by_its_path():
    stack = load(
        {
            "promises/core/a.yaml": BROKEN,
            "promises/core/b.yaml": "- x\n",
            "promises/core/c.yaml": {**A, "id": 5},
        }
    )
    assert paths(stack) == {}
    assert stack.unreadable == {
        "promises/core/a.yaml": "a",
        "promises/core/b.yaml": "",
        "promises/core/c.yaml": "",
    }


def test_every_fault_of_every_file_is_told_with_its_place_in_order():
    files = {
        "promises/core/b.yaml": "title: 5\nid: b\n"
        + written({key: A[key] for key in A if key not in ("id", "title")}),
        "promises/core/a.yaml": {**BROKEN, "status": "ended"},
        "promises/core/z.txt": "",
        "promises/legacy/c.yaml": promise_data("c"),
    }
    stack = load(files)
    assert told(stack) == [
        ("schema-enum", "error", "promises/core/a.yaml:4:8"),
        ("schema-enum", "error", "promises/core/a.yaml:5:9"),
        ("schema-type", "error", "promises/core/b.yaml:1:8"),
        ("not-read", "warning", "promises/core/z.txt"),
        ("misplaced", "warning", "promises/legacy/c.yaml"),
    ]
    assert paths(stack) == {"c": "promises/legacy/c.yaml"}


def test_one_broken_blob_at_two_paths_is_told_at_both():
    stack = load({"promises/core/a.yaml": BROKEN, "promises/core/b.yaml": BROKEN})
    assert told(stack) == [
        ("schema-enum", "error", "promises/core/a.yaml:4:8"),
        ("schema-enum", "error", "promises/core/b.yaml:4:8"),
    ]


# --- one id in several files ---

HOME = "promises/core/a.yaml"


@each_of(
    ("claims", "held"),
    [
        ({HOME: A, "promises/core/0.yaml": A}, HOME),
        ({"promises/core/0.yaml": {**A, "title": "Other"}, HOME: A, "promises/zzz.yaml": A}, HOME),
        ({"promises/core/z.yaml": A, "promises/core/b.yaml": A}, "promises/core/b.yaml"),
        ({"promises/core/a.yml": A, "promises/core/0.yaml": A}, "promises/core/0.yaml"),
        ({"promises/core/a.yml": A, HOME: A}, HOME),
        ({"promises/legacy/a.yaml": A, "promises/z.yaml": A}, "promises/legacy/a.yaml"),
        ({"promises/legacy/a.yaml": {**A, "layer": "legacy"}, HOME: A}, HOME),
        (
            {"promises/a.yaml": A, "promises/legacy/a.yaml": {**A, "layer": "legacy"}},
            "promises/legacy/a.yaml",
        ),
    ],
)
def test_two_files_with_one_id_are_an_error_at_both_and_the_stack_holds_one(claims, held):
    stack = load(claims)
    assert paths(stack) == {"a": held}
    assert stack.ambiguous == {"a"}
    found = {one.location.path: one for one in stack.diagnostics if one.code == "duplicate-id"}
    assert found.keys() == claims.keys()
    for path, one in found.items():
        assert one.severity == "error"
        assert (one.location.line, one.location.column) == (2, 5), "where the id stands"
        assert '"a"' in one.message
        assert [other for other in claims if other in one.message] == [
            other for other in claims if other != path
        ]


def test_an_id_in_a_comment_or_in_a_broken_file_is_no_claim():
    stack = load({HOME: A, "promises/core/b.yaml": "# id: a\n" + written(B), "promises/core/z.yaml": BROKEN})
    assert (paths(stack), stack.ambiguous) == ({"a": HOME, "b": "promises/core/b.yaml"}, frozenset())


# --- what stands ---

AT_A = {"promises/core/a.yaml": A}
STANDS = {
    "broken, still naming its id": (AT_A, {"promises/core/a.yaml": BROKEN}, {"a"}),
    "broken beyond its id": (AT_A, {"promises/core/a.yaml": HOPELESS}, {"a"}),
    "empty": (AT_A, {"promises/core/a.yaml": ""}, {"a"}),
    "broken and moved, still naming its id": (AT_A, {"promises/legacy/x.yaml": BROKEN}, {"a"}),
    "broken, now naming an id that nobody has": (AT_A, {"promises/core/a.yaml": {**BROKEN, "id": "other"}}, {"a"}),
    "broken, now naming another promise": (
        {**AT_A, "promises/core/b.yaml": B}, {"promises/core/a.yaml": {**BROKEN, "id": "b"}, "promises/core/b.yaml": B}, {"a", "b"},
    ),
    "two broken, each naming the other": (
        {**AT_A, "promises/core/b.yaml": B},
        {"promises/core/a.yaml": {**BROKEN, "id": "b"}, "promises/core/b.yaml": BROKEN}, {"a", "b"},
    ),
    "broken at its path, and written anew elsewhere": (AT_A, {"promises/core/a.yaml": BROKEN, "promises/core/z.yaml": A}, {"a"}),
    "broken at another path, and untouched at its own": (AT_A, {**AT_A, "promises/core/z.yaml": BROKEN}, {"a"}),
    # and what is an erasure all the same
    "deleted": (AT_A, {}, set()),
    "renamed to an ending that isn't read": (AT_A, {"promises/core/a.YAML": A}, set()),
    "replaced by a link": (AT_A, {"promises/core/a.yaml": (LINK, "b.yaml")}, set()),
    "replaced by a submodule": (AT_A, {"promises/core/a.yaml": (SUBMODULE, "x")}, set()),
    "moved out of promises/": (AT_A, {"attic/core/a.yaml": A}, set()),
    "renamed and broken beyond its id": (AT_A, {"promises/core/z.yaml": HOPELESS}, set()),
    "replaced by a readable promise of another id": (AT_A, {"promises/core/a.yaml": B}, {"b"}),
    "unreadable before as well": ({"promises/core/a.yaml": BROKEN}, {"promises/core/a.yaml": HOPELESS}, set()),
}  # fmt: skip


@each_of(("before", "after", "ids"), STANDS.values(), ids=STANDS)
def test_the_last_readable_state_of_a_broken_record_stands(before, after, ids):
    earlier, later = load(before), load(after)
    stands = with_last_readable(earlier, later)
    assert list(stands.entries) == sorted(ids)
    for identity in ids:
        assert stands.get(identity) is (later.get(identity) or earlier.get(identity))
    erased = {change.id for change in changes(earlier, stands) if change.kinds == ("erased",)}
    assert erased == earlier.entries.keys() - ids
    assert (stands.diagnostics, stands.unreadable) == (later.diagnostics, later.unreadable)


def test_a_broken_record_changes_nothing_and_an_edit_beside_it_is_still_a_change():
    before = stack_of(A, B)
    after = load({"promises/core/a.yaml": BROKEN, "promises/core/b.yaml": {**B, "title": "Other"}})
    assert [(change.id, change.kinds) for change in changes(before, with_last_readable(before, after))] == [
        ("b", ("edited",))
    ]


# --- facts, kept by the blob's id ---


def reading_of(stack_snapshot, known):
    """Load a stack, and tell which blobs were asked for, request by request."""
    asked = []

    def read_blobs(ids):
        wanted = list(ids)
        asked.append(wanted)
        return stack_snapshot.read(wanted)

    return load_stack(replace(stack_snapshot, read=read_blobs), known), asked


def test_every_blob_is_read_once_and_all_in_one_request():
    paths = ("promises/core/a.yaml", "promises/core/b.yaml", "promises/core/c.yaml")
    files = snapshot(
        {
            **dict(zip(paths, (BROKEN, B, BROKEN), strict=True)),
            "promises/x.txt": "x",
            "promises/README.md": "x",
        }
    )
    _, asked = reading_of(files, {})
    assert asked == [sorted({files.files[path].blob for path in paths})]
    assert len(asked[0]) == 2


def test_what_is_known_is_not_read_again():
    known = {}
    first = load_stack(snapshot({"promises/core/a.yaml": A, "promises/core/c.yaml": "broken"}), known)
    again, asked = reading_of(snapshot({"promises/core/a.yaml": A, "promises/core/c.yaml": "broken"}), known)
    assert asked == []
    assert (again.entries, again.unreadable, again.diagnostics) == (
        first.entries,
        first.unreadable,
        first.diagnostics,
    )
    more = snapshot({"promises/core/a.yaml": A, "promises/core/b.yaml": B})
    stack, asked = reading_of(more, known)
    assert asked == [[more.files["promises/core/b.yaml"].blob]]
    assert set(stack.entries) == {"a", "b"}
    assert len(known) == 3


def test_what_is_told_does_not_depend_on_what_was_known():
    files = snapshot({HOME: A, "promises/core/b.yaml": A, "promises/core/c.yaml": promise_data("c", aligned_to=[link("c")]),
                      "promises/core/d.yaml": BROKEN, "promises/core/e.YAML": A, "promises/core/f.yaml": "broken"})  # fmt: skip
    known = {}
    first = load_stack(files, known)
    assert {one.code for one in first.diagnostics} >= {
        "duplicate-id",
        "cycle-aligned-to",
        "schema-enum",
        "not-read",
        "yaml-top",
    }
    assert load_stack(files, known).diagnostics == first.diagnostics


def test_an_empty_snapshot_reads_nothing():
    stack, asked = reading_of(snapshot({"README.md": "x"}), {})
    assert (asked, dict(stack.entries), stack.diagnostics) == ([], {}, ())


@each_of(
    "content",
    [
        written(A),
        written(full_promise_data()),
        written(promise_data("a", aligned_to=[link("b"), link("c", "r1:" + "0" * 32)])),
        written({**BROKEN, "title": 5}),
        HOPELESS,
        "",
        "a: [\n",
        "\u202e: 1",
    ],
)
def test_facts_are_read_back_from_their_row(content):
    facts = facts_of(read("promise", content.encode()))
    again = facts_from_row(json.loads(json.dumps(facts.row())), facts.text)
    assert again == facts
    assert again.readable is facts.readable is not bool(facts.faults)
    assert "\n" not in facts.text
    if facts.readable:
        assert again.promise == facts.promise


def test_every_fact_is_in_the_row():
    """A field that a row forgets is one that a cached run judges differently."""
    facts = replace(facts_of(read("promise", written(full_promise_data()).encode())), seems="a")
    empty = Facts(id="")
    kept = [name for name in Facts.__slots__ if name not in ("_promise", "text", "faults")]
    assert all(getattr(facts, name) != getattr(empty, name) for name in kept), "the example leaves one empty"
    for name in kept:
        other = replace(facts, **{name: getattr(empty, name)})
        assert facts_from_row(json.loads(json.dumps(other.row())), other.text) != facts, name


@given(promises())
@settings(max_examples=tries(40), deadline=None)
def test_any_promise_survives_the_cache(data):
    facts = facts_of(read("promise", written(data).encode()))
    again = facts_from_row(json.loads(json.dumps(facts.row(), separators=(",", ":"))), facts.text)
    assert again == facts
    assert (again.promise, again.id, again.layer, again.status) == (
        facts.promise,
        data["id"],
        data["layer"],
        data["status"],
    )


DAYS = {
    "made": {"made": {"date": "2026-06-02"}},
    "reviewed": {"aligned_to": [{"promise": "x", "date": "2026-06-02"}]},
    "attested": {"zones": {"ai-automation": {"attested": {
        "wording": "w1:" + "0" * 32, "date": "2026-06-02", "by": "me", "reality": "kept"}}}},
    "left": {"zones": {"ai-automation": {"left": {"date": "2026-06-02"}}}},
}  # fmt: skip


@each_of("part", DAYS)
def test_a_day_that_has_not_come_yet_is_a_warning_at_its_place(part):
    files = snapshot({"promises/core/fast-support.yaml": promise_data(**DAYS[part])})
    stack = load_stack(files, {})
    (found,) = days_to_come(stack, files, date(2026, 6, 1))
    assert (found.code, found.severity) == ("day-to-come", "warning")
    assert found.location.path == "promises/core/fast-support.yaml"
    text = written(promise_data(**DAYS[part])).splitlines()[found.location.line - 1]
    assert "2026-06-02" in text
    assert days_to_come(stack, files, date(2026, 6, 2)) == ()


def test_two_promises_of_one_title_are_a_warning_at_both():
    alike = [promise_data("a", title="Fast  support"), promise_data("b", title="Fast support ")]
    found = stack_of(*alike, promise_data("c", title="Fast Support")).diagnostics
    assert [(one.code, one.severity, one.location.path) for one in found] == [
        ("doubled-title", "warning", "promises/core/a.yaml"),
        ("doubled-title", "warning", "promises/core/b.yaml"),
    ]
    assert all(one.location.line for one in found)
    assert stack_of(*alike).shared_titles == {"Fast support"}
