"""All checks of a folder, in the order in which they are told."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date

from pas_gov.checkup.forge import forge_checks
from pas_gov.checkup.machine import machine_checks
from pas_gov.checkup.records import record_checks
from pas_gov.checkup.seen import Seen
from pas_gov.checkup.writers import writer_checks
from pas_gov.loading.root import find_root
from pas_gov.report.doctor.contents import Checkup


def checkup(directory: str, environ: Mapping[str, str], today: date) -> Checkup:
    """Return what is set up in a folder, as far as its files tell; neither the network nor a hook is asked."""
    folder = find_root(directory)
    snapshot = folder.snapshot()
    with folder.open_loader() as loader:
        side = loader.load(snapshot, today)
    seen = Seen(folder, snapshot, side, environ, today)
    parts = [record_checks, forge_checks, writer_checks, machine_checks]
    if folder.repository is None:
        parts[:2] = [forge_checks, record_checks]  # a repository comes before what is written into it
    checks = tuple(check for part in parts for check in part(seen))
    return Checkup(os.path.abspath(folder.path), checks)
