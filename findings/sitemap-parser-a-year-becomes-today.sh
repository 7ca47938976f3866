#!/usr/bin/env bash
# A sitemap may say when a page was changed by a year, or a year and a month: the protocol takes any W3C date. The
# parser fills what is missing from the day on which it runs, so that a page of "2026" was changed on today's day and
# month of 2026, and on another one tomorrow; "1999-02" is clipped to the 28th when run on a 30th.
# Seen with ultimate-sitemap-parser 1.8.1 (which asks dateutil 2.9.0).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
  'ultimate-sitemap-parser==1.8.1' 'python-dateutil==2.9.0.post0'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import date
from importlib.metadata import version

from usp.tree import sitemap_from_str

print("ultimate-sitemap-parser", version("ultimate-sitemap-parser"), "on", date.today())
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.org/</loc><lastmod>{}</lastmod></url></urlset>"""
for written, expected in (("2024", date.today().replace(year=2024)), ("2024-03-05", date(2024, 3, 5))):
    (page,) = sitemap_from_str(SITEMAP.format(written)).all_pages()
    print(f"lastmod {written}: {page.last_modified}")
    assert page.last_modified.date() == expected, f"it was {expected} when this was written"
PYTHON
