"""Where indicators come from: files through DuckDB, databases through SQLAlchemy. Queries run there, and read only.

Promise files come from strangers' pull requests, and a query is part of one: it can read the file or the database that
is named, and nothing else; it is bounded in rows and in time.
"""
