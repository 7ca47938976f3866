"""Public holidays, by the library ``holidays`` (some 250 countries with their subdivisions, kept up from month to month)."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date
from functools import cache

from pas_gov.diagnostics import did_you_mean, printable
from pas_gov.foundation.installing import install_command

Holidays = Callable[[int], Container[date]]
"""The holidays of a year."""


class NoCalendar(Exception):
    """A calendar by which nothing can be measured, with a remedy."""

    def __init__(self, message: str, remedy: str) -> None:
        """Say what is wrong, and what to do."""
        super().__init__(message)
        self.remedy = remedy


def no_holidays(_: int) -> Container[date]:
    """Return the holidays of a year where nobody has any."""
    return ()


@cache
def public_holidays(country: str, subdivision: str) -> Holidays:
    """Return the public holidays of a country or a subdivision of it. Raises NoCalendar where the library has none."""
    try:
        from holidays import country_holidays, list_supported_countries
    except ImportError:
        remedy = install_command("pas-gov[indicators]")
        raise NoCalendar(
            "holidays are known by the package holidays, which isn't installed", remedy
        ) from None
    known = list_supported_countries()
    if country not in known:
        raise NoCalendar(
            f"no holidays are known of the country {printable(country)}",
            "write the two letters of ISO 3166, or the days under days",
        )
    if subdivision and subdivision not in known[country]:
        raise NoCalendar(
            f"{country} has no subdivision {printable(subdivision)}",
            did_you_mean(subdivision, known[country])
            or f"leave it out: holidays are the same in all of {country}",
        )

    @cache
    def of_year(year: int) -> Container[date]:
        found = country_holidays(country, subdiv=subdivision or None, years=year, expand=False)
        if not found:
            raise NoCalendar(
                f"no holidays of {country} are known for {year}", "write them under days, without the country"
            )
        return frozenset(found)

    return of_year
