"""The words of the notation, and IDs: one place for what several readers of a line must know."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from argmap.notation.grammar import tables

__all__ = ["ENTRIES", "RESERVED", "SPACES", "STARTERS", "id_from_text", "is_id", "keywords", "quote_parts"]

ENTRIES = (
    "map",
    "source",
    "voice",
    "claim",
    "premise",
    "position",
    "question",
    "verb",
    "expect",
    "include",
)
"""The words that begin an entry."""

_REASONS = "because but and assuming unless scheme strength by named supports rebuts undercuts".split()
_PROPERTIES = "meets contradicts same-as tags note url meta type cue answer open title scare stance that".split()

RESERVED = frozenset([*ENTRIES, *_REASONS, *_PROPERTIES])
"""Words that no ID may be."""

STARTERS: dict[str, tuple[str, ...]] = {
    "top": ENTRIES,
    "plain_line": ("tags", "note", "url", "meta"),
    "map_line": ("analyst", "date", "lang", "licence"),
    "source_line": ("by", "date", "in", "text", "retrieved", "signature", "title", "scare"),
    "voice_line": ("role", "of", "also"),
    "verb_line": ("stance",),
    "node_line": (*_REASONS, "contradicts", "same-as", "type"),
    "question_line": ("answer", "open", *_REASONS, "contradicts", "same-as", "type"),
    "act_line": (*_REASONS, "cue", "within", "stance"),
    "ground_line": ("meets", *_REASONS, "contradicts", "same-as", "type"),
}
"""For each start rule of the grammar, the words with which its lines begin; those of ``plain_line`` may stand
everywhere below an entry."""

_ID = re.compile(r"[^\W\d_][\w-]*")
_PATH = re.compile(r"(?:[\w-]+\.)*[\w-]+(?:/[\w-]+)*")


def keywords() -> frozenset[str]:
    """Every keyword of the grammar."""
    return frozenset(tables()["keywords"].values())


def is_id(word: str) -> bool:
    """Whether a word is written as an ID is: letters of any script, digits, `-` and `_`, beginning with a letter.
    What letters are is what Python's identifiers take them to be (UAX 31)."""
    if word.isascii():
        return _ID.fullmatch(word) is not None
    plain = word.replace("-", "_")
    return plain[0] != "_" and unicodedata.normalize("NFKC", plain).isidentifier()


def id_from_text(text: str) -> str:
    """The ID of a node that is written without one: its first words, and four digits of its digest.

    It depends on the text alone, so it stays when the map around it changes.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())[:6]
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=2).hexdigest()
    slug = "-".join([*words, digest])[-60:].lstrip("-")
    if not is_id(slug) or slug in RESERVED:
        slug = f"s-{slug}"
    return slug if is_id(slug) else f"s-{digest}"


SPACES = " \t\u00a0\u202f\u2009"
"""What separates words on a line; a text neither begins nor ends with it."""

_CLOSING = {'"': '"', "“": "”", "«": "»", "„": "“”"}
_ESCAPED = re.compile(r'\\(["“”«»„])')


def quote_parts(written: str) -> str:
    """The words between the quotation marks of a quote as written. `\\"` stands for a quotation mark."""
    inner = written[1:-1].strip(SPACES)
    if "\\" not in inner:
        return inner
    closing = _CLOSING[written[0]]
    return _ESCAPED.sub(lambda m: m[1] if m[1] in closing else m[0], inner)
