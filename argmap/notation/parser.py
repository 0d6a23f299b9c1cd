"""Gives each line its row: by the grammar, or as it was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from argmap.diagnostics import Diagnostic, Edit, Fix, Span
from argmap.model.lexicon import default_lexicon
from argmap.notation.cache import RowCache
from argmap.notation.characters import cleaned
from argmap.notation.grammar import Row, row_by_shape
from argmap.notation.habits import Foreign, Runs, below, foreign, going_on
from argmap.notation.mend import cut, mended, parse, plain_span
from argmap.notation.outline import Line
from argmap.notation.words import ENTRIES, SPACES, keywords

__all__ = ["Parser"]

_BELOW = {
    "map": "map_line",
    "source": "source_line",
    "voice": "voice_line",
    "claim": "node_line",
    "premise": "node_line",
    "position": "node_line",
    "question": "question_line",
    "verb_entry": "verb_line",
    "expect": "plain_line",
    "include": "plain_line",
    "attribution": "act_line",
    "because": "ground_line",
    "but": "ground_line",
    "and_": "ground_line",
    "assuming": "ground_line",
    "unless": "ground_line",
}
"""What may stand under a line: for each rule of the grammar the start rule of the lines below it."""

_BODIES = ("node_line", "question_line", "act_line", "ground_line")
_SENTENCE = re.compile(r"[^\W\d_][\w ,;'’-]*[.!?…]")
_TEXT = re.compile(
    r"(?:map|source|voice|claim|premise|position|question)(?:[ \t]+[^\s:]+)?[ \t]*:.|"
    r"[ \t]+(?:because|but|and|assuming|unless)(?:[ \t]+[^\s:]+)?[ \t]*:.|[ \t]+(?:note|role|also)[ \t]+\S|[ \t]*\|"
)
_VOICE = re.compile(r"voice[ \t]+([^\s:]+)[ \t]*:(.*)")
_DECLARED = re.compile(
    r"[ \t]*(?:map|source|voice|claim|premise|position|question|because|but|and|assuming|unless)"
    r"[ \t]+([^\s:]+)[ \t]*:"
)
_MORE = re.compile(r"\n[ \t]*\|")
_GUESS = {"verb": "verb_line", "and": "ground_line", **_BELOW}


_KINDS = {
    "verb_entry": "a verb",
    "expect": "an expectation",
    "include": "an include",
    "attribution": "an attribution",
    **dict.fromkeys(("because", "but", "and_", "assuming", "unless"), "a ground"),
}


def _above(parent: Line | None) -> str | None:
    """What a line stands under, where that is known."""
    if parent is None or parent.row is None:
        return None
    return _KINDS.get(parent.row[0], f"a {parent.row[0]}")


class Parser:
    """Gives each line its row. What is wrong with lines is added to `problems`.

    `voices` are the voices that the file declares, `lines` the lines of the file as they are, `spoilt` the numbers of
    those that hold characters which stand in no text; of these enough has been said.
    """

    def __init__(
        self,
        cache: RowCache,
        problems: list[Diagnostic],
        voices: Set[str] = frozenset(),
        lines: Sequence[str] = (),
        spoilt: Set[int] = frozenset(),
    ) -> None:
        self.cache = cache
        self.problems = problems
        # `voice the Swimmers' Club` declares no `the`.
        odd = [word for word in ("the", "a", "an") if word in voices]
        self.voices = voices - {w for w in odd if any(re.match(rf"voice[ \t]+{w}[ \t]+[^\s:]", raw) for raw in lines)}
        self.lines = lines
        self.spoilt = spoilt
        self.runs = Runs(problems)
        self._unindented: Line | None = None
        self._joined: set[int] = set()
        self._taken: set[str] | None = None
        self._numbers: dict[str, int] = {}
        self._names: dict[str, set[str]] | None = None
        self._moved: dict[int, list[Line]] = {}

    def row(self, line: Line, context: str, parent: Line | None = None) -> None:
        """Give a line the row that it has under the start rule `context`; what is wrong with it is noted."""
        text = line.text
        if line.number in self._joined:
            # A part of the line above, which is told there.
            return
        row = row_by_shape(context, text)
        if row is None:
            row = self.cache.get(context, text)
        if row is None:
            from lark.exceptions import UnexpectedInput

            from argmap.notation.grammar import lark_row

            try:
                row = lark_row(context, text)
            except UnexpectedInput:
                line.row = self._failed(line, context, parent)
                return
            self.cache.put(context, text, row)
        if row[0] == "attribution" and row[1][1][1][1] not in self.voices:
            # What only a mistake needs is imported when there is one.
            from argmap.notation.slips import english, titled

            found = english(self.voices, context, line) or titled(self._named(), context, line)
            if found is not None:
                self.runs.end(line)
                self.problems.append(found[0])
                line.row = found[1]
                return
            prose = self._prose(line, context, row)
            if prose is not None:
                self.runs.add(line, prose, "E102", self._going_on(line))
                return
        if line.more:
            row = self._blank(line, row)
        if len(row) == 3 and row[2][0] == "TEXT" and row[2][1][:1] == ":" and row[0] not in _ENTRY_RULES:
            line.row = self._colon(line, row)
            return
        if self.runs.open:
            self.runs.end(line)
        line.row = row

    def _failed(self, line: Line, context: str, parent: Line | None) -> Row | None:
        """What was meant by a line that the grammar does not take."""
        if line.number in self.spoilt:
            row = mended(line, context, cleaned(line.text))
            if row is not None:
                self.runs.end(line)
                return row
        code = "E101" if context == "top" else "E102"
        if parent is not None and line.text.split(None, 1)[0] in ENTRIES:
            row = parse("top", line.text)
            if row is not None:
                self._indented(line, parent, row)
                return row
        found = None if line.more else foreign(context, line, self.voices)
        among = False
        if found is not None and found.family == "yaml" and self.runs.family in ("", "colon"):
            word = line.text[: found.mark - 1].rstrip()
            if word in keywords() and context != "top":
                # A word of the notation for another place; what stands around it may go on.
                found, among = None, True
        if found is None and self._below_text(line) and _SENTENCE.fullmatch(line.text) and context in _BODIES:
            found = going_on(context, line.text, self.voices, False)
        if found is None and self.runs.wrapped and context != "top" and not line.more:
            found = going_on(context, line.text, self.voices, True)
        if found is None:
            if not among:
                self.runs.end(line)
            white = self.lines[line.number - 1][: line.indent] if line.number <= len(self.lines) else None
            from argmap.notation.recover import recover

            problem, row = recover(context, line, self.voices, _above(parent), white, self.lines)
            problem, row = self._own_id(line, problem, row)
            self.problems.append(problem)
            for span, _ in problem.fix.edits if problem.fix is not None else ():
                self._joined.update(range(span.line + 1, span.end_line + 1))
            if row is not None and line.more:
                row = self._blank(line, row)
            return row
        edits = []
        if found.family == "wrapped":
            edits = self._going_on(line)
        if found.start is not None:
            edits = [Edit(plain_span(line, 0, found.start[0]), found.start[1])]
        colon = found.family == "colon"
        at = found.mark - 1 if colon else 0
        family = self.runs.add(line, found, code, edits, at=at, safe=colon or found.family in ("list", "remark"))
        self._unindented = line if family == "unindented" else None
        return found.row

    def _going_on(self, line: Line) -> list[Edit]:
        """What makes plain words a part of the text above them."""
        goes_on = self.runs.family == "wrapped" or self._below_text(line)
        return [Edit(plain_span(line, 0, 0), "| ")] if goes_on else []

    def _below_text(self, line: Line) -> bool:
        """Whether the line above ends with a text, which this one may go on with."""
        return line.number > 1 and _TEXT.match(self.lines[line.number - 2]) is not None if self.lines else False

    def _named(self) -> dict[str, set[str]]:
        """The IDs of voices, by the words of their names."""
        if self._names is None:
            self._names = {}
            for raw in self.lines:
                voice = _VOICE.match(raw)
                if voice is None:
                    continue
                for word in (voice[1], *voice[2].split()):
                    self._names.setdefault(word.casefold(), set()).add(voice[1])
        return self._names

    def _own_id(self, line: Line, problem: Diagnostic, row: Row | None) -> tuple[Diagnostic, Row | None]:
        """What is said of a line, and its row, where another line has the ID that was made up for it."""
        if row is None or problem.code not in ("E103", "E106") or len(row) < 3:
            return problem, row
        part = row[2][1] if row[2][0] == "declared" else row[2]
        id = part[1] if part[0] == "WORD" else ""
        if not isinstance(id, str) or not id or re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", line.text):
            return problem, row
        if self._taken is None:
            self._taken = {found[1] for raw in self.lines if (found := _DECLARED.match(raw))}
        if id not in self._taken:
            self._taken.add(id)
            return problem, row
        n = self._numbers.get(id, 2)
        while f"{id}-{n}" in self._taken:
            n += 1
        self._numbers[id] = n
        self._taken.add(f"{id}-{n}")
        part[1] = f"{id}-{n}"
        edits = tuple(Edit(span, put.replace(id, part[1], 1)) for span, put in problem.fix.edits) if problem.fix else ()
        fix = Fix(edits, False) if edits else None
        return replace(problem, help=(problem.help or "").replace(id, part[1], 1), fix=fix), row

    def _prose(self, line: Line, context: str, row: Row) -> Foreign | None:
        """Plain words that read as a voice, which nothing declares, and a verb of several words, which is none."""
        word, phrase = row[1][1][1][1], row[1][-1]
        if not self.voices or "." in word or phrase[0] != "phrase" or not (len(phrase) > 3 or self.runs.wrapped):
            return None
        words = [part[1] for part in phrase[1:]]
        lexicon = default_lexicon()
        if any(lexicon.find(" ".join(words[:n])) for n in range(1, min(len(words), 6) + 1)):
            return None
        return going_on(context, line.text, self.voices, self.runs.wrapped)

    def _indented(self, line: Line, parent: Line, row: Row) -> None:
        """An entry that is indented: it is one all the same."""
        word = row[1][1]
        help = "move it to the start of the line: an entry is never indented"
        lines = [line, *below(line)]
        # What stands beside it, below, would come to stand under it.
        last = parent.children[-1] is line
        edits = [Edit(Span(li.file, li.number, 1, li.number, line.indent + 1), "") for li in lines] if last else []
        self.runs.add(line, Foreign("indented", len(word), help, row), "E102", edits)

    def _colon(self, line: Line, row: Row) -> Row | None:
        """A text that begins with a colon, which is not wanted behind the word of a line (`note: …`, `url : …`); the
        row without it."""
        word, end = row[1][1], row[1][2] + len(row[1][1])
        at, rest = row[2][2], row[2][1][1:]
        text = rest.lstrip(SPACES)
        if at > end and text == rest and text:
            # What begins so, such as `:-)`, may be meant.
            self.runs.end(line)
            return row
        if not text:
            self.runs.end(line)
            from argmap.notation.recover import followed_by_nothing

            self.problems.append(followed_by_nothing(line, word)[0])
            return None
        found = Foreign("colon", at + 1, f"write `{word} {cut(text)}`", row)
        edit = Edit(plain_span(line, end, at + 1), "" if text != rest or text[0] == "\n" else " ")
        self.runs.add(line, found, "E102", [edit], at=at, safe=True)
        return [*row[:2], ["TEXT", text, at + 1 + len(rest) - len(text)]]

    def _blank(self, line: Line, row: Row) -> Row:
        """Look for a continued text that says nothing; the row with a text all the same."""
        last = row[-1]
        if isinstance(last[-1], int) and last[0] == "TEXT" and not _MORE.sub(" ", last[1]).strip(SPACES):
            help = "write the text, or leave out the `|`"
            at = line.text.index("|", last[2])
            self.problems.append(Diagnostic("E104", "this text is empty", line.span(at, at + 1), "no words", help=help))
            return [*row[:-1], ["TEXT", "…", last[2]]]
        return row

    def parse(self, entry: Line, context: str) -> list[Line]:
        """Give an entry and everything below it their rows; the lines that were seen, in the order of the file."""
        return self._walk([(entry, context, None)], entry)

    def _walk(self, todo: list[tuple[Line, str, Line | None]], entry: Line) -> list[Line]:
        seen = []
        moved: list[tuple[Line, Line]] = []
        while todo:
            line, here, parent = todo.pop()
            seen.append(line)
            self.row(line, here, parent)
            row = line.row
            if row is not None and parent is not None and row[0] in _ENTRY_RULES:
                moved.append((parent, line))
            if not line.children or line is self._unindented:
                continue
            rule = row[0] if row is not None else line.text.split(" ", 1)[0]
            under = (_BELOW if row is not None else _GUESS).get(rule)
            if under is not None:
                todo.extend((child, under, line) for child in reversed(line.children))
        if moved:
            gone = {id(line) for _, line in moved}
            for parent in dict.fromkeys(parent for parent, _ in moved):
                parent.children = [child for child in parent.children if id(child) not in gone]
            self._moved.setdefault(id(entry), []).extend(line for _, line in moved)
        return seen

    def moved(self, entry: Line) -> list[Line]:
        """Entries that were found indented below this one."""
        return self._moved.pop(id(entry), [])

    def adopt(self, above: Line, entry: Line) -> list[Line]:
        """Take a body line at column 0 for one of the entry above it. The lines that were seen, or none where it fits
        there no better."""
        context = _BELOW.get(above.row[0]) if above.row is not None else None
        row = parse(context, entry.text) if self._unindented is entry and context is not None else None
        if row is None or (row[0] in _DESCRIBE and not any(c.row and c.row[0] in _STEPS for c in above.children)):
            return []
        entry.row = row
        first = above.children[0] if above.children else None
        white = self.lines[first.number - 1][: first.indent] if first is not None and first.indent else "  "
        edits = [Edit(Span(li.file, li.number, 1, li.number, 1), white) for li in (entry, *below(entry))]
        self.runs.mend(edits)
        above.children.append(entry)
        under = _BELOW.get(row[0])
        if under is None:
            return [entry]
        return [entry, *self._walk([(child, under, entry) for child in reversed(entry.children)], above)]


_STEPS = frozenset(("because", "but", "bears"))
_DESCRIBE = frozenset(("and_", "assuming", "unless", "scheme", "strength", "by", "named"))
_ENTRY_RULES = frozenset(
    ("map", "source", "voice", "claim", "premise", "position", "question", "verb_entry", "expect", "include")
)
