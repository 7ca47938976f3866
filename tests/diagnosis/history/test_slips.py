"""Slips in a repository's history: what changed, in which commit, and whether its message says that it was decided."""

from __future__ import annotations

from datetime import date

from cases import each_of
from click.testing import CliRunner

from pas_gov.cli.group import cli
from pas_gov.diagnosis.diagnosis import diagnosis
from pas_gov.diagnosis.history.decisions import decision_words, names_it
from pas_gov.diagnosis.history.slip import slip_between
from pas_gov.diagnosis.history.slips import MOST_SENTENCES, statement_in
from pas_gov.diagnosis.sources.sources import opened
from pas_gov.drift.texts.sentence import Sentence

CHANGED = (
    (
        "weaker",
        "quantity",
        "We answer every ticket within two hours.",
        "We answer every ticket within four hours.",
    ),
    (
        "stronger",
        "quantity",
        "We answer every ticket within four hours.",
        "We answer every ticket within two hours.",
    ),
    ("weaker", "quantity", "You can get a refund within 30 days.", "You can get a refund within 14 days."),
    ("weaker", "quantity", "We guarantee 99.9% uptime.", "We guarantee 99.5% uptime."),
    (
        "weaker",
        "verb",
        "We will answer every ticket within two hours.",
        "We aim to answer every ticket within two hours.",
    ),
    ("weaker", "condition", "We refund unused months.", "We refund unused months if you ask within a week."),
    (
        "different",
        "quantity",
        "We answer every ticket within 24 hours.",
        "We answer every ticket within one business day.",
    ),
    ("weaker", "quantity", "Our support is there 24/7.", "Our support is there Monday to Friday."),
)
EDITORIAL = (
    ("We answer every ticket within two hours.", "We answer every ticket within 2 hours."),
    ("We'll never sell your data.", "We’ll never sell your data."),  # noqa: RUF001
    ("We never sell your Personal Data.", "We never sell your personal data."),
    (
        "Your account will become inaccesible after 30 days.",
        "Your account will become inaccessible after 30 days.",
    ),
    ("Choose a colour from the list.", "Choose a colour from the menu."),
)


def between(was, now):
    first, second = (statement_in(Sentence("a.md", 1, 1, "sentence", "", "", text)) for text in (was, now))
    return slip_between(first, second, was, now)


@each_of(
    ("direction", "aspect", "was", "now"),
    CHANGED,
    ids=[f"{one[0]} {one[1]} {one[2][:20]}" for one in CHANGED],
)
def test_a_change_of_what_is_promised_has_a_direction_for_the_reader(direction, aspect, was, now):
    found = between(was, now)
    assert found is not None
    assert (found.direction, found.aspect) == (direction, aspect)


@each_of(("was", "now"), EDITORIAL, ids=[one[1][:25] for one in EDITORIAL])
def test_another_spelling_or_what_is_no_promise_is_no_slip(was, now):
    assert between(was, now) is None


MESSAGES = (
    ("Tidy up wording", ""),
    ("Answer in four hours, as decided by the board", "decided"),
    ("New response times (approved by legal)", "approved"),
)


@each_of(("message", "words"), MESSAGES, ids=[one[0][:15] for one in MESSAGES])
def test_what_a_message_says_of_a_decision(message, words):
    assert decision_words(message) == words


def test_a_message_may_name_what_changed_without_deciding_it():
    assert names_it("Say 4 hours", "within 2 hours", "within 4 hours")
    assert not names_it("Tidy up", "within 2 hours", "within 4 hours")


def slipped(repo, today=date(2026, 6, 1)):
    source = opened([str(repo.path)])
    found = diagnosis(source.pages(), today, source.history(), source.problems)
    return [one.finding for one in found.findings if one.finding.kind == "slip"]


FILL = "# Support\n\nThis page is about support. Open the menu to see more of it.\n\n"


def test_a_slip_has_the_commit_that_ended_the_wording_and_what_stands_now(repo):
    repo.commit("Start", {"help.md": f"{FILL}We answer every ticket within two hours.\n"})
    ended = repo.commit("Tidy up wording", {"help.md": f"{FILL}We answer every ticket within four hours.\n"})
    (one,) = slipped(repo)
    assert (one.how, one.change.commit, one.change.stands, one.change.decided) == ("weaker", ended, True, "")
    assert [side.statements[0].text[-13:] for side in one.sides] == ["in two hours.", "n four hours."]
    assert one.sides[0].statements[0].sentence.line == 5
    assert "nothing in its message says that it was decided" in one.why


def test_each_step_of_a_slow_slip_is_told(repo):
    for said in ("two hours", "four hours", "one business day"):
        repo.commit(f"Words {said[:3]}", {"help.md": f"{FILL}We answer every ticket within {said}.\n"})
    assert sorted((one.how, one.change.stands) for one in slipped(repo)) == [
        ("different", True),
        ("weaker", False),
    ]


def test_a_renamed_page_is_followed_and_moved_sentences_are_none(repo):
    fill = FILL + "\n\n".join(f"Paragraph {number} stays as it is on this page." for number in range(20))
    repo.commit(
        "Start",
        {
            "help.md": f"{fill}\n\nWe keep backups for 35 days.\n",
            "other.md": "# Other\n\nNothing here yet.\n",
        },
    )
    repo.commit("Move", {"help.md": None, "docs/backups.md": f"{fill}\n\nWe keep backups for 14 days.\n"})
    (one,) = slipped(repo)
    assert [side.statements[0].sentence.path for side in one.sides] == ["help.md", "docs/backups.md"]
    repo.commit("Move on", {"docs/backups.md": fill, "other.md": "# Other\n\nWe keep backups for 14 days.\n"})
    assert len(slipped(repo)) == 1


def test_what_was_taken_out_is_told_where_nothing_says_it_still(repo):
    never = "We will never sell your data to anybody."
    repo.commit("Start", {"privacy.md": f"{FILL}{never}\n", "help.md": f"{FILL}More to come.\n"})
    repo.commit("Tidy", {"privacy.md": FILL})
    (one,) = slipped(repo)
    assert (one.how, len(one.sides), one.sides[0].statements[0].text) == ("gone", 1, never)
    repo.commit("Say it", {"help.md": f"{FILL}We will never sell your data to anyone.\n"})
    assert slipped(repo) == []


def test_what_was_taken_back_is_no_slip(repo):
    for said in ("two hours", "four hours", "two hours"):
        repo.commit(f"Words {repo.commits}", {"help.md": f"{FILL}We answer every ticket within {said}.\n"})
    assert slipped(repo) == []


def test_history_is_left_out_on_request_and_read_of_a_bare_repository(repo, tmp_path):
    repo.commit("Start", {"help.md": f"{FILL}We answer every ticket within two hours.\n"})
    repo.commit("Tidy", {"help.md": f"{FILL}We answer every ticket within four hours.\n"})
    assert list(opened([str(repo.path)], history=False).history()) == []
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(tmp_path / "bare"))
    source = opened([str(tmp_path / "bare")])
    assert [page.path for page in source.pages()] == ["help.md"]
    assert len(list(source.history())) == 1


def told_of(repo):
    source = opened([str(repo.path)])
    diagnosis(source.pages(), date(2026, 6, 1), source.history(), source.problems)
    return {one.code: one.message for one in source.problems}


def test_a_commit_that_rewrites_a_text_is_passed_over_by_name(repo):
    many = [
        f"We answer question number {number} of our customers within two hours."
        for number in range(MOST_SENTENCES + 1)
    ]
    repo.commit("Start", {"help.md": "\n\n".join(many)})
    rewritten = repo.commit("Write it anew", {"help.md": "# Help\n\nWe keep backups for 35 days.\n"})
    assert rewritten[:9] in told_of(repo)["rewritten"]
    asked = [str(repo.path), "--fail-on", "slip", "--fail-on", "unread"]
    assert CliRunner().invoke(cli, ["diagnose", *asked], standalone_mode=False).return_value == 1


def test_a_version_that_this_clone_lacks_is_told_by_its_commit(repo):
    repo.commit("Start", {"help.md": f"{FILL}We answer every ticket within two hours.\n"})
    lacking = repo.git("rev-parse", "HEAD:help.md")
    commit = repo.commit("Tidy", {"help.md": f"{FILL}We answer every ticket within four hours.\n"})
    (repo.path / ".git/objects" / lacking[:2] / lacking[2:]).unlink()
    assert commit[:9] in told_of(repo)["missing-object"]
    assert CliRunner().invoke(cli, ["diagnose", str(repo.path)], standalone_mode=False).return_value == 3


def test_a_repository_without_a_commit_has_no_history(repo):
    (repo.path / "help.md").write_text("We answer every ticket within two hours.\n")
    assert slipped(repo) == []
