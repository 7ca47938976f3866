"""What is no answer (SPEC 2), and what is one though it looks alike."""

from datetime import date

from cases import each_of

from pas_gov.model.records.placeholders import is_placeholder, tells
from pas_gov.model.records.promise import Notice

NOTHING = [
    "",
    " \n",
    ".",
    "...",
    "\u2026",
    " . . ",
    "-",
    "?",
    "tbd",
    "TBD.",
    "(tbd)",
    "Todo",
    "TODO:",
    "n/a",
    "N/A",
    "<...>",
    "<WHY IT HOLDS>",
    '"<WHY>"',
    "<>",
    *"\u2800\u3164\u115f\u1160\uffa0\u034f\ufe0f\U000e0100",
    "\u2800 \ufe0f.",
    "t\u034fbd",
    "t.b.d.",
    "N. A.",
    "t b d",
    "todo todo",
    "<...> <...>",
    "{notice}",
    "<WHAT THEY ARE TOLD",
    "\U0001f44d",
    "\u0301",
    "none",
    "Nothing.",
    "ditto",
    "same",
    "See above.",
]
SOMETHING = ["ok", "It holds.", "3", "n/a to Enterprise", "todo list shown to them", "Nothing changes for you.", "See above: three days", "{name} ends", "x", "<5 minutes", "a < b > c", "<b>told</b> all", "https://acme.example/a", "\u4e2d"]  # fmt: skip


@each_of("text", NOTHING)
def test_it_says_nothing(text):
    assert is_placeholder(text)
    assert not tells(Notice("customers", date(2026, 6, 1), text, "..."))


@each_of("text", SOMETHING)
def test_it_says_something(text):
    assert not is_placeholder(text)
    assert tells(Notice("customers", date(2026, 6, 1), text))
    assert tells(Notice("customers", date(2026, 6, 1), "", text))
