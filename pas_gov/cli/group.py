"""The group of all commands: which there are, in the order in which the help shows them."""

from __future__ import annotations

from collections.abc import Mapping

import click

from pas_gov import __version__
from pas_gov.cli import drift as drifting
from pas_gov.cli import gate as judging
from pas_gov.cli import impact as foreseeing
from pas_gov.cli import importing as bringing
from pas_gov.cli import inventory as reading
from pas_gov.cli import ledger as auditing
from pas_gov.cli import owners as owning
from pas_gov.cli import policies as rules
from pas_gov.cli import publish as publishing
from pas_gov.cli import records as recording
from pas_gov.cli import start as starting

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

SECTIONS: Mapping[str, Mapping[click.Command, str]] = {
    "Start": {
        starting.init: "Make a folder a governance repository.",
        starting.demo: "Show a whole case: blocked, answered, passed.",
        starting.schema: "Print the JSON Schema of a file or a report.",
    },
    "Write promises": {
        recording.new: "Write down a promise.",
        bringing.import_: "Bring promises in from a spreadsheet.",
        recording.amend: "Change parts of a promise.",
        recording.supersede: "End a promise that another one follows.",
        recording.retire: "End a promise that nothing follows.",
        recording.realign: "Record that a promise was reviewed, and still holds.",
        recording.attest: "Record what a zone really does.",
        recording.waive: "Ask for an exception, with an end.",
        recording.fmt: "Lay records out: order of keys, indentation.",
    },
    "Look": {
        reading.inventory: "List every promise, and how its alignments stand.",
        reading.owed: "List what one customer is owed.",
        reading.validate: "Check every record and policy.",
        judging.diff: "Show what changed between two commits.",
        foreseeing.impact: "Show what a change would ask, before it is made.",
        reading.propagation: "Tell whether each change of a Core was executed.",
        publishing.site: "Write it all as pages that people look at.",
    },
    "Judge": {
        judging.gate: "Judge a change, and block what is unpropagated.",
        judging.asks: "Say what is asked of each owner, to be sent.",
        judging.explain: "Show how a verdict came about.",
        publishing.comment: "Put a verdict on its pull request.",
        owning.owners: "Keep CODEOWNERS true to the promises' owners.",
    },
    "Audit": {
        drifting.drift: "Show all that drifts, zone by zone.",
        drifting.scan: "Hold what texts promise against the promises.",
        drifting.audit: "Walk the five zones, and record what they answer.",
        auditing.ledger: "Read history as typed events, and verify it.",
        auditing.blame: "Show who last decided each part of a promise.",
    },
    "Write policies": {
        rules.test: "Hold policies against their own tests, or history.",
        rules.docs: "Document the policies as a page.",
    },
}


class Sections(click.Group):
    """A group whose help lists its commands by what people come for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's)
        """Write each section with its commands."""
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(command.name or "", said) for command, said in commands.items()])


@click.group(cls=Sections, context_settings=CONTEXT)
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


for _commands in SECTIONS.values():
    for _command in _commands:
        cli.add_command(_command)
