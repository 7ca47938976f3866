"""Who does what in a sentence's main clause: the kind of its subject, and of its verb.

Without a parser: the subject is what stands before the first word that can only be a verb, or that is one of a list
of verbs which such texts are made of. Where none is found the sentence is a fragment. Good enough to tell "backups are
encrypted" from "encrypt your backups" and from "encrypted backups".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.drift.claims.patterns import Feature

MOST = 14
"""Words in which a main clause has said its subject and its verb."""

_TOKEN = re.compile(r"[a-z0-9][a-z0-9'./_-]*")
_ADVERBS = frozenset(
    "also always then still only never automatically fully currently generally usually typically normally now already "
    "just both all each either often sometimes first actively regularly consistently immediately simply therefore thus "
    "even ever securely publicly permanently".split()
)
_HELPING = {
    "will": "will", "shall": "will", "must": "must", "should": "should", "can": "can", "may": "may", "might": "may",
    "could": "would", "would": "would", "is": "is", "are": "is", "am": "is", "was": "past", "were": "past", "has": "has",
    "have": "has", "had": "past", "does": "does", "do": "does", "did": "past", "gets": "gets", "needs": "must",
}  # fmt: skip
_VERBS = frozenset(
    """
accept access acknowledge add administer agree aim allow alert analyse analyze announce answer apply appear archive ask
assess assign assist audit authenticate automate avoid back become begin belong block bring bill build calculate call
carry cause change charge check choose cite clean click close code collect come commit communicate complete comply
confirm connect consist consume contact contain continue control convert copy cost cover create credit cut decide define
delete deliver deploy describe design detect determine develop disable discuss display do download draft edit email
enable encrypt end enforce enjoy ensure enter escalate exclude expire explain export extend extract fail find fix follow
forward gather generate get give go grant guarantee handle happen have help hold honor honour host identify improve include
increase inform inspect install integrate investigate invite isolate issue keep last launch lead leave let lie limit
list load lock log look lose maintain make manage mark match mean measure meet migrate monitor move navigate need note
notify obtain offer open operate order outline own pass patch pay perform pick plan post prefer prepare prevent
prioritise prioritize process procure produce protect prove provide publish pull push put quote reach read receive
recommend record recover redirect reduce refer refund regulate reimburse reject release rely remain remember remove
renew repair repeat replace replicate reply report represent request require reset resolve respond restart restore
restrict result retain retrieve return review revoke rotate run save scale scan schedule search secure see select sell send
separate serve set share ship show sign slow spin start state stay stop store strive submit suggest supply support
surface suspend take talk tell terminate test track train transfer translate treat trigger try turn uninstall unlock
update upgrade upload use utilise validate verify view wait waive want warn watch work write visit ensure enroll
""".split()
)
_NOUNS_TOO = frozenset(
    "access alert answer audit bill block call cause change charge check code contact control copy cost cover credit cut "
    "design display email end fix handle help host issue limit list load lock log look match mark need note offer open order "
    "own patch pick plan post process publish purchase quote record refund release reply report request result return "
    "review run scale scan schedule search set share show sign start state store supply support surface test track train "
    "transfer trigger try turn update upgrade use view visit wait watch work export export-import backup code".split()
)
_CUSTOMERS = (
    r"(?:customers?|users?|members?|clients?|subscribers?|tenants?|employees?|applicants?|everyone|anyone|teams?|guests?|"
    r"students?|partners?|developers?|projects?|accounts?|organi[sz]ations?|nonprofits?|people|owners?|administrators?)"
)
_SUBJECTS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("we", r"^(?:we|i)\b"),
        ("you", r"^you\b"),
        ("team", r"\b(?:team|staff|engineers?|agents?|managers?|specialists?|experts?|support|personnel|representatives?)$"),
        ("org", r"\borg\b"),
        ("ours", r"^our\b"),
        ("yours", r"^your\b"),
        ("they", r"^(?:they|he|she|someone|somebody)$"),
        ("nobody", r"^(?:no|nobody|none|nothing|neither)\b"),
        ("customers", rf"(?:^|\b(?:the|all|each|every|any|our|\w+) ){_CUSTOMERS}$"),
        ("it", r"^(?:it|this|that|these|those|there|here|which|such)\b"),
        ("every", r"^(?:all|every|each|any|both|most)\b"),
        ("a thing", r"^(?:an?|one|another|some)\b"),
        ("the thing", r"^the\b"),
    )
)  # fmt: skip
_PARTICIPLE = re.compile(
    r"(?:\w{2,}ed|kept|sent|written|stored|backed|made|given|built|held|shown|done|run|paid|met|told|set|put|taken|cut|spun)\Z"
)


def clause_features(main: str) -> Iterator[Feature]:
    """Yield the kinds of a main clause's subject and verb, each alone and both together, with their words."""
    found = list(_TOKEN.finditer(main[:160]))[:MOST]
    tokens = [one[0] for one in found]
    at, verb = _verb(tokens)
    if at is None:
        subject = "fragment"
        last = 3
    elif at == 0 and verb == "order":
        subject, last = "order", 1
    else:
        subject, last = _subject(" ".join(tokens[:at])), at + 2
    said = main[found[0].start() : found[min(last, len(found)) - 1].end()] if found else ""
    yield f"subject {subject}", said
    yield f"verb {verb}", said
    yield f"clause {subject}, {verb}", said


def _subject(words: str) -> str:
    words = (
        words.split(" of ", maxsplit=1)[0].split(" for ", maxsplit=1)[0]
        if not words.startswith("of ")
        else words
    )
    return next(
        (name for name, pattern in _SUBJECTS if pattern.search(words)), "things" if words else "left out"
    )


def _verb(tokens: list[str]) -> tuple[int | None, str]:
    """Return where the verb stands and of which kind it is."""
    if not tokens:
        return None, "none"
    first = tokens[0]
    if first in _VERBS and not (first in _NOUNS_TOO and _helped(tokens)):
        return 0, "order"
    if first.endswith("ing") and len(first) > 5 and not _helped(tokens):
        return None, "doing"
    for at, word in enumerate(tokens):
        if word in _HELPING:
            return at, _kind(tokens, at)
        if at and _present(word) and not _thing_follows(tokens, at):
            return at, "present"
        if (
            at
            and tokens[at - 1] in ("we", "you", "they", "i", "users", "customers", "teams", "members", "who")
            and word in _VERBS
        ):
            return at, "present"
        if (
            at
            and word in _VERBS
            and word not in _NOUNS_TOO
            and tokens[at - 1].endswith("s")
            and tokens[at - 1] not in _ADVERBS
        ):
            return at, "present"
    if _PARTICIPLE.match(first):
        return None, "done"
    return None, "none"


def _helped(tokens: list[str]) -> bool:
    return any(word in _HELPING for word in tokens[1:7])


def _present(word: str) -> bool:
    """Say whether a word is the third person of a verb: "provides", "carries"."""
    stem = word[:-1]
    if not word.endswith("s") or len(word) < 4:
        return False
    return (
        stem in _VERBS
        or (word.endswith("es") and word[:-2] in _VERBS)
        or (word.endswith("ies") and f"{word[:-3]}y" in _VERBS)
    )


def _thing_follows(tokens: list[str], at: int) -> bool:
    """Say whether a word that may be a noun is one here: a verb follows ("support requests are")."""
    stem = tokens[at][:-1]
    return stem in _NOUNS_TOO and any(word in _HELPING for word in tokens[at + 1 : at + 4])


def _kind(tokens: list[str], at: int) -> str:
    """Return the kind of a verb that begins with a helping one."""
    kind = _HELPING[tokens[at]]
    rest = [word for word in tokens[at + 1 : at + 6] if word not in _ADVERBS and not word.endswith("ly")]
    if rest[:1] == ["not"] or "never" in tokens[at + 1 : at + 3]:
        return f"{kind} not"
    if kind == "is":
        return (
            "is done"
            if rest and _PARTICIPLE.match(rest[0])
            else "is doing"
            if rest and rest[0].endswith("ing")
            else "is"
        )
    if kind in ("will", "must", "should", "can") and rest[:1] == ["be"]:
        return f"{kind} be done" if len(rest) > 1 and _PARTICIPLE.match(rest[1]) else f"{kind} be"
    if kind == "has" and rest[:1] == ["to"]:
        return "must"
    if kind == "has" and rest and (_PARTICIPLE.match(rest[0]) or rest[0] == "been"):
        return "past"
    return kind
