"""Files in the formats that people write, as sentences with their places."""
