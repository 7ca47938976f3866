"""The words for those to whom services promise something, as alternatives of patterns: the one list of each kind."""

from __future__ import annotations

CUSTOMERS = r"customers?|users?|accounts?|clients?|subscribers?|members|member(?! of\b)"
"""Those who use a service, one or several; "a member of staff" is none."""
PLANS = "plans?|tiers?"
"""What they are on."""
SOMEBODY = rf"{CUSTOMERS}|teams?|partners?|workspaces?|companies|{PLANS}"
"""All of whom a promise may be kept to some, or given to every one."""
