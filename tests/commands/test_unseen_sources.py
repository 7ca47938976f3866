"""What is told of sources that are nowhere to be seen."""

from __future__ import annotations

import pytest

from pas_gov.commands.unseen_sources import told_of_unseen, told_of_unseen_texts


@pytest.mark.parametrize("name", ["tickets", "data/hours.csv", "sqlite:///data/hours.csv"])
def test_nothing_of_a_source_that_is_known_or_there(tmp_path, name):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/hours.csv").write_text("day,v")
    assert not list(told_of_unseen([name], {"tickets": "${TICKETS}"}, str(tmp_path), "promises/a.yaml"))


def test_a_source_that_is_nowhere_names_what_shows_it_and_what_may_be_meant(tmp_path):
    told, command = told_of_unseen(["tickts"], {"tickets": "data/t.csv"}, str(tmp_path), "promises/a.yaml")
    assert told.startswith('"tickts" is no source in pas-gov.yaml, and no file')
    assert 'Did you mean "tickets"?' in told
    assert command == "pas-gov drift --try promises/a.yaml"


def test_a_text_that_is_under_no_root_is_told(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/faq.md").write_text("We answer.")
    roots = [str(tmp_path), str(tmp_path / "site")]
    assert not list(told_of_unseen_texts(["faq.md", "site/faq.md"], roots))
    (told,) = told_of_unseen_texts(["fag.md"], roots)
    assert told.startswith("fag.md isn't there yet.")
