"""Checked expressions to values, as the CEL specification has them."""
