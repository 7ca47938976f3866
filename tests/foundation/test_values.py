"""Values: what is written late behaves as what the standard library writes at once."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from dataclasses import field

import pytest
from cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.foundation.values import dataclass

CHOICES = [
    {"frozen": f, "slots": s, "eq": e} for f in (True, False) for s in (True, False) for e in (True, False)
]


def shapes(decorator, **chosen):
    """Return the same classes made by a decorator, by name."""

    @decorator(**chosen)
    class Point:
        x: object
        y: object = 3
        more: Mapping[str, int] = field(default_factory=dict, repr=False)
        note: object = field(default="", compare=False)

    @decorator(**chosen)
    class Deep(Point):
        z: object = None

    @decorator(**chosen)
    class Empty:
        """Nothing in it."""

    @decorator(**chosen)
    class Own:
        x: object

        def __repr__(self):
            return "own"

        def __eq__(self, other):
            return True

        def __hash__(self):
            return 7

    class Plain(Point):
        pass

    return {one.__name__: one for one in (Point, Deep, Empty, Own, Plain)}


BOTH = [(shapes(dataclass, **chosen), shapes(dataclasses.dataclass, **chosen)) for chosen in CHOICES]
WORDS = st.sampled_from(
    [(), (1,), (1, 2), (1, 2, {}), (1, 2, {"a": 1}), (1, 2, {}, "n"), (1, 2, {}, "m", 5), ("", [1])]
)
NAMED = st.dictionaries(st.sampled_from(["x", "y", "z", "note", "other"]), st.integers(0, 2), max_size=2)


def outcome(function, *given, **named):
    """Return what came of a call, or how it failed, so that two can be compared."""
    try:
        return function(*given, **named)
    except Exception as failure:  # noqa: BLE001
        return type(failure), str(failure)


def changed(change, value, *to):
    """Return how changes of a value ended; of no field only without slots, over which the library's own then trips."""
    names = [one.name for one in dataclasses.fields(value)] + ["other"] * (
        not hasattr(type(value), "__slots__")
    )
    return [outcome(change, value, name, *to) for name in names]


def told(shape, first, second):
    """Return all that can be told of two values of a class, in words."""
    one, two = outcome(shape, *first[0], **first[1]), outcome(shape, *second[0], **second[1])
    if isinstance(one, tuple) or isinstance(two, tuple):
        return one if isinstance(one, tuple) else None, two if isinstance(two, tuple) else None
    return (
        [repr(one), repr(two), one == two, two == one, one != two, one == 3],
        [
            outcome(hash, each) if shape.__hash__ is not object.__hash__ else "by identity"
            for each in (one, two)
        ],
        changed(setattr, one, 5),
        changed(delattr, two),
        repr(one),
    )


@given(st.sampled_from(BOTH), st.tuples(WORDS, NAMED), st.tuples(WORDS, NAMED))
def test_all_that_is_told_of_two_values_is_what_the_library_tells(both, first, second):
    late, at_once = both
    assert {name: told(one, first, second) for name, one in late.items()} == {
        name: told(one, first, second) for name, one in at_once.items()
    }


@dataclass(frozen=True, slots=True)
class Kept:
    one: str
    many: tuple[int, ...] = ()


@each_of("copied", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_value_is_copied_and_pickled(copied):
    assert copied(Kept("a", (1,))) == Kept("a", (1,))


def test_it_is_a_dataclass_in_all_else():
    assert [one.name for one in dataclasses.fields(Kept)] == ["one", "many"]
    assert dataclasses.replace(Kept("a"), many=(2,)) == Kept("a", (2,))
    assert dataclasses.asdict(Kept("a")) == {"one": "a", "many": ()}
    match Kept("a"):
        case Kept(one, ()):
            assert one == "a"


def test_what_it_does_not_know_it_refuses():
    class Counted:
        one: int

        def __post_init__(self):
            """Count."""

    class Named:
        one: int = field(kw_only=True)

    for shape in (Counted, Named):
        with pytest.raises(TypeError, match=shape.__name__):
            dataclass(frozen=True, slots=True)(shape)
