"""The command line: parse, call, catch, exit. Start-up is a feature: commands are imported when they run."""

from pas_gov.cli.group import cli
from pas_gov.cli.run import main

__all__ = ["cli", "main"]
