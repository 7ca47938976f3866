"""Sentences out of files, with their lines."""

from __future__ import annotations

import json
import textwrap

import pytest
from cases import each_of

from pas_gov.drift.texts.reading import sentences


def read(path: str, text: str):
    return sentences(path, textwrap.dedent(text).lstrip("\n").encode())


def told(path: str, text: str):
    return [(each.line, each.end_line, each.unit, each.text) for each in read(path, text).sentences]


def texts(path: str, text: str) -> list[str]:
    return [each.text for each in read(path, text).sentences]


MARKDOWN = """
---
title: Refunds within a year
---
# Refunds

We refund [every order](https://shop.example/a_b) within **30 days**. That is
what `refund` means to us, e.g. for books.

> We also pay for shipping.

You get:

- A new parcel, or
  your money back.
- One more thing. And another thing too.

| Plan | Answer within |
|------|---------------|
| Team | 4 hours, always |

```
We will run this code for you.
```
"""


def test_markdown_gives_sentences_items_and_rows_with_their_lines():
    assert told("a.md", MARKDOWN) == [
        (6, 6, "sentence", "We refund every order within 30 days."),
        (6, 7, "sentence", "That is what refund means to us, e.g. for books."),
        (13, 14, "item", "A new parcel, or your money back."),
        (15, 15, "item", "One more thing."),
        (15, 15, "item", "And another thing too."),
        (19, 19, "row", "Team | 4 hours, always"),
    ]


def test_a_sentence_knows_its_heading_and_what_introduces_its_list():
    found = read("a.md", MARKDOWN).sentences
    assert {each.heading for each in found} == {"Refunds"}
    assert [each.lead for each in found if each.unit == "item"] == ["You get:"] * 3
    assert found[-1].lead == "Plan | Answer within"


@each_of(
    ("text", "wanted"),
    [
        ("It is up 99.9 % of the time. We measure it.", ["It is up 99.9 % of the time.", "We measure it."]),
        ("See e.g. Our terms. They are short ones.", ["See e.g. Our terms.", "They are short ones."]),
        ("Acme Inc. We ship it today.", ["We ship it today."]),
        ("Acme Inc. ships it today.", ["Acme Inc. ships it today."]),
        (
            "Go to https://a.example/b.c?d=e. Then you wait.",
            ["Go to https://a.example/b.c?d=e.", "Then you wait."],
        ),
        ('He said "we will pay." Then he did so.', ['He said "we will pay."', "Then he did so."]),
        ("We pay in the U.S. and at 5 p.m. on Mondays.", ["We pay in the U.S. and at 5 p.m. on Mondays."]),
        ("(We pay for that.) Ask us any time!", ["(We pay for that.)", "Ask us any time!"]),
        ("we pay you back. we also say sorry.", ["we pay you back.", "we also say sorry."]),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text, wanted):
    assert texts("a.txt", text) == wanted


def test_what_has_fewer_than_three_words_is_no_sentence():
    assert texts("a.md", "Read on.\n\nWe pay back.\n") == ["We pay back."]


@each_of(
    ("markup", "wanted"),
    [
        ("We *never* sell ~~your~~ __any__ data.", "We never sell any data."),
        ("We keep snake_case and 2 * 3 as they are.", "We keep snake_case and 2 * 3 as they are."),
        ("We show ![a picture](p.png) to everybody here.", "We show to everybody here."),
        ("Read [the terms][t] before you sign.\n\n[t]: /terms", "Read the terms before you sign."),
        ("Write to <help@acme.example> at any time.", "Write to help@acme.example at any time."),
        ("We pay 5&nbsp;&euro; to each of you.", "We pay 5 € to each of you."),
        (r"We keep \*stars\* and \[brackets\] here.", "We keep *stars* and [brackets] here."),
        ("We <b>always</b> answer<br>all of them.", "We always answer all of them."),
        ("See [the list]({{ site.base }}/list) of them all.", "See the list of them all."),
    ],
)
def test_markup_is_removed_and_words_stay(markup, wanted):
    assert texts("a.md", markup) == [wanted]


HTML = """
<html><head><title>We hide the head here</title><style>p { we: will pay }</style></head>
<body><nav>We read the navigation</nav>
<h2>Service &amp; more</h2>
<p>We answer <b>within
one day</b>. And we do so
gladly.</p>
<p hidden>We never show this one.</p><div style="display: none">We never show that one.</div>
<script>we will not run this</script>
<ul><li>Free parcels for all<li>A gift for each of you</ul>
<table><tr><th>Plan<th>Price</tr><tr><td>Team<td>$5 per month</tr></table>
"""


def test_html_gives_what_is_shown_with_its_lines():
    assert told("a.html", HTML) == [
        (2, 2, "sentence", "We read the navigation"),
        (4, 5, "sentence", "We answer within one day."),
        (5, 6, "sentence", "And we do so gladly."),
        (9, 9, "item", "Free parcels for all"),
        (9, 9, "item", "A gift for each of you"),
        (10, 10, "row", "Team | $5 per month"),
    ]
    assert {each.heading for each in read("a.html", HTML).sentences} == {"", "Service & more"}


YAML = """
name: assistant
prompt: |
  # Returns
  Returns are free for 30 days.

  - We answer within one day.
other: "We pay you back."
examples:
  - role: user
    content: You promised me a full refund.
  - role: assistant
    content: >
      We will refund you
      within a week.
"""


def test_the_strings_of_yaml_have_their_lines_and_the_customer_does_not_speak():
    assert told("a.yaml", YAML) == [
        (4, 4, "string", "Returns are free for 30 days."),
        (6, 6, "string", "We answer within one day."),
        (7, 7, "string", "We pay you back."),
        (13, 14, "string", "We will refund you within a week."),
    ]
    assert [each.heading for each in read("a.yaml", YAML).sentences] == [
        "Returns",
        "Returns",
        "other",
        "content",
    ]


def test_the_strings_of_json_have_their_lines():
    text = json.dumps(
        {"a": 1, "say": "We pay back. We say sorry.", "b": [{"role": "user", "text": "You will pay me."}]},
        indent=1,
    )
    assert told("a.json", text) == [
        (3, 3, "string", "We pay back."),
        (3, 3, "string", "We say sorry."),
    ]


def test_of_a_transcript_only_the_organisations_side_speaks():
    turns = [
        {"role": "user", "content": "You promised me a refund."},
        {"role": "assistant", "content": "We will refund you. It takes three days."},
        {
            "messages": [
                {"speaker": "Agent", "text": "I'll call you back."},
                {"speaker": "Customer", "text": "You will do so."},
            ]
        },
        {"role": "assistant", "content": [{"type": "text", "text": "We ship it today."}]},
    ]
    assert told("a.jsonl", "\n".join(map(json.dumps, turns))) == [
        (2, 2, "turn", "We will refund you."),
        (2, 2, "turn", "It takes three days."),
        (3, 3, "turn", "I'll call you back."),
        (4, 4, "turn", "We ship it today."),
    ]


def links(path: str, text: str) -> list[tuple[str, str]]:
    return [(each.text, each.promise) for each in read(path, text).sentences]


def test_front_matter_names_the_promise_of_a_whole_file():
    assert links("a.md", "---\npromise: fast-answers\n---\nWe answer at once.\n") == [
        ("We answer at once.", "fast-answers")
    ]


def test_a_comment_names_the_promise_of_the_block_after_it_and_no_other():
    text = "<!-- promise: fast-answers -->\nWe answer at once.\n\nWe pay you back.\n"
    assert links("a.md", text.replace("-->\n", "-->\n\n")) == [
        ("We answer at once.", "fast-answers"),
        ("We pay you back.", ""),
    ]


def test_a_comment_before_a_list_or_a_heading_speaks_of_all_of_it():
    text = """
    <!-- promise: one -->

    - We answer at once.
    - We pay you back.

    We sell no data.

    <!-- promise: two -->
    ## Delivery

    We ship it today.

    ## Other things

    We like good tea.
    """
    assert links("a.md", text) == [
        ("We answer at once.", "one"),
        ("We pay you back.", "one"),
        ("We sell no data.", ""),
        ("We ship it today.", "two"),
        ("We like good tea.", ""),
    ]


@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_a_comment_behind_a_sentence_names_its_promise(path):
    text = "We pay you back. <!-- promise: refunds --> We answer at once.\n"
    assert links(path, text) == [("We pay you back.", "refunds"), ("We answer at once.", "")]


def test_a_key_names_the_promise_of_its_mapping():
    assert links("a.yaml", "- promise: refunds\n  say: We pay you back.\n- say: We answer at once.\n") == [
        ("We pay you back.", "refunds"),
        ("We answer at once.", ""),
    ]


def test_a_comment_that_names_no_id_is_no_link():
    assert links("a.md", "<!-- promise: Not an id -->\n\nWe pay you back.\n") == [("We pay you back.", "")]
