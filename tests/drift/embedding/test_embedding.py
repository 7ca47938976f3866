"""Models of embeddings: pinned, read whole, run without a network; and what the index makes of them."""

from __future__ import annotations

import hashlib
import json
import socket
import sys

import pytest
from cases import each_of
from embedding_model import write_model
from promised import claim, wording

from pas_gov.diagnostics import Stop
from pas_gov.drift.embedding.encoder import Encoder
from pas_gov.drift.embedding.pinned_model import digest_of, pinned_model
from pas_gov.drift.matching.meanings import Meanings
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.foundation.installing import install_command
from pas_gov.model.quantities.quantities import quantities

pytest.importorskip("onnxruntime", reason='needs the extra "semantic"')
from pas_gov.drift.embedding.confined.network import Network, in_whole_numbers


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return write_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def no_network(monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def digest(folder) -> str:
    return digest_of({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})


def network(folder) -> Network:
    """Return what the process of an encoder runs, in this one."""
    return Network(pinned_model(str(folder), digest(folder), ".").files)


def test_a_digest_is_that_of_what_sha256sum_prints(model):
    listed = "".join(
        f"{hashlib.sha256((model / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("model.onnx", "tokenizer.json")
    )
    assert digest(model) == f"sha256:{hashlib.sha256(listed.encode()).hexdigest()}"


def test_a_model_is_found_below_the_root_and_anywhere(model):
    right = digest(model)
    assert pinned_model(model.name, right, str(model.parent)).digest == right
    assert pinned_model(str(model), right, "/nowhere").digest == right


@pytest.mark.whole
@pytest.mark.parametrize(
    ("name", "pin", "code", "words"),
    [
        ("model", "", "model-not-pinned", "digest: "),
        ("model", "sha256:" + "0" * 64, "model-changed", "right model"),
        ("missing", "sha256:" + "0" * 64, "no-model", "never fetches"),
        ("organisation/missing", "sha256:" + "0" * 64, "no-model", "never fetches"),
        ("../missing", "sha256:" + "0" * 64, "no-model", "never fetches"),
        ("empty", "sha256:" + "0" * 64, "no-model", "the folder that holds both"),
    ],
)
def test_a_model_that_isnt_what_was_written_down_stops_with_place_fact_and_remedy(
    tmp_path, no_network, name, pin, code, words
):
    write_model(tmp_path / "model")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Stop) as stopped:
        pinned_model(name, pin, str(tmp_path))
    assert (stopped.value.code, stopped.value.status) == (code, 3)
    assert stopped.value.message.startswith("pas-gov.yaml: semantic: ")
    assert words in stopped.value.remedy


def test_the_remedy_for_a_model_without_a_digest_names_the_digest_that_works(model):
    with pytest.raises(Stop) as stopped:
        pinned_model(str(model), "", ".")
    assert pinned_model(str(model), stopped.value.remedy.rpartition(" ")[2], ".").digest == digest(model)


@pytest.mark.parametrize("missing", ["onnxruntime", "tokenizers"])
def test_without_the_extra_it_stops_and_never_falls_back(model, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(Stop, match="aren't installed") as stopped:
        Encoder(pinned_model(str(model), digest(model), "."))
    assert (stopped.value.code, stopped.value.status) == ("no-semantic-extra", 3)
    assert install_command("pas-gov[semantic]") in stopped.value.remedy


def test_embedding_asks_no_network_and_is_the_same_every_time_whatever_came_before(model, no_network):
    first, other = network(model), network(model)
    other.embedding("Another text altogether.")
    assert first.embedding("We answer.") == other.embedding("We answer.") == first.embedding("We answer.")
    assert first.embedding("")  # nothing to say is no reason to fail


def test_the_models_own_files_say_how_tokens_become_a_sentence(tmp_path):
    write_model(tmp_path)
    mean = network(tmp_path).embedding("erase uptime")
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling/config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    files = {
        name: (tmp_path / name).read_bytes()
        for name in ("model.onnx", "tokenizer.json", "1_Pooling/config.json")
    }
    first = Network(files).embedding("erase uptime")
    assert (list(mean), list(first)) == ([3, 3, 127, 127, 3], [1, 1, 127, 1, 1])


@each_of(
    "result",
    [[1.0, float("nan")], [float("inf")], [], [[1.0], [2.0]], 1.0],
    ids=["nan", "infinite", "empty", "a table", "a number"],
)
def test_what_is_no_vector_of_numbers_is_no_embedding(result):
    numpy = pytest.importorskip("numpy")
    with pytest.raises(ValueError, match="it gives"):
        in_whole_numbers(numpy.array(result))


def test_likeness_is_the_cosine_and_never_below_nothing():
    vectors = {"a": (127, 0), "b": (0, 127), "c": (-127, 0), "d": (90, 90), "e": (0, 0)}
    found = Meanings(lambda text: bytes(number % 256 for number in vectors[text]), list(vectors)).likeness(
        "a"
    )
    assert found == pytest.approx([1, 0, 0, 0.70710678, 0])


REFUND = wording("refund", "Unhappy customers get a refund.")
ANSWER = wording("answer", "Staff answer on the same day.")


def test_meaning_finds_what_shares_no_word(model):
    said = claim("Obliterate and liquidate.")
    inventory = (REFUND, ANSWER, wording("erasure", "Erase it all."))
    assert WordingIndex(inventory, quantities).nearest(said) == ()
    (found, *_) = WordingIndex(inventory, quantities, network(model).embedding).nearest(said)
    assert found.wording.promise == "erasure"
    assert found.parts.meaning > found.parts.words
    assert found.score == pytest.approx(found.parts.words + found.parts.meaning + found.parts.hints, abs=1e-6)


def test_what_means_something_else_is_still_no_promise(model):
    index = WordingIndex((REFUND, ANSWER), quantities, network(model).embedding)
    assert index.nearest(claim("Trees are planted.")) == ()


def test_a_search_by_meaning_from_a_least_score_gives_what_a_whole_one_gives(model):
    many = [
        wording(f"p{number}", f"Number {number}: we {word}.")
        for number, word in enumerate(["erase", "answer", "refund"] * 15)
    ]
    index = WordingIndex(many, quantities, network(model).embedding)
    whole = [one for one in index.nearest(claim("We liquidate it."), 0.0) if one.score >= 0.34]
    assert list(index.nearest(claim("We liquidate it."), 0.34)) == whole != []


def test_no_promise_needs_no_model(model):
    assert WordingIndex((), quantities, network(model).embedding).nearest(claim("We answer.")) == ()
