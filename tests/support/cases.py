"""A table of cases as one test: pytest and xdist need milliseconds for each test, and a case needs microseconds."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pytest

Test = Callable[..., None]
Ids = Iterable[object] | Callable[[Any], object] | None
FRESH = {"browser", "capfd", "capsys", "monkeypatch", "new_repo", "nobodys_settings", "repo", "tmp_path"}
SHOWN = 120  # characters of a case without an id


class Case(NamedTuple):
    """The values of one case, and what it is called."""

    name: str
    values: Mapping[str, Any]


def each_of(names: str | Sequence[str], cases: Iterable[Any], ids: Ids = None) -> Callable[[Test], Test]:
    """Run the test once for each case, as ``pytest.mark.parametrize`` with the same arguments would, but as one test.

    All cases are tried. When some fail, the test fails with each of them by its id (or by its values), and where and
    how it failed. It is for cases that need nothing of their own: a table that is empty, a mark on a case, and a
    fixture that each test gets afresh are refused, and a case that skips fails, as the others would be lost with it.
    Two tables over one test are all their pairs.
    """
    keys = tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else tuple(names)
    table = tuple(_named(keys, tuple(cases), ids))
    if not table:
        raise ValueError("a test of no cases can't fail")

    def of(test: Test) -> Test:
        inner, within = getattr(test, "cases", (test, ()))
        pairs = tuple(Case(f"{one.name}-{other.name}", {**one.values, **other.values}) for one in table for other in within)  # fmt: skip
        return _one_test(inner, pairs or table)

    return of


def shared(function: object, fixtures: Iterable[str]) -> str:
    """Return what is wrong with the fixtures of a test of several cases; nothing for any other test."""
    fresh = sorted(FRESH & set(fixtures)) if hasattr(function, "cases") else ()
    return f"all of its cases would share {', '.join(fresh)}: parametrize it" if fresh else ""


def _one_test(test: Test, table: tuple[Case, ...]) -> Test:
    signature = inspect.signature(test)
    keys = table[0].values.keys()
    rest = [one for name, one in signature.parameters.items() if name not in keys]
    if absent := keys - signature.parameters.keys():
        raise TypeError(f"{test.__qualname__} takes no {', '.join(sorted(absent))}")
    if shared := FRESH & {one.name for one in rest}:
        raise TypeError(
            f"all cases of {test.__qualname__} would share {', '.join(sorted(shared))}: parametrize it"
        )

    @functools.wraps(test)
    def run(*arguments: Any, **fixtures: Any) -> None:
        told = [
            f"[{case.name}]\n{fault}"
            for case in table
            if (fault := _fault(functools.partial(test, *arguments, **case.values, **fixtures)))
        ]
        if told:
            count = f"{len(told)} of {len(table)} cases fail"
            pytest.fail("\n\n".join([count, *told]), pytrace=False)

    run.__signature__ = signature.replace(parameters=rest)  # type: ignore[attr-defined]
    run.cases = test, table  # type: ignore[attr-defined]
    return run


def _named(keys: tuple[str, ...], cases: tuple[Any, ...], ids: Ids) -> Iterator[Case]:
    names = [None] * len(cases) if ids is None or callable(ids) else ids
    for case, name in zip(cases, names, strict=True):
        if hasattr(case, "marks"):
            raise TypeError("a case with marks or an id of its own is a test of its own: parametrize it")
        values = (case,) if len(keys) == 1 else tuple(case)
        told = _id(values, ids) if name is None else str(name)
        yield Case(told, dict(zip(keys, values, strict=True)))


def _id(values: tuple[Any, ...], ids: Ids) -> str:
    told = [(ids(value) if callable(ids) else None, value) for value in values]
    shown = ", ".join(repr(value) if name is None else str(name) for name, value in told)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."


def _fault(case: Callable[[], None]) -> str:
    """Return where and how a case fails, as pytest shows it; nothing when it doesn't."""
    try:
        case()
    except pytest.skip.Exception as skipped:
        return f"a case can't be skipped alone, parametrize it: {skipped}"
    except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - whatever it raises, it is this case's fault
        trace = error.__traceback__
        shown = error.with_traceback(trace and trace.tb_next)  # without the line above
        return str(pytest.ExceptionInfo.from_exception(shown).getrepr(style="short"))
    return ""
