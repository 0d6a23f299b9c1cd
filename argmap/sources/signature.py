"""What says of a text which one it is without giving it away: a signature, and where its parts stand in another copy.

A signature is of a text's letters alone (see `skeleton`): how many there are, the SHA-256 of them all, and six bytes
of the SHA-256 of each block. Blocks are 64 letters long, stand side by side from the first letter on, and never
overlap, so that whoever knows one is left with 64 unknown letters in the next. What is hashed of a block is the name of
the profile, a line feed, and its letters in UTF-8. The last block has a digest only if it is whole: digests of a few
letters could be guessed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from argmap.sources.limits import SourceError
from argmap.sources.skeleton import PROFILE
from argmap.sources.text import SourceText

__all__ = ["BLOCK", "SHORTEST", "Alignment", "Placed", "Signature", "align"]

BLOCK = 64
"""Letters in a block."""

SHORTEST = 256
"""Letters that a text must have to be signed; a shorter one could be guessed."""

_BYTES = 6
_AROUND = 2
"""How many blocks away a block may be from which a place follows."""
_BETWEEN = 16 * BLOCK
"""Letters that the layout of a copy may have put into a stretch (a footnote, the head of a page)."""
_ALIKE = 8
"""Blocks with the same letters beyond which they tell nothing of where they stand."""
_HEAD = f"{PROFILE}\n".encode()

_WRITTEN = re.compile(r"(\S+)\s+([0-9]{1,12})\s+([0-9A-Fa-f]{64})\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of a text. `str` writes it as a map does: `sk1 5938 HEX BASE64`."""

    n: int
    """How many letters the text has."""
    sha256: str
    """SHA-256 of all its letters in UTF-8, in 64 hexadecimal digits."""
    blocks: tuple[bytes, ...] = field(repr=False)
    """The digest of each whole block, in order."""
    profile: str = PROFILE
    """What counts as a letter."""

    @classmethod
    def of(cls, source: SourceText) -> Signature:
        """The signature of a text. Raises `SourceError` for one that is too short to be signed."""
        letters = source.skeleton.letters
        n = len(letters)
        if n < SHORTEST:
            raise SourceError(
                f"this text has {n} letters; a signature of so few would give them away",
                f"share texts of {SHORTEST} letters or more",
            )
        blocks = tuple(_digest(letters[at : at + BLOCK]) for at in range(0, n - BLOCK + 1, BLOCK))
        return cls(n, _sha256(letters), blocks)

    def __str__(self) -> str:
        return f"{self.profile} {self.n} {self.sha256} {base64.b64encode(b''.join(self.blocks)).decode('ascii')}"

    @classmethod
    def parse(cls, text: str) -> Signature:
        """The signature that is written so; line breaks and spaces in its digests do not count. Raises `SourceError`
        for what is none, or of a profile that is not known."""
        found = _WRITTEN.fullmatch(text.strip())
        again = "have the map shared again by `argmap share`"
        if found is None:
            raise SourceError("this is not a signature", again)
        profile, n = found[1], int(found[2])
        if profile != PROFILE:
            raise SourceError(f"this version of argmap does not know the signatures `{profile}`", "use a newer argmap")
        try:
            digests = base64.b64decode("".join(found[4].split()), validate=True)
        except (binascii.Error, ValueError):
            raise SourceError("the digests of this signature are not in base64", again) from None
        if n < SHORTEST or len(digests) != n // BLOCK * _BYTES:
            raise SourceError("this signature does not have a digest for each block of its text", again)
        blocks = tuple(digests[at : at + _BYTES] for at in range(0, len(digests), _BYTES))
        return cls(n, found[3].lower(), blocks)


class Placed(NamedTuple):
    """Where letters of a signed text stand in another copy of it."""

    status: Literal["verified", "located", "lost"]
    """``verified``: the same letters stand there; ``located``: their place follows from what stands around them;
    ``lost``: neither."""
    start: int = 0
    """The first letter of the copy, from 0."""
    length: int = 0
    """How many they are there."""


class Alignment:
    """Which block of a signed text stands where in a copy of it."""

    __slots__ = ("_at", "identical", "length", "signature")

    def __init__(self, signature: Signature, length: int, at: dict[int, int], identical: bool = False) -> None:
        self.signature = signature
        self.length = length
        """Letters of the copy."""
        self.identical = identical
        """Whether the copy has the same letters throughout."""
        self._at = at

    @property
    def matched(self) -> int:
        """How many of the signature's blocks stand in the copy."""
        return len(self.signature.blocks) if self.identical else len(self._at)

    def span(self, start: int, length: int) -> Placed:
        """Where `length` letters from letter `start` of the signed text on stand in the copy.

        They are verified when all blocks that they touch stand there, side by side. The letters after the last whole
        block have no digest: they are verified in an identical copy alone, else located.
        """
        if start < 0 or length < 1 or start + length > self.signature.n:
            return Placed("lost")
        if self.identical:
            return Placed("verified", start, length)
        first, last = start // BLOCK, (start + length - 1) // BLOCK
        places = [self._at.get(n) for n in range(first, last + 1)] if last - first <= len(self._at) else [None]
        if places[0] is not None and places == [places[0] + BLOCK * n for n in range(last - first + 1)]:
            return Placed("verified", places[0] + start - BLOCK * first, length)
        begin = self._near(start, range(first, first - _AROUND - 1, -1), range(first + 1, last + _AROUND + 1))
        end = self._near(start + length, range(last, last + _AROUND + 1), range(last - 1, first - _AROUND - 1, -1))
        if begin is None or end is None:
            return Placed("lost")
        if not 0 < end - begin <= 2 * length + _BETWEEN:
            end = begin + length
        if begin < 0 or end > self.length:
            return Placed("lost")
        return Placed("located", begin, end - begin)

    def _near(self, letter: int, first: Sequence[int], then: Sequence[int]) -> int | None:
        """Where a letter stands, seen from the nearest block that is known; those on its own side go first."""
        for block in (*first, *then[: len(first)]):
            at = self._at.get(block)
            if at is not None:
                return at + letter - BLOCK * block
        return None


def align(signature: Signature, source: SourceText) -> Alignment:
    """Find the blocks of a signed text in a copy of it. One pass: a digest for each block that is found, and one for
    each letter where none is."""
    letters = source.skeleton.letters
    if len(letters) == signature.n and _sha256(letters) == signature.sha256:
        return Alignment(signature, len(letters), {}, identical=True)
    known: dict[bytes, list[int]] = {}
    for n, digest in enumerate(signature.blocks):
        known.setdefault(digest, []).append(n)
    found = _found(letters, known)
    at = _chain(found)
    # A paragraph that stands elsewhere in the copy (a caption, a footnote) is the same all the same.
    for place, blocks in found:
        if len(blocks) == 1 and blocks[0] not in at:
            at[blocks[0]] = place
    return Alignment(signature, len(letters), at)


def _found(letters: str, known: dict[bytes, list[int]]) -> list[tuple[int, list[int]]]:
    """Each place at which a block stands, and which block it may be. After one, the next is looked for right behind."""
    out: list[tuple[int, list[int]]] = []
    sha256, get, head = hashlib.sha256, known.get, _HEAD
    at, end, expected = 0, len(letters) - BLOCK, -1
    while at <= end:
        blocks = get(sha256(head + letters[at : at + BLOCK].encode()).digest()[:_BYTES])
        if blocks is not None and len(blocks) > _ALIKE:
            n = bisect_left(blocks, expected)
            blocks = [expected] if n < len(blocks) and blocks[n] == expected else None
        if blocks is None:
            at += 1
        else:
            out.append((at, blocks))
            at += BLOCK
            expected = blocks[0] + 1
    return out


def _chain(found: list[tuple[int, list[int]]]) -> dict[int, int]:
    """The most blocks that stand in their order, and where: a block that is out of order does not break it."""
    ends: list[int] = []
    """The lowest block that ends a chain of each length."""
    last: list[int] = []
    steps: list[tuple[int, int, int]] = []
    """Block, place, and the step before it in the chain."""
    for place, blocks in found:
        # From the highest down, so that a place is taken only once in a chain.
        for block in reversed(blocks):
            n = bisect_left(ends, block)
            steps.append((block, place, last[n - 1] if n else -1))
            if n == len(ends):
                ends.append(block)
                last.append(len(steps) - 1)
            else:
                ends[n] = block
                last[n] = len(steps) - 1
    at: dict[int, int] = {}
    step = last[-1] if last else -1
    while step >= 0:
        block, place, step = steps[step]
        at[block] = place
    return at


def _digest(block: str) -> bytes:
    return hashlib.sha256(_HEAD + block.encode()).digest()[:_BYTES]


def _sha256(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()
