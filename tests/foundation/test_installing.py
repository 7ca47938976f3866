"""What is printed to install a package puts it where this pas-gov finds it."""

from __future__ import annotations

import os
import shlex
import sys

from pas_gov.foundation import installing
from pas_gov.foundation.installing import install_command


def test_python_is_named_by_its_path_where_another_one_comes_first(monkeypatch):
    monkeypatch.setattr(installing, "find_spec", lambda _: object())
    monkeypatch.setenv("PATH", os.devnull)
    python, *rest = shlex.split(install_command("pas-gov[data]"))
    assert python == sys.executable
    assert rest == ["-m", "pip", "install", "pas-gov[data]"]


def test_python_is_enough_where_it_is_the_same(monkeypatch, tmp_path):
    name = tmp_path / ("python.exe" if os.name == "nt" else "python")
    name.write_text("")
    name.chmod(0o755)
    monkeypatch.setattr(installing, "find_spec", lambda _: object())
    monkeypatch.setattr(sys, "executable", str(name))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install_command("pas-gov[data]") == 'python -m pip install "pas-gov[data]"'
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3.11"))  # another version beside it
    assert install_command("pas-gov[data]").startswith(str(tmp_path / "python3.11"))


def test_uv_installs_where_it_made_the_environment_without_pip(monkeypatch):
    monkeypatch.setattr(installing, "find_spec", lambda _: None)
    command = shlex.split(install_command("pas-gov[data]"))
    assert command == ["uv", "pip", "install", "--python", sys.executable, "pas-gov[data]"]
