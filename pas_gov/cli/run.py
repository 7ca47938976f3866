"""One run of the command line: whatever happens, an exit status that says so."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback

import click

from pas_gov.cli.group import cli
from pas_gov.cli.options import debugging
from pas_gov.diagnostics import Stop, log_safe, printable


def main() -> None:
    """Run the command line and exit; whatever happens, the status is 0 to 3, and 0 only for a pass."""
    _settle()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    gc.disable()  # a run is short, and what it builds it needs: collecting took 13% of a large gate
    status = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # the reader went away; the status still tells
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def _settle() -> None:
    """Undo what a parent process may have left: ignored children look like successes, closed streams like bugs."""
    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that temporary folders are removed
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
        return stop.status
    except BrokenPipeError:
        return 3
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted: there is no verdict", "")
        return 3
    except Exception as failure:  # noqa: BLE001  (the last resort: no traceback, never a pass)
        if debugging():
            traceback.print_exc()
        _say(
            f"pas-gov itself failed ({type(failure).__name__}: {failure}), so there is no verdict",
            "run it again with `pas-gov --debug ...` and report what it prints",
        )
        return 3
    return status if isinstance(status, int) else 0


def _say(message: str, remedy: str) -> None:
    click.echo(f"pas-gov: {log_safe(printable(message))}", err=True)
    for line in filter(
        None, remedy.split("\n")
    ):  # a command stands on a line of its own, so that it can be copied
        click.echo(f"  {log_safe(printable(line))}", err=True)
