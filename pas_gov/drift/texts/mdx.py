"""MDX is Markdown in which lines of JavaScript may stand: imports and exports are no text."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"(?:import\s+(?:[\w*{$][^\n]*\bfrom\s*['\"]|['\"]|[\w*{$][^\n]{0,200}\Z|\{\s*$)"
    r"|export\s+(?:default|const|let|var|function|async|class|\*|\{))"
)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")


def without_code(text: str) -> str:
    """Return MDX whose imports, exports and comments are empty lines; each ends at the next empty line.

    They are told by how they begin a paragraph, as MDX tells them; what stands in a fence stays there.
    """
    text = _without_comments(text)
    kept, fence, code, before = list[str](), "", False, ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found and not code:
            fence = "" if fence and line.strip().startswith(fence) else fence or found[1]
        starts = not fence and not before.strip() and _CODE.match(line) is not None
        code = (code or starts) and bool(line.strip())
        kept.append("" if code else line)
        before = "" if code else line
    return "\n".join(kept)


def _without_comments(text: str) -> str:
    """Return a text without its comments, their line feeds kept; one that never ends is none."""
    out, at = [], 0
    while (start := text.find("{/*", at)) >= 0 and (end := text.find("*/}", start)) >= 0:
        out += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join(out) + text[at:]
