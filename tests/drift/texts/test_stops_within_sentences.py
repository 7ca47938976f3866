"""A full stop behind a word that is written short ends no sentence where a number follows."""

from __future__ import annotations

from cases import each_of

from pas_gov.drift.texts.reading import sentences


@each_of(
    ("text", "wanted"),
    [
        ("We answer within max. 6 hours. We care.", ["We answer within max. 6 hours."]),
        ("Please allow min. 4 hours for it.", ["Please allow min. 4 hours for it."]),
        ("It takes just 5 min. Then we call you.", ["It takes just 5 min.", "Then we call you."]),
    ],
)
def test_where_a_sentence_ends(text, wanted):
    assert [one.text for one in sentences("page.md", text.encode()).sentences] == wanted
