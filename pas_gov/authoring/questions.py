"""What a command still needs to know: given as an option, asked for at a terminal, or told to be missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pas_gov.diagnostics import Stop


class Asked(Protocol):
    """Somebody at a terminal who answers; each question stands on one line."""

    def tell(self, text: str) -> None:
        """Show some lines before a question."""

    def text(self, question: str, default: str = "") -> str:
        """Return what is typed, or the default."""

    def choice(self, question: str, choices: Sequence[str], default: str = "") -> str:
        """Return one of the choices."""

    def confirm(self, question: str, default: bool = False) -> bool:
        """Return yes or no."""


def anything(_: str) -> str:
    """Find no fault with an answer."""
    return ""


@dataclass(slots=True)
class Questions:
    """Questions of one command. Without anybody to ask, what is missing is collected, and told all at once."""

    asked: Asked | None
    missing: list[str] = field(default_factory=list)

    def text(
        self,
        given: str | None,
        option: str,
        question: str,
        default: str = "",
        fault: Callable[[str], str] = anything,
    ) -> str:
        """Return what was given, else what is answered; "" where it can't be asked for.

        ``fault`` says what is wrong with an answer, "" for nothing: it is asked for again. What was given as an
        option is for the command to check.
        """
        if given is not None:
            return given
        if self.asked is None:
            self.missing.append(f"{option} ({question})")
            return ""
        while True:
            answer = self.asked.text(question, default).strip()
            wrong = fault(answer) if answer else "an answer is needed; Ctrl+C leaves without writing anything"
            if not wrong:
                return answer
            question = f"{wrong}. {question}" if wrong not in question else question

    def choice(self, given: str | None, option: str, question: str, choices: Sequence[str]) -> str:
        """Return what was given, else the choice that is made; "" where it can't be asked for."""
        if given is not None:
            return given
        if self.asked is None:
            self.missing.append(f"{option} ({question}: {', '.join(choices)})")
            return ""
        return self.asked.choice(question, choices)

    def maybe(self, question: str, default: str = "") -> str:
        """Return the answer to a question that may be left open; "" without anybody to ask."""
        return self.asked.text(question, default).strip() if self.asked else ""

    def confirm(self, question: str) -> bool:
        """Return whether it is confirmed; without anybody to ask it isn't."""
        return self.asked.confirm(question) if self.asked else False

    def settle(self) -> None:
        """Stop, as wrong usage, where something is missing: all of it is named."""
        if self.missing:
            message = f"this is missing: {'; '.join(self.missing)}"
            raise Stop("missing-options", message, "give it as an option, or run the command at a terminal, "
                       "which asks for it", status=2)  # fmt: skip
