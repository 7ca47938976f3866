"""The lexer: CEL's tokens, read in one linear pass before the parser sees the text.

cel-python's own lexer takes exponential time on some unterminated strings, joins a minus sign to the number
behind it and mistakes some escapes. So it is never used, and its parser is fed with these tokens. They follow
https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pas_gov.cel.problems import Fault, Unreadable, place_of
from pas_gov.cel.syntax import literals
from pas_gov.diagnostics import UNPRINTABLE, character_name

MAX_LENGTH = 4_096  # characters in one expression
MAX_BRACKETS = 32  # ( [ { inside each other; cel-spec asks for 12
PAIRS = {"(": ")", "[": "]", "{": "}"}
WORDS = {"true": "BOOL_LIT", "false": "BOOL_LIT", "null": "NULL_LIT", "in": "in"}
VALUES: dict[str, object] = {"true": True, "false": False, "null": None}
RESERVED = (
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while",
)  # fmt: skip
HABITS = {"=": "==", "&": "&&", "|": "||", "and": "&&", "or": "||", "not": "!"}
# Every alternative can be read in only one way, so a match or a failure takes one pass over the text.
TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\f\r\n]+)
  | (?P<comment>//[^\n]*)
  | (?P<text>[bB]?[rR]?(?:
        (?<=[rR])(?:\"{3}(?:[^"]|"(?!""))*\"{3} | '{3}(?:[^']|'(?!''))*'{3}
                  | "(?!"")[^"\r\n]*" | '(?!'')[^'\r\n]*')
      | (?<![rR])(?:\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                  | "(?!"")(?:[^"\\\r\n]|\\[^\r\n])*" | '(?!'')(?:[^'\\\r\n]|\\[^\r\n])*')))
  | (?P<float>(?:[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+))
  | (?P<int>(?:0x[0-9a-fA-F]+|[0-9]+)[uU]?)
  | (?P<word>[_a-zA-Z][_a-zA-Z0-9]*)
  | (?P<quoted>`[a-zA-Z0-9_.\-/ ]+`)
  | (?P<mark>\|\||&&|[<>=!]=|[-+*/%<>!?:.,()\[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)
LITERALS: dict[str, Callable[[str], tuple[str, object]]] = {
    "text": literals.text,
    "float": literals.number,
    "int": literals.number,
}


@dataclass(frozen=True, slots=True)
class Token:
    """A token: ``kind`` is a terminal of cel-python's grammar or the mark itself; ``value`` a literal's."""

    kind: str
    text: str
    value: object
    start: int
    end: int
    line: int
    column: int


def tokens_of(source: str) -> tuple[Token, ...]:
    """Return the tokens of an expression, in order, without blanks and comments.

    Raises Unreadable with the first fault: a limit, a character or literal that isn't CEL, a bracket
    without its partner, a reserved word used as a name.
    """
    _check_characters(source)
    tokens = tuple(_tokens(source))
    if not tokens:
        raise Unreadable(Fault("the expression is empty", "write a CEL expression"))
    _check_brackets(tokens)
    _check_names(tokens)
    return _without_last_commas(tokens)


def _check_characters(source: str) -> None:
    if len(source) > MAX_LENGTH:
        fact = f"the expression has {len(source):,} characters; at most {MAX_LENGTH:,} are read"
        raise Unreadable(Fault(fact, "split it into variables"))
    for found in UNPRINTABLE.finditer(source.replace("\r\n", "\n")):
        if found.group() not in "\t\n\f":
            fact = f"a character that can't be seen is in the expression: {character_name(found.group())}"
            place = place_of(source.replace("\r\n", "\n"), found.start())
            raise Unreadable(Fault(fact, "remove it, or write it as an escape", *place))


def _tokens(source: str) -> Iterator[Token]:
    position = 0
    while position < len(source):
        found = TOKEN.match(source, position)
        if found is None:
            raise Unreadable(_unknown(source, position))
        if found.lastgroup not in ("blank", "comment"):
            yield _token(source, found)
        position = found.end()


def _unknown(source: str, position: int) -> Fault:
    place = place_of(source, position)
    character = source[position]
    if re.match(r"[bB]?[rR]?[\"']", source[position:]):
        return Fault("the string that starts here is never closed", "close it with the same quotes", *place)
    if character in HABITS:
        return Fault(f'"{character}" is no CEL operator', f'write "{HABITS[character]}"', *place)
    return Fault(f'"{character}" can\'t be read here', "remove it, or put it into quotes", *place)


def _token(source: str, found: re.Match[str]) -> Token:
    group, text, start = found.lastgroup or "", found.group(), found.start()
    line, column = place_of(source, start)
    if group in LITERALS:
        kind, value = _literal(group, text, line, column)
        if group != "text" and re.match(r"[_a-zA-Z0-9]", source[found.end() : found.end() + 1]):
            raise Unreadable(
                Fault(f'the number "{text}" runs into a name', "put a blank between", line, column)
            )
        return Token(kind, text, value, start, found.end(), line, column)
    if group == "word":
        return Token(WORDS.get(text, "IDENT"), text, VALUES.get(text), start, found.end(), line, column)
    if group == "quoted":
        return Token("IDENT", text[1:-1], "quoted", start, found.end(), line, column)
    return Token(text, text, None, start, found.end(), line, column)


def _literal(group: str, text: str, line: int, column: int) -> tuple[str, object]:
    try:
        return LITERALS[group](text)
    except ValueError as error:
        raise Unreadable(Fault(str(error), "", line, column)) from None


def _check_brackets(tokens: tuple[Token, ...]) -> None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind in PAIRS:
            opened.append(token)
        if len(opened) > MAX_BRACKETS:
            fact = f"brackets are nested more than {MAX_BRACKETS} deep"
            raise Unreadable(Fault(fact, "split the expression into variables", token.line, token.column))
        if token.kind in PAIRS.values() and (not opened or PAIRS[opened.pop().kind] != token.kind):
            fact = f'this "{token.text}" closes nothing'
            raise Unreadable(Fault(fact, "remove it, or open it before", token.line, token.column))
    if opened:
        last = opened[-1]
        fact = f'this "{last.text}" is never closed'
        raise Unreadable(Fault(fact, f'add "{PAIRS[last.kind]}"', last.line, last.column))


def _check_names(tokens: tuple[Token, ...]) -> None:
    selected, following = False, [*tokens[1:], None]
    for token, after in zip(tokens, following, strict=True):
        if token.value == "quoted" and token.kind == "IDENT" and not (selected and not _opens(after)):
            fact = "a name in backquotes can only be a field, behind a dot"
            raise Unreadable(Fault(fact, "write it without backquotes", token.line, token.column))
        if token.kind == "IDENT" and token.text in RESERVED and not selected:
            fact = f'"{token.text}" is reserved in CEL and can\'t be a name'
            raise Unreadable(Fault(fact, "use another name", token.line, token.column))
        selected = token.kind == "."


def _opens(token: Token | None) -> bool:
    return token is not None and token.kind == "("


def _without_last_commas(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop the comma behind the last element of a list or map, which cel-python's grammar doesn't know."""
    kept = [
        token
        for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False)
        if not (
            token.kind == ","
            and after is not None
            and after.kind in ("]", "}")
            and before is not None
            and before.kind not in ("[", "{", ",")
        )
    ]
    return tuple(kept)
