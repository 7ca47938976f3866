"""Random changes of a small organisation, as files: what people do, and what goes wrong in files and across them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from scenario import Org, acme, org, promise

TODAY = date(2026, 6, 1)
Files = dict[str, str]
LAYERS = ("core", "supporting", "conditional", "experimental", "legacy")


def organisation(chance: Random) -> Org:
    """Return an organisation: that of ``acme`` with some more promises, of which a few share a title."""
    made: list[Org] = [acme()]
    records = dict(made[0])
    for number in range(chance.randrange(2, 9)):
        targets = chance.sample(sorted(records), chance.randrange(1, 3))
        targets = [one for one in targets if records[one]["layer"] in ("core", "supporting")] or ["reliable"]
        title = {"title": "Free for all"} if chance.random() < 0.2 else {}
        layer = chance.choice(LAYERS[1:])
        records[f"more-{number}"] = promise(f"more-{number}", layer, *targets, **title)
    return org(*records.values())


def files_of(records: Org) -> Files:
    """Return the files of an organisation by path."""
    return {_home(one): json.dumps(one, indent=1) for one in records.values()}


def _home(record: dict[str, object]) -> str:
    return f"promises/{record['layer']}/{record['id']}.yaml"


def step(files: Files, chance: Random, *, odd: bool = True) -> Files:
    """Return the files after one thing was done; nothing that is wrong across files or in names, unless ``odd``."""
    after = dict(files)
    paths = [path for path in after if path.startswith("promises/") and path.endswith(".yaml")]
    acts = (*USUAL, *ODD) if odd else USUAL
    if paths:
        chance.choice(acts)(after, chance.choice(sorted(paths)), chance)
    return after


def _edited(**fixed: object) -> Callable[[Files, str, Random], None]:
    def act(files: Files, path: str, chance: Random) -> None:
        record = _record(files, path)
        if record is not None:
            found = {key: value(chance) if callable(value) else value for key, value in fixed.items()}
            files[path] = json.dumps({**record, **found}, indent=1)

    return act


def _record(files: Files, path: str) -> dict[str, object] | None:
    try:
        found = json.loads(files[path])
    except ValueError:
        return None
    return found if isinstance(found, dict) and "id" in found else None


def _erase(files: Files, path: str, _: Random) -> None:
    del files[path]


def _make(files: Files, path: str, chance: Random) -> None:
    target = (_record(files, path) or {}).get("id", "reliable")
    one = promise(f"made-{chance.randrange(4)}", chance.choice(LAYERS), str(target))
    link = one["aligned_to"][0]
    link["revision"] = f"r1:{'0' * 64}"
    files[_home(one)] = json.dumps(one, indent=1)


def _move(files: Files, path: str, chance: Random) -> None:
    files[chance.choice((path[:-5] + ".yml", path.replace("promises/", "promises/moved/")))] = files.pop(path)


def _copy(files: Files, path: str, _: Random) -> None:
    files[path.replace(".yaml", "-again.yaml")] = files[path]


def _break(files: Files, path: str, chance: Random) -> None:
    files[path] = chance.choice(
        ("id: [", "schema: pas.promise/v1\nid: fast\n", files[path] + "\nlayer: core\n")
    )


def _stray(files: Files, path: str, chance: Random) -> None:
    beside = path.rpartition("/")[0]
    name = chance.choice(("README.md", "notes.txt", "Notes.YAML", "other.yaml", "README.md"))
    files[f"{beside}/{name}"] = chance.choice(("hello", "id: x\n"))


def _align(files: Files, path: str, chance: Random) -> None:
    record, other = _record(files, path), _record(files, chance.choice(sorted(files)))
    if record is not None and other is not None:
        links = [
            {"promise": other["id"], "revision": f"r1:{'1' * 64}", "date": "2026-05-01", "by": "@acme/owner"}
        ]
        files[path] = json.dumps({**record, "aligned_to": links}, indent=1)


def _end(files: Files, path: str, chance: Random) -> None:
    record, other = _record(files, path), _record(files, chance.choice(sorted(files)))
    if record is not None and other is not None:
        ending = {"date": "2026-05-01", "why": "Done.", "decided_by": "@acme/owner"}
        given = {"superseded_by": [other["id"]]} if chance.random() < 0.7 else {}
        status = "superseded" if given else "retired"
        files[path] = json.dumps({**record, "status": status, "ending": {**ending, **given}}, indent=1)


def _policy(files: Files, _: str, chance: Random) -> None:
    files["pas-gov.yaml"] = json.dumps(
        {"schema": "pas.settings/v1", "base": chance.choice(("main", "trunk"))}
    )


USUAL = (
    _edited(statement=lambda chance: f"We promise it {chance.randrange(5)} times."),
    _edited(owner=lambda chance: chance.choice(("@acme/owner", "@acme/other"))),
    _edited(status="proposed"),
    _edited(terms=lambda chance: [{"measure": "response", "at_most": f"{chance.randrange(2, 9)}h"}]),
    _edited(zones={"delivery-support": {"says": "Support does it."}}),
    _edited(layer="supporting"),
    _make, _make, _erase, _align, _end,
)  # fmt: skip
ODD = (
    _edited(title=lambda chance: chance.choice(("Free for all", "Reliable", "One of its own"))),
    _edited(id=lambda chance: chance.choice(("fast", "reliable", "brand-new"))),
    _edited(made={"date": (TODAY + timedelta(days=3)).isoformat()}),
    _edited(unknown_key=1),
    _move, _copy, _break, _stray, _stray, _policy,
)  # fmt: skip
