"""change-propagates and core-change-decides-legacy: what keeps them, what breaks them, and near misses."""

from __future__ import annotations

from cases import each_of
from scenario import (
    PACK,
    acme,
    blocking,
    changed,
    ended,
    found,
    judged,
    org,
    policy,
    promise,
    realigned,
    settings,
    with_made,
    without,
)


def reworded():
    return changed(acme(), "reliable", statement="We are the most reliable of all.")


def test_a_reworded_core_asks_its_direct_dependents_and_every_legacy_promise():
    assert blocking(judged(acme(), reworded())) == {
        ("change-propagates", "four-hours"),
        ("change-propagates", "phone-support"),
        ("core-change-decides-legacy", "phone-support"),
        ("core-change-decides-legacy", "free-parking"),
    }


def test_a_review_passes_the_question_on_to_the_reviewers_own_dependents():
    after = realigned(reworded(), "four-hours", "reliable")
    assert {p for policy_id, p in blocking(judged(acme(), after)) if policy_id == "change-propagates"} == {
        "named-csm", "ai-summary", "phone-support",
    }  # fmt: skip


def test_answering_everything_passes():
    after = reworded()
    for one, target in (
        ("four-hours", "reliable"),
        ("phone-support", "reliable"),
        ("named-csm", "four-hours"),
        ("ai-summary", "four-hours"),
    ):
        after = realigned(after, one, target)
    after["free-parking"]["aligned_to"].append(
        {
            "promise": "reliable",
            "revision": after["phone-support"]["aligned_to"][0]["revision"],
            "date": "2026-06-01",
        }
    )
    assert judged(acme(), after).verdict == "pass"


@each_of(
    ("edit", "why"),
    [
        ({"title": "Most reliable"}, "a title is not the wording"),
        ({"statement": "We  promise\n reliable. "}, "white space is not the wording"),
        ({"owner": "@acme/other"}, "an owner is not the wording"),
        ({"notes": "Discussed again."}, "notes are not the wording"),
    ],
)
def test_an_edit_that_is_no_new_revision_asks_nobody(edit, why):
    assert judged(acme(), changed(acme(), "reliable", **edit)).verdict == "pass", why


def test_a_proposed_promise_is_not_asked():
    assert "draft" not in {one for _, one in blocking(judged(acme(), reworded()))}


def test_becoming_active_asks_for_a_link_that_was_left_stale():
    base = reworded()
    after = changed(base, "draft", status="active")
    assert ("change-propagates", "draft") in blocking(judged(base, after))


def test_a_new_promise_must_be_current_from_its_first_day():
    fresh = promise("fresh", "supporting", "reliable")
    assert judged(acme(), with_made(acme(), fresh)).verdict == "pass"
    unreviewed = {**fresh, "aligned_to": [{"promise": "reliable"}]}
    verdict = judged(acme(), {**acme(), "fresh": unreviewed})
    assert blocking(verdict) == {("change-propagates", "fresh")}
    assert "never reviewed" in found(verdict, "change-propagates")[0].message


def test_a_link_to_no_promise_blocks_and_names_it():
    after = {**acme(), "fresh": {**promise("fresh", "supporting"), "aligned_to": [{"promise": "reliabel"}]}}
    finding = found(judged(acme(), after), "change-propagates")[0]
    assert (finding.promise, finding.target) == ("fresh", "reliabel")
    assert '"reliabel", which is not in the stack' in finding.message


def test_dropping_the_link_is_no_answer_while_the_target_goes_on():
    after = reworded()
    after["four-hours"]["aligned_to"] = [
        {"promise": "fast", "revision": acme()["quick-setup"]["aligned_to"][0]["revision"]}
    ]
    finding = next(f for f in found(judged(acme(), after), "change-propagates") if f.promise == "four-hours")
    assert "dropped its alignment" in finding.message


def test_dropping_the_link_to_an_unchanged_promise_is_free():
    after = changed(acme(), "quick-setup", aligned_to=acme()["four-hours"]["aligned_to"])
    assert judged(acme(), after).verdict == "pass"


def test_a_target_that_ended_asks_its_dependents():
    after = ended(acme(), "four-hours")
    asked = {one for policy_id, one in blocking(judged(acme(), after)) if policy_id == "change-propagates"}
    assert asked == {"named-csm", "ai-summary"}


def test_a_link_left_stale_is_asked_again_only_when_its_target_changes_again():
    base = reworded()
    quiet = changed(base, "four-hours", notes="Nothing to do with it.")
    verdict = judged(base, quiet)
    assert verdict.verdict == "pass"
    assert not any(f.preexisting for f in found(verdict, "change-propagates")), "nothing asked for this link"
    touched = base["four-hours"]["aligned_to"][0] | {"note": "Looked at it, later."}
    edited = changed(base, "four-hours", aligned_to=[touched])
    assert [
        f.preexisting for f in found(judged(base, edited), "change-propagates") if f.promise == "four-hours"
    ] == [True]
    again = changed(base, "reliable", statement="And the most modest.")
    assert ("change-propagates", "four-hours") in blocking(judged(base, again))


def test_a_stale_link_whose_target_then_ends_is_asked_again():
    base = reworded()
    assert ("change-propagates", "four-hours") in blocking(judged(base, ended(base, "reliable")))


class TestLegacy:
    def test_legacy_linked_asks_only_those_aligned_before_or_after(self):
        rules = {**PACK, **settings(params={"core-change-decides-legacy": {"legacy": "linked"}})}
        asked = {
            p
            for policy_id, p in blocking(judged(acme(), reworded(), rules=rules))
            if policy_id.startswith("core")
        }
        assert asked == {"phone-support"}
        dropped = changed(reworded(), "phone-support", aligned_to=[])
        assert ("core-change-decides-legacy", "phone-support") in blocking(
            judged(acme(), dropped, rules=rules)
        )

    def test_an_ending_answers(self):
        after = ended(ended(reworded(), "free-parking"), "phone-support")
        assert not found(judged(acme(), after), "core-change-decides-legacy")

    def test_after_an_ended_core_a_link_to_its_successor_answers(self):
        heir = with_made(acme(), promise("heir", "core"))
        after = ended(heir, "reliable", "superseded", superseded_by=["heir"])
        asked = {f.promise for f in found(judged(acme(), after), "core-change-decides-legacy")}
        assert asked == {"phone-support", "free-parking"}
        link = {"promise": "heir", "revision": "present"}
        for legacy in ("phone-support", "free-parking"):
            after[legacy]["aligned_to"].append(link)
        from scenario import reviewed

        answered = reviewed(after)
        assert not found(judged(acme(), answered), "core-change-decides-legacy")

    def test_after_a_core_retired_without_successor_any_active_core_answers(self):
        after = ended(acme(), "reliable")
        asked = {f.promise for f in found(judged(acme(), after), "core-change-decides-legacy")}
        assert asked == {"phone-support"}, "free-parking is aligned to the other Core, and current"

    def test_a_new_core_asks_every_legacy_promise(self):
        after = with_made(acme(), promise("bold", "core"))
        asked = {f.promise for f in found(judged(acme(), after), "core-change-decides-legacy")}
        assert asked == {"phone-support", "free-parking"}

    def test_a_proposed_core_asks_nobody(self):
        after = with_made(acme(), promise("bold", "core", status="proposed"))
        assert not found(judged(acme(), after), "core-change-decides-legacy")

    def test_a_core_that_becomes_legacy_is_not_asked_about_itself(self):
        after = changed(
            acme(),
            "fast",
            layer="legacy",
            legacy={"made_to": "all", "lives_in": ["web"], "honour_until": "forever"},
        )
        asked = {f.promise for f in found(judged(acme(), after), "core-change-decides-legacy")}
        assert "fast" not in asked
        assert asked == {"phone-support", "free-parking"}

    def test_erasing_a_core_is_left_to_no_erasure(self):
        verdict = judged(acme(), without(acme(), "fast"))
        assert not found(verdict, "core-change-decides-legacy")
        assert ("no-erasure", "fast") in blocking(verdict)

    def test_a_finding_names_the_legacy_promise_and_the_core_as_its_target(self):
        finding = found(judged(acme(), reworded()), "core-change-decides-legacy")[0]
        assert (finding.promise, finding.target) == ("free-parking", "reliable")


def test_remedies_name_the_command_that_records_the_review():
    finding = next(
        f for f in found(judged(acme(), reworded()), "change-propagates") if f.promise == "four-hours"
    )
    assert finding.remedy.startswith('pas-gov realign four-hours --to reliable --note "<WHY IT STILL HOLDS>"')
    assert finding.commands == (
        ("realign", "four-hours", "--to", "reliable", "--note", "<WHY IT STILL HOLDS>"),
    )


def test_a_policy_sees_the_fields_that_the_contract_names():
    rules = policy(
        "seen",
        scope="alignment",
        require='!link.affected || (link.was == "current" && link.recorded != "" && link.by != "")',
    )
    assert judged(acme(), reworded(), rules=rules).verdict == "pass"
    assert org(promise("a", "core"))
