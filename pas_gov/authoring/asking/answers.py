"""Answers at a terminal: asked until they can be taken, each fault told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from pas_gov import cel
from pas_gov.authoring.questions import Prompter
from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.applies_when import EXAMPLES, SUBJECT, UNWRITTEN
from pas_gov.model.records.placeholders import is_placeholder
from pas_gov.report.codeowners.lines import owner_fault
from pas_gov.report.layout import capitalised
from pas_gov.sheets.typed_days import day_fault

Fault = Callable[[str], str]  # what is wrong with an answer, "" for nothing
NEEDED = "an answer is needed; Ctrl+C leaves without writing anything"


@dataclass(frozen=True, slots=True)
class Answers:
    """Somebody at a terminal who is asked, on a day; ``nobody`` are names that answer for nothing."""

    prompter: Prompter
    today: date
    nobody: frozenset[str] = frozenset()

    def line(self, question: str, fault: Fault, default: str = "", *, optional: bool = False) -> str:
        """Return an answer without fault; "" where it may be left open and is."""
        while True:
            answer = self.prompter.text(question, default).strip()
            if not answer and optional:
                return ""
            wrong = _told(fault, answer) if answer else NEEDED
            if not wrong:
                return answer
            self.prompter.tell(f"  {printable(wrong)}")

    def lines(self, question: str, fault: Fault) -> Iterator[str]:
        """Yield answers until one is empty."""
        while answer := self.line(question, fault, optional=True):
            yield answer

    def said(self, text: str) -> str:
        """Return why words say nothing, "" where they say something."""
        return f'"{text}" is no answer: say it in words' if is_placeholder(text) else ""

    def owner(self, text: str) -> str:
        """Return why a name can't answer for a promise."""
        why = owner_fault(text, self.nobody)
        return f'"{text}" is a name {why}' if why else ""

    def condition(self, text: str) -> str:
        """Return what is wrong with a condition in CEL."""
        program = cel.compile(text, SUBJECT, cel.BOOL)
        if not isinstance(program, tuple):
            return ""
        remedy = f"{program[0].remedy}; " if program[0].remedy else ""
        return f"that isn't valid: {program[0].message}. {capitalised(remedy + EXAMPLES)}. {capitalised(UNWRITTEN)}"

    def day(self, text: str) -> str:
        """Return why a text is no day; a number of days or weeks from today is one (+90d, +2w)."""
        return day_fault(text, self.today)


def one_of(choices: Sequence[str], what: str) -> Fault:
    """Return a check that an answer is one of some names, or the beginning of one alone."""
    return lambda text: (
        "" if chosen(text, choices) else f'"{text}" is no {what}: {did_you_mean(text, choices)}'
    )


def chosen(text: str, choices: Sequence[str]) -> str:
    """Return the name that is meant, by itself or by a beginning that no other one has; "" for none."""
    found = [text] if text in choices else [one for one in choices if one.startswith(text.casefold())]
    return found[0] if len(found) == 1 else ""


def _told(fault: Fault, answer: str) -> str:
    try:
        return fault(answer)
    except Stop as stop:
        return reason(stop)


def reason(stop: Stop) -> str:
    """Return what a Stop says, on one line."""
    return f"{stop.message}; {stop.remedy}" if stop.remedy else stop.message
