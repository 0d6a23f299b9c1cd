"""Files that something went wrong with: each is read or refused, never more."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from argmap.sources.limits import SourceError
from argmap.sources.reading import source_from

from .makers import packed, unpacked

__all__ = ["broken_bytes", "broken_part", "read_or_refuse"]


def read_or_refuse(data: bytes, name: str) -> None:
    """Read an article, or be told why not."""
    try:
        source = source_from(data, name)
    except SourceError as error:
        assert error.message  # noqa: PT017
    else:
        assert source.text


def broken_bytes(data: st.DataObject, good: bytes) -> bytes:
    """A file with some of its bytes changed, or cut off."""
    broken = bytearray(good)
    for at in data.draw(st.lists(st.integers(0, len(good) - 1), max_size=6)):
        broken[at] = data.draw(st.integers(0, 255))
    return bytes(broken[: data.draw(st.none() | st.integers(0, len(good)))])


def broken_part(data: st.DataObject, good: bytes, put: Sequence[bytes]) -> bytes:
    """An archive with a stretch of one of its files replaced by one of `put`, or by what follows it."""
    files = unpacked(good)
    name = data.draw(st.sampled_from(sorted(files)))
    part = bytearray(files[name])
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(part)), st.integers(0, len(part)))))
    part[start:end] = data.draw(st.sampled_from([*put, bytes(part[end:])]))
    return packed({**files, name: bytes(part)})
