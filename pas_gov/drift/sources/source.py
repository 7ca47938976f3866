"""What an indicator's source is: a file below the root, or a database whose address the settings hold."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import field
from typing import Literal
from urllib.parse import quote

from pas_gov.diagnostics import did_you_mean, printable
from pas_gov.foundation.values import dataclass

FileKind = Literal["csv", "json", "parquet"]
ENDINGS: Mapping[str, FileKind] = {
    ".csv": "csv", ".tsv": "csv", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".parquet": "parquet",
}  # fmt: skip
SQLITE_ENDINGS = (".sqlite", ".sqlite3", ".db", ".db3")
BLANK = 4096  # bytes: what begins with so many blanks is no file of figures
VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


class NoSource(Exception):
    """A source that can't be used, with a remedy. Never holds an address or a credential."""

    def __init__(self, message: str, remedy: str) -> None:
        """Say what is wrong, and what to do."""
        super().__init__(message)
        self.message, self.remedy = message, remedy


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file below the root: its name, its real path, and its path as it is written."""

    name: str
    path: str
    written: str
    root: str
    kind: FileKind


@dataclass(frozen=True, slots=True)
class SqliteSource:
    """A file of SQLite: its name, and its real path."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class DatabaseSource:
    """A database on a server: its name, and its address with credentials, of which no part is ever shown."""

    name: str
    url: str = field(repr=False)

    @property
    def dialect(self) -> str:
        """What kind of database it is: ``postgresql`` whatever the driver, which is ours."""
        scheme = self.url.partition("://")[0].partition("+")[0].lower()
        return "postgresql" if scheme == "postgres" else scheme


Source = FileSource | SqliteSource | DatabaseSource


def source(text: str, known: Mapping[str, str], root: str, environ: Mapping[str, str]) -> Source:
    """Return the source that an indicator names: one of the settings' ``known`` ones, or a file. Raises NoSource.

    Only the settings may name a database, as whoever writes a promise must not choose where credentials are sent; but a
    SQLite file below the root needs none.
    """
    if text in known:
        return _of_settings(text, known[text], root, environ)
    if text.startswith("sqlite:///"):
        return _sqlite(text, text, root)
    if "://" in text:
        remedy = "give it a name in pas-gov.yaml, under sources, and write the name here"
        raise NoSource("a promise can't hold the address of a database", remedy)
    if os.path.splitext(text)[1].lower() not in (*ENDINGS, *SQLITE_ENDINGS):
        remedy = (
            did_you_mean(text, known)
            or "name a .csv, .json, .parquet or .sqlite file, or a source of pas-gov.yaml"
        )
        raise NoSource(f"{printable(text)} is no source of the settings, and no file that is read", remedy)
    return _file(text, text, root)


def _of_settings(name: str, written: str, root: str, environ: Mapping[str, str]) -> Source:
    if "://" not in written and not VARIABLE.fullmatch(written):
        return _file(name, written, root)
    if _is_sqlite(written):
        return _sqlite(name, written, root)
    if environ.get("GITHUB_EVENT_NAME", "").startswith("pull_request"):
        message = f"the source {printable(name)} isn't asked in the run of a pull request, which could choose where credentials go"
        raise NoSource(message, "run drift on the base branch, as the workflow does that pas-gov init writes")
    if _holds_password(written):
        remedy = "write ${NAME} in its place, and put it into the environment"
        raise NoSource(f"the source {printable(name)} holds a password in pas-gov.yaml", remedy)

    def value(found: re.Match[str]) -> str:
        text = environ.get(found[1], "")
        if not text:
            raise NoSource(f"the source {name} needs {found[1]} in the environment", f"export {found[1]}=...")
        return text if found[0] == written else quote(text, safe="")

    return _database(name, VARIABLE.sub(value, written))


def _holds_password(written: str) -> bool:
    """Tell whether there is anything but variables between a user's colon and the host."""
    account, at, _ = _authority(VARIABLE.sub("", written)).rpartition("@")
    return bool(at and account.partition(":")[2])


def _splits(url: str) -> bool:
    """Tell whether a character of a password ends it early: what follows would be asked for as a host."""
    authority = _authority(url)
    return authority.count("@") > 1 or ("@" in url.partition("://")[2] and "@" not in authority)


def _authority(url: str) -> str:
    return re.split("[/?#]", url.partition("://")[2], maxsplit=1)[0]


def _database(name: str, url: str) -> DatabaseSource | SqliteSource:
    """Return the database of an address, which may come from the environment: nothing of it is told."""
    shape = "write driver://user:password@host:port/database"
    if "://" not in url:
        raise NoSource(f"the address of {printable(name)} is none of a database", shape)
    if _splits(url):
        remedy = "in the user's name and the password write %40 for @, %2F for /, %3F for ?, %23 for #"
        raise NoSource(f"the address of {printable(name)} has a password that reads as its host", remedy)
    if not _is_sqlite(url):
        return DatabaseSource(name, url)
    path = os.path.realpath(url.partition(":///")[2])
    if not os.path.isfile(path):
        raise NoSource(
            f"the address of {printable(name)} names no file of SQLite", "write sqlite:////its/path"
        )
    return SqliteSource(name, path)


def _file(name: str, written: str, root: str) -> FileSource | SqliteSource:
    if written.lower().endswith(SQLITE_ENDINGS):
        return SqliteSource(name, _inside(written, root))
    kind = ENDINGS.get(os.path.splitext(written)[1].lower())
    if kind is None:
        raise NoSource(
            f"the source {printable(name)} is no .csv, .json, .parquet or .sqlite file", "correct its name"
        )
    path = _inside(written, root)
    if _is_blank(path):
        raise NoSource(f"the file {printable(written)} is empty", "write it anew, with its head and its rows")
    return FileSource(name, path, written, os.path.realpath(root), kind)


def _is_sqlite(url: str) -> bool:
    """Tell whether an address is one of SQLite, whatever the driver and the case."""
    return "://" in url and url.partition("://")[0].partition("+")[0].strip().lower() == "sqlite"


def _sqlite(name: str, written: str, root: str) -> SqliteSource:
    """Return a file of SQLite below the root; what follows a ``?`` is the driver's, and counts for nothing."""
    path = written.partition("://")[2].partition("?")[0].removeprefix("/")
    return SqliteSource(name, _inside(path, root))


def _inside(written: str, root: str) -> str:
    """Return the real path of a file below the root. Raises NoSource where it leads out of it, or isn't there."""
    top = os.path.realpath(root)
    path = os.path.realpath(os.path.join(top, written))
    if os.path.commonpath([top, path]) != top:
        raise NoSource(f"{printable(written)} leads out of the repository", "name a file below its root")
    if not os.path.isfile(path):
        raise NoSource(f"there is no file {printable(written)}", "put it there, or correct the name")
    return path


def _is_blank(path: str) -> bool:
    """Tell whether a file holds nothing but blanks: what a query says of its columns then is no fault of the query."""
    try:
        with open(path, "rb") as file:
            return not file.read(BLANK).removeprefix(b"\xef\xbb\xbf").strip()
    except OSError:
        return False  # what can't be opened is told by whoever reads it
