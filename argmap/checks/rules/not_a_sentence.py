"""I601 not-a-sentence: a text is not a whole sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from argmap.checks.view import View
from argmap.checks.wording import CLOSERS, is_english, part
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Question

__all__ = ["check"]

_STOPS = ".!?…。．！？｡؟۔।॥։።፧፨჻‽⁇⁈⁉"
_ASKS = "?？؟⁇⁈⁉‽՞፧" + "\u037e;"
"""The last two: in Greek, a semicolon asks."""
_AFTERTHOUGHT = re.compile(r"[\[(（][^\[\]()（）]*[\])）]$")
# Scripts in which sentences end without a stop: Thai, Lao, Tibetan, Burmese, Khmer, Mongolian, and others of
# south-east Asia.
_UNSTOPPED = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1700-\u180e\u1900-\u1aaf\u1b00-\u1c4f]")
_CASED = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")
# Little words with which names begin, and those that may follow them.
_PARTICLES = frozenset(
    "de di da do dos du del della van von vom zu zum zur af av ten ter bin ibn ben al el la le".split()
)
_INNER = frozenset("der den dem het la las los".split())
_COMMENT = re.compile(r"\s//\s")
# Letters that stand for something, and are no words of one letter.
_LETTERS = frozenset("bcdfghjklmnpqrstvwxzαβγδεζθκλμνπρσφχψω")


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each text that does not begin or end as a sentence does, or is a single word."""
    english = is_english(view)
    for statement in view.map.statements:
        text = statement.text.strip()
        if not text:
            continue
        asks = isinstance(statement, Question)
        body = text.rstrip(CLOSERS + " ")
        if comment := _COMMENT.search(text):
            span = part(view, statement.id, comment.start() + 1, len(text))
            help = "put a comment on a line of its own, above this one; after other words `//` is text"
            yield Diagnostic("I601", "what looks like a comment is part of this text", span, "read as text", help=help)
        elif english and _is_one_word(body):
            span = part(view, statement.id, 0, len(statement.text))
            help = "say in a whole sentence what somebody could hold or deny"
            yield Diagnostic("I601", "one word is not a sentence", span, "one word", help=help)
        elif (at := _small_letter(text)) is not None:
            span = part(view, statement.id, at, at + 1)
            help = "write a whole sentence that can stand alone, with a capital first and a full stop last"
            yield Diagnostic("I601", "this text begins with a small letter", span, "small letter", help=help)
        elif asks and not _is_asked(text, body):
            span = part(view, statement.id, len(text) - 1, len(text))
            help = "word it as a question, and end it with a question mark"
            yield Diagnostic("I601", "this question does not end with a question mark", span, "not asked", help=help)
        elif not asks and not _is_stopped(text, body):
            span = part(view, statement.id, len(text) - 1, len(text))
            help = "write a whole sentence, and end it with a full stop"
            yield Diagnostic("I601", "this text does not end with a full stop", span, "no full stop", help=help)


def _is_one_word(body: str) -> bool:
    words = body.split()
    return len(words) == 1 and bool(re.fullmatch(r"[A-Za-z'’-]+\W*", words[0]))


def _small_letter(text: str) -> int | None:
    """Where a text begins with a small letter that no name or sign begins with."""
    at = next((i for i, c in enumerate(text) if c.isalnum()), None)
    if at is None or not text[at].islower() or not unicodedata.name(text[at], "").startswith(_CASED):
        return None
    # `’t Hooft`, `'tis`, and what is quoted as code.
    if at and text[at - 1] in "'’`@#$":
        return None
    words = text[at:].split()
    word = words[0].strip(CLOSERS + ",;:.!?…")
    if any(c.isupper() or c.isdigit() or c in "._/\\@=+" for c in word):
        # `iPhone`, `d'Alembert`, `p53`, `argmap.toml`
        return None
    if word.partition("-")[0] in _LETTERS:
        # `x is a number`, `α-particles`
        return None
    if words[0] in _PARTICLES:
        name = next((w for w in words[1:] if w not in _PARTICLES and w not in _INNER), "")
        return None if name[:1].isupper() else at
    return at


def _is_stopped(text: str, body: str) -> bool:
    if body.endswith(tuple(_STOPS)) or text.endswith(tuple(_STOPS)):
        return True
    if _AFTERTHOUGHT.sub("", text).rstrip(CLOSERS + " ").endswith(tuple(_STOPS)):
        return True
    last = next((c for c in reversed(body) if c.isalpha()), "")
    return not last or bool(_UNSTOPPED.match(last))


def _is_asked(text: str, body: str) -> bool:
    if any(c in _ASKS for c in (body[-1:], text[-1:])) or "՞" in text:
        return True
    if _AFTERTHOUGHT.sub("", text).rstrip(CLOSERS + " ")[-1:] in tuple(_ASKS):
        return True
    # Other scripts ask with a word as well as with a mark.
    last = next((c for c in reversed(body) if c.isalpha()), "")
    return not unicodedata.name(last, "").startswith(_CASED) if last else True
