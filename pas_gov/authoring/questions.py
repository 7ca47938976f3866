"""Questions of a command: a value comes from its option, or is asked for at a terminal, or is named as missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pas_gov.diagnostics import Stop


class Prompter(Protocol):
    """Asks somebody at a terminal; each question stands on one line."""

    def tell(self, text: str) -> None:
        """Show some lines before a question."""

    def text(self, question: str, default: str = "") -> str:
        """Return what is typed, or the default."""

    def choice(self, question: str, choices: Sequence[str], default: str = "") -> str:
        """Return one of the choices."""

    def confirm(self, question: str, default: bool = False) -> bool:
        """Return yes or no."""


def no_fault(_: str) -> str:
    """Accept any answer: return "", for no fault."""
    return ""


@dataclass(slots=True)
class Questions:
    """Questions of one command. Without a ``prompter``, ``missing`` collects what no option gives."""

    prompter: Prompter | None
    missing: list[str] = field(default_factory=list)

    def text(
        self,
        given: str | None,
        option: str,
        question: str,
        default: str = "",
        fault: Callable[[str], str] = no_fault,
    ) -> str:
        """Return what was given, else what is answered; "" where it can't be asked for.

        ``fault`` says what is wrong with an answer, "" for nothing: it is asked for again. What was given as an
        option is for the command to check.
        """
        if given is not None:
            return given
        if self.prompter is None:
            self.missing.append(f"{option} ({question})")
            return ""
        while True:
            answer = self.prompter.text(question, default).strip()
            wrong = fault(answer) if answer else "an answer is needed; Ctrl+C leaves without writing anything"
            if not wrong:
                return answer
            question = f"{wrong}. {question}" if wrong not in question else question

    def choice(self, given: str | None, option: str, question: str, choices: Sequence[str]) -> str:
        """Return what was given, else the choice that is made; "" where it can't be asked for."""
        if given is not None:
            return given
        if self.prompter is None:
            self.missing.append(f"{option} ({question}: {', '.join(choices)})")
            return ""
        return self.prompter.choice(question, choices)

    def optional_text(self, question: str, default: str = "") -> str:
        """Return the answer to a question that may be left open; "" where nobody can be asked."""
        return self.prompter.text(question, default).strip() if self.prompter else ""

    def confirm(self, question: str) -> bool:
        """Return whether it is confirmed; False where nobody can be asked."""
        return self.prompter.confirm(question) if self.prompter else False

    def refuse_missing(self) -> None:
        """Stop(missing-options, status 2) where something is missing; the message names all of it."""
        if self.missing:
            message = f"this is missing: {'; '.join(self.missing)}"
            raise Stop("missing-options", message, "give it as an option, or run the command at a terminal, "
                       "which asks for it", status=2)  # fmt: skip
