"""``help``: commands found by the words that people use, and a command's own help by its name."""

from __future__ import annotations

import pytest
from cases import each_of
from click.testing import CliRunner

from pas_gov.cli.finding_help import OTHER_WORDS, found_by, nearest_commands
from pas_gov.cli.group import SECTIONS, cli
from pas_gov.cli.tasks import tasks

DOES = {name: said for section in SECTIONS.values() for name, (_, said) in section.items() if name != "help"}


@each_of(
    "words, commands",
    [
        ("retire a customer promise", {"retire", "supersede"}), ("rename a title", {"amend"}), ("excel", {"import", "inventory"}),
        ("stop promising something", {"retire"}), ("hand a promise to another owner", {"amend"}), ("blokced pull request", {"gate", "explain"}),
        ("what do we owe a customer", {"owed"}), ("split a promise in two", {"supersede"}), ("chatbot says old things", {"scan"}),
        ("who decided this", {"blame"}), ("undo an ending", {"amend"}), ("prove it to the auditor", {"ledger"}), ("exception", {"waive"}),
        ("is the new strategy carried out", {"propagation"}), ("read it all in a spreadsheet", {"inventory"}), ("merge conflict", {"validate"}),
        ("a page for the board", {"site"}), ("approved on github", {"ledger", "owners"}), ("set up a repository", {"init"}),
        ("what was promised on a day in the past", {"inventory"}), ("who must still answer", {"asks"}), ("upgrade the pack", {"init"}),
        ("what do we promise", {"inventory"}), ("deadline", {"asks", "drift"}), ("price increase", {"amend"}), ("an employee left", {"amend"}),
        ("why is my pull request red", {"explain"}), ("we no longer offer this", {"retire"}), ("customer complains", {"owed"}),
    ],
)  # fmt: skip
def test_words_lead_to_commands(words, commands):
    assert commands <= {*found_by(words.split(), DOES).commands}


@each_of(
    "words, title",
    [
        ("turn a rule off", "Switch a rule off, or let it only warn"), ("make the rule less strict", "Switch a rule off, or let it only warn"),
        ("typo", "Rename a promise, or correct its title"), ("the bot lies", "Ask our chatbot whether it still promises what we promise"),
        ("lower our SLA", "Promise less than before, and tell the customers"), ("customers were not told", "Promise less than before, and tell the customers"),
        ("calendar", "Show it to leadership as pages"), ("what ends next month", "Know what waits for me, or for my team"),
        ("an employee left", "Hand a promise to another owner"), ("what do we promise", "See all that we promise"),
        ("what did we promise in 2024", "Know what was promised on a certain day"), ("we don't do the cold brew any more", "End a promise that nothing follows"),
        ("what did we promise last year before this tool", "Know what was promised before we kept records here"),
        ("a promise for customers only in germany", "Promise something to some customers only"), ("trial offer to some customers", "Try an offer out on a few customers, for a time"),
        ("our warehouse team was renamed", "Follow a team that was renamed, in all of its promises"), ("our sales team doesn't say this any more", "Record that a zone stops delivering a promise"),
    ],
)  # fmt: skip
def test_words_lead_to_tasks(words, title):
    assert title in [task.title for task in found_by(words.split(), DOES).tasks]


def test_each_task_is_found_by_its_own_words():
    lost = [
        task.title
        for task in tasks()
        if task.command not in (found := found_by(task.title.split(), DOES)).commands
        or task not in found.tasks
    ]
    assert lost == []


def test_every_command_has_other_words_and_no_other_has():
    assert {*DOES} - {*OTHER_WORDS} == set()


@pytest.mark.parametrize("words", [["xyzzy"], ["the"], ["\x1b[31m"]])
def test_words_that_lead_nowhere_are_wrong_usage(words, capsys):
    assert cli.main(["help", *words], standalone_mode=False) == 2
    said = capsys.readouterr()
    assert "pas-gov --help lists every command" in said.err
    assert "\x1b" not in said.out + said.err


def test_a_name_shows_that_command_and_nothing_shows_all():
    def said(*words):
        return CliRunner().invoke(cli, list(words), standalone_mode=False).output

    assert said("help", "retire") == said("retire", "--help")
    assert said("help") == said("--help")


def test_a_misspelt_command_is_found():
    assert found_by(["supercede"], DOES).commands[0] == "supersede"


@each_of(
    ("words", "first"),
    [
        ("who has not answered yet", ("propagation", "asks")), ("which of our web pages are out of date", ("scan",)),
        ("which promises expire this month", ("asks", "site")), ("make slides for the board", ("site",)),
        ("customer complained that we broke a promise", ("attest", "drift")), ("how do I see overdue things", ("drift",)),
    ],
)  # fmt: skip
def test_what_newcomers_asked_for_is_found_first(words, first):
    assert {*found_by(words.split(), DOES).commands[: len(first)]} == {*first}


@each_of(
    ("word", "meant"),
    [
        ("show", "inventory"), ("list", "inventory"), ("status", "inventory"), ("delete", "retire"), ("change", "amend"),
        ("retier", "retire"), ("edit", "amend"), ("add", "new"), ("check", "validate"), ("INVENTORY", "inventory"),
    ],
)  # fmt: skip
def test_a_word_that_is_no_command_leads_to_one(word, meant):
    assert meant in nearest_commands(word, DOES)


@each_of("word", ["show", "xyzzy", "a\x1b[31mb", "x" * 500])
def test_one_that_is_no_command_is_told_with_where_to_look(word):
    said = CliRunner().invoke(cli, [word])
    assert said.exit_code == 2
    assert 'there is no command "' in said.output
    assert "pas-gov help <WORDS>" in said.output
    assert "\x1b" not in said.output


def test_no_example_hides_what_its_command_says():
    assert any("/dev/null" in task.shell for task in tasks())
    for task in tasks():
        said = CliRunner().invoke(cli, ["help", *task.title.split()], standalone_mode=False).output
        assert "/dev/null" not in said
