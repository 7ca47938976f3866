"""``pas-gov fmt``: files laid out, or said to need it; what can't be is named and left."""

from __future__ import annotations

from pathlib import Path

import pytest

from pas_gov.commands.fmt import fmt_command
from pas_gov.commands.init import init_command
from pas_gov.diagnostics import Stop

pytestmark = pytest.mark.whole

PROMISE = "promises/core/a.yaml"
LAID_OUT = (
    "schema: pas.promise/v1\nid: a\ntitle: A\nlayer: core\nstatus: active\nowner: a@b.example\n"
    "made: {date: 2026-01-01}\n# what we say\nstatement: A.\naudience: [customers]\n"
)  # fmt: skip
OTHERWISE = (
    "id: a\nschema: pas.promise/v1\ntitle:   A\nlayer: core\nstatus: active\nowner: a@b.example\n"
    "made: {date: 2026-01-01}\naudience: [customers]\n# what we say\nstatement: A.\n"
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, nobodys_settings: None, capsys: pytest.CaptureFixture[str]) -> Path:
    init_command(str(tmp_path))
    capsys.readouterr()
    return tmp_path


def test_it_lays_out_and_then_finds_nothing_to_do(folder, capsys):
    (folder / PROMISE).write_text(OTHERWISE)
    assert fmt_command(str(folder), (), check=False) == 0
    assert (folder / PROMISE).read_text() == LAID_OUT
    assert "laid out promises/core/a.yaml" in capsys.readouterr().out
    assert fmt_command(str(folder), (), check=True) == 0


def test_check_shows_the_difference_and_writes_nothing(folder, capsys):
    (folder / PROMISE).write_text(OTHERWISE)
    assert fmt_command(str(folder), (), check=True) == 1
    assert (folder / PROMISE).read_text() == OTHERWISE
    said = capsys.readouterr().out
    assert "-title:   A\n+title: A\n" in said
    assert "To do it: pas-gov fmt" in said


def test_line_ends_of_a_windows_checkout_are_nothing_to_lay_out(folder):
    for end in ("\r\n", "\n"):
        (folder / PROMISE).write_bytes(LAID_OUT.replace("\n", end).encode())
        assert fmt_command(str(folder), (), check=True) == 0
    (folder / PROMISE).write_bytes(OTHERWISE.replace("\n", "\r\n").encode())
    assert fmt_command(str(folder), (), check=False) == 0
    assert (folder / PROMISE).read_bytes() == LAID_OUT.replace("\n", "\r\n").encode()


def test_what_init_writes_is_laid_out(folder):
    assert fmt_command(str(folder), (), check=True) == 0


@pytest.mark.parametrize("check", [True, False])
def test_a_file_that_isnt_yaml_is_named_and_left(folder, capsys, check):
    (folder / PROMISE).write_text("id: [\n")
    (folder / "promises/core/b.yaml").write_text(OTHERWISE)
    assert fmt_command(str(folder), (), check=check) == 3
    assert "left as it is: promises/core/a.yaml" in capsys.readouterr().out
    assert (folder / PROMISE).read_text() == "id: [\n"
    assert (folder / "promises/core/b.yaml").read_text() == (OTHERWISE if check else LAID_OUT)


def test_paths_choose_what_is_laid_out(folder, monkeypatch):
    (folder / PROMISE).write_text(OTHERWISE)
    (folder / "promises/core/b.yaml").write_text(OTHERWISE)
    monkeypatch.chdir(folder)
    assert fmt_command(".", ("promises/core/b.yaml",), check=False) == 0
    assert (folder / PROMISE).read_text() == OTHERWISE
    with pytest.raises(Stop, match="no file or folder of records"):
        fmt_command(".", ("README.md.x",), check=False)
