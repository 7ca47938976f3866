"""Whatever a record, a path, a branch or a policy says, no sink obeys it: HOSTILE section 5, for every format."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import jsonschema
import pytest
from hostile import OWN, naughty
from npm import Absent, package
from runner_log import commands

from pas_gov.diagnostics import UNPRINTABLE, Diagnostic, Location
from pas_gov.judging.findings.gate_report import (
    GateReport,
    HeadRulesVerdict,
    NoVerdict,
    Report,
    ReportedChange,
    ReportedFinding,
    ReportedPolicy,
    ReportedProblem,
    ReportedPromise,
    ReportedRef,
    ReportedWaiver,
)
from pas_gov.judging.verdict.answers import KINDS, Answer
from pas_gov.report.gate import FORMATS
from pas_gov.report.gate.github import gate_outputs
from pas_gov.report.gate.markdown import COMMENT, gate_markdown
from pas_gov.report.layout import Style

pytestmark = pytest.mark.whole

cmarkgfm = pytest.importorskip("cmarkgfm")  # GitHub's own parser; of the extra "test"
ALLOWED = {"h2", "h3", "p", "strong", "code", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
OWNS = (True, False, None, True, False)


def finding(text: str, **changes: object) -> ReportedFinding:
    fields = {
        "policy": "change-propagates", "enforcement": "block", "outcome": "fail", "promise": "four-hours", "target": text, "zone": None,
        "message": text, "remedy": text, "commands": (("amend", text),), "location": Location(text, 3, 5), "anchor": Location(text, 4, 1), "preexisting": False,
        "waiver": None, "fingerprint": "0123456789abcdef", "blocks": True, "cause": "reliable", "context": text,
        "docs": "policies/README.md#change-propagates",
    }  # fmt: skip
    return ReportedFinding(**{**fields, **changes})  # type: ignore[arg-type]


def report(text: str) -> GateReport:
    """Return a report that says the text wherever a report says anything of a stranger's."""
    reliable = ReportedPromise("reliable", text, "core", "active", text, text)
    asked = ReportedPromise("four-hours", text, "supporting", "active", text, text)
    wrong = Diagnostic(text if re.fullmatch("[a-z-]+", text) else "bad-id", text, Location(text, 1, 1), text)
    return GateReport(
        verdict="blocked", today="2026-06-01", base=ReportedRef(text, "a" * 40), head=ReportedRef(f"refs/heads/{text}", "b" * 40),
        tree="c" * 40, policies_from="base", bootstrap=False,
        changes=(ReportedChange(reliable, ("reworded",), True, None, None, told=(text, f"now: {text}")),),
        findings=(
            finding(text), finding(text, blocks=False, enforcement="warn"), finding(text, blocks=False, outcome="waived", waiver=text),
            finding(text, blocks=False, preexisting=True), finding(text, blocks=False, enforcement="note"),
            finding(text, promise="", cause="", target=None),
        ),
        problems=(ReportedProblem(wrong, False, True), ReportedProblem(wrong, True, False), ReportedProblem(wrong, False, False)),
        policies=(ReportedPolicy("change-propagates", "block", (text,), {"pass": 1, "fail": 1}, "README.md#x", text, text),),
        waivers=(ReportedWaiver(text, "unused"),), under_head=HeadRulesVerdict("pass", (finding(text),), text, (text,)), notes=(text,),
        promises={"reliable": reliable, "four-hours": asked}, later={"reliable": (text,)}, reproduce=f"pas-gov gate {text}", why=text,
        answers=tuple(Answer(text, kind, text, text if own else None, text, text, text, text, own) for kind, own in zip(KINDS, OWNS, strict=True)),
    )  # fmt: skip


def no_verdict(text: str) -> NoVerdict:
    return NoVerdict("2026-06-01", "missing-ref", text, text)


def reports(text: str) -> Iterator[Report]:
    yield report(text)
    yield no_verdict(text)


def as_a_log(report: Report, name: str) -> str:
    """Return a format as a log has it: what can't be encoded is escaped, as the command line's streams do."""
    return FORMATS.rendered(report, name, Style(width=80)).encode("utf-8", "backslashreplace").decode()


@functools.cache
def printed(text: str, name: str) -> str:
    """Return the report that says a text everywhere, in a format, as a log has it; made once for all tests."""
    return as_a_log(report(text), name)


@functools.cache
def without_verdict(text: str, name: str) -> str:
    """Return what there is where there is no verdict, in a format, as a log has it."""
    return as_a_log(no_verdict(text), name)


def both(text: str, name: str) -> tuple[str, str]:
    return printed(text, name), without_verdict(text, name)


def texts() -> list[str]:
    try:
        return list(naughty())
    except Absent:
        return list(OWN)  # the public list's absence is told by the test below


def test_the_public_list_is_here():
    try:
        assert len(naughty()) > 450
    except Absent as absent:
        pytest.skip(str(absent))


@pytest.mark.parametrize("name", [name for name in FORMATS.names if name != "github"])
def test_no_format_is_obeyed_by_a_log(name: str):
    for text in texts():
        for shown in both(text, name):
            assert commands(shown) == [], text


def test_annotations_are_the_only_commands_and_as_many_as_without_the_text():
    plain = [[one.name for one in commands(shown)] for shown in both("plain words", "github")]
    for text in texts():
        for expected, shown in zip(plain, both(text, "github"), strict=True):
            assert [one.name for one in commands(shown)] == expected, text


def test_an_annotations_path_comes_through_its_escapes():
    for text in OWN:
        found = [one for one in commands(printed(text, "github")) if one.name == "error"]
        assert found[1].properties["line"] == "4"
        if "##[" not in text and text.isprintable():
            assert found[1].properties["file"] == text


def test_text_holds_no_control_and_nothing_that_hides_or_turns_round():
    for text in texts():
        bare = [re.sub("\x1b\\[[0-9;]*m", "", coloured(one)) for one in reports(text)]
        for shown in (*both(text, "text"), *bare):
            assert not UNPRINTABLE.search(shown.replace("\n", "")), repr(text)


def coloured(report: Report) -> str:
    return FORMATS.rendered(report, "text", Style(width=80, colour=True))


def test_colours_are_ours_alone():
    for text in texts():
        painted = re.findall("\x1b(?:\\[[0-9;]*m)?", coloured(report(text)))
        assert all(len(one) > 1 for one in painted)
        assert painted.count("\x1b[0m") * 2 == len(painted), repr(text)


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
def test_json_is_valid_ascii_and_says_the_text_itself(name: str):
    for text in texts():
        shown = printed(text, name)
        assert shown.isascii()
        data = json.loads(shown)
        if name == "json":
            assert data["findings"][0]["message"] == text


def test_sarif_keeps_its_schema():
    try:
        schema = json.loads(
            (package("@microsoft/jest-sarif@1.0.0-beta.0") / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text()
        )
    except Absent as absent:
        pytest.skip(str(absent))
    validator = jsonschema.Draft4Validator(schema)
    for text in texts()[::4]:  # a third of a minute for all
        validator.validate(json.loads(printed(text, "sarif")))


def test_xml_is_well_formed_and_has_no_element_that_the_text_made():
    plain = [
        [one.tag for one in ElementTree.fromstring(shown).iter()] for shown in both("plain words", "junit")
    ]
    for text in texts():
        for expected, shown in zip(plain, both(text, "junit"), strict=True):
            tags = [one.tag for one in ElementTree.fromstring(shown.encode()).iter()]
            extra = set(tags) - set(expected)
            assert not extra, (text, extra)
            assert tags.count("failure") == expected.count("failure")


def rendered(markdown: str) -> str:
    """Return the HTML that GitHub's parser makes, raw HTML let through so that it would be seen."""
    return cmarkgfm.github_flavored_markdown_to_html(markdown, options=cmarkgfm.Options.CMARK_OPT_UNSAFE)


def test_markdown_shows_the_text_and_makes_nothing_of_it():
    for text in texts():
        for shown in both(text, "markdown"):
            page = rendered(shown)
            tags = {name.lower() for name in re.findall(r"<\s*/?\s*([A-Za-z!?][\w-]*)", page)}
            assert tags <= ALLOWED, (text, tags - ALLOWED)
            assert "<!" not in page


def test_markdown_mentions_nobody_and_refers_to_nothing():
    for text in texts():
        page = rendered(printed(text, "markdown"))
        outside = html.unescape(
            re.sub(r"<[^>]*>", " ", re.sub(r"<code>.*?</code>", " ", page, flags=re.DOTALL))
        )
        assert not re.search(r"(?<![\w`])@[A-Za-z0-9]", outside), text
        assert not re.search(r"(?<!\w)(?:#|GH-)[0-9]", outside), text
        assert not re.search(r"https?://|www\.", outside) or "<a " not in page, text


def test_markdown_has_as_many_cells_and_headings_as_without_the_text():
    def shape(page: str) -> dict[str, int]:
        return {tag: page.count(f"<{tag}>") for tag in ("td", "tr", "table", "h2", "h3", "li")}

    plain = shape(rendered(printed("plain words", "markdown")))
    for text in filter(str.strip, texts()):
        assert shape(rendered(printed(text, "markdown"))) == plain, repr(text)


def test_outputs_stay_three_lines():
    for text in texts():
        for each in reports(text):
            assert re.fullmatch(r"verdict=[a-z-]+\nblocking=\d+\nwarnings=\d+\n", gate_outputs(each))


def test_a_comment_fits_whatever_its_texts_are():
    for text in ("x" * 300_000, "é`" * 100_000, "\ud800" * 50_000, "a|" * 100_000):
        assert len(gate_markdown(report(text)).encode("utf-8", "backslashreplace")) <= COMMENT
