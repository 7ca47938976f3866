"""import: a spreadsheet comes in whole, as proposals, or not at all."""

from __future__ import annotations

import csv
import io
import json
import shlex
import subprocess
import sys

import openpyxl
import pytest
from promise_sheets import as_csv, as_xlsx, faulty_sheet, promise_sheet

from pas_gov.model.records.promise import LAYERS

pytestmark = pytest.mark.whole

NAMES = ["Promise", "Layer", "Owner", "Who relies on it", "Since", "Aligned to"]
ROWS = [NAMES, ["We call back within a day.", "Supporting", "@acme/x", "customers", "2025-03-01", "Reliable"]]
CALL_BACK = "promises/supporting/we-call-back-within-a-day.yaml"


@pytest.fixture
def sheet(tmp_path):
    """Return a function that writes a file beside the repository, and returns its path."""

    def write(content, name="sheet.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else as_csv(content))
        return str(path)

    return write


class TestWriting:
    def test_each_row_is_a_proposed_promise(self, owner, sheet):
        said = owner.ok("import", sheet(ROWS))
        assert "supporting    we-call-back-within-a-day  We call back within a day" in said
        assert "Wrote 1 file." in said
        assert "status: proposed\n" in owner.text(CALL_BACK)
        assert "aligned_to:\n  - {promise: reliable}\n" in owner.text(CALL_BACK)
        assert owner.run("validate").status == 0

    def test_a_dry_run_writes_nothing(self, owner, sheet):
        before = owner.files()
        assert "--dry-run" in owner.ok("import", sheet(ROWS), "--dry-run")
        assert owner.files() == before

    def test_the_next_steps_that_it_prints_work_as_they_are_printed(self, owner, sheet):
        core = ["We never sell data.", "Core", "@acme/x", "customers", "2025-03-01", ""]
        rests = ["We delete data in a day.", "Supporting", "@acme/x", "customers", "2025-03-01", core[0][:-1]]
        said = owner.ok("import", sheet([NAMES, rests, core]))
        steps = [line.strip() for line in said.splitlines() if line.strip().startswith("pas-gov ")]
        for step in steps:
            owner.ok(*shlex.split(step.replace("<WHY IT HOLDS>", "What is gone can't be sold."))[1:])
        assert [
            len(steps),
            owner.text("promises/supporting/we-delete-data-in-a-day.yaml").count("active"),
        ] == [3, 1]

    def test_an_id_of_the_past_is_not_given_again(self, owner, sheet):
        owner.ok("import", sheet(ROWS))
        owner.repo.commit("Add it")
        owner.repo.git("rm", "--quiet", CALL_BACK)
        owner.repo.commit("Take it away")
        owner.ok("import", sheet(ROWS))
        assert "promises/supporting/we-call-back-within-a-day-2.yaml" in owner.files()

    def test_rows_of_one_title_are_told_and_taken(self, owner, sheet):
        rows = [["Title", *NAMES], *(["Calls", text, *ROWS[1][1:]] for text in ("We call.", "We call back."))]
        said = " ".join(owner.ok("import", sheet(rows), "--dry-run").split())
        assert 'rows 2, 3 have the same title, "Calls": 2 promises, if all are meant' in said

    def test_as_json_it_says_the_same(self, owner, sheet):
        data = json.loads(owner.ok("import", sheet(ROWS), "-f", "json"))
        assert (data["format"], data["outcome"], data["files"]) == (
            "pas-gov.import/1",
            "written",
            [CALL_BACK],
        )


@pytest.mark.parametrize(
    "text", ["::error::we answer", "We answer.\n  ::stop-commands::x", "We say ##[group]."]
)
def test_what_a_log_would_obey_comes_back_from_a_file_unchanged(owner, sheet, tmp_path, monkeypatch, text):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    owner.ok("amend", "reliable", "--statement", text, "--force")
    table = tmp_path / "table.csv"
    command = [sys.executable, "-m", "pas_gov", "inventory", "-f", "csv", "--repo", str(owner.repo.path)]
    with table.open("wb") as file:
        assert not subprocess.run(command, stdout=file, stderr=subprocess.PIPE, check=True).stderr
    piped = subprocess.run(command, capture_output=True, check=True)
    assert (b"> FILE" in piped.stderr) == (piped.stdout != table.read_bytes())
    (row,) = [
        one
        for one in csv.DictReader(io.StringIO(table.read_bytes().decode(), newline=""))
        if one["id"] == "reliable"
    ]
    assert row["statement"].strip() == text
    logged = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in logged.splitlines())


class TestFaults:
    def test_nothing_is_written_and_each_is_at_its_place(self, owner, sheet):
        before = owner.files()
        said = owner.run(
            "import",
            sheet([*ROWS, ["x", "Suporting", "@acme/x", "customers", "03/04/2025", ""], ["y", *ROWS[1][1:]]]),
        )
        assert said.status == 1
        assert (
            'row 3, column B "Layer": "Suporting" is no layer To mend: did you mean "supporting"?'
            in said.told
        )
        assert 'row 3, column E "Since": "03/04/2025" can be read both ways' in said.told
        assert "2 faults: nothing was written." in said.told
        assert owner.files() == before

    def test_a_merged_cell_is_told_in_each_row_that_lacks_what_it_shows(self, owner, sheet):
        book = openpyxl.load_workbook(
            io.BytesIO(as_xlsx([*ROWS, ["Two.", *ROWS[1][1:]], ["Three.", *ROWS[1][1:]]]))
        )
        book.active.merge_cells("C2:C4")
        out = io.BytesIO()
        book.save(out)
        said = owner.run("import", sheet(out.getvalue(), "merged.xlsx"))
        for row in (3, 4):
            assert (
                f'row {row}, column C "Owner": it is merged with C2, and only that one holds what is shown'
                in said.told
            )
        assert "take the cells apart (unmerge)" in said.told
        assert "2 faults" in said.told

    def test_the_options_that_it_names_mend_them(self, owner, sheet):
        path = sheet([[*NAMES, "Budget"], ["a", "Core", "@acme/x", "customers", "03/04/2025", "", "12"]])
        said = owner.run("import", path).told
        assert '--map "Budget=ignore"' in said
        assert "--dates day-first" in said
        owner.ok("import", path, "--map", "Budget=ignore", "--dates", "day-first")
        assert "made: {date: 2025-04-03}" in owner.text("promises/core/a.yaml")

    def test_escape_sequences_of_a_stranger_are_shown_and_not_obeyed(self, owner, sheet):
        said = owner.run(
            "import", sheet([NAMES, ["\x1b[2J\u202e", "\x1b[31m", "::error::", "\n##[x]", "\x07", "\x9b"]])
        )
        assert said.status == 1
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said.out)
        assert "##[" not in said.out

    def test_a_sheet_of_46_faults_names_them_all(self, owner, sheet):
        data = json.loads(
            owner.run("import", sheet(as_xlsx(_plain(faulty_sheet())), "p.xlsx"), "-f", "json").out
        )
        assert data["outcome"] == "faulty"
        assert len(data["faults"]) == 43  # what this repository has no ids for isn't one here

    @pytest.mark.slow
    def test_the_mended_one_goes_in(self, owner, sheet):
        data = json.loads(owner.ok("import", sheet(as_xlsx(promise_sheet()), "p.xlsx"), "-f", "json"))
        assert len(data["files"]) == 200


def _plain(rows):
    return [
        [cell.replace("\x1b", "\u202e") if isinstance(cell, str) else cell for cell in row] for row in rows
    ]


class TestTemplate:
    @pytest.mark.parametrize("name", ["promises.csv", "promises.xlsx"])
    def test_it_comes_in_with_an_example_of_each_layer(self, owner, tmp_path, name):
        path = str(tmp_path / name)
        assert f"pas-gov import {path}" in owner.ok("import", "--template", path)
        data = json.loads(owner.ok("import", path, "--dry-run", "-f", "json"))
        assert {one["layer"] for one in data["promises"]} == {*LAYERS}
        assert not data["notes"]

    def test_it_overwrites_nothing(self, owner, sheet):
        said = owner.run("import", "--template", sheet(ROWS))
        assert (said.status, said.stop.code) == (2, "exists")


class TestRoundTrip:
    @pytest.mark.parametrize("file", [as_csv, as_xlsx])
    def test_an_exported_inventory_is_the_same_promises_in_an_empty_repository(
        self, owner, new_repo, sheet, file
    ):
        rows = list(csv.reader(owner.ok("inventory", "-f", "csv").splitlines(keepends=True)))
        empty = str(new_repo("empty").path)
        owner.ok("import", sheet(file(rows), "sheet"), "--repo", empty, "--author", "@acme/x", "--force")
        found = list(
            csv.DictReader(owner.ok("inventory", "-f", "csv", "--repo", empty).splitlines(keepends=True))
        )
        kept = [one for one in rows[0] if one not in ("status", "revision", "owed_until") and "-" not in one]
        before = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        assert [[one[key] for key in kept] for one in found] == [[one[key] for key in kept] for one in before]


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("nowhere.csv",), "can't be read"), ((".",), "can't be read"), (("SHEET", "--map", "owner"), "COLUMN=KEY"),
            (("SHEET", "--delimiter", "ab"), "one character"), (("SHEET", "--sheet", "x"), "this is none"),
            (("SHEET", "--map", "Nobody=owner"), "no column"), ((), "Missing argument"),
        ],
    )  # fmt: skip
    def test_it_is_told(self, owner, sheet, arguments, said):
        path = sheet(ROWS)
        found = owner.run("import", *(path if one == "SHEET" else one for one in arguments))
        assert found.status == 2
        assert said in found.told

    def test_a_sheet_without_rows(self, owner, sheet):
        assert owner.run("import", sheet([NAMES])).stop.code == "empty-sheet"
