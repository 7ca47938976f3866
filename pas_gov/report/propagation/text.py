"""What has answered each change of a Core, as a governance owner reads it: newest first, the verdict in front."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pas_gov.diagnostics import log_safe, printable
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.remedy import PROGRAM
from pas_gov.ledger.propagation.answers import Answer
from pas_gov.ledger.propagation.core_change import CoreChange, Unanswered
from pas_gov.ledger.propagation.zone_confirmation import Unverified, ZoneState
from pas_gov.ledger.replay.origin import Origin
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.differences import difference_lines, shortened
from pas_gov.report.layout import Style, count
from pas_gov.report.propagation import sentences
from pas_gov.report.propagation.contents import PropagationReport

MOST = 10  # promises listed that haven't answered, and steps that couldn't be read
FEW = 5  # answers listed of one change, and promises missing in one zone
WHOLE = 10  # changes told in full; of older ones the headline
ALL = "-f json lists them all"


def propagation_text(report: PropagationReport, style: Style) -> str:
    """Return each change with its verdict, who has answered and who hasn't, and the five zones."""
    lines = [*_head(report, style)]
    for number, change in enumerate(report.changes):
        lines += _change(change, style) if number < WHOLE else _brief(change, style)
    return log_safe("\n".join(lines).rstrip("\n") + "\n")


def _head(report: PropagationReport, style: Style) -> Iterator[str]:
    where = f"{_name(report.after)}..{_name(report.tip)}" if report.after else _name(report.tip)
    title = f"{where} ({report.tip.commit[:9]}): {sentences.sums(report)}"
    yield from style.paint_lines(style.wrap(title, "  ", ""), "bold")
    for note in _notes(report):
        yield from style.wrap(note, "    ", "  ! ")
    for note in _remarks(report):
        yield from style.wrap(note, "    ", "  - ")
    yield ""


def _name(ref: ReportedRef) -> str:
    for kind in ("heads", "remotes", "tags"):
        if ref.ref.startswith(f"refs/{kind}/"):
            return printable(ref.ref.removeprefix(f"refs/{kind}/"))
    return ref.commit[:9] if len(ref.ref) >= 7 and ref.commit.startswith(ref.ref) else printable(ref.ref)


def _notes(report: PropagationReport) -> Iterator[str]:
    """Yield what keeps the answer from being complete."""
    unread = report.propagation.unread
    for origin, reason in unread[:MOST]:
        yield f"{origin.commit[:9]} can't be read, so what it changed isn't known for sure: {reason}"
    if len(unread) > MOST:
        yield f"and {len(unread) - MOST} more commits can't be read: {ALL}"
    errors = len(report.problems)
    if errors:
        missing = "; what can't be read isn't counted, or counts as it last was" if report.unreadable else ""
        yield f"{count(errors, 'error')} in the files of {_name(report.tip)}: pas-gov validate names them{missing}"


def _remarks(report: PropagationReport) -> Iterator[str]:
    adopted = report.propagation.adopted
    if adopted:
        yield f"the first promises came on {_day(adopted)} ({adopted.commit[:9]}): nobody had to answer that"
    shown = [*([adopted] if adopted else ()), *(one.origin for one in report.changes)]
    if not all(one.dated for one in shown):
        yield "a day with ? isn't the commit's own, which can't be right: it is the latest day before it"
    yield sentences.LEGACY[report.legacy]


def _day(origin: Origin) -> str:
    return f"{origin.day.isoformat()}{'' if origin.dated else '?'}"


def _headline(change: CoreChange, style: Style) -> str:
    origin = change.origin
    subject = log_safe(printable(" ".join(origin.subject.split()))) or "(no subject)"
    word = sentences.verdict(change)
    rest = f"  {_day(origin)}  {origin.commit[:9]}  {subject}"
    room = max(style.width - len(word), 40)
    shown = rest if len(rest) <= room else f"{rest[: room - 3]}..."
    return style.paint(word, "bold", "green" if change.executed else "red") + style.paint(shown, "bold")


def _brief(change: CoreChange, style: Style) -> Iterator[str]:
    yield _headline(change, style)
    names = [f"{one.id} {', '.join(one.kinds)}" for one in change.changes]
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    facts = (
        f"{'; '.join(names[:FEW])}{more}: {sentences.answered_of(change)}, {sentences.verified_of(change)}"
    )
    yield from style.wrap(facts, "    ", "  ")
    yield ""


def _change(change: CoreChange, style: Style) -> Iterator[str]:
    yield _headline(change, style)
    for core in change.changes[:MOST]:
        yield from _core(core, style)
    if len(change.changes) > MOST:
        yield f"  and {len(change.changes) - MOST} more Cores: {ALL}"
    for note in _doubts(change):
        yield from style.wrap(note, "    ", "  ! ")
    yield ""
    yield f"  {sentences.answered_of(change)}"
    yield from _unanswered(change, style)
    yield from _answers(change, style)
    yield from _zones(change, style)
    yield ""


def _doubts(change: CoreChange) -> Iterator[str]:
    if change.gap:
        yield f"at the latest then; it lies among commits that can't be read: {change.gap}"
    if change.unread:
        more = f" and {len(change.unread) - FEW} more" if len(change.unread) > FEW else ""
        yield f"nobody can tell what these promised then: {', '.join(change.unread[:FEW])}{more}"


def _core(core: Change, style: Style) -> Iterator[str]:
    title = core.entry.promise.title
    yield from style.wrap(f'{core.id} "{title}": {", ".join(core.kinds)}', "    ", "  ")
    for line in difference_lines(core):
        yield from style.wrap(line, "        ", "      ")


def _answers(change: CoreChange, style: Style) -> Iterator[str]:
    if change.answers and change.unanswered:
        yield "  have answered:"
    notes = sentences.same_notes(change)
    for answer in change.answers[:FEW]:
        yield from _answer(answer, notes, style)
    if len(change.answers) > FEW:
        yield f"    and {len(change.answers) - FEW} more: {ALL}"


def _answer(answer: Answer, notes: Counter[str], style: Style) -> Iterator[str]:
    said = "; ".join(f'"{shortened(fold(note))}"{_same(notes[fold(note)])}' for note in answer.notes)
    when = f"{_day(answer.origin)} in {answer.origin.commit[:9]}"
    done = f"{sentences.answered(answer)}{sentences.signed(answer)}"
    text = f"{answer.entry.id}: {done}, {when}{': ' if said else ''}{said}"
    first, *rest = style.wrap(text, "       ", "    ok ")
    yield from (first.replace("ok", style.paint("ok", "green"), 1), *rest)


def _same(number: int) -> str:
    return f" (the same note for {number} promises)" if number > 1 else ""


def _unanswered(change: CoreChange, style: Style) -> Iterator[str]:
    number = len(change.unanswered)
    if number:
        said, each = ("1 hasn't", "it") if number == 1 else (f"{number} haven't", "each")
        yield from style.wrap(f"{said}: realign {each} as shown, or amend, supersede or retire it", "  ")
    for one in sentences.ordered(change)[:MOST]:
        yield from _lacking(change, one, style)
    if number > MOST:
        yield f"    and {number - MOST} more: {ALL}"


def _lacking(change: CoreChange, one: Unanswered, style: Style) -> Iterator[str]:
    promise = one.entry.promise
    why = "; ".join(list(sentences.lack_texts(one))[:FEW])
    text = f'{one.entry.id} "{promise.title}" ({one.entry.layer}, {promise.owner}): {why}'
    first, *rest = style.wrap(text, "       ", "    x  ")
    yield from (first.replace("x", style.paint("x", "red"), 1), *rest)
    awaited, remedies = sentences.awaited(change, one), [*sentences.remedies(one)]
    if awaited:
        end = ":" if remedies else ""
        yield from style.wrap(f"after {', '.join(awaited[:FEW])}{end}", "         ", "       ")
    for remedy in remedies[:FEW]:
        yield from _remedy(remedy, "         ", style)


def _zones(change: CoreChange, style: Style) -> Iterator[str]:
    yield ""
    yield f"  {sentences.verified_of(change)}"
    for zone in change.zones:
        yield from _zone(zone, style)
    for one in change.unended:
        yield from style.wrap(f"{one.entry.id}: {sentences.unended_text(one)}", "       ", "    x  ")
    if change.zoneless:
        yield from style.wrap(sentences.ZONELESS, "       ", "    x  ")


def _zone(zone: ZoneState, style: Style) -> Iterator[str]:
    sign, colour = ("- ", "dim") if not zone.total else ("x ", "red") if zone.missing else ("ok", "green")
    number = f"{zone.verified}/{zone.total}" if zone.total else "nothing here"
    yield f"    {style.paint(sign, colour)} {ZONES[zone.zone]:<28}{number}"
    for gap in zone.missing[:FEW]:
        yield from _gap(zone.zone, gap, style)
    if len(zone.missing) > FEW:
        yield f"         and {len(zone.missing) - FEW} more: {ALL}"


def _gap(zone: str, gap: Unverified, style: Style) -> Iterator[str]:
    yield from style.wrap(f"{gap.entry.id}: {sentences.gap_text(gap)}", "           ", "         ")
    remedy = sentences.gap_remedy(zone, gap)
    if remedy:
        yield from _remedy(remedy, "           ", style)


def _remedy(text: str, indent: str, style: Style) -> Iterator[str]:
    """Yield the words of a remedy wrapped, and its command on a line of its own, whole, so that it can be copied."""
    words, program, rest = text.partition(f"{PROGRAM} ")
    yield from style.wrap(words, f"{indent}  ", indent)
    if program:
        yield f"{indent}{printable(program + rest)}"
