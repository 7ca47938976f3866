"""Pages: what was written under a key is read, what wasn't isn't there, and no damage of the file is mistaken for either."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from laws import tries

from pas_gov.loading.index.pages import DamagedIndex, content, opened_pages

HEADER = {"version": "1"}
ROWS = {f"p:{number}": f"value {number}".encode() for number in range(40)} | {"t:\t\n é": b"odd"}
WRITTEN = content(HEADER, {"tree": "t"}, ROWS.items(), [b"first", b"second"])


def _read(path: Path) -> dict[str, bytes | None] | None:
    """Return all that is said of the keys, and of some that aren't there; None where the file isn't taken."""
    with opened_pages(str(path), HEADER) as pages:
        if pages is None:
            return None
        found: dict[str, bytes | None] = {key: pages.get(key) for key in (*ROWS, "p:41", "p:", "")}
        return found | {
            "first": pages.section(0),
            "second": pages.section(1),
            "tree": pages.about["tree"].encode(),
        }


RIGHT = {**ROWS, "p:41": None, "p:": None, "": None, "first": b"first", "second": b"second", "tree": b"t"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "pages"
    path.write_bytes(WRITTEN)
    return path


def test_what_was_written_is_read_and_nothing_else_is_there(path: Path) -> None:
    assert _read(path) == RIGHT
    with opened_pages(str(path), HEADER) as pages:
        assert pages is not None
        assert sorted(pages.rows("p:")) == sorted(value for key, value in ROWS.items() if key[0] == "p")


def test_a_file_without_keys_says_that_nothing_is_there(path: Path) -> None:
    path.write_bytes(content(HEADER, {}, [], []))
    with opened_pages(str(path), HEADER) as pages:
        assert pages is not None
        assert pages.get("p:1") is None


@pytest.mark.parametrize("header", [{"version": "2"}, {}, {"version": "1", "folder": "/"}])
def test_what_another_pas_gov_wrote_is_not_taken(path: Path, header: dict[str, object]) -> None:
    with opened_pages(str(path), header) as pages:
        assert pages is None


def test_a_link_or_a_folder_is_not_taken(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(path)
    for other in (tmp_path / "link", tmp_path, tmp_path / "nothing"):
        with opened_pages(str(other), HEADER) as pages:
            assert pages is None


def _is_refused(path: Path) -> bool:
    try:
        found = _read(path)
    except DamagedIndex:
        return True
    assert found in (None, RIGHT)
    return found is None


def test_no_damage_is_mistaken_for_what_was_written(path: Path) -> None:
    chance = Random(1)
    for place in chance.sample(range(len(WRITTEN)), tries(len(WRITTEN))):
        path.write_bytes(
            WRITTEN[:place] + bytes([WRITTEN[place] ^ 1 << chance.randrange(8)]) + WRITTEN[place + 1 :]
        )
        assert _is_refused(path)


def test_a_file_that_ends_too_early_is_refused(path: Path) -> None:
    for length in Random(2).sample(range(len(WRITTEN)), tries(len(WRITTEN))):
        path.write_bytes(WRITTEN[:length])
        assert _is_refused(path)


def test_a_page_that_is_swapped_for_another_is_refused(path: Path) -> None:
    start = WRITTEN.index(b"first")
    path.write_bytes(WRITTEN[:start] + b"other" + WRITTEN[start + 5 :])
    assert _is_refused(path)
