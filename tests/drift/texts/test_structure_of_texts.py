"""What the structure of a text says: measures, conditions, terms and questions, and what in it is nobody's promise."""

from __future__ import annotations

import textwrap

import pytest
from cases import each_of

from pas_gov.drift.texts.html import html_passages
from pas_gov.drift.texts.markdown import markdown_passages
from pas_gov.drift.texts.reading import sentences


def read(path: str, text: str):
    return sentences(path, textwrap.dedent(text).lstrip("\n").encode()).sentences


def texts(path: str, text: str) -> list[str]:
    return [each.text for each in read(path, text)]


def under(path: str, text: str) -> list[tuple[str, str, str]]:
    return [(each.heading, each.lead, each.text) for each in read(path, text)]


@each_of(
    ("path", "text", "said"),
    [
        ("a.md", "> You answer us in 2 hours.\n\nWe pay you back.\n", ["We pay you back."]),
        ("a.md", "> [!NOTE]\n> We pay you back.\n", ["We pay you back."]),
        ("a.md", "> **Note:** we pay you back.\n", ["Note: we pay you back."]),
        ("a.md", "> Notably, they pay it all back.\n\nWe pay you back.\n", ["We pay you back."]),
        ("a.md", "~~We answer in an hour.~~ We pay you back.\n", ["We pay you back."]),
        ("a.md", "It takes ~4 hours or ~5 hours.\n", ["It takes ~4 hours or ~5 hours."]),
        ("a.html", "<p><del>We answer at once.</del> We pay you back.", ["We pay you back."]),
        ("a.html", "<s>We answer at once.</s><p>We pay you back.", ["We pay you back."]),
        ("a.html", "<blockquote>You answer at once.</blockquote>We pay you back.", ["We pay you back."]),
        ("a.html", "<p>They say <q>you pay us back</q> often.", ["They say “you pay us back” often."]),
        ("a.html", "<p hidden>We answer at once.</p><p>We pay you back.", ["We pay you back."]),
        ("a.html", "<p>We never keep a hidden price.", ["We never keep a hidden price."]),
        ("a.txt", "> You answer at once.\n\nWe pay you back.\n", ["We pay you back."]),
        ("a.txt", "We pay > 5 dollars back.\n", ["We pay > 5 dollars back."]),
    ],
)
def test_what_others_say_and_what_is_struck_out_is_left_out(path, text, said):
    assert texts(path, text) == said


def test_what_is_left_out_is_counted():
    markdown = markdown_passages("> a b\n\n~~c~~ d\n\n```\ne\n```\n").left_out
    assert markdown == {"quoted passage": 1, "struck passage": 1, "passage of code": 1}
    html = html_passages("<p hidden>a</p><pre>b</pre><ins>c</ins>").left_out
    assert html == {"hidden passage": 1, "passage of code": 1}
    assert sentences("a.txt", b"> a b\n> c\n\nd\n\n> e\n").left_out == {"quoted passage": 2}


TABLE = """
<table><caption>Times to answer</caption>
<tr><th rowspan=2>Plan<th colspan=2>First response</tr>
<tr><th>Low<th>High</tr>
<tr><th>Pro<td>8 hours<td>4 hours
<tr><th colspan=3>By contract
<tr><td rowspan=2>Gold<td>2 hours<td>
<tr><td>1 hour<td>half an | hour
</table>
"""


def test_a_row_has_as_many_cells_as_its_header_has_measures():
    lead = "Plan | First response Low | First response High"
    assert under("a.html", TABLE)[1:] == [
        ("Times to answer", lead, "Pro | 8 hours | 4 hours"),
        ("By contract", lead, "Gold | 2 hours |"),
        ("By contract", lead, "Gold | 1 hour | half an / hour"),
    ]


def test_empty_cells_of_a_table_in_markdown_are_kept():
    text = "| Plan | Low | High |\n|-|-|-|\n| Pro plan | | 4 hours |\n| Team plan | 8 hours |\n"
    assert under("a.md", text) == [
        ("", "Plan | Low | High", "Pro plan | | 4 hours"),
        ("", "Plan | Low | High", "Team plan | 8 hours |"),
    ]


def test_a_list_within_a_list_has_its_own_lead_or_that_of_the_outer():
    text = """
    You get:

    - A parcel each day
      - Paid by us always
    - More than that:
      - A gift each year

    And so on.
    """
    assert under("a.md", text) == [
        ("", "You get:", "A parcel each day"),
        ("", "You get:", "Paid by us always"),
        ("", "You get:", "More than that:"),
        ("", "More than that:", "A gift each year"),
        ("", "", "And so on."),
    ]


@each_of(
    ("path", "text", "wanted"),
    [
        ("a.html", "<dl><dt>First response<dd>8 hours<dt>Price<dd>$5 monthly</dl>",
         [("", "First response", "8 hours"), ("", "Price", "$5 monthly")]),
        ("a.html", "<dl><dt>Low<dt>Normal<dd>We answer within a day</dl><p>We pay you back.",
         [("", "Low / Normal", "We answer within a day"), ("", "", "We pay you back.")]),
        ("a.md", "## First response\n\n8 hours\n", [("First response", "", "8 hours")]),
        ("a.md", "## Uptime\n\n99.9%\n", [("Uptime", "", "99.9%")]),
        ("a.md", "## History\n\n2019\n\nVersion 3\n", []),
        ("a.md", "8 hours\n", []),
        ("a.md", "Availability: 99%\n\nPage: 5\n\nShare: 5% off\n", [("", "", "Availability: 99%"), ("", "", "Share: 5% off")]),
        ("a.md", "- First response: 8 hours\n", [("", "", "First response: 8 hours")]),
    ],
)  # fmt: skip
def test_a_value_belongs_to_its_term_or_heading(path, text, wanted):
    assert under(path, text) == wanted


FAQ = [("How fast are you?", "", "We answer within a day.")]


@each_of(
    ("path", "text"),
    [
        ("a.html", "<details><summary>How fast are you?</summary>We answer within a day.</details>"),
        ("a.html", "<h3><button>How fast are you?</button></h3><div>We answer within a day.</div>"),
        ("a.html", "<button>How fast are you?</button><div>We answer within a day.</div>"),
        ("a.md", "<details>\n<summary>How fast are you?</summary>\n\nWe answer within a day.\n\n</details>\n"),
        ("a.md", "## How fast are you?\n\nWe answer within a day.\n"),
        ("a.html", '<script type="application/ld+json">{"@type": "FAQPage", "mainEntity": [{"@type": "Question", '
                   '"name": "How fast are you?", "acceptedAnswer": {"@type": "Answer", "text": '
                   '"<p>We answer within a day.</p>"}}]}</script>'),
    ],
)  # fmt: skip
def test_an_answer_stands_under_its_question(path, text):
    assert under(path, text) == FAQ


def test_a_button_that_asks_nothing_is_no_heading_and_what_was_folded_ends():
    text = "<h2>Price</h2><button>Buy it right now</button><details><summary>Why?</summary>We pay it.</details>You pay no more."
    assert under("a.html", text) == [("Why?", "", "We pay it."), ("Price", "", "You pay no more.")]


def test_broken_json_ld_is_passed_over():
    text = '<script type="application/ld+json">{"@type": </script><p>We pay you back.'
    assert texts("a.html", text) == ["We pay you back."]


def test_front_matter_is_read_but_for_its_title():
    text = "---\ntitle: We ship within a day\ndescription: We pay within a day.\n---\nWe pay you back.\n"
    assert [(each.line, each.text) for each in read("a.md", text)] == [
        (3, "We pay within a day."),
        (5, "We pay you back."),
    ]


LINES = {
    "code.md": "We keep `code\nthat goes on` and pay you\nback for all of it.\n",
    "link.md": "We [pay](http://a.example/b\n'title of it') you back\nfor all of it.\n",
    "item.md": "- We keep `code\n  that goes on` for you\n  and pay it back.\n  - We ship it today.\n",
    "html.md": "Before it all.\n\n<div\n class='a'>\nWe pay <b>you</b>\nback today.\n</div>\n\nWe ship it\nlater than that.\n",
    "quote.md": "> left out\n> of it\n\nWe ship it\nlater on.\n\n1. We pay\n   you back.\n",
    "head.html": "<!-- a\nb -->\n<html>\n<head><title>x</title>\n</head><body>We pay\nyou <a\nhref='x'>back\nnow</a> for all.\n</body></html>",
    "script.html": "<p>We pay <script>\nvar a = '<p>';\n</script>you back\ntoday.<p>We <del>never\never</del> ship it\nlater.",
    "tag.html": "<p\nclass=a\n>We pay you back.<br\n>And we ship it\ntoday.",
    "table.html": "<table>\n<tr><td>We pay\n<td>you back\n</table>",
}


@each_of("path", LINES)
def test_the_words_of_a_sentence_stand_on_its_lines(path):
    found = read(path, LINES[path])
    lines = LINES[path].lstrip("\n").split("\n")
    assert found
    for each in found:
        words = [word for word in each.text.rstrip(".").split() if word != "|"]
        first, last = lines[each.line - 1], lines[each.end_line - 1]
        assert words[0] in first
        assert words[-1] in last


def _handed_down(path, source):
    """Return how many characters of headings, leads and rows the sentences of a source have together."""
    return sum(len(one.heading + one.lead + one.text) for one in sentences(path, source.encode()).sentences)


@each_of(
    ("path", "whole"),
    [
        ("a.md", lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n" + "|x y z|\n" * n),
        ("a.html", lambda n: "<table><tr>" + "<th>a word" * n + "<tr><td>we do it" * n),
        ("a.html", lambda n: "<table>" + "<tr><td colspan=50 rowspan=50>we do it" * n),
        ("a.html", lambda n: f"<h1>{'word ' * n}</h1>" + "<p>we do it</p>" * n),
        ("a.md", lambda n: f"{'word ' * n}:\n\n" + "- we do it\n" * n),
        ("a.html", lambda n: "<dl>" + "<dt>some term" * n + "<dd>we do it" * n),
    ],
    ids=["wide table", "wide header", "spans", "heading", "lead", "terms"],
)
def test_what_a_text_hands_down_grows_as_the_text_does(path, whole):
    assert _handed_down(path, whole(200)) < 2.5 * _handed_down(path, whole(100))


def test_a_table_as_wide_as_any_that_people_write_keeps_its_header():
    source = "|" + "a|" * 30 + "\n|" + "-|" * 30 + "\n" + "|" + "x y|" * 30 + "\n"
    (row,) = sentences("a.md", source.encode()).sentences
    assert row.lead.count(" | ") == row.text.count(" | ") == 29


@each_of(
    ("path", "source"),
    [
        ("a.md", "[We pay you back](terms.md)\n"),
        ("a.md", "We pay you back {: .lead #pay width=30 }\n"),
        ("a.md", "<textarea>\n\nWe pay you back\n\n</textarea>\n"),
        ("a.html", "<nav><p>We pay you back</p></nav>"),
        ("a.html", "<object>We pay you back</object>"),
        ("a.html", "<svg><title>Our own icon here</title><text>We pay you back</text></svg>"),
        ("a.html", "<svg><foreignObject><p>We pay you back</p></foreignObject></svg>"),
        ("a.html", "<noscript><p>We pay you back</p></noscript>"),
    ],
)
def test_what_a_page_shows_is_read(path, source):
    assert [one.text for one in sentences(path, source.encode()).sentences] == ["We pay you back"]


@pytest.mark.parametrize("source", ["{% We pay you back %}\n", "{: We pay you back }\n"])
def test_braces_that_github_shows_stay_in_the_text(source):
    assert [one.text for one in sentences("a.md", source.encode()).sentences] == [source.strip()]


@each_of(
    ("source", "number"),
    [
        ("<template shadowrootmode=open><p>We pay you back</p></template>", 1),
        ("<iframe srcdoc='<p>We pay you back</p>'></iframe>", 1),
        ("<img alt='We pay you back some day'>", 1),
        ("<iframe src='https://acme.example'></iframe><template></template><img alt='our logo'>", 0),
    ],
)
def test_what_a_page_shows_in_another_way_is_counted(source, number):
    found = sentences("a.html", source.encode())
    assert (found.sentences, found.left_out.get("hidden passage", 0)) == ((), number)


def test_words_joined_by_hyphens_are_words():
    assert sentences("a.md", b"Guaranteed six-hour-response.\n").sentences
