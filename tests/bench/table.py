"""The tables: each row beside the build before and the references, with its aim; and how it grows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.bench.measurement import FIELDS, Measured
from tests.bench.rows.row import BEFORE, NOW, Line, Measure

MIB = 2**20
WIDTHS = "{:46}{:10}{:>13}{:>13}{:>30}  {}"


def table(measured: Sequence[Measured], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the table; ``names`` are those of the builds."""
    yield WIDTHS.format("work", "measure", names[BEFORE], names[NOW], "now is", "aim")
    for row in measured:
        for line in row.row.lines:
            yield _line(row, line, names)
        yield from _beside(row, names)


def missed(measured: Sequence[Measured], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what isn't reached, or that all is."""
    lines = [(row, line) for row in measured for line in row.row.lines if not row.met(line)]
    if not lines:
        yield "every aim is reached"
    for row, line in lines:
        why = row.refused(NOW) or f"{_now_is(row, line, names)}, aim {_aim(line)}"
        yield f"missed: {row.row.key}, {line.measure}: {why}"


def growth(measured: Sequence[Measured], names: Mapping[str, str]) -> Iterator[str]:
    """Yield how each row grows: what each size took, and the slope."""
    for row in measured:
        kind: Measure = row.row.lines[0].measure
        sizes = sorted(row.costs)
        yield f"{row.row.work.format(size='N')}, by {row.row.axis} ({kind})"
        yield "  {:28}".format("") + "".join(f"{size:>12,}" for size in sizes) + f"{'1,000 more':>14}"
        for subject in row.subjects:
            least = [min(getattr(one, FIELDS[kind]) for one in row.costs[size][subject]) for size in sizes]
            shown = "".join(f"{_shown(kind, value):>12}" for value in least)
            yield f"  {names.get(subject, subject):28}{shown}{_shown(kind, row.slope(kind, subject) * 1_000):>14}"


def _line(row: Measured, line: Line, names: Mapping[str, str]) -> str:
    work = row.row.work.format(size=f"{max(row.costs):,}") + (", 1,000 more" if line.slope else "")
    figures = [
        "refused" if row.refused(one) else _figure(line, row.figure(line, one)) for one in (BEFORE, NOW)
    ]
    verdict = "" if line.most is None else "  met" if row.met(line) else "  MISSED"
    return WIDTHS.format(
        work, line.measure, *figures, _now_is(row, line, names), f"{_aim(line)}{verdict}"
    ).rstrip()


def _beside(row: Measured, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the references, each with how many times as much the builds take."""
    line = row.row.lines[0]
    for subject in row.subjects:
        if subject in names:
            continue
        base = row.figure(Line(line.measure, "", None), subject)
        times = ", ".join(
            f"{names[one]} {row.figure(Line(line.measure, '', None), one) / base:.2f} times"
            for one in (BEFORE, NOW)
            if not row.refused(one)
        )
        yield f"    beside {subject}, {_shown(line.measure, base)}: {times}"


def _now_is(row: Measured, line: Line, names: Mapping[str, str]) -> str:
    if row.refused(NOW) or (line.against and row.refused(line.against)):
        return "-"
    if not line.against:
        return _figure(line, row.figure(line, NOW))
    return f"{row.ratio(line):.2f} of {names.get(line.against, line.against)}"


def _aim(line: Line) -> str:
    if line.most is None:
        return "-"
    if line.rate:
        return f"at least {line.most:g}"
    return f"{line.most:g}" if line.against else _shown(line.measure, line.most)


def _figure(line: Line, value: float) -> str:
    return f"{value:.1f} MB/min" if line.rate else _shown(line.measure, value)


def _shown(measure: Measure, value: float) -> str:
    if measure == "memory":
        return f"{value / MIB:,.0f} MiB"
    if abs(value) < 1e-3:
        return f"{value * 1e6:,.1f} µs"
    return f"{value * 1e3:,.1f} ms" if abs(value) < 0.1 else f"{value * 1e3:,.0f} ms"
