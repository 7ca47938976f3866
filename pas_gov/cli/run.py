"""One run of the command line: whatever happens, an exit status that says so."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

import click

from pas_gov.cli.debugging import debugging
from pas_gov.cli.group import cli
from pas_gov.commands import lost_output
from pas_gov.diagnostics import Stop, log_safe, printable
from pas_gov.loading.transaction import receipt

if TYPE_CHECKING:
    from pas_gov.report.layout import Style


def main() -> None:
    """Run the command line and exit; whatever happens, the status is 0 to 3, and 0 only for a pass.

    What was written is told where the run ends otherwise than it should: on standard error, as the report that says
    so may be lost.
    """
    _settle()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    gc.disable()  # a run is short, and what it builds it needs: collecting took 13% of a large gate
    receipt.forget()
    status = _after_lost_output(_run())
    _silence(sys.stderr)
    if not _is_watched():
        atexit._run_exitfuncs()
        _silence(sys.stdout)  # what these printed
        _silence(sys.stderr)
        os._exit(status)  # nothing is freed that goes anyway: of --version that took a sixth
    sys.exit(status)


def _is_watched() -> bool:
    """Whether something still wants to see this process end: a debugger, a profiler, warnings, another thread."""
    flags = sys.flags
    if (
        flags.inspect
        or flags.interactive
        or flags.dev_mode
        or sys.warnoptions
        or threading.active_count() > 1
    ):
        return True
    monitoring = getattr(sys, "monitoring", None)  # from Python 3.12 on
    tools = (monitoring.get_tool(number) for number in range(6)) if monitoring else ()
    return any((sys.getprofile(), sys.gettrace(), *tools))


def _after_lost_output(status: int) -> int:
    """Return the status that is true where standard output took what was printed, or where it couldn't."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        lost_output.reader_left()
    except OSError as error:
        status = _output_failed(error)
    if lost_output.has_reader_left() and receipt.written():  # of a report alone, the status still tells
        _say(f"nobody read what was printed; {_written()}", "")
        status = status or 3
    _silence(sys.stdout)
    return status


def _output_failed(error: OSError) -> int:
    remedy = (
        "see the change itself with `git diff`" if receipt.written() else "make room there, and run it again"
    )
    said = _written() if receipt.written() else "so there is no verdict"
    _say(f"standard output can't be written ({error.strerror or error}); {said}", remedy)
    return 3


def _written() -> str:
    """Say what was written, so that nobody takes it for undone."""
    paths = receipt.written()
    more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
    return f"the change was written all the same: {', '.join(paths[:NAMED])}{more}"


NAMED = 5  # files that are named


def _silence(stream: TextIO) -> None:
    """Drop what a stream couldn't take: Python would try again at its end, and end with another status."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _settle() -> None:
    """Undo what a parent process may have left: ignored children look like successes, closed streams like bugs."""
    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for name in ("SIGTERM", "SIGHUP"):  # so that temporary folders are removed, and files put back
        number = getattr(signal, name, None)
        if (
            number is not None and signal.getsignal(number) != signal.SIG_IGN
        ):  # nohup ignores what it was told to
            signal.signal(number, signal.default_int_handler)
    if len(sys.argv) > 1:  # a command was given, so nobody asks for completion, which would end with status 0
        for name in [name for name in os.environ if name.startswith("_") and name.endswith("_COMPLETE")]:
            del os.environ[name]
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (for the whole run)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _run() -> int:
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except Stop as stop:
        _say(stop.message, stop.remedy)
        if receipt.written():
            _say(_written(), "")
        return stop.status
    except BrokenPipeError:
        lost_output.reader_left()
        return 3
    except (click.Abort, KeyboardInterrupt):
        _say(f"interrupted: {_written() if receipt.written() else _nothing_done()}", "")
        return 3
    except Exception as failure:  # noqa: BLE001  (the last resort: no traceback, never a pass)
        if isinstance(failure, OSError) and failure.filename is None and failure.errno in LOST:
            return _output_failed(failure)
        if debugging():
            import traceback

            traceback.print_exc()
        _say(
            f"pas-gov itself failed ({type(failure).__name__}: {failure}), {_so_far()}",
            "run it again with `pas-gov --debug ...` and report what it prints",
        )
        return 3
    return status if isinstance(status, int) else 0


LOST = frozenset(
    {errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG, errno.ENXIO}
)  # a terminal that is gone: EIO


def _so_far() -> str:
    return f"but {_written()}" if receipt.written() else "so there is no verdict"


def _nothing_done() -> str:
    """Say what an interruption leaves: a command that writes has written nothing; another one has no verdict."""
    verb = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    command = cli.commands.get(verb)
    writes = command is not None and any(one.name in ("force", "commit") for one in command.params)
    return "nothing was written" if writes or verb in ("init", "fmt") else "there is no verdict"


def _say(message: str, remedy: str) -> None:
    """Print a fact and its remedy, each fact on a line of its own, folded to the terminal, commands whole."""
    with suppress(OSError):  # a terminal that is gone
        for line in told(message, remedy, _style() if sys.stderr.isatty() else None):
            click.echo(log_safe(line), err=True)


def _style() -> Style | None:
    """Return the terminal's style, None where it can't be imported any more: no file can be opened, say."""
    try:
        from pas_gov.commands.terminal import terminal_style
    except (ImportError, OSError):
        return None
    return terminal_style()


def told(message: str, remedy: str, style: Style | None) -> Iterator[str]:
    """Yield the lines of a fact and its remedy, folded for a terminal, whole where ``style`` says that there is none.

    A line with a command in it is never folded, so that it can be pasted.
    """
    yield from _folded(f"pas-gov: {message}", "  ", "", style)
    for line in filter(None, remedy.split("\n")):
        yield from _folded(line, "  ", "  ", style)


def _folded(text: str, indent: str, first: str, style: Style | None) -> Iterator[str]:
    if style is None or re.search(COMMAND, text.removeprefix("pas-gov: ")):
        yield printable(f"{first}{text}")
    else:
        yield from style.wrap(text, indent, first)


COMMAND = r"\b(?:pas-gov|git|pip|pipx|python) [\w<-]"
