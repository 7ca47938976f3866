"""``init --upgrade``: a newer standard pack over one that was edited, policy by policy; nothing is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pas_gov import git
from pas_gov.authoring.moves.draft import overlaid
from pas_gov.authoring.saving.atomic_write import Write, save
from pas_gov.authoring.saving.targets import refuse_out_of_reach
from pas_gov.authoring.saving.unfinished import refuse_unfinished
from pas_gov.authoring.starting.pack_merge import PolicyMerge, pack_merges
from pas_gov.authoring.starting.pack_origin import Origin, pack_origin
from pas_gov.authoring.starting.pack_record import INDEX, pack_record, plain_content, record_file
from pas_gov.authoring.starting.pack_texts import placed_text
from pas_gov.authoring.starting.pack_trial import tried
from pas_gov.authoring.starting.repository_texts import pack_name
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Diagnostic, Stop, did_you_mean, printable
from pas_gov.git.uncommitted import uncommitted_paths
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.verdict.binding_rules import rule_faults
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.reading.branch import BranchLine, branch_line
from pas_gov.ledger.reading.verdict_shifts import Blocked, blocked_by
from pas_gov.ledger.replay.steps import Origin as Change
from pas_gov.loading.earlier_packs import Pack, earlier_packs
from pas_gov.loading.loader import Loader
from pas_gov.loading.pack import pack_files
from pas_gov.loading.root import Root, find_root
from pas_gov.model.records.rulebook import TESTS_FOLDER, rule_kind
from pas_gov.report.upgrade import FORMATS
from pas_gov.report.upgrade.contents import Shift, UpgradedPolicy, UpgradeReport
from pas_gov.snapshot import Snapshot

LAST, SECONDS = 50, 60.0  # past merges that are judged, and how long that may take


@dataclass(frozen=True, slots=True)
class UpgradeOptions:
    """How the command was called; ``keep`` and ``take`` decide conflicts: yours stands, or the pack's comes."""

    directory: str = "."
    dry_run: bool = False
    keep: tuple[str, ...] = ()
    take: tuple[str, ...] = ()
    format: str = "text"


def upgrade_command(options: UpgradeOptions, today: date) -> int:
    """Merge the shipped pack into the policies of the work tree, all files or none, and say what became of each.

    Returns 0, or 1 where a conflict is left to the user or nothing could be written. Stops: no-policies,
    no-such-policy, dirty, and those of ``refuse_out_of_reach`` and ``save``.
    """
    folder = find_root(options.directory)
    refuse_unfinished(folder)
    files = folder.snapshot()
    present = Pack(pack_name(), pack_files())
    mine = _policies(files)
    if not mine:
        raise Stop(
            "no-policies",
            f"{printable(folder.path)} has no policies to upgrade",
            "begin with: pas-gov init",
            status=2,
        )
    origin = pack_origin(pack_record(folder.path), mine, (*earlier_packs(), present))
    merges = tuple(_decided(options, folder, origin, mine, present))
    texts = _texts(folder, merges, origin, present)
    refuse_out_of_reach(folder, files, texts, force=None)
    proposed = overlaid(files, {path: text for path, text in texts.items() if path.startswith("policies/")})
    with folder.open_loader() as loader:
        before, after = loader.load(files), loader.load(proposed)
        faults = tuple(_new_faults(before, after))
        shifts, unasked, changes = _shifts(folder, loader, merges, (before, after), today)
    if texts and not faults and not options.dry_run:
        writes = {path: Write(plain_content(folder.path, path), text) for path, text in texts.items()}
        save(folder.path, writes, folder.lock_folder)
    policies = tuple(replace(_upgraded(one), shift=shifts.get(one.id)) for one in merges)
    report = UpgradeReport(
        origin.pack.name,
        _why(origin),
        present.name,
        policies,
        len(texts),
        options.dry_run,
        unasked,
        changes,
        faults,
    )
    return print_report(FORMATS, report, options.format)


def _policies(files: Snapshot) -> dict[str, bytes]:
    """Return the policies here and their tests, by path."""
    found = {
        path: file.blob
        for path, file in files.files.items()
        if file.kind == "file" and (path.rpartition("/")[0] == TESTS_FOLDER or rule_kind(file) == "policy")
    }
    texts = files.read(sorted(set(found.values())))
    return {path: texts[blob] for path, blob in found.items()}


def _why(origin: Origin) -> str:
    if origin.recorded:
        return ""
    why = "which pack the policies here came from isn't recorded"
    if origin.foreign:
        more = f" and {len(origin.foreign) - 1} more" if len(origin.foreign) > 1 else ""
        why = (
            f"{INDEX} isn't believed: it has {printable(origin.foreign[0])}{more} come with a pack, and no pack "
            "that this version knows has it so"
        )
    return f"{why}; this is the nearest one known: {origin.same} of its {origin.known} files are just so here"


def _decided(
    options: UpgradeOptions, folder: Root, origin: Origin, mine: Mapping[str, bytes], present: Pack
) -> Iterator[PolicyMerge]:
    merges = [tried(one) for one in pack_merges(origin.pack.files, mine, present.files)]
    known = {one.id for one in merges if one.state == "conflict"}
    for identity in (*options.keep, *options.take):
        if identity not in known:
            raise _unasked(identity, known, {one.id for one in merges})
    for one in merges:
        if one.id in options.take:
            yield _taken(folder, one, present)
        elif one.id in options.keep:
            yield _kept(one)
        else:
            yield one


def _unasked(identity: str, conflicts: Collection[str], policies: Collection[str]) -> Stop:
    """Return why nothing is to be decided about a policy: the pack has none of this name, or both sides agree."""
    name = printable(identity)
    message = f'the pack has no policy "{name}"'
    if identity in policies:
        message = f'there is no conflict about the policy "{name}"'
    remedy = (
        did_you_mean(identity, conflicts)
        if conflicts
        else "leave --keep and --take away: nothing is left to decide"
    )
    return Stop("no-such-policy", message, remedy, status=2)


def _kept(merge: PolicyMerge) -> PolicyMerge:
    """Return a policy as it is here, all of it."""
    files = tuple(replace(one, after=one.before, clashes=()) for one in merge.files)
    return replace(merge, state="yours", files=files, fault="")


def _taken(folder: Root, merge: PolicyMerge, present: Pack) -> PolicyMerge:
    """Return a policy as the pack has it; what is there must be committed, so that nothing is lost."""
    paths = [one.path for one in merge.files if one.before is not None]
    dirty = _uncommitted(folder, paths)
    if dirty:
        message = f"{printable(dirty[0])} has changes that aren't committed, which --take would lose"
        raise Stop("dirty", message, "commit them first", status=2)
    files = tuple(
        replace(one, state="theirs", clashes=(), after=_fresh(one.path, one.before, present))
        for one in merge.files
    )
    return replace(merge, state="theirs", files=files, fault="")


def _uncommitted(folder: Root, paths: list[str]) -> tuple[str, ...]:
    """Return which of these files aren't committed as they stand: all of them, where nothing is committed yet."""
    if folder.repository is None:
        return ()
    try:
        head = git.commit(folder.repository, "HEAD")
    except Stop:
        return tuple(paths)
    with git.workspace(folder.repository) as space:
        return uncommitted_paths(space.repository, head, paths)


def _fresh(path: str, before: bytes | None, present: Pack) -> bytes | None:
    text = present.files.get(path)
    return None if text is None else placed_text(path, text, before)


def _texts(
    folder: Root, merges: tuple[PolicyMerge, ...], origin: Origin, present: Pack
) -> dict[str, bytes | None]:
    """Return the files that differ, by path: policies, their tests, and what says which pack they come from now.

    A policy in conflict keeps the origin that it had, so that it is told again until it is decided.
    """
    texts: dict[str, bytes | None] = {
        one.path: one.after
        for merge in merges
        if merge.state != "conflict"
        for one in merge.files
        if one.after != one.before
    }
    base = {
        one.path: text
        for merge in merges
        for one in merge.files
        if (text := (origin.pack if merge.state == "conflict" else present).files.get(one.path)) is not None
    }
    record = record_file(present.name, base)
    changed = {path: text for path, text in record.items() if plain_content(folder.path, path) != text}
    return texts | changed


def _new_faults(before: Side, after: Side) -> Iterator[str]:
    known = {(one.code, one.location.path) for one in _faults(before)}
    for one in _faults(after):
        if (one.code, one.location.path) not in known:
            yield f"{one.location}: {one.message}. {one.remedy}"


def _faults(side: Side) -> list[Diagnostic]:
    return rule_faults((*side.rulebook.diagnostics, *compile_rules(side.rulebook).diagnostics))


def _shifts(
    folder: Root, loader: Loader, merges: tuple[PolicyMerge, ...], sides: tuple[Side, Side], today: date
) -> tuple[Mapping[str, Shift], str, int]:
    """Return what each changed policy says otherwise of past merges; why that wasn't asked; and of how many."""
    ids = [one.id for one in merges if one.state in ("theirs", "both", "new") and _rule_changes(one)]
    if not ids:
        return {}, "", 0
    if folder.repository is None:
        return {}, "there is no git repository here", 0
    try:
        found = branch_line(folder.repository, "HEAD", LAST)
        before, after = (blocked_by(found, loader, today, side, ids, SECONDS / 2) for side in sides)
    except Stop as stop:
        return {}, stop.message, 0
    return {one: _shift(found, before.get(one), after.get(one)) for one in ids}, "", len(found.commits)


def _rule_changes(merge: PolicyMerge) -> bool:
    return any(one.before != one.after and not one.path.startswith(f"{TESTS_FOLDER}/") for one in merge.files)


def _shift(found: BranchLine, before: Blocked | None, after: Blocked | None) -> Shift:
    sides = before or Blocked(), after or Blocked()
    lines = [tuple(_line(one) for one in side.changes) for side in sides]
    return Shift(len(found.commits), lines[0], lines[1], max(side.unjudged for side in sides))


def _line(change: Change) -> str:
    return f"{change.commit[:9]}  {change.day.isoformat()}  {' '.join(change.subject.split())}"


def _upgraded(merge: PolicyMerge) -> UpgradedPolicy:
    policy = next((one for one in merge.files if not one.path.startswith(f"{TESTS_FOLDER}/")), merge.files[0])
    tests = sum(1 for one in merge.files if one is not policy and one.before != one.after)
    clashes = tuple(clash for one in merge.files for clash in one.clashes)
    return UpgradedPolicy(
        merge.id, merge.state, policy.path, policy.before, policy.after, tests, clashes, merge.fault
    )
