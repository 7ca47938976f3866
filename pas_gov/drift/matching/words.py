"""Texts as words that can be compared: one spelling, one stem, one sense; linear in what is read of a text."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from itertools import groupby

from pas_gov.diagnostics import UNPRINTABLE
from pas_gov.drift.claims.clauses import CONTRACTIONS, SOME
from pas_gov.model.quantities.quantity import Quantity

MOST = 4000  # characters that are read of a text: no sentence that people promise in is longer
ENOUGH = MOST * 4  # characters that are normalised to get them

# Letters of other scripts that look like Latin ones: only in words that mix scripts, which no language does.
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u043a\u043c\u0442\u0432\u043d"
    "\u03b1\u03b5\u03bf\u03c1\u03c5\u03bd\u03b9\u03ba\u03c4\u0131\u0261\u0251",
    "aeopcyxijshdkmtbhaeopuvikt" + "iga",
)
APOSTROPHES = str.maketrans("\u2019\u2018\u02bc\u00b4`", "'''''")
"""What stands for an apostrophe, as the apostrophe."""
_PLAIN = (
    (re.compile(r"\[[0-9]{1,3}\]"), ""),  # a footnote's number
    *CONTRACTIONS,
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"'s\b|'(?=\s|$)"), ""),
)
_WORD = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*(?![^\W_])|[^\W_]+(?:'[^\W_]+|\.[0-9]+)*|[$€£¥%]")


def spelled(text: str) -> str:
    """Return the start of a text in one spelling: lower case, plain apostrophes, contractions in full.

    Invisible characters are taken away and letters that only look Latin replaced, so that a text can't slip by its
    promise unseen.
    """
    start = text[:ENOUGH]
    if start.isascii() and start.isprintable() and "&" not in start:
        found = start[:MOST].lower()
        plain = "'" not in found and "`" not in found and "cannot" not in found and "[" not in found
        return found if plain else _without_contractions(found)
    found = unicodedata.normalize("NFKC", html.unescape(start) if "&" in start else start)
    found = UNPRINTABLE.sub(lambda one: " " if one.group().isspace() else "", found)[:MOST].casefold()
    if not found.isascii():
        found = found.translate(APOSTROPHES)
        found = re.sub(r"[^\W\d_]+", lambda word: _latin(word.group()), found)
    return _without_contractions(found)


def _without_contractions(text: str) -> str:
    found = text.translate(APOSTROPHES)
    for pattern, plain in _PLAIN:
        found = pattern.sub(plain, found)
    return found


def _latin(word: str) -> str:
    """Return a word with its lookalikes replaced where it mixes them with Latin letters, or is made of nothing else."""
    plain = word.translate(_LOOKALIKES)
    return plain if plain.isascii() else word


@functools.lru_cache(maxsize=SOME)
def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text in order; a word that is written twice in a row counts once."""
    return tuple([word for word, _ in groupby(_WORD.findall(spelled(text)))])


_SUFFIXES = (
    ("ifications", "ifi"), ("ification", "ifi"), ("ications", "i"), ("ication", "i"), ("ations", ""), ("ation", ""),
    ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ities", ""), ("ity", ""), ("ings", ""), ("ing", ""),
    ("ions", ""), ("ion", ""), ("ies", "i"), ("ied", "i"), ("ises", "iz"), ("ised", "iz"), ("ise", "iz"),
    ("ers", ""), ("er", ""), ("ally", "al"), ("ly", ""), ("eed", "ee"), ("ed", ""), ("es", ""), ("s", ""),
    ("our", "or"), ("e", ""), ("y", "i"),
)  # fmt: skip


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what the forms of an English word have in common ("notified", "notification": "notifi"), lightly."""
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word.endswith(("ss", "us")):
        return word
    for ending, rest in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + rest
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.replace("ll", "l") if word.endswith("ll") and len(word) > 4 else word


# Words with which services promise the same thing: general vocabulary, one sense each.
_SENSES = (
    "answer answered reply replied respond response",
    "tell told notify notification inform announce announcement",
    "delete deletion remove removal erase purge",
    "keep kept store storage retain retention hold held",
    "begin began start launch",
    "end ended stop terminate expire cease",
    "pay paid payment bill billing charge invoice",
    "refund reimburse",
    "fix repair resolve resolution remedy solve solution",
    "staff employee personnel",
    "customer client",
    "issue ticket case enquiry inquiry",
    "show shown display publish public published",
    "give given gave provide grant",
    "change modify amend amendment alter update",
    "help assist assistance support",
    "use usage used",
    "buy bought purchase order",
    "send sent deliver delivery ship",
    "email mail",
    "outage downtime",
    "uptime availability available",
    "attack breach intrusion",
    "permission consent",
    "sell sold sale",
    "lose lost loss",
    "take took taken",
    "write wrote written",
    "leave left",
    "break broke broken",
    "choose chose chosen",
    "speak spoke spoken",
)
_SENSE = {stem(word): f"={group.split()[0]}" for group in _SENSES for word in group.split()}


def sense(word: str) -> str:
    """Return the stem of a word, or the sense that it shares with others."""
    found = stem(word)
    return _SENSE.get(found, found)


# Words that nearly every promise has: they say that something is promised, not what.
_COMMON = """
a about after all also am an and any are as at be been before being both but by can could did do does each
    either every for from had has have he her his how if in into is it its itself just made make makes may might more
    most must my no nor not of off on once one only or other our ours out over own per please she should so some such
    than that the their them themselves then there these they this those through to too under until up upon us very was
    we were what when where which while who whom whose why will with within without would you your yours get gets got
    always never time day hour customer user thing way
"""
COMMON = frozenset(_COMMON.split())
COMMON_SENSES = frozenset(sense(word) for word in COMMON)


def senses(text: str, quantities: tuple[Quantity, ...] = ()) -> tuple[str, ...]:
    """Return the senses of a text's words, in order; a quantity is its kind ("#duration"), any other number "#"."""
    if not quantities:
        return _senses(text)
    found = text[:ENOUGH]
    for one in sorted(quantities, key=lambda quantity: -len(quantity.text)):
        found = found.replace(one.text, f" quantity{one.kind} ") if one.text else found
    return tuple(map(_sense, words(found)))


@functools.lru_cache(maxsize=SOME)
def _senses(text: str) -> tuple[str, ...]:
    return tuple(map(_sense, words(text[:ENOUGH])))


@functools.lru_cache(maxsize=65536)
def _sense(word: str) -> str:
    if word.startswith("quantity") and len(word) > len("quantity"):
        return f"#{word.removeprefix('quantity')}"
    return (
        "#"
        if word[0].isdigit() and word.replace(":", "").replace(".", "").replace(",", "").isdigit()
        else sense(word)
    )
