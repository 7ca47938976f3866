"""Checked expressions evaluated, with the results that the CEL specification defines."""
