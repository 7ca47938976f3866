"""Following remedies: a state in a real repository, the gate's commands with their blanks filled in, and what became.

A blank says what is asked for; :func:`filled` answers as a sensible owner would, by its words alone and by what stands
in the stack. So a remedy is run as it was printed, and nothing else is known of it.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import click
import yaml
from click.testing import CliRunner
from contents import contents
from gitrepo import Repo
from scenario import PACK, TODAY, Org, files_of

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop

Files = Mapping[str, str]
Words = tuple[str, ...]
LIBYAML: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
BLANK = re.compile(r"<([^<>\n]{1,200})>")
NOTE = "Looked at in the workshop of June, with those who keep it."


@dataclass(frozen=True)
class State:
    """What a change makes of a stack: organisations before and after, and files beside them (settings, waivers).

    ``policies`` are those whose remedies are followed; ``words`` says why these have none that is a command.
    Where ``before`` is None, pas-gov is adopted.
    """

    name: str
    policies: tuple[str, ...]
    before: Org | None
    after: Org
    settings: Files = field(default_factory=dict)
    edited: Files = field(default_factory=dict)  # rules that the change itself edits
    words: str = ""
    today: date = TODAY

    @property
    def rules(self) -> Files:
        return {**PACK, **self.settings}

    def base(self) -> dict[str, str]:
        return {"README.md": "Acme\n"} if self.before is None else {**files_of(self.before), **self.rules}

    def head(self) -> dict[str, str]:
        return {**files_of(self.after), **self.rules, **self.edited}


@dataclass(frozen=True)
class Run:
    """How a command ended, and all that it told."""

    status: int
    out: str


def run(folder: Path, today: date, words: Sequence[str]) -> Run:
    """Run one command as a shell would, in this process, with nobody at a terminal."""
    options = {option for parameter in cli.commands[words[0]].params for option in parameter.opts}
    dated = ["--today", today.isoformat()] if "--today" in options and "--today" not in words else []
    here = [] if "--repo" in words else ["--repo", str(folder)]
    done = CliRunner().invoke(cli, [*words, *here, *dated], standalone_mode=False)
    if isinstance(done.exception, Stop):
        return Run(done.exception.status, f"{done.output}{done.exception.message}: {done.exception.remedy}")
    if isinstance(done.exception, click.ClickException):
        return Run(2, f"{done.output}{done.exception.format_message()}")
    if done.exception is not None:
        raise done.exception
    return Run(done.return_value, done.output)


class Place:
    """A repository of one base, whose work tree is put into any state."""

    def __init__(self, folder: Path, base: Files) -> None:
        self.folder = folder
        repo = Repo(folder)
        repo.user("ada@acme.example")
        repo.commit("Base", base)

    def put(self, files: Files) -> None:
        """Make the work tree these files and no others; those that are as they should be stay as they are."""
        present = self.files()
        for name in present.keys() - files.keys():
            (self.folder / name).unlink()
        for name, text in files.items():
            if present.get(name) != text:
                place = self.folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text)

    def files(self) -> dict[str, str]:
        """Return the files of the work tree."""
        return {path: content.decode() for path, content in contents(self.folder).items()}

    def gate(self, today: date = TODAY) -> dict[str, Any]:
        """Return what the gate says of the work tree."""
        said = run(self.folder, today, ["gate", "--base", "main", "--worktree", "--bootstrap", "-f", "json"])
        found: dict[str, Any] = json.loads(said.out)
        assert found["verdict"] != "no-verdict", found
        return found

    def records(self) -> dict[str, dict[str, Any]]:
        """Return the promises of the work tree by id."""
        paths = sorted((self.folder / "promises").rglob("*.yaml"))
        found = [_record(path.read_text()) for path in paths]
        return {one["id"]: one for one in found}


@lru_cache(maxsize=1000)
def _record(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text, LIBYAML)
    return found


@cache
def _places() -> dict[str, Place]:
    return {}


def place_of(base: Files) -> Place:
    """Return a repository of this base, made once; whoever takes it puts its own files there."""
    key = json.dumps(base, sort_keys=True)
    if key not in _places():
        _places()[key] = Place(Path(tempfile.mkdtemp(prefix="remedies-")), base)
    return _places()[key]


def forget_places() -> None:
    """Remove the repositories that were made."""
    for place in _places().values():
        shutil.rmtree(place.folder)
    _places().clear()


def filled(command: Sequence[str], records: Mapping[str, Mapping[str, Any]], today: date) -> list[str]:
    """Return a command with each blank filled in."""
    about = command[1] if len(command) > 1 else ""
    return [BLANK.sub(lambda found: answer(found[1], about, records, today), word) for word in command]


def answer(blank: str, about: str, records: Mapping[str, Mapping[str, Any]], today: date) -> str:
    """Return what a sensible owner puts in place of a blank."""
    words = blank.split()
    if words[:2] == ["NEW", "ID"]:
        return "made-for-this"
    if words[0] == "ID":
        return next(iter(_ids(blank, about, records)))
    if words[0] == "DATE":
        return _day(blank, about, records, today).isoformat()
    if words[0] == "WHO" or "OWNER" in blank:
        return "@acme/board"
    if "IT LIVES" in blank:
        return "contract"  # one place: several are said one by one
    if "kept" in blank:
        return "kept"
    if "CEL" in blank:
        return 'subject.plan == "enterprise"'
    if " OR " in blank and all(word.strip(",").islower() or word == "OR" for word in words):
        return words[0].strip(",")
    return NOTE


def _ids(blank: str, about: str, records: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the promises that may be meant: active ones, Cores first, and only these where the blank says so."""
    active = [one for one in records.values() if one["status"] == "active" and one["id"] != about]
    yield from (one["id"] for one in active if one["layer"] == "core")
    if "CORE" not in blank:
        yield from (one["id"] for one in active if one["layer"] != "core")


def _day(blank: str, about: str, records: Mapping[str, Mapping[str, Any]], today: date) -> date:
    if found := re.search(r"AT MOST (\d{4}-\d\d-\d\d)", blank):
        return date.fromisoformat(found[1])
    if found := re.search(r"AT LEAST (\d{4}-\d\d-\d\d)", blank):
        return date.fromisoformat(found[1])
    if "START" in blank and "AFTER" not in blank:
        return today - timedelta(days=10)
    started = records.get(about, {}).get("experiment", {}).get("started")
    if "AFTER ITS START" in blank and started:
        return date.fromisoformat(started) + timedelta(days=120)
    return today + timedelta(days=60 if "DECIDED" in blank else 100)


def subject(finding: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what a finding is about, however wrong it is."""
    return finding["policy"], finding["promise"], finding["target"], finding["zone"]


def key(finding: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what two findings of different gates have in common where they are about the same thing."""
    return *subject(finding), finding["fingerprint"]


def failures(state: State) -> Iterator[tuple[Words, str]]:
    """Yield each command of the state's findings, and what is wrong with it; "" where it holds."""
    place = place_of(state.base())
    place.put(state.head())
    findings = [one for one in place.gate(state.today)["findings"] if one["policy"] in state.policies]
    missing = set(state.policies) - {one["policy"] for one in findings}
    if missing:
        yield (), f"{', '.join(sorted(missing))} finds nothing"
    done = set[tuple[Words, str]]()
    for finding in findings:
        if not finding["commands"] and not state.words and not waits(finding):
            yield (), f"no command: {finding['message']}: {finding['remedy']}"
        for words in map(tuple, finding["commands"]):
            if (words, finding["promise"]) not in done:
                done.add((words, finding["promise"]))
                place.put(state.head())
                yield words, fault(place, finding, words, state.today)


def fault(place: Place, finding: Mapping[str, Any], words: Words, today: date) -> str:
    """Follow one command where its finding was printed; return what is wrong with it, "" where it holds."""
    before = place.files()
    given = filled(words, place.records(), today)
    done = run(place.folder, today, given)
    if done.status:
        return f"{' '.join(given)!r} is refused ({done.status}): {done.out[-1500:]}"
    if place.files() == before:
        return f"{' '.join(given)!r} changes nothing"
    for later in place.gate(today)["findings"]:
        again = subject(later) == subject(finding) and list(words) in later["commands"]
        again = again and not (
            "one after the other, until" in finding["remedy"] and key(later) != key(finding)
        )
        if again or (key(later) == key(finding) and not _later_step(later, finding, words)):
            return f"after {' '.join(given)!r} it is found again: {later['message']}: {later['remedy']}"
    return ""


def _later_step(later: Mapping[str, Any], finding: Mapping[str, Any], words: Words) -> bool:
    """Tell whether the finding that is left asks for a step that its remedy had named before."""
    rest = [list(command) for command in later["commands"]]
    return (
        bool(rest)
        and list(words) not in rest
        and all(command[0] in finding["remedy"] for command in rest[:1])
    )


def waits(finding: Mapping[str, Any]) -> bool:
    """Tell whether another promise must answer first, and the remedy says which; that one has a remedy of its own."""
    return "must answer first" in finding["remedy"] or "must be named first" in finding["remedy"]
