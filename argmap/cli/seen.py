"""Maps that an earlier run of `argmap check` found nothing wrong with, so that it need not read them again.

A digest of argmap itself and of the map, and the digests of the maps that it includes, say whether anything has
changed. Nothing but "this was fine, and had so many statements" is kept. ``ARGMAP_CACHE=off`` switches it off.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from argmap.cache_dir import cache_dir

__all__ = ["remember", "statements_of_seen"]


def _stamp() -> str:
    """What changes when argmap does: the size and time of each of its files."""
    root = Path(__file__).parents[1]
    found = []
    for folder in (root, root.parent / "grammars"):
        for path, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                if not name.endswith(".pyc"):
                    state = os.stat(os.path.join(path, name))
                    found.append(f"{name} {state.st_size} {state.st_mtime_ns}")
    return "\n".join(found)


def _digest(*parts: bytes) -> str:
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def _file(name: str) -> Path | None:
    folder = cache_dir()
    return (
        folder / f"seen-{_digest(os.path.realpath(name).encode('utf-8', 'surrogateescape'))}.json" if folder else None
    )


def _key(name: str, how: str) -> str:
    # How the file is named and from where decides how its includes are.
    return _digest(_stamp().encode(), how.encode(), name.encode("utf-8", "surrogateescape"), Path(name).read_bytes())


def statements_of_seen(name: str, how: str) -> int | None:
    """How many statements a map has that was found right, by the rules that `how` names, and has not changed since;
    `None` for any other."""
    kept = _file(name)
    if name == "-" or kept is None or not kept.is_file():
        return None
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        data = json.loads(kept.read_text(encoding="utf-8"))
        if data["key"] == _key(name, how) and all(
            _digest(Path(path).read_bytes()) == digest for path, digest in data["includes"]
        ):
            return int(data["statements"])
    return None


def remember(name: str, how: str, statements: int, includes: Iterable[str]) -> None:
    """Keep that a map is right. `includes` are the paths of the maps that it is made of."""
    from argmap.files import write_whole

    kept = _file(name)
    if name == "-" or kept is None:
        return
    with contextlib.suppress(OSError):
        made_of = [[os.path.abspath(path), _digest(Path(path).read_bytes())] for path in includes]
        data = {"key": _key(name, how), "statements": statements, "includes": made_of}
        write_whole(kept, json.dumps(data).encode())
