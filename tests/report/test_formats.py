"""Each report's formats: the files of its folder, and renderers that take what the report's FORMATS is for."""

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

from pas_gov import report

ROOMS = sorted(room.name for room in pkgutil.iter_modules(report.__path__) if room.ispkg)
FILES = ("text", "json", "markdown", "html", "csv", "junit", "sarif", "github", "gitlab")
ROOMS_OF_ONE_PAGE = {"policy_docs"}  # a page of Markdown, which isn't asked for by its format


def formats(room: str):
    return importlib.import_module(f"pas_gov.report.{room}").FORMATS


@pytest.mark.parametrize("room", sorted({*ROOMS} - ROOMS_OF_ONE_PAGE))
class TestRoom:
    def test_its_formats_are_the_files_of_its_folder(self, room):
        folder = Path(str(report.__path__[0]), room)
        assert {*formats(room).names} == {name for name in FILES if (folder / f"{name}.py").exists()}

    def test_each_renderer_takes_the_report_that_the_others_take(self, room):
        taken = set()
        for name in formats(room).names:
            renderer = getattr(importlib.import_module(f"pas_gov.report.{room}.{name}"), f"{room}_{name}")
            first, *others = inspect.signature(renderer).parameters.values()
            taken.add(first.annotation)
            asked = [one for one in others if one.default is inspect.Parameter.empty]
            assert [one.annotation for one in asked] == (["Style"] if name == "text" else [])
        assert len(taken) == 1
