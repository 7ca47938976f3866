"""From a text to its embedding, by ONNX Runtime: the only importer of it and of tokenizers.

One text at a time: a quantised network scales by all that it is given at once, so that in a batch what stands beside a
sentence would change its embedding. One thread, for the same sums in the same order.

No library of operators of a model's own is ever registered, and nothing that a model says of how it is to be run is heeded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy
import onnxruntime
from tokenizers import Tokenizer

from pas_gov.drift.embedding.confined.model_files import MODELS, POOLING, SENTENCES, TOKENIZER

MOST_TOKENS = 256  # of a text, where the model doesn't say: a sentence has fewer
WHOLE_SENTENCE = "sentence_embedding"  # what a network calls its output where it does the pooling itself


class Network:
    """A model, ready to embed texts."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Build the network in memory from its files' bytes. Raises what the libraries raise at files that aren't theirs."""
        self._first_alone = _config(files, POOLING).get("pooling_mode_cls_token") is True
        self._tokenizer: Any = Tokenizer.from_str(files[TOKENIZER].decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_most_tokens(files))
        (network,) = (files[name] for name in MODELS if name in files)
        self._session: Any = onnxruntime.InferenceSession(
            network, _options(), providers=["CPUExecutionProvider"]
        )

    def embedding(self, text: str) -> bytes:
        """Return the embedding of a text, one signed byte for each dimension."""
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
        return in_whole_numbers(result[0] if result.ndim == 2 else self._pooled(result[0]))

    def _pooled(self, tokens: Any) -> Any:
        if not len(tokens):
            return tokens.sum(axis=0)  # a text without a token: it means nothing
        return tokens[0] if self._first_alone else tokens.mean(axis=0)


def in_whole_numbers(vector: Any) -> bytes:
    """Return a vector in whole numbers from -127 to 127: its direction, which is all that a cosine is of.

    Raises ValueError: it is no vector of numbers.
    """
    if vector.ndim != 1 or not vector.size:
        raise ValueError("it gives no vector")
    largest = float(numpy.abs(vector).max())
    if not numpy.isfinite(largest):
        raise ValueError("it gives numbers that are none")
    scaled = vector * (127 / largest) if largest else vector
    return bytes(numpy.rint(scaled).astype(numpy.int8).tobytes())


def _options() -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 4
    options.add_session_config_entry("session.load_model_format", "ONNX")  # never a format of its own
    return options


def _most_tokens(files: Mapping[str, bytes]) -> int:
    most = _config(files, SENTENCES).get("max_seq_length")
    return most if isinstance(most, int) and 0 < most <= 8192 else MOST_TOKENS


def _config(files: Mapping[str, bytes], name: str) -> Mapping[str, Any]:
    found = json.loads(files[name]) if name in files else {}
    return found if isinstance(found, dict) else {}
