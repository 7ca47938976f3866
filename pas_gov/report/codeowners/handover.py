"""Whether GitHub asks the old owner of each promise that changes hands, moves or goes."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import Diagnostic, Location, printable
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.settings import Settings
from pas_gov.model.stack.change import changes, with_last_readable
from pas_gov.model.stack.stack import Stack
from pas_gov.report.codeowners.file import LARGEST, Parts, Rules, parted, rules_of
from pas_gov.report.codeowners.lines import Line, placeholders, reported_promise, shortened

NOT_ASKED = "not-asked"
HANDS = {"erased": "is erased", "reowned": "gets another owner", "moved": "moves"}
REMEDY = "first make the base's CODEOWNERS true: pas-gov owners there, and merge it; then this change"


@dataclass(frozen=True, slots=True)
class Base:
    """What a change goes into: its stack and settings, and its CODEOWNERS.

    ``content`` is None where there is none that GitHub would read; ``path`` is its place, or where it would be.
    """

    ref: str
    stack: Stack
    settings: Settings
    path: str
    content: bytes | None


def unasked_owners(base: Base, after: Stack) -> Iterator[Diagnostic]:
    """Yield an error ``not-asked`` for each promise whose old owner GitHub wouldn't ask about losing it.

    GitHub takes CODEOWNERS from the base of a pull request, never from the change. So a change can't leave its own
    old owner out: whoever the base's file gives the old path to is asked. The one way in which an old owner isn't
    asked is that the base's file was wrong already, and that is looked for here: for each promise that is reowned,
    moved or erased, the base's block must hold its exact line (old path, old owner), and no later rule may own the
    path. With `owners --check` on every change, the base's file is right by induction. (That a file which only moves
    counts as a change of its old path too, GitHub's pages don't say.)

    Where the base's record itself has no owner whom GitHub could ask (a placeholder, say), or can't be read, nobody
    can be asked: a warning ``nobody-to-ask``, as an error would keep it from ever being mended.
    """
    barred = placeholders(base.settings)
    rules = _rules(base)
    for change in changes(base.stack, with_last_readable(base.stack, after)):
        hands = [said for kind, said in HANDS.items() if kind in change.kinds]
        if change.before is None or not hands:
            continue
        line, at = reported_promise(change.before, barred), Location(change.entry.path)
        if isinstance(line, Diagnostic):
            yield Diagnostic(
                "nobody-to-ask", f"at the base, {line.message}: nobody is asked", at, "", "warning"
            )
        elif why := rules if isinstance(rules, str) else _why_not(rules, line):
            yield _not_asked(line, hands, f"at {printable(base.ref)}, {why}", at)
    yield from _unknown(base.stack)


def _not_asked(line: Line, hands: list[str], why: str, at: Location) -> Diagnostic:
    owner = line.owners[0]
    message = f"the old owner {owner} isn't asked for {line.path}, which {' and '.join(hands)}: {why}"
    return Diagnostic(NOT_ASKED, message, at, REMEDY)


def _rules(base: Base) -> Rules | str:
    """Return the rules of the base's file, or why there are none that count."""
    if base.content is None:
        return "there is no CODEOWNERS file that could be read"
    if len(base.content) >= LARGEST:
        return f"{base.path} is too large for GitHub"
    parts = parted(base.content, base.path)
    if not isinstance(parts, Parts) or parts.block is None:
        return f"{base.path} has no block of pas-gov, or a broken one"
    return rules_of(parts)


def _why_not(rules: Rules, line: Line) -> str:
    """Return why the last rule for a line's path isn't that line, "" where it is."""
    rule = rules.last(line.path)
    if rule is None:
        return "the block of pas-gov has no line for it"
    if (rule.pattern, rule.owners) != (line.pattern, line.owners):
        owners = shortened(" ".join(rule.owners)) or "nobody"
        return f"line {rule.line} of CODEOWNERS ({shortened(rule.pattern)}) gives it to {owners}"
    return "" if rule.line in rules.block else f"its line {rule.line} stands outside the block of pas-gov"


def _unknown(stack: Stack) -> Iterator[Diagnostic]:
    claimed = (one.location.path for one in stack.diagnostics if one.code == "duplicate-id")
    kept = {entry.path for entry in stack.entries.values()}
    for path in (*stack.unreadable, *(one for one in claimed if one not in kept)):
        message = "at the base it can't be read, or has the id of another file, so its old owner isn't known"
        yield Diagnostic("nobody-to-ask", message, Location(path), "", "warning")
