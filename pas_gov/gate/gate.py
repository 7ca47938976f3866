"""The gate: judges one change, from two refs to a report; what can't be judged becomes a report that says why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from pas_gov import cel, git
from pas_gov.diagnostics import Diagnostic, Location, Stop, ordered, printable
from pas_gov.foundation.values import dataclass
from pas_gov.gate.base import default_base, queue_note
from pas_gov.git.erasures import erasing_commits
from pas_gov.git.left_out import folder_snapshot
from pas_gov.judging.findings.anchors import Texts
from pas_gov.judging.findings.assembly import gate_report
from pas_gov.judging.findings.gate_report import GateReport, NoVerdict, Report
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.request import VerdictRequest, nothing_standing
from pas_gov.judging.verdict.verdict import verdict_on
from pas_gov.loading.asides import say
from pas_gov.loading.ends import End, Ends, read_ends
from pas_gov.loading.index.pages import DamagedIndex
from pas_gov.loading.loader import Loader, open_loader
from pas_gov.loading.pack import pack_rulebook
from pas_gov.loading.time_limit import TimeLimitReached, time_limit
from pas_gov.loading.transaction.whereabouts import lock_folder
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.loading import PROMISES_FOLDER
from pas_gov.model.stack.paths import (
    differing_paths,
    pack_origin_paths,
    policy_test_paths,
    record_paths,
    renamed_paths,
    safeguard_paths,
)
from pas_gov.snapshot import Snapshot

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class GateOptions:
    """How the gate was called.

    ``head`` is a ref, unless the index (``staged``), the work tree or these ``files`` on top of it are judged.
    ``standing`` says whether the warnings of files that the change doesn't touch are asked for.
    """

    directory: str = "."
    base: str | None = None
    head: str = "HEAD"
    staged: bool = False
    worktree: bool = False
    bootstrap: bool = False
    today: date | None = None
    seconds: float = 60
    cached: bool = True
    debug: bool = False
    files: Snapshot | None = None
    standing: bool = True


@dataclass(frozen=True, slots=True)
class PreparedChange:
    """A change that is ready to be judged: its two commits, the tree of their merge, and the request to the judge.

    ``texts`` gives the bytes of blobs of that tree by id.
    """

    base: ReportedRef
    head: ReportedRef
    tree: str
    request: VerdictRequest
    notes: tuple[str, ...]
    texts: Texts


def gate(options: GateOptions, environ: Mapping[str, str], today: date) -> Report:
    """Judge a change; whatever can't be judged comes back as NoVerdict. Wrong usage raises Stop."""
    return examined_change(options, environ, today, _judged)


def _judged(case: PreparedChange) -> GateReport:
    today = case.request.today.isoformat()
    with case.request.budget.running():
        verdict = verdict_on(case.request)
    return gate_report(verdict, case.base, case.head, case.tree, today, notes=case.notes, texts=case.texts)


def examined_change(
    options: GateOptions,
    environ: Mapping[str, str],
    today: date,
    examine: Callable[[PreparedChange], Found],
    command: str = "gate",
) -> Found | NoVerdict:
    """Prepare a change as the gate does and return what ``examine`` makes of it, or the NoVerdict that says why not.

    Wrong usage raises Stop.
    """
    day = (options.today or today).isoformat()
    try:
        return _examined(options, environ, options.today or today, examine)
    except Stop as stop:
        if stop.status != 3:
            raise
        return NoVerdict(day, stop.code, stop.message, stop.remedy, stop.problems)
    except TimeLimitReached:
        message = f"judging took more than {options.seconds:g} seconds"
        return NoVerdict(day, "budget-spent", message, "allow more with --seconds, or split the change")
    except cel.BudgetSpent as spent:
        return NoVerdict(day, "budget-spent", *spent_words(spent, options.seconds))
    except Exception as failure:  # noqa: BLE001  (a crash is no verdict, in every format)
        if options.debug:
            import traceback

            traceback.print_exc()
        message = f"pas-gov itself failed: {type(failure).__name__}: {failure}"
        remedy = f"run it again as `pas-gov --debug {command} ...` and report what it prints"
        return NoVerdict(day, "internal-error", message, remedy)


def spent_words(spent: cel.BudgetSpent, seconds: float) -> tuple[str, str]:
    """Return what took too much, and what helps: more time doesn't, where it is the work that is counted."""
    at = f", at {spent.spender}" if spent.spender else ""
    message = f"judging took too much: {spent}{at}"
    less = (
        f"make {spent.spender or 'the policy'} do less, or divide the promise" if at else "divide the change"
    )
    if spent.limit == "seconds":
        return message, f"allow more with --seconds {min(seconds * 5, 3600):g}; if that isn't enough, {less}"
    return message, f"{less}: the work is counted, not the time, so more seconds don't help"


def _examined(
    options: GateOptions, environ: Mapping[str, str], day: date, examine: Callable[[PreparedChange], Found]
) -> Found:
    repository = git.open_repository(options.directory)
    folder = git.cache_dir(repository) if options.cached else None
    with git.workspace(repository) as space, open_loader(folder) as loader, time_limit(options.seconds):
        try:
            return examine(_case(options, space, loader, environ, day, indexed=True))
        except DamagedIndex:
            loader.give_up_indexes()
        return examine(_case(options, space, loader, environ, day, indexed=False))


def _case(  # noqa: PLR0913  (each part comes from another place)
    options: GateOptions,
    space: git.Workspace,
    loader: Loader,
    environ: Mapping[str, str],
    today: date,
    *,
    indexed: bool,
) -> PreparedChange:
    repository = space.repository
    base = git.commit(repository, default_base(repository, environ) if options.base is None else options.base)
    head = _head(options, space, environ)
    tree = space.merge(base, head.commit)
    named = End(base.tree, base.ref), End(tree, head.commit.ref)
    ends = read_ends(loader, repository, named, today, indexed=indexed)
    paths = differing_paths(ends.before, ends.after)
    request = replace(_request(options, ends, head.problems, paths, today), compiled=loader.compiled)
    return PreparedChange(
        ReportedRef(base.ref, base.id),
        ReportedRef(head.commit.ref, head.commit.id),
        tree,
        _with_used_ids(request, repository, base.id),
        notes=(
            *_hint(base, head.commit),
            *filter(None, (queue_note(repository, base, environ) if options.base is None else "",)),
            *_uncommitted(options, space),
            *map(GUARD.format, safeguard_paths(paths)),
            *_tests(paths),
            *map(ORIGIN.format, pack_origin_paths(paths)),
        ),
        texts=ends.after.read,
    )


def _request(
    options: GateOptions,
    ends: Ends,
    problems: tuple[Diagnostic, ...],
    paths: list[str],
    today: date,
) -> VerdictRequest:
    return VerdictRequest(
        base=ends.base,
        head=replace(ends.head, problems=ordered((*ends.head.problems, *problems))),
        paths=record_paths(paths),
        moved=renamed_paths(ends.before, ends.after),
        today=today,
        budget=cel.Budget(seconds=options.seconds),
        bootstrap=options.bootstrap,
        pack=pack_rulebook,
        ids=ends.ids,
        standing=ends.standing if options.standing else nothing_standing,
    )


MOST_MADE = 50  # promises of one change whose ids are looked for in the past


def _with_used_ids(request: VerdictRequest, repository: git.Repository, base: str) -> VerdictRequest:
    """Return the request with a warning for each promise that is made with the id of one that was erased (SPEC 2)."""
    before, after = request.base.stack.entries, request.head.stack.entries
    ids = after.keys() if request.ids is None else request.ids
    made = sorted(one for one in ids if one in after and one not in before)[:MOST_MADE]
    commits = erasing_commits(repository, base, PROMISES_FOLDER, made)
    found = (
        Diagnostic(
            "id-used-before",
            f'the id "{one}" was that of another promise, which commit {commit[:12]} erased; an id is used once',
            Location(request.head.stack.entries[one].path, 1, 1),
            "choose another id; or, if it is the same promise, bring its file back as it was",
            "warning",
        )
        for one, commit in sorted(commits.items())
    )
    return replace(request, head=replace(request.head, problems=ordered((*request.head.problems, *found))))


def rerun_options(options: GateOptions, base: ReportedRef, head: ReportedRef, today: str) -> str:
    """Return the command-line options that judgement_of the same change again, as on the same day."""
    named = f"--head {head.commit[:12]}"
    which = "--staged" if options.staged else "--worktree" if options.worktree else named
    extra = " --bootstrap" if options.bootstrap else ""
    return f"--base {base.commit[:12]} {which} --today {today}{extra}"


SPECIAL = "a pipe, a socket or a device stands here, which git can't commit; it is never opened"
GUARD = "the change edits {}, which decides how changes are judged and by whom"


ORIGIN = "the change edits {}, by which init --upgrade tells what you edited from what the pack said"


def _tests(paths: list[str]) -> tuple[str, ...]:
    found = policy_test_paths(paths)
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    said = f"the change edits tests of policies: {', '.join(map(printable, found[:MOST]))}{more}"
    return (said,) if found else ()


MOST = 5  # paths that are named


def _hint(base: git.Commit, head: git.Commit) -> tuple[str, ...]:
    if base.id != head.id:
        return ()
    return (
        f"{head.ref} is {base.ref} itself, so there is nothing to judge; --worktree judges what isn't committed",
    )


PLACES = ("promises", "policies", SETTINGS_PATH)


def _uncommitted(options: GateOptions, space: git.Workspace) -> Iterator[str]:
    """Say what stands in the work tree and isn't judged, where HEAD is."""
    if options.head != "HEAD" or options.staged or options.worktree or options.files is not None:
        return
    found = space.uncommitted(PLACES)
    if found:
        more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
        names = f"{', '.join(map(printable, found[:MOST]))}{more}"
        number = f"{len(found)} changed file{'s' if len(found) > 1 else ''}"
        yield f"{number} not judged, since not committed: {names}; --worktree judges the files as they stand"


@dataclass(frozen=True, slots=True)
class _Head:
    commit: git.Commit
    problems: tuple[Diagnostic, ...] = ()


def _head(options: GateOptions, space: git.Workspace, environ: Mapping[str, str]) -> _Head:
    if options.staged:
        return _Head(space.staged(git.index_in_hook(space.repository, environ)))
    if not options.worktree and options.files is None:
        return _Head(git.commit(space.repository, options.head))
    folder = space.repository.work_tree
    if folder is None:
        raise Stop(
            "no-work-tree", "a bare repository has no work tree", "name a commit with --head", status=2
        )
    from pas_gov.loading.transaction.recovery import settle  # commits and the index need none

    say(settle(folder, lock_folder(folder, space.repository)))
    files = options.files or folder_snapshot(folder, space.repository)
    special = (file.path for file in files.files.values() if file.kind == "other")
    found = (
        Diagnostic("not-a-file", SPECIAL, Location(path), "put the record itself here") for path in special
    )
    return _Head(space.worktree(files, options.head), (*files.problems, *found))
