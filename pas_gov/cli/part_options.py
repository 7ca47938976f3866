"""Options for everything that a promise's record can hold: ``new`` and ``amend`` take them, endings some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from pas_gov.cli.completion import PromiseId, ZoneId
from pas_gov.cli.options import Command
from pas_gov.cli.write_options import day_option, day_or_forever, pair_callback, zone_days
from pas_gov.diagnostics import printable

if TYPE_CHECKING:
    from pas_gov.authoring.moves.parts import Parts

NOTICE_OPTIONS = (
    click.option("--notice", "notices", multiple=True, metavar="AUDIENCE=TEXT", callback=pair_callback("AUDIENCE=TEXT"),
                 help="What an audience was told, or all of them; repeatable."),
    day_option("--told-on", help="The day on which they were told.  [default: today]"),
    click.option("--evidence", metavar="TEXT", help="Where the notice can be seen."),
)  # fmt: skip

ZONE_EVIDENCE = click.option(
    "--zone-evidence", multiple=True, metavar="ZONE=TEXT", type=ZoneId(), callback=pair_callback("ZONE=TEXT"),
    help="Where it can be seen that a zone has left or stopped.",
)  # fmt: skip
STOP = click.option(
    "--stop", "stops", multiple=True, metavar="ZONE[=DATE]", type=ZoneId(), callback=zone_days,
    help="The day on which a zone stops, by default its last day; ZONE may be all.",
)  # fmt: skip


def _indicators(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[dict[str, str], ...]:
    from pas_gov.authoring.moves.indicators import parsed_indicator

    return tuple(_with_query(parsed_indicator(value)) for value in values)


def _with_query(said: dict[str, str]) -> dict[str, str]:
    """Return an indicator with the text of the file that holds its query."""
    from pas_gov.authoring.moves.indicators import QUERY_FILE
    from pas_gov.loading.input_file import read_input

    path = said.pop(QUERY_FILE, None)
    if path is None:
        return said
    try:
        text = read_input(path, "no-such-file", "name a file that holds the query").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.BadParameter(f"{printable(path)} isn't a text in UTF-8") from None
    if not text.strip():
        raise click.BadParameter(f"{printable(path)} holds no query")
    return {**said, "query": "\n".join(line.rstrip() for line in text.strip().splitlines())}


PART_OPTIONS = (
    click.option("--title", metavar="TEXT", help="One line that people know it by."),
    click.option("--statement", metavar="TEXT", help="The promise, in the words of those who rely on it."),
    click.option("--owner", metavar="WHO", help="Who answers for it: a handle or an e-mail address."),
    click.option("--audience", multiple=True, metavar="WHO", help="Who relies on it, all of them; repeatable."),
    day_option("--made", help="The day on which it was made.  [default of new: today]"),
    click.option("--source", metavar="TEXT", help="Where it is written that it was made."),
    click.option("--term", "terms", multiple=True, metavar="TERM",
                 help='A measure, as "first response at most 4h"; repeatable.'),
    click.option("--indicator", "indicators", multiple=True, metavar="KEY=TEXT,...", callback=_indicators,
                 help='Figures that show whether it is kept: "name=..., zone=..., measure=..., source=..., query=...", '
                      "the query last, or query-file=FILE; calendar=NAME for business time. Repeatable; one of a "
                      "known name changes in what is said."),
    click.option("--zone", "zones", multiple=True, metavar="ZONE[=TEXT]", type=ZoneId(),
                 callback=pair_callback("ZONE=TEXT", whole=True),
                 help="A zone that delivers it, and what it promises."),
    click.option("--surface", "surfaces", multiple=True, metavar="ZONE=PATH", type=ZoneId(),
                 callback=pair_callback("ZONE=PATH"), help="Where a zone states it: a file or an address."),
    click.option("--leave", "left", multiple=True, metavar="ZONE[=DATE]", type=ZoneId(), callback=zone_days,
                 help="A zone no longer delivers it, since today or another day."),
    ZONE_EVIDENCE,
    click.option("--aligned-to", multiple=True, metavar="ID", type=PromiseId(),
                 help="What it was reviewed against, as both are now; repeatable."),
    click.option("--note", metavar="TEXT", help="Why it is in line with that."),
    *NOTICE_OPTIONS,
    click.option("--applies-when", metavar="TEXT", help="In words."),
    click.option("--cel", metavar="EXPRESSION", help='The same over facts, as subject.plan == "enterprise".'),
    click.option("--cohort", metavar="TEXT", help="To whom, and how many."),
    day_option("--started", help="Its first day."),
    day_option("--decide-by", help="The day by which it is decided what becomes of it."),
    click.option("--made-to", metavar="TEXT", help="To whom it was made."),
    click.option("--lives-in", multiple=True, metavar="WHERE", help="Contract, habit, ...; repeatable."),
    click.option("--honour-until", metavar="DATE", callback=day_or_forever, help="A day, or forever."),
    day_option("--on", "ended_on", help="Of an ended promise: its last day."),
    click.option("--why", metavar="TEXT", help="Of an ended promise: why it ends."),
    click.option("--decided-by", metavar="WHO", help="Of an ended promise: who decided it."),
    click.option("--superseded-by", multiple=True, metavar="ID", type=PromiseId(),
                 help="Of an ended promise: what follows it, all of it; repeatable."),
    click.option("--stop", "stops", multiple=True, metavar="ZONE[=DATE]", type=ZoneId(), callback=zone_days,
                 help="Of an ended promise: since when a zone has stopped."),
    day_option("--review-by", help="The day by which its owner looks at it again."),
    click.option("--tag", "tags", multiple=True, metavar="WORD", help="All of them; repeatable."),
    click.option("--notes", metavar="TEXT", help="Anything else."),
)  # fmt: skip


def part_options(command: Command) -> Command:
    """Add the options for the parts of a promise, and those for notices."""
    return _with(PART_OPTIONS, command)


def drop_options(command: Command) -> Command:
    """Add the options that take parts of a record away."""
    from pas_gov.authoring.moves.parts import CLEARABLE

    options = (
        click.option("--drop-term", "dropped_terms", multiple=True, metavar="MEASURE",
                     help="Take a term away; repeatable."),
        click.option("--drop-indicator", "dropped_indicators", multiple=True, metavar="NAME",
                     help="Take an indicator away; repeatable."),
        click.option("--drop-surface", "dropped_surfaces", multiple=True, metavar="ZONE=PATH", type=ZoneId(),
                     callback=pair_callback("ZONE=PATH"), help="A zone states it there no more; repeatable."),
        click.option("--drop-alignment", "unaligned", multiple=True, metavar="ID", type=PromiseId(),
                     help="It no longer rests on this promise; repeatable."),
        click.option("--drop-ending", is_flag=True,
                     help="Take away the ending of a promise that hasn't ended."),
        click.option("--clear", "cleared", multiple=True, metavar="PART", type=ClearedPart(list(CLEARABLE)),
                     help=f"Leave a part empty: {', '.join(CLEARABLE)}; repeatable."),
    )  # fmt: skip
    return _with(options, command)


if TYPE_CHECKING:
    Choice = click.Choice[str]
else:
    Choice = click.Choice  # generic from click 8.2 on


class ClearedPart(Choice):
    """A part that can be left empty; of terms it is told that each is dropped by its measure."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the part, or fail with the option that does what was meant."""
        if value in ("term", "terms"):
            self.fail('terms are taken away one by one: --drop-term "<MEASURE>"', param, ctx)
        return super().convert(value, param, ctx)


def notice_options(command: Command) -> Command:
    """Add the options for notices."""
    return _with(NOTICE_OPTIONS, command)


def _with(options: Sequence[Any], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def parts_of(given: dict[str, Any]) -> Parts:
    """Return the options of ``part_options`` as amending takes them; these are taken out of ``given``."""
    from dataclasses import fields

    from pas_gov.authoring.moves.parts import Parts

    return Parts(**{part.name: given.pop(part.name) for part in fields(Parts) if part.name in given})
