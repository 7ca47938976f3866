"""aligned-to-a-core, stack-has-a-core, the legal moves, policies-change-alone."""

from __future__ import annotations

import itertools

from cases import each_of
from scenario import (
    PACK,
    acme,
    blocking,
    changed,
    ended,
    files_of,
    found,
    judged,
    org,
    promise,
    settings,
    waiver,
    with_made,
)

LAYERS = ("core", "supporting", "conditional", "experimental", "legacy")


class TestAlignedToACore:
    def made(self, *records):
        return {
            one
            for policy, one in blocking(judged(acme(), with_made(acme(), *records)))
            if policy == "aligned-to-a-core"
        }

    def test_directly_or_through_active_promises(self):
        assert self.made(promise("one", "supporting", "fast"), promise("two", "conditional", "one")) == set()

    def test_to_nothing(self):
        assert self.made(promise("loose", "supporting")) == {"loose"}

    def test_through_a_promise_that_is_not_active(self):
        assert self.made(promise("loose", "conditional", "draft")) == {"loose"}

    def test_a_proposal_may_be_loose(self):
        assert self.made(promise("loose", "supporting", status="proposed")) == set()

    def test_a_core_serves_no_other_layer(self):
        assert self.made(promise("odd", "core", "quick-setup")) == {"odd"}
        assert self.made(promise("grand", "core", "fast")) == set()

    def test_a_promise_is_asked_when_the_way_to_its_core_breaks_further_up(self):
        after = ended(acme(), "reliable")
        asked = {one for policy, one in blocking(judged(acme(), after)) if policy == "aligned-to-a-core"}
        assert asked == {"four-hours", "named-csm", "ai-summary", "phone-support"}

    def test_one_that_was_loose_before_is_shown_apart(self):
        base = {**acme(), "loose": promise("loose", "supporting")}
        verdict = judged(base, changed(base, "loose", notes="Still."))
        assert verdict.verdict == "pass"
        assert [f.preexisting for f in found(verdict, "aligned-to-a-core")] == [True]


class TestStackHasACore:
    def test_the_last_core_may_not_go(self):
        base = org(promise("only", "core"))
        verdict = judged(base, ended(base, "only"))
        assert ("stack-has-a-core", "") in blocking(verdict)

    def test_nor_may_there_be_four(self):
        two = with_made(acme(), promise("three", "core"))
        assert not found(judged(acme(), two), "stack-has-a-core")
        four = with_made(two, promise("four", "core"))
        assert ("stack-has-a-core", "") in blocking(judged(two, four))

    def test_a_stack_that_had_none_goes_on_but_is_told(self):
        base = org(promise("draft", "core", status="proposed"))
        verdict = judged(base, changed(base, "draft", notes="x"))
        assert (verdict.verdict, [f.preexisting for f in found(verdict, "stack-has-a-core")]) == (
            "pass",
            [True],
        )

    def test_max_is_a_parameter(self):
        rules = {**PACK, **settings(params={"stack-has-a-core": {"max": 2}})}
        verdict = judged(acme(), with_made(acme(), promise("three", "core")), rules=rules)
        assert ("stack-has-a-core", "") in blocking(verdict)


LEGAL_STATUS = {
    ("proposed", "active"),
    ("proposed", "retired"),
    ("active", "superseded"),
    ("active", "retired"),
}


@each_of(
    ("before", "after"), list(itertools.permutations(("proposed", "active", "superseded", "retired"), 2))
)
def test_status_moves(before, after):
    base = changed(acme(), "quick-setup", status=before)
    verdict = judged(base, changed(base, "quick-setup", status=after))
    assert (("status-moves-are-legal", "quick-setup") not in blocking(verdict)) is (
        (before, after) in LEGAL_STATUS
    )


def test_a_reinstatement_passes_with_a_waiver():
    base = changed(acme(), "quick-setup", status="retired")
    rules = {**PACK, **waiver("back", "status-moves-are-legal", "quick-setup")}
    verdict = judged(base, changed(base, "quick-setup", status="active"), rules=rules)
    assert (verdict.verdict, verdict.judgement.waivers) == ("pass", (("back", "used"),))


LEGAL_LAYERS = {
    ("experimental", "supporting"), ("experimental", "conditional"), ("supporting", "core"),
    ("supporting", "conditional"), ("supporting", "legacy"), ("conditional", "supporting"),
    ("conditional", "legacy"), ("core", "supporting"), ("core", "legacy"),
}  # fmt: skip


@each_of(("before", "after"), list(itertools.permutations(LAYERS, 2)))
@each_of("status", ["active", "proposed", "retired"])
def test_layer_moves(before, after, status):
    base = {**acme(), "one": promise("one", before, status=status)}
    verdict = judged(base, changed(base, "one", layer=after))
    legal = status == "proposed" or (before, after) in LEGAL_LAYERS
    assert (("layer-moves-are-legal", "one") not in blocking(verdict)) is legal


class TestPoliciesChangeAlone:
    def both(self, **other):
        after = {**files_of(changed(acme(), "quick-setup", notes="x"))}
        return judged(files_of(acme()), after, after_rules={**PACK, **other})

    @each_of(
        "path",
        [
            "policies/extra.yaml",
            "policies/tests/no-erasure.yaml",
            "policies/waivers/odd.txt",
            "policies/notes.txt",
        ],
    )
    def test_a_promise_and_anything_under_policies(self, path):
        assert ("policies-change-alone", "") in blocking(
            self.both(**{path: PACK["policies/no-erasure.yaml"].replace("no-erasure", "extra")})
        )

    def test_a_promise_and_the_settings(self):
        assert ("policies-change-alone", "") in blocking(self.both(**settings()))

    def test_a_promise_and_a_readme(self):
        assert self.both(**{"policies/README.md": "# Policies"}).verdict == "pass"

    def test_rules_alone(self):
        verdict = judged(acme(), acme(), after_rules={**PACK, **settings()})
        assert (verdict.verdict, verdict.under_head.verdict) == ("pass", "pass")

    def test_deleting_a_policy_beside_a_promise(self):
        rest = {path: text for path, text in PACK.items() if "no-erasure" not in path}
        verdict = judged(acme(), changed(acme(), "quick-setup", notes="x"), after_rules=rest)
        assert ("policies-change-alone", "") in blocking(verdict)

    def test_not_in_the_first_change_of_all(self):
        first = org(
            promise("only", "core"), promise("one", "legacy", "only"), promise("two", "supporting", "only")
        )
        verdict = judged({}, files_of(first), rules={}, after_rules=PACK, bootstrap=True)
        assert (verdict.verdict, verdict.policies_from) == ("pass", "head")
