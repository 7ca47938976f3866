"""A refused command, completed: what the findings ask for becomes options of the command that was typed.

Nothing that was refused is written, so a command about the promise itself would lead nowhere: ``amend X --notice ...``
becomes ``--notice ...`` of the refused command, ``realign X --to CORE`` becomes ``--aligned-to CORE``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from pas_gov.authoring.moves.noticing import EACH, addressed
from pas_gov.authoring.typed import Given, Option, Typed
from pas_gov.diagnostics import Stop, nearest
from pas_gov.judging.findings.gate_report import ReportedFinding
from pas_gov.judging.verdict.remedy import shown
from pas_gov.report.proposal.contents import Completion, Words

RENAMED = {
    ("amend", "supersede"): {"--superseded-by": "--by"},
    ("realign", "new"): {"--to": "--aligned-to"},
    ("realign", "amend"): {"--to": "--aligned-to"},
}
KEPT = ("amend", "realign")  # the verbs of which options can be taken over
WHAT_IT_IS = ("--layer", "--status")  # another layer or status is another promise: asked last
APART = "policies-change-alone"  # of which the answer is no option of a record, but a branch of its own
ON_ITS_OWN = ("--branch", "<NEW BRANCH>")
ENDED = ("--why", "<WHY IT ENDS>", "--notice", "all=<WHAT THEY ARE TOLD>", "--stop", "all")


def completed(
    typed: Typed,
    promise: str,
    findings: Iterable[ReportedFinding],
    known: Collection[str],
    audiences: Collection[str] = (),
) -> Completion:
    """Return how the command is to be completed; ``known`` are the promises that are written, ``promise`` its own.

    ``audiences`` are those of the promise, before and after. What may not stand beside the branch's other changes
    goes to a branch of its own.
    """
    asked = list(findings)
    apart = any(one.policy == APART for one in asked) and typed.knows(ON_ITS_OWN[0])
    added: list[Given] = [ON_ITS_OWN] if apart else []
    first: list[Words] = []
    instead: list[Words] = []
    for commands in dict.fromkeys(one.commands for one in asked if one.policy != APART):
        options = _best(typed, promise, commands)
        others = [one for one in commands if _about_others(one, promise, known)]
        if options is not None:
            added += options
        elif others:
            first.append(others[0])
        elif promise in known and typed.verb == "amend":
            instead.append(("retire", promise, *ENDED))  # what it may not become, another promise may
    typed = _respelt(typed, added, audiences)
    whole = typed.completed(_without_repeats(added))
    if added and whole == typed.completed():  # said already, but for a day on which it doesn't count
        whole = typed.without("--told-on").completed()
    return Completion(
        tuple(dict.fromkeys(first)),
        whole if (added or first) else (),
        tuple(dict.fromkeys(instead)),
        tuple(_replaced(typed, whole)) if added or first else (),
    )


def _replaced(typed: Typed, whole: Words) -> Iterator[str]:
    """Say which answer of one value another one took the place of, or went without one."""
    after = dict(Typed(whole, typed.options).given)
    for name, value in typed.given:
        if typed.options[name].takes != "one" or value == after.get(name, None if name in after else ""):
            continue
        if name in after:
            yield f"{name} {value} became {name} {after[name]}, as the policies above ask"
        else:
            yield f"{name} {value} was left out: on that day it doesn't count"


def _best(typed: Typed, promise: str, commands: Sequence[Words]) -> list[Given] | None:
    """Return the options that the first command has which the typed one can take over; None for none."""
    found = [one for one in (_options(typed, promise, command) for command in commands) if one]
    plain = [one for one in found if not any(name in WHAT_IT_IS for name, _ in one)]
    others = (
        [] if typed.verb == "amend" else found
    )  # an amendment of the layer isn't completed by taking it back
    return next(iter([*plain, *others]), None)


def _options(typed: Typed, promise: str, command: Words) -> list[Given] | None:
    verb = command[0]
    if command[1:2] != (promise,) or verb not in (*KEPT, typed.verb):
        return None
    names = RENAMED.get((verb, typed.verb), {})
    given = [(names.get(name, name), value) for name, value in _read(command).given]
    return given if all(typed.knows(name) for name, _ in given) else None


def _read(command: Words) -> Typed:
    """Return a printed command with its options, which all have values but for --drop-ending."""
    names = [word for word in command if word.startswith("--")]
    flags = {"--drop-ending": Option("--drop-ending", "nothing")}
    return Typed(command, {**{name: Option(name, "many") for name in names}, **flags})


def _about_others(command: Words, promise: str, known: Collection[str]) -> bool:
    """Tell whether a command makes another promise, or is about one that is written."""
    subject = command[1] if len(command) > 1 else ""
    return subject != promise and (command[0] == "new" or subject in known or subject.startswith("<"))


def _respelt(typed: Typed, added: Iterable[Given], audiences: Collection[str]) -> Typed:
    """Return the command with each notice for nobody addressed to the audience that is meant, where that one is asked.

    A notice for whom nobody is near stays: an earlier step of the same change may have taken that audience away.
    """
    asked = [value.partition("=<")[0] for name, value in added if name == NOTICE and value]
    for value in [value or "" for name, value in typed.given if name == NOTICE]:
        name, _, text = value.partition("=")
        told = addressed([(name.strip(), text.strip())], audiences)
        stranger = len(told) == 1 and told[0][0] not in (EACH, *audiences)
        meant = nearest(told[0][0], asked) if stranger else None
        if meant:
            typed = typed.divided(NOTICE, value, [f"{meant}={told[0][1]}"])
            asked.remove(meant)
    return typed


NOTICE = "--notice"


def _without_repeats(added: list[Given]) -> list[Given]:
    return list(dict.fromkeys(added))


SAYS_NOTHING = re.compile(r"(--[a-z-]+)(?: (.+?))? says nothing")


def answered(typed: Typed, stop: Stop) -> Stop:
    """Return a Stop(no-answer) whose remedy is the command with a blank in place of what says nothing."""
    found = SAYS_NOTHING.match(stop.message)
    if found is None or not typed.knows(found[1]):
        return stop
    blank = f"<{stop.remedy.removeprefix('write ').upper()}>"
    value = f"{found[2]}={blank}" if found[2] else blank
    words = typed.without(found[1], found[2] or "").completed([(found[1], value)])
    return Stop(stop.code, stop.message, shown(words), status=stop.status)


IDLE = re.compile(r"(--[a-z-]+) says ")


def without_idle(typed: Typed, stop: Stop) -> Stop:
    """Return a Stop(no-effect) whose remedy also shows the command without the option that it speaks of."""
    found = IDLE.match(stop.message)
    if found is None or not any(name == found[1] for name, _ in typed.given):
        return stop
    without = shown(typed.without(found[1]).words)
    return Stop(stop.code, stop.message, f"{stop.remedy}. Without it:\n{without}", status=stop.status)
