"""What a project says in `argmap.toml`, or under `[tool.argmap]` in `pyproject.toml`, in the nearest folder above a
map: which rules run on it, and the project's own words for queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argmap.checks.selection import UnknownCodeError, codes_of
from argmap.diagnostics import Diagnostic, Span, nearest

__all__ = ["Settings", "settings_for"]

_KEYS = ("select", "ignore", "query")
_WORD = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says about checks and queries."""

    select: tuple[str, ...] | None = None
    """Codes, beginnings of codes or names of the rules to run; `None` for the default set."""
    ignore: tuple[str, ...] = ()
    """Those to leave out."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The project's own words, each with the query that it stands for; whether it is one is not looked at here."""
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong with the file (E006)."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    """The lines of the file, for excerpts."""


def settings_for(path: Path, known: dict[Path, Settings]) -> Settings:
    """The settings for a map. `known` keeps those of folders that have been looked at."""
    folder = path.resolve().parent
    way = []
    found = Settings()
    for above in (folder, *folder.parents):
        if above in known:
            found = known[above]
            break
        way.append(above)
        here = _read(above / "argmap.toml", ()) or _read(above / "pyproject.toml", ("tool", "argmap"))
        if here is not None:
            found = here
            break
    known.update(dict.fromkeys(way, found))
    return found


def _read(file: Path, under: tuple[str, ...]) -> Settings | None:
    """The settings of one file; `None` where it has none."""
    if not file.is_file():
        return None
    import tomllib

    name = _shown(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError:
        return _wrong(name, [""], f"{name} cannot be opened", "make it readable, or take it away")
    except UnicodeDecodeError:
        return _wrong(name, [""], f"{name} is not UTF-8 text", "save it as UTF-8 in your editor")
    lines = text.splitlines() or [""]
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        if under and "tool.argmap" not in text:
            return None
        at = re.search(r"\(at line (\d+), column (\d+)\)$", str(problem))
        line, column = (int(at[1]), int(at[2])) if at else (len(lines), 1)
        help = 'settings are written in TOML, such as `ignore = ["W305", "orphan"]`'
        return _wrong(name, lines, "this is not TOML", help, min(line, len(lines)), column)
    for key in under:
        data = data.get(key) if isinstance(data, dict) else None
        if data is None:
            return None
    return _settings(data, name, lines)


def _settings(data: Any, name: str, lines: list[str]) -> Settings:
    problems: list[Diagnostic] = []
    got: dict[str, tuple[str, ...]] = {}
    words: dict[str, str] = {}

    def wrong(key: str, word: str, message: str, help: str, label: str = "not known", table: str = "") -> None:
        line, start, end = _find(lines, key, word, table)
        span = Span(name, line, start, line, end)
        problems.append(Diagnostic("E006", message, span, label, help=help))

    if not isinstance(data, dict):
        wrong(
            "argmap",
            "argmap",
            "`tool.argmap` is a table of settings",
            "write `[tool.argmap]` and the settings below it",
        )
    for key, value in data.items() if isinstance(data, dict) else ():
        if key not in _KEYS:
            near = nearest(key, _KEYS)
            help = f"did you mean `{near}`?" if near else "there are `select`, `ignore` and the table `query`"
            if key == "tool":
                help = "in argmap.toml the settings stand at the top, not under `[tool.argmap]`"
            wrong(key, key, f"there is no setting `{key}`", help)
            continue
        if key == "query":
            words = _words(value, wrong)
            continue
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            help = f'write `{key} = ["W305", "orphan"]`'
            wrong(key, key, f"`{key}` is a list of codes or names of rules", help, "not a list")
            continue
        got[key] = _known(value, key, wrong)
    return Settings(got.get("select"), got.get("ignore", ()), words, tuple(problems), {name: lines} if problems else {})


def _words(table: Any, wrong: Any) -> dict[str, str]:
    """The words of a project that are well made."""
    if not isinstance(table, dict):
        help = 'write `[query]` and below it a line such as `far = "claims by x"`'
        wrong("query", "query", "`query` is a table of words", help, "not a table")
        return {}
    good: dict[str, str] = {}
    for word, query in table.items():
        if not _WORD.fullmatch(word):
            help = "use small letters from a to z and hyphens, and begin with a letter"
            wrong(word, word, f"`{word}` cannot be a word of a query", help, "not a word", table="query")
        elif not isinstance(query, str):
            help = f'write the query in quotation marks: `{word} = "claims by x"`'
            wrong(word, word, f"`{word}` stands for no query", help, "not a text", table="query")
        else:
            good[word] = query
    return good


def _known(words: Iterable[str], key: str, wrong: Any) -> tuple[str, ...]:
    good = []
    for word in words:
        try:
            codes_of([word])
        except UnknownCodeError as problem:
            message, _, help = str(problem).partition("; ")
            wrong(key, word, message, help or "name rules by code or name")
        else:
            good.append(word)
    return tuple(good)


def _find(lines: list[str], key: str, word: str, table: str = "") -> tuple[int, int, int]:
    """Where a word stands, from the line of its key on: line, column, end. The key may be that of a table."""
    start = _line(lines, rf"\s*\[[^\]]*\b{table}[\"']?\s*\]", rf"\s*[\w.\"']*\b{table}\b") if table else 0
    own = rf"[\"']?{re.escape(key)}[\"']?\s*"
    first = _line(lines, rf"\s*(?:[\w.\"']*\.\s*)?{own}[=.]", rf"\s*\[[^\]]*\b{own}\]", start=start)
    for n in range(first, len(lines)):
        at = lines[n].find(word) if word else -1
        if at >= 0:
            return n + 1, at + 1, at + len(word) + 1
    return first + 1, 1, 2


def _line(lines: list[str], *patterns: str, start: int = 0) -> int:
    """The first line from `start` on that begins as a pattern says: as the first pattern, if any does."""
    for pattern in patterns:
        for n in range(start, len(lines)):
            if re.match(pattern, lines[n]):
                return n
    return start


def _wrong(name: str, lines: list[str], message: str, help: str, line: int = 1, column: int = 1) -> Settings:
    found = Diagnostic("E006", message, Span(name, line, column, line, column + 1), "here", help=help)
    return Settings(problems=(found,), texts={name: lines})


def _shown(file: Path) -> str:
    """A path as a person would write it from here."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)
