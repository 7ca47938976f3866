"""Values: the frozen data of every room, made classes by a decorator that is cheap to import."""

from __future__ import annotations

from pas_gov.values.dataclass import dataclass

__all__ = ["dataclass"]
