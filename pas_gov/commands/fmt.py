"""``fmt``: records in the canonical order of keys and layout, their comments kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pas_gov import git
from pas_gov.authoring.editing import formatted
from pas_gov.authoring.saving.atomic_write import Write
from pas_gov.authoring.saving.ground import CommitOptions, Ground, ground_for
from pas_gov.authoring.saving.landing import land
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.loading.asides import say
from pas_gov.loading.root import Root, chosen_paths, find_root
from pas_gov.model.records.rulebook import TESTS_FOLDER, rule_kind
from pas_gov.model.records.schema import Kind
from pas_gov.model.stack.loading import PROMISES_FOLDER as PROMISES
from pas_gov.model.stack.unread import is_record
from pas_gov.report.formatting import FORMATS
from pas_gov.report.formatting.contents import Formatting
from pas_gov.report.layout import count
from pas_gov.snapshot import File, Snapshot


def fmt_command(
    directory: str,
    paths: tuple[str, ...],
    *,
    check: bool,
    commit: CommitOptions | None = None,
    environ: Mapping[str, str] | None = None,
) -> int:
    """Lay the records out anew, or with ``check`` say which would change; return the exit status.

    0 all are (or now are) in the canonical layout, 1 with ``check`` where some aren't, 3 where a file can't be laid
    out: it is named, and left as it is. With ``commit``, what is committed is laid out, and committed anew; 3 where git
    refuses that.
    """
    folder = find_root(directory)
    ground = Ground(folder) if commit is None else ground_for(folder, commit, environ or {})
    files = ground.files()
    chosen = chosen_paths(folder, files, paths)
    looked_at = {path for path in files.files if chosen is None or path in chosen} - _left_out(ground)
    found = list(_laid_out(files, looked_at, _in_conflict(folder)))
    writes = {one.path: Write(one.before, one.after) for one in found if one.after not in (None, one.before)}
    landed = None if check else land(ground, writes, f"Lay out {count(len(writes), 'record')} anew")
    report = Formatting(
        {path: (one.before, one.after) for path, one in writes.items()},
        tuple(one.fault for one in found if one.fault), len(found), check, landed,
    )  # fmt: skip
    return print_report(FORMATS, report)


@dataclass(frozen=True, slots=True)
class _Laid:
    """One file: its bytes, and as they would be; or why it can't be laid out."""

    path: str
    before: bytes
    after: bytes | None
    fault: str = ""


def _left_out(ground: Ground) -> frozenset[str]:
    """Return what a sparse checkout leaves out of the folder, which is told: there is nothing to lay out there."""
    repository = ground.folder.repository
    absent = git.left_out(repository) if repository and ground.commit is None else {}
    records = [path for path, file in absent.items() if _kind(file)]
    if records:
        say(
            f"{count(len(records), 'record')} outside of this sparse checkout, as {min(records)}, aren't laid out"
        )
    return frozenset(absent)


def _in_conflict(folder: Root) -> frozenset[str]:
    return git.paths_in_conflict(folder.repository) if folder.repository else frozenset()


CONFLICT = "it is in conflict, since a merge isn't finished here: resolve it, then run fmt again"


def _laid_out(files: Snapshot, paths: Collection[str], in_conflict: Collection[str]) -> Iterator[_Laid]:
    kinds = {path: kind for path in files.files if path in paths and (kind := _kind(files.files[path]))}
    texts = files.read(sorted({files.files[path].blob for path in kinds}))
    for path, kind in kinds.items():
        before = texts[files.files[path].blob]
        if path in in_conflict:
            yield _Laid(path, before, None, f"{path}: {CONFLICT}")
            continue
        try:
            yield _Laid(path, before, formatted(kind, before))
        except Stop as stop:
            yield _Laid(path, before, None, f"{path}: {stop.message}")


def _kind(file: File) -> Kind | None:
    if file.path.startswith(f"{PROMISES}/"):
        return "promise" if is_record(file) else None
    if file.path.startswith(f"{TESTS_FOLDER}/"):
        return "policy-test" if is_record(file) else None
    return rule_kind(file)
