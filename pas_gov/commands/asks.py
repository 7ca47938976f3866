"""``asks``: what a change, or the present state, asks of each owner, as texts that can be sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.commands.terminal import Outputs, print_report, write_report
from pas_gov.foundation.values import dataclass
from pas_gov.gate.asks import change_asks, present_asks
from pas_gov.gate.gate import GateOptions
from pas_gov.report.asks import FORMATS


@dataclass(frozen=True, slots=True)
class AsksQuestion:
    """Who is asked ("" for everybody), whether by the stack as it stands instead of by a change, in which format."""

    owner: str = ""
    present: bool = False
    format: str = "text"


def asks_command(
    options: GateOptions, environ: Mapping[str, str], today: date, question: AsksQuestion, outputs: Outputs
) -> int:
    """Print what is asked, and write it to files; 0 whatever it is, 3 where it can't be told.

    Raises Stop where nobody of the owner's name owns anything.
    """
    find = present_asks if question.present else change_asks
    report = find(options, environ, today, question.owner)
    write_report(FORMATS, report, outputs)
    return print_report(FORMATS, report, question.format)
