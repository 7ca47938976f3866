"""YAML text as a tree of nodes with their positions, so that an edit can leave everything else alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True, slots=True)
class Spot:
    """A value, from its first character to after its last; white space and comments after it aren't part of it.

    ``flow`` says that it is written in brackets or stands inside of some. ``entries`` are the pairs of a mapping
    (``key`` set) or the items of a list. ``style`` is that of a scalar: ``|``, ``>``, ``"``, ``'``, or "".
    """

    start: int
    end: int
    kind: str
    flow: bool
    style: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair of a mapping, or with an empty ``key`` one item of a list; ``start`` is where its key or dash begins.

    ``mark`` is where its colon or dash ends.
    """

    start: int
    mark: int
    key: str
    value: Spot

    @property
    def end(self) -> int:
        """Where its value ends, or its colon or dash where it has none."""
        return max(self.value.end, self.mark)


def parsed_spots(text: str) -> Spot:
    """Return the mapping at the top of a text that is strict YAML (nesting and number are bounded there)."""
    node = YAML(typ="safe", pure=True).compose(text)
    return _spot(text, node, flow=False, floor=0)


def _spot(text: str, node: Node, *, flow: bool, floor: int) -> Spot:
    start = node.start_mark.index
    if isinstance(node, ScalarNode):
        return _scalar(text, node, flow, floor)
    assert isinstance(node, (MappingNode, SequenceNode))  # noqa: S101  (there is no other kind without anchors)
    inside = flow or bool(node.flow_style)
    entries = tuple(
        _pairs(text, node, inside) if isinstance(node, MappingNode) else _items(text, node, inside)
    )
    end = node.end_mark.index if inside else max((one.end for one in entries), default=start)
    kind = "mapping" if isinstance(node, MappingNode) else "list"
    return Spot(start, end, kind, inside, "", entries)


def _scalar(text: str, node: ScalarNode, flow: bool, floor: int) -> Spot:
    start, end, style = node.start_mark.index, node.end_mark.index, node.style or ""
    if not style and not node.value and start == end:
        return Spot(floor, floor, "scalar", flow)
    if style in ("|", ">"):
        end = _block_end(text, start, end)
    return Spot(start, end, "scalar", flow, style)


def _block_end(text: str, start: int, end: int) -> int:
    """Return where the last line of a block scalar ends; blank lines at its end count only where they are kept."""
    header = text[start : text.find("\n", start)]
    if "+" in header.partition("#")[0]:
        return end - text[start:end].endswith("\n")
    return start + len(text[start:end].rstrip())


def _pairs(text: str, node: MappingNode, flow: bool) -> Iterator[Entry]:
    for key, value in node.value:
        mark = text.index(":", key.end_mark.index) + 1
        yield Entry(key.start_mark.index, mark, str(key.value), _spot(text, value, flow=flow, floor=mark))


DASH = re.compile(r"-(?=\s|\Z)")


def _items(text: str, node: SequenceNode, flow: bool) -> Iterator[Entry]:
    """Yield the items; in a block, each begins at its dash, which is looked for after the item before it."""
    after = node.start_mark.index
    for value in node.value:
        if flow:
            spot = _spot(text, value, flow=True, floor=value.start_mark.index)
            yield Entry(spot.start, spot.start, "", spot)
            continue
        dash = _dash(text, after)
        spot = _spot(text, value, flow=False, floor=dash + 1)
        yield Entry(dash, dash + 1, "", spot)
        after = max(spot.end, dash + 1)


def _dash(text: str, after: int) -> int:
    """Return the next dash that begins an item; comments and blank lines before it are passed over."""
    place = after
    while True:
        line_end = text.find("\n", place)
        rest = text[place : line_end if line_end >= 0 else len(text)]
        stripped = rest.lstrip()
        if DASH.match(stripped):
            return place + len(rest) - len(stripped)
        place = line_end + 1
