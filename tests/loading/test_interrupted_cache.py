"""A file of the cache folder that is interrupted while it is written leaves nothing behind."""

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
