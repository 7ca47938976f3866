"""Business time: how many working hours or days of a calendar lie between two moments."""
