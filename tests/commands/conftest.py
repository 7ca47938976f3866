"""An owner at work: a real repository with the demo's kind of organisation, and the command line."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import click
import pytest
from click.testing import CliRunner
from contents import contents
from gitrepo import Repo
from scenario import PACK, Org, acme, files_of

from pas_gov.cli import cli
from pas_gov.cli.questions import Terminal
from pas_gov.diagnostics import Stop

TODAY = "2026-06-01"


class Typed(io.BytesIO):
    """What is typed at a terminal: then nobody is there any more, which click's runner tells from 8.2.1 on alone."""

    def read1(self, size: int | None = -1) -> bytes:
        if not (found := super().read1(size)):
            raise EOFError
        return found


@dataclass(frozen=True)
class Said:
    """How a command ended: its status, what it printed, and the Stop that ended it, if one did."""

    status: int
    out: str
    stop: Stop | None = None

    @property
    def told(self) -> str:
        """Everything that the owner reads, on one line."""
        stop = f" {self.stop.message} {self.stop.remedy}" if self.stop else ""
        return " ".join(f"{self.out}{stop}".split())


@dataclass
class Owner:
    """Somebody who works in a repository; ``answers`` are typed at a terminal, None for no terminal."""

    repo: Repo
    monkeypatch: pytest.MonkeyPatch

    def run(self, *arguments: str, answers: str | None = None) -> Said:
        """Run one command as the command line would, on TODAY where it takes a day."""
        terminal = Terminal() if answers is not None else None
        self.monkeypatch.setattr("pas_gov.cli.write_options.terminal", lambda: terminal)
        dated = (
            ["--today", TODAY] if "--today" in _options(arguments[0]) and "--today" not in arguments else []
        )
        here = [] if "--repo" in arguments else ["--repo", str(self.repo.path)]
        given = [*arguments, *here, *dated]
        done = CliRunner().invoke(
            cli, given, input=Typed(answers.encode()) if answers else "", standalone_mode=False
        )
        if isinstance(done.exception, Stop):
            return Said(done.exception.status, done.output, done.exception)
        if isinstance(done.exception, click.ClickException):
            return Said(2, f"{done.output}{done.exception.format_message()}")
        if isinstance(done.exception, (click.Abort, KeyboardInterrupt)):
            return Said(3, done.output)
        if done.exception is not None:
            raise done.exception
        return Said(done.return_value, done.output)

    def ok(self, *arguments: str, answers: str | None = None) -> str:
        """Run a command that must succeed, and return what it printed."""
        said = self.run(*arguments, answers=answers)
        assert said.status == 0, said.told
        return said.out

    def text(self, path: str) -> str:
        """Return a file of the work tree."""
        return (self.repo.path / path).read_text()

    def gate(self) -> Said:
        """Judge the branch as it is committed."""
        return self.run("gate")

    def files(self) -> dict[str, bytes]:
        """Return every file of the work tree and what git keeps beside, its own aside."""
        locks = (self.repo.path / ".git").glob("*.lock")
        return contents(self.repo.path) | {path.name: b"" for path in locks}


def _options(command: str) -> set[str]:
    return {option for parameter in cli.commands[command].params for option in parameter.opts}


@pytest.fixture
def owner_of(new_repo: Callable[..., Repo], monkeypatch: pytest.MonkeyPatch) -> Callable[[Org], Owner]:
    """Return a function that makes a repository of an organisation, with the pack, on a branch from main."""

    def make(org: Org, name: str = "org") -> Owner:
        repo = new_repo(name)
        repo.user("ada@acme.example")
        repo.commit("Adopt", {**files_of(org), **PACK})
        repo.git("checkout", "--quiet", "-b", "change")
        return Owner(repo, monkeypatch)

    return make


@pytest.fixture
def owner(owner_of: Callable[[Org], Owner]) -> Owner:
    """Return an owner in the organisation of scenario.acme, on the branch ``change``."""
    return owner_of(acme())
