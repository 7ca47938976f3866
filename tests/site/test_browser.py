"""The pages in a real browser: nothing asked of the network, no error, search, filters, keyboard, accessibility."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from axe_core import OF_LAYOUT, axe, contrast, faults, shown, slight
from builders import promise_data
from npm import Absent
from test_pages import _hostile, made, site_of

from pas_gov.drift.state.falling_due import falling_due
from pas_gov.model.records.promise import ZONES
from pas_gov.site.pages import pages
from pas_gov.site.words import MONTHS

pytestmark = pytest.mark.whole

WIDTHS = (320, 768, 1280)
SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 100);
})"""


def noting(page):
    """Return the page, which notes from now on every error and request."""
    page.complaints, page.requests = [], []
    page.on("console", lambda told: page.complaints.append(told.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: page.requests.append(request.url))
    return page


@pytest.fixture
def visit(browser):
    """Return a function that opens an address in a window of its own, and notes every error and request."""
    opened = []

    def go(address: str, **how):
        context = browser.new_context(**how)
        opened.append(context)
        page = noting(context.new_page())
        page.goto(address)
        return page

    yield go
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def address(site: Path, serve) -> str:
    return serve(site)


def soon(page, selector: str, text: str) -> None:
    """Wait until an element says a text, whole or in part; "" for nothing. Playwright's own waiting for a function is
    evaluated as text where it has to wait, which the policy of the pages forbids."""
    from playwright.sync_api import expect

    said = expect(page.locator(selector))
    said.to_contain_text(text) if text else said.to_be_empty()


def every_page(site: Path) -> list[str]:
    return sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))


def one_of_each(site: Path) -> list[str]:
    """Return the pages of every kind, of those of which there are many three: axe takes a second for each."""
    found = every_page(site)
    many = [
        [path for path in found if path.startswith(folder)] for folder in ("promises/", "zones/", "owners/")
    ]
    return [path for path in found if "/" not in path] + [path for group in many for path in group[:3]]


@dataclass(frozen=True)
class Look:
    """What a browser saw of one page: how wide it is at each width, how far it shifted, where its links lead, and what
    axe-core finds at each width in the light, and in the dark."""

    widths: dict[int, int]
    shift: float
    targets: list[str]
    light: list[str]
    dark: list[str]


class Looks:
    """Every page loaded once, as a phone has it, and looked at in all ways: loading takes longer than looking."""

    def __init__(self, page, site: Path, address: str, judged: set[str]) -> None:
        self.page, self.site, self.address, self.judged = page, site, address, judged
        self.seen: dict[str, Look] = {}
        self.slight: list[str] = []
        try:
            self.axe = axe()
        except Absent as absent:
            self.axe, self.absent = "", str(absent)
        closely = set(one_of_each(site)) if self.axe else set()
        for path in every_page(site):
            page.set_viewport_size({"width": WIDTHS[0], "height": 800})
            page.goto(address + path)
            self.seen[path] = self._look(closely=path in closely)

    def _look(self, *, closely: bool) -> Look:
        page, widths, light, dark, ways = self.page, {}, [], [], ""
        shift = page.evaluate(SHIFTS)
        if closely:
            page.evaluate(self.axe)
            self.slight = self.slight or [*slight(page), "color-contrast"]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            widths[width] = page.evaluate("document.documentElement.scrollWidth")
            # between a phone and a screen nothing is shown that neither shows: what may differ is where it stands
            between = width not in (WIDTHS[0], WIDTHS[-1])
            if closely:
                known = between or ways == (ways := shown(page))
                light += faults(page, *OF_LAYOUT) if known else faults(page, without=self.slight)
                light += contrast(page, self.judged)
        if closely:  # the dark differs by its colours alone
            page.emulate_media(color_scheme="dark")
            dark = contrast(page, self.judged)
            page.emulate_media(color_scheme="light")
        hrefs = page.eval_on_selector_all(
            "a[href]", "found => found.map(one => one.href.baseVal ?? one.href)"
        )
        targets = [re.split("[?#]", urljoin(page.url, one))[0] for one in hrefs]
        return Look(widths, shift, targets, light, dark)


@pytest.fixture(scope="session")
def judged() -> set[str]:
    """Return the ways to show a text whose contrast axe-core has judged, on any page."""
    return set()


@pytest.fixture(scope="module", params=["site", "drifted"])
def looks(request, browser, serve, judged) -> Looks:
    folder = request.getfixturevalue(request.param)
    context = browser.new_context(color_scheme="light")
    made = Looks(noting(context.new_page()), folder, serve(folder), judged)
    context.close()
    return made


def test_every_page_loads_without_an_error_or_a_request_elsewhere_and_links_resolve(looks):
    known = {
        urljoin(looks.address, str(path.relative_to(looks.site)))
        for path in looks.site.rglob("*")
        if path.is_file()
    }
    for path, look in looks.seen.items():
        for target in look.targets:
            assert not target.startswith(looks.address) or target in known, (path, target)
    assert looks.page.complaints == []
    assert all(url.startswith(looks.address) for url in looks.page.requests)


def test_nothing_moves_once_it_is_shown(looks):
    assert {path: look.shift for path, look in looks.seen.items() if look.shift} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(looks, scheme):
    if not looks.axe:
        pytest.skip(looks.absent)
    for path in one_of_each(looks.site):
        assert getattr(looks.seen[path], scheme) == [], path


def test_no_page_needs_sideways_scrolling(looks):
    for path, look in looks.seen.items():
        assert all(wide <= width for width, wide in look.widths.items()), (path, look.widths)


def test_each_page_is_small(looks):
    for path in every_page(looks.site):
        assert (looks.site / path).stat().st_size < 100_000, path


def test_pages_work_from_a_disk(visit, site):
    page = visit((site / "promises.html").as_uri())
    page.fill("#search", "phone")
    page.wait_for_selector("#found a")
    assert page.complaints == []


def test_search_finds_by_words_of_title_statement_and_owner(visit, address):
    page = visit(address + "zones/ai-automation.html")
    page.fill("#search", "phone legacy")
    page.wait_for_selector("#found a")
    assert page.inner_text("#found-count") == "1 promise"
    page.click("#found a")
    assert page.url == address + "promises/free-phone-support.html"
    page.fill("#search", "nothing has these words")
    soon(page, "#found-count", "0 promises")
    page.press("#search", "Escape")
    assert page.inner_text("#found-count") == ""


def test_filters_narrow_the_list_and_show_all_restores_it(visit, address):
    page = visit(address + "promises.html")
    rows = page.locator("[data-rows] tbody tr")
    everything = rows.count()
    page.select_option("[name=layer]", "legacy")
    soon(page, ".filtered", "2 promises found")
    assert rows.count() == 2
    page.select_option("[name=zone]", "documentation-knowledge")
    soon(page, ".filtered", "1 promise found")
    page.click("button[type=reset]")
    soon(page, ".filtered", "")
    assert rows.count() == everything
    page.goto(address + "ledger.html")
    page.select_option("[name=kind]", "retired")
    soon(page, ".filtered", "1 event found")
    day = page.locator("[data-rows] tbody time")
    year, month, number = day.get_attribute("datetime").split("-")
    assert day.inner_text() == f"{int(number)} {MONTHS[int(month) - 1]} {year}"
    page.fill("[name=until]", "2026-05-31")
    soon(page, ".filtered", "0 events found")


def test_a_filter_can_be_asked_for_by_the_address(visit, address):
    page = visit(address + "promises.html?layer=legacy")
    soon(page, ".filtered", "2 promises found")
    assert page.locator("[data-rows] tbody tr").count() == 2


def test_a_filtered_core_shows_what_it_stands_on_too(visit, serve, drifted):
    page = visit(serve(drifted) + "promises.html")
    row = "[data-rows] tbody tr:first-child td"
    whole = page.locator(row).first.inner_text()
    page.select_option("[name=layer]", "core")
    soon(page, ".filtered", "1 promise found")
    assert page.locator(row).first.inner_text() == whole
    assert "with what carries it: broken" in " ".join(whole.split())


def test_the_picture_grows_and_shrinks(visit, address):
    page = visit(address + "promises/four-hour-response.html")
    width = "+document.querySelector('[data-zoom] svg').getAttribute('width')"
    before = page.evaluate(width)
    page.click("button[aria-label=Larger]")
    assert page.evaluate(width) > before
    page.click("button[aria-label=Smaller]")
    page.click("button[aria-label=Smaller]")
    assert page.evaluate(width) < before


def test_without_javascript_everything_but_search_filters_and_zoom_is_there(visit, site, address):
    page = visit(address + "promises.html", java_script_enabled=False)
    assert not page.is_visible("#search")
    assert not page.is_visible("form")
    assert page.locator("tbody tr").count() == len(list((site / "promises").glob("*.html")))
    page.goto(address + "promises/four-hour-response.html")
    assert page.locator("svg a text", has_text="Most reliable").is_visible()


LONGEST = """() => {
  let most = 0;
  for (const one of document.querySelectorAll("main p, main li, main dd")) {
    const lines = {}, walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      for (let at = 0; at < text.length; at++) {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width) lines[Math.round(box.bottom / 8)] = (lines[Math.round(box.bottom / 8)] || 0) + 1;
      }
    most = Math.max(most, ...Object.values(lines));
  }
  return most;
}"""


def test_no_line_of_a_text_is_longer_than_reads_well(visit, serve, drifted):
    page = visit(serve(drifted) + "promises/four-hour-response.html", viewport={"width": 1280, "height": 800})
    assert 60 <= page.evaluate(LONGEST) <= 80  # WCAG 1.4.8 asks for 80 at most


def test_on_a_phone_the_board_paper_leaves_out_what_there_is_none_of(visit, serve, drifted):
    shown = {}
    for width in (375, 1280):
        page = visit(serve(drifted) + "board.html", viewport={"width": width, "height": 800})
        shown[width] = page.locator("td.zero:visible").count()
    assert shown[375] == 0 < shown[1280]


def test_the_keyboard_reaches_every_control(visit, address):
    for path in ("index.html", "promises.html", "promises/four-hour-response.html", "changes.html"):
        page = visit(address + path)
        wanted = page.evaluate(
            "[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]')]"
            ".filter(one => one.checkVisibility()).length"
        )
        page.evaluate(
            "window.reached = new Set(); document.addEventListener('focusin', e => reached.add(e.target))"
        )
        for _ in range(wanted + 12):  # a field for a day has parts of its own
            page.keyboard.press("Tab")
        reached = page.evaluate("reached.size")
        assert reached >= wanted, (path, reached, wanted)


def test_the_skip_link_leads_to_the_content(visit, address):
    page = visit(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_paper_shows_the_content_alone(visit, address):
    page = visit(address)
    page.emulate_media(media="print")
    assert not page.is_visible("nav")
    assert page.is_visible("h1")


@pytest.mark.parametrize("records", [1, 400])
def test_a_board_paper_has_at_most_four_pages(visit, serve, tmp_path, records):
    data = [promise_data(f"p{one}", layer="core" if one < 9 else "supporting", title=f"Promise {one} " + "of many words " * 5,
                         statement="We answer, whatever is asked of us. " * 12, zones={zone: {"says": "x"} for zone in ZONES},
                         review_by=f"2026-07-{one % 28 + 1:02}") for one in range(records)]  # fmt: skip
    site = site_of(*data)
    site = replace(site, due=falling_due(site.state, (), 120), board=True)
    for page in pages(site):
        if "/" not in page.path:
            (tmp_path / page.path).write_text(page.text, encoding="utf-8")
    printed = visit(serve(tmp_path) + "board.html").pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 4


def test_hostile_texts_are_shown_and_run_nothing(visit, tmp_path, serve):
    text = "</script><img src=x onerror=alert(1)><svg onload=alert(1)>{{ 7*7 }} javascript:alert(1) \u202egnp"
    for path, page in made(_hostile(text)).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(page, encoding="utf-8")
    address = serve(tmp_path)
    page = visit(address)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    for path in every_page(tmp_path):
        page.goto(address + path)
        assert page.locator("img").count() == 0
    page.goto(address + "promises.html")
    page.fill("#search", "onerror")
    page.wait_for_selector("#found a")
    page.select_option("[name=layer]", "conditional")
    soon(page, ".filtered", "1 promise found")
    assert "<img src=x onerror=alert(1)>" in page.inner_text("tbody")
    assert page.locator("img").count() == 0
    assert page.complaints == []
    assert all(url.startswith(address) for url in page.requests)
