"""``init --upgrade``: a newer standard pack over one that was edited, policy by policy; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pas_gov.authoring.moves.draft import overlaid
from pas_gov.authoring.saving.atomic_write import Write, save
from pas_gov.authoring.saving.targets import refuse_out_of_reach
from pas_gov.authoring.saving.unfinished import refuse_unfinished
from pas_gov.authoring.starting.pack_merge import PolicyMerge
from pas_gov.authoring.starting.pack_origin import Origin, pack_origin
from pas_gov.authoring.starting.pack_record import INDEX, pack_record, plain_content
from pas_gov.authoring.starting.pack_shifts import new_faults, pack_shifts
from pas_gov.authoring.starting.pack_upgrade import Decisions, decided_merges, policies_of, upgraded_texts
from pas_gov.authoring.starting.repository_texts import pack_name
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.loading.earlier_packs import Pack, earlier_packs
from pas_gov.loading.pack import pack_files
from pas_gov.loading.root import find_root
from pas_gov.model.records.rulebook import TESTS_FOLDER
from pas_gov.report.upgrade import FORMATS
from pas_gov.report.upgrade.contents import UpgradedPolicy, UpgradeReport

UNDECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class UpgradeOptions:
    """How the command was called."""

    directory: str = "."
    dry_run: bool = False
    decisions: Decisions = UNDECIDED
    format: str = "text"


def upgrade_command(options: UpgradeOptions, today: date) -> int:
    """Merge the shipped pack into the policies of the work tree, all files or none, and say what became of each.

    Returns 0, or 1 where a conflict is left to the user or nothing could be written. Stops: no-policies,
    no-such-policy, dirty, and those of ``refuse_out_of_reach`` and ``save``.
    """
    folder = find_root(options.directory)
    refuse_unfinished(folder)
    files = folder.snapshot()
    present = Pack(pack_name(), pack_files())
    mine = policies_of(files)
    if not mine:
        message = f"{printable(folder.path)} has no policies to upgrade"
        raise Stop("no-policies", message, "begin with: pas-gov init", status=2)
    origin = pack_origin(pack_record(folder.path), mine, (*earlier_packs(), present))
    merges = tuple(decided_merges(folder, origin, mine, present, options.decisions))
    texts = upgraded_texts(folder, merges, origin, present)
    refuse_out_of_reach(folder, files, texts, force=None)
    proposed = overlaid(files, {path: text for path, text in texts.items() if path.startswith("policies/")})
    with folder.open_loader() as loader:
        before, after = loader.load(files), loader.load(proposed)
        faults = tuple(new_faults(before, after))
        shifts, unasked, changes = pack_shifts(folder, loader, merges, (before, after), today)
    if texts and not faults and not options.dry_run:
        writes = {path: Write(plain_content(folder.path, path), text) for path, text in texts.items()}
        save(folder.path, writes, folder.lock_folder)
    policies = tuple(replace(_upgraded(one), shift=shifts.get(one.id)) for one in merges)
    report = UpgradeReport(
        origin.pack.name, _why(origin), present.name, policies, len(texts), options.dry_run, unasked, changes, faults
    )  # fmt: skip
    return print_report(FORMATS, report, options.format)


def _why(origin: Origin) -> str:
    if origin.recorded:
        return ""
    why = "which pack the policies here came from isn't recorded"
    if origin.foreign:
        more = f" and {len(origin.foreign) - 1} more" if len(origin.foreign) > 1 else ""
        why = (
            f"{INDEX} isn't believed: it has {printable(origin.foreign[0])}{more} come with a pack, and no pack "
            "that this version knows has it so"
        )
    return f"{why}; this is the nearest one known: {origin.same} of its {origin.known} files are just so here"


def _upgraded(merge: PolicyMerge) -> UpgradedPolicy:
    policy = next((one for one in merge.files if not one.path.startswith(f"{TESTS_FOLDER}/")), merge.files[0])
    tests = sum(1 for one in merge.files if one is not policy and one.before != one.after)
    clashes = tuple(clash for one in merge.files for clash in one.clashes)
    return UpgradedPolicy(
        merge.id, merge.state, policy.path, policy.before, policy.after, tests, clashes, merge.fault
    )
