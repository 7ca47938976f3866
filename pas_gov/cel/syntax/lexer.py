"""The lexer: CEL's tokens, read in one linear pass before the parser sees the text.

They follow https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax. cel-python's own lexer is not used: it
takes exponential time on some unterminated strings, joins a minus sign to the number behind it and mistakes some
escapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pas_gov.cel.problems import Fault, Unreadable, place_of
from pas_gov.cel.syntax import literals
from pas_gov.diagnostics import UNPRINTABLE, character_name

MAX_LENGTH = 4_096  # characters in one expression
MAX_BRACKETS = 32  # ( [ { inside each other; cel-spec asks for 12
PAIRS = {"(": ")", "[": "]", "{": "}"}
CLOSING = frozenset(PAIRS.values())
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


class Token(NamedTuple):
    """A token: ``kind`` is a terminal of cel-python's grammar or the mark itself; ``value`` a literal's."""

    kind: str
    text: str
    value: object
    start: int
    end: int


def tokens_of(source: str) -> tuple[Token, ...]:
    """Return the tokens of an expression, in order, without blanks and comments.

    Raises Unreadable with the first fault: a limit, a character or literal that isn't CEL, a bracket
    without its partner, a reserved word used as a name.
    """
    _check_characters(source)
    tokens = tuple(_tokens(source))
    if not tokens:
        raise Unreadable(Fault("the expression is empty", "write a CEL expression"))
    _check_brackets(source, tokens)
    _check_names(source, tokens)
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
    position, end = 0, len(source)
    while position < end:
        found = TOKEN.match(source, position)
        if found is None:
            raise Unreadable(_unknown(source, position))
        group, start, position = found.lastgroup or "", position, found.end()
        if group == "mark":
            text = found[0]
            yield Token(text, text, None, start, position)
        elif group == "word":
            text = found[0]
            yield Token(WORDS.get(text, "IDENT"), text, VALUES.get(text), start, position)
        elif group == "quoted":
            yield Token("IDENT", found[0][1:-1], "quoted", start, position)
        elif group in LITERALS:
            yield _literal(source, group, found[0], start)


def _unknown(source: str, position: int) -> Fault:
    place = place_of(source, position)
    character = source[position]
    if re.match(r"[bB]?[rR]?[\"']", source[position:]):
        return Fault("the string that starts here is never closed", "close it with the same quotes", *place)
    if character in HABITS:
        return Fault(f'"{character}" is no CEL operator', f'write "{HABITS[character]}"', *place)
    return Fault(f'"{character}" can\'t be read here', "remove it, or put it into quotes", *place)


def _literal(source: str, group: str, text: str, start: int) -> Token:
    end = start + len(text)
    try:
        kind, value = LITERALS[group](text)
    except ValueError as error:
        raise Unreadable(Fault(str(error), "", *place_of(source, start))) from None
    if group != "text" and re.match(r"[_a-zA-Z0-9]", source[end : end + 1]):
        fact = f'the number "{text}" runs into a name'
        raise Unreadable(Fault(fact, "put a blank between", *place_of(source, start)))
    return Token(kind, text, value, start, end)


def _check_brackets(source: str, tokens: tuple[Token, ...]) -> None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind in PAIRS:
            opened.append(token)
            if len(opened) > MAX_BRACKETS:
                fact = f"brackets are nested more than {MAX_BRACKETS} deep"
                raise _at(source, token, fact, "split the expression into variables")
        elif token.kind in CLOSING and (not opened or PAIRS[opened.pop().kind] != token.kind):
            raise _at(source, token, f'this "{token.text}" closes nothing', "remove it, or open it before")
    if opened:
        last = opened[-1]
        raise _at(source, last, f'this "{last.text}" is never closed', f'add "{PAIRS[last.kind]}"')


def _at(source: str, token: Token, fact: str, remedy: str) -> Unreadable:
    return Unreadable(Fault(fact, remedy, *place_of(source, token.start)))


def _check_names(source: str, tokens: tuple[Token, ...]) -> None:
    before = ""
    for index, token in enumerate(tokens):
        if token.kind == "IDENT":
            selected = before == "."
            if token.value == "quoted" and not (selected and not _opens(tokens[index + 1 : index + 2])):
                fact = "a name in backquotes can only be a field, behind a dot"
                raise _at(source, token, fact, "write it without backquotes")
            if token.text in RESERVED and not selected:
                fact = f'"{token.text}" is reserved in CEL and can\'t be a name'
                raise _at(source, token, fact, "use another name")
        before = token.kind


def _opens(following: tuple[Token, ...]) -> bool:
    return bool(following) and following[0].kind == "("


def _without_last_commas(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop the comma behind the last element of a list or map, which cel-python's grammar doesn't know."""
    kinds = ("", *(token.kind for token in tokens), "")
    if "," not in kinds:
        return tokens
    return tuple(
        token
        for token, before, after in zip(tokens, kinds, kinds[2:], strict=False)
        if not (token.kind == "," and after in ("]", "}") and before not in ("[", "{", ",", ""))
    )
