"""The patterns by which a sentence is read: who is the subject, which modal and which kind of verb, and so on.

Each has a name, the form of the sentence that it is sought in (the whole, or its main clause), and is general: none
names an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.drift.claims.clauses import SentenceForms
from pas_gov.drift.claims.needed_words import NeededWords, has_plain_words, words_of

Feature = tuple[str, str]
"""A feature's name and the words of the sentence that it stands on ("" where it stands on its place)."""

_ADVERB = (
    r"(?:(?:also|always|never|not|only|immediately|permanently|gladly|then|still|generally|usually|typically|"
    r"publicly|proactively|periodically|automatically|currently|fully|happily|promptly|\w+ly) )"
)
_TEAM = (
    r"(?:support|customer (?:success|support|service)|engineering|marketing|finance|sales|operations|ops|legal|security|"
    r"staff|a member of (?:our|the) \w+|each \w+ engineer|(?:the|our|every|each|your|all) (?:\w+ ){0,3}(?:team|staff|"
    r"engineers?|agents?|manager|managers|csm|representatives?|experts?|specialists?|reviewer|employees|officers?)|"
    r"(?:support|success|account|security) (?:team|engineers?|staff|managers?|agents?))"
)
US = rf"(?:(?:we|i|{_TEAM}|org(?: \w+){{0,2}})\b|our (?:\w+ ){{1,4}}?)"
_BENEFITS = (
    r"(?:refund|credit|reimburse|replace|repair|fix|restore|notify|inform|tell|warn|alert|contact|reply|respond|answer|"
    r"help|assist|review|honou?r|guarantee|provide|offer|give|send|deliver|deliv\w+|publish|post|keep|retain|delete|remove|"
    r"erase|protect|encrypt|back up|secure|monitor|support|ensure|make sure|waive|prorate|pay|cover|ship|process|handle|"
    r"investigate|escalate|update|maintain|announce|communicate|share|email|call|let you know|work with|acknowledge|"
    r"comply|limit|allow|permit|match|extend|transfer|include|assign|schedule|store|audit|test|verify|confirm)"
)
_ORDER = (
    r"(?:please|see|contact|use|run|click|check|go|make|read|visit|refer|follow|remember|note|do not|subscribe|email|"
    r"send|ask|call|select|enter|open|download|install|create|add|set|log|sign|submit|keep in mind|reach out|get in "
    r"touch|let us|let me|feel free|consider|ensure|be|try|choose|provide|include|review|report|navigate|learn|find|write|"
    r"complete|fill|copy|paste|upload|wait|avoid|never|always)"
)
_PARTICIPLE = (
    r"(?:\w{2,}ed|kept|sent|written|stored|backed|made|given|built|held|shown|done|run|paid|met|told|set|put)"
)
PATTERNS: tuple[tuple[str, str, str], ...] = (
    # assurances of what is, and what is denied
    ("soon", "whole", r"\b(?:shortly|soon|right away|straight away|in (?:a|just a|about a|the next|a few|\d+|about \w+|\w+) (?:moments?|seconds?|minutes?|hours?|days?)|tonight|tomorrow|by (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"),
    ("takes charge", "whole", r"\b(?:we|org|team) (?:\w+ ){0,2}?(?:is|are|will be) responsible for\b|\b(?:commits|committed|commit) to (?:\w+ing|a|the|our)\b|\b(?:looks?|look) after\b"),
    ("no charge", "whole", r"\bno (?:extra |additional |monthly |setup |hidden )?(?:charges?|fees?|costs?)\b|\bfree of charge\b|\bfor free\b|\b(?:is|are|stays?) free\b|\b(?:is|are|will) not (?:be )?(?:\w+ )?(?:billed|charged)\b"),
    ("round the clock", "whole", r"\b(?:24/7|24x7|24 hours a day|round[- ]the[- ]clock|day and night|at any hour|seven days a week)\b"),
    ("harm denied", "whole", r"\b(?:no|nothing|never|not|without|neither)\b[^.;]{0,40}?\b(?:lost|lose|deleted?|cut|interrupt\w*|lock(?:ed)? you|interfere|affect(?:ed)?|removed|stopped|shared?|sell|sold|downtime|expire|look into|gain access|access your|alter(?:ed)?)\b"),
    ("compatible", "whole", r"\b(?:compatib\w+|incompatib\w+|break(?:s|ing)?|version conflicts?|continue to (?:compile|work|function)|(?:major|minor|newer|later|older|future) (?:releases?|versions?)|deprecat\w+)\b"),
    ("norm forbids", "whole", r"\b(?:must|shall|can|should) (?:not|never)\b|\bprohibited from\b"),
    ("norm always", "whole", r"\b(?:must|shall|should) (?:always|continue|remain|work|keep|apply)\b"),
    ("about the text", "whole", r"\b(?:this|the next|next|the following|the previous|below|above) (?:page|guide|chapter|section|document|list|table|article|tutorial|diagram)\b|\btake note\b|\bas described\b|\bdetails how\b"),
    ("you will have to", "whole", r"\b(?:you|they|users|customers) will (?:have to|need|ensure|secure|keep your|maintain|make sure|be responsible|be asked|review|provide|be required)\b"),
    ("is given", "whole", r"\b(?:is|are) (?:also |automatically )?(?:given|provided with|provisioned|granted|entitled|assigned|told|informed|notified|exempt|kept|stored|held)\b"),
    ("in place", "whole", r"\b(?:is|are) (?:[\w-]+(?: and| or|,) )?(?:\w+ly )?(?:encrypted|isolated|separated|scanned|audited|backed up|redundant|replicated|mirrored|private|view-only|read-only|single-tenant|dedicated|certified|reviewed|tested|protected|monitored|patched|supported|hosted|staffed|available)\b"),
    ("practice", "main", r"^(?:we|org|(?:the |our )?(?:[\w.-]+ ){0,4}team|staff) (?:\w+ly |also |always |all )?(?:follow|follows|rotate|rotates|test|tests|patch|patches|deploy|deploys|apply|applies|monitor|monitors|scan|scans|review|reviews|host|hosts|run|runs|use|uses|carry|carries|maintain|maintains|keep|keeps|update|updates|support|supports|manage|manages|ensure|ensures|make sure|provide|provides|offer|offers|code|prioriti[sz]es?)\b"),
    ("own staff must", "whole", r"\b(?:org|team|staff|personnel|employees|engineers|members?|administrators|reviewers?)\b[^.;]{0,60}? must\b"),
    ("until solved", "whole", r"\bsame (?:business |working )?day\b|\buntil (?:it is |they are |the \w+ is )?(?:re)?(?:solved|fixed|restored|mitigated|closed)\b"),
    ("does for you", "whole", r"\b(?:saves?|notif(?:y|ies)|sends?|gives?|protects?|keeps?|stores?|backs? up|restores?|tells?|alerts?|reminds?|emails?) (?:you|your|users?|customers?|all)\b"),
    ("your customers", "whole", r"\byour (?:own )?(?:customers|users|clients|visitors|guests|stakeholders|prospects)\b"),
    ("one event", "whole", r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|october|november|december) \d|\bstarting (?:today|on|from|in)\b|\brolled out\b"),
    ("by itself", "whole", r"\bautomatically\b|\bby (?:itself|themselves|default)\b"),
    ("level named", "whole", r"^(?:[\w-]+ ){0,3}?(?:response|reply|answer|resolution|update|acknowledg\w+|uptime|availability|recovery|retention|restore|delivery|refunds?|rpo|rto)(?: times?| targets?| objectives?| period)?(?::| -| –| \|) ?"),
    ("plans to", "whole", r"\b(?:we|org|team) (?:plan|plans|intend|intends|aim|aims) to\b"),
    ("uses a unit", "whole", r"\b(?:uses?|consumes?|costs?|(?:is|are) (?:billed|charged)) (?:at )?(?:[$€£]? ?\d|one\b|no\b)"),
    ("support of kinds", "main", r"^(?:an? )?(?:unlimited|priority|dedicated|named|one-on-one|24x7|personal|automatic|free|full|access to|help with|support for|guidance|answers? to|responses? to|respon(?:ding|ses?) to|updates? (?:every|within))\b"),
    # who does what, in the main clause
    ("us will", "main", rf"^{US} ?{_ADVERB}?(?:will|shall) (?!not\b|never\b|no longer|be able|need|have to|ask you)"),
    ("us will somewhere", "whole", rf"\b{US} (?:will|shall) (?!not\b|never\b|no longer|be able|need|have to|ask you)\w+"),
    ("us will not", "whole", rf"\b{US} ?(?:will|shall) (?:not|never) (?!be able|be liable|be responsible|restore|recover|support|provide|offer|accept|find|be held|guarantee|refund|give|have|maintain|attempt)\w+"),
    ("us never", "whole", rf"\b{US} ?(?:never|do not|does not) (?:\w+ )?(?:sell|share|read|use|store|train|rent|track|access|disclose|charge|log|look|bill|keep|send|process|transfer|require|ask|pass|give)\b"),
    ("us refuses", "whole", rf"\b{US} ?(?:do not|does not|can not|is not able|are not able|are unable|is unable|will not be able|will no longer|no longer)\b"),
    ("refusal of offer", "whole", r"\b(?:do|does|can|will|is|are) not (?:\w+ly )?(?:offer|support|provide|allow|accept|guarantee|have|warrant|authorize|recover|restore|available|supported|able|responsible|liable|endorse|include|apply|cover)\b"),
    ("us may", "whole", rf"\b{US} ?(?:may|might|can choose|could)\b(?!.{{0,200}}\bonly (?:after|if|with|when|to))"),
    ("us may only", "whole", rf"\b{US} ?(?:may|will|can|do|does|use|uses|access|open|share|shares|disclose)\b.{{0,200}}\bonly (?:after|if|with|when|to|for|as|in)\b"),
    ("us can", "main", rf"^{US} ?can (?!not\b)"),
    ("us reserves", "whole", r"\b(?:reserve|retain)s? the (?:\w+ )?right|\b(?:at|in) (?:our|its) (?:\w+ )?discretion|\bfor any reason\b"),
    ("us does good", "main", rf"^{US} ?{_ADVERB}?(?:{_BENEFITS})(?:s|es)?\b"),
    ("us does", "main", rf"^{US} ?{_ADVERB}?(?!will|shall|may|might|can|could|do\b|does|should|must|have|has|had|are|is|were|was|would|need|want|think|believe|understand|know|hope|consider|recommend|encourage|collect|expect|love|like|see|ask)[a-z]+"),
    ("us think", "main", r"^(?:we|i) (?:also |always |still )?(?:want|think|believe|understand|know|hope|love|like|see|feel|value|care|consider|expect|recognize|prefer)\b"),
    ("us recommend", "main", r"^(?:we|i) (?:also |strongly |always )?(?:recommend|encourage|suggest|ask|urge|invite|advise|request|require|need)\b"),
    ("us collect", "main", r"^(?:we|i|our \w+|org) (?:also |may |will |only )?(?:collect|use|process|record|receive|obtain|log|gather|share|disclose|access|store)\b"),
    ("us are", "main", r"^(?:we|our (?:\w+ ){1,4}?|org) (?:are|is) "),
    ("us past", "main", r"^(?:we|our (?:\w+ ){1,3}?|org) (?:have (?:already |always |never |just )?(?:been|\w+ed|had|made|set)|has (?:already |always |never )?(?:been|\w+ed)|had|did|was|were|started|made|launched|built|moved|changed|decided|announced|added|released|\w{2,}ed)\b"),
    ("us have", "main", r"^(?:we|org) (?:have|has|maintain|maintains|run|runs|operate|operates|employ) (?!been|had|\w+ed)"),
    ("our thing", "main", r"^our \w+"),
    ("you can", "main", r"^(?:you|customers|users|members|anyone|clients|subscribers|they|guests|each \w+|all \w+) (?:can|may)(?: also| always| still| then)* (?!not\b|never\b|be\b|might|only)"),
    ("you can somewhere", "whole", r"\byou (?:can|may)(?: also| always| still)* (?!not\b|never\b|be\b|only)\w+"),
    ("you can not", "whole", r"\b(?:you|users|customers|they) (?:can never|can only|can not|may not|will not be able|are not able|must not|should not)\b"),
    ("you must", "whole", r"\b(?:you|user|users|customers?|owners?|they|applicants?|employees?|candidates|partners?|visitors|members?) (?:must|shall|should|need|needs|have to|has to|are required|are responsible|are expected|agree|acknowledge|will need|understand|are solely|warrant|represent|will be (?:asked|required|charged|billed))\b"),
    ("your duty", "whole", r"\b(?:your responsibility|up to you|at your own risk|you are responsible|your sole)\b"),
    ("you will", "main", r"^(?:you|customers|users|they|your \w+(?: \w+)?) will (?!not\b|need\b|have to)"),
    ("you keep", "whole", r"\b(?:you|customers?|users?|members|anyone|they) (?:will )?(?:also |always |still )?(?:keep|get|gets|receive|receives|own|retain|have access|are entitled|is entitled|are eligible|are covered|have the right|enjoy|pay nothing|never pay)\b"),
    ("beneficiary has", "whole", r"\b(?:customers?|users?|members?|employees?|students|teachers|applicants|subscribers|partners|nonprofits|everyone|anyone|teams|guests|(?:all|each|every) (?:[\w-]+ ){1,3}?)\b ?(?:can also |will )?(?:get|gets|has|have (?!to)|receives?|keeps?|hears? back|pays? nothing|enjoys?|(?:is|are) (?:entitled|covered|protected|answered|notified|informed|refunded|reimbursed))\b"),
    ("someone does good", "main", rf"^(?!we\b|you\b|your\b|i\b|it\b|this\b|that\b|these\b|users?\b|customers?\b|they\b)(?:[\w-]+ ){{1,5}}?{_BENEFITS}s\b"),
    ("stays", "whole", r"\b(?:remains? (?:available|free|yours|the same|compatible|valid|open|\w+ible)|stays?|keeps? working|continues? to (?:work|be|have|receive|provide)|never expires?|does not expire|(?:will|shall) (?:remain|continue|keep))\b"),
    ("comes with", "whole", r"\b(?:comes? with|includes?|backed by|covered by)\b"),
    ("each", "whole", r"\b(?:all|every|each|any)\b"),
    ("screen", "whole", r"\b(?:click\w*|button|settings|sidebar|menu|select(?:ed|ing)?|screen|tab|installed?|command|browser|dashboard|toolbar|field|checkbox|dropdown|upload\w*|page)\b"),
    ("unbounded", "whole", r"\b(?:as long as (?:necessary|needed|required)|as needed|as necessary|from time to time|at our|because \w+ (?:law|laws)|required by)\b"),
    ("opinion", "whole", r"\b(?:believe|proud|excited|love|trust|value|journey|important|beautiful|best|experience|happy|priority|easy|simple|great|mission|passion\w*)\b"),
    ("hours", "whole", r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\boffice hours\b|\bbusiness hours\b"),
    ("only some", "main", r"^only .{1,80}?\b(?:have|has|can|may|are|is)\b"),
    ("in public", "whole", r"\b(?:public|publicly|publish(?:es|ed)?|transparent|transparency)\b"),
    ("perhaps able", "whole", r"\b(?:may|might) be able to\b"),
    ("discloses", "whole", r"\b(?:is|are|may be|was|were) (?:\w+ly )?(?:collected|used|processed|recorded|shared|determined|considered|described|shown|grouped|based|called|located|colocated)\b"),
    ("on by default", "whole", r"\b(?:by default|enabled|turned on|built[- ]in|out of the box)\b"),
    ("you do", "main", r"^(?:you|users?|customers?|a user|a customer|they|people|developers) (?!can|may|will|must|should|need|have|get|keep|receive|own|are|do)[a-z]+"),
    ("your thing", "main", r"^your \w+"),
    ("order", "main", rf"^{_ORDER}\b"),
    ("order first", "whole", rf"^{_ORDER}\b"),
    ("please", "whole", r"\bplease\b"),
    ("to do this", "whole", r"^to \w+"),
    ("will somewhere", "whole", r"\b(?:will|shall)\b(?! not\b| never\b)"),
    ("will be done", "whole", rf"\b(?:will|shall) (?:also |always |then |not )?be (?:\w+ly )?{_PARTICIPLE}\b"),
    ("is done", "whole", rf"\b(?:is|are) (?:also |always |then |only |fully |never )?(?:\w+ly )?{_PARTICIPLE}\b"),
    ("is safe", "whole", r"\b(?:encrypt\w+|backed up|backups?|redundan\w+|secure\w*|protect\w+|confidential|private|monitor\w+|audit\w*|anonymi[sz]ed|compliant|certified|isolated|hashed|restricted|limited to)\b"),
    ("never", "whole", r"\bnever\b"),
    ("always", "whole", r"\b(?:always|every time|at all times|at any time|anytime|24/7|around the clock|round-the-clock)\b"),
    ("only", "whole", r"\bonly\b"),
    ("guarantee", "whole", r"\b(?:guarantee\w*|promis\w+|commit(?:ted|s|ment|ments)?|pledg\w+|entitle\w*|warrant(?:y|ies)|rest assured|assure\w*)\b"),
    ("benefit", "whole", rf"\b(?:will|and we|to help|we) (?:\w+ly )?{_BENEFITS}\b"),
    ("happy to", "whole", r"\b(?:happy|glad|pleased|delighted) to (?:help|assist|answer|\w+)"),
    ("not lose", "whole", r"\b(?:will|do|does|can) not (?:lose|change|affect|expire|break|count|be (?:charged|billed|affected|deleted|shared|sold|used|shown|lost|interrupted|reduced))\b"),
    ("train not", "whole", r"\b(?:do|does|will|is|are|never) not (?:train|learn|store|retain|sell|share|track|see|used? (?:to|for))\b"),
    ("free", "whole", r"\b(?:free|no (?:extra |additional )?(?:charge|charges|cost|fee|fees|penalty|questions)|at no (?:\w+ )?cost|without (?:charge|penalty|limit\w*|time limit\w*)|unlimited|included|no \w+ (?:is |are )?(?:required|needed|necessary))\b"),
    ("money back", "whole", r"\b(?:refund\w*|credit(?:ed|s)?|prorat\w+|reimburs\w+|compensat\w+|discount\w*|money[- ]back)\b"),
    ("notice", "whole", r"\b(?:notify|notif\w+|inform|warn|alert|announce|let you know|advance notice|reminder|communicat\w+)\b"),
    ("answer", "whole", r"\b(?:respond\w*|repl(?:y|ies|ied)|answer\w*|response time|acknowledge\w*)\b"),
    ("deadline", "whole", r"\b(?:within|in under|in less than|no later than|by the end of|the next|up to|for at least|at least|at most|no more than|before)\b (?=\d|the |one|two|three|four|five|six|seven|ten|next|business|thirty)"),
    ("available", "whole", r"\b(?:available|accessible|open|offer(?:s|ed)?|provides?|includes?|supports?|enables?|operates?)\b"),
    ("defines", "whole", r"\b(?:refers? to|means (?:that|the|any|a)\b|is defined|are defined|definitions?|the term|the (?:goal|purpose|aim) of|this (?:policy|document|page|section|process|guide|agreement|notice) (?:is|describes|explains|applies|covers|reflects|outlines|sets))\b"),
    ("points", "whole", r"\b(?:see|refer to|described (?:in|below)|as outlined|learn more|more information|following|below|find out|for details|read more|listed)\b"),
    ("example", "whole", r"\b(?:for example|for instance|e\.g\.|such as|i\.e\.)"),
    ("hedge", "whole", r"\b(?:may|might|could|possibly|perhaps|generally|usually|typically|sometimes|in some cases|depending)\b"),
    ("hope", "whole", r"\b(?:aim|aims|strive|try|tries|hope|intend|intends|plan to|goal|goals|best effort|reasonable effort\w*|happy to|glad to|endeavou?r|as soon as (?:we can|possible))\b"),
    ("past", "whole", r"\b(?:was|were|had|has been|have been|did|previously|to date|last year|since \d+|ago)\b"),
    ("threat", "whole", r"\b(?:suspend\w*|terminat\w*|disabl\w+|ban(?:ned)?|block(?:ed)?|cancel(?:led|ed)?|prohibit\w*|violat\w+|abuse|enforce\w*|remov(?:e|ed|al) (?:your|the) (?:account|content)|liab\w+|disclaim\w*|as is)\b"),
    ("legal", "whole", r"\b(?:applicable law|required by law|legal obligation|court|arbitration|governing law|jurisdiction|indemnif\w+|liability|damages|third part(?:y|ies))\b"),
    ("why", "whole", r"\b(?:because|in order to|so that|this is why|the reason|that is because|to ensure|helps? us|this means|this ensures|we do this)\b"),
    ("is about this", "main", r"^(?:this|that|these|those|it|there|here) "),
    ("it does", "main", r"^(?:it|they) (?:is|are|does|will|can|may)\b"),
    ("someone must", "whole", r"\b(?:must|should|shall|required to|need to|needs to|have to|has to)\b"),
    ("fails", "whole", r"\b(?:no one|nobody|no other|can not be|is not|are not|not possible|not available|unable)\b"),
    ("passive of ours", "main", r"^(?:all|any|every|each|data|backups?|requests?|reports?|tickets?|files|passwords?|messages?|emails?|information|access|customer \w+|the \w+|\w+ (?:data|requests?|reports?|tickets?)) .{0,60}?\b(?:is|are|will be)\b"),
    ("belongs to us", "whole", r"\b(?:our|us)\b"),
    ("we", "whole", r"\bwe\b"),
    ("you", "whole", r"\byou\b"),
    ("your", "whole", r"\byour\b"),
    ("they", "whole", r"\b(?:they|their|them)\b"),
    ("org", "whole", r"\borg\b"),
    ("org subject", "main", r"^org\b"),
    ("team subject", "main", rf"^{_TEAM}\b"),
    ("org will", "whole", r"\borg (?:\w+ ){0,2}will (?!not\b)"),
    ("org will not", "whole", r"\borg (?:\w+ ){0,2}(?:will|does|do|can) not\b"),
    ("ai", "whole", r"\b(?:ai|automat\w+|assistant|chatbot|bot|model|models|trained?|human)\b"),
    ("gerund first", "main", r"^\w{2,}ing\b"),
    ("label", "whole", r"^[\w &/-]{2,40}(?: -|:) "),
    ("grade", "whole", r"^(?:p|sev|severity|priority|tier|level) ?-?\d\b"),
    ("question", "whole", r"\?\W*$"),
    ("introduces", "whole", r":\W*$"),
    ("numbered", "whole", r"^\(?\d+[).]"),
    ("quoted first", "whole", r"^[\"“]"),
    ("condition first", "whole", r"^(?:if|when|whenever|once|unless|in the event|in case|should you|for any|as long as)\b"),
    ("condition within", "whole", r" (?:if|when|whenever|once|unless|as long as|provided|until)\b"),
    ("no verb", "whole", r"^(?:(?!\b(?:is|are|was|were|will|can|may|do|does|have|has|must|should|be|get|gets|we|you|it|they)\b).)*$"),
)  # fmt: skip
_NAMES = tuple(name for name, _, _ in PATTERNS)
_COMPILED = tuple((name, where == "whole", re.compile(pattern)) for name, where, pattern in PATTERNS)
_NEEDS = NeededWords((name, pattern) for name, _, pattern in PATTERNS)
_ALL = (1 << len(PATTERNS)) - 1
_NO_VERB = _NAMES.index("no verb")
_NO_VERB_BIT = 1 << _NO_VERB
_VERBS = frozenset(
    "is are was were will can may do does have has must should be get gets we you it they".split()
)


def matches(form: SentenceForms) -> Iterator[Feature]:
    """Yield the patterns that match, with their words."""
    words = words_of(form.whole)
    plain = has_plain_words(form.whole)
    verbs = not _VERBS.isdisjoint(words)
    left = _NEEDS.allowed(words) if plain else _ALL
    if verbs and plain and "\n" not in form.whole:
        left &= ~_NO_VERB_BIT  # each word of these is a whole one
    while left:  # the bits of the patterns that may match, from the first on
        bit = left & -left
        left ^= bit
        index = bit.bit_length() - 1
        name, in_whole, pattern = _COMPILED[index]
        if index == _NO_VERB and not verbs and "\n" not in form.whole:
            yield name, form.whole.strip()  # what the pattern finds, letter by letter
        elif match := pattern.search(form.whole if in_whole else form.main):
            yield name, match[0].strip()
