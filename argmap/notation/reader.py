"""Read a map: `read`, `reads`, and the strict `load` and `loads`."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from argmap.diagnostics import ArgmapError, Diagnostic, nearest
from argmap.model.map import ArgumentMap, Place
from argmap.model.nodes import AnyNode
from argmap.notation.body import nfc
from argmap.notation.build import Builder, take_entries
from argmap.notation.cache import RowCache
from argmap.notation.characters import no_text, stray_characters
from argmap.notation.drafts import Draft
from argmap.notation.outline import Line, decode, outline, split_lines
from argmap.notation.parser import Parser
from argmap.notation.prefix import prefixed
from argmap.notation.resolve import Resolver

__all__ = ["Parser", "Reading", "lines_of_nodes", "load", "loads", "project_root", "read", "read_with", "reads"]

MOST_INCLUDES = 500
"""How many included maps are read for one."""

_VOICE = re.compile(r"voice[ \t]+([^\s:]+)")


class Reading(NamedTuple):
    """What came of reading a map: the part that could be read, and everything that is wrong."""

    map: ArgumentMap
    """The map, without what could not be read."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem, in the order of the file."""

    @property
    def texts(self) -> Mapping[str, list[str]]:
        """The lines of each file that was read, by the name that diagnostics give it."""
        return self.map._texts

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong that is an error."""
        return not any(d.severity == "error" for d in self.diagnostics)


def read(path: str | os.PathLike[str], root: str | os.PathLike[str] | None = None) -> Reading:
    """Read a map from a file. What its author wrote never raises: see `Reading.diagnostics`.

    `root` is the folder that includes may not leave; without it, the folder of the project (the nearest one above
    the file with a `.git`, `pyproject.toml` or `argmap.toml`), else the file's own. Raises `OSError` when the file
    itself cannot be read.
    """
    path = Path(path)
    return _Session(Path(root) if root is not None else project_root(path)).read(path.read_bytes(), path, str(path))


def reads(text: str | bytes, name: str = "<text>", path: str | os.PathLike[str] | None = None) -> Reading:
    """Read a map from memory. `name` is what diagnostics call it; `path` is where it would stand, for its includes."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    where = Path(path) if path is not None else None
    lines = split_lines(text.removeprefix("\ufeff")) if isinstance(text, str) else None
    return _Session(project_root(where) if where else None).read(data, where, name, lines)


def read_with(text: str, name: str, path: str | os.PathLike[str] | None, changed: Mapping[Path, bytes]) -> Reading:
    """As `reads`, with other contents for files that would be read: `changed` has them by their paths."""
    where = Path(path) if path is not None else None
    session = _Session(project_root(where) if where else None)
    session.changed = {path.resolve(): data for path, data in changed.items()}
    return session.read(text.encode("utf-8", "surrogatepass"), where, name, split_lines(text.removeprefix("\ufeff")))


def lines_of_nodes(map: ArgumentMap) -> dict[str, int]:
    """For each node that stands in the file itself, the number of its line; nothing for a map that was not read."""
    places = map._locate
    return {id: line.number for id, (line, _, _) in places.places.items()} if isinstance(places, _Places) else {}


def load(path: str | os.PathLike[str]) -> ArgumentMap:
    """Read a map from a file that must be free of errors. Raises `ArgmapError` with the diagnostics, or `OSError`."""
    return _strict(read(path))


def loads(text: str | bytes, path: str | os.PathLike[str] | None = None) -> ArgumentMap:
    """Read a map from memory that must be free of errors. Raises `ArgmapError` with the diagnostics."""
    return _strict(reads(text, path=path))


def _strict(reading: Reading) -> ArgumentMap:
    if not reading.ok:
        errors = [d for d in reading.diagnostics if d.severity == "error"]
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        where = f"{first.span.file}:{first.span.line}:{first.span.column}"
        raise ArgmapError(f"{where}: {first.message}{more}", reading.diagnostics)
    return reading.map


def project_root(path: Path) -> Path:
    """The folder that holds everything of the project in which a file stands."""
    folder = path.resolve().parent
    for above in (folder, *folder.parents):
        if any((above / name).exists() for name in (".git", "pyproject.toml", "argmap.toml")):
            return above
    return folder


def declared_voices(entries: Iterable[Line]) -> frozenset[str]:
    """The IDs of the voices that a file declares: they are told from verbs while its lines are read."""
    names = (m[1] for entry in entries if (m := _VOICE.match(entry.text)))
    return frozenset(("author", "someone", *map(nfc, names)))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nodes hold no cycles: the collector of cycles would only walk them again and again while they are made."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Session:
    """One reading of a map with all its includes."""

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self.texts: dict[str, list[str]] = {}
        self.paths: dict[str, Path] = {}
        self.open: list[Path] = []
        self.included = 0
        self.changed: dict[Path, bytes] = {}
        """Contents that stand in place of what files hold."""

    def read(self, data: bytes, path: Path | None, name: str, lines: list[str] | None = None) -> Reading:
        with _no_collection():
            map, problems = self.file(data, path, name, lines)
        # A file that is included twice is read twice, and its problems are told once.
        problems = list(dict.fromkeys(problems))
        order = {file: n for n, file in enumerate(self.texts)}
        problems.sort(key=lambda d: (order.get(d.span.file, 0), d.span.line, d.span.column))
        map._texts, map._paths = self.texts, self.paths
        return Reading(map, tuple(problems))

    def file(
        self, data: bytes, path: Path | None, name: str, lines: list[str] | None = None
    ) -> tuple[ArgumentMap, list[Diagnostic]]:
        """Read one file, and what it includes."""
        problems: list[Diagnostic] = []
        wrong = list(no_text(data, name))
        if wrong:
            self.texts[name] = [""]
            return ArgumentMap(), wrong
        if lines is None:
            text, undecoded = decode(data, name)
            wrong.extend(undecoded)
            lines = split_lines(text)
        self.texts[name] = lines
        stray, spoilt = stray_characters(data, lines, name, told=bool(wrong))
        wrong.extend(stray)
        problems.extend(wrong)
        if path is not None:
            self.open.append(path.resolve())
            self.paths[name] = path
        entries, wrong_indents, depth = outline(lines, name)
        # Bodies are walked by recursion, four frames a level.
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 6 * depth + 1000))
        problems.extend(wrong_indents)
        voices = declared_voices(entries)
        parser = Parser(RowCache(path), problems, voices, lines, spoilt)
        builder = Builder(problems=problems, voices=voices)
        for line in take_entries(entries, parser, builder):
            line.row, line.children = None, []
        parser.cache.save()
        if not builder.drafts and not builder.head and parser.runs.unread > 2:
            first = next(d for d in problems if d.code == "E101")
            help = "an entry looks like this: `claim close: The bridge should be closed.`"
            message = "this file holds no entry of a map"
            problems[:] = [*wrong, Diagnostic("E101", message, first.span, "not an entry", help=help)]
            parser.runs.forget()
        included, elsewhere = self.includes(builder, path, name)
        resolver = Resolver(builder, included)
        nodes = resolver.nodes()
        if parser.runs.lines or spoilt:
            # Of a line in another notation, or with characters that stand in no text, that much has been said.
            told = {id(d) for d in parser.runs.told()}
            said = {id(d) for d in wrong}
            problems[:] = [
                d
                for d in problems
                if d.span.file != name
                or id(d) in said
                or (d.span.line not in spoilt and (d.span.line not in parser.runs.lines or id(d) in told))
            ]
        if path is not None:
            self.open.pop()
        made = _assemble(builder, nodes)
        made._locate = _Places(name, resolver.places, elsewhere)
        return made, problems

    def includes(
        self, builder: Builder, path: Path | None, name: str
    ) -> tuple[dict[str, list[AnyNode]], dict[str, ArgumentMap]]:
        """The nodes that includes bring, and for each such node's ID the map that knows its place."""
        brought: dict[str, list[AnyNode]] = {}
        elsewhere: dict[str, ArgumentMap] = {}
        for draft in [d for d in builder.drafts if d.kind == "include"]:
            map = self.include(builder, draft, path, name)
            if map is None:
                builder.lost_includes.add(draft.fields["name"])
                continue
            nodes = prefixed(map, draft.fields["name"])
            taken = [n for n in nodes if n.id in builder.by_id or n.id in elsewhere]
            if taken:
                self.clash(builder, draft, taken[0].id)
                continue
            brought[draft.id] = nodes
            elsewhere.update((n.id, map) for n in nodes)
        return brought, elsewhere

    def clash(self, builder: Builder, draft: Draft, id: str) -> None:
        """Say that an include brings an ID that is taken."""
        help = f"include it under a name: `include {draft.fields['path']} as other`"
        span = draft.line.span(draft.column, draft.column + len(draft.fields["path"]))
        builder.problem("E202", f"`{id}` is declared here and in the included map", span, "brings it again", help=help)

    def include(self, builder: Builder, draft: Draft, path: Path | None, name: str) -> ArgumentMap | None:
        """Read one included map; what is wrong with it is reported in its own file, named from where `name` stands."""
        written = draft.fields["path"]
        span = draft.line.span(draft.column, draft.column + len(written))
        if path is None:
            help = "save this map to a file; an include is found from where the file stands"
            builder.problem("E003", "a map that is in no file cannot include another", span, "not found", help=help)
            return None
        target = (path.parent / written).resolve()
        root = (self.root or path.parent).resolve()
        if Path(written).is_absolute() or not target.is_relative_to(root):
            help = (
                f"include maps inside the folder `{root.name or root}`, by a path relative to this file; "
                "an `argmap.toml` in a folder above makes that folder the project"
            )
            builder.problem("E005", f"`{written}` lies outside the project", span, "outside", help=help)
            return None
        if target in self.open:
            round = " -> ".join(p.name for p in [*self.open[self.open.index(target) :], target])
            itself = target == self.open[-1]
            message = "this map includes itself" if itself else f"these maps include each other: {round}"
            help = "remove this line, or move what both need into a third map"
            builder.problem("E004", message, span, "comes back here", help=help)
            return None
        self.included += 1
        if self.included > MOST_INCLUDES:
            help = "make fewer, larger maps; a map that is included by two others counts twice"
            if self.included == MOST_INCLUDES + 1:
                builder.problem("E003", f"more than {MOST_INCLUDES} maps are included", span, "one too many", help=help)
            return None
        try:
            data = self.changed.get(target) or target.read_bytes()
        except OSError as problem:
            if target.is_dir():
                help = f"`{written}` is a folder; name the map in it: `{written.rstrip('/')}/some-map.argmap`"
                message = f"`{written}` cannot be read: it is a folder"
                builder.problem("E003", message, span, "a folder", help=help)
                return None
            help = "check the path; it is relative to this file"
            try:
                near = nearest(target.name, [p.name for p in target.parent.iterdir()])
            except OSError:
                near = None
            if near:
                help = f"did you mean `{written[: len(written) - len(target.name)]}{near}`?"
            reason = "there is no such file" if isinstance(problem, FileNotFoundError) else "it cannot be opened"
            builder.problem("E003", f"`{written}` cannot be read: {reason}", span, "not found", help=help)
            return None
        shown = os.path.normpath(os.path.join(os.path.dirname(name), written))
        map, problems = self.file(data, target, shown)
        builder.problems.extend(problems)
        return map


def _assemble(builder: Builder, nodes: list[AnyNode]) -> ArgumentMap:
    # Made of nodes that are whole and refer to each other: no need to look at each again.
    fields = {name: builder.head.get(name, f.get_default()) for name, f in ArgumentMap.model_fields.items()}
    fields["nodes"] = tuple(nodes)
    return ArgumentMap.model_construct(**fields)


class _Places:
    """Where the nodes of a map stand; made into line and column when somebody asks."""

    def __init__(self, file: str, places: Mapping[str, tuple[Line, int, int]], other: Mapping[str, ArgumentMap]):
        self.file = file
        self.places = places
        self.other = other

    def __call__(self, id: str) -> Place | None:
        found = self.places.get(id)
        if found is not None:
            line, start, end = found
            return Place(*line.span(start, end))
        if id in self.other:
            return self.other[id].place_of(id) or self.other[id].place_of(id.split(".", 1)[-1])
        return None
