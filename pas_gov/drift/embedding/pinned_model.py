"""The model that the settings name: found on this machine, read whole, and held against its digest before it is used.

A model is a folder as model hubs publish it: ``model.onnx`` (or ``onnx/model.onnx``), ``tokenizer.json``, and, where they
are there, ``1_Pooling/config.json`` and ``sentence_bert_config.json``. The digest is the SHA-256 of what ``sha256sum`` prints
of these files in the order of their names, so that anybody can make it without pas-gov.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from typing import NoReturn

from pas_gov.diagnostics import Stop, printable
from pas_gov.drift.embedding.confined.model_files import MODELS, POOLING, SENTENCES, TOKENIZER
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.settings import SETTINGS_PATH

MOST_BYTES = 2_000_000_000
WHERE = f"{SETTINGS_PATH}: semantic"


@dataclass(frozen=True, slots=True)
class PinnedModel:
    """A model whose digest is right: its files' bytes by name, the very ones that have the digest."""

    name: str
    files: Mapping[str, bytes]
    digest: str


def pinned_model(model: str, digest: str, root: str) -> PinnedModel:
    """Return the model of a path (below ``root``, or anywhere), or of a name in the local cache of a model hub.

    Stops: no-model, model-not-pinned, model-changed.
    """
    folder = _folder(model, root)
    files = _files(folder, model)
    found = digest_of(files)
    if not digest:
        _stop("model-not-pinned", f'the model "{printable(model)}" has no digest, so that it could be changed unseen',
              f"if it is the one that you mean, write below semantic: digest: {found}")  # fmt: skip
    if digest != found:
        _stop("model-changed", f'the model "{printable(model)}" isn\'t the one whose digest is written down (it has {found})',
              "put the right model there; or, if it was changed on purpose, write down the digest that it has")  # fmt: skip
    return PinnedModel(model, files, found)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the digest of a model's files, by name: "sha256:" (so that YAML never takes it for a number) and 64 digits."""
    listed = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return f"sha256:{hashlib.sha256(listed.encode()).hexdigest()}"


def _folder(model: str, root: str) -> str:
    path = os.path.join(root, os.path.expanduser(model))
    if os.path.isdir(path):
        return path
    cached = _cached(model) if not model.startswith((".", "/", "~")) else None
    if cached is None:
        _stop("no-model", f'there is no model "{printable(model)}" on this machine',
              "write the folder that holds model.onnx and tokenizer.json; scan never fetches one (docs/claims.md)")  # fmt: skip
    return cached


def _cached(name: str) -> str | None:
    """Return the folder of a model that somebody put into the hub's cache; it is asked for nothing beyond."""
    try:
        from huggingface_hub import snapshot_download
    except ImportError:
        return None
    try:
        return str(snapshot_download(name, local_files_only=True))
    except Exception:  # noqa: BLE001  (a name that it refuses, or one that isn't there: the same to us)
        return None


def _files(folder: str, model: str) -> dict[str, bytes]:
    names = [name for name in MODELS if os.path.isfile(os.path.join(folder, name))][:1]
    for name in (TOKENIZER, POOLING, SENTENCES):
        if os.path.isfile(os.path.join(folder, name)):
            names.append(name)
    if TOKENIZER not in names or not set(MODELS) & set(names):
        _stop("no-model", f'"{printable(model)}" isn\'t a model that can be read: it lacks model.onnx or tokenizer.json',
              "write the folder that holds both, as docs/claims.md shows")  # fmt: skip
    try:
        return {name: _content(os.path.join(folder, name)) for name in names}
    except OSError as error:
        _stop("no-model", f'the model "{printable(model)}" can\'t be read: {error.strerror or error}',
              "make its files readable for you")  # fmt: skip


def _content(path: str) -> bytes:
    if os.path.getsize(path) > MOST_BYTES:
        raise OSError(None, f"larger than {MOST_BYTES // 1_000_000_000} GB")
    with open(path, "rb") as file:
        return file.read()


def _stop(code: str, fact: str, remedy: str) -> NoReturn:
    raise Stop(code, f"{WHERE}: {fact}", remedy)
