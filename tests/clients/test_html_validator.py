"""html-validate reads the pages of the site, and the report that is sent, and finds nothing by what it recommends."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from gate_run import pas_gov
from npm import Absent, installed

pytestmark = [pytest.mark.slow, pytest.mark.clients]

VALIDATOR = "html-validate@10.17.0"
RULES = {
    "extends": ["html-validate:recommended"],
    "rules": {
        "no-trailing-whitespace": "off"
    },  # a policy's own words may be of several lines, and nobody sees it
    "root": True,
}


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shown")
    pas_gov(folder, "demo", "--drifted", "--keep", "acme", status=0)
    return folder / "acme"


def findings(folder: Path) -> list[tuple[str, str, int]]:
    """Return what is found in the pages of a folder: the page, the rule and the line."""
    try:
        program = installed(VALIDATOR) / "html-validate/bin/html-validate.mjs"
    except Absent as absent:
        pytest.skip(str(absent))
    (folder / "rules.json").write_text(json.dumps(RULES))
    command = ["node", program, "--config", "rules.json", "--formatter", "json", "**/*.html"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    return [(page["filePath"], one["ruleId"], one["line"]) for page in told for one in page["messages"]]


def test_the_pages_of_the_site(acme, tmp_path):
    pas_gov(acme, "site", "--output", str(tmp_path), "--drift", "--compare", "main..all-answers", status=0)
    assert len(list(tmp_path.rglob("*.html"))) > 20
    assert findings(tmp_path) == []


def test_the_report_that_is_sent(acme, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.md").write_text("We respond within four hours.\n\nWe respond within two days.\n")
    (tmp_path / "report.html").write_text(pas_gov(tmp_path, "diagnose", "texts", "-f", "html").stdout)
    assert findings(tmp_path) == []


def test_a_page_that_is_wrong_is_told(tmp_path):
    (tmp_path / "wrong.html").write_text(
        '<!doctype html><html lang="en"><head><title>x</title></head>'
        '<body><nav></nav><nav></nav><p id="a"></p><p id="a"></p></body></html>'
    )
    assert {"no-dup-id", "unique-landmark"} <= {rule for _, rule, _ in findings(tmp_path)}
