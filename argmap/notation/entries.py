"""Lines at column 0 that are nearly an entry: its word is misspelt, its colon is missing, its ID is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from typing import get_args

from argmap.diagnostics import Diagnostic, Fix, nearest
from argmap.model.lexicon import FORCE_NAMES
from argmap.model.nodes import Expected
from argmap.notation.grammar import Row
from argmap.notation.mend import (
    CLOSED_BY,
    SEEN,
    Found,
    any_of,
    cut,
    hardly_an_id,
    mended,
    parse,
    slug,
    stops_short,
)
from argmap.notation.outline import Line
from argmap.notation.words import ENTRIES, STARTERS, is_id

__all__ = ["entry", "meant_entry", "meant_version"]

_FIRST = re.compile(r"[^\s:,\"“”«»„]+")
_STATUSES: tuple[str, ...] = get_args(Expected)

# English words that are near to the word of an entry, and no slip of the pen.
_ENGLISH = frozenset(
    "vice voiced man mad mat may ma mop amp nap cap gap lap tap resource sauce herb proposition promise promised "
    "premier inspect aspect suspect expected expects includes included conclude seclude calm chain aim clad".split()
)
_BODIES = frozenset(
    "authority council trust club party bank office ministry company union association committee board court school "
    "university institute church police times herald post news gazette journal tribune agency department federation "
    "society group league commission parliament senate chamber museum library hospital service harbour port".split()
)


def entry(voices: Set[str], context: str, line: Line) -> Found | None:
    """What is wrong with a line that should be an entry. `voices` are the voices that the file declares."""
    text = line.text
    first = _FIRST.match(text)
    word = first[0] if first else text[:1]
    if word == "argmap":
        span, help = line.span(), "write `argmap 1`, or leave the line out"
        fix = Fix.at(span, "argmap 1", True) if meant_version(text) else None
        message = "this line names no version that there is"
        return Diagnostic("E002", message, span, "not a version", help=help, fix=fix), None
    if word not in ENTRIES:
        return _unknown_entry(line, word)
    if word == "include":
        return stops_short(
            line, "an include names no map", "write the path of a map: `include economy.argmap as economy`"
        )
    if word == "expect":
        help = "write an ID and what must be found of it: `expect close accepted`"
        return stops_short(line, "this expectation is not complete", help)
    if word == "verb":
        help = "write the verb and one of the sixteen forces: `verb mutters: say`"
        return stops_short(line, "this verb is not complete", help)
    return _textual(line, word, text[len(word) :].strip(), voices)


def _textual(line: Line, word: str, rest: str, voices: Set[str]) -> Found | None:
    """An entry with a text: no colon, no text, or an ID that is none."""
    head, colon, tail = rest.partition(":")
    if not colon:
        return _no_colon(line, word, rest, voices)
    if not tail.strip():
        row = mended(line, "top", line.text + " …")
        help = f"write the text after the colon: `{f'{word} {head}'.strip()}: …`"
        if row is not None:
            return stops_short(line, f"this {word} has no text", help, row)
    return _bad_id(line, word, head.strip(), tail.strip())


def _no_colon(line: Line, word: str, rest: str, voices: Set[str]) -> Found:
    """`claim close The bridge is old`: behind which word the colon belongs depends on what the first one is."""
    first = re.match(r"[^\s;：–—]+", rest)
    id = first[0] if first else ""
    words = rest[len(id) :].strip()
    if not words:
        head_row: Row = [word, [word.upper(), word, 0], *([["WORD", id, line.text.find(id)]] if is_id(id) else [])]
        help = f"write the text after a colon: `{word} {id or 'some-id'}: …`"
        return stops_short(line, f"this {word} has no text", help, [*head_row, ["TEXT", "…", len(line.text)]])
    start = line.text.index(rest, len(word))
    other = re.match(r"[ \t]*([;：–—]|-(?=[ \t]))[ \t]*(?=\S)", rest[len(id) :])
    if is_id(id) and other is not None and (other[1] == "：" or not hardly_an_id(id)):
        words = rest[len(id) + other.end() :]
        at = start + len(id)
        # A dash may also stand within a sentence.
        safe = not hardly_an_id(id) and (other[1] in ";：" or not words[:1].islower())
        fix = Fix.at(line.span(at, at + other.end()), ": ", safe)
        span = line.span(at + other.start(1), at + other.end(1))
        message, help = f"`{other[1]}` stands where a colon is wanted", f"write `{word} {id}: {cut(words)}`"
        found = Diagnostic("E103", message, span, "not a colon", help=help, fix=fix)
        return found, mended(line, "top", f"{word} {id}: {words}")
    if hardly_an_id(id) or (id in voices and word != "voice"):
        return _no_id(line, word, rest, start)
    at = start + len(id)
    help = f"write `{word} {id}: {cut(words)}`"
    sure = words[:1].isupper()
    if not sure:
        help += f", or `{word}: …` if `{id}` is no ID"
    message, fix = f"there is no colon after the ID of this {word}", Fix.at(line.span(at, at), ":", sure)
    found = Diagnostic("E103", message, line.span(at, at + 1), "a colon is wanted here", help=help, fix=fix)
    return found, mended(line, "top", f"{line.text[:at]}:{line.text[at:]}")


def _no_id(line: Line, word: str, rest: str, start: int) -> Found:
    """`claim The bridge is old`, `voice Ana Ruiz`: a text or a name alone."""
    message, span = f"there is no colon before the text of this {word}", line.span(len(word), len(word) + 1)
    if word in ("voice", "source"):
        id = _id_of(rest, person=word == "voice")
        message = f"there is no ID and no colon before the {'name' if word == 'voice' else 'title'} of this {word}"
        fix = Fix.at(line.span(start, start), f"{id}: ", False)
        label, help = "an ID and a colon are wanted here", f"write `{word} {id}: {cut(rest)}`"
        found = Diagnostic("E103", message, span, label, help=help, fix=fix)
        return found, mended(line, "top", f"{word} {id}: {rest}")
    help = f"write `{word}: {cut(rest)}` or `{word} some-id: {cut(rest)}`"
    fix = Fix.at(line.span(len(word), len(word)), ":", False)
    found = Diagnostic("E103", message, span, "a colon is wanted here", help=help, fix=fix)
    return found, mended(line, "top", f"{word}: {rest}")


def _id_of(name: str, person: bool) -> str:
    """An ID for a voice or source: the last word of the name of a person, else the first words."""
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", name.split("\n")[0].split(",")[0])
    low = [word.casefold() for word in words]
    if low[:1] and low[0] in ("the", "a", "an"):
        words, person = words[1:], False
    named = [word for word in words if not hardly_an_id(word) or word[0].isupper()]
    if person and 2 <= len(words) <= 4 and all(w[0].isupper() for w in named) and not _BODIES & set(low):
        return slug(words[-1])
    return slug(" ".join(words[:4]) or name)


def _bad_id(line: Line, word: str, head: str, tail: str) -> Found | None:
    """`claim my claim: text` and the like."""
    if not head:
        return None
    at = line.text.index(head, len(word))
    better = slug(head)
    found = Diagnostic(
        "E106",
        f"`{cut(head)}` cannot be an ID",
        line.span(at, at + len(head)),
        "one word, beginning with a letter",
        help=f"write `{better}`; letters, digits, `-` and `_` may stand in an ID",
        fix=Fix.at(line.span(at, at + len(head)), better, False),
    )
    return found, mended(line, "top", f"{word} {better}: {tail or '…'}")


def meant_version(text: str) -> bool:
    """Whether a line is nearly `argmap 1`."""
    found = re.fullmatch(r"([^\W\d_]+)[ \t]*[:=]?[ \t]*v?(1(?:\.0+)?\.?)?", text)
    if found is None or (found[1] == "argmap" and not found[2]):
        return False
    return found[1] == "argmap" or nearest(found[1], ("argmap",)) is not None


def meant_entry(text: str, word: str) -> tuple[str, bool | None] | None:
    """The word of an entry that is misspelt as `word`, the first of a line; and whether it is sure that it was meant,
    `None` where the line has another mistake. Nothing where the line rather is prose."""
    near = nearest(word, ENTRIES)
    if near is None:
        return None
    head, colon, tail = text[len(word) :].split("\n")[0].partition(":")
    english = word.casefold() in _ENGLISH or word.casefold() in (f"{near}s", f"{near}d", f"{near}ed")
    if english and not (len(head.split()) == 1 and tail.strip()[:1].isupper()):
        return None
    row = parse("top", near + text[len(word) :])
    if near == "include":
        path = row[2][1] if row is not None else " "
        return (near, not english) if path.endswith(".argmap") or not re.search(r"\s", path) else None
    if near == "expect":
        status = row[3][1] if row is not None else ""
        return (near, not english) if status in _STATUSES or (status and nearest(status, _STATUSES)) else None
    if not colon or len(head.split()) > 2:
        return None
    if row is None:
        return near, None
    return near, not english and (near != "verb" or row[3][1] in FORCE_NAMES)


def _unknown_entry(line: Line, word: str) -> Found:
    text = line.text
    if text[0] in SEEN:
        name = unicodedata.name(text[0], "blank").lower()
        message = f"this line begins with {name} (U+{ord(text[0]):04X})"
        help = "take it out; indent with spaces or tabs"
        return Diagnostic("E101", message, line.span(0, 1), "cannot be seen", help=help), None
    span = line.span(0, len(word))
    fix: Fix | None
    if meant_version(text):
        message, help = f"there is no entry `{word}`", "did you mean `argmap 1`?"
        fix = Fix.at(line.span(), "argmap 1", True)
        return Diagnostic("E101", message, span, "not an entry", help=help, fix=fix), None
    meant = meant_entry(text, word)
    if meant is not None:
        near, sure = meant
        row = mended(line, "top", near + text[len(word) :])
        fix = Fix.at(span, near, sure) if sure is not None else None
        message, help = f"there is no entry `{word}`", f"did you mean `{near}`?"
        return Diagnostic("E101", message, span, "not an entry", help=help, fix=fix), row
    within = {w for words in STARTERS.values() for w in words}
    if word in within or text[0] in CLOSED_BY:
        what = f"`{word}`" if word in within else "a quote"
        help = "indent it by two spaces, below the entry that it belongs to"
        return Diagnostic("E101", f"{what} stands at the start of a line", span, "belongs to no entry", help=help), None
    if text.startswith("#"):
        help = "write one to six `#`, a space and the heading"
        marks = re.match(r"#{1,6}(?=[^#\s])", text)
        apart = Fix.at(line.span(0, len(marks[0])), f"{marks[0]} ", True) if marks else None
        found = Diagnostic("E101", "this is not a heading", line.span(), "not a heading", help=help, fix=apart)
        return found, mended(line, "top", f"{marks[0]} {text[len(marks[0]) :]}") if marks else None
    help = f"an entry begins with {any_of([f'`{e}`' for e in ENTRIES])}"
    return Diagnostic("E101", f"`{cut(word)}` begins no entry", span, "not an entry", help=help), None
