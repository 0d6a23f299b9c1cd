"""Questions that begin with `who` or `what`: each is read as a phrase of the language.

Only the first words are looked at, and the sign at the end; what is put in their place stands where they stood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from argmap.query.vocabulary import STATEMENT, VERBS

if TYPE_CHECKING:
    from argmap.query.words import Word

__all__ = ["FIXED", "opened"]

_WHO: Final = r"(?:who|voices (?:(?:that|who) )?)\s*(?:(?:has|have|had) )?"
_OWN: Final = "(?:his|her|its|their)"
FIXED: Final = (
    (rf"chang(?:e|es|ed|ing) {_OWN} minds?", "changes of mind"),
    (r"contradict(?:s|ed|ing)? (?:himself|herself|itself|themselves)", "contradictions"),
    (rf"(?:drop(?:s|ped|ping)?|break(?:s|ing)?|broken?) (?:(?:a|{_OWN}) )?promises?", "dropped promises"),
)
"""What follows `who` or `voices that`, and the noun for both."""

_PHRASES: Final = tuple((re.compile(rf"{_WHO}{what}(?![^ ])"), noun) for what, noun in FIXED)
_AUXILIARY: Final = frozenset({"do", "does", "did"})
_BE: Final = frozenset({"is", "are", "was", "were", "has", "have", "been"})


def opened(words: Sequence[Word]) -> list[Word]:
    """The words of a query, with a question at its beginning in the words of the language:

    - `who …` is `voices that …`; of what was done once (`who promised X`) the verb may stand in the past;
    - `who changed his mind`, `who contradicts himself`, `who broke a promise` are the findings of these names;
    - `what does X rest on` is `grounds of X to any depth`, `what did X promise` is `statements promised by X`;
    - `what rests on X`, `what is promised by X` ask for statements.
    """
    words = _unasked(words)
    first = 2 if [w.low for w in words[:2]] == ["how", "many"] else int(bool(words) and words[0].low == "count")
    before, rest = words[:first], words[first:]
    if len(rest) < 2:
        return [*before, *rest]
    lows = " ".join(word.low or '"' for word in rest)
    for pattern, noun in _PHRASES:
        if match := pattern.match(lows):
            length = match[0].count(" ") + 1
            return [*before, *_put(noun, rest[0], rest[length - 1]), *rest[length:]]
    if rest[0].low == "who" and rest[1].low != "|":
        return [*before, *_put("voices that", rest[0], rest[0]), *_in_present(rest[1:])]
    if rest[0].low == "what":
        return [*before, *_what(rest)]
    return [*before, *rest]


def _unasked(words: Sequence[Word]) -> list[Word]:
    """The words without a question mark at the end of the question. Elsewhere it may belong to a date: `2015?`."""
    out = list(words)
    if not out or out[0].low not in ("who", "what", "how"):
        return out
    end = next((n for n, word in enumerate(out) if word.low == "|"), len(out)) - 1
    if end < 1 or not out[end].low.endswith("?"):
        return out
    last = out.pop(end)
    if last.low.strip("?"):
        bare = last.text.rstrip("?")
        out.insert(end, last._replace(text=bare, low=last.low.rstrip("?"), end=last.start + len(bare)))
    return out


def _put(phrase: str, first: Word, last: Word) -> list[Word]:
    """Words that stand for others."""
    return [first._replace(text=word, low=word, end=last.end) for word in phrase.split()]


@cache
def _pasts() -> Mapping[tuple[str, ...], str]:
    """The past of each verb for what a voice did, with its plain form."""
    active = {verb.word: verb for verb in VERBS}
    return {
        tuple(verb.forms[0].split()[:-1]): active[verb.word.removesuffix("-by")].forms[0]
        for verb in VERBS
        if verb.what.startswith("an act of force") and verb.word.endswith("-by")
    }


def _in_present(words: Sequence[Word]) -> list[Word]:
    """`has promised X` as `promise X`."""
    start = next((n for n, word in enumerate(words) if word.low not in _BE | _AUXILIARY), len(words))
    if any(word.low in ("is", "are", "was", "were", "been") for word in words[:start]):
        return list(words)
    said: list[Word] = []
    if start < len(words) and words[start].low == "not":
        said.append(words[start])
        start += 1
    for past, plain in _pasts().items():
        end = start + len(past)
        if tuple(word.low for word in words[start:end]) == past and end < len(words) and words[end].low != "by":
            return [*said, *_put(plain, words[start], words[end - 1]), *words[end:]]
    return list(words)


@cache
def _said_of_statements() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(form.split()) for verb in VERBS if verb.subject >= STATEMENT for form in verb.forms)


@cache
def _asked() -> Mapping[tuple[str, ...], str]:
    """The plain form of what a voice does, with what is said of its object."""
    passive = {verb.word: verb.forms[0] for verb in VERBS if verb.object == {"voice"}}
    found = {tuple(v.forms[0].split()): passive[f"{v.word}-by"] for v in VERBS if f"{v.word}-by" in passive}
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


def _what(words: Sequence[Word]) -> list[Word]:
    """`what …`, where it is one of the questions that can be read."""
    what, *rest = words
    if rest[0].low in _AUXILIARY:
        end = next((n for n, word in enumerate(rest) if word.low == "|"), len(rest))
        for at in range(2, end):
            if [word.low for word in rest[at : at + 2]] == ["rest", "on"] and at + 2 == end:
                deep = _put("to any depth", rest[at], rest[at + 1])
                return [*_put("grounds", what, what), *_put("of", rest[0], rest[0]), *rest[1:at], *deep, *rest[end:]]
            for plain, passive in _asked().items():
                if tuple(word.low for word in rest[at : at + len(plain)]) == plain:
                    verb = _put(passive, rest[0], rest[0])
                    return [*_put("statements", what, what), *verb, *rest[1:at], *rest[at + len(plain) :]]
        return list(words)
    start = next((n for n, word in enumerate(rest) if word.low not in _BE), len(rest))
    lows = tuple(word.low for word in rest[start : start + 3])
    if any(lows[:length] in _said_of_statements() for length in (1, 2, 3)):
        return [*_put("statements", what, what), *rest]
    return list(words)
