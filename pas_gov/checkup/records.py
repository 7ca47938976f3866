"""Whether promises and rules are there, valid and current."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.authoring.starting.layout_files import FILES, MARK
from pas_gov.authoring.starting.pack_origin import pack_origin
from pas_gov.authoring.starting.pack_record import pack_record
from pas_gov.authoring.starting.pack_texts import SCHEMAS
from pas_gov.authoring.starting.pack_upgrade import policies_of
from pas_gov.authoring.starting.repository_texts import pack_name
from pas_gov.checkup.seen import FILL_IN, Seen, unfilled
from pas_gov.diagnostics import printable
from pas_gov.judging.problems import all_problems
from pas_gov.loading.earlier_packs import Pack, earlier_packs
from pas_gov.loading.pack import pack_files
from pas_gov.model.records.schema import KINDS, schema_text
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.report.doctor.contents import Check
from pas_gov.report.layout import count, joined

PART = "Promises and rules"
EXAMPLE = "@acme/governance"
WHO_GOVERNS = "<WHO GOVERNS>"
OWNERS = f'owners: ["{WHO_GOVERNS}"]'


def record_checks(seen: Seen) -> Iterator[Check]:
    """Yield whether there is a Core, whether all is valid, which policies bind, and whether they are the newest."""
    yield _valid(seen)
    policies = seen.side.rulebook.policies
    if not policies:
        fact = "There are no policies, so that nothing is judged"
        yield Check("policies", PART, "missing", fact, "Write the standard pack", ("pas-gov init",))
    else:
        yield Check("policies", PART, "ok", f"{count(len(policies), 'policy', 'policies')} in policies/")
        yield _pack(seen)
    yield _core(seen)
    if seen.has(SETTINGS_PATH):
        yield _owners(seen)
    else:
        fact = f"There is no {SETTINGS_PATH}: the defaults count, and nobody owns the rules"
        yield Check("settings", PART, "missing", fact, "Write one", ("pas-gov init",))
    yield _editors(seen)
    yield _layout(seen)


def _core(seen: Seen) -> Check:
    cores = [
        one for one in seen.side.stack.entries.values() if one.layer == "core" and one.status == "active"
    ]
    if cores:
        promises = count(len(seen.side.stack.entries), "promise")
        return Check(
            "core", PART, "ok", f"{promises}, of them {count(len(cores), 'active Core', 'active Cores')}"
        )
    fact = "There is no active Core Promise that others could serve"
    return Check("core", PART, "missing", fact, "Name it", ("pas-gov new --layer core",))


def _valid(seen: Seen) -> Check:
    if not (seen.side.stack.entries or seen.side.rulebook.sources or seen.side.errors):
        fact = "There is no record and no policy yet that could be valid"
        return Check("valid", PART, "missing", fact, "Start the repository", ("pas-gov init",))
    errors = [one for one in all_problems(seen.side, seen.snapshot) if one.severity == "error"]
    if not errors:
        return Check("valid", PART, "ok", "Every record and policy is valid")
    fact = f"{count(len(errors), 'error')} in records, the first in {printable(errors[0].location.path)}"
    return Check("valid", PART, "wrong", fact, "See them, each with its remedy", ("pas-gov validate",))


def _pack(seen: Seen) -> Check:
    present, mine = Pack(pack_name(), pack_files()), policies_of(seen.snapshot)
    origin = pack_origin(pack_record(seen.folder.path), mine, (*earlier_packs(), present))
    if origin.pack.files == present.files:
        return Check(
            "pack", PART, "ok", f"The policies came from {present.name}, the newest that is known here"
        )
    fact = f"The policies came from {origin.pack.name}; this version has {present.name}"
    commands = ("pas-gov init --upgrade --dry-run",)
    return Check(
        "pack", PART, "missing", fact, "See what the newer pack would change", commands, optional=True
    )


def _owners(seen: Seen) -> Check:
    owners = seen.side.rulebook.settings.owners
    others = {one.promise.owner for one in seen.side.stack.entries.values()}
    if left := unfilled(seen.text(SETTINGS_PATH), WHO_GOVERNS):
        return Check("owners", PART, "wrong", left, FILL_IN, ("pas-gov validate",))
    if EXAMPLE in owners and others and not any(owner.startswith("@acme/") for owner in others):
        fact = f"The rules belong to {EXAMPLE}, which is an example and nobody here"
        remedy = f"In {SETTINGS_PATH}, in place of its owners"
        return Check("owners", PART, "wrong", fact, remedy, lines=(OWNERS,))
    if owners:
        return Check("owners", PART, "ok", f"The rules belong to {', '.join(map(printable, owners))}")
    fact = f"{SETTINGS_PATH} doesn't say who owns the rules, so that nobody is asked when they change"
    return Check("owners", PART, "missing", fact, f"Add to {SETTINGS_PATH}", lines=(OWNERS,))


def _editors(seen: Seen) -> Check:
    copies = {kind: seen.text(f"{SCHEMAS}/{kind}.json") for kind in KINDS}
    old = [kind for kind, text in copies.items() if text and text != schema_text(kind)]
    if not any(copies.values()):
        fact = f"Editors have no schemas in {SCHEMAS}/: no completion, and no word about a key"
        return Check("schemas", PART, "missing", fact, "Write them", ("pas-gov init",), optional=True)
    if old:
        fact = f"{SCHEMAS}/ has schemas of another version of pas-gov: {', '.join(old)}"
        commands = tuple(f"rm {SCHEMAS}/{kind}.json" for kind in old)
        return Check(
            "schemas", PART, "wrong", fact, "Write them anew", (*commands, "pas-gov init"), optional=True
        )
    return Check("schemas", PART, "ok", f"Editors have this version's schemas, in {SCHEMAS}/")


def _layout(seen: Seen) -> Check:
    lacking = [
        path for path, names, _ in FILES if not any(MARK.decode() in seen.text(name) for name in names)
    ]
    if not lacking:
        return Check("layout", PART, "ok", "git, prettier and yamllint leave the layout of records alone")
    fact = f"{joined(lacking)} of this folder don't leave records alone: their layout may be undone"
    remedy = "Write what is missing, and be told which lines to add to yours"
    return Check("layout", PART, "missing", fact, remedy, ("pas-gov init",), optional=True)
