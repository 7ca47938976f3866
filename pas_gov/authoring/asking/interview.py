"""A record asked for part by part, shown as a whole, corrected, and only then taken."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any, TypeVar

from pas_gov.authoring.asking.answering import Known, answer
from pas_gov.authoring.asking.answers import Answers, chosen, one_of, reason
from pas_gov.authoring.asking.options import options_of
from pas_gov.authoring.asking.part_questions import (
    ALIGNED,
    ALL,
    IDENTITY,
    NOTE,
    PartQuestion,
)
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.questions import Left, Questions
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.promise import Promise
from pas_gov.model.stack.entry import Entry

T = TypeVar("T")
WIDTH = 78  # columns of what is told here
Writing = Callable[
    [Draft, str, Parts], Entry
]  # writes the record of an id into a draft; Stops where it can't


@dataclass(slots=True)
class Interview:
    """One record that is asked for. ``writing`` makes or amends it in a draft, ``tried`` does with what isn't said yet.

    ``present`` is the record as it stands, None for a new one; ``nobody`` are names that can't be owners. ``defaults``
    are answers that are proposed, by field. Without a terminal what is missing is collected in ``questions``.
    """

    questions: Questions
    draft: Draft
    authorship: Authorship
    writing: Writing
    tried: Writing
    parts: Parts
    identity: str = ""
    present: Promise | None = None
    nobody: frozenset[str] = frozenset()
    defaults: dict[str, str] = field(default_factory=dict)
    asked: bool = False
    menu_told: bool = False

    def need(self, *wanted: PartQuestion) -> None:
        """Ask for parts that weren't said."""
        for one in wanted:
            if not self.said(one.field):
                self.ask(one)

    def said(self, name: str) -> Any:
        """Return what is said of a field; None, "" or nothing where it isn't."""
        return self.identity if name == "identity" else getattr(self.parts, name)

    def ask(self, one: PartQuestion) -> None:
        """Ask for one part, whatever was said of it; without a terminal it is missing."""
        if self.questions.prompter is None:
            self.questions.lacks(one.option, one.question, one.choices)
            return
        self.asked = True
        answers = Answers(self.questions.prompter, self.authorship.today, self.nobody)
        known = Known(
            self.draft.stack, self.parts, self.said(one.field), self.present, self.defaults.get(one.field, ""),
            lambda value: self.fault(one, value), lambda: self.trial(self.parts, self.identity, self.tried)[1].promise,
        )  # fmt: skip
        self._held(lambda: self._put(one, answer(one, answers, known)), one.why)

    def _put(self, one: PartQuestion, value: Any) -> None:
        if one.field == "identity":
            self.identity = str(value)
        else:
            self.parts = replace(self.parts, **{one.field: value})

    def _held(self, step: Callable[[], T], told: str = "") -> T:
        """Make a step and return its result; who leaves in it is told that nothing is written, and how to go on."""
        assert self.questions.prompter is not None  # noqa: S101  (only at a terminal)
        try:
            if told:
                self.questions.prompter.tell(f"\n{told}")
            return step()
        except Left:
            raise self.left() from None

    def left(self) -> Left:
        """Return the Stop of somebody who leaves, with the command that says what was answered so far."""
        typed = self.questions.typed
        said = list(options_of(self.parts))
        words = typed.saying(said, self.identity).words if typed and said else ()
        remedy = f"to go on with what you answered: {shown(words)}" if words else ""
        return Left("nothing was written: you left before the last look", remedy)

    def trial(self, parts: Parts, identity: str, writing: Writing) -> tuple[Draft, Entry]:
        """Return the draft as it would be, and the record in it; the draft that is worked on stays as it is."""
        trial = Draft(self.draft.files, self.draft.stack, self.draft.today)
        return trial, writing(trial, identity, parts)

    def fault(self, one: PartQuestion, value: Any) -> str:
        """Return why a value can't stand in the record, "" where it can."""
        parts = self.parts if one.field == "identity" else replace(self.parts, **{one.field: value})
        identity = str(value) if one.field == "identity" else self.identity
        try:
            self.trial(parts, identity, self.tried)
        except Stop as stop:
            return reason(stop)
        return ""

    def begin(self) -> None:
        """Ask which part changes, and for that part."""
        menu = self._menu()
        self._held(lambda: self._chosen(menu))

    def _chosen(self, menu: Mapping[str, PartQuestion]) -> None:
        assert self.questions.prompter is not None  # noqa: S101  (only at a terminal)
        answers = Answers(self.questions.prompter, self.authorship.today)
        self.ask(menu[chosen(answers.line("What changes?", one_of(tuple(menu), "part")), tuple(menu))])

    def _menu(self) -> dict[str, PartQuestion]:
        """Return the parts by name, of a new record without what takes away; they are told once."""
        fresh = self.present is None
        menu = {one.name: one for one in (*((IDENTITY,) if fresh else ()), *ALL)}
        menu = {
            name: one for name, one in menu.items() if not (fresh and name.startswith(("drop-", "clear")))
        }
        if not self.menu_told and self.questions.prompter is not None:
            names = textwrap.fill(f"Parts that can be changed or added: {', '.join(menu)}.", WIDTH,
                                  break_on_hyphens=False)  # fmt: skip
            self.questions.prompter.tell(f"\n{names}")
        self.menu_told = True
        return menu

    def last_look(self) -> None:
        """Show the whole record until it is taken; anything can be corrected and added. Left where it isn't taken."""
        menu = self._menu()
        while not self._held(lambda: self._looked(menu)):
            pass

    def _looked(self, menu: Mapping[str, PartQuestion]) -> bool:
        """Show the record once, and do what is said to it; tell whether it is taken."""
        prompter = self.questions.prompter
        assert prompter is not None  # noqa: S101  (only at a terminal)
        whole = self._shown()
        names = (*(("yes", "no") if whole else ("no",)), *menu)
        question = "Write this? yes, no, or a part" if whole else "Which part is to change? (no: leave)"
        answers = Answers(prompter, self.authorship.today)
        meant = {"y": "yes", "n": "no"}
        answer = answers.line(question, lambda text: "" if text in meant else one_of(names, "answer")(text))
        name = meant.get(answer) or chosen(answer, names)
        if name == "no":
            raise Left
        if name in menu:
            self.ask(menu[name])
            if name == ALIGNED.name:
                self.need(NOTE)
        return name == "yes" and whole

    def _shown(self) -> bool:
        """Show the record as it will be, and what the gate would say; or why it can't be written: then False."""
        prompter = self.questions.prompter
        assert prompter is not None  # noqa: S101  (only at a terminal)
        try:
            trial, entry = self.trial(self.parts, self.identity, self.writing)
        except Stop as stop:
            prompter.tell(f"\nThis can't be written yet: {printable(reason(stop))}")
            return False
        content = trial.text(entry.path)
        lines = (content or b"").decode().splitlines()
        told = [f"  {printable(line)}" for line in lines if not line.startswith("# yaml-language-server")]
        blocked = self.questions.foresee(trial) if self.questions.foresee else ()
        gate = (
            ["", "The gate would block this:", *(f"  x {printable(one)}" for one in blocked)]
            if blocked
            else []
        )
        prompter.tell("\n".join(["", f"{printable(entry.path)} as it will be:", *told, *gate, ""]))
        return True
