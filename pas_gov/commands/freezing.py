"""``scan --freeze``: all that texts are held against, in one file for machines that have no git and no records."""

from __future__ import annotations

from pas_gov import __version__
from pas_gov.authoring.saving.proposal import WriteOptions
from pas_gov.claims.freezing import promised
from pas_gov.claims.frozen_file import frozen_text, read_frozen
from pas_gov.claims.promised import Promised
from pas_gov.commands.terminal import terminal_style, write
from pas_gov.diagnostics import printable
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.output_file import write_file
from pas_gov.loading.root import find_root
from pas_gov.report.layout import count, text_page


def freeze_command(writing: WriteOptions, path: str, *, cached: bool = True) -> int:
    """Write the frozen file, or with ``--dry-run`` say what it would hold; returns 0.

    Stops: no-promises, unread-records, frozen-model, not-written.
    """
    folder = find_root(writing.directory, cached=cached)
    with folder.open_loader() as loader:
        side = loader.load(folder.records(), writing.today)
    known = promised(side, events_to_head(folder, writing.today), writing.today)
    text = frozen_text(known)
    digest = read_frozen(text.encode()).digest  # as who gets it reads it
    if not writing.dry_run:
        write_file(path, text)
    write(_told(known, path, digest, dry_run=writing.dry_run))
    return 0


def _told(known: Promised, path: str, digest: str, *, dry_run: bool) -> str:
    promises = count(len({one.promise for one in known.wordings}), "promise")
    wordings = count(len(known.wordings), "wording")
    verb = "Would freeze" if dry_run else "Froze"
    parts = (
        count(len(known.speakers), "speaker"),
        f"the zones of {count(len(known.zones.named), 'text')}",
        count(len(known.exceptions), "accepted exception"),
    )
    style = terminal_style()
    said = f"{verb} {promises} in {wordings} as of {known.today}, with {', '.join(parts)}: {printable(path)}"
    package = f'"pas-gov[warehouse]=={__version__}"'
    lines = (
        *style.wrap(said),
        f"digest {digest}",
        *style.wrap(f"It is read by pas-gov {__version__} alone: python -m pip install {package}"),
    )
    return text_page(lines)
