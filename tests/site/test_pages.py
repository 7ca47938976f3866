"""The pages as text: what each shows, that nothing of a record becomes markup, and that addresses are stable."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from builders import entry_of, full_promise_data, link, promise_data, stack_of
from cases import each_of
from hostile import OWN
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.state.falling_due import falling_due
from pas_gov.drift.state.observations import RECORDS_ALONE, Observations, TextsSeen
from pas_gov.drift.state.stack_state import stack_state
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.replay.origin import Origin
from pas_gov.model.records.waiver import Waiver
from pas_gov.model.stack.entry import Entry
from pas_gov.site.graph import MOST_BESIDE, graph
from pas_gov.site.model import Site
from pas_gov.site.pages import pages
from pas_gov.site.rendering import PAGE_ROWS
from pas_gov.site.word_differences import segments

TODAY = date(2026, 6, 1)
ORIGIN = Origin("c" * 40, date(2026, 5, 1), subject="Promise it", author="Ada")


def site_of(*records, **more) -> Site:
    stack = stack_of(*records)
    made = tuple(
        Event(ORIGIN, one.id, ("made",), True, None, one, one.path) for one in stack.entries.values()
    )
    state = stack_state(stack, TODAY, 120, more.pop("observed", RECORDS_ALONE), more.get("waivers", ()))
    return Site("Acme", ReportedRef("main", "c" * 40), state, **{"events": made, **more})


def made(site: Site) -> dict[str, str]:
    return {page.path: page.text for page in pages(site)}


class Reader(HTMLParser):
    """Collects what a page holds: elements with their attributes, ids, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements, self.text = [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


def said(text: str) -> str:
    return " ".join("".join(read(text).text).split())


class TestPages:
    @pytest.mark.whole
    def test_each_promise_has_a_page_at_the_address_of_its_id(self):
        found = made(site_of(promise_data("fast-support"), promise_data("uptime", layer="supporting")))
        assert {
            "index.html",
            "promises/fast-support.html",
            "promises/uptime.html",
            "zones/ai-automation.html",
        } <= set(found)

    def test_a_promise_that_was_erased_keeps_its_page(self):
        gone = entry_of(promise_data("gone", title="Gone for good"))
        erased = Event(ORIGIN, "gone", ("erased",), True, gone, None, gone.path)
        found = made(site_of(promise_data(), events=(erased,)))
        assert "erased" in said(found["promises/gone.html"])
        assert "Gone for good" in said(found["promises.html"])

    def test_a_full_promise_shows_everything_that_it_says(self):
        record = full_promise_data(
            legacy={"made_to": "early customers", "lives_in": ["contract"], "honour_until": "forever"}
        )
        text = said(made(site_of(record))["promises/fast-support.html"])
        for part in (
            "early customers",
            "On the Enterprise plan.",
            "at most 4h",
            "Board minutes",
            "Every proposal says so.",
            "was to be honoured for ever",
        ):
            assert part in text

    def test_a_long_page_names_its_parts_and_a_short_one_does_not(self):
        statement = "\n\n".join(["We answer fast, whatever is asked of us, at any hour of the day."] * 90)
        found = made(site_of(promise_data("long", statement=statement), promise_data("short")))
        assert 'class="toc"' not in found["promises/short.html"]
        contents = re.search(r'<nav class="toc".*?</nav>', found["promises/long.html"])
        assert contents is not None
        named = re.findall(r'href="#(.*?)"', contents[0])
        assert named == re.findall(r'<h2 id="(.*?)"', found["promises/long.html"])
        assert "history" in named

    def test_the_parts_of_the_site_describe_themselves_to_searchers(self):
        found = made(replace(site_of(promise_data()), name='The "Acme" <b>'))
        for path in ("index.html", "promises.html", "drift.html"):
            (told,) = [
                attrs for tag, attrs in read(found[path]).elements if attrs.get("name") == "description"
            ]
            assert told["content"].startswith('What The "Acme" <b> promises')

    @each_of(
        ("statement", "told"),
        [
            ("We answer\n within <four> hours.", "We answer within <four> hours."),
            ("We answer " + "always " * 30, "We answer " + "always " * 15 + "…"),
            ("x" * 200, "x" * 120 + " …"),
            ('"> <script>', '"> <script>'),
        ],
    )
    def test_a_promise_describes_itself_in_its_own_words(self, statement, told):
        page = made(site_of(promise_data("fast-support", statement=statement)))["promises/fast-support.html"]
        (described,) = [attrs for _, attrs in read(page).elements if attrs.get("name") == "description"]
        assert described["content"] == told

    def test_only_secure_addresses_are_links(self):
        surfaces = [{"url": "https://acme.example/a"}, {"url": "http://acme.example/b"}]
        page = read(
            made(site_of(promise_data(zones={"ai-automation": {"surfaces": surfaces}})))[
                "promises/fast-support.html"
            ]
        )
        outward = [
            attrs["href"] for tag, attrs in page.elements if tag == "a" and "//" in attrs.get("href", "")
        ]
        assert outward == ["https://acme.example/a"]

    def test_the_history_shows_differences_of_wording(self):
        before, after = (
            promise_data(statement="We answer in four hours."),
            promise_data(statement="We answer in six hours."),
        )
        event = Event(ORIGIN, "fast-support", ("reworded",), True, entry_of(before), entry_of(after))
        page = made(site_of(after, events=(event,)))["promises/fast-support.html"]
        assert "<del>four</del><ins>six</ins>" in page

    def test_waivers_tell_how_many_days_are_left(self):
        def waiver(identity, first, last):
            return Waiver(
                identity,
                "no-erasure",
                "fast-support",
                "why",
                "@a",
                "@b",
                date.fromisoformat(first),
                date.fromisoformat(last),
            )

        waivers = (
            waiver("now", "2026-05-01", "2026-06-03"),
            waiver("gone", "2026-05-01", "2026-05-31"),
            waiver("soon", "2026-07-01", "2026-08-01"),
        )
        text = said(made(site_of(promise_data(), waivers=waivers))["waivers.html"])
        assert "3, until 3 Jun 2026" in text
        assert "expired on 31 May 2026" in text
        assert "from 1 Jul 2026" in text

    def test_what_could_not_be_read_is_told_on_every_page(self):
        site = site_of(promise_data(), unread=2)
        assert site.status == 3
        for path, text in made(site).items():
            assert not path.endswith(".html") or "Not everything could be read" in said(text)

    @pytest.mark.whole
    def test_long_lists_are_paged(self):
        found = made(site_of(*(promise_data(f"p{number}") for number in range(PAGE_ROWS + 1))))
        first, second = read(found["promises.html"]), read(found["promises-2.html"])
        rows = [sum(tag == "tr" for tag, _ in page.elements) - 1 for page in (first, second)]
        assert rows == [PAGE_ROWS, 1]
        assert ("a", {"href": "promises-2.html"}) in first.elements
        assert "ledger-2.html" in found

    def test_every_link_and_reference_leads_somewhere(self):
        found = made(
            site_of(
                promise_data("reliable"),
                promise_data("b", layer="supporting", aligned_to=[link("reliable"), link("nobody")]),
            )
        )
        ids = {
            path: {attrs["id"] for _, attrs in read(text).elements if "id" in attrs}
            for path, text in found.items()
        }
        for path, text in found.items():
            folder = path.rpartition("/")[0]
            for _, attrs in read(text).elements if path.endswith(".html") else ():
                for target in filter(None, (attrs.get("href"), attrs.get("src"))):
                    file, _, anchor = target.partition("#")
                    whole = _resolved(folder, file) if file else path
                    assert whole in found, (path, target)
                    assert not anchor or anchor in ids[whole]
                for name in ("aria-labelledby", "aria-controls", "aria-describedby", "for"):
                    assert name not in attrs or attrs[name] in ids[path]

    def test_the_same_facts_make_the_same_bytes(self):
        site = site_of(promise_data("a"), promise_data("b"))
        assert made(site) == made(replace(site))


def _resolved(folder: str, file: str) -> str:
    parts = folder.split("/") if folder else []
    for part in file.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


PLAIN = {"script", "link", "meta"}


class TestHostileTexts:
    @pytest.mark.parametrize("text", OWN)
    @pytest.mark.whole  # every page with each of the hostile texts
    def test_a_text_of_a_stranger_is_text_on_every_page(self, text):
        shown = made(_hostile("nothing of note"))
        found = made(_hostile(text))
        for path, page in found.items():
            if path.endswith(".html"):
                assert [tag for tag, _ in read(page).elements if tag in PLAIN] == [
                    tag for tag, _ in read(shown[path]).elements if tag in PLAIN
                ]
                assert not any(
                    name.startswith("on") or name == "style"
                    for _, attrs in read(page).elements
                    for name in attrs
                )
                assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08\x1b]", page)
            elif path.endswith(".js") and path != "site.js":
                assert "<" not in page
                json.loads(page.partition(";")[2].partition("=")[2].rstrip(";\n"))

    def test_the_policy_of_the_pages_allows_nothing_but_their_own_files(self):
        for path, page in made(site_of(promise_data())).items():
            if path.endswith(".html"):
                (policy,) = [
                    attrs["content"] for tag, attrs in read(page).elements if attrs.get("http-equiv")
                ]
                assert policy.startswith("default-src 'none';")
                assert {one.split()[-1] for one in policy.split(";")} == {"'none'", "'self'"}
                assert "<style" not in page
                assert " style=" not in page


def _hostile(text: str) -> Site:
    """Return a site in which a text stands wherever strangers may write one, past the reading of files."""
    data = full_promise_data(title=text, statement=text, owner=text, audience=[text], tags=[text], notes=text, status="active",
                             made={"date": "2025-01-01", "source": text}, applies_when={"says": text, "cel": text})  # fmt: skip
    entry = entry_of(full_promise_data())
    hostile = replace(entry.facts, text=json.dumps(data), status="active", _promise=None)
    entry = replace(entry, facts=hostile, path=f"promises/{text}.yaml")
    origin = replace(ORIGIN, subject=text, author=text)
    event = Event(origin, entry.id, ("made",), True, None, entry, entry.path, note=text)
    stack = replace(stack_of(promise_data()), entries={entry.id: entry})
    waiver = Waiver("w", "no-erasure", entry.id, text, text, text, TODAY, TODAY, ticket=text)
    state = stack_state(stack, TODAY, 120, _observed(text, entry), (waiver,))
    due = falling_due(state, (waiver,), 120)
    return Site(text, ReportedRef(text, "c" * 40), state, due, events=(event,), waivers=(waiver,))


def _observed(text: str, entry: Entry) -> Observations:
    """Return an indicator and a sentence in which a stranger's text stands wherever it may."""
    sentence = Sentence(text, 1, 1, "sentence", "", "", text)
    found = ClaimFinding(
        Claim(sentence, "hard", "ai-automation", "", (), 1.0, ()), "contradicts", text, entry.id
    )
    indicator = AssessedIndicator(entry, text, "ai-automation", text, None, text, text)
    return Observations((indicator,), TextsSeen((found,), frozenset({text})))


class TestGraph:
    def test_what_it_rests_on_is_above_and_what_rests_on_it_below(self):
        stack = stack_of(promise_data("top"), promise_data("here", layer="supporting", aligned_to=[link("top")]),
                         promise_data("low", layer="supporting", aligned_to=[link("here")]))  # fmt: skip
        placed = {node.id: node.y for node in graph(stack, "here", {}).nodes}
        assert placed["top"] < placed["here"] < placed["low"]

    def test_what_there_is_no_room_for_is_counted(self):
        many = [
            promise_data(f"p{n}", layer="supporting", aligned_to=[link("top")])
            for n in range(MOST_BESIDE + 5)
        ]
        drawn = graph(stack_of(promise_data("top"), *many), "top", {})
        assert [node.more for node in drawn.nodes if node.more] == [5]
        assert all(0 <= node.x <= drawn.width and 0 <= node.y <= drawn.height for node in drawn.nodes)

    def test_a_cycle_ends(self):
        stack = stack_of(promise_data("a", aligned_to=[link("b")]), promise_data("b", aligned_to=[link("a")]))
        assert {node.id for node in graph(stack, "a", {}).nodes} == {"a", "b"}


@given(st.text(), st.text())
def test_differences_of_wording_hold_both_texts(before, after):
    found = segments(before, after)
    assert "".join(one.text for one in found if one.kind != "new") == before
    assert "".join(one.text for one in found if one.kind != "gone") == after
