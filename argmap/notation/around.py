"""What stands around a part of a file that is read alone."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from argmap.model.lexicon import Lexicon
from argmap.model.nodes import Attribution

__all__ = ["ActKey", "Around", "act_key"]

ActKey = tuple[str, tuple[Any, ...]]
"""What an act is found by: the statement, and for each clause who did what and whether."""


def act_key(act: Attribution, acts: Mapping[str, Any]) -> ActKey:
    """The key of an attribution. `acts` holds those that may be nested in it."""
    chain, end = [act], act.content
    while isinstance(below := acts.get(end), Attribution):
        chain.append(below)
        end = below.content
    return end, tuple((frozenset(c.voices), c.verb, c.auxiliary) for c in chain)


class _Others(Mapping[str, str]):
    """The kinds of all IDs but those that the part itself declares."""

    def __init__(self, kinds: Mapping[str, str], own: Container[str]) -> None:
        self._kinds = kinds
        self._own = own

    def __getitem__(self, id: str) -> str:
        if id in self._own:
            raise KeyError(id)
        return self._kinds[id]

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._kinds if id not in self._own)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Around:
    """The rest of a file: `kinds` and `acts` are those of the whole, `own` the IDs that the part declared before."""

    def __init__(
        self, kinds: Mapping[str, str], acts: Mapping[ActKey, Sequence[str]], own: Container[str], lexicon: Lexicon
    ) -> None:
        self.kinds = _Others(kinds, own)
        self.lexicon = lexicon
        self._acts = acts
        self._own = own

    def acts_of(self, key: ActKey) -> list[str]:
        """The attributions of an act, in the order of the file."""
        return [id for id in self._acts.get(key, ()) if id not in self._own]
