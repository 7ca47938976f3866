"""CODEOWNERS from a stack: who is asked about what, what can't be said, and what else a file may hold."""

from __future__ import annotations

import re

import pytest
from builders import home, load, promise_data, stack_of
from cases import each_of
from codeowners_matcher import owners_of
from hypothesis import given
from hypothesis import settings as limited
from hypothesis import strategies as st
from laws import tries

from pas_gov.diagnostics import Diagnostic
from pas_gov.model.records.settings import Settings
from pas_gov.report.codeowners.file import COMMENTS, Parts, may_own, overriding, parted, written
from pas_gov.report.codeowners.handover import Base, unasked_owners
from pas_gov.report.codeowners.lines import PLACES, CodeOwners, codeowners, owner_fault

GOVERNED = Settings(owners=("@acme/governance",))
HOME = PLACES[0]


def lines_of(*records, settings=GOVERNED, path=HOME) -> CodeOwners:
    return codeowners(stack_of(*records), settings, path)


def made(content: bytes, found: CodeOwners, path: str = HOME) -> bytes:
    parts = parted(content, path)
    assert isinstance(parts, Parts), parts
    return written(parts, found)


def codes(found: CodeOwners) -> list[str]:
    return [one.code for one in found.problems]


class TestTheLines:
    def test_each_promise_has_its_owner_between_the_governance_owners(self):
        found = lines_of(
            promise_data("fast", owner="@acme/support"),
            promise_data("kind", layer="legacy", owner="ada@acme.example"),
        )
        assert [line.text for line in found.lines] == [
            "/promises/ @acme/governance",
            "/promises/core/fast.yaml @acme/support",
            "/promises/legacy/kind.yaml ada@acme.example",
            "/policies/ @acme/governance",
            "/pas-gov.yaml @acme/governance",
            "/.github/ @acme/governance",
        ]
        assert found.problems == ()

    def test_they_are_in_the_order_of_paths_not_of_ids(self):
        found = lines_of(promise_data("a", layer="legacy"), promise_data("b", layer="core"))
        assert [line.path for line in found.lines[1:3]] == ["promises/core/b.yaml", "promises/legacy/a.yaml"]

    @each_of("status", ["proposed", "superseded", "retired"])
    def test_a_promise_of_any_status_keeps_its_owner(self, status):
        assert lines_of(promise_data("fast", status=status)).lines[1].owners == ("@acme/support",)

    def test_any_of_several_governance_owners_suffices(self):
        found = lines_of(
            settings=Settings(owners=("@acme/governance", "ada@acme.example", "@acme/governance"))
        )
        assert {line.owners for line in found.lines} == {("@acme/governance", "ada@acme.example")}

    @each_of(
        ("path", "own"),
        [
            (".github/CODEOWNERS", []),
            ("CODEOWNERS", ["CODEOWNERS"]),
            ("docs/CODEOWNERS", ["CODEOWNERS", "docs/CODEOWNERS"]),  # one at the top would be read instead
        ],
    )
    def test_the_file_itself_is_governed_wherever_it_stands(self, path, own):
        found = lines_of(path=path)
        assert [line.path for line in found.lines] == [
            "promises/",
            "policies/",
            "pas-gov.yaml",
            ".github/",
            *own,
        ]
        text = made(b"* @acme/everybody\n", found, path).decode()
        assert owners_of(text, path) == ("@acme/governance",)
        assert owners_of(text, ".github/CODEOWNERS") == ("@acme/governance",)

    def test_without_governance_owners_it_says_what_to_add(self):
        found = lines_of(promise_data(), settings=Settings())
        assert (codes(found), found.lines) == (["no-governance-owners"], ())
        assert found.problems[0].remedy == 'add to pas-gov.yaml: owners: ["<WHO GOVERNS>"]'

    def test_a_governance_owner_who_cant_be_asked_is_an_error(self):
        found = lines_of(settings=Settings(owners=("@acme/governance", "Strategy", "@team")))
        assert codes(found) == ["bad-governance-owner"] * 2

    @pytest.mark.parametrize("path", PLACES)
    @limited(max_examples=tries(30))
    @given(
        names=st.lists(
            st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True), unique=True, max_size=8
        )
    )
    @pytest.mark.whole
    def test_whatever_the_promises_everybody_is_asked_who_should_be(self, path, names):
        layers = ("core", "supporting", "legacy")
        records = [promise_data(n, layer=layers[len(n) % 3], owner=f"@acme/{n}") for n in names]
        text = made(
            b"*.yaml @other\n/promises/ @other\n.github/ @other\n", lines_of(*records, path=path), path
        )
        assert {home(one): owners_of(text, home(one)) for one in records} == {
            home(one): (one["owner"],) for one in records
        }
        rules = (
            "policies/a.yaml",
            "policies/waivers/w.yaml",
            "pas-gov.yaml",
            ".github/workflows/gate.yml",
            path,
        )
        assert {
            owners_of(text, one) for one in (*rules, "promises/README.md", "promises/core/fresh.yaml")
        } == {("@acme/governance",)}
        assert owners_of(text, "deploy/values.yaml") == ("@other",)


BAD_OWNERS = [
    "Support", "support team", "@", "@-acme", "@acme/", "@acme/support @evil", "@acme /support", "@acme/a/b",
    "@acme\n* @evil", "@acme#1", "a#b@acme.example", "# @acme", "a b@acme.example", "ada@", "@acme.example", "ada@acme",
    "ada@acme..example", "a\\ b@acme.example", "<ada@acme.example>", "a,b@acme.example", "ada@acme.example\n",
    "ada\u00a0b@acme.example", "@ämc", "@acme\t",
    "tbd", "TBD", "@tbd", "@Team", "none", "n/a", "everyone", "@everyone", "x" * 40_000, "@" + "x" * 40_000,
    "@acme/" + "x" * 40_000, "x" * 40_000 + "@acme.example", "a@" + "x." * 20_000 + "example", "@" + "a" * 40,
]  # fmt: skip
GOOD_OWNERS = [
    "@a", "@acme", "@acme-inc/customer-success", "@acme/team_1.x", "ada@acme.example", "a.b+c@mail.acme.example",
    "ünal@ácme.example", "@teams", "@acme/team", "everyone@acme.example", "@" + "a" * 39, "tbd@acme.example",
]  # fmt: skip


class TestOwners:
    @each_of("owner", BAD_OWNERS, ids=lambda one: one[:20])
    def test_one_whom_github_wouldnt_ask_is_an_error_that_names_file_and_remedy(self, owner):
        found = lines_of(promise_data("fast", owner=owner))
        (problem,) = found.problems
        assert (problem.code, problem.location.path) == ("bad-owner", "promises/core/fast.yaml")
        assert "pas-gov amend fast --owner" in problem.remedy
        assert len(problem.message) < 300
        assert [line.path for line in found.lines][1] == "policies/"

    @each_of("hidden", "\u2028\u202e\u200b\ufeff\x00\x1b\x85\udc80")
    def test_nor_one_with_what_cant_be_seen_which_no_record_can_hold(self, hidden):
        assert owner_fault(f"ada{hidden}@acme.example", frozenset())
        assert owner_fault(f"@acme{hidden}", frozenset())

    @each_of("owner", GOOD_OWNERS)
    def test_a_handle_a_team_and_an_address_are_asked(self, owner):
        found = lines_of(promise_data("fast", owner=owner))
        assert found.problems == ()
        assert owners_of(made(b"", found), "promises/core/fast.yaml") == (owner,)

    def test_placeholders_are_those_that_the_settings_name(self):
        tuned = Settings(
            owners=("@acme/governance",), params={"owner-is-accountable": {"placeholders": ["Nobody"]}}
        )
        assert codes(lines_of(promise_data(owner="@nobody"), settings=tuned)) == ["bad-owner"]
        assert codes(lines_of(promise_data(owner="@everyone"), settings=tuned)) == []

    @each_of("odd", ["tbd", 3, None, [3, None], {"a": 1}])
    def test_settings_that_name_them_oddly_dont_fail(self, odd):
        tuned = Settings(owners=("@acme/governance",), params={"owner-is-accountable": {"placeholders": odd}})
        assert codes(lines_of(promise_data(), settings=tuned)) == []

    @given(st.text(max_size=60))
    def test_whatever_passes_is_one_word_that_no_comment_begins_in(self, owner):
        if not owner_fault(owner, frozenset()):
            assert re.fullmatch(r"[^\s#]+", owner)
            assert owners_of(f"/x {owner}\n", "x") == (owner,)


class TestPaths:
    @each_of(
        "name",
        [
            "two words",
            "a  b ",
            " a",
            "ünïcode",
            "a@b",
            "a+b=c,d",
            "a'b",
            "a(b)",
            "{a,b}",
            "日本",
            "~a",
            "a:b",
        ],
    )
    def test_a_path_is_escaped_so_that_it_means_itself(self, name):
        path = f"promises/core/{name}/x.yaml"
        found = codeowners(load({path: promise_data("fast")}), GOVERNED, HOME)
        text = made(b"", found)
        assert found.problems == ()
        assert owners_of(text, path) == ("@acme/support",)
        assert owners_of(text, "promises/core/x.yaml") == ("@acme/governance",)

    @each_of("odd", "[]!*?#\\\t\n\r\x00\u00a0\u2028\u202e\u200b\x85\udc80")
    def test_one_that_cant_be_written_is_an_error_that_says_to_rename(self, odd):
        path = f"promises/core/a{odd}b.yaml"
        found = codeowners(load({path: promise_data("fast")}), GOVERNED, HOME)
        assert [(one.code, one.location.path) for one in found.problems] == [("bad-owner-path", path)]
        assert "rename" in found.problems[0].remedy

    def test_a_very_long_one_is_written(self):
        path = f"promises/{'x/' * 20_000}a.yaml"
        found = codeowners(load({path: promise_data("fast")}), GOVERNED, HOME)
        assert found.lines[1].text == f"/{path} @acme/support"


BEGIN, _, END = COMMENTS
FOUND = lines_of(promise_data("fast"))
BLOCK = made(b"", FOUND)


class TestTheBlock:
    def test_it_says_what_it_is_and_what_cant_be_checked(self):
        assert BLOCK.decode().splitlines()[0] == BEGIN
        assert BLOCK.decode().splitlines()[-1] == END
        assert "write access" in BLOCK.decode()

    @each_of(
        "head",
        [
            b"",
            b"* @a\n",
            b"* @a",
            b"* @a\r\n",
            b"\xef\xbb\xbf* @a\n",
            b"\xff\xfe\x00\n",
            b"# only\n\n",
            b"\n",
        ],
    )
    def test_at_first_it_comes_last_and_the_rest_stays(self, head):
        once = made(head, FOUND)
        assert once.startswith(head)
        assert once.endswith((b".\n", b".\r\n"))
        assert owners_of(once.decode(errors="replace"), "promises/core/fast.yaml") == ("@acme/support",)
        assert made(once, FOUND) == once

    def test_it_is_made_anew_between_what_else_there_is(self):
        head, tail = b"\xef\xbb\xbf# \xff mine\r\n*\t@a  \n\n", b"\r\n# more\n/src/ @dev\r"
        stale = head + BLOCK.replace(b"@acme/support", b"@acme/gone\n/promises/core/fast.yaml @evil") + tail
        assert made(stale, FOUND) == head + BLOCK + tail

    def test_crlf_stays_crlf(self):
        content = (b"* @a\n" + BLOCK).replace(b"\n", b"\r\n")
        assert made(content, FOUND) == content
        fresh = made(content, lines_of(promise_data("slow")))
        assert fresh.count(b"\r\n") == fresh.count(b"\n")
        assert made(b"* @a\r\n", FOUND).count(b"\r\n") == len(BLOCK.splitlines()) + 2

    @pytest.mark.parametrize("other", [BLOCK.rstrip(b"\n"), BLOCK.replace(b"\n", b"\r\n", 2)])
    def test_line_ends_alone_are_no_difference(self, other):
        assert made(other, FOUND) == other

    @each_of(
        ("content", "line"),
        [
            (f"{BEGIN}\n/a @a\n", 1),
            (f"/a @a\n{END}\n", 2),
            (f"{END}\n{BEGIN}\n", 1),
            (f"{BEGIN}\n{BEGIN}\n{END}\n", 2),
            (f"{BEGIN}\n{END}\n{END}\n", 3),
            (f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n", 3),
        ],
    )
    def test_a_broken_one_is_an_error_with_its_line(self, content, line):
        found = parted(content.encode(), HOME)
        assert isinstance(found, Diagnostic)
        assert (found.code, found.location.line) == ("broken-block", line)

    def test_a_marker_inside_a_line_is_none(self):
        assert parted(f"/a @a {BEGIN}\n".encode(), HOME) == Parts(f"/a @a {BEGIN}\n".encode())

    @given(st.binary(max_size=60).filter(lambda head: b"# pas-gov owners" not in head))
    def test_twice_is_once_whatever_else_stands_there(self, head):
        once = made(head, FOUND)
        assert once.startswith(head)
        assert made(once, FOUND) == once


class TestRulesAfterTheBlock:
    @each_of(
        "rule",
        ["*", "* @a", "/**  @a", "*.yaml @a", "core/ @a", "/promises/ @a", "/promises", "/promises/core/fast.yaml @a",
         "promises/** @a", "**/core @a", "/p* @a", "/pas-gov.yaml @a", ".github/ @a", "/.github/workflows/ @a",
         "/?olicies/ @a", "  /policies/waivers/ @a", "/[p]romises/ @a", "!/src", "\\* @a", "*#x @a", "/pas-gov.*",
         "#no comment\r* @a", "/" + "x" * 2000 + " @a"],
    )  # fmt: skip
    def test_one_that_could_override_it_is_named_with_its_line(self, rule):
        parts = parted(BLOCK + b"# more\n\n" + rule.encode() + b"\n", HOME)
        assert isinstance(parts, Parts)
        (found,) = overriding(parts, HOME)
        assert found.code == "overriding-rule"
        assert found.location.line == len(BLOCK.splitlines()) + 3 + ("\r" in rule)
        assert found.remedy == "move it above the block"

    @each_of(
        "rule", ["", "# /promises/ @a", "  # *", "/src/ @a", "/docs/ @a", "src/promises/ @a", "/promisesx/ @a",
                 "/Promises/ @a", "/pas-gov.yml @a", "/CODEOWNERS @a", "/docs/** @a", "/a\\ b/ @a"],
    )  # fmt: skip
    def test_one_that_cant_is_left_alone(self, rule):
        parts = parted(BLOCK + rule.encode() + b"\n", HOME)
        assert isinstance(parts, Parts)
        assert list(overriding(parts, HOME)) == []

    def test_what_protects_the_file_itself_depends_on_its_place(self):
        parts = parted(BLOCK + b"/docs/ @a\n", "docs/CODEOWNERS")
        assert isinstance(parts, Parts)
        assert [one.code for one in overriding(parts, "docs/CODEOWNERS")] == ["overriding-rule"]

    @given(
        st.lists(st.sampled_from(["a", "b", "*", "**", "?", "a*", "*b", "a b"]), min_size=1, max_size=4),
        st.lists(st.sampled_from(["a", "b", "ab", "a b"]), min_size=1, max_size=4),
        st.sampled_from(["", "/"]),
        st.sampled_from(["", "/"]),
    )
    def test_what_isnt_certain_counts_as_owning(self, parts, names, start, end):
        pattern = (start + "/".join(parts) + end).replace(" ", "\\ ")
        if owners_of(f"{pattern} @a\n", "/".join(names)):
            assert may_own(pattern, "/".join(names))
            assert len(names) == 1 or may_own(pattern, "/".join(names[:-1]) + "/")


@each_of(
    ("pattern", "path", "owns"),
    [
        ("**/core", "core/x", True),
        ("/**/core/x", "core/x", True),
        ("/a/**/x", "a/x", True),
        ("/a/**", "b/x", False),
        ("/a/**", "a", True),
        ("/a/x", "a/x", True),
        ("/a/x/y", "a/x", False),
        ("/a/x/y", "a/x/", True),
        ("/a", "a/x", True),
        ("a/x", "b/a/x", False),
        ("x", "a/x", True),
        ("x", "a/xx", False),
        ("/", "a/x", False),
    ],
)
def test_how_far_a_pattern_reaches(pattern, path, owns):
    assert may_own(pattern, path) is owns


BEFORE = (promise_data("fast"), promise_data("kind", owner="@acme/care"))


def base_of(*records, content: bytes | None = b"", settings=GOVERNED, **changes) -> Base:
    stack = stack_of(*records)
    made_of = made(content, codeowners(stack, settings, HOME)) if content == b"" else content
    return Base("main", stack, settings, HOME, made_of, **changes)


TRUE = base_of(*BEFORE)


def with_content(content: bytes | None) -> Base:
    return Base("main", TRUE.stack, TRUE.settings, HOME, content)


CHANGES = {
    "reowned": load({home(BEFORE[0]): promise_data("fast", owner="@evil"), home(BEFORE[1]): BEFORE[1]}),
    "moved": load({"promises/core/other.yaml": BEFORE[0], home(BEFORE[1]): BEFORE[1]}),
    "erased": load({home(BEFORE[1]): BEFORE[1]}),
    "replaced": load({home(BEFORE[0]): promise_data("other"), home(BEFORE[1]): BEFORE[1]}),
}
assert TRUE.content is not None
LINE = b"/promises/core/fast.yaml @acme/support\n"


class TestTheOldOwner:
    @each_of("change", CHANGES)
    def test_is_asked_where_the_bases_file_was_true(self, change):
        assert list(unasked_owners(TRUE, CHANGES[change])) == []

    @each_of("change", CHANGES)
    @each_of(
        ("content", "why"),
        [
            (None, "there is no CODEOWNERS file"),
            (b"* @acme/support\n", "no block"),
            (LINE, "no block"),
            (TRUE.content.replace(END.encode(), b""), "broken one"),
            (TRUE.content.replace(LINE, b""), "(/promises/) gives it to @acme/governance"),
            (TRUE.content.replace(LINE, b"/promises/core/fast.yaml @evil\n"), "gives it to @evil"),
            (
                TRUE.content.replace(LINE, b"/promises/core/fast.yaml @acme/support @evil\n"),
                "@acme/support @evil",
            ),
            (TRUE.content.replace(LINE, LINE + b"/promises/core/fast.yaml\n"), "gives it to nobody"),
            (
                TRUE.content.replace(LINE, LINE + b"/promises/core/ @evil\n"),
                "(/promises/core/) gives it to @evil",
            ),
            (TRUE.content + b"*.yaml @evil\n", "(*.yaml) gives it to @evil"),
            (TRUE.content + LINE, "outside the block"),
            (TRUE.content + b"#" * 3_000_000, "too large"),
        ],
    )
    def test_isnt_where_it_wasnt(self, change, content, why):
        (found,) = unasked_owners(with_content(content), CHANGES[change])
        assert found.code == "not-asked"
        assert "the old owner @acme/support isn't asked for promises/core/fast.yaml" in found.message
        assert why in found.message

    @each_of(
        "content",
        [
            b"*.yaml @evil\n" + TRUE.content,
            TRUE.content + b"/src/ @dev\n*.md @dev\n/promises/core/kind.yaml @evil\n",
            TRUE.content.replace(b"\n", b"\r\n"),
            TRUE.content.replace(b"@acme/care", b"@evil"),
        ],
    )
    def test_what_doesnt_concern_the_path_doesnt_matter(self, content):
        assert list(unasked_owners(with_content(content), CHANGES["reowned"])) == []

    @each_of("changed", [{"title": "New"}, {"statement": "New."}, {"status": "retired"}])
    def test_other_changes_ask_nothing(self, changed):
        after = load({home(BEFORE[0]): promise_data("fast", **changed), home(BEFORE[1]): BEFORE[1]})
        assert list(unasked_owners(with_content(None), after)) == []

    def test_a_new_promise_has_no_old_owner(self):
        after = stack_of(*BEFORE, promise_data("fresh"))
        assert list(unasked_owners(with_content(None), after)) == []

    def test_a_record_that_the_change_makes_unreadable_is_no_loss_yet(self):
        after = load({home(BEFORE[0]): "id: fast\n", home(BEFORE[1]): BEFORE[1]})
        assert list(unasked_owners(with_content(None), after)) == []

    def test_it_says_all_that_happens(self):
        after = load(
            {"promises/core/x.yaml": promise_data("fast", owner="@evil"), home(BEFORE[1]): BEFORE[1]}
        )
        (found,) = unasked_owners(with_content(None), after)
        assert "which gets another owner and moves" in found.message
        assert found.location.path == "promises/core/x.yaml"

    @pytest.mark.parametrize("owner", ["tbd", "Support team"])
    def test_one_whom_nobody_could_ask_is_a_warning_so_that_it_can_be_mended(self, owner):
        base = base_of(promise_data("fast", owner=owner))
        (found,) = unasked_owners(base, stack_of(promise_data("fast")))
        assert (found.code, found.severity) == ("nobody-to-ask", "warning")

    def test_so_is_one_whose_record_was_unreadable(self):
        broken = load({home(BEFORE[0]): "id: fast\n"})
        (found,) = unasked_owners(Base("main", broken, GOVERNED, HOME, None), stack_of(BEFORE[0]))
        assert (found.code, found.severity) == ("nobody-to-ask", "warning")

    def test_so_is_the_second_file_of_an_id(self):
        twice = load({home(BEFORE[0]): BEFORE[0], "promises/core/copy.yaml": BEFORE[0]})
        (found,) = unasked_owners(Base("main", twice, GOVERNED, HOME, TRUE.content), stack_of(BEFORE[0]))
        assert (found.code, found.location.path) == ("nobody-to-ask", "promises/core/copy.yaml")
