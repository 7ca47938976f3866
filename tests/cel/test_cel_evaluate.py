"""What expressions evaluate to, as the CEL specification defines it, and what is an error."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta, timezone

import pytest
from cases import each_of

from pas_gov import cel
from pas_gov.cel import DYN, Budget, EvaluationError

ACTIVATION: dict[str, object] = {
    "i": 3,
    "big": 2**63 - 1,
    "x": 2.5,
    "s": "core",
    "l": [1, "a", None, 2.5, True],
    "ints": [3, 1, 2],
    "m": {"a": 1, "nothing": None, "inner": {"b": [1]}},
    "n": None,
    "today": date(2026, 6, 1),
    "late": datetime(2026, 6, 1, 1, 30, tzinfo=timezone(timedelta(hours=2))),
    "span": timedelta(days=2, seconds=1.5),
    "data": b"\xff",
}
NAMES = dict.fromkeys(ACTIVATION, DYN)


def result(source: str) -> object:
    program = cel.compile(source, NAMES)
    assert not isinstance(program, tuple), program
    return program.evaluate(ACTIVATION, Budget())


def error(source: str) -> EvaluationError:
    with pytest.raises(EvaluationError) as caught:
        result(source)
    return caught.value


@each_of(
    ("source", "value"),
    [
        ("l[0] == 'a'", False),
        ("l[1] != 1", True),
        ("m != null", True),
        ("n == null", True),
        ("m.nothing == null", True),
        ("1 == 1.0 && 1u == 1 && 1.0 == 1u", True),
        ("[1, 2u] == [1.0, 2]", True),
        ("dyn([1]) == ['a'] || ints == l", False),
        ("{'a': 1} == {'a': 1.0}", True),
        ("{'a': 1} == {'b': 1}", False),
        ("dyn({'a': 1}) == dyn([1])", False),
        ("{1: 'a'} == {1u: 'a'}", True),
        ("dyn(1) == true || dyn(0) == false", False),
        ("0.0 / 0.0 == 0.0 / 0.0", False),
        ("b'a' == b'a' && dyn(b'a') != 'a'", True),
        ("today == timestamp('2026-06-01T00:00:00Z')", True),
        ("late == timestamp('2026-05-31T23:30:00Z')", True),
        ("big == 9223372036854775807.0", True),
        ("'a' in l && 1.0 in l && null in l", True),
        ("'z' in l", False),
        ("dyn(true) in [1] || dyn(1) in [true]", False),
        ("'a' in m && !('b' in m)", True),
        ("1 in {1u: 'a'} && 1.0 in {1: 'a'}", True),
        ("1 < 1.5 && 2u > 1.5 && -1 < 1u", True),
        ("'a' < 'b' && 'Z' < 'a' && '\U0001f600' > '\uffee'", True),
        ("b'a' < b'b' && false < true", True),
        ("today < late || span > duration('48h')", True),
    ],
)
def test_comparing(source: str, value: object) -> None:
    assert result(source) is value


@each_of(
    ("source", "value"),
    [
        ("l[1] == 1 || 1 / 0 == 1 || true", True),
        ("1 / 0 == 1 || true", True),
        ("true || 1 / 0 == 1", True),
        ("1 / 0 == 1 && false", False),
        ("l[1] && false", False),
        ("l[1] || true", True),
        ("false && m.zzz", False),
        ("m.zzz.y == 1 || i == 3", True),
        ("i == 3 ? 1 : 1 / 0", 1),
        ("ints.exists(v, 6 / (v - 3) == -3)", True),
        ("ints.all(v, 6 / (v - 3) > 0)", False),
        ("[].all(v, v) && ![].exists(v, v)", True),
        ("l.exists(v, v == 'a')", True),
        ("m.all(k, k != 'z') && m.exists(k, k == 'inner')", True),
        ("ints.exists_one(v, v > 2)", True),
        ("ints.exists_one(v, v > 1)", False),
        ("l.join() == '' || s.substring(9) == '' || true", True),
    ],
)
def test_errors_are_absorbed_where_they_decide_nothing(source: str, value: object) -> None:
    assert result(source) == value


@each_of(
    ("source", "message"),
    [
        ("true && l[1]", '"&&" needs bools, not a string'),
        ("l[1] && true", '"&&" needs bools, not a string'),
        ("false || l[0]", '"||" needs bools, not an int'),
        ("l[1] ? 1 : 2", '"?" needs a bool before it, not a string'),
        ("!l[0]", '"!" needs a bool, not an int'),
        ("ints.all(v, l[1])", "all() needs bools, not a string"),
        ("ints.exists(v, n)", "exists() needs bools, not null"),
        ("ints.filter(v, l[1])", "filter() needs bools, not a string"),
        ("ints.map(v, l[1], v)", "map() needs bools, not a string"),
        ("ints.exists_one(v, v == 1 || 1 / 0 == v)", "division by zero"),
        ("ints.exists(v, v / 0 == 1)", "division by zero"),
        ("ints.all(v, v / 0 == 1 || v > 0)", None),
        ("ints.filter(v, v / 0 == 1)", "division by zero"),
        ("1 / 0 == 1 && true", "division by zero"),
        ("s.all(v, true)", "all() needs a list or a map, not a string"),
        ("m.zzz", "m.zzz is not set"),
        ("m.inner.zzz.y", "m.inner.zzz is not set"),
        ("m['zzz']", 'the map has no key "zzz"'),
        ("m[l]", "a list can't be a key"),
        ("m[n]", "null can't be a key"),
        ("n.x", "n is null and has no fields"),
        ("ints.x", "ints is a list and has no fields"),
        ("has(n.x)", "n is null and has no fields"),
        ("has(i.x)", "i is an int and has no fields"),
        ("has(m.zzz.y)", "m.zzz is not set"),
        ("has(l[9].y)", "there is no item 9"),
        ("ints[-1]", "there is no item -1"),
        ("ints[3]", "the list has 3 items, counted from 0, so there is no item 3"),
        ("ints[x]", "there is no item 2.5"),
        ("ints[s]", "a list can't be indexed by a string"),
        ("ints[l[4]]", "a list can't be indexed by a bool"),
        ("i[0]", "an int can't be indexed by an int"),
        ("size(n)", "size() can't be applied to null"),
        ("n.size()", "size() can't be applied to null"),
        ("size(i)", "size() can't be applied to an int"),
        ("s + i", '"+" can\'t be applied to a string and an int'),
        ("l[4] + 1", '"+" can\'t be applied to a bool and an int'),
        ("i + 1.0", '"+" can\'t be applied to an int and a double'),
        ("-s", '"-" can\'t be applied to a string'),
        ("-l[4]", '"-" can\'t be applied to a bool'),
        ("s < i", '"<" can\'t compare a string with an int'),
        ("n < n", '"<" can\'t compare null with null'),
        ("l < l", '"<" can\'t compare a list with a list'),
        ("l[4] < 1", '"<" can\'t compare a bool with an int'),
        ("s in s", '"in" needs a list or a map on its right, not a string'),
        ("l in m", "a list can't be a key"),
        ("big + 1", "the whole number doesn't fit into 64 bits"),
        ("-big - 2", "the whole number doesn't fit into 64 bits"),
        ("big * 2", "the whole number doesn't fit into 64 bits"),
        ("(-big - 1) / -1", "the whole number doesn't fit into 64 bits"),
        ("-(-big - 1)", "the whole number doesn't fit into 64 bits"),
        ("0u - 1u", "the unsigned number is below zero"),
        ("18446744073709551615u + 1u", "doesn't fit into 64 bits"),
        ("1 / 0", "division by zero"),
        ("1 % 0", "remainder of a division by zero"),
        ("1u / 0u", "division by zero"),
        ("{'a': 1, 'a': 2}", "a key is written twice in the map"),
        ("{1: 1, 1u: 2}", "a key is written twice in the map"),
        ("{x: 1}", "a double can't be a key"),
        ("{n: 1}", "null can't be a key"),
        ("int(1e19)", "the number doesn't fit into an int"),
        ("int(0.0 / 0.0)", "the number doesn't fit into an int"),
        ("uint(-1)", "the unsigned number is below zero"),
        ("uint(-0.5)", "the number doesn't fit into a uint"),
        ("int(s)", "unsupported: int() of a text that isn't written in the expression"),
        ("timestamp(s)", "unsupported: timestamp() of a text that isn't written in the expression"),
        ("int(l[4])", "int() can't be applied to a bool"),
        ("string(data)", "the bytes are no UTF-8 text"),
        ("string(n)", "string() can't be applied to null"),
        ("string(1.0 / 0.0)", "unsupported: text of an infinite double"),
        ("i.matches('a')", "matches() needs a string, not an int"),
        ("i.contains('a')", "contains() can't be applied to an int and a string"),
        ("today + duration('2000000h') + duration('2000000h') + today", '"+" can\'t be applied'),
        ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "after the year 9999"),
        (
            "timestamp('9999-12-31T00:00:00Z') - timestamp('0001-01-01T00:00:00Z')",
            "longer than about 292 years",
        ),
        ("timestamp('9999-12-31T23:59:59Z').getFullYear('+14:00')", "no such part in that time zone"),
        ("timestamp(big)", "after the year 9999"),
        ("s.substring(5)", "the text has 4 characters, so there is no part from 5 to 4"),
        ("s.substring(-1)", "there is no part from -1 to 4"),
        ("s.substring(0, 5)", "the text has 4 characters, so there is no part from 0 to 5"),
        ("s.substring(3, 2)", "there is no part from 3 to 2"),
        ("s.substring(2, -1)", "there is no part from 2 to -1"),
        ("s.substring(-big - 1, big)", "there is no part from -9223372036854775808 to 9223372036854775807"),
        ("''.substring(1)", "the text has 0 characters"),
        ("s.substring(x)", "substring() can't be applied to a string and a double"),
        ("s.substring(dyn(1u))", "substring() can't be applied to a string and a uint"),
        ("s.substring(0, l[4])", "substring() can't be applied to a string and an int and a bool"),
        ("ints.substring(0)", "substring() can't be applied to a list and an int"),
        ("i.lowerAscii()", "lowerAscii() can't be applied to an int"),
        ("data.lowerAscii()", "lowerAscii() can't be applied to bytes"),
        ("l.join()", "join() needs a list of strings"),
        ("ints.join(', ')", "join() needs a list of strings"),
        ("['a', n].join(', ')", "join() needs a list of strings"),
        ("dyn([['a'], ['b']]).join()", "join() needs a list of strings"),
        ("['a'].join(i)", "join() can't be applied to a list and an int"),
        ("['a'].join(n)", "join() can't be applied to a list and null"),
        ("m.join()", "join() can't be applied to a map"),
        ("s.join()", "join() can't be applied to a string"),
    ],
)
def test_errors(source: str, message: str | None) -> None:
    if message is None:
        assert result(source) is True
    else:
        assert message in error(source).message


@each_of(
    ("source", "value"),
    [
        ("7 / -2", -3),
        ("-7 % 3", -1),
        ("7 % -3", 1),
        ("2 + 3 * 4 - 10 / 5", 12),
        ("7u / 2u * 2u % 4u", 2),
        ("1.0 / 0.0", math.inf),
        ("-1.0 / 0.0", -math.inf),
        ("1.0 / -0.0", -math.inf),
        ("1e308 * 10.0", math.inf),
        ("0.1 + 0.2", 0.1 + 0.2),
        ("--i", 3),
        ("s + '/' + 'x'", "core/x"),
        ("b'a' + b'b'", b"ab"),
        ("[1] + ['a'] + []", [1, "a"]),
        ("ints.map(v, v * 2)", [6, 2, 4]),
        ("ints.map(v, v > 1, v * 2)", [6, 4]),
        ("ints.filter(v, v > 1)", [3, 2]),
        ("m.map(k, k)", ["a", "nothing", "inner"]),
        ("ints.map(v, ints.map(w, v * w))", [[9, 3, 6], [3, 1, 2], [6, 2, 4]]),
        ("{'a': [1], 2: null, true: 'x'}", {"a": [1], 2: None, True: "x"}),
        ("{1: 'a', true: 'b'}[true]", "b"),
        ("{1: 'a'}[x - 1.5]", "a"),
        ("ints[0u] + ints[dyn(1.0)]", 4),
        ("size('\U0001f600é') + size(b'é') + l.size() + size(m)", 12),
        ("m.inner.b[0]", 1),
        ("today + duration('36h')", datetime(2026, 6, 2, 12, tzinfo=timezone.utc)),
        ("duration('-1h') + today", datetime(2026, 5, 31, 23, tzinfo=timezone.utc)),
        ("today - duration('1m')", datetime(2026, 5, 31, 23, 59, tzinfo=timezone.utc)),
        ("today - late", timedelta(minutes=30)),
        ("duration('1h') - duration('90m') + duration('-1.5s')", timedelta(minutes=-30, seconds=-1.5)),
        ("null", None),
        ("'TacoCat'.lowerAscii()", "tacocat"),
        (
            "'\u00c4\u00c6Z \u212a\u0130 \uff21'.lowerAscii()",
            "\u00c4\u00c6z \u212a\u0130 \uff21",
        ),  # A to Z alone
        ("'@[`{ 09'.lowerAscii()", "@[`{ 09"),  # what stands beside them
        ("''.lowerAscii()", ""),
        ("s.substring(1)", "ore"),
        ("s.substring(4)", ""),
        ("s.substring(0, 4)", "core"),
        ("s.substring(1, 3)", "or"),
        ("s.substring(2, 2) + s.substring(4, 4) + ''.substring(0)", ""),
        ("'e\u0301\U0001f600x'.substring(1, 3)", "\u0301\U0001f600"),  # code points, not what a reader sees
        ("string(today).substring(0, 10)", "2026-06-01"),
        ("['a', 'b', s].join(', ')", "a, b, core"),
        ("['a', 'b'].join()", "ab"),
        ("['a', '', ''].join('-')", "a--"),
        ("['a'].join('-')", "a"),
        ("[].join() + [].join('-')", ""),
        ("l.filter(v, v == 'a').join('-')", "a"),
        ("m.map(k, k.substring(0, 1)).join('\U0001f600')", "a\U0001f600n\U0001f600i"),
    ],
)
def test_values(source: str, value: object) -> None:
    found = result(source)
    assert type(found) is type(value)
    assert found == value


@each_of(
    ("source", "value"),
    [
        ("has(m.a)", True),
        ("has(m.nothing)", True),
        ("has(m.zzz)", False),
        ("has(m.inner.b)", True),
        ("has({'a': 1}.b)", False),
        ("s.contains('or') && s.startsWith('co') && s.endsWith('re') && !s.contains('C')", True),
        ("s.matches('^c.*e$') && s.matches('or') && !s.matches('^or')", True),
        ("matches(s, r'^\\w+$')", True),
        ("'a\\nb'.matches('^b')", False),
        ("int(2.9) == 2 && int(-2.9) == -2 && int(7u) == 7", True),
        ("uint(2.9) == 2u && double(3) == 3.0 && double(3u) == 3.0", True),
        ("int('-12') == -12 && uint('12') == 12u && double('-1.5e3') == -1500.0 && bool('true')", True),
        ("int(today) == 1780272000 && timestamp(1780272000) == today", True),
        ("int(timestamp('1969-12-31T23:59:59.5Z')) == -1", True),
        ("string(3) + string(3u) + string(true) + string('a') == '33truea'", True),
        (
            "string(1.0) == '1' && string(1e6) == '1e+06' && string(0.5) == '0.5' && string(-0.0) == '-0'",
            True,
        ),
        ("string(today) == '2026-06-01T00:00:00Z'", True),
        ("string(timestamp('0001-01-01T00:00:00.120Z')) == '0001-01-01T00:00:00.120Z'", True),
        ("string(span) == '172801.500s' && string(duration('-1500us')) == '-0.001500s'", True),
        ("string(b'caf\\xc3\\xa9') == 'café' && bytes('é') == b'\\xc3\\xa9'", True),
        ("dyn(i) == 3 && timestamp(today) == today && duration(span) == span", True),
        ("today.getFullYear() == 2026 && today.getMonth() == 5 && today.getDate() == 1", True),
        ("today.getDayOfMonth() == 0 && today.getDayOfWeek() == 1 && today.getDayOfYear() == 151", True),
        ("late.getHours() == 23 && late.getMinutes() == 30 && late.getSeconds() == 0", True),
        (
            "late.getHours('+02:00') == 1 && late.getHours('-03:30') == 20 && late.getDate('Europe/Berlin') == 1",
            True,
        ),
        ("span.getHours() == 48 && span.getMinutes() == 2880 && span.getMilliseconds() == 500", True),
        ("duration('-90s').getMinutes() == -1 && duration('2h45m30s').getSeconds() == 9930", True),
    ],
)
def test_functions(source: str, value: object) -> None:
    assert result(source) is value


def test_a_macro_hides_a_variable_only_inside() -> None:
    assert result("ints.all(i, i < 4) && i == 3 && ints.exists(s, s == 1) && s == 'core'") is True
    assert result("(ints.all(i, 1 / 0 == i) || true) && i == 3") is True
    assert (
        result("ints.exists(i, i == 1) && ints.exists(i, ints.exists(i, i == 3) && i == 2) && i == 3") is True
    )


def test_an_error_says_where_it_is_and_shows_no_data() -> None:
    caught = error("i == 3 &&\n  m.inner\n    .zzz == 'secret'")
    assert (caught.line, caught.column) == (2, 3)
    assert caught.message == "m.inner .zzz is not set"
    assert "secret" not in error("('secret' + s).size() + m.zzz").message


def test_a_missing_variable_is_an_error() -> None:
    program = cel.compile("a || b", {"a": DYN, "b": DYN})
    assert not isinstance(program, tuple)
    with pytest.raises(EvaluationError, match="b is not given"):
        program.evaluate({"a": False}, Budget())


def test_a_truth_is_exactly_a_bool() -> None:
    for source in ("l[0]", "l[1]", "n", "m", "ints", "x"):
        program = cel.compile(source, NAMES)
        assert not isinstance(program, tuple)
        with pytest.raises(EvaluationError, match="the result must be a bool, but it is"):
            program.truth(ACTIVATION, Budget())


def test_texts_and_lists_are_exactly_that() -> None:
    text, items = cel.compile("s", NAMES), cel.compile("ints.map(v, {'v': v})", NAMES)
    assert not isinstance(text, tuple)
    assert not isinstance(items, tuple)
    assert type(text.text(ACTIVATION, Budget())) is str
    with pytest.raises(EvaluationError, match="the result must be a list, but it is a string"):
        text.values(ACTIVATION, Budget())
    with pytest.raises(EvaluationError, match="the result must be a string, but it is a list"):
        items.text(ACTIVATION, Budget())
    again = cel.compile("element.v", {"element": DYN})
    assert not isinstance(again, tuple)
    assert [again.evaluate({"element": one}, Budget()) for one in items.values(ACTIVATION, Budget())] == [
        3,
        1,
        2,
    ]


def test_a_program_can_be_used_again_and_again() -> None:
    program = cel.compile("ints.exists(v, v == wanted)", {"ints": DYN, "wanted": DYN})
    assert not isinstance(program, tuple)
    found = [program.truth({"ints": [1, 2], "wanted": wanted}, Budget()) for wanted in (1, 3, 2, 1)]
    assert found == [True, False, True, True]


class WorkedOut(dict[str, object]):
    """Variables of which one is another expression, worked out when it is read."""

    def __init__(self, source: str, budget: Budget) -> None:
        super().__init__(base=[1, 2])
        self.source, self.budget, self.asked = source, budget, 0

    def __getitem__(self, name: str) -> object:
        if name != "derived":
            return super().__getitem__(name)
        self.asked += 1
        program = cel.compile(self.source, {"base": DYN})
        assert not isinstance(program, tuple)
        return program.cel_value(self, self.budget)


def test_variables_may_be_worked_out_when_they_are_read() -> None:
    budget = Budget()
    variables = WorkedOut("base.map(b, b * 2)", budget)
    names = {"base": DYN, "derived": DYN}
    program = cel.compile("base.size() == 2 || derived[0] == 1", names)
    twice = cel.compile("derived[0] + derived[1] == 6 && base.exists(derived, derived == 1)", names)
    assert not isinstance(program, tuple)
    assert not isinstance(twice, tuple)
    assert program.truth(variables, budget) is True
    assert variables.asked == 0
    with budget.running():
        assert twice.truth(variables, budget) is True
    assert variables.asked == 1


def test_the_error_of_such_a_variable_is_told_where_it_is_used() -> None:
    budget = Budget()
    program = cel.compile("base[0] == 1 &&\n derived == 1", {"base": DYN, "derived": DYN})
    assert not isinstance(program, tuple)
    with pytest.raises(EvaluationError) as caught:
        program.truth(WorkedOut("base[7]", budget), budget)
    assert caught.value.message.startswith("derived has no value: the list has 2 items")
    assert (caught.value.line, caught.value.column) == (2, 2)
