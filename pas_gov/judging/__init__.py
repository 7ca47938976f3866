"""Judging: the variables that policies see, CEL, decisions, waivers, the verdict."""
