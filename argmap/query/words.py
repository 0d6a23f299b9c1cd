"""From the text of a query to its words, and what the vocabulary knows of them.

A word may be several things (`claim` is a noun and a verb, `supporting` an adjective and a verb); which of them it is
follows from where it stands, and `lexer.py` says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from argmap.query.errors import MAX_LENGTH, failure
from argmap.query.openings import opened
from argmap.query.syntax import Span
from argmap.query.vocabulary import (
    ADJECTIVES,
    ALSO,
    FIELDS,
    FILLERS,
    NOUNS,
    RELATIONS,
    VERBS,
    Adjective,
    FieldWord,
    Kind,
    Noun,
    Relation,
    Verb,
    relation_words,
    verb_words,
)

__all__ = [
    *("FUNCTION", "STAGES", "Known", "Text", "Word"),
    *("about_field", "all_words", "field_at", "is_field", "scan", "tables"),
]

_WORD: Final = re.compile(r'[^\s"“”„«»(),|]+|\S')
_SINGLE: Final = re.compile(r"['‘]([^\s'‘’](?:[^'‘’]*[^\s'‘’])?)['’](?=[\s(),|]|$)")
_CLOSING: Final = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«"}
_SPELLINGS: Final = {
    "organization": "organisation",
    "organizations": "organisations",
    "favor": "favour",
    "favors": "favours",
    "favoring": "favouring",
    "favored": "favoured",
    "don't": "not",
    "doesn't": "not",
    "didn't": "not",
    "isn't": "not",
    "aren't": "not",
    "never": "not",
}
_NUMBERS: Final = {
    word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
_LINKS: Final = frozenset({"are", "is", "was", "were", "be", "been"})
_APART: Final = _LINKS | {"that", "which", "who", "do", "does", "did"}
STAGES: Final = ("count", "share", "sort", "show", "first", "top", "subgraph", "network")
"""The words that begin what stands behind `|`."""
FUNCTION: Final = frozenset(
    "and but or not with without having have has had whose tagged matching in before after since until on between by "
    "to via about of from for against within according at".split()
)
"""Words that never are a name, a tag or another value unless they stand in quotation marks."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a query may name besides the vocabulary."""

    words: Mapping[str, str] = field(default_factory=dict)
    """The project's own words, with the queries that they stand for."""
    names: Collection[str] | None = None
    """The IDs and names in the map; `None` where any name will do."""
    several: bool = False
    """Whether several maps are asked, and each row tells its file."""

    def name(self, word: str) -> bool:
        """Whether something is called that; letter case and the width of spaces make no difference."""
        if self.names is None or word in self.names:
            return True
        return _plain(word) in map(_plain, self.names)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


class Word(NamedTuple):
    """A word of a query, one of its signs, or what stands between quotation marks."""

    text: str
    low: str
    """In small letters and in the spelling of the vocabulary; empty for what stands in quotation marks."""
    start: int
    end: int
    linked: bool = False
    """Whether `are` or `is` stands before it."""
    apart: bool = False
    """Whether `that`, `are`, `do` or their like stand between it and the noun before it."""

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotation marks."""
        return not self.low


class Text:
    """The words of one query without those that mean nothing."""

    def __init__(self, text: str, known: Known) -> None:
        self.text = text
        self.known = known
        self.words: list[Word] = scan(text, known)

    def low(self, at: int) -> str:
        """A word in small letters; empty where there is none, and for what stands in quotation marks."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def has(self, at: int) -> bool:
        """Whether there is such a word."""
        return at < len(self.words)

    def span(self, at: int, length: int = 1) -> Span:
        """Where words stand; behind the last one, the place where one is missing."""
        if at >= len(self.words):
            return Span(len(self.text), len(self.text))
        return Span(self.words[at].start, self.words[min(at + length, len(self.words)) - 1].end)

    def match(self, table: Phrases, at: int) -> tuple[str, int] | None:
        """The longest phrase of a table that begins at a word, and of how many words it is."""
        for phrase, name in table.get(self.low(at), ()):
            if all(self.low(at + n) == word for n, word in enumerate(phrase)):
                return name, len(phrase)
        return None

    def in_vocabulary(self, at: int) -> bool:
        """Whether a word is one of the language."""
        low = self.low(at)
        known = tables()
        return (
            low in FUNCTION
            or low in known.adjective
            or any(self.match(table, at) for table in (known.nouns, known.relations, known.verbs))
        )


def scan(text: str, known: Known) -> list[Word]:
    """The words of a query. Raises `QueryError` for a text that is too long and for an open quotation mark."""
    if len(text) > MAX_LENGTH:
        raise failure(
            text,
            Span(MAX_LENGTH, len(text)),
            "E802",
            f"the query has {len(text)} characters, and {MAX_LENGTH} are the most",
            "ask in several queries, or give parts of it names of their own",
        )
    found: list[Word] = []
    at = 0
    while match := _WORD.search(text, at):
        word, start, at = match[0], match.start(), match.end()
        single = _SINGLE.match(text, start)
        if single:
            found.append(Word(single[1].strip(), "", start, single.end()))
            at = single.end()
        elif word in _CLOSING:
            ends = [end for sign in _CLOSING[word] if (end := text.find(sign, at)) >= 0]
            if not ends:
                raise failure(
                    text,
                    Span(start, len(text)),
                    "E802",
                    "the quotation mark is not closed",
                    f"write `{_CLOSING[word][-1]}` where the name or the words end",
                )
            name = text[at : min(ends)].strip()
            at = min(ends) + 1
            if not name:
                raise failure(
                    text, Span(start, at), "E802", "nothing stands between the quotation marks", "write a name there"
                )
            found.append(Word(name, "", start, at))
        else:
            low = word.casefold().replace("’", "'")
            if low not in known.words:
                low = _SPELLINGS.get(low) or ALSO.get(low, low)
            found.append(Word(word, low, start, at))
    return _without_fillers(opened(found), known)


def _without_fillers(words: Sequence[Word], known: Known) -> list[Word]:
    """The words that mean something. A filler that is an ID is one where a name must stand and nothing else does."""
    out: list[Word] = []
    linked = apart = False
    for n, word in enumerate(words):
        low = word.low
        if (
            low in FILLERS
            and low not in ("have", "has", "had")
            and not (low == "any" and _low(words, n + 1) == "depth")
        ):
            alone = _low(words, n + 1) in ("", ")", ",", "|", "and", "or", "but") and not _quoted(words, n + 1)
            if not (alone and known.names is not None and word.text in known.names):
                linked, apart = linked or low in _LINKS, apart or low in _APART
                continue
        out.append(word._replace(linked=linked, apart=apart) if linked or apart else word)
        linked, apart = linked and low == "not", False
    return out


def _low(words: Sequence[Word], at: int) -> str:
    return words[at].low if at < len(words) else ""


def _quoted(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].quoted


Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""Phrases by their first word, the longest first, each with the name of what it stands for."""


class Tables(NamedTuple):
    """The vocabulary, by the words that are written."""

    nouns: Phrases
    relations: Phrases
    verbs: Phrases
    noun: Mapping[str, Noun]
    relation: Mapping[str, Relation]
    verb: Mapping[str, Verb]
    adjective: Mapping[str, Adjective]
    field: Mapping[str, FieldWord]


@cache
def tables() -> Tables:
    """The vocabulary; made once."""
    nouns = [(noun.word, noun.word) for noun in NOUNS]
    nouns += [(noun.singular or noun.word.removesuffix("s"), noun.word) for noun in NOUNS]
    return Tables(
        _phrases(nouns),
        _phrases(relation_words().items()),
        _phrases(verb_words()),
        {noun.word: noun for noun in NOUNS},
        {relation.word: relation for relation in RELATIONS},
        {verb.word: verb for verb in VERBS},
        {adjective.word: adjective for adjective in ADJECTIVES},
        {word.word: word for word in FIELDS},
    )


def _phrases(forms: Iterable[tuple[str, str]]) -> Phrases:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, name in forms:
        words = tuple(form.split())
        out.setdefault(words[0], []).append((words, name))
    for found in out.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return out


def all_words() -> set[str]:
    """Each single word and phrase that the language has, except those for stages."""
    known = tables()
    phrases = (known.nouns, known.relations, known.verbs)
    out = {" ".join(phrase) for table in phrases for found in table.values() for phrase, _ in found}
    return out | set(known.adjective) | {word.word for word in FIELDS} | (FUNCTION - {"at"}) | set(ALSO)


def kinds_of(name: str, known: Known) -> frozenset[Kind] | None:
    """What a noun of the vocabulary stands for; `None` for the project's own, which may be anything."""
    noun = tables().noun.get(name)
    return noun.kinds if noun and name not in known.words else None


def about_field(field: str) -> FieldWord | None:
    """The field of the vocabulary that a field is, or ends with: `kind` for `voice.kind`."""
    head, _, last = field.rpartition(".")
    return None if head == "meta" or head.endswith(".meta") else tables().field.get(last)


def number(word: Word) -> str | None:
    """A number in figures or, up to ten, in letters."""
    low = _NUMBERS.get(word.low, word.low)
    return low if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", low) else None


def is_field(low: str) -> bool:
    """Whether a word is a field, or one of what is named by another: `voice.kind`, `holders.id`, `meta.topic`."""
    names, meta, key = low.partition(".meta.") if not low.startswith("meta.") else ("", ".meta.", low[5:])
    if meta and not key:
        return False
    *heads, last = names.split(".") if not meta else [*filter(None, names.split(".")), "meta"]
    known = tables()
    both = {*known.field, *known.relation} - {"meta"}
    return (last in known.field or (bool(heads) and last in both)) and both.issuperset(heads)


def field_at(text: Text, at: int) -> str | None:
    """The field that a word is, as the vocabulary has it; the key of `meta` as it is written."""
    word = text.words[at]
    if not is_field(word.low):
        return None
    return word.low.partition("meta.")[0] + word.text[word.low.index("meta.") :] if "meta." in word.low else word.low
