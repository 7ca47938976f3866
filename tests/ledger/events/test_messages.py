"""What messages tell of pull requests and of people who agreed; trailers as git itself reads them."""

from __future__ import annotations

import subprocess

import pytest
from cases import each_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov.ledger.events.messages import TRAILERS, pull_of, trailers


@each_of(
    ("message", "number"),
    [
        ("Merge pull request #12 from acme/change\n\nReword", 12), ("Reword the Core (#34)", 34), ("Reword (#34)\n\nbody (#9)", 34),
        ("Merge branch 'x' into 'main'\n\nReword\n\nSee merge request acme/promises!56", 56), ("Reword\n\nPull-Request: #7", 7),
        ("Reword, see #12", None), ("Reword\n\nsee (#12)", None), ("", None), ("Merge pull request #0x1 from a", None),
        ("Merge pull request #99999999999 from a", None),
    ],
)  # fmt: skip
def test_the_pull_request_is_read_where_the_message_tells_it(message, number):
    assert pull_of(message) == number


LINES = st.sampled_from([
    "Reviewed-by: Ada <a@b.c>", "Approved-by: B", "Signed-off-by: C <c@d.e>", "Co-authored-by: D <d@e.f>", "reviewed-by: lower",
    "prose without a key", "Fixes: #12", "  folded line", "Key:no blank", "", "# not a comment", "Reviewed-by:", "x: y",
])  # fmt: skip


@pytest.mark.whole
@settings(max_examples=tries(120), deadline=None)
@given(st.lists(st.lists(LINES, min_size=1, max_size=5), min_size=1, max_size=3))
@example([["subject"], ["Signed-off-by: C <c@d.e>", "prose without a key", "x: y"]])
def test_trailers_are_those_that_git_reads(paragraphs):
    message = "subject\n\n" + "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"
    done = subprocess.run(
        ["git", "-c", "trailer.separators=:", "-c", "core.commentChar=;", "interpret-trailers", "--parse", "--no-divider", "--unfold"],
        input=message, capture_output=True, text=True, check=True,
    )  # fmt: skip
    pairs = [line.partition(": ") for line in done.stdout.splitlines()]
    names = {name.casefold(): name for name in TRAILERS}
    wanted = [
        (names[key.casefold()], value.strip())
        for key, _, value in pairs
        if key.casefold() in names and value.strip()
    ]
    assert list(trailers(message)) == wanted
