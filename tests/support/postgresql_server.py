"""A PostgreSQL of the tests' own, thrown away with its folder: nothing else on the machine is touched."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None)
MISSING = (
    "" if BINARIES and shutil.which("runuser") else "PostgreSQL isn't installed: apt-get install postgresql"
)
PASSWORD = "s3cret/word"


@contextmanager
def postgresql_server(folder: Path) -> Iterator[int]:
    """Start a server whose files lie in a folder; yield its port. The account is ``postgres``."""
    for place in (folder, *list(folder.parents)[:3]):
        os.chmod(place, 0o755)
    cluster = folder / "cluster"
    cluster.mkdir()
    shutil.chown(cluster, "postgres")
    (folder / "word").write_text(PASSWORD)
    os.chmod(folder / "word", 0o644)
    port = free_port()
    made = ("-A", "scram-sha-256", f"--pwfile={folder}/word", "-E", "UTF8", "--no-sync")
    _run("initdb", "-D", str(cluster), *made)
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c max_prepared_transactions=2 -k {cluster}"
    )
    _run("pg_ctl", "-D", str(cluster), "-w", "-l", f"{cluster}/log", "-o", options, "start")
    try:
        yield port
    finally:
        _run("pg_ctl", "-D", str(cluster), "-m", "immediate", "stop")


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _run(program: str, *words: str) -> None:
    command = ["runuser", "-u", "postgres", "--", f"{BINARIES}/{program}", *words]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
