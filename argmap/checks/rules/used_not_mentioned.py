"""W401 used-not-mentioned: the author leans on what a position says without endorsing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Fix, Span
from argmap.discourse.support import used_not_endorsed
from argmap.model.map import Treatment
from argmap.model.nodes import Argument, Attribution
from argmap.model.wording import verb_form

__all__ = ["check"]

_STEP = re.compile(r"(?:because|but|supports|rebuts|undercuts)(?=[ \t:])")
_GROUND = re.compile(r"(?P<word>because|but|and|assuming)[ \t]+(?P<rest>.*)")
_BUT = {"rejects": "and rejects it", "doubts": "and doubts it", "distances": "and keeps a distance from it"}
_AND = re.compile(r"([ \t]+and[ \t]+)")


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each position that is a ground of a step of the author and that the author does not hold."""
    words: dict[str, dict[str, _Word]] = {}
    for use in used_not_endorsed(view.discourse):
        step = use.argument
        if step.id not in words:
            words[step.id] = _words(view, step)
        yield _diagnostic(view, step, use.position, use.treatment, use.others, words[step.id].get(use.position))


class _Word(NamedTuple):
    """An ID on the line of a step."""

    span: Span
    whole: Span
    """With the `and` on either side, which joins IDs but not acts."""
    before: str
    after: str
    """What then stands before and after it."""


def _diagnostic(
    view: View,
    argument: Argument,
    position: str,
    treatment: Treatment,
    others: tuple[Attribution, ...],
    word: _Word | None,
) -> Diagnostic:
    act = next((a for a in others if _leans(view, a)), None)
    own = f"if the text says so itself, add `author endorses` under `{position}`"
    if treatment in ("rejects", "doubts"):
        own = f"if the text does lean on it, take back that the author {treatment} it"
    help, fix = own, None
    if act is not None:
        written = f"{' and '.join(act.voices)} {verb_form(view.map, act)} {position}"
        line = f"because {written}" if argument.step == "supports" else f"but {written}"
        under = "" if word is not None else f" under `{argument.target}`"
        help = f"lean on the act, `{line}`{under}; or, {own}"
        if word is not None and all(g.ref != act.id for g in argument.grounds):
            fix = Fix.at(word.whole, f"{word.before}{written}{word.after}", False)
    return Diagnostic(
        "W401",
        f"the author leans on `{position}`, {_BUT.get(treatment, 'and is not said to hold it')}",
        word.span if word else view.span(argument.id),
        "used, not mentioned",
        related=(view.related((act or others[0]).id, "somebody else's words"),),
        help=help,
        fix=fix,
    )


def _leans(view: View, act: Attribution) -> bool:
    """Whether the author of the text vouches for an act, and it puts the position forward."""
    return act.within is None and act.status == "made" and view.map.verb_of(act).commitment in ("for", "none")


def _words(view: View, argument: Argument) -> dict[str, _Word]:
    """Where the grounds of a step that are written as IDs stand."""
    place = view.span(argument.id)
    lines = view.lines(place.file)
    if place.line > len(lines):
        return {}
    found: dict[str, _Word] = {}
    depth = _depth(lines[place.line - 1])
    for number in range(place.line, len(lines) + 1):
        text = lines[number - 1]
        body = text.strip()
        first = number == place.line
        if not body or body.startswith("//") or (not first and _depth(text) > depth):
            continue
        if not first and (_depth(text) < depth or _STEP.match(body)):
            break
        match = _GROUND.match(body)
        # An exception beside the step is a step of its own.
        if match is None or (not first and match["word"] not in ("and", "assuming")):
            continue
        again = "assuming" if match["word"] == "assuming" else "and"
        at = depth + match.start("rest")
        parts = _AND.split(match["rest"])
        for n, part in enumerate(parts[::2]):
            left, right = (parts[i] if 0 <= i < len(parts) else "" for i in (2 * n - 1, 2 * n + 1))
            end = at + len(part)
            span = Span(place.file, number, at + 1, number, end + 1)
            whole = span._replace(column=at + 1 - len(left), end_column=end + 1 + len(right))
            line = f"\n{text[:depth]}{again} "
            found.setdefault(normalize("NFC", part), _Word(span, whole, line if left else "", line if right else ""))
            at = end + len(right)
    return found


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip())
