"""The pictures of a promise's life, of the whole stack, and of who waits for whom: all inside, and each told in words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import entry_of, link, promise_data, stack_of
from cases import each_of
from hypothesis import example, given
from hypothesis import strategies as st
from test_pages import made, read, said, site_of

from pas_gov.ledger.events.events import Event
from pas_gov.ledger.propagation.answers import MissingAnswer
from pas_gov.ledger.propagation.core_change import CoreChange, Unanswered
from pas_gov.ledger.propagation.zone_confirmation import Unverified, ZoneState
from pas_gov.ledger.replay.origin import Origin
from pas_gov.model.records.promise import LAYERS
from pas_gov.site import life as lives
from pas_gov.site.graph import graph
from pas_gov.site.life import Life, life
from pas_gov.site.stack_map import GROUPED, GROUPS, LABELLED, TILES, TITLED, StackMap, stack_map
from pas_gov.site.waiting import MOST, TURNS, waiting

TODAY = date(2026, 6, 1)


def events_of(*states: dict | None, begin: date = date(2025, 3, 1), step: int = 30) -> tuple[Event, ...]:
    """Return the events, newest first, of a record that had these states, one every ``step`` days; None is erased."""
    found, before = [], None
    for at, data in enumerate(states):
        after = entry_of(data) if data else None
        kinds = ("made",) if before is None else ("edited",) if after else ("erased",)
        found.append(
            Event(Origin(f"{at:040}", begin + timedelta(step * at)), "p", kinds, True, before, after)
        )
        before = after
    return tuple(reversed(found))


def attested(day: str, reality: str = "kept", by: str = "@acme/sales") -> dict:
    return {"sales-marketing": {"says": "x", "attested": {"wording": "w1:" + "0" * 32, "date": day, "by": by, "reality": reality}}}  # fmt: skip


def drawn(*states: dict | None, today: date = TODAY, **how) -> Life:
    events = events_of(*states, **how)
    found = life(events[0].entry, events, today)
    assert found is not None
    return found


class TestLife:
    def test_a_record_that_was_written_once_has_none(self):
        events = events_of(promise_data("p"))
        assert life(events[0].after, events, TODAY) is None

    def test_each_wording_is_a_stretch_from_the_day_it_was_made_to_today(self):
        found = drawn(promise_data("p"), promise_data("p", statement="We answer faster."))
        assert [one.number for one in found.stretches] == ["1", "2"]
        first, second = found.stretches
        assert first.x + first.width == second.x
        assert second.x + second.width == lives.WIDTH - lives.SIDE
        assert "2 wordings, the last since 31 Mar 2025" in found.said

    def test_an_edit_that_leaves_the_words_begins_no_wording(self):
        found = drawn(promise_data("p"), promise_data("p", notes="Only a note."))
        assert len(found.stretches) == 1

    def test_a_review_names_what_it_was_against_as_it_was_called_then(self):
        states = (promise_data("p", layer="supporting", aligned_to=[link("top", date="2025-04-01")], notes=str(at)) for at in (1, 2))  # fmt: skip
        events = events_of(*states)
        found = life(events[0].entry, events, TODAY, lambda one, day: f"{one} of {day:%Y}")
        assert found is not None
        (review,) = (one for one in found.moments if one.kind == "review")
        assert (review.says.endswith('against "top of 2025", now'), review.promise) == (True, "top")

    def test_reviews_of_every_state_of_the_record_are_there_once_each(self):
        one, two = link("top", date="2025-04-01"), link("top", date="2025-09-01")
        found = drawn(*(promise_data("p", layer="supporting", aligned_to=[each]) for each in (one, one, two)))
        assert [one.title for one in found.reviews] == [
            "1 Apr 2025: reviewed against top",
            "1 Sep 2025: reviewed against top",
        ]
        assert [(moment.day.isoformat(), moment.promise) for moment in found.moments if moment.kind == "review"] == [
            ("2025-04-01", "top"),
            ("2025-09-01", "top"),
        ]  # fmt: skip

    def test_what_zones_said_is_a_sign_and_the_worst_of_those_that_would_cover_each_other(self):
        found = drawn(
            promise_data("p", zones=attested("2025-05-01")),
            promise_data("p", zones=attested("2025-05-02", "broken")),
            promise_data("p", zones=attested("2025-12-01", "drifting")),
        )
        assert [one.text for one in found.signs if one.kind in ("kept", "drifting", "broken")] == ["✗", "≈"]
        assert sum(moment.kind == "confirmation" for moment in found.moments) == 3

    @pytest.mark.parametrize(
        ("last", "told"),
        [
            ({"status": "retired", "ending": {"date": "2025-12-31", "why": "w", "decided_by": "@a"}}, "retired: it ends on 31 Dec 2025"),
            (None, "erased from the stack on 31 Mar 2025"),
            ({"review_by": "2026-12-01"}, "review by, 1 Dec 2026"),
        ],
        ids=["ended", "erased", "to come"],
    )  # fmt: skip
    def test_how_it_ends_or_what_comes_next_is_told(self, last, told):
        found = drawn(promise_data("p"), promise_data("p", **last) if last else None)
        assert told in found.said

    def test_after_its_end_no_wording_stands(self):
        ended = {"status": "retired", "ending": {"date": "2025-12-31", "why": "w", "decided_by": "@a"}}
        (stretch,) = drawn(promise_data("p"), promise_data("p", **ended)).stretches
        assert stretch.x + stretch.width < lives.WIDTH * 0.75

    def test_its_last_day_is_marked_wherever_it_lies_and_named(self):
        ended = {"status": "retired", "ending": {"date": "2026-05-20", "why": "w", "decided_by": "@a"}}
        found = drawn(
            promise_data("p", made={"date": "2012-09-01"}),
            promise_data("p", made={"date": "2012-09-01"}, **ended),
        )
        (stretch,) = found.stretches
        assert found.end.startswith(f"M{stretch.x + stretch.width} ")
        assert "ended 20 May 2026" in [one.text for one in found.signs]
        assert "today, 1 Jun 2026" in [one.text for one in found.signs]

    def test_what_is_to_come_is_told_as_that_and_today_has_its_day(self):
        found = drawn(promise_data("p"), promise_data("p", review_by="2026-12-01"))
        words = [one.text for one in found.signs]
        assert "next: review by 1 Dec 2026" in words
        assert "today, 1 Jun 2026" in words
        assert found.end == ""

    def test_each_sign_has_its_day_and_the_first_and_last_of_a_lane_show_it(self):
        found = drawn(
            promise_data("p", zones=attested("2025-05-01")),
            promise_data("p", zones=attested("2025-05-02", "broken")),
            promise_data("p", zones=attested("2026-02-01", "drifting")),
        )
        assert [one.title for one in found.signs if one.title] == [
            "1 May 2025: Sales and Marketing says: kept, @acme/sales; 2 May 2025: Sales and Marketing says: broken, @acme/sales",
            "1 Feb 2026: Sales and Marketing says: drifting, @acme/sales",
        ]  # fmt: skip
        shown = [one.text for one in found.signs if one.kind == "name"]
        assert shown == ["Wordings", "What zones say", "1 May 2025", "1 Feb 2026"]

    @given(
        st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from("ab")), min_size=2, max_size=6),
        st.dates(date(1990, 1, 1), date(2060, 1, 1)),
        st.integers(0, 4000),
    )  # fmt: skip
    def test_everything_lies_inside_whatever_the_days(self, states, today, step):
        records = [
            promise_data("p", statement=words, review_by=day.isoformat(), made={"date": day.isoformat()},
                         zones=attested(day.isoformat()), layer="supporting", aligned_to=[link("t", date=day.isoformat())])
            for day, words in states
        ]  # fmt: skip
        found = drawn(*records, today=today, step=step)
        xs = [
            int(one)
            for one in re.findall(
                r"M(-?\d+)", "".join(one.path for one in found.reviews) + found.today + found.end
            )
        ]
        xs += [one.x for one in found.signs] + [one.x for one in found.stretches]
        assert all(0 <= x <= found.width for x in xs)
        assert all(0 <= one.y <= found.height for one in found.signs)
        assert all(one.width > 0 for one in found.stretches)
        assert list(found.moments) == sorted(found.moments, key=lambda one: one.day)

    def test_the_page_has_picture_words_and_table(self):
        events = events_of(promise_data("p"), promise_data("p", statement="We answer faster."))
        page = made(site_of(promise_data("p", statement="We answer faster."), events=events))[
            "promises/p.html"
        ]
        assert any(
            dict(attrs).get("class") == "life" and attrs.get("role") == "img"
            for _, attrs in read(page).elements
        )
        assert "edited: wording 2" in said(page)


def tiles(found: StackMap) -> Counter[str]:
    """Count the tiles that are drawn, by state: each line is as long as its tiles with the spaces between."""
    drawn_ = Counter()
    for band in found.bands:
        for one in band.tiles:
            drawn_[one.state] += sum(
                (int(run) + 2) // (found.tile + 2) for run in re.findall(r"h(\d+)", one.path)
            )
    return drawn_


class TestMap:
    @given(st.lists(st.tuples(st.sampled_from(LAYERS), st.booleans(), st.sampled_from("abc")), max_size=60))
    def test_it_has_a_tile_for_each_active_promise_and_names_each_in_its_group(self, promises):
        records = [
            promise_data(f"p{at}", layer=layer, owner=f"@{owner}",
                         zones=attested("2026-05-01", "broken") if broken else {"sales-marketing": {"says": "x"}})
            for at, (layer, broken, owner) in enumerate(promises)
        ]  # fmt: skip
        state = site_of(*records).state
        found = stack_map(state)
        assert tiles(found) == Counter(state.numbers)
        assert sum(band.promises for band in found.bands) == len(promises)
        named = [one.entry.id for band in found.bands for group in band.groups for one in group.named]
        assert sorted(named) == sorted(state.promises)

    @pytest.mark.parametrize("number", [100, 1_000])
    def test_large_stacks_are_grouped_and_lie_inside(self, number):
        records = [promise_data(f"p{at}", layer="supporting", owner=f"@o{at % 40}") for at in range(number)]
        found = stack_map(site_of(*records).state)
        (band,) = found.bands
        assert len(band.groups) == GROUPS
        assert sum(sum(one.numbers.values()) for one in band.groups) + band.left_out == number
        assert sum(tiles(found).values()) == number
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", "".join(one.path for one in band.tiles)):
            assert int(x) + int(run) <= TILES
            assert int(y) < found.height

    @each_of(
        ("number", "titled", "labelled"),
        [(LABELLED, True, True), (TITLED, True, False), (TITLED + 1, False, False)],
    )
    def test_tiles_have_names_as_far_as_there_is_room(self, number, titled, labelled):
        long = [promise_data(f"p{at}", title=f"A promise about the matter of {at}") for at in range(number)]
        (band,) = stack_map(site_of(*long).state).bands
        assert len(band.tiles) == (number if titled else 1)
        titles = {"A promise about the matter of 0: not confirmed"}
        assert {one.title for one in band.tiles[:1]} == (titles if titled else {""})
        assert {one.label for one in band.tiles} == ({"A promise about the…"} if labelled else {""})
        assert len({(one.x, one.y) for one in band.tiles}) == len(band.tiles)

    def test_the_tile_of_a_core_shows_itself_and_its_frame_what_carries_it(self):
        low = promise_data(
            "low", layer="supporting", aligned_to=[link("top")], zones=attested("2026-05-01", "broken")
        )
        said_of = stack_of(low).entries["low"].wording
        low["zones"]["sales-marketing"]["attested"]["wording"] = said_of
        site = site_of(promise_data("top", title="First", zones={"sales-marketing": {"says": "x"}}), low)
        (tile,) = stack_map(site.state).bands[0].tiles
        assert (tile.state, tile.whole) == ("unverified", "broken")
        assert tile.title == "First: not confirmed itself, broken with what carries it"
        page = made(site)["map.html"]
        assert re.search(r'<rect class="broken"[^>]*><title>First: not confirmed itself', page)
        assert "its frame as it is with what carries it" in said(page)

    def test_few_promises_of_a_layer_are_one_group_whoever_owns_them(self):
        found = stack_map(site_of(*(promise_data(f"p{at}", owner=f"@o{at}") for at in range(GROUPED))).state)
        assert [group.owner for group in found.bands[0].groups] == [""]

    def test_arcs_count_what_rests_on_what_and_how_much_of_it_was_not_reviewed_since(self):
        low = [promise_data(f"l{at}", layer="supporting", aligned_to=[link("top")]) for at in range(3)]
        top = site_of(promise_data("top")).stack.entries["top"]
        low[0]["aligned_to"] = [link("top", revision=top.revision)]
        (arc,) = stack_map(site_of(promise_data("top"), *low).state).arcs
        assert (arc.lower, arc.upper, arc.number, arc.stale) == ("supporting", "core", 3, 2)

    def test_an_arrow_begins_at_one_band_and_ends_with_its_head_at_the_one_that_is_rested_on(self):
        low = promise_data("low", layer="supporting", aligned_to=[link("top")])
        found = stack_map(site_of(promise_data("top"), low).state)
        high, below = found.bands
        y = {band.layer: int(band.guide.partition(" ")[2].partition("H")[0]) for band in (high, below)}
        (arc,) = found.arcs
        line, head = arc.path[1:].split("M")
        assert int(line.partition("C")[0].split()[1]) == y["supporting"]
        assert line.rpartition(" ")[2] == str(y["core"])
        assert head.split("L")[1].split()[1] == str(y["core"])
        assert arc.x < found.width < 560

    def test_without_active_promises_the_page_says_so(self):
        assert "There is no active promise." in said(made(site_of())["map.html"])


def change_of(after: dict[str, list[str]], owners: dict[str, str], zones: dict[str, int] | None = None):
    """Return a change under way: who waits for which promises, who owns what, and how much each zone has to confirm."""
    unanswered = tuple(
        Unanswered(entry_of(promise_data(one, owner=owners[one])), tuple(MissingAnswer("waiting", other) for other in others) or (MissingAnswer("stale", "top"),))
        for one, others in after.items()
    )  # fmt: skip
    some = entry_of(promise_data("some"))
    found = tuple(
        ZoneState(zone, number, tuple(Unverified(some, "not-attested") for _ in range(number)))
        for zone, number in (zones or {}).items()
    )
    return CoreChange(Origin("c" * 40, TODAY), (), unanswered=unanswered, zones=found, active=1)


class TestWaiting:
    def test_owners_stand_in_the_order_in_which_they_can_answer(self):
        found = waiting(change_of({"a": [], "b": ["a"], "c": ["b"], "d": []}, {"a": "@x", "b": "@y", "c": "@x", "d": "@x"}, {"ai-automation": 2}))  # fmt: skip
        assert [(one.name, one.number, one.turn, one.after) for one in found.parties] == [
            ("@x", 2, 0, ()), ("@y", 1, 1, ("@x",)), ("@x", 1, 2, ("@y",)), ("AI and Automation", 2, None, ()),
        ]  # fmt: skip
        assert found.lines.count("M") == 2 * 2  # two arrows, each a line and its head
        assert found.said.startswith("Can answer now: @x (2); After these: @y (1)")

    def test_when_all_have_answered_nobody_is_drawn(self):
        assert waiting(change_of({}, {}, {"ai-automation": 2})) is None

    @given(
        st.dictionaries(
            st.sampled_from("abcdefghijkl"), st.lists(st.sampled_from("abcdefghijkl"), max_size=4), min_size=1
        )
    )
    def test_whatever_waits_for_what_even_in_a_circle_all_are_counted_and_lie_inside(self, after):
        asked = {one: [other for other in others if other in after] for one, others in after.items()}
        found = waiting(change_of(asked, {one: f"@{one}" for one in after}))
        assert sum(one.number for one in found.parties) == len(after)
        assert all(0 <= one.turn <= TURNS for one in found.parties)
        wide, tall = found.box
        assert all(
            box.x + wide <= found.width and box.y + tall <= found.height for box in found.boxes if box.lines
        )

    def test_more_owners_than_there_is_room_for_are_counted(self):
        many = {f"p{at}": [] for at in range(MOST + 5)}
        found = waiting(change_of(many, {one: f"@{one}" for one in many}))
        assert found.boxes[-1].below == "and 5 more"
        assert len(found.parties) == MOST + 5

    def test_the_page_shows_it_with_a_table(self):
        page = made(site_of(promise_data("a"), changes=(change_of({"a": [], "b": ["a"]}, {"a": "@x", "b": "@y"}),)))["changes.html"]  # fmt: skip
        assert "Who waits for whom, as a table" in said(page)
        assert "Can answer now" in said(page)


def test_an_ending_waits_for_its_owner_or_for_its_day_and_for_no_zone():
    ends = {"status": "retired", "ending": {"date": "2026-06-30", "why": "w", "decided_by": "@a"}}
    gone = entry_of(promise_data("gone", owner="@acme/product", **ends))
    change = change_of({"a": []}, {"a": "@acme/support"}, {"sales-marketing": 1})
    both = (Unverified(gone, "not-stopped"), Unverified(gone, "stops-later", date(2026, 6, 30)))
    zones = (*change.zones, *(ZoneState(zone, 1, (gap,)) for zone, gap in zip(("ai-automation", "delivery-support"), both, strict=True)))  # fmt: skip
    drawn = waiting(replace(change, zones=zones))
    assert drawn is not None
    assert [(one.name, one.number, one.turn) for one in drawn.parties] == [
        ("@acme/product", 1, 0),
        ("@acme/support", 1, 0),
        ("Sales and Marketing", 1, None),
    ]


def test_each_arrow_has_a_head_where_it_ends():
    drawn = waiting(change_of({"a": [], "b": ["a"]}, {"a": "@a", "b": "@b"}))
    assert drawn is not None
    (line, head) = drawn.lines[1:].split("M")
    assert line.partition("L")[2] in head.split("L")


def crosses(path: str, node, box: tuple[int, int]) -> bool:
    """Tell whether a way of straight lines or one curve runs through a box, looked at in small steps."""
    words = re.findall(r"([MLVQ])(-?\d+)(?: (-?\d+))?(?: (-?\d+) (-?\d+))?", path)
    at, points = (0, 0), []
    for kind, *numbers in words:
        values = [int(one) for one in numbers if one]
        goal = (at[0], values[0]) if kind == "V" else tuple(values[-2:])
        for step in range(101 if kind != "M" else 0):
            t = step / 100
            if kind == "Q":
                points.append(
                    tuple(
                        (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
                        for a, b, c in zip(at, values, goal, strict=False)
                    )
                )
            else:
                points.append(tuple(a + (b - a) * t for a, b in zip(at, goal, strict=True)))
        at = goal
    return any(
        node.x + 1 < x < node.x + box[0] - 1 and node.y + 1 < y < node.y + box[1] - 1 for x, y in points
    )


@given(st.lists(st.sets(st.integers(0, 8), max_size=3), min_size=3, max_size=9))
@example([set(), {0}, {1}, {0, 2}])  # what is rested on stands lower than what rests on it
def test_no_line_of_a_drawing_runs_behind_a_box(links):
    records = [
        promise_data(f"p{at}", layer="supporting" if at else "core",
                     aligned_to=[link(f"p{to}") for to in sorted(targets) if to < at])
        for at, targets in enumerate(links)
    ]  # fmt: skip
    stack = site_of(*records).stack
    for start in stack.entries:
        found = graph(stack, start, {one: entry.promise.title for one, entry in stack.entries.items()})
        for edge in found.edges:
            assert not any(crosses(edge.path, node, found.box) for node in found.nodes), (start, edge)


def test_what_has_ended_is_drawn_as_over_and_other_signs_are_explained():
    ends = {"status": "retired", "ending": {"date": "2026-05-01", "why": "w", "decided_by": "@a"}}
    records = (
        promise_data("top"), promise_data("gone", layer="supporting", aligned_to=[link("top")], **ends),
        promise_data("a", layer="supporting", aligned_to=[link("top")]), promise_data("b", layer="supporting", aligned_to=[link("top")]),
    )  # fmt: skip
    site = site_of(*records)
    found = graph(site.stack, "top", {})
    assert Counter(one.state for one in found.edges) == {"over": 1, "unreviewed": 2}
    assert found.marked == ("unreviewed",)
    assert "○ never reviewed" in said(made(site)["promises/top.html"])
