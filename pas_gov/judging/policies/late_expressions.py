"""The expressions of a policy that is known to compile without fault, each compiled when it is first evaluated.

Of the 200 expressions of the standard pack a small change evaluates 50, and to compile all took a quarter of its gate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from pas_gov import cel
from pas_gov.judging.policies.variables import variables
from pas_gov.model.records.policy import Policy


class LateProgram:
    """What a program can do, each of its parts taken from the compiled one when it is first asked for."""

    def __init__(self, source: str, shapes: Callable[[], Mapping[str, cel.Shape]]) -> None:
        """Take the text, and what gives the shapes of the names that it may read."""
        self.source, self._shapes = source, shapes

    def __getattr__(self, name: str) -> Any:
        """Return a part of the program, and keep it, so that Python no longer asks here."""
        found = getattr(self._program, name)
        self.__dict__[name] = found
        return found

    @cached_property
    def _program(self) -> cel.Program:
        compiled = cel.compile(self.source, self._shapes())
        if isinstance(compiled, tuple):
            fact = f"an expression that was known to compile doesn't: {compiled[0].message}"
            raise RuntimeError(fact)  # noqa: TRY004  (no fault of a type)
        return compiled


class LateExpressions:
    """Gives the programs of one policy as ``ExpressionCompiler`` does, in the same order."""

    def __init__(self, policy: Policy) -> None:
        """Take the policy, which must compile without fault."""
        self.policy = policy
        self._declared: list[tuple[str, cel.Program, bool]] = []  # whether the name is an element of the list

    def variable(self, index: int) -> tuple[str, cel.Program]:
        """Return one of the policy's variables, and let what follows read it."""
        variable = self.policy.variables[index]
        program = self.compile("", variable.cel)
        self._declared.append((variable.name, program, False))
        return variable.name, program

    def each(self) -> cel.Program | None:
        """Return the list of ``each``, where there is one, and let what follows read its element."""
        if self.policy.each is None:
            return None
        program = self.compile("", self.policy.each.source)
        self._declared.append((self.policy.each.name, program, True))
        return program

    def compile(self, _pointer: str, text: str) -> cel.Program:
        """Return the program of an expression that may read what was declared so far."""
        declared = tuple(self._declared)
        return cast(cel.Program, LateProgram(text, lambda: self._shapes(text, declared)))

    def _shapes(
        self, text: str, declared: Sequence[tuple[str, cel.Program, bool]]
    ) -> Mapping[str, cel.Shape]:
        """Return the shapes of the names that a text may read; of those declared by the policy all that it holds.

        They are compiled in their order, so that none is compiled inside another: a long chain needs no deep stack.
        """
        texts, read = [text], []
        for name, program, element in reversed(declared):
            if any(name in one for one in texts):
                texts.append(program.source)
                read.append((name, program, element))
        shapes = variables(self.policy)
        for name, program, element in reversed(read):
            shape = program.shape
            if element:
                shape = shape.element if isinstance(shape, cel.ListOf) else cel.DYN
            shapes[name] = shape
        return shapes
