"""The map that annotations make: where each of them stands, and what it becomes there."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from argmap.model.lexicon import default_lexicon
from argmap.notation.characters import cleaned_line
from argmap.notation.printer import one_line, quoted
from argmap.notation.values import bad_date
from argmap.notation.words import RESERVED, is_id
from argmap.sources.comparing import on_one_line, typographic, unbroken, words
from argmap.sources.edges import cuts_word, whole_words
from argmap.sources.finding import Finder, Finding, Hints, Match
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText, Stretch

if TYPE_CHECKING:
    from argmap.anchoring.annotations import Annotation, Body, Selector, Target

__all__ = ["FirstMap", "Placer"]

_SOURCE = "article"
_AUXILIARY = {"not-made": ("does not", "do not"), "hypothetical": ("might",) * 2, "called-for": ("should",) * 2,
              "expected": ("will",) * 2}  # fmt: skip
_FIRST = 12
"""Words of a quote that stand for the wording of a statement that has none."""
_WIDEST = 1_400
"""Letters that `…` may stand for."""
_SURE = 6
"""Letters around words that tell them from the same words elsewhere."""
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


# -- where annotations stand -------------------------------------------------------------------------------


class Placer:
    """Finds the words of annotations in one text, and writes them as quotes."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.finder = Finder(source)
        text = source.text
        astral = [] if text.isascii() else [n for n, char in enumerate(text) if char > "\uffff"]
        self._units = [at + n for n, at in enumerate(astral)]
        """Where characters of two UTF-16 units begin, counted in such units."""

    def place(self, target: Target) -> tuple[Stretch, ...] | str:
        """The stretches of words that a target means, or why there are none."""
        quotes = [s for s in target if s.exact is not None]
        for position in target:
            for span in self._positions(position):
                there = self.source.text[span.start : span.end]
                if there.strip() and (not quotes or any(_same(there, q.exact or "") for q in quotes)):
                    return (self._whole(span),)
        why = "its words are selected in a way that text does not have"
        for selector in quotes:
            found = self._found(selector)
            if found.match:
                return tuple(self._whole(span) for span in found.match.spans)
            why = "no such words"
            if found.status == "ambiguous":
                why = f"it stands there {len(found.matches)} times"
            elif found.stretch is not None:
                there = self.source.text[found.stretch.start : found.stretch.end]
                why = f"the text has “{_short(there)}”"
        if not quotes and any(s.start is not None for s in target):
            why = "the text ends before it"
        return why

    def _positions(self, selector: Selector) -> list[Stretch]:
        """What the offsets of a selector mean: code points, or UTF-16 units, as browsers count."""
        if selector.start is None or selector.end is None:
            return []
        spans = [Stretch(selector.start, selector.end)]
        if self._units:
            units = self._units
            spans.append(Stretch(*(at - bisect_left(units, at) for at in spans[0])))
        return [span for span in spans if span.start < span.end <= len(self.source.text)]

    def _found(self, selector: Selector) -> Finding:
        """The place of words; of several, the one with the right words around it."""
        exact = selector.exact or ""
        found = self.finder.find(exact)
        if found.stretch is not None:
            there = self.source.text[found.stretch.start : found.stretch.end]
            if folded(exact) in folded(there) and len(words(exact)) == len(words(there)):
                # Nothing is wrong with it but that a selection cut its first or last word.
                found = self.finder.find(on_one_line(there))
        if any(m.tier in ("elided", "editorial") for m in found.matches):
            # `…` and brackets are signs of the annotated text here, and not what an analyst did to it.
            return Finding("missing")
        if found.status == "ambiguous" and (match := self._fitting(found.matches, selector)):
            return Finding("found", (match,))
        return found

    def _fitting(self, matches: Sequence[Match], selector: Selector) -> Match | None:
        """The one place around which most letters are those of a selector's prefix and suffix."""
        letters = self.source.skeleton.letters
        prefix, suffix = folded(selector.prefix), folded(selector.suffix)
        fits = []
        for n, match in enumerate(matches):
            start, end = match.letters[0].start, match.letters[-1].end
            before = _shared(reversed(prefix), reversed(letters[max(0, start - len(prefix)) : start]))
            fits.append((before + _shared(suffix, letters[end : end + len(suffix)]), n))
        fits.sort(reverse=True)
        best, second = fits[0], fits[1]
        # A letter or two may be the same by chance.
        sure = best[0] > second[0] and best[0] >= min(_SURE, len(prefix) + len(suffix))
        return matches[best[1]] if sure else None

    def _whole(self, span: Stretch) -> Stretch:
        """A stretch without the space around it, and with the words whole that it cuts."""
        text = self.source.text
        start, end = span
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        span = Stretch(start, end)
        if cuts_word(text, span):
            span = whole_words(text, span)
        for _ in range(2):
            if not cuts_word(text, span):
                break
            start, end = span
            while start > 0 and not text[start - 1].isspace():
                start -= 1
            while end < len(text) and not text[end].isspace():
                end += 1
            span = Stretch(start, end)
        return self._with_brackets(span)

    def _with_brackets(self, span: Stretch) -> Stretch:
        """A stretch with the bracket at its edge of which it has the other one: `[T]he`, and not `T]he`."""
        start, end = span
        text = self.source.text
        inside = text[start:end]
        opening, closing = inside.find("["), inside.find("]")
        if closing >= 0 and not 0 <= opening < closing and text[start - 1 : start] == "[":
            start -= 1
        if inside.rfind("[") > inside.rfind("]") and text[end : end + 1] == "]":
            end += 1
        return Stretch(start, end)

    def quotes(self, spans: Iterable[Stretch], speech: bool) -> list[str] | None:
        """Quotes with their tails that lead to stretches of words: one with `…`, or one for each; `None` where a quote
        cannot."""
        wanted = self._joined(spans)
        letters = [self._letters(span) for span in wanted]
        near = all(0 <= b.start - a.end <= _WIDEST for a, b in pairwise(letters))
        if near and len(wanted) > 1 and (quote := self._quote(wanted, speech)):
            return [quote]
        out = [self._quote([span], speech) for span in wanted]
        return None if None in out else [quote for quote in out if quote]

    def _quote(self, spans: list[Stretch], speech: bool) -> str | None:
        text = " … ".join(_printed(self.source.text[s.start : s.end]) for s in spans)
        wanted = _merged(self._letters(span) for span in spans)
        at = self.source.place(spans[0].start)
        if not text or not wanted[0].end > wanted[0].start:
            return None
        # What is not speech may come to stand under a claim, as the author's own words, or under a position.
        hints = [Hints(at=at, speech=True)] if speech else [Hints(at=at), Hints(at=at, own=True)]
        matches = [self.finder.find(text, hint).match for hint in hints]
        if all(match and self._are(match, wanted) for match in matches):
            return f"{quoted(text)} at {at}"
        found = self.finder.find(text, Hints(at=at, speech=speech, anchor=wanted))
        if found.match and self._are(found.match, wanted):
            return f"{quoted(text)} at {at} anchor {_anchor(wanted)}"
        return None

    def cue(self, span: Stretch) -> str | None:
        """A cue that leads to words."""
        text, wanted = _printed(self.source.text[span.start : span.end]), (self._letters(span),)
        found = self.finder.find(text, Hints(anchor=wanted)) if text and folded(text) else Finding("missing")
        if not found.match or not self._are(found.match, wanted):
            return None
        alone = self.finder.find(text).status == "found"
        return f"cue {quoted(text)}" + ("" if alone else f" anchor {_anchor(wanted)}")

    def _letters(self, span: Stretch) -> Stretch:
        skeleton = self.source.skeleton
        return Stretch(skeleton.at(span.start), skeleton.at(span.end))

    @staticmethod
    def _are(match: Match, wanted: tuple[Stretch, ...]) -> bool:
        return _merged(match.letters) == wanted

    def _joined(self, spans: Iterable[Stretch]) -> list[Stretch]:
        """Stretches in their order, those as one between which there is no letter."""
        out: list[Stretch] = []
        for span in spans:
            if out and out[-1].end <= span.start and self._letters(out[-1]).end == self._letters(span).start:
                out[-1] = Stretch(out[-1].start, span.end)
            else:
                out.append(span)
        return out


def _shared(left: Iterable[str], right: Iterable[str]) -> int:
    """How many letters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _merged(letters: Iterable[Stretch]) -> tuple[Stretch, ...]:
    out: list[Stretch] = []
    for stretch in letters:
        if out and out[-1].end == stretch.start:
            out[-1] = Stretch(out[-1].start, stretch.end)
        else:
            out.append(stretch)
    return tuple(out)


def _anchor(letters: Iterable[Stretch]) -> str:
    return ",".join(f"{s.start}+{s.end - s.start}" for s in letters)


def _same(there: str, exact: str) -> bool:
    return typographic(there) == typographic(exact)


def _printed(text: str) -> str:
    """Words of a text as a map quotes them: on one line, without what only a line's end put there."""
    return cleaned_line(unbroken(text))


def _short(text: str) -> str:
    text = _printed(text)
    return text if len(text) <= 70 else text[:69].rstrip() + "…"


# -- what they become --------------------------------------------------------------------------------------


@dataclass
class _Act:
    """A voice's act under a statement."""

    head: str
    quotes: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass
class _Entry:
    """A statement or voice, with the lines of its body."""

    kind: str
    id: str
    text: str
    lines: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    acts: dict[str, _Act] = field(default_factory=dict)


class FirstMap:
    """Takes annotations, and writes the map that they make."""

    def __init__(self, source: SourceText, path: str, title: str | None) -> None:
        self.source = source
        self.path = path
        self.name = _one(source.title) or PurePosixPath(path.replace("\\", "/")).stem or _SOURCE
        self.title = _one(title) or f"Annotations of {self.name}"
        self.anchored = 0
        """How many annotations stand in the text."""
        self._placer = Placer(source)
        self._ids = {_SOURCE, "author", "someone", *RESERVED}
        self._known: dict[tuple[str, str], _Entry] = {}
        """Statements and voices that annotations name, by their addresses."""
        self._by_annotation: dict[str, _Entry] = {}
        self._statements: list[_Entry] = []
        self._voices: list[_Entry] = []
        self._source_lines: list[str] = []
        self._lost: list[str] = []
        self._total = 0
        self._analyst: str | None = None

    def take(self, annotations: Iterable[Annotation]) -> None:
        """Take annotations, in their order."""
        annotations = list(annotations)
        makers = {a.who for a in annotations}
        if len(makers) == 1:
            self._analyst = makers.pop() or None
        # A statement may be named by the words of a voice first; what sort it is says its own annotation.
        kinds = {a.text.address: a.kind for a in annotations if a.text and a.kind in _STATEMENTS}
        for annotation in annotations:
            if annotation.targets:
                self._total += 1
                self._take(annotation, kinds)
        for annotation in annotations:
            if not annotation.targets:
                self._remark(annotation)

    def _take(self, annotation: Annotation, kinds: dict[str, str]) -> None:
        spans: list[Stretch] = []
        for target in annotation.targets:
            place = self._placer.place(target)
            if isinstance(place, str):
                self._lose(annotation, target, place)
                return
            spans += place
        speech = annotation.kind in ("attribution", "title", "scare")
        quotes = None
        if annotation.kind == "cue":
            cues = [self._placer.cue(span) for span in spans]
            quotes = None if None in cues else [cue for cue in cues if cue]
        else:
            quotes = self._placer.quotes(spans, speech)
        if quotes is None:
            self._lose(annotation, annotation.targets[0], "a quote cannot lead there")
            return
        self.anchored += 1
        notes = [f"note {one_line(note)}" for note in annotation.notes]
        if annotation.who and annotation.who != self._analyst:
            notes.append(f"note annotated by {annotation.who}")
        tags = [f"tags {', '.join(dict.fromkeys(annotation.tags))}"] if annotation.tags else []
        match annotation.kind:
            case "title" | "scare":
                self._source_lines += [f"{annotation.kind} {quote}" for quote in quotes] + notes
            case "source":
                self._source_lines += quotes + notes
            case "voice" if annotation.voices:
                _add(self._voice(annotation.voices[0]), tags + notes, quotes)
            case "attribution" | "cue" if annotation.text and annotation.voices:
                self._act(annotation, kinds, tags + notes, quotes)
            case _:
                kind = annotation.kind if annotation.kind in _STATEMENTS else "position"
                text = annotation.text.value if annotation.text else _first_words(self.source, spans)
                entry = self._statement(annotation, kind, text)
                _add(entry, tags + notes, [q.removeprefix("cue ") for q in quotes])

    def _statement(self, annotation: Annotation, kind: str, text: str) -> _Entry:
        address = annotation.text.address if annotation.text else ""
        entry = self._known.get(("statement", address)) if address else None
        if entry is None:
            entry = _Entry(kind, self._id(address, text), text)
            self._statements.append(entry)
            if address:
                self._known["statement", address] = entry
        if annotation.address:
            self._by_annotation.setdefault(annotation.address, entry)
        return entry

    def _voice(self, voice: Body) -> _Entry:
        key = ("voice", voice.address or voice.value)
        entry = self._known.get(key)
        if entry is None:
            wanted = _fragment(voice.address)
            id = wanted if wanted in ("author", "someone") else self._id(voice.address, voice.value)
            entry = self._known[key] = _Entry("voice", id, voice.value)
            if id != "someone" and (id, voice.value) != ("author", "the author"):
                self._voices.append(entry)
        return entry

    def _act(self, annotation: Annotation, kinds: dict[str, str], lines: list[str], quotes: list[str]) -> None:
        assert annotation.text is not None
        kind = kinds.get(annotation.text.address, "position")
        entry = self._statement(annotation, kind, annotation.text.value)
        voices = [self._voice(voice).id for voice in annotation.voices]
        described = [b.address for b in annotation.bodies if b.purpose == "describing"]
        key = described[1] if len(described) > 1 and described[1] else annotation.address or str(len(entry.acts))
        act = entry.acts.get(key)
        if act is None:
            head = f"{' and '.join(dict.fromkeys(voices))} {_verb(annotation, len(set(voices)) > 1)}"
            act = entry.acts[key] = _Act(f"someone says that {head}" if annotation.nested else head)
        act.lines += [line for line in lines if line not in act.lines]
        if annotation.kind == "cue":
            act.lines += quotes
        else:
            act.quotes += quotes

    def _remark(self, annotation: Annotation) -> None:
        """What is said of the whole text, or of another annotation."""
        said = [*([annotation.text.value] if annotation.text else []), *annotation.notes, *annotation.tags]
        by = f"{annotation.who}: " if annotation.who and annotation.who != self._analyst else ""
        entry = next((self._by_annotation[a] for a in annotation.about if a in self._by_annotation), None)
        lines = entry.lines if entry else self._source_lines
        lines += [f"note {one_line(by + text)}" for text in said]

    def _lose(self, annotation: Annotation, target: Target, why: str) -> None:
        exact = next((s.exact for s in target if s.exact is not None), None)
        what = f"“{_short(exact)}”" if exact else annotation.text.value if annotation.text else "an annotation"
        remark = f" — {annotation.text.value}" if exact and annotation.text else ""
        self._lost.append(f"// not found: {what} ({why}){remark}")

    def _id(self, address: str, text: str) -> str:
        """An ID that is not taken: the one that an address has, else one from the first words of a text."""
        wanted = unicodedata.normalize("NFC", _fragment(address))
        if not wanted or not is_id(wanted) or wanted in RESERVED or len(wanted) > 60:
            found = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())[:4]
            wanted = "-".join(found)[:40].strip("-")
            if not wanted or not is_id(wanted):
                wanted = f"s-{wanted}" if wanted and is_id(f"s-{wanted}") else "s"
        id, n = wanted, 1
        while id in self._ids:
            n += 1
            id = f"{wanted}-{n}"
        self._ids.add(id)
        return id

    # -- writing -------------------------------------------------------------------------------------------

    def markup(self) -> str:
        """The map, its mistakes in comments at the end."""
        source = self.source
        author = _one(source.author)
        if author and not any(voice.id == "author" for voice in self._voices):
            self._voices.insert(0, _Entry("voice", "author", author))
        head = [f"map: {one_line(self.title)}"]
        if self._analyst:
            head.append(f"analyst {one_line(self._analyst)}")
        if source.lang and _LANG.fullmatch(source.lang):
            head.append(f"lang {source.lang}")
        about = [f"source {_SOURCE}: {one_line(self.name)}"]
        about += ["by author"] * bool(author)
        if venue := _one(source.venue):
            about.append(f"in {one_line(venue)}")
        if (date := _one(source.date)) and bad_date(date) is None:
            about.append(f"date {one_line(date)}")
        about.append(f"text {one_line(self.path)}")
        if (url := _one(source.url)) and " " not in url:
            about.append(f"url {one_line(url)}")
        about += self._source_lines
        blocks = [["argmap 1"], *([_put(n > 0, line) for n, line in enumerate(lines)] for lines in (head, about))]
        blocks += [_lines(entry) for entry in (*self._voices, *self._statements)]
        if self._lost:
            were = "was" if len(self._lost) == 1 else "were"
            blocks.append(
                [f"// {len(self._lost)} of {self._total} annotations {were} not found in the text:", *self._lost]
            )
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"


_STATEMENTS = ("claim", "premise", "position", "question")


def _add(entry: _Entry, lines: list[str], quotes: list[str]) -> None:
    # An analyst says the same of each quote of a statement.
    entry.lines += [line for line in lines if line not in entry.lines]
    entry.quotes += quotes


def _lines(entry: _Entry) -> list[str]:
    out = [_put(0, f"{entry.kind} {entry.id}: {one_line(entry.text)}")]
    out += [_put(1, line) for line in (*entry.quotes, *_one_tags(entry.lines))]
    for act in entry.acts.values():
        out.append(_put(1, f"{act.head}: {act.quotes[0]}" if act.quotes else act.head))
        out += [_put(2, line) for line in (*act.quotes[1:], *_one_tags(act.lines))]
    return out


def _put(depth: int, line: str) -> str:
    """A line at its depth, with those that continue it."""
    pad = "  " * depth
    first, *more = line.split("\n")
    return "\n".join([pad + (first.rstrip(" ") if more else first), *(pad + text for text in more)])


def _one_tags(lines: list[str]) -> list[str]:
    """Lines with all tags on one."""
    tags = [tag for line in lines if line.startswith("tags ") for tag in line[5:].split(", ")]
    rest = [line for line in lines if not line.startswith("tags ")]
    return [*([f"tags {one_line(', '.join(dict.fromkeys(tags)))}"] if tags else []), *rest]


def _verb(annotation: Annotation, several: bool) -> str:
    sense = default_lexicon().find(annotation.verb)
    assert sense is not None
    if auxiliary := _AUXILIARY.get(annotation.status):
        return f"{auxiliary[several]} {sense.base}"
    return sense.base if several else sense.third


def _first_words(source: SourceText, spans: list[Stretch]) -> str:
    """The wording of a statement of which only the quote is known."""
    found = _printed(source.text[spans[0].start : spans[-1].end]).split(" ")
    text = " ".join(found[:_FIRST])[:160].rstrip()
    return text if len(found) <= _FIRST else f"{text} …"


def _one(text: str | None) -> str:
    return cleaned_line(text) if text else ""


def _fragment(address: str) -> str:
    return unquote(address.partition("#")[2])
