"""What a GitHub runner obeys in a log, read as its documentation and its published source say it reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass

OLD = re.compile(r"##\[([^\]]*)\]")  # the commands of before, found anywhere in a line


@dataclass(frozen=True)
class Command:
    """One command: its name, its properties and its data, unescaped."""

    name: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> list[Command]:
    """Return every command that a runner would obey; between stop-commands and its token there are none."""
    found: list[Command] = []
    stopped = ""
    for line in re.split(r"\r\n|\r|\n", log):
        command = _new(line) or _old(line)
        if command is None:
            continue
        if stopped:
            stopped = "" if command.name == stopped else stopped
        elif command.name == "stop-commands":
            stopped = command.data
        else:
            found.append(command)
    return found


def _new(line: str) -> Command | None:
    text = line.lstrip()
    end = text.find("::", 2)
    if not text.startswith("::") or end < 0:
        return None
    name, _, rest = text[2:end].partition(" ")
    pairs = [part.strip().partition("=") for part in rest.split(",") if "=" in part]
    return Command(name, {key: _property(value) for key, _, value in pairs}, _data(text[end + 2 :]))


def _old(line: str) -> Command | None:
    found = OLD.search(line)
    return Command(found[1].partition(" ")[0], {}, line[found.end() :]) if found else None


def _data(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _property(text: str) -> str:
    return (
        text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%")
    )
