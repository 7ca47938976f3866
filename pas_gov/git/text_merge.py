"""Three texts merged line by line, as git merges files."""

from __future__ import annotations

import os
import tempfile

from pas_gov.foundation.values import dataclass
from pas_gov.git.process import OPTIONS, environment, execute, failure

NAMES = ("yours", "base", "theirs")


@dataclass(frozen=True, slots=True)
class TextMerge:
    """The merge of two texts with their common base: the text, with git's markers around each of its conflicts."""

    text: bytes
    conflicts: int


def merged_text(yours: bytes, base: bytes, theirs: bytes) -> TextMerge:
    """Return the merge of two texts that come from one; no settings of anybody have a say."""
    with tempfile.TemporaryDirectory(prefix="pas-gov-") as folder:
        paths = [os.path.join(folder, name) for name in NAMES]
        for path, text in zip(paths, (yours, base, theirs), strict=True):
            with open(path, "wb") as file:
                file.write(text)
        labels = [word for name in NAMES for word in ("-L", name)]
        done = execute(
            ["git", *OPTIONS, "merge-file", "--stdout", *labels, *paths], environment(), cwd=folder
        )
    if not 0 <= done.returncode < 128:
        raise failure(done.stderr.decode("utf-8", "replace"))
    return TextMerge(done.stdout, done.returncode)
