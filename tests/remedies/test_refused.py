"""What a refused writing command prints is that command, completed: run as it stands, it is written."""

from __future__ import annotations

import re
import shlex

import pytest
from following import TODAY, filled, place_of, run
from scenario import PACK, Org, acme, files_of, org, promise, with_made, zone

pytestmark = pytest.mark.whole

CORE = promise("core", "core")
TWO = org(CORE, promise("other", "core"))
NEW = (
    "--title",
    "A title",
    "--statement",
    "We promise it.",
    "--owner",
    "@acme/someone",
    "--audience",
    "customers",
)
ENDS = ("--why", "Replaced.")
SERVES = ("--aligned-to", "core", "--note", "It serves it.")
EXPERIMENT = {"cohort": "40", "started": "2026-03-01", "decide_by": "2026-08-01"}


def _one(layer: str, **more: object) -> Org:
    zones = {"delivery-support": zone("Support."), "ai-automation": zone("The bot.")}
    return org(
        CORE,
        promise("other", "core"),
        promise("one", layer, "core", audience=["customers", "partners"], zones=zones, **more),
    )


REFUSED: dict[str, tuple[Org, tuple[str, ...]]] = {
    "retire without notices and stops": (_one("supporting"), ("retire", "one", *ENDS)),
    "retire with one notice": (_one("supporting"), ("retire", "one", *ENDS, "--notice", "partners=It ends.", "--stop", "all")),
    "retire too soon": (_one("legacy"), ("retire", "one", *ENDS, "--on", "2026-06-10", "--notice", "all=It ends.", "--stop", "all")),
    "retire told later": (_one("supporting"), ("retire", "one", *ENDS, "--on", "2026-07-10", "--told-on", "2026-07-01", "--notice", "all=x", "--stop", "all")),
    "retire without one stop": (_one("supporting"), ("retire", "one", *ENDS, "--notice", "all=It ends.", "--stop", "ai-automation")),
    "retire an experiment": (_one("experimental"), ("retire", "one", *ENDS)),
    "retire the last Core": (org(CORE), ("retire", "core", *ENDS, "--notice", "all=It ends.")),
    "retire the last Core, a proposal waits": (org(CORE, promise("next", "core", status="proposed")), ("retire", "core", *ENDS, "--notice", "all=It ends.")),
    "retire without why": (_one("supporting"), ("retire", "one", "--notice", "all=It ends.", "--stop", "all")),
    "supersede without stops": (acme(), ("supersede", "four-hours", "--by", "quick-setup", *ENDS)),
    "supersede without --by": (acme(), ("supersede", "four-hours", *ENDS, "--notice", "all=x", "--stop", "all")),
    "supersede, a note is missing": (acme(), ("supersede", "reliable", "--by", "fast", *ENDS, "--notice", "all=x", "--repoint", "all")),
    "supersede by a proposal without an owner": (with_made(TWO, promise("next", "core", status="proposed", owner="tbd")),
                                                 ("supersede", "core", "--by", "next", *ENDS, "--notice", "all=x")),
    "amend to less": (_one("supporting", terms=[{"measure": "response", "at_most": "4h"}]), ("amend", "one", "--term", "response at most 6h")),
    "amend to fewer": (_one("supporting"), ("amend", "one", "--audience", "partners")),
    "amend the condition": (_one("conditional"), ("amend", "one", "--cel", "subject.other", "--notice", "partners=It changes.")),
    "amend to an owner who is nobody": (_one("supporting"), ("amend", "one", "--owner", "tbd")),
    "amend by the beginning of the id": (acme(), ("amend", "four", "--owner", "tbd")),
    "amend to another layer": (_one("experimental"), ("amend", "one", "--layer", "supporting")),
    "amend to conditional": (_one("supporting"), ("amend", "one", "--layer", "conditional")),
    "amend to legacy": (_one("supporting"), ("amend", "one", "--layer", "legacy")),
    "amend to a layer that isn't legal": (_one("legacy"), ("amend", "one", "--layer", "supporting")),
    "amend a proposal to a promise": (org(CORE, promise("one", "legacy", status="proposed", legacy=None)), ("amend", "one", "--status", "active")),
    "amend without its alignment": (_one("supporting"), ("amend", "one", "--drop-alignment", "core")),
    "amend back to a proposal": (_one("supporting"), ("amend", "one", "--status", "proposed")),
    "amend an experiment for ever": (_one("experimental"), ("amend", "one", "--decide-by", "2027-12-31")),
    "amend an experiment to the past": (_one("experimental"), ("amend", "one", "--decide-by", "2026-05-01")),
    "amend without a note": (_one("supporting"), ("amend", "one", "--aligned-to", "other")),
    "activate a Core too many": (org(*(promise(f"c{number}", "core", status="proposed" if number == 3 else "active") for number in range(4))),
                                 ("amend", "c3", "--status", "active")),
    "new without a Core": (TWO, ("new", "more", "--layer", "supporting", *NEW)),
    "new for nobody": (org(CORE), ("new", "more", "--layer", "supporting", "--title", "More", "--statement", "We do more.", *SERVES)),
    "new without a layer": (org(CORE), ("new", "more", *NEW)),
    "new without anything": (org(CORE), ("new",)),
    "new with an owner who is nobody": (org(CORE), ("new", "more", "--layer", "supporting", *NEW[:5], "tbd", *NEW[6:], *SERVES)),
    "new Conditional": (org(CORE), ("new", "more", "--layer", "conditional", *NEW, *SERVES)),
    "new Experimental": (org(CORE), ("new", "more", "--layer", "experimental", *NEW, *SERVES)),
    "new Experimental for years": (org(CORE), ("new", "more", "--layer", "experimental", *NEW, *SERVES, "--cohort", "40", "--started", "2026-03-01",
                                               "--decide-by", "2027-12-31")),
    "new Experimental, overdue": (org(CORE), ("new", "more", "--layer", "experimental", *NEW, *SERVES, "--cohort", "40", "--started", "2026-03-01",
                                              "--decide-by", "2026-05-01")),
    "new Legacy": (org(CORE), ("new", "more", "--layer", "legacy", *NEW, *SERVES)),
    "new, a Core too many": (org(*(promise(f"c{number}", "core") for number in range(3))), ("new", "more", "--layer", "core", *NEW)),
    "new beside a proposal": (org(CORE, promise("draft", "supporting", "core", status="proposed")),
                              ("new", "more", "--layer", "supporting", *NEW, "--aligned-to", "draft", "--note", "It serves it.")),
    "realign without a note": (acme(), ("realign", "four-hours", "--to", "reliable")),
    "realign with a blank note": (acme(), ("realign", "four-hours", "--to", "reliable", "--note", " ")),
    "realign without a promise": (acme(), ("realign", "--to", "reliable", "--note", "It holds.")),
    "realign without a target": (acme(), ("realign", "draft", "--note", "It holds.")),
    "realign with a placeholder": (acme(), ("realign", "four-hours", "--to", "reliable", "--note", "tbd")),
    "retire for a placeholder": (_one("supporting"), ("retire", "one", "--why", "...", "--notice", "all=It ends.", "--stop", "all")),
    "retire with a notice that says nothing": (_one("supporting"), ("retire", "one", *ENDS, "--notice", "partners=todo", "--notice", "customers=It ends.", "--stop", "all")),
    "retire with a notice to nobody": (_one("supporting"), ("retire", "one", *ENDS, "--notice", "partnres=It ends.", "--notice=custmers = It ends.", "--stop", "all")),
    "attest without a reality": (_one("supporting"), ("attest", "one", "ai-automation")),
    "attest without a zone": (_one("supporting"), ("attest", "one", "--reality", "kept")),
    "waive without anything": (_one("supporting"), ("waive", "review-is-due", "one")),
    "waive for too long": (_one("supporting"), ("waive", "review-is-due", "one", "--reason", "Holidays.", "--approved-by", "@acme/legal", "--until", "2027-06-01")),
}  # fmt: skip


def printed(out: str) -> list[list[str]]:
    """Return the commands of an output, each as a shell would divide it."""
    return [
        shlex.split(line)[1:]
        for line in re.findall(
            r"^[ ]*(?:\S[^\n]*?: )?(pas-gov (?:new|amend|supersede|retire|realign|attest|waive)\b[^\n]*)",
            out,
            re.MULTILINE,
        )
    ]


@pytest.mark.parametrize("name", REFUSED)
def test_the_refused_command_is_completed(name):
    before, words = REFUSED[name]
    place = place_of({**files_of(before), **PACK})
    place.put({**files_of(before), **PACK})
    files = place.files()
    refused = run(place.folder, TODAY, words)
    assert refused.status in (1, 2), refused.out
    assert place.files() == files
    commands = printed(refused.out)
    assert commands, refused.out
    for command in commands:
        done = run(place.folder, TODAY, filled(command, place.records(), TODAY))
        assert not done.status, f"{refused.out}\n{filled(command, place.records(), TODAY)}: {done.out}"
    assert place.files() != files


def test_a_misspelt_audience_is_put_right_and_a_stranger_stays():
    before = _one("supporting")
    place = place_of({**files_of(before), **PACK})
    place.put({**files_of(before), **PACK})
    notices = ("--notice", "partnres=It ends, too.", "--notice", "regulators=All ends.")
    refused = run(place.folder, TODAY, ("retire", "one", *ENDS, *notices, "--stop", "all"))
    ((*_, completed),) = [printed(refused.out)]
    said = [completed[at + 1] for at, word in enumerate(completed) if word == "--notice"]
    assert said == ["partners=It ends, too.", "regulators=All ends.", "customers=<WHAT THEY ARE TOLD>"]
