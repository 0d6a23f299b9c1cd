"""`Selection`: things of a map, to be narrowed down step by step.

Every selection is a set in document order. What the query language says is put together from these same calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

from argmap.discourse.finding import Finding, FindingKind
from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    Attribution,
    Source,
)
from argmap.query.fields import same_value, values
from argmap.query.items import CriticalQuestion, Item, Path, kind_of
from argmap.query.times import How, When
from argmap.query.vocabulary import NOUNS, RELATIONS, VERBS, Kind

if TYPE_CHECKING:
    from argmap.query.asked import Asked

__all__ = ["Selection", "What", "unknown"]

T = TypeVar("T", bound=Item)

What: TypeAlias = "str | Item | Selection[Any] | Iterable[str | Item | Selection[Any]]"
"""What can stand behind a verb: an ID or a name, a thing, a selection, or several of these."""

_NOUN = {noun.word: noun for noun in NOUNS}
_RELATION = {relation.word: relation for relation in RELATIONS}
_VERB = {verb.word: verb for verb in VERBS}


@dataclass(frozen=True, slots=True)
class _Range:
    least: int
    most: int | None

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self.least <= number and (self.most is None or number <= self.most)


class Selection(Generic[T]):
    """Some things of a map: a set, in document order. Narrowing it down gives another one."""

    def __init__(
        self,
        asked: Asked,
        keys: frozenset[str] | None,
        noun: str | None = None,
        kinds: frozenset[Kind] | None = None,
    ) -> None:
        self.asked = asked
        self.noun = noun
        """The noun of the vocabulary by which they were asked for, if any."""
        self._given = keys
        self._may: frozenset[Kind] | None = kinds if noun is None else _NOUN[noun].kinds
        """The kinds of thing that can be in it, where the question tells and not the map."""

    @cached_property
    def _keys(self) -> frozenset[str]:
        if self._given is not None:
            return self._given
        assert self.noun is not None
        noun, index = _NOUN[self.noun], self.asked.index
        if noun.adjective and noun.kinds == {"finding"}:
            return frozenset(index.findings_of(cast(FindingKind, noun.adjective)))
        ids = index.of_kinds(noun.kinds)
        return frozenset(self.asked.having(noun.adjective, ids) if noun.adjective else ids)

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of thing that can be in it: whatever a map holds, the same question asks for the same."""
        if self._may is not None:
            return self._may
        return self.kinds_found

    @cached_property
    def kinds_found(self) -> frozenset[Kind]:
        """The kinds of the noun by which they were asked for; without one, of the things that are in it."""
        if self.noun is not None:
            return _NOUN[self.noun].kinds
        return frozenset(kind_of(self.asked.index.item(id)) for id in self._keys)

    # -- what is in it -------------------------------------------------------------------------------------

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The IDs, in document order."""
        return tuple(self.asked.index.sorted(self._keys))

    def __iter__(self) -> Iterator[T]:
        return (cast(T, self.asked.index.item(id)) for id in self.ids)

    def __len__(self) -> int:
        return len(self._keys)

    def __bool__(self) -> bool:
        return bool(self._keys)

    def __contains__(self, what: object) -> bool:
        return (what if isinstance(what, str) else getattr(what, "id", None)) in self._keys

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return self.asked is other.asked and self._keys == other._keys

    def __hash__(self) -> int:
        return hash(self._keys)

    def __repr__(self) -> str:
        some = ", ".join(self.ids[:4]) + (", …" if len(self) > 4 else "")
        return f"Selection({len(self)}: {some})"

    def count(self) -> int:
        """How many there are."""
        return len(self)

    def count_by(self, *fields: str) -> dict[tuple[str, ...], int]:
        """How many there are for each value of some fields; one with several values counts for each. Raises
        `KeyError` for an unknown field."""
        from argmap.query.answer import grouped

        return {key: len(ids) for key, ids in grouped(self, fields).items()}

    def values(self, field: str) -> dict[str, tuple[str | float, ...]]:
        """The values of a field, by ID. Raises `KeyError` for an unknown one."""
        return {id: values(self.asked.index, id, field) for id in self.ids}

    # -- sets ----------------------------------------------------------------------------------------------

    def _of(self, keys: Iterable[str]) -> Selection[T]:
        """Some of these."""
        return Selection(self.asked, frozenset(keys), kinds=self._may)

    def __or__(self, other: Selection[Any]) -> Selection[Any]:
        return Selection(self.asked, self._keys | other._keys, kinds=self.kinds | other.kinds)

    def __and__(self, other: Selection[Any]) -> Selection[T]:
        return self._of(self._keys & other._keys)

    def __sub__(self, other: Selection[Any]) -> Selection[T]:
        return self._of(self._keys - other._keys)

    # -- narrowing down ------------------------------------------------------------------------------------

    def where(
        self, test: Callable[[T], bool] | None = None, /, **fields: str | float | Iterable[str | float]
    ) -> Selection[T]:
        """Those for which a function is true, and of which each field has the value, or one of the values, given.

        Raises `KeyError` for an unknown field.
        """
        keys = self._keys
        index = self.asked.index
        for name, wanted in fields.items():
            field = name.replace("_", "-")
            last = field.rpartition(".")[2]
            given = (wanted,) if isinstance(wanted, str | int | float) else wanted
            options = {same_value(last, value) for value in given}
            keys = frozenset(id for id in keys if any(same_value(last, v) in options for v in values(index, id, field)))
        if test is not None:
            keys = frozenset(id for id in keys if test(cast(T, index.item(id))))
        return self._of(keys)

    def compared(self, field: str, how: str, number: float) -> Selection[T]:
        """Those of which a field is `at least`, `at most`, `more than` or `less than` a number."""
        test = _COMPARE[how]
        index = self.asked.index
        return self._of(
            id
            for id in self._keys
            if any(isinstance(v, int | float) and test(v, number) for v in values(index, id, field))
        )

    def having(self, field: str) -> Selection[T]:
        """Those that have a value in a field."""
        return self._of(id for id in self._keys if values(self.asked.index, id, field))

    def that_are(self, adjective: str) -> Selection[T]:
        """Those of which an adjective of the vocabulary, or one of your own, holds. Raises `KeyError`."""
        return self._of(self.asked.having(adjective, self._keys))

    def that(self, verb: str, what: What, when: When | None = None) -> Selection[T]:
        """Those of which a verb of the vocabulary holds (`held-by`, `rest-on`), with any of `what` behind it, at a
        time. Raises `KeyError` for an unknown verb, ID or name."""
        ids = self.asked.ids_of(what)
        if verb not in _VERB:
            raise unknown("verb", verb, _VERB)
        about = verb in ("of", "about", "between", "by") and ("finding" in self.kinds or verb == "between")
        found = self._findings_about(ids) if about else self._of(())
        if verb == "between" or self.kinds == {"finding"}:
            return found if about else self._of(self._keys & self.asked.index.that(verb, ids, when))
        return self._of(found._keys | (self._keys & self.asked.index.that(verb, ids, when)))

    def _findings_about(self, ids: frozenset[str]) -> Selection[T]:
        noun = _NOUN.get(self.noun or "")
        index = self.asked.index
        if self._given is None and noun is not None and noun.adjective:
            return self._of(index.findings_about(cast(FindingKind, noun.adjective), ids))
        wanted = frozenset(map(index.discourse.class_of, ids))
        found = ((id, index.item(id)) for id in self._keys if id not in index.nodes)
        return self._of(id for id, f in found if isinstance(f, Finding) and not wanted.isdisjoint(index.concerned(f)))

    def by(self, what: What) -> Selection[T]:
        """Those of a voice: what its acts are about, its acts, the steps that it draws, its quotes and sources."""
        return self.that("by", what)

    def to(self, what: What) -> Selection[T]:
        """What was said to a voice."""
        return self.that("to", what)

    def via(self, what: What) -> Selection[T]:
        """What a voice reports and vouches for."""
        return self.that("via", what)

    def according_to(self, what: What) -> Selection[T]:
        """What was told within a voice's speech."""
        return self.that("according-to", what)

    def about(self, what: What) -> Selection[T]:
        """Acts, steps and other things that are about something."""
        return self.that("about", what)

    def held_by(self, what: What) -> Selection[T]:
        """What a voice holds in the end."""
        return self.that("hold-by", what)

    def owed_by(self, what: What) -> Selection[T]:
        """What a voice has promised and not taken back."""
        return self.that("owe-by", what)

    def rejected_by(self, what: What) -> Selection[T]:
        """What a voice denies or opposes in the end."""
        return self.that("reject-by", what)

    def asked_by(self, what: What) -> Selection[T]:
        """What a voice asks or demands of others in the end."""
        return self.that("ask-for-by", what)

    def asked_of(self, what: What) -> Selection[T]:
        """What is asked or demanded of a voice."""
        return self.that("asked-of", what)

    def rejecting(self, what: What) -> Selection[T]:
        """The voices that reject something in the end."""
        return self.that("reject", what)

    def holding(self, what: What) -> Selection[T]:
        """The voices that hold something in the end."""
        return self.that("hold", what)

    def supported_by(self, what: What) -> Selection[T]:
        """What rests on something directly."""
        return self.that("supported-by", what)

    def supporting(self, what: What) -> Selection[T]:
        """What is a ground for something."""
        return self.that("support", what)

    def attacked_by(self, what: What) -> Selection[T]:
        """What something rebuts or undercuts."""
        return self.that("attacked-by", what)

    def attacking(self, what: What) -> Selection[T]:
        """What rebuts or undercuts something."""
        return self.that("attack", what)

    def resting_on(self, what: What) -> Selection[T]:
        """What rests on something, directly or through others."""
        return self.that("rest-on", what)

    def bearing_on(self, what: What) -> Selection[T]:
        """What speaks for or against something, directly or through others."""
        return self.that("bear-on", what)

    def contradicting(self, what: What) -> Selection[T]:
        """What cannot hold together with something."""
        return self.that("contradict", what)

    def at(self, how: How, date: str, until: str | None = None) -> Selection[T]:
        """What certainly took place, or appeared, at a time: `at("before", "2017-03")`. Raises `ValueError` for what is
        no date."""
        when = When(how, date, until)
        when.window  # noqa: B018 - it raises
        index = self.asked.index
        out = []
        for id in self._keys:
            item = index.item(id)
            if isinstance(item, Attribution):
                days = index.discourse.when(item)
            elif isinstance(item, Source):
                from argmap.discourse.time import days as days_of

                days = days_of(item.date)
            else:
                continue
            if when.holds(days):
                out.append(id)
        return self._of(out)

    def tagged(self, *tags: str) -> Selection[T]:
        """Those with one of some tags."""
        return self.where(tags=tags)

    def matching(self, words: str) -> Selection[T]:
        """Those in whose text, name, quotes or cue the words stand; letter case does not matter."""
        from argmap.query.fields import texts_of

        wanted = _plain(words)
        index = self.asked.index
        return self._of(id for id in self._keys if any(wanted in _plain(t) for t in texts_of(index, id)))

    def within(self, where: str) -> Selection[T]:
        """Those in a section, a source or a venue, by its ID, title or words."""
        from argmap.query.fields import stands_in

        return self._of(id for id in self._keys if stands_in(self.asked.index, id, where))

    # -- going on ------------------------------------------------------------------------------------------

    def related(self, relation: str, depth: int | None = 1) -> Selection[Any]:
        """What stands in a relation of the vocabulary to these (`grounds`, `voices`), so many steps away or fewer
        (`None`: any number). Raises `KeyError`."""
        index = self.asked.index
        kinds = _RELATION[relation].kinds
        if kinds == {"finding"} or (relation == "contradictions" and self.kinds == {"voice"}):
            return self.asked.things(relation).that("of", self)
        found = index.related(relation, self._keys, depth if _RELATION[relation].deep else 1)
        return Selection(self.asked, frozenset(found), kinds=kinds)

    def grounds(self, depth: int | None = 1) -> Selection[Any]:
        """What supports these."""
        return self.related("grounds", depth)

    def with_(
        self, relation: str, least: int = 1, most: int | None = None, among: Selection[Any] | None = None
    ) -> Selection[T]:
        """Those with so many of a relation (`with_("grounds", 2)`), counting only what is also in `among`."""
        index, numbers = self.asked.index, _Range(least, most)
        table = index.table(relation)
        wanted = None if among is None else among._keys
        return self._of(
            id
            for id in self._keys
            if sum(1 for other in table.get(id, ()) if wanted is None or other in wanted) in numbers
        )

    def without(self, relation: str) -> Selection[T]:
        """Those without any of a relation: `premises.without("quotes")`."""
        return self.with_(relation, 0, 0)

    def whose(self, relation: str, are: Selection[Any]) -> Selection[T]:
        """Those with at least one of a relation, all of which are in another selection."""
        table = self.asked.index.table(relation)
        return self._of(id for id in self._keys if (many := table.get(id, ())) and are._keys.issuperset(many))

    def subgraph(self, depth: int = 1) -> Selection[Any]:
        """These, and what bears on them and what they bear on, so many steps far."""
        index = self.asked.index
        around = index.around(self._keys, True, depth) | index.around(self._keys, False, depth)
        kinds: frozenset[Kind] = frozenset({"claim", "premise", "position", "question", "act", "argument"})
        return Selection(self.asked, self._keys | around, kinds=self.kinds | kinds)

    # -- out -----------------------------------------------------------------------------------------------

    @property
    def node_ids(self) -> frozenset[str]:
        """The nodes that these are or that show them: of a finding its evidence, of a path the nodes on it."""
        out: set[str] = set()
        for item in self:
            match item:
                case Finding():
                    out.update(evidence.node for evidence in item.evidence)
                case Path():
                    out.update(item.nodes)
                case CriticalQuestion():
                    out.add(item.argument)
                case _:
                    out.add(item.id)
        return frozenset(out)

    def to_map(self) -> ArgumentMap:
        """The part of the map that is about these: they, what belongs to them, and what they need to be understood."""
        from argmap.query.part import part_of

        return part_of(self.asked.index, self._keys)


def unknown(what: str, word: str, words: Iterable[str]) -> KeyError:
    """The error for a word that is not in the vocabulary."""
    from argmap.diagnostics import nearest

    near = nearest(word, tuple(words))
    return KeyError(f"{word!r} is no {what} here{f'; did you mean {near!r}?' if near else ''}")


def _plain(value: object) -> str:
    return " ".join(str(value).casefold().split())


_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "at least": lambda a, b: a >= b,
    "at most": lambda a, b: a <= b,
    "more than": lambda a, b: a > b,
    "less than": lambda a, b: a < b,
}
