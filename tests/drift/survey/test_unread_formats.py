"""Files of formats that aren't read: named by ending and counted; pictures and programs hold no text for people."""

from __future__ import annotations

import pytest
from cases import each_of

from pas_gov.drift.survey.formats import MOST_ENDINGS, is_text, unread_formats
from pas_gov.drift.survey.surfaces import Text, texts_at
from pas_gov.report.scan.contents import path_word


def test_each_ending_is_one_problem_the_most_frequent_first():
    told = list(unread_formats(["a.adoc", "b.pdf", "c.adoc", "d/e.ADOC", "f.adoc"]))
    assert [one.message for one in told] == [
        "4 files aren't read, since .adoc is no format that is read: a.adoc, c.adoc, d/e.ADOC and 1 more",
        "1 file isn't read, since .pdf is no format that is read: b.pdf",
    ]
    assert {one.code for one in told} == {"format"}
    assert told[0].location.path == "a.adoc"


def test_many_endings_are_told_as_one():
    told = list(unread_formats(f"a.x{number:02}" for number in range(MOST_ENDINGS + 5)))
    assert len(told) == MOST_ENDINGS + 1
    assert told[-1].message.startswith("5 files aren't read, since 5 more formats")


@each_of("name", ["a.rst", "a.adoc", "a.docx", "a.po", "a.pdf", "a.csv", "a.toml", "a.unheardof", "TERMS"])
def test_what_may_hold_text_for_people_is_named(name):
    assert is_text(name)


@each_of("name", ["a.png", "a.CSS", "a.min.js", "a.woff2", "a.py", ".gitignore", "Makefile"])
def test_what_holds_none_is_passed_over(name):
    assert not is_text(name)


def test_a_folder_gives_its_texts_and_then_what_is_not_read(tmp_path):
    for name in ("a.md", "b.adoc", "c.png"):
        (tmp_path / name).write_text("We pay you back.\n")
    text, unread = texts_at([str(tmp_path)], str(tmp_path))
    assert isinstance(text, Text)
    assert text.path == "a.md"
    assert unread.message.endswith(": b.adoc")


def test_links_to_folders_are_named_and_not_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text("We pay you back.\n")
    (tmp_path / "texts" / "v2").mkdir(parents=True)
    (tmp_path / "texts" / "current").symlink_to("../real")
    (tmp_path / "texts" / "latest").symlink_to("v2")  # what is in it is read where it is
    (told,) = texts_at([str(tmp_path / "texts")], str(tmp_path))
    assert (told.code, told.location.path) == ("not-a-file", "texts/current")


@pytest.mark.parametrize(("target", "codes"), [("outside", ["link"]), ("repository/real", [])])
def test_a_named_link_is_followed_and_told_where_it_leads_out(tmp_path, target, codes):
    for folder in ("outside", "repository/real"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.md").write_text("We pay you back.\n")
    (tmp_path / "repository" / "docs").symlink_to(tmp_path / target)
    found = list(texts_at([str(tmp_path / "repository" / "docs")], str(tmp_path / "repository")))
    assert [one.code for one in found if not isinstance(one, Text)] == codes
    assert [one for one in found if isinstance(one, Text)]


@each_of(("path", "word"), [("-x.md", "./-x.md"), ("x.md", "x.md"), ("docs/-x.md", "docs/-x.md")])
def test_a_path_in_a_printed_command_is_no_option(path, word):
    assert path_word(path) == word
