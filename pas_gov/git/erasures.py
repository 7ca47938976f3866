"""Files that a branch once had and doesn't have any more: which commit took each away."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from pas_gov.foundation.patterns import late_pattern
from pas_gov.git.process import Repository, run

ENTRY = late_pattern(r"\x01([0-9a-f]{40,64})\n|^(?:.*/)?([a-z0-9-]+)\.ya?ml$", re.MULTILINE)


def erasing_commits(
    repository: Repository, tip: str, folder: str, names: Collection[str]
) -> Mapping[str, str]:
    """Return, by name, the newest first-parent commit that took a file ``folder/**/NAME.yaml`` or ``.yml`` away.

    Names are ids of promises. What lies behind the edge of a shallow clone isn't known, and is no reason to stop.
    """
    if not names:
        return {}
    paths = [f":(glob){folder}/**/{name}.{suffix}" for name in sorted(names) for suffix in ("yaml", "yml")]
    status, listed = run(
        repository, "log", "--first-parent", "--diff-merges=first-parent", "--diff-filter=D", "--no-renames",
        "--format=%x01%H", "--name-only", tip, "--", *paths, accept=(0, 1, 128),
    )  # fmt: skip
    found: dict[str, str] = {}
    commit = ""
    for entry in ENTRY.finditer(listed.decode("utf-8", "replace") if status == 0 else ""):
        if entry[1]:
            commit = entry[1]
        elif entry[2] in names:
            found.setdefault(entry[2], commit)
    return found
