"""``diagnose``: a Promise Drift Report from texts alone, and the promises that are made of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.registering import register
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.commands.terminal import print_report
from pas_gov.diagnosis.commitments.candidates import candidate
from pas_gov.diagnosis.commitments.commitment import Commitment
from pas_gov.diagnosis.diagnosis import diagnosis
from pas_gov.diagnosis.sources.sources import opened
from pas_gov.diagnosis.sources.web.addresses import is_address
from pas_gov.diagnosis.sources.web.bounds import USUAL, Bounds
from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.drift.matching.candidates import Candidate
from pas_gov.foundation.values import dataclass
from pas_gov.loading.output_file import write_file
from pas_gov.loading.root import find_root
from pas_gov.report.diagnosis import FORMATS
from pas_gov.report.diagnosis.contents import DiagnosisReport
from pas_gov.report.diagnosis.sheet import candidate_sheet


@dataclass(frozen=True, slots=True)
class DiagnoseOptions:
    """The sources as they are named, which kinds of findings are a failure, whether histories are read.

    ``bounds`` are those of sites, ``keep`` the file in which their pages are kept. ``register`` names candidates by
    their ids, or "all"; ``sheet`` is the file that they are written to; ``owner`` answers for deciding about them,
    ``core`` is the promise that they are linked to.
    """

    sources: tuple[str, ...]
    fail_on: tuple[str, ...] = ()
    history: bool = True
    bounds: Bounds = USUAL
    keep: str = ""
    register: tuple[str, ...] = ()
    sheet: str = ""
    owner: str = ""
    core: str = ""


def diagnose_command(
    writing: WriteOptions, environ: Mapping[str, str], options: DiagnoseOptions, format_: str
) -> int:
    """Print the report; returns 0, 1 where a finding is of a kind of ``fail_on``, 3 if something couldn't be read.

    With ``register`` it writes proposed promises instead, and returns as writing commands do; a sheet is beside.
    """
    report = diagnosis_report(writing, options)
    if options.sheet:
        write_file(options.sheet, _sheet(report, options))
    if options.register:
        return _registered(writing, environ, options, report)
    return print_report(FORMATS, report, format_)


def diagnosis_report(writing: WriteOptions, options: DiagnoseOptions) -> DiagnosisReport:
    """Return the report on sources. Stops: no-such-path, no-texts (status 2)."""
    source = opened(options.sources, history=options.history, bounds=options.bounds, keep=options.keep)
    found = diagnosis(source.pages(), writing.today, source.history(), source.problems)
    if not found.sentences and not source.problems:
        remedy = "name a folder of texts: pas-gov diagnose site docs"
        there = (
            "there is no sentence in what was named"
            if found.pages
            else "there is no text to read in what was named"
        )
        raise Stop("no-texts", there, remedy, status=2)
    return DiagnosisReport(found, options.sources, writing.today, options.fail_on)


def _chosen(report: DiagnosisReport, wanted: tuple[str, ...]) -> list[Commitment]:
    """Return the commitments of these ids, all of them for "all" or none. Stop(unknown-candidate, status 2)."""
    known = {one.id: one for one in report.diagnosis.commitments}
    unknown = [one for one in wanted if one not in known and one != "all"]
    if unknown:
        message = f"no candidate promise is called {', '.join(map(printable, unknown))}"
        remedy = did_you_mean(unknown[0], known) or "see them: pas-gov diagnose SOURCE"
        raise Stop("unknown-candidate", message, remedy, status=2)
    return [one for one in known.values() if not wanted or "all" in wanted or one.id in wanted]


def _sheet(report: DiagnosisReport, options: DiagnoseOptions) -> bytes:
    found = report.diagnosis
    rows = [
        (candidate(one, (), found.places, found.doubts(one)), one.audience)
        for one in _chosen(report, options.register)
    ]
    return candidate_sheet(options.sheet, rows, options.owner, options.core)


SEE_THEM = "pas-gov inventory lists them all; leave --core away where the candidates rest on none yet"


def _registered(
    writing: WriteOptions, environ: Mapping[str, str], options: DiagnoseOptions, report: DiagnosisReport
) -> int:
    chosen = _chosen(report, options.register)
    root = find_root(writing.directory).path

    def moved(draft: Draft, authorship: Authorship, _: Questions) -> MoveSummary:
        if options.core and options.core not in draft.stack:
            raise Stop(
                "no-promise", f"there is no promise {printable(options.core)}",
                did_you_mean(options.core, draft.stack.entries) or SEE_THEM, status=2,
            )  # fmt: skip
        told = []
        for one in chosen:
            doubts = report.diagnosis.doubts(one)
            made = _as_surface(candidate(one, draft.stack.entries, report.diagnosis.places, doubts), root)
            (entry,) = register(
                draft, [made], authorship, owner=options.owner or authorship.by, audience=one.audience,
                found_by="diagnose", core=options.core,
            )  # fmt: skip
            told.append(f"{entry.id} is proposed, and {entry.promise.owner} answers for deciding.")
        return MoveSummary(tuple(told))

    return propose(writing, environ, moved)


def _as_surface(one: Candidate, root: str) -> Candidate:
    """Return a candidate with an address or a path below the root, as a record has them; else without a path."""
    if is_address(one.path):
        return one
    path = os.path.relpath(os.path.realpath(one.path), os.path.realpath(root)).replace(os.sep, "/")
    return replace(one, path="" if path.startswith("../") else path)
