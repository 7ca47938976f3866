"""Who an export says that its people are: users with roles, parties of a call, the two sides of a ticket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Any

from pas_gov.drift.texts.transcripts.fields import Fields, fields_of, flag, name_of, word
from pas_gov.drift.texts.transcripts.roles import side_of_role
from pas_gov.drift.texts.transcripts.turn import Side, Speaker
from pas_gov.foundation.values import dataclass

_IDS = ("id", "speakerid", "userid", "actorid", "participantid", "partyid")
_SPEAK = frozenset({"text", "body", "content", "message", "msg", "htmlbody", "sentences"})
_NAMES = (
    "realname",
    "displayname",
    "fullname",
    "name",
    "email",
    "emailaddress",
    "address",
    "username",
    "handle",
)
_MARKS = frozenset({*_NAMES, "profile", "role", "affiliation", "isbot", "usertype", "firstname"})
_OUR_IDS = ("assigneeid", "responderid", "agentids", "agentid")
_THEIR_IDS = ("requesterid", "visitorid", "endusersid", "customerid")


@dataclass(slots=True)
class People:
    """The speakers of one file by their ids. Whom it puts on both sides is on neither."""

    known: dict[str, Speaker] = field(default_factory=dict)
    on_both: set[str] = field(default_factory=set)

    def add(self, identity: str, side: Side, names: tuple[str, ...]) -> None:
        """Take what one place says of somebody."""
        before = self.known.get(identity, Speaker())
        if side and before.side and side != before.side:
            self.on_both.add(identity)
        self.known[identity] = Speaker(
            before.side or side, tuple(dict.fromkeys((*before.names, *names)))[:20]
        )

    def add_all(self, others: People) -> None:
        """Take what another part of the file says of people."""
        for identity, speaker in others.known.items():
            self.add(identity, speaker.side, speaker.names)
        self.on_both |= others.on_both

    def speaker(self, found: Speaker) -> Speaker:
        """Return a speaker with what the file tells of them elsewhere: names, and the side where the turn has none."""
        others = [self.known[name] for name in found.names if name in self.known]
        names = [name for one in others for name in one.names]
        sides = {
            one.side
            for one, key in zip(others, found.names, strict=False)
            if one.side and key not in self.on_both
        }
        side = found.side or (sides.pop() if len(sides) == 1 else "")
        return Speaker(side, tuple(dict.fromkeys((*names, *found.names))))


def people_of(values: Iterable[Any]) -> People:
    """Return the people that the mappings of a file tell of, wherever they stand in it."""
    return told_of_people(values).people()


@dataclass(slots=True)
class ToldOfPeople:
    """What a file, or a part of one, tells of people: their roles, and who asks and who answers in tickets."""

    roles: People = field(default_factory=People)
    related: People = field(default_factory=People)

    def add(self, earlier: ToldOfPeople) -> None:
        """Take what the part before this one tells: people are read from a file's end to its beginning."""
        self.roles.add_all(earlier.roles)
        self.related.add_all(earlier.related)

    def people(self) -> People:
        """Return the people, with the side of those of whom tickets alone tell one."""
        for identity, speaker in self.related.known.items():
            told = self.roles.known.get(identity)
            if told is None or not told.side:
                self.roles.add(identity, "" if identity in self.related.on_both else speaker.side, ())
        return self.roles


def told_of_people(values: Iterable[Any]) -> ToldOfPeople:
    """Return what the mappings of a file, or of a part of one, tell of people, wherever they stand in it."""
    found = ToldOfPeople()
    for mapping in _mappings(values):
        fields = fields_of(mapping)
        if not _SPEAK & fields.keys() or "profile" in fields:
            _person(fields, found.roles)
        if _RELATIONS & fields.keys():
            _relations(fields, found.related)
    return found


_RELATIONS = frozenset({*_OUR_IDS, *_THEIR_IDS})
_SIDES: tuple[tuple[Side, tuple[str, ...]], ...] = (("ours", _OUR_IDS), ("theirs", _THEIR_IDS))


def _relations(fields: Fields, related: People) -> None:
    for side, keys in _SIDES:
        for identity in (one for key in keys for one in _ids(fields.get(key))):
            related.add(identity, side, ())


def _ids(value: Any) -> list[str]:
    return [name for one in (value if isinstance(value, list) else [value]) if (name := name_of(one))]


def _mappings(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += [each for each in value.values() if isinstance(each, dict | list)]
        elif isinstance(value, list):
            waiting += [each for each in value if isinstance(each, dict | list)]


def _person(fields: Fields, people: People) -> None:
    identities = [name for key in _IDS if (name := name_of(fields.get(key)))]
    if not identities or not _MARKS & fields.keys():
        return
    names = person_names(fields)
    for identity in identities:
        people.add(identity, person_side(fields), names)


def person_names(fields: Fields) -> tuple[str, ...]:
    """Return the names and addresses that a mapping gives somebody."""
    profile = fields.get("profile")
    inner = person_names(fields_of(profile)) if isinstance(profile, dict) and "profile" not in profile else ()
    whole = " ".join(name_of(fields.get(key)) for key in ("firstname", "lastname")).strip()
    first = " ".join(name_of(fields.get(key)) for key in ("first", "last")).strip()
    given = [name_of(fields.get(key)) for key in _NAMES]
    return tuple(dict.fromkeys(name for name in (*given, whole, first, *inner) if name))


def person_side(fields: Fields) -> Side:
    """Return the side on which a mapping puts somebody: a role, an affiliation, a bot."""
    if flag(fields, "isbot"):
        return "ours"
    if flag(fields, "isstranger") or word(fields, "usertype").startswith(
        ("csp", "power", "customer", "guest")
    ):
        return "theirs"
    if word(fields, "usertype") == "standard":
        return "ours"
    return next(
        (
            side
            for key in ("affiliation", "role", "type", "kind")
            if (side := side_of_role(word(fields, key)))
        ),
        "",
    )
