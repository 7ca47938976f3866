"""The scanner that every reader of YAML shares, so that what is valid, and where it stands, is said by one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import yaml

from pas_gov.foundation.values import dataclass


class _PurePython(yaml.BaseLoader):
    """PyYAML's own scanner, for where libyaml isn't installed: takes tabs and escapes as libyaml does."""

    def scan_to_next_token(self) -> None:
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: Any, start_mark: yaml.Mark) -> Any:
        length = 0
        while self.peek(length) in " \t":
            length += 1
        spaces, after = self.prefix(length), self.peek(length)
        self.forward(length)
        return super().scan_plain_spaces(indent, start_mark) if after in "\r\n" else [spaces][:length]

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: yaml.Mark) -> Any:
        try:
            found = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(found).encode()  # half of a surrogate pair is a UnicodeEncodeError, which is a ValueError
        except (ValueError, OverflowError):
            fact = "found invalid Unicode character escape code"
            raise yaml.MarkedYAMLError("in a quoted scalar", start_mark, fact, self.get_mark()) from None
        return found


LOADER: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else _PurePython

TokenKind = Literal[
    "key", "value", "scalar", "dash", "comma", "map", "list", "block map", "block list", "close"
]
_TOKENS: dict[type[yaml.Token], TokenKind] = {
    yaml.KeyToken: "key",
    yaml.ValueToken: "value",
    yaml.ScalarToken: "scalar",
    yaml.BlockEntryToken: "dash",
    yaml.FlowEntryToken: "comma",
    yaml.FlowMappingStartToken: "map",
    yaml.FlowSequenceStartToken: "list",
    yaml.BlockMappingStartToken: "block map",
    yaml.BlockSequenceStartToken: "block list",
    yaml.FlowMappingEndToken: "close",
    yaml.FlowSequenceEndToken: "close",
    yaml.BlockEndToken: "close",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A token of YAML, from its first character to after its last.

    ``map`` and ``list`` open brackets; ``value`` is the colon; ``key`` is empty but where a question mark stands; a
    ``scalar`` has its text in ``value`` and its style in ``style`` ("" where it is plain). What ends a block is empty.
    """

    kind: TokenKind
    start: int
    end: int
    value: str = ""
    style: str = ""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text that is strict YAML, those of a document's and the text's begin and end left out."""
    for token in yaml.scan(text, Loader=LOADER):
        kind = _TOKENS.get(type(token))
        if kind is not None:
            value, style = getattr(token, "value", ""), getattr(token, "style", None)
            yield Token(kind, token.start_mark.index, token.end_mark.index, value or "", style or "")
