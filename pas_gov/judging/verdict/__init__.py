"""Policies applied to a change: outcomes, waivers, the verdict."""
