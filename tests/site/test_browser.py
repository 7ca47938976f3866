"""The pages in a real browser: nothing asked of the network, no error, search, filters, keyboard, accessibility."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from npm import Absent, package
from test_pages import _hostile, made

pytestmark = pytest.mark.whole

AXE = "axe-core@4.11.0"
SERIOUS = ("serious", "critical")


@pytest.fixture
def visit(browser):
    """Return a function that opens an address in a window of its own, and notes every error and request."""
    opened = []

    def go(address: str, **how):
        context = browser.new_context(**how)
        opened.append(context)
        page = context.new_page()
        page.complaints, page.requests = [], []
        page.on("console", lambda told: page.complaints.append(told.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.requests.append(request.url))
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
    many = [[path for path in found if path.startswith(folder)] for folder in ("promises/", "zones/")]
    return [path for path in found if "/" not in path] + [path for group in many for path in group[:3]]


def axe() -> str:
    try:
        return (package(AXE) / "axe.min.js").read_text(encoding="utf-8")
    except Absent as absent:
        pytest.skip(str(absent))


def faults(page, scheme: str) -> list[str]:
    """Return what axe-core finds that is serious; it is run past the policy of the page, as a browser's tools are."""
    page.evaluate(axe())
    rules = (
        {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    )  # what is dark differs by its colours alone
    found = page.evaluate("rules => axe.run(rules)", rules)
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def test_every_page_loads_without_an_error_or_a_request_elsewhere_and_links_resolve(visit, site, address):
    page, known = visit(address), {urljoin(address, path) for path in every_page(site)}
    for path in every_page(site):
        page.goto(address + path)
        hrefs = page.eval_on_selector_all(
            "a[href]", "found => found.map(one => one.href.baseVal ?? one.href)"
        )
        for target in (urljoin(page.url, one).partition("#")[0] for one in hrefs):
            assert not target.startswith(address) or target in known, (path, target)
    assert page.complaints == []
    assert all(url.startswith(address) for url in page.requests)


def test_pages_work_from_a_disk(visit, site):
    page = visit((site / "promises.html").as_uri())
    page.fill("#search", "phone")
    page.wait_for_selector("#found a")
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(visit, site, address, scheme):
    page = visit(address, color_scheme=scheme)
    for path in one_of_each(site):
        page.goto(address + path)
        assert faults(page, scheme) == [], path


def test_a_phone_needs_no_sideways_scrolling(visit, site, address):
    page = visit(address, viewport={"width": 390, "height": 800})
    for path in every_page(site):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


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
    page.fill("[name=until]", "2026-05-31")
    soon(page, ".filtered", "0 events found")


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
    assert page.locator("tbody tr").count() == len(list((site / "promises").iterdir()))
    page.goto(address + "promises/four-hour-response.html")
    assert page.locator("svg a text", has_text="Most reliable").is_visible()


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
