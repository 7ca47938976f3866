"""``pas-gov docs``: the policies of a folder as a page of Markdown, with examples from their tests."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import click
import pytest
from builders import policy_data, written
from gitrepo import Repo
from roots import ROOT
from rulefiles import proofs, write
from scenario import PACK, settings

from pas_gov.cli import cli
from pas_gov.commands import docs
from pas_gov.diagnostics import Stop
from pas_gov.loading.pack import pack_page
from pas_gov.report.policy_docs.markdown import MARK

pytestmark = pytest.mark.whole

SHORT = {
    "name": "A short title",
    "change": {"fresh": {"make": {"layer": "core", "title": "Short"}}},
    "expect": "pass",
}
LONG = {
    "name": "A long title",
    "change": {"fresh": {"make": {"layer": "core", "title": "Much too long"}}},
    "expect": "fail",
}
POLICY = {
    "title": "Titles are short",
    "why": "A long title is not read.\n\nA short one is.\n",
    "match": {"kinds": ["made"], "layer": ["core", "legacy"]},
    "params": {"max": 10},
    "require": "size(promise.title) <= params.max",
    "message": "promise.title + ' is too long'",
    "remedy": "shorten {promise}",
}


def rule(identity: str = "rule", **changes: Any) -> dict[str, str]:
    """Return a policy as files by path."""
    return {f"policies/{identity}.yaml": written(policy_data(identity, **{**POLICY, **changes}))}


@pytest.fixture
def run(nobodys_settings, capsys, tmp_path):
    """Return a function that runs ``pas-gov docs`` in a folder of these files: its status and what it printed."""

    def call(files: dict[str, str], *arguments: str) -> tuple[int, str]:
        write(tmp_path, files)
        try:
            status = cli.main(["docs", "--repo", str(tmp_path), *arguments], standalone_mode=False)
        except Stop as stop:
            return stop.status, f"{stop.message}\n{stop.remedy}"
        except click.UsageError as wrong:
            return 2, wrong.format_message()
        return status, capsys.readouterr().out

    return call


GOOD = {**rule(), **proofs(SHORT, LONG)}


def section(page: str, identity: str) -> str:
    """Return what a page says of one policy."""
    return page.partition(f"\n## {identity}\n")[2].partition("\n## ")[0].strip()


class TestThePage:
    def test_it_has_every_policy_under_its_id_and_a_link_to_each(self, run):
        status, page = run(PACK)
        ids = sorted(Path(path).stem for path in PACK if "/tests/" not in path)
        assert status == 0
        assert re.findall(r"^## (.*)$", page, re.MULTILINE) == ids
        assert re.findall(r"^\| \[([^]]*)\]\(#([^)]*)\)", page, re.MULTILINE) == [(one, one) for one in ids]
        assert all(re.fullmatch("[a-z0-9-]+", one) for one in ids), (
            "an anchor is its heading in these letters"
        )

    def test_its_first_line_says_that_it_is_made(self, run):
        assert run(GOOD)[1].splitlines()[0] == MARK

    def test_what_it_says_of_a_policy(self, run):
        assert section(run(GOOD)[1], "rule") == """\
**Titles are short.**

A long title is not read.

A short one is.

A finding blocks a change: `block`.

**When it applies.** It asks about each promise that a change touches, or that rests on one, where the layer is core or legacy, and the change is made.

```cel
require: size(promise.title) <= params.max
```

| parameter | default | here |
|---|---|---|
| `max` | `10` |  |

**A change that passes.** A short title:

```yaml
change:
  fresh:
    make: {layer: core, title: Short}
```

**A change that fails.** A long title:

```yaml
change:
  fresh:
    make: {layer: core, title: Much too long}
```

> Much too long is too long

To satisfy it: shorten fresh"""  # fmt: skip

    def test_only_what_decides_is_shown_with_the_authors_line_breaks(self, run):
        changes = {
            "variables": [{"name": "long", "cel": "size(promise.title) > 10 ||\n  promise.owner == ''\n"}, {"name": "said", "cel": "'no'"}],
            "when": "promise.status == 'active'", "each": {"name": "one", "in": "[1, 2]"}, "require": "!long || one == 1",
            "message": "said", "params": None, "remedy": "{said}",
        }  # fmt: skip
        said = section(run({**rule(**changes)})[1], "rule")
        assert said.split("```cel\n")[1].split("\n```")[0].splitlines() == [
            "long: size(promise.title) > 10 ||",
            "    promise.owner == ''",
            "when: promise.status == 'active'",
            "for each one in: [1, 2]",
            "require: !long || one == 1",
        ]

    @pytest.mark.parametrize(
        ("scope", "asked"),
        [
            ("promise", "each promise that a change touches, or that rests on one"),
            ("change", "each promise that a change touches"),
            ("alignment", "each entry of `aligned_to`"),
            ("zone", "each zone of each promise"),
            ("stack", "the stack as a whole"),
        ],
    )
    def test_whom_it_asks_about_is_said_for_each_scope(self, run, scope, asked):
        said = section(
            run(rule(scope=scope, match=None, require="true", message="'x'", params=None))[1], "rule"
        )
        assert f"It asks about {asked}" in said

    @pytest.mark.parametrize(
        ("enforcement", "does"),
        [
            ("block", "blocks a change"),
            ("warn", "warns, and blocks nothing"),
            ("note", "is shown, and binds nobody (a policy on trial)"),
        ],
    )
    def test_what_a_finding_does_is_said(self, run, enforcement, does):
        said = section(run(rule(enforcement=enforcement, waivable=False))[1], "rule")
        assert f"A finding {does}: `{enforcement}`. It can't be waived." in said


class TestExamples:
    def test_they_are_the_first_cases_of_each_outcome_that_hold(self, run):
        wrong = {**LONG, "name": "Wrong", "says": "is nice"}
        nobody = {**LONG, "name": "Nobody", "change": {"nobody": {"end": {}}}}
        more = [{**SHORT, "name": "Later"}, {**LONG, "name": "Later still"}]
        said = section(run({**rule(), **proofs(wrong, nobody, LONG, SHORT, *more)})[1], "rule")
        assert re.findall(r"^\*\*A change that (\w+)\.\*\* (.*):$", said, re.MULTILINE) == [
            ("passes", "A short title"),
            ("fails", "A long title"),
        ]

    def test_without_tests_there_are_none_and_the_remedy_is_as_it_is_written(self, run):
        said = section(run(rule())[1], "rule")
        assert "A change that" not in said
        assert said.endswith("To satisfy it: shorten {promise}")

    def test_they_say_what_the_case_and_its_file_say_of_the_change(self, run):
        shared = {
            "today": "2026-07-01",
            "params": {"max": 12},
            "stack": {"draft": {"layer": "core", "status": "proposed"}},
        }
        one = {
            **LONG,
            "stack": {"draft": {"title": "Mine"}, "named-csm": None},
            "touches": ["pas-gov.yaml"],
            "bootstrap": True,
        }
        said = section(run({**rule(), **proofs(one, **shared)})[1], "rule")
        assert said.split("```yaml\n")[1].split("```")[0] == """\
today: 2026-07-01
params: {max: 12}
stack:
  draft: {layer: core, status: proposed, title: Mine}
  named-csm: null
change:
  fresh:
    make: {layer: core, title: Much too long}
touches: [pas-gov.yaml]
bootstrap: true
"""  # fmt: skip

    def test_they_are_judged_by_the_policys_own_defaults(self, run):
        said = section(run({**GOOD, **settings(params={"rule": {"max": 3}})})[1], "rule")
        assert "**A change that passes.** A short title:" in said
        assert (
            "The examples are judged by the defaults, not as it is tuned here.\n\n**A change that passes"
            in said
        )

    @pytest.mark.parametrize(
        "files",
        [
            GOOD,
            {**GOOD, **settings(params={"rule": {"max": 10}})},
            {**GOOD, **settings(enforcement={"rule": "warn"})},
            {**rule(), **settings(params={"rule": {"max": 3}})},
        ],
        ids=["not tuned", "as the default", "another enforcement", "no examples"],
    )
    def test_by_what_they_are_judged_is_only_said_where_it_matters(self, run, files):
        assert "The examples are judged by" not in run(files)[1]


class TestSettings:
    def test_what_they_tune_is_shown_beside_the_default(self, run):
        page = run({**GOOD, **settings(params={"rule": {"max": 3}}, enforcement={"rule": "warn"})})[1]
        assert "| `max` | `10` | `3` |" in page
        assert "A finding warns, and blocks nothing: `warn` (of itself: block)." in page
        assert "| [rule](#rule) | warn | Titles are short |" in page

    def test_a_parameter_stands_on_one_line_whatever_it_holds(self, run):
        words = {"most": {"core": [1, 2], "legacy": [3] * 60}, "none": []}
        params = {**words, "max": 10}
        page = run({**rule(params=params), **settings(params={"rule": {"most": {"core": [4]}}})})[1]
        threes = ", ".join(["3"] * 60)
        assert "| `most` | `{core: [1, 2], legacy: [" + threes + "]}` | `{core: [4]}` |" in page
        assert "| `none` | `[]` |  |" in page

    def test_a_policy_that_they_switch_off_is_shown_as_such(self, run):
        assert (
            "A finding doesn't come up, as the policy isn't evaluated: `ignore`"
            in run({**GOOD, **settings(enforcement={"rule": "ignore"})})[1]
        )

    def test_those_that_do_not_fit_are_told(self, run):
        status, said = run({**GOOD, **settings(params={"rule": {"maximum": 3}})})
        assert (status, "pas-gov.yaml:" in said) == (3, True)


class TestOutput:
    def test_a_file_is_written_whole(self, run, tmp_path):
        assert run(GOOD, "-o", str(tmp_path / "page.md")) == (0, "")
        assert (tmp_path / "page.md").read_text() == run(GOOD)[1]

    def test_its_own_file_is_written_again(self, run, tmp_path):
        page = tmp_path / "page.md"
        run(GOOD, "-o", str(page))
        assert run(rule("other"), "-o", str(page))[0] == 0
        assert "## other" in page.read_text()

    @pytest.mark.parametrize("text", ["# Mine\n", "", f"x{MARK}\n", f"{MARK}x\n", "\n" + MARK])
    def test_a_file_that_is_not_ours_is_never_overwritten(self, run, tmp_path, text):
        (tmp_path / "page.md").write_text(text)
        status, said = run(GOOD, "-o", str(tmp_path / "page.md"))
        assert (status, "wasn't made by pas-gov docs" in said) == (2, True)
        assert (tmp_path / "page.md").read_text() == text

    def test_a_file_that_is_no_text_is_not_ours(self, run, tmp_path):
        (tmp_path / "page.md").write_bytes(b"\xff\xfe" * 1000)
        assert run(GOOD, "-o", str(tmp_path / "page.md"))[0] == 2

    def test_a_pipe_is_written_to_and_never_read(self, run, tmp_path):
        """Reading one would wait for ever."""
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        try:
            assert run(GOOD, "-o", str(tmp_path / "pipe"))[0] == 0
            assert os.read(reader, 100).decode().startswith(MARK[:90])
        finally:
            os.close(reader)

    def test_where_nothing_can_be_written_it_says_so(self, run, tmp_path):
        status, said = run(GOOD, "-o", str(tmp_path / "nowhere/page.md"))
        assert (status, "can't be written" in said) == (3, True)


class TestCheck:
    @pytest.fixture
    def page(self, run, tmp_path) -> Path:
        run(GOOD, "-o", str(write(tmp_path, GOOD) / "policies/README.md"))
        return tmp_path / "policies/README.md"

    def test_a_page_that_is_up_to_date_is_fine(self, run, page):
        status, said = run(GOOD, "--check")
        assert (status, said) == (0, f"{page} is up to date.\n")

    def test_so_is_one_with_the_line_ends_of_another_system(self, run, page):
        page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
        assert run(GOOD, "--check")[0] == 0

    @pytest.mark.parametrize(
        "changes",
        [rule(title="Titles are long"), rule(params={"max": 9}), rule("other"), settings(params={"rule": {"max": 9}}),
         proofs({**SHORT, "name": "Another"}, LONG), proofs(SHORT)],
        ids=["title", "parameter", "policy", "settings", "case", "fewer cases"],
    )  # fmt: skip
    def test_a_page_is_stale_once_anything_that_it_tells_has_changed(self, run, page, changes):
        before = page.read_bytes()
        status, said = run(changes, "--check")
        assert (status, said.splitlines()[0]) == (1, f"STALE  {page} isn't what the policies say now.")
        assert said.splitlines()[-1] == f"To mend: pas-gov docs -o {page}"
        assert page.read_bytes() == before, "it only looks"

    @pytest.mark.parametrize("text", ["# Mine\n", "", f"x{MARK}\n"])
    def test_of_a_file_that_is_not_ours_it_says_to_move_it_away_first(self, run, page, text):
        page.write_text(text)
        status, said = run(GOOD, "--check")
        assert status == 1
        assert said.splitlines()[-1] == (
            f"To mend: it wasn't made by pas-gov docs, so move it away, then pas-gov docs -o {page}"
        )

    def test_one_of_ours_with_the_line_ends_of_another_system_is_ours(self, run, page):
        page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
        assert run(rule(title="Titles are long"), "--check")[1].splitlines()[-1] == (
            f"To mend: pas-gov docs -o {page}"
        )

    def test_the_difference_is_shown(self, run, page):
        said = run(rule(title="Titles are long"), "--check")[1]
        assert "-**Titles are short.**" in said
        assert "+**Titles are long.**" in said

    def test_a_long_one_is_cut_and_an_escape_in_it_is_told(self, run, page):
        page.write_text("\x1b[31m\n" * 200)
        said = run(GOOD, "--check")[1]
        assert "\x1b" not in said
        assert "-\\x1b[31m" in said
        assert re.search(r"^and \d+ more lines$", said, re.MULTILINE)

    def test_a_page_that_is_not_there_is_wrong_usage(self, run):
        status, said = run(GOOD, "--check")
        assert (status, "pas-gov docs -o" in said) == (2, True)

    def test_another_file_may_be_checked(self, run, page, tmp_path):
        other = tmp_path / "other.md"
        other.write_bytes(page.read_bytes())
        page.unlink()
        assert run(GOOD, "--check", "-o", str(other))[0] == 0


class TestFolder:
    def test_the_policies_of_a_folder_are_documented_without_settings(self, run, tmp_path):
        write(tmp_path / "pack", {path.removeprefix("policies/"): text for path, text in GOOD.items()})
        page = run(settings(params={"rule": {"max": 3}}), str(tmp_path / "pack"))[1]
        assert "| `max` | `10` |  |" in page
        assert "**A change that fails.**" in page

    def test_its_page_is_checked_where_it_lies(self, run, tmp_path):
        folder = write(tmp_path / "pack", {"rule.yaml": rule()["policies/rule.yaml"]})
        assert run({}, str(folder), "--check")[0] == 2
        run({}, str(folder), "-o", str(folder / "README.md"))
        assert run({}, str(folder), "--check")[0] == 0

    def test_links_in_it_are_not_followed(self, run, tmp_path):
        folder = write(tmp_path / "pack", {"rule.yaml": rule()["policies/rule.yaml"]})
        write(tmp_path, rule("secret"))
        (folder / "secret.yaml").symlink_to(tmp_path / "policies/secret.yaml")
        assert "secret" not in run({}, str(folder))[1]

    def test_one_that_is_not_there_or_has_no_policies_is_told(self, run, tmp_path):
        assert run({}, str(tmp_path / "nowhere"))[0] == 2
        (tmp_path / "empty").mkdir()
        assert run({}, str(tmp_path / "empty"))[0] == 3


class TestWhatCanNotBeDocumented:
    @pytest.mark.parametrize(
        ("files", "words"),
        [
            ({}, "there are no policies"),
            (proofs(LONG), "there are no policies"),
            ({**GOOD, **rule("other", require="promise.titel == ''")}, "policies/other.yaml:6:19"),
            ({**GOOD, "policies/other.yaml": "a: ["}, "policies/other.yaml:1:4"),
            ({**GOOD, **proofs({**LONG, "expect": "fails"})}, "policies/tests/rule.yaml:"),
            ({**GOOD, **rule("\u202e")}, "policies/"),
        ],
    )
    def test_it_is_told_with_its_place(self, run, files, words):
        status, said = run(files)
        assert status == 3
        assert words in said
        assert "\u202e" not in said

    def test_one_that_takes_too_long_is_no_crash(self, run, monkeypatch):
        monkeypatch.setattr(docs, "SECONDS", 0.2)
        many = {"name": "many", "cel": f"[{', '.join(map(str, range(60)))}]"}
        endless = "many.all(a, many.all(b, many.all(c, many.all(d, many.all(e, a + b + c + d + e >= 0)))))"
        status, said = run({**rule(variables=[many], require=endless, params=None), **proofs(SHORT)})
        assert (status, "took more than 0.2 seconds" in said) == (3, True)


NASTY = [
    "<script>alert(1)</script>", "<img src=https://evil.example/x>", "[a](javascript:alert(1))", "![a](https://evil.example/x.png)",
    "[a]: https://evil.example", "https://evil.example www.evil.example eve@evil.example", "`a` ``b", "a | b | c", "a\\|<b>c</b>",
    "**a** __b__ ~~c~~", "# a", "> a", "- a", "1. a", "---", "```\n## evil\n```", "<!-- a", "-->", "## evil", "&lt;script&gt;", "$a$",
    "\n\n## evil\n\n<b>", "</details>", "| a | b |\n|---|---|\n| [x](https://evil.example) | y |",
]  # fmt: skip


def hostile(text: str) -> dict[str, str]:
    """Return a policy, with tests, that says a text wherever a policy can say one."""
    quoted = "'''" + text.replace("\\", "\\\\") + "'''"
    cases = [
        {**case, "name": f"{case['expect']} {text}", "stack": {"draft": {"layer": "core", "notes": text}}}
        for case in (SHORT, LONG)
    ]
    params = {"max": 10, "words": [text], "said": text}
    changes = {
        "title": text, "why": text, "remedy": text, "params": params, "message": f"promise.title + {quoted}",
        "when": f"params.said.startsWith({quoted})",  # not ==, after which the settings may say nothing else
    }  # fmt: skip
    return {**rule(**changes), **proofs(*cases)}


class TestHostileTexts:
    @pytest.mark.parametrize("text", NASTY)
    def test_they_do_nothing_as_a_parser_of_markdown_reads_the_page(self, run, text):
        markdown_it = pytest.importorskip("markdown_it")
        status, page = run({**hostile(text), **settings(params={"rule": {"said": f"{text} here"}})})
        assert status == 0
        assert "A change that fails" in page
        tokens = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
        inner = [part for token in tokens for part in token.children or ()]
        assert [token.content.strip() for token in tokens if token.type == "html_block"] == [MARK]
        assert {part.type for part in inner} <= {
            "text", "text_special", "code_inline", "strong_open", "strong_close", "link_open", "link_close", "softbreak",
        }  # fmt: skip
        assert [part.attrs["href"] for part in inner if part.type == "link_open"] == ["#rule"]
        headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
        assert headings == ["What the policies ask", "rule"]
        assert {token.type for token in tokens if token.type.endswith("_open")} <= {
            "heading_open", "paragraph_open", "blockquote_open", "table_open", "thead_open", "tbody_open", "tr_open", "th_open", "td_open",
        }  # fmt: skip
        rows = sum(token.type == "tr_open" for token in tokens)
        cells = sum(token.type in ("th_open", "td_open") for token in tokens)
        assert (rows, cells) == (2 + 4, 3 * (2 + 4))

    @pytest.mark.parametrize("text", NASTY)
    def test_nothing_but_the_pages_own_lines_begins_a_block_or_html(self, run, text):
        page = run(hostile(text))[1]
        outside = re.sub(r"^(`{3,})\w*\n.*?^\1$", "", page, flags=re.MULTILINE | re.DOTALL).replace(MARK, "")
        outside = re.sub(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", "", outside)
        assert re.findall(r"(?<!\\)<", outside) == []
        assert re.findall(r"(?<!\\)\]\((.*?)\)", outside) == ["#rule"]
        assert re.findall(r"^#+ .*", outside, re.MULTILINE) == ["# What the policies ask", "## rule"]
        assert "://" not in outside

    def test_characters_that_a_terminal_obeys_are_told(self, run):
        message = "promise.title + '\\u001b[31m\\u202e'"
        page = run({**rule(message=message), **proofs(LONG)})[1]
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "\\x1b" in page


class TestThisRepository:
    def test_the_documentation_of_the_standard_pack_is_up_to_date(self, nobodys_settings, capsys):
        """To mend: pas-gov docs -o policies/README.md."""
        status = cli.main(["docs", "--repo", str(ROOT), "--check"], standalone_mode=False)
        assert (status, capsys.readouterr().out) == (0, f"{ROOT / 'policies/README.md'} is up to date.\n")

    def test_a_new_repository_gets_it_and_it_is_up_to_date_there(self, repo: Repo, capsys):
        assert cli.main(["init", "--repo", str(repo.path)], standalone_mode=False) == 0
        assert (repo.path / "policies/README.md").read_text() == pack_page()
        assert cli.main(["docs", "--repo", str(repo.path), "--check"], standalone_mode=False) == 0

    def test_a_page_of_ones_own_is_kept(self, repo: Repo, capsys):
        write(repo.path, {"policies/README.md": "# Mine\n"})
        cli.main(["init", "--repo", str(repo.path)], standalone_mode=False)
        assert (repo.path / "policies/README.md").read_text() == "# Mine\n"


class TestLogs:
    """What is printed may end in a CI's log, which obeys lines that begin with ``::`` and ``##[`` anywhere."""

    COMMANDS = ("::error::pwned", "##[error]pwned")

    def lines(self, said: str) -> list[str]:
        return [line for line in said.splitlines() if line.lstrip().startswith("::") or "##[" in line]

    def test_the_page(self, run):
        hostile = "\n".join(self.COMMANDS)
        status, said = run(
            {
                **rule(
                    why=hostile, require=f"size(promise.title) <= 10 || promise.title == '''\n  {hostile}'''"
                )
            }
        )
        assert (status, self.lines(said)) == (0, [])
        assert "pwned" in said

    def test_the_differences_of_a_stale_one(self, run, tmp_path):
        write(
            tmp_path,
            {"policies/README.md": "\n".join((MARK, *self.COMMANDS, *(f" {one}" for one in self.COMMANDS)))},
        )
        status, said = run(rule(), "--check")
        assert (status, self.lines(said)) == (1, [])
        assert "pwned" in said
