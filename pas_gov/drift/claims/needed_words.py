"""Which patterns can match at all, by the words of a sentence: so most of them needn't be tried on most sentences.

A pattern matches only where the sentence has one of certain words; some only where it has one of others, too. One look
at each word tells which are left: 8 of 142, measured on 11,476 sentences, where each sentence then matches 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+|[:?\"“-]")
_OTHER = re.compile(r"[^\Wa-z0-9]")  # a letter or digit of a word as the patterns see it, and not these words
_OURS = (
    "we|i|our|org|support|success|service|engineering|marketing|finance|sales|operations|ops|legal|security|staff|member|"
    "engineers?|team|agents?|managers?|csm|representatives?|experts?|specialists?|reviewer|employees|officers?"
)
_BENEFIT = (
    "refund|credit|reimburse|replace|repair|fix|restore|notify|inform|tell|warn|alert|contact|reply|respond|answer|help|"
    "assist|review|honor|honour|guarantee|provide|offer|give|send|publish|post|keep|retain|delete|remove|erase|protect|"
    "encrypt|back|secure|monitor|support|ensure|make|waive|prorate|pay|cover|ship|process|handle|investigate|escalate|"
    "update|maintain|announce|communicate|share|email|call|let|work|acknowledge|comply|limit|allow|permit|match|extend|"
    "transfer|include|assign|schedule|store|audit|test|verify|confirm"
)
_DONE = r"[a-z0-9]*ed|kept|sent|written|made|given|built|held|shown|done|run|paid|met|told|set|put"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"

# For each pattern the words one of which it needs, and others one of which it needs besides. What isn't listed here, and is
# no list of words itself (see _listed), is always tried. A test tries every pattern without these on sentences made of its words.
_NEEDED: dict[str, tuple[str, ...]] = {
    "soon": (f"shortly|soon|away|moments?|seconds?|minutes?|hours?|days?|tonight|tomorrow|{_DAYS}",),
    "no charge": ("no|free|not", "charges?|fees?|costs?|free|billed|charged"),
    "harm denied": (
        "no|nothing|never|not|without|neither",
        (r"lost|lose|deleted?|cut|interrupt[a-z0-9]*|lock|locked|interfere|affect|affected|removed|stopped|shared?|sell|sold|"
        "downtime|expire|look|gain|access|alter|altered"),
    ),
    "norm forbids": ("not|never|prohibited", "must|shall|can|should|prohibited"),
    "norm always": ("must|shall|should", "always|continue|remain|work|keep|apply"),
    "about the text": ("page|guide|chapter|section|document|list|table|article|tutorial|diagram|note|described|details",),
    "you will have to": ("will", "you|they|users|customers"),
    "is given": ("is|are", "given|provided|provisioned|granted|entitled|assigned|told|informed|notified|exempt|kept|stored|held"),
    "in place": (
        "is|are",
        ("encrypted|isolated|separated|scanned|audited|backed|redundant|replicated|mirrored|private|view|read|single|"
        "dedicated|certified|reviewed|tested|protected|monitored|patched|supported|hosted|staffed|available"),
    ),
    "practice": ("we|org|team|staff",),
    "own staff must": ("must", "org|team|staff|personnel|employees|engineers|members?|administrators|reviewers?"),
    "until solved": ("same|until",),
    "does for you": (
        "saves?|notify|notifies|sends?|gives?|protects?|keeps?|stores?|backs?|restores?|tells?|alerts?|reminds?|emails?",
        "you|your|users?|customers?|all",
    ),
    "your customers": ("your", "customers|users|clients|visitors|guests|stakeholders|prospects"),
    "one event": (
        f"{_DAYS}|january|february|march|april|june|july|august|september|october|november|december|starting|rolled",
    ),
    "by itself": ("automatically|itself|themselves|default",),
    "level named": (
        (r"response|reply|answer|resolution|update|acknowledg[a-z0-9]*|uptime|availability|recovery|retention|restore|"
        "delivery|refunds?|rpo|rto"),
    ),
    "plans to": ("plans?|intends?|aims?", "we|org|team"),
    "uses a unit": ("uses?|consumes?|costs?|billed|charged",),
    "support of kinds": (
        ("unlimited|priority|dedicated|named|one|24x7|personal|automatic|free|full|access|help|support|guidance|answers?|"
        "responses?|responding|updates?"),
    ),
    "us will": ("will|shall", _OURS),
    "us will somewhere": ("will|shall", _OURS),
    "us will not": ("not|never", _OURS),
    "us never": ("not|never", _OURS),
    "us refuses": ("not|no|unable", _OURS),
    "us may": ("may|might|could|can", _OURS),
    "us may only": ("only", _OURS),
    "us can": ("can", _OURS),
    "us does good": (_OURS, rf"(?:{_BENEFIT}|deliv[a-z0-9]*)(?:s|es)?"),
    "us does": (_OURS,),
    "someone does good": (rf"(?:{_BENEFIT}|deliv[a-z0-9]*|up|sure|know|with)s",),
    "refusal of offer": (
        "not",
        ("offer|support|provide|allow|accept|guarantee|have|warrant|authorize|recover|restore|available|supported|able|"
        "responsible|liable|endorse|include|apply|cover"),
    ),
    "us reserves": ("reserves?|retains?|discretion|reason",),
    "us think": ("we|i",),
    "us recommend": ("we|i",),
    "us collect": ("we|i|our|org",),
    "us are": ("are|is", "we|our|org"),
    "us past": ("we|our|org",),
    "us have": ("we|org",),
    "our thing": ("our",),
    "you can": ("can|may", "you|customers|users|members|anyone|clients|subscribers|they|guests|each|all"),
    "you can somewhere": ("can|may", "you"),
    "you will": ("will",),
    "you can not": ("not|never|only",),
    "you must": (
        "must|shall|should|needs?|have|has|are|agree|acknowledge|will|understand|warrant|represent",
        "you|users?|customers?|owners?|they|applicants?|employees?|candidates|partners?|visitors|members?",
    ),
    "your duty": ("responsibility|up|risk|responsible|sole",),
    "you keep": (
        "you|customers?|users?|members|anyone|they",
        "keep|gets?|receives?|own|retain|have|entitled|eligible|covered|enjoy|pay",
    ),
    "you do": ("you|users?|customers?|they|people|developers",),
    "your thing": ("your",),
    "beneficiary has": (
        "gets?|has|have|receives?|keeps?|hears?|pays?|enjoys?|is|are",
        ("customers?|users?|members?|employees?|students|teachers|applicants|subscribers|partners|nonprofits|everyone|"
        "anyone|teams|guests|all|each|every"),
    ),
    "takes charge": (r"responsible|commits|committed|commit|looks?",),
    "stays": ("remains?|stays?|keeps?|continues?|expires?",),
    "unbounded": ("necessary|needed|required|time|our|laws?",),
    "hours": (rf"(?:{_DAYS})s?|[0-9]*[ap]m|m|hours",),
    "only some": ("only",),
    "perhaps able": ("able",),
    "discloses": (
        "is|are|may|was|were",
        "collected|used|processed|recorded|shared|determined|considered|described|shown|grouped|based|called|located|colocated",
    ),
    "to do this": ("to",),
    "will somewhere": ("will|shall",),
    "will be done": ("will|shall", _DONE),
    "is done": ("is|are", f"{_DONE}|stored|backed"),
    "never": ("never",),
    "only": ("only",),
    "benefit": ("will|we|to", rf"{_BENEFIT}|deliv[a-z0-9]*"),
    "happy to": ("happy|glad|pleased|delighted",),
    "not lose": ("not", "will|do|does|can"),
    "train not": ("not", "train|learn|store|retain|sell|share|track|see|used?"),
    "deadline": (
        "within|under|less|later|end|next|up|least|most|more|before",
        r"(?:[0-9]|one|two|three|four|five|six|seven|ten|next|business|thirty)[a-z0-9]*|the",
    ),
    "defines": (
        "refers?|means|defined|definitions?|term|goal|purpose|aim|policy|document|page|section|process|guide|agreement|notice",
    ),
    "points": ("see|refer|described|outlined|learn|information|following|below|find|details|read|listed",),
    "example": ("example|instance|e|such",),
    "hedge": ("may|might|could|possibly|perhaps|generally|usually|typically|sometimes|cases|depending",),
    "past": ("was|were|had|been|did|previously|date|last|since|ago",),
    "why": ("because|order|so|why|reason|ensures?|helps?|means|do",),
    "is about this": ("this|that|these|those|it|there|here",),
    "it does": ("it|they",),
    "fails": ("no|nobody|not|unable",),
    "passive of ours": ("is|are|will",),
    "we": ("we",),
    "you": ("you",),
    "your": ("your",),
    "please": ("please",),
    "org": ("org",),
    "org subject": ("org",),
    "team subject": (_OURS,),
    "org will": ("org", "will"),
    "org will not": ("org", "not"),
    "gerund first": ("[a-z0-9]*ing",),
    "label": ("[:-]",),
    "grade": (r"p|p[0-9]|sev|sev[0-9]|severity|priority|tier|level|[a-z]+[0-9]",),
    "question": (r"\?",),
    "introduces": (":",),
    "numbered": ("[0-9]+",),
    "quoted first": ("[\"“]",),
    "condition first": ("if|when|whenever|once|unless|in|should|for|as",),
    "condition within": ("if|when|whenever|once|unless|as|provided|until",),
}  # fmt: skip
_LIST = re.compile(r"\\b\(\?:(?P<words>[^()]*(?:\([^()]*\)[^()]*)*)\)\\b\Z")
_START = re.compile(r"(?:[a-z0-9']|\\w[+*]|\[[a-z]+\][+*]?|\(\?:[^() ]*\)\??|\?)+")
_TOP_BAR = re.compile(r"\|(?![^(]*\))")
_PLAIN = re.compile(r"([a-z0-9]+?)(?:([a-z0-9])\?)?")


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    """Return the words, and the marks that some patterns need, of a text in lower case."""
    return frozenset(_WORD.findall(text))


def has_plain_words(text: str) -> bool:
    """Say whether the words of a text in lower case are all of these letters: what a pattern sees as a word is one of them."""
    return _OTHER.search(text) is None


class NeededWords:
    """Some patterns, as (name, pattern), ready to be asked which of them can match."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        """Take patterns in their order: the first is bit 0 of what :meth:`allowed` returns."""
        needs = [_NEEDED.get(name) or _listed(pattern) for name, pattern in patterns]
        self._many = len(needs)
        self._words: dict[str, int] = {}
        self._open: list[tuple[re.Pattern[str], int]] = []
        self._always = 0
        for index, need in enumerate(needs):
            for half in (0, 1):  # in the bits above the patterns' own stands what they need besides
                bit = 1 << index + half * self._many
                if len(need) > half:
                    self._add(need[half], bit)
                else:
                    self._always |= bit
        self._of_word = lru_cache(maxsize=50_000)(self._allows)

    def allowed(self, words: Iterable[str]) -> int:
        """Return the patterns that a sentence of these plain words lets match, as bits."""
        found = self._always
        for word in words:
            found |= self._of_word(word)
        return found & (found >> self._many)

    def _add(self, need: str, bit: int) -> None:
        """Note the words that meet a need: those that are written out, and a pattern for the rest."""
        rest = []
        for one in _TOP_BAR.split(need):
            plain = _PLAIN.fullmatch(one)
            for word in {plain[1], plain[1] + (plain[2] or "")} if plain else ():
                self._words[word] = self._words.get(word, 0) | bit
            rest += [] if plain else [one]
        if rest:
            self._open.append((re.compile("|".join(rest)), bit))

    def _allows(self, word: str) -> int:
        found = self._words.get(word, 0)
        for pattern, bit in self._open:
            if pattern.fullmatch(word):
                found |= bit
        return found


def _listed(pattern: str) -> tuple[str, ...]:
    r"""Return what a pattern needs that is no more than a list of words, ``\b(?:free|no charge)\b``: how each begins."""
    words = _LIST.match(pattern)
    starts = [_START.match(each) for each in _TOP_BAR.split(words["words"])] if words else []
    return ("|".join(start[0] for start in starts if start),) if starts and all(starts) else ()
