"""Write the tables of cel-python's grammar, by which each start of pas-gov is a tenth of a second faster.

python .ci/grammar.py            writes them
python .ci/grammar.py --check    fails where they are of another grammar, or another lark, than those installed
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pas_gov.cel.syntax.grammar import TABLES, grammar_text, stamp, tables_of

PLACE = Path(__file__).resolve().parents[1] / "pas_gov/cel/syntax" / TABLES


def main() -> None:
    """Write the tables, or check what they are of."""
    text = grammar_text()
    if "--check" not in sys.argv[1:]:
        PLACE.write_text(tables_of(text), encoding="utf-8")
    elif json.loads(PLACE.read_text(encoding="utf-8"))["of"] != stamp(text):
        sys.exit(f"{PLACE} is of another grammar or lark: python .ci/grammar.py")


if __name__ == "__main__":
    main()
