"""What the place of a sentence says: the path of its text, the heading above it, what introduces its list, its shape."""

from __future__ import annotations

import re
from functools import lru_cache

from pas_gov.drift.claims.patterns import US
from pas_gov.drift.texts.sentence import Sentence

HEADINGS = (
    ("question", re.compile(r"\?|^(?:how|what|when|where|who|why|can|do|does|is|are|will)\b")),
    ("how to", re.compile(r"\bhow to\b|\bhow (?:do|can) (?:i|we|you)\b|\bsteps?\b|\binstructions?\b|\bset ?up\b|\bgetting started\b")),
    ("limits", re.compile(r"\blimit\w*|\bdisclaim\w*|\bliab\w*|\brestrict\w*|\bprohibit\w*|\bexclu\w*|\bexception\w*|\bterminat\w*")),
    ("terms", re.compile(r"\bdefinition\w*|\bintroduction\b|\boverview\b|\babout\b|\bbackground\b|\bscope\b|\bsummary\b|\bpurpose\b")),
    ("duties", re.compile(r"\byour (?:responsibilit|obligation|dut)\w*|\bacceptable use\b|\bconduct\b|\brequirements?\b")),
    ("duties of yours", re.compile(r"\bwhat (?:you|users|customers|tenants)\b.*\b(?:agree|must|do)\b|\byour (?:side|part)\b|\bwho does what\b")),
    ("duties of ours", re.compile(r"\bwhat (?:we|org)\b.*\b(?:agree|do|offer|cover|promise|provide)\w*|\bour (?:side|part|commitments?|promises?)\b|\bwhat you(?:'ll| will)? (?:get|receive)\b|\bfeatures\b")),
    ("levels", re.compile(r"\bavailab\w+|\b(?:first )?response\b|\bresolution\b|\buptime\b|\bobjectives?\b|\bbackups?\b|\bretention\b|\bcritical\b|\bseverity\b|\b(?:p|sev) ?-?\d\b")),
    ("prices", re.compile(r"\bpric\w+|\bbilling\b|\bcosts?\b|\bfees?\b|\bpay(?:ing|ment)?\b|\bplans?\b|\bfree\b")),
    ("doing", re.compile(r"^\w+ing an? |^(?:create|add|install|configure|set|use|join|reset|recover|open|run)\b|^step\b|\busage\b|\bexamples?\b")),
    ("promise", re.compile(r"\bguarantee\w*|\bcommitment\w*|\bsla\b|\bservice level\w*|\brefund\w*|\brights?\b|\bsecur\w*|\bprotect\w*|\bwe\b|\bour\b|\bpric\w*|\bincluded?\b|\bsupport\b")),
    ("data", re.compile(r"\bdata\b|\bprivacy\b|\binformation\b|\bcookies?\b")),
)  # fmt: skip
LEADS = (
    ("us will", re.compile(rf"\b{US} ?(?:will|shall|commit\w*|promise|guarantee|agree)\b(?! not\b| never\b)|\bcommitments?\b|\b(?:you|customers) have the right to\b")),
    ("us will not", re.compile(rf"\b{US} ?(?:will|shall) (?:not|never)\b")),
    ("us gives", re.compile(
        r"\b(?:we|org|team|platform|service|plans?|support|price|package|membership|tier) (?:\w+ ){0,2}?(?:provides?|offers?|includes?|gives?(?: you)?|comes? with|covers?|looks? after|features?)\b|\bincluded (?:in|are)\b|\bis included\b|"
        r"\b(?:you|customers|users|members|clients) (?:\w+ ){0,8}?(?:get|gets|receive|receives|have access to)\b|\b(?:features|measures|services) (?:\w+ ){0,3}?(?:offer|include|place)\b|\bis covered\b|\bwe cover\b|\bkept as follows\b|\bretention periods?\b|\brates are\b|\bpractices\b|\bwe support\b|\bour (?:\w+ )?(?:availability|hours)\b")),
    ("limits", re.compile(r"\blimit\w*|\bnot\b|\bnever\b|\bexclu\w*|\bprohibit\w*|\bforbid\w*|\bmust\b|\bmay (?:cancel|suspend|terminate)\b|\bagree\b")),
    ("steps", re.compile(r"\binstructions?\b|\bsteps?\b|\bfollow\w*|\busing\b|\bdoes the\b|\bhow to\b|\byou should\b|\byou need\b|\bproceed\b|\bwhen you\b|\btips\b|\brecommend\w*")),
    ("means to an end", re.compile(r"\bcan use\b|\buse (?:\w+ ){1,4}to\b|\buse this\b|\bdata you provide to\b|\b(?:perform|do) the following\b|\byou can\b")),
    ("lists", re.compile(r"\bconsists? of\b|\bdefinitions?\b|\binformation\b|\bcollect\w*|\bdefined\b|\bmeans\b|\bpriority\b|\border\b|\bsuch as\b|\bdepend\w*|\bthese \w+ are\b|\bparts to\b|\bexamples?\b|\bgroups of\b")),
    ("goals", re.compile(r"\bgoals?\b|\bobjectives?\b|\bpriorit\w+|\bpolicy\b|\bsupport\b|\bservice\b")),
    ("prices", re.compile(r"\bprice\b|\bplan\b|\bcost\b|\bfee\b|\bstorage\b|\bresponse\b|\bsla\b|\bincluded\b|\btier\b")),
)  # fmt: skip
PATHS = {
    "prices": frozenset("pricing price prices plans plan fees billing refund refunds".split()),
    "service": frozenset("sla service support objectives slo uptime guarantee appeal".split()),
    "security": frozenset("security privacy safety trust gdpr".split()),
    "stability": frozenset("stability versioning deprecation compatibility lifecycle lts releases".split()),
    "news": frozenset("posts blog news".split()),
    "docs": frozenset("docs getting started howto guide guides tutorial setup quickstart manual".split()),
    "handbook": frozenset("handbook process playbook playbooks internal teams faq runbook".split()),
    "agents": frozenset(
        "agent agents prompt prompts skill skills commands bot bots assistant domain".split()
    ),
}
_PATH_WORD = re.compile(r"[a-z]+")
_NORM = re.compile(r"\b(?:MUST|SHALL|REQUIRED)\b")
_ADVICE = re.compile(r"\b(?:SHOULD|MAY|RECOMMENDED)\b")
_MARKED = re.compile(r"\[|→|->|~~")
_CODE = re.compile(r"\w\(\)|`|\w_\w|https?:|\{\w|\$[A-Z]|--\w")
_LABEL = re.compile(r"[A-Z][\w /&-]{2,40}(?: –|:) ")
_FORMS = (
    ("norm", _NORM, ("MUST", "SHALL", "REQUIRED")),
    ("advice", _ADVICE, ("SHOULD", "MAY", "RECOMMENDED")),
    ("marked up", _MARKED, ("[", "→", "->", "~~")),
    ("like code", _CODE, ("()", "`", "_", "http", "{", "$", "--")),
)
"""Each with what stands in every text that it matches, which is found sooner."""


def place_features(sentence: Sentence, lead: str, heading: str) -> dict[str, str]:
    """Return what the place of a sentence and its outward form say; its lead and heading are in plain words."""
    found = dict.fromkeys((*_of_path(sentence.path), *_above(lead, heading)), "")
    found |= dict.fromkeys(_shape(sentence), "")
    return found


@lru_cache(maxsize=10_000)
def _above(lead: str, heading: str) -> tuple[str, ...]:
    named = [f"heading {name}" for name, pattern in HEADINGS if pattern.search(heading)]
    named += [f"lead {name}" for name, pattern in LEADS if lead and pattern.search(lead)]
    if "lead us will not" in named:
        named.remove("lead limits")  # what we refrain from is promised
    elif "lead limits" in named and "lead us gives" in named:
        named.remove("lead us gives")  # "the plan doesn't include:"
    return (*named, "led" if lead else "not led", *(() if heading else ("no heading",)))


@lru_cache(maxsize=1_000)
def _of_path(path: str) -> tuple[str, ...]:
    words = frozenset(_PATH_WORD.findall(path.lower()))
    return tuple(f"path {name}" for name, those in PATHS.items() if those & words)


def _shape(sentence: Sentence) -> tuple[str, ...]:
    text, item = sentence.text, sentence.unit == "item"
    words = text.count(" ") + 1
    named = ["short" if words < 7 else "long" if words > 30 else "middling"]
    if item and text[:1].islower():
        named.append("item goes on")
    elif item and not text.rstrip().endswith((".", "!", "?", ")", ":")):
        named.append("item without stop")
    for name, pattern, needed in _FORMS:
        if any(part in text for part in needed) and pattern.search(text):
            named.append(name)
    return (*named, *(("label first",) if _LABEL.match(text) else ()))
