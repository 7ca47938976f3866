"""Write pas_gov/model/records/compiled/ from the schemas; a test fails where a module isn't what its schema says now.

python .ci/compiled_schemas.py
"""

from __future__ import annotations

from pathlib import Path

from pas_gov.model.records import compiled
from pas_gov.model.records.schema_checks import COMPILED, compiled_text


def main() -> None:
    """Write the module of each schema that is kept compiled."""
    folder = Path(compiled.__file__).parent
    for kind in COMPILED:
        (folder / f"{kind}.py").write_text(compiled_text(kind), encoding="utf-8")


if __name__ == "__main__":
    main()
