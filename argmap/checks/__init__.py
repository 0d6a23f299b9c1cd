"""What can be wrong with a map that is well written: one rule a file, in a registry."""

from __future__ import annotations

from argmap.checks.registry import check_structure

__all__ = ["check_structure"]
