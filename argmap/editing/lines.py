"""The lines of an entry, and how they are changed: everything that is not meant stays as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from argmap.diagnostics import ArgmapError
from argmap.notation.drafts import Act, Arg
from argmap.notation.format import INDENT, tokens_of
from argmap.notation.grammar import Row
from argmap.notation.outline import Line, raw_lines
from argmap.notation.part import Part

__all__ = ["DETAILS", "RANKS", "STEPS", "Lines", "row_span", "rule_of"]

STEPS = ("because", "but", "bears")
"""The rows that open a step."""

DETAILS = ("and_", "assuming", "scheme", "strength", "by", "named")
"""The rows that describe the step above them."""

RANKS = (
    *("type", "answer", "open", "kind", "role", "of", "also", "by", "date", "venue", "text", "retrieved"),
    "signature",
    *("analyst", "lang", "licence", "named", "within", "stance", "cue", "tags", "note", "url", "meta"),
    *("quote_line", "mark", "attribution", "relation"),
)
"""In which order new lines are put into a body; reasons come last."""


@dataclass
class Lines:
    """The raw lines of a part, with edits to be made all at once."""

    text: str
    part: Part
    newline: str
    raw: list[str] = field(init=False)
    _new: dict[int, list[str]] = field(default_factory=dict)
    """For a line's number what is put in place of it; ``[]`` takes it out."""
    _spans: dict[int, tuple[Line, list[tuple[int, int, str]]]] = field(default_factory=dict)
    """For a line's number the edits within it."""
    _before: dict[int, list[str]] = field(default_factory=dict)
    """For a line's number what is put before it."""

    def __post_init__(self) -> None:
        self.raw = raw_lines(self.text)

    def result(self) -> str:
        """The text with the edits made."""
        for line, edits in self._spans.values():
            if self._new.get(line.number) != []:
                self._spliced(line, edits)
        out: list[str] = []
        for number, raw in enumerate(self.raw, 1):
            out.extend(self._before.get(number, ()))
            out.extend(self._new.get(number, (raw,)))
        out.extend(self._before.get(len(self.raw) + 1, ()))
        for n, raw in enumerate(out[:-1]):
            if raw[-1:] not in "\r\n":
                out[n] = raw + self.newline
        return "".join(out)

    # -- where things are ----------------------------------------------------------------------------------

    def line(self, id: str) -> Line:
        """The line in which a node stands. Raises `ArgmapError`."""
        found = self.part.places.get(id)
        if found is None:
            raise ArgmapError(f"`{id}` stands in no line of its own")
        return found[0]

    def end(self, line: Line) -> int:
        """The number of the last line that belongs to a line: those that continue it, those below it, and comments
        among and under them."""
        last, todo = line.number, [line]
        while todo:
            at = todo.pop()
            last = max(last, at.number, *at.more)
            todo.extend(at.children)
        for number in range(last + 1, len(self.raw) + 1):
            body = self.raw[number - 1].lstrip(" \t")
            if body.startswith("//") and len(self.raw[number - 1]) - len(body) > line.indent:
                last = number
            elif body.strip():
                break
        return last

    def start(self, line: Line) -> int:
        """The number of the first of the comments that stand right above a line, as deep as it; else its own."""
        first = line.number
        while first > 1:
            raw = self.raw[first - 2]
            body = raw.lstrip(" \t")
            if not body.startswith("//") or len(raw) - len(body) != line.indent:
                break
            first -= 1
        return first

    def siblings(self, line: Line) -> list[Line]:
        """The lines beside a line, itself among them."""
        above = self.part.above.get(line.number)
        return above.children if above is not None else self.part.entries

    def step_end(self, arg: Arg) -> tuple[Line, list[Line]]:
        """The last line that says what a step is (a ground or a detail, not an exception), and all its lines."""
        own = [arg.line]
        for line in self._after(arg):
            rule = rule_of(line)
            if rule in STEPS or (arg.step == "undercuts" and rule_of(arg.line) == "unless" and rule == "unless"):
                break
            if rule in DETAILS or rule == "unless":
                own.append(line)
        last = next((line for line in reversed(own) if rule_of(line) != "unless"), arg.line)
        return (arg.line if rule_of(last) == "unless" else last), own

    def _after(self, arg: Arg) -> Sequence[Line]:
        """The lines among which the details of a step are."""
        if rule_of(arg.line) == "unless":
            return arg.line.children
        beside = self.siblings(arg.line)
        return beside[beside.index(arg.line) + 1 :]

    def act_of(self, id: str) -> tuple[Act, int]:
        """The line of an attribution as it was read, and which of its clauses it is. Raises `ArgmapError`."""
        for act in self.part.builder.acts:
            if id in act.ids:
                return act, act.ids.index(id)
        raise ArgmapError(f"`{id}` is no attribution")

    def arg_of(self, id: str) -> Arg:
        """The step with an ID. Raises `ArgmapError`."""
        for arg in self.part.builder.args:
            if arg.id == id:
                return arg
        raise ArgmapError(f"`{id}` is no step that stands here")

    # -- edits ---------------------------------------------------------------------------------------------

    def put(self, line: Line, start: int, end: int, text: str) -> None:
        """Put a text in place of `line.text[start:end]`. A text that goes on over the next lines is replaced whole;
        comments between stay."""
        self._spans.setdefault(line.number, (line, []))[1].append((start, end, text))

    def _spliced(self, line: Line, edits: list[tuple[int, int, str]]) -> None:
        text = line.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        raw = self.raw[line.number - 1]
        head, *more = text.split("\n")
        ending = raw[len(raw.rstrip("\r\n")) :]
        self._new[line.number] = [raw[: line.indent] + head.rstrip(" \t") + ending]
        if any("\n" in line.text[start:end] or "\n" in new for start, end, new in edits):
            self._new[line.number] += [raw[: line.indent] + part + ending for part in more]
            for number in line.more:
                self._new[number] = []

    def replace(self, line: Line, content: str) -> None:
        """Put other words in place of a whole line, as deep as it. They may be several lines."""
        raw = self.raw[line.number - 1]
        ending = raw[len(raw.rstrip("\r\n")) :]
        parts = content.split("\n")
        self._new[line.number] = [raw[: line.indent] + part + (ending or self.newline) for part in parts[:-1]]
        self._new[line.number].append(raw[: line.indent] + parts[-1] + ending)
        for number in line.more:
            self._new[number] = []

    def cut(self, first: int, last: int) -> list[str]:
        """Take lines out. They are given back as they stood."""
        for number in range(first, last + 1):
            self._new[number] = []
        return self.raw[first - 1 : last]

    def insert(self, number: int, indent: str, contents: Iterable[str]) -> None:
        """Put new lines before the line with a number. A content may itself be several lines."""
        made = [indent + part + self.newline for content in contents for part in content.split("\n")]
        self._before.setdefault(number, []).extend(made)

    def body_indent(self, owner: Line) -> str:
        """How the lines below a line are indented, or would be."""
        if owner.children:
            first = owner.children[0]
            return self.raw[first.number - 1][: first.indent]
        own = self.raw[owner.number - 1][: owner.indent]
        below = [child for entry in self.part.entries for child in entry.children]
        step = self.raw[below[0].number - 1][: below[0].indent] if below else ("\t" if "\t" in own else INDENT)
        return own + step

    def place_for(self, owner: Line, rule: str) -> int:
        """The number of the line before which a new line of a kind is put into a body."""
        rank = RANKS.index(rule) if rule in RANKS else len(RANKS)
        if rank == len(RANKS):
            return self.end(owner) + 1
        after = []
        for line in owner.children:
            if _rank(line) == len(RANKS):
                # What stands among reasons may belong to them.
                break
            if _rank(line) <= rank:
                after.append(line)
        if after:
            return self.end(after[-1]) + 1
        return max([owner.number, *owner.more]) + 1

    def property(self, owner: Line, rule: str, values: Sequence[str], of: Callable[[Line], Any]) -> None:
        """Make the lines of a property say `values`, one a line; `of` tells what a line says now. Lines that say what
        they should stay as they are."""
        there = [line for line in owner.children if rule_of(line) == rule]
        now = [of(line) for line in there]
        for tag, a1, a2, b1, b2 in SequenceMatcher(None, now, list(values), autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            for old, new in zip(there[a1:a2], values[b1:b2], strict=False):
                self.replace(old, new)
            for old in there[a1 + min(a2 - a1, b2 - b1) : a2]:
                self.cut(self.start(old), self.end(old))
            more = values[b1 + min(a2 - a1, b2 - b1) : b2]
            if more:
                at = self.end(there[a2 - 1]) + 1 if a2 else self.place_for(owner, rule)
                self.insert(at, self.body_indent(owner), more)


def rule_of(line: Line) -> str:
    """The name of the rule that a line follows."""
    return line.row[0] if line.row is not None else ""


def _rank(line: Line) -> int:
    rule = rule_of(line)
    return RANKS.index(rule) if rule in RANKS else len(RANKS)


def row_span(row: Row) -> tuple[int, int]:
    """From where to where the words of a row reach in their line."""
    tokens = list(tokens_of(row))
    return tokens[0][2], tokens[-1][2] + len(tokens[-1][1])
