"""Whom the words before or behind a verb mean: a name, `she`, `the minister`, `its leader, Tomas Varga`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.starting.cast import Cast, Entity, Mention
from argmap.starting.clauses import ClauseReader
from argmap.starting.phrases import Range, is_speaker
from argmap.starting.roles import head_of
from argmap.starting.tokens import Sentence, Token, words_of
from argmap.starting.words import (
    BE,
    DETERMINERS,
    DOCUMENTS,
    FEMALE,
    GENDERED,
    GROUPS,
    MALE,
    ORGANISATIONS,
    OUTLETS,
    PARTIES,
    PERSONS,
    PLURAL_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH_NOUNS,
)

__all__ = ["Speaker", "Speakers"]

_BACK = 12
"""So many sentences back a pronoun may point."""
_TRACES = 600
"""So many who came up before are looked at for `the minister`."""
_SURE = 3.0
"""By so much somebody must fit better than all others for a pronoun to tell which one is theirs."""
_FIRST = 4.0
"""The weight of a name with which a sentence begins."""
_NOBODY = frozenset(
    "nobody everybody everyone someone somebody anyone anybody nothing everything something one you none here there "
    "some others many most each another this that these those it’s".split()
)
_LEADING = frozenset("even only also but and".split())
_LIKENING = frozenset("as like is was be been being becomes became".split())
_DEFINITE = frozenset("the this that these those".split()) | POSSESSIVES
_BODIES = ORGANISATIONS | PARTIES | OUTLETS


@dataclass(eq=False)
class Speaker:
    """Somebody who says something."""

    name: str
    kind: str | None = None
    naming: str | None = None
    """`by-role` or `unnamed`, where there is no name."""
    role: str | None = None
    owner: Entity | None = None
    """Whose spokesman, leader or member."""
    also: list[str] = field(default_factory=list)
    entity: Entity | None = None
    plural: bool = False
    is_author: bool = False
    heads: set[str] = field(default_factory=set)
    pronoun: str | None = None
    called: str | None = None
    """`he` or `she`, as it was last read to mean them."""


class _Trace(NamedTuple):
    """Somebody who came up in the text."""

    speaker: Speaker
    sentence: int
    token: int
    weight: float
    """How likely a pronoun means whoever came up like this: most for the one who acts, least behind a preposition."""


class Speakers:
    """All who came up in the text so far, to tell whom a pronoun means."""

    def __init__(self, sentences: Sequence[Sentence], cast: Cast, author: str | None) -> None:
        self.sentences = sentences
        self.cast = cast
        self.author = Speaker(author or "author", is_author=True)
        self._author_words = tuple((author or "").lower().replace("'", "’").split())
        self._by_entity: dict[int, Speaker] = {}
        self._by_words: dict[str, Speaker] = {}
        self._traces: list[_Trace] = []
        self._last: Speaker | None = None
        self._readers: dict[int, ClauseReader] = {}

    def reader(self, n: int) -> ClauseReader:
        """What reads a sentence."""
        if n not in self._readers:
            self._readers.clear()
            self._readers[n] = ClauseReader(self.sentences[n], self.cast.mentions[n])
        return self._readers[n]

    def enter(self, n: int) -> None:
        """Take note of who comes up in a sentence."""
        tokens = self.sentences[n].tokens
        for mention in self.cast.mentions[n]:
            before = tokens[mention.first - 1].low if mention.first else ""
            if before in DETERMINERS and mention.first > 1:
                before = tokens[mention.first - 2].low
            after = tokens[mention.last : mention.last + 2]
            owns = bool(after) and after[0].kind == "possessive"
            if owns and after[-1].low in SPEECH_NOUNS:
                # `Pell’s answer is …`: she acts.
                owns = False
            acting = before not in PREPOSITIONS and not owns
            weight = (_FIRST if mention.first == 0 else 3.0) if acting else 0.0
            self._traces.append(_Trace(self._named(mention.entity), n, mention.first, weight))
        if not any(t.kind == "quotation" for s in self.sentences[n : n + 5] for t in s.tokens):
            # Nobody will ask for a description that stands so far back.
            return
        known = {m.first for m in self.cast.mentions[n]} | {m.name for m in self.cast.mentions[n]}
        noted: set[int] = set()
        for first, last in self._subjects(n):
            if is_speaker(head_of(tokens[first:last])) and first not in known:
                noted.add(first)
                self._describe(n, Range(first, last), 3.0)
        for first, last in self._introduced(n):
            if first not in noted:
                self._describe(n, Range(first, last), 1.5)

    def _describe(self, n: int, words: Range, weight: float) -> None:
        speaker = self.resolve(n, (words,))
        if speaker is not None:
            self._traces.append(_Trace(speaker, n, words.first, weight))

    def _introduced(self, n: int) -> Iterator[Range]:
        """The words for a person who comes up for the first time: `an old man in the gallery`."""
        tokens = self.sentences[n].tokens
        for m, token in enumerate(tokens):
            if token.low not in ("a", "an") or (m and (tokens[m - 1].text == "," or tokens[m - 1].low in _LIKENING)):
                continue
            for end in range(m + 1, min(m + 5, len(tokens))):
                if tokens[end].kind != "word" or tokens[end].low in PREPOSITIONS:
                    break
                if tokens[end].low in PERSONS and not (end + 1 < len(tokens) and tokens[end + 1].kind == "possessive"):
                    found = self.reader(n).phrase_after(m)
                    if found is not None:
                        yield found
                    break

    def spoke(self, speaker: Speaker, sentence: int) -> None:
        """Take note that somebody was quoted."""
        self._last = speaker
        if sentence >= 0:
            self._traces.append(_Trace(speaker, sentence, 0, 3.0))

    def _subjects(self, n: int) -> list[Range]:
        """The words for those who act in a sentence, pronouns left aside."""
        reader = self.reader(n)
        found: dict[Range, None] = {}
        for verb in reader.verbs:
            if verb.form == "participle":
                continue
            for ranges in reader.subjects_of(verb):
                if len(ranges) == 1 and ranges[0].last - ranges[0].first < 12:
                    found[ranges[0]] = None
        for m, token in enumerate(reader.tokens):
            if m and (token.low in BE or token.low in ("has", "have", "had")):
                phrase = reader.phrase_before(m - 1)
                if phrase is not None and phrase.last - phrase.first < 12:
                    found[phrase] = None
        return [r for r in found if reader.tokens[r.first].low not in PRONOUNS or r.last - r.first > 1]

    # -- whom words mean

    def resolve(self, n: int, ranges: Sequence[Range]) -> Speaker | None:
        """Whom words of a sentence mean; several ranges are several ways to call one. `None` where nobody is named."""
        tokens = self.sentences[n].tokens
        for first, last in reversed(ranges) if len(ranges) > 1 else ():
            mention = self._name_in(n, first, last)
            if mention is not None:
                return self._named(mention.entity)
        first, last = ranges[0]
        words = tokens[first:last]
        if len(words) == 1 and words[0].low in PRONOUNS:
            return self._pronoun(n, first, words[0].low)
        mention = self._name_in(n, first, last)
        if mention is not None:
            return self._named(mention.entity)
        return self._described(n, first, last)

    def name_in(self, n: int, ranges: Sequence[Range]) -> Mention | None:
        """The name in words of a sentence by which they say whom they mean; `None` where they have none."""
        for first, last in reversed(ranges):
            mention = self._name_in(n, first, last)
            if mention is not None:
                return mention
        return None

    def _name_in(self, n: int, first: int, last: int) -> Mention | None:
        """The name that a phrase is about, and not only mentions: `minister Ilse Brandvik`, not `a friend of hers`."""
        tokens = self.sentences[n].tokens
        for mention in self.cast.within(n, first, last):
            owned = mention.last < last and tokens[mention.last].kind == "possessive"
            noun = mention.last < last and tokens[mention.last].kind == "word"
            follows = (
                noun and tokens[mention.last].low not in PREPOSITIONS and not tokens[mention.last].low.endswith("ly")
            )
            if owned or follows:
                continue
            if any(t.low in PREPOSITIONS for t in tokens[first : mention.first]):
                return None
            return mention
        return None

    def _named(self, entity: Entity) -> Speaker:
        if entity.words == self._author_words and entity.words:
            return self.author
        if id(entity) not in self._by_entity:
            self._by_entity[id(entity)] = Speaker(
                entity.name or " ".join(entity.words).title(),
                entity.kind,
                role=entity.role,
                owner=entity.owner,
                also=entity.also,
                entity=entity,
                plural=entity.kind == "party" and entity.name.lower().endswith("s"),
                heads=entity.heads,
                pronoun=entity.pronoun,
            )
        return self._by_entity[id(entity)]

    def _pronoun(self, n: int, at: int, low: str) -> Speaker | None:
        if low in ("i", "me", "my", "we", "us", "our"):
            return self.author
        wanted = "he" if low in MALE else "she" if low in FEMALE else "they" if low in PLURAL_PRONOUNS else "it"
        scores: dict[int, float] = {}
        found: dict[int, Speaker] = {}
        for trace in reversed(self._traces):
            back = n - trace.sentence
            if back > _BACK:
                break
            fit = _fit(trace.speaker, wanted)
            if fit is None or (trace.sentence == n and trace.token >= at):
                continue
            apart = self.sentences[trace.sentence].paragraph != self.sentences[n].paragraph
            score = fit - 2.0 * back - 2.0 * apart + trace.weight + 1.5 * (trace.speaker is self._last)
            key = id(trace.speaker)
            scores[key] = max(score, scores.get(key, score))
            found.setdefault(key, trace.speaker)
        if not scores:
            return None
        # Of equals the one who came up last: that one was found first.
        best, *others = sorted(found, key=lambda key: -scores[key])
        if wanted in ("he", "she") and (not others or scores[best] - scores[others[0]] >= _SURE):
            found[best].pronoun = found[best].pronoun or wanted
        if wanted in ("he", "she"):
            found[best].called = wanted
        return found[best]

    def _described(self, n: int, first: int, last: int) -> Speaker | None:
        tokens = self.sentences[n].tokens
        while first < last and (
            tokens[first].kind == "mark" or tokens[first].low in ("even", "only", "also", "but", "and")
        ):
            first += 1
        words = _short(tokens[first:last])
        head = head_of(words)
        if head is None or head.low in _NOBODY or head.low in PRONOUNS or not words or len(head.text) < 2:
            return None
        noun = head.low.removeprefix("ex-")
        definite = words[0].low in _DEFINITE
        owner: Speaker | None = None
        if words[0].low in POSSESSIVES:
            owner = self._pronoun(n, first, words[0].low)
        if definite and not any(t.kind == "possessive" for t in words):
            known = self._known(n, first, noun, owner)
            if known is not None:
                return known
        name = _name(words, self._named_at(n, first), owner)
        key = name.lower()
        if key not in self._by_words:
            mention = next((m for m in self.cast.within(n, first, last) if m.entity.kind != "person"), None)
            self._by_words[key] = Speaker(
                name, _kind(noun, words), "by-role" if definite or _is_owned(words) else "unnamed",
                owner=mention.entity if mention else owner.entity if owner else None,
                plural=_is_plural(noun), heads={noun}, pronoun=_pronoun_of(noun),
            )  # fmt: skip
        return self._by_words[key]

    def _named_at(self, n: int, first: int) -> bool:
        return any(m.first <= first < m.last for m in self.cast.mentions[n])

    def _known(self, n: int, first: int, noun: str, owner: Speaker | None) -> Speaker | None:
        """Somebody who came up before and whom a noun fits: `the minister`, `his party`."""
        loose: Speaker | None = None
        for trace in reversed(self._traces[-_TRACES:]):
            if trace.sentence == n and trace.token >= first:
                continue
            speaker = trace.speaker
            if noun in speaker.heads:
                return speaker
            if loose is None and trace.weight > 2 and n - trace.sentence <= 3 and owner is None:
                plain = speaker.entity is not None and speaker.kind in (None, "organisation") and not speaker.heads
                if plain and noun in ORGANISATIONS:
                    loose = speaker
        later = [e for e in self.cast.entities if noun in e.heads]
        if len(later) == 1:
            return self._named(later[0])
        return loose


def _fit(speaker: Speaker, wanted: str) -> float | None:
    """How well somebody fits a pronoun; `None` where not at all."""
    if speaker.is_author:
        return None
    if wanted in ("he", "she"):
        if speaker.kind not in ("person", None) or speaker.plural:
            return None
        if speaker.pronoun is not None:
            return 2.0 if speaker.pronoun == wanted else None
        if speaker.called not in (None, wanted):
            return None
        if speaker.kind is None:
            if speaker.name.lower().startswith("the ") or not _BODIES.isdisjoint(speaker.heads):
                return None
            # A single name may be a person's as well as a place's.
            return -4.0 if speaker.entity is not None and not speaker.entity.placed else None
        return 0.0
    if wanted == "they":
        if speaker.plural or speaker.kind == "group":
            return 3.0
        return 0.0 if speaker.kind in ("party", "organisation", "public") else None
    if speaker.kind in ("person", "group", "place") or speaker.plural:
        return None
    return 1.0 if speaker.kind is not None else -1.0


def _short(words: Sequence[Token]) -> Sequence[Token]:
    """A phrase of no more than a dozen words, cut where it goes on to tell more."""
    for n, token in enumerate(words):
        if n and (token.low in ("who", "which", "that", "when", "whose", "where") or token.text in ",;:()—–"):
            return words[:n]
    return words[:12]


def _name(words: Sequence[Token], named: bool, owner: Speaker | None) -> str:
    if owner is not None:
        name = "the author" if owner.is_author else owner.name
        return words_of([Token(name, name.lower(), 0, 0, "word"), Token("’s", "’s", 0, 0, "possessive"), *words[1:]])
    text = words_of(words)
    keep = named or (len(words[0].text) > 1 and words[0].text.isupper())
    return text if keep else text[:1].lower() + text[1:]


def _is_owned(words: Sequence[Token]) -> bool:
    return any(t.kind == "possessive" for t in words)


def _is_plural(noun: str) -> bool:
    return noun in GROUPS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in PERSONS)


def _kind(noun: str, words: Sequence[Token]) -> str | None:
    if noun in PERSONS:
        return "person"
    if noun in GROUPS:
        return "group"
    if noun in OUTLETS and noun not in DOCUMENTS:
        return "outlet"
    if noun in PARTIES:
        return "party"
    if noun in ORGANISATIONS:
        return "organisation"
    if noun in DOCUMENTS:
        return "document"
    return "group" if _is_plural(noun) else None


def _pronoun_of(noun: str) -> str | None:
    if noun.endswith("woman") or noun in ("girl", "mother", "daughter", "wife", "widow", "actress"):
        return "she"
    if noun.endswith("man") or noun in ("boy", "father", "son", "husband"):
        return "he" if noun not in ("woman", "human") else None
    return GENDERED.get(noun)
