"""``docs``: a page of Markdown about the policies of a folder, made of the policies and of their tests."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

from pas_gov import cel
from pas_gov.commands.terminal import terminal_style, write
from pas_gov.diagnostics import Stop, pasted, printable
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.suites.case_builder import CaseBuilder
from pas_gov.judging.suites.examples import Examples, examples
from pas_gov.judging.verdict.binding_rules import rule_faults
from pas_gov.loading.output_file import write_file
from pas_gov.loading.pack import policy_snapshot
from pas_gov.loading.root import find_root
from pas_gov.model.records.rulebook import POLICIES_FOLDER, load_rulebook
from pas_gov.model.records.suite import load_suites
from pas_gov.report.layout import Style, text_page
from pas_gov.report.policy_docs.markdown import MARK, policy_docs_markdown
from pas_gov.snapshot import Snapshot

PAGE = "README.md"
SECONDS = 60


def docs_command(directory: str, folder: str | None, output: str | None, check: bool) -> int:
    """Print the page, write it to a file, or hold a file against it; 1 where the file is stale.

    ``folder`` is one of policies alone, without settings; None for the policies of the repository.
    """
    place, snapshot = _repository(directory) if folder is None else _folder(folder)
    try:
        page = policy_docs_markdown(tuple(_documented(snapshot)))
    except cel.BudgetSpent as spent:
        message = f"the examples took too much: {spent}"
        raise Stop("budget-spent", message, "pas-gov test shows which policy it is") from spent
    if check:
        return _checked(output or place, page, terminal_style())
    if output is None:
        write(page)
        return 0
    _check_ours(output)
    write_file(output, page)
    return 0


def _repository(directory: str) -> tuple[str, Snapshot]:
    """Return the path of the page, and the files."""
    folder = find_root(directory)
    return os.path.join(folder.path, POLICIES_FOLDER, PAGE), folder.snapshot()


def _folder(folder: str) -> tuple[str, Snapshot]:
    if not os.path.isdir(folder):
        message = f"there is no folder {printable(folder)}"
        raise Stop("no-folder", message, "name a folder of policies", status=2)
    return os.path.join(folder, PAGE), policy_snapshot(folder, Path(folder))


def _documented(snapshot: Snapshot) -> Iterator[Examples]:
    rulebook, suites = load_rulebook(snapshot), load_suites(snapshot)
    if not rulebook.has_policies:
        message = f"there are no policies in {printable(snapshot.name)}"
        raise Stop("no-policies", message, "go to a governance repository, or start one: pas-gov init")
    rules = compile_rules(rulebook)
    faults = [
        *rule_faults(rulebook.diagnostics),
        *rules.errors,
        *(one for one in suites.diagnostics if one.severity == "error"),
    ]
    if faults:
        told = "; ".join(f"{fault.location}: {fault.message}" for fault in faults[:5])
        message = f"the policies or their tests are invalid: {told}"
        raise Stop("invalid-rules", message, "pas-gov test shows every fault")
    bench, budget = CaseBuilder(), cel.Budget(SECONDS)
    for rule in rules.rules:
        yield examples(bench, rule, suites, budget)


def _check_ours(path: str) -> None:
    """Stop where a file is there that isn't ours: nobody's page is overwritten by a slip."""
    if not os.path.isfile(path):
        return  # it isn't there, or is a pipe; what else may be wrong with it, writing tells
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            ours = file.readline(len(MARK) + 2).rstrip("\n") == MARK
    except OSError:
        return
    if not ours:
        message = f"{printable(path)} wasn't made by pas-gov docs, so it isn't overwritten"
        raise Stop("not-ours", message, "name another file, or remove this one first", status=2)


def _checked(path: str, page: str, style: Style) -> int:
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            found = file.read()
    except OSError as error:
        message = f"{printable(path)} can't be read: {error.strerror}"
        raise Stop("no-page", message, f"make it: pas-gov docs -o {pasted(path)}", status=2) from error
    if found.replace("\r\n", "\n") == page:
        write(f"{printable(path)} is up to date.\n")
        return 0
    write(text_page(_stale(path, found, page, style)))
    return 1


def _stale(path: str, found: str, page: str, style: Style) -> Iterator[str]:
    yield style.paint("STALE", "bold", "red") + f"  {printable(path)} isn't what the policies say now."
    names = ("as it is", "as it should be")
    lines = list(difflib.unified_diff(found.splitlines(), page.splitlines(), *names, lineterm="", n=1))
    yield from map(printable, lines[:MOST])
    if len(lines) > MOST:
        yield f"and {len(lines) - MOST} more lines"
    ours = found.split("\n", 1)[0].rstrip("\r") == MARK
    first = "" if ours else "it wasn't made by pas-gov docs, so move it away, then "
    yield f"To mend: {first}pas-gov docs -o {pasted(path)}"


MOST = 40  # lines of difference that are shown
