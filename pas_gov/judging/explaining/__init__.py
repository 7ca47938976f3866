"""How a verdict came about, as plain data."""
