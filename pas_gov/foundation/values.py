"""Dataclasses whose methods are written when they are first called.

The standard library's decorator compiles six functions a class as it is imported: of a small gate, with its 105 classes
of which many are never made, that was a third of all imports (85 ms of 100 classes; here 8, and 0.2 for each class that
is used). What it leaves is a dataclass in all else: ``fields``, ``replace``, ``asdict``, patterns, pickles. A test
holds the two against each other.
"""

from __future__ import annotations

import dataclasses
import inspect
import reprlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True):
        """Make a class a dataclass as ``dataclasses.dataclass`` does; its methods are written later."""
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen, slots=slots, eq=eq)
        cls.__doc__ = (
            cls.__doc__ or cls.__qualname__
        )  # else the library asks inspect for a signature, to write one
        return _with_methods(_made(cls, slots=slots), frozen=frozen, slots=slots, eq=eq)


Fields = tuple["dataclasses.Field[Any]", ...]
Written = tuple[str, dict[str, object]]  # the text of a method, and the names that it uses
SPECIAL = ("ClassVar", "InitVar", "KW_ONLY")  # by these words the library makes something else than a field
NOT_GIVEN = object()  # stands for a default that is made anew for each value


def _made(cls: Any, *, slots: bool) -> Any:
    """Have the library make the class: without the texts of its annotations, of which it searches each for ClassVar."""
    decorate = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)
    texts = inspect.get_annotations(cls)
    if any(not isinstance(text, str) or any(word in text for word in SPECIAL) for text in texts.values()):
        return decorate(cls)
    cls.__annotations__ = dict.fromkeys(texts, object)
    made = decorate(cls)
    made.__annotations__ = texts
    for name, text in texts.items():
        made.__dataclass_fields__[name].type = text
    return made


def _with_methods(cls: Any, *, frozen: bool, slots: bool, eq: bool) -> Any:
    found = dataclasses.fields(cls)
    if hasattr(cls, "__post_init__") or any(one.kw_only or not one.init for one in found):
        raise TypeError(f"{cls.__qualname__}: dataclasses.dataclass knows how, this one doesn't")
    _write_later(cls, "__init__", lambda: _init(cls, found, frozen=frozen, slots=slots))
    _write_later(cls, "__repr__", lambda: _repr(found))
    if eq:
        hashed = cls.__dict__.get("__hash__") is not None  # beside an __eq__ of its own, Python puts None
        _write_later(cls, "__eq__", lambda: _eq(found))
        if not hashed:
            cls.__hash__ = None
            if frozen:
                del cls.__hash__
                _write_later(cls, "__hash__", lambda: _hash(found))
    if frozen:
        _freeze(cls, frozenset(one.name for one in found))
    if frozen and slots:
        _keep_state(cls, tuple(one.name for one in found))
    return cls


def _write_later(cls: Any, name: str, write: Callable[[], Written]) -> None:
    """Give a class a method that writes itself when it is first called, unless the class has one of its own."""
    if name in cls.__dict__:
        return

    def method(*args: Any, **named: Any) -> Any:
        text, names = write()
        exec(compile(text, f"<{cls.__qualname__}.{name}>", "exec"), names)  # noqa: S102  (of names in our own code)
        written: Any = names[name]
        written.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, written)
        return written(*args, **named)

    setattr(cls, name, method)


def _init(cls: Any, found: Fields, *, frozen: bool, slots: bool) -> Written:
    """Write ``__init__``: a slot's own setter takes half as long as ``object.__setattr__``, which the library calls."""
    names: dict[str, object] = {"_NOT_GIVEN": NOT_GIVEN, "_set": object.__setattr__}
    taken, lines = [], []
    for one in found:
        name, value = one.name, one.name
        if one.default is not dataclasses.MISSING:
            taken.append(f"{name}=_default_{name}")
            names[f"_default_{name}"] = one.default
        elif one.default_factory is not dataclasses.MISSING:
            taken.append(f"{name}=_NOT_GIVEN")
            names[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is _NOT_GIVEN else {name}"
        else:
            taken.append(name)
        if slots:
            names[f"_set_{name}"] = getattr(cls, name).__set__
        lines.append(
            f"_set_{name}(self, {value})"
            if slots
            else f"_set(self, {name!r}, {value})"
            if frozen
            else f"self.{name} = {value}"
        )
    body = "\n  ".join(lines) or "pass"
    return f"def __init__({', '.join(['self', *taken])}):\n  {body}", names


def _repr(found: Fields) -> Written:
    shown = ", ".join(f"{one.name}={{self.{one.name}!r}}" for one in found if one.repr)
    text = f"@_once\ndef __repr__(self):\n  return f'{{self.__class__.__qualname__}}({shown})'"
    return text, {"_once": reprlib.recursive_repr()}


def _eq(found: Fields) -> Written:
    mine, others = (_tuple(of, [one.name for one in found if one.compare]) for of in ("self", "other"))
    same = f"{mine} == {others} if other.__class__ is self.__class__ else NotImplemented"
    return f"def __eq__(self, other):\n  return {same}", {}


def _hash(found: Fields) -> Written:
    kept = [one.name for one in found if (one.compare if one.hash is None else one.hash)]
    return f"def __hash__(self):\n  return hash({_tuple('self', kept)})", {}


def _tuple(of: str, names: Sequence[str]) -> str:
    return f"({''.join(f'{of}.{name}, ' for name in names)})"


def _freeze(cls: Any, names: frozenset[str]) -> None:
    def __setattr__(self: Any, name: str, value: object) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    cls.__setattr__, cls.__delattr__ = __setattr__, __delattr__


def _keep_state(cls: Any, names: Sequence[str]) -> None:
    """Let a value that can't be set be copied and pickled."""

    def __getstate__(self: Any) -> list[object]:  # noqa: N807
        return [getattr(self, name) for name in names]

    def __setstate__(self: Any, state: Sequence[object]) -> None:  # noqa: N807
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    cls.__getstate__, cls.__setstate__ = __getstate__, __setstate__
