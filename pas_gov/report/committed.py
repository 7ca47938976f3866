"""What became of a commit that a writing command was asked for, and what its user does next."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.foundation.values import dataclass
from pas_gov.report.layout import Style


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next: in words, and as a line that is copied whole (a command or an address), or ""."""

    words: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Committed:
    """A commit: its id, "" where there is none; its subject and branch; ``base`` is what a new branch was made from.

    ``refusal`` is what git said where it refused, one line an item. ``notes`` are facts to know, ``steps`` what to do.
    """

    id: str
    subject: str
    branch: str
    base: str = ""
    refusal: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def status(self) -> int:
        """3 where git refused the commit, else 0."""
        return 3 if self.refusal else 0


MOST = 30  # lines of what git said


def committed_lines(commit: Committed | None, style: Style) -> Iterator[str]:
    """Yield what became of the commit; nothing where none was asked for."""
    if commit is None:
        return
    branch = f"on the branch {printable(commit.branch)}"
    made = f", made from {printable(commit.base)}" if commit.base else ""
    if commit.refusal:
        yield from _refused(commit, style)
    elif commit.id:
        yield from style.wrap(f"Committed {branch}{made}: {commit.subject} ({commit.id[:9]})", "  ", "")
    else:
        yield from style.wrap(f"It would be committed {branch}{made}: {commit.subject}", "  ", "")
    for note in commit.notes:
        yield from style.wrap(note, "    ", "  ! ")
    if commit.steps:
        yield style.paint("Next:", "bold")
    for number, step in enumerate(commit.steps, 1):
        yield from style.wrap(step.words, "     ", f"  {number}. ")
        yield from (f"     {printable(step.line)}",) if step.line else ()


def _refused(commit: Committed, style: Style) -> Iterator[str]:
    word = style.paint("NOT COMMITTED", "bold", "red")
    yield f"{word}  the files are written, and git refused the commit. It says:"
    yield from (f"    {printable(line)}" for line in commit.refusal[:MOST])
    if len(commit.refusal) > MOST:
        yield f"    and {len(commit.refusal) - MOST} lines more"
