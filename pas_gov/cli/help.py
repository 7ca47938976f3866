"""``help``: a command's help by its name, or the commands that do what some words say."""

from __future__ import annotations

import click

from pas_gov.cli.group import PLACES, SECTIONS, cli
from pas_gov.cli.options import OnceCommand
from pas_gov.foundation.patterns import late_pattern

NOTHING = """nothing here goes by those words
  pas-gov --help lists every command; say it in other words, such as: pas-gov help end a promise"""


SILENCED = late_pattern(
    r" *> */dev/null"
)  # so that a page of examples stays short; who runs one wants to see


@click.command("help", cls=OnceCommand)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.pass_context
def help_(ctx: click.Context, words: tuple[str, ...]) -> int:
    """Find the commands that do what you say, in your own words; of a command's name, show its help.

    \b
    Example:
      pas-gov help retire a customer promise
      pas-gov help gate
    """
    if not words:
        click.echo(cli.get_help(ctx.find_root()))
        return 0
    if len(words) == 1 and words[0] in PLACES:
        command = cli.commands[words[0]]
        click.echo(command.get_help(click.Context(command, ctx.parent, words[0])))
        return 0
    return _find(words)


def _find(words: tuple[str, ...]) -> int:
    from pas_gov.cli.finding_help import found_by

    does = {
        name: said for section in SECTIONS.values() for name, (_, said) in section.items() if name != "help"
    }
    found = found_by(words, does)
    if not found.commands:
        click.echo(f"pas-gov: {NOTHING}", err=True)
        return 2
    width = max(map(len, found.commands))
    lines = [f"  pas-gov {name:<{width}}  {does[name]}" for name in found.commands]
    for task in found.tasks:
        lines += ["", f"To {task.title[0].lower()}{task.title[1:]}:"]
        if task.settings:
            lines += [
                "  (write into pas-gov.yaml, below its first line, schema: pas.settings/v1)",
                *(f"  {line}" for line in task.settings.splitlines()),
                "  (then)",
            ]
        lines += (f"  {SILENCED.sub('', line)}" for line in task.shell.splitlines())
    if found.tasks:
        lines += ["", "The examples are of the demo's promises: put your own ids and words in their place."]
    lines += ["", f"All that it takes: pas-gov {found.commands[0]} --help"]
    click.echo("\n".join(lines))
    return 0
