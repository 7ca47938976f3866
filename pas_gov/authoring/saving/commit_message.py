"""What a commit says by default: what was done, in the words of the domain."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from pas_gov.model.records.reader import read
from pas_gov.model.records.rulebook import WAIVERS_FOLDER
from pas_gov.model.records.waiver import WHOLE_STACK
from pas_gov.model.stack.change import Change, changes
from pas_gov.model.stack.differences import difference_lines
from pas_gov.model.stack.stack import Stack

SUBJECT, BODY = 72, 72  # columns
MOST, MOST_LINES = 3, 20  # promises that a subject names, differences in a body
VERBS = ("made", "superseded", "retired", "reinstated", "activated", "attested", "realigned")


def change_message(
    before: Stack, after: Stack, texts: Mapping[str, bytes | None], sentences: Sequence[str]
) -> str:
    """Return the message for a change between two stacks, whose new texts are given by path.

    Its subject names promises and what became of them; its body is the ``sentences``, then each difference.
    """
    found = changes(before, after)
    subject = "; ".join([*_promises(found), *_waivers(texts)]) or "Edit records"
    lines = [*sentences, *(f"- {line}" for line in _differences(found))]
    body = [line for one in lines for line in _wrapped(one)]
    return "\n".join([_cut(subject), *([""] if body else []), *body])


def _differences(found: Sequence[Change]) -> list[str]:
    named = [(one.id, line) for one in found for line in difference_lines(one)]
    lines = [line if len(found) == 1 else f"{identity}: {line}" for identity, line in named]
    return [
        *lines[:MOST_LINES],
        *([f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []),
    ]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, BODY, subsequent_indent="  " if text[:2] == "- " else "", break_on_hyphens=False
    )


def _promises(found: Sequence[Change]) -> Iterator[str]:
    """Say of all changed promises what became of them; many of one kind are one clause."""
    by_verb: dict[str, list[Change]] = {}
    for one in found:
        by_verb.setdefault(next((verb for verb in VERBS if verb in one.kinds), "amended"), []).append(one)
    order = ("made", "superseded", "retired", "reinstated", "activated", "amended", "realigned", "attested")
    for verb in (one for one in order if one in by_verb):
        yield _clause(verb, by_verb[verb])


WORDS = {
    "made": "Promise", "superseded": "Supersede", "retired": "Retire", "reinstated": "Reinstate",
    "activated": "Activate", "amended": "Amend", "realigned": "Review", "attested": "Attest",
}  # fmt: skip


def _clause(verb: str, found: Sequence[Change]) -> str:
    names = ", ".join(one.id for one in found[:MOST])
    if len(found) > 1:
        more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
        return f"{WORDS[verb]} {names}{more}"
    change = found[0]
    promise = change.entry.promise
    if verb == "made":
        proposed = ", proposed" if promise.status == "proposed" else ""
        return f"Promise {change.id}: {promise.title} ({promise.layer}{proposed})"
    if verb == "superseded" and promise.ending and promise.ending.superseded_by:
        return f"Supersede {change.id} by {', '.join(promise.ending.superseded_by)}"
    if verb == "amended":
        kinds = [kind for kind in change.kinds if kind != "edited"]
        return f"Amend {change.id}: {', '.join(kinds) or promise.title}"
    return f"{WORDS[verb]} {change.id}: {promise.title}"


def _waivers(texts: Mapping[str, bytes | None]) -> Iterator[str]:
    for path, text in texts.items():
        record = read("waiver", text).record if text and path.startswith(f"{WAIVERS_FOLDER}/") else None
        if record:
            whom = "the whole stack" if record["promise"] == WHOLE_STACK else record["promise"]
            yield f"Waive {record['policy']} for {whom} until {record['until']}"


def _cut(text: str) -> str:
    """Return one line of at most SUBJECT characters."""
    return textwrap.shorten(" ".join(text.split()), SUBJECT, placeholder=" ...")
