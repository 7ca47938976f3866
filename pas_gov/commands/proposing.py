"""What the writing commands have in common: the change is made, and shown."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.authoring.saving.proposal import Move, WriteOptions, saved_proposal
from pas_gov.commands.terminal import print_report
from pas_gov.report.proposal import FORMATS


def propose(writing: WriteOptions, environ: Mapping[str, str], move: Move) -> int:
    """Draft a change, hold it against what the gate will say, write it, and show it; return the exit status.

    0 written (or with ``dry_run`` it would be), 1 refused, as the policies would block what it records itself (which
    ``force`` overrules) or as a record would be invalid. Whatever fails leaves every file as it was.
    """
    return print_report(FORMATS, saved_proposal(writing, environ, move))
