"""A newer pack over an edited one: each policy three ways, with its tests, whole or not at all."""

from __future__ import annotations

import pytest
from builders import policy_data, suite_data, written
from cases import each_of

from pas_gov.authoring.starting.pack_merge import pack_merges
from pas_gov.authoring.starting.pack_origin import Origin, nearest_pack, pack_origin
from pas_gov.authoring.starting.pack_record import INDEX, PackRecord, digest, pack_record, record_file
from pas_gov.authoring.starting.pack_texts import modeline, placed_text, plain_text, same_text
from pas_gov.authoring.starting.pack_trial import tried
from pas_gov.loading.earlier_packs import Pack, earlier_packs
from pas_gov.loading.pack import pack_files

POLICY, TESTS = "policies/has-a-title.yaml", "policies/tests/has-a-title.yaml"
OWN = "policies/my-own.yaml"
BASE = written(policy_data()).encode()
SUITE = written(suite_data()).encode()
TITLED = BASE.replace(b"title: ", b"title: New ", 1)
WARNING = written(policy_data(enforcement="warn")).encode()


def state(base, mine, theirs):
    """Return the state of one policy, and its file as it would be."""
    texts = [{} if one is None else {POLICY: one} for one in (base, mine, theirs)]
    (merge,) = pack_merges(*texts)
    return merge.state, merge.files[0].after


class TestOneFile:
    def test_as_the_pack_has_it(self):
        assert state(BASE, TITLED, TITLED) == ("unchanged", TITLED)

    def test_only_the_pack_changed_it(self):
        assert state(BASE, BASE, TITLED) == ("theirs", TITLED)

    def test_only_you_changed_it(self):
        assert state(BASE, TITLED, BASE) == ("yours", TITLED)

    def test_the_pack_has_a_new_one(self):
        assert state(None, None, BASE) == ("new", modeline(POLICY).encode() + BASE)

    def test_you_took_it_away_and_it_stays_away(self):
        assert state(BASE, None, TITLED) == ("yours", None)

    def test_the_pack_has_it_no_more(self):
        assert state(BASE, BASE, None) == ("gone", None)
        assert state(BASE, TITLED, None) == ("yours", TITLED)

    def test_layout_line_ends_and_the_schemas_line_are_no_change(self):
        here = modeline(POLICY).encode() + BASE.replace(b"why:", b"why:  ").replace(b"\n", b"\r\n")
        found, after = state(BASE, here, TITLED)
        assert found == "theirs"
        assert after == (modeline(POLICY).encode() + TITLED).replace(b"\n", b"\r\n")


@pytest.mark.whole
class TestBoth:
    def test_lines_apart_are_both_kept(self):
        long = BASE + b"# one\n# two\n# three\n# four\n"
        mine, theirs = long + b"# mine\n", TITLED + b"# one\n# two\n# three\n# four\n"
        assert state(long, mine, theirs) == ("both", theirs + b"# mine\n")

    def test_the_same_lines_are_left_to_you_and_shown(self):
        theirs = BASE.replace(b"title: ", b"title: Their ", 1)
        (merge,) = pack_merges({POLICY: BASE}, {POLICY: TITLED}, {POLICY: theirs})
        assert merge.state == "conflict"
        assert merge.files[0].after == TITLED
        (clash,) = merge.files[0].clashes
        assert [line.startswith("title: New") for line in clash.yours] == [True]
        assert [line.startswith("title: Their") for line in clash.theirs] == [True]

    def test_a_policy_and_its_tests_are_taken_together_or_not(self):
        suite = SUITE.replace(b"cases:", b"# theirs\ncases:", 1)
        mine = SUITE.replace(b"cases:", b"# mine\ncases:", 1)
        (merge,) = pack_merges(
            {POLICY: BASE, TESTS: SUITE}, {POLICY: BASE, TESTS: mine}, {POLICY: TITLED, TESTS: suite}
        )
        assert merge.state == "conflict"
        assert [one.state for one in merge.files] == ["theirs", "conflict"]

    def test_what_merges_to_an_invalid_policy_is_left_to_you(self):
        mine = BASE.replace(b"schema:", b"params: {a: 1}\nschema:", 1)
        theirs = BASE + b"params: {b: 2}\n"
        (merge,) = pack_merges({POLICY: BASE}, {POLICY: mine}, {POLICY: theirs})
        assert merge.state == "both"
        found = tried(merge)
        assert found.state == "conflict"
        assert "both together would be invalid" in found.fault


def test_a_line_that_names_the_schema_is_no_part_of_the_text():
    here = b"# yaml-language-server: $schema=x\r\nid: y\r\n"
    assert plain_text(here) == b"id: y\n"
    assert same_text(here, b"id: y\n")
    assert placed_text(POLICY, b"id: z\n", here) == b"# yaml-language-server: $schema=x\r\nid: z\r\n"


class TestOrigin:
    def test_a_repository_says_which_pack_it_came_from(self, tmp_path):
        (tmp_path / INDEX).parent.mkdir()
        for path, text in record_file("the pack of 1.0", {POLICY: BASE}).items():
            (tmp_path / path).write_bytes(text.replace(b"\n", b"\r\n"))
        assert pack_record(str(tmp_path)) == PackRecord("the pack of 1.0", {POLICY: digest(BASE)})

    def test_a_record_behind_a_link_counts_for_nothing(self, tmp_path):
        (tmp_path / "elsewhere.json").write_bytes(record_file("x", {POLICY: BASE})[INDEX])
        (tmp_path / INDEX).parent.mkdir()
        (tmp_path / INDEX).symlink_to(tmp_path / "elsewhere.json")
        assert pack_record(str(tmp_path)) is None

    def test_what_it_says_is_believed_where_each_file_is_one_of_a_known_pack(self):
        packs = (Pack("first", {POLICY: BASE, TESTS: SUITE}), Pack("second", {POLICY: TITLED}))
        record = PackRecord("mixed, as after a conflict", {POLICY: digest(TITLED), TESTS: digest(SUITE)})
        found = pack_origin(record, {POLICY: WARNING}, packs)
        assert (found.recorded, found.foreign) == (True, ())
        assert found.pack == Pack(record.name, {POLICY: TITLED, TESTS: SUITE})

    @each_of(
        "planted",
        [
            {OWN: digest(BASE)},  # one's own policy, said to have come with the pack
            {POLICY: digest(WARNING)},  # a policy as it was edited, said to have come like that
            {OWN: digest(TITLED), POLICY: digest(BASE)},
            {TESTS: digest(BASE)},  # a known text, at another path
            {POLICY: "None"},
        ],
    )
    def test_else_it_isnt_believed_and_nothing_of_ones_own_is_touched(self, planted):
        mine = {OWN: BASE.replace(b"id: has-a-title", b"id: my-own"), POLICY: WARNING, TESTS: SUITE}
        first, present = Pack("first", {POLICY: BASE, TESTS: SUITE}), Pack("present", {POLICY: TITLED})
        planted = {POLICY: digest(BASE), **planted}
        found = pack_origin(PackRecord("planted", planted), mine, (first, present))
        assert (found.pack, found.recorded) == (first, False)
        assert found.foreign
        touched = {one.path for merge in pack_merges(found.pack.files, mine, {TESTS: SUITE}) for one in merge.files
                   if one.before != one.after}  # fmt: skip
        assert touched == set()

    @pytest.mark.parametrize("record", [None, PackRecord("empty", {})])
    def test_where_nothing_is_recorded_nothing_is_doubted(self, record):
        present = Pack("present", {POLICY: BASE})
        assert pack_origin(record, {POLICY: BASE}, [present]) == Origin(present, False, 1, 1)

    @pytest.mark.parametrize(
        "index",
        [
            "",
            "[]",
            "null",
            '{"pack": 1}',
            '{"format": "x", "pack": "y", "sha256": {}}',
            "[" * 9999,
            '{"format": "pas-gov.pack/1", "pack": "y", "sha256": []}',
        ],
    )
    def test_an_index_that_isnt_one_counts_for_nothing(self, tmp_path, index):
        (tmp_path / INDEX).parent.mkdir()
        (tmp_path / INDEX).write_text(index)
        assert pack_record(str(tmp_path)) is None

    def test_else_it_is_the_nearest_pack_and_a_file_of_another_one_was_never_edited(self):
        first, second = (
            Pack("first", {POLICY: BASE, TESTS: SUITE}),
            Pack("second", {POLICY: TITLED, TESTS: SUITE}),
        )
        found = nearest_pack({POLICY: TITLED, TESTS: SUITE}, (first, second))
        assert (found.pack.name, found.same, found.known) == ("second", 2, 2)
        mixed = nearest_pack(
            {POLICY: BASE, TESTS: b"mine"}, (second, first, Pack("third", {TESTS: b"mine", POLICY: WARNING}))
        )
        assert mixed.pack.files[POLICY] == BASE

    @pytest.mark.slow
    def test_an_earlier_pack_that_nobody_edited_becomes_the_present_one(self):
        packs = earlier_packs()
        pack = next(one for one in packs if len(one.files) > 40)
        merges = pack_merges(nearest_pack(pack.files, packs).pack.files, pack.files, pack_files())
        assert {one.state for one in merges} <= {"unchanged", "theirs", "new", "gone"}
