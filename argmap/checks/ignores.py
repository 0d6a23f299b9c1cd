"""Comments that silence rules: `// argmap: ignore W305` above a line, `// argmap: ignore-file W305` for a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.diagnostics import CODES, Diagnostic, Fix, Span, nearest

__all__ = ["silenced"]

_COMMENT = re.compile(r"[ \t]*//[ \t]*argmap:[ \t]*(?P<what>\S*)(?P<codes>[^\n]*)")
_WORD = re.compile(r"[^\s,]+")
_SLUGS = {about.slug: code for code, about in CODES.items()}


@dataclass(slots=True)
class _Ignore:
    """One code that a comment names."""

    code: str
    word: Span
    comment: Span
    """The whole line of the comment, its end included."""
    alone: bool
    """Whether the comment names no other code."""
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
        if "argmap:" not in text:
            continue
        match = _COMMENT.fullmatch(text)
        if match is None:
            continue
        start, end = match.span("what")
        if match["what"] not in ("ignore", "ignore-file"):
            span = Span(file, number, start + 1, number, max(end, start + 1) + 1)
            near = nearest(match["what"], ("ignore", "ignore-file")) or "ignore"
            problems.append(
                _bad(span, "this comment to argmap says nothing it knows", f"write `// argmap: {near} W305`")
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
            ignore = _Ignore(code, span, whole, len(words) == 1, None)
            found.append(ignore)
            if match["what"] == "ignore":
                # Until it is known which line it is about, it is about none.
                ignore.line = 0
                waiting.append(ignore)
    return found, problems


def _bad(span: Span, message: str, help: str) -> Diagnostic:
    return Diagnostic("W007", message, span, "not understood", help=help)


def _bad_code(span: Span, word: str, code: str) -> Diagnostic:
    if code in CODES:
        help = "put right what it is about; only what rules find can be ignored"
        return Diagnostic("W007", f"`{word}` cannot be ignored", span, "always reported", help=help)
    rules = [c for c, about in CODES.items() if about.rule]
    near = nearest(word.upper(), rules) or nearest(word, [CODES[c].slug for c in rules])
    help = f"did you mean `{near}`?" if near else "name a rule by its code or name, such as `W305` or `bare-claim`"
    return Diagnostic("W007", f"there is no rule `{word}`", span, "not a rule", help=help)


def _unused(ignore: _Ignore) -> Diagnostic:
    fix = Fix.at(ignore.comment, "", True) if ignore.alone else None
    return Diagnostic(
        "I008",
        f"nothing is reported here that `{CODES[ignore.code].slug}` could silence",
        ignore.word,
        "silences nothing",
        help="take it out",
        fix=fix,
    )
