"""What a shell completes: ids of promises and policies, zones. From the names of files alone, as each is its id."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from pas_gov.model.records.promise import ZONES


class PromiseId(StringParamType):
    """The id of a promise, or the beginning of one."""

    name = "id"

    def shell_complete(self, ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the ids that begin so, each with its layer."""
        return [
            CompletionItem(name, help=layer)
            for name, layer in _names(ctx, "promises")
            if name.startswith(incomplete)
        ]


class PolicyId(StringParamType):
    """The id of a policy."""

    name = "policy"

    def shell_complete(self, ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the ids that begin so."""
        found = (name for name, folder in _names(ctx, "policies") if not folder)
        return [CompletionItem(name) for name in found if name.startswith(incomplete)]


class ZoneId(StringParamType):
    """A zone, or the beginning of its name."""

    name = "zone"

    def shell_complete(self, _: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the zones that begin so; after a promise's id, with what follows = left to write."""
        return [
            CompletionItem(zone, help=name) for zone, name in ZONES.items() if zone.startswith(incomplete)
        ]


def _names(ctx: click.Context, folder: str) -> Iterator[tuple[str, str]]:
    """Yield (id, folder below) of every record in a folder of the repository around here, sorted by id."""
    root = _root(os.path.abspath(str(ctx.params.get("repo") or ".")), folder)
    found = []
    for place, folders, files in os.walk(os.path.join(root, folder)):
        folders.sort()
        below = os.path.relpath(place, os.path.join(root, folder)).replace(".", "", 1)
        found += [(name.rpartition(".")[0], below) for name in files if name.endswith((".yaml", ".yml"))]
    yield from sorted(found)


def _root(start: str, folder: str) -> str:
    place = start
    with suppress(OSError):
        while not os.path.isdir(os.path.join(place, folder)) and os.path.dirname(place) != place:
            place = os.path.dirname(place)
    return place
