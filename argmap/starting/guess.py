"""Who says what in an article, as far as rules can tell: voices, and what each of them is quoted as saying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from argmap.model.lexicon import VerbSense, default_lexicon
from argmap.sources.quotations import Quotation
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText, Stretch
from argmap.starting.cast import Entity
from argmap.starting.clauses import Clause, ClauseReader
from argmap.starting.names import cast_of
from argmap.starting.phrases import Range
from argmap.starting.speakers import Speaker, Speakers
from argmap.starting.tokens import Sentence, Token, outer_quotations, sentences_of, words_of
from argmap.starting.words import (
    AUXILIARIES,
    BOUNDARIES,
    DETERMINERS,
    LINKERS,
    PREPOSITIONS,
    VENUES,
    WORKS,
)

__all__ = ["Guesses", "Mark", "Named", "Saying", "guesses", "is_english"]

_COMMON = frozenset("the of and that is with for his her was said not by from are which has have be they this".split())
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 40_000
MOST_QUOTATIONS = 2_000
"""What has more is no article; the others are left out."""
_STOPS = (".", "!", "?", "…")
_SMALL = PREPOSITIONS | DETERMINERS | LINKERS
"""Words that have no capital in a title."""
_SPOKEN = frozenset("say claim report warn promise propose demand ask accept reject question".split())
"""What a verb can do that leads to words in quotation marks; nobody is quoted by wanting or opposing."""
_STATED = frozenset("say claim report warn".split())
_JOINERS = frozenset("and or but , ; then also even".split())


@dataclass
class Saying:
    """Words that somebody is quoted as saying."""

    speakers: tuple[Speaker, ...]
    """Who says it; nobody where no rule can tell."""
    sense: VerbSense
    quotations: list[int]
    """Which of the article's outer quotations, by number."""
    auxiliary: str | None = None
    unlisted: bool = False
    """Whether the lexicon lacks the verb."""
    told: str | None = None
    """The article's words from which this follows; `None` where it does not say."""
    venue: str | None = None
    """Where it was said."""
    in_heading: bool = False
    """Whether it stands in a heading alone."""


@dataclass(frozen=True)
class Mark:
    """Words in quotation marks that quote nobody."""

    kind: Literal["title", "scare"]
    quotation: int


class Named(NamedTuple):
    """Where a sentence names who says a quotation in it."""

    entity: Entity
    name: Stretch
    """The name, in the text."""
    words: Stretch
    """The name and the verb."""
    sentence: Stretch


@dataclass
class Guesses:
    """What rules make of an article."""

    quotations: list[Quotation]
    sayings: list[Saying] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    named: dict[int, Named] = field(default_factory=dict)
    """For each quotation whose own sentence gives the name of who says it, and leaves little doubt: where."""
    left_out: int = 0
    """Quotations beyond the number that is looked at."""

    @property
    def speakers(self) -> list[Speaker]:
        """All who say something, in the order in which they first do; the author apart."""
        found = {id(s): s for saying in self.sayings for s in saying.speakers if not s.is_author}
        return list(found.values())


def is_english(source: SourceText) -> bool:
    """Whether an article is in English: it says so, or its little words do."""
    if source.lang is not None:
        return source.lang.lower().partition("-")[0] in ("en", "eng")
    words = _WORD.findall(source.text[:_SAMPLE].lower())
    return sum(word in _COMMON for word in words) * 12 >= max(1, len(words))


def guesses(source: SourceText) -> Guesses:
    """Who says what in an article. In languages other than English every quotation is somebody's."""
    quotations = outer_quotations(source)
    found = Guesses(quotations[:MOST_QUOTATIONS], left_out=max(0, len(quotations) - MOST_QUOTATIONS))
    sentences = sentences_of(source, found.quotations)
    if is_english(source):
        _Guesser(source, sentences, found).guess()
        return found
    say = default_lexicon().find("say")
    assert say is not None
    for sentence in sentences:
        numbers = [t.number for t in sentence.tokens if t.kind == "quotation"]
        found.sayings += [Saying((), say, [n], in_heading=sentence.heading) for n in numbers]
    return found


class _Guesser:
    """Goes through the sentences of an article once."""

    def __init__(self, source: SourceText, sentences: Sequence[Sentence], found: Guesses) -> None:
        self.source = source
        self.sentences = sentences
        self.found = found
        names = [source.author] if source.author else []
        self.cast = cast_of(sentences, names)
        self.speakers = Speakers(sentences, self.cast, source.author)
        say = default_lexicon().find("say")
        assert say is not None
        self.say = say
        self.last: Saying | None = None
        """What was said last."""
        self.last_sentence = -2
        self.waiting: list[int] = []
        """Quotations at the start of a paragraph whose speaker may follow."""

    def guess(self) -> None:
        """Find all sayings and marks."""
        headings: list[Sentence] = []
        for n, sentence in enumerate(self.sentences):
            if sentence.first:
                self._settle()
            if sentence.heading:
                headings.append(sentence)
                continue
            self.speakers.enter(n)
            if any(t.kind == "quotation" for t in sentence.tokens):
                self._sentence(n, sentence)
        self._settle()
        for sentence in headings:
            self._heading(sentence)
        self.found.sayings.sort(key=lambda s: s.quotations[0])
        self.found.marks.sort(key=lambda m: m.quotation)

    def _heading(self, sentence: Sentence) -> None:
        """What a heading quotes is said below it, or by nobody that a rule could name."""
        said = [(folded(self._words(n)), saying) for saying in self.found.sayings for n in saying.quotations[:1]]
        for m, token in enumerate(sentence.tokens):
            if token.kind != "quotation":
                continue
            letters = folded(token.text)
            saying = next((s for words, s in said if letters and letters in words), None)
            kind = _mark(sentence.tokens, m)
            if saying is not None:
                saying.quotations.append(token.number)
            elif kind is not None or _is_short(token):
                self.found.marks.append(Mark(kind or "scare", token.number))
            else:
                self.found.sayings.append(Saying((), self.say, [token.number], in_heading=True))

    def _words(self, number: int) -> str:
        inner = self.found.quotations[number].inner
        return self.source.text[inner.start : inner.end]

    def _settle(self) -> None:
        """Nobody was named for what waited."""
        for number in self.waiting:
            self._add(Saying((), self.say, [number]), -2)
        self.waiting = []

    def _add(self, saying: Saying, sentence: int) -> None:
        self.found.sayings.append(saying)
        self.last, self.last_sentence = saying, sentence
        for speaker in saying.speakers:
            self.speakers.spoke(speaker, sentence)

    def _sentence(self, n: int, sentence: Sentence) -> None:
        tokens = sentence.tokens
        places = [m for m, t in enumerate(tokens) if t.kind == "quotation"]
        if not any(t.kind in ("word", "number") for t in tokens):
            for m in places:
                self._alone(n, tokens[m])
            return
        reader = self.speakers.reader(n)
        here: Saying | None = None
        verb = place = -1
        for m in places:
            number = tokens[m].number
            kind = _mark(tokens, m)
            clause = None if kind == "title" else reader.clause_for(m)
            if kind == "title" and not _speech_of_its_own(reader, m):
                self.found.marks.append(Mark("title", number))
                continue
            joined = here is not None and _is_joined(tokens[place + 1 : m])
            if here is not None and (joined or (clause and clause.at == verb and tokens[m - 1].text != ":")):
                here.quotations.append(number)
                if number - 1 in self.found.named:
                    self.found.named[number] = self.found.named[number - 1]
                place = m
                continue
            if clause is None and (kind == "scare" or _is_short(tokens[m])):
                self.found.marks.append(Mark("scare", number))
                continue
            if clause is None:
                here = self._without_clause(n, number)
            else:
                here = self._with_clause(n, reader, clause, m)
                verb = clause.at
                self._name(n, reader, clause, m)
            place = m

    def _with_clause(self, n: int, reader: ClauseReader, clause: Clause, m: int) -> Saying:
        number = reader.tokens[m].number
        speakers: dict[int, Speaker] = {}
        for ranges in clause.subjects:
            speaker = self.speakers.resolve(n, ranges)
            if speaker is not None:
                speakers[id(speaker)] = speaker
        sense, auxiliary = clause.sense, clause.auxiliary
        if _is_own(reader.tokens, clause, m):
            sense, auxiliary = self.say, None
        saying = Saying(
            tuple(speakers.values()),
            sense,
            [number],
            auxiliary,
            clause.unlisted,
            _told(reader.tokens, clause),
            _venue(reader, clause),
        )
        waiting, self.waiting = self.waiting, []
        saying.quotations[:0] = waiting
        self._add(saying, n)
        return saying

    def _name(self, n: int, reader: ClauseReader, clause: Clause, m: int) -> None:
        """Note where the sentence names who says the quotation at a place of it."""
        if len(clause.subjects) != 1 or clause.unlisted or clause.auxiliary is not None:
            return
        mention = self.speakers.name_in(n, clause.subjects[0])
        tokens = reader.tokens
        if mention is None or not reader.is_plain(clause, mention, m):
            return
        name = Stretch(tokens[mention.name].start, tokens[mention.last - 1].end)
        first, last = min(mention.name, clause.at), max(mention.last, clause.at + clause.width)
        words = Stretch(tokens[first].start, tokens[last - 1].end)
        sentence = Stretch(tokens[0].start, tokens[-1].end)
        self.found.named[tokens[m].number] = Named(mention.entity, name, words, sentence)

    def _without_clause(self, n: int, number: int) -> Saying:
        """A quotation in a sentence that does not tell who says it: whoever was last quoted in its paragraph."""
        before = self.last if self.last is not None and self._same_paragraph(n) else None
        saying = Saying(before.speakers if before else (), self.say, [number])
        self._add(saying, n if before else -2)
        return saying

    def _same_paragraph(self, n: int) -> bool:
        return self.last_sentence >= 0 and self.sentences[self.last_sentence].paragraph == self.sentences[n].paragraph

    def _alone(self, n: int, token: Token) -> None:
        """A quotation that is a sentence of its own."""
        sentence = self.sentences[n]
        if self.last is not None and self.last_sentence in (n, n - 1) and self._same_paragraph(n):
            self.last.quotations.append(token.number)
            self.last_sentence = n
            return
        before = self.sentences[n - 1] if n else None
        if before is not None and not before.heading:
            introduces = before.tokens[-1].text == ":"
            if introduces or before.paragraph == sentence.paragraph:
                clause, reader = self._introduced(n - 1, token)
                if clause is not None and (introduces or clause.score >= 60):
                    speakers = [self.speakers.resolve(n - 1, ranges) for ranges in clause.subjects]
                    own = not introduces or _is_own(reader.tokens, clause, len(reader.tokens) - 1)
                    sense = self.say if own else clause.sense
                    told = _told(reader.tokens, clause)
                    self._add(Saying(tuple(s for s in speakers if s), sense, [token.number], None, False, told), n)
                    return
        if self.last is not None and self.last_sentence == n - 1 and sentence.first:
            # Speech that goes on in a paragraph of its own.
            self._add(Saying(self.last.speakers, self.say, [token.number]), n)
            return
        self.waiting.append(token.number)

    def _introduced(self, n: int, token: Token) -> tuple[Clause | None, ClauseReader]:
        """The clause of a sentence that leads to a quotation behind it."""
        sentence = self.sentences[n]
        tokens = sentence.tokens if sentence.tokens[-1].text == ":" else sentence.tokens[:-1]
        reader = ClauseReader(sentence._replace(tokens=(*tokens, token)), self.cast.mentions[n])
        return reader.clause_for(len(tokens)), reader


# -- quotations that quote nobody


def _mark(tokens: Sequence[Token], m: int) -> Literal["title", "scare"] | None:
    """What words in quotation marks seem to be, where they quote nobody."""
    words = tokens[m].text.split()
    before = tokens[m - 1] if m else None
    if before is not None and before.low in ("so-called", "supposed", "alleged"):
        return "scare"
    text = tokens[m].text.rstrip(",;:")
    if len(words) > 12 or text.endswith("."):
        return None
    if before is not None and before.text == "," and m > 1:
        # `their study, “Night and Nerves”,`
        before = tokens[m - 2]
    if before is not None and before.low in WORKS and words[0][:1].isupper():
        return "title"
    long = [w for w in words if w.strip(".,:;!?").lower() not in _SMALL]
    titled = len(words) > 1 and all(w[:1].isupper() or not w[:1].isalpha() for w in (words[0], words[-1], *long))
    if titled and sum(w[:1].isupper() for w in words) > 1 and not text.endswith(("!", "…")):
        return "title"
    if len(words) <= 5 and words[0][:1].islower() and before is not None and before.low in DETERMINERS:
        return "scare"
    return None


def _is_own(tokens: Sequence[Token], clause: Clause, m: int) -> bool:
    """Whether a quotation behind a colon is not what the verb before it is about: `Kallen does not want it: “…”`."""
    end = clause.at + clause.width
    if clause.at > m or tokens[m - 1].text != ":" or end >= m:
        return False
    if clause.sense.force not in _SPOKEN:
        return True
    return clause.auxiliary is not None and (m - end > 1 or clause.sense.force not in _STATED)


def _speech_of_its_own(reader: ClauseReader, m: int) -> bool:
    """Whether words that are written like a title are said outright."""
    after = reader.tokens[m + 1].text if m + 1 < len(reader.tokens) else ""
    if not reader.tokens[m].text.endswith((",", "?", "!")) and after != ",":
        return m > 0 and reader.tokens[m - 1].text == ":" and reader.clause_for(m) is not None
    clause = reader.clause_for(m)
    return clause is not None and clause.at > m and clause.score >= 90


def _is_short(token: Token) -> bool:
    words = token.text.split()
    return len(words) <= 3 and not token.text.endswith(("!", "?")) and bool(_WORD.search(token.text))


def _is_joined(between: Sequence[Token]) -> bool:
    """Whether what stands between two quotations only joins them."""
    return len(between) < 4 and all(t.low in _JOINERS for t in between)


# -- what is told of a saying


def _told(tokens: Sequence[Token], clause: Clause) -> str:
    """The words of a clause: who, and the verb."""
    first = clause.at
    while first and tokens[first - 1].low in AUXILIARIES:
        first -= 1
    verb = Range(first, clause.at + clause.width)
    ranges = sorted({verb, *(r for ranges in clause.subjects for r in ranges)})
    parts: list[list[Token]] = [[]]
    end = ranges[0].first
    for start, last in ranges:
        if start < end:
            continue
        gap = tokens[end:start]
        if len(gap) > 3 or any(t.kind == "quotation" for t in gap):
            parts.append([])
            gap = ()
        parts[-1] += [*gap, *tokens[start : min(last, start + 8)]]
        end = last
    return " … ".join(words_of(part) for part in parts if part)


def _venue(reader: ClauseReader, clause: Clause) -> str | None:
    """Where something was said, if the words next to the verb are plain about it: `in an interview`, `told the
    Gazette`."""
    tokens = reader.tokens
    end = clause.at + clause.width
    if clause.sense.base == "tell":
        mention = next((m for m in reader.mentions if m.name in (end, end + 1)), None)
        if mention is not None and mention.entity.kind == "outlet":
            return mention.entity.name
        return None
    inside = {n for ranges in clause.subjects for r in ranges for n in range(r.first, r.last)}
    for n in _phrases(tokens, clause):
        if n in inside:
            continue
        stop = n + 1
        while stop < len(tokens) and tokens[stop].kind in ("word", "possessive") and tokens[stop].low not in BOUNDARIES:
            if tokens[stop].low in ("that", "and", "who", "which", "on", "he", "she", "they") or stop - n > 9:
                break
            if stop in {v.at for v in reader.verbs} and tokens[stop].low not in VENUES:
                break
            stop += 1
        words = tokens[n + 1 : stop]
        if words and words[0].low in DETERMINERS and any(t.low in VENUES for t in words):
            return words_of(words)
    return None


def _phrases(tokens: Sequence[Token], clause: Clause) -> Iterator[int]:
    """Where `in` stands in the clause of a verb."""
    first = max([0, *(r.first - 12 for ranges in clause.subjects for r in ranges)])
    last = max([clause.at, *(r.last for ranges in clause.subjects for r in ranges)]) + 12
    for n in range(first, min(last, len(tokens))):
        if tokens[n].low == "in" and not any(
            t.text in ";.?!" or t.kind == "quotation" for t in tokens[min(n, clause.at) : max(n, clause.at)]
        ):
            yield n
