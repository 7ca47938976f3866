"""What people come for, in their words, and the commands that do it: the page docs/tasks.md, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pas_gov.foundation.values import dataclass

TASK = re.compile(r"^### (?P<title>.+)\n(?P<body>(?:(?!^##).*\n)*)", re.MULTILINE)
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^pas-gov (?P<name>[a-z]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that people want: in their words, its shell commands, and lines of what the last of them says."""

    title: str
    shell: str
    shown: str

    @property
    def command(self) -> str:
        """The command of pas-gov that does it: the last one."""
        return str(COMMAND.findall(self.shell)[-1])


def tasks_page() -> str:
    """Return the page: inside the wheel, or in the documentation of a checkout."""
    inside = Path(__file__).with_name("tasks.md")
    return (inside if inside.is_file() else Path(__file__).parents[2] / "docs/tasks.md").read_text("utf-8")


@cache
def tasks() -> tuple[Task, ...]:
    """Return the tasks in the order of the page."""
    return tuple(_tasks(tasks_page()))


def _tasks(page: str) -> Iterator[Task]:
    for found in TASK.finditer(page):
        shell, shown = SHELL.findall(found["body"]), SHOWN.findall(found["body"])
        yield Task(found["title"], "".join(shell), "".join(shown))
