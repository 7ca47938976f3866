"""What follows a promise: one that is there and isn't itself, or the command that makes it."""

from __future__ import annotations

import shlex

import pytest
from builders import stack_of
from scenario import org, promise

from pas_gov.authoring.asking.successors import find_successor
from pas_gov.cli.group import cli
from pas_gov.diagnostics import Stop

CORE = promise("reliable", "core")
STACK = stack_of(*org(
    CORE, promise("pickup", "supporting", "reliable"), promise("delivery", "supporting", "reliable"),
    promise("vip", "conditional", "reliable"), promise("beta", "experimental", "reliable"), promise("old", "legacy", "reliable"),
).values())  # fmt: skip


def refused(ending: str, text: str) -> Stop:
    with pytest.raises(Stop) as stop:
        find_successor(STACK, STACK.entries[ending], text)
    assert stop.value.status == 2
    return stop.value


def test_one_that_is_there_is_found_by_the_beginning_of_its_id():
    assert find_successor(STACK, STACK.entries["pickup"], "deliv") == "delivery"


@pytest.mark.parametrize("text", ["pickup2", "pickups", "picku2"])
def test_the_ending_one_is_never_proposed(text):
    said = refused("pickup", text)
    assert "did you mean" not in said.remedy
    assert f"pas-gov new {text} --layer supporting" in said.remedy


def test_another_one_of_nearly_that_name_is():
    assert refused("pickup", "delivrey").remedy.startswith(
        'did you mean "delivery"?\nmake the one that follows first:'
    )


def test_itself_is_refused_with_how_the_other_is_made():
    said = refused("pickup", "pickup")
    assert (said.code, "pas-gov new --layer supporting" in said.remedy) == ("succeeds-itself", True)


@pytest.mark.parametrize("ending", sorted(STACK.entries))
def test_the_command_gives_all_that_the_layer_needs_by_options_that_there_are(ending):
    line = next(
        line for line in refused(ending, "next-one").remedy.splitlines() if line.startswith("pas-gov new")
    )
    words = shlex.split(line)[2:]
    given = {word for word in words if word.startswith("--")}
    assert given <= {option for param in cli.commands["new"].params for option in param.opts}
    needed = {"conditional": {"--applies-when", "--cel"}, "experimental": {"--cohort", "--started", "--decide-by"},
              "legacy": {"--made-to", "--lives-in", "--honour-until"}}  # fmt: skip
    layer = STACK.entries[ending].layer
    assert given >= {"--title", "--statement", "--owner", "--audience", *needed.get(layer, ())}
    assert ("--aligned-to" in given) is (layer != "core")
