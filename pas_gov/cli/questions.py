"""Questions at a terminal, where there is one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from pas_gov.diagnostics import printable


class Terminal:
    """Somebody at the terminal; at the end of the input, or by Ctrl+C, each question raises Left."""

    def tell(self, text: str) -> None:
        """Show some lines, safe already."""
        click.echo(text, err=True)

    def text(self, question: str, default: str = "") -> str:
        """Ask for one line."""
        answer: str = _asked(
            lambda: click.prompt(_shown(question), default=default, show_default=bool(default), err=True)
        )
        return answer

    def choice(self, question: str, choices: Sequence[str], default: str = "") -> str:
        """Ask for one of the choices."""
        kind = click.Choice(list(choices))
        answer: str = _asked(
            lambda: click.prompt(_shown(question), type=kind, default=default or None, err=True)
        )
        return answer

    def confirm(self, question: str, default: bool = False) -> bool:
        """Ask for yes or no."""
        return bool(_asked(lambda: click.confirm(_shown(question), default=default, err=True)))


def _asked(ask: Callable[[], Any]) -> Any:
    from pas_gov.authoring.questions import Left

    try:
        return ask()
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        raise Left from None


def _shown(question: str) -> str:
    text = printable(question)
    return text[:1].upper() + text[1:]


def terminal() -> Terminal | None:
    """Return who can be asked: nobody where standard input or error is no terminal."""
    return Terminal() if sys.stdin.isatty() and sys.stderr.isatty() else None
