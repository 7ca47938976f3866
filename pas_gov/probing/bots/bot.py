"""What a bot is: something that is asked a question and gives words, or none."""

from __future__ import annotations

from typing import Protocol

MOST_CHARACTERS = 20_000  # of an answer; what is more is cut, and said to be


class NoAnswer(Exception):
    """The bot gave no answer; says why, without anything secret."""


class Bot(Protocol):
    """Something that answers questions."""

    @property
    def name(self) -> str:
        """What it is called in the transcript: the model, or the command's name."""

    def answer(self, question: str) -> str:
        """Return the words of its answer, at most ``MOST_CHARACTERS``. Raises NoAnswer."""


def cut(text: str) -> str:
    """Return an answer of bounded length."""
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + " [...]"
