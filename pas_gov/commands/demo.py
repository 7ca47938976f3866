"""``demo``: a change of strategy in an organisation that doesn't exist, judged by the gate that judges yours."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timezone

from pas_gov.authoring.demo.story import DRIFTED, Act, acts, promises
from pas_gov.authoring.repository.fresh import Author, clean_environment, commit, new_repository
from pas_gov.commands.terminal import terminal_style, write
from pas_gov.diagnostics import Stop, printable
from pas_gov.drift.survey.drift_report import drift_report
from pas_gov.gate.gate import GateOptions, gate
from pas_gov.judging.findings.gate_report import GateReport, NoVerdict, Report
from pas_gov.loading.pack import pack_files
from pas_gov.loading.root import find_root
from pas_gov.model.records.promise import LAYERS, Promise
from pas_gov.report.drift.text import drift_text
from pas_gov.report.gate.grouping import blocking
from pas_gov.report.gate.text import gate_text
from pas_gov.report.layout import Style, count


def demo_command(keep: str | None) -> int:
    """Tell the story in a repository made for it, and return 0; Stop (3) where a verdict isn't the expected one.

    ``keep`` names a folder in which the repository stays, which must be new or empty (else Stop, 2).
    """
    style, story = terminal_style(), acts()
    with _organisation(story, keep) as folder:
        for number, act in enumerate(story, start=1):
            _tell(folder, act, number, style)
    write(_farewell(keep, story, style))
    return 0


def drifted_demo_command(keep: str | None) -> int:
    """Show what has drifted in the organisation of the story, two months after it; as :func:`demo_command`.

    Returns 3 where an indicator couldn't be read, as it says (its source is a file, which an extra reads).
    """
    style, (act,) = terminal_style(), acts(DRIFTED)
    command = f"pas-gov drift --today {act.date.isoformat()}"
    with _organisation((*acts(), act), keep, shown=act.branch) as folder:
        report = drift_report(find_root(folder), {}, act.date)
        write("\n".join(["", style.paint(act.title, "bold", "blue"), *style.wrap(act.says), "", ""]))
        write(style.paint(f"$ {command}", "dim") + "\n" + drift_text(report, style))
        write("\n".join(["", *style.wrap(act.means), ""]))
    if keep is not None:
        kept = f"The repository is in {keep}, with {act.branch} checked out. Try there:"
        write(
            "\n".join(
                ["", *style.wrap(kept), f"  cd {shlex.quote(keep)}", f"  {command}", "  pas-gov scan", ""]
            )
        )
    return report.status


@contextmanager
def _organisation(story: tuple[Act, ...], keep: str | None, shown: str = "") -> Iterator[str]:
    """Give the folder of the story's repository, with one branch checked out; it goes at the end, or is kept."""
    if keep is not None:
        _check_empty(keep)
    with tempfile.TemporaryDirectory(prefix="pas-gov-demo-") as private:
        folder = os.path.join(private, "acme")
        os.mkdir(folder)
        _build(folder, story, shown)
        yield folder
        if keep is not None:
            _copy(folder, keep)


def _check_empty(keep: str) -> None:
    """Make the folder; Stop where that can't be done, or where it holds anything."""
    try:
        os.makedirs(keep, exist_ok=True)
        found = os.listdir(keep)
    except (OSError, ValueError) as error:
        raise _unusable(keep, error) from error
    if found:
        message = f"the folder {printable(keep)} isn't empty"
        raise Stop("not-empty", message, "name a new folder; nothing is overwritten", status=2)


def _copy(folder: str, keep: str) -> None:
    try:
        shutil.copytree(folder, keep, dirs_exist_ok=True)
    except OSError as error:
        raise _unusable(keep, error) from error


def _unusable(keep: str, error: Exception) -> Stop:
    why = getattr(error, "strerror", None) or error
    message = f"the repository can't be kept in {printable(keep)}: {why}"
    return Stop("no-folder", message, "name a new folder, in one that you may write to", status=2)


def _build(folder: str, story: tuple[Act, ...], shown: str = "") -> None:
    """Commit all acts, each on its branch, and leave one checked out, by default the first change, for trying."""
    standing: dict[str, str] = {}
    with clean_environment(os.path.join(folder, ".git")):
        repository = new_repository(folder)
        for act in story:
            written = act.files(standing)
            rules = {} if standing else pack_files()
            standing.update(written)
            files = {**rules, **{path: text.encode() for path, text in written.items()}}
            address = f"{act.author.split()[0].lower()}@acme.example"
            morning = datetime.combine(act.date, time(9), timezone.utc)
            commit(repository, files, act.message, Author(act.author, address, morning), act.branch)
        repository.heads[shown or story[1].branch].checkout()
        repository.close()


def _tell(folder: str, act: Act, number: int, style: Style) -> None:
    write(
        "\n".join(["", style.paint(f"{number}. {act.title}", "bold", "blue"), *style.wrap(act.says), "", ""])
    )
    if act.verdict:
        write(style.paint(f"$ {_command(act)}", "dim") + "\n" + _judged(folder, act, style))
    else:
        write("\n".join(_layers(promises(act.files({})), style)) + "\n")
    write("\n".join(["", *style.wrap(act.means), ""]))


def _layers(found: dict[str, Promise], style: Style) -> Iterator[str]:
    for layer in LAYERS:
        for promise in (one for one in found.values() if one.layer == layer):
            yield style.paint(f"  {layer:<13}", "dim") + promise.title


def _command(act: Act) -> str:
    return f"pas-gov gate --base main --head {act.branch} --today {act.date.isoformat()}"


def _judged(folder: str, act: Act, style: Style) -> str:
    """Return what the gate says; Stop where it isn't what the story expects."""
    options = GateOptions(folder, base="main", head=act.branch, today=act.date, cached=False)
    report = gate(options, {}, act.date)
    said = gate_text(report, style)
    if _verdict(report) != act.verdict:
        write(said)
        message = f"the gate was expected to say {act.verdict} here, but it says {_verdict(report)}"
        remedy = (
            "this installation doesn't judge as it should: install pas-gov again, or report what it printed"
        )
        raise Stop("demo-differs", message, remedy)
    return _brief(report, style) if act.brief and isinstance(report, GateReport) else said


def _brief(report: GateReport, style: Style) -> str:
    """Return the facts that block, without places and remedies."""
    found = blocking(report)
    lines = [style.paint(f"BLOCKED  {count(len(found), 'finding')}, in short:", "bold", "red")]
    for finding in found:
        lines += style.wrap(f"{finding.message} ({finding.policy})", "    ", "  x ")
    return "\n".join(lines) + "\n"


def _verdict(report: Report) -> str:
    return "no-verdict" if isinstance(report, NoVerdict) else report.verdict


def _farewell(keep: str | None, story: tuple[Act, ...], style: Style) -> str:
    if keep is None:
        return (
            "\nTo look around in this repository: pas-gov demo --keep acme\nTo start your own: pas-gov init\n"
        )
    first, last = story[1], story[-1]
    lines = [
        "",
        *style.wrap(f"The repository is in {keep}, with {first.branch} checked out. Try there:"),
        f"  cd {shlex.quote(keep)}",
        "  pas-gov inventory",
        f"  pas-gov diff main..{first.branch}",
        *(f"  {_command(act)}" for act in story if act.verdict),
        f"  git diff {first.branch} {last.branch} -- promises",
        *style.wrap("Or answer the change yourself: edit the files, and judge them as they stand:"),
        f"  pas-gov gate --base main --worktree --today {last.date.isoformat()}",
    ]
    return "\n".join(lines) + "\n"
