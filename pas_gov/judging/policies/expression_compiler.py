"""The compiler of one policy's expressions, in the order in which each may read the one before; all faults placed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pas_gov import cel
from pas_gov.cel.shapes import fits, phrase
from pas_gov.cel.syntax.lexer import RESERVED, WORDS
from pas_gov.diagnostics import Diagnostic
from pas_gov.judging.policies.position import position_in_file
from pas_gov.judging.policies.variables import unreadable_names, variables
from pas_gov.model.records.policy import Policy
from pas_gov.model.records.rulebook import RuleFile

CONDITION = 'write a condition, such as promise.status == "active"'
STRING = 'write a string, such as promise.title + " has no owner"; string(...) makes one of another value'
EXPECTED: Mapping[
    str, tuple[cel.Shape, str, str]
] = {  # what each must be, in words too, and how that is written
    "/when": (cel.BOOL, "true or false", CONDITION),
    "/require": (cel.BOOL, "true or false", CONDITION),
    "/each/in": (cel.ListOf(cel.DYN), "a list", "write a list, such as promise.audience"),
    "/message": (cel.STRING, "a string", STRING),
    "/cause": (cel.DYN, "", ""),
}
UNREADABLE = frozenset((*RESERVED, *WORDS))  # names that could be declared, but that no expression could read
KEPT = 512  # expressions: the sides of a change and the days of a history have most in common


class ExpressionCompiler:
    """Compiles one policy's expressions; ``names`` are what the next may read, and ``found`` all errors so far."""

    def __init__(self, policy: Policy, source: RuleFile) -> None:
        """Take the policy and its file."""
        self.policy, self.source = policy, source
        self.names = variables(policy)
        self.found: list[Diagnostic] = []

    def variable(self, index: int) -> tuple[str, cel.Program]:
        """Compile one of the policy's variables, and let what follows read it."""
        variable = self.policy.variables[index]
        program = self.compile(f"/variables/{index}/cel", variable.cel)
        self._declare(f"/variables/{index}/name", variable.name, program.shape)
        return variable.name, program

    def each(self) -> cel.Program | None:
        """Compile the list of ``each``, where there is one, and let what follows read its element."""
        if self.policy.each is None:
            return None
        program = self.compile("/each/in", self.policy.each.source)
        shape = program.shape.element if isinstance(program.shape, cel.ListOf) else cel.DYN
        self._declare("/each/name", self.policy.each.name, shape)
        return program

    def compile(self, pointer: str, text: str) -> cel.Program:
        """Return the program of the expression at a pointer; with errors it can't be used, but stands for any."""
        compiled = _compiled(text, tuple(self.names.items()))
        if isinstance(compiled, tuple):
            self._told(pointer, text)
            return _anything()
        expects, wanted, remedy = EXPECTED.get(pointer, (cel.DYN, "", ""))
        if not fits(compiled.shape, expects):
            fact = f"it must be {wanted}, but this is {phrase(compiled.shape)}"
            self._fault(pointer, cel.Fault(fact, remedy, 1, 1))
        return compiled

    def _told(self, pointer: str, text: str) -> None:
        """Compile once more, for its faults: now knowing what there is elsewhere."""
        faults = cel.compile(text, {**unreadable_names(self.policy), **self.names})
        for fault in faults if isinstance(faults, tuple) else ():
            self._fault(pointer, fault)

    def _fault(self, pointer: str, fault: cel.Fault) -> None:
        at = position_in_file(self.source.content, self.source.locate(pointer), fault.line, fault.column)
        message = f"{self._name(pointer)}: {fault.message}"
        self.found.append(Diagnostic("policy-cel", message, at, self._remedy(pointer, fault)))

    def _remedy(self, pointer: str, fault: cel.Fault) -> str:
        text = self.policy.message.strip()
        if pointer == "/message" and " " in text and not set(text) & set("\"'+("):  # a plain sentence
            return f"a text needs quotes of its own: message: '\"{text}\"'"
        return fault.remedy or "correct it"

    def _name(self, pointer: str) -> str:
        """Name an expression as its author would: require, each.in, variable "answer"."""
        _, key, *rest = pointer.split("/")
        if key == "variables":
            return f'variable "{self.policy.variables[int(rest[0])].name}"'
        return ".".join((key, *rest))

    def _declare(self, pointer: str, name: str, shape: cel.Shape) -> None:
        if name in self.names:
            self._refuse(pointer, f'the name "{name}" is taken already')
        elif name in UNREADABLE:
            self._refuse(pointer, f'"{name}" is a word of CEL and can\'t be a name')
        else:
            self.names = {**self.names, name: shape}

    def _refuse(self, pointer: str, fact: str) -> None:
        at = self.source.locate(pointer)
        self.found.append(Diagnostic("policy-name", fact, at, "choose another name"))


@lru_cache(maxsize=KEPT)
def _compiled(text: str, names: tuple[tuple[str, cel.Shape], ...]) -> cel.Program | tuple[cel.Fault, ...]:
    return cel.compile(text, dict(names))


def _anything() -> cel.Program:
    program = cel.compile("dyn(null)", {})
    assert not isinstance(program, tuple)  # noqa: S101
    return program
