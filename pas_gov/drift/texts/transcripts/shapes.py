"""Mappings whose shape tells who speaks, where no field of a turn does: requests and answers of models, tickets, chats.

A shape takes the fields of a mapping and the key under which it stands; it returns the turns that the mapping is (none
where it is only known to be nobody's words), or None where it isn't of that shape.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from pas_gov.drift.texts.transcripts.fields import Fields, aside_of, fields_of, kind_of, parts, word
from pas_gov.drift.texts.transcripts.roles import side_of_role
from pas_gov.drift.texts.transcripts.spoken import markup_of, spoken, turns
from pas_gov.drift.texts.transcripts.turn import Side, Speaker, Turn
from pas_gov.drift.texts.values import lines_of, placed

Shape = Callable[[Fields, str], "tuple[Turn, ...] | None"]

_PLAIN_ROLES: dict[str, Side] = {"assistant": "ours", "model": "ours", "user": "theirs"}
_OF_A_PLAIN_TURN = frozenset(
    "role content id at turn index seq ts timestamp time date createdat sentat".split()
)
"""Keys of which none but the first two says anything of a turn that has a plain role."""
_OURS, _THEIRS = Speaker("ours"), Speaker("theirs")
ASKED = ("input", "inputs", "prompt", "query", "question", "user", "human", "customer", "userinput", "usermessage", "instruction")  # fmt: skip
"""Keys of what somebody asks a model."""
ANSWERED = ("output", "completion", "response", "answer", "generation", "assistant", "ai", "bot", "agent", "botresponse")  # fmt: skip
"""Keys of what it answers."""
_ALONE = ("client", "visitor", "caller", "support", "operator", "chatbot", "representative")
OF_A_CALL = frozenset("model object runtype output outputs choices candidates completion response".split())
TICKET = "ticket"
"""The key of the turn that is a whole ticket: what is said further on stands within it."""
_OF_A_TICKET = frozenset(
    "requesterid requester suppliedemail suppliedname hspipelinestage hspipeline".split()
)
_A_TICKET = frozenset({"subject", "description", "status"})
_DESCRIBED = ("description", "descriptiontext", "content", "subject")
_STARTED = re.compile(
    r"\(\s{0,4}(?:\d{1,3}h\s{0,4})?(?:\d{1,3}m\s{0,4})?\d{1,3}s\s{0,4}\)\s{0,4}([^:<>\n]{1,100}):"
)
_AGENTS = re.compile(r">\s{0,9}Agent\s{1,4}([^<>\n]{1,100})<")
_BREAKS = re.compile(r"<br[^<>]{0,100}>|</?p\b[^<>]{0,200}>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")


def shaped(fields: Fields, key: str) -> tuple[Turn, ...] | None:
    """Return the turns that a mapping is; None where it is none, so that what it holds is looked at."""
    plain = _plain(fields) if fields.keys() <= _OF_A_PLAIN_TURN else None
    if plain is not None:
        return (plain,)
    for shape in _SHAPES:
        found = shape(fields, key)
        if found is not None:
            return found
    return spoken(fields) or None


def _plain(fields: Fields) -> Turn | None:
    """Take a role and a text, which most logs of models consist of: nothing else needs to be looked for."""
    role, said = fields.get("role"), fields.get("content")
    side = _PLAIN_ROLES.get(role) if isinstance(role, str) else None
    if side is None or not isinstance(said, str) or not said.strip():
        return None
    if str(fields.get("id")).startswith("com_"):  # Front's, of a comment among colleagues
        return None
    return Turn(Speaker(side), (said,), markup_of("content", (said,)), key="content")


def _aside(fields: Fields, _: str) -> tuple[Turn, ...] | None:
    """Take a model's reasoning, and calls of tools with what they give."""
    aside = "" if "role" in fields else aside_of(kind_of(fields), fields)
    return (Turn(_OURS, ("-",), apart=aside),) if aside else None


def _langchain(fields: Fields, _: str) -> tuple[Turn, ...] | None:
    """Take a message of LangChain: a constructor with its arguments, or a type with its data."""
    inner = fields.get("kwargs") if kind_of(fields) == "constructor" else fields.get("data")
    if not isinstance(inner, dict):
        return None
    names = fields.get("id")
    called = str(names[-1]) if isinstance(names, list) and names else word(fields, "type")
    role = called.lower().removesuffix("chunk").removesuffix("message")
    if not side_of_role(role):
        return None
    return spoken({**fields_of(inner), "role": role})


def _live_chat(fields: Fields, _: str) -> tuple[Turn, ...] | None:
    """Take a chat of Salesforce: its body is one text in HTML, with "( 12s ) Name:" before each turn."""
    body = fields.get("body")
    if not isinstance(body, str) or not _STARTED.search(body):
        return None
    agents = {" ".join(html.unescape(name).split()).casefold() for name in _AGENTS.findall(body)}
    found = []
    starts = list(_STARTED.finditer(body))
    ends = [match.start() for match in starts[1:]] + [len(body)]
    for match, end in zip(starts, ends, strict=True):
        name = " ".join(html.unescape(match[1]).split())
        side: Side = "ours" if name.casefold() in agents else side_of_role(name)
        said = html.unescape(_TAGS.sub(" ", _BREAKS.sub("\n\n", body[match.end() : end])))
        found.append(
            Turn(Speaker(side, (name,)), (placed(said.strip(), *lines_of(body)),), key="body", export=True)
        )
    return tuple(found)


def _offline(fields: Fields, _: str) -> tuple[Turn, ...] | None:
    """Take a message that a visitor left with Zendesk Chat, and the description of a ticket: its requester's words."""
    if isinstance(fields.get("visitor"), dict) and isinstance(fields.get("message"), str):
        return (Turn(_THEIRS, (fields["message"],), export=True),)
    attributes = fields.get("attributes")
    case = isinstance(attributes, dict) and word(fields_of(attributes), "type") == "case"
    if not (case or _OF_A_TICKET & fields.keys() or fields.keys() >= _A_TICKET):
        return None
    texts = tuple(fields[each] for each in _DESCRIBED if isinstance(fields.get(each), str))
    return (Turn(_THEIRS, texts, key=TICKET, export=True),) if texts and "author" not in fields else None


def _pair(fields: Fields, _: str) -> tuple[Turn, ...] | None:
    """Take a question and its answer, as logs and training data of models have them."""
    asked = next((key for key in ASKED if isinstance(fields.get(key), str)), "")
    answered = next((key for key in ANSWERED if isinstance(fields.get(key), str)), "")
    if not (asked and answered) or "runtype" in fields:
        return None
    return (Turn(_THEIRS, (fields[asked],), key=asked), *turns(fields, answered, _OURS, export=False))


def _keyed(fields: Fields, _: str) -> tuple[Turn, ...] | None:
    """Take a turn that stands alone under its speaker's role: ``{"agent": "..."}``."""
    if len(fields) != 1:
        return None
    ((key, value),) = fields.items()
    if not isinstance(value, str) or key not in (*ASKED, *ANSWERED, *_ALONE) or not side_of_role(key):
        return None
    return turns(fields, key, Speaker(side_of_role(key)), export=False)


def _parts(fields: Fields, key: str) -> tuple[Turn, ...] | None:
    """Take a content of Gemini without a role: a candidate's is the model's, a request's the user's."""
    if not isinstance(fields.get("parts"), list) or "role" in fields or key not in ("content", "contents"):
        return None
    return turns(fields, "parts", _OURS if key == "content" else _THEIRS, export=False)


def _choice(fields: Fields, key: str) -> tuple[Turn, ...] | None:
    """Take a choice of a completion, or a generation in a run of LangSmith, that holds a text and no message."""
    if key not in ("choices", "generations") or not isinstance(fields.get("text"), str):
        return None
    return None if isinstance(fields.get("message"), dict) else turns(fields, "text", _OURS, export=False)


_SHAPES: tuple[Shape, ...] = (_aside, _langchain, _live_chat, _offline, _pair, _keyed, _parts, _choice)


def answer(text: str, key: str) -> Turn:
    """Return a text that a run gives out as the turn of the organisation's assistant."""
    said = next(parts(text))[0]
    return Turn(_OURS, (said,), markup_of("", (said,)), key=key, export=True)
