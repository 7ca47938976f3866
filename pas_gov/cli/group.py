"""The group of all commands, and where each stands."""

from __future__ import annotations

import click

from pas_gov import __version__
from pas_gov.cli import judging, reading, rules, starting

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT)
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


COMMANDS = (
    judging.gate, judging.explain, judging.diff, reading.validate, reading.inventory, rules.test, rules.docs,
    starting.init, starting.demo, starting.schema,
)  # fmt: skip

for _command in COMMANDS:
    cli.add_command(_command)
