"""Questions of a command: a value comes from its option, or is asked for at a terminal, or is named as missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol

from pas_gov.authoring.typed import Typed
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.applies_when import EXAMPLES, UNWRITTEN, WORKED_CASE
from pas_gov.judging.verdict.remedy import shown


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


HELP: Mapping[str, Sequence[str]] = {"--cel": (EXAMPLES, WORKED_CASE, UNWRITTEN)}
"""What is said beside an option that is missing, where its question alone doesn't tell how it is answered."""


def no_fault(_: str) -> str:
    """Accept any answer: return "", for no fault."""
    return ""


class Left(Stop):
    """Somebody left at a question: the input ended, or Ctrl+C. Who asked says what that means for the records."""

    def __init__(self, message: str = "you left at a question, or the input ended", remedy: str = "") -> None:
        """Take what became of the records, and how to go on."""
        super().__init__("left", message, remedy)


@dataclass(frozen=True, slots=True)
class Missing:
    """What no option gives: the option and its kind of value (``--why TEXT``, or ``ID``), and what it answers."""

    option: str
    question: str
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as the message names it."""
        choices = f": {', '.join(self.choices)}" if self.choices else ""
        return f"{self.option} ({self.question}{choices})"

    @property
    def name(self) -> str:
        """The option's name, "" for an argument."""
        return self.option.partition(" ")[0] if self.option.startswith("-") else ""

    @property
    def blank(self) -> str:
        """What stands in its place until somebody says it."""
        if self.option == "--to TARGET" and self.choices:
            return self.choices[0]  # each of them waits, so the first is as good as another
        if self.choices:
            return f"<{' OR '.join(filter(None, (', '.join(self.choices[:-1]), self.choices[-1])))}>"
        kind = self.option.removeprefix(self.name).strip()
        if kind == "EXPRESSION":
            return "<THE SAME IN CEL, SUCH AS subject.member == true>"
        said = self.question.upper().translate({ord("<"): None, ord(">"): None})
        return f"<{said}>" if kind in ("TEXT", "") else f"<{kind} ({said})>"


@dataclass(slots=True)
class Questions:
    """Questions of one command. Without a ``prompter``, ``missing`` collects what no option gives.

    ``typed`` is the command that asks, None where it isn't known; ``foresee`` says of a draft what the gate would
    block it for.
    """

    prompter: Prompter | None
    missing: list[Missing] = field(default_factory=list)
    typed: Typed | None = None
    foresee: Callable[[Any], Sequence[str]] | None = None

    def lacks(self, option: str, question: str, choices: Sequence[str] = ()) -> None:
        """Take down what no option gives, where nobody can be asked."""
        self.missing.append(Missing(option, question, tuple(choices)))

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
            self.missing.append(Missing(option, question))
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
            self.missing.append(Missing(option, question, tuple(choices)))
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
            *several, last = map(str, self.missing)
            facts = [*several, last] if several else []
            message = "this is missing:" if several else f"this is missing: {last}"
            help_ = [line for one in self.missing for line in HELP.get(one.name, ())]
            remedy = "\n".join((*facts, *help_, self.completed(*self.missing)))
            raise Stop("missing-options", message, remedy, status=2)

    def completed(self, *missing: Missing) -> str:
        """Return, as a remedy, the command that was typed with these in their place, to be filled in."""
        if self.typed is None or not all(not one.name or self.typed.knows(one.name) for one in missing):
            return "give it as an option, or run the command at a terminal, which asks for it"
        options = [(one.name, one.blank) for one in missing if one.name]
        arguments = [one.blank for one in missing if not one.name]
        return shown(self.typed.completed(options, arguments))
