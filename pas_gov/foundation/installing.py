"""How a package is added to the Python that this pas-gov runs in."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from importlib.util import find_spec


def install_command(package: str) -> str:
    """Return the shell command that installs a package, such as ``pas-gov[data]``, beside this pas-gov.

    The ``python`` of a shell is often another one: pas-gov may live in an environment of its own, made by pipx, by
    uv (then without pip) or for a hook.
    """
    python = shlex.quote(sys.executable)
    if find_spec("pip") is None:
        return f'uv pip install --python {python} "{package}"'
    return f'{"python" if _is_first_in_path() else python} -m pip install "{package}"'


def _is_first_in_path() -> bool:
    """Tell whether a shell's ``python`` is this one: the same program in the same folder, which environments link."""
    found = shutil.which("python")
    return (
        found is not None
        and os.path.dirname(found) == os.path.dirname(sys.executable)
        and os.path.realpath(found) == os.path.realpath(sys.executable)
    )
