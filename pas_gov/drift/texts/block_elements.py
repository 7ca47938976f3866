"""Elements that are blocks: headings, lists, terms, questions that open their answers, and what is set apart."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pas_gov.drift.texts.block import Block
from pas_gov.drift.texts.lines import without_marks
from pas_gov.drift.texts.splitting import LONGEST_LEAD, is_value, last_sentence, unlinked
from pas_gov.drift.texts.walk import Walk, capture, caught, flush, pass_over

_CALLOUT = re.compile(
    r"\W{0,8}(?:\[!\w{1,20}\]|(?:note|tip|important|warning|caution|info|hint|attention|danger)\b\W)",
    re.IGNORECASE,
)
_DEEPEST_CALLOUT = 6


def end_heading(walk: Walk, tag: str) -> None:
    """Take a heading: its section is linked where a comment stood before it, or its own text holds one."""
    if walk.captured != tag:
        return
    text, inner = unlinked(caught(walk))
    level = int(tag[1])
    named = inner or walk.next
    if named or level <= walk.section[0]:
        walk.section = (level, named) if named else (0, "")
    _, colon, value = text.partition(": ")
    if colon and is_value(value):  # "First response: 6 hours" says it itself
        walk.found.append(Block(walk.cursor.line, "item", text, walk.heading, "", named))
    walk.heading, walk.last, walk.next = text or walk.heading, "", ""


def open_list(walk: Walk, *_: object) -> bool:
    """Take the start of a list: what ends in a colon before it introduces its items."""
    introduced = walk.last.rstrip().endswith(":")
    outer = walk.leads[-1] if walk.leads else ""
    walk.leads.append(last_sentence(walk.last) if introduced else outer)
    walk.linked.append(walk.next)
    walk.next = ""
    return True


def close_list(walk: Walk, _: str) -> None:
    """Take the end of a list."""
    walk.leads.pop()
    walk.linked.pop()
    walk.last = ""


def open_terms(walk: Walk, *_: object) -> bool:
    """Take the start of a list of terms."""
    walk.terms.append("")
    walk.linked.append(walk.next)
    walk.next = ""
    return True


def close_terms(walk: Walk, _: str) -> None:
    """Take the end of a list of terms."""
    walk.terms.pop()
    walk.linked.pop()
    walk.last = ""


def end_term(walk: Walk, tag: str) -> None:
    """Take a term; several before one definition share it."""
    if walk.captured != tag:
        return
    text = unlinked(caught(walk))[0]
    if walk.terms:
        before = "" if walk.defined else walk.terms[-1]
        long = len(before) > LONGEST_LEAD  # no more of them than go with a sentence
        walk.terms[-1] = before if long else f"{before} / {text}" if before else text
        walk.defined = False


def end_definition(walk: Walk, _: str) -> None:
    """Take a definition: the next term is another one."""
    walk.defined = True


def open_details(walk: Walk, *_: object) -> bool:
    """Take the start of what opens: its summary is the heading of what is in it alone."""
    walk.headings.append(walk.heading)
    return True


def close_details(walk: Walk, _: str) -> None:
    """Return to the heading outside."""
    walk.heading = walk.headings.pop()


def end_summary(walk: Walk, tag: str) -> None:
    """Take a summary as the heading of what it opens."""
    if walk.captured == tag:
        walk.heading, walk.last = unlinked(caught(walk))[0] or walk.heading, ""


def open_button(walk: Walk, node: LexborNode, tag: str) -> bool:
    """Take the start of a button; within a heading it is part of that."""
    if not walk.captured:
        flush(walk)
        capture(walk, node, tag)
    return True


def end_button(walk: Walk, tag: str) -> None:
    """Take a button: one that asks opens its answer, any other is an order to the page."""
    if walk.captured != tag:
        return
    flush(walk)
    text = unlinked(caught(walk))[0]
    if text.endswith("?"):
        walk.heading, walk.last = text, ""


def quotation(walk: Walk, node: LexborNode, _: str) -> bool:
    """Leave out what is quoted; a note that is only set apart is the page's own."""
    if _CALLOUT.match(_beginning(node)):
        return True
    walk.last = walk.next = ""
    return pass_over(walk, node, "quoted")


def _beginning(node: LexborNode) -> str:
    """Return the first text below a node, where it isn't deep."""
    below: LexborNode | None = node.first_child
    for _ in range(4 * _DEEPEST_CALLOUT):
        if below is None:
            return ""
        if below.tag == "-text":
            text = without_marks(below.text_content or "")
            if not text.isspace() and text:
                following = (
                    below.next.text(deep=False)
                    if below.next is not None and below.next.tag != "-text"
                    else ""
                )
                return f"{text.lstrip()[:40]}{following[:1] or ' '}"
            below = below.next
        else:
            below = below.first_child or below.next
    return ""


def code(walk: Walk, node: LexborNode, _: str) -> bool:
    """Leave out code, and count it."""
    walk.last = walk.next = ""
    return pass_over(walk, node, "code")


def rule(walk: Walk, *_: object) -> bool:
    """Take a rule: nothing before it introduces what follows."""
    walk.last = walk.next = ""
    return True
