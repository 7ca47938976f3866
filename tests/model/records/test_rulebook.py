"""Policies, waivers and settings of one snapshot: what is read, what is refused and how it is named (SPEC 1, 4, 6, 7)."""

from dataclasses import replace
from datetime import date

import pytest
from builders import (
    EXECUTABLE,
    LINK,
    SUBMODULE,
    policy_data,
    promise_data,
    settings_data,
    snapshot,
    waiver_data,
    written,
)
from cases import each_of

from pas_gov.model.records.calendar import Calendar
from pas_gov.model.records.policy import Each, Match, Variable
from pas_gov.model.records.rulebook import Rulebook, load_rulebook
from pas_gov.model.records.settings import Settings

POLICY, WAIVER, SETTINGS = (
    policy_data("rule"),
    waiver_data("exception"),
    settings_data(waivers={"max_days": 30}),
)


def rules(files):
    return load_rulebook(snapshot(files))


def told(book):
    return [(one.code, one.severity, str(one.location)) for one in book.diagnostics]


def ids(records):
    return [one.id for one in records]


# --- what is read ---


def test_no_files_are_no_rules():
    assert rules({"promises/core/a.yaml": promise_data("a")}) == Rulebook()
    assert (Rulebook().has_policies, Rulebook().settings) == (False, Settings())


def test_policies_waivers_and_settings_are_read_from_their_places():
    book = rules(
        {
            "policies/b.yml": policy_data("b"),
            "policies/a.yaml": (EXECUTABLE, policy_data("a")),
            "policies/waivers/x.yaml": waiver_data("x"),
            "policies/waivers/w.yml": waiver_data("w"),
            "pas-gov.yaml": SETTINGS,
        }
    )
    assert told(book) == []
    assert [(one.id, one.path) for one in book.policies] == [
        ("a", "policies/a.yaml"),
        ("b", "policies/b.yml"),
    ]
    assert [(one.id, one.path) for one in book.waivers] == [
        ("w", "policies/waivers/w.yml"),
        ("x", "policies/waivers/x.yaml"),
    ]
    assert (book.settings.waiver_days, book.has_policies, book.malformed_waivers) == (30, True, ())
    assert set(book.sources) == {
        "policies/a.yaml",
        "policies/b.yml",
        "policies/waivers/x.yaml",
        "policies/waivers/w.yml",
        "pas-gov.yaml",
    }


def test_all_files_are_read_once_in_one_request():
    files = snapshot({"policies/a.yaml": POLICY, "policies/b.yaml": POLICY, "pas-gov.yaml": SETTINGS, "policies/x.txt": "x",
                      "policies/tests/rule.yaml": "x: 1", "promises/core/a.yaml": promise_data("a")})  # fmt: skip
    asked = []
    load_rulebook(replace(files, read=lambda ids: asked.append(list(ids)) or files.read(asked[-1])))
    assert asked == [sorted({files.files[path].blob for path in ("policies/a.yaml", "pas-gov.yaml")})]


def test_every_key_of_a_policy_is_taken_over():
    data = policy_data(
        "rule", why="So.", enforcement="warn", scope="zone", match={"layer": ["core"], "status": ["active"], "kinds": ["made"],
        "target_layer": ["legacy"], "zone": ["ai-automation"]}, each={"name": "x", "in": "[1]"}, when="x > 0", require="x == 1",
        params={"days": 30}, variables=[{"name": "y", "cel": "2"}, {"name": "z", "cel": "y"}], message="'No.'", remedy="Do.",
        at="/title", waivable=False,
    )  # fmt: skip
    (one,) = rules({"policies/rule.yaml": data}).policies
    assert (one.id, one.title, one.why, one.enforcement, one.scope) == (
        "rule",
        "Every promise has a title",
        "So.",
        "warn",
        "zone",
    )
    assert one.match == Match(("core",), ("active",), ("made",), ("legacy",), ("ai-automation",))
    assert (one.each, one.when, one.require, one.message) == (Each("x", "[1]"), "x > 0", "x == 1", "'No.'")
    assert (one.params, one.variables) == ({"days": 30}, (Variable("y", "2"), Variable("z", "y")))
    assert (one.remedy, one.at, one.waivable, one.path) == ("Do.", "/title", False, "policies/rule.yaml")


def test_what_a_policy_leaves_out_asks_nothing():
    (one,) = rules(
        {"policies/rule.yaml": policy_data("rule", message=None, title='Say "no" \\ now')}
    ).policies
    assert (one.match, one.each, one.when, one.params, one.variables) == (Match(), None, "true", {}, ())
    assert (one.remedy, one.at, one.waivable) == ("", "", True)
    assert one.message == '"Say \\"no\\" \\\\ now"', "its title, as CEL"
    nulls = policy_data("rule") | dict.fromkeys(("match", "each", "when", "params", "variables"))
    (same,) = rules({"policies/rule.yaml": nulls}).policies
    assert (same.match, same.each, same.when, same.params, same.variables) == (Match(), None, "true", {}, ())


@each_of(("written", "cel"), [(True, "true"), (False, "false"), ("x", "x")])
def test_true_and_false_may_stand_for_cel(written, cel):
    (one,) = rules({"policies/rule.yaml": policy_data("rule", when=written, require=written)}).policies
    assert (one.when, one.require) == (cel, cel)


def test_every_key_of_a_waiver_is_taken_over():
    (one,) = rules(
        {"policies/waivers/exception.yaml": waiver_data("exception", target="most-reliable", ticket="T-1")}
    ).waivers
    assert (one.id, one.policy, one.promise, one.target) == (
        "exception",
        "has-a-title",
        "fast-support",
        "most-reliable",
    )
    assert (one.reason, one.asked_by, one.approved_by, one.ticket) == (
        "It is being named.",
        "@acme/support",
        "@acme/board",
        "T-1",
    )
    assert (one.first, one.last, one.path) == (
        date(2026, 1, 1),
        date(2026, 1, 31),
        "policies/waivers/exception.yaml",
    )


def test_every_key_of_the_settings_is_taken_over():
    data = settings_data(
        enforcement={"rule": "ignore"}, params={"rule": {"days": 3}}, waivers={"max_days": 0}, surfaces={"roots": ["docs", "."]},
        sources={"tickets": "t.csv"}, owners=["@acme/board"], adopted="2026-01-01", read_only_accounts=["tickets"],
        calendars={"desk": {"time_zone": "UTC", "week": {"monday": ["09:00-17:00"]}}},
    )  # fmt: skip
    assert rules({"pas-gov.yaml": data}).settings == Settings(
        {"rule": "ignore"},
        {"rule": {"days": 3}},
        0,
        ("docs", "."),
        {"tickets": "t.csv"},
        frozenset(["tickets"]),
        {"desk": Calendar("desk", "UTC", {0: ((540, 1020),)})},
        ("@acme/board",),
        "2026-01-01",
    )
    assert rules({"pas-gov.yaml": settings_data()}).settings == Settings()
    assert (Settings().waiver_days, Settings().surface_roots) == (90, (".",))


# --- what isn't read ---


@each_of(
    "path",
    [
        "policies/rule.YAML", "policies/rule.json", "policies/rule.yaml.bak", "policies/rule", "policies/more/rule.yaml",
        "policies/waivers/rule.txt", "policies/waivers/more/rule.yaml", "policies/waiver/rule.yaml", "policies/readme.md", "policies",
        "policies/tests.yaml.txt", "policies/testsuite/rule.yaml",
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_is_named(path):
    book = rules({path: POLICY})
    assert told(book) == [("not-read", "warning", path)]
    assert (book.policies, book.waivers, book.sources, book.has_policies) == ((), (), {}, False)
    assert book.diagnostics[0].remedy


@each_of(("folder", "meant"), [("waiver", "waivers"), ("test", "tests"), ("Waivers", "waivers")])
def test_a_misspelt_folder_gets_a_did_you_mean(folder, meant):
    (one,) = rules({f"policies/{folder}/rule.yaml": POLICY}).diagnostics
    assert one.remedy == f'did you mean "{meant}"?'


@each_of(
    "path",
    [
        "policies/tests/rule.yaml", "policies/tests/more/rule.json", "policies/README.md", "policies/waivers/README.md",
        "policies/tests/README.md", "policies-of-others/rule.yaml", "Policies/rule.yaml", "docs/policies/rule.yaml",
        "docs/pas-gov.yaml", "promises/pas-gov.yaml",
    ],
)  # fmt: skip
def test_tests_readmes_and_what_lies_elsewhere_are_passed_over_in_silence(path):
    assert rules({path: "no: [yaml"}) == Rulebook()


@each_of("mode", [LINK, SUBMODULE, "010644"])
@each_of(
    "path",
    [
        "policies/rule.yaml",
        "policies/waivers/w.yaml",
        "policies/tests/rule.yaml",
        "policies/tests",
        "policies",
        "policies/x.txt",
        "pas-gov.yaml",
    ],
)
def test_a_link_or_a_submodule_is_an_error_and_never_followed(path, mode):
    """The snapshot of these tests can't read them: following one is a KeyError."""
    book = rules({path: (mode, "../secret")})
    assert told(book) == [("not-a-file", "error", path)]
    assert (book.policies, book.waivers, book.settings) == ((), (), Settings())
    assert book.has_policies is (
        path in ("policies", "policies/rule.yaml", "policies/tests", "policies/x.txt")
    )


# --- what can't be read ---


def test_every_fault_of_every_file_is_told_with_its_place_in_order():
    book = rules(
        {
            "policies/waivers/w.yaml": {**waiver_data("w"), "until": "2025-01-01"},
            "policies/b.yaml": {**policy_data("b"), "scope": "links", "require": 5},
            "policies/a.yaml": "a: 1\na: 2\n",
            "policies/good.yaml": policy_data("good"),
            "pas-gov.yaml": settings_data(waivers={"max_days": -1}),
        }
    )
    assert told(book) == [
        ("schema-minimum", "error", "pas-gov.yaml:3:13"),
        ("yaml-duplicate-key", "error", "policies/a.yaml:2:1"),
        ("schema-enum", "error", "policies/b.yaml:5:8"),
        ("schema-type", "error", "policies/b.yaml:6:10"),
        ("waiver-reversed", "error", "policies/waivers/w.yaml:9:8"),
    ]
    assert (ids(book.policies), book.waivers, book.settings) == (["good"], (), Settings())
    assert book.has_policies


def test_an_invalid_policy_is_a_policy_all_the_same():
    """A base with none gives another answer than a base whose only one is broken."""
    assert rules({"policies/a.yaml": "broken"}).has_policies
    assert not rules({"policies/waivers/a.yaml": WAIVER, "pas-gov.yaml": SETTINGS}).has_policies


@each_of(
    ("content", "name"),
    [
        (waiver_data("w", approved_by="@ACME/support"), "w"),
        (waiver_data("w", reason=None), "w"),
        (waiver_data("w", until="2026-02-30"), "w"),
        (written(waiver_data("w")) + "id: w\n", "policies/waivers/w.yaml"),
        ("", "policies/waivers/w.yaml"),
        (waiver_data("w", id=5), "policies/waivers/w.yaml"),
        (waiver_data("w", id=None), "policies/waivers/w.yaml"),
        (waiver_data("w", id=""), "policies/waivers/w.yaml"),
        (policy_data("w"), "w"),
    ],
)
def test_a_malformed_waiver_is_named_by_its_id_or_by_its_path(content, name):
    book = rules({"policies/waivers/w.yaml": content, "policies/waivers/ok.yaml": waiver_data("ok")})
    assert book.malformed_waivers == (name,)
    assert ids(book.waivers) == ["ok"]
    assert [one.severity for one in book.diagnostics if one.location.path == "policies/waivers/w.yaml"]


def test_a_malformed_policy_is_no_malformed_waiver():
    assert rules({"policies/a.yaml": "broken", "pas-gov.yaml": "broken"}).malformed_waivers == ()


# --- names ---


@pytest.mark.parametrize(
    ("kind", "folder", "data"), [("policy", "policies", POLICY), ("waiver", "policies/waivers", WAIVER)]
)
def test_two_of_one_id_are_an_error_at_both_and_neither_holds(kind, folder, data):
    other = policy_data("other") if kind == "policy" else waiver_data("other")
    one, two = f"{folder}/{data['id']}.yaml", f"{folder}/{data['id']}.yml"
    book = rules(
        {
            one: data,
            two: {**data, "title" if kind == "policy" else "reason": "X"},
            f"{folder}/other.yaml": other,
        }
    )
    assert told(book) == [("duplicate-id", "error", f"{one}:2:5"), ("duplicate-id", "error", f"{two}:2:5")]
    for diagnostic, another in zip(book.diagnostics, (two, one), strict=True):
        assert f'"{data["id"]}"' in diagnostic.message
        assert another in diagnostic.message
    assert ids(book.policies if kind == "policy" else book.waivers) == ["other"]
    assert set(book.malformed_waivers) == (set() if kind == "policy" else {"exception"})


def test_a_policy_and_a_waiver_may_share_an_id():
    book = rules(
        {"policies/same.yaml": policy_data("same"), "policies/waivers/same.yaml": waiver_data("same")}
    )
    assert (told(book), ids(book.policies), ids(book.waivers)) == ([], ["same"], ["same"])


def test_a_broken_file_claims_no_id():
    book = rules({"policies/rule.yaml": POLICY, "policies/rule.yml": {**POLICY, "scope": "x"}})
    assert told(book) == [("schema-enum", "error", "policies/rule.yml:5:8")]
    assert ids(book.policies) == ["rule"]


@each_of("path", ["policies/other.yaml", "policies/Rule.yaml", "policies/rule.x.yaml"])
def test_a_policy_in_a_file_of_another_name_holds_with_a_warning(path):
    book = rules({path: POLICY})
    assert (told(book), ids(book.policies)) == ([("misplaced", "warning", path)], ["rule"])
    assert "rule.yaml" in book.diagnostics[0].remedy


def test_a_waiver_in_a_file_of_another_name_holds_with_a_warning():
    book = rules({"policies/waivers/other.yaml": WAIVER})
    assert (told(book), ids(book.waivers)) == (
        [("misplaced", "warning", "policies/waivers/other.yaml")],
        ["exception"],
    )


# --- places ---


def test_a_place_in_a_file_of_rules_can_be_named():
    book = rules({"policies/rule.yaml": POLICY, "policies/broken.yaml": "a: ["})
    assert str(book.sources["policies/rule.yaml"].locate("/require")) == "policies/rule.yaml:6:10"
    assert str(book.sources["policies/rule.yaml"].locate("/require", key=True)) == "policies/rule.yaml:6:1"
    assert str(book.sources["policies/broken.yaml"].locate("/require")) == "policies/broken.yaml", (
        "absent, never line 1"
    )
