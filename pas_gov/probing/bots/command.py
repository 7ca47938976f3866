"""A bot behind a command: it reads the question from its standard input, and prints its answer."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.probing.bots.bot import MOST_CHARACTERS, NoAnswer, cut

MOST_BYTES = 4 * MOST_CHARACTERS


@dataclass(frozen=True, slots=True)
class CommandBot:
    """A command, as its words, and the seconds that one answer may take."""

    words: tuple[str, ...]
    seconds: float

    @property
    def name(self) -> str:
        """The command's name, without its arguments: these may hold what is secret."""
        return os.path.basename(self.words[0])

    def answer(self, question: str) -> str:
        """Run the command once, in a process group of its own, which is ended with it."""
        try:
            process = subprocess.Popen(  # noqa: S603  (the user's own command, by its words)
                list(self.words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=os.name == "posix",
            )  # fmt: skip
        except OSError as error:
            raise NoAnswer(f"{self.name} can't be run: {error.strerror}") from None
        timer = threading.Timer(self.seconds, _end, [process])
        timer.start()
        try:
            said = _said(process, question)
        finally:
            timed_out = not timer.is_alive()
            timer.cancel()
            _end(process)
            _close(process)
            process.wait()
        if timed_out:
            raise NoAnswer(f"{self.name} gave no answer within {self.seconds:g} seconds")
        if not said.strip():
            ended = f" and ended with status {process.returncode}" if process.returncode else ""
            raise NoAnswer(f"{self.name} printed nothing{ended}")
        return cut(said.strip())


def command_bot(words: Sequence[str], seconds: float) -> CommandBot:
    """Return the bot of a command. Stops: no-such-command (status 2)."""
    if not words or shutil.which(words[0]) is None:
        message = f"there is no command {printable(words[0]) if words else 'named'}"
        raise Stop(
            "no-such-command", message, 'name one that reads a question: --command "./bot.sh"', status=2
        )
    return CommandBot(tuple(words), seconds)


def _said(process: subprocess.Popen[bytes], question: str) -> str:
    assert process.stdin is not None  # noqa: S101  (asked for above)
    assert process.stdout is not None  # noqa: S101
    with contextlib.suppress(OSError):  # it needn't read its question
        process.stdin.write(f"{question}\n".encode())
    with contextlib.suppress(OSError):
        process.stdin.close()
    said = process.stdout.read(MOST_BYTES)
    if len(said) == MOST_BYTES:
        return said.decode("utf-8", "replace")
    process.wait()
    return said.decode("utf-8", "replace")


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):  # what the command didn't read of its question is lost
            if stream is not None:
                stream.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
