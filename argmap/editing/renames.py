"""Renaming a node: its declaration, and every reference, whether by its ID or by one derived from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.diagnostics import ArgmapError
from argmap.editing.compare import unlike
from argmap.editing.fields import detail_place
from argmap.editing.lines import Lines
from argmap.model.nodes import AnyNode, Argument, Attribution, Include, Statement
from argmap.notation.body import nfc
from argmap.notation.grammar import Row
from argmap.notation.outline import Line
from argmap.notation.prefix import with_ids
from argmap.notation.reader import lines_of_nodes
from argmap.notation.words import RESERVED, is_id

if TYPE_CHECKING:
    from argmap.editing.chunks import Chunk
    from argmap.editing.document import Document
    from argmap.model.map import ArgumentMap

__all__ = ["follow", "mapped", "new_id", "rename"]

_NAMED = ("claim", "premise", "position", "question", "voice", "source", "attribution", "argument")

_NO_IDS = ("kind", "meta", "type", "scheme", "strength", "meets", "stance", "verb_entry", "include", "version", "map")
"""Rows whose words are no IDs."""


def mapped(nodes: Sequence[AnyNode], ids: Mapping[str, str]) -> list[AnyNode]:
    """Nodes of which some go by other IDs. What is derived from an ID follows it."""
    if not ids:
        return list(nodes)
    known = {n.id for n in nodes} | set(ids)

    def new(id: str) -> str:
        return new_id(id, ids)

    return [with_ids(node, new, known) for node in nodes]


def new_id(id: str, ids: Mapping[str, str]) -> str:
    """What an ID becomes: itself, or the path that begins with it."""
    if id in ids:
        return ids[id]
    head, slash, rest = id.rpartition("/")
    while slash:
        if head in ids:
            return f"{ids[head]}/{rest}"
        head, slash, tail = head.rpartition("/")
        rest = f"{tail}/{rest}"
    return id


def rename(doc: Document, old: str, new: str) -> None:
    """Rename a node of a document, see `Document.rename`."""
    index = doc._indexed()
    if old not in index.kinds and doc.map.get(old) is None:
        raise ArgmapError(doc._missing(old))
    if new == old:
        return
    if old in ("author", "someone"):
        raise ArgmapError(f"`{old}` is a voice of every map and keeps its ID")
    kind = index.kinds.get(old, "")
    if kind not in _NAMED:
        raise ArgmapError(f"`{old}` is a {kind or 'node'} and has no name of its own")
    for part in new.split("."):
        if not is_id(part) or part in RESERVED:
            why = "is a word of the notation" if part in RESERVED else "is not made of letters, digits, `-` and `_`"
            raise ArgmapError(f"`{new}` cannot be an ID: `{part}` {why}")
    if old not in index.owner and (found := _included(doc, old)):
        include, path = found
        inner = old.removeprefix(f"{include.name}.") if include.name else old
        name = new.removeprefix(f"{include.name}.") if include.name else new
        new = f"{include.name}.{name}" if include.name else name
        if new in index.kinds:
            raise ArgmapError(f"the ID `{new}` is declared already")
        before, others = _brought(doc.map), dict(doc._others)
        try:
            _elsewhere(doc, path, inner, name)
            _here(doc, _changed(doc, before))
        except ArgmapError:
            doc._others = others
            raise
        return
    if "." in new:
        raise ArgmapError(f"`{new}` cannot be an ID: a dot stands only after the name of an include")
    if new in index.kinds:
        raise ArgmapError(f"the ID `{new}` is declared already")
    _here(doc, {old: new}, old)


def _brought(map: ArgumentMap) -> list[str]:
    """The IDs of all nodes that includes bring, in their order."""
    own = lines_of_nodes(map)
    return [node.id for node in map.nodes if node.id not in own]


def _changed(doc: Document, before: Sequence[str]) -> dict[str, str]:
    """Which of the IDs that includes bring have changed, now that an included file has: those derived from another one
    too."""
    after = _brought(doc._read(doc.text).map)
    return {old: new for old, new in zip(before, after, strict=True) if old != new}


def _included(doc: Document, id: str) -> tuple[Include, Path] | None:
    """The include that brings a node, and the file that declares it."""
    for include in doc.map.includes:
        if id in include.members and doc.path is not None:
            return include, doc.path.parent / include.path
    return None


def _elsewhere(doc: Document, path: Path, old: str, new: str) -> None:
    """Rename in an included file; nothing is written yet."""
    from argmap.editing.document import Document

    path = path.resolve()
    other = doc._others[path]._copy() if path in doc._others else Document.open(path)
    other.rename(old, new)
    doc._others[path] = other


def follow(doc: Document, changed: Mapping[Path, Document]) -> bool | None:
    """Change the references of a map to nodes of others that it includes, which have been renamed there already
    (`changed`, by their full paths). Whether there are any; `None` where a map between must be changed first."""
    doc._indexed()
    before = _brought(doc.map)
    doc._others.update(changed)
    if len(_brought(doc._read(doc.text).map)) != len(before):
        doc._others.clear()
        return None
    if ids := _changed(doc, before):
        _here(doc, ids)
    return doc.text != doc.saved_text


def _here(doc: Document, ids: dict[str, str], own: str | None = None) -> None:
    """Change references, and the declaration of the node that is called `own`, if it stands here. `ids` are the new
    IDs by the old ones."""
    index = doc._indexed()
    touched: dict[Chunk, None] = {}
    if own is not None:
        touched[doc._find(own).chunk] = None
        touched.update(index.users.get(own, {}))
        # IDs of attributions hold those of their voices, and are referred to in turn.
        for chunk in list(touched):
            for node in doc._part([chunk]).nodes:
                if isinstance(node, Attribution) and not is_id(node.id) and own in node.voices:
                    ids[node.id] = _act_id(node, ids)
    for key in [key for key in index.users if new_id(key, ids) != key]:
        touched.update(index.users[key])
    texts: dict[Chunk, str] = {}
    for chunk in touched:
        part = doc._part([chunk])
        lines = Lines(chunk.text, part, doc._newline)
        for entry in part.entries:
            for line in _walk(entry):
                for word, column in _ids(line.row):
                    other = new_id(nfc(word), ids)
                    if other != nfc(word):
                        lines.put(line, column, column + len(word), other)
        if own is not None and own in part.places:
            _declare(lines, part.nodes, own, ids[own])
        texts[chunk] = lines.result()

    def judge(before: Sequence[AnyNode], after: Sequence[AnyNode]) -> str | None:
        return unlike(mapped(before, ids), after)

    doc._commit(texts, judge, renamed=ids, brought=own is None)


def _act_id(act: Attribution, ids: Mapping[str, str]) -> str:
    """The derived ID of an attribution whose voices have other IDs."""
    voices = "-and-".join(act.voices)
    at = act.id.rfind(f"/{voices}-")
    made = "-and-".join(ids.get(v, v) for v in act.voices)
    return f"{new_id(act.id[:at], ids)}/{made}{act.id[at + 1 + len(voices) :]}"


def _declare(lines: Lines, nodes: Iterable[AnyNode], old: str, new: str) -> None:
    """Write an ID where a node that has none of its own declares itself."""
    node = next(n for n in nodes if n.id == old)
    line = lines.line(old)
    assert line.row is not None
    if isinstance(node, Argument) and "/" in old:
        arg = lines.arg_of(old)
        last, _ = lines.step_end(arg)
        number, indent = detail_place(lines, arg, last)
        lines.insert(number, indent, [f"named {new}"])
    elif isinstance(node, Attribution) and "/" in old:
        act, n = lines.act_of(old)
        if n + 1 < len(act.clauses):
            raise ArgmapError(f"`{old}` reports another attribution and cannot have a name")
        lines.insert(lines.place_for(act.line, "named"), lines.body_indent(act.line), [f"named {new}"])
    elif isinstance(node, Statement) and not any(nfc(word) == old for word, _ in _ids(line.row)):
        keyword = line.row[1]
        end = keyword[2] + len(keyword[1])
        lines.put(line, end, end, f" {new}")


def _walk(entry: Line) -> Iterator[Line]:
    todo = [entry]
    while todo:
        line = todo.pop()
        yield line
        todo.extend(reversed(line.children))


def _ids(row: Row | None) -> Iterator[tuple[str, int]]:
    """The words of a line that are IDs, each with its column."""
    if row is None or row[0] in _NO_IDS:
        return
    if row[0] == "venue" and row[2][0] == "TEXT":
        yield row[2][1], row[2][2]
        return
    yield from _ids_in(row, last_doing=True)


def _ids_in(row: Row, last_doing: bool) -> Iterator[tuple[str, int]]:
    parts = row[1:]
    for n, part in enumerate(parts):
        if isinstance(part[-1], int):
            if part[0] == "WORD":
                yield part[1], part[2]
            continue
        if part[0] == "phrase":
            # In an act the last word is what it is about.
            if row[0] == "doing" and last_doing and len(part) > 2:
                yield part[-1][1], part[-1][2]
        elif part[0] == "modifier":
            yield from _modifier_ids(part)
        elif part[0] == "doing":
            yield from _ids_in(part, all(other[0] != "doing" for other in parts[n + 1 :]))
        elif part[0] != "auxiliary":
            yield from _ids_in(part, True)


def _modifier_ids(row: Row) -> Iterator[tuple[str, int]]:
    word = row[1][1]
    if word == "via":
        yield from _ids_in(row[2], True)
    elif word in ("to", "in"):
        at = row[2][2]
        for piece in row[2][1].split(" and ") if word == "to" else [row[2][1]]:
            yield piece.strip(), at + len(piece) - len(piece.lstrip())
            at += len(piece) + len(" and ")
