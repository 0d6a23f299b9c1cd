"""Where the sentences of an article begin and end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.sources.text import Stretch

if TYPE_CHECKING:
    from argmap.sources.text import SourceText

__all__ = ["sentences"]

_STOP = re.compile(
    r"(?P<spaced>\.(?:[ \u00a0]\.){2,})"
    r"|(?P<wide>[。！？｡]+)"
    r"|(?P<stop>[.?!…؟।॥۔‽⁇⁈⁉]+)"
)
_CLOSING = re.compile(r"(?:[\"'”’“‘«›‹)\]}」』〉》]|[ \u00a0\u202f]?»(?!\w)|\[\d{1,3}\]|[¹²³⁰⁴-⁹])*")
"""Marks that belong to the sentence before; `«` and `“` close in German."""
_SPACE = re.compile(r"\s*")
_OPENING = frozenset("\"'“”„‟‘’‚«»‹›「『([{¿¡〈《")
_BEFORE_FIRST = re.compile(r"[\s\"'“”„‟‘’‚«»‹›「『(\[{¿¡〈《…—–―•*-]*")
_SMALL_RUN = 60
"""How far a beginning or an abbreviation is looked for."""
_ITEM = re.compile(r"^[ \t\u00a0]*(?:[-*•‣◦–·]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))[ \t\u00a0]+", re.MULTILINE)

_WORD_BEFORE = re.compile(r"(?:[\w’'-]|\.(?=\w))+$")
_WORDS_BEFORE = re.compile(r"(\S+)\s+\S+$")
_WORD = re.compile(r"[\w’'-]+")
_INITIALS = re.compile(r"\w(?:\.\w)+$")

_TITLES = frozenset(
    "mr mrs ms mx messrs mme mmes mlle mm dr drs st ste prof profs rev revd hon rt gen col maj capt cpt lt sgt cpl cmdr"
    " cdr adm sen rep reps gov pres fr br hr frau sra dra mons msgr supt insp det ald amb atty sec asst dipl ing mag"
    " vs v cf viz ibid e.g i.e eg ie z.b d.h u.a bzw vgl sog evtl ggf inkl exkl resp"
    " p.ex c.-à-d env approx ca c".split()
)
"""Abbreviations that end no sentence."""
_BEFORE_NUMBERS = frozenset(
    "no nos nr nrn p pp par paras para vol vols ch chap chs fig figs eq eqs sect sec art arts cl l ll n nn s ss bd abs"
    " rn tab ed § º".split()
)
"""Abbreviations only where a number follows; some are words."""
_OFTEN_LAST = frozenset(
    "etc usw inc ltd co corp bros jr sr ph.d phd m.d b.a m.a al ave blvd rd sq dept est mt ft esp univ assn plc"
    " a.m p.m a.d b.c b.c.e c.e u.s u.k u.n e.u d.c u.s.a".split()
)
"""Abbreviations that may end a sentence: they do before a word that often begins one."""
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_FIRST_WORDS = frozenset(
    "the a an in on at it he she they we i but and this that these those there if when for as so its his her their our"
    " my you your what who why how where after before yet not no now then even to from by with only every all some many"
    " most nobody nothing one two three while since because although though however der die das ein eine er sie es wir"
    " ich und aber le la les un une il elle ils elles on nous vous je et mais".split()
)
_MONTH_NAMES = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts"
    " jahrhunderten weltkrieg weltkriegs januari februari mars maj augusti december jan feb".split()
)
"""What may follow a number with a full stop, in German and its neighbours."""
_LETTERED = frozenset("plan vitamin group section type appendix grade hepatitis part class exhibit figure".split())
"""What a single letter is a name of, and no initial."""


def sentences(source: SourceText) -> tuple[Stretch, ...]:
    """The sentences of a text in order, with their closing marks and without the space around them.

    None goes over the end of a paragraph. Sentences inside a quotation are sentences of their own.
    """
    found: list[Stretch] = []
    for paragraph in source.paragraphs:
        _split(source.text, paragraph, found)
    return tuple(found)


def _split(text: str, paragraph: Stretch, found: list[Stretch]) -> None:
    items = [match.start() for match in _ITEM.finditer(text, paragraph.start, paragraph.end)]
    # A dash may well begin a line; where two lines begin so, they are a list.
    breaks = items if len(items) > 1 else []
    edges = [paragraph.start, *(at for at in breaks if at > paragraph.start), paragraph.end]
    for start, end in pairwise(edges):
        _split_lines(text, start, end, found)


def _split_lines(text: str, start: int, end: int, found: list[Stretch]) -> None:
    first = len(found)
    at = start
    while match := _STOP.search(text, at, end):
        at = match.end()
        closing = _CLOSING.match(text, at, end)
        close = closing.end() if closing else at
        if _ends(text, start, match, close, end):
            _add(text, start, close, found, first)
            start = at = close
    _add(text, start, end, found, first)


def _add(text: str, start: int, end: int, found: list[Stretch], first: int) -> None:
    """Add a sentence; marks without words belong to the one before."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if len(found) > first and not _has_words(text, start, end):
        found[-1] = Stretch(found[-1].start, end)
    else:
        found.append(Stretch(start, end))


def _has_words(text: str, start: int, end: int) -> bool:
    return any(text[at].isalnum() for at in range(start, end))


def _ends(text: str, start: int, stop: re.Match[str], close: int, end: int) -> bool:
    """Whether a sentence ends with a stop; `close` stands behind its closing marks."""
    if close >= end:
        return True
    if stop.lastgroup == "wide":
        # `「なぜ？」と` goes on.
        return not (close > stop.end() and text.startswith(("と", "って"), close))
    if not text[close].isspace():
        return stop[0][-1] in "।॥۔" and text[close].isalpha()
    space = _SPACE.match(text, close, end)
    after = space.end() if space else close
    if after >= end:
        return True
    if not _may_begin(text, after, end):
        return False
    if close == stop.end() and _leads(text, start, stop.start()):
        return False
    if stop[0] == "." and close == stop.end():
        return not _abbreviates(text, start, stop.start(), after, end)
    return True


def _may_begin(text: str, at: int, end: int) -> bool:
    """Whether a sentence may begin with the character."""
    char = text[at]
    if char in "—–―-…." or char in "•*":
        run = _BEFORE_FIRST.match(text, at, min(end, at + _SMALL_RUN))
        at = run.end() if run else at
        return at < end and _begins_word(text[at]) and not text[at].isdigit()
    return _begins_word(char) or (char in _OPENING and at + 1 < end)


def _begins_word(char: str) -> bool:
    return char.isdigit() or (char.isalpha() and not char.islower())


def _leads(text: str, start: int, stop: int) -> bool:
    """Whether there is nothing before a stop but marks, or the number of a list (`1.`, `a.`)."""
    if stop - start > _SMALL_RUN:
        return False
    before = text[start:stop].strip()
    return not any(map(str.isalnum, before)) or (before.isdigit() and len(before) <= 3)


def _abbreviates(text: str, start: int, stop: int, after: int, end: int) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or a number, and ends nothing."""
    near = text[max(start, stop - _SMALL_RUN) : stop]
    match = _WORD_BEFORE.search(near)
    if match is None:
        return False
    written = match[0].strip("’'")
    word = written.lower()
    first = text[after]
    following = _WORD.match(text, after, min(end, after + _SMALL_RUN))
    next_word = following[0] if following else ""
    number_follows = first.isdigit() or (next_word != "" and set(next_word) <= set("IVXLC"))

    if word in _TITLES and not (len(word) > 1 and written.isupper() and word not in ("dr", "st", "mr", "mrs", "ms")):
        return True
    if word in _BEFORE_NUMBERS and number_follows and (len(word) > 1 or word in "lnps§º"):
        return True
    if word in _MONTHS and first.isdigit():
        return written[0].isupper()
    if word.isdigit():
        return len(word) <= 2 and next_word.lower() in _MONTH_NAMES
    if len(word) == 1 and word.isalpha():
        return _is_initial(near, written, text, after, end, next_word)
    if word in _OFTEN_LAST or _INITIALS.fullmatch(word):
        if first.isdigit():
            return word not in ("etc", "usw")
        return next_word != "" and next_word.lower() not in _FIRST_WORDS and word not in ("etc", "usw", "a.m", "p.m")
    return False


def _is_initial(near: str, letter: str, text: str, after: int, end: int, next_word: str) -> bool:
    """Whether a single letter with a full stop is an initial, or a part of `z. B.`"""
    above = _WORDS_BEFORE.search(near)
    before = above[1] if above else ""
    if letter.islower():
        # `z. B.`, `d. h.`: a letter with a full stop follows, or went before.
        pair = len(next_word) == 1 and text.startswith(".", after + 1)
        return pair or (len(before) == 2 and before[0].isalpha() and before[1] == ".")
    if len(before) == 2 and before[0].islower() and before[1] == ".":
        return True
    if before.lower() in _LETTERED:
        return False
    if letter == "I":
        return not before.islower() and next_word.lower() not in _FIRST_WORDS
    return next_word.lower() not in _FIRST_WORDS or next_word in ("A", "I")
