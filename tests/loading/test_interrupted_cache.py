"""A file of the cache folder that is interrupted while it is written leaves nothing behind."""

import json
import os

import pytest

from pas_gov.loading import cache
from pas_gov.loading.time_limit import TimeLimitReached


@pytest.mark.parametrize("reason", [TimeLimitReached, KeyboardInterrupt])
def test_what_interrupts_the_writing_goes_on_and_the_file_goes(monkeypatch, tmp_path, reason):
    def interrupted(source, target):
        raise reason

    cache.save_file(str(tmp_path), "facts.v1", b"before")
    with monkeypatch.context() as writing:
        writing.setattr(os, "replace", interrupted)
        with pytest.raises(reason):
            cache.save_file(str(tmp_path), "facts.v1", b"after")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("facts.v1", b"before")]


def test_what_is_written_in_pieces_is_what_is_written_at_once(tmp_path):
    folder, body = str(tmp_path), b'[["a",1]]\ntext'
    cache.save_pieces(folder, "pieces.v1", (body[at : at + 1] for at in range(len(body))))
    header, read = cache.read(str(tmp_path / "pieces.v1")).split(b"\n", 1)
    assert read == body
    assert json.loads(header) == cache.header_of(folder, body)
