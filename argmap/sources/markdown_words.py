"""The words of a stretch of Markdown: without links, emphasis, tags and escapes, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Literal, NamedTuple

__all__ = ["Command", "Piece", "label_of", "words_of"]

Command = Literal["", "line", "paragraph", "quote", "unquote"]
"""What a tag or the end of a line asks for."""

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&\n]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"\*+|_+|~+")
_TARGET = re.compile(
    r"\(\s*+(?:<[^<>\n]{0,2000}>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+)"
    r"(?:\s++(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)))?\s*+\)"
)
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>")
_TAG = re.compile(
    r"<([A-Za-z][A-Za-z0-9-]*+)"
    r"(?:\s++[A-Za-z_:@][\w:.@-]*+(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'=<>`]++))?)*+\s*+/?>"
    r"|<(/[A-Za-z][A-Za-z0-9-]*+)\s*+>|<\?[^<>]*+\?>|<![A-Za-z][^<>]*+>"
)
_COMMANDS: dict[str, Command] = {
    "br": "line",
    "blockquote": "quote",
    "/blockquote": "unquote",
    "td": "line",
    "th": "line",
}
for _name in (
    "address article aside body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section summary table tbody thead tr ul"
).split():
    _COMMANDS[_name] = _COMMANDS["/" + _name] = "paragraph"


class Piece(NamedTuple):
    """Some words, or a command."""

    text: str
    at: int
    """Where they stand in what was read."""
    counts: bool = True
    """Whether each further character stands one further there."""
    command: Command = ""


class _Mark:
    """A run of `*`, `_` or `~~` that may yet be emphasis."""

    __slots__ = ("char", "left", "piece")

    def __init__(self, char: str, left: int, piece: int) -> None:
        self.char = char
        self.left = left
        self.piece = piece


def label_of(text: str) -> str:
    """The label of a link as it is looked up."""
    return " ".join(text.split()).casefold()


def words_of(raw: str, labels: frozenset[str]) -> list[Piece]:
    """The words of a stretch; `labels` are those of the links that the file defines."""
    if not _SPECIAL.search(raw):
        return [Piece(raw, 0)]
    return _Reader(raw, labels).read()


class _Reader:
    def __init__(self, raw: str, labels: frozenset[str]) -> None:
        self.raw = raw
        self.labels = labels
        self.out: list[Piece] = []
        self.marks: list[_Mark] = []
        self.marked: Counter[str] = Counter()
        self.brackets: list[tuple[int, int, bool]] = []
        """Open ones: the piece, the offset behind it, whether an image begins."""
        self.last_bracket = -1
        self.no_comment_ends_after = len(raw)
        self.ticks: dict[int, list[int]] | None = None

    def read(self) -> list[Piece]:
        raw, at = self.raw, 0
        while at < len(raw):
            match = _SPECIAL.search(raw, at)
            end = match.start() if match else len(raw)
            if end > at:
                self._say(raw[at:end], at)
            if not match:
                break
            at = self._special(match[0], end)
        return self.out

    def _say(self, text: str, at: int, counts: bool = True) -> None:
        self.out.append(Piece(text, at, counts))

    def _ask(self, command: Command, at: int) -> None:
        self.out.append(Piece("", at, True, command))

    def _special(self, char: str, at: int) -> int:
        """Read what begins with a special character, and say where it ends."""
        raw = self.raw
        if char == "\n":
            if raw.endswith("  ", 0, at):
                self._ask("line", at)
            else:
                self._say(" ", at)
            return at + 1
        if char == "\\":
            after = raw[at + 1 : at + 2]
            if after == "\n":
                self._ask("line", at)
                return at + 2
            if after in _PUNCTUATION and after:
                self._say(after, at + 1)
                return at + 2
        elif char == "`":
            return self._code(at)
        elif char in "*_~":
            return self._emphasis(at)
        elif char == "[" or (char == "!" and raw.startswith("[", at + 1)):
            return self._bracket(char, at)
        elif char == "]":
            return self._bracket_ends(at)
        elif char == "&":
            match = _ENTITY.match(raw, at)
            if match and (text := unescape(match[0])) != match[0]:
                self._say(text, at, False)
                return match.end()
        elif char == "<":
            return self._angle(at)
        self._say(char, at)
        return at + 1

    def _code(self, at: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for match in reversed(list(_TICKS.finditer(self.raw))):
                self.ticks.setdefault(len(match[0]), []).append(match.start())
        run = _TICKS.match(self.raw, at)
        assert run
        ends = self.ticks.get(len(run[0]), [])
        while ends and ends[-1] <= at:
            ends.pop()
        if not ends:
            self._say(run[0], at)
            return run.end()
        start, end = run.end(), ends[-1]
        while start < end:
            stop = self.raw.find("\n", start, end)
            stop = end if stop < 0 else stop
            self._say(self.raw[start:stop], start)
            if stop < end:
                self._say(" ", stop)
            start = stop + 1
        return end + len(run[0])

    def _emphasis(self, at: int) -> int:
        run = _RUN.match(self.raw, at)
        assert run
        char, end = self.raw[at], run.end()
        before, after = self.raw[at - 1 : at] or " ", self.raw[end : end + 1] or " "
        opens = not after.isspace() and (after.isalnum() or not before.isalnum())
        closes = not before.isspace() and (before.isalnum() or not after.isalnum())
        if char == "_":
            opens, closes = opens and not (closes and before.isalnum()), closes and not (opens and after.isalnum())
        left = end - at
        if char == "~" and left != 2:
            opens = closes = False
        if closes:
            left = self._close(char, left)
        if opens and left:
            self.marks.append(_Mark(char, left, len(self.out)))
            self.marked[char] += 1
        self._say(char * left, at)
        return end

    def _close(self, char: str, left: int) -> int:
        """Drop the marks that are closed here, and say how many of the closing ones are left."""
        while left and self.marked[char]:
            mark = self.marks[-1]
            if mark.char == char:
                pairs = min(left, mark.left)
                left -= pairs
                mark.left -= pairs
                self.out[mark.piece] = self.out[mark.piece]._replace(text=char * mark.left)
                if mark.left:
                    break
            self.marks.pop()
            self.marked[mark.char] -= 1
        return left

    def _bracket(self, char: str, at: int) -> int:
        if char == "[" and (note := _NOTE.match(self.raw, at)):
            return note.end()
        end = at + (1 if char == "[" else 2)
        self.brackets.append((len(self.out), end, char == "!"))
        self.last_bracket = end - 1
        self._say(self.raw[at:end], at)
        return end

    def _bracket_ends(self, at: int) -> int:
        end = at + 1
        if self.brackets:
            piece, start, image = self.brackets.pop()
            innermost = self.last_bracket == start - 1
            self.last_bracket = at
            after = self._link(start, at, innermost)
            if after and image:
                while self.marks and self.marks[-1].piece >= piece:
                    self.marked[self.marks.pop().char] -= 1
                del self.out[piece:]
                return after
            if after:
                self.out[piece] = self.out[piece]._replace(text="")
                return after
        self._say("]", at)
        return end

    def _link(self, start: int, at: int, innermost: bool) -> int:
        """Where the link ends whose words stand before `at`; 0 if that is none."""
        if target := _TARGET.match(self.raw, at + 1):
            return target.end()
        own = innermost and at - start <= 999 and label_of(self.raw[start:at]) in self.labels
        if named := _LABEL.match(self.raw, at + 1):
            if named[1].strip():
                return named.end() if label_of(named[1]) in self.labels else 0
            return named.end() if own else 0
        return at + 1 if own else 0

    def _angle(self, at: int) -> int:
        raw = self.raw
        if raw.startswith("<!--", at) and at < self.no_comment_ends_after:
            end = raw.find("-->", at + 4)
            if end >= 0:
                return end + 3
            self.no_comment_ends_after = at
        if address := _ADDRESS.match(raw, at):
            self._say(address[1], at + 1)
            return address.end()
        if tag := _TAG.match(raw, at):
            command = _COMMANDS.get((tag[1] or tag[2] or "").lower())
            if command:
                self._ask(command, at)
            return tag.end()
        self._say("<", at)
        return at + 1
