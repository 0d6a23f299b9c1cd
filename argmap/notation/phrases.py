"""Reasons and attributions that are nearly right: good English that is not the notation."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import get_args

from argmap.diagnostics import Diagnostic, Edit, Fix, nearest
from argmap.model.lexicon import STANCES, default_lexicon
from argmap.model.nodes import StatementType
from argmap.notation.grammar import tables
from argmap.notation.mend import (
    CLOSED_BY,
    Found,
    any_of,
    cut,
    hardly_an_id,
    mended,
    parse,
    plain_span,
    slug,
    stops_short,
)
from argmap.notation.outline import Line
from argmap.notation.values import locator
from argmap.notation.words import ENTRIES, is_id

__all__ = ["comment", "no_verb", "parts", "place", "short_form", "too_many", "unknown_modifier"]

_SHORT = re.compile(
    r"\b(do|does|did|would|could|might|should|must|wo|ca|sha|has|have|had|is|are|was|were)n['’]t\b", re.IGNORECASE
)
_MODIFIERS = ("in", "on", "to", "via", "certainly", "probably", "possibly")
_UNKNOWN = re.compile(r",[ \t]*(?P<word>[^\W\d_][\w-]*)(?![\w.'’])")
_SPOKEN = ("node_line", "question_line", "ground_line")


def short_form(voices: Set[str], context: str, line: Line) -> Found | None:
    """`mayor doesn't say`."""
    found = _SHORT.search(line.text) if context in (*_SPOKEN, "act_line") else None
    if found is None or not set(re.findall(r"[^\s,:]+", line.text[: found.start()])[-2:]) & voices:
        return None
    span, word = line.span(*found.span()), found[1].lower()
    message = f"the short form `{found[0]}` is not read"
    # The longest verb that follows, and what it is without an ending.
    after = re.match(r"[ \t]+([^\s:,\"“«„]+(?:[ \t]+[^\s:,\"“«„]+)*)", line.text[found.end() :])
    words = re.findall(r"\S+", after[1])[:5] if after else []
    senses = ((n, default_lexicon().find(" ".join(words[:n]))) for n in range(len(words), 0, -1))
    known = next(((n, sense.base) for n, sense in senses if sense is not None), None)
    if word in ("do", "does", "did"):
        better = f"{word} not"
        row = mended(line, context, line.text[: found.start()] + better + line.text[found.end() :])
        help = f"write `{better} {known[1] if known else ''}".rstrip() + "`"
        return Diagnostic(
            "E102", message, span, "short form", help=help, fix=Fix.at(span, better, row is not None)
        ), row
    if known is None or after is None:
        help = "write `does not` or `did not` and the verb, or put the negation into the text of the position"
        return Diagnostic("E102", message, span, "short form", help=help), None
    several = re.search(r"\band\b", line.text[: found.start()])
    better = f"{'did' if word in ('was', 'were', 'had') else 'do' if several else 'does'} not {known[1]}"
    end = found.end() + after.start(1) + [m.end() for m in re.finditer(r"\S+", after[1])][known[0] - 1]
    row = mended(line, context, line.text[: found.start()] + better + line.text[end:])
    fix = Fix.at(plain_span(line, found.start(), end), better, False)
    return Diagnostic("E102", message, span, "short form", help=f"write `{better}`", fix=fix), row


def no_verb(voices: Set[str], context: str, line: Line) -> Found | None:
    """`mayor: "We go"`."""
    if context not in _SPOKEN:
        return None
    names = line.text.split(" and ")
    if all(name.strip() in voices for name in names):
        help = f"write what was done: `{line.text} {'says' if len(names) == 1 else 'say'}`"
        return stops_short(line, "there is no verb after this voice", help)
    found = re.match(r"([^\s:,]+)[ \t]*(?=:[ \t]*[\"“«„])", line.text)
    if found is None or found[1] not in voices:
        return None
    at = len(found[1])
    row = mended(line, context, f"{found[1]} says{line.text[at:]}")
    span = line.span(0, at)
    help, fix = (
        f"write `{found[1]} says: {line.text[found.end() + 1 :].lstrip()[:1]}…`",
        Fix.at(span, f"{found[1]} says", False),
    )
    return Diagnostic("E104", "there is no verb after this voice", span, "what did it do?", help=help, fix=fix), row


def unknown_modifier(context: str, line: Line) -> Found | None:
    """`mayor says, at noon`: a word after a comma that is no modifier."""
    if context not in _SPOKEN:
        return None
    for found in _UNKNOWN.finditer(line.text):
        word = found["word"]
        if word in ("via", "certainly", "probably", "possibly", "that"):
            continue
        if word in _MODIFIERS or re.search('[:"“«„]', line.text[: found.start()]):
            # What follows `in` and the like may hold commas.
            return None
        row = parse(context, line.text[: found.start()])
        if row is None or row[0] != "attribution":
            return None
        span = line.span(*found.span("word"))
        near = nearest(word, _MODIFIERS) if len(word) > 2 else None
        wanted = any_of([f"`{m}`" for m in _MODIFIERS])
        fix = Fix.at(span, near, False) if near else None
        help = f"did you mean `{near}`?" if near else f"after a comma stands {wanted}"
        if word in (
            "at",
            "from",
            "during",
            "inside",
            "within",
            "before",
            "after",
            "since",
            "by",
            "with",
            "about",
            "and",
        ):
            help = f"where is written `, in …`, when `, on …`, to whom `, to …`; after a comma stands {wanted}"
        message = f"`{word}` begins no circumstance of an attribution"
        after = re.search(r"[ \t]*:[ \t]*[\"“«„]", line.text[found.end() :])
        rest = line.text[found.end() + after.start() :] if after else ""
        rest_row = mended(line, context, line.text[: found.start()] + rest)
        return Diagnostic("E102", message, span, "not a modifier", help=help, fix=fix), rest_row or row
    return None


_REASONS = ("because", "but", "and", "assuming", "unless")


def comment(white: str | None, context: str, line: Line) -> Found | None:
    """`because rust // for now`. `white` is the indentation of the line, where that is known."""
    at = line.text.find(" //")
    head = line.text[: max(at, 0)].rstrip()
    if at <= 0 or line.more or (context == "top" and head.split()[0] not in (*ENTRIES, "argmap")):
        return None
    row = parse(context, head)
    reason = head.split()[0] in _REASONS and not set(head) & {":", *CLOSED_BY}
    if row is None and not reason:
        return None
    note, span = line.text[at + 1 :], plain_span(line, at + 1, len(line.text))
    fix = None
    if white is not None:
        above, gone = plain_span(line, 0, 0), plain_span(line, len(head), len(line.text))
        fix = Fix((Edit(above, f"{note}\n{white}"), Edit(gone, "")), False)
    help = "move it to the line above"
    found = Diagnostic("E102", "a comment stands on a line of its own", span, "not a comment here", help=help, fix=fix)
    return found, row


def parts(voices: Set[str], context: str, line: Line) -> Found | None:
    """Reasons and attributions whose parts do not fit together."""
    if context == "top":
        return None
    word = re.match(r"[^\s:]*", line.text)[0]  # type: ignore[index]  # it may be empty
    if word in _REASONS:
        return _reason(voices, context, line, word, line.text[len(word) :].strip())
    head, colon, tail = line.text.partition(":")
    if colon and tail.strip() and context in _SPOKEN:
        row = mended(line, context, head.rstrip())
        if row is not None and row[0] == "attribution" and not set(tail) & set(CLOSED_BY):
            at = len(head) + 1 + len(tail) - len(tail.lstrip())
            message = "after the colon of an attribution stand words in quotation marks"
            said = cut(tail.strip().strip("'‘’‚‹›`´ "))
            help = f'write `"{said}"` if these are the voice’s own words; else put them into a `note`'
            span = line.span(at, len(line.text))
            return Diagnostic("E102", message, span, "not in quotation marks", help=help), row
    return None


def _reason(voices: Set[str], context: str, line: Line, word: str, rest: str) -> Found | None:
    """`because` and the like, and what follows it."""
    text = line.text
    if not rest:
        return stops_short(line, f"`{word}` is followed by nothing", f"write an ID, or a text: `{word} some-id: Text`")
    head, colon, tail = rest.partition(":")
    head = head.strip()
    if colon and not tail.strip():
        help = f"write the text after the colon: `{f'{word} {head}'.strip()}: …`"
        return stops_short(line, "this ground has no text", help)
    act = parse(context, f"{word} {head}") if colon and head.split()[:1] and head.split()[0] in voices else None
    if act is not None and act[2][0] == "act":
        doing = act[2][-1][-1][1:]
        if len(doing) > 1 and default_lexicon().find(" ".join(w[1] for w in doing[:-1])):
            message, label = "an act takes no text", "an act, or a text"
            help = f"write the act alone, `{word} {head}`, or `{word}: {cut(tail.strip())}`"
            found = Diagnostic("E102", message, line.span(text.index(":"), len(text)), label, help=help)
            return found, mended(line, context, f"{word}: {tail.strip()}")
    if colon and head and not is_id(head) and not set(head) & set(CLOSED_BY):
        at = text.index(head, len(word))
        better, span = slug(head), line.span(at, at + len(head))
        found = Diagnostic(
            "E106", f"`{cut(head)}` cannot be an ID", span, "one word, beginning with a letter",
            help=f"write `{better}`, or `{word}: …` and no ID", fix=Fix.at(span, better, False),
        )  # fmt: skip
        return found, mended(line, context, f"{word} {better}: {tail.strip()}")
    titled = re.fullmatch(r"[<\[]([^<>\[\]]+)[>\]]", rest)
    if titled:
        id = titled[1].strip() if is_id(titled[1].strip()) else slug(titled[1])
        at = text.index(rest, len(word))
        span = line.span(at, at + len(rest))
        message, help, fix = "an ID stands without brackets", f"write `{word} {id}`", Fix.at(span, id, False)
        return Diagnostic("E106", message, span, "not an ID", help=help, fix=fix), mended(line, context, f"{word} {id}")
    return None if colon else _english(context, line, word, rest) or _bare(voices, context, line, word, rest)


def _bare(voices: Set[str], context: str, line: Line, word: str, rest: str) -> Found:
    """Something without a colon that is neither IDs nor an act."""
    text = line.text
    at = text.index(rest, len(word))
    ended = rest.rstrip(".,;:!")
    if ended != rest and all(is_id(part) for part in ended.split(" and ")):
        span = line.span(at + len(ended), at + len(rest))
        message, fix = "an ID is not a sentence and has no stop at its end", Fix.at(span, "", True)
        help = f"write `{word} {ended}`"
        found = Diagnostic("E106", message, span, "no part of the ID", help=help, fix=fix)
        return found, mended(line, context, f"{word} {ended}")
    other = re.match(r"([^\s:;–—]+)[ \t]*([;：–—]|-(?=[ \t]))[ \t]*(?=\S)", rest)
    if other and is_id(other[1]) and other[1] not in voices and not hardly_an_id(other[1]):
        said = rest[other.end() :]
        span = line.span(at + other.start(2), at + other.end(2))
        fix = Fix.at(line.span(at + other.end(1), at + other.end()), ": ", said[:1].isupper())
        message, help = f"`{other[2]}` stands where a colon is wanted", f"write `{word} {other[1]}: {cut(said)}`"
        found = Diagnostic("E103", message, span, "not a colon", help=help, fix=fix)
        return found, mended(line, context, f"{word} {other[1]}: {said}")
    if rest[0] in CLOSED_BY:
        help = f"write `{word}: …` with the thought in your words, and the quote below it"
        span = line.span(at, len(text))
        found = Diagnostic("E102", "a quote is no ground", span, "not an ID and not a text", help=help)
        return found, mended(line, context, f"{word}: {rest}")
    id, _, words = rest.partition(" ")
    if words[:1].isupper() and id[:1].islower() and not hardly_an_id(id) and id not in voices:
        gap = at + len(id)
        help, fix = f"write `{word} {id}: {cut(words)}`", Fix.at(line.span(gap, gap), ":", True)
        span = line.span(gap, gap + 1)
        found = Diagnostic("E103", "there is no colon after this ID", span, "wanted here", help=help, fix=fix)
        return found, mended(line, context, f"{word} {id}: {words}")
    if re.split(r"[,;&+]", rest, maxsplit=1)[0].strip() in voices:
        better = re.sub(r"[ \t]*[,;&+][ \t]*(?:and[ \t]+)?", " and ", rest)
        row = parse(context, f"{word} {better}")
        if row is not None and row[2][0] == "act":
            span, fix = line.span(at, len(text)), Fix.at(line.span(at, len(text)), better, False)
            help = f"write `{word} {better}`"
            found = Diagnostic("E102", "voices are joined by `and`", span, "joined by a mark", help=help, fix=fix)
            return found, mended(line, context, f"{word} {better}")
    message, span = "a text stands here without a colon before it", line.span(at, len(text))
    help, fix = f"write `{word}: {cut(rest)}`", Fix.at(line.span(len(word), len(word)), ":", False)
    found = Diagnostic("E103", message, span, "not an ID", help=help, fix=fix)
    return found, mended(line, context, f"{word}: {rest}")


def _joined(context: str, word: str, rest: str) -> str | None:
    """IDs that are joined by commas and the like, joined by `and`."""
    if not re.search("[,;&+]", rest):
        return None
    names = [part.strip() for part in re.split(r"[,;&+]|[ \t]and(?=[ \t])", f" {rest}") if part.strip()]
    if len(names) < 2 or any(re.search(r"\s", name) for name in names):
        return None
    better = " and ".join(names)
    return better if parse(context, f"{word} {better}") is not None else None


_NAMES = ("answer", "of", "by", "supports", "rebuts", "undercuts", "contradicts", "same-as", "meets")
_ONE = {
    "type": "a statement has one type",
    "stance": "a stance is one word",
    "scheme": "the name of a scheme is one word",
    "within": "an ID is one word",
    "named": "an ID is one word",
}


def too_many(context: str, line: Line) -> Found | None:
    """`answer a, b`, `type fact, value`, `scheme expert opinion`: more words than may stand there."""
    first = re.match(r"([^\s:,]+)[ \t]+(?=\S)", line.text)
    if context == "top" or first is None or line.more or set(line.text) & set(CLOSED_BY):
        return None
    word, at, rest = first[1], first.end(), line.text[first.end() :]
    span = line.span(at, len(line.text))
    if word in _NAMES:
        better = _joined(context, word, rest)
        if better is None:
            return None
        message, help = "several IDs are joined by `and`", f"join the names by `and`: `{word} {better}`"
        found = Diagnostic("E102", message, span, "joined by a mark", help=help, fix=Fix.at(span, better, False))
        return found, mended(line, context, f"{word} {better}")
    if word not in _ONE:
        return None
    one = re.match(r"[^\s,;/]+", rest)
    if word == "type":
        row = mended(line, context, f"type {one[0]}") if one and one[0] in get_args(StatementType) else None
        if one is None or row is None:
            return None
        span = plain_span(line, at + one.end(), len(line.text))
        help = f"one type only: write `type {one[0]}`, and the other statement as one of its own"
        return Diagnostic("E102", _ONE[word], span, "one too many", help=help), row
    better = slug(rest)
    fits, known = True, f"it is {any_of([f'`{s}`' for s in STANCES])}"
    if word == "scheme":
        from argmap.model.schemes import find_scheme

        scheme = find_scheme(better) or find_scheme(rest)
        fits, better, known = (
            scheme is not None,
            scheme.name if scheme else better,
            "the catalogue is in docs/schemes.md",
        )
    elif word == "stance":
        fits = better in STANCES
    row = mended(line, context, f"{word} {better}") if fits else None
    if row is None and fits:
        return None
    help = f"write `{better}`" if fits else known
    fix = Fix.at(span, better, False) if fits else None
    return Diagnostic("E102", _ONE[word], span, "several words", help=help, fix=fix), row


_PLACE = re.compile(
    r"[ \t]*[,(;–—-]?[ \t]*"
    r"(?P<place>(?:pp?|pages?|¶{1,2}|§|par|paras?|paragraphs?|ll?|lines?)\.?[ \t]*\d+(?:[ \t]*[-–][ \t]*\d+)?)"
    r"\)?(?=[ \t]|$)",
    re.IGNORECASE,
)


def place(context: str, line: Line) -> Found | None:
    """`"…" p. 3`: a place without its `at`."""
    if context == "top" or line.more:
        return None
    text = line.text
    quote, at = re.compile(tables()["terminals"]["QUOTE"]), 0
    while at < len(text):
        closed = quote.match(text, at) if text[at] in CLOSED_BY else None
        at = closed.end() if closed else at + 1
        found = _PLACE.match(text, at) if closed else None
        if found is None or locator(found["place"]) is None:
            continue
        row = mended(line, context, f"{text[:at]} at {found['place']}{text[found.end() :]}")
        if row is None:
            return None
        message, span = "a place in the text stands after `at`", plain_span(line, *found.span("place"))
        fix = Fix.at(plain_span(line, at, found.end()), f" at {found['place']}", True)
        help = f"write `at {found['place']}`"
        return Diagnostic("E102", message, span, "no `at` before it", help=help, fix=fix), row
    return None


def _english(context: str, line: Line, word: str, rest: str) -> Found | None:
    """`because mayor says that safety`, `because mayor says safety, in Rome`, `because a, b`."""
    at = line.text.index(rest, len(word))
    parts = [part.strip() for part in rest.split(",")]
    better = _joined(context, word, rest)
    if better is not None:
        message, help = "several IDs are joined by `and`", f"write `{word} {better}`"
        span = line.span(at, at + len(rest))
        found = Diagnostic("E102", message, span, "joined by a mark", help=help, fix=Fix.at(span, better, True))
        return found, mended(line, context, f"{line.text[:at]}{better}")
    that = re.search(r",?[ \t]+that[ \t]+(?=[^\s]+$)", rest)
    if that:
        act = f"{rest[: that.start()]} {rest[that.end() :]}"
        row = parse(context, f"{word} {act}")
        if row is not None and row[2][0] == "act":
            span = line.span(at + that.start(), at + that.end())
            fix = Fix.at(span, " ", True)
            help = f"write `{word} {act}`: the ID stands for what was said"
            found = Diagnostic("E102", "an act names its ID without `that`", span, "not needed", help=help, fix=fix)
            return found, mended(line, context, f"{line.text[:at]}{act}")
    row = parse(context, f"{word} {parts[0]}") if len(parts) > 1 else None
    if row is not None and row[2][0] == "act" and default_lexicon().find(" ".join(w[1] for w in row[2][-1][-1][1:-1])):
        start = line.text.index(",", at)
        help = f"write `{word} {parts[0]}`; where and when stand with the attribution that it names"
        found = Diagnostic(
            "E102", "an act takes no circumstances", line.span(start, len(line.text)), "not here", help=help
        )
        return found, mended(line, context, line.text[:start])
    return None
