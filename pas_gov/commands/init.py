"""``init``: a governance repository, or what is missing of one. Nothing that exists is ever touched."""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from pas_gov import git
from pas_gov.authoring.moves.draft import overlaid
from pas_gov.authoring.questions import Prompter
from pas_gov.authoring.saving.atomic_write import Write, save
from pas_gov.authoring.saving.targets import ignored, place_of
from pas_gov.authoring.saving.unfinished import refuse_unfinished
from pas_gov.authoring.starting.first_core import new_core
from pas_gov.authoring.starting.layout_files import lacking_lines, layout_files
from pas_gov.authoring.starting.pack_record import INDEX, record_file
from pas_gov.authoring.starting.pack_texts import MODELINE, SCHEMAS, modeline
from pas_gov.authoring.starting.repository_texts import (
    PROBE,
    RULESET,
    WORKFLOW,
    pack_name,
    probe_workflow,
    start_text,
    workflow,
)
from pas_gov.commands.terminal import terminal_style, write
from pas_gov.diagnostics import Stop
from pas_gov.loading.pack import pack_files, pack_page
from pas_gov.loading.root import Root, find_root
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.records.rulebook import POLICIES_FOLDER, TESTS_FOLDER
from pas_gov.model.records.schema import KINDS, schema_text
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.report.codeowners.file import Parts, parted
from pas_gov.report.codeowners.file import written as written_with
from pas_gov.report.codeowners.lines import PLACES, codeowners
from pas_gov.report.layout import Style, count


def init_command(
    directory: str,
    asked: Prompter | None = None,
    environ: Mapping[str, str] | None = None,
    today: date = date.min,
    *,
    probe: bool = False,
) -> int:
    """Write what is missing, all of it or nothing; say what was written and what to do next.

    With ``asked``, somebody at a terminal, a first Core Promise is asked for where there is none; ``probe`` adds the
    workflow that asks a bot each week.
    """
    folder = find_root(directory)
    refuse_unfinished(folder)
    texts = {**_files(), **({PROBE: probe_workflow()} if probe else {})}
    files = {path: text.encode() for path, text in texts.items()}
    core = new_core(folder, asked, environ or {}, today)
    pack = _pack_record(folder)
    files |= {**core.files, **pack, **layout_files(folder.path)}
    if core.owner:
        files[SETTINGS_PATH] = files[SETTINGS_PATH].replace(
            b'# owners: ["@acme/governance"]', _owners(core.owner)
        )
    base = _base(folder)
    if base:
        files[SETTINGS_PATH] = files[SETTINGS_PATH].replace(b"# base: trunk", f"base: {base}".encode())
    absent = git.left_out(folder.repository) if folder.repository else {}
    missing = {path: text for path, text in files.items() if not _is_there(folder, path, absent)}
    if not any(_is_there(folder, path, absent) for path in PLACES):
        missing |= _codeowners(folder, missing)
    rules = _ignoring(folder, missing)
    save(folder.path, {path: Write(None, text) for path, text in missing.items()}, folder.lock_folder,
         folders=[f"promises/{layer}" for layer in LAYERS])  # fmt: skip
    steps = _steps(folder, named=bool(core.files)) if pack or SETTINGS_PATH in missing else ADOPTED
    write(_said(list(missing), steps) + _said_of_ignored(rules) + _theirs(folder) + _unowned(folder))
    return 0


ADOPTED = ("pas-gov validate", "Commit it on a branch, and judge it: pas-gov gate")


def _pack_record(folder: Root) -> dict[str, bytes]:
    """Return what says which pack the policies came from: where there are none yet, it is this one."""
    if any(
        path.startswith(f"{POLICIES_FOLDER}/") and path.endswith(".yaml") for path in folder.snapshot().files
    ):
        return {}
    return record_file(pack_name(), pack_files())


def _is_there(folder: Root, path: str, absent: Container[str]) -> bool:
    """Tell whether a file exists, be it in the index alone, as a sparse checkout leaves it out."""
    return path in absent or os.path.lexists(os.path.join(folder.path, path))


GOVERNED = ("promises/", "policies/", ".github/", SETTINGS_PATH)


def _ignoring(folder: Root, missing: Iterable[str]) -> Mapping[str, git.IgnoreRule]:
    """Return what git would ignore of the files that are to be written; Stop where nothing is governed without one."""
    rules = git.ignoring_rules(folder.path, missing) if folder.repository else {}
    needed = {path: rule for path, rule in rules.items() if path.startswith(GOVERNED)}
    if needed:
        raise ignored(needed, can_be_forced=False)
    return rules


def _said_of_ignored(rules: Mapping[str, git.IgnoreRule]) -> str:
    said = (f"\ngit ignores {path}, which stays with you ({place_of(rule)})" for path, rule in rules.items())
    return "".join((*said, "\n" if rules else ""))


def _owners(owner: str) -> bytes:
    return f"owners: {json.dumps([owner])}".encode()


def _base(folder: Root) -> str:
    """Return the branch that the settings must name, as YAML, since nothing else tells it everywhere; "" for none.

    It is the one on which a repository that has no remote yet began, or is about to begin.
    """
    if folder.repository is None:
        return ""
    begun = git.branches(folder.repository)
    branch = (git.default_branch if begun else git.checked_out)(folder.repository)
    name = branch.removeprefix("refs/heads/")
    return json.dumps(name) if name not in ("", "main") and not name.startswith("refs/") else ""


def _codeowners(folder: Root, fresh: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return CODEOWNERS by its path, over the files that are written with it, where the settings say who governs."""
    if folder.repository is None:
        return {}
    with folder.open_loader() as loader:
        side = loader.load(overlaid(folder.snapshot(), fresh))
    found = codeowners(side.stack, side.rulebook.settings, PLACES[0])
    parts = parted(b"", PLACES[0])
    if found.problems or side.stack.unreadable or not isinstance(parts, Parts):
        return {}
    return {PLACES[0]: written_with(parts, found)}


def _files() -> dict[str, str]:
    schemas = {f"{SCHEMAS}/{kind}.json": schema_text(kind) for kind in KINDS}
    policies = {path: modeline(path) + text.decode() for path, text in pack_files().items()}
    settings = MODELINE.format(up="", kind="settings") + start_text("pas-gov.yaml")
    readmes = {
        f"{name}/README.md": start_text(f"{name}.md")
        for name in ("promises", "policies/waivers", "policies/tests")
    }
    return {
        "README.md": start_text("README.md"), SETTINGS_PATH: settings, **readmes, "policies/README.md": pack_page(),
        WORKFLOW: workflow(), RULESET: start_text("ruleset.json"),
        ".vscode/settings.json": start_text("vscode.json"), **policies, **schemas,
    }  # fmt: skip


def _steps(folder: Root, *, named: bool) -> list[str]:
    """Return what to do next: a new repository commits; one with a history brings its rules in by a branch."""
    first = (
        "Write down what makes it credible: pas-gov new"
        if named
        else "Name the Core Promise: pas-gov new --layer core"
    )
    steps = [first, "pas-gov validate"]
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


def _said(written: list[str], steps: Sequence[str]) -> str:
    style = terminal_style()
    if not written:
        return "Nothing to do: everything is here already.\n"
    yaml = [path for path in written if path.startswith("policies/") and path.endswith(".yaml")]
    tests = [path for path in yaml if path.startswith(f"{TESTS_FOLDER}/")]
    schemas = [path for path in written if path.startswith(f"{SCHEMAS}/")]
    lines = [f"wrote {path}" for path in written if path not in (*yaml, *schemas, INDEX)]
    if INDEX in written:
        lines.append(f"wrote which pack the policies came with to {INDEX}, for pas-gov init --upgrade")
    if schemas:
        lines.append(f"wrote {count(len(schemas), 'schema')} for editors in {SCHEMAS}/")
    if len(yaml) > len(tests):
        policies = count(len(yaml) - len(tests), "policy", "policies")
        lines.append(f"wrote {policies} of the standard pack in policies/")
    if tests:
        lines.append(f"wrote the tests of {count(len(tests), 'policy', 'policies')} in policies/tests/")
    if WORKFLOW in written:
        lines += ["", *_on_github(style)]
    lines += ["", style.paint("Next:", "bold"), *_numbered(steps, style)]
    return "\n".join(lines) + "\n"


def _theirs(folder: Root) -> str:
    """Return what is to be added to files of other tools that were there already, and are never written over."""
    style = terminal_style()
    lines: list[str] = []
    for path, what, wanted in lacking_lines(folder.path):
        lines += ["", *style.wrap(f"{path} is yours, and isn't written over. {what}, add to it:", "  ", "")]
        lines += [f"  {line}" for line in wanted]
    return "".join(f"{line}\n" for line in lines)


def _unowned(folder: Root) -> str:
    """Return why a repository has no CODEOWNERS yet, and how it comes by it."""
    if folder.repository is None or any(_is_there(folder, path, ()) for path in PLACES):
        return ""
    what = (
        f"{PLACES[0]} isn't written yet, as {SETTINGS_PATH} doesn't say who governs: "
        'add owners: ["<WHO>"] there, then run pas-gov owners'
    )
    return "".join(f"{line}\n" for line in ["", *terminal_style().wrap(what, "  ", "")])


def _numbered(steps: Sequence[str], style: Style) -> list[str]:
    return [
        line for number, step in enumerate(steps, 1) for line in style.wrap(step, "     ", f"  {number}. ")
    ]


ON_GITHUB = (
    'The required check: no merge without "pas-gov / gate", from GitHub Actions alone, on a branch that is up to date',
    "The review: a pull request for every change, approved by its code owners, and again after each push",
    "The ruleset that holds both for the default branch: active, nobody bypasses it, no force push, no deletion",
)


def _on_github(style: Style) -> list[str]:
    """Return the settings that no file can make, in words and as the ruleset that makes them."""
    head = "On GitHub, three settings that only a person can make (Settings, Rules, Rulesets):"
    how = f"All three at once: New ruleset, Import a ruleset, and choose {RULESET}, which says:"
    return [
        *style.wrap(head, "  ", ""),
        *_numbered(ON_GITHUB, style),
        *style.wrap(how, "  ", ""),
        *start_text("ruleset.json").rstrip().split("\n"),
    ]
