"""What somebody quotes in a message of theirs: the mail they answer, and lines behind ">". None of it is their own word.

The libraries for this (mail-parser-reply, quotequail) look for the end of the newest message with patterns whose time
grows with the square of a hostile text, and one needs lxml; here each line is looked at once.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[ \t]{0,8}(?:>|&gt;)")
_SEPARATOR = re.compile(
    r"[ \t>]{0,8}(?:[-_=*]{2,40}[ \t]{0,4}(?:original message|original appointment|forwarded message|forwarded by\b.{0,200}|"
    r"reply above this line|ursprüngliche nachricht|message d'origine|mensaje original)[ \t]{0,4}[-_=*]{0,40}"
    r"|begin forwarded message:|##-? ?please type your reply above this line ?-?##)[ \t]{0,8}\Z",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:on|am|le|el|op)\b.{0,300}(?:\bwrote|\bschrieb\b.{0,120}|a écrit|escribió|schreef\b.{0,120})[ \t]{0,4}:[ \t]{0,4}\Z",
    re.IGNORECASE,
)
_WROTE_START = re.compile(r"(?:on|am|le|el|op)\b.{0,80}\d", re.IGNORECASE)
_HEADER = re.compile(
    r"\*{0,2}(from|sent|date|to|cc|subject|von|gesendet|an|betreff|de|envoyé|objet)\*{0,2}[ \t]{0,4}:",
    re.IGNORECASE,
)
_FIRST_HEADERS = frozenset({"from", "von", "de"})
_TAG = re.compile(r"<(/?)(blockquote|div|table|details)\b([^<>]{0,20000})>", re.IGNORECASE)
_HISTORY = re.compile(
    r"""gmail_quote|gmail_extra|yahoo_quoted|moz-cite|protonmail_quote|zendesk_quoted|freshdesk_quote|hs_reply|front-blockquote"""
    r"""|outlookmessageheader|divrplyfwdmsg|appendonsend|mail-editor-reference-message|type\s{0,4}=\s{0,4}["']?cite""",
    re.IGNORECASE,
)
_REST = re.compile(
    r"divrplyfwdmsg|appendonsend|outlookmessageheader|mail-editor-reference-message", re.IGNORECASE
)
_THINKS = re.compile(r"<(think|thinking|reasoning|reflection|scratchpad|analysis)>", re.IGNORECASE)
MAX_HEADERS = 6
MAX_THOUGHTS = 100
"""Thoughts of a turn; with more of them the rest of it isn't read."""


def own_words(text: str) -> str:
    """Return a plain text or Markdown with the lines emptied that its writer quotes; there are as many lines as before.

    Behind a mail's header ("On ... wrote:", "From: ... Sent: ...", "-----Original Message-----") all is history, but
    behind "On ... wrote:" with quoted lines only these are: people answer between them.
    """
    lines = text.split("\n")
    kept = ["" if _QUOTED.match(line) else line for line in lines]
    at = 0
    while at < len(lines):
        length = _history(lines, at)
        if length:
            if not _answers_inside(lines, at + length):
                return "\n".join(kept[:at] + [""] * (len(lines) - at))
            kept[at : at + length] = [""] * length
        at += length or 1
    return "\n".join(kept)


def _history(lines: list[str], at: int) -> int:
    """Return how many lines the header of a quoted mail has that starts at a line; 0 for none."""
    line = lines[at].strip()[:600]
    if not line:
        return 0
    if _SEPARATOR.match(line):
        return 1
    if _WROTE_START.match(line):
        for length in (1, 2, 3):
            if "".join(lines[at + length - 1 : at + length]).rstrip().endswith(":") and _WROTE.match(
                " ".join(one.strip() for one in lines[at : at + length])[:600]
            ):
                return length
    return _headers(lines, at)


def _headers(lines: list[str], at: int) -> int:
    """Return how many lines of a mail's header start at a line that says from whom it is: three or more, or none."""
    first = _HEADER.match(lines[at].strip())
    if first is None or first[1].lower() not in _FIRST_HEADERS:
        return 0
    found = 0
    for line in lines[at : at + MAX_HEADERS]:
        if not _HEADER.match(line.strip()):
            break
        found += 1
    return found if found >= 3 else 0


def _answers_inside(lines: list[str], at: int) -> bool:
    """Say whether quoted lines follow, so that what isn't quoted is the writer's own."""
    following = next((line for line in lines[at : at + 3] if line.strip()), "")
    return bool(_QUOTED.match(following))


def own_markup(text: str) -> str:
    """Return HTML without the elements in which mail programs put the mail that is answered; one pass."""
    out: list[str] = []
    start = 0
    hidden = ""  # the name of the quoting element that is open
    depth = 0
    for match in _TAG.finditer(text):
        closing, name = match[1] == "/", match[2].lower()
        if not hidden:
            if closing or not (name == "blockquote" or _HISTORY.search(match[3])):
                continue
            out.append(text[start : match.start()])
            start = match.start()
            if _REST.search(match[3]):
                return "".join(out)
            hidden, depth = name, 1
        elif name == hidden:
            depth += -1 if closing else 1
            if depth == 0:
                out.append("\n" * text.count("\n", start, match.end()) + " ")
                hidden, start = "", match.end()
    return "".join([*out, "" if hidden else text[start:]])


def without_reasoning(text: str) -> tuple[str, int]:
    """Return a text without what a model thinks aloud in it (``<think>...</think>``), and how often it does."""
    low = text.lower() if _THINKS.search(text) else ""
    out: list[str] = []
    start = found = 0
    while opened := _THINKS.search(text, start):
        closing = f"</{opened[1].lower()}>"
        end = low.find(closing, opened.end()) if found < MAX_THOUGHTS else -1
        out.append(text[start : opened.start()])
        start = len(text) if end < 0 else end + len(closing)
        out.append("\n" * text.count("\n", opened.start(), start))
        found += 1
    return "".join([*out, text[start:]]), found


def is_history(text: str) -> bool:
    """Say whether a paragraph is the header of a mail that is quoted below it."""
    lines = [line.strip() for line in text.strip().split("\n")][:MAX_HEADERS]
    return any(_SEPARATOR.match(line[:600]) for line in lines[:1]) or _starts_history(lines)


def _starts_history(lines: list[str]) -> bool:
    joined = " ".join(lines)[:600]
    if _WROTE_START.match(joined) and _WROTE.match(joined):
        return True
    named = {match[1].lower() for match in re.finditer(rf"(?:^|\s){_HEADER.pattern}", joined, re.IGNORECASE)}
    first = _HEADER.match(joined)
    return first is not None and first[1].lower() in _FIRST_HEADERS and len(named) >= 3
