"""Quotation marks: missing, of the wrong kind, inside a quote, or where none may stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from argmap.diagnostics import Diagnostic, Edit, Fix, Span
from argmap.notation.grammar import tables
from argmap.notation.mend import CLOSED_BY, Found, cut, mended, odd_marks, parse, plain_span
from argmap.notation.outline import Line

__all__ = ["OTHER", "inner_marks", "name_in_marks", "no_colon_before_quote", "open_quote", "other_marks"]

_SPOKEN = ("node_line", "question_line", "ground_line")
_CIRCUMSTANCE = re.compile(r",[ \t]*(in|on|to)(?=[ \t])")
_BEFORE_A_NAME = frozenset("in on to the a an its his her their la le les der die das dem den el il lo".split())
_MARKS = '"“”«»„'
OTHER = re.compile(r"['‘’‚‹›`´](?P<words>.*?\S)['’‘›‹`´](?P<tail>[ \t]+(?:at|in|near|anchor)[ \t].*)?$")
_TAIL = re.compile(r"[ \t]+(?:at|in|near|anchor)[ \t]|$")


_ENDS = "a quotation mark inside this quote ends it"
_INSIDE = 'a quotation mark inside a quote is written `\\"`, or with another kind of mark'


def _quote() -> re.Pattern[str]:
    return re.compile(tables()["terminals"]["QUOTE"])


def _pairs(text: str) -> list[tuple[int, int]] | None:
    """Where the quotation marks in a stretch of text stand that open and close something in it, each behind a blank
    and before one, or a mark of punctuation. `None` where they are not all paired."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in re.finditer(rf"\\.|[{_MARKS}]", text):
        mark, at = found[0], found.start()
        if mark[0] == "\\":
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        begins = not before or before.isspace() or before in "([-–—"
        ends = not after or not after.isalnum()
        if opened and mark in (CLOSED_BY[text[opened[-1]]], "”" if text[opened[-1]] == "„" else "") and ends:
            pairs.append((opened.pop(), at))
        elif mark in CLOSED_BY and begins:
            opened.append(at)
        else:
            return None
    return None if opened else pairs


_UNOPENED = re.compile(rf"(?P<head>[^:{_MARKS}]+:[ \t]*)?(?P<words>[^\s{_MARKS}][^{_MARKS}]*)(?P<mark>[\"”»])")
_OPENED_BY = {'"': '"', "”": "“", "»": "«"}


def _not_opened(context: str, line: Line) -> Found | None:
    """`mayor says: nobody"`."""
    found = _UNOPENED.fullmatch(line.text)
    if found is None or (found["head"] and context not in _SPOKEN):
        return None
    at, opening = found.start("words"), _OPENED_BY[found["mark"]]
    row = mended(line, context, f"{line.text[:at]}{opening}{line.text[at:]}")
    if row is None:
        return None
    fix = Fix.at(plain_span(line, at, at), opening, False)
    span = plain_span(line, len(line.text) - 1, len(line.text))
    help = f"put a `{opening}` before the words: `{opening}{cut(line.text[at:])}`"
    message = "the mark that opens this quote is missing"
    return Diagnostic("E105", message, span, "closes nothing", help=help, fix=fix), row


def _going_on(lines: Sequence[str], context: str, line: Line, at: int) -> Found | None:
    """A quote that is broken over a few lines."""
    mark, text = line.text[at], line.text
    for number, raw in enumerate(lines[line.number : line.number + _FEW], line.number + 1):
        words = raw.strip(" \t")
        if not words or words[0] == "|" or words.startswith("//") or parse("act_line", words) is not None:
            return None
        text = f"{text} {words}"
        if not set(words) & set(_MARKS):
            continue
        row = mended(line, context, text)
        if row is None:
            return None
        edits = [
            Edit(Span(line.file, n, len(before.rstrip()) + 1, n + 1, len(after) - len(after.lstrip()) + 1), " ")
            for n, (before, after) in enumerate(pairwise(lines[line.number - 1 : number]), line.number)
        ]
        help = f"put it on one line: `{mark}{cut(text[at + 1 :])}`"
        message = "a quote stays on one line, and this one goes on over the next"
        span = plain_span(line, at, len(line.text))
        return Diagnostic("E105", message, span, "not closed here", help=help, fix=Fix(tuple(edits), False)), row
    return None


_FEW = 4


def open_quote(lines: Sequence[str], context: str, line: Line) -> Found | None:
    """A quotation mark without its partner, where words in quotation marks may stand."""
    if context == "top":
        return None
    unopened = None if line.more else _not_opened(context, line)
    if unopened is not None:
        return unopened
    quote, at = _quote(), 0
    while at < len(line.text):
        closed = quote.match(line.text, at) if line.text[at] in CLOSED_BY else None
        if closed is None and line.text[at] in CLOSED_BY:
            break
        at = closed.end() if closed else at + 1
    else:
        return None
    mark = line.text[at]
    turned = re.match(r"[^»«]*(»([^»«]*)«)", line.text) if mark == "«" else None
    if turned:
        row = mended(line, context, line.text[: turned.start(1)] + f"«{turned[2]}»" + line.text[turned.end(1) :])
        span = line.span(*turned.span(1)) if row is None else plain_span(line, *turned.span(1))
        help = 'write the quote in `"…"`, `“…”`, `«…»` or `„…“`'
        fix = Fix.at(span, f"«{turned[2]}»", True) if row is not None else None
        message = "these marks do not open a quote"
        return Diagnostic("E105", message, span, "the wrong way round", help=help, fix=fix), row
    wrapped = None if line.more else _going_on(lines, context, line, at)
    if wrapped is not None:
        return wrapped
    closing = CLOSED_BY[mark]
    end = len(line.text.split("\n")[0])
    stray = max(line.text.rfind(c, at + 1, end) for c in '"”»“')
    if stray > 0 and line.text[stray - 1] != "\\" and _pairs(line.text[at + 1 : stray]) is not None:
        row = mended(line, context, line.text[:stray] + closing + line.text[stray + 1 :])
        if row is not None:
            message = f"a quote opened with `{mark}` is closed with `{line.text[stray]}`"
            help, fix = f"close it with `{closing}`", Fix.at(line.span(stray, stray + 1), closing, True)
            return Diagnostic("E105", message, line.span(at, stray + 1), "opened here", help=help, fix=fix), row
    row = mended(line, context, line.text[:end] + closing)
    inner = quote.search(line.text, 0, at)
    if row is None and inner is not None and not line.text[inner.end()].isspace():
        span = plain_span(line, inner.end() - 1, inner.end())
        return Diagnostic("E105", _ENDS, span, "ends the quote", help=_INSIDE), None
    message, help = "this quote is not closed", f"put a `{closing}` at its end; a quote stays on one line"
    fix = Fix.at(plain_span(line, end, end), closing, False) if row is not None else None
    return Diagnostic("E105", message, plain_span(line, at, end), "opened here", help=help, fix=fix), row


def inner_marks(context: str, line: Line) -> Found | None:
    """`"she said "yes" to us"`: marks inside a quote, of its own kind."""
    text = line.text.split("\n")[0]
    at = next((i for i, c in enumerate(text) if c in CLOSED_BY), -1)
    if context == "top" or at < 0 or line.more:
        return None
    first = _quote().match(text, at)
    closing = CLOSED_BY[text[at]]
    last = text.rfind(closing)
    if first is None or last < first.end() or not _TAIL.match(text, last + 1):
        return None
    # The mark that was to open the inner quote has closed the outer one, where both are the same.
    inside = text[at + 1 : last]
    own = (text[at], closing)
    pairs = _pairs(inside)
    if not pairs or not any(inside[a] in own or inside[b] in own for a, b in pairs):
        return None
    other = ("“", "”") if text[at] in '"«' else ('"', '"') if text[at] == "“" else ("«", "»")
    put = {n: mark for pair in pairs if inside[pair[0]] in own for n, mark in zip(pair, other, strict=True)}
    better = "".join(put.get(n, c) for n, c in enumerate(inside))
    row = mended(line, context, text[: at + 1] + better + text[last:])
    edits = tuple(Edit(plain_span(line, at + 1 + n, at + 2 + n), mark) for n, mark in put.items())
    bad = at + 1 + min(put, default=first.end() - at - 2)
    span = plain_span(line, bad, bad + 1)
    help = _INSIDE
    if row is not None:
        a, b = min(pair for pair in pairs if pair[0] in put)
        help += f": `{other[0]}{cut(inside[a + 1 : b])}{other[1]}`"
    fix = Fix(edits, False) if row is not None else None
    return Diagnostic("E105", _ENDS, span, "ends the quote", help=help, fix=fix), row


def other_marks(context: str, line: Line) -> Found | None:
    """`mayor says: 'we go'`, or a line `'we go'`: marks that are none of the notation."""
    text = line.text
    if context in ("top", "map_line", "verb_line", "plain_line") or line.more:
        return None
    at, before = 0, ""
    if context in _SPOKEN and text[0] not in "'‘’‚‹›`´":
        head, colon, tail = text.partition(":")
        at = len(text) - len(tail.lstrip())
        if not colon:
            begin = re.search(r"[ \t]['‘‚‹]", text)
            at = begin.start() + 1 if begin else len(text)
            head, before = text[:at], ": "
        row = parse(context, head.rstrip())
        if row is None or row[0] != "attribution":
            return None
    found = OTHER.match(text, at)
    if found is None:
        return None
    words, end = found["words"], found.end("words") + 1
    start = len(text[:at].rstrip()) if before else at
    row = mended(line, context, f'{text[:start]}{before}"{words}"{text[end:]}')
    edited = plain_span(line, start, end) if row is not None else None
    return odd_marks(plain_span(line, at, end), words, edited, before, spoken=bool(before)), row


def name_in_marks(context: str, line: Line) -> Found | None:
    """`mayor says, in the "Herald"`: a name in quotation marks among the circumstances."""
    text = line.text
    at = next((i for i, c in enumerate(text) if c in CLOSED_BY), -1)
    head = text[:at].split()
    if at <= 0 or context not in _SPOKEN or ":" in text[:at] or not head or head[-1].lower() not in _BEFORE_A_NAME:
        return None
    modifiers = _CIRCUMSTANCE.findall(text[:at])
    quote = _quote().match(text, at)
    if not modifiers or quote is None:
        return None
    word, name = modifiers[-1], quote[0][1:-1]
    row = mended(line, context, text[:at] + name + text[quote.end() :])
    span = plain_span(line, *quote.span())
    help = f"leave them out: `, {word} … {cut(name)}`; what was said stands after a colon"
    message = f"the words after `{word}` hold no quotation marks"
    fix = Fix.at(span, name, False) if row is not None else None
    return Diagnostic("E102", message, span, "a name, not a quote", help=help, fix=fix), row


def no_colon_before_quote(context: str, line: Line) -> Found | None:
    """`mayor says, in RTL "…"`."""
    if context not in _SPOKEN:
        return None
    at = next((i for i, c in enumerate(line.text) if c in CLOSED_BY), -1)
    if at <= 0 or line.text[:at].rstrip().endswith(":"):
        return None
    before = line.text[:at].rstrip()
    row = parse(context, f"{before}: {line.text[at:]}")
    if row is None or row[0] != "attribution":
        return None
    span = line.span(at, at + 1)
    fix = Fix.at(line.span(len(before), len(before)), ":", True)
    found = Diagnostic("E103", "there is no colon before this quote", span, "a colon is wanted before it",
                       help=f"write `{cut(before)}: {line.text[at]}…`", fix=fix)  # fmt: skip
    return found, mended(line, context, f"{before}: {line.text[at:]}")
