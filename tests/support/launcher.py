"""A process that has loaded the program and forks it: each run is a process of its own, without its half second of imports.

Only what a start from nothing does is missing: Python's own options and variables, the imports, that patterns, the
schemas of records and the standard pack are compiled, and that git is asked for its version. The tests of those start ``python -m pas_gov`` themselves, as do
some of each command. Run as a program, this file is what a script calls as ``pas-gov``: it has its run started by the
process that serves, with its own streams, folder and variables.
"""

import atexit
import json
import os
import socket
import struct
import sys

LENGTH = struct.Struct("!I")
STATUS = struct.Struct("!i")
LOST_OUTPUT = 120  # what Python itself ends with where its output can't be written


def ask(address: str, arguments: list[str], folder: str, env: dict[str, str], streams: list[int]) -> int:
    """Have the program run with these words, folder, variables and three open streams; return how it ended."""
    request = json.dumps([arguments, folder, env]).encode()
    with socket.socket(socket.AF_UNIX) as channel:
        channel.connect(address)
        socket.send_fds(channel, [LENGTH.pack(len(request))], streams)
        channel.sendall(request)
        (status,) = STATUS.unpack(_exactly(channel, STATUS.size))
    return int(status)


def _exactly(channel: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = channel.recv(size - len(found))
        assert part, "the process that starts the program has ended"
        found += part
    return found


def serve(address: str) -> None:
    """Serve requests, each in a fork, until the process that started this one ends; then remove the address and its folder."""
    import contextlib
    import selectors

    _load()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen(64)
    print("ready", flush=True)
    waiting = selectors.DefaultSelector()
    waiting.register(sys.stdin, selectors.EVENT_READ, None)
    waiting.register(listening, selectors.EVENT_READ, None)
    while True:
        for key, _ in waiting.select():
            if key.fileobj is sys.stdin:
                with contextlib.suppress(OSError):  # whoever ends has removed it
                    os.unlink(address)
                    os.rmdir(os.path.dirname(address))
                os._exit(0)
            elif key.fileobj is listening:
                channel, pid = _started(listening)
                waiting.register(os.pidfd_open(pid), selectors.EVENT_READ, (channel, pid))
            else:
                waiting.unregister(key.fileobj)
                os.close(key.fd)
                _tell(*key.data)


class KnownToCompile:
    """Knows of every policy that it compiles, as a run does that finds so in its cache."""

    def warnings(self, _text: str, _path: str) -> tuple:
        return ()

    def compiles(self, _text: str, _warnings: tuple) -> None:
        """Take nothing: all is known."""


def _load() -> None:
    """Import all that a run may import, and make ready what any run would: the standard pack, schemas, patterns."""
    import gc
    import pkgutil

    import pas_gov
    from pas_gov.foundation.patterns import LatePattern
    from pas_gov.git import repository
    from pas_gov.judging.policies.rules import compile_rules
    from pas_gov.loading.pack import pack_folder, pack_rulebook, policy_snapshot
    from pas_gov.model.records.schema import KINDS
    from pas_gov.model.records.schema_checks import accepts
    from pas_gov.model.records.suite import load_suites

    for module in pkgutil.walk_packages(pas_gov.__path__, "pas_gov."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
    rulebook = pack_rulebook()
    compile_rules(rulebook)
    for rule in compile_rules(rulebook, KnownToCompile()).rules:
        _compile_late(rule)
    load_suites(policy_snapshot("the standard pack", pack_folder()))
    for kind in KINDS:
        accepts(kind, {})
    for pattern in [one for one in gc.get_objects() if isinstance(one, LatePattern)]:
        for method in ("match", "fullmatch", "search", "sub", "finditer", "findall", "split"):
            getattr(pattern, method)  # compiled and kept by now
    repository._check_version()  # of this git: a run that finds another one in its path asks that
    gc.collect()
    gc.freeze()


def _compile_late(rule) -> None:
    """Compile the expressions of a rule that are compiled when they are first evaluated."""
    named = (program for _, program in rule.variables)
    for program in (rule.when, rule.source, rule.require, rule.message, rule.cause, *named):
        if program is not None:
            assert program.shape


def _started(listening: socket.socket) -> tuple[socket.socket, int]:
    """Fork for the next request; return the channel on which its asker waits, and the process."""
    channel, _ = listening.accept()
    head, streams, _, _ = socket.recv_fds(channel, LENGTH.size, 3)
    size = head + (_exactly(channel, LENGTH.size - len(head)) if len(head) < LENGTH.size else b"")
    request = json.loads(_exactly(channel, *LENGTH.unpack(size)))
    if not (child := os.fork()):
        listening.close()
        channel.close()
        _end(_run(_become(request, list(streams))))
    for stream in streams:
        os.close(stream)
    return channel, child


def _tell(channel: socket.socket, pid: int) -> None:
    """Tell the asker how its process ended; one that has left by now isn't waited for."""
    _, ended = os.waitpid(pid, 0)
    with channel:
        try:
            channel.sendall(STATUS.pack(os.waitstatus_to_exitcode(ended)))
        except OSError:
            return


def _become(request: list, streams: list[int]) -> str:
    """Make this process what a fresh one would be for the request, and return the module to run."""
    arguments, folder, env = request
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    module, *rest = arguments
    sys.argv = [module, *rest]
    sys.path[0] = folder
    return str(module)


def _run(module: str) -> int:
    """Run a module as a program and return the status that it ends with."""
    import runpy

    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def _end(status: int) -> None:
    """End this process as Python would, but leave its memory as it is: taking it apart would copy all of it."""
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        status = LOST_OUTPUT
    os._exit(status)


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(sys.argv[2])
    status = ask(sys.argv[1], ["pas_gov", *sys.argv[2:]], os.getcwd(), dict(os.environ), [0, 1, 2])
    sys.exit(status if status >= 0 else 128 - status)
