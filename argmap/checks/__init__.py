"""What can be doubtful about a map that is written as it should be: one rule a file, in a registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.checks.selection import DEFAULT, RULES, UnknownCodeError, codes_of

if TYPE_CHECKING:
    from argmap.checks.registry import check as check

__all__ = ["DEFAULT", "RULES", "UnknownCodeError", "check", "codes_of"]


def __getattr__(name: str) -> Any:
    # Settings are read before it is known whether any map must be.
    if name == "check":
        from argmap.checks.registry import check

        return check
    raise AttributeError(f"module 'argmap.checks' has no attribute {name!r}")
