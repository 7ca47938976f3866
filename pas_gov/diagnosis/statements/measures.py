"""What an amount measures, in the words of this field: how soon an answer comes, how long data is kept, what is paid.

Each measure is a row: the sorts of amounts that it has, its name, what has to stand in the sentence (and what mustn't),
in lower case and with contractions written out. Of several that fit, the one whose words stand nearest to the amount
counts; those that need a second word go before. General vocabulary only.
"""

from __future__ import annotations

import re

from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass

HOURS, NONE, UNLIMITED, PLACE = "hours", "none", "unlimited", "place"
"""Sorts beside those of amounts: when somebody is there; no notice at all, which is a time; as many as
one likes; and where something is."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of thing that is promised in figures; ``said`` finds its words, ``also`` what must stand beside them."""

    name: str
    sorts: frozenset[str]
    said: re.Pattern[str]
    also: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None


def _row(name: str, sorts: str, said: str, also: str = "", unless: str = "") -> Measure:
    return Measure(
        name,
        frozenset(sorts.split()),
        late_pattern(said),
        late_pattern(also) if also else None,
        late_pattern(unless) if unless else None,
    )


_CHANGE = r"\b(?:chang\w+|increas\w+|rais\w+|go(?:es)? up|adjust\w+|amend\w+|modif\w+|updat\w+|revis\w+)\b"
_TOLD = (
    r"\b(?:notif\w+|notice|inform\w*|tell|told|alert\w*|announc\w+|let you know|(?:you )?(?:will )?hear|warn\w*|in advance|"
    r"advance|beforehand|ahead|prior|report\w*|learn)\b"
)
_LEAVE = r"\b(?:cancel\w*|terminat\w+|quit|leave us|leaving us|(?:you|customers?) (?:can |may )?leave|end (?:the|your|a) (?:\w+ )?(?:contract|subscription|term|agreement)|non-?renew\w*|opt(?:ing)? out)\b"
_BROKEN_INTO = r"\b(?:breach\w*|leak\w*|expos\w+|compromis\w+|hack\w*|intrusion|stolen|unauthori[sz]ed|security incident\w*|data incident\w*)\b"
_BACK = r"\b(?:refund\w*|money[- ]back|reimburs\w+|(?:your|the|get(?:s)?(?: your| their)?) money back|send it back|pay (?:you )?back)\b"
_GONE = r"\b(?:delet\w+|eras\w+|purg\w+|wip(?:e|ed|es|ing)|destroy\w*|remov\w+|dispos\w+|kept|keep|keeps|retain\w*|retention|stored?|stores|hold|holds|held|archiv\w+|recover\w*|restor\w+|undelet\w+|(?:stays?|remains?|is|are) (?:still )?available for)\b"

MEASURES: tuple[Measure, ...] = (
    # two words together decide: before all others
    _row("how soon a breach is told", "time", _TOLD, _BROKEN_INTO),
    _row("when a refund arrives", "time", _BACK, r"\b(?:reach\w*|arriv\w+|process\w*|issued?|appear\w*|credited|paid out|transfer\w*|(?:on|to) your (?:card|account|bank))\b", r"\bwithin \w+(?: \w+)? of (?:the |your )?(?:purchas|order|pay|deliver)|\bguarantee\b"),
    _row("how long a return is taken", "time", r"\b(?:returns?|returned|send (?:\w+ ){0,3}back)\b", _BACK, r"\b(?:after|of|upon|once) (?:\w+ ){0,4}return\w*|\breturn(?:ed)? (?:to|a call)\b"),
    _row("how long a refund is given", "time", _BACK),
    _row("how long a return is taken", "time", r"\b(?:returns?|returned|(?:send|sent|give|bring) (?:\w+ ){0,3}back|take (?:\w+ ){0,2}back)\b", "", r"\breturns? (?:an?|the|null|true|json|value|list|error|results?)\b|\bget(?:s)? back\b|\bmoney\b"),
    _row("how soon a price change is told", "time", _TOLD, r"\b(?:pric\w+|fees?|rates?|charges)\b", r"\b(?:cancel\w*|terminat\w+)\b"),
    _row("how soon maintenance is told", "time", _TOLD, r"\b(?:maintenance|planned downtime|scheduled (?:downtime|work)|planned work)\b"),
    _row("how soon the end of a feature is told", "time", _TOLD, r"\b(?:deprecat\w+|discontinu\w+|sunset\w*|retir\w+|remov\w+|breaking|withdraw\w*|shut\w* down|switch\w* off|api version\w*)\b"),
    _row("how soon a new subprocessor is told", "time", _TOLD, r"\bsub-?processors?\b"),
    _row("how soon a change of terms is told", "time", _TOLD, r"\b(?:terms|polic(?:y|ies)|agreement|conditions)\b.*" + _CHANGE + "|" + _CHANGE + r".*\b(?:terms|polic(?:y|ies)|agreement|conditions)\b"),
    _row("notice to cancel", "time", _LEAVE, r"\b(?:notice|before|prior|advance|ahead|in writing|written|by the end|any ?time|whenever|immediate\w*)\b", r"\b(?:either party|parties|breach\w*|violat\w*|we (?:may|can|reserve)|non-?payment|licen[cs]e\w*|suspend\w*)\b"),
    _row("how long a trial lasts", "time", r"\b(?:trial\w*|try|tries|tryout|evaluat\w+|test[- ]drive|free (?:for|days)|days free)\b", "", r"\b(?:retry|try again|tries to|try to)\b"),
    _row("how long a session or link is valid", "time", r"\b(?:session\w*|token\w*|link|links|invitation\w*|one-time code\w*|passcode\w*|password\w*)\b", r"\b(?:valid|expir\w+|ends?|log(?:ged)? out|lasts?|works? for|inactiv\w+)\b"),
    _row("how long an export takes", "time", r"\b(?:export\w*|download\w*|copy of (?:your|all|the) data|data portability|take[- ]?out)\b", "", r"\b(?:delet\w+|eras\w+|after (?:you|the) (?:leave|cancel\w*|end)|clos\w+|terminat\w+)\b"),
    _row("how long data can be taken out after the end", "time", r"\b(?:export\w*|download\w*|retriev\w+)\b", r"\b(?:after|clos\w+|terminat\w+|cancel\w*|leave|end(?:s|ed)?)\b"),
    _row("how long a warranty lasts", "time", r"\bwarrant(?:y|ies)\b"),
    _row("when invoices are due", "time", r"\b(?:invoices?|payments?|bills?)\b", r"\b(?:due|payable|paid|pay)\b"),
    _row("recovery time", "time", r"\b(?:rto|recovery time|back (?:up and running|online)|restore (?:the )?service|failover)\b"),
    _row("recovery point", "time", r"\b(?:rpo|recovery point|lose (?:at most|no more than))\b"),
    _row("how long it takes to set up", "time", r"\b(?:onboard\w*|implement\w*|set ?up|go live|goes live|kick-?off|up and running|roll-?out|install\w*|migrat\w+)\b"),
    _row("how long a version is supported", "time", r"\b(?:support(?:ed)?|maintain\w*|security (?:updates|fixes|patches)|patch\w*)\b", r"\b(?:versions?|releases?|lts|major)\b"),
    _row("how soon an update is given", "time", r"\b(?:status )?updates?\b", r"\b(?:incident|outage|ticket|case|progress|status)\w*\b"),
    _row("how soon a flaw is patched", "time", r"\b(?:patch\w*|fix\w*)\b", r"\b(?:vulnerabilit\w+|flaws?|security|cve)\b"),
    _row("how soon it is solved", "time", r"\b(?:solv\w+|resolv\w+|resolution|fix(?:ed|es)?|repair\w*|workaround\w*|remed\w+|put right|closed within)\b"),
    _row("how soon it is delivered", "time", r"\b(?:ship\w*|deliver\w*|dispatch\w*|parcels?|at your door|courier)\b", "", r"\b(?:return\w*|refund\w*|services?|warrant\w+|ads?|advert\w*|cookies?|messages?|notifications?|webhooks?|emails?|value)\b"),
    _row("how soon an answer comes", "time", r"\b(?:answer\w*|repl(?:y|ies|ied)|respond\w*|response\w*|get(?:s|ting)? back|got back|hear(?:s)? (?:back )?from|hear back|call(?:s|ed)? (?:you )?back|acknowledg\w+|react\w*|pick(?:s|ed)? up|first contact|wr(?:ite|ites|itten) back|(?:be )?in touch|wait(?:ing)? times?|average wait|wait on|on hold|(?:reach|speak (?:to|with)|talk to) (?:a|an|our|one) \w+)\b"),
    _row("how long data is kept", "time", _GONE, "", r"\b(?:data loss|lose|lost)\b"),
    _row("how long a contract runs", "time", r"\b(?:contract\w*|commit\w+|minimum term|initial term|term|renew\w*|lock-?in)\b"),
    # shares
    _row("availability", "percent", r"\b(?:uptime|availab\w+|reachable|up and running|online|sla|service level|downtime)\b", "", r"\b(?:credit\w*|discount\w*|refund\w*)\b"),
    _row("service credit", "percent", r"\b(?:credit\w*|rebate\w*|compensat\w+)\b"),
    _row("discount", "percent", r"\b(?:discount\w*|off|saves?|cheaper|less|reduc\w+|reduction)\b"),
    _row("commission", "percent", r"\b(?:commission\w*|referr?\w*|revenue share|resell\w*)\b"),
    _row("share answered in time", "percent", r"\b(?:answer\w*|repl\w+|respond\w*|response\w*|resolv\w+|solv\w+)\b"),
    _row("transaction fee", "percent", r"\b(?:transaction\w*|processing fee|per payment|per sale|fee)\b"),
    _row("refunded share", "percent", _BACK),
    # how often
    _row("how often backups are taken", "frequency", r"\b(?:back(?:ed|s)? ?up\w*|backups?|snapshots?|replicat\w+)\b", "", r"\b(?:test\w*|restor\w+|drill\w*)\b"),
    _row("how often restores are tried", "frequency", r"\b(?:restor\w+|backups?|recover\w+|disaster)\b", r"\b(?:test\w*|drill\w*|tr(?:y|ied)|rehears\w+)\b"),
    _row("how often security is tested", "frequency", r"\b(?:penetration|pen-?tests?|security (?:test|audit|review|assessment)\w*|audit\w*)\b"),
    _row("how often it is reviewed", "frequency", r"\b(?:review\w*|business review|qbr|check-?ins?|meet\w*|calls?)\b"),
    _row("how often it is released", "frequency", r"\b(?:releas\w+|new versions?|ship\w*|deploy\w*|update\w*|roll(?:ed|s|ing)? out)\b"),
    _row("how often it synchronises", "frequency", r"\b(?:sync\w*|refresh\w*|poll\w*)\b"),
    _row("how often a report comes", "frequency", r"\b(?:reports?|newsletter|statement|summary|transparency)\b"),
    _row("how often staff is trained", "frequency", r"\b(?:train(?:ed|ing|ings)?)\b"),
    _row("how often keys change", "frequency", r"\b(?:rotat\w+)\b"),
    _row("how often you are billed", "frequency", r"\b(?:bill\w*|invoic\w+|charg\w+)\b"),
    _row("how often status is told", "frequency", r"\b(?:status|updates?|inform\w*|keep you posted)\b"),
    # when somebody is there
    _row("when support is there", "hours", r"\b(?:support|help|helpdesk|service desk|hotline|agents?|staff|team|desk|phone|chat|answer\w*|reach (?:us|our|a)|call us|on[- ]call|engineers?|somebody|someone|people|human|customer (?:care|service))\b", "", r"\b(?:monitor\w*|stores?|shops?|warehouse|showroom)\b"),
    _row("when systems are watched", "hours", r"\b(?:monitor\w*|watch\w*|guard\w*)\b"),
    _row("opening hours", "hours", r"\b(?:open(?:ing)?|closed|hours|stores?|shops?|office)\b"),
)  # fmt: skip


OF_MANY_THINGS = frozenset(
    ("how long data is kept", "how long a session or link is valid", "how long a version is supported")
)
"""Measures of which the thing has to be told: logs are kept otherwise than backups."""


def measure_of(sort: str, clause: str, whole: str, around: str) -> str:
    """Return what an amount of a sort measures by its clause, else its sentence, else what stands around; "" unknown.

    All in plain words (``claims.clauses.plain_words``). Where two words decide, one of them stands in the clause.
    """
    wanted = "time" if sort in ("elapsed", "business") else sort
    those = [one for one in MEASURES if wanted in one.sorts]
    for one in those:
        if one.also and _both(one, clause, whole):
            return one.name
    for text, context in ((clause, whole), (whole, whole), (around, f"{around} {whole}")):
        for one in those:
            if one.said.search(text) and _fits(one, context):
                return one.name
    return ""


def _both(one: Measure, clause: str, whole: str) -> bool:
    here = one.said.search(clause) or (one.also and one.also.search(clause))
    return bool(here and one.said.search(whole) and _fits(one, whole))


def _fits(one: Measure, context: str) -> bool:
    return (one.also is None or bool(one.also.search(context))) and not (
        one.unless and one.unless.search(context)
    )


_NO_NOTICE = late_pattern(
    r"\b(?:no notice(?: period)?|without (?:any )?notice|(?:at )?any ?time|whenever you (?:like|want|wish)|with immediate effect|immediately)\b"
)
_LEAVING = late_pattern(r"\b(?:cancel\w*|quit|leave|downgrade)\b")
_THEIRS = late_pattern(
    r"\b(?:either party|we (?:may|can|reserve)|suspend\w*|breach\w*|reserves?|sole discretion|orders?|bookings?|appointments?)\b"
)


def no_notice(whole: str) -> str:
    """Return the words by which a sentence lets its reader cancel without any notice, or ""."""
    found = _NO_NOTICE.search(whole) if _LEAVING.search(whole) and not _THEIRS.search(whole) else None
    return found[0] if found else ""
