"""How words differ: what printing does to them, told apart from what changes their meaning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from argmap.sources.skeleton import folded, without_accents

__all__ = [
    "HARMLESS",
    "Difference",
    "DifferenceKind",
    "differences",
    "is_negation",
    "lost_spaces",
    "on_one_line",
    "typographic",
    "unbroken",
    "words",
]

DifferenceKind = Literal["negation", "number", "word", "omission", "addition", "spacing", "accent"]
"""``negation``: one was added or dropped; ``number``: a figure, its sign or its unit; ``word``: other words;
``omission``: words of the source that the quote passes over; ``addition``: words that the source has not; ``spacing``:
spaces and hyphens only; ``accent``: accents only. The last two leave the words what they are."""

HARMLESS: frozenset[DifferenceKind] = frozenset(("spacing", "accent"))
"""Differences that do not change what is said."""


class Difference(NamedTuple):
    """One place in which a quote and its source differ."""

    kind: DifferenceKind
    quote: str
    """The quote's words there, as written; empty where it has none."""
    source: str
    """The source's words there, as printed."""

    @property
    def harmless(self) -> bool:
        """Whether the words stay what they are."""
        return self.kind in HARMLESS


# -- typographic form --------------------------------------------------------------------------------------

_SINGLE = "‘’‚‛′‹›ʼ`´"
_DOUBLE = "“”„‟″«»"
_DASHES = "‐‑‒–—―−﹣－"


class _Plain(dict[int, str]):
    """What each character is in typographic form."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _SINGLE:
            plain = "'"
        elif char in _DOUBLE:
            plain = '"'
        elif char in _DASHES:
            plain = "-"
        elif unicodedata.category(char) == "Cf" or char in "\u034f\ufffe\ufffd\x02":
            plain = ""
        elif char.isspace():
            plain = " "
        else:
            # Marks stay as they are: NFC of the whole puts them together.
            plain = unicodedata.normalize("NFKC", char)
            if plain != char:
                # `⁗` is four of `′`.
                plain = plain.translate(self)
        self[code] = plain
        return plain


_PLAIN = _Plain()
_SOFT = {0xAD: None, 0xFFFE: None}
"""Hyphens that stand where a word may be broken; PDFs have the second."""


def typographic(text: str) -> str:
    """A text without what printing does to its characters: kinds of quotation marks, dashes and spaces, ligatures,
    soft hyphens, the way accents are stored. White space at the edges does not count."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.translate(_PLAIN).split())


def on_one_line(text: str) -> str:
    """A text with one space wherever it has any."""
    return " ".join(text.split())


_LINE_END = re.compile(r"(\w)([-‐‑\xad\ufffe])[^\S\n]*+\n\s*+(?=(\w))")


def unbroken(text: str) -> str:
    """Words of an article on one line, as they would be copied: what is broken over two lines is put together, and soft
    hyphens are gone. A hyphen at the end of a line is taken for the line's where small letters stand on both sides
    (`neigh-`, `bour`); else it is the word's own (`Franco-`, `German`)."""

    def joined(found: re.Match[str]) -> str:
        before, hyphen, after = found.groups()
        own = hyphen == "‑" or (hyphen in "-‐" and not (before.islower() and after.islower()))
        return before + hyphen * own

    return on_one_line(_LINE_END.sub(joined, text).translate(_SOFT))


# -- words -------------------------------------------------------------------------------------------------


class _WordChars(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        kept = char if unicodedata.category(char)[0] in "LMN" else " "
        if unicodedata.category(char) == "Sc" or char in "%‰°":
            kept = f" {char} "
        self[code] = kept
        return kept


_WORD_CHARS = _WordChars()
_WORD_CHARS[ord("'")] = "'"
_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?=[^\W\d_])")
"""A hyphen at the end of a line, which may stand there for the line's sake only."""
_IN_NUMBER = re.compile(r"(?<=\d)[.,:/⁄](?=\d)")
_SIGN = re.compile(r"(?:(?<=\s)|^)[-+](?=\d)")
_KEPT = {".": "\ue000", ",": "\ue001", ":": "\ue002", "/": "\ue003", "⁄": "\ue004", "-": "\ue005", "+": "\ue006"}
_BACK = {ord(v): k for k, v in _KEPT.items()}
_WORD_CHARS.update({code: chr(code) for code in _BACK})


def words(text: str) -> list[str]:
    """The words of a text, folded: letters with the apostrophes between them, figures with what stands inside them and
    their sign, signs of currency and per cent. Words broken at the end of a line are put together."""
    plain = _BROKEN.sub("", text.replace("\xad\n", "").replace("\ufffe\n", "").replace("\ufffe", ""))
    plain = typographic(plain).casefold()
    plain = _SIGN.sub(lambda m: _KEPT[m[0]], _IN_NUMBER.sub(lambda m: _KEPT[m[0]], plain))
    out = []
    for word in plain.translate(_WORD_CHARS).split():
        bare = word.strip("'").translate(_BACK)
        if bare:
            out.append(bare)
    return out


_NEGATIONS = frozenset(
    "no not none never nothing nobody nowhere neither nor without cannot hardly scarcely barely unless "
    "ne pas jamais rien aucun aucune sans ni non personne nul nulle guère "
    "nicht nichts nie niemals kein keine keinen keinem keiner keines ohne weder noch nirgends niemand "
    "nunca nada nadie sin ningún ninguna ninguno tampoco mai senza nessuno nessuna niente nulla "
    "não nem sem nenhum nenhuma nunca geen niet nooit niets zonder inte ingen inget aldrig ikke ingen".split()
)


def is_negation(word: str) -> bool:
    """Whether a folded word negates."""
    return word in _NEGATIONS or word.endswith("n't") or word == "n't"


_HAS_DIGIT = re.compile(r"\d")


def _is_number(word: str) -> bool:
    return bool(_HAS_DIGIT.search(word)) or word in "%‰°" or unicodedata.category(word[0]) == "Sc"


def _kind(ours: list[str], theirs: list[str]) -> DifferenceKind:
    """What sort of difference there is between the quote's words and the source's."""
    if Counter(filter(is_negation, ours)) != Counter(filter(is_negation, theirs)):
        return "negation"
    left, right = "".join(ours), "".join(theirs)
    if any(map(_is_number, ours)) or any(map(_is_number, theirs)):
        grouped = all(map(str.isdigit, [*ours, *theirs])) and left == right and _in_groups(ours) and _in_groups(theirs)
        return "spacing" if grouped else "number"
    if left == right:
        # To re-sign is not to resign.
        return "word" if ("re" in ours) != ("re" in theirs) else "spacing"
    if without_accents(folded(left)) == without_accents(folded(right)) and ("'" in left) == ("'" in right):
        return "accent" if folded(left) != folded(right) else "word"
    if not ours:
        return "omission"
    return "word" if theirs else "addition"


def _in_groups(digits: list[str]) -> bool:
    """Whether figures are one number with spaces between the thousands."""
    return len(digits) == 1 or (len(digits[0]) <= 3 and all(len(group) == 3 for group in digits[1:]))


def differences(quote: str, source: str) -> tuple[Difference, ...]:
    """In which places the words of a quote and those of the source differ, in order; nothing where they are the same
    but for case, punctuation and layout."""
    ours, theirs = words(quote), words(source)
    if ours == theirs:
        return ()
    if [without_accents(folded(w)) for w in ours] == [without_accents(folded(w)) for w in theirs]:
        return tuple(Difference(_kind([a], [b]), a, b) for a, b in zip(ours, theirs, strict=True) if a != b)
    out = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            out.extend(_apart(ours[a:b], theirs[c:d]))
    return tuple(out)


def _apart(ours: list[str], theirs: list[str]) -> list[Difference]:
    """One difference, or several where words that are only spaced otherwise stand beside changed ones."""
    kind = _kind(ours, theirs)
    if kind in HARMLESS or len(ours) != len(theirs) or len(ours) == 1:
        return [Difference(kind, " ".join(ours), " ".join(theirs))]
    # As many words on both sides: tell them apart one by one where some pairs differ in nothing or in accents only.
    pairs = [(_kind([a], [b]) if a != b else None, a, b) for a, b in zip(ours, theirs, strict=True)]
    if not any(k is None or k in HARMLESS for k, _, _ in pairs):
        return [Difference(kind, " ".join(ours), " ".join(theirs))]
    return [Difference(k, a, b) for k, a, b in pairs if k is not None]


def lost_spaces(source: str) -> bool:
    """Whether the spaces of a stretch were lost in reading it: its words run together."""
    found = source.split()
    return bool(found) and max(map(len, found)) > 30 and sum(len(a) for a in found) > 12 * len(found)
