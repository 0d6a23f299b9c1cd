"""A language to ask maps in, and the Python interface that it compiles to; see docs/query.md."""

from argmap.query.answer import Answer
from argmap.query.asked import Asked, ask
from argmap.query.errors import QueryError
from argmap.query.selection import Selection

__all__ = ["Answer", "Asked", "QueryError", "Selection", "ask"]
