"""``pas-gov owed`` as people call it: facts in files, days of the past, and what can't be read."""

from __future__ import annotations

import json

import pytest
from gate_run import pas_gov
from scenario import acme, changed, files_of


@pytest.fixture
def governed(repo):
    repo.commit("Adopt", files_of(acme()))
    repo.commit(
        "Another condition",
        files_of(
            changed(acme(), "named-csm", applies_when={"says": "On Max.", "cel": 'subject.plan == "max"'})
        ),
    )
    (repo.path / "customer.yaml").write_text("plan: pro\n")
    return repo


def owed(repo, *arguments: str, status: int = 0) -> dict:
    return json.loads(
        pas_gov(
            repo.path, "owed", "--subject", "customer.yaml", "-f", "json", *arguments, status=status
        ).stdout
    )


def test_what_is_owed_now_and_what_was_then(governed):
    def csm(data: dict) -> str:
        return next(one["applies"] for one in data["promises"] if one["id"] == "named-csm")

    assert csm(owed(governed)) == "no"
    before = owed(governed, "--as-of", "HEAD~1")
    assert (csm(before), before["commit"]) == ("yes", governed.git("rev-parse", "HEAD~1"))
    assert owed(governed, "--as-of", "2026-01-01")["commit"] == governed.git("rev-parse", "HEAD")


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_what_cannot_be_told_stands_first(governed, format_):
    (governed.path / "customer.yaml").write_text("seats: 4\n")
    shown = pas_gov(governed.path, "owed", "--subject", "customer.yaml", "-f", format_, status=0).stdout
    places = [
        shown.index(title) for title in ("Can't be told (1)", "Owed (", "Only to those whom it names (3)")
    ]
    assert places == sorted(places)
    assert "subject.plan is not among the facts" in shown.replace("\\", "").replace("\n       ", " ")
    assert format_ != "text" or max(map(len, shown.splitlines())) <= 80


def test_explain_shows_each_part_with_its_value(governed):
    shown = pas_gov(governed.path, "owed", "--subject", "customer.yaml", "--explain", status=0).stdout
    assert 'subject.plan == "max" = False' in shown


def test_json_facts_are_read_too(governed):
    (governed.path / "c.json").write_text('{"plan": "max"}')
    data = json.loads(pas_gov(governed.path, "owed", "--subject", "c.json", "-f", "json", status=0).stdout)
    assert data["counts"]["yes"] == 5


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.yaml", "a: *b"), ("x.yaml", "- 1"), ("x.yaml", "plan: a\nplan: b"), ("x.json", "[1]"), ("x.json", '{"a": 1, "a": 2}'), ("x.json", '{"a": NaN}'),
     ("x.json", "[" * 100_000), ("x.json", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")), ("x.yaml", "x" * 300_000), ("x.yaml", "")],
)  # fmt: skip
def test_facts_that_cannot_be_used_are_wrong_usage(governed, name, text):
    (governed.path / name).write_text(text)
    assert (
        "holds no facts that can be used"
        in pas_gov(governed.path, "owed", "--subject", name, status=2).stderr
    )


def test_a_file_of_facts_that_is_not_there_is_wrong_usage(governed):
    assert (
        "no such file" in pas_gov(governed.path, "owed", "--subject", "nowhere.yaml", status=2).stderr.lower()
    )


def test_a_record_that_cannot_be_read_is_told_and_the_list_is_not_whole(governed):
    (governed.path / "promises/core/fast.yaml").write_text("id: [")
    data = owed(governed, status=3)
    assert data["unread"] == ["promises/core/fast.yaml"]
