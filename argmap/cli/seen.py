"""What an earlier run of `argmap check` found in maps, so that those that have not changed need not be read again.

A digest of argmap itself and of the map, and the digests of the maps that it includes and of the articles that it
quotes, say whether anything has changed. What is kept is what was found, and how many statements there were.
``ARGMAP_CACHE=off`` switches it off.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.cache_dir import cache_dir

if TYPE_CHECKING:
    from argmap.checks.registry import Checked
    from argmap.diagnostics.model import Diagnostic

__all__ = ["Seen", "remember", "seen"]


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


def _digest_of(path: Path) -> str | None:
    """The digest of a file, or `None` where there is none."""
    return _digest(path.read_bytes()) if path.is_file() else None


def _file(name: str) -> Path | None:
    folder = cache_dir()
    return (
        folder / f"seen-{_digest(os.path.realpath(name).encode('utf-8', 'surrogateescape'))}.json" if folder else None
    )


def _key(name: str, how: str) -> str:
    # How the file is named and from where decides how its includes are.
    return _digest(_stamp().encode(), how.encode(), name.encode("utf-8", "surrogateescape"), Path(name).read_bytes())


class Seen(NamedTuple):
    """What an earlier run found in a map that has not changed since."""

    statements: int
    found: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    """The files that it is made of, and articles in plain text, as diagnostics name them."""
    unheld: int
    """How many quotes were compared with nothing."""
    guesses: int
    """How many comments `// guess` there were."""

    @property
    def texts(self) -> dict[str, list[str]]:
        """The lines of its files."""
        return {file: _lines(Path(file).read_bytes(), file) for file in self.files}


def _lines(data: bytes, file: str) -> list[str]:
    """The lines of a map, or of an article in whatever encoding."""
    from argmap.notation.outline import decode, split_lines

    text, problems = decode(data, file)
    if problems:
        from argmap.sources.plain import decoded

        text, _ = decoded(data, file)
    return split_lines(text)


def seen(name: str, how: str) -> Seen | None:
    """What was found in a map by the rules that `how` names; `None` where it is new, or something has changed."""
    kept = _file(name)
    if name == "-" or kept is None or not kept.is_file():
        return None
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        data = json.loads(kept.read_text(encoding="utf-8"))
        if data["key"] == _key(name, how) and all(
            _digest_of(Path(path)) == digest for path, digest in data["includes"]
        ):
            return Seen(
                int(data["statements"]),
                tuple(map(_unpacked, data["found"])),
                tuple(data["files"]),
                int(data["unheld"]),
                int(data["guesses"]),
            )
    return None


def remember(name: str, how: str, statements: int, maps: Collection[str], found: Checked, guesses: int) -> None:
    """Keep what was found in a map. `maps` are the files that it is made of, itself among them."""
    from argmap.files import write_whole

    kept = _file(name)
    if name == "-" or kept is None:
        return
    with contextlib.suppress(OSError, UnicodeError):
        others = [Path(file) for file in maps if file != name]
        made_of = [[os.path.abspath(path), _digest_of(path)] for path in (*others, *found.files)]
        data = {
            "key": _key(name, how),
            "statements": statements,
            "includes": made_of,
            "files": list(found.texts),
            "found": [_packed(d) for d in found.diagnostics],
            "unheld": found.unheld,
            "guesses": guesses,
        }
        write_whole(kept, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _packed(d: Diagnostic) -> list[object]:
    fix = [[[list(e.span), e.text] for e in d.fix.edits], d.fix.safe] if d.fix else None
    related = [[list(r.span), r.label] for r in d.related]
    return [d.code, d.message, list(d.span), d.label, related, list(d.notes), d.help, fix]


def _unpacked(row: Any) -> Diagnostic:
    from argmap.diagnostics.model import Diagnostic, Edit, Fix, Related, Span

    code, message, span, label, related, notes, help, fix = row
    edits = Fix(tuple(Edit(Span(*at), text) for at, text in fix[0]), bool(fix[1])) if fix else None
    others = tuple(Related(Span(*at), said) for at, said in related)
    return Diagnostic(code, message, Span(*span), label, others, tuple(notes), help, edits)
