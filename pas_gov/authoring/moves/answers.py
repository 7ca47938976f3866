"""Answers that are written into records: each must say something."""

from __future__ import annotations

from pas_gov.diagnostics import Stop, printable
from pas_gov.model.records.placeholders import is_placeholder


def refuse_placeholder(option: str, text: str, wanted: str) -> None:
    """Stop(no-answer), as wrong usage, where a text says nothing; ``wanted`` is what to write instead."""
    if is_placeholder(text):
        told = f'"{printable(text)}" is no answer' if text.strip() else "it is empty"
        raise Stop("no-answer", f"{option} says nothing: {told}", f"write {wanted}", status=2)
