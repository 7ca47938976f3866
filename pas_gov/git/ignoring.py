"""Which rule of which list makes git ignore a path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pas_gov.foundation.values import dataclass
from pas_gov.git.process import OPTIONS, discovery_environment, execute


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """One line of a list: the file (as git names it, relative to the top of the work tree), the line, the pattern."""

    source: str
    line: str
    pattern: str


def ignoring_rules(work_tree: str, paths: Iterable[str]) -> Mapping[str, IgnoreRule]:
    """Return, for each path that ``git add`` would pass over, the rule that makes it so.

    The user's own list and the repository's info/exclude count; what is in the index already isn't ignored. Empty
    where git can't tell.
    """
    asked = ("check-ignore", "--verbose", "-z", "--stdin")
    given = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    done = execute(["git", *OPTIONS, "-C", work_tree, *asked], discovery_environment(), given=given)
    words = done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]
    found = (words[at : at + 4] for at in range(0, len(words) - 3, 4))
    return {
        path: IgnoreRule(source, line, pattern)
        for source, line, pattern, path in found
        if not pattern.startswith("!")  # the rule that says that it isn't
    }
