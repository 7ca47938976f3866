"""Templates of pages, the site and the report that is sent: escaped, strict, with nothing hidden from the reader."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pas_gov.diagnostics import printable


def page_environment(package: str, folder: str = "templates") -> Environment:
    """Return the environment of a package's templates: autoescaping, and strict about names that don't exist."""
    return Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _shown(value: Any) -> Any:
    """Escape what a reader can't see, or is misled by; markup of our own passes."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return "" if value is None else value
    if value.isascii() and value.isprintable():
        return value
    return "\n".join(map(printable, value.replace("\t", "    ").split("\n")))
