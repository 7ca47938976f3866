"""What can be asked of a record: each part by its option, with its question and why it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pas_gov.authoring.moves.parts import CLEARABLE
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.applies_when import EXAMPLES, UNWRITTEN, WORKED_CASE
from pas_gov.model.records.promise import LAYERS, STATUSES
from pas_gov.report.layout import capitalised

Kind = Literal[
    "text", "owner", "cel", "day", "choice", "names", "terms", "words", "ids", "flag", "choices",
    "zone-texts", "zone-maybe-texts", "zone-days", "notices", "indicators",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartQuestion:
    """One part: its field in Parts ("identity" for the id), its option, what is asked, and why.

    ``kind`` says how it is answered; ``choices`` belong to the kinds choice and choices.
    """

    field: str
    option: str
    question: str
    why: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name under which it can be chosen: its option's."""
        return self.option.partition(" ")[0].removeprefix("--") if self.option.startswith("--") else "id"


ESSENTIAL = (
    PartQuestion("layer", "--layer LAYER", "which layer it belongs to",
                 "The layer says how firm it is, and decides who is asked when something changes.", "choice", LAYERS),
    PartQuestion("statement", "--statement TEXT", "the promise, in the words of those who rely on it",
                 "Every change is held against these words; those who rely on it should know it by them."),
    PartQuestion("title", "--title TEXT", "one line that people know it by",
                 "Reports and reviews name it by this line."),
    PartQuestion("owner", "--owner WHO", "who answers for it",
                 "One owner is asked when what it rests on changes, and says so when it can't be kept.", "owner"),
    PartQuestion("audience", "--audience WHO", "who relies on it, with commas between",
                 "They have to be told before it becomes less, or ends.", "names"),
)  # fmt: skip

CONDITIONAL = (
    PartQuestion("applies_when", "--applies-when TEXT", "when it applies, in words",
                 "A Conditional promise holds in this context alone; outside, nobody is owed it."),
    PartQuestion("cel", "--cel EXPRESSION", 'the same as one line, such as subject.member == true',
                 f"By this it is worked out what one customer is owed. {capitalised(EXAMPLES)}. "
                 f"{capitalised(WORKED_CASE)}. {capitalised(UNWRITTEN)}.", "cel"),
)  # fmt: skip
EXPERIMENTAL = (
    PartQuestion("cohort", "--cohort TEXT", "to whom, and how many",
                 "An experiment that is told to others than its cohort has escaped."),
    PartQuestion("started", "--started DATE", "the day on which it starts",
                 "An experiment is bounded in time, counted from here.", "day"),
    PartQuestion("decide_by", "--decide-by DATE", "the day by which it is decided what becomes of it",
                 "On that day it becomes a promise or ends; nobody has to remember it.", "day"),
)  # fmt: skip
LEGACY = (
    PartQuestion("made_to", "--made-to TEXT", "to whom it was made",
                 "Only they are owed it, and they have to be told when it ends."),
    PartQuestion("lives_in", "--lives-in WHERE", "where it lives: contract, habit, ...",
                 "What ends a promise has to be said in the places where it lives.", "names"),
    PartQuestion("honour_until", "--honour-until DATE", "until when it is honoured, or forever",
                 "A Legacy promise is recognised when it is known how long it is owed.", "day"),
)  # fmt: skip
ALIGNED = PartQuestion("aligned_to", "--aligned-to ID", "which promise it serves, a Core or one that serves one",
                       "When that one changes, its owner is asked whether this one still holds.", "ids")  # fmt: skip
NOTE = PartQuestion("note", "--note TEXT", "why it is in line with that",
                    "The next reviewer reads why it was found to hold.")  # fmt: skip
IDENTITY = PartQuestion("identity", "NEW ID", "a name for ever: lower-case words joined by hyphens",
                        "Links, reports and pages name it so, and it can't be changed later.")  # fmt: skip

OPTIONAL = (
    PartQuestion("terms", "--term TERM", 'a measure, as "first response at most 4h" (empty: no more)',
                 "What can be measured can be seen to slip.", "terms"),
    PartQuestion("zones", "--zone ZONE", "a zone that delivers it (empty: no more)",
                 "Each zone confirms what it really does, and stops when the promise ends.", "zone-maybe-texts"),
    PartQuestion("surfaces", "--surface ZONE", "a zone that states it somewhere (empty: no more)",
                 "The texts at these places are held against the promise.", "zone-texts"),
    PartQuestion("indicators", "--indicator NAME", "a name for figures that show whether it is kept (empty: no more)",
                 "Figures show a slip before anybody decides one.", "indicators"),
    PartQuestion("review_by", "--review-by DATE", "the day by which its owner looks at it again",
                 "What nobody looks at grows old in silence.", "day"),
    PartQuestion("notices", "--notice AUDIENCE", "what they were told (empty: nothing)",
                 "What makes it less for somebody needs a notice to each audience.", "notices"),
    PartQuestion("told_on", "--told-on DATE", "the day on which they were told",
                 "A notice counts from its day on.", "day"),
    PartQuestion("evidence", "--evidence TEXT", "where the notice can be seen", "An auditor looks there."),
    PartQuestion("status", "--status STATUS", "where it is in its life",
                 "A proposal binds nobody yet; what has ended needs its ending.", "choice", STATUSES),
    PartQuestion("made", "--made DATE", "the day on which it was made",
                 "What somebody is owed depends on when they signed.", "day"),
    PartQuestion("source", "--source TEXT", "where it is written that it was made", "An auditor looks there."),
    PartQuestion("tags", "--tag WORD", "words to find it by, with commas between", "Lists can be narrowed to them.",
                 "names"),
    PartQuestion("notes", "--notes TEXT", "anything else", "For whoever carries it on."),
    PartQuestion("left", "--leave ZONE", "a zone that no longer delivers it (empty: no more)",
                 "Its entry stays, so that it can be seen since when.", "zone-days"),
    PartQuestion("zone_evidence", "--zone-evidence ZONE", "a zone that left or stopped (empty: no more)",
                 "An auditor looks there.", "zone-texts"),
)  # fmt: skip
ENDING = (
    PartQuestion("ended_on", "--on DATE", "of an ended promise: its last day", "It is owed until then.", "day"),
    PartQuestion("why", "--why TEXT", "of an ended promise: why it ends", "Those who relied on it will ask."),
    PartQuestion("decided_by", "--decided-by WHO", "of an ended promise: who decided it", "An auditor asks."),
    PartQuestion("superseded_by", "--superseded-by ID", "of an ended promise: what follows it, with commas between",
                 "What rested on it is reviewed against this.", "ids"),
    PartQuestion("stops", "--stop ZONE", "of an ended promise: a zone that has stopped (empty: no more)",
                 "A zone that isn't told goes on promising it.", "zone-days"),
)  # fmt: skip
TAKEN_AWAY = (
    PartQuestion("dropped_terms", "--drop-term MEASURE", "the measure of a term to take away (empty: no more)",
                 "A term less is a weaker promise.", "words"),
    PartQuestion("dropped_indicators", "--drop-indicator NAME", "an indicator to take away (empty: no more)",
                 "Nothing is measured by it any more.", "words"),
    PartQuestion("dropped_surfaces", "--drop-surface ZONE", "a zone that states it there no more (empty: no more)",
                 "The text there isn't held against it any more.", "zone-texts"),
    PartQuestion("unaligned", "--drop-alignment ID", "what it no longer rests on, with commas between",
                 "It won't be asked any more when that one changes.", "ids"),
    PartQuestion("drop_ending", "--drop-ending", "take away the ending of a promise that hasn't ended",
                 "An ending on a promise that goes on is blocked.", "flag"),
    PartQuestion("cleared", "--clear PART", "a part to leave empty (empty: no more)",
                 "It is taken out of the record.", "choices", tuple(CLEARABLE)),
)  # fmt: skip

BY_LAYER: Mapping[str, tuple[PartQuestion, ...]] = {
    "conditional": CONDITIONAL,
    "experimental": EXPERIMENTAL,
    "legacy": LEGACY,
}
ALL = (
    *ESSENTIAL, *CONDITIONAL, *EXPERIMENTAL, *LEGACY, ALIGNED, NOTE, *OPTIONAL, *ENDING, *TAKEN_AWAY
)  # fmt: skip
"""Every field of Parts, once."""
