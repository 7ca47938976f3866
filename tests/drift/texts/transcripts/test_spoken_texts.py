"""Calls and chats as text: captions, and turns behind a speaker's name."""

from __future__ import annotations

import pytest
from cases import each_of

from pas_gov.drift.texts.reading import sentences
from pas_gov.drift.texts.transcripts.speakers import Speakers

OURS, THEIRS, NOTE = (
    "We answer within 4 hours.",
    "We will pay within 9 days.",
    "We will refund it within 7 days.",
)
NOBODYS = "We promise a reply within 3 hours."

CALLS = {
    "voices.vtt": f"WEBVTT - a call\n\nNOTE\nWe promise nothing in notes.\n\n1\n00:00:01.000 --> 00:00:02.000 align:start\n"
    f"<v Anna Smith>{OURS}</v>\n\n00:00:03.000 --> 00:00:04.000\n<v.loud Kim>{THEIRS}</v>\n\n"
    f"00:00:05.000 --> 00:00:06.000\n<v Robin>{NOBODYS}</v>\n",
    "zoom.vtt": f"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnna Smith: {OURS}\n\n2\n00:00:03.000 --> 00:00:04.000\n"
    f"Kim: {THEIRS}\n\n3\n00:00:05.000 --> 00:00:06.000\nRobin: {NOBODYS}\n",
    "call.srt": f"1\n00:00:01,000 --> 00:00:02,000\nAnna Smith: {OURS}\n\n2\n00:00:03,000 --> 00:00:04,000\n"
    f"Kim: {THEIRS}\n\n3\n00:00:05,000 --> 00:00:06,000\nRobin: {NOBODYS}\n",
    "zoom.txt": f"10:02:03\t From Anna Smith to Everyone:\n\t{OURS}\n10:02:09 From Kim to Everyone : {THEIRS}\n"
    f"10:03:00\t From Anna Smith to Bert (Direct Message):\n\t{NOTE}\n10:03:09 From Robin to Everyone: {NOBODYS}\n",
    "times.txt": f"[10:02] Anna Smith: {OURS}\n[10:03] Kim: {THEIRS}\n[10:04] Robin: {NOBODYS}\n",
    "whatsapp.txt": f"[01/02/2026, 10:02:33] Anna Smith: {OURS}\n[01/02/2026, 10:03:01] Kim: {THEIRS}\n"
    f"01/02/2026, 10:04 - Robin: {NOBODYS}\n",
    "otter.txt": f"Anna Smith  0:12\n{OURS}\n\nKim  0:19\n{THEIRS}\n\nRobin  0:25\n{NOBODYS}\n",
    "marks.md": f"**Anna Smith** (10:02): {OURS}\n\n**Kim** (10:03): {THEIRS}\n\n**Robin** (10:04): {NOBODYS}\n",
    "names.md": f"# Call\n\n**Anna Smith:** {OURS}\n\n**Kim:** {THEIRS}\n\n**Robin:** {NOBODYS}\n\n"
    f"**Anna Smith:** Thank you very much.\n\n**Kim:** You are very welcome.\n\n**Robin:** See you all next week.\n",
}  # fmt: skip
MAP = {"Anna Smith": "ours", "kim": "theirs"}


@each_of("path", CALLS)
def test_the_map_says_whose_words_they_are_and_who_is_not_in_it_is_named(path):
    reading = sentences(path, CALLS[path].encode(), Speakers(MAP))
    assert [each.text for each in reading.sentences if each.text != "Thank you very much."] == [OURS]
    assert [each.code for each in reading.problems] == ["unknown-speaker"]
    assert '"Robin": <' in reading.problems[0].remedy
    line = CALLS[path].split("\n")[reading.sentences[0].line - 1]
    assert OURS in line


@each_of("path", CALLS)
def test_without_a_map_nobody_is_ours(path):
    reading = sentences(path, CALLS[path].encode())
    assert reading.sentences == ()
    assert len(reading.problems) == 3


ROLES = f"""Customer: {THEIRS}
Support agent: {OURS}
  I'll see to it.

Internal note (Anna): {NOTE}
System: We will close this chat within 5 minutes.
Agent Smith: Is there anything else that we can do?
"""


@pytest.mark.parametrize("path", ["chat.txt", "chat.md"])
def test_roles_before_turns_decide(path):
    reading = sentences(path, ROLES.encode())
    assert [(each.line, each.text) for each in reading.sentences] == [
        (2, OURS),
        (3, "I'll see to it."),
        (7, "Is there anything else that we can do?"),
    ]
    assert dict(reading.left_out) == {"private note": 1}


NO_TRANSCRIPTS = {
    "sla": "First response: within 8 hours.\nUptime: at least 99.9 % a month.\nSupport: by phone, day and night.",
    "plans": "Pro: 4 hours\nTeam: 8 hours\nPro: 2 days\nTeam: 3 days\n",
    "faq": f"Q: How fast do you answer?\nA: {OURS}\n\nQ: And the phone?\nA: We call you back at once.\n",
    "note": f"Note: {OURS}\nNote: We call you back at once.\n",
    "prose": f"{OURS} Our customer: the small shop.\n\nWe have a rule: we call back.\n",
    "hours": "Opening hours\nMonday 9:00: we open the doors.\nFriday 17:00: we close the doors.\n",
}


@each_of("name", NO_TRANSCRIPTS)
@each_of("ending", ["txt", "md"])
def test_what_only_looks_like_turns_is_read_as_prose(name, ending):
    reading = sentences(f"a.{ending}", NO_TRANSCRIPTS[name].encode())
    assert reading.problems == ()
    assert len(reading.sentences) >= (0 if name == "plans" else 1)


def test_further_lines_of_a_cue_are_its_speakers():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>We answer at once.\nWe pay within 4 hours.</v>\n"
    reading = sentences("a.vtt", text.encode(), Speakers({"Anna": "ours"}))
    said = [(each.line, each.text) for each in reading.sentences]
    assert said == [(4, "We answer at once."), (5, "We pay within 4 hours.")]


def test_a_cue_without_a_name_goes_on_with_a_sentence_only():
    cues = [("Anna: We answer", ""), ("within 4 hours.", ""), ("We pay within 9 days.", "")]
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:00:0{at}.000 --> 00:00:09.000\n{cue}" for at, (cue, _) in enumerate(cues)
    )
    reading = sentences("a.vtt", text.encode(), Speakers({"Anna": "ours"}))
    assert [each.text for each in reading.sentences] == [OURS]
    assert "without a name" in reading.problems[0].message


@each_of(
    ("label", "side"),
    [("Customer support", "ours"), ("Agent Anna", "ours"), ("Anna (Support)", "ours"), ("Support agent", "ours"),
     ("Customer Anna", "theirs"), ("Kim (Customer)", "theirs"), ("Customer", "theirs"), ("Anna", "")],
)  # fmt: skip
def test_a_label_tells_its_side(label, side):
    from pas_gov.drift.texts.transcripts.roles import side_of_label

    assert side_of_label(label) == side
