"""Where in a change a reviewer meets a finding: a line that the change touches, wherever there is one."""

from __future__ import annotations

import json

from reports import report_of
from scenario import acme, changed, ended, files_of, promise, waiver, with_made, without


def anchors(report) -> dict[tuple[str, str], str]:
    return {(one.policy, one.promise): str(one.anchor) for one in report.findings if one.blocks}


def line_of(org, identity: str, key: str) -> int:
    text = files_of(org)[f"promises/{org[identity]['layer']}/{identity}.yaml"]
    return next(
        number for number, line in enumerate(text.split("\n"), 1) if line.lstrip().startswith(f'"{key}"')
    )


def test_a_promise_that_was_not_changed_is_met_at_the_line_that_asks_it():
    after = changed(acme(), "reliable", statement="We are the best.", title="The best")
    at = f"promises/core/reliable.yaml:{line_of(after, 'reliable', 'statement')}:2"
    report = report_of(acme(), after)
    assert {where for (policy, _), where in anchors(report).items() if policy == "change-propagates"} == {at}
    places = {one.promise: one.location.path for one in report.findings if one.policy == "change-propagates"}
    assert places["four-hours"] == "promises/supporting/four-hours.yaml"


def test_the_line_is_that_of_what_changed_not_the_first_that_differs():
    after = changed(
        acme(), "four-hours", title="Another title", terms=[{"measure": "response", "at_most": "6h"}]
    )
    line = line_of(after, "four-hours", "at_most")
    found = anchors(report_of(acme(), after))
    assert found["change-propagates", "named-csm"] == f"promises/supporting/four-hours.yaml:{line}:4"
    assert found["weakening-gives-notice", "four-hours"] == f"promises/supporting/four-hours.yaml:{line}:4"


def test_a_finding_whose_own_line_was_changed_is_met_there():
    after = changed(acme(), "four-hours", owner="tbd")
    line = line_of(after, "four-hours", "owner")
    report = report_of(acme(), after)
    (one,) = [one for one in report.findings if one.policy == "owner-is-accountable"]
    assert one.anchor == one.location
    assert one.anchor.line == line


def test_a_new_promise_is_met_at_its_own_place():
    after = with_made(acme(), promise("hollow", "conditional", "reliable", applies_when=None))
    (one,) = [
        one for one in report_of(acme(), after).findings if one.policy == "conditional-states-its-condition"
    ]
    assert one.anchor == one.location
    assert one.anchor.path == "promises/conditional/hollow.yaml"


def test_what_an_erased_promise_asks_is_met_at_the_path_that_went():
    found = anchors(report_of(acme(), without(acme(), "four-hours")))
    assert found["no-erasure", "four-hours"] == "promises/supporting/four-hours.yaml"
    assert found["change-propagates", "named-csm"] == "promises/supporting/four-hours.yaml"


def test_what_an_ended_promise_asks_is_met_at_its_status():
    after = ended(acme(), "four-hours")
    found = anchors(report_of(acme(), after))
    at = f"promises/supporting/four-hours.yaml:{line_of(after, 'four-hours', 'status')}:2"
    assert found["change-propagates", "named-csm"] == at


def test_a_promise_that_moved_as_well_is_met_in_its_new_file():
    files = files_of(acme())
    moved = {path.replace("/core/reliable", "/core/trusted"): text for path, text in files.items()}
    moved["promises/core/trusted.yaml"] = moved["promises/core/trusted.yaml"].replace(
        '"statement": "We', '"statement": "They'
    )
    assert {str(one.anchor) for one in report_of(files, moved).findings if one.target == "reliable"} == {
        f"promises/core/trusted.yaml:{line_of(acme(), 'reliable', 'statement')}:2"
    }


def test_lines_that_only_went_are_met_at_the_line_after_them():
    record = acme()["four-hours"] | {"review_by": "2026-01-01", "tags": []}
    before = {**acme(), "four-hours": record}
    after = changed(before, "four-hours", zones={"delivery-support": record["zones"]["delivery-support"]})
    report = report_of(before, after)
    (one,) = [one for one in report.findings if one.policy == "ending-reaches-every-zone"]
    text = files_of(after)["promises/supporting/four-hours.yaml"].split("\n")
    assert one.anchor.line is not None
    assert "}" in text[one.anchor.line - 1]


def test_a_finding_of_the_whole_stack_is_met_at_the_topmost_changed_promise():
    after = changed(changed(acme(), "reliable", title="So reliable"), "quick-setup", title="Quick")
    rules = waiver("late", "no-erasure", "draft")
    from scenario import PACK

    report = report_of(acme(), after, after_rules={**PACK, **rules})
    (one,) = [one for one in report.findings if one.policy == "policies-change-alone"]
    assert str(one.anchor) == f"promises/core/reliable.yaml:{line_of(after, 'reliable', 'title')}:2"


def test_the_anchor_is_in_the_json_too():
    from pas_gov.report.gate.json import gate_json

    after = changed(acme(), "reliable", statement="We are the best.")
    found = json.loads(gate_json(report_of(acme(), after)))["findings"]
    assert {one["anchor"]["path"] for one in found if one["target"] == "reliable"} == {
        "promises/core/reliable.yaml"
    }


def test_a_dependent_whose_title_alone_was_edited_is_met_where_its_target_was_reworded():
    after = changed(changed(acme(), "reliable", statement="Best."), "four-hours", title="Four")
    found = anchors(report_of(acme(), after))
    at = f"promises/core/reliable.yaml:{line_of(after, 'reliable', 'statement')}:2"
    assert found["change-propagates", "four-hours"] == at


def test_an_id_that_changed_in_its_file_is_met_at_the_id():
    files = files_of(acme())
    path = "promises/supporting/four-hours.yaml"
    after = {**files, path: files[path].replace('"id": "four-hours"', '"id": "five-hours"')}
    found = anchors(report_of(files, after))
    line = next(number for number, text in enumerate(after[path].split("\n"), 1) if '"id"' in text)
    assert found["no-erasure", "four-hours"] == found["change-propagates", "named-csm"] == f"{path}:{line}:2"


def test_values_that_change_places_are_met_where_they_stand():
    terms = [{"measure": "a", "at_most": "4h"}, {"measure": "b", "at_most": "8h"}]
    before = changed(acme(), "four-hours", terms=terms)
    after = changed(
        before, "four-hours", terms=[{"measure": "a", "at_most": "8h"}, {"measure": "b", "at_most": "4h"}]
    )
    found = anchors(report_of(before, after))["weakening-gives-notice", "four-hours"]
    text = files_of(after)["promises/supporting/four-hours.yaml"].split("\n")
    assert "at_most" in text[int(found.split(":")[1]) - 1]


def test_the_stack_without_a_core_is_met_at_the_core_that_went():
    before = {
        one: record for one, record in acme().items() if one not in ("fast", "quick-setup", "free-parking")
    }
    after = changed(without(before, "reliable"), "four-hours", title="Typo")
    report = report_of(before, after)
    (one,) = [one for one in report.findings if one.policy == "stack-has-a-core"]
    assert str(one.anchor) == "promises/core/reliable.yaml"
