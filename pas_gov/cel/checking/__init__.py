"""Expressions checked against the shapes of their variables before they run."""
