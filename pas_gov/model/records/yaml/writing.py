"""Plain data written as YAML."""

from __future__ import annotations

from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """Writes what YAML's core schema reads as a text without quotes, days among them."""


_Dumper.yaml_implicit_resolvers = {}
for _tag in ("null", "bool", "int", "float"):
    for _first, _resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items():
        _Dumper.yaml_implicit_resolvers.setdefault(_first, []).extend(
            found for found in _resolvers if found[0] == f"tag:yaml.org,2002:{_tag}"
        )


def yaml_text(value: object, *, flow: bool | None = None) -> str:
    """Return plain data as YAML for people to read, its keys in their order; with ``flow`` all on one line."""
    options: Any = {"sort_keys": False, "allow_unicode": True, "default_flow_style": flow}
    text: str = yaml.dump(value, Dumper=_Dumper, width=9_999 if flow else 100, **options)
    return text.removesuffix("...\n").rstrip()
