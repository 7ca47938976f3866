"""A Core on every page: as it is itself and with what carries it, what makes the difference, and how many carry it."""

from __future__ import annotations

import pytest
from builders import link, promise_data, stack_of
from test_pages import made, said, site_of

from pas_gov.drift.state.observations import Observations
from pas_gov.site.cores import apart_from_own, core_numbers, culprits
from pas_gov.site.model import Site

ENDED = {"status": "retired", "ending": {"date": "2026-05-01", "why": "w", "decided_by": "@a"}}


def told(identity: str, reality: str, **more) -> dict:
    """Return an active promise of which a zone says this, of its present wording."""
    said = {"says": "x", "attested": None}
    plain = promise_data(
        identity, title=identity.capitalize(), zones={"delivery-support": {"says": "x"}}, **more
    )
    said["attested"] = {"wording": stack_of(plain).entries[identity].wording, "date": "2026-05-01", "by": "@a",
                        "reality": reality}  # fmt: skip
    return {**plain, "zones": {"delivery-support": said}}


def low(identity: str, on: str, reality: str) -> dict:
    link_to = link(on, revision=stack_of(CORE).entries["top"].revision) if on == "top" else link(on)
    return told(identity, reality, layer="supporting", aligned_to=[link_to])


CORE = told("top", "drifting", layer="core")


@pytest.fixture(scope="module")
def site() -> Site:
    """Return a stack whose Core says that it drifts, and is carried by a broken promise and by others."""
    gone = promise_data("gone", title="Gone", layer="supporting", aligned_to=[link("top")], **ENDED)
    records = (
        CORE,
        low("near", "top", "broken"),
        gone,
        low("far", "near", "drifting"),
        low("other", "top", "kept"),
    )
    return site_of(*records, observed=Observations(()))


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, str]:
    return made(site)


def test_what_is_not_kept_is_named_the_worst_first(site):
    (core,) = site.state.cores
    assert [one.entry.id for one in culprits(core)] == ["near", "far"]
    assert apart_from_own(site.state.cores)
    assert core_numbers(site.state.cores) == {"broken": 1}
    assert culprits(None) == ()


def test_a_cores_page_names_what_breaks_it_with_links(pages):
    page = pages["promises/top.html"]
    stands = page[page.index('id="stands"') : page.index('id="zones"')]
    assert stands.index('<a href="near.html">') < stands.index('<a href="far.html">')
    assert "What carries it and isn't kept, the worst first: broken Near" in said(stands)


def test_the_numbers_of_a_cores_page_say_how_they_differ(pages):
    text = said(pages["promises/top.html"])
    assert "what carries it: 1 broken 1 drifting 1 kept" in text
    assert "3 promises rest on it directly, of which 1 has ended: Gone, Near, Other. 1 more by way of these: 3 in all carry it." in text  # fmt: skip


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("index.html", "Core itself; with what carries it: broken"),
        ("zones.html", "Core itself; with what carries it: broken"),
        ("map.html", "Top itself; with what carries it: broken"),
        ("map.html", "Core: ≈ 1 itself, with all ✗ 1"),
        ("promises/top.html", "≈ drifting itself, ✗ broken in all, core"),
        ("promises.html", "drifting itself; with what carries it: broken"),
    ],
    ids=["overview", "zones", "map list", "map picture", "drawing", "list"],
)
def test_both_are_told_wherever_a_core_stands(pages, path, words):
    assert words in said(pages[path])
