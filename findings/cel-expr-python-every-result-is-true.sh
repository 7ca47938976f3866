#!/usr/bin/env bash
# Google's CEL for Python returns an object, not a value. That object has no truth value of its own, so that Python
# takes it for true, also where the expression came to false, and where it came to an error. 'if result:' passes
# every policy; the value has to be taken out of it first.
# Seen with cel-expr-python 0.1.3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'cel-expr-python==0.1.3'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from cel_expr_python import cel

print("cel-expr-python", version("cel-expr-python"))
environment = cel.NewEnv(variables={})
for text, seen in (("1 == 2", False), ("1 / 0 == 1", None)):
    result = environment.compile(text).eval(data={})
    value = result.value() if seen is not None else None
    print(f"{text:12} bool(result): {bool(result)}   result.value(): {value}   type: {type(result).__name__}")
    assert bool(result) is True, "the result object has a truth value of its own now"
    assert value is seen
PYTHON
