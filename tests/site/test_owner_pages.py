"""Pages of owners and of customers: what waits for whom as ``asks`` tells it, and what one customer is owed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from test_pages import said, site_of

from pas_gov.cli import cli
from pas_gov.judging.findings.asks import Ask, AsksReport, OwnerAsks
from pas_gov.judging.findings.gate_report import ReportedPromise
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.model.records.schema import schema
from pas_gov.site.links import ask_remedy
from pas_gov.site.owners import owner_pages, owner_path
from pas_gov.site.record_pages import owed_stem
from pas_gov.site.site_index import SiteIndex

OWNERS = st.one_of(
    st.text(min_size=1, max_size=30), st.from_regex(r"@[a-z]{1,3}(/[a-z]{1,3})?", fullmatch=True)
)


class TestAddress:
    def test_of_a_team_is_its_name(self):
        assert owner_path("@acme/support") == "owners/acme.support.html"

    @given(OWNERS, OWNERS)
    def test_no_two_owners_share_one(self, one, other):
        assert (owner_path(one) == owner_path(other)) == (one == other)

    @given(OWNERS)
    def test_is_one_plain_name_in_the_folder_of_owners(self, owner):
        folder, _, name = owner_path(owner).rpartition("/")
        assert folder == "owners"
        assert name.isascii()
        assert not name.startswith(".")

    @pytest.mark.parametrize(
        ("file", "stem"),
        [("globex.yaml", "globex"), ("a b.json", "a-b"), ("../x.yaml", "customer"), (".yaml", "customer")],
    )
    def test_of_a_customer_is_the_name_of_the_file(self, file, stem):
        assert owed_stem(file) == stem


@pytest.fixture(scope="module")
def told(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo's site with pages of owners and of one customer."""
    folder = tmp_path_factory.mktemp("owners")
    facts = folder / "globex.yaml"
    facts.write_text("plan: enterprise\nseats: 200\n")
    out = folder / "pages"
    words = [
        "site",
        "--repo",
        str(demo),
        "--output",
        str(out),
        "--owners",
        "--owed",
        str(facts),
        "--today",
        "2026-06-12",
    ]
    assert cli.main(words, standalone_mode=False) == 0
    return out


@pytest.mark.whole
class TestPages:
    def test_what_waits_is_what_asks_tells(self, told, demo, capsys):
        capsys.readouterr()
        words = ["asks", "--present", "--repo", str(demo), "--today", "2026-06-12", "-f", "json"]
        assert cli.main(words, standalone_mode=False) == 0
        report = json.loads(capsys.readouterr().out)
        assert report["owners"]
        for section in report["owners"]:
            path = told / owner_path(section["owner"])
            page = said(path.read_text(encoding="utf-8"))
            beside = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            assert not list(Draft7Validator(schema("site")).iter_errors(beside))
            assert [one["message"] for one in beside["asks"]] == [one["message"] for one in section["asks"]]
            for ask in section["asks"]:
                assert " ".join(ask["message"].split()) in page

    def test_every_owner_of_a_promise_that_stands_has_a_page_that_names_it(self, told):
        for row in json.loads((told / "promises.json").read_text())["promises"]:
            if row["status"] == "active":
                page = (told / owner_path(row["owner"])).read_text(encoding="utf-8")
                assert f"promises/{row['id']}.html" in page

    def test_a_customer_s_page_says_what_is_owed_and_nothing_leads_to_it(self, told):
        page = said((told / "owed" / "globex.html").read_text(encoding="utf-8"))
        assert "Owed under its condition" in page
        for path in told.rglob("*.html"):
            assert "owed/" not in path.read_text(encoding="utf-8")

    def test_facts_that_cannot_be_read_stop_before_anything_is_written(self, demo, tmp_path):
        from pas_gov.diagnostics import Stop

        words = [
            "site",
            "--repo",
            str(demo),
            "--output",
            str(tmp_path / "out"),
            "--owed",
            str(tmp_path / "none.yaml"),
        ]
        with pytest.raises(Stop) as stop:
            cli.main(words, standalone_mode=False)
        assert stop.value.code == "no-facts"
        assert not (tmp_path / "out").exists()

    def test_what_comes_apart_and_what_zones_have_not_confirmed_waits_too(self, drifted):
        page = said((drifted / "owners" / "acme.support.html").read_text(encoding="utf-8"))
        waiting, _, mine = page.partition("What is yours")
        assert "now 6h, at most 4h is promised" in waiting
        assert "not attested since the change" in waiting
        assert "Nothing." not in waiting
        beside = json.loads((drifted / "owners" / "acme.support.json").read_text(encoding="utf-8"))
        assert not list(Draft7Validator(schema("site")).iter_errors(beside))
        assert [one["promise"] for one in beside["comes_apart"]] == ["four-hour-response"]
        assert {one["why"] for one in beside["unconfirmed"]} == {"not-since"}
        owners = said((drifted / "owners.html").read_text(encoding="utf-8"))
        assert "1 to mend; 4 confirmations of zones" in owners
        assert mine


def asked(owner: str, *messages: str) -> AsksReport:
    asks = tuple(Ask(None, "p", "block", message) for message in messages)
    return AsksReport("2026-06-01", None, ReportedRef("main", "c" * 40), (OwnerAsks(owner, asks),))


def test_what_a_change_asks_stands_beside_what_the_stack_asks_and_alike_once():
    found = owner_pages(
        SiteIndex(site_of()), asked("@a", "one", "two"), asked("@a", "two", "three"), asked("@b", "x")
    )
    assert [(one.owner, [ask.message for ask in one.asks]) for one in found] == [
        ("@a", ["one", "two", "three"]),
        ("@b", ["x"]),
    ]


def test_a_promise_that_is_asked_is_not_told_that_it_will_be():
    promise = ReportedPromise("dvd", "DVD", "legacy", "active", "@a", "p.yaml")
    later, now = Ask(promise, "", "", "it will be asked"), Ask(promise, "p", "block", "it is asked")
    reports = (AsksReport("2026-06-01", None, ReportedRef("main", "c" * 40), (OwnerAsks("@a", (one,)),)) for one in (later, now))  # fmt: skip
    (page,) = owner_pages(SiteIndex(site_of()), *reports)
    assert page.asks == (now,)


def test_a_remedy_of_several_lines_shows_no_escapes():
    ask = Ask(
        None, "p", "block", "m", remedy="tell them:\npas-gov amend a\nor end it", commands=(("amend", "a"),)
    )
    assert ask_remedy(ask) == "tell them: <code>pas-gov amend a</code> or end it"


@pytest.mark.whole
def test_who_must_answer_before_a_merge_is_among_the_owners(demo: Path, tmp_path: Path):
    words = ["site", "--repo", str(demo), "--output", str(tmp_path / "out"), "--ref", "new-strategy", "--owners",
             "--compare", "main...new-strategy", "--today", "2026-06-01"]  # fmt: skip
    assert cli.main(words, standalone_mode=False) == 0
    page = (tmp_path / "out" / "owners" / "acme.product.html").read_text(encoding="utf-8")
    assert "beta customers have no notice" in said(page)
    assert "@acme/product" in said((tmp_path / "out" / "owners.html").read_text(encoding="utf-8"))
    assert "@acme/product (1)" in said((tmp_path / "out" / "changes.html").read_text(encoding="utf-8"))
