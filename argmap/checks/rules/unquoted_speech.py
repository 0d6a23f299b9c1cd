"""W403 unquoted-speech: a position worded as direct speech of which nothing is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Span
from argmap.model.nodes import Position
from argmap.model.wording import verb_form

__all__ = ["check"]

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]')
# Small letters in the middle of a sentence, for a capital there belongs to a name (the Our Town party, the US).
_WORD = re.compile(r"(?<![\w'’-])(?:we|our|ours|us|my|mine|me|myself|ourselves)(?![\w-])")
_FIRST = re.compile(r"(?:We|Our|My)(?=['’ ])(?! [A-Z])")
_I = re.compile(r"(?<![\w'’.-])I(?=['’](?:m|ll|ve|d)\b| [a-z])")
# What may stand before `I` with a capital, where it is no number of a king or war.
_BEFORE_I = frozenset("And As Because But If Now Once So Than That Then Though Today Tomorrow When While Yet".split())


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each position that speaks as its holder, in the first person (in English) or between
    quotation marks, while no words of anybody are quoted."""
    map = view.map
    english = map.lang is None or map.lang.lower().split("-")[0] == "en"
    titles = {m.text for m in map.marks} | {s.title for s in map.sources} | {v.name for v in map.voices}
    for position in map.positions:
        about = map.attributions_of(position.id)
        found = _speech(position.text, english, titles)
        if found is None or not about or map.quotes_of(position.id) or any(map.quotes_of(act.id) for act in about):
            continue
        act = next((a for a in about if "author" not in a.voices), about[0])
        says = f"{' and '.join(act.voices)} {verb_form(map, act)}"
        if found[0] in '"“«„':
            message = f"`{position.id}` holds words in quotation marks, and no quote says whose they are"
            help = f'copy them to a quote below, `{says}: "…"`, and say here in your own words what was meant'
        else:
            message = f"`{position.id}` speaks as `{act.voices[0]}` would (`{found}`), and nothing is quoted"
            help = f'say it in your own words, and copy what was said to a quote below: `{says}: "…"`'
        yield Diagnostic("W403", message, _span(view, position, found), "direct speech", help=help)


def _speech(text: str, english: bool, titles: set[str]) -> str | None:
    """The first words of a text that are somebody's own speech."""
    for match in _QUOTED.finditer(text):
        words = next(filter(None, match.groups())).strip()
        if " " in words and words not in titles and not _is_title(words):
            return match[0]
    if not english:
        return None
    plain = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    found = [m for m in (_FIRST.match(plain), _WORD.search(plain)) if m]
    for match in _I.finditer(plain):
        before = plain[: match.start()].split()
        if not before or not before[-1][0].isupper() or before[-1] in _BEFORE_I:
            found.append(match)
            break
    return min(found, key=lambda m: m.start())[0] if found else None


def _is_title(words: str) -> bool:
    """Whether words are written as the name of a book or play: all that are not small words begin with a capital."""
    return all(w[:1].isupper() or not w[:1].isalpha() for w in words.split() if len(w) > 3)


def _span(view: View, position: Position, words: str) -> Span:
    """Where words of a position's text stand, if on its first line; else its name."""
    place = view.span(position.id)
    lines = view.lines(place.file)
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    colon = line.find(":", place.column - 1)
    match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(line, max(colon, 0))
    if match is None or colon < 0:
        return view.name_span(position.id)
    return Span(place.file, place.line, match.start() + 1, place.line, match.end() + 1)
