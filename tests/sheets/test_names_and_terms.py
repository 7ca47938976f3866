"""Layers, zones, statuses and terms by the words that people use."""

from __future__ import annotations

from cases import each_of

from pas_gov.model.records.promise import BOUNDS, LAYERS, ZONES, Term
from pas_gov.sheets.names import layer_named, status_named, zones_named
from pas_gov.sheets.table import Unreadable
from pas_gov.sheets.terms import read_term, term_text


@each_of("layer", LAYERS)
def test_layers_are_known_by_their_names(layer):
    for text in (
        layer,
        layer.upper(),
        f" {layer.capitalize()} promise",
        f"{layer} promises",
        f"{layer} layer",
    ):
        assert layer_named(text) == layer


def test_a_misspelt_layer_is_told_with_the_one_that_is_meant():
    assert layer_named("Conditionel").remedy == 'did you mean "conditional"?'
    assert layer_named("gold").remedy.startswith("the layers are core, ")


@each_of("zone", ZONES)
def test_zones_are_known_by_key_name_and_either_half(zone):
    first, second = ZONES[zone].split(" and ")
    for text in (
        zone,
        ZONES[zone],
        ZONES[zone].replace("and", "&"),
        f"{first}/{second}",
        first,
        second.upper(),
    ):
        assert zones_named((text,)) == (zone,)


def test_all_zones_are_all_five_and_a_strange_one_is_told():
    assert zones_named(("All zones",)) == tuple(ZONES)
    assert zones_named(("Suport",)).remedy == 'did you mean "Delivery and Support"?'
    assert isinstance(zones_named(("Delivery and Basement",)), Unreadable)


def test_statuses_have_everyday_names():
    assert [status_named(one) for one in ("Live", "draft", "Retired", "in force")] == [
        "active",
        "proposed",
        "retired",
        "active",
    ]
    assert isinstance(status_named("maybe"), Unreadable)


@each_of(
    ("text", "term"),
    [
        ("first reply at most 4h", {"measure": "first reply", "at_most": "4h"}),
        ("first reply: within 4 hours", {"measure": "first reply", "at_most": "4h"}),
        ("first reply<=30 minutes", {"measure": "first reply", "at_most": "30m"}),
        ("uptime \u2265 99.9 %", {"measure": "uptime", "at_least": "99.9%"}),
        ("uptime at least 99.9 percent", {"measure": "uptime", "at_least": "99.9%"}),
        ("accounts per CSM max. 8", {"measure": "accounts per CSM", "at_most": 8}),
        ("reply  NO MORE  THAN 2 business days", {"measure": "reply", "at_most": "2bd"}),
        ("copies = 3", {"measure": "copies", "equals": 3}),
        ("share at most at least 0.5", {"measure": "share at most", "at_least": 0.5}),
    ],
)
def test_a_term_is_read_as_people_write_it(text, term):
    assert read_term(text) == term


@each_of("text", ["fast", "reply at most", "at most 4h", "reply at most soon", "reply at most 2 months", "a < 5", "n equals 1e999", "maxim 4h"])  # fmt: skip
def test_what_is_no_term_is_told(text):
    assert isinstance(read_term(text), Unreadable)


@each_of("bound", BOUNDS)
@each_of("measure", ["reply", "a at most b", 'say "so":', '"x', "n <", "max", "x = 5"])
@each_of("value", ["4h", "99.9%", 8, 8.5, 2**63, 1e-7, 1e22, -3])
def test_every_term_comes_back_from_its_cell(measure, bound, value):
    assert read_term(term_text(Term(measure, bound, value))) == {"measure": measure, bound: value}
