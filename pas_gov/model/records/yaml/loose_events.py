"""The events of any YAML, strict or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import yaml

from pas_gov.model.records.yaml.scanner import LOADER
from pas_gov.model.records.yaml.text import with_replacements


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
