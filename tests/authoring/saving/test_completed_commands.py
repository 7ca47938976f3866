"""What a completed command says of the answers that it replaced."""

from __future__ import annotations

from types import SimpleNamespace

from pas_gov.authoring.saving.completion import completed
from pas_gov.authoring.typed import Option, Typed

OPTIONS = {
    "--why": Option("--why", "one"), "--on": Option("--on", "one"), "--notice": Option("--notice", "many"),
}  # fmt: skip


def replaced(words: tuple[str, ...], *command: str) -> tuple[str, ...]:
    asked = SimpleNamespace(policy="ending-notifies-audience", commands=(("amend", "x", *command),))
    return completed(Typed(words, OPTIONS), "x", [asked], {"x"}).replaced  # type: ignore[list-item]


def test_a_day_that_another_one_replaces_is_told():
    words = ("retire", "x", "--why", "w", "--on", "2026-12-01")
    assert replaced(words, "--on", "2026-12-29") == (
        "--on 2026-12-01 became --on 2026-12-29, as the policies above ask",
    )


def test_what_is_added_or_stays_is_not_told():
    words = ("retire", "x", "--why", "w", "--on", "2026-12-29")
    assert replaced(words, "--on", "2026-12-29", "--notice", "customers=<WHAT>") == ()
    assert replaced(("retire", "x", "--why", "w"), "--on", "2026-12-29") == ()
