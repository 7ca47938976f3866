"""From a text to its embedding, by ONNX Runtime: the only importer of it and of tokenizers.

One text at a time: a quantised network scales by all that it is given at once, so that in a batch what stands beside a
sentence would change its embedding. One thread, for the same sums in the same order.
"""

from __future__ import annotations

from typing import Any

from pas_gov.diagnostics import Stop
from pas_gov.drift.embedding.pinned_model import WHERE, PinnedModel

EXTRA = 'python -m pip install "pas-gov[semantic]"'
WHOLE_SENTENCE = "sentence_embedding"  # what a network calls its output where it does the pooling itself


class Encoder:
    """A model, ready to embed texts."""

    def __init__(self, model: PinnedModel) -> None:
        """Build the network in memory. Stops: no-semantic-extra, unreadable-model."""
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError:
            fact = "meaning is compared by the packages onnxruntime and tokenizers, which aren't installed"
            raise Stop(
                "no-semantic-extra", f"{WHERE}: {fact}", f"{EXTRA}, or take semantic out of the settings"
            ) from None
        self._model = model
        try:
            onnxruntime.disable_telemetry_events()
            self._tokenizer: Any = Tokenizer.from_str(model.tokenizer)
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(model.most_tokens)
            self._session: Any = onnxruntime.InferenceSession(
                model.network, _options(onnxruntime), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # noqa: BLE001  (both libraries raise what they like at a file that isn't theirs)
            raise _unreadable(error) from None

    def embedding(self, text: str) -> bytes:
        """Return the embedding of a text, one signed byte for each dimension. Stops: unreadable-model."""
        try:
            return self._embedding(text)
        except Exception as error:  # noqa: BLE001  (as above)
            raise _unreadable(error) from None

    def _embedding(self, text: str) -> bytes:
        import numpy

        found = self._tokenizer.encode(text)
        given = {
            "input_ids": found.ids,
            "attention_mask": found.attention_mask,
            "token_type_ids": found.type_ids,
        }
        inputs = {one.name: numpy.array([given[one.name]], numpy.int64) for one in self._session.get_inputs()}
        names = [one.name for one in self._session.get_outputs()]
        wanted = WHOLE_SENTENCE if WHOLE_SENTENCE in names else names[0]
        (result,) = self._session.run([wanted], inputs)
        vector = result[0] if result.ndim == 2 else self._pooled(result[0])
        return _bytes(vector)

    def _pooled(self, tokens: Any) -> Any:
        if not len(tokens):
            return tokens.sum(axis=0)  # a text without a token: it means nothing
        return tokens[0] if self._model.first_token_alone else tokens.mean(axis=0)


def _bytes(vector: Any) -> bytes:
    """Return a vector in whole numbers from -127 to 127: its direction, which is all that a cosine is of."""
    import numpy

    largest = float(numpy.abs(vector).max())
    if not numpy.isfinite(largest):
        raise ValueError("it gives numbers that are none")
    scaled = vector * (127 / largest) if largest else vector
    return bytes(numpy.rint(scaled).astype(numpy.int8).tobytes())


def _options(onnxruntime: Any) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 4
    return options


def _unreadable(error: Exception) -> Stop:
    fact = f"the model can't be run ({type(error).__name__}), though its digest is right"
    remedy = "take a model in one ONNX file that gives token or sentence embeddings (docs/claims.md)"
    return Stop("unreadable-model", f"{WHERE}: {fact}", remedy)
