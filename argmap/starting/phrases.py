"""Who acts in a sentence: the verbs of the lexicon in it, and the words before or behind each that say who.

A sentence is read by rules of word order alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from argmap.model.lexicon import Lexicon, VerbSense, default_lexicon, inflect
from argmap.starting.cast import Mention
from argmap.starting.roles import after_late, head_of
from argmap.starting.tokens import Sentence, Token
from argmap.starting.words import (
    AUXILIARIES,
    BE,
    BOUNDARIES,
    DETERMINERS,
    DOCUMENTS,
    GROUPS,
    LINKERS,
    MODALS,
    NAMING_VERBS,
    NEGATIONS,
    ORGANISATIONS,
    OUTLETS,
    PARTIES,
    PERSONS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    TIMES,
    is_adverb,
)

__all__ = ["SAY", "WINDOW", "Before", "Phrases", "Range", "Subjects", "Verb", "is_speaker"]

WINDOW = 80
"""So many words before a quotation are looked at, and half as many behind it."""

_SPEECH = frozenset("say claim report warn".split())
_SPEAKERS = PERSONS | GROUPS | DOCUMENTS | ORGANISATIONS | PARTIES | OUTLETS
_CUT = frozenset("on after during to as about with when while before because amid".split())
_MAIN = frozenset((",", ";", ":", "and", "but", "—", "–", "or", "yet"))
_ENDS_NOUN = frozenset(("’s",)) | DETERMINERS
_NO_TITLE = PREPOSITIONS | LINKERS
_BEFORE_PLAIN = frozenset("to i we they you who which that and or but".split())

Form = Literal["base", "third", "past", "participle"]


class Range(NamedTuple):
    """Words of a sentence, without the last."""

    first: int
    last: int


Subjects = tuple[tuple[Range, ...], ...]
"""The words for each voice; several ranges are several names for one (`its leader, Tomas Varga`)."""


class Verb(NamedTuple):
    """A verb of a sentence."""

    at: int
    width: int
    sense: VerbSense
    form: Form
    unlisted: bool = False


class Before(NamedTuple):
    """What stands before a verb."""

    subjects: Subjects
    start: int
    """Where the clause begins."""
    auxiliary: str | None = None
    passive: bool = False
    loose: bool = False
    """Whether the verb is an infinitive, a participle, or in a clause about a thing."""


def is_speaker(token: Token | None) -> bool:
    """Whether a noun is one for somebody who can say something."""
    return token is not None and (token.low in _SPEAKERS or token.low.removeprefix("ex-") in PERSONS)


class Phrases:
    """The verbs of one sentence, and who acts."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon | None = None) -> None:
        self.tokens = sentence.tokens
        self.mentions = mentions
        self.lexicon = lexicon or default_lexicon()
        self._starting = {m.name: m for m in mentions} | {m.first: m for m in mentions}
        self._ending = {m.last: m for m in mentions}
        self._within = {n for m in mentions for n in range(m.first, m.last)}
        found = list(self._verbs())
        self._verb_at = {v.at: v for v in found if v.form != "base"}
        self.verbs = [v for v in found if v.form != "base" or self._takes_plain_form(v.at)]
        self._verb_at = {v.at: v for v in self.verbs}
        self._verb_places = [v.at for v in self.verbs]

    def _verbs(self) -> Iterator[Verb]:
        tokens = self.tokens
        for n, token in enumerate(tokens):
            if token.kind != "word" or n in self._within or (n and token.capital):
                continue
            before = tokens[n - 1] if n else None
            lows = []
            for other in tokens[n : n + 6]:
                if other.kind != "word":
                    break
                lows.append(other.low)
            if token.low in ("put", "puts") and lows[1:2] == ["it"]:
                yield Verb(n, 2, self.lexicon.find("say") or SAY, "past" if token.low == "put" else "third")
                continue
            found = self.lexicon.match(lows)
            naming = NAMING_VERBS.get(token.low)
            if naming and (found is None or found[1] == 1):
                sense = self.lexicon.find(naming)
                if sense and not self._is_noun(before, token):
                    yield Verb(n, 1, sense, "past" if token.low.endswith("ed") else "third")
                continue
            if found is None:
                continue
            sense, width = found
            form = _form(sense, " ".join(lows[:width]))
            if self._is_noun(before, token) and form != "participle":
                continue
            # Nobody withdraws by words in quotation marks what a first map has not heard of.
            if sense.commitment != "withdraws":
                yield Verb(n, width, sense, form)

    def _is_noun(self, before: Token | None, token: Token) -> bool:
        """Whether what stands before a word makes it a noun: `the claims`, `of reports`."""
        if before is None:
            return False
        if before.kind == "number" or (before.low in _ENDS_NOUN and before.low not in ("that", "who", "which")):
            return before.low not in (
                "that",
                "this",
                "some",
                "many",
                "most",
                "several",
                "few",
                "all",
                "both",
                "her",
                "one",
            )
        return before.low in PREPOSITIONS and before.low not in ("to", "after", "before", "as", "since", "until")

    def verbs_in(self, first: int, last: int) -> Sequence[Verb]:
        """The verbs that begin in a stretch of the sentence, without its end."""
        return self.verbs[bisect_left(self._verb_places, first) : bisect_left(self._verb_places, last)]

    def _takes_plain_form(self, n: int) -> bool:
        """Whether a verb in its plain form may stand at a place: `they say`, `critics say`, `to say`, `would say`."""
        tokens = self.tokens
        m = n - 1
        while m > 0 and is_adverb(tokens[m].low):
            m -= 1
        if m < 0:
            return True
        before = tokens[m]
        return (
            before.kind in ("mark", "quotation")
            or before.low in _BEFORE_PLAIN
            or before.low in AUXILIARIES
            or before.low in GROUPS
            or (before.low.endswith("s") and before.kind == "word" and before.low not in DETERMINERS)
            or self._is_plural(m)
        )

    def _is_plural(self, end: int) -> bool:
        """Whether the words for who acts that end at a place are for several: `shopkeepers on Quill Street`, `she and
        her colleague`."""
        phrase = self.phrase_before(end)
        if phrase is None:
            return False
        head = head_of(self.tokens[phrase.first : phrase.last])
        if head is not None and head.low in GROUPS:
            return True
        return phrase.first > 1 and self.tokens[phrase.first - 1].low == "and" and self._joint(phrase) is not None

    def subjects_of(self, verb: Verb) -> Subjects:
        """The words for who acts, where they stand next to a verb."""
        inverted = self._is_inverted(verb)
        if inverted:
            return inverted
        before = self._subject_before(verb)
        return () if before.loose else before.subjects

    def speaks(self, ranges: Sequence[Range]) -> bool:
        """Whether words are for somebody who can say something."""
        for first, last in ranges:
            words = self.tokens[first:last]
            if not words:
                continue
            if len(words) == 1 and words[0].low in SUBJECTS:
                return True
            named = (self._starting[n] for n in range(first, last) if n in self._starting)
            if any(m.name >= first and m.last <= last for m in named) or is_speaker(head_of(words)):
                return True
        return False

    def _is_inverted(self, verb: Verb) -> Subjects:
        """Who acts, where a verb stands before its subject between commas: `Nobody wants them, argues its leader, …`"""
        if not verb.at or self.tokens[verb.at - 1].text not in (",", "—", "–"):
            return ()
        if verb.form not in ("third", "past") or verb.sense.force not in _SPEECH:
            return ()
        end = verb.at + verb.width
        if end >= len(self.tokens) or self.tokens[end].low in ("that", "he", "she", "they", "it", "to", "him", "them"):
            return ()
        aside = self._over_parenthesis(verb.at - 1)
        if aside is not None and self.speaks(aside):
            # `Its spokeswoman, Ida Lok, told the Herald`
            return ()
        subjects = self._subject_after(end)
        return subjects if any(self.speaks(ranges) for ranges in subjects) else ()

    def _subject_before(self, verb: Verb) -> Before:
        tokens = self.tokens
        m = verb.at - 1
        helpers: list[str] = []
        while m >= 0:
            token = tokens[m]
            if token.low in AUXILIARIES or (token.kind == "possessive" and token.low == "is"):
                helpers.append(token.low)
            elif not is_adverb(token.low):
                break
            m -= 1
        be = any(h in BE for h in helpers)
        passive = be and verb.form == "past" and "’s" not in helpers
        auxiliary = _auxiliary(helpers)
        if m < 0:
            return Before((), 0, auxiliary, passive, loose=verb.form == "participle")
        token = tokens[m]
        if token.low == "to" or (verb.form == "participle" and not be) or token.low in ("by", "without", "in", "for"):
            return Before(self._first_subject(m), m, auxiliary, passive, loose=True)
        if token.low in ("who", "which", "that") and m:
            end = m - 1 if tokens[m - 1].text != "," else m - 2
            phrase = self.phrase_before(end) if end >= 0 else None
            loose = token.low != "who" and not (phrase and self.speaks([phrase]))
            return Before(((phrase,),) if phrase else (), m, auxiliary, passive, loose)
        if token.low in ("and", "but", "or", "then", "yet"):
            return Before(self._first_subject(m), m, auxiliary, passive)
        if token.text in (",", "—", "–", ")"):
            named = self._over_parenthesis(m)
            if named is not None:
                return Before((named,), named[0].first, auxiliary, passive)
            return Before(self._first_subject(m), m, auxiliary, passive, loose=token.text != ",")
        if token.kind in ("mark", "quotation") or token.low in LINKERS:
            return Before((), m + 1, auxiliary, passive)
        phrase = self.phrase_before(m)
        if phrase is None:
            return Before((), m + 1, auxiliary, passive)
        joint = self._joint(phrase)
        start = joint.first if joint else phrase.first
        return Before((((joint,), (phrase,)) if joint else ((phrase,),)), start, auxiliary, passive)

    def _joint(self, phrase: Range) -> Range | None:
        """The first of two who act together: `Kallen and Abara say`."""
        tokens = self.tokens
        if phrase.first < 2 or tokens[phrase.first - 1].low not in ("and", "nor", "or"):
            return None
        other = self.phrase_before(phrase.first - 2)
        if other is None or not self.speaks([other]) or not self.speaks([phrase]):
            return None
        before = tokens[other.first - 1] if other.first else None
        opens = before is None or before.text in (",", ";", ":", "—") or before.kind == "quotation"
        return other if opens or before is None or before.low in ("both", "neither", "that", "but", "and") else None

    def _over_parenthesis(self, m: int) -> tuple[Range, ...] | None:
        """Who acts, where something in commas, dashes or brackets stands between them and the verb."""
        tokens = self.tokens
        closing = tokens[m].text
        opening = {")": "("}.get(closing, closing)
        tried = 0
        for p in range(m - 1, max(0, m - 60), -1):
            if tokens[p].text in (";", ":", "?", "!") or tokens[p].kind == "quotation":
                return None
            if tokens[p].text != opening:
                continue
            inside = tokens[p + 1 : m]
            tried += 1
            if not inside or tried > 6:
                return None
            phrase = self.phrase_before(p - 1)
            if phrase is None or not (self._may_be_aside(p + 1, m) or self.speaks([phrase])):
                continue
            mention = self._ending.get(m)
            if mention is not None and self._is_apposed(p + 1, mention.first) and not self._is_name(phrase):
                return (phrase, Range(mention.first, mention.last))
            if self._opens_clause(phrase.first) or self._is_name(phrase):
                aside = Range(p + 1, m)
                telling = inside[0].low in ("a", "an") and is_speaker(head_of(inside)) and not self.speaks([phrase])
                return (aside,) if telling else (phrase,)
        return None

    def _may_be_aside(self, first: int, last: int) -> bool:
        token = self.tokens[first]
        return (
            token.low in RELATIVES
            or token.low in DETERMINERS
            or token.low in PREPOSITIONS
            or first in self._starting
            or is_adverb(token.low)
            or token.low.endswith(("ed", "ing"))
            or token.kind == "number"
            or last - first < 5
            or self.tokens[first - 1].text in "(—–"
        )

    def _is_apposed(self, first: int, name: int) -> bool:
        """Whether what stands before a name in an apposition goes with it: `her predecessor, the late Otto Brehm,`"""
        led = self.tokens[first:name]
        return not led or (
            led[0].low == "the" and len(led) < 5 and all(t.kind == "word" and t.low not in _NO_TITLE for t in led)
        )

    def _is_name(self, phrase: Range) -> bool:
        return phrase.last in self._ending and self._ending[phrase.last].first <= phrase.first + 1

    def _opens_clause(self, n: int) -> bool:
        before = self.tokens[n - 1] if n else None
        if before is None or before.kind in ("mark", "quotation", "number"):
            return True
        return before.low in LINKERS or before.low in TIMES

    def phrase_before(self, end: int) -> Range | None:
        """The words for one thing that end at a place (which belongs to them)."""
        tokens = self.tokens
        if end < 0 or tokens[end].kind in ("mark", "quotation", "possessive"):
            return None
        if tokens[end].low in SUBJECTS:
            return Range(end, end + 1)
        if tokens[end].low in LINKERS or tokens[end].low in PREPOSITIONS or tokens[end].low in AUXILIARIES:
            return None
        first = end
        while first and end - first < 20:
            token = tokens[first - 1]
            if token.kind == "quotation" or token.low in BOUNDARIES or token.low in AUXILIARIES:
                break
            if first - 1 in self._verb_at and first - 1 not in self._within:
                break
            if token.low in LINKERS and first - 1 not in self._within and token.low not in PREPOSITIONS:
                break
            first -= 1
        return self._trimmed(first, end + 1)

    def _trimmed(self, first: int, last: int) -> Range | None:
        """A stretch without what stands before the words for who acts: adverbs, times, `On 3 February 2024`."""
        tokens = self.tokens
        while first < last and first not in self._within:
            low = tokens[first].low
            if not is_adverb(low) and low != "let" and low not in TIMES:
                break
            first += 1
        if first < last and tokens[first].low in PREPOSITIONS and first not in self._within:
            mention = self._ending.get(last)
            if mention is not None and mention.first > first:
                begin = mention.first
                before = tokens[begin - 1]
                if before.low in PREPOSITIONS:
                    return None
                return Range(begin, last)
            for n in range(last - 1, first, -1):
                if tokens[n].low in DETERMINERS:
                    # `to all this critics`
                    n += tokens[n].low in ("this", "that") and tokens[last - 1].low.endswith("s")
                    return Range(n, last) if n < last and tokens[n - 1].low not in PREPOSITIONS else None
            return Range(last - 1, last) if tokens[last - 1].low in GROUPS else None
        return Range(first, last) if first < last else None

    def _first_subject(self, limit: int) -> Subjects:
        """Who acts in the clause to which a verb without a subject of its own belongs: the last before a place that
        opens a main clause."""
        tokens = self.tokens
        best: tuple[Range, ...] | None = None
        low = max(0, limit - WINDOW)
        for verb in range(low, limit):
            token = tokens[verb]
            if token.kind != "word" or verb in self._within:
                continue
            finite = token.low in AUXILIARIES and token.low not in ("having", "being", "be", "been", "not", "never")
            known = self._verb_at.get(verb)
            finite = finite or (known is not None and known.form in ("third", "past"))
            named = verb in self._ending or (verb and tokens[verb - 1].low in SUBJECTS)
            if not finite and not (named and _like_verb(token)):
                many = verb and (tokens[verb - 1].low.endswith("s") or tokens[verb - 1].low in GROUPS)
                if not (many and token.low.endswith("ed")):
                    continue
            end = verb - 1
            while end >= 0 and (is_adverb(tokens[end].low) or tokens[end].low in AUXILIARIES):
                end -= 1
            if end < 0:
                continue
            if tokens[end].low == "who" and end:
                phrase = self.phrase_before(end - 1 - (tokens[end - 1].text == ","))
                found: tuple[Range, ...] | None = (phrase,) if phrase is not None else None
            elif tokens[end].text in (",", "—", "–", ")"):
                found = self._over_parenthesis(end)
            else:
                phrase = self.phrase_before(end)
                found = (phrase,) if phrase is not None else None
            if found is None:
                continue
            first = found[0].first
            before = tokens[first - 1] if first else None
            opens = (
                before is None or before.low in _MAIN or before.kind in ("number", "quotation") or before.low in TIMES
            )
            if opens or (best is None and before is not None and before.low not in PREPOSITIONS):
                best = found
        return (best,) if best else ()

    def _subject_after(self, start: int) -> Subjects:
        """Who acts, where that stands behind the verb."""
        tokens = self.tokens
        while start < len(tokens) and is_adverb(tokens[start].low):
            start += 1
        if start >= len(tokens):
            return ()
        first = self._one_after(start)
        if first is None:
            return ()
        last = first[-1].last
        if last + 1 < len(tokens) and tokens[last].low == "and" and len(first) == 1:
            second = self._one_after(last + 1)
            if second is not None and self.speaks(second) and self.speaks(first):
                return (first, second)
        return (first,)

    def phrase_after(self, start: int) -> Range | None:
        """The words for one thing that begin at a place."""
        found = self._one_after(start)
        return found[0] if found else None

    def _one_after(self, start: int) -> tuple[Range, ...] | None:
        tokens = self.tokens
        if tokens[start].low in SUBJECTS:
            return (Range(start, start + 1),)
        last = start
        while last < len(tokens) and last - start < 14:
            token = tokens[last]
            if token.kind == "quotation" or token.low in BOUNDARIES:
                break
            if last > start and last not in self._within:
                if token.low in _CUT or token.low in AUXILIARIES:
                    break
                if token.low in TIMES and tokens[last - 1].low not in DETERMINERS:
                    break
                if token.low in LINKERS and token.low not in PREPOSITIONS:
                    break
                if last in self._verb_at and self._verb_at[last].form != "base":
                    break
            mention = self._starting.get(last)
            if mention is not None and not any(t.low in PREPOSITIONS for t in tokens[start:last]):
                last = mention.last
                owned = last < len(tokens) and tokens[last].kind == "possessive"
                if not owned:
                    return (Range(start, last),)
                continue
            last += 1
        if last == start or tokens[start].low in PREPOSITIONS or tokens[start].low in LINKERS:
            return None
        phrase = Range(start, last)
        if last + 1 < len(tokens) and tokens[last].text == ",":
            mention = self._starting.get(after_late(tokens, last + 1))
            if mention is not None:
                return (phrase, Range(mention.first, mention.last))
        return (phrase,)


def _form(sense: VerbSense, words: str) -> Form:
    if words == sense.participle or (
        words.partition(" ")[0].endswith("ing") and words not in (sense.base, sense.third)
    ):
        return "participle"
    if words == sense.past or words in sense.also:
        return "past"
    return "third" if words == sense.third else "base"


def _auxiliary(helpers: Sequence[str]) -> str | None:
    if any(h in NEGATIONS for h in helpers):
        return "does not"
    return next((MODALS[h] for h in helpers if h in MODALS), None)


def _like_verb(token: Token) -> bool:
    """Whether a word behind a name may be a verb for all that its form says."""
    return token.low not in PREPOSITIONS and token.low not in LINKERS and token.low not in DETERMINERS


SAY = inflect("say", "say")
