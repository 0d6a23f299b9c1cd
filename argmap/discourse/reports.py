"""What one voice says that another holds, beside what that other says itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal

from argmap.discourse.base import is_author, is_someone
from argmap.discourse.commitments import PRO, Entry, Kind, Standing, kind_of
from argmap.discourse.finding import Evidence, Finding
from argmap.discourse.time import days
from argmap.model.nodes import Attribution, Question

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse

__all__ = ["reports"]

_Side = Literal["for", "against", "open", "withdrawn"]

_DOES: Final[Mapping[Kind, str]] = {
    "held": "holds {}",
    "owed": "promises {}",
    "rejected": "rejects {}",
    "open": "leaves {} open",
    "asked": "asks for {}",
    "wanted": "wants {}",
    "offered": "offers {}",
    "withdrawn": "took {} back",
}


def _side(kind: Kind) -> _Side:
    if kind in PRO:
        return "for"
    return "against" if kind == "rejected" else "withdrawn" if kind == "withdrawn" else "open"


_OTHER: Final[Mapping[_Side, tuple[_Side, ...]]] = {
    "for": ("against", "withdrawn", "open"),
    "against": ("for", "withdrawn", "open"),
    "open": ("for", "against"),
    "withdrawn": ("for",),
}
"""For what is said of a voice, what that voice may say itself that disputes it."""


def reports(discourse: Discourse) -> Iterator[Finding]:
    """For each act that somebody reports of another voice, whether that voice's own word confirms or disputes it: an
    act that the author of the text vouches for, or one that the voice tells of itself. Where there is none, nothing is
    found."""
    own = _OwnWord(discourse)
    for act, outer in own.told:
        kind = kind_of(discourse.map.verb_of(act))
        if kind is None or any(is_author(voice) for voice in outer.voices):
            continue
        for voice in act.voices:
            if voice not in outer.voices and not is_someone(voice):
                yield from _compared(own, act, outer, voice, kind)


def _compared(own: _OwnWord, act: Attribution, outer: Attribution, voice: str, kind: Kind) -> Iterator[Finding]:
    """What the voice says itself of the same thing, or of what cannot hold together with it."""
    content, want = act.content, _side(kind)
    standings = own.standings(voice, content)
    names = " and ".join(f"`{v}`" for v in outer.voices)
    told = f"{names} {'say' if len(outer.voices) > 1 else 'says'} that `{voice}` {_DOES[kind].format(f'`{content}`')}"
    head = Evidence(act.id, "as it is told")
    for standing in standings:
        side = _side(standing.kind)
        shown = tuple(Evidence(e.by, "its own word") for e in standing.entries[:3])
        if side == want:
            yield Finding(
                "confirmed-report",
                f"{told}, and `{voice}` says so too",
                (*outer.voices, voice),
                (content,),
                (head, *shown),
            )
        elif side in _OTHER[want] and not (side == "withdrawn" and own.never(voice, content, want)):
            yield Finding(
                "disputed-report",
                f"{told}; by its own word `{voice}` {_DOES[standing.kind].format('it')}",
                (*outer.voices, voice),
                (content,),
                (head, *shown),
            )
    for rival, because in own.discourse.rivals(content).items() if want == "for" else ():
        for standing in own.standings(voice, rival):
            if standing.kind in PRO:
                entry = standing.entries[0]
                question = isinstance(own.discourse.map[because], Question)
                yield Finding(
                    "disputed-report",
                    f"{told}; by its own word `{voice}` {_DOES[standing.kind].format(f'`{entry.content}`')}, "
                    + (f"a rival answer of `{because}`" if question else "which contradicts it"),
                    (*outer.voices, voice),
                    (content,),
                    (
                        head,
                        Evidence(entry.by, "its own word"),
                        Evidence(
                            because, "the question that both answer" if question else "the line that sets them apart"
                        ),
                    ),
                )


class _OwnWord:
    """What voices say for themselves, told by themselves or vouched for by the author of the text."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.told: list[tuple[Attribution, Attribution]] = []
        """Acts about a statement that took place according to somebody, with the act in whose scope they stand."""
        self._entries: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._standings: dict[tuple[str, str], tuple[Standing, ...]] = {}
        for entry in discourse.commitments.entries:
            self._entries[entry.voice, discourse.class_of(entry.content)].append(entry)
        speakers: dict[str, frozenset[str] | None] = {}
        for act in discourse.map.attributions:
            outer = discourse.map.get(act.within) if act.within else None
            if not isinstance(outer, Attribution) or isinstance(discourse.map[act.content], Attribution):
                continue
            everybody = self._speakers(act, speakers)
            if everybody is None:
                continue
            self.told.append((act, outer))
            kind = kind_of(discourse.map.verb_of(act))
            if kind is not None:
                content = discourse.class_of(act.content)
                date = discourse.date_of(act)
                for voice in act.voices:
                    if voice in everybody:
                        entry = Entry(voice, kind, act.content, act.id, date, days(date), act.to, "act", 0)
                        self._entries[voice, content].append(entry)

    def _speakers(self, act: Attribution, known: dict[str, frozenset[str] | None]) -> frozenset[str] | None:
        """The voices that take part in each act in whose scope one stands; `None` where one of these, or the act, does
        not say that what it reports took place. An empty set is what nobody tells of himself."""
        chain: list[Attribution] = []
        for outer in self.discourse.reporters(act):
            chain.append(outer)
            if outer.id in known:
                break
        found: frozenset[str] | None = None
        below: Attribution
        for n in range(len(chain) - 1, -1, -1):
            outer = chain[n]
            if outer.id in known:
                found = known[outer.id]
            elif outer.within is None:
                found = frozenset(outer.voices)
            elif found is not None:
                found &= frozenset(outer.voices)
            below = chain[n - 1] if n else act
            known[outer.id] = found
            if found is not None and not self._affirms(outer, below):
                found = None
        return found if act.status == "made" else None

    def _affirms(self, outer: Attribution, inner: Attribution) -> bool:
        if outer.status != "made":
            return False
        # What is told in passing is no part of what is asked, denied or doubted.
        return outer.content != inner.id or kind_of(self.discourse.map.verb_of(outer)) == "held"

    def _all(self, voice: str, content: str) -> list[Entry]:
        """The entries of a voice on a statement, in the order of the map."""
        key = voice, self.discourse.class_of(content)
        both = sorted(self._entries.get(key, ()), key=lambda e: self.discourse.rank.get(e.by, -1))
        return [e._replace(number=n) for n, e in enumerate(both)]

    def standings(self, voice: str, content: str) -> tuple[Standing, ...]:
        """What a voice stands by in the end, by its own word."""
        key = voice, self.discourse.class_of(content)
        if key not in self._standings:
            self._standings[key] = tuple(self.discourse.commitments.standings(self._all(voice, content)))
        return self._standings[key]

    def never(self, voice: str, content: str, side: _Side) -> bool:
        """Whether what a voice withdrew is known, and was nothing on this side."""
        sides = {_side(e.kind) for e in self._all(voice, content)} - {"withdrawn"}
        return bool(sides) and side not in sides
