"""Files of rules in a folder, for the commands that read them there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders import suite_data, written


def proofs(*cases: dict[str, Any], policy: str = "rule", **shared: Any) -> dict[str, str]:
    """Return its tests as files by path."""
    return {f"policies/tests/{policy}.yaml": written(suite_data(policy, *cases, **shared))}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder
