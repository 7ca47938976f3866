"""Raw commits read: names and messages in the encoding that the commit tells."""

from __future__ import annotations

from cases import each_of

from pas_gov.git.commits import parse

TREE = b"tree " + b"a" * 40 + b"\n"


def raw(name: bytes, message: bytes, *headers: bytes) -> bytes:
    person = name + b" <z@acme.org> 1700000000 +0100\n"
    told = b"".join(line + b"\n" for line in headers)
    return TREE + b"author " + person + b"committer " + person + told + b"\n" + message


@each_of(
    ("charset", "codec"),
    [
        ("ISO-8859-1", "iso-8859-1"),
        ("ISO8859-15", "iso-8859-15"),
        ("windows-1252", "cp1252"),
        ("CP1252", "cp1252"),
        ("latin1", "latin-1"),
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
    ],
)
def test_names_and_messages_are_decoded_as_the_commit_says(charset, codec):
    found = parse(
        "f" * 40,
        raw("Zoë Müller".encode(codec), "Für Zoë".encode(codec), b"encoding " + charset.encode()),
        "",
    )
    assert found.author is not None
    assert (found.author.name, found.message) == ("Zoë Müller", "Für Zoë")


@each_of(
    ("charset", "said"),
    [
        ("Shift_JIS", "山田 太郎"),
        ("EUC-JP", "山田 太郎"),
        ("GB18030", "王小明"),
        ("KOI8-R", "Анна"),
        ("EUC-KR", "김철수"),
    ],
)
def test_charsets_of_several_bytes_are_known(charset, said):
    found = parse(
        "f" * 40, raw(said.encode(charset), said.encode(charset), b"encoding " + charset.encode()), ""
    )
    assert found.committer is not None
    assert (found.committer.name, found.message) == (said, said)


@each_of(
    "headers",
    [
        (),
        (b"encoding nonesuch",),
        (b"encoding hex",),
        (b"encoding punycode",),
        (b"encoding unicode_escape",),
        (b"encoding latin1", b"encoding cp1251"),
        (b"encoding ../utf-8",),
    ],
)
def test_what_names_no_charset_is_read_as_utf_8(headers):
    found = parse("f" * 40, raw("Zoë".encode(), b"\\u0041 \xe9", *headers), "")
    assert found.author is not None
    assert (found.author.name, found.message) == ("Zoë", "\\u0041 \ufffd")


def test_an_encoding_in_the_message_is_none():
    found = parse("f" * 40, raw("Zoë".encode(), "encoding latin1\nZoë".encode()), "")
    assert found.message.endswith("Zoë")
