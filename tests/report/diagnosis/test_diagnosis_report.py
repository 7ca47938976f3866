"""The Promise Drift Report in its formats: the summary first, every line safe, the same every time."""

from __future__ import annotations

import json

import jsonschema
from cases import each_of
from texts_diagnosed import TODAY, diagnosed

from pas_gov.model.records.schema import schema
from pas_gov.report.diagnosis import FORMATS
from pas_gov.report.diagnosis.contents import DiagnosisReport
from pas_gov.report.layout import Style

PAGES = {
    "pricing.md": "We answer every ticket within two hours.\n",
    "help/a.md": "You will get a reply to your ticket within one business day.\n",
    "roadmap.md": "Single sign-on will come to all plans by the end of 2025.\n",
    "index.md": "We never sell your data.\n",
    "bild.md": "Wir antworten auf jede Anfrage innerhalb von zwei Stunden, und zwar an jedem Tag der Woche.\n"
    * 3,
}
HOSTILE = {
    "a.md": "We answer every ticket within two hours\u202e and \x1b[31mred ::error::x <script>alert(1)</script> [a](javascript:x) |x| @you.\n",
    "::error::b.md": "You get a reply to your ticket within one business day, ##[error] says we.\n",
}


def report(pages=PAGES, **given):
    return DiagnosisReport(diagnosed(pages), ("site",), TODAY, **given)


@each_of("format_", FORMATS.names)
def test_each_format_tells_the_findings_with_their_sentences(format_):
    text = FORMATS.rendered(report(), format_, Style())
    for said in ("two hours", "one business day", "Single sign", "2025"):
        assert said in text.replace("\\", "")


@each_of("format_", FORMATS.names)
def test_the_same_pages_give_the_same_report(format_):
    assert FORMATS.rendered(report(), format_, Style()) == FORMATS.rendered(report(), format_, Style())


def test_text_has_eighty_columns_and_the_summary_first():
    lines = FORMATS.rendered(report(), "text", Style()).splitlines()
    assert max(map(len, lines)) <= 80
    assert "1 contradiction and 1 orphan." in lines[:5]
    assert any("only English" in line for line in lines)


def test_json_is_as_its_schema_says():
    data = json.loads(FORMATS.rendered(report(), "json", Style()))
    jsonschema.validate(data, schema("diagnosis"))
    (contradiction, orphan) = data["findings"]
    assert {one["path"] for one in contradiction["sentences"]} == {"pricing.md", "help/a.md"}
    assert [one["path"] for one in orphan["sentences"]] == ["roadmap.md"]
    assert data["unread"][0]["path"] == "bild.md"


@each_of("format_", FORMATS.names)
def test_a_strangers_text_is_shown_and_obeyed_by_nothing(format_):
    text = FORMATS.rendered(report(HOSTILE), format_, Style())
    assert "\x1b[31m" not in text
    assert "\u202e" not in text
    assert "##[" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    if format_ in ("markdown", "html"):
        assert "<script>" not in text
        assert "[a](" not in text or format_ == "html"


@each_of(
    ("fail_on", "status"),
    [((), 0), (("slip",), 0), (("contradiction",), 1), (("orphan",), 1), (("unread",), 1)],
)
def test_the_status_is_what_was_asked_for(fail_on, status):
    assert report(fail_on=fail_on).status == status


def test_a_text_that_cannot_be_read_is_no_pass():
    assert report({**PAGES, "broken.md": "\0\0\0"}).status == 3


def test_the_html_file_needs_no_network_and_no_script():
    text = FORMATS.rendered(report(), "html", Style())
    assert "default-src 'none'" in text
    for reaching in ("<script", "src=", "url(", "@import", "<link", "<iframe", "<img"):
        assert reaching not in text


def test_texts_that_could_not_be_read_are_not_counted_as_read():
    broken = {"c.docx": b"no document", "b.md": "We answer".encode("utf-16")}
    text = FORMATS.rendered(report(broken), "text", Style())
    assert "No text was read, so nothing can be said of what comes apart." in text
    assert "0 texts read, 0 sentences" in text
    some = json.loads(FORMATS.rendered(report({**PAGES, **broken}), "json", Style()))
    assert some["read"]["texts"] == len(PAGES)
