"""``init``: a governance repository, or what is missing of one. Nothing that exists is ever touched."""

from __future__ import annotations

import os
from pathlib import Path

from pas_gov import git
from pas_gov.desk import pack_files
from pas_gov.diagnostics import Stop, printable
from pas_gov.output import terminal_style, write
from pas_gov.places import Folder, find_folder
from pas_gov.records.promise import LAYERS
from pas_gov.records.schema import KINDS, schema_text
from pas_gov.report.layout import count

SCHEMAS = ".pas-gov/schemas"
MODELINE = "# yaml-language-server: $schema={up}" + SCHEMAS + "/{kind}.json\n"

SETTINGS = """\
# Settings of this governance repository. Every key but the first may be left out.
schema: pas.settings/v1

# What a finding of a policy does here: block, warn, note or ignore. Whatever is relaxed shows in every report.
# enforcement:
#   stack-has-a-core: warn

# Parameters of policies; what stands here replaces the policy's own default.
# params:
#   stack-has-a-core: {min: 1, max: 5}

# The longest time that a waiver may last, in days.
# waivers: {max_days: 90}
"""

PROMISES_README = """\
# Promises

One file for each promise: `promises/<layer>/<id>.yaml`, where the layer is `core`, `supporting`, `conditional`,
`experimental` or `legacy`. Copy this to start one, and name the Core Promise first:

```yaml
# yaml-language-server: $schema=../../.pas-gov/schemas/promise.json
schema: pas.promise/v1
id: most-reliable                 # the file's name; never changes
title: The most reliable provider in the mid-market
layer: core
status: active                    # or proposed, while it is being discussed
owner: "@acme/strategy"           # the one who answers for it
made: {date: 2026-01-31, source: "Board minutes, 2026-01-28"}
statement: |
  We are the most reliable provider in the mid-market.
audience: [customers]
```

`pas-gov validate` checks every file. `pas-gov gate --worktree` says what a change still needs, before you
ask anybody to review it.
"""


def init_command(directory: str) -> int:
    """Write what is missing, say what was written and what to do next."""
    folder = find_folder(directory)
    root = Path(folder.root)
    written = [path for path, text in _files().items() if _wrote(root, path, text)]
    for layer in LAYERS:
        _folder(root, root / "promises" / layer)
    write(_said(written, _steps(folder)))
    return 0


def _files() -> dict[str, str]:
    schemas = {f"{SCHEMAS}/{kind}.json": schema_text(kind) for kind in KINDS}
    policies = {
        path: MODELINE.format(up="../", kind="policy") + text.decode() for path, text in pack_files().items()
    }
    settings = MODELINE.format(up="", kind="settings") + SETTINGS
    return {"pas-gov.yaml": settings, "promises/README.md": PROMISES_README, **policies, **schemas}


def _wrote(root: Path, path: str, text: str) -> bool:
    """Write a file that isn't there yet; tell whether it was written."""
    target = root / path
    _folder(root, target.parent)
    if os.path.lexists(target):
        return False
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise _refused(target, error.strerror or "") from error
    return True


def _folder(root: Path, folder: Path) -> None:
    """Make a folder below the root; a link on the way is refused, as it could lead elsewhere."""
    for part in (*reversed(folder.relative_to(root).parents), folder.relative_to(root)):
        place = root / part
        if part.parts and place.is_symlink():
            raise _refused(place, "it is a symbolic link")
        try:
            place.mkdir(exist_ok=True)
        except OSError as error:
            raise _refused(place, error.strerror or "") from error


def _refused(place: Path, why: str) -> Stop:
    message = f"{printable(str(place))} can't be written: {why}"
    return Stop("not-written", message, "nothing that exists was changed; clear the way and run init again")


def _steps(folder: Folder) -> list[str]:
    """Return what to do next: a new repository commits; one with a history brings its rules in by a branch."""
    steps = ["Name the Core Promise: promises/README.md shows how to write its file.", "pas-gov validate"]
    if folder.repository is None:
        steps.append("git init")
    if folder.repository is None or not _has_commits(folder.repository):
        return [
            *steps,
            'git add --all && git commit -m "Adopt pas-gov"',
            "pas-gov gate, for each later change on a branch",
        ]
    return [*steps, "Commit it on a branch, and judge this first change: pas-gov gate --bootstrap"]


def _has_commits(repository: git.Repository) -> bool:
    try:
        git.commit(repository, "HEAD")
    except Stop:
        return False
    return True


def _said(written: list[str], steps: list[str]) -> str:
    style = terminal_style()
    if not written:
        return "Nothing to do: everything is here already.\n"
    policies = [path for path in written if path.startswith("policies/")]
    lines = [f"wrote {path}" for path in written if path not in policies]
    if policies:
        lines.append(f"wrote {count(len(policies), 'policy', 'policies')} of the standard pack in policies/")
    lines += ["", style.paint("Next:", "bold")]
    lines += [
        line for number, step in enumerate(steps, 1) for line in style.wrap(step, "     ", f"  {number}. ")
    ]
    return "\n".join(lines) + "\n"
