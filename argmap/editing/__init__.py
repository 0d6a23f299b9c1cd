"""Edits that keep the author's hand: each changes the lines it is about, and is read again before it is accepted."""

from __future__ import annotations

from argmap.editing.document import Document

__all__ = ["Document"]
