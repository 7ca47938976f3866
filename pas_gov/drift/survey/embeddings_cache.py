"""The embeddings of texts, kept in the repository's cache by the digests of model and text: each is computed once."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

from pas_gov.drift.embedding.encoder import Encoder
from pas_gov.drift.embedding.pinned_model import PinnedModel, pinned_model
from pas_gov.loading import cache
from pas_gov.loading.root import Root
from pas_gov.model.records.settings import Settings

MOST = 20_000  # embeddings that are kept; beyond, those of this run alone


class EmbeddingsCache:
    """Embeddings by one model; its process starts when a text comes that isn't known."""

    def __init__(self, model: PinnedModel, place: str | None) -> None:
        """Load what the cache in a folder holds of this model; without a folder nothing is kept."""
        self._model, self._place = model, place
        self._encoder: Encoder | None = None
        self._kept = _sound(cache.load_rows(place, cache.EMBEDDINGS), model.digest) if place else {}
        self._known, self._used = len(self._kept), set[str]()

    def embedding(self, text: str) -> bytes:
        """Return the embedding of a text. Stops: no-semantic-extra, unreadable-model."""
        key = hashlib.sha256(f"{self._model.digest}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
        self._used.add(key)
        if key not in self._kept:
            self._encoder = self._encoder or Encoder(self._model, self._dimensions())
            self._kept[key] = self._encoder.embedding(text)
        return self._kept[key]

    def _dimensions(self) -> int:
        return len(next(iter(self._kept.values()), b""))

    def save(self) -> None:
        """Write the cache, where this run added anything to it, and let the model's process end."""
        if self._encoder:
            self._encoder.close()
            self._encoder = None
        if self._place is None or len(self._kept) == self._known:
            return
        few = len(self._kept) <= MOST
        rows = {
            key: {"model": self._model.digest, "vector": base64.b64encode(vector).decode()}
            for key, vector in self._kept.items()
            if few or key in self._used
        }
        cache.save_rows(self._place, cache.EMBEDDINGS, rows)


def _sound(rows: dict[str, dict[str, Any]], digest: str) -> dict[str, bytes]:
    """Return the embeddings of a model, none where they aren't all of one length."""
    found: dict[str, bytes] = {}
    try:
        for key, row in rows.items():
            if row["model"] == digest:
                found[key] = base64.b64decode(row["vector"], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error):
        return {}
    return found if len({len(vector) for vector in found.values()}) == 1 else {}


def embeddings_of(settings: Settings, folder: Root) -> EmbeddingsCache | None:
    """Return the embeddings by the model that the settings name, None where they name none. Stops as its model does."""
    if not settings.semantic_model:
        return None
    model = pinned_model(settings.semantic_model, settings.semantic_digest, folder.path)
    return EmbeddingsCache(model, folder.cache)
