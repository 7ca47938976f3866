"""A believable stack of any size as a git repository, the same for the same seed.

Run it alone to keep the repository: ``python tests/bench/generate.py DIRECTORY --promises 10000``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pas_gov.loading.pack import pack_files
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.revision import revision, wording

TODAY = date(2026, 6, 1)  # the day of the benchmark: attestations are fresh on it, experiments run
ASKED = 100  # promises that depend on the Core that the change rewords
SHARES = (("conditional", 0.25), ("experimental", 0.10), ("legacy", 0.02))  # the rest is supporting
PERSON = "Bench <bench@acme.example> 1780300800 +0000"

CORES = (
    (
        "most-reliable",
        "The most reliable partner in the mid-market",
        "Whatever we sell works, every working day.",
    ),
    (
        "clear-prices",
        "Prices that need no explaining",
        "What is on the price list is what is on the invoice.",
    ),
    ("people-answer", "A person answers", "Whoever asks us reaches a person who may decide."),
)
TOPICS = (
    "response time", "onboarding", "status page", "invoice detail", "data export", "refund", "renewal notice",
    "training", "spare capacity", "incident report", "named contact", "migration", "audit log", "price lock",
)  # fmt: skip
SEGMENTS = (
    "retail",
    "logistics",
    "clinics",
    "schools",
    "agencies",
    "builders",
    "hotels",
    "makers",
    "insurers",
)
TEAMS = ("support", "customer-success", "platform", "billing", "sales-ops", "docs", "legal")
AUDIENCES = ("customers", "partners", "resellers", "prospects", "administrators")
ASSURANCES = (
    "Nobody has to ask for it, and nobody is asked to pay for it.",
    "Where we miss it, the customer hears it from us first, with the reason.",
    "It holds on every working day, public holidays of the customer's region left out.",
    "It is the same in every contract, whoever has signed it and whenever.",
)
DELIVERED = (
    "The playbook opens with it, in these words.",
    "The product shows it where the customer looks for it.",
    "The team's board counts it, and the lead reads the board on Mondays.",
    "The article says it in its first paragraph.",
)
TERMS: tuple[tuple[str, str, Any], ...] = (
    ("time until the first answer", "at_most", "4bh"),
    ("time until it is solved", "at_most", "3bd"),
    ("availability in a month", "at_least", "99.9%"),
    ("accounts per person", "at_most", 8),
    ("notice before a change", "at_least", "30d"),
)
ENDING = {"date": "2026-01-31", "why": "Its last contract has ended.", "decided_by": "@acme/legal"}


@dataclass(frozen=True)
class Written:
    """One promise as data, with what others record of it."""

    data: Mapping[str, Any]
    revision: str

    @property
    def id(self) -> str:
        return self.data["id"]

    @property
    def path(self) -> str:
        return f"promises/{self.data['layer']}/{self.id}.yaml"


@dataclass(frozen=True)
class Bench:
    """A generated repository: ``findings`` is how many the gate has of main and the branch change."""

    folder: str
    promises: int
    findings: Mapping[str, int]
    size: int  # bytes of all promise files


def generate(folder: str, promises: int, seed: int = 1) -> Bench:
    """Write a repository with a checkout into a new folder: main, and change, which rewords the first Core."""
    stack = written(promises, random.Random(seed))
    texts = {one.path: text(one.data).encode() for one in stack}
    core = stack[0]
    reworded = {**core.data, "statement": f"{core.data['statement']}\nNights and weekends are included."}
    _import(folder, {**texts, **pack_files()}, {core.path: text(reworded).encode()})
    return Bench(folder, promises, expected(stack, core), sum(map(len, texts.values())))


def expected(stack: Iterable[Written], core: Written) -> dict[str, int]:
    """Return how many findings the unanswered change must have, by policy."""
    active = [one.data for one in stack if one.data["status"] == "active"]
    asked = [one for one in active if any(link["promise"] == core.id for link in one.get("aligned_to", ()))]
    return {
        "change-propagates": len(asked),
        "core-change-decides-legacy": sum(one["layer"] == "legacy" for one in active),
    }


def written(promises: int, chance: random.Random) -> list[Written]:
    """Return the stack, each promise after those that it is aligned to, so that every revision is known."""
    stack = [_finished(_core(*core)) for core in CORES]
    counts = {layer: round(promises * share) for layer, share in SHARES}
    layers = ["supporting"] * (promises - len(CORES) - sum(counts.values()))
    layers += [layer for layer, count in counts.items() for _ in range(count)]
    asked = {round(step * len(layers) / ASKED) for step in range(ASKED)}  # some of every layer
    beneath: dict[bool, list[Written]] = {True: [], False: []}
    for number, layer in enumerate(layers):
        of_first = number in asked
        core = stack[0] if of_first else chance.choice(stack[1:3])
        one = _finished(_promise(number, layer, _targets(layer, core, beneath[of_first], chance), chance))
        if layer == "supporting" and one.data["status"] == "active":
            beneath[of_first].append(one)
        stack.append(one)
    return stack


def _targets(layer: str, core: Written, beneath: list[Written], chance: random.Random) -> list[Written]:
    """Name what a promise rests on: its Core or a supporting promise; where the first Core asks, that too."""
    if layer in ("supporting", "legacy") or not beneath:
        return [core]
    directly = core.id == CORES[0][0] or chance.random() < 0.2
    return [chance.choice(beneath), *([core] if directly else ())]


def _finished(data: dict[str, Any]) -> Written:
    """Attest the wording in the first zone, and work out the revision."""
    attested = {"wording": wording(data), "date": "2026-04-20", "by": data["owner"], "reality": "kept"}
    first = next(iter(data["zones"].values()))
    first["attested"] = attested
    return Written(data, revision(data))


def _core(identity: str, title: str, statement: str) -> dict[str, Any]:
    return {
        "schema": "pas.promise/v1",
        "id": identity,
        "title": title,
        "layer": "core",
        "status": "active",
        "owner": "@acme/strategy",
        "made": {"date": "2024-01-15", "source": "Board minutes, 2024-01-15"},
        "statement": f"{statement}\nIt is what a customer may hold against us first.",
        "audience": ["customers", "partners"],
        "zones": {"sales-marketing": {"says": "It is the headline of the home page."}},
        "review_by": "2027-01-15",
    }


def _promise(number: int, layer: str, targets: list[Written], chance: random.Random) -> dict[str, Any]:
    topic, segment = TOPICS[number % len(TOPICS)], chance.choice(SEGMENTS)
    identity = f"{topic.replace(' ', '-')}-{segment}-{number:05}"
    statement = f"Customers among {segment} have {topic} handled as agreed in writing."
    team = f"@acme/{chance.choice(TEAMS)}"
    made = date(2023, 1, 1) + timedelta(days=chance.randrange(1000))
    status = _status(layer, chance)
    return {
        "schema": "pas.promise/v1",
        "id": identity,
        "title": f"{topic.capitalize()} for {segment}, as agreed",
        "layer": layer,
        "status": status,
        "owner": team,
        "made": {"date": made.isoformat(), "source": f"Decision {number % 977}, weekly round"},
        "statement": f"{statement}\n{chance.choice(ASSURANCES)}",
        "audience": chance.sample(AUDIENCES, chance.randint(1, 2)),
        "terms": [
            {"measure": m, bound: value} for m, bound, value in chance.sample(TERMS, chance.randint(0, 2))
        ],
        "aligned_to": [_link(target, team) for target in targets],
        "zones": _zones(identity, chance),
        "review_by": (TODAY + timedelta(days=chance.randrange(30, 300))).isoformat(),
        "tags": [segment],
        **_bounds(layer, segment, chance),
        **({"ending": ENDING} if status == "retired" else {}),
    }


def _status(layer: str, chance: random.Random) -> str:
    """Nearly all are active; of the Legacy promises most have been ended, as they should be."""
    if layer == "legacy":
        return "active" if chance.random() < 0.1 else "retired"
    return "proposed" if chance.random() < 0.03 else "active"


def _link(target: Written, team: str) -> dict[str, Any]:
    note = "Holds as it stands."
    return {"promise": target.id, "revision": target.revision, "date": "2026-02-03", "by": team, "note": note}


def _zones(identity: str, chance: random.Random) -> dict[str, Any]:
    chosen = chance.sample(sorted(ZONES), chance.randint(1, 2))
    return {
        zone: {"says": chance.choice(DELIVERED), "surfaces": [{"path": f"playbooks/{zone}/{identity}.md"}]}
        for zone in chosen
    }


def _bounds(layer: str, segment: str, chance: random.Random) -> dict[str, Any]:
    if layer == "conditional":
        says = f"The customer is among {segment}, on the Enterprise plan."
        return {"applies_when": {"says": says, "cel": f'subject.segment == "{segment}"'}}
    if layer == "experimental":
        decide_by = TODAY + timedelta(days=chance.randrange(10, 80))
        bounds = {"started": "2026-03-01", "decide_by": decide_by.isoformat()}
        return {"experiment": {"cohort": f"{chance.randrange(10, 60)} customers among {segment}", **bounds}}
    if layer == "legacy":
        made_to = "customers signed before 2021"
        return {"legacy": {"made_to": made_to, "lives_in": ["contract"], "honour_until": "forever"}}
    return {}


PLAIN = re.compile(r"(?![0-9.]+$)[A-Za-z0-9](?:[A-Za-z0-9 ,.'@/_%-]|:(?! |$))*")  # what needs no quotes


def text(data: Mapping[str, Any]) -> str:
    """Return a record as people write one: blocks, with one-line mappings in lists and for small parts."""
    return "".join(_lines(data, ""))


def _lines(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if key == "zones":
            yield f"{indent}zones:\n"
            for zone, entry in value.items():
                yield f"{indent}  {zone}:\n"
                yield from _lines(entry, f"{indent}    ")
        elif key in ("terms", "aligned_to") and value:
            yield f"{indent}{key}:\n"
            yield from (f"{indent}  - {_flow(item)}\n" for item in value)
        elif key == "statement":
            yield f"{indent}{key}: |\n" + "".join(f"{indent}  {line}\n" for line in value.split("\n"))
        else:
            yield f"{indent}{key}: {_flow(value, alone=True)}\n"


def _flow(value: Any, *, alone: bool = False) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    plain = isinstance(value, str) and PLAIN.fullmatch(value) and (alone or "," not in value)
    return value if plain else json.dumps(value, ensure_ascii=False)


def _import(folder: str, files: Mapping[str, bytes], changed: Mapping[str, bytes]) -> None:
    stream = b"".join(
        (*_commit("main", "The stack", files), *_commit("change", "Reword a Core", changed, "main"))
    )
    _git(folder, "init", "--quiet", "--initial-branch=main", "--template=", ".")
    _git(folder, "fast-import", "--quiet", given=stream)
    _git(folder, "reset", "--quiet", "--hard")


def _commit(branch: str, message: str, files: Mapping[str, bytes], parent: str = "") -> Iterator[bytes]:
    yield f"commit refs/heads/{branch}\ncommitter {PERSON}\ndata {len(message)}\n{message}\n".encode()
    if parent:
        yield f"from refs/heads/{parent}\n".encode()
    for path, content in sorted(files.items()):
        yield f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


def _git(folder: str, *arguments: str, given: bytes = b"") -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, env=env, input=given, check=True)


def main() -> None:
    """Write one repository and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--promises", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.directory.mkdir(parents=True)
    bench = generate(str(given.directory), given.promises, given.seed)
    sys.stdout.write(
        f"{bench.promises:,} promises, {bench.size / bench.promises:,.0f} bytes each on average\n"
    )
    sys.stdout.write(f"pas-gov gate --repo {given.directory} --base main --head change --today {TODAY}\n")
    sys.stdout.write(f"finds: {dict(bench.findings)}\n")


if __name__ == "__main__":
    main()
