"""Questions at a terminal, where there is one."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from pas_gov.diagnostics import printable


class Terminal:
    """Somebody at the terminal; Ctrl+C leaves, and nothing is written."""

    def tell(self, text: str) -> None:
        """Show some lines, safe already."""
        click.echo(text, err=True)

    def text(self, question: str, default: str = "") -> str:
        """Ask for one line."""
        answer: str = click.prompt(_shown(question), default=default, show_default=bool(default), err=True)
        return answer

    def choice(self, question: str, choices: Sequence[str], default: str = "") -> str:
        """Ask for one of the choices."""
        kind = click.Choice(list(choices))
        answer: str = click.prompt(_shown(question), type=kind, default=default or None, err=True)
        return answer

    def confirm(self, question: str, default: bool = False) -> bool:
        """Ask for yes or no."""
        return click.confirm(_shown(question), default=default, err=True)


def _shown(question: str) -> str:
    text = printable(question)
    return text[:1].upper() + text[1:]


def terminal() -> Terminal | None:
    """Return who can be asked: nobody where standard input or error is no terminal."""
    return Terminal() if sys.stdin.isatty() and sys.stderr.isatty() else None
