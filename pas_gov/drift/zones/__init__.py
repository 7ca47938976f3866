"""The state of the five zones, the gaps in them, and the audit that walks through them."""
