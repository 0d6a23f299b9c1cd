"""Who is named in an article, and where: what `names` finds and `roles` learns more about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Cast", "Entity", "Mention"]


@dataclass(eq=False)
class Entity:
    """Somebody or something with a name."""

    name: str
    """As first given in full."""
    words: tuple[str, ...]
    """The name in small letters, without an article."""
    kind: str | None = None
    """`person`, `party`, `organisation`, `outlet` or `place`, where a rule can tell."""
    role: str | None = None
    """What the article calls its bearer."""
    owner: Entity | None = None
    """Whose spokesman, leader or the like."""
    heads: set[str] = field(default_factory=set)
    """Nouns by which the article may refer to it: `minister`, `union`."""
    also: list[str] = field(default_factory=list)
    """Abbreviations of its name."""
    pronouns: Counter[str] = field(default_factory=Counter)
    """How often `he` and `she` can mean nobody else."""
    placed: int = 0
    """How often it stands behind `in` or `at`, as places do."""

    @property
    def pronoun(self) -> str | None:
        """`he` or `she`, where that is known."""
        top = self.pronouns.most_common(2)
        return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None


class Mention(NamedTuple):
    """A name at its place in a sentence."""

    entity: Entity
    sentence: int
    first: int
    """Its first token in the sentence, a title or the like included."""
    name: int
    """The first token of the name itself."""
    last: int
    """The token behind it."""


class Cast:
    """All who are named, and where."""

    def __init__(self, entities: list[Entity], mentions: list[list[Mention]]) -> None:
        self.entities = entities
        self.mentions = mentions
        """By sentence, in order."""

    def within(self, sentence: int, first: int, last: int) -> list[Mention]:
        """The names in a stretch of a sentence."""
        return [m for m in self.mentions[sentence] if m.name >= first and m.last <= last]
