"""Write docs/reference/ from the code: every command as its help says it, and every file and report as its schema does.

The picture of the rooms in docs/design.md is drawn here, too, from the import contract and the rooms' own first lines.

python .ci/reference.py            writes the pages
python .ci/reference.py --check    fails where a page isn't what the code says now
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from importlinter.api import read_configuration

from pas_gov.cli.group import SECTIONS, cli
from pas_gov.cli.start import SCHEMAS
from pas_gov.model.records.schema import schema

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "pas_gov"
FOLDER = ROOT / "docs" / "reference"
WITH_ROOMS = (
    "authoring",
    "cel",
    "diagnosis",
    "drift",
    "judging",
    "ledger",
    "model",
)  # those whose rooms the picture names
MARK = "<!-- Made by .ci/reference.py from the code: edit that, not this file. -->"
WIDTH = 100


def commands() -> Iterator[str]:
    """Yield the page of all commands, in the order of the help."""
    yield from (
        MARK,
        "",
        "# Commands",
        "",
        "What `pas-gov COMMAND --help` says, in the order in which `--help` lists them.",
    )
    for title, found in SECTIONS.items():
        yield from ("", f"## {title}")
        for name in found:
            yield from _command(f"pas-gov {name}", cli.commands[name])


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH)
    yield from (
        "",
        f"### {name.removeprefix('pas-gov ')}",
        "",
        "```text",
        command.get_help(context).rstrip(),
        "```",
    )
    for inner in getattr(command, "commands", {}).values():
        yield from _command(f"{name} {inner.name}", inner)


FORMATS_SAID = (
    "Each has a JSON Schema: `pas-gov schema NAME` prints it. Additions to a report don't change its number."
)


def formats() -> Iterator[str]:
    """Yield the page of all formats: files that people write, and reports that programs read."""
    yield from (MARK, "", "# Formats", "", FORMATS_SAID)
    for name in SCHEMAS:
        found = schema(name)
        yield from (
            "",
            f"## {name}",
            "",
            f"**{found.get('title', name)}.** {found.get('description', '')}".rstrip(),
            "",
        )
        yield from ("| key | holds | |", "|---|---|---|")
        for key, part in found.get("properties", {}).items():
            needed = "" if key not in found.get("required", ()) else "required:"
            told = " ".join(filter(None, (needed, _said(part)))).removesuffix(":")
            yield f"| `{key}` | {_kind(part, found)} | {told} |"


def _kind(part: dict[str, Any], whole: dict[str, Any]) -> str:
    if "$ref" in part:
        part = {**whole["definitions"][part["$ref"].rpartition("/")[2]], **part}
    if "const" in part:
        return f"`{part['const']}`"
    if "enum" in part:
        return ", ".join(f"`{one}`" for one in part["enum"])
    kind = part.get("type", "anything")
    kinds = [kind] if isinstance(kind, str) else kind
    if "array" in kinds and "items" in part:
        inner = _kind(part["items"], whole)
        return f"list of {inner}" if part["items"] else "list"
    return " or ".join(kinds)


def _said(part: dict[str, Any]) -> str:
    return str(part.get("description", "")).replace("|", "\\|")


DESIGN = ROOT / "docs" / "design.md"
ROOMS = re.compile("(<!-- rooms: .*? -->\n).*?(<!-- /rooms -->)", re.DOTALL)


def house() -> str:
    """Return docs/design.md with the picture of the rooms as the import contract has them now."""
    contracts = {
        one["id"]: one for one in read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    }
    lines = [
        "```text",
        *(line for floor in contracts["house"]["layers"] for line in _floor(floor, contracts)),
        "```",
    ]
    return ROOMS.sub(
        lambda found: found[1] + "\n".join(lines) + "\n" + found[2], DESIGN.read_text(encoding="utf-8")
    )


def _floor(floor: str, contracts: dict[str, Any]) -> Iterator[str]:
    for room in floor.split(" | "):
        yield f"{room:12} {_first_line(PACKAGE / room)}"
        inside = contracts.get(room, {}).get("layers", [])
        if room in WITH_ROOMS:
            yield from (
                f"{'':12}   {inner:12} {_first_line(PACKAGE / room / inner)}"
                for inner in _rooms(room, inside)
            )


def _rooms(room: str, floors: list[str]) -> Iterator[str]:
    """Yield the rooms inside a room, the uppermost first."""
    names = [name for floor in floors for name in floor.split(" | ")]
    return (name for name in names if (PACKAGE / room / name).is_dir())


def _first_line(place: Path) -> str:
    """Return the first sentence of a package's or a module's docstring."""
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return (
        (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "")
        .partition("\n")[0]
        .partition(". ")[0]
        .removesuffix(".")
    )


def _page(lines: Iterator[str]) -> str:
    return "\n".join(line.rstrip() for line in "\n".join(lines).split("\n")) + "\n"


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each page with what it must say."""
    yield FOLDER / "commands.md", _page(commands())
    yield FOLDER / "formats.md", _page(formats())
    yield DESIGN, house()


def main() -> int:
    """Write the pages, or with --check tell which of them are stale."""
    stale = []
    for page, text in pages():
        if "--check" not in sys.argv[1:]:
            FOLDER.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(page.name)
    if stale:
        sys.stderr.write(f"stale: {', '.join(stale)}; write them anew: python .ci/reference.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
