"""A way to show a text is asked about until it is judged, and no other way is taken for it."""

from __future__ import annotations

import pytest
from axe_core import axe, contrast, faults
from npm import Absent

pytestmark = pytest.mark.whole

FINE = """<html lang=en><title>Fine</title><style>
  body { background: #fff; color: #707070; font: 16px sans-serif } button, .box { color: #707070; background: #fff }
  @media (min-width: 600px) { .wide { color: #999 } } @media (prefers-color-scheme: dark) { .night { color: #bbb } }
</style><body><p>Some words<p class=wide>Some words<p class=night>Some words<p><a href=x>Some words</a><p><b>I</b>
<div class=box>Some words</div><button>Some words</button><button disabled style="color: #ccc">Some words</button>
<div style="width: 50px; overflow: auto"><div style="width: 900px; padding-left: 600px">Some words</div></div>"""
FAINT = {
    "letters": "<p style='color: #999'>Some words",
    "a surface of its own": "<p style='background: #ccc'>Some words",
    "a surface around it": "<div style='background: #ccc'><p>Some words</div>",
    "a surface that it lies on, though not inside": "<div style='position: relative; height: 50px'><div style='position: absolute;"
    " inset: 0; background: #ccc'></div><p style='position: relative; margin: 0'>Some words</div>",
    "far below": "<div style='height: 3000px'></div><div style='background: #ccc'><p>Some words</div>",
    "scrolled out of sight": "<div style='width: 50px; overflow: auto'><div style='background: #ccc; width: 900px; padding-left: 600px'>Some words</div></div>",
    "seen through": "<div style='opacity: .8'><p>Some words</div>",
    "a button that can be pressed": "<button style='color: #ccc'>Some words</button>",
    "words where there was one letter": "<p><b style='color: #ccc'>I</b><p><b style='color: #ccc'>Some</b>",
}


def plain(page) -> list[str]:
    return faults(page, "color-contrast")


@pytest.fixture
def page(browser):
    context = browser.new_context(color_scheme="light", viewport={"width": 320, "height": 800})
    yield context.new_page()
    context.close()


def shown(page, text: str) -> None:
    page.set_content(text)
    try:
        page.evaluate(axe())
    except Absent as absent:
        pytest.skip(str(absent))


def test_what_is_faint_is_found_after_all_else_was_judged(page):
    missed = []
    for name, faint in FAINT.items():
        judged: set[str] = set()
        shown(page, FINE)
        assert contrast(page, judged) == plain(page) == [], name
        shown(page, FINE + faint)
        found = plain(page)
        assert found, name
        missed += [name] if contrast(page, judged) != found else []
        missed += [f"{name}, again"] if contrast(page, judged) != found else []
    assert missed == []


def test_a_width_and_the_dark_show_texts_in_other_ways(page):
    judged: set[str] = set()
    shown(page, FINE)
    assert contrast(page, judged) == []
    page.set_viewport_size({"width": 700, "height": 800})
    assert contrast(page, judged) == plain(page) == ['color-contrast: <p class="wide">Some words</p>']
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="dark")
    assert contrast(page, judged) == plain(page) == ['color-contrast: <p class="night">Some words</p>']


def test_nothing_is_asked_twice(page):
    judged: set[str] = set()
    unexcepted = FINE.partition("<button disabled")[0]  # what it makes an exception for it never judges
    shown(page, unexcepted)
    assert contrast(page, judged) == []
    page.evaluate("void (axe.run = () => { throw new Error('asked') })")
    assert contrast(page, judged) == []
