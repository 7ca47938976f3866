"""Where indicators are read from, when the settings that name it are wrong."""

from __future__ import annotations

import pytest
from builders import snapshot

from pas_gov.drift.business_time.holidays_library import NoCalendar
from pas_gov.drift.sources.source import NoSource
from pas_gov.drift.survey.indicators import indicator_sources
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.settings import SETTINGS_PATH

SETTINGS = """schema: pas.settings/v1
sources: {tickets: data/tickets.csv}
speakers: {"Anna": ours, "Bob": theirs}
"""


def rules(text: str):
    return load_rulebook(snapshot({SETTINGS_PATH: text}))


def sources(text: str):
    return indicator_sources(rules(text), "/nowhere", {}, 1.0)


BROKEN = SETTINGS + "calendrs: {}\n"


def test_of_unread_settings_the_line_is_told_and_nothing_that_follows():
    with pytest.raises(NoSource) as no:
        sources(BROKEN).reading("tickets", "FROM source")
    assert no.value.message == "the settings couldn't be read (pas-gov.yaml:4)"
    with pytest.raises(NoCalendar, match=r"the settings couldn't be read \(pas-gov\.yaml:4\)"):
        sources(BROKEN).calendar("")


def test_of_settings_that_are_read_a_name_is_no_source():
    with pytest.raises(NoSource, match="tickts is no source of the settings"):
        sources(SETTINGS).reading("tickts", "FROM source")
    assert sources(SETTINGS).calendar("") is None


def test_a_speaker_whose_side_is_unknown_drops_out_alone():
    found = rules(SETTINGS.replace("theirs", "thers"))
    assert found.settings.speakers == {"Anna": "ours"}
    assert found.settings_fault is None
    assert [one.severity for one in found.diagnostics] == ["error"]
    assert sources(SETTINGS.replace("theirs", "thers")).known == {"tickets": "data/tickets.csv"}


def test_beside_another_fault_no_setting_is_known():
    found = rules(BROKEN.replace("theirs", "thers"))
    assert not found.settings.speakers
    assert found.settings_fault is not None
