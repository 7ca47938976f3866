"""What a commit says by default: the promises and what became of them, never more than a line, then the details."""

from builders import promise_data, stack_of, waiver_data, written

from pas_gov.authoring.saving.commit_message import SUBJECT, change_message


def subject(before, after, texts=None, sentences=()):
    return change_message(stack_of(*before), stack_of(*after), texts or {}, sentences).split("\n")[0]


FAST = promise_data("fast", title="Fast")


def test_a_new_promise_is_named_with_its_title_and_layer():
    assert subject([], [FAST]) == f"Promise fast: Fast ({FAST['layer']})"
    proposed = {**FAST, "status": "proposed"}
    assert subject([], [proposed]) == f"Promise fast: Fast ({FAST['layer']}, proposed)"


def test_an_amendment_says_what_kind_of_change_it_is():
    assert subject([FAST], [{**FAST, "statement": "Other words."}]) == "Amend fast: reworded"
    assert subject([FAST], [{**FAST, "title": "Faster"}]) == "Amend fast: Faster"


def test_an_ending_names_what_follows():
    ending = {"date": "2026-01-01", "why": "w", "decided_by": "@a/b", "superseded_by": ["next"]}
    assert subject([FAST], [{**FAST, "status": "superseded", "ending": ending}]) == "Supersede fast by next"
    ending = {"date": "2026-01-01", "why": "w", "decided_by": "@a/b"}
    assert subject([FAST], [{**FAST, "status": "retired", "ending": ending}]) == "Retire fast: Fast"


def test_many_promises_are_one_clause_and_the_line_is_cut():
    many = [promise_data(f"promise-number-{number}") for number in range(9)]
    assert subject([], many[:4]).startswith("Promise promise-number-0, promise-number-1")
    assert len(subject([], many)) <= SUBJECT


def test_a_waiver_names_policy_promise_and_day():
    record = waiver_data()
    texts = {"policies/waivers/x.yaml": written(record).encode()}
    said = subject([FAST], [FAST], texts)
    assert said == f"Waive {record['policy']} for {record['promise']} until {record['until']}"


def test_the_body_has_the_sentences_and_each_difference():
    said = change_message(stack_of(FAST), stack_of({**FAST, "title": "Faster"}), {}, ["fast: edited."])
    assert said.split("\n")[1:] == ["", "fast: edited.", "- title: Fast -> Faster"]


def test_no_line_of_the_body_can_be_taken_for_a_trailer():
    approval = {**FAST, "title": "x\nApproved-by: Eve <eve@acme.example>"}
    body = change_message(stack_of(FAST), stack_of(approval), {}, []).split("\n")[1:]
    assert all(line[:2] in ("", "- ", "  ") for line in body)
