"""The states of each policy of the pack in which its message or its remedy differs, smallest first."""

from __future__ import annotations

from typing import Any

from following import State
from scenario import (
    Data,
    Org,
    acme,
    changed,
    ended,
    noticed,
    org,
    promise,
    settings,
    waiver,
    with_made,
    without,
    zone,
)

FIRST_CORE = promise("core", "core")
TWO = org(promise("core", "core"), promise("other", "core"))
CHAIN = org(
    promise("core", "core"),
    promise("a", "supporting", "core"),
    promise("b", "conditional", "a"),
    promise("c", "experimental", "b"),
    promise("d", "legacy", "core"),
)


def _reworded(before: Org, identity: str, **more: Any) -> Org:
    return changed(before, identity, statement="We promise something else.", **more)


def _one(layer: str, **more: Any) -> Org:
    """Return a Core and one promise of a layer that rests on it, two audiences and two zones."""
    audience = more.pop("audience", ["customers", "partners"])
    zones = more.pop("zones", {"delivery-support": zone("Support."), "ai-automation": {"says": "The bot."}})
    links = () if layer == "core" else ("core",)
    return org(FIRST_CORE, promise("one", layer, *links, audience=audience, zones=zones, **more))


def _two(layer: str) -> Org:
    """Return what :func:`_one` does, with another Core beside it."""
    links = () if layer == "core" else ("core",)
    return org(FIRST_CORE, promise("other", "core"), promise("one", layer, *links))


def _less(layer: str, **less: Any) -> Data:
    """Return a promise of a layer without some of what the layer needs."""
    key = {"conditional": "applies_when", "experimental": "experiment", "legacy": "legacy"}[layer]
    whole = promise("one", layer, "core")
    whole[key] = {name: value for name, value in {**whole[key], **less}.items() if value is not None}
    return whole


def _without_notices(before: Org, identity: str) -> Org:
    return changed(before, identity, notices=None)


def _ending(before: Org, identity: str, status: str = "retired", **ending: Any) -> Org:
    return ended(before, identity, status, **ending)


def _made_under(name: str, layer: str, *links: str, **more: Any) -> Org:
    return with_made(org(FIRST_CORE), promise(name, layer, *links, **more))


def _linked(before: Org, identity: str, *targets: str) -> Org:
    """Return the organisation with plain links of one promise, no revision recorded."""
    return changed(before, identity, aligned_to=[{"promise": target} for target in targets])


ALIGNED = [
    State("nothing", ("aligned-to-a-core",), org(FIRST_CORE), _made_under("one", "supporting")),
    State("nothing, under two Cores", ("aligned-to-a-core",), TWO, with_made(TWO, promise("one", "legacy"))),
    *(
        State(f"nothing, {layer}", ("aligned-to-a-core",), org(FIRST_CORE), _made_under("one", layer))
        for layer in ("conditional", "experimental", "legacy")
    ),
    State("an activated proposal", ("aligned-to-a-core",),
          org(FIRST_CORE, promise("one", "supporting", status="proposed")),
          org(FIRST_CORE, promise("one", "supporting"))),
    State("only a proposed promise", ("aligned-to-a-core",),
          org(FIRST_CORE, promise("draft", "supporting", "core", status="proposed")),
          org(FIRST_CORE, promise("draft", "supporting", "core", status="proposed"), promise("one", "supporting", "draft"))),
    State("only what never was", ("aligned-to-a-core", "change-propagates"), org(FIRST_CORE),
          _linked(_made_under("one", "supporting"), "one", "nowhere")),
    State("only what has ended", ("aligned-to-a-core", "change-propagates"), CHAIN, _ending(CHAIN, "a")),
    State("two that have ended", ("aligned-to-a-core", "change-propagates"),
          org(FIRST_CORE, promise("a", "supporting", "core"), promise("b", "supporting", "core"), promise("c", "supporting", "a", "b")),
          _ending(_ending(org(FIRST_CORE, promise("a", "supporting", "core"), promise("b", "supporting", "core"),
                              promise("c", "supporting", "a", "b")), "a"), "b")),
    State("the link dropped", ("aligned-to-a-core",), CHAIN, changed(CHAIN, "a", aligned_to=None)),
    State("a Core beside Supporting", ("aligned-to-a-core",),
          org(FIRST_CORE, promise("a", "supporting", "core"), promise("other", "core")),
          org(FIRST_CORE, promise("a", "supporting", "core"), promise("other", "core", "a"))),
    State("a Core beside two", ("aligned-to-a-core",),
          org(FIRST_CORE, promise("a", "supporting", "core"), promise("b", "legacy", "core")),
          org(FIRST_CORE, promise("a", "supporting", "core"), promise("b", "legacy", "core"), promise("other", "core", "a", "b"))),
    State("a Core that rests on it is none to rest on", ("aligned-to-a-core",), CHAIN,
          changed(_ending(CHAIN, "core"), "b", layer="core", applies_when=None)),
    State("at adoption", ("aligned-to-a-core",), None, org(FIRST_CORE, promise("one", "supporting"))),
    State("at the base already", ("aligned-to-a-core",), org(FIRST_CORE, promise("one", "supporting")),
          org(FIRST_CORE, promise("one", "supporting", title="Another"))),
]  # fmt: skip

PROPAGATES = [
    State("a Core reworded", ("change-propagates",), CHAIN, _reworded(CHAIN, "core")),
    State("one in the middle reworded", ("change-propagates",), CHAIN, _reworded(CHAIN, "a")),
    State("two that wait for each other", ("change-propagates",), CHAIN, _reworded(_reworded(CHAIN, "core"), "a")),
    State("several links", ("change-propagates",), acme(), _reworded(_reworded(acme(), "reliable"), "four-hours")),
    State("ended, followed", ("change-propagates",), TWO | org(FIRST_CORE, promise("a", "supporting", "core")),
          _ending(TWO | org(FIRST_CORE, promise("a", "supporting", "core")), "core", "superseded", superseded_by=["other"])),
    State("ended, followed, and linked to what follows", ("change-propagates",),
          org(*TWO.values(), promise("a", "supporting", "core", "other")),
          _ending(org(*TWO.values(), promise("a", "supporting", "core", "other")), "core", "superseded", superseded_by=["other"])),
    State("ended, followed by two", ("change-propagates",),
          org(*TWO.values(), promise("third", "core"), promise("a", "supporting", "core")),
          _ending(org(*TWO.values(), promise("third", "core"), promise("a", "supporting", "core")), "core", "superseded",
                  superseded_by=["other", "third"])),
    State("ended, not followed, one Core is left", ("change-propagates",), org(*TWO.values(), promise("a", "supporting", "core")),
          _ending(org(*TWO.values(), promise("a", "supporting", "core")), "core")),
    State("ended, not followed, two Cores are left", ("change-propagates",),
          org(*TWO.values(), promise("third", "core"), promise("a", "legacy", "core")),
          _ending(org(*TWO.values(), promise("third", "core"), promise("a", "legacy", "core")), "core")),
    State("ended, not followed, something else carries it", ("change-propagates",),
          org(*TWO.values(), promise("a", "supporting", "core", "other")),
          _ending(org(*TWO.values(), promise("a", "supporting", "core", "other")), "core")),
    State("a Core that rests on an ended one", ("change-propagates",), org(FIRST_CORE, promise("other", "core", "core")),
          _ending(org(FIRST_CORE, promise("other", "core", "core")), "core")),
    State("ended, followed by itself", ("change-propagates",),
          org(*TWO.values(), promise("a", "supporting", "core")),
          _ending(org(*TWO.values(), promise("a", "supporting", "core")), "core", "superseded", superseded_by=["a"])),
    State("ended, followed by what rests on it", ("change-propagates",),
          org(*TWO.values(), promise("a", "supporting", "core"), promise("b", "supporting", "a")),
          _ending(org(*TWO.values(), promise("a", "supporting", "core"), promise("b", "supporting", "a")), "core", "superseded",
                  superseded_by=["b"])),
    State("gone", ("change-propagates",),
          org(FIRST_CORE, promise("draft", "supporting", "core", status="proposed"), promise("a", "supporting", "core", "draft")),
          without(org(FIRST_CORE, promise("draft", "supporting", "core", status="proposed"), promise("a", "supporting", "core", "draft")),
                  "draft")),
    State("never reviewed", ("change-propagates",), org(FIRST_CORE), _linked(_made_under("one", "supporting"), "one", "core")),
    State("dropped as it changed", ("change-propagates",),
          org(*TWO.values(), promise("a", "supporting", "core", "other")),
          changed(_reworded(org(*TWO.values(), promise("a", "supporting", "core", "other")), "core"), "a",
                  aligned_to=org(*TWO.values(), promise("a", "supporting", "other"))["a"]["aligned_to"])),
    State("at adoption", ("change-propagates",), None,
          _linked(org(FIRST_CORE, promise("one", "supporting")), "one", "core")),
]  # fmt: skip

LAYERS = [
    *(
        State(f"conditional without {', '.join(less)}", ("conditional-states-its-condition",), base, org(FIRST_CORE, _less("conditional", **less)))
        for less in ({"says": None}, {"cel": None}, {"says": None, "cel": None})
        for base in (org(FIRST_CORE), org(FIRST_CORE, _less("conditional")))
    ),
    State("conditional, at adoption", ("conditional-states-its-condition",), None, org(FIRST_CORE, _less("conditional", says=None, cel=None))),
    State("conditional, many told", ("conditional-states-its-condition",), org(FIRST_CORE, _less("conditional", cel=None) | {"audience": ["customers", "partners"]}),
          org(FIRST_CORE, _less("conditional", cel=None) | {"audience": ["customers", "partners"], "title": "Another"})),
    *(
        State(f"legacy without {', '.join(less)}", ("legacy-is-recognised",), base, org(FIRST_CORE, _less("legacy", **less)))
        for less in ({"made_to": None}, {"lives_in": None}, {"honour_until": None}, {"made_to": None, "lives_in": None, "honour_until": None})
        for base in (org(FIRST_CORE), None)
    ),
    *(
        State(f"experiment without {', '.join(less)}", ("experimental-is-bounded",), base, org(FIRST_CORE, _less("experimental", **less)))
        for less in ({"cohort": None}, {"started": None}, {"decide_by": None}, {"cohort": None, "started": None, "decide_by": None})
        for base in (org(FIRST_CORE), org(FIRST_CORE, _less("experimental")), None)
    ),
    State("an experiment of a year", ("experimental-is-bounded",), CHAIN, changed(CHAIN, "c", experiment={"cohort": "40", "started": "2026-03-01", "decide_by": "2027-03-01"})),
    State("an experiment that began a year ago", ("experimental-is-bounded",), CHAIN,
          changed(CHAIN, "c", experiment={"cohort": "40", "started": "2025-03-01", "decide_by": "2026-09-01"})),
    State("bounded otherwise", ("experimental-is-bounded",), _one("experimental"),
          changed(_one("experimental"), "one", title="Another"), settings(params={"experimental-is-bounded": {"max_days": 20}})),
]  # fmt: skip

OVERDUE = {"cohort": "40 beta customers", "started": "2026-02-01", "decide_by": "2026-05-01"}
LONG_OVERDUE = {"cohort": "40 beta customers", "started": "2025-09-01", "decide_by": "2025-11-01"}
PASSED = {"made_to": "customers before 2021", "lives_in": ["contract"], "honour_until": "2026-05-01"}
DAYS = [
    State("overdue", ("experiment-is-overdue",), _one("experimental", experiment=OVERDUE), changed(_one("experimental", experiment=OVERDUE), "one", title="Another")),
    State("overdue, made so", ("experiment-is-overdue",), org(FIRST_CORE), _one("experimental", experiment=OVERDUE)),
    State("long overdue", ("experiment-is-overdue",), _one("experimental"), _one("experimental", experiment=LONG_OVERDUE)),
    State("overdue, with both zones", ("experiment-is-overdue",), org(FIRST_CORE), _one("experimental", experiment=OVERDUE, zones={
        "delivery-support": zone("s"), "documentation-knowledge": zone("d"), "sales-marketing": zone("x")})),
    State("overdue, at adoption", ("experiment-is-overdue",), None, _one("experimental", experiment=OVERDUE)),
    State("overdue, told before", ("experiment-is-overdue",), org(FIRST_CORE), noticed(_one("experimental", experiment=OVERDUE), "one", "customers")),
    State("a sunset has passed", ("legacy-sunset-has-passed",), _one("legacy", legacy=PASSED), changed(_one("legacy", legacy=PASSED), "one", title="Another")),
    State("a sunset has passed, no zones", ("legacy-sunset-has-passed",), org(FIRST_CORE), _one("legacy", legacy=PASSED, zones=None)),
    State("a review is due", ("review-is-due",), _one("supporting"), changed(_one("supporting"), "one", review_by="2026-05-01")),
    State("a Core's review is due", ("review-is-due",), org(FIRST_CORE), changed(org(FIRST_CORE), "core", review_by="2026-05-01")),
]  # fmt: skip

LEGACIES = org(*TWO.values(), promise("l", "legacy", "core"), promise("m", "legacy", "other"))
CORE = [
    State("a Core reworded", ("core-change-decides-legacy",), LEGACIES, _reworded(LEGACIES, "core")),
    State("both Cores reworded", ("core-change-decides-legacy",), LEGACIES, _reworded(_reworded(LEGACIES, "core"), "other")),
    State("a Core made", ("core-change-decides-legacy",), LEGACIES, with_made(LEGACIES, promise("third", "core"))),
    State("a Core retired, one is left", ("core-change-decides-legacy",), LEGACIES, _ending(LEGACIES, "core")),
    State("a Core retired, two are left", ("core-change-decides-legacy",), with_made(LEGACIES, promise("third", "core")),
          _ending(with_made(LEGACIES, promise("third", "core")), "core")),
    State("a Core followed", ("core-change-decides-legacy",), LEGACIES, _ending(LEGACIES, "core", "superseded", superseded_by=["other"])),
    State("a Core followed by two", ("core-change-decides-legacy",), with_made(LEGACIES, promise("third", "core")),
          _ending(with_made(LEGACIES, promise("third", "core")), "core", "superseded", superseded_by=["other", "third"])),
    State("a Core followed by one that is made", ("core-change-decides-legacy",), LEGACIES,
          with_made(_ending(LEGACIES, "core", "superseded", superseded_by=["third"]), promise("third", "core"))),
    State("a Core that becomes Supporting", ("core-change-decides-legacy",), LEGACIES, changed(LEGACIES, "other", layer="supporting",
          aligned_to=org(FIRST_CORE, promise("other", "supporting", "core"))["other"]["aligned_to"])),
    State("linked only", ("core-change-decides-legacy",), LEGACIES, _reworded(LEGACIES, "core"),
          settings(params={"core-change-decides-legacy": {"legacy": "linked"}})),
]  # fmt: skip

ENDS = [
    *(
        State(f"ended without {', '.join(less)}", ("ending-is-recorded",), _one("supporting"), _ending(_one("supporting"), "one", **less))
        for less in ({"date": None}, {"why": None}, {"decided_by": None}, {"date": None, "why": None, "decided_by": None})
    ),
    State("ended without an ending", ("ending-is-recorded",), _one("supporting"), changed(_one("supporting"), "one", status="retired")),
    State("superseded by nothing", ("ending-is-recorded",), _one("supporting"), _ending(_one("supporting"), "one", "superseded")),
    State("superseded by nothing, and nothing said", ("ending-is-recorded",), _one("supporting"), changed(_one("supporting"), "one", status="superseded")),
    State("superseded by a proposal", ("ending-is-recorded",), with_made(_one("supporting"), promise("next", "supporting", "core", status="proposed")),
          _ending(with_made(_one("supporting"), promise("next", "supporting", "core", status="proposed")), "one", "superseded", superseded_by=["next"])),
    State("superseded by what never was", ("ending-is-recorded",), _one("supporting"), _ending(_one("supporting"), "one", "superseded", superseded_by=["nowhere"])),
    State("superseded by what has ended", ("ending-is-recorded",), with_made(_one("supporting"), promise("next", "supporting", "core")),
          _ending(_ending(with_made(_one("supporting"), promise("next", "supporting", "core")), "one", "superseded", superseded_by=["next"]), "next")),
    State("an ending of what goes on", ("ending-is-recorded",), _one("supporting"), changed(_one("supporting"), "one", ending={"date": "2026-12-01", "why": "It ends."})),
    State("an ending of a proposal", ("ending-is-recorded",), org(FIRST_CORE), _made_under("one", "supporting", "core", status="proposed", ending={"why": "It ends."})),
    State("a Core superseded by nothing", ("ending-is-recorded",), TWO, _ending(TWO, "core", "superseded")),
    State("the only promise superseded by nothing", ("ending-is-recorded",), org(FIRST_CORE),
          _ending(org(FIRST_CORE), "core", "superseded")),
    State("the only promise superseded, and nothing said", ("ending-is-recorded",), org(FIRST_CORE),
          changed(org(FIRST_CORE), "core", status="superseded")),
    State("made as retired", ("ending-is-recorded",), org(FIRST_CORE), _made_under("one", "supporting", "core", status="retired")),
    State("an ending taken away", ("ending-is-recorded",), _ending(_one("supporting"), "one"), changed(_ending(_one("supporting"), "one"), "one", ending=None)),
    *(
        State(f"{layer}: nobody told", ("ending-notifies-audience",), _one(layer) if layer != "core" else org(*TWO.values(), promise("one", "core", audience=["customers", "partners"])),
              _without_notices(_ending(_one(layer) if layer != "core" else org(*TWO.values(), promise("one", "core", audience=["customers", "partners"])), "one"), "one"))
        for layer in ("core", "supporting", "conditional", "experimental", "legacy")
    ),
    *(
        State(f"{layer}: ends too soon", ("ending-notifies-audience",), _one(layer), _ending(_one(layer), "one", date="2026-06-10"))
        for layer in ("supporting", "conditional", "legacy")
    ),
    State("ends too soon, nobody told", ("ending-notifies-audience",), _one("legacy"), _without_notices(_ending(_one("legacy"), "one", date="2026-06-10"), "one")),
    State("one of two told", ("ending-notifies-audience",), _one("supporting"), changed(_ending(_one("supporting"), "one"), "one", notices=[{"audience": "partners", "date": "2026-06-01"}])),
    State("told a day before", ("ending-notifies-audience",), _one("supporting"), changed(_ending(_one("supporting"), "one"), "one", notices=[
        {"audience": "partners", "date": "2026-11-30"}, {"audience": "customers", "date": "2026-11-30"}])),
    State("an experiment that ended yesterday", ("ending-notifies-audience",), _one("experimental"), _without_notices(_ending(_one("experimental"), "one", date="2026-05-31"), "one")),
    State("more days", ("ending-notifies-audience",), _one("supporting"), _ending(_one("supporting"), "one", date="2026-07-10"),
          settings(params={"ending-notifies-audience": {"days": {"supporting": 60}}})),
    State("no zone stopped", ("ending-reaches-every-zone",), _one("supporting"), _ending(_one("supporting"), "one", zones=None)),
    State("one zone stopped", ("ending-reaches-every-zone",), _one("supporting"), _ending(_one("supporting"), "one", zones={"delivery-support": {"stopped_on": "2026-12-01"}})),
    State("an entry lost at the end", ("ending-reaches-every-zone",), _one("supporting"),
          changed(_ending(_one("supporting"), "one", zones=None), "one", zones={"ai-automation": {"says": "The bot."}})),
    State("an entry lost", ("ending-reaches-every-zone",), _one("supporting"), changed(_one("supporting"), "one", zones={"ai-automation": {"says": "The bot."}})),
    State("all entries lost", ("ending-reaches-every-zone",), _one("supporting"), changed(_one("supporting"), "one", zones=None)),
    State("an experiment ends untold", ("experimental-ends-cleanly",), _one("experimental"), _without_notices(_ending(_one("experimental"), "one"), "one")),
    State("an experiment ends, its zones go on", ("experimental-ends-cleanly",), _one("experimental"), _ending(_one("experimental"), "one", zones=None)),
    State("an experiment ends, one zone goes on", ("experimental-ends-cleanly",), _one("experimental"),
          _ending(_one("experimental"), "one", zones={"delivery-support": {"stopped_on": "2026-12-01"}, "ai-automation": {"stopped_on": "2026-12-01"}})),
    State("an experiment grows up untold", ("experimental-ends-cleanly",), _one("experimental"), changed(_one("experimental"), "one", layer="supporting", experiment=None)),
    State("an experiment becomes conditional, one told", ("experimental-ends-cleanly",), _one("experimental"),
          noticed(changed(_one("experimental"), "one", layer="conditional", experiment=None, applies_when={"says": "Beta.", "cel": "subject.beta"}), "one", "partners")),
]  # fmt: skip

MOVES = [
    *(
        State(f"{was} becomes {now}", ("layer-moves-are-legal",), _two(was), changed(_two(was), "one", layer=now, **needs))
        for was, now, needs in (
            ("legacy", "supporting", {"legacy": None}),
            ("supporting", "experimental", {"experiment": {"cohort": "40", "started": "2026-05-01", "decide_by": "2026-07-01"}}),
            ("conditional", "core", {"applies_when": None}),
            ("core", "conditional", {"applies_when": {"says": "x", "cel": "subject.x"}}),
            ("experimental", "legacy", {"experiment": None, "legacy": {"made_to": "beta", "lives_in": ["mail"], "honour_until": "forever"}}),
        )
    ),
    State("active becomes proposed", ("status-moves-are-legal",), _one("supporting"), changed(_one("supporting"), "one", status="proposed")),
    State("retired becomes active", ("status-moves-are-legal",), _ending(_one("supporting"), "one"), _one("supporting")),
    State("retired becomes active, ending kept", ("status-moves-are-legal",), _ending(_one("supporting"), "one"), changed(_ending(_one("supporting"), "one"), "one", status="active")),
    State("superseded becomes active", ("status-moves-are-legal",),
          _ending(with_made(_one("supporting"), promise("next", "supporting", "core")), "one", "superseded", superseded_by=["next"]),
          with_made(_one("supporting"), promise("next", "supporting", "core"))),
    State("superseded becomes retired", ("status-moves-are-legal",),
          _ending(with_made(_one("supporting"), promise("next", "supporting", "core")), "one", "superseded", superseded_by=["next"]),
          changed(_ending(with_made(_one("supporting"), promise("next", "supporting", "core")), "one", "superseded", superseded_by=["next"]), "one", status="retired")),
    State("retired becomes proposed", ("status-moves-are-legal",), _ending(_one("supporting"), "one"), changed(_one("supporting"), "one", status="proposed")),
    State("a proposal is superseded", ("status-moves-are-legal",), with_made(org(FIRST_CORE), promise("one", "supporting", "core", status="proposed")),
          _ending(with_made(org(FIRST_CORE), promise("one", "supporting", "core", status="proposed")), "one", "superseded", superseded_by=["core"])),
    State("no Core", ("stack-has-a-core",), org(promise("core", "core", status="proposed")), org(promise("core", "core", status="proposed", title="Another"))),
    State("no Core at all", ("stack-has-a-core",), None, org(promise("one", "supporting"))),
    State("the last Core retired", ("stack-has-a-core",), org(FIRST_CORE), _ending(org(FIRST_CORE), "core")),
    State("the last Core retired, a proposal waits", ("stack-has-a-core",), org(FIRST_CORE, promise("next", "core", status="proposed")),
          _ending(org(FIRST_CORE, promise("next", "core", status="proposed")), "core")),
    State("the last Core back to a proposal", ("stack-has-a-core", "status-moves-are-legal"), org(FIRST_CORE), changed(org(FIRST_CORE), "core", status="proposed")),
    State("a Core too many, made", ("stack-has-a-core",), org(*(promise(f"c{number}", "core") for number in range(3))),
          org(*(promise(f"c{number}", "core") for number in range(4)))),
    State("a Core too many, activated", ("stack-has-a-core",), org(*(promise(f"c{number}", "core", status="proposed" if number == 1 else "active") for number in range(4))),
          org(*(promise(f"c{number}", "core") for number in range(4)))),
    State("a Core too many, grown", ("stack-has-a-core",), org(*(promise(f"c{number}", "core") for number in range(3)), promise("one", "supporting", "c0")),
          org(*(promise(f"c{number}", "core") for number in range(3)), promise("one", "core", "c0"))),
    State("a Core too many, at adoption", ("stack-has-a-core",), None, org(*(promise(f"c{number}", "core") for number in range(4)))),
    State("two Cores too many", ("stack-has-a-core",), org(FIRST_CORE), org(*(promise(f"c{number}", "core") for number in range(4)), FIRST_CORE)),
    State("one Core is the most", ("stack-has-a-core",), org(FIRST_CORE), TWO, settings(params={"stack-has-a-core": {"min": 1, "max": 1}})),
]  # fmt: skip

TERMS = _one("supporting", terms=[{"measure": "response", "at_most": "4h"}])
WHO = [
    State("a placeholder", ("owner-is-accountable",), org(FIRST_CORE), changed(org(FIRST_CORE), "core", owner="tbd")),
    State("a placeholder as a handle", ("owner-is-accountable",), org(FIRST_CORE), _made_under("one", "supporting", "core", owner="@team")),
    State("a name", ("owner-is-accountable",), org(FIRST_CORE), changed(org(FIRST_CORE), "core", owner="Ada")),
    State("a placeholder, at adoption", ("owner-is-accountable",), None, changed(org(FIRST_CORE), "core", owner="everyone")),
    State("a placeholder of the settings", ("owner-is-accountable",), _one("supporting"), changed(_one("supporting"), "one", owner="@acme/someone"),
          settings(params={"owner-is-accountable": {"placeholders": ["acme/someone"]}})),
    State("a term weaker", ("weakening-gives-notice",), TERMS, changed(TERMS, "one", terms=[{"measure": "response", "at_most": "6h"}])),
    State("a term dropped", ("weakening-gives-notice",), TERMS, changed(TERMS, "one", terms=None)),
    State("one of two told", ("weakening-gives-notice",), TERMS, noticed(changed(TERMS, "one", terms=None), "one", "partners")),
    State("an audience less", ("weakening-gives-notice",), _one("supporting"), changed(_one("supporting"), "one", audience=["partners"])),
    State("another condition", ("weakening-gives-notice",), _one("conditional"), changed(_one("conditional"), "one", applies_when={"says": "x", "cel": "subject.x"})),
    State("a condition added", ("weakening-gives-notice",), _one("supporting"), changed(_one("supporting"), "one", applies_when={"says": "x", "cel": "subject.x"})),
    State("a Legacy shortened", ("weakening-gives-notice",), _one("legacy"), changed(_one("legacy"), "one", legacy={
        "made_to": "customers before 2021", "lives_in": ["contract"], "honour_until": "2026-12-31"})),
    State("a zone never said", ("zones-are-attested",), _one("supporting", zones={"delivery-support": {"says": "x"}}),
          changed(_one("supporting", zones={"delivery-support": {"says": "x"}}), "one", title="Another")),
    State("a zone spoke of an earlier wording", ("zones-are-attested",), _one("supporting"), _reworded(_one("supporting"), "one")),
    State("a zone said it long ago", ("zones-are-attested",), _one("supporting", zones={"delivery-support": zone("x", date="2025-06-01")}),
          changed(_one("supporting", zones={"delivery-support": zone("x", date="2025-06-01")}), "one", title="Another")),
    *(
        State(f"a zone says {reality}", ("zones-are-attested",), _one("supporting", zones={"delivery-support": zone("x", reality=reality)}),
              changed(_one("supporting", zones={"delivery-support": zone("x", reality=reality)}), "one", title="Another"))
        for reality in ("drifting", "broken")
    ),
    State("zones, at adoption", ("zones-are-attested",), None, _one("supporting", zones={"delivery-support": {"says": "x"}, "ai-automation": {"says": "y"}})),
]  # fmt: skip

AGREED = _one("supporting", terms=[{"measure": "first response", "at_most": "4h"}])
SAID = "We give a first response within six hours."
MANY = org(FIRST_CORE, *(promise(f"p{number}", "supporting", "core") for number in range(7)))


def _signed(before: Org, identity: str, by: str, note: str = "It holds.") -> Org:
    """Return the organisation with the first link of a promise reviewed today by somebody."""
    first, *others = before[identity]["aligned_to"]
    return changed(
        before, identity, aligned_to=[{**first, "date": "2026-06-01", "by": by, "note": note}, *others]
    )


def _all_signed(before: Org) -> Org:
    for identity in [one for one in before if one != "core"]:
        before = _signed(before, identity, "@acme/owner")
    return before


def _attested_by(before: Org, by: str) -> Org:
    zones = before["one"]["zones"]
    told = {
        name: {**one, "attested": {**one["attested"], "by": by, "date": "2026-06-01"}}
        for name, one in zones.items()
    }
    return changed(before, "one", zones=told)


ENDED_LATER = _ending(_one("legacy"), "one")
OTHERS = [
    State("the last day brought forward", ("ending-notifies-audience",), ENDED_LATER, changed(ENDED_LATER, "one", ending={**ENDED_LATER["one"]["ending"], "date": "2026-06-20"})),
    State("notices taken away", ("ending-notifies-audience",), ENDED_LATER, changed(ENDED_LATER, "one", notices=None)),
    State("stops taken away", ("ending-reaches-every-zone",), ENDED_LATER, changed(ENDED_LATER, "one", ending={
        key: value for key, value in ENDED_LATER["one"]["ending"].items() if key != "zones"})),
    State("ended long ago", ("ending-notifies-audience",), _one("supporting"), _ending(_one("supporting"), "one", date="2026-02-01")),
    State("begun again and again", ("experimental-is-bounded",), CHAIN, changed(CHAIN, "c", experiment={"cohort": "40 beta customers", "started": "2026-05-20", "decide_by": "2026-11-10"})),
    State("terms that can't be compared", ("weakening-gives-notice",), TERMS, changed(TERMS, "one", terms=[{"measure": "response", "at_most": "5bd"}])),
    State("a Legacy without a last day", ("weakening-gives-notice", "legacy-is-recognised"), _one("legacy"), changed(_one("legacy"), "one", legacy={
        "made_to": "customers before 2021", "lives_in": ["contract"]})),
    State("a statement says more", ("words-and-terms-agree",), AGREED, changed(AGREED, "one", statement=SAID)),
    State("a zone says more", ("words-and-terms-agree",), AGREED, changed(AGREED, "one", zones={"delivery-support": {"says": SAID}, "ai-automation": {"says": "The bot."}})),
    State("both say more", ("words-and-terms-agree",), AGREED, changed(AGREED, "one", statement=SAID, zones={"delivery-support": {"says": SAID}, "ai-automation": {"says": "The bot."}})),
    State("a stranger reviews", ("answers-come-from-owners",), MANY, _signed(MANY, "p1", "@acme/strategy")),
    State("a stranger decides", ("answers-come-from-owners",), _one("supporting"), _ending(_one("supporting"), "one")),
    State("a stranger attests", ("answers-come-from-owners",), _one("supporting", zones={"delivery-support": zone("x")}),
          _attested_by(_one("supporting", zones={"delivery-support": zone("x")}), "@acme/strategy")),
    State("the waiver has expired", ("owner-is-accountable",), org(FIRST_CORE), changed(org(FIRST_CORE), "core", owner="tbd"),
          waiver("past", "owner-is-accountable", "core", **{"from": "2026-01-01", "until": "2026-02-01"})),
    State("the settings only warn", ("owner-is-accountable",), org(FIRST_CORE), changed(org(FIRST_CORE), "core", owner="tbd"),
          settings(enforcement={"owner-is-accountable": "warn"})),
    State("one note for seven", ("answers-come-from-owners",), MANY, _all_signed(MANY)),
]  # fmt: skip

ERASED = "bringing a file back is git's part, and the name of the commit that has it is the base's"
WORDS = [
    State("erased", ("no-erasure",), CHAIN, without(CHAIN, "c"), words=ERASED),
    State("rules and promises", ("policies-change-alone",), org(FIRST_CORE), _reworded(org(FIRST_CORE), "core"), edited=settings(enforcement={"review-is-due": "note"}),
          words="a change is divided by git, not by a command of this program"),
]  # fmt: skip

STATES: list[State] = [
    *ALIGNED, *PROPAGATES, *LAYERS, *DAYS, *CORE, *ENDS, *MOVES, *WHO, *OTHERS, *WORDS,
]  # fmt: skip
