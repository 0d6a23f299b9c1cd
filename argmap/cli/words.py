"""What every command says in the same words."""

from __future__ import annotations

from argmap.counting import count

__all__ = ["CannotRunError", "count"]


class CannotRunError(Exception):
    """The command cannot do its work: a file is missing, cannot be written, or the like. The text says why."""
