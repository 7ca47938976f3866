"""``init``: a governance repository, or what is missing of one. Nothing that exists is ever touched."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from pas_gov import git
from pas_gov.desk import pack_files, pack_page
from pas_gov.diagnostics import Stop, printable
from pas_gov.output import terminal_style, write
from pas_gov.places import Folder, find_folder
from pas_gov.records.promise import LAYERS
from pas_gov.records.rulebook import TESTS
from pas_gov.records.schema import KINDS, schema_text
from pas_gov.report.layout import count

SCHEMAS = ".pas-gov/schemas"
MODELINE = "# yaml-language-server: $schema={up}" + SCHEMAS + "/{kind}.json\n"
TEXTS = resources.files("pas_gov") / "start"  # what a new repository is given to read and to fill in


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
    policies = {path: _modeline(path) + text.decode() for path, text in pack_files().items()}
    settings = MODELINE.format(up="", kind="settings") + _text("pas-gov.yaml")
    readmes = {
        f"{name}/README.md": _text(f"{name}.md")
        for name in ("promises", "policies/waivers", "policies/tests")
    }
    return {"pas-gov.yaml": settings, **readmes, "policies/README.md": pack_page(), **policies, **schemas}


def _modeline(path: str) -> str:
    """Return the first line of a policy or of its tests, by which editors find the schema."""
    tests = path.startswith(f"{TESTS}/")
    return MODELINE.format(up="../../" if tests else "../", kind="policy-test" if tests else "policy")


def _text(name: str) -> str:
    return (TEXTS / name.replace("/", "-")).read_text(encoding="utf-8")


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
    yaml = [path for path in written if path.startswith("policies/") and path.endswith(".yaml")]
    tests = [path for path in yaml if path.startswith(f"{TESTS}/")]
    lines = [f"wrote {path}" for path in written if path not in yaml]
    if len(yaml) > len(tests):
        policies = count(len(yaml) - len(tests), "policy", "policies")
        lines.append(f"wrote {policies} of the standard pack in policies/")
    if tests:
        lines.append(f"wrote the tests of {count(len(tests), 'policy', 'policies')} in policies/tests/")
    lines += ["", style.paint("Next:", "bold")]
    lines += [
        line for number, step in enumerate(steps, 1) for line in style.wrap(step, "     ", f"  {number}. ")
    ]
    return "\n".join(lines) + "\n"
