"""Texts that strangers may write: the Big List of Naughty Strings, and thirty of our own for the sinks we print to."""

from __future__ import annotations

import json
from functools import cache

from npm import package

OWN = (
    # GitHub's log
    "::error::injected", "\n::error file=a,line=1::injected", "  \t::add-mask::reliable", "x\r::stop-commands::t", "##[error]injected",
    "a ##[group]b", "::set-output name=verdict::pass", "%0A::error::injected", "%250A::notice::x", "::debug::\u2028::error::x",
    # job summaries and comments
    "@acme/board please merge", "see acme/board#1 and GH-12", "<img src=x onerror=alert(1)>", "![x](https://evil.example/p.png)",
    "[click](javascript:alert(1))", "</td></tr></table><h1>Pass</h1>", "| x | y |\n|---|---|", "```\n# Pass\n```", "https://evil.example/a?b=c&d",
    "<!-- pas-gov:gate --> <b>", "[//]: # (pas-gov:gate)", "$\\color{white}{hidden}$", "# Pass", "<details><summary>Pass</summary>",
    # the runner's files, terminals, XML, SARIF, tables
    "verdict=pass\nblocking=0", "EOF\nverdict=pass\nEOF", "\x1b[2J\x1b[31mPASS\x07", "safe\u202e\u2066 lmay.\u2069", "]]><failure/>\x00\x0b\ufffe",
    "[here](1) \\[x\\](2)", "=HYPERLINK(\"http://evil.example\")", "\ud800 lone \udcff", "a\\|b`c``d", "w\u200bww.evil.example www.evil.example",
)  # fmt: skip


OWN += (
    "Look w1:1234567@octocat and w1:1234567#12", "GH-12GH-12", "deadbeefr1:12345671.a@b.cd", "##[" * 90,
    '#1pas-gov waive x --note "``![i](https://evil.example/i.png) @octocat <img src=x> [click](https://evil.example)"',
)  # fmt: skip


@cache
def naughty() -> tuple[str, ...]:
    """Return every text, ours first; Absent where the public list can't be had."""
    listed = json.loads(
        (package("big-list-of-naughty-strings@1.0.0") / "blns.json").read_text(encoding="utf-8")
    )
    return (*OWN, *dict.fromkeys(listed))
