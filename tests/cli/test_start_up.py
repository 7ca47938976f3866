"""What a run loads before it does anything: each run pays for it, so nothing that not every run needs.

Whoever adds a module to a list here has measured what it costs: `python -X importtime -c "import pas_gov.cli"`.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.whole

# Libraries, and parts of Python that take a millisecond or more, with all that they bring along.
NEVER = {
    "celpy",
    "lark",
    "pendulum",
    "jsonschema",
    "fastjsonschema",
    "git",
    "jinja2",
    "ruamel",
    "duckdb",
    "sqlite3",
}
NEVER |= {"orjson", "cmarkgfm", "pycld2", "selectolax", "numpy", "scipy", "requests", "openpyxl"}
NEVER |= {
    "asyncio",
    "concurrent",
    "multiprocessing",
    "logging",
    "pathlib",
    "zipfile",
    "urllib",
    "traceback",
    "difflib",
}
NEVER |= {"importlib.resources", "ctypes", "socket", "ssl", "http", "email", "secrets", "pickle", "argparse"}
LATER = {
    "yaml",
    "hashlib",
    "tempfile",
    "shutil",
    "subprocess",
    "fractions",
    "decimal",
    "json",
    "textwrap",
    "shlex",
}
OURS_AT_FIRST = {
    "authoring",
    "cel",
    "claims",
    "drift",
    "gate",
    "git",
    "judging",
    "ledger",
    "model",
    "report",
    "sheets",
    "site",
}
OURS_LATER = {"authoring", "claims", "drift", "ledger", "sheets", "site"}


def loaded(code: str) -> set[str]:
    """Return the names of the modules that a process has after some code, beside what Python itself begins with."""
    told = f"import json, sys\nbefore = set(sys.modules)\n{code}\nprint(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def unwanted(names: set[str], others: set[str], ours: set[str]) -> list[str]:
    """Return those of the loaded modules that are, or stand in, one that isn't wanted."""
    rooms = {f"pas_gov.{room}" for room in ours}
    return sorted(
        one for one in NEVER | others | rooms if any(f"{name}.".startswith(f"{one}.") for name in names)
    )


CLICKS_OWN = {"--version": {"json"}, "--help": {"json", "shutil", "textwrap"}}  # json is this test's


@pytest.mark.parametrize("option", sorted(CLICKS_OWN))
def test_a_word_about_the_program_loads_no_command(option):
    found = loaded(f"from pas_gov.cli import cli\ncli.main([{option!r}], standalone_mode=False)")
    assert "click" in found
    assert unwanted(found, LATER - CLICKS_OWN[option], OURS_AT_FIRST) == []
    ours = {name for name in found if name.startswith("pas_gov.cli.")}
    assert ours == {"pas_gov.cli.debugging", "pas_gov.cli.group", "pas_gov.cli.run"}


def test_an_inventory_of_a_work_tree_loads_no_history_and_no_statistics():
    found = loaded("import pas_gov.cli, pas_gov.commands.inventory, pas_gov.report.inventory.text")
    assert "pas_gov.drift.state.stack_state" in found
    assert (
        unwanted(found, {"statistics", "zoneinfo", "yaml"}, {"ledger", "drift.indicators", "drift.claims"})
        == []
    )


def test_the_gate_loads_what_it_judges_with():
    found = loaded("import pas_gov.cli, pas_gov.cli.gate, pas_gov.gate.gate, pas_gov.commands.gate")
    assert "pas_gov.judging.verdict.verdict" in found
    assert unwanted(found, set(), OURS_LATER) == []
