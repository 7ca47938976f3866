"""Write docs/reference/ from the code: every command as its help says it, and every file and report as its schema does.

python .ci/reference.py            writes the pages
python .ci/reference.py --check    fails where a page isn't what the code says now
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from pas_gov.cli.group import SECTIONS
from pas_gov.cli.start import SCHEMAS
from pas_gov.model.records.schema import schema

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
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
        for command in found:
            yield from _command(f"pas-gov {command.name}", command)


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


PAGES = {"commands.md": commands, "formats.md": formats}


def main() -> int:
    """Write the pages, or with --check tell which of them are stale."""
    stale = []
    for name, lines in PAGES.items():
        page, text = FOLDER / name, "\n".join(line.rstrip() for line in "\n".join(lines()).split("\n")) + "\n"
        if "--check" not in sys.argv[1:]:
            FOLDER.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.stderr.write(f"stale: {', '.join(stale)}; write them anew: python .ci/reference.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
