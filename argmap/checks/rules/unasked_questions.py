"""I502 unasked-questions: nobody asks the critical questions of a step's scheme."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Argument
from argmap.model.schemes import find_scheme

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each step with a scheme of which no question is met by a ground or raised by an exception."""
    for argument in view.map.arguments:
        scheme = find_scheme(argument.scheme) if argument.scheme else None
        if scheme is None or _asked(view, argument):
            continue
        names = [question.name for question in scheme.questions]
        yield Diagnostic(
            "I502",
            f"nobody asks the critical questions of `{scheme.name}`: {', '.join(names)}",
            view.span(argument.id),
            "none of its questions is met",
            help="raise one with `unless id: Text`, or answer it with `and id: Text`, and write the question's name "
            f"below that line: `meets {names[0]}`",
        )


def _asked(view: View, argument: Argument) -> bool:
    if any(ground.meets for ground in argument.grounds):
        return True
    # What an exception with a scheme of its own meets are questions of that scheme.
    exceptions = (a for a in view.map.arguments_of(argument.id) if a.scheme is None)
    return any(ground.meets for exception in exceptions for ground in exception.grounds)
