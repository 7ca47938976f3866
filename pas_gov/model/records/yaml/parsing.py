"""Strict YAML with positions: bytes in, plain values or located problems out.

Only the parser's events are used, never its composer: depth and number are bounded while they arrive and
nothing is recursive, so no input exhausts the stack (libyaml's composer crashes on 25,000 ``[``) or the
clock (its scanner is quadratic in the depth of flow collections).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Any, Literal

import yaml

from pas_gov.diagnostics import Diagnostic, Location, ordered
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.yaml.line_reader import read_by_lines
from pas_gov.model.records.yaml.pointers import Place, Places, place_of, places
from pas_gov.model.records.yaml.scanner import LOADER
from pas_gov.model.records.yaml.strict_events import MAX_NODES, Builder, EnoughError
from pas_gov.model.records.yaml.syntax import DIRECTIVE, EMPTY, MAX_DEPTH, TABBED, Complaint, explain
from pas_gov.model.records.yaml.text import (
    decode,
    invisible_characters,
    is_clean,
    location,
    with_replacements,
)

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Document", "Unreadable", "events", "parse", "yaml_text"]

MAX_BYTES = 256 * 1024

_HEAD = late_pattern(r"(?:[ \t]*(?:#[^\n]*)?\r?\n|%[^\n]*(?:\n|\Z))*")  # what may hold directives
_DIRECTIVE_LINE = late_pattern(r"^%", re.MULTILINE)
_TABBED_LINE = late_pattern(r"^ *\t", re.MULTILINE)
_Take = Callable[[Builder, Any], None]
_TAKES: dict[type[yaml.Event], _Take] = {
    yaml.StreamStartEvent: Builder.pass_by,
    yaml.StreamEndEvent: Builder.pass_by,
    yaml.DocumentEndEvent: Builder.pass_by,
    yaml.DocumentStartEvent: Builder.document,
    yaml.ScalarEvent: Builder.scalar,
    yaml.AliasEvent: Builder.alias,
    yaml.MappingStartEvent: Builder.mapping,
    yaml.MappingEndEvent: Builder.close,
    yaml.SequenceStartEvent: Builder.sequence,
    yaml.SequenceEndEvent: Builder.close,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is strict YAML: its value as plain dicts, lists and scalars, and its text.

    Don't change the value. A leading byte order mark isn't part of the text.
    """

    path: str
    value: object
    text: str = field(repr=False)
    _places: Places = field(default_factory=dict, repr=False, compare=False)

    def locate(self, pointer: str, *, key: bool = False) -> Location:
        """Return where the value at a JSON pointer (RFC 6901) starts or, on request, its key.

        What isn't there is located at its nearest ancestor that is. The first call reads the text again:
        positions are kept only where there is something to say.
        """
        if not self._places:
            self._places.update(places(self.value, _starts(self.text)))
        (key_place, value_place), exact = place_of(self.value, pointer, self._places)
        return Location(self.path, *(key_place if key and exact and key_place else value_place))


def parse(content: bytes, path: str) -> Document | tuple[Diagnostic, ...]:
    """Read one file as YAML 1.2 (core schema) with a mapping at the top, or return all its problems by place.

    Never raises. Refused are duplicate keys, anchors, aliases, merge keys, tags, directives, several
    documents, tabs as indentation, other encodings than UTF-8, and characters that can't be seen.
    """
    if len(content) > MAX_BYTES:
        fact = f"this file has {len(content):,} bytes; at most {MAX_BYTES:,} (256 KiB) are read"
        return (Diagnostic("too-large", fact, Location(path), "Divide it into several files."),)
    text = decode(content, path)
    if isinstance(text, Diagnostic):
        return (text,)
    if is_clean(text):
        plain = read_by_lines(text)
        if plain is not None:
            return Document(path, plain, text)
        value, problems = strictly_read(text, path)
        return ordered(problems) if problems else Document(path, value, text)
    _, problems = strictly_read(with_replacements(text), path)
    certain = [each for each in problems if each.code not in ("yaml-syntax", "yaml-top")]
    return ordered([*invisible_characters(text, path), *certain])


class Unreadable(Exception):
    """A text that is no YAML from some place on; its text says where and why."""


_KINDS: dict[type[yaml.Event], Literal["mapping", "sequence", "close", "scalar"]] = {
    yaml.MappingStartEvent: "mapping",
    yaml.SequenceStartEvent: "sequence",
    yaml.MappingEndEvent: "close",
    yaml.SequenceEndEvent: "close",
    yaml.ScalarEvent: "scalar",
}


def events(text: str) -> Iterator[tuple[Literal["mapping", "sequence", "close", "scalar"], Any]]:
    """Yield the kind of each event of any YAML with the event itself (see records.events), as far as it can be read.

    For files that aren't records, such as prompts: tags, anchors and several documents are let pass, an alias isn't
    followed. Whoever reads bounds the depth while the events arrive. Raises Unreadable.
    """
    try:
        for event in yaml.parse(with_replacements(text), Loader=LOADER):
            if type(event) in _KINDS:
                yield _KINDS[type(event)], event
            elif isinstance(event, yaml.AliasEvent):
                yield (
                    "scalar",
                    yaml.ScalarEvent(None, None, (True, False), "", event.start_mark, event.end_mark),
                )
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unreadable(f"it is no YAML from line {line} on: {error.problem}") from None
    except yaml.YAMLError:
        raise Unreadable("it holds characters that YAML doesn't") from None


def strictly_read(text: str, path: str) -> tuple[object, list[Diagnostic]]:
    """Return the value and the problems of a text in which only visible characters are left."""
    text, problems = _without_directives(text, path)
    tabbed = {} if "\t" not in text else _tabbed(text)
    builder = Builder(text, path, tabbed)
    end, failure = _build(builder, text)
    tabs = [place for line, place in tabbed.items() if line <= end]
    problems += builder.finish() + _lines(tabs, text, path, TABBED)
    if failure is None:
        something = problems or builder.value is not None
        return builder.value, problems if something else [
            Diagnostic(EMPTY[0], EMPTY[1], Location(path), EMPTY[2])
        ]
    explained = explain(failure, text, path)
    problems = [each for each in problems if each.code != "yaml-top"]
    caused = explained.location.line in [location(text, tab, path).line for tab in tabs[-1:]]
    return None, problems if caused else [*problems, explained]


def _build(builder: Builder, text: str) -> tuple[int, Complaint | None]:
    """Feed the events to the builder; return the last line (from 0) reached, and what broke off."""
    failure = event = None
    try:
        for event in yaml.parse(text, Loader=LOADER):
            _TAKES[type(event)](builder, event)
    except EnoughError:
        pass
    except yaml.MarkedYAMLError as error:
        failure = _complaint(error)
    return event.end_mark.line if event and event.end_mark else -1, failure


def _complaint(error: yaml.MarkedYAMLError) -> Complaint:
    at = error.problem_mark.index if error.problem_mark else 0
    since = error.context_mark.index if error.context_mark else at
    return Complaint(error.problem or "", error.context or "", at, since)


def _without_directives(text: str, path: str) -> tuple[str, list[Diagnostic]]:
    """Turn the directives at the head into comments, so that reading can go on, and report them."""
    head = _HEAD.match(text) if text.startswith("%") or "\n%" in text else None
    if head is None:
        return text, []
    found = [match.start() for match in _DIRECTIVE_LINE.finditer(head[0])]
    return _DIRECTIVE_LINE.sub("#", head[0]) + text[head.end() :], _lines(found, text, path, DIRECTIVE)


def _tabbed(text: str) -> dict[int, int]:
    """Return the lines (from 0) that are indented with a tab, each with the character number of the tab."""
    found: dict[int, int] = {}
    line = before = 0
    for match in _TABBED_LINE.finditer(text):
        line += text.count("\n", before, match.start())
        before = match.start()
        found[line] = match.end() - 1
    return found


def _lines(found: list[int], text: str, path: str, said: tuple[str, str, str]) -> list[Diagnostic]:
    """Report the first of the places, and how many more lines there are."""
    code, fact, remedy = said
    if len(found) > 1:
        fact += f" (and on {len(found) - 1} more line{'s' * (len(found) > 2)})"
    return [Diagnostic(code, fact, location(text, found[0], path), remedy)] if found else []


def _starts(text: str) -> Iterator[Place]:
    """Yield the place of each key and value, in the order of the text."""
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.NodeEvent) and event.start_mark is not None:
            yield event.start_mark.line + 1, event.start_mark.column + 1


class _Dumper(yaml.SafeDumper):
    """Writes what YAML's core schema reads as a text without quotes, days among them."""


_Dumper.yaml_implicit_resolvers = {}
for _tag in ("null", "bool", "int", "float"):
    for _first, _resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items():
        _Dumper.yaml_implicit_resolvers.setdefault(_first, []).extend(
            found for found in _resolvers if found[0] == f"tag:yaml.org,2002:{_tag}"
        )


def yaml_text(value: object, *, flow: bool | None = None) -> str:
    """Return plain data as YAML for people to read, its keys in their order; with ``flow`` all on one line."""
    options: Any = {"sort_keys": False, "allow_unicode": True, "default_flow_style": flow}
    text: str = yaml.dump(value, Dumper=_Dumper, width=9_999 if flow else 100, **options)
    return text.removesuffix("...\n").rstrip()
