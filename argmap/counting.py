"""Numbers with their nouns, as every message has them."""

from __future__ import annotations

__all__ = ["count"]


def count(n: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `2 claims`."""
    return f"{n} {one if n == 1 else many or one + 's'}"
