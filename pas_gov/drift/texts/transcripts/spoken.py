"""A mapping that is a turn: who speaks, on which side, and whether it is said to anybody outside."""

from __future__ import annotations

import re
from typing import Any

from pas_gov.drift.texts.transcripts.fields import (
    Fields,
    fields_of,
    flag,
    kind_of,
    name_of,
    parts,
    text_key,
    word,
)
from pas_gov.drift.texts.transcripts.people import person_names, person_side
from pas_gov.drift.texts.transcripts.roles import PROMPT, TOOLS, is_role, side_of_role
from pas_gov.drift.texts.transcripts.turn import Apart, Markup, Side, Speaker, Turn

_ROLES = (
    "role", "sendertype", "authortype", "actortype", "speakertype", "speakerrole", "participantrole", "authorrole",
    "usertype",
)  # fmt: skip
_WHO = (
    "speaker",
    "from",
    "sender",
    "author",
    "participant",
    "actor",
    "createdby",
    "senders",
    "userprofile",
    "user",
    "replier",
)
_WHO_KEYS = frozenset(_WHO)
_IDENTITIES = (
    "speakername", "sendername", "authorname", "actorname", "fromname", "senderdisplayname", "username", "fromemail",
    "fromaddress", "hsemailfromemail", "authorid", "senderid", "speakerid", "actorid", "participantid", "userid",
    "createdbyid",
)  # fmt: skip
_ROLE_IDENTITIES = ("participantid", "speakerid", "speakername", "senderid", "actorid")
"""Of these, which may hold a role with a number: Agent_5."""
MAX_NAME_WORDS = 4
_TIMES = frozenset(
    {"ts", "timestamp", "time", "start", "starttime", "createdat", "date", "sentat", "postedat"}
)
_TURN_KINDS = frozenset("ai human aimessage aimessagechunk humanmessage humanmessagechunk systemmessage toolmessage "
                        "functionmessage system tool function user assistant agent customer visitor bot".split())  # fmt: skip
_INBOUND = ("incoming", "isinbound", "inbound", "isincoming")
_DIRECTIONS = ("direction", "messagedirection", "hsemaildirection", "messagetype")
_OUT = frozenset("outgoing outbound out sent email outgoing_email forwarded_email 1".split())
_IN = frozenset("incoming inbound in received incoming_email 0".split())
_PRIVATE = ("private", "isprivate", "internal", "isinternal", "isnote", "isinternalnote", "internalnote")
_PUBLIC = ("public", "ispublic", "ispublished")
_HIDDEN = frozenset({"internal", "internalusers", "private", "internalonly", "agents", "agentsonly"})
_DRAFTS = ("isdraft", "draft")
_NO_NAME = re.compile(r"[\d\s:./TZ+-]*\Z")
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|div|br|span|a|ul|ol|li|b|i|em|strong|table|blockquote|html|body|h[1-6])\b[^<>]*>", re.IGNORECASE
)


def spoken(fields: Fields) -> tuple[Turn, ...]:
    """Return the turn that a mapping is: its words, and beside them what of it is said to nobody; none for no turn."""
    key = text_key(fields)
    speaker, plain = speaker_of(fields) if key else (None, False)
    nobody = kind_of(fields) == "message" and not _TIMES.isdisjoint(
        fields
    )  # a message, and nothing says whose
    if speaker is None and key and (nobody or _closed(fields)):
        speaker = Speaker()
    if speaker is None:
        return ()
    if isinstance(fields[key], dict) and speaker_of(fields_of(fields[key]))[0] is not None:
        return ()
    return turns(fields, key, speaker, export=not plain)


def turns(fields: Fields, key: str, speaker: Speaker, *, export: bool) -> tuple[Turn, ...]:
    """Return the words under a key as a speaker's turn, and what of them is said to nobody as turns of their own."""
    role = word(fields, "role")
    whole: Apart = "tool output" if _tool(fields) else apart_of(fields)
    said = [(text, whole or aside) for text, aside in parts(fields[key]) if text.strip()]
    texts = tuple(text for text, aside in said if not aside)
    found = (
        [Turn(speaker, texts, markup_of(key, texts), key=key, export=export, prompt=role in PROMPT)]
        if texts
        else []
    )
    asides = dict.fromkeys(aside for _, aside in said if aside)
    return (*found, *(Turn(speaker, ("-",), apart=aside, export=export) for aside in asides))


def _tool(fields: Fields) -> bool:
    return word(fields, "role") in TOOLS or kind_of(fields) in TOOLS or _author_role(fields) in TOOLS


def _author_role(fields: Fields) -> str:
    author = fields.get("author")
    return word(fields_of(author), "role") if isinstance(author, dict) else ""


def speaker_of(fields: Fields) -> tuple[Speaker | None, bool]:
    """Return who speaks in a mapping, and whether it says so by a plain role; None where nobody does."""
    if word(fields, "subtype").startswith(("channel_", "group_")):  # somebody joined: Slack's own words
        return Speaker("theirs"), False
    direction, role = _direction(fields), _role(fields)
    names, side = _who(fields)
    if role and not names and not direction:
        return Speaker(role), True
    speaks = direction or role or names or side or _bot(fields)
    if not speaks:
        return None, False
    also = [name_of(fields.get(key)) for key in ("name", "nick", "email")]
    told: tuple[Side, ...] = (direction, role, side, _bot(fields))
    # what a customer is said to have written is never ours, whichever way it went
    whose: Side = "theirs" if role == "theirs" else next(filter(None, told), "")
    return Speaker(whose, tuple(dict.fromkeys(filter(None, (*names, *also))))), False


def _role(fields: Fields) -> Side:
    found: Side = next(
        (side for key in _ROLES if key in fields and (side := side_of_role(word(fields, key)))), ""
    )
    kind = kind_of(fields)
    nick = word(fields, "nick")
    by_nick: Side = side_of_role(nick.partition(":")[0])
    said = [fields[key] for key in (*_WHO, *_ROLE_IDENTITIES) if isinstance(fields.get(key), str)]
    plain: Side = next((side for value in said if (side := side_of_role(value[:60]))), "")
    by_kind: Side = side_of_role(kind if kind in _TURN_KINDS else "")
    return next((side for side in (found, by_nick, plain, by_kind) if side), "")


def _direction(fields: Fields) -> Side:
    inbound = next((value for key in _INBOUND if (value := flag(fields, key)) is not None), None)
    if inbound is not None:
        return "theirs" if inbound else "ours"
    said = [str(fields[key]).lower() for key in _DIRECTIONS if key in fields]
    return "ours" if any(one in _OUT for one in said) else "theirs" if any(one in _IN for one in said) else ""


def _bot(fields: Fields) -> Side:
    return "ours" if name_of(fields.get("botid")) or flag(fields, "isbot") else ""


def _who(fields: Fields) -> tuple[list[str], Side]:
    """Return the names under which somebody speaks, and the side of the person that a mapping holds."""
    names: list[str] = []
    side: Side = ""
    for key in fields.keys() & _WHO_KEYS and _WHO:
        value = fields.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            inner = _person(_inside(fields_of(value)), key)
            names += inner.names
            side = side or inner.side
        elif _is_name(value, key, fields):
            names.append(name_of(value))
    if not names and not _TIMES.isdisjoint(fields) and isinstance(fields.get("name"), str):
        names.append(name_of(fields["name"]))
    role = name_of(fields.get("role"))
    if role and not is_role(role) and len(role) < 40 and len(role.split()) <= 3:
        names.append(role)
    named = ((key, name_of(fields[key])) for key in _IDENTITIES if key in fields)
    names += [name for key, name in named if name and not (key in _ROLE_IDENTITIES and is_role(name))]
    return names, side


def _is_name(value: Any, key: str, fields: Fields) -> bool:
    """Say whether a value names a speaker: ``user`` in a message alone, ``from`` not where it is a day or a number."""
    name = name_of(value)
    if not name or len(name) > 100 or is_role(name):
        return False
    if key == "user":
        return not _TIMES.isdisjoint(fields) or len(name.split()) <= MAX_NAME_WORDS
    return key != "from" or _NO_NAME.match(name) is None


def _inside(fields: Fields) -> Fields:
    """Return the person within a mapping, as Microsoft nests it in messages and mail, else the mapping."""
    inner = next(
        (
            fields[each]
            for each in ("user", "application", "emailaddress")
            if isinstance(fields.get(each), dict)
        ),
        None,
    )
    return fields if inner is None else fields_of(inner)


def _person(fields: Fields, key: str) -> Speaker:
    """Return somebody as a mapping inside a turn describes them. With Help Scout, who creates a thread as "user" is ours."""
    side = person_side(fields)
    if key == "createdby" and word(fields, "type") in ("user", "team"):
        side = "ours"
    ids = [name_of(fields.get(each)) for each in ("id", "actorid", "userid")]
    return Speaker(side, tuple(name for name in (*person_names(fields), *ids) if name))


def apart_of(fields: Fields) -> Apart:
    """Return why a turn isn't said to anybody outside: a private note, or a draft; "" where it is."""
    kinds = " ".join(
        word(fields, key) for key in ("type", "parttype", "messagetype", "kind", "subtype", "notetype")
    )
    noted = any(each in kinds for each in ("note", "whisper", "internal", "private"))
    comment = str(fields.get("id")).startswith("com_") or str(fields.get("type")) == "COMMENT"
    if noted or comment or _closed(fields) or kind_of(fields).startswith("forward"):
        return "private note"
    return "draft" if any(flag(fields, key) for key in _DRAFTS) or word(fields, "state") == "draft" else ""


def _closed(fields: Fields) -> bool:
    """Say whether a mapping says by a field of its own that it is for colleagues alone."""
    closed = any(flag(fields, key) for key in _PRIVATE if key in fields) or any(
        flag(fields, key) is False for key in _PUBLIC
    )
    return closed or word(fields, "visibility").replace("_", "") in _HIDDEN or "hsnotebody" in fields


def markup_of(key: str, texts: tuple[str, ...]) -> Markup:
    """Return how a turn's words are written."""
    marked = key in ("htmlbody", "bodyhtml", "richtext", "hsemailhtml") or any(
        _LOOKS_LIKE_HTML.search(one) for one in texts
    )
    return "html" if marked else "markdown"
