"""Files that can't be read are said first, in every format that people read, since their promises aren't counted."""

from __future__ import annotations

from datetime import date

import pytest
from builders import home, load
from cases import each_of
from scenario import promise

from pas_gov.drift.state.stack_state import stack_state
from pas_gov.report.inventory.contents import Inventory
from pas_gov.report.inventory.markdown import inventory_markdown
from pas_gov.report.inventory.text import inventory_text
from pas_gov.report.layout import Style

GOOD = promise("reliable", "core")
BROKEN = [{**promise(f"broken-{number}", "core"), "layer": "main"} for number in range(5)]


def inventory(number: int) -> Inventory:
    records = {home(GOOD): GOOD} | {f"promises/core/{one['id']}.yaml": one for one in BROKEN[:number]}
    stack = load(records)
    return Inventory(None, stack_state(stack, date(2026, 6, 1), 120), tuple(stack.entries.values()))


@each_of(
    ("number", "said"),
    [
        (1, "1 file couldn't be read and isn't counted: promises/core/broken-0.yaml (see pas-gov validate)"),
        (5, "5 files couldn't be read and aren't counted: promises/core/broken-0.yaml, promises/core/broken-1.yaml, "
            "promises/core/broken-2.yaml, ... (see pas-gov validate)"),
    ],
)  # fmt: skip
def test_they_are_said_first(number, said):
    report = inventory(number)
    assert report.uncounted == said
    assert report.status == 3
    assert " ".join(inventory_text(report, Style(width=500)).splitlines()[0].split()) == f"! {said}"
    assert inventory_markdown(report).splitlines()[0].replace("\\", "").strip("*") == said


@pytest.mark.parametrize(
    "render", [inventory_markdown, lambda report: inventory_text(report, Style(width=80))]
)
def test_where_all_is_read_nothing_is_said(render):
    assert "counted" not in render(inventory(0))
    assert inventory(0).status == 0
