"""From the lines of one file to drafts of its nodes: what each line says, where it belongs, and what it declares.

Nothing is looked up here that another line may declare: that is `resolve.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from argmap.diagnostics import Fix, Related
from argmap.model.lexicon import FORCE_NAMES
from argmap.model.nodes import Expected, Naming, StatementType, VoiceKind
from argmap.notation.body import BodyReader, nfc, odd_date, plain_id
from argmap.notation.drafts import Draft, Name, QuoteDraft
from argmap.notation.grammar import Row
from argmap.notation.outline import Line
from argmap.notation.parser import Parser
from argmap.notation.paths import verb_id
from argmap.notation.values import bad_signature, signature

__all__ = ["Builder", "take_entries"]

_TYPES: tuple[str, ...] = get_args(StatementType)
_KINDS: tuple[str, ...] = get_args(VoiceKind)
_NAMINGS: tuple[str, ...] = get_args(Naming)
_STATUSES: tuple[str, ...] = get_args(Expected)
_STEP_OF = {"because": "supports", "but": "rebuts"}
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|www\.")
_ALMOST = {
    "write `person`, and below it `role {word}`": "journalist politician minister mayor president expert scientist "
    "economist professor spokesman spokeswoman spokesperson writer author lawyer doctor teacher official activist "
    "leader man woman human",
    "write `unnamed`, after the kind: `person, unnamed`": "anonymous nameless unknown undisclosed",
    "write `person, unnamed` for somebody whose name is held back, `document` for a text": "source",
    "write `organisation`": "company firm business bank government ministry agency authority council court institution "
    "institute university school church union association ngo charity army police parliament committee board club "
    "state country city municipality organization",
    "write `outlet`": "newspaper paper magazine journal broadcaster channel station website blog media programme press",
    "write `document`": "report study book article letter law treaty statement poll survey",
    "write `group`": "movement team crowd family class coalition bloc",
    "write `public`": "citizens voters everybody everyone readers society nation",
}
"""What to write for words that people take for kinds of voices."""


@dataclass
class Builder(BodyReader):
    """What one file declares. `read` takes its entries one after another."""

    _map_line: Line | None = None
    _versioned: bool = False

    # -- entries -------------------------------------------------------------------------------------------

    def read(self, line: Line) -> None:
        """Take one entry."""
        row = line.row
        if row is None:
            self._broken(line)
            return
        rule = row[0]
        if rule in ("claim", "premise", "position", "question"):
            draft = self._declare(rule, row, line)
            draft.fields["text"] = self._text(row[-1])
            self._body(draft, line.children)
        else:
            getattr(self, f"_{rule}")(row, line)

    def _version(self, row: Row, line: Line) -> None:
        if self.drafts or self._map_line is not None or self._versioned:
            help = "move it to the top of the file, once"
            self.problem("E108", "the version line stands first", line.span(), "not the first line", help=help)
        self._versioned = True
        if row[2][1] != "1":
            span = line.span(row[2][2])
            help = "this argmap reads version 1; a newer argmap may read this file"
            self.problem("E002", f"version {row[2][1]} of the notation is not known", span, "not known", help=help)
        self._nothing_below(line)

    def _heading(self, row: Row, line: Line) -> None:
        text: str = row[1][1]
        level = len(text) - len(text.lstrip("#"))
        while self._sections and self._sections[-1][0] >= level:
            self._sections.pop()
        title = text[level:].strip()
        above = self._sections[-1][0] if self._sections else None
        if above is not None and level > above + 1:
            span = line.span(0, level)
            marks = "#" * (above + 1)
            message = f"this heading skips a level: the one above it has {above} `#`"
            fix = Fix.at(span, marks, True)
            self.problem(
                "W009", message, span, "too many", help=f"write `{marks}` in place of `{'#' * level}`", fix=fix
            )
        slug = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", title).lower()).strip("-_") or "section"
        id = f"{self._section}/{slug}" if self._section else f"§/{slug}"
        draft = Draft("section", self._free(id) if id in self.by_id else id, line, 0)
        draft.fields = {"title": title, "level": level, "parent": self._section}
        self.by_id[draft.id] = draft
        self.drafts.append(draft)
        self._sections.append((level, draft.id))
        self._nothing_below(line)

    def _map(self, row: Row, line: Line) -> None:
        if self._map_line is not None:
            related = (Related(self._map_line.span(0, 3), "the first one"),)
            help = "a file has one `map` entry; merge the two"
            self.problem(
                "E110", "this file has a second `map` entry", line.span(0, 3), "again", related=related, help=help
            )
            return
        self._map_line = line
        if row[2][0] == "WORD" and self._good_id(nfc(row[2][1]), line, row[2][2]):
            self.head["id"] = nfc(row[2][1])
        self.head["title"] = self._text(row[-1])
        for child in line.children:
            if child.row is None or self._common(self.head, None, child):
                continue
            self._set(self.head, child.row[0], self._dated(child), child)

    def _dated(self, child: Line) -> str:
        row = child.row
        assert row is not None
        text = self._text(row[2])
        if row[0] in ("date", "retrieved") and (wrong := odd_date(text)):
            self.problem("E109", wrong, child.span(row[2][2]), "not a date", help="write YYYY-MM-DD, YYYY-MM or YYYY")
        return text

    def _source(self, row: Row, line: Line) -> None:
        draft = self._declare("source", row, line)
        draft.fields["title"] = self._text(row[-1])
        marks: list[tuple[str, QuoteDraft]] = []
        for child in line.children:
            made = child.row
            if made is None or self._common(draft.fields, draft, child):
                continue
            if made[0] == "by":
                self._name_list(draft, "by", made[2], child)
            elif made[0] == "mark":
                marks.append((made[1][1], self._quote(["quote", *made[2:]], child)))
            elif made[0] == "signature":
                self._signature(draft, made, child)
            else:
                self._set(draft.fields, made[0], self._dated(child), child)
        for n, (use, quote) in enumerate(marks, 1):
            mark = Draft("mark", f"{draft.id}/m{n}", quote.line, quote.column)
            tail = {"at": quote.at, "near": quote.near, "anchor": quote.anchor}
            mark.fields = {"use": use, "text": quote.text, "source": draft.id, **tail}
            self.by_id[mark.id] = mark
            self.drafts.append(mark)

    def _signature(self, draft: Draft, row: Row, line: Line) -> None:
        text = self._text(row[2])
        wrong = bad_signature(text)
        if wrong is None:
            self._set(draft.fields, "signature", signature(text), line)
        elif "\ufffd" not in text:
            help = "put the one there that `argmap share` writes: `sk1`, the number of letters, a digest, and more"
            self.problem("E109", wrong, line.span(row[2][2]), "not a signature", help=help)

    def _voice(self, row: Row, line: Line) -> None:
        draft = self._declare("voice", row, line)
        draft.fields["name"] = self._text(row[-1])
        for child in line.children:
            made = child.row
            if made is None or self._common(draft.fields, draft, child):
                continue
            match made[0]:
                case "kind":
                    self._voice_kind(draft, made, child)
                case "role":
                    self._set(draft.fields, "role", self._text(made[2]), child)
                case "of":
                    self._name_list(draft, "of", made[2], child)
                case _:
                    names = tuple(n.strip() for n in self._text(made[2]).split(",") if n.strip())
                    draft.fields["also"] = (*draft.fields.get("also", ()), *names)

    def _voice_kind(self, draft: Draft, row: Row, line: Line) -> None:
        for word in self._names(row, line):
            if word.text in _KINDS:
                self._set(draft.fields, "kind", word.text, line, word.span)
            elif word.text in _NAMINGS:
                self._set(draft.fields, "naming", word.text, line, word.span)
            else:
                self._other_kind(word)

    def _other_kind(self, word: Name) -> None:
        """What is said of a word that is no kind of voice."""
        help = next((help for help, words in _ALMOST.items() if word.text.lower() in words.split()), None)
        if help is None:
            self._value("a kind of voice", word.text, (*_KINDS, *_NAMINGS), word.span)
            return
        message = f"`{word.text}` is not a kind of voice"
        self.problem("E109", message, word.span, "not known", help=help.format(word=word.text))

    def _verb_entry(self, row: Row, line: Line) -> None:
        words = [t[1].lower() for t in row[2][1:]]
        from argmap.model.lexicon import inflect

        force = row[3]
        if force[1] not in FORCE_NAMES:
            self._value("a force", force[1], FORCE_NAMES, line.span(force[2], force[2] + len(force[1])))
        base = inflect(" ".join(words), force[1] if force[1] in FORCE_NAMES else "say").base
        draft = Draft("verb", verb_id(base), line, row[2][1][2])
        if draft.id in self.by_id:
            help = "keep one of the two"
            self.problem("E110", f"the verb `{base}` is declared twice", line.span(draft.column), "again", help=help)
            return
        draft.fields["force"] = force[1] if force[1] in FORCE_NAMES else "say"
        self.by_id[draft.id] = draft
        self.drafts.append(draft)
        for child in line.children:
            if child.row is None or self._common(draft.fields, draft, child):
                continue
            self._stance(draft.fields, child.row, child)

    def _expect(self, row: Row, line: Line) -> None:
        id, status = row[2], row[3]
        if status[1] not in _STATUSES:
            self._value("something that evaluation finds", status[1], _STATUSES, line.span(status[2]))
            return
        draft = Draft("expectation", f"expect/{nfc(id[1])}", line, id[2])
        if draft.id in self.by_id:
            draft.id = self._free(draft.id)
        draft.fields["status"] = status[1]
        draft.names["of"] = [Name(nfc(id[1]), line, id[2])]
        self.by_id[draft.id] = draft
        self.drafts.append(draft)
        self._plain(draft, line)

    def _include(self, row: Row, line: Line) -> None:
        name = nfc(row[4][1]) if len(row) > 4 else None
        path, column = row[2][1].strip(), row[2][2]
        if name is None and re.search(r"\sas$", path):
            help = "write a name for the other map: `include economy.argmap as economy`"
            end = row[2][2] + len(path)
            self.problem("E104", "no name follows `as`", line.span(end - 2, end), "as what?", help=help)
            self.lost_includes.add(None)
            return
        if path[:1] in "\"'" and path[-1:] == path[:1] and len(path) > 1:
            whole = line.span(row[2][2], row[2][2] + len(path))
            path, column = path[1:-1], column + 1
            message = "the path of an include stands without quotation marks"
            help = f"write `include {path}{f' as {name}' if name else ''}`"
            self.problem("E102", message, whole, "no quotation marks here", help=help, fix=Fix.at(whole, path, True))
        if _ADDRESS.match(path):
            span = line.span(row[2][2], row[2][2] + len(row[2][1].rstrip()))
            help = "save it beside this map, and include the file"
            self.problem("E003", "an include is a file, not a web address", span, "a web address", help=help)
            self.lost_includes.add(name)
            return
        if name is not None and not self._good_id(name, line, row[4][2]):
            name = plain_id(name)
        draft = Draft("include", f"include/{name or path}", line, column, self._section)
        draft.fields = {"path": path.replace("\\", "/"), "name": name}
        if (first := self.by_id.get(draft.id)) is not None:
            related = (Related(first.line.span(first.column), "first included here"),)
            message = f"the name `{name}` is given to two maps" if name else f"`{path}` is included twice"
            help = "give one of the two another name" if name else "keep one of the two"
            self.problem("E110", message, line.span(draft.column), "again", related=related, help=help)
            return
        self.by_id[draft.id] = draft
        self.drafts.append(draft)
        self._plain(draft, line)

    def _plain(self, draft: Draft, line: Line) -> None:
        for child in line.children:
            if child.row is not None:
                self._common(draft.fields, draft, child)


def take_entries(entries: Iterable[Line], parser: Parser, builder: Builder) -> Iterator[Line]:
    """Give all lines their rows and take them into drafts, entry by entry; then the lines, in the order of the file.

    A body line at column 0 is taken for one of the entry above it, an entry that is indented for an entry.
    """
    held: Line | None = None
    seen: list[Line] = []
    for entry in entries:
        here = parser.parse(entry, "top")
        if held is not None and entry.row is None:
            adopted = parser.adopt(held, entry)
            if adopted:
                seen += adopted
                continue
        if held is not None:
            _take(held, parser, builder)
            yield from seen
        held, seen = entry, here
    if held is not None:
        _take(held, parser, builder)
        yield from seen
    parser.runs.end()


def _take(entry: Line, parser: Parser, builder: Builder) -> None:
    builder.read(entry)
    for line in parser.moved(entry):
        builder.read(line)
