"""The state of promises, zones and Cores: what each source says, the worst of it, and what nobody looked at."""

from __future__ import annotations

from datetime import date

from builders import link, promise_data, stack_of
from cases import each_of

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.indicators.assessment import Assessment
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.state.observations import Observations, TextsSeen
from pas_gov.drift.state.stack_state import CoreStanding, stack_state
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.model.records.waiver import Waiver

TODAY, MAX_AGE = date(2026, 6, 1), 120
ZONE, OTHER = "delivery-support", "ai-automation"
SURFACE = {"path": "docs/answers.md"}
INDICATOR = {
    "name": "first answers",
    "zone": ZONE,
    "measure": "first answer",
    "source": "t.csv",
    "query": "q",
}


def kept(identity: str = "fast-support", reality: str = "kept", **changes):
    """Return an active promise that one zone says it keeps, of the present wording."""
    zone = {"says": "We answer.", "surfaces": changes.pop("surfaces", [])}
    plain = promise_data(identity, **{**changes, "zones": {ZONE: zone}})
    said = {"wording": stack_of(plain).entries[identity].wording, "date": "2026-05-01", "by": "@acme/support",
            "reality": reality}  # fmt: skip
    return promise_data(identity, **{**changes, "zones": {ZONE: {**zone, "attested": said}}})


def state_of(*records, observed: Observations = Observations(), waivers=()):  # noqa: B008  (a frozen value)
    return stack_state(stack_of(*records), TODAY, MAX_AGE, observed, waivers)


def finding(state: str, promise: str = "fast-support", zone: str = ZONE) -> ClaimFinding:
    sentence = Sentence(SURFACE["path"], 1, 1, "sentence", "", "", "We answer.")
    return ClaimFinding(Claim(sentence, "hard", zone, "", (), 1.0, ()), state, "It differs.", promise)  # type: ignore[arg-type]


def texts(*findings: ClaimFinding, read=(SURFACE["path"],), passed_over=()) -> Observations:
    return Observations((), TextsSeen(findings, frozenset(read), frozenset(passed_over)))


def indicator(entry, state: str | None) -> AssessedIndicator:
    found = Assessment(state, 4.0, "h", "at_most") if state else None  # type: ignore[arg-type]
    return AssessedIndicator(
        entry, "first answers", ZONE, "first answer", found, "" if state else "it is gone"
    )


class TestPromise:
    @each_of("reality", ["kept", "drifting", "broken"])
    def test_it_stands_as_its_zone_says(self, reality):
        one = state_of(kept(reality=reality)).promises["fast-support"]
        assert (one.state, one.records, dict(one.zones)) == (reality, reality, {ZONE: reality})

    def test_what_no_zone_delivers_is_confirmed_by_nobody(self):
        assert state_of(promise_data()).promises["fast-support"].state == "unverified"

    def test_the_worst_of_all_sources_counts(self):
        record = kept(reality="drifting", surfaces=[SURFACE])
        one = state_of(record, observed=texts(finding("contradicts"))).promises["fast-support"]
        assert (one.state, one.records, one.texts) == ("broken", "drifting", "broken")

    @each_of(
        ("found", "look", "state"),
        [("holding", "kept", "kept"), ("drifting", "drifting", "drifting"), ("breached", "broken", "broken"),
         ("no data", "unverified", "unverified"), (None, "unread", "unverified")],
    )  # fmt: skip
    def test_an_indicator_says_so(self, found, look, state):
        record = kept(indicators=[INDICATOR])
        entry = stack_of(record).entries["fast-support"]
        seen = Observations((indicator(entry, found),), TextsSeen())
        one = state_of(record, observed=seen).promises["fast-support"]
        assert (one.indicators, one.state) == (look, state)

    def test_what_nobody_looked_at_is_said_and_is_never_kept(self):
        one = state_of(kept(indicators=[INDICATOR], surfaces=[SURFACE])).promises["fast-support"]
        assert (one.indicators, one.texts) == ("not-looked-at", "not-looked-at")
        assert one.not_looked_at == ("indicators", "texts")

    def test_what_has_neither_texts_nor_indicators_lacks_none(self):
        one = state_of(kept()).promises["fast-support"]
        assert (one.indicators, one.texts, one.not_looked_at) == ("none", "none", ())

    def test_a_text_that_should_have_been_read_and_was_not_confirms_nothing(self):
        one = state_of(kept(surfaces=[SURFACE]), observed=texts(read=())).promises["fast-support"]
        assert (one.texts, one.state, [each.path for each in one.unread]) == (
            "unread",
            "unverified",
            ["docs/answers.md"],
        )

    def test_a_text_in_a_format_that_nobody_reads_was_not_looked_at(self):
        seen = texts(read=(), passed_over=(SURFACE["path"],))
        one = state_of(kept(surfaces=[SURFACE]), observed=seen).promises["fast-support"]
        assert (one.texts, one.not_looked_at) == ("not-looked-at", ("texts",))

    def test_an_address_is_never_looked_at(self):
        one = state_of(kept(surfaces=[{"url": "https://acme.example"}]), observed=texts()).promises[
            "fast-support"
        ]
        assert one.texts == "not-looked-at"

    def test_what_has_ended_has_no_state_until_something_is_found_of_it(self):
        ended = promise_data(status="retired", ending={"date": "2026-05-01", "why": "w", "decided_by": "@a"})
        assert state_of(ended).promises["fast-support"].state is None
        assert state_of(ended, observed=texts(finding("expired"))).promises["fast-support"].state == "broken"

    def test_waivers_in_force_stand_beside_it_and_mend_nothing(self):
        def waiver(identity: str, until: str) -> Waiver:
            return Waiver(identity, "zones-are-attested", "fast-support", "r", "@a", "@b", date(2026, 5, 1),
                          date.fromisoformat(until))  # fmt: skip

        given = [waiver("now", "2026-06-01"), waiver("gone", "2026-05-31")]
        one = state_of(kept(reality="broken"), waivers=given).promises["fast-support"]
        assert ([each.id for each in one.waivers], one.state) == (["now"], "broken")


class TestZone:
    def test_all_five_are_there_and_where_most_of_the_gap_lies_comes_first(self):
        found = state_of(kept(reality="broken"), kept("other")).zones
        assert len(found) == 5
        assert next(iter(found)) == ZONE
        assert (found[ZONE].state, dict(found[ZONE].numbers)) == ("broken", {"broken": 1, "kept": 1})

    def test_where_nothing_is_delivered_there_is_no_state(self):
        assert state_of(kept()).zones[OTHER].state is None

    def test_a_promise_found_in_a_zone_that_does_not_deliver_it_counts_there(self):
        found = state_of(kept(surfaces=[SURFACE]), observed=texts(finding("escaped", zone=OTHER)))
        assert found.zones[OTHER].state == "drifting"
        assert dict(found.promises["fast-support"].zones) == {ZONE: "kept", OTHER: "drifting"}

    def test_a_text_that_several_zones_name_as_theirs_is_wrong_in_each_and_is_one_finding(self):
        said = {"says": "So do we.", "surfaces": [SURFACE]}
        shared = kept(surfaces=[SURFACE])
        shared["zones"] = {**shared["zones"], OTHER: said, "sales-marketing": {"says": "We say so."}}
        found = state_of(shared, observed=texts(finding("outdated")))
        zones = found.promises["fast-support"].zones
        assert (zones[ZONE], zones[OTHER], zones["sales-marketing"]) == ("drifting", "drifting", "unverified")
        texts_found = [one for one in found.items if one.kind == "outdated"]
        assert [one.zones for one in texts_found] == [(ZONE, OTHER)]
        assert texts_found[0] in found.zones[OTHER].items

    def test_what_belongs_to_no_promise_is_told_beside_the_promises(self):
        found = state_of(kept(surfaces=[SURFACE]), observed=texts(finding("unregistered", promise="")))
        assert [len(found.zones[ZONE].unplaced), dict(found.zones[ZONE].numbers)] == [1, {"kept": 1}]
        assert found.zones[ZONE].state == "unverified"

    def test_the_cells_of_layers_and_zones_add_up_to_the_zones(self):
        found = state_of(
            kept(), kept("b", reality="broken", layer="supporting"), kept("c", layer="supporting")
        )
        cells = found.cells()
        assert {layer: dict(zones[ZONE]) for layer, zones in cells.items()} == {
            "core": {"kept": 1}, "supporting": {"broken": 1, "kept": 1}
        }  # fmt: skip


class TestCore:
    def test_it_stands_as_the_worst_of_what_carries_it(self):
        low = kept("low", reality="drifting", layer="supporting", aligned_to=[link("top")])
        (core,) = state_of(kept("top"), low).cores
        assert (core.own.state, core.state, sum(core.numbers.values())) == ("kept", "drifting", 1)

    def test_one_that_no_zone_delivers_itself_stands_as_what_rests_on_it(self):
        top = promise_data("top")
        revision = stack_of(top).entries["top"].revision
        low = kept("low", layer="supporting", aligned_to=[{**link("top"), "revision": revision}])
        (core,) = state_of(top, low).cores
        assert (core.own.state, core.state) == ("unverified", "kept")

    def test_one_that_nothing_carries_is_confirmed_by_nobody(self):
        (core,) = state_of(promise_data()).cores
        assert core.state == "unverified"

    def test_what_carries_it_is_looked_through_once_however_many_pages_ask(self):
        class Counted(tuple):
            looked = 0

            def __iter__(self):
                Counted.looked += 1
                return super().__iter__()

        core = CoreStanding(
            state_of(kept()).promises["fast-support"], Counted(state_of(kept()).promises.values())
        )
        assert {core.state for _ in range(5)} == {"kept"}
        assert [core.numbers for _ in range(5)] == [{"kept": 1}] * 5
        assert Counted.looked == 2

    def test_the_worst_comes_first(self):
        found = state_of(kept("a"), kept("b", reality="broken"))
        assert [core.own.entry.id for core in found.cores] == ["b", "a"]


def test_numbers_count_active_promises_alone():
    found = state_of(kept(), kept("b", status="proposed"), kept("c", reality="broken"))
    assert dict(found.numbers) == {"broken": 1, "kept": 1}


def test_every_order_of_findings_gives_one_state():
    given = (finding("contradicts"), finding("outdated"), finding("escaped", zone=OTHER))
    found = [state_of(kept(surfaces=[SURFACE]), observed=texts(*order)) for order in (given, given[::-1])]
    assert found[0].zones[OTHER].numbers == found[1].zones[OTHER].numbers
    assert found[0].promises["fast-support"].state == found[1].promises["fast-support"].state == "broken"


class TestUnreadInAZone:
    """What failed to be read confirms nothing in the zone that it is of, and so nothing in that zone as a whole."""

    def test_a_figure(self):
        entry = stack_of(kept(indicators=[INDICATOR])).entries["fast-support"]
        found = state_of(
            kept(indicators=[INDICATOR]), observed=Observations((indicator(entry, None),), TextsSeen())
        )
        one = found.promises["fast-support"]
        assert (one.state, dict(one.zones)) == ("unverified", {ZONE: "unverified"})
        assert (found.zones[ZONE].state, dict(found.zones[ZONE].numbers)) == ("unverified", {"unverified": 1})
        assert found.cells()[entry.layer][ZONE] == {"unverified": 1}

    def test_a_text(self):
        found = state_of(kept(surfaces=[SURFACE]), observed=texts(read=()))
        assert dict(found.promises["fast-support"].zones) == {ZONE: "unverified"}

    def test_a_text_that_is_passed_over_is_nobodys_fault(self):
        found = state_of(kept(surfaces=[SURFACE]), observed=texts(read=(), passed_over=(SURFACE["path"],)))
        assert dict(found.promises["fast-support"].zones) == {ZONE: "kept"}

    def test_what_is_found_there_weighs_more(self):
        observed = texts(finding("outdated"), read=())
        assert dict(state_of(kept(surfaces=[SURFACE]), observed=observed).promises["fast-support"].zones) == {
            ZONE: "drifting"
        }


def test_a_broken_zone_is_named_before_one_with_more_that_only_drifts():
    last = "sales-marketing"
    drifting = [
        promise_data(f"d{number}", zones={last: {"says": "x"}}, layer="supporting") for number in range(3)
    ]
    found = state_of(kept(reality="broken"), *drifting)
    assert found.living_in == (ZONE, last) == tuple(found.by_zone)


def test_what_has_ended_and_is_still_found_is_unfinished():
    zones = {ZONE: {"says": "x"}}
    ending = {"date": "2026-01-01", "why": "w", "decided_by": "@a"}
    gone = promise_data("gone", status="retired", ending=ending, zones=zones)
    found = state_of(kept(), gone, kept("to-come", status="proposed"))
    assert [one.entry.id for one in found.unfinished] == ["gone"]
