"""What a robots.txt allows, by what its address gave."""

from __future__ import annotations

from cases import each_of

from pas_gov.diagnosis.sources.web.bounds import AGENT
from pas_gov.diagnosis.sources.web.fetching import Answer
from pas_gov.diagnosis.sources.web.rules import rules_of, sitemap_addresses

URL = "https://example.org/robots.txt"
SHUT = b"User-agent: *\nDisallow: /"
BEGINS_WITH_A_MARK = b"\xef\xbb\xbf"


@each_of(
    "answer, allowed",
    [
        (Answer(URL, 200, content=SHUT), False),
        (Answer(URL, 200, content=BEGINS_WITH_A_MARK + SHUT), False),
        (Answer(URL, 200, content=f"User-agent: {AGENT}\nDisallow: /".encode()), False),
        (Answer(URL, 200, content=b"User-agent: other\nDisallow: /"), True),
        (Answer(URL, 200, content=2 * BEGINS_WITH_A_MARK + SHUT), False),
        (Answer(URL, 200, content=SHUT.decode().encode("utf-16")), False),
        (Answer(URL, 404), True),
        (Answer(URL, 503), False),
        (Answer(URL, 0, why="no answer"), False),
    ],
)
def test_what_is_allowed(answer, allowed):
    assert rules_of(URL, answer).allows("https://example.org/page") is allowed


def test_a_sitemap_that_begins_with_a_mark_is_read():
    sitemap = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/a</loc></url></urlset>'
    found = sitemap_addresses(
        "https://example.org/",
        rules_of(URL, Answer(URL, 404)),
        lambda url: Answer(url, 200, content=BEGINS_WITH_A_MARK + sitemap),
    )
    assert found == {"https://example.org/a"}
