"""The group of all commands: each is found by the name in the table, and imported only when it is looked up."""

from __future__ import annotations

from cases import each_of

from pas_gov.cli.group import PLACES, cli


@each_of("name", sorted(PLACES))
def test_each_command_stands_at_its_place(name):
    assert cli.commands[name].name == name
    assert cli.commands[name] is cli.commands[name]


def test_commands_that_there_are():
    assert "gate" in cli.commands
    assert "judge" not in cli.commands
    assert cli.commands.get("judge") is None
    assert sorted(cli.commands) == sorted(PLACES)
    assert len(cli.commands) == len(PLACES)
