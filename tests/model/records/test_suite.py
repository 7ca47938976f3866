"""The tests of policies as they are written: what is read, what is refused and how it is named."""

import re
from dataclasses import replace
from datetime import date

import pytest
from builders import LINK, SUBMODULE, full_suite_data, policy_data, snapshot, suite_data, written
from cases import each_of

from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.suite import TODAY, Case, Patch, Suite, load_suites, unknown_policies

PATH = "policies/tests/rule.yaml"


def suites(files):
    return load_suites(snapshot(files))


def suite(*cases, **changes):
    """Return the one suite of a valid file."""
    found = suites({PATH: suite_data("rule", *cases, **changes)})
    assert found.diagnostics == ()
    return found.suites["rule"]


def case(**keys):
    return {"name": "A promise is made", "expect": "pass", **keys}


def told(found):
    return [(one.code, one.severity, str(one.location)) for one in found.diagnostics]


class TestWhatACaseSays:
    def test_a_case_that_says_nothing_more_changes_nothing_on_the_first_of_june(self):
        assert date(2026, 6, 1) == TODAY
        assert suite() == Suite("rule", PATH, (Case("A promise is made", "pass", TODAY),))
        assert suite().cases[0].change == {}

    def test_every_key_is_taken_over(self):
        found = suites({"policies/tests/has-a-title.yaml": full_suite_data()}).suites["has-a-title"]
        assert found.stack == {"draft": {"layer": "core", "status": "proposed"}}
        assert found.survivors == {"when: true -> false": "It says so."}
        (one,) = found.cases
        assert (one.name, one.expect, one.today) == ("Everything at once", "fail", date(2026, 7, 1))
        assert one.stack == {"bold": {"layer": "core"}, "phone-support": None}
        assert (one.touches, one.bootstrap, one.findings) == (("pas-gov.yaml",), True, 2)
        assert (one.promises, one.targets, one.zones) == (("*", "fresh"), ("reliable",), ("ai-automation",))
        assert (one.says, one.remedy) == (("has no title",), ("name it",))

    def test_every_operation_of_a_change_is_taken_over(self):
        change = (
            suites({"policies/tests/has-a-title.yaml": full_suite_data()})
            .suites["has-a-title"]
            .cases[0]
            .change
        )
        fresh = full_suite_data()["cases"][0]["change"]["fresh"]
        assert change == {
            "fresh": Patch(
                set=fresh["set"], add=fresh["add"], make=fresh["make"], align=("reliable",), end=fresh["end"],
                move="promises/core/other.yaml",
            ),
            "named-csm": Patch(erase=True, align=("reliable",)),
        }  # fmt: skip
        assert change["fresh"].set["terms.0.at_most"] is None, "an empty value takes a key away"

    def test_an_empty_ending_is_a_complete_one_and_none_is_none(self):
        one = suite(case(change={"a": {"end": {}}, "b": {"move": "promises/core/c.yaml"}})).cases[0]
        assert (one.change["a"].end, one.change["b"].end) == ({}, None)

    @each_of("key", ["says", "remedy"])
    @each_of(("given", "words"), [("a b", ("a b",)), (["a", "b"], ("a", "b"))])
    def test_words_may_be_a_text_or_a_list(self, key, given, words):
        assert getattr(suite(case(**{key: given})).cases[0], key) == words

    @pytest.mark.parametrize("key", ["promises", "targets"])
    def test_names_are_compared_whatever_their_order_and_asked_for_only_where_they_are_given(self, key):
        assert getattr(suite(case(**{key: ["b", "a"]})).cases[0], key) == ("a", "b")
        assert getattr(suite().cases[0], key) is None

    def test_no_findings_is_another_wish_than_none(self):
        assert suite(case(findings=0)).cases[0].findings == 0
        assert suite().cases[0].findings is None

    def test_a_name_stands_on_one_line(self):
        assert suite(case(name="  It is\n made  ")).cases[0].name == "It is made"


class TestWhatAllCasesShare:
    def test_the_day_of_the_file_is_that_of_each_case_that_names_none(self):
        cases = suite(case(name="a"), case(name="b", today="2026-08-01"), today="2026-07-01").cases
        assert [one.today for one in cases] == [date(2026, 7, 1), date(2026, 8, 1)]

    def test_the_parameters_of_a_case_stand_over_those_of_the_file_whole(self):
        found = suite(
            case(name="a"),
            case(name="b", params={"days": {"core": 1}}),
            params={"days": {"legacy": 9}, "max": 3},
        )
        assert [dict(one.params) for one in found.cases] == [
            {"days": {"legacy": 9}, "max": 3},
            {"days": {"core": 1}, "max": 3},
        ]
        assert found.params == {"days": {"legacy": 9}, "max": 3}

    def test_a_team_of_a_case_stands_over_that_of_the_file(self):
        teams = {"@acme/support": ["@ada"], "@acme/board": ["@eve"]}
        found = suite(case(name="a"), case(name="b", teams={"@acme/support": ["@grace"]}), teams=teams)
        assert [dict(one.teams) for one in found.cases] == [
            {"@acme/support": ("@ada",), "@acme/board": ("@eve",)},
            {"@acme/support": ("@grace",), "@acme/board": ("@eve",)},
        ]


class TestWhichFilesAreRead:
    def test_those_below_the_folder_of_tests_by_the_policy_that_they_name(self):
        found = suites(
            {
                "policies/tests/b.yml": suite_data("b"),
                "policies/tests/a.yaml": suite_data("a"),
                "policies/tests/more/c.yaml": suite_data("c"),
                "policies/d.yaml": policy_data("d"),
                "policies/waivers/e.yaml": "broken",
                "tests/f.yaml": suite_data("f"),
            }
        )
        assert told(found) == []
        assert {policy: one.path for policy, one in found.suites.items()} == {
            "a": "policies/tests/a.yaml",
            "b": "policies/tests/b.yml",
            "c": "policies/tests/more/c.yaml",
        }

    def test_no_files_are_no_tests(self):
        found = suites({})
        assert (found.suites, found.sources, found.diagnostics) == ({}, {}, ())

    def test_all_are_read_in_one_request(self):
        files = snapshot(
            {PATH: suite_data("rule"), "policies/tests/b.yaml": suite_data("b"), "policies/b.yaml": "x"}
        )
        asked = []
        load_suites(replace(files, read=lambda ids: asked.append(list(ids)) or files.read(asked[-1])))
        assert asked == [sorted(files.files[path].blob for path in (PATH, "policies/tests/b.yaml"))]

    @each_of("name", ["rule.YAML", "rule.json", "rule.yaml.bak", "rule", "readme.md", "more/notes.txt"])
    def test_another_file_is_named_never_passed_over(self, name):
        found = suites({f"policies/tests/{name}": suite_data("rule")})
        assert told(found) == [("not-read", "warning", f"policies/tests/{name}")]
        assert found.diagnostics[0].remedy
        assert found.suites == {}

    @pytest.mark.parametrize("path", ["policies/tests/README.md", "policies/tests/more/README.md"])
    def test_a_readme_is_welcome(self, path):
        assert told(suites({path: "# Tests"})) == []

    @each_of("mode", [LINK, SUBMODULE, "010644"])
    def test_a_link_is_never_followed_and_told_once(self, mode):
        """The snapshot of these tests can't read them: following one is a KeyError."""
        files = snapshot({PATH: (mode, "../secret")})
        assert load_suites(files).suites == {}
        both = (*load_suites(files).diagnostics, *load_rulebook(files).diagnostics)
        assert [(one.code, one.severity, str(one.location)) for one in both] == [
            ("not-a-file", "error", PATH)
        ]


class TestWhatIsWrong:
    def test_every_fault_of_every_file_is_told_with_its_place_in_order(self):
        found = suites(
            {
                "policies/tests/z.yaml": suite_data("z", case(expect="passes", findings=-1)),
                "policies/tests/a.yaml": "a: 1\na: 2\n",
                "policies/tests/good.yaml": suite_data("good"),
                "policies/tests/m.yaml": suite_data("m", case(), case(), today="2026-02-30"),
                "policies/tests/x.txt": "x",
            }
        )
        assert told(found) == [
            ("yaml-duplicate-key", "error", "policies/tests/a.yaml:2:1"),
            ("doubled", "error", "policies/tests/m.yaml:8:11"),
            ("schema-format", "error", "policies/tests/m.yaml:10:8"),
            ("not-read", "warning", "policies/tests/x.txt"),
            ("schema-enum", "error", "policies/tests/z.yaml:6:13"),
            ("schema-minimum", "error", "policies/tests/z.yaml:7:15"),
        ]
        assert list(found.suites) == ["good"]
        assert len(found.sources) == 4

    def test_an_erasure_is_written_as_yaml_writes_it(self):
        found = suites({PATH: suite_data("rule", case(change={"fast": {"erase": False}}))})
        (one,) = found.diagnostics
        assert one.code == "schema-const"
        assert re.fullmatch('erase is "?false"?', one.message)
        assert one.remedy == 'this kind of file says "erase: true"'

    def test_two_cases_of_one_name_are_told_apart_by_nothing(self):
        (one,) = suites(
            {PATH: suite_data("rule", case(name="It  is"), case(name="it is"), case(name="It is "))}
        ).diagnostics
        assert (one.code, str(one.location)) == ("doubled", f"{PATH}:11:11")
        assert '"It is"' in one.message

    def test_two_files_for_one_policy_are_an_error_at_both_and_neither_tests_it(self):
        other = "policies/tests/rule-again.yaml"
        found = suites(
            {PATH: suite_data("rule"), other: suite_data("rule"), "policies/tests/b.yaml": suite_data("b")}
        )
        doubled = [one for one in found.diagnostics if one.code == "duplicate-test"]
        assert [(one.severity, str(one.location)) for one in doubled] == [
            ("error", f"{other}:2:9"),
            ("error", f"{PATH}:2:9"),
        ]
        assert PATH in doubled[0].message
        assert other in doubled[1].message
        assert list(found.suites) == ["b"]

    def test_a_broken_file_claims_no_policy(self):
        found = suites(
            {PATH: suite_data("rule"), "policies/tests/rule.yml": suite_data("rule", case(expect="x"))}
        )
        assert [one.code for one in found.diagnostics] == ["schema-enum"]
        assert list(found.suites) == ["rule"]

    @each_of("name", ["other.yaml", "Rule.yaml", "rule.x.yaml"])
    def test_a_file_of_another_name_than_its_policy_tests_it_with_a_warning(self, name):
        found = suites({f"policies/tests/{name}": suite_data("rule")})
        assert told(found) == [("misplaced", "warning", f"policies/tests/{name}")]
        assert "rule.yaml" in found.diagnostics[0].remedy
        assert list(found.suites) == ["rule"]

    def test_tests_of_a_policy_that_is_not_there_test_nothing(self):
        found = suites({"policies/tests/no-erasur.yaml": suite_data("no-erasur"), PATH: suite_data("rule")})
        (one,) = unknown_policies(found, {"rule", "no-erasure"})
        assert (one.code, one.severity, str(one.location)) == (
            "test-policy",
            "error",
            "policies/tests/no-erasur.yaml:2:9",
        )
        assert one.remedy == 'did you mean "no-erasure"?'

    def test_a_place_in_a_file_can_be_named(self):
        found = suites({PATH: suite_data("rule", case(name="a"), case(name="b"))})
        assert str(found.sources[PATH].locate("/cases/1")) == f"{PATH}:8:5"


HOSTILE = [
    ("an alias bomb", "a: &a [x]\nb: [*a, *a]\n", "yaml-anchor", f"{PATH}:1:4"),
    ("a merge key", "<<: {a: 1}\n", "yaml-merge-key", f"{PATH}:1:1"),
    ("a tag", "policy: !!python/object:os.system rule\n", "yaml-tag", f"{PATH}:1:9"),
    ("a live key after U+2028", "schema: x # \u2028policy: rule\n", "invisible-character", f"{PATH}:1:13"),
    ("a bidirectional override", 'policy: "\\u202erule"\n', "invisible-character", f"{PATH}:1:10"),
    ("an escaped NUL", 'policy: "ru\\0le"\n', "invisible-character", f"{PATH}:1:12"),
    ("two documents", "a: 1\n---\na: 2\n", "yaml-documents", f"{PATH}:2:1"),
    ("a tab as indentation", "cases:\n\t- a\n", "yaml-tab", f"{PATH}:2:1"),
    ("no number", "a: .nan\n", "yaml-number", f"{PATH}:1:4"),
    ("nothing", "", "yaml-empty", PATH),
    ("a list", "- a\n", "yaml-top", f"{PATH}:1:1"),
    ("a key that is no text", "cases: [{1: x}]\n", "yaml-key", f"{PATH}:1:10"),
]  # fmt: skip


@each_of(("content", "code", "place"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_yaml_is_a_located_diagnostic(content, code, place):
    found = suites({PATH: content})
    assert found.suites == {}
    assert (code, place) in [(one.code, str(one.location)) for one in found.diagnostics]
    assert all(one.message and one.severity == "error" for one in found.diagnostics)


def test_a_file_in_another_encoding_or_too_large_is_a_diagnostic():
    for content, code in (
        (written(suite_data("rule")).encode("utf-16"), "encoding"),
        ("# " + "x" * 300_000, "too-large"),
    ):
        assert [one.code for one in suites({PATH: content}).diagnostics] == [code]


def test_25_000_brackets_are_a_diagnostic():
    found = suites({PATH: "cases: " + "[" * 25_000})
    assert [(one.code, one.location.line) for one in found.diagnostics] == [("too-deep", 1)]
