"""Where indicators come from: files through DuckDB or SQLite, databases by their protocol. Queries run there, read only.

Promise files come from strangers' pull requests, and a query is part of one: it can read the file or the database that
is named, and nothing else. It runs in a process of its own (``confined``), which is limited by the operating system and
ended from outside; rows come back as JSON, and of an error its kind.
"""
