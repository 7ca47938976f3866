"""``audit``: the walk through the zones, at a terminal and from a file; taken up again, and shown."""

from __future__ import annotations

import json

import pytest
from builders import promise_data, stack_of
from hostile import OWN
from scenario import TODAY as DAY
from scenario import changed, org, promise

from pas_gov.drift.zones.audit import Scope, audit_questions, gap_zones, zone_counts
from pas_gov.model.records.promise import ZONES
from pas_gov.report.audit.contents import AuditReport
from pas_gov.report.audit.markdown import audit_markdown
from pas_gov.report.audit.text import audit_text
from pas_gov.report.layout import Style

pytestmark = pytest.mark.whole

SUPPORT, DOCS = "delivery-support", "documentation-knowledge"
ORG = org(
    promise("reliable", "core", zones={"sales-marketing": {"says": "Offers say so."}}),
    promise("four-hours", "supporting", "reliable", zones={SUPPORT: {"says": "We answer."}, DOCS: {"says": "The page says so."}}),
)  # fmt: skip


@pytest.fixture
def small(owner_of):
    return owner_of(ORG)


def answered(owner, answers: str, *options: str):
    """Record answers; each row of ``written`` is to the present wording, as a worksheet has it."""
    wordings = {row["promise"]: row["wording"] for row in data(owner)["questions"]}
    for one, wording in wordings.items():
        answers = answers.replace(f"{{promise: {one},", f"{{promise: {one}, wording: '{wording}',")
    (owner.repo.path / "answers.yaml").write_text(answers)
    return owner.run("audit", "--answers", str(owner.repo.path / "answers.yaml"), *options)


def written(*rows: str) -> str:
    return "schema: pas.answers/v1\nanswers:\n" + "".join(f"  - {{{row}}}\n" for row in rows)


def data(owner, *options: str) -> dict:
    return json.loads(owner.ok("audit", "-f", "json", *options))


def states(owner) -> dict:
    return {
        (one["promise"], one["zone"]): (one["state"], one["answered"]) for one in data(owner)["questions"]
    }


class TestTerminal:
    def test_each_zone_is_asked_and_its_answers_become_attestations(self, small):
        talk = "@acme/sales\nkept\nIn every offer\n\n@acme/support\nbroken\nSix hours\ndashboards/may\n\nunknown\n\n\n"
        said = small.ok("audit", answers=talk)
        assert states(small) == {
            ("reliable", "sales-marketing"): ("kept", True),
            ("four-hours", SUPPORT): ("broken", True),
            ("four-hours", DOCS): ("unknown", True),
        }
        text = small.text("promises/supporting/four-hours.yaml")
        assert "evidence: dashboards/may" in text
        assert '"@acme/support"' in text
        assert "ada@acme.example" in text  # who answered for the other zone didn't say who
        assert "We answer." in said
        assert "Core: " in said

    def test_leaving_keeps_what_was_answered_and_another_run_goes_on_there(self, small):
        small.ok("audit", answers="@acme/sales\nkept\n\n\n@acme/support\nstop\n")
        assert [key for key, (_, done) in states(small).items() if done] == [("reliable", "sales-marketing")]
        said = small.ok("audit", answers="@acme/support\nkept\n\n\n@acme/docs\nskip\n")
        assert "2 questions, 1 answered already" in said
        assert states(small)["four-hours", SUPPORT] == ("kept", True)
        assert states(small)["four-hours", DOCS] == ("unattested", False)

    @pytest.mark.parametrize("talk", ["stop\n", "@acme/sales\nkept\nstop\n", "@acme/sales\nkept\n\nstop\n"])
    def test_stop_at_any_question_leaves(self, small, talk):
        small.ok("audit", answers=talk)
        assert not any(done for _, done in states(small).values())

    def test_who_answers_is_a_handle_or_an_address(self, small):
        small.ok("audit", answers="the team\n@acme/sales\nkept\n\n\nstop\n")
        assert [key for key, (_, done) in states(small).items() if done] == [("reliable", "sales-marketing")]

    def test_an_interruption_keeps_what_was_answered_in_the_zone(self, owner_of):
        both = {zone: {"says": "Yes."} for zone in (SUPPORT,)}
        owner = owner_of(changed(ORG, "reliable", zones=both))
        said = owner.run(
            "audit", answers="@acme/support\nkept\n\n\n"
        )  # the input ends in the middle of the zone
        assert said.status == 3
        assert states(owner)["reliable", SUPPORT] == ("kept", True)
        assert states(owner)["four-hours", SUPPORT] == ("unattested", False)

    def test_when_all_is_answered_nobody_is_asked(self, small):
        small.ok("audit", answers="\nkept\n\n\n\nkept\n\n\n\nkept\n\n\n")
        assert "There is no gap" in " ".join(small.ok("audit", answers="").split())

    def test_an_answer_counts_for_the_present_wording_alone_and_since_a_day(self, small):
        small.ok("audit", answers="\nkept\n\n\n\nkept\n\n\n\nkept\n\n\n")
        small.ok("amend", "reliable", "--statement", "Something else.")
        later = ("--today", "2026-06-02")
        assert [one["answered"] for one in data(small, *later)["questions"]] == [False, False, False]
        assert [one["answered"] for one in data(small, *later, "--since", "2026-06-01")["questions"]] == [
            False,
            True,
            True,
        ]


class TestFile:
    def test_answers_are_recorded_all_at_once(self, small):
        text = written(
            f"promise: four-hours, zone: {SUPPORT}, reality: drifting, note: five hours, by: '@acme/support'",
            f"promise: four-hours, zone: {DOCS}, reality: kept",
            'promise: reliable, zone: sales-marketing, reality: ""',
        )
        said = answered(small, text)
        assert said.status == 0
        assert states(small) == {
            ("reliable", "sales-marketing"): ("unattested", False),
            ("four-hours", SUPPORT): ("drifting", True),
            ("four-hours", DOCS): ("kept", True),
        }
        assert "1 question of 3 not answered" in said.told

    def test_a_worksheet_comes_back_as_it_is_and_filled_in(self, small):
        sheet = small.ok("audit", "--worksheet")
        before = small.files()
        assert answered(small, sheet).status == 0
        assert {**small.files(), "answers.yaml": b""} == {**before, "answers.yaml": b""}
        assert answered(small, sheet.replace('reality: ""', "reality: kept")).status == 0
        assert {state for state, _ in states(small).values()} == {"kept"}
        assert "answers: []" in small.ok("audit", "--worksheet")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (written(f"promise: four-hour, zone: {SUPPORT}, reality: kept"), 'did you mean "four-hours"?'),
            (written("promise: four-hours, zone: sales-marketing, reality: kept"), "isn't asked of sales-marketing"),
            (written("promise: four-hours, zone: sales, reality: kept"), "answers.yaml:3:"),
            (written(f"promise: four-hours, zone: {SUPPORT}, reality: fine"), "known here" ),
            (written(*[f"promise: four-hours, zone: {SUPPORT}, reality: kept"] * 2), "twice; the first is in line 3"),
            ("schema: pas.answers/v1\n", '"answers" is missing'),
            ("schema: pas.answers/v1\nanswers: [\n", "answers.yaml"),
            ("", "answers.yaml"),
            ("\x00\xff", "answers.yaml"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_taken_is_told_by_its_place_and_nothing_is_recorded(self, small, text, told):
        before = small.files()
        said = answered(small, text)
        assert (said.status, said.stop.code) == (2, "bad-answers")
        assert told.lower() in said.told.lower()
        assert {**small.files(), "answers.yaml": b""} == {**before, "answers.yaml": b""}

    def test_a_good_answer_beside_a_bad_one_is_not_recorded(self, small):
        good = f"promise: four-hours, zone: {SUPPORT}, reality: kept"
        assert (
            answered(small, written(good, "promise: nobody, zone: ai-automation, reality: kept")).status == 2
        )
        assert states(small)["four-hours", SUPPORT] == ("unattested", False)

    def test_no_file_is_wrong_usage(self, small):
        assert small.run("audit", "--answers", "nowhere.yaml").stop.code == "no-answers"

    def test_dry_run_writes_nothing(self, small):
        before = small.files()
        said = answered(small, written(f"promise: four-hours, zone: {SUPPORT}, reality: kept"), "--dry-run")
        assert "reality: kept" in said.out
        assert {**small.files(), "answers.yaml": b""} == {**before, "answers.yaml": b""}


class TestWordings:
    def sheet(self, owner):
        return owner.ok("audit", "--worksheet").replace('reality: ""', "reality: kept")

    def test_an_answer_to_another_wording_is_named_with_what_changed_and_the_others_are_taken(self, small):
        small.repo.commit("Asked")
        sheet = self.sheet(small)
        small.ok("amend", "four-hours", "--statement", "We respond at once.", "--zone", f"{SUPPORT}=At once.")
        said = answered(small, sheet)
        assert said.status == 1
        assert "2 answers weren't taken, as the present wording wasn't asked" in said.told
        assert "four-hours, Delivery and Support (kept): it was asked under another wording" in said.told
        assert "now: We respond at once." in said.told
        assert f"{SUPPORT}: We answer. -> At once." in said.told
        assert max(map(len, said.out.splitlines())) <= 80 + len(str(small.repo.path))
        assert states(small) == {
            ("reliable", "sales-marketing"): ("kept", True),
            ("four-hours", SUPPORT): ("unattested", False),
            ("four-hours", DOCS): ("unattested", False),
        }
        assert answered(small, self.sheet(small)).status == 0, "the remedy asks again"
        assert {state for state, _ in states(small).values()} == {"kept"}

    def test_a_worksheet_without_wordings_is_told_with_a_remedy(self, small):
        sheet = "".join(line for line in self.sheet(small).splitlines(True) if "wording:" not in line)
        said = answered(small, sheet, "-f", "json")
        assert said.status == 1
        assert [one["why"] for one in json.loads(said.out)["not_taken"]] == [
            "the file doesn't say which wording was asked, as worksheets do now"
        ] * 3
        assert not any(done for _, done in states(small).values())
        assert "pas-gov audit --worksheet" in answered(small, sheet).told

    def test_what_ended_since_is_named_and_the_others_are_taken(self, small):
        sheet = self.sheet(small)
        small.ok("amend", "four-hours", "--leave", DOCS, "--force")
        said = answered(small, sheet)
        assert "the zone doesn't deliver it any more" in said.told
        assert states(small)["reliable", "sales-marketing"] == ("kept", True)


class TestReport:
    def test_without_a_terminal_it_asks_nothing_and_says_what_is_open(self, small):
        said = small.ok("audit")
        assert "3 questions of 3 not answered" in " ".join(said.split())
        assert max(map(len, said.splitlines())) <= 80

    def test_a_core_narrows_to_what_rests_on_it_and_anything_else_is_no_core(self, owner):
        found = {one["promise"] for one in data(owner, "reliable")["questions"]}
        assert "four-hours" in found
        assert "fast" not in found
        assert owner.run("audit", "four-hours").stop.code == "no-core"

    def test_a_file_that_cannot_be_read_is_told_with_3(self, small):
        small.repo.write({"promises/core/broken.yaml": "id: [\n"})
        said = small.run("audit")
        assert said.status == 3
        assert "broken.yaml" in said.out

    @pytest.mark.parametrize(
        ("gaps", "zones"),
        [
            ({}, []),
            ({SUPPORT: 5}, [SUPPORT]),
            ({SUPPORT: 5, DOCS: 4, "ai-automation": 1}, [SUPPORT, DOCS]),
            (dict.fromkeys(ZONES, 2), list(ZONES)[:3]),
        ],
    )
    def test_the_gap_lives_where_four_fifths_of_it_are_and_in_three_zones_at_most(self, gaps, zones):
        stack = stack_of(
            *(
                promise_data(f"p{zone[0:2]}{n}", zones={zone: {}})
                for zone, many in gaps.items()
                for n in range(many)
            )
        )
        found = gap_zones(zone_counts(audit_questions(stack, Scope(DAY), DAY, 120)))
        assert [one.zone for one in found] == zones

    def test_nothing_delivered_is_told(self, owner_of):
        assert "nothing to ask" in owner_of(org(promise("reliable", "core"))).ok("audit")

    @pytest.mark.parametrize("text", OWN)
    def test_texts_of_strangers_stay_text_and_in_their_columns(self, text):
        said = {
            "wording": "w1:" + "0" * 32,
            "date": "2026-01-01",
            "by": text,
            "reality": "kept",
            "note": text,
        }
        zones = {SUPPORT: {"says": text, "attested": said}}
        stack = stack_of(
            promise_data("strange", zones={SUPPORT: {}})
        )  # facts are kept by their bytes: none else's
        (entry,) = stack.entries.values()
        entry.facts.text = json.dumps(
            promise_data("strange", title=text, statement=text, zones=zones)
        )  # past the reading of files
        entry.facts._promise = None
        report = AuditReport((entry,), audit_questions(stack, Scope(DAY), DAY, 120), DAY, DAY)
        shown = audit_text(report, Style(80))
        assert max(map(len, shown.replace("# #[", "##[").splitlines())) <= 80
        assert not [one for one in shown + audit_markdown(report) if one in "\x1b\x07\u202e\u2066\u200b"]
        assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
