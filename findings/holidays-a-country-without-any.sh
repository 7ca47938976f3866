#!/usr/bin/env bash
# Some countries' holidays are known to the library up to a year, since their moons are announced. Asked of a later one,
# Sri Lanka simply has none: its day of independence is a working day from 2027 on, and deadlines in business days
# come out too early. No exception and no warning, though India, in the same place, gives one.
# Seen with holidays 0.109.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'holidays==0.109'
"$folder/venv/bin/python" - <<'PYTHON'
import warnings
from datetime import date

import holidays

print("holidays", holidays.__version__)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    for year, some in ((2026, True), (2027, False)):
        known = holidays.country_holidays("LK", years=year, expand=False)
        print(f"Sri Lanka {year}: {len(known)} holidays")
        assert bool(known) is some, f"there were {'some' if some else 'none'} when this was written"
    lasting = holidays.country_holidays("LK")
    for independence, working in ((date(2026, 2, 4), False), (date(2027, 2, 4), True)):
        found = lasting.is_working_day(independence)
        print(f"{independence} is a working day: {found}")
        assert found is working
    print("warnings of Sri Lanka:", len(told))
    assert not told
    holidays.country_holidays("IN", years=2036)
    print("warnings of India in 2036:", len(told))
    assert told, "India warned when this was written"
PYTHON
