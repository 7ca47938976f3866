"""What a figure measures, of whom and of what a sentence speaks, where it stands."""

from __future__ import annotations

from datetime import date

from cases import each_of

from pas_gov.diagnosis.page import Page
from pas_gov.diagnosis.statements.facets import facets
from pas_gov.diagnosis.statements.names import known_names, names_in
from pas_gov.diagnosis.statements.places import day_of_path, is_front, plan_of_path, zone_of_path
from pas_gov.diagnosis.statements.reading import pages_read
from pas_gov.drift.texts.sentence import Sentence

MEASURES = (
    ("We answer within two hours.", "how soon an answer comes"),
    ("If there is a breach, we notify you within 24 hours.", "how soon a breach is told"),
    ("You have 30 days to ask for your money back.", "how long a refund is given"),
    ("Refunds reach your card within five days.", "when a refund arrives"),
    ("We tell you 60 days before a price increase takes effect.", "how soon a price change is told"),
    ("Cancel with 30 days' notice before the end of the term.", "notice to cancel"),
    ("We delete your data within 30 days.", "how long data is kept"),
    ("Your trial lasts 14 days.", "how long a trial lasts"),
    ("Orders ship within two days.", "how soon it is delivered"),
    ("We fix critical bugs within five days.", "how soon it is solved"),
    ("We promise 99.9% availability.", "availability"),
    ("Databases are backed up every hour.", "how often backups are taken"),
    ("The moon is four weeks old.", ""),
)


@each_of(("text", "measure"), MEASURES, ids=[one[0][:25] for one in MEASURES])
def test_what_a_figure_measures(text, measure):
    read = pages_read([Page("a.md", text.encode())]).statements
    assert {value.measure for one in read for value in one.values} <= {measure}
    assert not measure or read


FACETS = (
    ("On the Enterprise plan we answer in an hour.", "plan", {"enterprise"}),
    ("Nonprofits can try it for 60 days.", "people", {"nonprofits"}),
    ("Critical tickets come first.", "grade", {"high"}),
    ("Audit logs are kept.", "thing", {"logs"}),
    ("Call us at any time.", "channel", {"phone"}),
    ("It is stored in Frankfurt.", "region", {"frankfurt"}),
    ("We use the free time to start.", "plan", set()),
)


@each_of(("text", "facet", "names"), FACETS, ids=[one[0][:25] for one in FACETS])
def test_of_whom_and_of_what_it_speaks(text, facet, names):
    assert facets(Sentence("a.md", 1, 1, "sentence", "", "", text)).get(facet, frozenset()) == names


def test_a_heading_says_it_for_all_below():
    assert facets(Sentence("a.md", 1, 1, "sentence", "Enterprise", "", "We answer within an hour."))[
        "plan"
    ] == {"enterprise"}


def test_names_are_told_from_the_texts():
    pages = [
        [*names_in("We like Acme Vault."), *names_in("Files in Acme Vault are kept.")],
        [*names_in("Acme Desk answers."), *names_in("Tickets in Acme Desk are kept."), *names_in("When Acme calls, we listen.")],
        [*names_in("Acme is in Leipzig.")],
    ]  # fmt: skip
    known = known_names(pages)
    assert "acme" in known.own
    assert known.told(["acme vault"]) == {"vault"}
    assert known.told(["acme"]) == frozenset()


PLACES = (
    ("pricing.html", "sales-marketing"), ("help/contact.md", "documentation-knowledge"), ("support/sla.md", "delivery-support"), ("docs/api/limits.md", "documentation-knowledge"),
    ("bot/prompt.yaml", "ai-automation"), ("roadmap.md", "product-capability"), ("zebra.md", ""),
)  # fmt: skip


@each_of(("path", "zone"), PLACES, ids=[one[0] for one in PLACES])
def test_the_zone_in_which_a_page_speaks(path, zone):
    assert zone_of_path(path) == zone


def test_what_else_a_path_tells():
    assert plan_of_path("plans/enterprise.html") == "enterprise"
    assert plan_of_path("plans/compare.html") == ""
    assert day_of_path("blog/2024/05/17/boards.html") == date(2024, 5, 17)
    assert day_of_path("releases/2024-05.md") == date(2024, 5, 28)
    assert day_of_path("docs/4.12/x.md") is None
    assert is_front("index.html")
    assert not is_front("help/a/index.html")
