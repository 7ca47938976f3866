"""Promise governance as code: see README.md, and HOUSE in the module order of pyproject's contracts."""

__version__ = "0.1.0"
