"""Templates compiled to plainer code than Jinja's own: 10,000 pages are a million small texts, each escaped on its way.

Jinja asks its environment for each attribute, item and call, as any of these may be undefined or want its context; here
all are attributes, items and calls of Python, which complain of themselves. Escaping goes through one function that
knows texts again that it has seen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

KNOWN, SHORT = 50_000, 48  # texts that are remembered, and how long these are at most


class PlainCode(CodeGenerator):
    """Writes a template as Python that reads attributes and items, and calls functions, without asking Jinja."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002  (Jinja's)
        self.write("environment.escaped(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002  (Jinja's)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja's)
        """Write an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802  (Jinja's)
        """Write an item, or a slice."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802  (Jinja's)
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; none of ours wants the context, and no macro is called with a body."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            self.fail("a call with a body, or with arguments from a list, isn't compiled here", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def compile_plainly(environment: Environment) -> None:
    """Let an environment compile its templates so; its ``finalize`` is what escapes what a reader can't see.

    Templates don't change while it runs: each is looked for once, by whichever template includes it.
    """
    environment.code_generator_class = PlainCode
    environment.get_template = cache(environment.get_template)  # type: ignore[method-assign]
    environment.escaped = _escaping(environment.finalize or str)  # type: ignore[attr-defined]


def _escaping(finalize: Callable[[Any], Any]) -> Callable[[Any], str]:
    known: dict[str, str] = {}

    def escaped(value: Any) -> str:
        """Return a value as it stands in a page: markup as it is, all else escaped for readers and for HTML."""
        kind = type(value)
        if kind is Markup:
            return value  # type: ignore[no-any-return]
        if kind is not str:
            return "" if value is None else str(escape(finalize(value)))
        found = known.get(value)
        if found is None:
            found = str(escape(finalize(value)))
            if len(value) <= SHORT and len(known) < KNOWN:
                known[value] = found
        return found

    return escaped
