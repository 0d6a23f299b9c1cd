"""The size and the make-up of cards, chips and pills.

A shape is a list of plain things to paint (words, discs, icons, plates), placed from its own upper left
corner. Lengths are in pixels. What is measured here is what the painter draws, so a test can hold every word
to the card it stands on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, assert_never

from argmap.drawing.scene import Card, Chip, Mention, Part, Pill, Speaker
from argmap.drawing.text import Face, Run, bracketed, ellipsis, is_rtl, line_width, width, wrap_runs

__all__ = ["Disc", "Icon", "IconName", "Item", "Line", "Plate", "Shape", "Words", "shape_of"]

IconName = Literal["plus", "minus", "endorses", "distances", "rejects", "doubts", "reports"]

_PAD = 12.0  # between the border and the words
_WIDTHS = (208.0, 248.0, 288.0)  # few widths, so that the cards of a column line up
_LINES = (4, 6)  # lines of text that each may hold before the next is taken
_BODY, _STEP = 12.5, 16.0
_SMALL, _SMALL_STEP = 10.0, 13.0


@dataclass(frozen=True, slots=True)
class Line:
    """Runs side by side. `x` is where they start, or end if `anchor` says so; `y` is the base line."""

    x: float
    y: float
    runs: tuple[Run, ...]
    anchor: Literal["start", "middle", "end"] = "start"
    rtl: bool = False

    @property
    def left(self) -> float:
        """The left edge of the words."""
        wide = line_width(self.runs)
        if self.rtl or self.anchor == "end":
            return self.x - wide
        return self.x - wide / 2 if self.anchor == "middle" else self.x

    @property
    def right(self) -> float:
        """The right edge of the words."""
        return self.left + line_width(self.runs)


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    lines: tuple[Line, ...]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle with letters or an icon on it."""

    x: float
    y: float
    r: float
    ink: str
    letters: str = ""
    size: float = 9.5
    on: str = "onfill"
    """Colour of the letters."""
    ring: bool = False
    """Whether it is only an outline, with letters of the same colour."""
    of: tuple[str, ...] = ()
    """As `Run.of`."""


@dataclass(frozen=True, slots=True)
class Icon:
    """A small drawing: about 8 pixels wide, standing on the base line `y`."""

    name: IconName
    x: float
    y: float
    ink: str


@dataclass(frozen=True, slots=True)
class Plate:
    """A filled area: the bar at the left of a claim, or the strip at the top with the section."""

    where: Literal["bar", "strip"]
    size: float
    ink: str


Item = Words | Disc | Icon | Plate


@dataclass(frozen=True, slots=True)
class Shape:
    """A part, ready to be placed and painted."""

    width: float
    height: float
    radius: float
    fill: str
    stroke: str
    items: tuple[Item, ...]
    dash: str | None = None
    weight: float = 1.2
    """Width of the border."""
    tail: float = 0.0
    """Height of a bubble's tail, which hangs out below the shape."""


def shape_of(part: Part) -> Shape:
    """Measure a part and say what is on it."""
    match part:
        case Card():
            return _Card(part).shape()
        case Chip():
            return _chip(part)
        case Pill():
            return _pill(part)
    assert_never(part)


@dataclass(slots=True)
class _Sheet:
    """Words laid down from top to bottom; `y` is the last base line."""

    width: float
    y: float = 0.0
    items: list[Item] = field(default_factory=list)

    def put(
        self,
        x: float,
        y: float,
        *runs: Run,
        anchor: Literal["start", "end"] = "start",
        link: str | None = None,
    ) -> None:
        self.items.append(Words((Line(x, y, runs, anchor),), link))

    def paragraph(self, lines: Sequence[tuple[Run, ...]], x: float, step: float, rtl: bool = False) -> None:
        """Lines of which the first stands on `y`."""
        if not lines:
            return
        made = []
        for runs in lines:
            made.append(Line(self.width - _PAD if rtl else x, self.y, runs, rtl=rtl))
            self.y += step
        self.y -= step
        self.items.append(Words(tuple(made)))


class _Card:
    def __init__(self, card: Card) -> None:
        self.card = card
        thesis = card.kind == "thesis"
        self.face: Face = "Bold" if card.kind in ("thesis", "claim", "question") else "Regular"
        self.size, self.step = (15.0, 19.0) if thesis else (_BODY, _STEP)
        self.ink = "onthesis" if thesis else "mute" if card.kind == "nothing" else "ink"
        self.quiet = "pale" if thesis else "mute"
        self.left = _PAD + (4 if card.kind == "claim" else 0)
        self.alone = len(card.quotes) == 1 and _letters(card.quotes[0]) == _letters(card.text)

    def _text(self) -> tuple[Run, ...]:
        if self.alone:
            return _quote_runs(self.card.quotes[0], _BODY)
        return (Run(self.card.text, self.size, self.face, self.ink),)

    def _width(self) -> float:
        """The least of the widths in which the text is not too tall."""
        for wide, most in zip(_WIDTHS, _LINES, strict=False):
            lines = wrap_runs(self._text(), wide - self.left - _PAD)
            quoted = 0 if self.alone else sum(len(q) for q in self.card.quotes) / 34
            if len(lines) + quoted <= most:
                return wide
        return _WIDTHS[-1]

    def shape(self) -> Shape:
        card = self.card
        sheet = _Sheet(self._width())
        top = self._strip(sheet)
        if card.kind == "claim":
            sheet.items.append(Plate("bar", 6, card.colour))
        room = sheet.width - self.left - _PAD
        if card.kind == "nothing":
            sheet.y = 28
        elif card.speaker:
            self._speaker(sheet, card.speaker, top)
        else:
            self._tag(sheet, top)
        rtl = is_rtl(card.text)
        sheet.paragraph(wrap_runs(self._text(), room), self.left, self.step, rtl)
        if not self.alone:
            for number, quote in enumerate(card.quotes):
                sheet.y += 19 if number == 0 else 16
                sheet.paragraph(wrap_runs(_quote_runs(quote, 11.5), room), self.left, 14.5, is_rtl(quote))
        self._mentions(sheet)
        height = sheet.y + (17 if card.kind == "thesis" else 13)
        if card.badge:
            height = self._foot(sheet)
        if card.kind == "nothing":
            height = sheet.y + 20
        return Shape(
            width=sheet.width,
            height=round(height, 1),
            radius=12 if card.kind == "position" else 4,
            fill="thesis" if card.kind == "thesis" else "card",
            stroke="thesis" if card.kind == "thesis" else card.colour,
            items=tuple(sheet.items),
            dash="5 4" if card.implicit or card.kind == "nothing" else None,
        )

    def _strip(self, sheet: _Sheet) -> float:
        """The strip with the section's heading; gives its height."""
        if not self.card.section:
            return 0.0
        dark = self.card.kind == "thesis"
        run = Run("§ " + self.card.section, 9.5, "Regular", self.quiet)
        lines = wrap_runs((run,), sheet.width - 2 * _PAD, most=2)
        tall = 7.0 + 11.5 * len(lines)
        sheet.items.append(Plate("strip", tall, "thesis-strip" if dark else "strip"))
        sheet.y = 12.5
        sheet.paragraph(lines, _PAD, 11.5)
        return tall

    def _tag(self, sheet: _Sheet, top: float) -> None:
        card = self.card
        y = top + (19 if card.kind == "thesis" else 18)
        size = 10 if card.kind == "thesis" else 9
        x = self.left
        if card.kind == "question":
            sheet.items.append(Disc(x + 7, y - 3.2, 7, "mute", "?", 10))
            x += 20
        tag = Run(card.tag, size, "Bold", "pale" if card.kind == "thesis" else card.colour, 0.7)
        room = sheet.width - x - _PAD - tag.width
        locator = self._locator()
        if locator:
            sheet.put(sheet.width - _PAD, y, locator, anchor="end", link=card.link)
            room -= locator.width + 6
        remark = ellipsis(f"\u2002{card.remark}", 9.5, room) if card.remark else ""
        sheet.put(x, y, *([tag, Run(remark, 9.5, "Regular", self.quiet)] if remark else [tag]))
        sheet.y = y + (25 if card.kind == "thesis" else 19)

    def _locator(self) -> Run | None:
        card = self.card
        if not card.locator:
            return None
        return Run(ellipsis(card.locator, 9.5, 90), 9.5, "Regular", self.quiet)

    def _speaker(self, sheet: _Sheet, who: Speaker, top: float) -> None:
        x = _PAD + 30
        room = sheet.width - x - _PAD
        of = (who.act, *who.voices)
        sheet.items.append(Disc(_PAD + 11, top + 23, 11, who.colour, who.initials, ring=who.ring, of=of))
        sheet.y = top + 20
        name = Run(who.name, 12, "Bold", who.colour, of=of)
        role = Run(f", {who.role}", 11, "Regular", "mute", of=of) if who.role else None
        if role and name.width + role.width <= room:
            sheet.paragraph([(name, role)], x, 14)
        else:
            sheet.paragraph(wrap_runs((name,), room, most=3), x, 14)
            if who.role:
                sheet.y += 13
                sheet.paragraph(wrap_runs((Run(who.role, 10.5, "Regular", "mute", of=of),), room, most=2), x, 12.5)
        sheet.y += _SMALL_STEP
        sheet.paragraph(wrap_runs(_did(who, "mute"), room, most=5), x, 12.5)
        sheet.y = max(sheet.y + 23, top + 56)

    def _mentions(self, sheet: _Sheet) -> None:
        card = self.card
        if not card.mentions and not card.more:
            return
        sheet.y += 4
        room = sheet.width - self.left - _PAD - 18
        for mention in card.mentions:
            sheet.y += 16
            sheet.items.append(self._dot(sheet, mention))
            lines = wrap_runs(self._mention(mention), room)
            sheet.paragraph(lines, self.left + 18, 12.5)
        if card.more:
            sheet.y += 15
            sheet.put(self.left + 18, sheet.y, Run(f"+{card.more} more", _SMALL, "Regular", self.quiet, of=card.hidden))

    def _dot(self, sheet: _Sheet, mention: Mention) -> Disc:
        thesis = self.card.kind == "thesis"
        return Disc(
            self.left + 6.5, sheet.y - 3.5, 6.5, "pale" if thesis else mention.colour, mention.initials, 6.5,
            "thesis" if thesis else "onfill", mention.ring and not thesis, (mention.act, *mention.voices),
        )  # fmt: skip

    def _mention(self, mention: Mention) -> tuple[Run, ...]:
        name = "onthesis" if self.card.kind == "thesis" else mention.colour
        return (
            Run(mention.name, _SMALL, "Bold", name, of=(mention.act, *mention.voices)),
            Run(" ", _SMALL, of=(mention.act,)),
            *_did(mention, self.quiet),
        )

    def _foot(self, sheet: _Sheet) -> float:
        card = self.card
        assert card.badge is not None
        y = sheet.y + 22
        words, ink, bold = {
            "endorses": ("author endorses", "sup", True),
            "distances": ("author distances", "att", True),
            "rejects": ("author rejects", "att", True),
            "doubts": ("author doubts", "att", True),
            "reports": ("only reported", "mute", False),
        }[card.badge]
        sheet.items.append(Icon(card.badge, self.left, y, ink))
        sheet.put(self.left + 13, y, Run(words, _SMALL, "Bold" if bold else "Regular", ink))
        right = sheet.width - _PAD
        if card.speaker:
            if locator := self._locator():
                sheet.put(right, y, locator, anchor="end", link=card.link)
                right -= locator.width + 7
            if card.remark:
                room = right - self.left - 13 - width(words, _SMALL, "Bold") - 8
                run = Run(ellipsis(card.remark, 9.5, room), 9.5, "Regular", "mute")
                sheet.put(right, y, run, anchor="end")
        return y + 9


def _chip(chip: Chip) -> Shape:
    """A speech bubble: what was said is mentioned in it, not used."""
    tail = 7.0
    lead: tuple[Run, ...] = (
        Run(chip.name, 11, "Bold", chip.colour, of=chip.voices),
        Run(" ", 11, of=chip.also),
        Run(chip.verb + (":" if chip.text else ""), 11, "Regular", "att" if chip.against else "ink", of=chip.also),
    )
    x = _PAD + 21
    wide = _WIDTHS[0]
    room = wide - x - _PAD + 2
    disc = Disc(_PAD + 6, 14.5, 8.5, chip.colour, chip.initials, 7.5, ring=chip.ring, of=chip.voices)
    sheet = _Sheet(wide, 18.0, [disc])
    sheet.paragraph(wrap_runs(lead, room, most=3), x, 13.5)
    if chip.text:
        sheet.y += 14.5
        sheet.paragraph(wrap_runs((Run(chip.text, 10.5, "Regular", "mute"),), room, most=2), x, 13)
    height = max(sheet.y + 10.5, 29.0)
    return Shape(
        wide, round(height, 1), 10, f"{chip.colour}-tint" if chip.colour != "mute" else "strip",
        chip.colour, tuple(sheet.items), weight=1.0, tail=tail,
    )  # fmt: skip


def _pill(pill: Pill) -> Shape:
    ink = "att" if pill.attack else "sup"
    items: list[Item] = [Disc(10, 10, 6.5, ink), Icon("minus" if pill.attack else "plus", 10, 10, "onfill")]
    runs: list[Run] = []
    if pill.label:
        runs.append(Run(ellipsis(pill.label, 10.5, 150), 10.5, "Regular", ink))
    if pill.remark:
        remark = f"{chr(0x2002)}{pill.remark}" if runs else pill.remark
        runs.append(Run(ellipsis(remark, 9.5, 230 - line_width(runs)), 9.5, "Regular", "mute", of=pill.by))
    wide = 20.0
    if runs:
        items.append(Words((Line(21, 13.8, tuple(runs)),)))
        wide = 31 + line_width(runs)
    return Shape(round(wide, 1), 20, 10, "card", ink, tuple(items), weight=1.3)


def _did(who: Speaker | Mention, quiet: str) -> tuple[Run, ...]:
    """The verb and what stands behind it; the verb stands out where it is against the position."""
    rest = who.line if isinstance(who, Speaker) else who.rest
    of = (who.act, *who.also)
    if who.against and quiet == "mute":
        return (Run(who.verb, _SMALL, "Bold", "att", of=of), Run(rest, _SMALL, "Regular", quiet, of=of))
    return (Run(who.verb + rest, _SMALL, "Regular", quiet, of=of),)


def _quote_runs(quote: str, size: float) -> tuple[Run, ...]:
    """A quote in italics between “ and ”, the editor's brackets upright and muted."""
    runs = [Run("“", size, "Italic")]
    for piece, editorial in bracketed(quote):
        runs.append(Run(piece, size, "Regular", "mute") if editorial else Run(piece, size, "Italic"))
    return (*runs, Run("”", size, "Italic"))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
