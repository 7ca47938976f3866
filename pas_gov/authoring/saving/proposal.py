"""A writing command from start to end: draft the change, forecast the gate's verdict, write all its files or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from pas_gov import git
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.questions import Left, Prompter, Questions
from pas_gov.authoring.saving.atomic_write import Write
from pas_gov.authoring.saving.commit_message import change_message
from pas_gov.authoring.saving.completion import answered, completed, without_idle
from pas_gov.authoring.saving.empty_words import refuse_wordless
from pas_gov.authoring.saving.ground import CommitOptions, Ground, ground_for
from pas_gov.authoring.saving.landing import land
from pas_gov.authoring.saving.next_steps import unseen_records
from pas_gov.authoring.saving.targets import refuse_out_of_reach, refuse_outdated
from pas_gov.authoring.typed import Typed
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.gate.forecast import Forecast, forecast
from pas_gov.loading.root import Root, find_root
from pas_gov.model.records.placeholders import BLANK
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.paths import record_paths
from pas_gov.model.stack.stack import Stack
from pas_gov.report.proposal.contents import Outcome


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How a writing command was called: where, by whom, on which day, and whether it is to write at all.

    ``by`` is None where git's settings are to say it; ``prompter`` None where nobody is at a terminal; ``typed`` is
    the command itself; ``commit`` None where what is written isn't to be committed.
    """

    directory: str = "."
    by: str | None = None
    today: date = date.min
    dry_run: bool = False
    force: bool = False
    prompter: Prompter | None = None
    typed: Typed | None = None
    commit: CommitOptions | None = None


@dataclass(frozen=True, slots=True)
class MoveSummary:
    """What a move did to which promise, as sentences for its user, and the steps that it leaves to others."""

    sentences: tuple[str, ...] = ()
    left_to_others: tuple[str, ...] = ()
    promise: str = ""


Move = Callable[[Draft, Authorship, Questions], MoveSummary]


def saved_proposal(writing: WriteOptions, environ: Mapping[str, str], move: Move) -> Outcome:
    """Draft a change, forecast what the gate will say of it, and write it; return what became of it.

    It is refused where the policies would block what it records itself (which ``force`` overrules) while it answers
    nothing that blocks the branch, or where a record would be invalid. Whatever fails leaves every file as it was.
    What is to be committed is drafted on what is committed.
    Where another process writes meanwhile it is all done again over what that wrote, unless somebody was asked.
    """
    for _ in range(ATTEMPTS if writing.prompter is None else 0):
        try:
            return _saved_proposal(writing, environ, move)
        except Stop as stop:
            if stop.code != "changed-meanwhile":
                raise
    return _saved_proposal(writing, environ, move)


ATTEMPTS = 4  # before the one that is told: as many others may write meanwhile


def _saved_proposal(writing: WriteOptions, environ: Mapping[str, str], move: Move) -> Outcome:
    folder = find_root(writing.directory)
    ground = ground_for(folder, writing.commit, environ, writing.typed)
    if writing.typed is not None:
        refuse_wordless(writing.typed)
    questions = Questions(writing.prompter, typed=writing.typed)
    authorship = Authorship(_by(writing, folder, environ, questions), writing.today)
    draft = _draft(ground, writing.today)
    known = dict(draft.stack.entries)
    questions.foresee = lambda trial: _blocked(writing, ground, trial, environ)
    moved = _moved(move, draft, authorship, questions, ground)
    questions.refuse_missing()
    foreseen, unforeseen = _foreseen(writing, ground, draft, environ)
    refused = foreseen is not None and _refuses(foreseen, writing.force)
    writes = {path: Write(draft.before(path), text) for path, text in sorted(draft.texts.items())}
    own = foreseen.own if foreseen else ()
    completion = (
        completed(
            questions.typed, moved.promise, own, frozenset(known), _audiences(moved.promise, known, draft)
        )
        if questions.typed and refused
        else None
    )
    message = change_message(Stack("before", known), draft.stack, draft.texts, moved.sentences)
    refuse_out_of_reach(folder, draft.files, writes, force=writing.force)
    landed = None
    if not refused:
        check = partial(refuse_outdated, ground, draft.files, alone=writing.prompter is None)
        landed = land(ground, writes, message, dry_run=writing.dry_run, check=check)
    return Outcome(
        {path: (one.before, one.after) for path, one in writes.items()}, draft.moved,
        moved.sentences, (*moved.left_to_others, *_warned(foreseen, draft), *_ungoverned(draft)), own,
        foreseen.problems if foreseen else (),
        foreseen.remaining if foreseen else (), unforeseen, refused, writing.dry_run, completion,
        bool(own and not refused and foreseen and foreseen.answers), landed,
    )  # fmt: skip


def _audiences(promise: str, known: Mapping[str, Entry], draft: Draft) -> tuple[str, ...]:
    """Return whom a promise is for, as it stands and as it is drafted."""
    ends = (known.get(promise), draft.stack.entries.get(promise))
    return tuple(dict.fromkeys(one for end in ends if end for one in end.promise.audience))


def _ungoverned(draft: Draft) -> Iterator[str]:
    """Say that no policy judges what is written here, where there are neither policies nor settings."""
    if SETTINGS_PATH not in draft.files.files and not load_rulebook(draft.files).has_policies:
        yield "nothing governs this folder yet, as it has no policies; to begin: pas-gov init"


WARNED = ("id-used-before", "day-to-come")  # what the gate warns of, and whoever writes it can still mend


def _warned(foreseen: Forecast | None, draft: Draft) -> Iterator[str]:
    """Say of each promise that is written whether its id was another one's before, and which of its days is to come."""
    for one in foreseen.report.problems if foreseen else ():
        if one.diagnostic.code in WARNED and one.diagnostic.location.path in draft.texts:
            yield f"{one.diagnostic.message}: {one.diagnostic.remedy}"


def _moved(
    move: Move, draft: Draft, authorship: Authorship, questions: Questions, ground: Ground
) -> MoveSummary:
    """Make the move; where an answer says nothing, the Stop shows the command with that answer left open."""
    try:
        return move(draft, authorship, questions)
    except Left as left:
        written = "nothing was written"
        raise left if written in left.message else Left(f"{written}: {left.message}", left.remedy) from None
    except Stop as stop:
        unseen = unseen_records(ground) if stop.code == "unknown-promise" else ""
        if unseen:
            raise Stop(stop.code, stop.message, f"{stop.remedy}\n{unseen}", status=stop.status) from None
        if stop.code == "no-effect" and questions.typed is not None:
            raise without_idle(questions.typed, stop) from None
        if stop.code != "no-answer" or questions.typed is None:
            raise
        raise answered(questions.typed, stop) from None


def _blocked(
    writing: WriteOptions, ground: Ground, trial: Draft, environ: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what the gate would block a draft itself for; nothing where that can't be known yet."""
    try:
        foreseen, _ = _foreseen(writing, ground, trial, environ)
    except Stop as stop:
        return (stop.message,)
    if foreseen is None:
        return ()
    faults = [f"{one.diagnostic.message} ({one.diagnostic.code})" for one in foreseen.problems]
    return (*faults, *(f"{one.policy}: {one.message}" for one in foreseen.own))


def _refuses(foreseen: Forecast, force: bool) -> bool:
    """Tell whether nothing is to be written: a change that answers what blocks the branch may leave a next step."""
    return bool(foreseen.problems or (foreseen.own and not foreseen.answers and not force))


def _by(writing: WriteOptions, folder: Root, environ: Mapping[str, str], questions: Questions) -> str:
    if writing.by is not None:
        return writing.by
    known = git.identity(folder.path, environ)
    named = "" if BLANK.fullmatch(known) else known  # of a remedy that nobody filled in
    return named or questions.text(
        None, "--author WHO", 'who answers for this change, such as "@acme/support"'
    )


def _draft(ground: Ground, today: date) -> Draft:
    files = ground.files()
    with ground.folder.open_loader() as loader:
        return Draft(files, loader.load(files, today).stack, today)


def _foreseen(
    writing: WriteOptions, ground: Ground, draft: Draft, environ: Mapping[str, str]
) -> tuple[Forecast | None, str]:
    """Return what the gate will say; with --force, also why that can't be known."""
    if not draft.texts:
        return None, ""
    paths = record_paths(sorted(draft.texts))
    mine = frozenset(one.id for one in draft.stack.entries.values() if one.path in paths.promises)
    ends = (draft.files, draft.snapshot())
    head = ground.commit.start.id if ground.commit else "HEAD"
    try:
        return forecast(ground.folder, ends, mine, environ, writing.today, head), ""
    except Stop as stop:
        if stop.status == 2 or not writing.force:
            raise
        return None, f"{stop.message} ({stop.remedy})"
