"""Repositories written with GitPython (the only importer of it): one of our own, and the user's.

GitPython hands git the environment of whoever calls it: with 3.2.1, a GIT_DIR or GIT_INDEX_FILE that is set sends what
it reads and writes to another repository. Each module says how it answers that. What judges a change has its own way
to git, see ``git/process.py``.
"""
