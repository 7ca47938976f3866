"""pas_gov.cel could be a library of its own: what it needs, what importing it costs, and that its tests need no more."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import each_of

TESTS = Path(__file__).parent
SUPPORT = TESTS.parent / "support"
OURS = ("pas_gov.cel", "pas_gov.diagnostics", "pas_gov.foundation.patterns", "pas_gov.foundation.values")


def imported(file: Path) -> Iterator[str]:
    """Yield the modules that a file imports, wherever in it; of ``from a import b`` also ``a.b``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file} imports by a relative name"
            if node.module != "pas_gov":
                yield str(node.module)
            yield from (f"{node.module}.{one.name}" for one in node.names)


def needed(file: Path, seen: set[Path]) -> Iterator[tuple[str, str]]:
    """Yield what a file and the helper modules that it imports need of pas_gov, each with the file that needs it."""
    seen.add(file)
    for name in imported(file):
        if name.split(".")[0] == "pas_gov":
            yield file.name, name
        for helper in (folder / f"{name}.py" for folder in (file.parent, SUPPORT)):
            if helper.is_file() and helper not in seen:
                yield from needed(helper, seen)


def is_ours(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in OURS)


@each_of("file", sorted(TESTS.rglob("*.py")), ids=lambda file: file.name)
def test_no_test_of_cel_needs_another_room(file: Path) -> None:
    assert [(where, name) for where, name in needed(file, set()) if not is_ours(name)] == []


def test_what_another_room_is_would_be_found(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text("from policy_activations import scenes\ndef f():\n    from pas_gov import cel, git\n")
    found = {name for _, name in needed(sample, set())}
    assert {"pas_gov.git", "pas_gov.judging.policies.rules"} <= {name for name in found if not is_ours(name)}


def test_cel_imports_itself_the_values_and_the_diagnostics_alone() -> None:
    import pas_gov.cel

    files = sorted(Path(pas_gov.cel.__file__).parent.rglob("*.py"))
    assert len(files) > 20
    names = {name for file in files for name in imported(file) if name.split(".")[0] == "pas_gov"}
    assert [name for name in sorted(names) if not is_ours(name)] == []


@pytest.mark.whole
def test_libraries_are_imported_by_what_needs_them_alone() -> None:
    code = """
import sys
from pas_gov import cel
def run(text):
    cel.compile(text, {}).truth({}, cel.Budget())
    return sorted({"celpy", "lark", "pendulum", "re2"} & set(sys.modules))
print(run('[1, 2].all(x, x > 0) && duration("1h") < duration("2h")'), run('"a".matches("a")'))
print(run("timestamp(0).getFullYear() == 1970"))
"""
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed == "[] ['re2']\n['celpy', 'lark', 'pendulum', 're2']\n"


@pytest.mark.whole
def test_compiling_warns_of_nothing() -> None:
    code = "from pas_gov import cel; print(cel.compile('1 == 1', {}).truth({}, cel.Budget()))"
    command = [sys.executable, "-W", "error", "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "True"


@pytest.mark.whole
def test_the_example_of_its_readme_runs() -> None:
    import pas_gov.cel

    readme = Path(pas_gov.cel.__file__).with_name("README.md").read_text(encoding="utf-8")
    example = readme.partition("```python\n")[2].partition("```")[0]
    printed = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, check=True
    ).stdout
    first, *steps, fault = printed.splitlines()
    assert first == "False"
    assert [step.rpartition(" ")[0] for step in steps] == [
        'person.age >= 18 && "admin" in person.roles',
        "person.age >= 18",
    ]
    assert 'did you mean "age"?' in fault
