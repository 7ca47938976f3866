"""A text's value and problems, and its places, from the parser's events.

Only the parser's events are used, never its composer: depth and number are bounded while they arrive and
nothing is recursive, so no input exhausts the stack (libyaml's composer crashes on 25,000 ``[``) or the
clock (its scanner is quadratic in the depth of flow collections).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.yaml.pointers import Place
from pas_gov.model.records.yaml.scanner import LOADER
from pas_gov.model.records.yaml.strict_events import Builder, EnoughError
from pas_gov.model.records.yaml.syntax import DIRECTIVE, EMPTY, TABBED, Complaint, explain
from pas_gov.model.records.yaml.text import location

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


def starts(text: str) -> Iterator[Place]:
    """Yield the place of each key and value, in the order of the text."""
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.NodeEvent) and event.start_mark is not None:
            yield event.start_mark.line + 1, event.start_mark.column + 1
