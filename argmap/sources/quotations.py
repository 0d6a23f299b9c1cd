"""What stands in quotation marks in an article, whichever marks it uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.sources.text import Stretch

if TYPE_CHECKING:
    from argmap.sources.text import SourceText

__all__ = ["Quotation", "quotations"]

Family = Literal[
    "double", "straight", "pointed", "single-pointed", "corner", "white-corner", "single", "straight-single"
]
"""Marks that belong together: one of them closes what another began."""

_FAMILIES: dict[str, Family] = {
    **dict.fromkeys("“”„‟", "double"),
    **dict.fromkeys('"＂', "straight"),
    **dict.fromkeys("«»", "pointed"),
    **dict.fromkeys("‹›", "single-pointed"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white-corner"),
    **dict.fromkeys("‘’‚‛", "single"),
    "'": "straight-single",
}
_MARK = re.compile(f"[{''.join(_FAMILIES)}]")
_APOSTROPHES = "'’‘"
_LEFT = frozenset("([{<¿¡/—–-‑―:")
"""What an opening mark may follow directly."""
_RIGHT = frozenset(".,;:!?)]}>/—–-―。，、；：！？")
"""What may follow a closing mark directly."""
_DASHES = frozenset("—–-‑―/:")
_ELIDED = re.compile(
    r"(?:tis|twas|twere|twill|twould|em|im|er|cause|cos|coz|til|till|bout|cept|nuff|gainst|neath|round|tween|n|[0-9]0s)\b",
    re.IGNORECASE,
)
"""What follows an apostrophe that stands at the start of a word."""
_CLIPPED = frozenset("an o th ol wi po fo mo t lil yo".split())
"""Words whose end an apostrophe may stand for; besides those in `-in`."""
_NO_WORD = re.compile(r"\W")
_FEET = re.compile(r"\d['’](?:\d{1,2}(?:[\"”″]|\b)|[ \u00a0]\d{1,2}[\"”″])")


class Quotation(NamedTuple):
    """What stands between two quotation marks, or is set off as quoted."""

    start: int
    end: int
    """With its marks."""
    inner: Stretch
    """Without them and the space inside."""
    depth: int
    """In how many others it stands."""
    closed: bool
    """Whether its closing mark was found; where not, it ends with its paragraph."""
    marks: str
    """Its opening and its closing mark; nothing for a block quote."""


class _Token(NamedTuple):
    at: int
    char: str
    family: Family
    paragraph: int


class _Open(NamedTuple):
    at: int
    char: str
    family: Family


def quotations(source: SourceText) -> tuple[Quotation, ...]:
    """What a text quotes, in the order in which it begins; what stands inside another follows it.

    One that goes over several paragraphs, each of which opens anew, is one. Apostrophes, feet and inches are no marks.
    """
    text = source.text
    reader = _Reader(text, source.paragraphs)
    reader.read()
    found = reader.found
    for stretch in source.quoted:
        found.append((stretch.start, stretch.end, "", ""))
    return _nested(text, found)


def _nested(text: str, found: list[tuple[int, int, str, str]]) -> tuple[Quotation, ...]:
    """Put them in order, and count how deep each stands."""
    found.sort(key=lambda one: (one[0], -one[1], one[2] != ""))
    out: list[Quotation] = []
    around: list[int] = []
    for start, end, first, last in found:
        inner = _trimmed(text, start + len(first), end - len(last))
        if inner is None:
            continue
        while around and around[-1] < end:
            around.pop()
        out.append(Quotation(start, end, inner, len(around), bool(last) or not first, first + last))
        around.append(end)
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> Stretch | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end) if start < end else None


class _Reader:
    """Goes through the marks of a text once, with those that are open on a stack."""

    def __init__(self, text: str, paragraphs: tuple[Stretch, ...]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.found: list[tuple[int, int, str, str]] = []
        """Start, end, opening mark, closing mark."""
        self.tokens = self._tokens()
        self.feet = {match.start() + 1 for match in _FEET.finditer(text)}
        self.inches = {match.end() - 1 for match in _FEET.finditer(text) if match[0][-1] in '"”'}
        marks = {token.char for token in self.tokens}
        self.same_both_sides = "”" in marks and not marks & set("“„‟")
        self.pointed_inward = self._inward("«", "»")
        self.single_pointed_inward = self._inward("‹", "›")
        self.more, self.strong_more = self._ahead()
        self.stack: list[_Open] = []
        self.levels: dict[Family, list[int]] = {family: [] for family in set(_FAMILIES.values())}
        """Where on the stack the open marks of a family stand."""
        self.opened: set[int] = set()
        """Where marks stand that were found to open."""

    def read(self) -> None:
        n, tokens = 0, self.tokens
        for number in range(len(self.paragraphs)):
            if number:
                n = self._go_on(number, n)
            while n < len(tokens) and tokens[n].paragraph == number:
                self._token(n)
                n += 1
        self._give_up(0, len(self.paragraphs) - 1)

    # -- what stands around a mark

    def _tokens(self) -> list[_Token]:
        return [
            _Token(match.start(), match[0], _FAMILIES[match[0]], number)
            for number, paragraph in enumerate(self.paragraphs)
            for match in _MARK.finditer(self.text, paragraph.start, paragraph.end)
        ]

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at else " "

    def _after(self, at: int) -> str:
        return self.text[at + 1] if at + 1 < len(self.text) else " "

    def _left(self, at: int) -> bool:
        """Whether what stands before lets a mark open."""
        before = self._before(at)
        return before.isspace() or before in _LEFT or (at - 1 in self.opened)

    def _right(self, at: int) -> bool:
        """Whether what stands behind lets a mark close."""
        after = self._after(at)
        return after.isspace() or after in _RIGHT

    def _like_opening(self, at: int) -> bool:
        return self._left(at) and not self._after(at).isspace()

    def _inward(self, left: str, right: str) -> bool:
        """Whether the text writes »so«, or »so»."""
        inward = outward = 0
        for token in self.tokens:
            if token.char in (left, right):
                before, after = self._before(token.at), self._after(token.at)
                if before.isspace() or before in "([—–":
                    if token.char == left:
                        outward += 1
                    elif after.isalnum() or after in "…[(¿¡“‘‚›‹„":
                        inward += 1
        return inward > outward

    def _ahead(self) -> tuple[list[bool], list[bool]]:
        """For each mark: whether one of its family that may close, or that surely does, follows in its paragraph,
        before another opens."""
        size = len(self.tokens)
        more, strong = [False] * size, [False] * size
        state: dict[Family, tuple[bool, bool]] = {}
        paragraph = -1
        for n in range(size - 1, -1, -1):
            token = self.tokens[n]
            if token.paragraph != paragraph:
                state, paragraph = {}, token.paragraph
            more[n], strong[n] = state.get(token.family, (False, False))
            before, after = self._before(token.at), self._after(token.at)
            if before.isspace() or (before in _LEFT and before not in _DASHES):
                if after.isspace() and token.family == "straight":
                    state[token.family] = (True, strong[n])
                elif not (after.isspace() or token.char == "’" or self._elided(token)):
                    state[token.family] = (False, False)
            elif not after.isalnum() and not self._between_apostrophes(token.at - 1):
                surely = not before.isdigit() if token.family == "straight" else not self._may_be_clipped(token.at)
                state[token.family] = (True, surely or strong[n])
        return more, strong

    def _elided(self, token: _Token) -> bool:
        """Whether a straight mark stands before a word that has lost its beginning."""
        return token.char == "'" and _ELIDED.match(self.text, token.at + 1) is not None

    def _between_apostrophes(self, at: int) -> bool:
        """Whether there stands the `n` of `rock ’n’ roll`."""
        return (
            self.text[at : at + 1] in ("n", "N")
            and at > 0
            and self.text[at - 1] in _APOSTROPHES
            and self._after(at) in _APOSTROPHES
        )

    def _may_be_clipped(self, at: int) -> bool:
        """Whether the word before a mark may end in an apostrophe."""
        word = _NO_WORD.split(self.text[max(0, at - 24) : at])[-1].lower()
        return word[-1:] in ("s", "x", "z") or word.endswith("in") or word in _CLIPPED

    # -- one mark

    def _token(self, n: int) -> None:
        token = self.tokens[n]
        if token.at in self.feet or token.at in self.inches:
            return
        match token.family:
            case "double":
                self._double(token)
            case "straight":
                self._straight(n, token)
            case "pointed":
                self._pointed(token, "«", self.pointed_inward)
            case "single-pointed":
                self._pointed(token, "‹", self.single_pointed_inward)
            case "corner" | "white-corner":
                (self._open if token.char in "「『" else self._close)(token)
            case "single":
                self._single(n, token)
            case "straight-single":
                self._straight_single(n, token)

    def _double(self, token: _Token) -> None:
        if token.char in "„‟":
            self._open(token)
        elif token.char == "“":
            # German opens with „ and closes with “.
            if self._top("double") == "„" and not (self._left(token.at) and self._after(token.at).isalnum()):
                self._close(token)
            else:
                self._open(token)
        elif self.same_both_sides and self._like_opening(token.at) and not self._dashed(token):
            self._open(token)
        elif self.levels["double"]:
            self._close(token)
        elif self._like_opening(token.at) and not self._right(token.at):
            self._open(token)

    def _dashed(self, token: _Token) -> bool:
        """Whether a mark stands behind a dash while another is open: it rather closes."""
        return self._before(token.at) in _DASHES and bool(self.levels[token.family])

    def _straight(self, n: int, token: _Token) -> None:
        at = token.at
        left = self._left(at) and not self._dashed(token)
        right = self._right(at)
        is_open = bool(self.levels["straight"])
        if left and not right:
            self._open(token)
        elif self._before(at).isdigit() and (not is_open or (self._after(at).isspace() and self.strong_more[n])):
            return  # inches
        elif is_open:
            self._close(token)
        elif (not right or left) and self.more[n]:
            self._open(token)

    def _pointed(self, token: _Token, left: str, inward: bool) -> None:
        if not inward:
            opens = token.char == left
        elif token.char == left:
            opens = False
        else:
            opens = self._like_opening(token.at) and not self._dashed(token)
        if opens:
            # French paragraphs inside a quotation may begin with either mark.
            self._open(token)
        else:
            self._close(token)

    def _single(self, n: int, token: _Token) -> None:
        at, after = token.at, self._after(token.at)
        if token.char == "‚":
            if self._like_opening(at):
                self._open(token)
        elif token.char == "‘" and self._top("single") == "‚" and not self._like_opening(at):
            self._close(token)
        elif token.char in "‘‛":
            if not self._left(at) or after.isspace():
                return
            if _ELIDED.match(self.text, at + 1) and not self.more[n]:
                return
            if not self._between_apostrophes(at + 1):
                self._open(token)
        elif self._apostrophe(n, token):
            return
        elif self._left(at) and not self._before(at).isspace() and self.levels["single"]:
            self._close(token)
        elif self._left(at):
            if self.same_both_sides and self.more[n] and not after.isspace() and not self.levels["single"]:
                self._open(token)
        elif self.levels["single"]:
            self._close(token)

    def _straight_single(self, n: int, token: _Token) -> None:
        at = token.at
        if self._apostrophe(n, token):
            return
        left = self._left(at) and not self._after(at).isspace()
        is_open = bool(self.levels["straight-single"])
        if left and not (is_open and self._before(at) in _DASHES):
            closes = self.strong_more[n] if self._elided(token) else self.more[n] or self._reopened(token)
            if closes and not is_open:
                self._open(token)
        elif is_open and not self._before(at).isspace():
            self._close(token)

    def _reopened(self, token: _Token) -> bool:
        """Whether the next paragraph begins with the same mark."""
        after = token.paragraph + 1
        return after < len(self.paragraphs) and self.text.startswith(token.char, self.paragraphs[after].start)

    def _apostrophe(self, n: int, token: _Token) -> bool:
        """Whether a single mark stands for letters left out, or for a possessive."""
        at = token.at
        before, after = self._before(at), self._after(at)
        if before.isalnum() and after.isalnum():
            return True
        if self._between_apostrophes(at + 1) or self._between_apostrophes(at - 1):
            return True
        if self._left(at):
            return token.char == "’" and bool(_ELIDED.match(self.text, at + 1))
        # `the dogs’ tails,’` has a better closing mark further on.
        return (
            before.isalnum()
            and self.strong_more[n]
            and after.isspace()
            and self.text[at + 2 : at + 3].isalnum()
            and self._may_be_clipped(at)
        )

    # -- the stack

    def _top(self, family: Family) -> str:
        levels = self.levels[family]
        return self.stack[levels[-1]].char if levels else ""

    def _open(self, token: _Token) -> None:
        self.levels[token.family].append(len(self.stack))
        self.stack.append(_Open(token.at, token.char, token.family))
        self.opened.add(token.at)

    def _close(self, token: _Token) -> None:
        levels = self.levels[token.family]
        if not levels:
            return
        level = levels[-1]
        while len(self.stack) > level + 1:
            self._drop(self._pop(), token.at)
        one = self._pop()
        self.found.append((one.at, token.at + 1, one.char, token.char))

    def _pop(self) -> _Open:
        one = self.stack.pop()
        self.levels[one.family].pop()
        return one

    def _drop(self, one: _Open, end: int) -> None:
        """Give up on a mark that was not closed."""
        if one.family != "straight-single":
            self.found.append((one.at, end, one.char, ""))

    def _give_up(self, level: int, number: int) -> None:
        while len(self.stack) > level:
            self._drop(self._pop(), self.paragraphs[number].end)

    def _go_on(self, number: int, n: int) -> int:
        """Carry open marks into a paragraph that opens them anew or closes them; give up on the others."""
        if not self.stack:
            return n
        if self._closes_first(n, number):
            return n
        at = self.paragraphs[number].start
        kept: list[_Open] = []
        lost: list[_Open] = []
        for one in self.stack:
            here = n < len(self.tokens) and self.tokens[n].paragraph == number and self.tokens[n].at == at
            if here and (self.text[at] == one.char or (one.family == "pointed" and self.text[at] in "«»")):
                kept.append(one)
                self.opened.add(at)
                n, at = n + 1, at + 1
                while at < len(self.text) and self.text[at].isspace():
                    at += 1
            else:
                lost.append(one)
        end = self.paragraphs[number - 1].end
        for one in reversed(lost):
            self._drop(one, end)
        self.stack.clear()
        for levels in self.levels.values():
            levels.clear()
        for one in kept:
            self.levels[one.family].append(len(self.stack))
            self.stack.append(one)
        return n

    def _closes_first(self, n: int, number: int) -> bool:
        """Whether the next mark of the paragraph closes the outermost open one."""
        one = self.stack[0]
        if one.family in ("single", "straight-single") or n >= len(self.tokens):
            return False
        token = self.tokens[n]
        if token.paragraph != number or token.family != one.family or token.char == one.char != '"':
            return False
        return not self._left(token.at) and (one.family != "straight" or self._right(token.at))
