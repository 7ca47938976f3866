"""JUnit XML by junit-10.xsd, by which Jenkins' xUnit plugin refuses whole files: a copy of it comes with pytest's source."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from gate_shapes import SHAPES, reworded, shapes
from npm import Absent, python_programs

from pas_gov.report.gate.junit import gate_junit

pytestmark = [pytest.mark.slow, pytest.mark.clients]

VALIDATOR = "xmlschema==4.3.2"
SCHEMA = "testing/example_scripts/junit-10.xsd"


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("schema")
    options = ["--quiet", "--no-deps", "--no-binary", "pytest", "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, "pytest==8.4.2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"pytest's source can't be fetched: {done.stderr[-300:]}")
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        (member,) = [one for one in opened.getmembers() if one.name.endswith(SCHEMA)]
        text = opened.extractfile(member).read()
    (folder / "junit-10.xsd").write_bytes(text)
    try:
        sys.path.insert(0, str(python_programs(VALIDATOR)))
    except Absent as absent:
        pytest.skip(str(absent))
    try:
        import xmlschema

        yield xmlschema.XMLSchema(str(folder / "junit-10.xsd"))
    finally:
        sys.path.pop(0)


def faults(schema, text: str, folder: Path) -> list[str]:
    (folder / "found.xml").write_text(text)
    return [str(one.reason) for one in schema.iter_errors(str(folder / "found.xml"))]


@pytest.mark.parametrize("name", SHAPES)
def test_verdicts_of_each_shape_are_accepted(schema, tmp_path, name):
    assert faults(schema, gate_junit(shapes()[name]), tmp_path) == []


@pytest.mark.parametrize("wrong", ['<testcase file="a" ', '<testcase line="1" '])
def test_the_schema_refuses_the_place_of_a_case(schema, tmp_path, wrong):
    text = gate_junit(reworded()).replace("<testcase ", wrong, 1)
    assert len(faults(schema, text, tmp_path)) == 1
