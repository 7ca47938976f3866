"""How a Python of our own starts as another process: with our modules alone, and next to nothing of our surroundings."""

from __future__ import annotations

import json
import os
import sys

KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # without which Python doesn't start somewhere


def python_that_runs(module: str) -> list[str]:
    """Return the command of a process that runs ``main`` of a module of ours."""
    boot = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {module} import main; main()"
    return [sys.executable, *_options(), "-c", boot, json.dumps(_import_path())]


def bare_environment() -> dict[str, str]:
    """Return the variables without which Python doesn't start; none that holds a credential or a setting."""
    return {key: os.environ[key] for key in KEPT if key in os.environ}


def _options() -> list[str]:
    """Return how Python starts: without the user's own modules and settings, with the compiled ones where they are."""
    options = ["-I", "-S"]
    if sys.dont_write_bytecode:
        options.append("-B")
    return [*options, *(["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else [])]


def _import_path() -> list[str]:
    here = os.path.abspath(__file__)
    for _ in range(4):  # python_process.py, confinement, drift, pas_gov
        here = os.path.dirname(here)
    return [here, *(os.path.abspath(one) for one in sys.path if one)]
