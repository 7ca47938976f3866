"""Words that say nothing, refused once for all commands: what was typed is looked at before anything is drafted.

Empty and blank words, and blanks of a printed remedy that nobody filled in, in every option and argument; placeholders
(SPEC 2) in those that are answered in sentences.
"""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.authoring.moves.parts import CLEARABLE
from pas_gov.authoring.saving.completion import answered
from pas_gov.authoring.typed import Option, Typed
from pas_gov.diagnostics import Stop, printable
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.placeholders import BLANK, is_placeholder

ANSWERS: Mapping[str, str] = {
    "--note": "why, in words that say something",
    "--why": "why it ends",
    "--reason": "why this one case may pass",
    "--evidence": "where that can be seen, or leave it out",
    "--author": "who makes this change",
    "--decided-by": "who decided it",
    "--approved-by": "who approved it, somebody else than who asks",
    "--title": "one line that people know it by",
    "--statement": "the promise, in the words of those who rely on it",
    "--owner": "who answers for it",
    "--audience": "who relies on it",
    "--zone": "what the zone promises",
    "--zone-evidence": "where that can be seen",
}  # what to write instead, where the option's name doesn't tell


def refuse_wordless(typed: Typed) -> None:
    """Stop(no-answer), as wrong usage, for words that say nothing; the remedy is the command with a blank there."""
    for argument in typed.arguments:
        if _empty(argument):
            message = f'an argument says nothing: "{printable(argument)}"'
            raise Stop("no-answer", message, f"see pas-gov {typed.verb} --help", status=2)
    for name, value in typed.given:
        if value is not None:
            _refuse(typed, typed.options[name], value)


def _refuse(typed: Typed, option: Option, value: str) -> None:
    key, sign, rest = value.partition("=") if option.pairs else ("", "", value)
    if option.pairs and not sign:
        return  # a zone alone, say
    if not (_empty(rest) or (option.prose and is_placeholder(rest))):
        return
    told = f'"{printable(rest)}" is no answer' if rest.strip() else "it is empty"
    message = f"{option.name}{f' {printable(key)}' if key else ''} says nothing: {told}"
    part = option.name.removeprefix("--")
    if not rest.strip() and part in CLEARABLE and typed.knows("--clear"):
        words = typed.without(option.name).completed([("--clear", part)])
        raise Stop("no-answer", message, f"to leave it empty: {shown(words)}", status=2)
    wanted = ANSWERS.get(option.name, part.replace("-", " "))
    raise answered(typed, Stop("no-answer", message, f"write {wanted}", status=2))


def _empty(text: str) -> bool:
    return not text.strip() or BLANK.fullmatch(text.strip()) is not None
