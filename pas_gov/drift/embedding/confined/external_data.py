"""Whether an ONNX graph keeps tensors in other files: those have no digest, so that whoever reads them reads what anybody put there.

ONNX is a protocol buffer; only the few fields are followed in which a tensor can stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

EXTERNAL, LOCATION = 13, 14  # of a tensor: the places of its content; 1 where it is kept elsewhere
# By message, the fields that hold other messages, down to tensors (onnx.proto3).
HELD: Mapping[str, Mapping[int, str]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node", 11: "attribute"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
    "tensor": {},
}


def keeps_tensors_elsewhere(network: bytes) -> bool:
    """Return whether a tensor of an ONNX model is in another file. Raises ValueError, IndexError: it is no ONNX model."""
    inside = [("model", memoryview(network))]
    while inside:
        message, content = inside.pop()
        for field, value in _fields(content):
            if message == "tensor" and (field == EXTERNAL or (field == LOCATION and value != 0)):
                return True
            held = HELD[message].get(field)
            if held and isinstance(value, memoryview):
                inside.append((held, value))
    return False


def _fields(content: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(content):
        key, at = _varint(content, at)
        if key & 7 == 0:
            value, at = _varint(content, at)
            yield key >> 3, value
            continue
        size, at = _varint(content, at) if key & 7 == 2 else ({1: 8, 5: 4}.get(key & 7, 0), at)
        if not size and key & 7 != 2:
            raise ValueError("a kind of field that ONNX doesn't have")
        yield key >> 3, content[at : at + size]
        at += size


def _varint(content: memoryview, at: int) -> tuple[int, int]:
    found, shift = 0, 0
    while True:
        byte = content[at]
        at += 1
        found |= (byte & 127) << shift
        if byte < 128:
            return found, at
        shift += 7
        if shift > 63:
            raise ValueError("a number longer than numbers are")
