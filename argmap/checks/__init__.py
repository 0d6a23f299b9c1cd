"""What can be doubtful about a map that is written as it should be: one rule a file, in a registry."""

from __future__ import annotations

from argmap.checks.registry import DEFAULT, RULES, UnknownCodeError, check, codes_of

__all__ = ["DEFAULT", "RULES", "UnknownCodeError", "check", "codes_of"]
