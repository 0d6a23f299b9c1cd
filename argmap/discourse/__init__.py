"""Who is committed to what, since when, and against whom; see docs/discourse.md."""

from argmap.discourse.base import Discourse

__all__ = ["Discourse"]
