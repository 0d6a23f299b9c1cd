"""Comments that silence rules: `// argmap: ignore W305` above a line, `// argmap: ignore-file W305` for a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.diagnostics import CODES, Diagnostic, Fix, Span, nearest

__all__ = ["silenced"]

_COMMENT = re.compile(r"[ \t]*//[ \t]*argmap:[ \t]*(?P<what>\S*)(?P<codes>[^\n]*)")
_ALMOST = re.compile(r"[ \t]*//[ \t]*argmap[ \t:]*(?P<what>(?:ignore(?:-file)?|disable|noqa))(?P<codes>[ \t:=][^\n]*)?")
_WORD = re.compile(r"[^\s,]+")
_SLUGS = {about.slug: code for code, about in CODES.items()}


@dataclass(slots=True)
class _Ignore:
    """One code that a comment names."""

    code: str
    word: Span
    cut: Span
    """What is taken out where this code is one too many: the word and a comma beside it, or the whole comment."""
    line: int | None
    """The line that it is about; `None` is the whole file."""
    used: bool = field(default=False)


def silenced(
    found: Sequence[Diagnostic], texts: Mapping[str, Sequence[str]], ran: Collection[str]
) -> Iterable[Diagnostic]:
    """What is left of `found` when the comments of the files are obeyed, and what is wrong with these comments.
    `ran` are the codes of the rules that were run: a comment on another may well have its use."""
    left: list[Diagnostic] = list(found)
    for file, lines in texts.items():
        ignores, problems = _ignores(file, lines)
        if not ignores and not problems:
            continue
        left = [d for d in left if not (d.span.file == file and _obeyed(d, ignores))] + problems
        left.extend(_unused(i) for i in ignores if not i.used and (i.code in ran or i.code not in CODES))
    return left


def _obeyed(d: Diagnostic, ignores: list[_Ignore]) -> bool:
    hit = False
    for ignore in ignores:
        if ignore.code == d.code and ignore.line in (None, d.span.line):
            ignore.used = hit = True
    return hit


def _ignores(file: str, lines: Sequence[str]) -> tuple[list[_Ignore], list[Diagnostic]]:
    found: list[_Ignore] = []
    problems: list[Diagnostic] = []
    waiting: list[_Ignore] = []
    for number, text in enumerate(lines, 1):
        if waiting and text.strip() and not text.lstrip().startswith("//"):
            for ignore in waiting:
                ignore.line = number
            waiting = []
        if "argmap" not in text:
            continue
        match = _COMMENT.fullmatch(text)
        if match is None:
            if almost := _ALMOST.fullmatch(text):
                span = Span(file, number, text.index("argmap") + 1, number, almost.end("what") + 1)
                help = f"write `// argmap: ignore{(almost['codes'] or ' W305').rstrip()}`"
                problems.append(_bad(span, "this comment to argmap lacks its colon", help))
            continue
        start, end = match.span("what")
        if match["what"] not in ("ignore", "ignore-file"):
            span = Span(file, number, start + 1, number, max(end, start + 1) + 1)
            near = nearest(match["what"], ("ignore", "ignore-file")) or "ignore"
            problems.append(
                _bad(
                    span,
                    "this comment to argmap says nothing it knows",
                    f"write `// argmap: {near} {match['codes'].strip() or 'W305'}`",
                )
            )
            continue
        words = [(m[0], m.start() + match.start("codes")) for m in _WORD.finditer(match["codes"])]
        if not words:
            span = Span(file, number, start + 1, number, end + 1)
            problems.append(_bad(span, "this comment names no code", "name the codes: `// argmap: ignore W305`"))
        whole = Span(file, number, 1, number + 1, 1)
        for word, at in words:
            span = Span(file, number, at + 1, number, at + len(word) + 1)
            code = _SLUGS.get(word.lower(), word.upper())
            if code not in CODES or not CODES[code].rule:
                problems.append(_bad_code(span, word, code))
                continue
            cut = whole if len(words) == 1 else _with_comma(text, span)
            ignore = _Ignore(code, span, cut, None)
            found.append(ignore)
            if match["what"] == "ignore":
                # Until it is known which line it is about, it is about none.
                ignore.line = 0
                waiting.append(ignore)
    return found, problems


def _with_comma(text: str, span: Span) -> Span:
    """A word in a list, with the space and the comma before it; of the first word, those after it."""
    before = text[: span.column - 1]
    kept = before.rstrip(" \t,")
    if not kept.endswith(("ignore", "ignore-file")):
        return span._replace(column=len(kept) + 1)
    after = text[span.end_column - 1 :]
    return span._replace(end_column=span.end_column + len(after) - len(after.lstrip(" \t,")))


def _bad(span: Span, message: str, help: str) -> Diagnostic:
    return Diagnostic("W007", message, span, "not understood", help=help)


def _bad_code(span: Span, word: str, code: str) -> Diagnostic:
    if code in CODES:
        help = "put right what it is about; only what rules find can be ignored"
        return Diagnostic("W007", f"`{word}` cannot be ignored", span, "always reported", help=help)
    rules = [c for c, about in CODES.items() if about.rule]
    near = nearest(word.upper(), rules) or nearest(word, [CODES[c].slug for c in rules])
    if word.lower() == "all" or any(c.startswith(word.upper()) for c in rules):
        near, help = None, "a comment names whole codes; settings can ignore many at once"
        return Diagnostic("W007", f"there is no rule `{word}`", span, "not a rule", help=help)
    help = f"did you mean `{near}`?" if near else "name a rule by its code or name, such as `W305` or `bare-claim`"
    return Diagnostic("W007", f"there is no rule `{word}`", span, "not a rule", help=help)


def _unused(ignore: _Ignore) -> Diagnostic:
    return Diagnostic(
        "I008",
        f"nothing is reported here that `{CODES[ignore.code].slug}` could silence",
        ignore.word,
        "silences nothing",
        help="take it out",
        fix=Fix.at(ignore.cut, "", True),
    )
