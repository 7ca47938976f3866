"""Phrases of which explanations are made: amounts, steps of the history, ids, words that changed."""

from __future__ import annotations

from collections.abc import Sequence

from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.comparison import Restatement
from pas_gov.ledger.events.known_wordings import Wording, WordingStep

SHOWN = 120  # characters of a difference that an explanation shows


def agreement_text(present: Wording, agreed: int) -> str:
    """Return the explanation of a claim that says what is promised."""
    until = f", which is owed until {present.ends}" if present.over and present.ends else ""
    if not agreed:
        return f'Nothing here differs from "{present.promise}"{until}.'
    return f'"{present.promise}" says the same {"quantities" if agreed > 1 else "quantity"}{until}.'


def amount_text(amount: Amount) -> str:
    """Return a promise's amount with its bound and what it measures."""
    if amount.dimension == "date":
        return amount.text
    bound = {"at_most": "at most ", "at_least": "at least ", "equals": ""}[amount.bound]
    return f"{bound}{amount.text}{f' ({amount.measure})' if amount.measure else ''}"


def of_text(text: str, thing: str) -> str:
    """Return an amount with what it is of ("95% of issue"), where that is known."""
    return f"{text} of {thing.lstrip('=')}" if thing else text


def step_text(moment: WordingStep | None) -> str:
    """Name the commit of a step, and its day."""
    return f"commit {moment.commit[:9]} of {moment.day}" if moment else "an earlier commit"


def quoted_ids(promises: Sequence[str]) -> str:
    """Return ids in quotes, joined by "and"."""
    return " and ".join(f'"{one}"' for one in promises)


def replaced_text(told: Restatement) -> str:
    """Return the end of an explanation: which words of an earlier passage are gone, and which replaced them."""
    said, instead = _short(told.rewording.said), _short(told.rewording.instead)
    if not said:
        return f'; "{instead}" came in'
    return f'; "{said}" is gone' if not instead else f'; "{said}" is "{instead}" now'


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
