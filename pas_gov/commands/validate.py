"""``validate``: every problem of every file of the work tree."""

from __future__ import annotations

from datetime import date

from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Diagnostic, Stop, ordered, printable
from pas_gov.judging.problems import all_problems
from pas_gov.judging.verdict.request import Side
from pas_gov.loading.root import chosen_paths, find_root
from pas_gov.model.records.rulebook import TESTS_FOLDER
from pas_gov.model.stack.loading import PROMISES_FOLDER as PROMISES
from pas_gov.model.stack.unread import is_record
from pas_gov.report.validation import FORMATS
from pas_gov.report.validation.contents import Validation
from pas_gov.snapshot import Snapshot


def validate_command(directory: str, paths: tuple[str, ...], format_: str, today: date) -> int:
    """Print the problems of the work tree, of the named paths alone where there are any; 1 with an error."""
    folder = find_root(directory)
    snapshot = folder.snapshot()
    with folder.open_loader() as loader:
        side = loader.load(snapshot, today)
    if (
        not side.stack.entries
        and not side.stack.unreadable
        and not side.rulebook.sources
        and not snapshot.files
    ):
        message = f"there is nothing to validate: {printable(directory)} has no promises/ and no policies/"
        raise Stop(
            "nothing-to-validate", message, "go to a governance repository, or start one: pas-gov init"
        )
    chosen = chosen_paths(folder, snapshot, paths)
    found = tuple(
        d for d in ordered(all_problems(side, snapshot)) if chosen is None or d.location.path in chosen
    )
    texts = _texts(found, snapshot)
    report = Validation(_counts(side, snapshot, chosen), found, texts)
    return print_report(FORMATS, report, format_)


def _counts(side: Side, snapshot: Snapshot, chosen: frozenset[str] | None) -> tuple[int, int]:
    paths = [file.path for file in snapshot.under(PROMISES) if is_record(file)]
    promises = {path for path in paths if chosen is None or path in chosen}
    tests = {file.path for file in snapshot.under(TESTS_FOLDER) if is_record(file)}
    rules = {path for path in side.rulebook.sources.keys() | tests if chosen is None or path in chosen}
    return len(promises), len(rules)


def _texts(found: tuple[Diagnostic, ...], snapshot: Snapshot) -> dict[str, str]:
    """Return the texts of the files of which a line is to be shown."""
    placed = {d.location.path for d in found if d.location.line is not None}
    files = {path: snapshot.files[path] for path in placed if path in snapshot.files}
    wanted = {path: file.blob for path, file in files.items() if file.kind == "file"}
    contents = snapshot.read(sorted(set(wanted.values())))
    return {path: contents[blob].decode("utf-8-sig", "replace") for path, blob in wanted.items()}
