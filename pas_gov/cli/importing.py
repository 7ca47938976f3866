"""The command that brings a spreadsheet in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from pas_gov.cli.options import format_option
from pas_gov.cli.write_options import WritingCommand, split_options, write_options

if TYPE_CHECKING:
    from pas_gov.sheets.days import Order

DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}


def _mapping(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return (column, key) of each COLUMN=KEY; a column's name may hold an equals sign, a key doesn't."""
    found = [value.rpartition("=") for value in values]
    if not all(name.strip() and key.strip() for name, _, key in found):
        raise click.BadParameter("write it as COLUMN=KEY, such as Accountable=owner", ctx, param)
    return tuple((name.strip(), key.strip()) for name, _, key in found)


def _delimiter(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    found = DELIMITERS.get(value or "", value or "")
    if len(found) > 1 or found in ('"', "\n", "\r", " "):
        raise click.BadParameter(f"write one character, or {', '.join(DELIMITERS)}", ctx, param)
    return found


@click.command("import", cls=WritingCommand)
@click.argument("file", metavar="FILE")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=KEY", callback=_mapping,
              help="What a column holds, by its name or letter; KEY may be ignore. Repeatable.")  # fmt: skip
@click.option("--dates", type=click.Choice(("day-first", "month-first")), help="How 03/04/2025 is meant.")
@click.option(
    "--sheet", default="", metavar="NAME", help="Which sheet of a workbook.  [default: the first with cells]"
)
@click.option(
    "--encoding", default="", metavar="NAME", help="Of CSV.  [default: UTF-8, UTF-16, else Windows-1252]"
)
@click.option("--delimiter", metavar="CHARACTER", callback=_delimiter,
              help="What divides the columns of CSV, or tab.  [default: what names most columns]")  # fmt: skip
@click.option("--template", "template", is_flag=True,
              help="Write FILE instead: a sheet with one example a layer, XLSX or CSV by its ending.")  # fmt: skip
@format_option("text", "json")
@write_options
def import_(
    file: str, template: bool, mapping: tuple[tuple[str, str], ...], format_: str, **given: Any
) -> int:
    """Bring promises in from a spreadsheet: CSV, XLSX or JSON lines. All rows are written as proposed, or none.

    Columns are found by their names (Promise, Layer, Owner, Who relies on it, Since, Until, Zone(s), Measure, Aligned
    to, ...) or by --map. Shows what was read, and every fault at its row and column. XLSX needs the extra:
    python -m pip install "pas-gov[xlsx]"

    A KEY of --map is one of: id, title, statement, layer, status, owner, made, source, audience, applies_when, cel,
    terms, aligned_to, zones, surfaces, cohort, started, decide_by, made_to, lives_in, honour_until, since, until,
    indicators, review_by, tags, notes, ignore, or a zone: sales-marketing, delivery-support, product-capability,
    documentation-knowledge, ai-automation.

    \b
    Example:
      pas-gov import --template promises.xlsx
      pas-gov import promises.xlsx --dry-run
      pas-gov import promises.csv --map "Accountable person=owner" --map "Budget=ignore" --dates day-first

    Exit status: 0 written, 1 the sheet has faults, or the gate would block it, 2 no sheet that can be read.
    """
    from pas_gov.commands.importing import ImportOptions, import_command, template_command
    from pas_gov.sheets.reading import SheetOptions

    if template:
        return template_command(file)
    order: Order = given.pop("dates") or ""
    reading = SheetOptions(given.pop("sheet"), given.pop("encoding"), given.pop("delimiter"))
    writing, _ = split_options(given)
    return import_command(writing, os.environ, ImportOptions(file, mapping, order, reading), format_)
