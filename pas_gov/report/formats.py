"""The formats of a report: which there are, and a report rendered in one of them.

One rule finds the renderers: what serves format F of report R is the function R_F in report/R/F.py. It is imported
when it is asked for, as a run needs one format of one report and pays for no other.
"""

from __future__ import annotations

from importlib import import_module
from typing import Generic, Protocol, TypeVar

from pas_gov.foundation.values import dataclass
from pas_gov.report.layout import Style


class Report(Protocol):
    """What a command found out; its exit status follows from it, whatever the format."""

    @property
    def status(self) -> int:
        """The exit status."""


R = TypeVar("R", bound=Report)


@dataclass(frozen=True, slots=True)
class Formats(Generic[R]):
    """The formats of the reports whose renderers are the modules of a package, the default first."""

    package: str
    names: tuple[str, ...]

    def rendered(self, report: R, name: str, style: Style, *, spreadsheet: bool = False) -> str:
        """Return a report in a format; only text depends on the style, and only CSV on who opens it."""
        report_name = self.package.rpartition(".")[2]
        render = getattr(import_module(f"{self.package}.{name}"), f"{report_name}_{name}")
        options = {"spreadsheet": True} if spreadsheet else {}
        text: str = render(report, style) if name == "text" else render(report, **options)
        return text
