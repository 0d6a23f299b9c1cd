"""What every command says in the same words."""

from __future__ import annotations

__all__ = ["CannotRunError", "count"]


class CannotRunError(Exception):
    """The command cannot do its work: a file is missing, cannot be written, or the like. The text says why."""


def count(n: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `2 claims`."""
    return f"{n} {one if n == 1 else many or one + 's'}"
