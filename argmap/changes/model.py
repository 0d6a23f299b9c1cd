"""The values in which a comparison is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

__all__ = ["CHANGES", "GROUPS", "KINDS", "Change", "ChangeKind", "ChangeWord", "Group", "MapDiff", "Value"]

ChangeWord = Literal["removed", "added", "moved", "changed", "renamed"]
"""What happened. `moved`: the same reason now bears on something else, the same words were said of something else.
`renamed`: the same node under another ID."""

Group = Literal[
    "thesis", "statements", "reasons", "stances", "attributions", "relations", "quotes", "voices", "names", "remarks",
]  # fmt: skip
"""What a change is about, from the most to the least important."""

ChangeKind = Literal[
    "claim", "premise", "position", "question", "argument", "attribution", "relation", "quote", "mark",
    "voice", "source", "verb", "expectation", "include", "map",
]  # fmt: skip
"""The kind of the node that changed, as its field `node` has it; `map` is the map itself."""

Value = str | bool | float | tuple[str, ...] | None
"""What a field held or holds. Nodes are given by their IDs, in the map from which the value comes."""

CHANGES: tuple[ChangeWord, ...] = get_args(ChangeWord)
"""All values of `Change.change`, in the order in which a group tells them."""

GROUPS: tuple[Group, ...] = get_args(Group)
"""All values of `Change.group`, the most important first."""

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""All values of `Change.kind`."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between an old map and a new one."""

    group: Group
    """What it is about."""
    change: ChangeWord
    """What happened."""
    kind: ChangeKind
    """The kind of the node, in the new map if it is there."""
    message: str
    """The change in words, without its sign; it stands alone."""
    id: str | None = None
    """The node's ID in the new map; `None` if it is not there."""
    old_id: str | None = None
    """The node's ID in the old map; `None` if it is not there."""
    field: str | None = None
    """What of the node changed; `None` where the whole node came or went."""
    old: Value = None
    """What it was; the words of a node that went."""
    new: Value = None
    """What it is; the words of a node that came."""
    about: str | None = None
    """The other node that it is about, by its ID in the new map: what the argument bears on, what the attribution is
    about, whose quote it is; for the field of a ground, the ground; for a commitment, the statement."""
    old_about: str | None = None
    """The same in the old map."""

    def to_dict(self) -> dict[str, Any]:
        """The change as JSON values; all keys are always there."""
        return {
            "group": self.group,
            "change": self.change,
            "kind": self.kind,
            "id": self.id,
            "old_id": self.old_id,
            "field": self.field,
            "old": list(self.old) if isinstance(self.old, tuple) else self.old,
            "new": list(self.new) if isinstance(self.new, tuple) else self.new,
            "about": self.about,
            "old_about": self.old_about,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class MapDiff:
    """What changed in meaning from one map to another. False where nothing did."""

    changes: tuple[Change, ...] = ()
    """The changes, by group, then by what happened, then in document order."""

    @property
    def same(self) -> bool:
        """Whether the two maps say the same."""
        return not self.changes

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def to_dict(self) -> dict[str, Any]:
        """The comparison as JSON values."""
        return {"version": 1, "same": self.same, "changes": [change.to_dict() for change in self.changes]}

    def to_json(self) -> str:
        """The comparison as JSON text: the same maps give the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"
