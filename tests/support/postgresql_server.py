"""A PostgreSQL of the tests' own, thrown away with its folder: nothing else on the machine is touched.

Its folder must not lie in pytest's: each pytest that starts takes every other account's rights to that away, and the
server, whose account it is, can't reach its own files any more. It listens on a socket in that folder alone: a port that
is free when it is looked for may be another's by the time the server starts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

BINARIES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None)
MISSING = (
    "" if BINARIES and shutil.which("runuser") else "PostgreSQL isn't installed: apt-get install postgresql"
)
PASSWORD = "s3cret/word"
PATIENCE = 600  # seconds until a start is given up: a minute is short on a machine that does much else
SERVER = (
    "listen_addresses=", "fsync=off", "max_prepared_transactions=2",
    "autovacuum=off",  # nothing but a test changes what a test compares
)  # fmt: skip


@contextmanager
def postgresql_server(folder: Path) -> Iterator[str]:
    """Start a server in an empty folder with a short path; yield the folder of its socket. The account is ``postgres``."""
    folder.chmod(0o755)
    cluster = folder / "cluster"
    cluster.mkdir()
    shutil.chown(cluster, "postgres")
    (folder / "word").write_text(PASSWORD)
    os.chmod(folder / "word", 0o644)
    made = ("-A", "scram-sha-256", f"--pwfile={folder}/word", "-E", "UTF8", "--no-sync")
    _run("initdb", "-D", str(cluster), *made)
    options = " ".join((f"-k {cluster}", *(f"-c {one}" for one in SERVER)))
    control = ("-D", str(cluster), "-w", "-t", str(PATIENCE))
    _run("pg_ctl", *control, "-l", f"{cluster}/log", "-o", options, "start")
    try:
        yield str(cluster)
    finally:
        _run("pg_ctl", *control, "-m", "immediate", "stop")


def address(place: str, user: str, password: str, database: str) -> str:
    """Return the address of a database of the server whose socket lies in a folder."""
    return f"postgresql+psycopg://{user}:{quote(password, safe='%')}@/{database}?host={quote(place, safe='')}"


def _run(program: str, *words: str) -> None:
    command = ["runuser", "-u", "postgres", "--", f"{BINARIES}/{program}", *words]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
