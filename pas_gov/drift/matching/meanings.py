"""Likeness of meaning: sentence embeddings as whole numbers, so that their cosine is the same on every machine.

An embedding comes as one signed byte for each dimension (:mod:`pas_gov.drift.embedding` makes it so). Products of whole
numbers have no rounding that an order of adding could change.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

Embedding = Callable[[str], bytes]
"""Gives the embedding of a text, always of one length."""


class Meanings:
    """The meanings of texts, to be compared with that of one more."""

    def __init__(self, embedding: Embedding, texts: Sequence[str]) -> None:
        """Embed the texts, in order."""
        import numpy

        self._embedding = embedding
        vectors = [embedding(text) for text in texts]
        shape = (len(vectors), len(vectors[0]) if vectors else 0)
        self._vectors: Any = (
            numpy.frombuffer(b"".join(vectors), numpy.int8).reshape(shape).astype(numpy.int32)
        )
        self._lengths = [math.sqrt(int(square)) or 1.0 for square in (self._vectors**2).sum(axis=1)]

    def likeness(self, text: str) -> list[float]:
        """Return the cosine of a text's meaning with that of each text, in order; 0 where it is below."""
        import numpy

        vector = numpy.frombuffer(self._embedding(text), numpy.int8).astype(numpy.int32)
        length = math.sqrt(int((vector**2).sum())) or 1.0
        products = (int(one) for one in self._vectors @ vector)
        return [
            max(0.0, product / (length * other))
            for product, other in zip(products, self._lengths, strict=True)
        ]
