"""A frozen stack: read back as it was, the same for the same, and refused where anything of it isn't what was written."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import replace

import pytest
from cases import each_of
from warehouse import KNOWN, frozen

from pas_gov import __version__
from pas_gov.claims import Refused, read_frozen
from pas_gov.claims.frozen_file import frozen_text, promised_of
from pas_gov.foundation.installing import install_command

TEXT = frozen_text(KNOWN)
CONTENT = TEXT.encode("ascii")


def refused(content: bytes) -> Refused:
    with pytest.raises(Refused) as stop:
        read_frozen(content)
    assert stop.value.remedy
    assert stop.value.remedy in str(stop.value), "a log of another machine shows this alone"
    return stop.value


def with_lines(*lines: str | bytes) -> bytes:
    """Return a frozen file of these lines, its digest right."""
    following = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    digest = f"sha256:{hashlib.sha256(following).hexdigest()}"
    first = {"frozen": {"format": "pas-gov.frozen/1", "pas_gov": __version__, "digest": digest}}
    return json.dumps(first).encode() + b"\n" + following


def test_what_is_promised_comes_back_as_it_was():
    assert promised_of(CONTENT) == KNOWN
    stack = read_frozen(CONTENT)
    assert (stack.today, stack.content) == (KNOWN.today, CONTENT)


@each_of("kind", [bytearray, memoryview])
def test_bytes_of_any_kind_are_read_and_nothing_else(kind):
    assert read_frozen(kind(CONTENT)) == read_frozen(CONTENT)
    assert "of the type str" in refused(TEXT).message


def test_the_digest_is_that_of_all_bytes_after_the_first_line():
    assert frozen().digest == "sha256:" + hashlib.sha256(CONTENT.split(b"\n", 1)[1]).hexdigest()


def test_it_is_the_same_in_whatever_order_speakers_and_texts_come():
    turned = replace(KNOWN, speakers=dict(reversed(KNOWN.speakers.items())))
    assert frozen_text(turned) == TEXT


def test_the_file_of_another_version_is_refused_with_what_to_install():
    stop = refused(CONTENT.replace(__version__.encode(), b"99.1.0", 1))
    assert stop.code == "frozen-version"
    assert install_command("pas-gov==99.1.0") in stop.remedy
    later = refused(CONTENT.replace(b"frozen/1", b"frozen/2", 1).replace(__version__.encode(), b"99.1.0", 1))
    assert later.code == "frozen-version"


def test_no_byte_of_it_can_be_another_one():
    for at in [*range(200), *range(200, len(CONTENT), 97)]:
        refused(CONTENT[:at] + bytes([CONTENT[at] ^ 1]) + CONTENT[at + 1 :])


def test_no_end_of_it_can_be_missing():
    for at in [*range(0, len(CONTENT), 61), len(CONTENT) - 1]:
        refused(CONTENT[:at])
    refused(CONTENT + b"\n")


DAY = '{"today":"2026-06-01"}'
SPEAKER = '{"speaker":{"name":"Anna","whose":"ours"}}'


def test_a_small_one_is_read():
    assert promised_of(with_lines(DAY, SPEAKER)).speakers == {"Anna": "ours"}


@each_of(
    "lines",
    [
        (),
        (SPEAKER,),
        (SPEAKER, DAY),
        (DAY, DAY),
        (DAY, TEXT.partition("\n")[0]),
        (DAY, "[]"),
        (DAY, "{}"),
        (DAY, ""),
        (DAY, '{"speaker":{"name":"Anna","whose":"mine"}}'),
        (DAY, '{"speaker":{"name":"Anna","whose":"theirs","whose":"ours"}}'),
        (DAY, '{"speaker":{"name":"Anna","whose":"ours"},"today":"2026-06-01"}'),
        (DAY, '{"speaker":{"name":"Anna","whose":"ours","more":1}}'),
        (DAY, '{"text":{"path":"a","promise":null,"zones":["nowhere"]}}'),
        (DAY, '{"wording":{}}'),
        (DAY, "[" * 100_000),
        (DAY, '{"speaker":{"name":NaN,"whose":"ours"}}'),
        (DAY, '{"today":' + "9" * 10_000 + "}"),
        (DAY, b'{"speaker":{"name":"\xc3\xa4","whose":"ours"}}'),
        ('{"today":"2026-02-30"}',),
    ],
    ids=[f"lines-{number}" for number in range(19)],
)
def test_a_line_that_is_not_what_is_written_is_refused_whatever_the_digest(lines):
    assert refused(with_lines(*lines)).code == "frozen-unreadable"


@each_of("content", [b"", b"\n", b"{}", b"schema: pas.promise/v1\n", b"PAR1", b'{"frozen": 1}', b"\xff\xfe"])
def test_what_is_no_frozen_stack_is_told_as_such(content):
    assert "no frozen stack" in refused(content).message


def test_a_refusal_comes_back_whole_from_a_worker():
    stop = refused(b"")
    again = pickle.loads(pickle.dumps(stop))
    assert (again.code, str(again)) == (stop.code, str(stop))
