"""The texts in which an organisation makes its promises: surfaces that promises name, and paths that are given."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence

from pas_gov.diagnostics import Diagnostic, Location, Stop, printable
from pas_gov.drift.survey.formats import is_text, unread_formats
from pas_gov.drift.texts.readers import MAX_BYTES, ending, reader_of
from pas_gov.drift.texts.transcripts.files import LINES
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.surface_paths import never_read
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

GITS_OWN = ("HEAD", "objects", "refs")
"""What every folder of git's has, under whatever name."""
MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class Text:
    """One file: its path relative to the root of surfaces (as given where it lies outside), and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class LongText:
    """A file too long to be held whole, with a record on each line: its path as of a text, and where it is."""

    path: str
    place: str
    length: int


def nothing_stored(_: str) -> bytes | None:
    """Return None: nothing is kept elsewhere than in the folder."""
    return None


def texts_of(
    stack: Stack, root: str, roots: Sequence[str], stored: Callable[[str], bytes | None] = nothing_stored
) -> Iterator[Text | LongText | Diagnostic]:
    """Yield the file of each surface that a promise's zones name, by path; a problem for one that can't be read.

    One that isn't there is a problem where an active promise names it: with what ended its page may have gone, and what
    is proposed may have none yet. ``roots`` are the settings', relative to ``root``: a surface is looked for in each,
    in this order. No link that leads out of its root is followed. ``stored`` gives the bytes of a path of the
    repository that a sparse checkout leaves out.
    """
    named: dict[str, Entry] = {}
    for entry in sorted(stack.entries.values(), key=lambda one: not one.active):
        for zone in entry.promise.zones_kept.values():
            for surface in zone.surfaces:
                if surface.path:
                    named.setdefault(surface.path, entry)
    for path, by in sorted(named.items()):
        found = _surface(path, by, [os.path.join(root, one) for one in roots])
        if not isinstance(found, Text | LongText):
            kept = next(filter(None, (stored(posixpath.normpath(f"{one}/{path}")) for one in roots)), None)
            found = Text(path, kept) if kept is not None else found
        if found is not None:
            yield found


def _surface(path: str, by: Entry, roots: list[str]) -> Text | LongText | Diagnostic | None:
    outside = bool(never_read(path))
    for root in () if outside else roots:
        top = os.path.realpath(root)
        real = os.path.realpath(os.path.join(top, path))
        if not _inside(real, top) or _is_gits_own(real, top):
            outside = True
        elif os.path.isfile(real):
            return text_of(real, path)
    if not (outside or by.active):
        return None
    said = "leads out of the root of surfaces, or into git's own folder" if outside else "isn't there"
    message = f"the surface {printable(path)} {said}"
    return Diagnostic(
        "no-surface", message, Location(by.path), "correct its path, or the roots in pas-gov.yaml"
    )


def _is_gits_own(real: str, top: str) -> bool:
    """Tell whether a file is git's: its settings may hold what nobody may read, and a stranger names the surface.

    A repository may keep its folder under any name (``git init --separate-git-dir``), so its contents tell, too.
    """
    parts = os.path.relpath(real, top).split(os.sep)
    if never_read("/".join(parts)):
        return True
    above = (os.path.join(top, *parts[:depth]) for depth in range(len(parts)))
    return any(all(os.path.exists(os.path.join(one, name)) for name in GITS_OWN) for one in above)


def texts_at(paths: Iterable[str], root: str) -> Iterator[Text | LongText | Diagnostic]:
    """Yield the files that are given, and those below given folders whose endings are read, by path; then what isn't read.

    A path that somebody names may be a link, and one that leads out of the repository is told; no link below it is
    followed out of it, and none to a folder.

    Stop(no-such-path, status 2); too-many-files.
    """
    number, unread = 0, list[str]()
    for given in paths:
        if not os.path.lexists(given):
            raise Stop(
                "no-such-path",
                f"there is no {printable(given)}",
                "name a file or a folder of texts",
                status=2,
            )
        if leads := _leads_out(given, root):
            yield leads
        for path in _below(given):
            name = _relative(path, root)
            if os.path.isdir(path):
                yield from _folder_link(path, given, name)
            elif path != given and not (ending(path) and reader_of(path)):
                unread += [name] if is_text(path) else []
            elif os.path.islink(path) and not _inside(path, given):
                yield Diagnostic("not-a-file", LINK, Location(name), "put the file itself there")
            else:
                number += 1
                _bounded(number)
                yield text_of(path, name)
    yield from unread_formats(unread)


def _bounded(number: int) -> None:
    if number > MOST_FILES:
        message = f"more than {MOST_FILES:,} files are below the paths that were given"
        raise Stop("too-many-files", message, "name fewer folders", status=2)


def _folder_link(path: str, given: str, name: str) -> Iterator[Diagnostic]:
    """Yield the problem of a link to a folder, unless what is in that is read where it is."""
    if not _inside(path, given):
        yield Diagnostic("not-a-file", FOLDER_LINK, Location(name), "Name the folder itself as well.")


def _leads_out(given: str, root: str) -> Diagnostic | None:
    """Return a note on a path that somebody named and that is a link out of the repository: it is followed, and told."""
    inside = os.path.dirname(os.path.abspath(given))
    if not os.path.islink(given.rstrip(os.sep)) or not _inside(inside, root) or _inside(given, root):
        return None
    message = f"this is a link that leads out of the repository, to {printable(os.path.realpath(given))}; it is read"
    return Diagnostic(
        "link", message, Location(_relative(given.rstrip(os.sep), root)), "Name the place itself.", "warning"
    )


def _below(given: str) -> Iterator[str]:
    if not os.path.isdir(given):
        yield given
        return
    for folder, folders, files in os.walk(given):
        folders[:] = sorted(name for name in folders if name != ".git")
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        yield from (os.path.join(folder, name) for name in sorted([*files, *links]))


FOLDER_LINK = "this is a link to a folder, so it isn't followed, and nothing in it is read"
LINK = "this is a link that leads out of the folder that was named, so it isn't followed"


def _inside(path: str, folder: str) -> bool:
    top, real = os.path.realpath(folder), os.path.realpath(path)
    return os.path.commonpath([top, real]) == top


def _relative(path: str, root: str) -> str:
    """Return a path relative to the root, with no link resolved but those above it; as given where it lies outside."""
    placed = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
    top = os.path.realpath(root)
    inside = os.path.commonpath([top, placed]) == top
    return (os.path.relpath(placed, top) if inside else path).replace(os.sep, "/")


def text_of(path: str, name: str) -> Text | LongText | Diagnostic:
    """Return a file as a text of this name, or what keeps it from being read."""
    try:
        about = os.stat(path)
        if not stat.S_ISREG(about.st_mode):
            return Diagnostic(
                "not-a-file", "this is no plain file", Location(name), "leave it out of the scan"
            )
        with open(path, "rb") as file:
            if about.st_size > MAX_BYTES and ending(name) in LINES:
                return LongText(name, path, about.st_size)
            return Text(name, file.read(MAX_BYTES + 1))
    except OSError as error:
        return Diagnostic(
            "unreadable", f"this can't be read: {error.strerror}", Location(name), "see to its rights"
        )
