"""`argmap.Document`: a map's file, edited without touching what an edit is not about."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.diagnostics import ArgmapError, Diagnostic, nearest
from argmap.editing import moves, renames
from argmap.editing.chunks import Chunk, Index, is_lasting, split
from argmap.editing.compare import Judge, canonical, differences
from argmap.editing.fields import changed, write
from argmap.editing.lines import Lines
from argmap.model.lexicon import Lexicon, default_lexicon, inflect
from argmap.model.map import ArgumentMap
from argmap.model.nodes import AnyNode, Argument, Node, Statement, Verb
from argmap.notation.around import Around
from argmap.notation.characters import cleaned
from argmap.notation.encoding import FileText, file_text, newline_of
from argmap.notation.format import INDENT
from argmap.notation.outline import raw_lines
from argmap.notation.part import Part, read_part
from argmap.notation.reader import Reading, lines_of_nodes, read_with
from argmap.notation.words import id_from_text

__all__ = ["Document"]

_WHOLE = re.compile(r"(?m)^(?:map|source|verb|include|argmap|#+)(?![\w-])")
"""Entries on which what others mean may depend: an edit of one is held to the whole file."""
_BY_NUMBER = re.compile(r"(?m)^[ \t]+undercuts\b[^\n]*/")
"""A reference to a step by its number, which an edit elsewhere may shift."""


@dataclass(slots=True)
class _Found:
    """A node, and where it stands."""

    chunk: Chunk
    part: Part
    node: AnyNode
    """As the chunk read alone has it: its steps are numbered as if nothing else bore on a node."""


class Document:
    """A map's file and its text. Edits change the lines that they are about and no others; each is read again and
    compared with what it should do before it is accepted. An edit that cannot be made raises `ArgmapError`, which
    says why, and changes nothing.

        doc = Document.open("town.argmap")
        doc.set("close", text="The bridge must be closed.")
        doc.rename("rust", "rusted-cables")
        doc.save()
    """

    def __init__(self, text: str, path: str | os.PathLike[str] | None = None) -> None:
        self._path = Path(path) if path is not None else None
        self._name = str(path) if path is not None else "<text>"
        self._file = FileText(text.removeprefix("\ufeff"), b"", "utf-8")
        self._on_disk: bytes | None = None
        self._saved = self._file.text
        self._others: dict[Path, Document] = {}
        """Included files that an edit has changed too."""
        self._chunks = [Chunk(part) for part in split(self._file.text)]
        self._newline = newline_of(text)
        self._unit = "\t" if re.search(r"(?m)^\t", text) else INDENT
        self._reading: Reading | None = None
        self._index: Index | None = None
        self._lexicon: Lexicon = default_lexicon()
        self._shaky = False
        self._renumbered = False

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Document:
        """The document in a file. Raises `OSError`, and `ArgmapError` for a file that is not text."""
        data = Path(path).read_bytes()
        file = file_text(data, str(path))
        doc = cls(file.text, path)
        doc._file, doc._on_disk = file, _digest(data)
        return doc

    def _copy(self) -> Document:
        """Another document of the same file that says the same; edits of it leave this one as it is."""
        other = Document(self.text, self._path)
        other._file, other._on_disk, other._saved = self._file, self._on_disk, self._saved
        other._others = dict(self._others)
        return other

    @property
    def saved_text(self) -> str:
        """The text as it was when the document was made, opened or last saved."""
        return self._saved

    @property
    def included(self) -> tuple[Document, ...]:
        """The documents of included files that a rename has changed too; `save` writes them."""
        return tuple(self._all_others().values())

    # -- what it says --------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """Its file, if it has one."""
        return self._path

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(chunk.text for chunk in self._chunks)

    @property
    def reading(self) -> Reading:
        """The map as it is now, with everything that is wrong. It is read again only after an edit."""
        if self._reading is None:
            self._reading = self._read(self.text)
        return self._reading

    @property
    def map(self) -> ArgumentMap:
        """The map as it is now."""
        return self.reading.map

    def _read(self, text: str) -> Reading:
        changed = {path: doc._file.bytes_of(doc.text) for path, doc in self._all_others().items()}
        return read_with(text, self._name, self._path, changed)

    def _all_others(self) -> dict[Path, Document]:
        found: dict[Path, Document] = {}
        for path, doc in self._others.items():
            found[path] = doc
            found.update(doc._all_others())
        return found

    def _indexed(self) -> Index:
        """Which chunk declares what."""
        if self._index is None:
            map = self.map
            self._index = Index.of(map, self._chunks, lines_of_nodes(map))
            verbs = [(n.base, n.force, n.stance) for n in map.nodes if isinstance(n, Verb)]
            self._lexicon = (
                default_lexicon().with_verbs(inflect(*verb) for verb in verbs) if verbs else default_lexicon()
            )
            # What is wrong hides references: then every edit is held to the whole file.
            self._shaky = not self.reading.ok or _BY_NUMBER.search(self.text) is not None
            self._renumbered = False
        return self._index

    # -- edits ---------------------------------------------------------------------------------------------

    def set(self, id: str, /, **fields: Any) -> None:
        """Give a node other values: `doc.set("close", text="…", type="policy")`. The fields are those of the node's
        class in `argmap.model.nodes`; `None` or an empty tuple takes a line out."""
        found = self._find(id)
        old, new = found.node, changed(found.node, fields)
        if new == old:
            return
        # A node without an ID of its own is called by its words.
        said = getattr(old, "text", "")
        other = id_from_text(getattr(new, "text", "")) if said and old.id == id_from_text(said) else old.id
        lines = self._lines(found)
        write(lines, old, new, self._lexicon)
        self._commit({found.chunk: lines.result()}, moves.set_judge(old.id, new, other))

    def replace(self, node: AnyNode) -> None:
        """Make the node that has this ID equal to `node`: `doc.replace(claim.model_copy(update={"type": "value"}))`."""
        if not isinstance(node, Node):
            raise TypeError(f"a node is replaced by a node, not by {type(node).__name__}")
        old = self.map.get(node.id) if isinstance(node, Argument) else self._find(node.id).node
        if old is None or type(node) is not type(old):
            raise ArgmapError(f"there is no {node.node} `{node.id}` that this could replace")
        fields = {f: getattr(node, f) for f in type(node).model_fields if getattr(node, f) != getattr(old, f)}
        fields.pop("section", None)
        if fields:
            self.set(node.id, **fields)

    def add(
        self, what: str | AnyNode, *, under: str | None = None, before: str | None = None, after: str | None = None
    ) -> tuple[str, ...]:
        """Add an entry; or, with `under`, lines below a node or to a step. The IDs of the nodes that are new and have
        one of their own.

        `what` is markup, or a node. An entry goes before or after the one with the given ID, else to the end of the
        file; lines below a node go where lines of their kind stand.
        """
        if not isinstance(what, str | Node):
            raise TypeError(f"markup or a node is added, not {type(what).__name__}")
        self._indexed()
        if under is None and not isinstance(what, str):
            under = moves.owner_of(what)
        if under is not None and isinstance(what, Statement):
            raise ArgmapError(f"a {what.node} is an entry; as a ground of `{under}` write `because {what.id}: …`")
        contents = [moves.indented(c, self._unit) for c in moves.contents_of(what, self._as_ground, self._lexicon)]
        if under is None:
            at, text = self._entry_text(contents, before, after)
            return self._commit({}, moves.add_judge, insert=(at, text))
        if before is not None or after is not None:
            raise ArgmapError("lines below a node go where such lines stand: leave out `before` and `after`")
        found = self._find(under)
        lines = self._lines(found)
        moves.add_under(lines, found.node, contents)
        return self._commit({found.chunk: lines.result()}, moves.add_judge)

    def remove(self, id: str) -> None:
        """Take a node out, with what stands below it and the comments right above it. Raises `ArgmapError` where
        something that stays refers to it."""
        found = self._find(id)
        lines = self._lines(found)
        gone = moves.remove(lines, found.node, self._apart_after(found.chunk))
        self._commit({found.chunk: lines.result()}, moves.remove_judge(gone), losing=True)

    def move(self, id: str, *, under: str | None = None, before: str | None = None, after: str | None = None) -> None:
        """Move an entry before or after another, or (`under`) a step, an attribution or a quote to another node."""
        found = self._find(id)
        if under is not None:
            target = self._find(under)
            source = self._lines(found)
            goal = source if target.chunk is found.chunk else self._lines(target)
            judge = moves.move_under(source, goal, found.node, target.node)
            self._commit({found.chunk: source.result(), target.chunk: goal.result()}, judge)
            return
        if before in (None, id) and after in (None, id):
            raise ArgmapError("say where to: `before` or `after` another entry, or `under` a node")
        lines = self._lines(found)
        block = moves.cut_entry(lines, found.node, self._apart_after(found.chunk))
        at, text = self._entry_text(["".join(block).rstrip("\r\n")], before, after, raw=True)
        self._commit({found.chunk: lines.result()}, moves.same_judge, insert=(at, text))

    def rename(self, old: str, new: str) -> None:
        """Give a node another ID, here and wherever it is referred to, in included files too. A node without an ID of
        its own gets one."""
        renames.rename(self, old, new)

    # -- saving --------------------------------------------------------------------------------------------

    def save(self, path: str | os.PathLike[str] | None = None) -> None:
        """Write the text to its file (or to another), whole or not at all, in the encoding in which it was read;
        included files that an edit has changed are written first. Raises `ArgmapError` when a file has changed on
        disk since it was opened, and `OSError`."""
        from argmap.files import write_whole

        target = Path(path) if path is not None else self._path
        if target is None:
            raise ArgmapError("this document has no file yet: name one to save it to")
        others = self._all_others()
        for doc in (*others.values(), *([self] if target == self._path else [])):
            doc._as_it_was()
        for doc in (*reversed(others.values()), self):
            data = doc._file.bytes_of(doc.text)
            write_whole(target if doc is self else doc._path or target, data)
            doc._on_disk, doc._saved = _digest(data), doc.text
            doc._others.clear()
        self._path = target

    def _as_it_was(self) -> None:
        """Raise `ArgmapError` where the file is not as it was when it was opened."""
        if self._path is None or self._on_disk is None:
            return
        try:
            now = _digest(self._path.read_bytes())
        except FileNotFoundError:
            now = None
        if now != self._on_disk:
            how = "is gone" if now is None else "has changed on disk"
            raise ArgmapError(f"{self._path} {how} since it was opened; open it again")

    # -- finding -------------------------------------------------------------------------------------------

    def _find(self, id: str) -> _Found:
        """A node and where it stands. Raises `ArgmapError`."""
        index = self._indexed()
        chunk = index.owner.get(id)
        line = 0
        if chunk is None:
            chunk, line = self._chunk_by_place(id)
        part = self._part([chunk])
        # The number of a step depends on what bears on its target elsewhere: it is known by its line.
        wanted = id
        if line and isinstance(self.map.get(id), Argument):
            wanted = next((a.id or "" for a in part.builder.args if a.line.number == line and a.id), id)
        node = next((n for n in part.nodes if n.id == wanted), None)
        if node is None:
            raise ArgmapError(self._missing(id))
        return _Found(chunk, part, node)

    def _chunk_by_place(self, id: str) -> tuple[Chunk, int]:
        """The chunk in which a node stands whose ID depends on what stands beside it, and the line there."""
        place = self.map.place_of(id)
        if place is None:
            raise ArgmapError(self._missing(id))
        if place.file != self._name:
            raise ArgmapError(f"`{id}` stands in {place.file}; open that file to edit it")
        at = 1
        for chunk in self._chunks:
            count = len(raw_lines(chunk.text))
            if place.line < at + count:
                return chunk, place.line - at + 1
            at += count
        raise ArgmapError(self._missing(id))

    def _missing(self, id: str) -> str:
        kinds = self._indexed().kinds
        if id in kinds:
            place = self.map.place_of(id)
            return f"`{id}` stands in {place.file}; open that file to edit it" if place else f"`{id}` stands in no file"
        if id in ("author", "someone"):
            return f"`{id}` has no entry here; add one: `voice {id}: Name`"
        near = nearest(id, kinds)
        return f"there is no node `{id}`" + (f"; did you mean `{near}`?" if near else "")

    def _part(self, chunks: Sequence[Chunk], text: str | None = None) -> Part:
        """Some chunks, read with what is known of the others; or what is to stand in their place."""
        index = self._indexed()
        own = {id for chunk in chunks for id in chunk.ids}
        around = Around(index.kinds, index.acts, own, self._lexicon)
        return read_part("".join(c.text for c in chunks) if text is None else text, around, index.voices)

    def _lines(self, found: _Found) -> Lines:
        return Lines(found.chunk.text, found.part, self._newline)

    def _as_ground(self, id: str) -> str:
        """A node as it is named where it is a ground: its ID; an attribution without one as the act."""
        return moves.as_ground(id, self._find(id).node, self._lexicon) if "/" in id else id

    def _entry_text(
        self, contents: Sequence[str], before: str | None, after: str | None, raw: bool = False
    ) -> tuple[int, str]:
        """Where among the chunks an entry goes, and its text there with the blank line that sets it apart."""
        nl = self._newline
        text = nl.join(contents) + nl if raw else nl.join(nl.join(c.split("\n")) for c in contents) + nl
        if before is not None and after is not None:
            raise ArgmapError("an entry goes `before` one or `after` one, not both")
        anchor = before if before is not None else after
        if anchor is None:
            blank = bool(self._chunks) and not self.text.endswith((nl + nl, "\n\n")) and self.text.strip() != ""
            return len(self._chunks), (nl if blank else "") + text
        chunk = self._chunk_of_entry(anchor)
        at = next(n for n, c in enumerate(self._chunks) if c is chunk)
        apart = not at or _begins_blank(chunk)
        if after is not None:
            if at + 1 < len(self._chunks):
                apart = _begins_blank(self._chunks[at + 1])
            return at + 1, (nl if apart else "") + text
        if at:
            return at, (nl if apart else "") + text
        return 0, text + nl

    def _apart_after(self, chunk: Chunk) -> bool:
        """Whether a blank line, or nothing, follows a chunk."""
        at = next(n for n, c in enumerate(self._chunks) if c is chunk)
        return at + 1 == len(self._chunks) or _begins_blank(self._chunks[at + 1])

    def _chunk_of_entry(self, id: str) -> Chunk:
        chunk = self._indexed().owner.get(id)
        return chunk if chunk is not None else self._chunk_by_place(id)[0]

    # -- accepting an edit ---------------------------------------------------------------------------------

    def _commit(
        self,
        texts: Mapping[Chunk, str],
        judge: Judge,
        insert: tuple[int, str] | None = None,
        losing: bool = False,
        renamed: Mapping[str, str] | None = None,
        brought: bool = False,
    ) -> tuple[str, ...]:
        """Put texts in place of chunks, and a new one among them, if that does what it should. `losing` is an edit
        that may lose comments; `renamed` are IDs that have changed, with `brought` those of included nodes. The IDs of
        nodes that are new and have one of their own. Raises `ArgmapError`."""
        index = self._indexed()
        if self._renumbered and any(_BY_NUMBER.search(t) for t in (*texts.values(), insert[1] if insert else "")):
            index.kinds.update((n.id, n.node) for n in self.map.nodes)
            self._renumbered = False
        if insert is not None and insert[0] >= len(self._chunks):
            # What goes to the end of a file goes to a line of its own.
            last = self._chunks[-1].text if self._chunks else ""
            insert = insert[0], _ended(last, self._newline, self._newline)[len(last) :] + insert[1]
        touched = [c for c in self._chunks if c in texts] if len(texts) > 1 else list(texts)
        made = {c: Chunk(_ended(texts[c], c.text, self._newline)) for c in touched}
        fresh = [*made.values(), *([Chunk(insert[1])] if insert else [])]
        old_text, new_text = "".join(c.text for c in touched), "".join(c.text for c in fresh)
        old = self._part(touched)
        if cleaned(new_text) != new_text and cleaned(old_text) == old_text:
            raise ArgmapError("this text holds a control character or line separator, which stands in no text")
        with index.renamed(renamed if renamed and brought else {}):
            new = self._part(touched, new_text)
            _no_new_problems(old.problems, new.problems)
            self._names_hold(touched, old.nodes, new.nodes)
            reason = judge(old.nodes, new.nodes)
            if reason is None and not losing and _comments(old_text) - _comments(new_text):
                reason = "a comment would be lost"
            if reason:
                raise ArgmapError(f"this edit cannot be made without changing something else: {reason}")
            chunks = [made.get(c, c) for c in self._chunks]
            if insert is not None:
                chunks.insert(insert[0], fresh[-1])
            chunks = [c for c in chunks if c.text]
            whole = self._shaky or brought or _WHOLE.search(old_text) or _WHOLE.search(new_text)
            reading = self._whole(chunks, old, new, renamed or {}) if whole else None
        for chunk in touched:
            index.leave(chunk)
        index.enter_all(fresh, new.nodes, {id: line.number for id, (line, _, _) in new.places.items()})
        self._chunks, self._reading = chunks, reading
        self._shaky = self._shaky or _BY_NUMBER.search(new_text) is not None
        self._renumbered = True
        if whole:
            # What others mean may have changed with it.
            self._index = None
        there = {n.id for n in old.nodes}
        return tuple(n.id for n in new.nodes if n.id not in there and is_lasting(n))

    def _names_hold(self, touched: Sequence[Chunk], old: Sequence[AnyNode], new: Sequence[AnyNode]) -> None:
        """Whether no ID is declared twice now, and nothing is gone that others refer to."""
        index = self._indexed()
        before = {id for c in touched for id in c.ids} | {n.id for n in old if is_lasting(n)}
        after = {n.id for n in new if is_lasting(n)}
        for id in sorted(after - before):
            if id in index.kinds:
                raise ArgmapError(f"the ID `{id}` is declared already")
        mine = set(touched)
        for id in sorted(before - after):
            users = [c for c in index.users.get(id, ()) if c not in mine]
            if users:
                by = next(iter(users[0].ids), "another entry")
                more = f" and {len(users) - 1} more" if len(users) > 1 else ""
                how = "would get another ID" if "/" in id and len(after - before) else "would be gone"
                raise ArgmapError(f"`{id}` {how}, and `{by}`{more} {'refer' if more else 'refers'} to it")

    def _whole(self, chunks: Sequence[Chunk], old: Part, new: Part, renamed: Mapping[str, str]) -> Reading:
        """Hold an edit to the whole file: nothing else may have changed. What it reads as."""
        before = self.reading
        after = self._read("".join(c.text for c in chunks))
        _no_new_problems(before.diagnostics, after.diagnostics)
        first = before.map.first_source
        if first and after.map.first_source and any(q.source is None for q in before.map.quotes):
            now = after.map.first_source.id
            if now != renames.new_id(first.id, renamed) and first.id in after.map:
                raise ArgmapError(
                    f"quotes that name no source would stand in `{now}`; write `in {first.id}` after them first"
                )
        if _errors(after) < _errors(before) or any(n.node == "include" for n in (*old.nodes, *new.nodes)):
            # What could not be read before is there now.
            return after
        here = differences(canonical(renames.mapped(old.nodes, renamed)), canonical(new.nodes))
        there = differences(canonical(renames.mapped(before.map.nodes, renamed)), canonical(after.map.nodes))
        if [Counter(side) for side in here] != [Counter(side) for side in there]:
            why = "; name the steps that are undercut by number (`named`)" if _BY_NUMBER.search(self.text) else ""
            raise ArgmapError(f"this edit would change what other entries say{why}")
        return after


def _errors(reading: Reading) -> int:
    return sum(d.severity == "error" for d in reading.diagnostics)


def _begins_blank(chunk: Chunk) -> bool:
    return bool(chunk.text) and not raw_lines(chunk.text)[0].strip()


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _ended(text: str, like: str, newline: str) -> str:
    """A text that ends with a line end where `like` does."""
    return text + newline if text and text[-1] not in "\r\n" and like[-1:] in ("\r", "\n") else text


def _comments(text: str) -> Counter[str]:
    return Counter(body for line in text.splitlines() if (body := line.strip()).startswith("//"))


def _no_new_problems(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> None:
    """Raise `ArgmapError` where an edit would bring an error that was not there."""
    there = Counter((d.code, d.message) for d in before)
    for d in after:
        if d.severity == "error":
            there[d.code, d.message] -= 1
            if there[d.code, d.message] < 0:
                raise ArgmapError(
                    f"this edit would bring an error: {d.message}" + (f" ({d.help})" if d.help else ""), (d,)
                )
