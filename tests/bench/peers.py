"""Other tools on the same question: a Core is reworded; which of 1,000 records that rest on it weren't reviewed since?

``python -m tests.bench.peers --promises 1000 --tools FOLDER`` installs buf, check-jsonschema, doorstop and regopy from the
registries, each of a pinned version, into the folder. No part of CI. None of them asks quite this: buf is given as many
messages of eight fields of which one changed its type, check-jsonschema holds each record against the schema, doorstop
checks as many items whose parent changed, and Rego gets both sides as data and the one rule that asks.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

from tests.bench.builds import build_of_work_tree  # noqa: E402
from tests.bench.measuring import Cost, Finished, Wrong, environment, finished, machine  # noqa: E402
from tests.bench.rows.row import Workshop  # noqa: E402
from tests.bench.rows.stacks import BLOCKED, GATE, Stack, forget, git, stack_for  # noqa: E402

PYTHON_TOOLS = ("check-jsonschema==0.39.0", "doorstop==3.2", "regopy==1.5.2", "pyyaml==6.0.3")
BUF = "@bufbuild/buf@1.75.0"
NOBODY = ("-c", "user.name=bench", "-c", "user.email=bench@acme.example")
RULE = """package change
unreviewed contains id if {
    some id, promise in data.after
    some link in promise.aligned_to
    data.before[link.promise].statement != data.after[link.promise].statement
    promise == data.before[id]
}
"""
REGO = """
import json, subprocess, sys
import yaml
from regopy import Interpreter

def side(ref):
    names = subprocess.run(["git", "ls-tree", "-r", "--format=%(objectname)", ref, "promises"], capture_output=True).stdout
    read = subprocess.run(["git", "cat-file", "--batch"], input=names, capture_output=True).stdout
    found, at = {}, 0
    while at < len(read):
        end = read.index(b"\\n", at)
        size = int(read[at:end].split()[2])
        one = yaml.load(read[end + 1 : end + 1 + size], Loader=yaml.CSafeLoader)
        found[one["id"]] = one
        at = end + size + 2
    return json.loads(json.dumps(found, default=str))  # days as texts

rego = Interpreter()
rego.add_data({"before": side("main"), "after": side("change")})
rego.add_module("change", sys.argv[1])
print(rego.query("data.change.unreviewed"))
"""
Check = Callable[[Finished, str], bool]


@dataclass(frozen=True, slots=True)
class Peer:
    """A command of a tool: what shows by its end and its output that it has done its work; what goes before it."""

    name: str
    command: list[str | Path]
    folder: Path
    done: Check
    prepare: Callable[[], object] = lambda: None


def main() -> None:
    """Install, make the records, run each tool turn by turn, print the minima."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="pas-gov-peers-") as made:
        folder = Path(made)
        tools = (given.tools or folder / "tools").resolve()
        _install(tools)
        build = build_of_work_tree(folder)
        stack = stack_for(build, Workshop(build, build, folder), given.promises)
        every = _peers(build.program, stack, tools, folder, given.promises)
        peers = [peer for peer in every if any(one in peer.name for one in given.only.split(","))]
        state = machine()
        costs: dict[str, list[Cost]] = {peer.name: [] for peer in peers}
        for _ in range(given.rounds):
            for peer in peers:
                costs[peer.name].append(_once(peer, folder / "output"))
        print(f"{given.promises:,} records; before: {state}; after: {machine()}\n")
        print("\n".join(_lines(costs)))


def _lines(costs: Mapping[str, list[Cost]]) -> Iterator[str]:
    yield f"{'':<28}{'processor':>12}{'clock':>12}{'memory':>12}"
    for name, found in costs.items():
        cpu, wall = min(one.cpu for one in found), min(one.wall for one in found)
        peak = max(one.peak for one in found)
        yield f"{name:<28}{cpu:>10.2f} s{wall:>10.2f} s{peak / 2**20:>8.0f} MiB"


def _once(peer: Peer, output: Path) -> Cost:
    peer.prepare()
    done = finished(peer.command, peer.folder, output=output)
    said = output.read_text(errors="replace")
    if not peer.done(done, said):
        raise Wrong(
            f"{peer.name} ended with {done.status} and didn't find what it must: {said[-500:]} {done.errors}"
        )
    return done.cost


def _peers(program: Path, stack: Stack, tools: Path, folder: Path, promises: int) -> Iterator[Peer]:
    asked = stack.findings["change-propagates"]
    python = tools / "python/bin"
    gate: list[str | Path] = [program, *GATE]
    told: Check = lambda done, said: done.status == BLOCKED and said.count("was not reviewed") >= 1  # noqa: E731
    yield Peer("pas-gov gate, cold", gate, stack.folder, told, partial(forget, stack.folder))
    yield Peer("pas-gov gate, warm", gate, stack.folder, told)
    schema = folder / "promise.json"
    schema.write_bytes(subprocess.run([program, "schema", "promise"], capture_output=True, check=True).stdout)
    files = sorted((stack.folder / "promises").rglob("*.yaml"))
    check: list[str | Path] = [python / "check-jsonschema", "--schemafile", schema, *files]
    yield Peer("check-jsonschema 0.39.0", check, stack.folder, lambda done, _: done.status == 0)
    rego: list[str | Path] = [python / "python", "-c", REGO, RULE]
    yield Peer("regopy 1.5.2", rego, stack.folder, lambda _, said: said.count('"') >= 2 * asked)
    buf: list[str | Path] = [tools / "npm/node_modules/.bin/buf", "breaking", "--against", ".git#branch=main"]
    yield Peer("buf 1.75.0", buf, _messages(folder / "buf", promises), lambda done, _: done.status == 100)
    items = _items(folder / "doorstop", promises)
    yield Peer("doorstop 3.2", [python / "doorstop"], items, _suspects)


def _suspects(done: Finished, said: str) -> bool:
    return "suspect link" in said + done.errors


def _messages(folder: Path, number: int) -> Path:
    """Return a repository with as many messages on main; in the work tree one field of one has another type."""
    folder.mkdir()
    (folder / "buf.yaml").write_text("version: v2\n")
    fields = "".join(f"  string field_{place} = {place};\n" for place in range(1, 9))
    texts = {
        f"record_{one}.proto": f'syntax = "proto3";\npackage acme.v1;\nmessage Record{one} {{\n{fields}}}\n'
        for one in range(number)
    }
    _committed(folder, texts)
    changed = texts["record_0.proto"].replace("string field_1", "int64 field_1")
    (folder / "record_0.proto").write_text(changed)
    return folder


def _items(folder: Path, number: int) -> Path:
    """Return a repository with as many items of doorstop, a hundredth of which were reviewed against an earlier parent."""
    head = "settings:\n  digits: 5\n  itemformat: yaml\n  sep: ''\n"
    texts = {
        "core/.doorstop.yml": f"{head}  prefix: CORE\n",
        "items/.doorstop.yml": f"{head}  parent: CORE\n  prefix: ITEM\n",
    }
    item = "active: true\nderived: false\nheader: ''\nlevel: 1.{0}\nlinks: {1}\nnormative: true\nref: ''\nreviewed: null\ntext: |\n  Record {0}.\n"
    texts["core/CORE00001.yml"] = item.format(1, "[]")
    for one in range(1, number + 1):
        stamp = "abc" if one % 100 == 0 else "null"
        texts[f"items/ITEM{one:05}.yml"] = item.format(one, f"\n- CORE00001: {stamp}")
    folder.mkdir()
    _committed(folder, texts)
    return folder


def _committed(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, *NOBODY, "commit", "--quiet", "-m", "Records")


def _install(tools: Path) -> None:
    """Install the tools, unless the folder holds them."""
    if (tools / "installed").exists():
        return
    uv: list[str | Path] = [sys.executable, "-m", "uv"]
    python = tools / "python"
    commands: tuple[list[str | Path], ...] = (
        [*uv, "venv", "--quiet", "--allow-existing", python],
        [*uv, "pip", "install", "--quiet", "--python", python / "bin/python", *PYTHON_TOOLS],
        ["npm", "install", "--silent", "--prefix", tools / "npm", BUF],
    )
    for command in commands:
        subprocess.run(command, check=True, env=environment())
    (tools / "installed").touch()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.peers", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--promises", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", metavar="NAME,NAME", default="", help="tools whose names hold one of these")
    parser.add_argument("--tools", type=Path, metavar="FOLDER", help="keep the tools here for the next time")
    return parser.parse_args()


if __name__ == "__main__":
    main()
