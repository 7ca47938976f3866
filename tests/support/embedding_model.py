"""A model of sentence embeddings in a few hundred bytes: a table of vectors by word, in ONNX, with its tokenizer."""

from __future__ import annotations

import json
import struct
from pathlib import Path

# Words that mean the same have the same vector: each dimension is one meaning.
MEANINGS = (
    "reimburse refund reimbursed money",
    "answer respond reply",
    "erase obliterate liquidate",
    "uptime reachable",
    "trees planted",
)
WORDS = ["[UNK]", *(word for group in MEANINGS for word in group.split())]


def write_model(folder: Path) -> Path:
    """Write the model, as model hubs lay one out; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(_network())
    (folder / "tokenizer.json").write_text(_tokenizer(), "utf-8")
    return folder


def _vector(word: str) -> list[float]:
    faint = 0.01  # what every word means a little, so that no vector is nothing
    return [1.0 if word in group.split() else faint for group in MEANINGS]


def _tokenizer() -> str:
    return json.dumps(
        {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
            "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
            "post_processor": None, "decoder": None,
            "model": {"type": "WordLevel", "vocab": {word: at for at, word in enumerate(WORDS)}, "unk_token": "[UNK]"},
        }
    )  # fmt: skip


def _network() -> bytes:
    """Return a graph of one node, Gather(table, input_ids), as ONNX's protocol buffer."""
    values = [number for word in WORDS for number in _vector(word)]
    table = (
        b"".join(_number(1, size) for size in (len(WORDS), len(MEANINGS)))
        + _number(2, FLOAT)
        + _text(8, "table")
        + field(9, struct.pack(f"<{len(values)}f", *values))
    )
    gather = _text(1, "table") + _text(1, "input_ids") + _text(2, "last_hidden_state") + _text(4, "Gather")
    graph = (
        field(1, gather)
        + _text(2, "graph")
        + field(5, table)
        + field(11, _value("input_ids", INT64, ("batch", "sequence")))
        + field(12, _value("last_hidden_state", FLOAT, ("batch", "sequence", len(MEANINGS))))
    )
    return _number(1, 8) + field(7, graph) + field(8, _number(2, 13))


FLOAT, INT64 = 1, 7


def _value(name: str, kind: int, sizes: tuple[str | int, ...]) -> bytes:
    shape = b"".join(field(1, _text(2, one) if isinstance(one, str) else _number(1, one)) for one in sizes)
    tensor = _number(1, kind) + field(2, shape)
    return _text(1, name) + field(2, field(1, tensor))


def _varint(number: int) -> bytes:
    found = b""
    while number > 127:
        found += bytes([number & 127 | 128])
        number >>= 7
    return found + bytes([number])


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def field(number: int, content: bytes) -> bytes:
    """Return a field of a protocol buffer that holds bytes, or another message."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _text(number: int, text: str) -> bytes:
    return field(number, text.encode())
