"""Words by which formats and people say on which side somebody speaks."""

from __future__ import annotations

import re

from pas_gov.drift.texts.transcripts.turn import Side

PROMPT = frozenset({"system", "developer", "prompt"})
"""Roles of instructions to an assistant: the organisation's words, but nobody's turn."""
TOOLS = frozenset(
    "tool function ipython tool_result tool-result toolmessage functionmessage tool_calls".split()
)
SPEAKING = frozenset(
    "assistant agent bot chatbot ai model gpt support staff operator representative rep csm advisor admin teammate "
    "employee internal business trigger aimessage aimessagechunk outgoing outbound outgoing_email".split()
)
THEIRS = frozenset(
    "user customer human client visitor caller guest enduser end_user end-user requester lead contact external "
    "prospect humanmessage humanmessagechunk incoming inbound incoming_email".split()
)
_LABEL_OURS = SPEAKING | frozenset(
    "helpdesk desk consultant specialist moderator salesperson sales success service team concierge interviewer".split()
) - {"outgoing", "outbound", "internal", "model", "trigger", "business"}  # fmt: skip
_NUMBER = re.compile(r"[ _-]{1,3}\d{1,12}\Z")  # Agent_5, customer 1
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def side_of_role(word: str) -> Side:
    """Return the side of a word that a format gives as a role, or ""."""
    role = _NUMBER.sub("", word.strip()[:60].lower())
    return "ours" if role in SPEAKING or role in PROMPT else "theirs" if role in THEIRS | TOOLS else ""


def is_role(word: str) -> bool:
    """Say whether a word is a role of some format."""
    return len(word) < 40 and bool(side_of_role(word))


def side_of_label(label: str) -> Side:
    """Return the side that a label before a turn tells ("Support agent", "Anna (Customer)"), "" for a mere name.

    A word for the other side wins unless the label ends in one of ours: "Customer support" is ours.
    """
    words = [word.lower() for word in _WORD.findall(label[:100])]
    if not words:
        return ""
    if words[-1] in _LABEL_OURS and (len(words) == 1 or "(" in label or words[0] in _LABEL_OURS | THEIRS):
        return "ours"
    if any(word in THEIRS for word in (words[0], words[-1])):
        return "theirs"
    return "ours" if words[0] in _LABEL_OURS - {"team"} else ""
