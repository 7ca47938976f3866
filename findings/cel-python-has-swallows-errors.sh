#!/usr/bin/env bash
# CEL's has() is a macro that asks whether a field is there; an operand that fails has no answer, and the
# specification makes that an error. In cel-python has() is false for whatever fails: a division by zero, a variable
# that nobody declared, a misspelt function. A policy that guards with has() is never told of its own typing error: it
# just takes the other branch. (pas-gov checks names before anything runs, and evaluates has() itself.)
# Seen with cel-python 0.5.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'cel-python==0.5.0'
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import celpy

print("cel-python", version("cel-python"))
environment = celpy.Environment()


def value(text):
    return environment.program(environment.compile(text)).evaluate({"here": celpy.json_to_cel({"name": "x"})})


for text, seen in (
    ("has(here.name)", True),
    ("has(here.other)", False),
    ("has(nobody.declared)", False),
    ("has({'a': [1][1 / 0]}.a)", False),
    ("has(here.name.no_such_function().x)", False),
):
    found = value(text)
    print(f"{text:40} {found!r}")
    assert bool(found) is seen, f"{text} was {seen} when this was written"
PYTHON
