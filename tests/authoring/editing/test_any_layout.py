"""Whatever validates can be edited and laid out: random layouts, random edits; nothing else changes, no comment moves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from grammar import WORD, Sample, first_word, pointers, sample, sample_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import tries
from layouts import RECORD
from test_edits import EDITS, applied, value_of

from pas_gov.authoring.editing import Append, Edit, Remove, Set, edited, formatted

pytestmark = pytest.mark.whole

ENDS = ("\n", "\n", "\r\n", "mixed")


def at(value: Any, pointer: str) -> Any:
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def an_edit(random: Random, value: Any) -> Edit:
    """Return a random edit of a value, whose words (``n1``) are all new."""
    number = itertools.count(1)
    pointer, present = random.choice(list(pointers(value)))
    kind = random.choice("ssrkaw")
    if kind == "r" and applied(value, Remove(pointer)):
        return Remove(pointer)
    if kind == "k":
        maps = ["", *(one for one, inner in pointers(value) if isinstance(inner, dict))]
        return Set(f"{random.choice(maps)}/n{next(number)}", _fresh(random, number))
    if kind == "a":
        lists = [one for one, inner in pointers(value) if isinstance(inner, list)]
        if lists:
            return Append(random.choice(lists), _fresh(random, number))
    if kind == "w" and isinstance(present, list) and present:
        kept = [one for one in present if random.random() < 0.7]
        kept.insert(random.randint(0, len(kept)), _fresh(random, number))
        return Set(pointer, kept)
    return Set(pointer, _fresh(random, number))


def _fresh(random: Random, number: Iterator[int]) -> Any:
    words = [f"n{next(number)}" for _ in range(random.randint(1, 3))]
    return random.choice((
        " ".join(words), " ".join(words), "\n".join(words) + "\n", "\n".join(words), "\r\n".join(words), 7,
        words, {f"n{next(number)}": word for word in words}, [{f"n{next(number)}": word} for word in words],
    ))  # fmt: skip


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def words(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(words, value.values())) or {""}
    if isinstance(value, list):
        return set().union(*map(words, value)) or {""}
    return set(WORD.findall(str(value))) or {""}


def may_change(made: Sample, value: Any, edit: Edit) -> set[str]:
    """Return the words whose lines an edit may change: of its value, and inside of brackets of the entries beside it."""
    parent, _, key = edit.pointer.rpartition("/")
    around = at(value, parent)
    found: set[str] = set()
    if isinstance(edit, Append):
        items = at(value, edit.pointer)
        shared = bool(items) and first_word("", items[-1]) in made.bracketed
        return words(items[-1] if items else items) | (
            set(edit.pointer.split("/")) - {""} if shared else set()
        )
    present = isinstance(around, list) or key in around
    if present:
        found |= words(at(value, edit.pointer)) | (set() if isinstance(around, list) else {key})
    found |= _beside(made, around, key, edit)
    if "/" in parent[1:] or parent:  # a bracket further out may stand on the same line
        outer, _, name = parent.rpartition("/")
        found |= _beside(made, at(value, outer), name, edit) if found - words(at(value, parent)) else set()
    return found


def _beside(made: Sample, around: Any, key: str, edit: Edit) -> set[str]:
    """Return the words of the entries before and after one, where they share brackets or a dash with it."""
    pairs = list(around.items()) if isinstance(around, dict) else [("", item) for item in around]
    names = [name for name, _ in pairs] if isinstance(around, dict) else [str(n) for n in range(len(pairs))]
    index = names.index(key) if key in names else len(names)
    near = [pairs[one] for one in (index - 1, index + 1) if 0 <= one < len(pairs)]
    found: set[str] = set()
    shared = any(first_word(*pair) in made.bracketed for pair in pairs)
    if shared:
        found |= set(edit.pointer.split("/")) - {""}  # the bracket may stand on the line of its key
    for name, inner in near:
        behind_dash = index == 0 and (isinstance(edit, Remove) or key not in names)
        found |= {first_word(name, inner)} | words(inner) if shared or behind_dash else set()
    return found if pairs else {""}


def gone(value: Any, edit: Edit) -> set[str]:
    """Return the words that an edit takes away, with which their comments go."""
    after = plain(applied(value, edit))
    return words(value) - words(after)


def words_of_line(line: str) -> set[str]:
    return {one for one in WORD.findall(line) if not one.startswith("c")}


def lines_of(text: str) -> list[str]:
    return text.removeprefix("\ufeff").split("\n")


def assert_only_own_lines_changed(made: Sample, value: Any, edit: Edit, after: str) -> None:
    allowed = may_change(made, value, edit)
    if "" in allowed:
        return  # something without a word, which may stand on any line
    lost = gone(value, edit)
    mine = {note.word for note in made.notes if note.owner in allowed | lost}
    remaining = iter(lines_of(after))
    lines = lines_of(made.text)
    for line in [*lines[:-1], *([lines[-1]] if made.text.endswith("\n") else [])]:  # the last may get an end
        found = set(WORD.findall(line))
        if found and not found & (allowed | lost | mine):
            assert line in remaining, f"changed: {line!r}"


def assert_comments_stay(made: Sample, value: Any, edit: Edit, after: str) -> None:
    lost = gone(value, edit)
    if (
        isinstance(edit, Set)
        and isinstance(edit.value, list)
        and any(one == edit.pointer for one, _ in pointers(value))
    ):
        lost |= {first_word("", at(value, edit.pointer))}  # another item may be the first in a list of lists
    assert_beside(made, lost, after)


def assert_beside(made: Sample, lost: set[str], after: str) -> None:
    """Hold that every comment is there but those of what is gone: above its owner, or on the line where it was."""
    before, lines = lines_of(made.text), lines_of(after)
    assert re.findall("# (?:head|begin|foot)", after) == re.findall("# (?:head|begin|foot)", made.text)
    for note in made.notes:
        if note.owner in lost or not note.owner:
            continue
        number = next((n for n, line in enumerate(lines) if note.word in WORD.findall(line)), None)
        assert number is not None, f"lost: {note}"
        if note.place == "above":
            following = (words_of_line(line) for line in lines[number + 1 :])
            assert note.owner in next((one for one in following if one), ()), f"moved: {note}"
        elif note.place == "beside":
            former = next(words_of_line(line) for line in before if note.word in WORD.findall(line))
            assert note.owner not in former or note.owner in words_of_line(lines[number]), f"moved: {note}"


def try_one(random: Random) -> None:
    made = sample(random, random.choice(ENDS))
    value = value_of(made.content)
    edit = an_edit(random, value)
    after = edited("promise", made.content, [edit])
    assert value_of(after) == plain(applied(value, edit)), edit
    assert_only_own_lines_changed(made, value, edit, after.decode())
    assert_comments_stay(made, value, edit, after.decode())


def lay_out_one(random: Random) -> None:
    made = sample(random, random.choice(ENDS))
    after = formatted("promise", made.content)
    assert value_of(after) == value_of(made.content)
    assert formatted("promise", after) == after, "twice isn't once"
    text = after.decode()
    assert_beside(made, set(), text)
    assert comments_of(text) == comments_of(made.text)
    assert text.startswith("\ufeff") == made.text.startswith("\ufeff")
    if not made.text.startswith("\n") and "\r" in made.text and "\n" not in made.text.replace("\r\n", ""):
        assert "\n" not in text.replace("\r\n", "")


def comments_of(text: str) -> list[str]:
    return sorted(re.findall(r"# ?(?:c[0-9]+|head|begin|foot)\b", text))


def amend_one(random: Random) -> None:
    """Hold that a promise in a random layout takes an edit of each kind, with all of its comments but those of what goes."""
    made = sample_of(RECORD, random, random.choice(ENDS))
    value = value_of(made.content)
    assert value == RECORD
    for name, edits in random.sample(list(EDITS.items()), 2):
        after = edited("promise", made.content, edits)
        wanted = value
        for edit in edits:
            wanted = applied(wanted, edit)
        assert value_of(after) == wanted, name
        if (
            not any(isinstance(edit, Remove) for edit in edits) and name != "a term"
        ):  # which goes, and another comes
            assert comments_of(after.decode()) == comments_of(made.text), name
        assert value_of(formatted("promise", after)) == wanted


LAWS = {"an edit": try_one, "a layout": lay_out_one, "a promise": amend_one}
CASES = {try_one: 150, lay_out_one: 150, amend_one: 30}  # as many as take a second or two
seeds = st.integers(0, 1 << 40)


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_what_validates_is_edited_and_laid_out_without_loss(law: Callable[[Random], None]):
    @settings(max_examples=tries(CASES[law]), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(seeds)
    def holds(seed: int) -> None:
        law(Random(seed))

    holds()


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_of_thousands_of_layouts_none_is_refused(law: Callable[[Random], None]):
    for seed in range(20 * CASES[law]):
        law(Random(seed))
