"""Remedies: commands are found in what a policy says, and nothing that a record says becomes a word of its own."""

from __future__ import annotations

import shlex

from cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.judging.verdict.remedy import filled, shown

NAMES = {
    "promise": "four-hours",
    "target": "most-reliable",
    "owner": "@acme/support",
    "zone": "sales-marketing",
}


@each_of(
    ("template", "commands", "text"),
    [
        (
            'pas-gov realign {promise} --to {target} --note <WHY IT STILL HOLDS>',
            [("realign", "four-hours", "--to", "most-reliable", "--note", "<WHY IT STILL HOLDS>")],
            'pas-gov realign four-hours --to most-reliable --note "<WHY IT STILL HOLDS>"',
        ),
        (
            "pas-gov amend {promise} --notice customers=<WHAT THEY ARE TOLD>, then realign it",
            [("amend", "four-hours", "--notice", "customers=<WHAT THEY ARE TOLD>")],
            'pas-gov amend four-hours --notice customers="<WHAT THEY ARE TOLD>", then realign it',
        ),
        (
            "end it: pas-gov retire {promise} --why <WHY>; or pas-gov amend {promise} --decide-by <DAY>.",
            [("retire", "four-hours", "--why", "<WHY>"), ("amend", "four-hours", "--decide-by", "<DAY>")],
            'end it: pas-gov retire four-hours --why "<WHY>"; or pas-gov amend four-hours --decide-by "<DAY>".',
        ),
        ("`pas-gov validate promises` tells more", [("validate", "promises")], "`pas-gov validate promises` tells more"),
        ("two lines: pas-gov retire {promise}\nand nothing else", [("retire", "four-hours")], None),
        ("pas-gov amend {promise} --applies-when 'on a plan'", [("amend", "four-hours", "--applies-when", "on a plan")], None),
        ("pas-gov.yaml says more, and so does (pas-gov)", [], None),
        ("{unknown} stays, pas-gov retire {unknown}", [("retire", "{unknown}")], None),
    ],
)  # fmt: skip
def test_commands_end_where_a_reader_ends_them(template, commands, text):
    remedy = filled(template, NAMES, {})
    assert list(remedy.commands) == commands
    if text is not None:
        assert remedy.text == text


def test_a_list_repeats_the_option_before_it_and_an_empty_one_takes_it_away():
    template = "pas-gov amend {promise} --notice {told} --stop {zones} --why <WHY>"
    told = ["customers=<WHAT THEY ARE TOLD>", "big partners=<WHAT THEY ARE TOLD>"]
    assert filled(template, NAMES, {"told": told, "zones": []}).commands == (
        ("amend", "four-hours", "--notice", told[0], "--notice", told[1], "--why", "<WHY>"),
    )


def test_elsewhere_a_list_is_joined():
    assert filled("tell {told}", {}, {"told": ["customers", "staff"]}).text == "tell customers, staff"


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_a_record_says_is_one_word_in_every_shell(owner, audience):
    template = "pas-gov amend {promise} --owner {owner} --notice {told} --note <WHY>"
    (command,) = filled(
        template, {**NAMES, "owner": owner}, {"told": [f"{audience}=<WHAT THEY ARE TOLD>"]}
    ).commands
    assert command[:4] == ("amend", "four-hours", "--owner", owner)
    assert command[5] == f"{audience}=<WHAT THEY ARE TOLD>"
    assert shlex.split(shown(command)) == ["pas-gov", *command]


def test_a_command_that_nobody_would_paste_is_left_out():
    told = [f"audience {number}=<WHAT THEY ARE TOLD>" for number in range(500)]
    remedy = filled("tell them: pas-gov amend {promise} --notice {told}", NAMES, {"told": told})
    assert remedy.commands == ()
    assert remedy.text == "tell them: pas-gov amend four-hours with more than can be shown here"


@given(st.text(max_size=60))
def test_any_remedy_can_be_read(template):
    remedy = filled(template, NAMES, {"told": []})
    assert all(command and all(isinstance(word, str) for word in command) for command in remedy.commands)
