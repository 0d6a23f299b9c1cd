"""Writing a first map: what rules made of an article, in the notation, with a comment above every guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from argmap.diagnostics import ArgmapError
from argmap.notation.characters import cleaned, cleaned_line
from argmap.notation.clauses import odd_date
from argmap.notation.printer import one_line, quoted
from argmap.notation.words import RESERVED, SPACES, is_id, quote_parts
from argmap.sources.finding import Finder, Hints
from argmap.sources.quotations import Quotation
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText, Stretch
from argmap.starting.guess import Guesses, Saying, guesses
from argmap.starting.speakers import Speaker
from argmap.starting.words import NOT_NAMES

__all__ = ["WrittenMap", "first_map"]

GUESS = "// guess"
_FIRST_WORDS = 4
_MARKS = re.compile('["“”„‟«»]')
_CURLED = re.compile("[“”„]")
_BRACKETS = re.compile(r"\[(\w)\](?=\w)|[][]")
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ADDRESS = re.compile(r"https?://\S+")
_LETTERS = re.compile(r"[^\W_]+")
_GENERIC = frozenset(
    "the a an of for and party union council ministry committee commission authority association club company bank "
    "society group federation office department agency board newspaper gov government".split()
)
_MOST_PLACES = 300
"""Words that stand in more places are no quotation worth a line."""
_LONGEST_ID = 32


class WrittenMap(NamedTuple):
    """A map as text, and what is in it."""

    text: str
    voices: int
    """Voices other than the author and `someone`."""
    quotations: int
    """Quotations of the article that are in the map, as somebody's words or as marks."""
    guesses: int
    """Comments that begin with `// guess`."""
    left_out: int
    """Quotations that could not be copied."""


def first_map(source: SourceText, text_path: str) -> WrittenMap:
    """A first map of an article, to be edited; `text_path` is where the article is, from where the map will stand, with
    `/` between folders. It reads without errors, and each of its quotes stands in the article."""
    return _Writer(source, text_path).write()


class _Writer:
    def __init__(self, source: SourceText, text_path: str) -> None:
        self.source = source
        self.path = text_path
        self.guesses: Guesses = guesses(source)
        self.finder = Finder(source)
        self.lines: list[str] = []
        self.taken = {"author", "someone"}
        self.ids: dict[int, str] = {}
        self.done, self.left_out = 0, self.guesses.left_out

    def write(self) -> WrittenMap:
        """The whole map."""
        name = re.split(r"[/\\]", self.path)[-1]
        stem = name.rpartition(".")[0] or name
        title = _line(self.source.title or "") or _line(stem) or "An article"
        map_id = self._new_id(stem, "article")
        same = _slug(self.source.title or stem) == map_id
        source_id = self._new_id("article" if same else self.source.title or stem, "article")
        speakers = self.guesses.speakers
        for speaker in speakers:
            self.ids[id(speaker)] = self._new_id(_short_name(speaker), "voice")
        self._head(name, map_id, title)
        self._source(source_id, title)
        self._voices(speakers)
        self._verbs()
        self._positions()
        text = "\n".join(self.lines) + "\n"
        return WrittenMap(
            text, len(speakers), self.done, sum(GUESS in line for line in self.lines), self.left_out
        )  # fmt: skip

    def _entry(self, *lines: str) -> None:
        """An entry, with a blank line before it."""
        if self.lines:
            self.lines.append("")
        self.lines += lines

    def _head(self, name: str, map_id: str, title: str) -> None:
        self._entry("argmap 1")
        lang = self.source.lang
        self._entry(
            f"// A first map of {_line(name)}, made by rule. Above what nobody has looked at yet stands a guess.",
            "// What the author claims, and why, no rule finds: write `claim thesis: …` and, below it, `because …`.",
            f"{GUESS}: say in a question what the article is about",
            f"map {map_id}: {one_line(title)}",
            *([f"  lang {lang}"] if lang and _LANG.fullmatch(lang) else []),
        )

    def _source(self, source_id: str, title: str) -> None:
        source = self.source
        lines = [f"source {source_id}: {one_line(title)}", "  by author"]
        date = _line(source.date or "")
        if date and odd_date(date) is None:
            lines.append(f"  date {one_line(date)}")
        if venue := _line(source.venue or ""):
            lines.append(f"  in {one_line(venue)}")
        if source.url and _ADDRESS.fullmatch(source.url) and cleaned(source.url) == source.url:
            lines.append(f"  url {one_line(source.url)}")
        path = _line(self.path)
        if path == self.path:
            lines.append(f"  text {one_line(path)}")
        for mark in self.guesses.marks:
            written = self._copied(self.guesses.quotations[mark.quotation])
            if written is not None:
                lines += [f"  {GUESS}: words that quote nobody", f"  {mark.kind} {written}"]
        self._entry(*lines)

    # -- voices

    def _voices(self, speakers: list[Speaker]) -> None:
        author = _line(self.source.author or "")
        if author or speakers:
            self._entry("# Voices")
        if author:
            self._entry(f"voice author: {one_line(author)}")
        for speaker in speakers:
            self._entry(*self._voice(speaker))

    def _voice(self, speaker: Speaker) -> Iterator[str]:
        body: list[str] = []
        guessed: list[str] = []
        kind = [word for word in (speaker.kind, speaker.naming) if word and word != "place"]
        if kind:
            body.append(f"  {', '.join(kind)}")
            guessed.append("kind")
        if role := _line(speaker.role or ""):
            body.append(f"  role {one_line(role)}")
            guessed.append("role")
        if speaker.owner is not None and speaker.kind == "person":
            of = next((s for s in self.guesses.speakers if s.entity is speaker.owner and s is not speaker), None)
            if of is not None and of.kind != "person":
                body.append(f"  of {self.ids[id(of)]}")
                guessed.append("of whom")
        if also := [a for a in map(_line, speaker.also) if a and "," not in a]:
            body.append(f"  also {', '.join(also)}")
        if guessed:
            yield f"{GUESS}: {', '.join(guessed)}"
        yield f"voice {self.ids[id(speaker)]}: {one_line(_line(speaker.name) or 'a voice')}"
        yield from body

    def _verbs(self) -> None:
        unlisted = {s.sense.base: s for s in self.guesses.sayings if s.unlisted}
        for base in unlisted:
            self._entry(f"{GUESS}: argmap's lexicon lacks this verb", f"verb {base}: say")

    # -- what is said

    def _positions(self) -> None:
        numbers: dict[str, int] = {}
        headed = False
        for saying in self.guesses.sayings:
            quotes = [self._copied(self.guesses.quotations[n]) for n in saying.quotations]
            written = [q for q in quotes if q is not None]
            if not written:
                continue
            if not headed:
                headed = True
                self._entry("# What is said")
            voices = ["author" if s.is_author else self.ids[id(s)] for s in saying.speakers] or ["someone"]
            numbers[voices[0]] = numbers.get(voices[0], 0) + 1
            position = self._new_id(f"{voices[0]}-{numbers[voices[0]]}", "position")
            first, *more = written
            self._entry(
                f"{GUESS}: say it in your own words",
                f"position {position}: {self._placeholder(saying)}",
                f"  {GUESS}: {_why(saying)}",
                f"  {' and '.join(voices)} {_verb(saying, len(voices) > 1)}{_where(saying)}: {first}",
                *(f"    {quote}" for quote in more),
            )

    def _placeholder(self, saying: Saying) -> str:
        """A text to be replaced: the first words of the quotation, marked as the article's."""
        quotation = self.guesses.quotations[saying.quotations[0]]
        text = _line(_MARKS.sub(" ", self.source.text[quotation.inner.start : quotation.inner.end]))
        words = _BRACKETS.sub(r"\1", text).split()
        few = len(words) if len(words) < _FIRST_WORDS else min(_FIRST_WORDS, len(words) - 1)
        head = " ".join(words[:few])[:60].rstrip(" ,;:.…—–-")
        at = next((n for n, char in enumerate(head) if char.isalnum()), None)
        if at is None or not head:
            return f"What the article quotes at {self.source.place(quotation.start)} …"
        word = head[at:].split()[0]
        if word.islower():
            head = head[:at] + head[at].upper() + head[at + 1 :]
        return f"“{head} …”"

    # -- quotes

    def _copied(self, quotation: Quotation) -> str | None:
        """A quotation as a map writes it, with what leads to it and nowhere else; `None` where that cannot be."""
        raw = self.source.text[quotation.inner.start : quotation.inner.end]
        # The reporter's comma, which American custom puts inside.
        text = _line(raw).rstrip(",") or _line(raw)
        if text.endswith("\\"):
            text = text.rstrip("\\ ")
        written = _in_marks(text)
        letters = folded(text)
        if letters and self.source.skeleton.letters.count(letters) > _MOST_PLACES:
            written = ""
        tail = self._tail(quotation, text) if written else None
        if tail is None:
            self.left_out += 1
            return None
        self.done += 1
        return f"{written} {tail}".rstrip()

    def _tail(self, quotation: Quotation, text: str) -> str | None:
        """What must stand behind a quote so that it is found at its place."""
        at = self.source.place(quotation.start)
        if self._is_found(quotation, text, Hints(at=at, speech=True)):
            return f"at {at}"
        for near in self._near(quotation):
            if self._is_found(quotation, text, Hints(at=at, near=near, speech=True)):
                return f"at {at} near {_in_marks(near)}"
        skeleton = self.source.skeleton
        start, end = skeleton.at(quotation.inner.start), skeleton.at(quotation.inner.end)
        if end > start:
            for hint in (at, None):
                hints = Hints(at=hint, speech=True, anchor=(Stretch(start, end),))
                if self._is_found(quotation, text, hints):
                    return f"{f'at {hint} ' if hint else ''}anchor {start}+{end - start}"
        return None

    def _is_found(self, quotation: Quotation, text: str, hints: Hints) -> bool:
        finding = self.finder.find(text, hints)
        match = finding.match
        if match is None or finding.elsewhere or finding.near_missing:
            return False
        return quotation.start <= match.start and match.end <= quotation.end

    def _near(self, quotation: Quotation) -> Iterator[str]:
        """Words next to a quotation."""
        text = self.source.text
        before = _MARKS.split(text[max(0, quotation.start - 80) : quotation.start])[-1].split()
        after = _MARKS.split(text[quotation.end : quotation.end + 80])[0].split()
        for words in (before[1:][-4:], after[:-1][:4], before[1:][-8:], after[:-1][:8]):
            near = _line(" ".join(words).strip("[]()…, "))
            if _LETTERS.search(near) and _in_marks(near) and "\\" not in near and not {"[", "]"} & set(near):
                yield near

    # -- IDs

    def _new_id(self, words: str, fallback: str) -> str:
        """A free ID made of words."""
        slug = _slug(words)
        if not slug or not is_id(slug) or slug in RESERVED or slug in NOT_NAMES:
            slug = f"{fallback}-{slug}" if slug and is_id(f"{fallback}-{slug}") else fallback
        found, n = slug, 2
        while found in self.taken or found in RESERVED:
            found, n = f"{slug}-{n}", n + 1
        self.taken.add(found)
        return found


def _in_marks(text: str) -> str:
    """Words between the marks of a quote, or nothing where no marks can hold them."""
    if '"' in text and _CURLED.search(text):
        written = '"' + text.replace('"', '\\"') + '"'
    else:
        try:
            written = quoted(text) if text else ""
        except ArgmapError:
            return ""
    return written if written and quote_parts(written) == text else ""


def _line(text: str) -> str:
    """A text as it may stand on a line."""
    return cleaned_line(text).strip(SPACES).lstrip("|:" + SPACES)


def _slug(words: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", words) if not "\u0300" <= c <= "\u036f")
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain).lower().replace("’", "").replace("'", ""))
    out = ""
    for part in parts:
        if out and len(out) + len(part) + 1 > _LONGEST_ID:
            break
        out += f"-{part}" if out else part
    return unicodedata.normalize("NFC", out[:_LONGEST_ID].rstrip("-"))


def _short_name(speaker: Speaker) -> str:
    """The words of a name of which an ID is made: a surname, the noun of a description."""
    if speaker.also and speaker.entity is not None and speaker.kind != "person":
        return speaker.also[0]
    if speaker.entity is None:
        heads = sorted(speaker.heads)
        return heads[0] if heads else speaker.name
    words = speaker.name.split()
    if speaker.kind == "person":
        return words[-1]
    telling = [w for w in words if w.lower().rstrip("’'s") not in _GENERIC and w.lower() not in _GENERIC]
    return " ".join(telling or words)


def _why(saying: Saying) -> str:
    """What a guess rests on."""
    if saying.in_heading:
        return "it stands in a heading alone"
    if saying.told is None:
        return "nothing next to it says who" if not saying.speakers else "who was quoted before"
    told = _line(saying.told).replace("“", "").replace("”", "")
    return f"“{told}”" if saying.speakers else f"“{told}” does not say who"


def _verb(saying: Saying, many: bool) -> str:
    if saying.auxiliary is not None:
        return f"{saying.auxiliary} {saying.sense.base}"
    plural = many or any(s.plural for s in saying.speakers)
    return saying.sense.base if plural else saying.sense.third


def _where(saying: Saying) -> str:
    venue = _line(saying.venue or "")
    if not venue or re.search('["“”«»„:,]', venue) or " " not in venue:
        return ""
    return f", in {venue}"
