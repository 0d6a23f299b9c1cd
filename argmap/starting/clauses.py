"""The clause of a sentence that says who says what stands in quotation marks: its verb, and the words for who it is.

A sentence is read from left to right by rules of word order alone. Each verb of the lexicon in it is a candidate, and
the one that fits a quotation best is taken: what stands closest, is finite, and mostly introduces words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.model.lexicon import VerbSense, inflect
from argmap.starting.cast import Mention
from argmap.starting.phrases import SAY, WINDOW, Before, Phrases, Range, Subjects, Verb
from argmap.starting.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    NOT_NAMES,
    POSSESSIVES,
    SPEECH_NOUNS,
    SUBJECTS,
    UNSAID,
    WORKS,
    is_adverb,
)

__all__ = ["Clause", "ClauseReader"]

_SPEECH = frozenset("say claim report warn".split())
_REPLIES = frozenset("promise demand ask question accept reject propose oppose".split())
_CLOSED = (",", "?", "!", "…", "—", "–", ".")
_BETWEEN = DETERMINERS | frozenset((":", ",", "that", "as", "of", "’s", "only", "just", "merely", "simply", "not"))
_PLAIN = _SPEECH | frozenset("promise demand ask propose".split())
_CITING = frozenset("quote cite hear read recite repeat deny".split())
_WORDS = (
    WORKS
    | SPEECH_NOUNS.keys()
    | frozenset("idea slogan motto banner poster placard sign words word phrase cries cry shouts chants".split())
    | frozenset("according amid reads".split())
)
"""What has words of its own."""
_TOLD = frozenset("tell remind inform notify assure reassure".split())
_NOT_BEFORE = frozenset("a an and or nor with if whether unless as like".split())
"""Behind one of these a name is not, or not alone, who speaks."""
_OTHERS = frozenset("he she they i we you who whom which someone somebody others critics people as like".split())
"""Where one of these stands before a quotation, somebody else may be the one who speaks."""
_GIVEN = frozenset("the this these those his her its their".split())
"""Behind one of these stands what has been spoken of before, by anybody."""
_MULTIPLE = frozenset("they we".split())


class Clause(NamedTuple):
    """A verb, who acts, and how well both fit a quotation."""

    at: int
    """The first word of the verb."""
    width: int
    sense: VerbSense
    subjects: Subjects
    """The words for each voice; several ranges are several names for one (`its leader, Tomas Varga`). None where nobody
    is named."""
    auxiliary: str | None
    """As the notation writes it, where the act did not simply take place."""
    score: float
    unlisted: bool = False
    """Whether the lexicon lacks the verb."""


class ClauseReader(Phrases):
    """Reads one sentence."""

    def clause_for(self, n: int) -> Clause | None:
        """The clause that says who says the quotation at a place of the sentence; `None` where none seems to."""
        found = [c for c in self._candidates(n) if c is not None]
        best = max(found, key=lambda c: (c.score, -abs(c.at - n), -c.at), default=None)
        if best is None or best.score < 60:
            unlisted = self._unlisted(n)
            if unlisted is not None:
                return unlisted
        if best is None:
            return None
        words = self.tokens[n].text.split()
        short = len(words) <= 3 and not self.tokens[n].text.rstrip().endswith((".", "!", "?"))
        return best if best.score >= (50 if short else 30) else None

    def is_plain(self, clause: Clause, name: Mention, n: int) -> bool:
        """Whether a clause leaves little doubt that whom it names says the quotation at a place: the name is the
        subject, and nothing stands in between by which somebody else may come in."""
        tokens = self.tokens
        end = clause.at + clause.width
        before = tokens[name.first - 1] if name.first else None
        if before is not None and (before.low in _NOT_BEFORE or (len(before.text.rstrip(".")) == 1 and before.capital)):
            return False
        if tokens[-1].text == "?" or clause.sense.force not in _PLAIN or clause.sense.base.split()[0] in _CITING:
            return False
        verb = self._verb_at.get(clause.at)
        if verb is not None and verb.form not in ("third", "past"):
            return False
        if verb is not None and (
            any(t.low in BE or t.low == "to" for t in tokens[max(0, clause.at - 2) : clause.at])
            or (end < len(tokens) and tokens[end].low == "by")
        ):
            return False
        if clause.at > n:
            # `They shouted “…,” Kallen said`: theirs, or his.
            if n and tokens[n - 1].kind == "word":
                return False
            if not tokens[n].text.rstrip("\"'”’»").endswith(_CLOSED) and tokens[n + 1].text not in (",", "—", "–"):
                return False
            return clause.sense.base not in _TOLD or name.last <= clause.at
        between = tokens[end:n]
        if clause.sense.base in _TOLD:
            # To whom it was told is no matter.
            that = next((m for m, t in enumerate(between[:8]) if t.low == "that"), 0)
            between = between[that:]
        if clause.sense.base == "describe" and between and between[-1].low == "as":
            between = between[:-1]
        if any(t.kind == "quotation" or t.text in ";.?!" or t.low in _OTHERS for t in between):
            return False
        if any(t.text == ":" for t in between[:-1]) or any(t.low in _WORDS for t in between):
            return False
        if any(t.low in ("to", "for") for t in between[1:2] if between[0].low == "that"):
            return False
        if between and between[-1].low in _GIVEN and clause.sense.base != "describe":
            return False
        return not self.verbs_in(end, n)

    def _candidates(self, n: int) -> Iterator[Clause | None]:
        for verb in self.verbs_in(n - WINDOW, n + WINDOW // 2 + 1):
            yield self._after(verb, n) if verb.at > n else self._before(verb, n)
        yield from self._sayings(n)

    def _after(self, verb: Verb, n: int) -> Clause | None:
        """A verb behind the quotation: `“…,” said Kallen`, `“…,” Kallen said`."""
        tokens = self.tokens
        start = n + 1
        while start < len(tokens) and tokens[start].text in (",", "—", "–", "-"):
            start += 1
        if start < len(tokens) and tokens[start].low == "as":
            start += 1
        if start < len(tokens) and tokens[start].low in ("and", "but", "or", "yet"):
            return None
        set_off = start > n + 1 or tokens[n].text.rstrip("\"'”’»").endswith(_CLOSED)
        head = verb.at
        while head > start and (is_adverb(tokens[head - 1].low)):
            head -= 1
        if head == start:
            subjects = self._subject_after(verb.at + verb.width)
            if not subjects or verb.form == "participle":
                return None
            return self._made(verb, subjects, None, 100 if set_off else 35)
        if verb.at - start > 40:
            return None
        before = self._subject_before(verb)
        if before.start > start or before.loose or not before.subjects:
            return None
        if any(tokens[m].text in ";:.?!" or tokens[m].kind == "quotation" for m in range(start, verb.at)):
            return None
        if before.passive:
            return None
        if before.start < start:
            return None
        return self._made(verb, before.subjects, before.auxiliary, 100 if set_off else 45)

    def _before(self, verb: Verb, n: int) -> Clause | None:
        """A verb before the quotation: `Kallen said: “…”`, `Kallen said that the loss was “…”`."""
        tokens = self.tokens
        end = verb.at + verb.width
        if end > n:
            return None
        between = tokens[end:n]
        inverted = self._is_inverted(verb)
        before = Before(inverted, verb.at) if inverted else self._subject_before(verb)
        subjects = before.subjects
        if before.passive or self._is_reduced(verb, before):
            by = next((m for m in range(end, min(end + 6, n)) if tokens[m].low == "by"), None)
            subjects = self._subject_after(by + 1) if by is not None else ()
        if self._is_set_in(verb, before, inverted):
            score = 80.0
        elif all(t.low in _BETWEEN for t in between):
            score = 90.0
        elif between[-1].text == ":":
            score = 72 - 0.3 * len(between)
        else:
            score = 64 - 0.8 * len(between)
        score -= 30 * any(t.text == ";" for t in between)
        # What another quotation between them belongs to has its own verb.
        score -= 6 * sum(t.kind == "quotation" for t in between)
        score -= 15 * before.passive + 18 * before.loose
        if verb.sense.base == "describe" and len(between) > 9:
            return None
        return self._made(verb, subjects, before.auxiliary, score)

    def _made(self, verb: Verb, subjects: Subjects, auxiliary: str | None, score: float) -> Clause:
        force = verb.sense.force
        score += 10 if force in _SPEECH else 5 if force in _REPLIES else 0
        if verb.sense.base in UNSAID:
            score -= 30
        if verb.form == "participle":
            score -= 5
        if any(self.speaks(ranges) for ranges in subjects):
            score += 10
        elif not subjects:
            score -= 6
        return Clause(verb.at, verb.width, verb.sense, subjects, auxiliary, score, verb.unlisted)

    def _is_set_in(self, verb: Verb, before: Before, inverted: object) -> bool:
        """Whether a clause stands between commas inside what is reported: `Sleepers, they say, are “…”`."""
        tokens = self.tokens
        start = verb.at if inverted else before.start
        if not start or tokens[start - 1].text not in (",", "—", "–", "("):
            return False
        stop = verb.at + verb.width
        if inverted:
            stop = self._phrase_end(inverted) if isinstance(inverted, tuple) else stop
        while stop < len(tokens) and is_adverb(tokens[stop].low):
            stop += 1
        return stop < len(tokens) and tokens[stop].text in (",", ";", "—", "–", ")")

    @staticmethod
    def _phrase_end(subjects: Subjects) -> int:
        return max(r.last for ranges in subjects for r in ranges)

    def _is_reduced(self, verb: Verb, before: Before) -> bool:
        """`printed by the Gazette`"""
        end = verb.at + verb.width
        return (
            verb.form == "past"
            and not before.auxiliary
            and self.tokens[end : end + 1] != ()
            and (end < len(self.tokens) and self.tokens[end].low == "by")
        )

    def _sayings(self, n: int) -> Iterator[Clause | None]:
        tokens = self.tokens
        say = self.lexicon.find("say") or SAY
        for m in range(max(0, n - WINDOW), min(len(tokens), n + WINDOW // 2)):
            low = tokens[m].low
            if low == "according" and m + 1 < len(tokens) and tokens[m + 1].low == "to":
                subjects = self._subject_after(m + 2)
                if subjects:
                    yield Clause(m, 2, say, subjects, None, 78 - 0.5 * abs(n - m))
            elif low == "words" and m > 1 and tokens[m - 1].low == "the" and tokens[m - 2].low == "in":
                if m + 1 < len(tokens) and tokens[m + 1].low == "of" and (subjects := self._subject_after(m + 2)):
                    yield Clause(m, 2, say, subjects, None, 78 - 0.5 * abs(n - m))
            elif low in SPEECH_NOUNS and m and m < n and n - m < 25:
                owner = self._owner(m)
                sense = self.lexicon.find(SPEECH_NOUNS[low])
                if owner is not None and sense is not None:
                    near = all(t.low in _BETWEEN or t.low in BE for t in tokens[m + 1 : n])
                    yield Clause(m, 1, sense, ((owner,),), None, 74.0 if near else 56 - 0.8 * (n - m))
        if n + 2 <= len(tokens) - 1 and tokens[n + 1].text in ("—", "–", "-"):
            # `“…” — Lena Opdal`
            subjects = self._subject_after(n + 2)
            if subjects and self.speaks(subjects[0]):
                last = self._phrase_end(subjects)
                if last >= len(tokens) or tokens[last].text in (",", ".", "("):
                    yield Clause(n + 1, 1, say, subjects, None, 88.0)
        yield self._acting(n, say)
        if n > 2 and tokens[n - 1].text == ":":
            # `Varley is blunter: “…”`
            acting = self._first_subject(n - 1)
            if acting and self.speaks(acting[0]):
                yield Clause(acting[0][0].last, 1, say, acting, None, 56.0)
        if n > 1 and tokens[n - 1].text == ":" and (name := self._ending.get(n - 1)) is not None and name.first == 0:
            # `Kallen: “…”`
            yield Clause(n - 1, 1, say, ((Range(name.first, name.last),),), None, 92.0)

    def _acting(self, n: int, say: VerbSense) -> Clause | None:
        """Words that begin with a verb, right behind whoever acts: `the ministry, which “regrets the delay”`."""
        tokens = self.tokens
        first = tokens[n].text.split()[0].lower().replace("'", "’") if tokens[n].text.split() else ""
        sense = self.lexicon.find(first)
        if not n or not (first in AUXILIARIES or (sense is not None and first in (sense.third, sense.past))):
            return None
        end = n - 1
        if tokens[end].low in ("who", "which", "that") and end:
            end -= 1 + (tokens[end - 1].text == ",")
        phrase = self.phrase_before(end) if end >= 0 else None
        if phrase is None or not self.speaks([phrase]):
            return None
        return Clause(phrase.last - 1, 1, say, ((phrase,),), None, 70.0)

    def _owner(self, n: int) -> Range | None:
        """Whose the noun at a place is: `Kallen’s claim`, `his claim`."""
        tokens = self.tokens
        m = n - 1
        while m > 0 and n - m < 4 and tokens[m].kind == "word" and tokens[m].low not in DETERMINERS:
            m -= 1
        if tokens[m].low in POSSESSIVES and tokens[m].low not in ("its", "whose"):
            return Range(m, m + 1)
        if tokens[m].low == "’s" and m:
            return self.phrase_before(m - 1)
        return None

    def _unlisted(self, n: int) -> Clause | None:
        """A verb that the lexicon lacks, where only one can stand: `“…,” she snapped.`, `Nobody, they jeer, is “…”`"""
        tokens = self.tokens
        places = []
        if tokens[n].text.rstrip("\"'”’»").endswith((",", "?", "!", "…")) or (
            n + 1 < len(tokens) and tokens[n + 1].text == ","
        ):
            places.append(n + 1 + (n + 1 < len(tokens) and tokens[n + 1].text == ","))
        places += [m + 1 for m in range(max(0, n - WINDOW), n) if tokens[m].text in (",", "—", "–")]
        for start in places:
            if start >= len(tokens):
                continue
            mention = self._starting.get(start)
            end = mention.last if mention else start + 1
            if mention is None and tokens[start].low not in SUBJECTS:
                continue
            verb = tokens[end] if end < len(tokens) else None
            closed = end + 1 >= len(tokens) or tokens[end + 1].text in (",", ".", ";", "—", "–") or start > n
            if verb is None or verb.kind != "word" or not closed or verb.low in NOT_NAMES or verb.capital:
                continue
            many = tokens[start].low in _MULTIPLE or tokens[start].low == "i"
            base = _base(verb.low, many)
            if base is None or end in self._verb_at:
                continue
            if start < n and not (end + 1 < len(tokens) and tokens[end + 1].text in (",", ";", "—", "–")):
                continue
            return Clause(end, 1, inflect(base, "say"), ((Range(start, end),),), None, 80.0, True)
        return None


def _base(word: str, many: bool) -> str | None:
    """The plain form of a verb that no list has, or `None` for a word that is hardly one."""
    if not word.isascii() or not word.isalpha() or len(word) < 3:
        return None
    if word.endswith("ed") and len(word) > 4:
        stem = word[:-2]
        if stem[-1] == stem[-2] and stem[-1] not in "lsfz":
            stem = stem[:-1]
        elif stem[-1] in "cgvsuz" or (stem[-1] == "l" and stem[-2] not in "aeiou"):
            stem += "e"
        for base in (stem, word[:-1]):
            if inflect(base, "say").past == word:
                return base
        return None
    if many:
        return None if word.endswith("s") else word
    return inflect(word, "say").base if word.endswith("s") and not word.endswith("ss") else None
