"""`Finding`: something that a map shows of who holds what, with the places that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

__all__ = ["FINDING_KINDS", "Evidence", "Finding", "FindingKind"]

FindingKind = Literal[
    "contradiction",
    "change-of-mind",
    "dropped-promise",
    "disputed-report",
    "confirmed-report",
    "agreement",
    "conflict",
    "endorsed",
    "rejected",
    "left-open",
    "kept-at-a-distance",
    "used-not-endorsed",
    "one-voice",
    "unnamed-voices",
    "one-outlet",
]
"""What is found:

- ``contradiction``: a voice that is bound to both sides of a contradiction at one time, for all that is known;
- ``change-of-mind``: one that certainly came to hold the other side later, or after it had withdrawn the first;
- ``dropped-promise``: one that withdrew, or later rejected, what it owed;
- ``disputed-report``, ``confirmed-report``: what one voice says that another holds, against what that other says
  itself, as of that time;
- ``agreement``, ``conflict``: two voices on the same side, or on sides that exclude each other;
- ``endorsed``, ``rejected``, ``left-open``, ``kept-at-a-distance``: how the author treats a position of others;
- ``used-not-endorsed``: a position that the author uses as a ground without standing behind it;
- ``one-voice``, ``unnamed-voices``, ``one-outlet``: a claim that rests on a single voice, on unnamed voices only, on
  what a single outlet reports.
"""

FINDING_KINDS: Final[tuple[FindingKind, ...]] = get_args(FindingKind)
"""All kinds, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A node that shows a finding."""

    node: str
    """ID of an attribution, a statement, a relation, a question or an argument."""
    role: str
    """What it is to the finding, in a few words: `held first`, `withdrawn here`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a map shows, without which the text cannot be read rightly."""

    kind: FindingKind
    message: str
    """What is found, in one sentence without a full stop; IDs in backticks."""
    voices: tuple[str, ...]
    """IDs of the voices that it is about, the first one first."""
    statements: tuple[str, ...]
    """IDs of the statements that it is about."""
    evidence: tuple[Evidence, ...]
    """The nodes that show it, in the order in which they are told; two at least where two sides stand against each
    other."""

    @property
    def id(self) -> str:
        """A name that is the same wherever the lines stand: kind, voices and statements."""
        return ":".join((self.kind, "+".join(self.voices), "+".join(self.statements))).rstrip(":")
