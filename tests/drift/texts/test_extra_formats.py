"""Formats that libraries of the extra read, each into the blocks of the one walk; and what has no reader is named."""

from __future__ import annotations

import io
import textwrap
import zipfile

import pytest
from cases import each_of

from pas_gov.drift.texts import readers
from pas_gov.drift.texts.reading import sentences
from pas_gov.foundation.installing import install_command

RESTRUCTURED = """
Answers
=======

We answer within
one day. See `the terms <https://a.example>`_ and :ref:`our page <x>`.

.. promise: refunds

We pay you back.

You get:

* one new parcel or
  your money back
* free returns for all

Term
  We never sell it.

.. versionadded:: 3.1

   We will tell you why.

    We were told so by them.

    -- Somebody Else

+------+-------------+
| Plan | Answer      |
+======+=============+
| Team | four hours, |
|      | always      |
+------+-------------+

.. code-block:: python

   we will not say this
"""


def told(path: str, text: str) -> list[tuple[int, str, str, str]]:
    found = sentences(path, textwrap.dedent(text).lstrip("\n").encode()).sentences
    return [(each.line, each.heading, each.lead, each.text) for each in found]


def test_restructured_text_has_headings_items_rows_and_lines():
    assert told("a.rst", RESTRUCTURED) == [
        (4, "Answers", "", "We answer within one day."),
        (5, "Answers", "", "See the terms and our page."),
        (9, "Answers", "", "We pay you back."),
        (13, "Answers", "You get:", "one new parcel or your money back"),
        (15, "Answers", "You get:", "free returns for all"),
        (18, "Answers", "Term", "We never sell it."),
        (22, "Answers", "", "We will tell you why."),
        (31, "Answers", "Plan | Answer", "Team | four hours, always"),
    ]
    found = sentences("a.rst", RESTRUCTURED.encode())
    assert [one.promise for one in found.sentences if one.promise] == ["refunds"]
    assert found.left_out == {"quoted passage": 1, "passage of code": 1}


@pytest.mark.parametrize(
    "asks", [".. include:: {file}", ".. raw:: html\n   :file: {file}", ".. csv-table::\n   :file: {file}"]
)
def test_what_restructured_text_draws_in_is_not_read_and_is_named(tmp_path, asks):
    secret = tmp_path / "secret.txt"
    secret.write_text("We will tell the secret.\n")
    reading = sentences("a.rst", f"We pay you back.\n\n{asks.format(file=secret)}\n".encode())
    assert [one.text for one in reading.sentences] == ["We pay you back."]
    assert [(one.code, one.location.line) for one in reading.problems] == [("format", 3)]


def test_a_raw_passage_of_html_is_no_text():
    reading = sentences("a.rst", b"We pay you.\n\n.. raw:: html\n\n   <p>We will not say it.\n")
    assert [one.text for one in reading.sentences] == ["We pay you."]


@pytest.mark.whole
@pytest.mark.parametrize(
    "text",
    ["*a **b " * 6000, "".join(" " * each + "a\n\n" for each in range(400)), "a\n" * 120_000],
    ids=["unclosed spans", "deeper and deeper", "long"],
)
def test_restructured_text_that_docutils_cannot_read_in_time_is_named(text):
    assert [one.code for one in sentences("a.rst", text.encode()).problems] in (["unreadable"], ["too-large"])


CATALOGUE = """
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Refund whenever you like"
msgstr "We pay you back."

#, fuzzy
msgid "Not the last word"
msgstr "We may say so."

msgid "We ship it today."
msgstr ""

#~ msgid "We no longer say so"
#~ msgstr "We no longer say so"
"""


@each_of(
    ("language", "wanted"),
    [
        ("en_GB", [(6, "We pay you back."), (13, "We ship it today.")]),
        ("de", [(6, "Refund whenever you like"), (13, "We ship it today.")]),
        ("", [(6, "Refund whenever you like"), (13, "We ship it today.")]),
    ],
)
def test_of_a_catalogue_english_is_read(language, wanted):
    found = told("a.po", CATALOGUE.replace("{language}", language))
    assert [(line, text) for line, _, _, text in found] == wanted


def test_a_catalogue_that_is_none_is_named():
    assert [one.code for one in sentences("a.po", b"We pay you back.").problems] == ["unreadable"]


TOML = '''
# "We never said this one."
title = "We pay you back." # twice
[texts]
again = "We pay you back."
long = """
We answer within
one day."""
literal = 'We never sell data.'
escaped = "We \\u0061nswer at once."
'''


def test_the_strings_of_toml_have_their_lines():
    assert [(line, heading, text) for line, heading, _, text in told("a.toml", TOML)] == [
        (2, "title", "We pay you back."),
        (4, "again", "We pay you back."),
        (6, "long", "We answer within one day."),
        (8, "literal", "We never sell data."),
        (9, "escaped", "We answer at once."),
    ]


@each_of("text", ["a = ", "a = " + "[" * 2000, "a = " + "{b = " * 2000, ".".join("a" * 9000) + " = 1"])
def test_toml_that_is_none_is_named(text):
    assert [one.code for one in sentences("a.toml", text.encode()).problems] == ["unreadable"]


MDX = """
import { Note } from './note.js'
import Logo from './logo.png'

export const promise = {
  text: 'We will pay everything',
}

{/* We will say nothing here. */}

We import goods from all of Europe.

Import taxes are paid by us.

<Note>

We answer within one day.

</Note>
"""


def test_imports_and_exports_of_mdx_are_no_text():
    assert [(line, text) for line, _, _, text in told("a.mdx", MDX)] == [
        (10, "We import goods from all of Europe."),
        (12, "Import taxes are paid by us."),
        (16, "We answer within one day."),
    ]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http:'
    '//schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
STYLES = (
    f"<w:styles {W}>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("heading 1", "List Bullet", "Quote")
    )
    + "</w:styles>"
)


def paragraph(text: str, style: str = "", run: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(one)}</w:tc>' for one in cells)}</w:tr>"


def document(body: str, before: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/document.xml", f"{before}<w:document {W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def test_a_document_of_word_has_headings_items_rows_and_numbered_paragraphs():
    look = '<w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>'
    body = (
        paragraph("Answers", "heading1")
        + paragraph("")
        + paragraph("We answer within one day.")
        + paragraph("You get:")
        + paragraph("your money back at once", "ListBullet")
        + paragraph("free returns for all", "ListBullet")
        + paragraph("We were told so by others.", "Quote")
        + paragraph("We will take this back.", run="<w:strike/>")
        + paragraph("We will hide this one.", run="<w:vanish/>")
        + f"<w:tbl>{look}{row('Plan', 'First answer')}{row('Team', '4 hours, always')}</w:tbl>"
        + f"<w:tbl>{look}{row('Returns', '30 days, always')}{row('Refunds', '5 days, always')}</w:tbl>"
    )
    reading = sentences("a.docx", document(body))
    assert [(one.line, one.heading, one.lead, one.text) for one in reading.sentences] == [
        (3, "Answers", "", "We answer within one day."),
        (5, "Answers", "You get:", "your money back at once"),
        (6, "Answers", "You get:", "free returns for all"),
        (12, "Answers", "Plan | First answer", "Team | 4 hours, always"),
        (14, "Answers", "", "Returns | 30 days, always"),
        (16, "Answers", "", "Refunds | 5 days, always"),
    ]
    assert reading.sentences[0].place == "a.docx (paragraph 3)"
    assert reading.left_out == {"quoted passage": 1, "struck passage": 1}


@pytest.mark.whole
@pytest.mark.parametrize(
    "content",
    [
        lambda: b"no archive",
        lambda: document(
            paragraph("&x;"), '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        ),
        lambda: document("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
        lambda: document(f"<w:p>{' ' * 140_000_000}</w:p>"),
    ],
    ids=["no archive", "entity", "deep", "bomb"],
)
def test_a_document_that_is_none_or_a_bomb_is_named(content):
    reading = sentences("a.docx", content())
    assert not reading.sentences
    assert [one.code for one in reading.problems] == ["unreadable"]


@each_of("path", ["a.adoc", "a.pdf", "a.log"])
def test_a_format_without_a_reader_is_named(path):
    reading = sentences(path, b"We pay you back.")
    assert not reading.sentences
    assert [one.code for one in reading.problems] == ["format"]
    assert reading.problems[0].remedy.startswith("Save it as Markdown")


@pytest.mark.parametrize("path", ["a.rst", "a.docx", "a.po"])
def test_without_the_extra_a_format_is_named_with_its_command(path, monkeypatch):
    monkeypatch.setattr(readers, "find_spec", lambda _: None)
    problem = sentences(path, b"We pay you back.").problems[0]
    assert (problem.code, problem.remedy.split(", or")[0]) == ("format", install_command("pas-gov[texts]"))


@pytest.mark.parametrize("path", ["README", "a.txt"])
def test_plain_text_is_what_says_so_or_nothing(path):
    assert [one.text for one in sentences(path, b"We pay you back.").sentences] == ["We pay you back."]
