#!/usr/bin/env bash
# YAML lets a tab stand between a key's colon and its value. PyYAML has two loaders for the same safe subset: the one
# on libyaml reads such a file, the one in Python, which is taken where libyaml isn't installed, refuses it, and so does
# ruamel.yaml, which grew out of it: but ruamel takes the tab inside of brackets, where PyYAML's Python loader doesn't.
# A file can so pass one tool, and stop the next that is written with the same library.
# Seen with PyYAML 6.0.3 (libyaml 0.2.5) and ruamel.yaml 0.19.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'PyYAML==6.0.3' 'ruamel.yaml==0.19.1'
"$folder/venv/bin/python" - <<'PYTHON'
import ruamel.yaml
import yaml

print("PyYAML", yaml.__version__, "libyaml", ".".join(map(str, yaml._yaml.get_version())), "ruamel.yaml", ruamel.yaml.__version__)
loaders = {
    "PyYAML, libyaml": lambda text: yaml.load(text, yaml.CSafeLoader),
    "PyYAML, Python": lambda text: yaml.load(text, yaml.SafeLoader),
    "ruamel.yaml": lambda text: dict(ruamel.yaml.YAML(typ="safe", pure=True).load(text)),
}
seen = {"owner:\tops\n": (True, False, False), "zones: [sales,\tdocs]\n": (True, False, True)}
for text, expected in seen.items():
    found = []
    for name, load in loaders.items():
        try:
            print(f"{text!r:28} {name:16} {load(text)}")
            found.append(True)
        except (yaml.YAMLError, ruamel.yaml.YAMLError) as error:
            print(f"{text!r:28} {name:16} {type(error).__name__}")
            found.append(False)
    assert tuple(found) == expected, f"{text!r} was read by {expected} when this was written"
PYTHON
