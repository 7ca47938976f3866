"""Judging a change: policies and the variables that they see, findings, waivers, the verdict, and its explanation."""
