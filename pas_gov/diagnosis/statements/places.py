"""What the place of a text tells: in which zone it is said, the plan that its page is about, the day in its path."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from pas_gov.drift.matching.scopes import PLAN_NAMES

_ZONES = {
    "ai-automation": (
        "bot bots chatbot chatbots prompt prompts assistant assistants agent copilot llm ai-assistant macros canned autoresponder"
    ),
    "delivery-support": (
        "sla slas support contact status onboarding playbook playbooks service services service-level runbook runbooks operations "
        "success delivery shipping returns incident incidents escalation implementation handbook severity slo"
    ),
    "documentation-knowledge": (
        "help helpcenter help-center help-centre docs doc documentation guide guides faq faqs kb knowledge knowledgebase manual "
        "tutorial tutorials howto how-to reference articles article wiki api learn academy legal terms privacy policy policies dpa "
        "security trust compliance"
    ),
    "product-capability": (
        "product products feature features roadmap release releases changelog whats-new platform integrations updates beta labs "
        "preview summaries ai capabilities"
    ),
    "sales-marketing": (
        "pricing price prices plans plan home index landing about customers customer switch sales marketing compare why offer offers "
        "partners campaign blog news press stories case-studies solutions careers nonprofits enterprise"
    ),
}
_BY_WORD = {word: zone for zone, words in reversed(_ZONES.items()) for word in words.split()}
_DAY = re.compile(
    r"(?<!\d)(?P<year>20[0-4]\d)[-/_.](?P<month>0[1-9]|1[0-2])(?:[-/_.](?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_FRONT = frozenset(("index", "home", "readme", "landing", "default", "main", "start"))


def zone_of_path(path: str) -> str:
    """Return the zone in which a page speaks by its path, "" where that tells nothing; the nearest folder counts first."""
    parts = [part for part in re.split(r"[/\\]", _without_ending(path).lower()) if part]
    for part in (*reversed(parts[:-1]), *parts[-1:]):
        if part in _BY_WORD:
            return _BY_WORD[part]
    for part in reversed(parts):
        for word in re.findall(r"[a-z]+", part):
            if word in _BY_WORD:
                return _BY_WORD[word]
    return ""


_ARCHIVE = re.compile(
    r"(?:^|[/._-])(?:blog|news|_?posts?|press|releases?|release-notes|changelog|changes|history|archive[sd]?|whats-new|"
    r"announcements?|newsletters?)(?=[/._-]|$)",
    re.IGNORECASE,
)


def is_archived(path: str) -> bool:
    """Say whether a page is one of its day (news, a release, a dated page): what it says was said then."""
    return _ARCHIVE.search(path) is not None or day_of_path(path) is not None


def is_front(path: str) -> bool:
    """Say whether a page is the front page of its source: the shallowest index, home or readme."""
    parts = [part for part in _without_ending(path).lower().split("/") if part not in ("", ".", "www", "en")]
    return len(parts) <= 2 and bool(parts) and parts[-1] in _FRONT


def plan_of_path(path: str) -> str:
    """Return the plan whose page this is ("plans/enterprise.html": enterprise), or ""."""
    name = PurePosixPath(_without_ending(path)).name.lower()
    word = re.sub(r"-?(?:plan|tier|edition)$", "", name)
    return word if word in PLAN_NAMES else ""


def day_of_path(path: str) -> date | None:
    """Return the day that a path names ("2024/05/17-news", "releases/2024-05"): the last of its month where none is."""
    found = _DAY.search(path)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"] or 28))
    except ValueError:
        return None


def _without_ending(path: str) -> str:
    return re.sub(r"\.[A-Za-z0-9]{1,8}$", "", path)
