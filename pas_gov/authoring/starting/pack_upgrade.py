"""What a newer standard pack makes of the policies here: which files, once conflicts are decided; nothing is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from pas_gov import git
from pas_gov.authoring.starting.pack_merge import PolicyMerge, pack_merges
from pas_gov.authoring.starting.pack_origin import Origin
from pas_gov.authoring.starting.pack_record import plain_content, record_file
from pas_gov.authoring.starting.pack_texts import placed_text
from pas_gov.authoring.starting.pack_trial import tried
from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.foundation.values import dataclass
from pas_gov.git.uncommitted import uncommitted_paths
from pas_gov.loading.earlier_packs import Pack
from pas_gov.loading.root import Root
from pas_gov.model.records.rulebook import TESTS_FOLDER, rule_kind
from pas_gov.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Decisions:
    """Conflicts that are decided, by policy: yours stands, or the pack's comes."""

    keep: tuple[str, ...] = ()
    take: tuple[str, ...] = ()


def policies_of(files: Snapshot) -> dict[str, bytes]:
    """Return the policies here and their tests, by path."""
    found = {
        path: file.blob
        for path, file in files.files.items()
        if file.kind == "file" and (path.rpartition("/")[0] == TESTS_FOLDER or rule_kind(file) == "policy")
    }
    texts = files.read(sorted(set(found.values())))
    return {path: texts[blob] for path, blob in found.items()}


def decided_merges(
    folder: Root, origin: Origin, mine: Mapping[str, bytes], present: Pack, decisions: Decisions
) -> Iterator[PolicyMerge]:
    """Yield what becomes of each policy, conflicts as they were decided. Stops (status 2): no-such-policy, dirty."""
    merges = [tried(one) for one in pack_merges(origin.pack.files, mine, present.files)]
    known = {one.id for one in merges if one.state == "conflict"}
    for identity in (*decisions.keep, *decisions.take):
        if identity not in known:
            raise _unasked(identity, known, {one.id for one in merges})
    for one in merges:
        if one.id in decisions.take:
            yield _taken(folder, one, present)
        elif one.id in decisions.keep:
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


def upgraded_texts(
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
