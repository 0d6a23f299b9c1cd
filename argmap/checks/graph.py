"""What several rules ask of steps and texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from argmap.checks.view import View
from argmap.model.nodes import Argument, Include

__all__ = ["included", "names", "pair", "words"]

_ASCII_WORD = re.compile(r"[a-z0-9$+<=>^|~]+")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, case and punctuation aside. Signs that mean something (`<`, `=`, `€`) stay, and so do the
    marks that scripts write around their letters."""
    if text.isascii():
        return tuple(_ASCII_WORD.findall(text.lower()))
    plain = unicodedata.normalize("NFC", text.casefold())
    return tuple("".join(c if unicodedata.category(c)[0] in "LMNS" else " " for c in plain).split())


def names(ids: Iterable[str]) -> str:
    """IDs as they stand in a message: `a`, `b` and `c`; of many the first three."""
    quoted = [f"`{id}`" for id in ids]
    if len(quoted) > 5:
        quoted[3:] = [f"{len(quoted) - 3} more"]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def pair(
    view: View, pro: Sequence[Argument], con: Sequence[Argument], ways: Iterable[tuple[bool, bool]]
) -> tuple[Argument, Argument] | None:
    """The first step of each side that one voice draws: what two voices make of one ground is their dispute. `ways`
    says, in the order of preference, whether the ground may stand alone on the one side and on the other."""
    if not pro or not con:
        return None
    first: list[dict[tuple[str, bool], Argument]] = [{}, {}]
    for steps, found in zip((pro, con), first, strict=True):
        for step in steps:
            for voice in view.map.drawn_by(step):
                found.setdefault((voice, len(step.grounds) == 1), step)
    voices = dict.fromkeys(voice for voice, _ in first[0])
    for a, b in ways:
        for voice in voices:
            if (voice, a) in first[0] and (voice, b) in first[1]:
                return first[0][voice, a], first[1][voice, b]
    return None


def included(view: View) -> frozenset[str]:
    """What came from other maps: whether it is complete is to be judged there."""
    return frozenset(id for node in view.map.nodes if isinstance(node, Include) for id in node.members)
