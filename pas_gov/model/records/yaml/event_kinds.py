"""What is used of a YAML parser's events, so that only one module needs to know the parser."""

from __future__ import annotations

from typing import Any, Protocol


class Event(Protocol):
    """What is used of a parser's event; its marks have ``line``, ``column`` and ``index``, from 0."""

    @property
    def start_mark(self) -> Any: ...  # noqa: D102
    @property
    def end_mark(self) -> Any: ...  # noqa: D102


class Node(Event, Protocol):
    """The start of a mapping or sequence."""

    @property
    def anchor(self) -> str | None: ...  # noqa: D102
    @property
    def tag(self) -> str | None: ...  # noqa: D102


class Scalar(Node, Protocol):
    """A single value; ``implicit[0]`` says that it isn't quoted."""

    @property
    def value(self) -> str: ...  # noqa: D102
    @property
    def implicit(self) -> tuple[bool, bool]: ...  # noqa: D102
    @property
    def style(self) -> str | None: ...  # noqa: D102
