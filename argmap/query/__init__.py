"""A language to ask maps in, and the Python interface that it compiles to; see docs/query.md."""
