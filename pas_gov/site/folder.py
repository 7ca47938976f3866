"""The output folder of the site: written whole, stale pages removed, other people's files left alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.loading.output_file import write_file

MANIFEST = ".pas-gov-site.json"
FORMAT = "pas-gov.site/1"
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """A folder that may be written to, and the files that an earlier run wrote there."""

    path: str
    earlier: tuple[str, ...]

    @contextmanager
    def writing(self) -> Iterator[Callable[[str, str], bool]]:
        """Give a function that writes one file, and tells whether it is new; when the block ends well, stale files go.

        A file that holds the same already is left alone. The list of files is written first, too, so that a run that
        was interrupted is known as ours. Stop where a file can't be written.
        """
        written: dict[str, None] = {}
        folders = {""}
        self._make("")
        write_file(os.path.join(self.path, MANIFEST), _manifest(list(self.earlier)))

        def add(path: str, text: str) -> bool:
            folder = path.rpartition("/")[0]
            if folder not in folders:
                self._make(folder)
                folders.add(folder)
            written[path] = None
            return self._write(path, text)

        yield add
        write_file(os.path.join(self.path, MANIFEST), _manifest([*written, *self.earlier]))
        for path in self.earlier:
            if path not in written:
                self._remove(path)
        write_file(os.path.join(self.path, MANIFEST), _manifest(list(written)))

    def _write(self, path: str, text: str) -> bool:
        """Write a file unless it holds just this; nobody reads yet what wasn't there, so that needs no second name."""
        whole, content = os.path.join(self.path, path), text.encode("utf-8")
        try:
            descriptor = os.open(whole, NEW, 0o644)
        except FileExistsError:
            return self._replace(whole, text, content)
        except OSError as error:
            raise _stop(whole, f"can't be written: {error.strerror}") from error
        try:
            while content:
                content = content[os.write(descriptor, content) :]
        except OSError as error:
            raise _stop(whole, f"can't be written: {error.strerror}") from error
        finally:
            os.close(descriptor)
        return True

    def _replace(self, whole: str, text: str, content: bytes) -> bool:
        try:
            with open(whole, "rb", buffering=0) as file:
                if not os.path.islink(whole) and file.read() == content:
                    return False
        except OSError:
            pass  # what can't be read is written anew
        write_file(whole, text)
        return True

    def _make(self, name: str) -> None:
        folder = os.path.join(self.path, name) if name else self.path
        if name and os.path.islink(folder):
            raise _stop(folder, "is a link, which is never followed")
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise _stop(folder, f"can't be made: {error.strerror}") from error

    def _remove(self, path: str) -> None:
        try:
            os.unlink(os.path.join(self.path, path))
        except FileNotFoundError:
            return
        except OSError as error:
            raise _stop(path, f"can't be removed: {error.strerror}") from error


def site_folder(path: str) -> SiteFolder:
    """Return a folder to write a site into; where there is none, writing makes it.

    Stop(not-ours, status 2) where it holds anything that isn't of an earlier site.
    """
    try:
        found = os.listdir(path)
    except FileNotFoundError:
        return SiteFolder(path, ())
    except (OSError, ValueError) as error:
        raise _stop(
            path, f"can't be written to: {getattr(error, 'strerror', None) or error}", status=2
        ) from error
    if not found:
        return SiteFolder(path, ())
    earlier = _earlier(path)
    if earlier is None:
        message = f"the folder {printable(path)} isn't empty, and isn't a site that pas-gov made"
        raise Stop("not-ours", message, "name a new folder; nothing is overwritten", status=2)
    return SiteFolder(path, earlier)


def _earlier(path: str) -> tuple[str, ...] | None:
    """Return the files of an earlier site, or None where the folder holds no list that can be trusted."""
    try:
        with open(os.path.join(path, MANIFEST), encoding="utf-8") as file:
            data = json.load(file)
    except (OSError, ValueError):
        return None
    files = data.get("files") if isinstance(data, dict) and data.get("format") == FORMAT else None
    if not isinstance(files, list) or not all(isinstance(one, str) and _inside(one) for one in files):
        return None
    return tuple(files)


def _inside(path: str) -> bool:
    """Tell whether a path stays in the folder: it may be removed."""
    parts = path.split("/")
    return len(parts) <= 2 and all(part not in ("", ".", "..") and "\\" not in part for part in parts)


def _manifest(files: list[str]) -> str:
    return json.dumps({"format": FORMAT, "files": sorted(set(files))}, indent=0) + "\n"


def _stop(path: str, said: str, status: Literal[2, 3] = 3) -> Stop:
    return Stop(
        "not-written", f"{printable(path)} {said}", "name a folder that can be written to", status=status
    )
