"""Where the project stands, and the shared material beside it (real histories and texts, see its README)."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
