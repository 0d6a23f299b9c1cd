"""`diff`: what changed in meaning from one map to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, cast

from argmap.changes.likeness import differing
from argmap.changes.matching import Matching, match_first_rank
from argmap.changes.model import CHANGES, GROUPS, Change, ChangeKind, ChangeWord, Group, MapDiff, Value
from argmap.changes.records import auxiliary_of, match_records
from argmap.changes.side import Side, own_name
from argmap.changes.wording import call, clean, deed, entry, quote_of, step_words, where
from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    Argument,
    Attribution,
    Expectation,
    Include,
    Mark,
    Node,
    Position,
    Question,
    Quote,
    Relation,
    Section,
    Source,
    Statement,
    Verb,
    Voice,
)

__all__ = ["diff"]


_About = tuple[str | None, str | None]
_NOWHERE: _About = (None, None)


def diff(old: ArgumentMap, new: ArgumentMap) -> MapDiff:
    """What changed in meaning from one map to another.

    Without meaning are: the order of whatever has one, headings and sections, derived IDs (the numbers of steps and
    quotes, the IDs made from words), and in which of two ways a thing is written (a reason above or below, a relation
    on either side). Maps of any size are compared in time that grows with their size.
    """
    if old == new:
        return MapDiff()
    a, b = Side(old), Side(new)
    m = match_first_rank(a, b)
    match_records(m)
    return MapDiff(tuple(_Comparison(a, b, m).changes()))


_GROUP_OF: dict[type[Node], Group] = {
    Argument: "reasons",
    Attribution: "attributions",
    Relation: "relations",
    Quote: "quotes",
    Mark: "quotes",
    Voice: "voices",
    Source: "voices",
    Verb: "voices",
    Expectation: "remarks",
    Include: "remarks",
}
_TURNED = {
    ("claim", "premise"): "the author now merely leans on it",
    ("premise", "claim"): "the author now asserts it",
    ("claim", "position"): "the author no longer asserts it; others hold it",
    ("premise", "position"): "the author no longer leans on it; others hold it",
    ("position", "claim"): "the author now asserts it",
    ("position", "premise"): "the author now leans on it",
}
_TREATED = {
    "endorses": "endorses it",
    "distances": "keeps a distance from it",
    "rejects": "rejects it",
    "doubts": "doubts it",
    "reports": "only reports it",
}
_ARROW = " -> "
_HEAD = ("title", "analyst", "date", "lang", "licence")


def _group(node: Node) -> Group:
    return _GROUP_OF.get(type(node), "statements")


def _kind(node: Node) -> ChangeKind:
    return cast(ChangeKind, node.node)  # type: ignore[attr-defined]


def _shown(value: object) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = clean(str(value))
    return f"“{text}”" if " " in text else text


class _Comparison:
    """The changes between two maps whose nodes are matched."""

    def __init__(self, old: Side, new: Side, matching: Matching) -> None:
        self.old = old
        self.new = new
        self.m = matching
        self.found: list[tuple[tuple[int, int, int, int], Change]] = []
        self.leading = (old.leading or frozenset(), new.leading or frozenset())

    def changes(self) -> list[Change]:
        """All changes, in the order in which they are told."""
        self.thesis()
        self.head()
        for node in self.old.nodes:
            if isinstance(node, Section):
                continue
            other = self.m.new_of.get(node.id)
            if other is None:
                self.gone(node)
            else:
                self.both(node, self.new.map[other])
        for node in self.new.nodes:
            if not isinstance(node, Section) and node.id not in self.m.old_of:
                self.come(node)
        self.commitments()
        return [change for _, change in sorted(self.found, key=lambda f: f[0])]

    def put(self, group: Group, change: ChangeWord, kind: ChangeKind, message: str, **more: Any) -> None:
        """Note a change."""
        made = Change(group=group, change=change, kind=kind, message=message, **more)
        at = self.new.order.get(made.id, 0) if made.id is not None else self.old.order.get(made.old_id or "", 0)
        self.found.append(((GROUPS.index(group), CHANGES.index(change), at, len(self.found)), made))

    # -- nodes that came or went ---------------------------------------------------------------------------

    def gone(self, node: Node) -> None:
        """A node of the old map that is not in the new one."""
        if not self.part_of_another(self.old, node, self.m.new_of):
            self.put(
                self.group_of(node, None), "removed", _kind(node), entry(self.old, node),
                old_id=node.id, old=_words(self.old, node), old_about=_about(node),
            )  # fmt: skip

    def come(self, node: Node) -> None:
        """A node of the new map that was not in the old one."""
        if not self.part_of_another(self.new, node, self.m.old_of):
            self.put(
                self.group_of(None, node), "added", _kind(node), entry(self.new, node),
                id=node.id, new=_words(self.new, node), about=_about(node),
            )  # fmt: skip

    def part_of_another(self, side: Side, node: Node, matched: dict[str, str]) -> bool:
        """Whether a node came or went with another, and is told with it."""
        if isinstance(node, Quote):
            return node.of not in matched
        if isinstance(node, Mark):
            return node.source not in matched
        if isinstance(node, Attribution) and node.within is not None and node.within not in matched:
            outer = side.map.get(node.within)
            return isinstance(outer, Attribution) and outer.content == node.id
        return False

    def group_of(self, old: Node | None, new: Node | None) -> Group:
        """The group of what happens to a node: a thesis comes first."""
        if (old and old.id in self.leading[0]) or (new and new.id in self.leading[1]):
            return "thesis"
        return _group(old or new or Position(id="", text=""))

    # -- nodes in both -------------------------------------------------------------------------------------

    def both(self, a: Node, b: Node) -> None:
        """A node that is in both maps."""
        match a, b:
            case Statement(), Statement():
                self.statement(a, b)
            case Attribution(), Attribution():
                self.attribution(a, b)
            case Argument(), Argument():
                self.argument(a, b)
            case Relation(), Relation():
                names = (call(self.new, b.a), call(self.new, b.b))
                self.field(a, b, "relation", f"{names[0]} and {names[1]}")
            case Quote(), Quote():
                self.quote(a, b)
            case Mark(), Mark():
                for name in ("use", "text", "at", "near", "anchor"):
                    self.field(a, b, name, f"mark “{clean(b.text)}” in source {b.source}")
                self.moved(a, b, "source", entry(self.old, a), f"now in source {b.source}")
            case Voice(), Voice():
                self.renamed(a, b, f"voice {a.id}")
                for name in ("name", "kind", "naming", "role"):
                    self.field(a, b, name, f"voice {b.id}")
                self.nodes(a, b, "of", a.of, b.of, f"voice {b.id}")
                self.words(a, b, "also", a.also, b.also, f"voice {b.id}")
            case Source(), Source():
                self.renamed(a, b, f"source {a.id}")
                for name in ("title", "date", "text", "retrieved"):
                    self.field(a, b, name, f"source {b.id}")
                self.signature(a, b)
                self.word(a, b, "venue", f"source {b.id}", "in")
                self.nodes(a, b, "by", a.by, b.by, f"source {b.id}")
            case Verb(), Verb():
                self.field(a, b, "force", f"verb {clean(b.base)}")
                self.field(a, b, "stance", f"verb {clean(b.base)}")
            case Include(), Include():
                self.field(a, b, "path", f"include {clean(b.path)}")
                self.field(a, b, "name", f"include {clean(b.path)}")
            case Expectation(), Expectation():
                self.field(a, b, "status", f"what is expected of {call(self.new, b.of)}")
            case _:
                pass
        self.remarks(a, b)

    def remarks(self, a: Node | ArgumentMap, b: Node | ArgumentMap) -> None:
        """What every node can carry."""
        if (a.tags, a.notes, a.url, a.meta) == (b.tags, b.notes, b.url, b.meta):
            return
        subject = "the map" if isinstance(b, ArgumentMap) else self.subject(b)
        self.words(a, b, "tags", a.tags, b.tags, subject, "remarks")
        self.words(a, b, "notes", a.notes, b.notes, subject, "remarks")
        self.field(a, b, "url", subject, group="remarks")
        old, new = (tuple(f"{k}: {v}" for k, v in node.meta) for node in (a, b))
        self.words(a, b, "meta", old, new, subject, "remarks")

    def subject(self, b: Node) -> str:
        """How a line begins that tells of a node's field."""
        match b:
            case Statement():
                return f"{_kind(b)} {call(self.new, b.id)}"
            case Voice() | Source():
                return f"{_kind(b)} {b.id}"
            case _:
                return call(self.new, b.id) if isinstance(b, Attribution | Argument) else entry(self.new, b)

    def statement(self, a: Statement, b: Statement) -> None:
        """A claim, premise, position or question that is in both maps."""
        group = self.group_of(a, b)
        subject = self.subject(b)
        if not (self.old.nameless(a.id) and self.new.nameless(b.id)):
            self.renamed(a, b, f"{_kind(a)} {call(self.old, a.id)}")
        if a.text != b.text:
            what = differing(a.text, b.text)
            self.change(
                a, b, "text", a.text, b.text, f"{subject} reworded" + (f": {clean(what)}" if what else ""), group
            )
        if _kind(a) != _kind(b):
            why = _TURNED.get((_kind(a), _kind(b)))
            turned = f"{subject} was a {_kind(a)}" + (f": {why}" if why else "")
            self.change(a, b, "node", _kind(a), _kind(b), turned, group)
        self.field(a, b, "type", subject)
        self.nodes(a, b, "answers", _answers(a), _answers(b), subject)
        before, after = (isinstance(n, Question) and n.open for n in (a, b))
        if before != after:
            now = "several answers may hold" if after else "the answers exclude each other"
            self.change(a, b, "open", before, after, f"{subject} — now {now}")
        if isinstance(a, Position) and isinstance(b, Position):
            old, new = self.old.map.treatment_of(a.id), self.new.map.treatment_of(b.id)
            if old != new:
                message = f"{subject}: the author now {_TREATED[new]} (before: {_TREATED[old]})"
                self.change(a, b, "treatment", old, new, message, "stances")

    def attribution(self, a: Attribution, b: Attribution) -> None:
        """An attribution that is in both maps."""
        subject = deed(self.old, a)
        about = (self.old.ends[a.id], self.new.ends[b.id])
        self.renamed(a, b, subject)
        self.nodes(a, b, "voices", a.voices, b.voices, subject, about=about)
        if a.verb != b.verb:
            old, new = self.old.map.verb_of(a), self.new.map.verb_of(b)
            differ = [f"force {old.force}{_ARROW}{new.force}"] if old.force != new.force else []
            differ += [f"stance {old.stance}{_ARROW}{new.stance}"] if old.stance != new.stance else []
            told = f" ({', '.join(differ)})" if differ else ""
            self.change(a, b, "verb", a.verb, b.verb, f"{subject} — verb {a.verb}{_ARROW}{b.verb}{told}", about=about)
        if auxiliary_of(a) != auxiliary_of(b):
            status = f"{subject} — was {a.status}, now {b.status}"
            words = "" if a.status != b.status else f" ({_shown(a.auxiliary)}{_ARROW}{_shown(b.auxiliary)})"
            self.change(a, b, "auxiliary", a.auxiliary, b.auxiliary, status + words, about=about)
        self.field(a, b, "certainty", subject, about=about)
        self.field(a, b, "stance", subject, about=about)
        self.word(a, b, "venue", subject, "in", about=about)
        self.field(a, b, "date", subject, about=about)
        if set(map(self.m.old_word, a.to)) != set(b.to):
            old_to, new_to = (_list(side, n.to) for side, n in ((self.old, a), (self.new, b)))
            self.change(a, b, "to", a.to, b.to, f"{subject} — to {old_to}{_ARROW}{new_to}", about=about)
        self.nodes(a, b, "via", a.via, b.via, subject, about=about)
        if a.cue != b.cue:
            cues = [" … ".join(f"“{clean(c)}”" for c in n.cue) or "none" for n in (a, b)]
            self.change(a, b, "cue", a.cue, b.cue, f"{subject} — cue {cues[0]}{_ARROW}{cues[1]}", about=about)
        if a.cue_anchors != b.cue_anchors:
            anchors = [", ".join(clean(at) or "none" for at in n.cue_anchors) or "none" for n in (a, b)]
            message = f"{subject} — anchor of its cue {anchors[0]}{_ARROW}{anchors[1]}"
            self.change(a, b, "cue_anchors", a.cue_anchors, b.cue_anchors, message, about=about)
        ends = (self.old.ends[a.id], self.new.ends[b.id])
        if self.m.new_of.get(ends[0]) != ends[1]:
            message = f"{subject} — now of {call(self.new, ends[1])}"
            self.change(a, b, "content", *ends, message, change="moved", about=about)
        elif self.m.new_of.get(a.content) != b.content:
            message = f"{subject} — now {deed(self.new, b)}"
            self.change(a, b, "content", a.content, b.content, message, about=about)
        if self.differ(a.within, b.within):
            now = f"now only according to: {call(self.new, b.within)}" if b.within else "now in nobody else's report"
            self.change(a, b, "within", a.within, b.within, f"{subject} — {now}", about=about)

    def signature(self, a: Source, b: Source) -> None:
        """Compare the signatures of a source's text, which nobody wants to read."""
        if a.signature == b.signature:
            return
        old, new = (s and s.split()[:3] for s in (a.signature, b.signature))
        if not old or not new:
            now = "it has a signature now" if new else "it has lost its signature"
        elif old[1:] != new[1:]:
            letters = old[1] if old[1] == new[1] else f"{old[1]}{_ARROW}{new[1]}"
            now = f"the signature is of another text ({clean(letters)} letters)"
        else:
            now = "another signature of the same text"
        self.change(a, b, "signature", a.signature, b.signature, f"source {b.id} — {now}")

    def argument(self, a: Argument, b: Argument) -> None:
        """A step that is in both maps."""
        subject = step_words(self.old, a)
        about = (a.target, b.target)
        self.renamed(a, b, subject)
        if self.m.new_of.get(a.target) != b.target:
            message = f"{subject} — now {where(self.new, b)}"
            self.change(a, b, "target", a.target, b.target, message, change="moved", about=about)
        if a.step != b.step:
            self.change(a, b, "step", a.step, b.step, f"{subject} — turned: now {where(self.new, b)}", about=about)
        old = {self.m.old_token(g.ref): g for g in reversed(a.grounds)}
        new = {self.m.new_token(g.ref): g for g in reversed(b.grounds)}
        if old.keys() != new.keys():
            lost = [g for token, g in reversed(old.items()) if token not in new]
            gained = [g for token, g in reversed(new.items()) if token not in old]
            told = []
            if lost:
                told.append("no longer rests on " + " and ".join(call(self.old, g.ref, True) for g in lost))
            if gained:
                linked = [f"{call(self.new, g.ref, True)}{' (unsaid)' if g.implicit else ''}" for g in gained]
                told.append("now rests on " + " and ".join(linked) + " too")
            refs = (tuple(g.ref for g in a.grounds), tuple(g.ref for g in b.grounds))
            self.change(a, b, "grounds", *refs, f"{subject} — {', '.join(told)}", about=about)
        for token, ground in reversed(old.items()):
            other = new.get(token)
            if other is None:
                continue
            here = (ground.ref, other.ref)
            name = call(self.new, other.ref)
            if ground.implicit != other.implicit:
                now = f"{name} is now left unsaid" if other.implicit else f"{name} is now stated"
                self.change(a, b, "implicit", ground.implicit, other.implicit, f"{subject} — {now}", about=here)
            self.words(a, b, "meets", ground.meets, other.meets, f"{subject} — {name}", about=here)
        self.field(a, b, "scheme", subject, about=about)
        self.field(a, b, "strength", subject, about=about)
        self.nodes(a, b, "by", a.by, b.by, subject, about=about)

    def quote(self, a: Quote, b: Quote) -> None:
        """A quote that is in both maps."""
        subject = quote_of(self.new, b.of)
        about = (a.of, b.of)
        self.moved(a, b, "of", entry(self.old, a), f"now {quote_of(self.new, b.of)}")
        if a.text != b.text:
            what = differing(a.text, b.text)
            message = f"{subject} changed" + (f": {clean(what)}" if what else "")
            self.change(a, b, "text", a.text, b.text, message, about=about)
        subject = f"{subject}: “{clean(b.text)}”"
        sources = (a.source or self.old.first_source, b.source or self.new.first_source)
        # Where neither names its source, what changed is which source is the first.
        if (a.source or b.source) and self.differ(*sources):
            names = [call(side, s) if s else "none" for side, s in zip((self.old, self.new), sources, strict=True)]
            self.change(a, b, "source", *sources, f"{subject} — source {_ARROW.join(names)}", about=about)
        self.field(a, b, "at", subject, about=about)
        self.field(a, b, "near", subject, about=about)
        self.field(a, b, "anchor", subject, about=about)

    # -- fields --------------------------------------------------------------------------------------------

    def change(
        self, a: Node | ArgumentMap, b: Node | ArgumentMap, field: str, old: Value, new: Value, message: str,
        group: Group | None = None, change: ChangeWord = "changed", about: _About = _NOWHERE,
    ) -> None:  # fmt: skip
        """Note that a field changed."""
        if isinstance(b, ArgumentMap) or isinstance(a, ArgumentMap):
            self.put(group or "remarks", change, "map", message, field=field, old=old, new=new)
            return
        self.put(
            group or _group(b), change, _kind(b), message,
            id=b.id, old_id=a.id, field=field, old=old, new=new, old_about=about[0], about=about[1],
        )  # fmt: skip

    def field(
        self, a: Node | ArgumentMap, b: Node | ArgumentMap, name: str, subject: str, group: Group | None = None,
        about: _About = _NOWHERE,
    ) -> None:  # fmt: skip
        """Compare a plain field."""
        old, new = getattr(a, name), getattr(b, name)
        if old != new:
            message = f"{subject} — {name} {_shown(old)}{_ARROW}{_shown(new)}"
            self.change(a, b, name, old, new, message, group, about=about)

    def differ(self, old: str | None, new: str | None) -> bool:
        """Whether two IDs, either of which may be missing, are not of the same node."""
        return old is not new if old is None or new is None else self.m.new_of.get(old) != new

    def word(self, a: Node, b: Node, name: str, subject: str, label: str, about: _About = _NOWHERE) -> None:
        """Compare a field that holds words or an ID."""
        old, new = getattr(a, name), getattr(b, name)
        if (None if old is None else self.m.old_word(old)) != new:
            shown = ["none" if v is None else call(s, v) for s, v in ((self.old, old), (self.new, new))]
            self.change(a, b, name, old, new, f"{subject} — {label} {_ARROW.join(shown)}", about=about)

    def nodes(
        self,
        a: Node,
        b: Node,
        name: str,
        old: Sequence[str],
        new: Sequence[str],
        subject: str,
        about: _About = _NOWHERE,
    ) -> None:
        """Compare a field that holds IDs, in whatever order."""
        before, after = {self.m.old_token(id) for id in old}, {self.m.new_token(id) for id in new}
        if before != after:
            lost = [call(self.old, id) for id in dict.fromkeys(old) if self.m.old_token(id) not in after]
            gained = [call(self.new, id) for id in dict.fromkeys(new) if self.m.new_token(id) not in before]
            message = f"{subject} — {name} {_lost_and_gained(lost, gained)}"
            self.change(a, b, name, tuple(old), tuple(new), message, about=about)

    def words(
        self, a: Node | ArgumentMap, b: Node | ArgumentMap, name: str, old: Sequence[str], new: Sequence[str],
        subject: str, group: Group | None = None, about: _About = _NOWHERE,
    ) -> None:  # fmt: skip
        """Compare a field that holds words, in whatever order."""
        before, after = Counter(old), Counter(new)
        if before != after:
            lost = [f"“{clean(word)}”" for word in (before - after).elements()]
            gained = [f"“{clean(word)}”" for word in (after - before).elements()]
            message = f"{subject} — {name} {_lost_and_gained(lost, gained)}"
            self.change(a, b, name, tuple(old), tuple(new), message, group, about=about)

    def moved(self, a: Node, b: Node, name: str, subject: str, now: str) -> None:
        """Compare the node to which another belongs."""
        old, new = getattr(a, name), getattr(b, name)
        if self.m.new_of.get(old) != new:
            self.change(a, b, name, old, new, f"{subject} — {now}", None, "moved", (old, new))

    def renamed(self, a: Node, b: Node, subject: str) -> None:
        """Compare the IDs of what has IDs of its own."""
        old, new = own_name(a.id), own_name(b.id)
        if old == new:
            return
        if old and new and old.rpartition(".")[2] == new.rpartition(".")[2]:
            # An include that got another name is told once.
            scopes = (self.old.scope.get(a.id), self.new.scope.get(b.id))
            if scopes[0] is not None and self.m.new_of.get(scopes[0]) == scopes[1]:
                return
        if isinstance(b, Statement) and self.new.nameless(b.id):
            message = f"{subject} has lost its ID"
        elif isinstance(a, Statement) and self.old.nameless(a.id):
            message = f"{subject} has the ID {new}"
        elif new is None:
            message = f"{subject} has lost its name {old}"
        else:
            message = f"{subject} is now called {new}"
        self.change(a, b, "id", old, new, message, "names", "renamed")

    # -- the whole -----------------------------------------------------------------------------------------

    def thesis(self) -> None:
        """Compare what the whole map argues for."""
        old, new = self.old.leading, self.new.leading
        if old is None or new is None or {self.m.new_of.get(id, ("old", id)) for id in old} == set(new):
            return
        ids = [sorted(ids, key=side.order.__getitem__) for ids, side in ((old, self.old), (new, self.new))]
        was, now = (
            " and ".join(call(side, id, True) for id in some[:3]) + (" and …" if len(some) > 3 else "")
            for some, side in zip(ids, (self.old, self.new), strict=True)
        )
        message = f"the thesis was {was}, and is now {now}"
        if not was or not now:
            message = f"the map now has a thesis: {now}" if now else f"the map no longer has a thesis; it was {was}"
        self.put(
            "thesis", "changed", "map", message,
            field="thesis", old=tuple(ids[0]), new=tuple(ids[1]),
        )  # fmt: skip

    def head(self) -> None:
        """Compare the heads of the maps."""
        a, b = self.old.map, self.new.map
        self.field(a, b, "id", "the map")
        for name in _HEAD:
            self.field(a, b, name, "the map")
        self.remarks(a, b)
        self.first_source()

    def first_source(self) -> None:
        """Compare the source of quotes that name none."""
        old, new = self.old.first_source, self.new.first_source
        if old is None or new is None or self.m.new_of.get(old) == new:
            return
        if not self.old.leans_on_first or not self.new.leans_on_first:
            return
        names = f"{call(self.old, old)}{_ARROW}{call(self.new, new)}"
        message = f"quotes that name no source stand in another one: {names}"
        self.put("quotes", "changed", "map", message, field="first_source", old=old, new=new)

    def commitments(self) -> None:
        """Compare to what voices are committed, where both maps say so."""
        new = _commitments(self.new)
        for (old_voice, old_statement), before in _commitments(self.old).items():
            voice, statement = self.m.new_of.get(old_voice), self.m.new_of.get(old_statement)
            if voice is None or statement is None:
                continue
            after = new.get((voice, statement))
            if after is not None and after != before:
                was, now = " and ".join(sorted(before)), " and ".join(sorted(after))
                message = f"{call(self.new, voice)} on {call(self.new, statement, True)}: {was}{_ARROW}{now}"
                self.put(
                    "stances", "changed", "voice", message, id=voice, old_id=old_voice, field="commitment",
                    old=tuple(sorted(before)), new=tuple(sorted(after)), about=statement, old_about=old_statement,
                )  # fmt: skip


def _answers(node: Statement) -> tuple[str, ...]:
    return node.answers if isinstance(node, Question) else ()


def _commitments(side: Side) -> dict[tuple[str, str], set[str]]:
    """Whether voices hold statements, hold the contrary, leave them open or have withdrawn them. What the author makes
    of a position is its treatment."""
    found: dict[tuple[str, str], set[str]] = {}
    for act in side.map.attributions:
        if act.within is None and act.status == "made" and isinstance(side.map.get(act.content), Statement):
            commitment = side.map.verb_of(act).commitment
            if commitment != "none":
                for voice in act.voices:
                    if voice != "author":
                        found.setdefault((voice, act.content), set()).add(commitment)
    return found


def _words(side: Side, node: Node) -> str:
    """What JSON gives as the old or new words of a node that went or came."""
    match node:
        case Statement() | Quote() | Mark():
            return node.text
        case Voice():
            return node.name
        case Source():
            return node.title
        case _:
            return entry(side, node)


def _about(node: Node) -> str | None:
    match node:
        case Argument():
            return node.target
        case Attribution():
            return node.content
        case Quote() | Expectation():
            return node.of
        case Mark():
            return node.source
        case _:
            return None


def _list(side: Side, ids: Iterable[str]) -> str:
    return " and ".join(call(side, id) for id in ids) or "none"


def _lost_and_gained(lost: list[str], gained: list[str]) -> str:
    if lost and gained:
        return f"{', '.join(lost)}{_ARROW}{', '.join(gained)}"
    return f"without {', '.join(lost)}" if lost else f"with {', '.join(gained)}"
