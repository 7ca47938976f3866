"""Elements within a line: links, quotation marks, what is struck out or hidden, and comments that name a promise.

Of the functions here and beside, one that opens an element says whether what is in it is read.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pas_gov.drift.texts.block import LEFT_OUT, link_mark, linked_promise
from pas_gov.drift.texts.lines import without_marks
from pas_gov.drift.texts.walk import Walk, pass_over

HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
"""The styles of an element that isn't shown."""
_SAYS = re.compile(r"\w+(?:\W+\w+){2}")
_DESCRIBES = re.compile(r"\w+(?:\W+\w+){4}")
_PICTURE = "\ufffc"
"""Stands for a picture that may be part of a number."""
_MAY_HIDE = re.compile(
    r"<[A-Za-z][^<>]*(?:\s(?:aria-)?hidden\b|display\s{0,9}:|visibility\s{0,9}:)", re.IGNORECASE
)


def may_hide(source: str) -> bool:
    """Say whether any element of a source may be hidden; most sources hide none."""
    return _MAY_HIDE.search(source) is not None


def is_hidden(node: LexborNode) -> bool:
    """Say whether an element says of itself that it isn't shown."""
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes and (attributes["hidden"] or "").lower() not in ("false", "until-found"):
        return True
    style = attributes.get("style")
    return (attributes.get("aria-hidden") or "").lower() == "true" or bool(style and HIDING.search(style))


def silence(*_: object) -> bool:
    """Leave out what is no text of the page."""
    return False


def unshown(walk: Walk, node: LexborNode, tag: str) -> bool:
    """Leave out what a page shows in another way, or where a script has it; count it where it may say something."""
    says = node.text(deep=True) if tag != "template" else node.html or ""
    if tag == "iframe":
        says = f"{node.attributes.get('srcdoc') or ''} {says}"
    if _SAYS.search(says):
        return pass_over(walk, node, "hidden")
    return False


def strike(walk: Walk, node: LexborNode, _: str) -> bool:
    """Leave out what is struck, and count it."""
    return pass_over(walk, node, "struck")


def line_break(walk: Walk, node: LexborNode, tag: str) -> bool:
    """Take a break, or a picture: words on its sides are two; behind a figure it may show another one.

    What describes a picture in a sentence is counted as hidden: only who doesn't see the picture reads it.
    """
    if tag == "img" and _DESCRIBES.search(node.attributes.get("alt") or ""):
        walk.left_out[LEFT_OUT["hidden"]] += 1
    in_figure = tag == "img" and bool(walk.parts) and walk.parts[-1][-1:].isnumeric()
    walk.parts.append(_PICTURE if in_figure else " ")
    return True


def open_quote(walk: Walk, *_: object) -> bool:
    """Keep the words of others within a sentence in quotation marks."""
    walk.parts.append("“")
    return True


def close_quote(walk: Walk, _: str) -> None:
    """End a quotation within a sentence."""
    walk.parts.append("”")


def comment(walk: Walk, node: LexborNode, _: str) -> bool:
    """Take the promise that a comment names: of the sentence that it stands in, or of the block that follows."""
    content = node.comment_content or ""
    promise = linked_promise(without_marks(content)) if "promise" in content else ""
    if promise and (walk.tables or any(part and not without_marks(part).isspace() for part in walk.parts)):
        walk.parts.append(link_mark(promise))
    elif promise:
        walk.next = promise
    walk.parts.append("\n" * content.count("\n"))
    return False
