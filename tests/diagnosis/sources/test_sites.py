"""A site read page by page: within bounds, as its robots.txt allows, no private address asked, and resumable."""

from __future__ import annotations

import io
import os
from datetime import date

import pytest
from cases import each_of
from site_with_traps import PROMISE, serving

from pas_gov.diagnosis.diagnosis import diagnosis
from pas_gov.diagnosis.sources.sources import opened
from pas_gov.diagnosis.sources.web.addresses import is_page, joined, path_of, pattern
from pas_gov.diagnosis.sources.web.archive import DamagedArchive, kept_answers
from pas_gov.diagnosis.sources.web.bounds import MOST_ALIKE, Bounds
from pas_gov.diagnosis.sources.web.contents import in_utf8
from pas_gov.diagnosis.sources.web.guarded_http import is_public
from pas_gov.diagnostics import Stop

pytestmark = pytest.mark.whole
HERE = Bounds(delay=0.0, private=True)


@pytest.fixture
def site():
    with serving() as (address, asked):
        yield address, asked


def read(address, keep, bounds=HERE):
    source = opened([address], bounds=bounds, keep=str(keep))
    return list(source.pages()), source.problems


def test_pages_that_are_linked_or_in_a_sitemap_are_read_once_and_what_robots_forbids_is_not(site, tmp_path):
    address, asked = site
    pages, problems = read(address, tmp_path / "a.warc.gz")
    places = {page.place.removeprefix(address.rstrip("/")) for page in pages}
    assert {"/", "/pricing", "/help/", "/only-in-sitemap", "/new", "/latin"} <= places
    assert asked["/secret/plans"] == asked["/photo.png"] == asked["/private"] == 0
    assert asked["/pricing"] == 1
    assert any("robots.txt forbids" in one.message for one in problems)


def test_traps_are_bounded_and_named(site, tmp_path):
    address, asked = site
    pages, problems = read(address, tmp_path / "a.warc.gz")
    told = {one.location.path.removeprefix(address.rstrip("/")): one.message for one in problems}
    assert asked["/calendar"] <= MOST_ALIKE + 1
    assert asked["/list"] <= 7
    assert len([page for page in pages if "/list" in page.place]) == 1
    for path, said in (
        ("/away", "another site"), ("/inside", "another site"), ("/huge", "more than"), ("/bomb", "more than"), ("/broken", "status 500"),
        ("/gone", "status 404"), ("/loop", "redirects"),
    ):  # fmt: skip
        assert said in told[path], path
    assert {
        one.location.path.removeprefix(address.rstrip("/")) for one in problems if one.severity == "error"
    } == {"/huge", "/bomb", "/broken"}


def test_a_page_is_in_utf8_whatever_it_was_in(site, tmp_path):
    address, _ = site
    (latin,) = [page for page in read(address, tmp_path / "a.warc.gz")[0] if page.place.endswith("/latin")]
    assert "café" in latin.content.decode()


def test_a_private_address_is_not_asked_unless_it_is_wished(site, tmp_path):
    address, asked = site
    for given in (address, address.replace("127.0.0.1", "localhost")):
        _, problems = read(given, tmp_path / f"{len(given)}.warc.gz", Bounds(delay=0.0))
        assert {one.severity for one in problems} == {"error"}
    assert sum(asked.values()) == 0


ADDRESSES = (
    ("8.8.8.8", True), ("127.0.0.1", False), ("10.0.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False),
    ("::1", False), ("fe80::1", False), ("fd00::1", False), ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("64:ff9b::7f00:1", False),
    ("2002:7f00:1::", False), ("2606:4700::1111", True), ("224.0.0.1", False), ("no address", False),
)  # fmt: skip


@each_of(("address", "public"), ADDRESSES, ids=[one[0] for one in ADDRESSES])
def test_which_addresses_everybody_reaches(address, public):
    assert is_public(address) is public


def test_the_report_is_made_again_without_the_network_and_a_second_run_asks_for_nothing_anew(site, tmp_path):
    address, asked = site
    keep = tmp_path / "a.warc.gz"
    first, _ = read(address, keep)
    before = asked.copy()
    assert {page.place for page in opened([str(keep)]).pages()} == {page.place for page in first}
    assert asked == before
    again, _ = read(address, keep)
    assert {page.place for page in again} == {page.place for page in first}
    fresh = asked - before
    assert not {"/", "/pricing", "/help/", "/calendar", "/robots.txt", "/map.xml"} & fresh.keys()


def test_a_run_that_was_broken_off_goes_on(site, tmp_path):
    address, asked = site
    keep = tmp_path / "a.warc.gz"
    some, problems = read(address, keep, Bounds(pages=3, delay=0.0, private=True))
    assert len(some) == 3
    assert any("--pages" in one.message for one in problems)
    with open(keep, "ab") as file:
        file.write(b"\x1f\x8b\x08\x00broken off in the middle of a record")
    whole, _ = read(address, keep)
    assert len(whole) > 20
    assert asked["/"] == 1
    assert {page.place for page in opened([str(keep)]).pages()} == {page.place for page in whole}


def test_a_page_found_on_a_site_is_traced_to_its_address(site, tmp_path):
    address, _ = site
    source = opened([address], bounds=HERE, keep=str(tmp_path / "a.warc.gz"))
    found = diagnosis(source.pages(), date(2026, 6, 1), (), source.problems)
    (one,) = [each.finding for each in found.findings if each.finding.about == "how soon an answer comes"]
    texts = {each.text: found.places[each.sentence.path] for each in one.statements}
    assert texts[PROMISE] == f"{address}pricing"


def test_a_file_that_is_no_archive_is_named_and_nothing_is_written_over_it(tmp_path):
    keep = tmp_path / "notes.warc.gz"
    keep.write_bytes(b"my notes")
    with pytest.raises(Stop) as stop:
        read("http://acme.example", keep)
    assert stop.value.code == "damaged-archive"
    assert keep.read_bytes() == b"my notes"
    source = opened([str(keep)])
    assert list(source.pages()) == []
    assert [one.code for one in source.problems] == ["unreadable"]


def test_noise_in_the_place_of_an_archive_never_raises_anything_else():
    for seed in range(200):
        noise = (
            os.urandom(seed * 7)
            if seed % 2
            else b"WARC/1.0\r\nContent-Length: " + str(seed).encode() + b"\r\n" + bytes(range(seed))
        )
        with pytest.raises(DamagedArchive) if noise else pytest.raises(AssertionError):
            list(kept_answers(io.BytesIO(noise)))
            raise DamagedArchive("read to its end") if noise else AssertionError


LINKS = (
    ("../b", "http://a.example/b"), ("?z=1&a=2", "http://a.example/x/y?a=2&z=1"), ("#part", "http://a.example/x/y"), ("HTTP://A.example:80/c", "http://a.example/c"),
    ("mailto:a@b", ""), ("javascript:x", ""), ("http://u:p@a.example/", ""), ("//[bad", ""), ("/a b", "http://a.example/a%20b"),
    ("/p?utm_source=x", "http://a.example/p"), ("file:///etc/passwd", ""),
)  # fmt: skip


@each_of(("link", "address"), LINKS, ids=[one[0] for one in LINKS])
def test_links_in_one_spelling(link, address):
    assert joined("http://a.example/x/y", link) == address


def test_addresses_that_are_no_pages_and_those_alike():
    assert not is_page("http://a.example/x.png")
    assert not is_page("http://a.example/a/b/a/b/a/b")
    assert not is_page("http://a.example/" + "x" * 600)
    assert pattern("http://a.example/2024/05?m=1") == pattern("http://a.example/2025/06?m=2")
    assert path_of("http://a.example/", "text/html") == "index.html"
    assert path_of("http://a.example/help/", "text/html") == "help/index.html"
    assert path_of("http://a.example/a.md", "text/markdown") == "a.md"


def test_charsets():
    assert in_utf8("café".encode("latin-1"), "text/html; charset=latin-1").decode() == "café"
    assert in_utf8(b'<meta charset="windows-1252">caf\xe9', "").decode().endswith("café")
    assert in_utf8(b"caf\xe9", "text/html; charset=no-such").decode() == "café"
    assert in_utf8(b"68656c6c6f", "text/html; charset=hex") == b"68656c6c6f"
