"""What is wrong with a file that isn't YAML: the parser's complaint in plain words, at the place to mend."""

from __future__ import annotations

import re
from typing import Literal

from pas_gov.diagnostics import Diagnostic, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.yaml.text import escapes, location, name

QUOTE = 'If it is a text, put it in quotes: "like this".'
ALIAS = ("yaml-alias", "an alias (a value that starts with *) isn't allowed", QUOTE)
ANCHOR = ("yaml-anchor", "an anchor (a value that starts with &) isn't allowed", QUOTE)
TAG = ("yaml-tag", "a tag (a value that starts with !) isn't allowed", QUOTE)
NO_KEY = ("yaml-key", "a key is missing before this colon", "Write a key before it.")
MERGE = ("yaml-merge-key", "the merge key << isn't allowed", "Write out the keys that it stands for.")
DIRECTIVE = ("yaml-directive", "a directive (a line that starts with %) isn't allowed", "Remove the line.")
GLUED = (
    "yaml-syntax",
    "the text can't start on the same line as | or >",
    "Start it on the next line, indented further than its key; or put it in quotes.",
)
EMPTY = ("yaml-empty", "this file says nothing", "Write its keys, or remove the file.")
TOP = ("yaml-top", "this file isn't a mapping of keys to values", "Write it as lines of the form key: value.")
TABBED = ("yaml-tab", "a tab is used to indent here", "Indent with spaces.")
MAX_DEPTH = 40
MAX_NODES = 20_000
TOO_DEEP = (
    "too-deep",
    f"values are nested more than {MAX_DEPTH} deep here",
    f"Use at most {MAX_DEPTH} levels.",
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A parser's error; ``at`` and ``since`` are character numbers: the problem, and what it is part of."""

    problem: str
    context: str
    at: int
    since: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """How to say a complaint that matches; ``{found}`` is the character there, ``{line}`` its line."""

    pattern: str
    message: str
    remedy: str
    code: str = "yaml-syntax"
    place: Literal["at", "since"] = "at"


def _rule(pattern: str, said: tuple[str, str, str], place: Literal["at", "since"] = "at") -> _Rule:
    code, message, remedy = said
    return _Rule(pattern, message, remedy, code, place)


_TAB = _rule("tab character", TABBED)
_NO_KEY = _rule("", NO_KEY)
_DIRECTIVE = _rule("directive", DIRECTIVE)
_UNCLOSED = _Rule(
    "", "this {found} isn't closed by line {line}", "Add the closing bracket, or a missing comma."
)
_SURROGATE = _Rule(
    "",
    "this escape is half of a surrogate pair, not a character",
    "Write the character itself; YAML has no pairs of escapes.",
    "invisible-character",
)
_AFTER_QUOTE = _Rule(
    "",
    "text goes on after the closing quote",
    'Put the whole text in quotes, with a quote inside \'single quotes\' twice, in "double quotes" as \\".',
)
_RULES = (
    _TAB,
    _DIRECTIVE,
    _rule("an alias", ALIAS, "since"),
    _rule("an anchor", ANCHOR, "since"),
    _rule(" a tag|tag handle", TAG, "since"),
    _rule("maximum nesting depth", TOO_DEEP),  # libyaml 0.2.6 and later count brackets before they are events
    _Rule("cannot start any token", "an unquoted value can't start with {found}", "Put the value in quotes."),
    _Rule(
        "mapping values are not allowed",
        "a colon with a space after it can't stand here",
        "If the colon belongs to a text, put the whole text in quotes; if this line is a key of its own, "
        "give it the same indentation as the keys beside it.",
    ),
    _Rule(
        "mapping keys are not allowed",
        "a question mark with a space after it can't stand here",
        "If it belongs to a text, put the whole text in quotes.",
    ),
    _Rule(
        "sequence entries are not allowed",
        "a list item can't start here",
        'Put the "- " on a line of its own below the key; or, where it belongs to a text, quote the text.',
    ),
    _Rule(
        "could not find expected ':'",
        "this line isn't a key with a colon",
        "Write it as key: value (a colon and a space). A text that goes on from the line above "
        "must be indented further than its key. A key has at most 1024 characters.",
        place="since",
    ),
    _Rule(
        "quoted scalar.*end of stream", "this quote is never closed", "Add the closing quote.", place="since"
    ),
    _Rule(
        "quoted scalar.*document (indicator|separator)",
        "this quote isn't closed before line {line}, which starts another document",
        "Add the closing quote.",
        place="since",
    ),
    _Rule(
        "unexpected ':'", "a colon can't stand here", "If it belongs to a text, put the whole text in quotes."
    ),
    _Rule("unknown escape", "a backslash means nothing before {next}", r"Write \\ for a backslash."),
    _Rule(
        "hexa?decimal|Unicode character escape",
        "this escape doesn't stand for a character",
        "Write the character itself.",
    ),
    _Rule(r"',' or '\]'", "a comma or the closing ] is missing here", "Add the comma or the ]."),
    _Rule(r"',' or '\}'", "a comma or the closing } is missing here", "Add the comma or the }."),
    _Rule("node content", "a value is missing before {found}", "Add the value, or remove the sign."),
    _rule("comment or line break|chomping|indentation indicator", GLUED),
    _Rule(
        "expected key|'-' indicator|block end",
        "this doesn't line up with the lines above",
        "Give all keys of one group, and all items of one list, the same number of spaces before them.",
    ),
    _Rule("document start", "this stands after the end of the document", "Indent it, or remove it."),
)


def explain(complaint: Complaint, text: str, path: str) -> Diagnostic:
    """Return one located problem for a parser's complaint, whichever of the two parsers made it."""
    opened = _never_closed(complaint, text)
    if opened is not None:
        return Diagnostic(
            "yaml-syntax",
            f"this {_sign(text, opened)} is never closed",
            location(text, opened, path),
            "Add the closing bracket.",
        )
    said = f"{complaint.context}: {complaint.problem}"
    rule = _special(complaint, text, said) or _general(said)
    index = _index(complaint, rule, said, text)
    line = location(text, complaint.at, path).line
    message = rule.message.replace("{line}", str(line))
    message = message.replace("{found}", _sign(text, index)).replace("{next}", _sign(text, index + 1))
    places = (complaint.at, complaint.since, index)
    message, remedy = next(filter(None, (_hint(text, at) for at in places)), (message, rule.remedy))
    return Diagnostic(rule.code, message, location(text, index, path), remedy)


_FLOW = late_pattern(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|(?<!\S)#[^\n]*|[\[\]{}]", re.DOTALL)


def _never_closed(complaint: Complaint, text: str) -> int | None:
    """Return where the bracket is that was still open when the file ended inside a list or a mapping; None for none."""
    if "flow node" not in complaint.context or text[complaint.at :].strip():
        return None
    opened: list[int] = []
    for found in _FLOW.finditer(text):
        if found[0] in "[{":
            opened.append(found.start())
        elif found[0] in "]}" and opened:
            opened.pop()
    return opened[-1] if opened else None


NBSP = "\u00a0"
CONFLICT = late_pattern(r"^(<<<<<<<|=======|>>>>>>>)( |$)", re.MULTILINE)


def _hint(text: str, index: int) -> tuple[str, str] | None:
    """Return what is plainly wrong with the lines around a complaint, where the parser can't know it."""
    found = CONFLICT.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        return f"git left an unresolved conflict in this file (line {line})", "Keep one of the two versions."
    line_text = text[text.rfind("\n", 0, index) + 1 :].split("\n", 1)[0]
    if NBSP in line_text:
        return (
            "a non-breaking space stands in this line, where an ordinary one belongs",
            "Type the space again.",
        )
    if line_text.lstrip().startswith(("\u2013", "\u2014", "\u2022")):
        return f'"{line_text.lstrip()[0]}" is no hyphen: an item of a list starts with "- "', "Type a hyphen."
    return None


def _general(said: str) -> _Rule:
    unknown = _Rule(
        "", f"this isn't valid YAML ({printable(said)})", "Compare it with a file that can be read."
    )
    return next((rule for rule in _RULES if re.search(rule.pattern, said)), unknown)


def _special(complaint: Complaint, text: str, said: str) -> _Rule | None:
    """Return a closer rule where the text at the place says more than the parser does."""
    line_start = text.rfind("\n", 0, complaint.at) + 1
    before = text[line_start : complaint.at]
    escaped = _bad_escape(complaint, text, said)
    if escaped is not None and escaped[1] < 0x110000:
        return _SURROGATE
    if text.startswith("\t", complaint.at):
        return _TAB
    if text.startswith(":", complaint.at) and re.search("block end|expected key|node content", said):
        return _NO_KEY
    if text.startswith("%", line_start) and re.search("directive|document start", said):
        return _DIRECTIVE
    if before.rstrip().endswith(('"', "'")) and re.search("block end|expected key|document start", said):
        return _AFTER_QUOTE
    return _UNCLOSED if "',' or" in said and complaint.since < line_start else None


def _index(complaint: Complaint, rule: _Rule, said: str, text: str) -> int:
    if rule is _DIRECTIVE:
        return text.rfind("\n", 0, complaint.at) + 1
    escaped = _bad_escape(complaint, text, said)
    if escaped is not None:
        return escaped[0]
    if re.search("escape|hexa?decimal", said) and "quoted scalar" in said:
        return max(text.rfind("\\", complaint.since, complaint.at + 1), complaint.since)
    return complaint.since if rule is _UNCLOSED or rule.place == "since" else complaint.at


def _bad_escape(complaint: Complaint, text: str, said: str) -> tuple[int, int] | None:
    """Return place and number of the first escape that isn't a character, if that is the complaint."""
    if "Unicode character escape" not in said:
        return None
    found = escapes(text, complaint.since, complaint.at + 16)
    return next((each for each in found if 0xD800 <= each[1] < 0xE000 or each[1] >= 0x110000), None)


def _sign(text: str, index: int) -> str:
    character = text[index : index + 1]
    if character in ("", "\r", "\n"):
        return "the end of the line"
    return f'"{character}"' if character.isprintable() else name(character)
