"""From a map to what its drawing shows: cards, chips, pills and the lines between them.

A scene says what is drawn and in which words, not how big it is or where it stands. Its parts are in document
order, and their `key` is safe as an identifier for any layout engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from argmap.drawing import wording
from argmap.drawing.text import clean
from argmap.drawing.theme import VOICES, voice_colour
from argmap.model.map import ArgumentMap, Treatment
from argmap.model.nodes import (
    Argument,
    Attribution,
    Position,
    Premise,
    Question,
    Quote,
    Relation,
    Statement,
    Step,
)

__all__ = [
    "Card",
    "CardKind",
    "Chip",
    "Edge",
    "Mention",
    "Part",
    "Pill",
    "Rel",
    "Scene",
    "Speaker",
    "make_scene",
]

CardKind = Literal["thesis", "claim", "premise", "position", "question", "nothing"]

Rel = Literal[
    "premise", "attack-premise", "support", "rebut", "undercut", "contradict", "same", "answer", "content"
]  # fmt: skip
"""What a line means: ``premise`` and ``attack-premise`` go from a ground to a pill; ``answer`` from an answer
to its question; ``content`` from a statement to the act that is about it."""

_VERBS: dict[Rel, str] = {
    "premise": "is a ground of",
    "attack-premise": "is a ground of",
    "support": "supports",
    "rebut": "rebuts",
    "undercut": "undercuts",
    "contradict": "contradicts",
    "same": "says the same as",
    "answer": "answers",
    "content": "is what is said in",
}
_STEPS: dict[Step, Rel] = {"supports": "support", "rebuts": "rebut", "undercuts": "undercut"}
_MENTIONS = 3  # speakers listed under a card before “+2 more”
_TOLD = 60  # IDs that the words of one act are known to tell of: the words stop at some twenty reporters


@dataclass(frozen=True, slots=True)
class Speaker:
    """The head of a position's card."""

    name: str
    role: str | None
    initials: str
    colour: str
    verb: str
    against: bool
    """Whether the voice is against the position, or no longer for it."""
    line: str
    """Where and how it was done: ``· via RTL · paraphrase``."""
    ring: bool = False
    """Whether a ring stands for the voice, not a disc: its colour is another's too."""
    act: str = ""
    """ID of the attribution."""
    voices: tuple[str, ...] = ()
    """IDs of the voices that `name` names."""
    also: tuple[str, ...] = ()
    """IDs of the further acts and voices that `line` tells of."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A further voice on a card, in one line."""

    name: str
    verb: str
    against: bool
    rest: str
    initials: str
    colour: str
    ring: bool = False
    act: str = ""
    voices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A statement."""

    key: str
    ref: str
    kind: CardKind
    text: str
    """The analyst's wording."""
    tooltip: str
    colour: str = "author"
    tag: str = ""
    remark: str = ""
    """What stands behind the tag, such as ``implicit``."""
    speaker: Speaker | None = None
    quotes: tuple[str, ...] = ()
    """Words of the voice that are shown, with the editor's brackets."""
    mentions: tuple[Mention, ...] = ()
    more: int = 0
    """How many further mentions are not shown."""
    hidden: tuple[str, ...] = ()
    """IDs of their acts, and of all voices that those name."""
    badge: Treatment | None = None
    locator: str | None = None
    link: str | None = None
    section: str | None = None
    """Heading shown on the card: on the first card of a section along each line of reasons."""
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """An act: the fact that somebody said, wanted or promised something."""

    key: str
    ref: str
    name: str
    verb: str
    against: bool
    text: str
    initials: str
    colour: str
    tooltip: str
    ring: bool = False
    voices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pill:
    """A step from grounds to a conclusion."""

    key: str
    ref: str
    attack: bool
    label: str
    remark: str
    tooltip: str
    by: tuple[str, ...] = ()
    """IDs of the voices that the remark names."""


Part = Card | Chip | Pill


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from `tail` to `head`, which are keys of parts."""

    key: str
    tail: str
    head: str
    rel: Rel
    label: str
    tooltip: str
    ref: str = ""
    """ID of the argument or the relation of which it is a line, if any."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that one drawing shows."""

    title: str
    byline: str
    description: str
    parts: tuple[Part, ...]
    edges: tuple[Edge, ...]


def make_scene(m: ArgumentMap) -> Scene:
    """The scene of a map. A map without statements gives one card that says so."""
    return _Maker(m).scene()


def drawn_voices(map: ArgumentMap, acts: Collection[str]) -> list[str]:
    """The voices that have a colour of their own, in the order of their colours. `acts` are the nodes that stand in a
    step; a reporter of what is no such act is only named."""
    out: dict[str, None] = {}
    for act in map.attributions:
        if act.id in acts or not isinstance(map[act.content], Attribution):
            out.update(dict.fromkeys(voice for voice in act.voices if voice != "author"))
    return list(out)


class _Maker:
    def __init__(self, m: ArgumentMap) -> None:
        self.m = m
        self.say = wording.Wording(m)
        self.edges: list[Edge] = []
        self.keys: dict[str, str] = {}
        self.acts = self._acts()
        self.pills = {a.id for a in m.arguments if self._needs_pill(a)}
        self.colours = self._colours()
        # Of several claims on which nothing more is built, the one that carries the whole is the thesis; a claim among
        # others that nothing supports is none.
        thesis = m.thesis
        lone = len(m.theses) == 1
        self.thesis = thesis.id if thesis and (lone or m.grounds_of(thesis.id)) else None

    # -- what is drawn -----------------------------------------------------------------------------------

    def _acts(self) -> set[str]:
        used = {g.ref for a in self.m.arguments for g in a.grounds} | {a.target for a in self.m.arguments}
        return {a.id for a in self.m.attributions if a.id in used}

    def _needs_pill(self, a: Argument) -> bool:
        named = "/" not in a.id  # an ID that nobody wrote has a slash
        undercut = any(other.step == "undercuts" for other in self.m.arguments_of(a.id))
        loop = any(g.ref == a.target for g in a.grounds)
        return bool(len(a.grounds) > 1 or a.scheme or named or undercut or loop or a.by or a.strength is not None)

    def _colours(self) -> dict[str, str]:
        drawn = drawn_voices(self.m, self.acts)
        colours = {"author": "author", **{voice: voice_colour(n) for n, voice in enumerate(drawn)}}
        self.rings = set(drawn[VOICES:])
        self.voices = {voice for act in self.m.attributions for voice in act.voices} - {"author"}
        return colours

    def scene(self) -> Scene:
        m = self.m
        drawn = [
            node
            for node in m.nodes
            if isinstance(node, Statement)
            or (isinstance(node, Attribution) and node.id in self.acts)
            or (isinstance(node, Argument) and node.id in self.pills)
        ]
        self.keys = {node.id: f"n{count}" for count, node in enumerate(drawn)}
        headed = self._headed()
        parts: list[Part] = []
        for node in drawn:
            if isinstance(node, Statement):
                parts.append(self._card(node, headed.get(node.id)))
            elif isinstance(node, Attribution):
                parts.append(self._chip(node))
            elif isinstance(node, Argument):
                parts.append(self._pill(node))
        for other in m.nodes:
            if isinstance(other, Argument):
                self._argument(other)
            elif isinstance(other, Relation):
                same = other.relation == "same-as"
                rel: Rel = "same" if same else "contradict"
                self._edge(other.a, other.b, rel, "same as" if same else "contradicts", ref=other.id)
            elif isinstance(other, Question):
                for answer in other.answers:
                    self._edge(answer, other.id, "answer")
            elif isinstance(other, Attribution) and other.id in self.acts:
                self._content(other)
        if not parts:
            parts.append(Card("n0", "", "nothing", "There is nothing to draw yet.", "An empty map", "mute"))
        title, byline = self.say.heading()
        return Scene(title, byline, self._description(), tuple(parts), tuple(self.edges))

    def _description(self) -> str:
        m = self.m
        said = [f"Thesis: {self.say.plain(m[self.thesis])}"] if self.thesis else []
        counts = (
            (len(m.statements), "statement"), (len(m.arguments), "argument"), (len(self.voices), "voice")
        )  # fmt: skip
        said.append(", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts) + ".")
        return clean(" ".join(said))

    def _headed(self) -> dict[str, str]:
        """Which cards carry a section's heading: those that bear on nothing of the same section."""
        m = self.m
        titles = {s.id: clean(s.title) for s in m.sections}
        headed: dict[str, str] = {}
        shown: Counter[str] = Counter()
        homeless: dict[str, str] = {}
        for s in m.statements:
            if s.section is None:
                continue
            homeless.setdefault(s.section, s.id)
            if s.section not in {self._section(id) for id in self._leads_to(s.id)}:
                headed[s.id] = titles[s.section]
                shown[s.section] += 1
        # In a circle of reasons no card is the first: take the first that is written.
        for section, id in homeless.items():
            if not shown[section]:
                headed[id] = titles[section]
        return headed

    def _section(self, id: str) -> str | None:
        node = self.m[id]
        return node.section if isinstance(node, Statement) else None

    def _leads_to(self, id: str) -> Iterator[str]:
        """The statements to which a statement is joined, on their side nearer to the thesis."""
        m = self.m
        outs = list(m.arguments_from(id))
        for act in m.attributions_of(id):
            if act.id in self.acts:
                outs += m.arguments_from(act.id)
        for a in outs:
            target = a.target
            while isinstance(up := m[target], Argument):
                target = up.target
            if (statement := self.say.statement(target)) is not None and statement.id != id:
                yield statement.id
        for r in m.relations_of(id):
            if r.b == id:
                yield r.a
        for q in m.questions:
            if id in q.answers:
                yield q.id

    # -- parts -------------------------------------------------------------------------------------------

    def _card(self, s: Statement, section: str | None) -> Card:
        m, say = self.m, self.say
        implicit = m.is_implicit(s.id)
        kind: CardKind = "claim"
        if isinstance(s, Position):
            kind = "position"
        elif isinstance(s, Premise):
            kind = "premise"
        elif isinstance(s, Question):
            kind = "question"
        elif s.id == self.thesis:
            kind = "thesis"
        remarks = [word for word in ("implicit" if implicit else "", s.type or "") if word]
        if isinstance(s, Question) and s.open:
            remarks.append("several answers may hold")
        acts = [a for a in m.attributions_of(s.id) if kind != "position" or set(a.voices) != {"author"}]
        quotes = m.quotes_of(s.id)
        anchors = list(quotes)
        first = self._first(acts) if kind == "position" else None
        speaker: Speaker | None = None
        shown: tuple[str, ...] = ()
        if first is not None:
            speaker = self._speaker(first)
            own = m.quotes_of(first.id)
            anchors = [*own, *anchors]
            shown = say.shown_quotes(s.text, own)
        others = [self._mention(a) for a in acts if a is not first]
        listed = len(others) if len(others) <= _MENTIONS else _MENTIONS - 1
        at = next((q for q in anchors if q.at), None)
        link = say.link(at or (anchors[0] if anchors else None))
        url = wording.safe_link(s.url)
        return Card(
            key=self.keys[s.id],
            ref=s.id,
            kind=kind,
            text=say.plain(s),
            tooltip=self._tooltip(s, anchors),
            colour=speaker.colour if speaker else "mute" if kind in ("position", "question") else "author",
            tag="" if speaker else kind.upper(),
            remark=" · ".join(remarks),
            speaker=speaker,
            quotes=shown,
            mentions=tuple(others[:listed]),
            more=len(others) - listed,
            hidden=tuple(id for o in others[listed:] for id in (o.act, *o.voices, *o.also)),
            badge=m.treatment_of(s.id) if kind == "position" and m.attributions_of(s.id) else None,
            locator=say.locator(at) if at else "source" if link else "link" if url else None,
            link=link or url,
            section=section,
            implicit=implicit,
        )

    def _first(self, acts: list[Attribution]) -> Attribution | None:
        """The attribution that heads a card: the first that was made and speaks for the position, if any."""
        made = [a for a in acts if a.status == "made"]
        outright = [a for a in made if a.within is None] or made
        holds = [a for a in outright if self.m.verb_of(a).commitment not in ("against", "withdraws")]
        return next(iter([*holds, *outright, *acts]), None)

    def _speaker(self, act: Attribution) -> Speaker:
        lead = act.voices[0]
        return Speaker(
            name=self.say.names(act.voices, capital=True),
            role=self.say.role(lead) if len(act.voices) == 1 else None,
            initials=self.say.initials(lead),
            colour=self.colours[lead],
            ring=lead in self.rings,
            verb=self.say.verb(act),
            against=self.say.against(act),
            line=self.say.circumstances(act),
            act=act.id,
            voices=act.voices,
            also=(*self._told(act), *act.to, *act.via, *([act.venue] if act.venue else [])),
        )

    def _mention(self, act: Attribution) -> Mention:
        lead = act.voices[0]
        return Mention(
            self.say.names(act.voices, capital=True),
            self.say.verb(act),
            self.say.against(act),
            self.say.brief(act),
            self.say.initials(lead),
            self.colours[lead],
            lead in self.rings,
            act.id,
            act.voices,
            self._told(act),
        )

    def _told(self, act: Attribution) -> tuple[str, ...]:
        """The acts around an act and within it, which the words behind its verb tell of, and their voices."""
        told: dict[str, None] = {}
        for step in ("within", "content"):
            at = self.m.get(getattr(act, step) or "")
            while isinstance(at, Attribution) and at.id not in told and len(told) < _TOLD:
                told.update(dict.fromkeys((at.id, *at.voices)))
                at = self.m.get(getattr(at, step) or "")
        return tuple(told)

    def _tooltip(self, s: Statement, anchors: list[Quote]) -> str:
        lines = [f"{type(s).__name__} {clean(s.id)}: {clean(s.text)}"]
        for act in self.m.attributions_of(s.id):
            lines.append(self.say.sentence(act))
            lines += [self.say.cited(q) for q in self.m.quotes_of(act.id) if q not in anchors]
        lines += [self.say.cited(q) for q in anchors]
        lines += [f"Note: {clean(note)}" for note in s.notes]
        return "\n".join(lines)

    def _chip(self, act: Attribution) -> Chip:
        lead = act.voices[0]
        about = self.say.statement(act.id)
        lone = about is not None and self._says_itself(act)
        return Chip(
            key=self.keys[act.id],
            ref=act.id,
            name=self.say.names(act.voices, capital=True),
            verb=self.say.act(act) + (" this" if lone else ""),
            against=self.say.against(act),
            text="" if lone or about is None else self.say.plain(about),
            initials=self.say.initials(lead),
            colour=self.colours[lead],
            ring=lead in self.rings,
            tooltip="Act: " + self.say.sentence(act),
            voices=act.voices,
            also=self._told(act),
        )

    def _says_itself(self, act: Attribution) -> bool:
        """Whether an act serves only as a reason for what it says: its line to the card would lead back."""
        about = self.say.statement(act.id)
        uses = self.m.arguments_from(act.id)
        on = self.m.arguments_of(act.id)
        return about is not None and bool(uses) and not on and all(a.target == about.id for a in uses)

    def _pill(self, a: Argument) -> Pill:
        label = self.say.scheme(a.scheme) if a.scheme else ""
        remarks = []
        if not label and "/" not in a.id:
            label = clean(a.id)
        if a.strength is not None:
            remarks.append(a.strength if isinstance(a.strength, str) else f"{a.strength:.2g}")
        if a.by:
            remarks.append("by " + self.say.names(a.by))
        what = {"supports": "Support", "rebuts": "Rebuttal", "undercuts": "Undercut"}[a.step]
        tip = [f"{what} {a.id}" + (f", scheme: {clean(a.scheme)}" if a.scheme else "")]
        if remarks:
            tip.append(", ".join(remarks))
        tip += [f"Note: {clean(note)}" for note in a.notes]
        return Pill(self.keys[a.id], a.id, a.step != "supports", label, " · ".join(remarks), "\n".join(tip), a.by)

    # -- lines -------------------------------------------------------------------------------------------

    def _edge(self, tail: str, head: str, rel: Rel, label: str = "", remark: str = "", ref: str = "") -> None:
        if tail == head or tail not in self.keys or head not in self.keys:
            return
        verb = _VERBS[rel]
        tip = clean(f"{tail} {verb} {head}") + (f"\n{clean(remark)}" if remark else "")
        self.edges.append(Edge(f"e{len(self.edges)}", self.keys[tail], self.keys[head], rel, label, tip, ref))

    def _argument(self, a: Argument) -> None:
        rel = _STEPS[a.step]
        if a.id not in self.pills:
            self._edge(a.grounds[0].ref, a.target, rel, "" if rel == "support" else a.step, ref=a.id)
            return
        for ground in a.grounds:
            remark = "meets " + ", ".join(ground.meets) if ground.meets else ""
            foot: Rel = "premise" if rel == "support" else "attack-premise"
            self._edge(ground.ref, a.id, foot, remark=remark, ref=a.id)
        self._edge(a.id, a.target, rel, "" if rel != "undercut" else "undercuts", ref=a.id)

    def _content(self, act: Attribution) -> None:
        about = self.say.statement(act.id)
        if about is not None and not self._says_itself(act):
            self._edge(about.id, act.id, "content")
