"""What an agent quotes in a mail isn't the agent's word."""

from __future__ import annotations

import json

from cases import each_of

from pas_gov.drift.texts.reading import sentences

OURS, QUOTED, AFTER = "We answer within 4 hours.", "We ship it within 2 days.", "We call you within 3 hours."


def said(body: str) -> list[str]:
    turn = {"id": 1, "incoming": False, "private": False, "body": body, "user_id": 5}
    return [
        each.text for each in sentences("a.json", json.dumps({"conversations": [turn]}).encode()).sentences
    ]


HISTORY = {
    "wrote": f"{OURS}\n\nOn Mon, Mar 2, 2026 at 10:00 AM Kim Lee <kim@c.example> wrote:\n\n{QUOTED}",
    "wrote over lines": f"{OURS}\n\nOn Mon, Mar 2, 2026 at 10:00 AM\nKim Lee <kim@c.example>\nwrote:\n{QUOTED}",
    "original": f"{OURS}\n\n-----Original Message-----\nFrom: Kim\n\n{QUOTED}",
    "outlook": f"{OURS}\n\nFrom: Kim Lee\nSent: Monday, March 2, 2026\nTo: Acme\nSubject: Order\n\n{QUOTED}",
    "forwarded": f"{OURS}\n\n---------- Forwarded message ---------\n{QUOTED}",
    "begin": f"{OURS}\n\nBegin forwarded message:\n\n{QUOTED}",
    "german": f"{OURS}\n\nAm 02.03.2026 um 10:00 schrieb Kim Lee:\n{QUOTED}",
    "arrows": f"> {QUOTED}\n\n{OURS}",
    "gmail": f'<p>{OURS}</p><div class="gmail_quote"><div class="gmail_attr">On Mon, 2 Mar wrote:</div>'
    f"<blockquote><div>{QUOTED}</div></blockquote></div>",
    "cite": f'<p>{OURS}</p><blockquote type="cite"><p>{QUOTED}</p></blockquote>',
    "divs within": f'<div>{OURS}</div><div class="gmail_quote"><div>a</div><div><div>{QUOTED}</div></div></div>',
    "never closed": f"<p>{OURS}</p><blockquote><p>{QUOTED}",
    "outlook markup": f'<p>{OURS}</p><div id="divRplyFwdMsg">From: Kim</div><div>{QUOTED}</div>',
    "header in paragraphs": f"<p>{OURS}</p><p>On 2 Mar 2026, at 10:00, Kim Lee wrote:</p><p>{QUOTED}</p>",
    "original in markup": f"<p>{OURS}</p><p>-----Original Message-----</p><p>{QUOTED}</p>",
}


@each_of("name", HISTORY)
def test_the_mail_that_is_answered_is_not_read(name):
    assert said(HISTORY[name]) == [OURS]


OWN = {
    "answers inside": (
        f"On Mon, 2 Mar 2026, Kim wrote:\n> {QUOTED}\n\n{OURS}\n\n> {QUOTED}\n\n{AFTER}",
        [OURS, AFTER],
    ),
    "after a quote": (f"<blockquote>{QUOTED}</blockquote><p>{OURS}</p>", [OURS]),
    "on a day": (f"On 2 March 2026 we wrote to you.\n\n{OURS}", ["On 2 March 2026 we wrote to you.", OURS]),
    "from": (f"From: 2026 on, this holds.\n\n{OURS}", ["From: 2026 on, this holds.", OURS]),
    "a rule": (f"{OURS}\n\n---\n\n{AFTER}", [OURS, AFTER]),
}


@each_of("name", OWN)
def test_an_agents_own_words_around_a_quote_are(name):
    body, wanted = OWN[name]
    assert said(body) == wanted
