"""Each writing command: what it records, what it refuses, and what it asks for."""

from __future__ import annotations

import json
import re
import shlex

import pytest
import yaml
from scenario import acme, files_of, org, promise, zone

from pas_gov.model.stack.revision import revision, wording

pytestmark = pytest.mark.whole

CORE, RESPONSE = "promises/core/reliable.yaml", "promises/supporting/four-hours.yaml"


def record(owner, path):
    return yaml.load(owner.text(path), yaml.BaseLoader)


def revision_at(owner, path):
    """Return the present revision of a promise, worked out from its file."""
    return revision(yaml.safe_load(json.dumps(record(owner, path))))


def wording_at(owner, path):
    return wording(yaml.safe_load(json.dumps(record(owner, path))))


class TestAmend:
    def test_one_part_changes_and_nothing_else(self, owner):
        before = owner.text(CORE)
        said = owner.ok("amend", "reliable", "--title", "The most reliable")
        after = owner.text(CORE)
        assert [line for line in after.splitlines() if line not in before.splitlines()] == [
            ' "title": "The most reliable",'
        ]
        assert "reliable: edited." in said
        assert "Wrote 1 file." in said

    def test_it_shows_the_difference(self, owner):
        said = owner.ok("amend", "reliable", "--title", "The most reliable")
        assert '\n- "title": "Reliable",\n+ "title": "The most reliable",\n' in said

    def test_a_dry_run_shows_the_difference_and_writes_nothing(self, owner):
        before = owner.files()
        said = owner.ok("amend", "reliable", "--title", "The most reliable", "--dry-run")
        assert '+ "title": "The most reliable",' in said
        assert "Nothing was written (--dry-run): 1 file would be." in said
        assert owner.files() == before

    def test_who_must_answer_is_told(self, owner):
        said = owner.ok("amend", "reliable", "--statement", "We are reliable for enterprises.")
        assert "3 promises must answer" in said
        assert "- four-hours (change-propagates)" in said
        assert "- free-parking (core-change-decides-legacy)" in said
        assert "- phone-support (change-propagates, core-change-decides-legacy)" in said

    def test_a_weaker_term_without_a_notice_is_refused_by_name(self, owner):
        before = owner.files()
        said = owner.run("amend", "four-hours", "--term", "response at most 6h")
        assert said.status == 1
        assert "weakening-gives-notice" in said.told
        assert owner.files() == before

    def test_with_a_notice_it_is_written(self, owner):
        owner.ok(
            "amend",
            "four-hours",
            "--term",
            "response at most 6h",
            "--notice",
            "customers=Six hours from July on.",
        )
        after = record(owner, RESPONSE)
        assert after["terms"] == [{"measure": "response", "at_most": "6h"}]
        assert after["notices"] == [
            {"audience": "customers", "date": "2026-06-01", "says": "Six hours from July on."}
        ]

    def test_forced_it_is_written_and_said_so(self, owner):
        said = owner.run("amend", "four-hours", "--term", "response at most 6h", "--force")
        assert said.status == 0
        assert "FORCED" in said.out
        assert "weakening-gives-notice" in said.told
        assert record(owner, RESPONSE)["terms"][0]["at_most"] == "6h"

    def test_what_was_blocked_before_is_no_reason_to_refuse(self, owner):
        owner.ok("amend", "four-hours", "--term", "response at most 6h", "--force")
        said = owner.ok("amend", "four-hours", "--title", "Six hours")
        assert "Before it can be merged, 1 promise must answer" not in said or "four-hours" in said

    def test_nothing_to_change_writes_nothing(self, owner):
        before = owner.files()
        assert "Nothing to write" in owner.ok("amend", "reliable", "--title", "Reliable")
        assert owner.files() == before

    def test_an_experiment_grows_up_and_its_file_moves(self, owner):
        said = owner.ok(
            "amend", "ai-summary", "--layer", "supporting", "--notice", "customers=It is for all now."
        )
        assert (
            "--- a/promises/experimental/ai-summary.yaml\n+++ b/promises/supporting/ai-summary.yaml\n" in said
        )
        assert "Wrote 1 file" not in said
        after = record(owner, "promises/supporting/ai-summary.yaml")
        assert after["layer"] == "supporting"
        assert "experiment" not in after
        assert "promises/experimental/ai-summary.yaml" not in owner.files()
        assert "experimental-ends-cleanly" not in owner.gate().told

    @pytest.mark.parametrize(
        ("options", "key", "value"),
        [
            (["--owner", "@acme/new"], "owner", "@acme/new"),
            (["--audience", "customers", "--audience", "partners"], "audience", ["customers", "partners"]),
            (["--zone", "doc=Docs say it in bold."], ("zones", "documentation-knowledge", "says"), "Docs say it in bold."),
            (["--zone", "ai-automation"], ("zones", "ai-automation"), {}),
            (["--surface", "sales=playbooks/x.md"], ("zones", "sales-marketing", "surfaces"), [{"path": "playbooks/x.md"}]),
            (["--surface", "sales=https://a.example"], ("zones", "sales-marketing", "surfaces"), [{"url": "https://a.example"}]),
            (["--leave", "delivery-support"], ("zones", "delivery-support", "left"), {"date": "2026-06-01", "by": "ada@acme.example"}),
            (["--leave", "sales"], ("zones", "sales-marketing", "left"), {"date": "2026-06-01", "by": "ada@acme.example"}),
            (["--term", "uptime at least 99.9%"], "terms", [{"measure": "response", "at_most": "4h"}, {"measure": "uptime", "at_least": "99.9%"}]),
            (["--term", "response <= 3h"], "terms", [{"measure": "response", "at_most": "3h"}]),
            (["--review-by", "+90d"], "review_by", "2026-08-30"),
            (["--tag", "support"], "tags", ["support"]),
            (["--notes", "See the minutes."], "notes", "See the minutes."),
            (["--source", "Minutes"], ("made", "source"), "Minutes"),
        ],
    )  # fmt: skip
    def test_each_part(self, owner, options, key, value):
        owner.ok("amend", "four", *options)
        found = record(owner, RESPONSE)
        for name in (key,) if isinstance(key, str) else key:
            found = found[name]
        assert found == value

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ([], "no option says what is to change"),
            (["--term", "faster"], "isn't a term"),
            (["--term", "response at most fast"], "is no number, percentage or duration"),
            (["--drop-term", "speed"], 'no term of the measure "speed"'),
            (["--leave", "kitchen"], 'no zone "kitchen"'),
            (["--why", "w"], "hasn't ended, so it has no ending"),
            (["--note", "x"], "no --aligned-to names one"),
            (["--aligned-to", "fast"], "this is missing: --note TEXT"),
            (["--aligned-to", "fast", "--note", " "], "--note says nothing: it is empty"),
            (["--zone", "kitchen=x"], 'no zone "kitchen"'),
            (["--drop-alignment", "fast"], 'no alignment to "fast"'),
            (["--stop", "doc"], "hasn't ended"),
            (["--title", " "], "--title says nothing: it is empty"),
            (["--review-by", "tomorrow"], "no day of the calendar"),
            (["--review-by", "+90"], "+90d for days"),
            (["--review-by", "03/04/2027"], "can be read both ways: 3 April 2027, or 4 March 2027; write 2027-04-03, or 2027-03-04"),
            (["--clear", "terms"], "--drop-term"),
            (["--audience", "tbd"], "--audience says nothing"),
            (["--title", "a\x1b[31mb"], "U+001B"),
        ],
    )  # fmt: skip
    def test_wrong_input_is_told_and_nothing_is_written(self, owner, options, said):
        before = owner.files()
        ended = owner.run("amend", "four-hours", *options)
        assert ended.status in (2, 3)
        assert said in ended.told
        assert owner.files() == before

    def test_a_review_is_of_what_it_becomes(self, owner):
        owner.ok("amend", "four-hours", "--statement", "We respond at once.", "--drop-alignment", "reliable",
                 "--aligned-to", "fast", "--note", "At once is fast.")  # fmt: skip
        (link,) = record(owner, RESPONSE)["aligned_to"]
        assert (link["promise"], link["note"]) == ("fast", "At once is fast.")
        assert link["revision"] == revision_at(owner, "promises/core/fast.yaml")

    def test_an_ending_is_completed_and_one_that_is_none_taken_away(self, owner):
        owner.ok("retire", "four-hours", "--why", "Nobody asks.", "--notice", "all=It ends.", "--stop", "all")
        owner.ok(
            "amend", "four-hours", "--on", "2026-12-01", "--why", "Bots do it.", "--decided-by", "@acme/board"
        )
        ending = record(owner, RESPONSE)["ending"]
        assert (ending["date"], ending["why"], ending["decided_by"]) == (
            "2026-12-01",
            "Bots do it.",
            "@acme/board",
        )
        assert "has ended, so its ending stays" in owner.run("amend", "four-hours", "--drop-ending").told
        text = (
            owner.text(RESPONSE).replace('"retired"', '"active"').replace("status: retired", "status: active")
        )
        owner.repo.write({RESPONSE: text})
        owner.ok("amend", "four-hours", "--drop-ending")
        assert "ending" not in record(owner, RESPONSE)

    def test_at_a_terminal_it_asks_what_changes(self, owner):
        owner.ok("amend", "reliable", answers="title\nMore reliable\nyes\n")
        assert record(owner, CORE)["title"] == "More reliable"


class TestRealign:
    def test_a_review_renews_the_link_where_it_stands(self, owner):
        owner.ok("amend", "reliable", "--statement", "We are reliable for enterprises.")
        owner.ok("realign", "four-hours", "--to", "reliable", "--note", "Still holds.")
        (link,) = record(owner, RESPONSE)["aligned_to"]
        assert link == {
            "promise": "reliable", "revision": revision_at(owner, CORE), "date": "2026-06-01",
            "by": "ada@acme.example", "note": "Still holds.",
        }  # fmt: skip

    def test_without_a_target_it_is_the_one_that_waits(self, owner):
        owner.ok("amend", "reliable", "--statement", "We are reliable for enterprises.")
        owner.ok("realign", "four-hours", "--note", "Still holds.")
        assert record(owner, RESPONSE)["aligned_to"][0]["revision"] == revision_at(owner, CORE)

    def test_a_cascade_needs_one_pass(self, owner):
        owner.ok("amend", "reliable", "--statement", "We are reliable for enterprises.")
        said = owner.ok(
            "realign", "--all-dependents-of", "reliable", "--cascade", "--note", "Workshop of 1 June."
        )
        assert "1 of those that were reviewed is a proposal." in said
        assert "The same note stands in 5 reviews" in " ".join(said.split())
        assert "1 promise must answer" in said, "a Legacy promise that isn't aligned to it decides, too"
        owner.ok("realign", "free-parking", "--to", "reliable", "--note", "Still honoured.")
        owner.repo.commit("Reviewed")
        assert owner.gate().status == 0, owner.gate().out

    def test_a_cascade_goes_through_those_that_rest_on_each_other_too(self, owner_of):
        owner = owner_of(
            org(
                promise("top", "core"),
                promise("a", "supporting", "top"),
                promise("b", "supporting", "top", "a"),
            )
        )
        owner.ok("amend", "top", "--statement", "We promise everything.")
        said = owner.ok("realign", "--all-dependents-of", "top", "--cascade", "--note", "x")
        assert "must answer" not in said
        owner.repo.commit("Reviewed")
        assert owner.gate().status == 0

    def test_without_a_cascade_those_that_rest_on_them_wait(self, owner):
        owner.ok("amend", "reliable", "--statement", "We are reliable for enterprises.")
        said = owner.ok("realign", "--all-dependents-of", "reliable", "--note", "Workshop of 1 June.")
        assert "- ai-summary (change-propagates)" in said
        assert "- named-csm (change-propagates)" in said

    def test_proposals_are_reviewed_as_well_and_said_to_be_some(self, owner_of):
        unreviewed = [{"promise": "top"}]
        owner = owner_of(
            org(
                promise("top", "core"),
                promise("running", "supporting", aligned_to=unreviewed),
                promise("imported", "supporting", status="proposed", aligned_to=unreviewed),
                promise("below", "supporting", status="proposed", aligned_to=[{"promise": "imported"}]),
            )
        )
        said = owner.ok("realign", "--all-dependents-of", "top", "--cascade", "--note", "Workshop of 1 June.")
        assert "imported, a proposal: reviewed against the present top." in said
        assert "running: reviewed against the present top." in said
        assert "2 of those that were reviewed are proposals." in said
        for one in ("running", "imported", "below"):
            assert record(owner, f"promises/supporting/{one}.yaml")["aligned_to"][0]["date"] == "2026-06-01"

    def test_a_new_link_is_added(self, owner):
        owner.ok("realign", "quick-setup", "--to", "reliable", "--note", "It serves both.")
        links = record(owner, "promises/supporting/quick-setup.yaml")["aligned_to"]
        assert [link["promise"] for link in links] == ["fast", "reliable"]

    def test_all_dependents_of_what_has_ended_follow_to_what_follows_it(self, owner):
        owner.ok("supersede", "reliable", "--by", "fast", "--why", "w", "--notice", "all=x", "--stop", "all")
        owner.ok("realign", "--all-dependents-of", "reliable", "--cascade", "--note", "Workshop of 1 June.")
        owner.repo.commit("Reviewed")
        assert owner.gate().status == 0, owner.gate().out

    def test_a_link_to_what_has_ended_becomes_one_to_what_follows(self, owner):
        owner.ok("supersede", "reliable", "--by", "fast", "--why", "w", "--notice", "all=x", "--stop", "all")
        owner.ok("realign", "four-hours", "--to", "fast", "--note", "Still holds.")
        (link,) = record(owner, RESPONSE)["aligned_to"]
        assert (link["promise"], link["revision"]) == ("fast", revision_at(owner, "promises/core/fast.yaml"))

    def test_no_link_stays_to_what_the_target_follows(self, owner):
        owner.ok("realign", "four-hours", "--to", "fast", "--note", "It serves both.")
        owner.ok("supersede", "reliable", "--by", "fast", "--why", "Why not.", "--notice", "all=It ends.", "--stop", "all",
                 "--repoint", "four-hours", "--note", "Holds.")  # fmt: skip
        (link,) = record(owner, RESPONSE)["aligned_to"]
        assert link["promise"] == "fast"

    def test_a_link_to_something_else_stays(self, owner):
        owner.ok("realign", "quick-setup", "--to", "reliable", "--note", "It serves both.")
        owner.ok("realign", "quick-setup", "--to", "four-hours", "--note", "And that.")
        links = record(owner, "promises/supporting/quick-setup.yaml")["aligned_to"]
        assert [link["promise"] for link in links] == ["fast", "reliable", "four-hours"]

    def test_a_circle_is_refused_even_by_force(self, owner):
        before = owner.files()
        said = owner.run("realign", "reliable", "--to", "named-csm", "--note", "x", "--force")
        assert said.status == 1
        assert "cycle-aligned-to" in said.told
        assert owner.files() == before

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ([], "this is missing: ID"),
            (["four-hours", "--to", "reliable"], "this is missing: --note TEXT"),
            (["four-hours", "--to", "reliable", "--note", " "], "--note says nothing: it is empty"),
            (["four-hours", "--to", "four-hours", "--note", "x"], "can't be reviewed against itself"),
            (["nobody", "--to", "reliable", "--note", "x"], 'there is no promise "nobody"'),
            (["four-hours", "--to", "relaible", "--note", "x"], 'did you mean "reliable"?'),
            (["four-hours", "--all-dependents-of", "reliable", "--note", "x"], "not both"),
            (["--all-dependents-of", "reliable", "--to", "fast", "--note", "x"], '"reliable" goes on'),
        ],
    )
    def test_wrong_input_is_told_and_nothing_is_written(self, owner, arguments, said):
        before = owner.files()
        ended = owner.run("realign", *arguments)
        assert ended.status == 2
        assert said in ended.told
        assert owner.files() == before


class TestEndings:
    def test_a_retirement_is_recorded_whole(self, owner):
        owner.ok(
            "retire",
            "free-parking",
            "--why",
            "Nobody drives.",
            "--notice",
            "customers=It ends.",
            "--decided-by",
            "@acme/board",
        )
        after = record(owner, "promises/legacy/free-parking.yaml")
        assert after["status"] == "retired"
        assert after["ending"] == {"date": "2026-08-30", "why": "Nobody drives.", "decided_by": "@acme/board"}
        assert after["notices"] == [{"audience": "customers", "date": "2026-06-01", "says": "It ends."}]

    def test_its_last_day_is_the_first_that_the_notices_allow(self, owner):
        """90 days for a Legacy promise, 30 for a Supporting one."""
        owner.ok(
            "retire",
            "four-hours",
            "--why",
            "w",
            "--notice",
            "all=x",
            "--stop",
            "all",
            "--told-on",
            "2026-06-11",
        )
        assert record(owner, RESPONSE)["ending"]["date"] == "2026-07-11"

    def test_each_zone_stops(self, owner):
        owner.ok(
            "retire",
            "four-hours",
            "--why",
            "w",
            "--notice",
            "all=x",
            "--stop",
            "all=2026-08-01",
            "--stop",
            "doc=2026-07-20",
        )
        assert record(owner, RESPONSE)["ending"]["zones"] == {
            "delivery-support": {"stopped_on": "2026-08-01", "by": "ada@acme.example"},
            "documentation-knowledge": {"stopped_on": "2026-07-20", "by": "ada@acme.example"},
        }

    @pytest.mark.parametrize(
        ("left_out", "policy"),
        [("--notice", "ending-notifies-audience"), ("--stop", "ending-reaches-every-zone")],
    )
    def test_half_an_ending_is_refused_by_name(self, owner, left_out, policy):
        before = owner.files()
        options = {"--why": "w", "--notice": "customers=x", "--stop": "all"}
        given = [word for option, value in options.items() if option != left_out for word in (option, value)]
        said = owner.run("retire", "four-hours", *given)
        assert said.status == 1
        assert policy in said.told
        assert owner.files() == before

    def test_too_early_an_end_is_refused(self, owner):
        said = owner.run("retire", "free-parking", "--why", "w", "--notice", "all=x", "--on", "2026-06-02")
        assert said.status == 1
        assert "ending-notifies-audience" in said.told

    def test_a_zone_that_stops_later_than_planned_keeps_its_evidence(self, owner):
        owner.ok("retire", "four-hours", "--why", "w", "--notice", "all=x", "--stop", "all")
        text = re.sub(
            r"(documentation-knowledge\"?: \{)(\"?stopped_on)", r"\1evidence: seen, \2", owner.text(RESPONSE)
        )
        owner.repo.write({RESPONSE: text})
        owner.ok("amend", "four-hours", "--stop", "doc=2026-09-02")
        stop = record(owner, RESPONSE)["ending"]["zones"]["documentation-knowledge"]
        assert stop == {"stopped_on": "2026-09-02", "by": "ada@acme.example", "evidence": "seen"}

    def test_the_last_core_isnt_retired(self, owner_of):
        owner = owner_of(org(promise("only", "core")))
        said = owner.run("retire", "only", "--why", "w", "--notice", "all=x")
        assert said.status == 1
        assert "stack-has-a-core" in said.told

    def test_why_is_missing(self, owner):
        said = owner.run("retire", "free-parking")
        assert said.status == 2
        assert "this is missing: --why TEXT (why it ends)" in said.told

    def test_what_has_ended_cant_end_again(self, owner):
        owner.ok("retire", "free-parking", "--why", "w", "--notice", "all=x")
        assert "has ended already" in owner.run("retire", "free-parking", "--why", "w").told

    def test_a_successor_takes_over_and_dependents_follow_where_it_is_said(self, owner):
        said = owner.ok(
            "supersede", "reliable", "--by", "fast", "--why", "Speed.", "--notice", "all=x", "--stop", "all",
            "--repoint", "four-hours", "--note", "Speed counts.",
        )  # fmt: skip
        after = record(owner, CORE)
        assert (after["status"], after["ending"]["superseded_by"]) == ("superseded", ["fast"])
        (link,) = record(owner, RESPONSE)["aligned_to"]
        assert (link["promise"], link["note"]) == ("fast", "Speed counts.")
        assert "phone-support is still aligned to it" in said
        assert record(owner, "promises/legacy/phone-support.yaml")["aligned_to"][0]["promise"] == "reliable"

    def test_a_successor_that_rested_on_what_it_follows_doesnt_follow_itself(self, owner):
        owner.ok("realign", "fast", "--to", "reliable", "--note", "x")
        said = owner.run("supersede", "reliable", "--by", "fast", "--why", "w", "--notice", "all=x", "--stop", "all",
                         "--repoint", "all", "--note", "x", "--force")  # fmt: skip
        assert said.status == 0, said.told
        assert record(owner, RESPONSE)["aligned_to"][0]["promise"] == "fast"

    def test_a_proposed_successor_becomes_active(self, owner):
        owner.ok("new", "next", "--layer", "core", "--status", "proposed", "--title", "Next", "--statement", "We promise next.",
                 "--owner", "@acme/strategy", "--audience", "customers")  # fmt: skip
        said = owner.ok(
            "supersede", "reliable", "--by", "next", "--why", "w", "--notice", "all=x", "--stop", "all"
        )
        assert "next was proposed, and is active now" in said
        assert record(owner, "promises/core/next.yaml")["status"] == "active"

    def test_a_day_typed_at_a_terminal_is_read_as_the_option_reads_it(self, owner):
        for day, ends in (("31.12.2026", "2026-12-31"), ("01.12.2026", "write 2026-12-01, or 2026-01-12")):
            answers = "\n".join([day, "", "They were told.", "", "", ""])
            words = ("retire", "quick-setup", "--why", "It ends.", "--dry-run", "--force")
            assert ends in owner.run(*words, answers=answers).told

    def test_at_a_terminal_each_dependent_is_asked(self, owner):
        answers = "\n".join(["y", "n", "n", "Speed.", "", "", "They were told.", "Speed counts.", ""])
        said = owner.run("supersede", "reliable", "--by", "fast", answers=answers)
        assert said.status == 0, said.told
        assert record(owner, "promises/supporting/draft.yaml")["aligned_to"][0]["promise"] == "fast"
        assert record(owner, RESPONSE)["aligned_to"][0]["promise"] == "reliable"
        assert record(owner, CORE)["notices"][0]["says"] == "They were told."

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["reliable", "--by", "reliable", "--why", "w"], "can't follow itself"),
            (["reliable", "--by", "nobody", "--why", "w"], 'no promise "nobody"'),
            (["reliable", "--by", "reliable2", "--why", "w"], "pas-gov new reliable2 --layer core"),
            (
                ["reliable", "--by", "fast", "--why", "w", "--repoint", "quick-setup"],
                "isn't aligned to reliable",
            ),
            (
                ["reliable", "--by", "fast", "--why", "w", "--repoint", "four-hours"],
                "this is missing: --note",
            ),
            (["reliable", "--by", "fast"], "this is missing: --why"),
            (["reliable", "--by", "fast", "--why", "w", "--stop", "kitchen"], 'no zone "kitchen"'),
            (["reliable", "--by", "fast", "--why", "w", "--on", "soon"], "no day of the calendar"),
            (["reliable"], "this is missing: --by ID (the promise that follows it)"),
        ],
    )
    def test_wrong_input_is_told_and_nothing_is_written(self, owner, arguments, said):
        before = owner.files()
        ended = owner.run("supersede", *arguments)
        assert ended.status == 2
        assert said in ended.told
        assert owner.files() == before


class TestAttest:
    def test_a_zone_says_what_it_does_of_the_present_wording(self, owner):
        owner.ok(
            "attest",
            "four-hours",
            "delivery-support",
            "--reality",
            "drifting",
            "--note",
            "Five hours in May.",
            "--evidence",
            "dash/5",
        )
        assert record(owner, RESPONSE)["zones"]["delivery-support"]["attested"] == {
            "wording": wording_at(owner, RESPONSE), "date": "2026-06-01", "by": "ada@acme.example",
            "reality": "drifting", "note": "Five hours in May.", "evidence": "dash/5",
        }  # fmt: skip

    def test_the_beginnings_of_names_are_enough(self, owner):
        owner.ok("attest", "four", "doc", "--reality", "kept")
        assert record(owner, RESPONSE)["zones"]["documentation-knowledge"]["attested"]["date"] == "2026-06-01"

    def test_at_a_terminal_it_asks(self, owner):
        owner.ok("attest", "four-hours", answers="delivery-support\nbroken\n\nticket 7\n")
        attested = record(owner, RESPONSE)["zones"]["delivery-support"]["attested"]
        assert (attested["reality"], attested["evidence"]) == ("broken", "ticket 7")
        assert "note" not in attested

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["four-hours"], "this is missing: ZONE"),
            (["four-hours", "doc"], "--reality"),
            (["four-hours", "sales-marketing", "--reality", "kept"], "no entry for the zone"),
            (["four-hours", "nowhere", "--reality", "kept"], 'no zone "nowhere"'),
            (["reliable", "doc", "--reality", "kept"], "no entry for the zone"),
            (["four-hours", "doc", "--reality", "fine"], "'fine' is not one of"),
        ],
    )
    def test_wrong_input_is_told_and_nothing_is_written(self, owner, arguments, said):
        before = owner.files()
        ended = owner.run("attest", *arguments)
        assert ended.status == 2
        assert said in ended.told
        assert owner.files() == before


class TestNew:
    FAST_LANE = (
        "--layer", "supporting", "--title", "A fast lane", "--statement", "We have a fast lane.", "--owner", "@acme/ops",
        "--audience", "customers",
    )  # fmt: skip

    def test_a_promise_is_written_in_its_layers_folder_with_the_schema_for_editors(self, owner):
        owner.ok("new", "fast-lane", *self.FAST_LANE, "--aligned-to", "fast", "--note", "It serves speed.")
        text = owner.text("promises/supporting/fast-lane.yaml")
        assert (
            text
            == (
                "# yaml-language-server: $schema=../../.pas-gov/schemas/promise.json\n"
                "schema: pas.promise/v1\n"
                "id: fast-lane\n"
                "title: A fast lane\n"
                "layer: supporting\n"
                "status: active\n"
                'owner: "@acme/ops"\n'
                "made: {date: 2026-06-01}\n"
                "statement: |\n"
                "  We have a fast lane.\n"
                "audience: [customers]\n"
                "aligned_to:\n"
                f'  - {{promise: fast, revision: "{revision_at(owner, "promises/core/fast.yaml")}", date: 2026-06-01, by: ada@acme.example,\n'
                "      note: It serves speed.}\n"
            )
            or text.count("aligned_to:") == 1
        )
        owner.repo.commit("A fast lane")
        assert owner.gate().status == 0, owner.gate().out

    def test_the_id_is_made_from_the_title(self, owner):
        owner.ok("new", *self.FAST_LANE, "--aligned-to", "fast", "--note", "x")
        assert record(owner, "promises/supporting/a-fast-lane.yaml")["id"] == "a-fast-lane"

    def test_what_serves_no_core_is_asked_what_it_serves(self, owner):
        assert "this is missing: --aligned-to" in owner.run("new", "fast-lane", *self.FAST_LANE).told

    def test_a_proposal_may_be_incomplete(self, owner):
        owner.ok("new", "fast-lane", *self.FAST_LANE, "--status", "proposed")
        assert record(owner, "promises/supporting/fast-lane.yaml")["status"] == "proposed"

    def test_at_a_terminal_it_asks_for_everything(self, owner):
        answers = "\n".join(
            ["conditional", "We answer Pro customers first.", "", "@acme/ops", "", "The customer is Pro.", 'subject.plan == "pro"',
             "reliable", "It serves them.", "yes", ""]
        )  # fmt: skip
        owner.ok("new", answers=answers)
        after = record(owner, "promises/conditional/we-answer-pro-customers-first.yaml")
        assert after["title"] == "We answer Pro customers first"
        assert after["applies_when"] == {"says": "The customer is Pro.", "cel": 'subject.plan == "pro"'}
        assert after["audience"] == ["customers"]

    @pytest.mark.parametrize(
        ("layer", "missing"),
        [("conditional", ["--applies-when", "--cel"]), ("experimental", ["--cohort", "--started", "--decide-by"]),
         ("legacy", ["--made-to", "--lives-in", "--honour-until"])],
    )  # fmt: skip
    def test_what_a_layer_needs_is_missing(self, owner, layer, missing):
        said = owner.run(
            "new", "x", *self.FAST_LANE[2:], "--layer", layer, "--aligned-to", "fast", "--note", "x"
        )
        assert said.status == 2
        assert [option for option in missing if option not in said.told] == []

    def test_everything_that_is_missing_is_told_at_once(self, owner):
        said = owner.run("new")
        assert said.status == 2
        assert [
            option
            for option in ("--layer", "--statement", "--title", "--owner", "--audience")
            if option not in said.told
        ] == []

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["reliable", *FAST_LANE, "--aligned-to", "fast", "--note", "x"], 'a promise "reliable" already'),
            (["Fast Lane", *FAST_LANE, "--aligned-to", "fast", "--note", "x"], "the record would be invalid"),
            (["../../x", *FAST_LANE, "--aligned-to", "fast", "--note", "x"], "the record would be invalid"),
        ],
    )
    def test_wrong_input_is_told_and_nothing_is_written(self, owner, arguments, said):
        before = owner.files()
        ended = owner.run("new", *arguments)
        assert ended.status == 2
        assert said in ended.told
        assert owner.files() == before

    def test_a_condition_that_doesnt_compile_is_refused(self, owner):
        said = owner.run("new", "x", *self.FAST_LANE[2:], "--layer", "conditional", "--aligned-to", "fast", "--note", "x",
                         "--applies-when", "Pro", "--cel", "subject.plan ==")  # fmt: skip
        assert said.status in (1, 2)


class TestWaive:
    WAIVED = (
        "ending-notifies-audience",
        "phone-support",
        "--reason",
        "All were called.",
        "--approved-by",
        "@acme/legal",
    )

    def test_a_waiver_is_a_file_of_its_own(self, owner):
        owner.ok("waive", *self.WAIVED, "--until", "+30d", "--ticket", "T-1")
        assert record(owner, "policies/waivers/ending-notifies-audience-phone-support.yaml") == {
            "schema": "pas.waiver/v1", "id": "ending-notifies-audience-phone-support",
            "policy": "ending-notifies-audience", "promise": "phone-support", "reason": "All were called.",
            "asked_by": "ada@acme.example", "approved_by": "@acme/legal", "ticket": "T-1", "from": "2026-06-01",
            "until": "2026-07-01",
        }  # fmt: skip
        owner.repo.commit("Excuse it")
        assert owner.gate().status == 0, owner.gate().out

    def test_a_second_one_gets_an_id_of_its_own(self, owner):
        owner.ok("waive", *self.WAIVED, "--until", "+30d")
        owner.ok("waive", *self.WAIVED, "--until", "+60d")
        assert (owner.repo.path / "policies/waivers/ending-notifies-audience-phone-support-2.yaml").exists()

    def test_the_calendar_ends(self, owner):
        owner.ok("waive", *self.WAIVED, "--until", "9999-12-31", "--from", "9999-12-30")
        said = owner.run("amend", "fast", "--review-by", "+99999w", "--today", "9999-01-01")
        assert said.status == 2
        assert "the year 9999" in said.told

    def test_together_with_a_change_of_promises_it_is_refused(self, owner):
        owner.ok("amend", "reliable", "--title", "More reliable")
        said = owner.run("waive", *self.WAIVED, "--until", "+30d")
        assert said.status == 1
        assert "policies-change-alone" in said.told
        assert "Instead:" not in said.out

    @pytest.mark.parametrize("is_committed", [True, False])
    def test_its_remedy_is_a_branch_of_its_own(self, owner, is_committed):
        owner.repo.git("config", "user.name", "Ada")
        new = files_of(org(promise("brand-new", "supporting")))
        owner.repo.write(new)
        if is_committed:
            owner.repo.commit("A new promise")
        for subject, branch in (("brand-new", "one"), ("four-hours", "two")):
            said = owner.run("waive", "review-is-due", subject, "--reason", "All agreed.", "--approved-by", "@a/c",
                             "--until", "+30d")  # fmt: skip
            completed = next(line for line in said.out.split("\n") if '--branch "<NEW BRANCH>"' in line)
            owner.ok(*shlex.split(completed.replace("<NEW BRANCH>", branch))[1:])
            made = owner.repo.git("show", "--name-only", "--format=", branch)
            assert made == f"policies/waivers/review-is-due-{subject}.yaml"
            assert owner.repo.git("rev-parse", f"{branch}~1") == owner.repo.git("rev-parse", "main")
            owner.repo.git("checkout", "--quiet", "change")

    def test_a_promise_where_rules_change_goes_to_a_branch_of_its_own_too(self, owner):
        owner.repo.git("config", "user.name", "Ada")
        owner.ok("waive", *self.WAIVED, "--until", "+30d", "--commit")
        said = owner.run("amend", "reliable", "--title", "More reliable")
        assert "retire" not in said.out
        completed = next(line for line in said.out.split("\n") if '--branch "<NEW BRANCH>"' in line)
        owner.ok(*shlex.split(completed.replace("<NEW BRANCH>", "titles"))[1:])

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["no-such-policy", "phone-support", "--reason", "r", "--approved-by", "@x", "--until", "+1d"], 'no policy "no-such-policy"'),
            (["no-erasure", "nobody", "--reason", "r", "--approved-by", "@x", "--until", "+1d"], 'no promise "nobody"'),
            (["no-erasure", "reliable", "--until", "+1d"], "this is missing: --reason TEXT"),
            (["no-erasure", "reliable", "--reason", "r", "--approved-by", "@x", "--until", "+91d"], "at most 90 days"),
            (["no-erasure", "reliable", "--reason", "r", "--approved-by", "@x", "--until", "2026-05-01"], "before it begins"),
            (["no-erasure", "reliable", "--reason", "r", "--approved-by", " Ada@ACME.example", "--until", "+1d"], "also asked for it"),
        ],
    )  # fmt: skip
    def test_wrong_input_is_told_and_nothing_is_written(self, owner, arguments, said):
        before = owner.files()
        ended = owner.run("waive", *arguments)
        assert ended.status == 2
        assert said in ended.told
        assert owner.files() == before


def test_zones_of_the_scenario_are_as_the_tests_assume():
    assert set(acme()["four-hours"]["zones"]) == {"delivery-support", "documentation-knowledge"}
    assert zone("x")["attested"]["reality"] == "kept"
