"""Policies made ready to judge, and the variables that they see."""
