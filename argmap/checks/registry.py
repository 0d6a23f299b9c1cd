"""The rules that are run on every map."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from argmap.checks.circular_support import circular_support
from argmap.diagnostics import Diagnostic
from argmap.model.map import ArgumentMap

__all__ = ["RULES", "Rule", "check_structure"]

Rule = Callable[[ArgumentMap], Iterator[Diagnostic]]
"""A rule takes a map and gives what it finds."""

RULES: dict[str, Rule] = {"W302": circular_support}
"""Each rule under its code."""


def check_structure(map: ArgumentMap) -> list[Diagnostic]:
    """What all rules find."""
    return [found for rule in RULES.values() for found in rule(map)]
