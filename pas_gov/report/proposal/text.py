"""What a writing command did or would do: the difference, what it leaves to others, and why it was refused."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.judging.findings.gate_report import ReportedFinding
from pas_gov.judging.verdict.remedy import shown
from pas_gov.report.committed import committed_lines
from pas_gov.report.difference import difference
from pas_gov.report.layout import Style, count, text_page
from pas_gov.report.proposal.contents import Completion, Outcome
from pas_gov.report.remedies import remedy_lines

MOST = 20  # promises that are named
SHOWN = 20  # files whose difference is shown; more are the work of `import`, which shows them as a table


def proposal_text(outcome: Outcome, style: Style) -> str:
    """Return the outcome for a terminal: the difference first, what remains to be done last."""
    return text_page(_lines(outcome, style))


def _lines(outcome: Outcome, style: Style) -> Iterator[str]:
    if outcome.refused:  # first what happened: the difference below it hasn't been written
        yield from _own(outcome, style)
        yield from ("", style.paint("What would have been written:", "bold"), "")
    gone = set(outcome.moved.values())
    shown = outcome.texts if len(outcome.texts) <= SHOWN else {}
    for path, (_, after) in shown.items():
        if path not in gone:
            earlier = outcome.moved.get(path, path)
            yield from difference((earlier, path), outcome.texts[earlier][0], after, style)
            yield ""
    for line in outcome.said:
        yield from style.wrap(line, "  ", "")
    if not outcome.refused:
        yield from _own(outcome, style)
    yield from _completed(outcome.completion, style)
    if outcome.unforeseen:
        yield from style.wrap(outcome.unforeseen, "    ", "  ! ")
    for line in () if outcome.refused else outcome.left:
        words, sign, command = line.partition("pas-gov ")
        yield from style.wrap(words, "    ", "  - ")
        yield from (f"      {printable(sign + command)}",) if sign else ()
    yield from _asked(outcome.asked, style)
    yield from _end(outcome, style)


def _own(outcome: Outcome, style: Style) -> Iterator[str]:
    """Say what the gate would block the change itself for."""
    if not outcome.own and not outcome.problems:
        return
    word = "REFUSED, nothing was written" if outcome.refused else "NEXT" if outcome.is_step else "FORCED"
    colour = "red" if outcome.refused else "yellow"
    what = "what the gate asks next:" if outcome.is_step else "the gate would block this:"
    yield f"{style.paint(word, 'bold', colour)}{': ' if outcome.refused else '  '}{what}"
    for problem in outcome.problems:
        one = problem.diagnostic
        yield from style.wrap(f"{one.location}: {one.message} ({one.code})", "    ", "  x ")
        yield from style.wrap(one.remedy, "      ", "    To mend: ") if one.remedy else ()
    said = set[str]()
    for finding in outcome.own:
        yield from style.wrap(f"{finding.policy}: {finding.message}", "    ", "  x ")
        if outcome.completion is None and finding.remedy and finding.remedy not in said:
            said.add(finding.remedy)
            yield from remedy_lines(finding.remedy, finding.commands, style, "To answer: ", "    ")


def _completed(completion: Completion | None, style: Style) -> Iterator[str]:
    """Say what would be written: each command on a line of its own, never broken."""
    if completion is None:
        return
    for title, commands in (
        ("First:", completion.first),
        (
            "Then, completed:" if completion.first else "Completed:",
            (completion.whole,) if completion.whole else (),
        ),
        ("Instead:", completion.instead),
    ):
        if commands:
            yield style.paint(title, "bold")
            yield from (f"  {printable(shown(command))}" for command in commands)
    for said in completion.replaced:
        yield from style.wrap(said, "    ", "  ! ")


def _asked(asked: tuple[ReportedFinding, ...], style: Style) -> Iterator[str]:
    """Say who has to answer before the branch can be merged."""
    by_promise: dict[str, list[ReportedFinding]] = {}
    for finding in asked:
        by_promise.setdefault(finding.promise, []).append(finding)
    if not by_promise:
        return
    yield style.paint(f"Before it can be merged, {count(len(by_promise), 'promise')} must answer:", "bold")
    for promise, findings in list(by_promise.items())[:MOST]:
        policies = ", ".join(dict.fromkeys(finding.policy for finding in findings))
        yield from style.wrap(f"{promise or 'the stack as a whole'} ({policies})", "    ", "  - ")
    if len(by_promise) > MOST:
        yield f"  and {len(by_promise) - MOST} more"
    yield from style.wrap("pas-gov gate --worktree says what each of them can do.", "  ")


def _end(outcome: Outcome, style: Style) -> Iterator[str]:
    if not outcome.texts:
        yield "Nothing to write: the record says so already."
    elif outcome.refused:
        forced = "" if outcome.problems else " --force writes it all the same; the gate will still block it."
        yield f"Nothing was written.{forced}"
    elif outcome.dry_run:
        yield f"Nothing was written (--dry-run): {count(len(outcome.texts), 'file')} would be."
    else:
        yield style.paint(f"Wrote {count(len(outcome.texts), 'file')}.", "bold", "green")
    yield from committed_lines(outcome.commit, style)
