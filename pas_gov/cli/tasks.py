"""What people come for, in their words, and the commands that do it: the page docs/tasks.md, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pas_gov.foundation.values import dataclass

TASK = re.compile(r"^### (?P<title>.+)\n(?P<body>(?:(?!^##).*\n)*)", re.MULTILINE)
PREPARED = re.compile(r"^To have something to try it on:\n\n```sh\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^ *pas-gov (?P<name>[a-z]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that people want, in their words.

    ``shell`` are the commands that do it, after ``settings`` were added to pas-gov.yaml, and ``shown`` lines of what
    they say. ``before`` makes what the example is tried on, and is no part of the answer.
    """

    title: str
    before: str
    settings: str
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
        before = "".join(PREPARED.findall(found["body"]))
        blocks = BLOCK.findall(PREPARED.sub("", found["body"]))
        parts = {
            one: "".join(text for language, text in blocks if language == one)
            for one in ("yaml", "sh", "text")
        }
        yield Task(found["title"], before, parts["yaml"], parts["sh"], parts["text"])
