"""An article as sentences of words, in which each quotation is one sign: what it says is not the reporter's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from argmap.sources.comparing import unbroken
from argmap.sources.quotations import Quotation
from argmap.sources.text import SourceText, Stretch
from argmap.starting.words import ABBREVIATIONS, TITLES

__all__ = ["Sentence", "Token", "outer_quotations", "sentences_of", "words_of"]

Kind = Literal["word", "number", "mark", "possessive", "quotation"]


class Token(NamedTuple):
    """A word, a mark, or a whole quotation."""

    text: str
    """As it stands, but without a line break inside."""
    low: str
    """In small letters, with ’ for every apostrophe."""
    start: int
    end: int
    kind: Kind
    number: int = -1
    """For a quotation, which one of the article."""

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.kind == "word" and self.text[0].isupper()


class Sentence(NamedTuple):
    """A sentence of the reporter's, with the quotations in it."""

    paragraph: int
    """Which paragraph it stands in, from 0."""
    tokens: tuple[Token, ...]
    heading: bool
    """Whether it is a title, a byline or the like: nobody says anything in it."""
    first: bool
    """Whether it is the first of its paragraph."""


_HYPHEN = "-‐‑"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th|%)?(?:[{_HYPHEN}]\w+)*)"
    rf"|(?P<word>[^\W\d_](?:\w|['’](?=[^\W\d_])|\.(?=[^\W\d_]\.)|[{_HYPHEN}](?:\s*\n\s*)?(?=\w))*)"
    r"|(?P<mark>\.{3}|\S)"
)
_OWNER = re.compile(r"['’]s$", re.IGNORECASE)
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*")
_IS = frozenset("it that he she there here what who let where how".split())
_CLOSERS = ")]}"
_STOPS = frozenset((".", "!", "?", "…", "..."))
_ENDED = (".", "!", "?", "…")
_INNER_CLOSERS = "\"'”’»)]"
_WITHOUT_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_BYLINE = re.compile(r"by\s+[^\W\d_]", re.IGNORECASE)


def outer_quotations(source: SourceText) -> list[Quotation]:
    """The quotations of an article that stand in no other."""
    return [q for q in source.quotations if q.depth == 0]


def sentences_of(source: SourceText, quotations: list[Quotation]) -> list[Sentence]:
    """The sentences of an article, in order. Linear in its length."""
    out: list[Sentence] = []
    number, done, begun = 0, 0, 0
    tokens: list[Token] = []
    for n, paragraph in enumerate(source.paragraphs):
        if not tokens:
            begun = n
        at = max(paragraph.start, done)
        while number < len(quotations) and quotations[number].start < paragraph.end:
            quotation = quotations[number]
            tokens += _tokens(source.text, at, quotation.start)
            inner = source.text[quotation.inner.start : quotation.inner.end]
            tokens.append(Token(inner, "", quotation.start, quotation.end, "quotation", number))
            at = done = quotation.end
            number += 1
        if done > paragraph.end:
            # Speech that goes on in the next paragraph: what stands behind it there belongs to it.
            continue
        tokens += _tokens(source.text, at, paragraph.end)
        heading = begun == n and _is_heading(source, n, paragraph, tokens)
        out += [Sentence(begun, tuple(part), heading, m == 0) for m, part in enumerate(_split(tokens))]
        tokens = []
    if tokens:
        out += [Sentence(begun, tuple(part), False, m == 0) for m, part in enumerate(_split(tokens))]
    return out


def words_of(tokens: Sequence[Token]) -> str:
    """Tokens as words on a line."""
    out = ""
    for n, token in enumerate(tokens):
        close = not n or token.kind == "possessive" or token.text in ",.;:)!?’—–" or tokens[n - 1].text in "(—–$€£"
        out += token.text if close else " " + token.text
    return out.strip(" ,;:—–")


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    at = start
    while match := _TOKEN.search(text, at, max(at, end)):
        begin, at = match.span()
        if match["mark"]:
            yield Token(match[0], match[0], begin, at, "mark")
            continue
        words = match[0]
        if "\n" in words:
            words = unbroken(words)
        if match["number"]:
            yield Token(words, words.lower(), begin, at, "number")
            continue
        low = words.lower().replace("'", "’")
        owner = _OWNER.search(words)
        if owner and at - begin > 2:
            head = words[: owner.start()]
            yield Token(head, low[: owner.start()], begin, at - 2, "word")
            yield Token("’s", "is" if head.lower() in _IS else "’s", at - 2, at, "possessive")
            continue
        if text[at : at + 1] == "." and at < end and (low in ABBREVIATIONS or _INITIAL.fullmatch(words)):
            ends = low not in ("mr", "mrs", "ms", "dr", "prof", "st", "rev") and not text[at + 1 : end].strip()
            if not ends:
                at += 1
                words += "."
        yield Token(words, low, begin, at, "word")
        if low.endswith("s") and text[at : at + 1] in ("'", "’") and at < end:
            yield Token("’", "’s", at, at + 1, "possessive")
            at += 1


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    start = 0
    for n, token in enumerate(tokens):
        if n + 1 == len(tokens) or not _ends(tokens, n, start):
            continue
        if token.kind == "mark" and tokens[n + 1].text in _CLOSERS:
            continue
        yield tokens[start : n + 1]
        start = n + 1
    if start < len(tokens):
        yield tokens[start:]


def _ends(tokens: list[Token], n: int, start: int) -> bool:
    """Whether a sentence ends with a token."""
    token, after = tokens[n], tokens[n + 1]
    begins = after.kind in ("number", "quotation") or after.capital or after.text in "([*•—–-"
    if token.kind == "quotation":
        inner = token.text.rstrip(_INNER_CLOSERS)
        if not inner.endswith(_ENDED) or not begins or after.text in "([—–-":
            return False
        if after.kind == "quotation":
            return True
        return not _goes_on(tokens, n + 1, inner)
    if token.text in _CLOSERS and n > start:
        return tokens[n - 1].text in _STOPS and begins
    return token.text in _STOPS and begins


def _goes_on(tokens: list[Token], n: int, inner: str) -> bool:
    """Whether what stands behind a quotation that ends as a sentence still tells who said it: `“Why?” Kallen asked.`"""
    if inner.endswith("."):
        return False
    from argmap.model.lexicon import default_lexicon

    lexicon = default_lexicon()
    for m in range(n, min(n + 7, len(tokens))):
        token = tokens[m]
        if token.kind != "word":
            return False
        if m > n and not token.capital and token.low not in TITLES:
            found = lexicon.match([token.low])
            if found:
                after = tokens[m + 1] if m + 1 < len(tokens) else None
                return after is None or after.kind in ("mark", "quotation") or not after.low.endswith("s")
    return False


def _is_heading(source: SourceText, n: int, paragraph: Stretch, tokens: list[Token]) -> bool:
    """Whether a paragraph is a title, a byline, or the like."""
    words = sum(1 for t in tokens if t.kind in ("word", "number"))
    if words > 20 or paragraph.end - paragraph.start > 250 or not tokens or len(source.paragraphs) == 1:
        return False
    text = source.text[paragraph.start : paragraph.end]
    if _BYLINE.match(text) and words < 12:
        return True
    if source.title and " ".join(text.split("\n")[0].split()) == source.title:
        return True
    if any(t.kind == "quotation" for t in tokens):
        # A pull quote is none, with or without the name of who said it.
        last = tokens[-1].text.rstrip(_INNER_CLOSERS)
        return n == 0 and words > 0 and not last.endswith(_ENDED)
    return not _WITHOUT_STOP.search(text) and (n == 0 or "\n" not in text.strip())
