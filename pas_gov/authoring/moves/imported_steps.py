"""What makes imported proposals promises: the Core first, then each held against what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.stack.stack import Stack

FEW = 5  # proposals that are named; of more, the commands have a blank
HOLDS = "<WHY IT HOLDS>"


def imported_steps(stack: Stack, made: Collection[str]) -> Iterator[str]:
    """Yield, in the order in which they work, words before the command that they speak of, or a command alone."""
    cores = [one for one in made if stack.entries[one].layer == "core"]
    others = [one for one in _in_order(stack, made) if one not in cores]
    if cores:
        first = _activations(cores, "<ID OF A CORE>")
        yield from _headed("Make the Core active first, as what rests on it is held against it: ", first)
    if others:
        what = "of the others against what it rests on" if cores else "against what it rests on"
        yield from _headed(f"Then hold each {what}, and make it a promise: " if cores
                           else f"Hold each {what}, and make it a promise: ", _reviews(stack, others))  # fmt: skip


def _headed(words: str, commands: Iterator[str]) -> Iterator[str]:
    yield words + next(commands)
    yield from commands


def _activations(ids: Collection[str], blank: str) -> Iterator[str]:
    for one in ids if len(ids) <= FEW else (blank,):
        yield shown(("amend", one, "--status", "active"))


def _reviews(stack: Stack, ids: Collection[str]) -> Iterator[str]:
    """Yield what holds each against all that it rests on, then what makes it active."""
    named = [(one, [link.promise for link in stack.entries[one].links]) for one in ids]
    for one, targets in named if len(named) <= FEW else [("<ID>", ["<WHAT IT RESTS ON>"])]:
        for target in targets or ("<WHAT IT RESTS ON>",):
            yield shown(("realign", one, "--to", target, "--note", HOLDS))
        yield shown(("amend", one, "--status", "active"))


def _in_order(stack: Stack, made: Collection[str]) -> Iterator[str]:
    """Yield what others rest on before them; links in a circle were refused before."""
    waiting = list(made)
    while waiting:
        ready = [
            one for one in waiting
            if not any(link.promise in waiting for link in stack.entries[one].links)
        ] or waiting  # fmt: skip
        yield from ready
        waiting = [one for one in waiting if one not in ready]
