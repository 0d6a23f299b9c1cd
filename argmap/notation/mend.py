"""What the modules share that deal with lines which the grammar does not take."""

from __future__ import annotations

import re
import unicodedata

from argmap.diagnostics import Diagnostic, Fix, Span
from argmap.notation.grammar import Row, lark_row, row_by_shape
from argmap.notation.outline import Line
from argmap.notation.words import RESERVED, STARTERS, id_from_text, is_id

__all__ = [
    "CLOSED_BY",
    "PLACES",
    "SEEN",
    "Found",
    "any_of",
    "belongs",
    "cut",
    "hardly_an_id",
    "mended",
    "odd_marks",
    "parse",
    "plain_span",
    "slug",
    "split_word",
    "stops_short",
    "unseen",
]

Found = tuple[Diagnostic, Row | None]
"""What is said of a line, and the row of what was meant where that is clear."""

CLOSED_BY = {'"': '"', "“": "”", "«": "»", "„": "“"}
"""For each mark that opens a quote the one that closes it."""

SEEN = " \t\n\u00a0\u202f\u2009"
"""The blanks that the notation knows."""


def parse(context: str, text: str) -> Row | None:
    """The row of a line, or `None` when the grammar does not take it."""
    row = row_by_shape(context, text)
    if row is not None:
        return row
    from lark.exceptions import UnexpectedInput

    try:
        return lark_row(context, text)
    except UnexpectedInput:
        return None


def mended(line: Line, context: str, text: str) -> Row | None:
    """The row of a line as it was meant. What is said of it later still stands at its place in the line as it is."""
    row = parse(context, text)
    if row is not None and not line.text.startswith(text):
        same = (a == b for a, b in zip(line.text, text, strict=False))
        at = next((n for n, equal in enumerate(same) if not equal), min(len(line.text), len(text)))
        shift = len(text) - len(line.text)
        line.mend = (at + max(shift, 0), shift)
    return row


def plain_span(line: Line, start: int, end: int) -> Span:
    """The place of a stretch of the first line as it was written, mended or not."""
    return Span(line.file, line.number, line.indent + start + 1, line.number, line.indent + end + 1)


def unseen(word: str) -> tuple[str, str] | None:
    """What is said of a word that holds a character which cannot be seen, and the word without; else `None`."""
    if word.isascii() or word.isprintable():
        return None
    char = next((c for c in word if unicodedata.category(c) in ("Cf", "Cc")), None)
    if char is None:
        return None
    name = unicodedata.name(char, "control character").lower()
    clean = "".join(c for c in word if unicodedata.category(c) not in ("Cf", "Cc"))
    return f"a character that cannot be seen stands in `{clean}`: {name} (U+{ord(char):04X})", clean


def slug(words: str) -> str:
    """An ID made of words that are none."""
    slug = re.sub(r"[^\w]+", "-", words.split("\n")[0]).strip("-_").lower()
    if slug in RESERVED:
        slug += "-1"
    if slug and not is_id(slug) and is_id(f"n{slug}"):
        slug = f"n{slug}"
    return slug if slug and is_id(slug) else id_from_text(words)


def any_of(names: list[str]) -> str:
    """Several names as a list in words."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" or {names[-1]}"


def stops_short(line: Line, message: str, help: str, row: Row | None = None) -> Found:
    """Say that a line ends too early."""
    end = len(line.text.split("\n")[0])
    return Diagnostic("E104", message, line.span(end, end + 1), "something is missing here", help=help), row


_NO_IDS = frozenset(
    "a an the this that these those it its there here we they he she you i our their his her my your all some any "
    "many most more few no not only every each both one if when where who what why how which while since as at in on "
    "of to for from by with about after before over under and or but so is are was were be been has have had do does "
    "did would could might should must will can may shall nobody everybody nothing let please "
    "van von der den de del della da di du le la les el los al bin ibn ten ter zu zur zum und das die dem ein eine "
    "une et il lo gli un una".split()
)


def hardly_an_id(word: str) -> bool:
    """Whether a word that could be an ID rather begins a text or a name: `The`, `it`, `Ana`."""
    return not is_id(word) or word in RESERVED or word[0].isupper() or word.casefold() in _NO_IDS


_SPLIT = {
    "same as": "same-as",
    "be cause": "because",
    "under cuts": "undercuts",
    "under cut": "undercuts",
    "re buts": "rebuts",
    "contra dicts": "contradicts",
    "un less": "unless",
}


def split_word(context: str, text: str) -> tuple[str, str] | None:
    """A word of the notation that is written as two (`same as`) at the beginning of a line: as it is written, and as
    it should be."""
    found = re.match(r"(\S+)[ \t]+([^\s:]+)(?![^\s:])", text)
    meant = _SPLIT.get(f"{found[1]} {found[2]}") if found else None
    return (found[0], meant) if found and meant in STARTERS[context] else None


PLACES = {
    "map_line": "a map",
    "source_line": "a source",
    "voice_line": "a voice",
    "verb_line": "a verb",
    "node_line": "a statement",
    "question_line": "a question",
    "act_line": "an attribution",
    "ground_line": "a ground",
}
"""What a line stands under, by the rule that it is read by."""


def belongs(word: str) -> str:
    """Under what a line with this word belongs, as a help."""
    places = [context for context, words in STARTERS.items() if word in words and context in PLACES]
    if "node_line" in places:
        places = [context for context in places if context not in ("question_line", "ground_line")]
    names = [PLACES[context] for context in places]
    return f"it belongs under {any_of(names)}" if names else "begin the line with another word, such as `note`"


def odd_marks(span: Span, words: str, edited: Span | None, before: str = "", spoken: bool = True) -> Diagnostic:
    """Say that words stand in marks that are none of the notation (`'we go'`), of somebody who spoke or on a line of
    their own; what stands at `edited` is to become `before` and the words in right marks."""
    plain = edited is not None and not set(words) & {'"', "\\"}
    help = 'write the quote in `"…"`, `“…”`, `«…»` or `„…“`'
    if plain:
        help = f'write {"a colon and " if spoken else ""}the quote in `"…"`: `"{cut(words)}"`'
    fix = Fix.at(edited, f'{before}"{words}"', False) if plain and edited is not None else None
    label = "no quotation marks of the notation"
    return Diagnostic("E105", "these marks do not open a quote", span, label, help=help, fix=fix)


def cut(text: str) -> str:
    """The beginning of a text, as an example in a help."""
    text = text.split("\n")[0].rstrip()
    return text if len(text) <= 30 else text[:29].rstrip() + "…"
