"""The process that runs a model: whatever it does wrong is a stop that names the model; it has no files and no network."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from embedding_model import write_model

from pas_gov.diagnostics import Stop
from pas_gov.drift.embedding import encoder
from pas_gov.drift.embedding.confined import child
from pas_gov.drift.embedding.confined.child import fault_of
from pas_gov.drift.embedding.encoder import Encoder
from pas_gov.drift.embedding.pinned_model import PinnedModel, digest_of, pinned_model

NO_MODEL = PinnedModel("models/one", {}, "sha256:0")
READY = 'print("{}", flush=True)\n'
HEARS = "import json, os, signal, sys, time; sys.stdin.readline(); "


@pytest.fixture
def instead(monkeypatch):
    """Have a few words of Python stand for the process that runs a model."""

    def stand_in(words: str) -> None:
        command = [sys.executable, "-I", "-S", "-c", HEARS + words]
        monkeypatch.setattr(encoder, "python_that_runs", lambda _: command)
        monkeypatch.setattr(encoder, "_is_there", lambda _: True)

    return stand_in


def embedded(texts: int) -> None:
    started = Encoder(NO_MODEL)
    for _ in range(texts):
        started.embedding("We answer.")


def stop_of(texts: int = 1) -> Stop:
    with pytest.raises(Stop) as stopped:
        embedded(texts)
    assert (stopped.value.code, stopped.value.status) == ("unreadable-model", 3)
    assert stopped.value.message.startswith('pas-gov.yaml: semantic: the model "models/one" ')
    assert "docs/claims.md" in stopped.value.remedy
    return stopped.value


SAYS = "for line in sys.stdin: print(json.dumps({}), flush=True)"


@pytest.mark.whole
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("os.abort()", "broke off the process"),
        (READY + "sys.stdin.readline(); os.abort()", "broke off the process"),
        ('print("no JSON", flush=True); time.sleep(60)', "broke off the process"),
        (READY + SAYS.format("1"), "broke off the process"),
        (READY + SAYS.format("{'vector': 1}"), "what is no embedding"),
        (READY + SAYS.format("{'vector': ''}"), "aren't all of one length"),
        (READY + SAYS.format("{'fault': 'run', 'kind': 'PanicException'}"), "can't be run (PanicException)"),
        (READY + SAYS.format("{'fault': 'memory'}"), "more memory than 1.0 GB"),
        (READY + SAYS.format("{'fault': 'external'}"), "in other files"),
    ],
    ids=["crash", "crash later", "no JSON", "no object", "no vector", "empty", "panic", "memory", "external"],
)
def test_whatever_the_process_does_wrong_is_a_stop_that_names_the_model(instead, words, told):
    instead(words)
    assert told in stop_of().message


@pytest.mark.whole
def test_embeddings_of_two_lengths_are_no_embeddings(instead):
    instead(
        READY + "[print(json.dumps({'vector': v}), flush=True) for v, _ in zip(['AAAA', 'AAA='], sys.stdin)]"
    )
    assert "one length" in stop_of(texts=2).message


@pytest.mark.whole
def test_a_model_that_doesnt_end_is_ended_and_told_by_its_bound(instead, monkeypatch):
    instead(READY + "time.sleep(600)")
    monkeypatch.setattr(encoder, "AT_FIRST", 0.0)
    monkeypatch.setattr(encoder, "EACH", 0.1)
    assert stop_of().message.endswith("takes more than 0 seconds for 1 sentence")


@pytest.mark.whole
def test_a_model_that_is_never_read_is_ended(instead, monkeypatch):
    instead("time.sleep(600)")
    monkeypatch.setattr(encoder, "LOADING", 0.2)
    assert "seconds to be read" in stop_of().message


@pytest.mark.whole
@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="this system ends no process by itself")
def test_a_process_that_the_system_ended_took_too_long(instead):
    instead(READY + "sys.stdin.readline(); os.kill(os.getpid(), signal.SIGXCPU)")
    assert "takes more than 31 seconds for 1 sentence" in stop_of().message


@pytest.mark.whole
def test_the_process_has_an_empty_folder_and_no_credential_and_leaves_nothing(instead, monkeypatch, tmp_path):
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setattr(encoder.tempfile, "tempdir", str(tmp_path))
    tells = "{'fault': 'run', 'kind': str(['GITHUB_TOKEN' in os.environ, os.listdir()])}"
    instead(READY + SAYS.format(tells))
    assert "([False, []])" in stop_of().message
    assert os.listdir(tmp_path) == []


def test_no_memory_is_told_apart_and_a_librarys_own_words_arent_told():
    assert fault_of(RuntimeError("std::bad_alloc")) == fault_of(MemoryError()) == {"fault": "memory"}
    assert fault_of(RuntimeError("a text of yours")) == {"fault": "run", "kind": "RuntimeError"}


@pytest.mark.whole
@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_no_model_stops(tmp_path, file):
    pytest.importorskip("onnxruntime", reason='needs the extra "semantic"')
    write_model(tmp_path)
    (tmp_path / file).write_text('{"no": "model"}')
    digest = digest_of({path.name: path.read_bytes() for path in tmp_path.iterdir()})
    model = pinned_model(str(tmp_path), digest, ".")
    with pytest.raises(Stop, match="can't be run") as stopped:
        Encoder(model)
    assert (stopped.value.code, stopped.value.status) == ("unreadable-model", 3)


def test_the_process_ends_when_whoever_started_it_is_gone(monkeypatch):
    ended: list[int] = []
    monkeypatch.setattr(child.os, "getppid", lambda: 1)
    monkeypatch.setattr(child.os, "_exit", ended.append)
    child._end_with(4711)
    assert ended == [0]
