"""The whole stack as a map by layer: a tile for each promise, arcs for what rests on what, and its groups by owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pas_gov.drift.state.promise_state import STATES, PromiseState, State
from pas_gov.drift.state.stack_state import StackState
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import LAYERS, Layer
from pas_gov.model.stack.stack import link_state
from pas_gov.report.layout import count, joined
from pas_gov.site.words import STANDING_WORDS

WIDTH, TILES, TOP, BETWEEN, SPACE = 560, 420, 22, 16, 2
SIZES = ((60, 14), (300, 10))  # up to how many promises in a layer a tile has which size
SMALL = 6
LEAST, ROOM, HEAD = (
    240,
    174,
    6,
)  # where arcs begin at least, what they need, and the length of an arrow's head
OUT, FURTHER = 18, 26  # how far an arc stands out, and how much further for each layer that it leaps over
GROUPED, GROUPS, WHOLE, FEW = 12, 12, 400, 8
LABELLED, TITLED = (
    40,
    100,
)  # promises of the stack whose tiles have labels, and of a layer whose tiles have titles
LABEL, LABEL_COLUMNS, LABEL_LINE = (
    24,
    2,
    18,
)  # characters of a label, how many stand in a row, and how high it is


@dataclass(frozen=True, slots=True)
class Grid:
    """Where tiles stand: the side of one, how many in a row, and how far one is from the next, across and down."""

    tile: int
    columns: int
    across: int
    down: int

    def rows(self, number: int) -> int:
        """Return how many rows so many tiles take."""
        return -(-number // self.columns)


@dataclass(frozen=True, slots=True)
class Tile:
    """A dash for one promise, with its ``title`` and perhaps a ``label``; or, of many promises, those of one state.

    ``whole`` is how a Core stands with what carries it, where that isn't how it stands itself: the frame of its tile,
    whose corner is at x and y.
    """

    state: State
    path: str
    title: str = ""
    label: str = ""
    whole: str = ""
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The promises of one owner in one layer, the worst first: the numbers of all of them, and those that are named."""

    owner: str
    numbers: Mapping[State, int]
    named: tuple[PromiseState, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Band:
    """One layer: its promises by state, where its name stands, and its groups, the worst first.

    ``tiles`` are one for each promise, or of many promises one for each state: dashed lines of which each dash is a
    promise. ``left_out`` counts the promises of owners that aren't named. ``guide`` is the line from its tiles to where
    arcs begin.
    """

    layer: Layer
    numbers: Mapping[State, int]
    y: int
    tiles: tuple[Tile, ...]
    groups: tuple[Group, ...]
    left_out: int
    guide: str = ""

    @property
    def promises(self) -> int:
        """How many there are."""
        return sum(self.numbers.values())


@dataclass(frozen=True, slots=True)
class Arc:
    """How often promises of one layer rest on those of another, and how often that isn't reviewed as it stands now.

    ``path`` and the place of its number are empty and 0 of links within one layer, which aren't drawn.
    """

    lower: Layer
    upper: Layer
    number: int
    stale: int
    path: str = ""
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class StackMap:
    """The map in units of its own size, ``tile`` being the side of a tile; ``said`` is the same in words."""

    height: int
    tile: int
    bands: tuple[Band, ...]
    arcs: tuple[Arc, ...]
    said: str
    width: int


def stack_map(state: StackState) -> StackMap:
    """Return the map of the active promises; nothing but an empty one where there are none."""
    active = [one for one in state.promises.values() if one.entry.active]
    by_layer = {layer: [one for one in active if one.entry.layer == layer] for layer in LAYERS}
    layers = [layer for layer in LAYERS if by_layer[layer]]
    most = max(map(len, by_layer.values()))
    grid = _grid(most, labelled=len(active) <= LABELLED)
    begin = max(LEAST, min(grid.columns, most) * grid.across)
    wholes = {one.own.entry.id: one.state for one in state.cores if one.state and one.state != one.own.state}
    plan = Plan(grid, WHOLE if len(active) <= WHOLE else FEW, wholes)
    bands, y = [], 0
    for layer in layers:
        band = _band(layer, sorted(by_layer[layer], key=_worst_first), y, plan)
        bands.append(replace(band, guide=_guide(band, begin, grid)))
        y += TOP + grid.rows(len(by_layer[layer])) * grid.down + BETWEEN
    middles = {band.layer: band.y + TOP + grid.tile // 2 for band in bands}
    arcs = tuple(_arcs(state, middles, begin + SPACE * 2))
    return StackMap(y, grid.tile, tuple(bands), arcs, _said(bands, arcs), min(begin + ROOM, WIDTH))


def _grid(most: int, *, labelled: bool) -> Grid:
    """Return where tiles stand, of which a layer has so many at most."""
    tile = next((size for limit, size in SIZES if most <= limit), SMALL)
    if labelled:
        return Grid(tile, LABEL_COLUMNS, TILES // LABEL_COLUMNS, LABEL_LINE)
    return Grid(tile, TILES // (tile + SPACE), tile + SPACE, tile + SPACE)


def _guide(band: Band, begin: int, grid: Grid) -> str:
    end = min(grid.columns, band.promises) * grid.across
    return f"M{end + SPACE} {band.y + TOP + grid.tile // 2}H{begin}" if begin > end + SPACE else ""


def _worst_first(one: PromiseState) -> tuple[int, str]:
    return STATES.index(one.state or "kept"), one.entry.id


@dataclass(frozen=True, slots=True)
class Plan:
    """What the bands have in common: where tiles stand, how many of a group are named, and how Cores stand in all."""

    grid: Grid
    named: int
    wholes: Mapping[str, State]


def _band(layer: Layer, found: Sequence[PromiseState], y: int, plan: Plan) -> Band:
    numbers = Counter(one.state or "kept" for one in found)
    in_order = {state: numbers[state] for state in STATES if numbers[state]}
    groups = tuple(_groups(found, plan.named))
    left_out = len(found) - sum(sum(group.numbers.values()) for group in groups)
    one_each = len(found) <= TITLED
    tiles = _titled(found, y + TOP, plan) if one_each else _tiles(in_order, y + TOP, plan.grid)
    return Band(layer, in_order, y, tuple(tiles), groups, left_out)


def _groups(found: Sequence[PromiseState], named: int) -> Iterator[Group]:
    """Yield the promises by owner, the owner of the worst first; of few all in one, whoever owns them ("")."""
    owners: dict[str, list[PromiseState]] = {}
    for one in found:
        owners.setdefault(one.entry.promise.owner if len(found) > GROUPED else "", []).append(one)
    for owner, those in list(owners.items())[:GROUPS]:
        numbers = Counter(one.state or "kept" for one in those)
        in_order = {state: numbers[state] for state in STATES if numbers[state]}
        yield Group(owner, in_order, tuple(those[:named]), max(len(those) - named, 0))


def _titled(found: Iterable[PromiseState], y: int, plan: Plan) -> Iterator[Tile]:
    """Yield a tile for each promise, with its title and how it stands; with a label where there is room for one."""
    grid = plan.grid
    for at, one in enumerate(found):
        row, column = divmod(at, grid.columns)
        x, top = column * grid.across, y + row * grid.down
        title, whole = " ".join(one.entry.promise.title.split()), plan.wholes.get(one.entry.id)
        how = STANDING_WORDS[one.state or "kept"]
        told = f"{how} itself, {STANDING_WORDS[whole]} with what carries it" if whole else how
        label = _label(title) if grid.across > grid.tile + SPACE else ""
        path = f"M{x} {top + grid.tile // 2}h{grid.tile}"
        yield Tile(one.state or "kept", path, f"{title}: {told}", label, whole or "", x, top)


def _label(title: str) -> str:
    return title if len(title) <= LABEL else f"{title[: LABEL - 1].rpartition(' ')[0] or title[: LABEL - 1]}…"


def _tiles(numbers: Mapping[State, int], y: int, grid: Grid) -> Iterator[Tile]:
    """Yield the tiles of each state as one path: a line for each row that it has a part of."""
    done = 0
    for state, number in numbers.items():
        lines, end = [], done + number
        while done < end:
            row, column = divmod(done, grid.columns)
            here = min(grid.columns - column, end - done)
            middle = y + row * grid.down + grid.tile // 2
            lines.append(f"M{column * grid.across} {middle}h{here * grid.across - SPACE}")
            done += here
        yield Tile(state, "".join(lines))


def _arcs(state: StackState, middles: Mapping[Layer, int], begin: int) -> Iterator[Arc]:
    """Yield what rests on what by layer; an arrow for each two layers, further out the further these are apart."""
    numbers, stale = Counter[tuple[Layer, Layer]](), Counter[tuple[Layer, Layer]]()
    for entry in state.stack.entries.values():
        for link in entry.links if entry.active else ():
            target = state.stack.get(link.promise)
            if target is not None and target.active:
                numbers[entry.layer, target.layer] += 1
                stale[entry.layer, target.layer] += link_state(state.stack, link) != "current"
    order = list(middles)
    for (lower, upper), number in sorted(
        numbers.items(), key=lambda one: [LAYERS.index(at) for at in one[0]]
    ):
        if lower == upper:
            yield Arc(lower, upper, number, stale[lower, upper])
            continue
        out = OUT + FURTHER * abs(order.index(lower) - order.index(upper))
        low, high = middles[lower], middles[upper]
        head = f"M{begin + HEAD} {high - HEAD // 2}L{begin} {high}L{begin + HEAD} {high + HEAD // 2}"
        path = f"M{begin} {low}C{begin + out} {low} {begin + out} {high} {begin} {high}{head}"
        x, y = begin + out * 3 // 4 + 4, (low + high) // 2 + 4
        yield Arc(lower, upper, number, stale[lower, upper], path, x, y)


def _said(bands: Sequence[Band], arcs: Sequence[Arc]) -> str:
    told = [
        f"{band.layer}: {joined(f'{number} {STANDING_WORDS[state]}' for state, number in band.numbers.items())}"
        for band in bands
    ]
    told += [
        f"{arc.lower} rests on {arc.upper} {count(arc.number, 'time')}"
        + (f", {arc.stale} of them not reviewed since" if arc.stale else "")
        for arc in arcs
    ]
    return "; ".join(told)
