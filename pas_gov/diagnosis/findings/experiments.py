"""Experiments that one text calls so and another promises as settled; betas that nobody mentions; what is retired elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pas_gov.diagnosis.findings.finding import Finding, Side
from pas_gov.diagnosis.statements.days import named_days
from pas_gov.diagnosis.statements.facets import NAME
from pas_gov.diagnosis.statements.marks import retired_before, trial_of
from pas_gov.diagnosis.statements.places import day_of_path, is_archived
from pas_gov.diagnosis.statements.statement import BETA, COMMITS, DATED, EVERYBODY, RETIRED, Statement
from pas_gov.drift.claims.clauses import plain_words
from pas_gov.foundation.patterns import late_pattern

OLD = 180
"""Days after which a beta that nobody mentions is taken for forgotten."""
FEW_PAGES = 10
"""Pages below which it tells nothing that one alone mentions a beta."""
_BETWEEN = late_pattern(
    r"(?: \([^)]*\))?,?(?: (?:itself|has|have|had|now|finally|officially|also|in \w+|on [\w ]{1,20}))*,? ?"
)
NEAR = 60
"""Characters behind "we retired" within which what is retired is named."""
MOST_RETIRED = 20
"""Sentences on one retired thing that are told."""
_TO_COME = late_pattern(
    r"\b(?:will|soon|coming|planned|plan to|later this|next (?:year|quarter|month)|roadmap|upcoming)\b"
)
_FORMER = late_pattern(
    r"\b(?:replaces?|replaced|replacing|successor|instead of|move (?:over )?from|migrat\w+ from|mov(?:e|ing) (?:away )?from|switch(?:ing)? from|upgrade from|"
    r"formerly|used to|earlier|history|archive\w*|end of life|no longer|import(?:ing|ed)? from)\b"
)


def settled_experiments(statements: Sequence[Statement], today: date) -> Iterator[Finding]:
    """Yield a finding for each thing that one page calls a beta and another promises without saying so."""
    for name, those in sorted(_by_name(statements).items()):
        trials = [
            one for one in those if BETA in one.marks and trial_of(name, one.text) and not _is_old(one, today)
        ]
        pages = {place.path for one in trials for place in one.places}
        settled = [one for one in those if _settles(one, pages)]
        if trials and settled:
            best = max(settled, key=lambda one: (EVERYBODY in one.marks, one.score))
            certainty = 0.74 if EVERYBODY in best.marks else 0.5 + 0.2 * best.score
            sides = (Side("a beta or preview", tuple(trials[:4])), Side("settled", tuple(settled[:4])))
            why = f'"{name}" is called a beta or a preview in one place, and promised as settled in another.'
            yield Finding("contradiction", "experiment", name, why, round(certainty, 2), sides)


def _is_old(one: Statement, today: date) -> bool:
    """Say whether it stands on a page of a day long past: it may have been settled since."""
    day = day_of_path(one.sentence.path)
    return day is not None and (today - day).days > OLD


def _settles(one: Statement, pages: set[str]) -> bool:
    if (
        one.marks & {BETA, RETIRED}
        or is_archived(one.sentence.path)
        or any(place.path in pages for place in one.places)
    ):
        return False
    if _TO_COME.search(plain_words(one.text)) or "beta" in plain_words(one.sentence.heading):
        return False
    return EVERYBODY in one.marks or (one.claim and COMMITS in one.marks)


def _by_name(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        for name in one.facets.get(NAME, ()):
            found[name].append(one)
    return found


def forgotten_betas(
    statements: Sequence[Statement],
    mentioned: Mapping[str, int],
    pages: int,
    days: Mapping[str, date],
    today: date,
) -> Iterator[Finding]:
    """Yield a finding for each beta that one page alone speaks of, and that is old, or of which no day is known.

    ``mentioned`` counts the pages that speak of each name; ``days`` are those of pages, where they are known.
    """
    told = set[str]()
    for one in statements:
        passing = is_archived(one.sentence.path) and not one.claim and not any(named_days(one.text))
        if BETA not in one.marks or RETIRED in one.marks or passing:
            continue
        names = one.facets.get(NAME, frozenset())
        alone = [
            name
            for name in sorted(names)
            if mentioned.get(name, 0) <= 1 and name not in told and trial_of(name, one.text)
        ]
        since = _since(one, days)
        old = since is not None and (today - since).days > OLD
        if not alone or (since is not None and not old) or (since is None and pages < FEW_PAGES):
            continue
        told.update(alone)
        said = f"since {since.isoformat()[:7]}" if since else "with no day"
        why = f'"{alone[0]}" is called a beta here ({said}), and no other page that was read mentions it.'
        yield Finding("orphan", "beta", alone[0], why, 0.72 if old else 0.5, (Side(said, (one,)),))


def _since(one: Statement, days: Mapping[str, date]) -> date | None:
    named = [*named_days(one.text)]
    if named:
        return max(named)
    return day_of_path(one.sentence.path) or days.get(one.sentence.path)


def retired_elsewhere(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield a finding for each sentence that promises something of what another page says is retired."""
    for name, those in sorted(_by_name(statements).items()):
        gone = [one for one in those if RETIRED in one.marks and _is_subject(name, one)]
        pages = {one.sentence.path for one in gone}
        if not gone:
            continue
        spoken = [
            one
            for one in those
            if RETIRED not in one.marks
            and not is_archived(one.sentence.path)
            and one.sentence.path not in pages
        ]
        for one in [each for each in spoken if _still_promised(each)][:MOST_RETIRED]:
            certainty = 0.6 + 0.25 * max(one.score, 0.5 if one.values or EVERYBODY in one.marks else 0.0)
            why = f'"{name}" is promised here, and {gone[0].sentence.path} says that it is gone: "{gone[0].text[:200]}"'
            evidence = (gone[0].sentence,)
            yield Finding(
                "orphan",
                "retired",
                name,
                why,
                round(certainty, 2),
                (Side("still promised", (one,)),),
                evidence,
            )


def _is_subject(name: str, one: Statement) -> bool:
    """Say whether it is this that a sentence calls gone: named just before the words that say so, or as what we retired."""
    plain, gone = plain_words(one.text), retired_before(one.text)
    last = name.rpartition(" ")[2]
    at = plain.find(last)
    if 0 <= at < gone:
        return _BETWEEN.fullmatch(plain, at + len(last), gone) is not None
    return at > gone >= 0 and plain.startswith("we ", gone) and at - gone < NEAR


def _still_promised(one: Statement) -> bool:
    if _FORMER.search(plain_words(one.text)):
        return False
    return one.claim or bool(one.values) or bool(one.marks & {EVERYBODY, DATED})
