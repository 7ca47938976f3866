"""A graph that keeps tensors in other files is known by its own bytes, wherever in it the tensor stands."""

from __future__ import annotations

import pytest
from cases import each_of
from embedding_model import field, write_model

from pas_gov.drift.embedding.confined.external_data import keeps_tensors_elsewhere

ELSEWHERE = field(13, field(1, b"location") + field(2, b"weights.bin"))


@each_of(
    "path",
    [
        (7, 5),
        (7, 1, 5, 5),
        (7, 1, 5, 10),
        (7, 1, 5, 6, 5),
        (7, 1, 5, 11, 5),
        (7, 15, 1),
        (20, 1, 5),
        (25, 7, 5, 5),
    ],
    ids=["weights", "attribute", "attributes", "branch", "branches", "sparse", "training", "function"],
)
@each_of("tensor", [ELSEWHERE, b"\x70\x01"], ids=["place", "mark"])
def test_a_tensor_in_another_file_is_found(path, tensor):
    found = tensor
    for number in reversed(path):
        found = field(number, found)
    assert keeps_tensors_elsewhere(b"\x08\x08" + found)


def test_a_model_in_one_file_keeps_nothing_elsewhere(tmp_path):
    assert not keeps_tensors_elsewhere((write_model(tmp_path) / "model.onnx").read_bytes())


@each_of("content", [b"\x3b", b"\x80", b"\xff" * 20], ids=["a group", "cut off", "too long"])
def test_what_is_no_onnx_is_told(content):
    with pytest.raises((ValueError, IndexError)):
        keeps_tensors_elsewhere(content)
