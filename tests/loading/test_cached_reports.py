"""What is read through the cache prints what is read without it, on random stacks, and where the cache is damaged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries
from random_changes import TODAY, files_of, organisation, step
from scenario import snapshot

from pas_gov.diagnostics import ordered
from pas_gov.drift.state.stack_state import stack_state
from pas_gov.judging.owed.owed import owed
from pas_gov.judging.problems import all_problems
from pas_gov.loading import facts_cache, loader
from pas_gov.report.inventory import FORMATS
from pas_gov.report.inventory.contents import Inventory
from pas_gov.report.layout import Style
from pas_gov.report.owed import FORMATS as OWED_FORMATS
from pas_gov.report.owed.contents import OwedReport

FACTS = {"plan": "enterprise"}


@pytest.fixture(autouse=True, scope="module")
def _all_is_kept():
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(loader, "WORTH_SAVING", 1)
        yield


def files(chance: Random):
    found = files_of(organisation(chance))
    for _ in range(chance.randrange(6)):
        found = step(found, chance)
    return snapshot("work tree", found)


def printed(folder, found, today):
    """Return what a run with this cache folder prints of a snapshot."""
    with loader.open_loader(folder) as opened:
        side = opened.load(found, today)
    state = stack_state(side.stack, today, 120, waivers=side.rulebook.waivers)
    inventory = Inventory(None, state, tuple(side.stack.entries.values()))
    day = today.isoformat()
    held = OwedReport("facts", day, day, None, "", "", owed(side.stack, FACTS, today, explain=True), ())
    return (
        *(FORMATS.rendered(inventory, name, Style()) for name in FORMATS.names),
        *(OWED_FORMATS.rendered(held, name, Style()) for name in OWED_FORMATS.names),
        ordered(all_problems(side, found)),
        state.items,
        dict(side.stack.unread),
    )


@given(
    st.randoms(use_true_random=False), st.sampled_from([TODAY, date(2020, 1, 1), date(2030, 1, 1)]), st.data()
)
@settings(max_examples=tries(60), deadline=None)
def test_a_warm_run_and_one_with_a_damaged_cache_print_what_one_without_a_cache_does(chance, today, drawn):
    with TemporaryDirectory() as folder:
        found = files(chance)
        expected = printed(None, found, today)
        assert printed(folder, found, today) == expected
        assert facts_cache.load(folder)
        assert printed(folder, found, today) == expected
        kept = Path(folder, facts_cache.NAME)
        content = kept.read_bytes()
        place = drawn.draw(st.integers(0, len(content) - 1))
        cut = content[:place]
        spoiled = cut + bytes([content[place] ^ drawn.draw(st.integers(1, 255))]) + content[place + 1 :]
        kept.write_bytes(drawn.draw(st.sampled_from([cut, spoiled])))
        assert not facts_cache.load(folder)
        assert printed(folder, found, today) == expected
