"""Imported before all else: compiled modules are kept, even where this shell's Python keeps none.

Else each process that the tests start compiles the whole program, and each worker Hypothesis too, which pytest rewrites
as it does tests. They go where Python puts them and pip has put those of the libraries; git ignores them.
"""

from __future__ import annotations

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
