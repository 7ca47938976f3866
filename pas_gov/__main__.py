"""``python -m pas_gov``."""

from pas_gov.cli import main

main()
