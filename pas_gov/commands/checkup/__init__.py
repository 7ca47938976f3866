"""The checks of ``doctor``: the records and rules, the forge, who writes here, this machine."""
