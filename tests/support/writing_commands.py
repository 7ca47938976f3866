"""One command of each kind that writes, for the organisation of scenario.acme, and what must be there before it."""

from __future__ import annotations

import re
from typing import Any

WORKSHEET = "answers.yaml"

COMMANDS: dict[str, list[str]] = {
    "new": ["new", "lane", "--layer", "supporting", "--title", "Lane", "--statement", "A lane.", "--owner", "@acme/ops",
            "--audience", "customers", "--aligned-to", "fast", "--note", "Holds."],
    "amend": ["amend", "reliable", "--statement", "We are reliable for enterprises."],
    "supersede": ["supersede", "reliable", "--by", "fast", "--why", "Better.", "--notice", "all=Told.", "--stop", "all",
                  "--repoint", "all", "--note", "Holds."],
    "retire": ["retire", "free-parking", "--why", "Unused.", "--notice", "all=Told."],
    "realign": ["realign", "phone-support", "--to", "reliable", "--note", "Holds."],
    "attest": ["attest", "four-hours", "delivery-support", "--reality", "kept"],
    "waive": ["waive", "no-erasure", "draft", "--reason", "Never made.", "--approved-by", "@acme/two", "--until", "+5d"],
    "fmt": ["fmt"],
    "audit": ["audit", "--answers", WORKSHEET],
    "init": ["init"],
}  # fmt: skip


def prepared(owner: Any, command: str) -> list[str]:
    """Make the folder one in which the command has something to do, and return its words."""
    words = COMMANDS[command]
    if command == "fmt":
        path = "promises/core/reliable.yaml"
        owner.repo.write({path: owner.text(path).replace("title: ", "title:     ", 1)})
    if command == "audit":
        file = owner.repo.path.parent / WORKSHEET
        file.write_text(re.sub(r"reality:.*", "reality: kept", owner.ok("audit", "--worksheet")))
        return [*words[:-1], str(file)]
    return words
