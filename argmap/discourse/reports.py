"""What one voice says that another holds, beside what that other says itself.

A report is held against what the voice was bound to at the time of the report. Where the dates do not tell, the voice's
own word disputes it only if nothing in that word is as reported; what it says later disputes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal

from argmap.discourse.base import is_author, is_someone
from argmap.discourse.commitments import PRO, REPLACES, Entry, Kind, kind_of, replaces
from argmap.discourse.finding import Evidence, Finding
from argmap.discourse.time import Days
from argmap.model.nodes import Attribution, Question

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse
    from argmap.discourse.own_word import OwnWord, Told

__all__ = ["reports"]

_Side = Literal["for", "against", "open", "withdrawn"]

_MOST = 3
"""Acts that are shown of many."""

_DOES: Final[Mapping[Kind, tuple[str, str]]] = {
    "held": ("holds {}", "held {}"),
    "owed": ("promises {}", "promised {}"),
    "rejected": ("rejects {}", "rejected {}"),
    "open": ("leaves {} open", "left {} open"),
    "asked": ("asks for {}", "asked for {}"),
    "wanted": ("wants {}", "wanted {}"),
    "offered": ("offers {}", "offered {}"),
    "withdrawn": ("took {} back", "took {} back"),
}
_DOES_NOT: Final[Mapping[Kind, str]] = {
    "held": "does not hold {}",
    "owed": "does not promise {}",
    "rejected": "does not reject {}",
    "open": "does not leave {} open",
    "asked": "does not ask for {}",
    "wanted": "does not want {}",
    "offered": "does not offer {}",
    "withdrawn": "does not take {} back",
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


def _disputes(own: Kind, told: Kind) -> bool:
    # One may demand a thing and doubt it.
    return _side(own) in _OTHER[_side(told)] and (own in REPLACES[told] or told in REPLACES[own])


def reports(discourse: Discourse) -> Iterator[Finding]:
    """For each act that somebody reports of another voice, whether that voice's own word at the time confirms or
    disputes it: an act that the author of the text vouches for, or one that the voice tells of itself. Where there is
    none, or only a later one, nothing is found. That somebody did not do a thing is disputed by that same act alone."""
    own = discourse.own_word
    for told in own.told:
        kind = kind_of(discourse.map.verb_of(told.act))
        if kind is None or any(is_author(voice) for voice in told.outer.voices):
            continue
        for voice in told.act.voices:
            if voice not in told.outer.voices and not is_someone(voice):
                report = _Report(own, told, voice, kind)
                yield from report.made() if told.act.status == "made" else report.not_made()


class _Report:
    """What is told of one voice."""

    def __init__(self, own: OwnWord, told: Told, voice: str, kind: Kind) -> None:
        self.own, self.told, self.voice, self.kind = own, told, voice, kind
        self.map = own.discourse.map
        self.content = told.act.content
        names = " and ".join(f"`{v}`" for v in told.outer.voices)
        say = "say" if len(told.outer.voices) > 1 else "says"
        does = _DOES[kind][0] if told.act.status == "made" else _DOES_NOT[kind]
        self.words = f"{names} {say} that `{voice}` {does.format(f'`{self.content}`')}"

    # -- time ------------------------------------------------------------------------------------------------

    def later(self, when: Days | None) -> bool:
        """Whether an act is certainly later than what is told."""
        return when is not None and self.told.when is not None and self.told.when.before(when)

    def earlier(self, when: Days | None) -> bool:
        return when is not None and self.told.when is not None and when.before(self.told.when)

    def known(self, content: str) -> tuple[list[Entry], list[Entry]]:
        """What the voice says itself of a statement: what may be no later than the report, and may have stood at that
        time; and what certainly came later."""
        entries = self.own.entries(self.voice, content)
        before = [e for e in entries if not self.later(e.when)]
        if self.told.when is None:
            return before, []
        gone = [e for e in before if self.earlier(e.when)]
        # Of those that take the place of others the latest ones tell.
        last = {kind: max((e for e in gone if e.kind == kind), key=_first) for kind in {e.kind for e in gone}}
        stood = [e for e in before if not any(replaces(other, e) for other in last.values() if other is not e)]
        return stood, [e for e in entries if self.later(e.when)]

    def sure(self, entries: list[Entry]) -> list[Entry]:
        """Those that certainly came before the report."""
        return [e for e in entries if self.earlier(e.when)]

    def unsure(self, entries: list[Entry]) -> str:
        """Words for that nobody knows whether some acts came before the report."""
        if all(self.earlier(e.when) or e.source != "act" for e in entries):
            return ""  # what the author of the text says, the text says at any time
        some = self.told.when is not None or any(e.when for e in entries)
        return "; the dates do not say which came first" if some else "; it is not known which came first"

    # -- what is found ---------------------------------------------------------------------------------------

    def made(self) -> Iterator[Finding]:
        """What is told took place: the voice was on the same side at the time, or on another one only."""
        before, later = self.known(self.content)
        side = _side(self.kind)
        same = [e for e in before if _side(e.kind) == side]
        others = [e for e in before if _disputes(e.kind, self.kind)]
        later = [e for e in later if _disputes(e.kind, self.kind)]
        if same:
            yield self.confirmed(same, others, later)
            return
        # Who takes a thing back had another word before, and none behind it.
        others = self.sure(others) or ([] if any(e.kind == "withdrawn" for e in before) else others)
        ever = {_side(e.kind) for e in self.own.entries(self.voice, self.content)} - {"withdrawn"}
        if side in ("for", "against") and ever and side not in ever:
            # It withdrew something else.
            others = [e for e in others if e.kind != "withdrawn"]
        not_made = self.same_acts(self.own.not_made(self.voice, self.content))
        if others:
            yield self.disputed(others)
        elif not_made and side not in ever:
            yield self.finding(
                "disputed-report",
                f"{self.words}; as the text has it, `{self.voice}` {_DOES_NOT[self.kind].format('it')}",
                [Evidence(act.id, "the author's word") for act in not_made[:_MOST]],
            )
        if side == "for":
            yield from self.excluded(later)

    def confirmed(self, same: list[Entry], others: list[Entry], later: list[Entry]) -> Finding:
        message = f"{self.words}, and `{self.voice}` {'said so too then' if later else 'says so too'}"
        shown = [Evidence(e.by, "its own word") for e in same[:_MOST]]
        if others:
            left = self.own.standings(self.voice, self.content)
            last = [s.kind for s in left if s.order != "unknown" and _disputes(s.kind, self.kind)]
            after = bool(last) and len(left) == 1
            if after:
                did = _DOES[last[0]][1].format("it")
                message += f"; `{self.voice}` {did} later, and whether the report is older is not known"
            else:
                message += f"; `{self.voice}` also {_DOES[others[0].kind][1].format('it')}, and when is not known"
            shown += [Evidence(e.by, "its later word" if after else "its other word") for e in others[:_MOST]]
        elif (self.told.when is None) != all(e.when is None for e in same):
            message += self.unsure(same)
        if later:
            message += f"; `{self.voice}` later {_DOES[later[0].kind][0].format('it')}"
            shown += [Evidence(e.by, "its later word") for e in later[:_MOST]]
        return self.finding("confirmed-report", message, shown)

    def disputed(self, others: list[Entry]) -> Finding:
        message = f"{self.words}; by its own word `{self.voice}` {_DOES[others[0].kind][0].format('it')}"
        side = _side(self.kind)
        shown = [Evidence(e.by, "its own word") for e in others[:_MOST]]
        entries = self.own.entries(self.voice, self.content)
        once = [e for e in entries if _side(e.kind) == side and not self.later(e.when)]
        then = [e for e in entries if _side(e.kind) == side and self.later(e.when)]
        if once:
            message += f", and {_DOES[once[0].kind][1].format('it')} before"
            shown = [*(Evidence(e.by, "its word before") for e in once[:_MOST]), *shown]
        if then:
            message += f", and {_DOES[then[0].kind][0].format('it')} only later"
            shown += [Evidence(e.by, "its later word") for e in then[:_MOST]]
        return self.finding("disputed-report", message + self.unsure(others), shown)

    def excluded(self, later: list[Entry]) -> Iterator[Finding]:
        """The voice was for something that cannot hold together with what is told of it."""
        for rival, because in self.own.discourse.rivals(self.content).items():
            before, _ = self.known(rival)
            held = [e for e in before if e.kind in PRO]
            if not held or len(held) < len(before):
                continue
            held = self.sure(held) or held
            entry = held[0]
            question = isinstance(self.map[because], Question)
            yield self.finding(
                "disputed-report",
                f"{self.words}; by its own word `{self.voice}` {_DOES[entry.kind][0].format(f'`{entry.content}`')}, "
                + (f"a rival answer of `{because}`" if question else "which contradicts it")
                + self.unsure(held),
                [
                    Evidence(entry.by, "its own word"),
                    Evidence(because, "the question that both answer" if question else "the line that sets them apart"),
                    *(Evidence(e.by, "its later word") for e in later[:_MOST]),
                ],
            )

    def not_made(self) -> Iterator[Finding]:
        """What is told did not take place: the same act did, by the voice's own word."""
        before, _ = self.known(self.content)
        if any(_disputes(e.kind, self.kind) for e in before):
            return
        made = [
            e
            for e in before
            if e.kind == self.kind
            and e.source == "act"
            and self.same_acts([self.act(e)])
            and not (self.told.dated and self.earlier(e.when))  # of a single day it says nothing of the days before
        ]
        if made:
            yield self.finding(
                "disputed-report",
                f"{self.words}; by its own word `{self.voice}` {_DOES[self.kind][0].format('it')}" + self.unsure(made),
                [Evidence(e.by, "its own word") for e in made[:_MOST]],
            )

    def act(self, entry: Entry) -> Attribution:
        act = self.map[entry.by]
        assert isinstance(act, Attribution)
        return act

    def same_acts(self, acts: list[Attribution]) -> list[Attribution]:
        """Of some acts those that do what is told, at a time that may be the same."""
        force = self.map.verb_of(self.told.act).force
        return [
            a
            for a in acts
            if kind_of(sense := self.map.verb_of(a)) == self.kind
            and sense.force == force
            and (a.status == "made" or not self.apart(self.own.discourse.when(a)))
        ]

    def apart(self, when: Days | None) -> bool:
        return self.earlier(when) or self.later(when)

    def finding(
        self, kind: Literal["disputed-report", "confirmed-report"], message: str, shown: list[Evidence]
    ) -> Finding:
        voices = (*self.told.outer.voices, self.voice)
        return Finding(kind, message, voices, (self.content,), (Evidence(self.told.act.id, "as it is told"), *shown))


def _first(entry: Entry) -> tuple[int, int]:
    return (entry.when.first if entry.when else 0, entry.number)
