"""Empty words, blanks that nobody filled in and placeholders: refused once for all commands that write."""

from __future__ import annotations

import click
import pytest
from cases import each_of

from pas_gov.authoring.saving.empty_words import refuse_wordless
from pas_gov.authoring.typed import Typed
from pas_gov.cli import cli
from pas_gov.cli.write_options import TYPED, WritingCommand, typed
from pas_gov.diagnostics import Stop

WRITING = {name: one for name, one in cli.commands.items() if isinstance(one, WritingCommand)}


def command(*words: str) -> Typed:
    """Return words as their command knows them."""
    with click.Context(WRITING[words[0]]) as context:
        context.meta[TYPED] = words
        found = typed()
    assert found is not None
    return found


def told(*words: str) -> Stop:
    with pytest.raises(Stop) as stopped:
        refuse_wordless(command(*words))
    assert (stopped.value.code, stopped.value.status) == ("no-answer", 2)
    return stopped.value


VALUED = [
    (name, option)
    for name, one in WRITING.items()
    for option in command(name).options.values()
    if option.takes != "nothing"
]


@each_of("blank", ["", "  ", "\u00a0", "<WHAT IT IS>"])
def test_no_option_of_any_writing_command_takes_a_blank(blank):
    assert {
        "new",
        "amend",
        "supersede",
        "retire",
        "realign",
        "attest",
        "waive",
        "audit",
        "scan",
    } <= WRITING.keys()
    for name, option in VALUED:
        value = f"sales-marketing={blank}" if option.pairs else blank
        assert option.name in told(name, "x", option.name, value).message


@each_of("placeholder", ["TBD", "...", "n/a", "todo"])
def test_what_is_answered_in_words_takes_no_placeholder(placeholder):
    prose = [(name, option) for name, option in VALUED if option.prose]
    assert {option.name for _, option in prose} >= {
        "--note",
        "--notes",
        "--why",
        "--reason",
        "--author",
        "--zone",
    }
    for name, option in prose:
        value = f"sales-marketing={placeholder}" if option.pairs else placeholder
        assert f'"{placeholder}" is no answer' in told(name, "x", option.name, value).message


@each_of(
    "words",
    [
        ("new", "x", "--audience", "NA", "--tag", "todo", "--owner", "tbd"),  # names; a policy judges owners
        ("amend", "x", "--zone", "ai-automation", "--stop", "all", "--note", "N/A to Enterprise."),
        ("retire", "x", "--notice", "plan=pro=It ends."),
        ("attest", "x", "ai", "--note", "It holds for <Pro>."),
    ],
)
def test_near_misses_are_taken(words):
    refuse_wordless(command(*words))


@each_of(
    ("words", "remedy"),
    [
        (("attest", "x", "--note="), 'pas-gov attest x --note "<WHY, IN WORDS THAT SAY SOMETHING>"'),
        (("amend", "x", "--title", "y", "--notes", " "), "pas-gov amend x --title y --clear notes"),
        (
            ("amend", "x", "--zone", "ai-automation="),
            'pas-gov amend x --zone ai-automation="<WHAT THE ZONE PROMISES>"',
        ),
        (("new", ""), "pas-gov new --help"),
    ],
)
def test_the_remedy_is_the_command_with_what_is_left_to_say(words, remedy):
    assert remedy in told(*words).remedy
