"""Titles of promises whose words were written and whose title wasn't."""

from __future__ import annotations

from cases import each_of

from pas_gov.model.records.title import LONGEST, title_from


@each_of(
    ("text", "title"),
    [
        ("We answer within a day. At night, too.", "We answer within a day"),
        (" Do we answer? Yes.", "Do we answer?"),
        ("Version 2.5 stays free", "Version 2.5 stays free"),
        ("...", "..."),
        ("", ""),
        ("x" * 80, "x" * LONGEST),
    ],
)
def test_it_is_the_first_sentence(text, title):
    assert title_from(text) == title


def test_a_long_one_is_cut_between_words_and_may_say_so():
    words = " ".join(["answer"] * 20)
    assert title_from(words) == " ".join(["answer"] * 10)
    assert title_from(words, "...") == " ".join(["answer"] * 10) + "..."
