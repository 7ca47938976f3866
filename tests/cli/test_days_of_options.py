"""Every option that takes a day reads it in the same way."""

from __future__ import annotations

import click
import pytest

from pas_gov.cli.group import cli


def day_options():
    for name in cli.commands:
        command = cli.commands[name]
        subcommands = command.commands.values() if isinstance(command, click.Group) else ()
        for one in (command, *subcommands):
            for option in one.params:
                if isinstance(option, click.Option) and option.metavar == "DATE":
                    yield one, option


@pytest.mark.parametrize(
    ("command", "option"),
    [pytest.param(c, o, id=f"{c.name} {max(o.opts, key=len)}") for c, o in day_options()],
)
def test_it_takes_one_that_means_one_day_and_refuses_others_alike(command, option):
    ctx = click.Context(command)
    assert (
        str(option.process_value(ctx, ("31.12.2026",) if option.multiple else "31.12.2026")) == "2026-12-31"
    )
    for text, said in (("01.12.2026", "write 2026-12-01, or 2026-01-12"), ("today", r"\+0d is today")):
        with pytest.raises(click.BadParameter, match=said):
            option.process_value(ctx, (text,) if option.multiple else text)
