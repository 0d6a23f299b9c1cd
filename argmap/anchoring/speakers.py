"""Quotes that a map gives to one voice, and beside which the article names another.

What is looked at is the reporting clause of a quotation and nothing else: `“…,” Kallen said`, `“…,” said Kallen`,
`Kallen says: “…”`, `according to Kallen, “…”`; where these rules see none, the sentence as `argmap new` reads it, if it
gives a name (`Kallen warns that the loss “is final”`). Where anything in the sentence leaves a doubt nothing is
reported: a false alarm is worse than silence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from argmap.model.nodes import Attribution, Voice
from argmap.sources.comparing import unbroken
from argmap.sources.text import Stretch

if TYPE_CHECKING:
    from argmap.anchoring.anchors import Anchor
    from argmap.anchoring.texts import Texts
    from argmap.model.lexicon import VerbSense
    from argmap.model.map import ArgumentMap
    from argmap.sources.quotations import Quotation
    from argmap.sources.text import SourceText
    from argmap.starting.guess import Named

__all__ = ["OtherSpeaker", "speakers"]


@dataclass(frozen=True, slots=True)
class OtherSpeaker:
    """A quote of one voice, beside which the article names another as its speaker."""

    quote: str
    """ID of the quote."""
    attribution: str
    """ID of the attribution to which it belongs."""
    voices: tuple[str, ...]
    """IDs of the voices that have it in the map."""
    other: str
    """ID of the voice that the article names."""
    words: str
    """The article's reporting words: `Kallen said`."""
    source: str
    """ID of the source."""
    stretch: Stretch
    """Where the reporting words stand in its text."""


_FORCES: Final = frozenset("say claim report warn promise propose demand ask accept reject question".split())
"""What a verb can do that reports words; nobody is quoted by wanting or opposing."""
_WITH_OBJECT: Final = frozenset("tell remind inform notify assure reassure brief accuse urge implore beg".split())
"""Behind these stands whoever is addressed, not who speaks: `told Kallen`."""
_CITING: Final = frozenset({"quote", "cite", "deny"})
"""Behind these stands what somebody else said."""
_ADVERBS: Final = frozenset(
    "also now then later once too again still since even soon often always already just".split()
)
_PERFECT: Final = frozenset({"has", "have", "had"})
_OWNERS: Final = frozenset("its his her their our my your".split())
_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof professor president minister senator sir lord lady dame chancellor mayor judge".split()
)
_PREPOSITIONS: Final = frozenset(
    "of for from by with to about against on in at near behind under over after before than like via into onto upon "
    "between among within without despite during since until through across beyond beside besides except versus "
    "as".split()
)
_OBJECTS: Final = frozenset("me us him her them you".split())
_PRONOUNS: Final = frozenset(
    "i you he she it we they one who whom which this these those me him us them somebody someone everybody everyone "
    "nobody anybody anyone others another".split()
)
_CLAUSES: Final = frozenset("that how what when where while whose why whether because if and but or not never".split())
_BEGINNINGS: Final = frozenset("but while when yet so then now today however".split())
_LINKS: Final = frozenset("to in on at of with for during after before from about last this".split())
"""What may follow a reporting verb before its quotation."""
_NO_ROLE: Final = _PREPOSITIONS | _PRONOUNS | _CLAUSES
_INSIDE: Final = 18
"""Words that an apposition behind a name may have."""
_AHEAD: Final = 8
"""Words that may stand between a reporting verb and its quotation."""
_ROLE: Final = 5
"""Words of a role that may stand before a name."""
_REACH: Final = 600
"""Characters before and behind a quotation that are looked at."""
_TOKEN: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]|_")
_STOPS: Final = frozenset(",?!.…—–")
"""One of these stands inside or behind the closing mark where a reporting clause follows."""
_PAIRS: Final = {",": ",", ")": "(", "—": "—", "–": "–"}


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def low(self) -> str:
        return _low(self.text)

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


class _Named(NamedTuple):
    """A name in a row of tokens."""

    voice: str
    first: int
    after: int


class _Verb(NamedTuple):
    """A reporting verb in a row of tokens."""

    sense: VerbSense
    form: str
    first: int
    after: int


class _Spoken(NamedTuple):
    """Whom a reporting clause names, and where it does."""

    voice: str | None
    """`None` where there is a reporting verb, and it is not clear whose."""
    start: int = 0
    end: int = 0


_IN_DOUBT: Final = _Spoken(None)


def speakers(map: ArgumentMap, texts: Texts, anchors: Sequence[Anchor]) -> Iterator[OtherSpeaker]:
    """The quotes whose place in the article stands beside the name of another voice than theirs, in order."""
    held = [a for a in anchors if a.kind == "quote" and a.spans and isinstance(map.get(a.of), Attribution)]
    for source in dict.fromkeys(a.source for a in held):
        text = texts.get(source)
        if text is not None and text.quotations:
            yield from _Article(map, text, source, [a for a in held if a.source == source]).found()


class _Article:
    """The quotations of one article, and what the map takes from them."""

    def __init__(self, map: ArgumentMap, text: SourceText, source: str, anchors: list[Anchor]) -> None:
        self.map = map
        self.text = text
        self.source = source
        self.names = _Names(map)
        self.guessed: dict[int, Named] | None = None
        self.outer = [q for q in text.quotations if q.depth == 0]
        self.nested = [q for q in text.quotations if q.depth == 1]
        self.outer_starts = [q.start for q in self.outer]
        self.nested_starts = [q.start for q in self.nested]
        self.sentence_starts = [s.start for s in text.sentences]
        self.anchors: list[tuple[Anchor, Attribution, int]] = []
        self.voices_in: defaultdict[int, set[str]] = defaultdict(set)
        for anchor in anchors:
            act = map[anchor.of]
            number = self._quotation(anchor)
            if isinstance(act, Attribution) and number is not None:
                self.anchors.append((anchor, act, number))
                self.voices_in[number].update(act.voices)

    def _quotation(self, anchor: Anchor) -> int | None:
        """The number of the outermost quotation in which all of an anchor stands."""
        start, end = anchor.spans[0].start, anchor.spans[-1].end
        n = bisect_right(self.outer_starts, start) - 1
        return n if n >= 0 and end <= self.outer[n].end else None

    def found(self) -> Iterator[OtherSpeaker]:
        """The quotes that another voice speaks."""
        clauses: dict[int, tuple[_Spoken | None, frozenset[str]]] = {}
        for anchor, act, number in self.anchors:
            if not self._is_most(anchor, self.outer[number]):
                continue
            if number not in clauses:
                clauses[number] = self._speaker(number)
                if clauses[number][0] is None:
                    clauses[number] = self._read(number)
            spoken, around = clauses[number]
            if spoken is None or spoken.voice is None or spoken.voice in self.voices_in[number]:
                continue
            if spoken.voice in self._theirs(act) or any(self._mentioned(voice, around) for voice in act.voices):
                continue
            words = unbroken(self.text.text[spoken.start : spoken.end])
            yield OtherSpeaker(
                anchor.node, act.id, act.voices, spoken.voice, words, self.source, Stretch(spoken.start, spoken.end)
            )

    def _is_most(self, anchor: Anchor, quotation: Quotation) -> bool:
        """Whether a quote is most of a quotation, and no quotation inside it: else another may speak within."""
        start, end = anchor.spans[0].start, anchor.spans[-1].end
        inner = quotation.inner
        n = bisect_right(self.nested_starts, start) - 1
        if n >= 0 and self.nested[n].start <= start and end <= self.nested[n].end:
            return False
        return (min(end, inner.end) - max(start, inner.start)) * 2 >= inner.end - inner.start

    def _theirs(self, act: Attribution) -> set[str]:
        """The voices that may well stand beside a quote: its own, who reports it, and of whom either is a part."""
        own: set[str] = set()
        seen: set[str] = set()
        outer: Attribution | None = act
        while outer is not None and outer.id not in seen:
            seen.add(outer.id)
            own.update(outer.voices, outer.via)
            above = self.map.get(outer.within) if outer.within else None
            outer = above if isinstance(above, Attribution) else None
        return {voice for one in own for voice in self.names.kin(one)}

    def _mentioned(self, voice: str, around: frozenset[str]) -> bool:
        """Whether a voice is spoken of in a reporting clause, be it by a word of its name."""
        return not around.isdisjoint(self.names.words_of(voice))

    # -- reporting clauses -------------------------------------------------------------------------------------

    def _speaker(self, number: int) -> tuple[_Spoken | None, frozenset[str]]:
        """Whom the article names as the speaker of a quotation, and the words of the sentences around it, but for
        whom it addresses."""
        before, after = self._around(number)
        first = self._before(before)
        # A quotation in the middle of a clause may be the words of somebody in that clause.
        embedded = bool(before) and before[-1].is_word
        second = None if embedded and first is None else self._after(after, self.outer[number])
        found = [one for one in (first, second) if one is not None]
        if not found or len({one.voice for one in found}) > 1 or found[0].voice is None:
            return None, frozenset()
        tokens = [*before, *after]
        told = self._addressed(tokens, found[0].end)
        return found[0], frozenset(_bare(t.low) for t in tokens if t.is_word and t not in told)

    def _addressed(self, tokens: list[_Token], end: int) -> list[_Token]:
        """The name behind a reporting verb of one who is spoken to: `declared to Hamon`."""
        at = next((n for n, t in enumerate(tokens) if t.start >= end), len(tokens))
        if at + 1 < len(tokens) and tokens[at].low == "to":
            named = self.names.starting(tokens, at + 1)
            return tokens[at + 1 : named.after] if named else []
        return []

    def _read(self, number: int) -> tuple[_Spoken | None, frozenset[str]]:
        """The same, as the sentence is read for a first map."""
        nobody = None, frozenset[str]()
        if not any(self.names.any_in(tokens) for tokens in self._around(number)):
            return nobody
        if self.guessed is None:
            from argmap.starting.guess import guesses

            self.guessed = guesses(self.text).named
        named = self.guessed.get(number)
        if named is None:
            return nobody
        voice = self.names.called(_tokens(self.text.text, named.name.start, named.name.end))
        known = self.names.called(_tokens(named.entity.name, 0, len(named.entity.name)))
        if voice is None or voice != known:
            return nobody
        start, end = named.sentence.start, named.sentence.end
        words = {_bare(t.low) for t in _tokens(self.text.text, start, end) if t.is_word}
        return _Spoken(voice, named.words.start, named.words.end), frozenset(words)

    def _around(self, number: int) -> tuple[list[_Token], list[_Token]]:
        """What stands in the sentences of a quotation before and behind it, as far as the next quotations."""
        quotation, text = self.outer[number], self.text
        first = bisect_right(self.sentence_starts, quotation.start) - 1
        last = bisect_right(self.sentence_starts, quotation.end - 1) - 1
        start, end = quotation.start, quotation.end
        if first >= 0:
            start = min(start, text.sentences[first].start)
            end = max(end, text.sentences[last].end)
        if number:
            start = max(start, self.outer[number - 1].end)
        if number + 1 < len(self.outer):
            end = min(end, self.outer[number + 1].start)
        return (
            _tokens(text.text, max(start, quotation.start - _REACH), quotation.start),
            _tokens(text.text, quotation.end, min(end, quotation.end + _REACH)),
        )

    def _before(self, tokens: list[_Token]) -> _Spoken | None:
        """`Kallen says: “…”`, `according to Kallen, “…”`: the verb nearest to the quotation, and its subject."""
        end = len(tokens)
        while end and tokens[end - 1].text in (":", ","):
            end -= 1
        stopped = end < len(tokens)
        named = self.names.ending(tokens, end) if stopped else None
        if named and [t.low for t in tokens[max(0, named.first - 2) : named.first]] == ["according", "to"]:
            return _Spoken(named.voice, tokens[named.first - 2].start, tokens[end - 1].end)
        if end and not stopped and tokens[end - 1].low == "that":
            end -= 1
        for at in range(end - 1, max(-1, end - 1 - _AHEAD), -1):
            verb = self._verb(tokens, at)
            if verb is not None and verb.after <= end:
                between = tokens[verb.after : end]
                if verb.sense.base in _CITING or (between and not (stopped and _leads_on(between))):
                    return _IN_DOUBT
                named = self._subject(tokens, verb)
                if named is None:
                    return _IN_DOUBT
                return _Spoken(named.voice, tokens[named.first].start, tokens[verb.after - 1].end)
            low = tokens[at].low
            if not tokens[at].is_word or low in _CLAUSES or (low in _PRONOUNS and low not in _OBJECTS):
                return None
        return None

    def _subject(self, tokens: list[_Token], verb: _Verb) -> _Named | None:
        """The name that stands before a verb as its subject."""
        at = verb.first
        while at and (_is_adverb(tokens[at - 1]) or tokens[at - 1].low in _PERFECT):
            at -= 1
        if at > 1 and tokens[at - 1].low == "who":
            at -= 1 + (tokens[at - 2].text == ",")
        elif at and tokens[at - 1].text in _PAIRS:
            opening = _opening(tokens, at - 1)
            if opening is None or self.names.any_in(tokens[opening + 1 : at - 1]):
                return None
            at = opening
        named = self.names.ending(tokens, at)
        if named is None or not self._agrees(named.voice, verb) or not _may_be_subject(tokens, named.first):
            return None
        return named

    def _after(self, tokens: list[_Token], quotation: Quotation) -> _Spoken | None:
        """`“…,” Kallen said`, `“…,” said Kallen`, `“…”, according to Kallen`."""
        at = 0
        while at < len(tokens) and tokens[at].text in _STOPS:
            at += 1
        if at == 0 and self.text.text[quotation.inner.end - 1] not in _STOPS:
            return None
        rest = tokens[at:]
        if not rest or not rest[0].is_word:
            return None
        if [t.low for t in rest[:2]] == ["according", "to"]:
            named = self._name_ahead(rest, 2)
            return _Spoken(named.voice, rest[0].start, rest[named.after - 1].end) if named else _IN_DOUBT
        verb = self._verb(rest, 0)
        if verb is not None:
            named = self._name_ahead(rest, verb.after)
            if named is None or verb.sense.base in _WITH_OBJECT or not self._agrees(named.voice, verb):
                return _IN_DOUBT
            return _Spoken(named.voice, rest[0].start, rest[named.after - 1].end)
        named = self._name_ahead(rest, 0)
        if named is None:
            return None
        at = self._behind(rest, named.after)
        verb = self._verb(rest, at)
        if verb is None or not self._agrees(named.voice, verb):
            return None
        return _Spoken(named.voice, rest[named.first].start, rest[verb.after - 1].end)

    def _name_ahead(self, tokens: list[_Token], at: int) -> _Named | None:
        """The name that stands at a place, perhaps after a role: `the minister, Ilse Brandvik`."""
        commas = 0
        for n in range(at, min(len(tokens), at + _ROLE + 2)):
            named = self.names.starting(tokens, n)
            if named is not None:
                return named
            token = tokens[n]
            if token.text == "," and n > at and not commas:
                commas += 1
            elif not self._in_role(tokens, n):
                return None
        return None

    def _in_role(self, tokens: list[_Token], at: int) -> bool:
        """Whether a token may be a word of a role, as `transport minister`."""
        token = tokens[at]
        if not token.is_word or (token.is_capital and token.low not in _TITLES) or token.low in _NO_ROLE:
            return False
        return self._verb(tokens, at) is None

    def _behind(self, tokens: list[_Token], at: int) -> int:
        """Where the verb may stand behind a name, with what is set off by commas and adverbs in between."""
        if at < len(tokens) and tokens[at].text in ("(", ",", "—", "–"):
            closing = ")" if tokens[at].text == "(" else tokens[at].text
            for n in range(at + 1, min(len(tokens), at + 1 + _INSIDE)):
                if tokens[n].text == closing:
                    if not self.names.any_in(tokens[at + 1 : n]):
                        at = n + 1
                    break
        while at < len(tokens) and (_is_adverb(tokens[at]) or tokens[at].low in _PERFECT):
            at += 1
        return at

    def _verb(self, tokens: list[_Token], at: int) -> _Verb | None:
        """The reporting verb that begins at a place."""
        if at >= len(tokens) or not tokens[at].is_word or tokens[at].is_capital:
            return None
        if at and tokens[at - 1].low in {"the", "a", "an", *_OWNERS}:
            return None
        row = [t.text for t in tokens[at : at + 8]]
        found = self.map.lexicon.match(row)
        if found is None or found[0].force not in _FORCES:
            return None
        sense, count = found
        return _Verb(sense, " ".join(row[:count]).casefold(), at, at + count)

    def _agrees(self, voice: str, verb: _Verb) -> bool:
        """Whether a verb stands in a form of which a voice can be the subject."""
        sense = verb.sense
        if verb.form in (sense.third, sense.past) or (verb.form in sense.also and verb.form != sense.participle):
            return True
        node = self.map.get(voice)
        return verb.form == sense.base and isinstance(node, Voice) and node.kind not in ("person", "document", "outlet")


class _Names:
    """The names of a map's voices."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self._first: defaultdict[str, dict[tuple[str, ...], set[str]]] = defaultdict(dict)
        self._last: defaultdict[str, dict[tuple[str, ...], set[str]]] = defaultdict(dict)
        self._kin: dict[str, frozenset[str]] = {}
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        for voice in (*map.voices, *(map[id] for id in ("author", "someone") if id not in {v.id for v in map.voices})):
            if not isinstance(voice, Voice):
                continue
            for whole in voice.of:
                self._parts[whole].add(voice.id)
            if voice.naming != "named":
                continue
            for row in _names_of(voice):
                self._first[_low(row[0])].setdefault(row, set()).add(voice.id)
                self._last[_low(row[-1])].setdefault(row, set()).add(voice.id)

    def starting(self, tokens: Sequence[_Token], at: int) -> _Named | None:
        """The longest name that begins at a place, if it is one voice's."""
        found: _Named | None = None
        for row, voices in self._first.get(tokens[at].low, {}).items():
            if _matches(tokens, at, row) and (found is None or len(row) > found.after - at):
                found = _Named(next(iter(voices)) if len(voices) == 1 else "", at, at + len(row))
        return found if found and found.voice else None

    def ending(self, tokens: Sequence[_Token], after: int) -> _Named | None:
        """The longest name that ends before a place, if it is one voice's."""
        if not 0 < after <= len(tokens):
            return None
        found: _Named | None = None
        for row, voices in self._last.get(tokens[after - 1].low, {}).items():
            at = after - len(row)
            if at >= 0 and _matches(tokens, at, row) and (found is None or at < found.first):
                found = _Named(next(iter(voices)) if len(voices) == 1 else "", at, after)
        return found if found and found.voice else None

    def called(self, tokens: Sequence[_Token]) -> str | None:
        """The one voice that has a name as a whole, article and titles aside."""
        at = 0
        while at < len(tokens) and (tokens[at].low in _TITLES | {"the"} or (at and tokens[at].text == ".")):
            at += 1
        found = self.starting(tokens, at) if at < len(tokens) else None
        return found.voice if found is not None and found.after == len(tokens) else None

    def any_in(self, tokens: Sequence[_Token]) -> bool:
        """Whether there is any voice's name among tokens."""
        return any(
            _matches(tokens, at, row) for at, token in enumerate(tokens) for row in self._first.get(token.low, {})
        )

    def kin(self, voice: str) -> frozenset[str]:
        """A voice, those of which it is a part, and its parts."""
        if voice not in self._kin:
            out = {voice}
            for step in (self._wholes, lambda id: self._parts.get(id, set())):
                queue = [voice]
                while queue:
                    new = set(step(queue.pop())) - out
                    out |= new
                    queue += sorted(new)
            self._kin[voice] = frozenset(out)
        return self._kin[voice]

    def _wholes(self, id: str) -> Iterable[str]:
        node = self.map.get(id)
        return node.of if isinstance(node, Voice) else ()

    def words_of(self, voice: str) -> frozenset[str]:
        """The words by which a voice may be spoken of."""
        node = self.map.get(voice)
        if not isinstance(node, Voice):
            return frozenset()
        rows = (t for name in (node.name, *node.also) for t in _tokens(name, 0, len(name)))
        return frozenset(
            part
            for t in rows
            for part in (_bare(t.low), *_bare(t.low).split("-"))
            if t.is_word and len(part) > 2 and part not in _PREPOSITIONS and part not in {"the", "and"}
        )


def _names_of(voice: Voice) -> Iterator[tuple[str, ...]]:
    """The names of a voice as rows of words, without an article; of a person the surname too."""
    for name in (voice.name, *voice.also):
        row = tuple(t.text for t in _tokens(unicodedata.normalize("NFC", name), 0, len(name)))
        while row and row[0].casefold() in {"the", "a", "an"}:
            row = row[1:]
        if not row or not any(word[0].isupper() for word in row) or not row[0][0].isalnum():
            continue
        yield row
        if voice.kind == "person" and len(row) > 1 and len(row[-1]) > 2 and row[-1][0].isupper():
            yield row[-1:]


def _matches(tokens: Sequence[_Token], at: int, row: tuple[str, ...]) -> bool:
    """Whether a name stands at a place; a word of it that has a capital must have one there."""
    if at + len(row) > len(tokens):
        return False
    return all(
        token.low == _low(word) and (token.is_capital or not word[0].isupper())
        for token, word in zip(tokens[at : at + len(row)], row, strict=True)
    )


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def _bare(word: str) -> str:
    """A word in small letters without the ending of the possessive."""
    return word.removesuffix("'s")


def _low(word: str) -> str:
    """A word in small letters, with one kind of apostrophe."""
    return word.casefold().replace("’", "'")


def _is_adverb(token: _Token) -> bool:
    return token.low in _ADVERBS or (token.low.endswith("ly") and not token.is_capital)


def _leads_on(tokens: Sequence[_Token]) -> bool:
    """Whether words between a verb and its quotation only say to whom, where and when."""
    first = tokens[0]
    if not all(t.is_word and t.low not in _CLAUSES and t.low not in _PRONOUNS - _OBJECTS for t in tokens):
        return False
    return first.low in _LINKS | _OBJECTS | {"the", "a", "an"} or first.is_capital or _is_adverb(first)


def _opening(tokens: Sequence[_Token], closing: int) -> int | None:
    """Where the apposition begins that ends at a place."""
    wanted = _PAIRS[tokens[closing].text]
    for at in range(closing - 1, max(-1, closing - 2 - _INSIDE), -1):
        if tokens[at].text == wanted:
            return at
        if not tokens[at].is_word and (wanted == "," or tokens[at].text != ","):
            return None
    return None


def _may_be_subject(tokens: Sequence[_Token], first: int) -> bool:
    """Whether what stands before a name lets it be the subject: no preposition, and no other name."""
    at = first - 1
    while at >= 0 and (tokens[at].low in _TITLES or (tokens[at].text == "." and at and tokens[at - 1].low in _TITLES)):
        at -= 1
    for _ in range(_ROLE + 1):
        if at < 0:
            return True
        token = tokens[at]
        if not token.is_word:
            initial = token.text == "." and at > 0 and len(tokens[at - 1].text) == 1
            return token.text in ',;:.!?…()—–”"' and not initial
        if token.low in {"the", *_OWNERS}:
            return at == 0 or tokens[at - 1].low not in _PREPOSITIONS
        if token.low in _BEGINNINGS:
            return True
        if token.low == "and":
            return at == 0 or not tokens[at - 1].is_word
        if token.is_capital or token.low in _PREPOSITIONS | _PRONOUNS | _CLAUSES | {"a", "an"}:
            return False
        at -= 1
    return False
