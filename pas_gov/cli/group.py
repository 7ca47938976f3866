"""The group of all commands: which there are, in the order in which the help shows them.

A command is imported when it is run or asked for its help: all of them took more than click itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

import click

from pas_gov import __version__

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

# Each command: its place (a module of this room, and its name there), and what the help says of it.
SECTIONS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Start": {
        "init": ("start:init", "Make a folder a governance repository."),
        "demo": ("start:demo", "Show a whole case: blocked, answered, passed."),
        "help": ("help:help_", "Find the command that does what you say."),
        "doctor": ("start:doctor", "See what is set up here, and what isn't."),
        "schema": ("start:schema", "Print the JSON Schema of a file or a report."),
    },
    "Write promises": {
        "new": ("records:new", "Write down a promise."),
        "import": ("importing:import_", "Bring promises in from a spreadsheet."),
        "amend": ("records:amend", "Change parts of a promise."),
        "supersede": ("records:supersede", "End a promise that another one follows."),
        "retire": ("records:retire", "End a promise that nothing follows."),
        "realign": ("records:realign", "Record that a promise was reviewed, and still holds."),
        "attest": ("records:attest", "Record what a zone really does."),
        "waive": ("records:waive", "Ask for an exception, with an end."),
        "fmt": ("records:fmt", "Lay records out: order of keys, indentation."),
    },
    "Look": {
        "inventory": ("inventory:inventory", "List every promise, and how its alignments stand."),
        "owed": ("inventory:owed", "List what one customer is owed."),
        "validate": ("inventory:validate", "Check every record and policy."),
        "diff": ("gate:diff", "Show what changed between two commits."),
        "impact": ("impact:impact", "Show what a change would ask, before it is made."),
        "propagation": ("inventory:propagation", "Tell whether each change of a Core was executed."),
        "site": ("publish:site", "Write it all as pages that people look at."),
    },
    "Judge": {
        "gate": ("gate:gate", "Judge a change, and block what is unpropagated."),
        "asks": ("gate:asks", "Say what is asked of each owner, to be sent."),
        "explain": ("gate:explain", "Show how a verdict came about."),
        "comment": ("publish:comment", "Put a verdict on its pull request."),
        "owners": ("owners:owners", "Keep CODEOWNERS true to the promises' owners."),
    },
    "Audit": {
        "drift": ("drift:drift", "Show all that drifts, zone by zone."),
        "diagnose": ("diagnose:diagnose", "Report what texts promise, with nothing on file."),
        "scan": ("drift:scan", "Hold what texts promise against the promises."),
        "probe": ("drift:probe", "Ask a bot what customers ask, and judge its answers."),
        "audit": ("drift:audit", "Walk the five zones, and record what they answer."),
        "ledger": ("ledger:ledger", "Read history as typed events, and verify it."),
        "blame": ("ledger:blame", "Show who last decided each part of a promise."),
    },
    "Write policies": {
        "test": ("policies:test", "Hold policies against their own tests, or history."),
        "docs": ("policies:docs", "Document the policies as a page."),
    },
}


class Sections(click.Group):
    """A group whose help lists its commands by what people come for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's)
        """Write each section with its commands."""
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, said) for name, (_, said) in commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; wrong usage, with the nearest in meaning, where there is none."""
        word = args[0]
        if self.get_command(ctx, word) is None and not (ctx.resilient_parsing or word.startswith("-")):
            raise click.UsageError(_no_command(word), ctx)
        return super().resolve_command(ctx, args)


def _no_command(word: str) -> str:
    """Return that there is no such command, those that it may have meant, and where to look."""
    from pas_gov.cli.finding_help import nearest_commands
    from pas_gov.diagnostics import printable

    does = {name: said for commands in SECTIONS.values() for name, (_, said) in commands.items()}
    lines = [f'there is no command "{printable(word[:LONGEST])}"']
    if near := nearest_commands(
        word[:LONGEST], {name: said for name, said in does.items() if name != "help"}
    ):
        width = max(map(len, near))
        lines += ["nearest to it:", *(f"  pas-gov {name:<{width}}  {does[name]}" for name in near)]
    return "\n".join([*lines, "say what you want to do in your own words: pas-gov help <WORDS>"])


LONGEST = 40  # characters of a word that is no command


class Commands(Mapping[str, click.Command]):
    """Commands by name, each imported when it is looked up."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """Take the place of each command: ``module:name``."""
        self._places = places

    def __getitem__(self, name: str) -> click.Command:
        """Return a command."""
        return _command(self._places[name])

    def __contains__(self, name: object) -> bool:
        """Tell whether there is such a command, without importing it."""
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order of the help."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)


@cache
def _command(place: str) -> click.Command:
    module, _, name = place.partition(":")
    found: click.Command = getattr(import_module(f"pas_gov.cli.{module}"), name)
    return found


PLACES = {name: place for commands in SECTIONS.values() for name, (place, _) in commands.items()}


@click.group(cls=Sections, commands=Commands(PLACES), context_settings=CONTEXT)
@click.version_option(__version__, prog_name="pas-gov")
@click.option("--debug", is_flag=True, help="Show a traceback when pas-gov itself fails.")
def cli(debug: bool) -> None:
    """Promise governance as code: what was promised, to whom, and whether it still holds.

    \b
    See it work, in a few seconds:   pas-gov demo
    Start a repository:              pas-gov init
    Judge a change:                  pas-gov gate --base main

    Exit status: 0 pass, 1 blocked, 2 wrong usage, 3 no verdict.
    """
