"""History as typed events, and what commits say of themselves."""
