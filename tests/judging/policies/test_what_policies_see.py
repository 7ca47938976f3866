"""What an expression reads of a record: absent and empty are one, and texts are trimmed where that is no change."""

from __future__ import annotations

from cases import each_of
from scenario import acme, changed, found, judged, policy, promise, with_made, wording_of


def holds(expression: str, **changes: object) -> bool:
    """Tell whether an expression holds of a promise with these keys; an error fails the test."""
    after = with_made(acme(), promise("seen", "supporting", "reliable", status="proposed", **changes))
    return not found(judged(acme(), after, rules=policy("one", require=expression)), "one")


@each_of(
    ("changes", "field"),
    [
        ({}, "legacy.lives_in"),
        ({"legacy": {"lives_in": []}}, "legacy.lives_in"),
        ({}, "ending.superseded_by"),
        ({"ending": {}}, "ending.superseded_by"),
        ({"ending": {"superseded_by": []}}, "ending.superseded_by"),
        ({"ending": {"zones": {}}}, "ending.zones"),
        ({"notices": []}, "notices"),
        ({"zones": {}}, "zones"),
    ],
)
def test_an_empty_list_or_mapping_is_absent_and_can_be_read(changes: dict[str, object], field: str) -> None:
    assert holds(f"!has(promise.{field}) && size(promise.{field}) == 0", **changes)


@each_of(
    ("changes", "field"),
    [
        ({"legacy": {"lives_in": ["contract"]}}, "legacy.lives_in"),
        ({"ending": {"superseded_by": ["fast"]}}, "ending.superseded_by"),
        ({"ending": {"zones": {"ai-automation": {}}}}, "ending.zones"),
    ],
)
def test_one_that_holds_something_is_there(changes: dict[str, object], field: str) -> None:
    assert holds(f"has(promise.{field}) && size(promise.{field}) == 1", **changes)


@each_of("blank", ["", " ", "\n\u00a0"])
def test_a_blank_text_is_absent(blank: str) -> None:
    texts = {"applies_when.says", "applies_when.cel", "experiment.cohort", "legacy.made_to", "ending.why"}
    changes = {
        "applies_when": {"says": blank, "cel": blank},
        "experiment": {"cohort": blank},
        "legacy": {"made_to": blank},
        "ending": {"why": blank},
    }
    assert holds(" && ".join(f"!has(promise.{text})" for text in sorted(texts)), **changes)


def zone_holds(expression: str, **zone: object) -> bool:
    """Tell whether an expression of the scope zone holds of a promise's one zone; an error fails the test."""
    seen = promise("seen", "supporting", "reliable", zones={"ai-automation": {"says": "It does.", **zone}})
    rules = policy("one", scope="zone", match={"zone": ["ai-automation"]}, require=expression)
    verdict = judged(acme(), with_made(acme(), seen), rules=rules)
    assert sum(verdict.judgement.tallies["one"][name] for name in ("pass", "fail")) == 1, "it is asked once"
    return not found(verdict, "one")


def test_a_zone_without_surfaces_has_an_empty_list_of_them() -> None:
    assert zone_holds(
        "size(entry.surfaces) == 0 && entry.surfaces.all(s, has(s.path)) && !has(entry.surfaces)"
    )
    assert zone_holds("!has(entry.attested.by) && !has(entry.left.date) && !has(entry.attested)")
    assert zone_holds('size(promise.zones["ai-automation"].surfaces) == 0')
    assert not zone_holds("size(entry.surfaces) == 1")


def test_what_a_zone_has_is_there() -> None:
    there = {
        "surfaces": [{"path": "a.md"}],
        "attested": {"wording": "present", "date": "2026-05-01", "by": "@a", "reality": "kept"},
    }
    assert zone_holds(
        'size(entry.surfaces) == 1 && has(entry.attested.by) && entry.attested.by == "@a" && entry.state == "current"',
        **there,
    )


def test_honouring_for_ever_is_no_day() -> None:
    assert holds(
        "promise.legacy.forever && !has(promise.legacy.honour_until)", legacy={"honour_until": "forever"}
    )
    assert holds("!promise.legacy.forever && !has(promise.legacy.honour_until)")


def test_a_rule_is_trimmed_and_left_alone_inside() -> None:
    """As in the wording, so that a policy calls no condition changed that the wording calls the same."""
    rule = {"cel": '\n subject.plan ==  "pro" \n'}
    assert holds("""promise.applies_when.cel == 'subject.plan ==  "pro"'""", applies_when=rule)


def test_a_remedy_names_the_present_wording_of_the_promise_that_must_answer() -> None:
    after = changed(acme(), "fast", statement="We are fast, and friendly.")
    rules = policy("one", match={"layer": ["core"]}, require="false", remedy="record {wording}, {unknown}")
    (finding,) = found(judged(acme(), after, rules=rules), "one")
    assert finding.remedy == f"record {wording_of(after, 'fast')}, {{unknown}}"
