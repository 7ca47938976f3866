"""A process that has loaded the program and forks it: each run is a process of its own, without its half second of imports.

Only what a start from nothing does is missing: Python's own options and variables, and the imports. The tests of those
start ``python -m pas_gov`` themselves, as do some of each command.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LENGTH = struct.Struct("!I")
STATUS = struct.Struct("!i")


class Launcher:
    """Starts the program again and again, until the tests end."""

    def __init__(self) -> None:
        self.channel, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, __file__, str(theirs.fileno())]
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        atexit.register(self.close)

    def close(self) -> None:
        """End the process that starts the program."""
        self.channel.close()
        self.process.wait()

    def run(self, command: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run ``[python, -m, module, *arguments]`` in a folder with exactly these variables; nothing is typed."""
        request = json.dumps([command[2:], str(folder), env]).encode()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            socket.send_fds(self.channel, [LENGTH.pack(len(request))], [out.fileno(), err.fileno()])
            self.channel.sendall(request)
            (status,) = STATUS.unpack(_exactly(self.channel, STATUS.size))
            printed = []
            for file in (out, err):
                file.seek(0)
                printed.append(file.read().decode().replace("\r\n", "\n"))
        return subprocess.CompletedProcess(command, status, *printed)


def _exactly(channel: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = channel.recv(size - len(found))
        assert part, "the process that starts the program has ended"
        found += part
    return found


def _load() -> None:
    """Import all that a run may import, and read and compile the standard pack, as the first run would."""
    import pas_gov
    from pas_gov.judging.policies.rules import compile_rules
    from pas_gov.loading.pack import pack_rulebook

    for module in pkgutil.walk_packages(pas_gov.__path__, "pas_gov."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
    compile_rules(pack_rulebook())
    gc.collect()
    gc.freeze()


def _next(channel: socket.socket) -> tuple[list[Any], list[int]]:
    """Return the next request with the two files that it prints to; end where nobody asks any more."""
    head, files, _, _ = socket.recv_fds(channel, LENGTH.size, 2)
    if not head:
        sys.exit(0)
    size = head + (_exactly(channel, LENGTH.size - len(head)) if len(head) < LENGTH.size else b"")
    return json.loads(_exactly(channel, *LENGTH.unpack(size))), list(files)


def _become(request: list[Any], files: list[int]) -> str:
    """Make this process what a fresh one would be for the request, and return the module to run."""
    arguments, folder, env = request
    for number, file in enumerate(files, 1):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    module, *rest = arguments
    sys.argv = [module, *rest]
    sys.path[0] = folder
    return str(module)


def main() -> None:
    """Serve the requests of a socket, each in a fork."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    _load()
    while True:
        request, files = _next(channel)
        if not (child := os.fork()):
            channel.close()
            runpy.run_module(_become(request, files), run_name="__main__", alter_sys=True)
            return
        for file in files:
            os.close(file)
        _, ended = os.waitpid(child, 0)
        channel.sendall(STATUS.pack(os.waitstatus_to_exitcode(ended)))


if __name__ == "__main__":
    main()
