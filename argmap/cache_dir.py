"""Where things that can be made again are kept between runs."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

__all__ = ["cache_dir"]


def cache_dir() -> Path | None:
    """The user's cache folder for argmap, made if need be; `None` when there is to be no cache.

    `ARGMAP_CACHE=off` switches caching off and `ARGMAP_CACHE_DIR` moves it. Otherwise it is
    `$XDG_CACHE_HOME/argmap` or `~/.cache/argmap` (XDG Base Directory Specification),
    `~/Library/Caches/argmap` on macOS and `%LOCALAPPDATA%\\argmap\\Cache` on Windows.

    What is kept here is trusted when it is read again, so a folder that belongs to someone else, or that
    others may write to, is not used. Nothing is raised: a cache is never necessary.
    """
    if os.environ.get("ARGMAP_CACHE", "").strip().lower() in {"off", "no", "false", "0"}:
        return None
    try:
        folder = _chosen()
        if folder is None:
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _ours(folder) else None
    except (OSError, RuntimeError, ValueError):  # no home, no room, a file in the way, a null in the name
        return None


def _chosen() -> Path | None:
    moved = os.environ.get("ARGMAP_CACHE_DIR", "")
    if moved:
        return Path(moved).expanduser().absolute()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local, "argmap", "Cache") if local else None
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "argmap"
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The specification has relative paths ignored.
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "argmap"


def _ours(folder: Path) -> bool:
    """Whether only this user can write to `folder` or put another in its place."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    if sys.platform == "win32":  # access lists, not modes: the folder inherits the profile's
        return True
    folder = folder.resolve()
    state = folder.stat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & 0o022:
        return False
    return all(_steady(above) for above in folder.parents)


def _steady(folder: Path) -> bool:
    mode = folder.stat().st_mode
    return not mode & stat.S_IWOTH or bool(mode & stat.S_ISVTX)
