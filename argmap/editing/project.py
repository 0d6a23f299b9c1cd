"""The other maps of a project that include one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from argmap.diagnostics import ArgmapError
from argmap.editing.document import Document
from argmap.editing.renames import follow
from argmap.notation.reader import project_root

__all__ = ["users_of"]

MOST_FILES = 5_000
"""How many files of a project are looked at."""

_SKIPPED = ("node_modules", "build", "dist", "__pycache__")


def users_of(doc: Document) -> list[Document]:
    """The maps of the project that include a map in which a node has been renamed (or one that includes it, and so on)
    and name that node, each with the name changed. Nothing is written yet. Raises `ArgmapError` and `OSError`."""
    assert doc.path is not None
    changed = {d.path.resolve(): d for d in (doc, *doc.included) if d.path is not None and d.text != d.saved_text}
    waiting = []
    for path in _maps(project_root(doc.path.resolve())):
        if path in changed or path == doc.path.resolve():
            continue
        try:
            if b"include" in path.read_bytes():
                waiting.append(Document.open(path))
        except (OSError, ArgmapError):
            # What cannot be read is not this command's matter.
            continue
    found: list[Document] = []
    while waiting:
        later = []
        for other in waiting:
            named = follow(other, changed)
            if named is None:
                later.append(other)
            elif named and other.path is not None:
                changed[other.path.resolve()] = other
                found.append(other)
        if len(later) == len(waiting):
            break
        waiting = later
    return found


def _maps(root: Path) -> Iterator[Path]:
    seen = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        for name in sorted(names):
            seen += 1
            if seen > MOST_FILES:
                return
            if name.endswith(".argmap"):
                yield (Path(folder) / name).resolve()
