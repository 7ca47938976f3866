"""What isn't taken, and what to do about it, for a caller who is a program on another machine."""

from __future__ import annotations

from pas_gov.diagnostics import Stop


class Refused(Stop):
    """A frozen file or a batch that isn't taken. Its text holds the remedy: it may be all that a log shows."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        """Take a stable code for machines, the fact and the remedy for people."""
        super().__init__(code, message, remedy)

    def __str__(self) -> str:
        """Return the fact and the remedy."""
        return f"{self.message}; {self.remedy}"

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str, str]]:
        """Let it pass from a worker's process to the one that started it."""
        return Refused, (self.code, self.message, self.remedy)
