"""GitHub's reading of CODEOWNERS, written a second time from its documentation, so as to hold ours against it.

Comments and blanks as in its pages, ``\\ `` for a blank, patterns as in gitignore but for ``!`` and ``[ ]``; the last
rule that matches counts, and one without owners leaves the file to nobody.
"""

from __future__ import annotations

import re


def owners_of(content: bytes | str, path: str) -> tuple[str, ...]:
    """Return whom GitHub asks about a path."""
    text = content.decode() if isinstance(content, bytes) else content
    asked: tuple[str, ...] = ()
    for line in text.replace("\r\n", "\n").split("\n"):
        words = _words(line)
        if words and _regex(words[0]).fullmatch(path):
            asked = tuple(words[1:])
    return asked


def _words(line: str) -> list[str]:
    words = [word.replace("\0", "\\ ") for word in line.replace("\\ ", "\0").split()]
    comment = next((number for number, word in enumerate(words) if word.startswith("#")), len(words))
    return words[:comment]


def _regex(pattern: str) -> re.Pattern[str]:
    if re.search(r"[!\[\]#]|\\[^ ]", pattern):
        return re.compile(r"(?!)")  # GitHub skips such a line
    pattern = pattern.replace("\\ ", " ")
    anchored = "/" in pattern.rstrip("/")
    body = "".join(
        {"**/": "(?:.*/)?", "/**": "/.+", "*": "[^/]*", "?": "[^/]"}.get(token, re.escape(token))
        for token in re.findall(r"\*\*/|/\*\*$|\*|\?|[^*?/]+|/", pattern.strip("/"))
    )
    inside = "/.*" if pattern.endswith("/") else "" if pattern.endswith("/*") else "(?:/.*)?"
    return re.compile(("" if anchored else "(?:.*/)?") + body + inside, re.DOTALL)
