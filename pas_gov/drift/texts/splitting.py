"""Blocks into sentences: where a sentence ends, and on which lines it stands. Linear in the text's length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.drift.texts.block import LINK_CLOSE, LINK_OPEN, Block
from pas_gov.drift.texts.sentence import Sentence

MIN_WORDS = 3
"""What has fewer words is no sentence."""
MAX_SENTENCE = 4000
"""Characters after which a sentence is divided at the next white space, or else right there."""
LONGEST_HEADING, LONGEST_LEAD = 300, 600
"""Characters of a heading (its first) and of what introduces a list (its last) that go with each sentence below."""

_END = re.compile(r"(?P<stop>[.!?…][.!?…]*)(?P<quote>[\"'”’»)\]]*)(?=(?P<space>\s+)[\"“‘«'(\[]*(?P<next>\w))")
_BEFORE = re.compile(r"[^\s(\[\"“]+\Z")
_NEVER = frozenset(
    "e.g i.e eg ie cf vs viz mr mrs ms dr prof st no nos art sec fig al approx dept est ca jr sr rev gen col lt incl "
    "excl ext tel resp mon tue wed thu fri jan feb mar apr jun jul aug sept oct nov dec pp vol ed max avg".split()
)
_UNITS = frozenset("min mins hr hrs sec secs wk wks mo mos yr yrs".split())
"""After a figure a unit, which may end a sentence; before one, "min." is a minimum."""
_SELDOM = frozenset("inc ltd corp co llc plc gmbh etc u.s u.k u.n e.u a.m p.m u.s.a ph.d cal".split())
_BEFORE_NUMBERS = frozenset("max min abt minimum maximum from".split())
_STARTERS = frozenset(
    "we the if you our this that these those it they when for in to all any your no please however as a an after once "
    "and but".split()
)
_LINK = re.compile(f"{LINK_OPEN}([^{LINK_CLOSE}]*){LINK_CLOSE}")
_LINK_AFTER = re.compile(f"([.!?…]+[\"'”’)\\]]*)(\\s*)((?:{LINK_OPEN}[^{LINK_CLOSE}]*{LINK_CLOSE}\\s*)+)")
_VALUE = re.compile(
    r"(?:[$€£]\s?\d[\d.,]{0,15}|\d[\d.,]{0,15}\s?(?:%|[^\W\d_]{1,20})|\d{1,3}/\d{1,3})(?:\s[^\W\d_]{1,20})?[\s.]{0,3}\Z"
)
_LABELLED = re.compile(
    r"[^\W\d_][\w-]{4,40}(?::| \|) \d[\d.,]{0,15}\s?(?:%|(?:h|hrs?|hours?|minutes?|mins?|days?)\b)[\s.]{0,3}\Z"
)
"""A label of one word with a share or a time: "Availability: 99%" is short, and says all that a service level says."""
_PART = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_THREE_WORDS = re.compile(r"[^\W_]+\s+[^\W_]+\s+[^\W_]")
"""How most texts with enough words begin."""


def sentences(block: Block, path: str) -> Iterator[Sentence]:
    """Yield the sentences of a block that have three words or more; a table's row is one."""
    text = block.text
    if LINK_OPEN in text:
        text = _LINK_AFTER.sub(lambda match: match[3].strip() + match[1] + match[2], text)
    starts = (0,) if block.unit == "row" else tuple(_starts(text))
    line, counted = block.line, 0
    heading, lead = block.heading[:LONGEST_HEADING], _shortened_lead(block)
    for start, end in _pieces(starts, len(text), text):
        piece = text[start:end]
        said, promise = unlinked(piece)
        if not said or not (_enough(said) or _answers(said, block)):
            continue
        first = end - len(piece.lstrip())
        last = start + len(piece.rstrip())
        line += text.count("\n", counted, first)
        end_line = line + text.count("\n", first, last)
        counted = first
        if block.end_line:
            line, end_line = block.line, block.end_line
        named = promise or block.promise
        yield Sentence(path, line, end_line, block.unit, heading, lead, said, named, block.turn)


def _shortened_lead(block: Block) -> str:
    """Return what goes of a lead with each sentence: its last words; a table's header was shortened with its row."""
    if block.unit == "row" or len(block.lead) <= LONGEST_LEAD:
        return block.lead
    last = block.lead[-LONGEST_LEAD:]
    return last.partition(" ")[2] or last


def folded(text: str) -> str:
    """Return a text with each run of white space as one space, and none around it."""
    return " ".join(text.split())


def last_sentence(text: str) -> str:
    """Return the last sentence of a text, folded and without links: what introduces a list."""
    tail = text[-MAX_SENTENCE:]
    start = max(_starts(tail), default=0)
    return folded(_LINK.sub("", tail[start:]))


def unlinked(text: str) -> tuple[str, str]:
    """Return a text folded and without links, and the promise that the first link names."""
    if LINK_OPEN not in text:
        return folded(text), ""
    found = _LINK.search(text)
    return folded(_LINK.sub("", text)), found[1] if found else ""


def _answers(text: str, block: Block) -> bool:
    """Say whether a text is no more than a value, of what its heading or its lead names."""
    return block.unit != "row" and bool(block.lead or block.heading) and is_value(text)


def is_value(text: str) -> bool:
    """Say whether a text is no more than a figure with its unit."""
    return _VALUE.match(text) is not None


def _enough(text: str) -> bool:
    if _THREE_WORDS.match(text):
        return True
    if any(count == MIN_WORDS for count, _ in enumerate(_PART.finditer(text), start=1)):
        return True
    return _LABELLED.match(text) is not None


def _starts(text: str) -> Iterator[int]:
    """Yield where sentences start, the first one's place included."""
    yield 0
    for match in _END.finditer(text):
        if _ends(text, match):
            yield match.end()


def _ends(text: str, match: re.Match[str]) -> bool:
    """Say whether a sentence ends at a stop that white space and a letter or digit follow."""
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before[0].lower() if before else ""
    follows = match["next"]
    if follows.isdigit() and ("…" in match["stop"] or ".." in match["stop"]):
        return False  # "4 hours … 40 hours"
    if match["stop"] != ".":
        return follows.isupper() or follows.isdigit() or not match["quote"]
    if match["quote"] and not follows.islower():
        return True
    if word in _NEVER or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    if word in _BEFORE_NUMBERS and follows.isdigit():
        return False  # "within max. 6 hours"
    if word == "no" and follows.isdigit():  # "No. 5"
        return False
    if word in _UNITS:
        return follows.isupper() and _after_figure(text, match.start() - len(word))
    if word in _SELDOM:
        return _next_word(text, match.end()) in _STARTERS and follows.isupper()
    return not follows.islower() or (len(word) >= 4 and word.isalpha() and not match["quote"])


def _after_figure(text: str, at: int) -> bool:
    """Say whether a figure stands before a place."""
    return text[max(0, at - 10) : at].rstrip(" \u00a0-")[-1:].isdigit()


def _next_word(text: str, at: int) -> str:
    found = _WORD.search(text, at, at + 60)
    return found[0].lower() if found else ""


def _pieces(starts: tuple[int, ...], length: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, none longer than is allowed by much."""
    if len(starts) == 1 and length <= MAX_SENTENCE:
        yield 0, length
        return
    for start, end in zip(starts, (*starts[1:], length), strict=True):
        here = start
        while end - here > MAX_SENTENCE:
            cut = text.rfind(" ", here + MAX_SENTENCE // 2, here + MAX_SENTENCE)
            cut = here + MAX_SENTENCE if cut < 0 else cut
            yield here, cut
            here = cut
        yield here, end
