#!/usr/bin/env bash
# SQLite has no interval, so SQLAlchemy keeps one as a moment counted from the first of January 1970, as text. max() of
# such a column comes back as a timedelta; avg() is computed by SQLite, which reads the year off the text: the average
# of one hour and three hours is the plain number 1970.0, whatever the intervals are. sum() raises, three calls deep.
# Seen with SQLAlchemy 2.1.9 and the SQLite of Python's standard library.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'SQLAlchemy==2.1.9'
"$folder/venv/bin/python" - <<'PYTHON'
import sqlite3
from datetime import timedelta

import sqlalchemy as sa

print("SQLAlchemy", sa.__version__, "SQLite", sqlite3.sqlite_version)
engine = sa.create_engine("sqlite://")
answers = sa.Table("answers", sa.MetaData(), sa.Column("waited", sa.Interval))
answers.create(engine)
with engine.begin() as connection:
    connection.execute(answers.insert(), [{"waited": timedelta(hours=1)}, {"waited": timedelta(hours=3)}])
    longest = connection.execute(sa.select(sa.func.max(answers.c.waited))).scalar()
    average = connection.execute(sa.select(sa.func.avg(answers.c.waited))).scalar()
    print("max:", repr(longest))
    print("avg:", repr(average))
    assert longest == timedelta(hours=3)
    assert average == 1970.0, "the average of intervals is something else now"
    try:
        connection.execute(sa.select(sa.func.sum(answers.c.waited))).scalar()
    except TypeError as error:
        print("sum:", f"{type(error).__name__}: {error}")
    else:
        raise AssertionError("sum() of intervals no longer raises")
PYTHON
