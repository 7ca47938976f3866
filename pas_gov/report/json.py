"""Reports as JSON: formats pas-gov.gate/1, pas-gov.diff/1, pas-gov.inventory/1, pas-gov.validate/1."""

from __future__ import annotations

import json
from typing import Any


def dumped(data: dict[str, Any]) -> str:
    """Return JSON in ASCII with a final newline; ``##[``, which a GitHub log obeys, is escaped."""
    return json.dumps(data, indent=2, ensure_ascii=True).replace("##[", "#\\u0023[") + "\n"
