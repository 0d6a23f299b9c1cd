"""What queries mean, worked out thing by thing with plain loops, from the descriptions in `argmap.query.vocabulary` alone.

Slow and simple: it is what the engine is compared with. Findings are taken as they are found, for they have tests of
their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

from argmap.discourse import Discourse
from argmap.discourse.finding import Finding
from argmap.discourse.findings import findings
from argmap.discourse.time import days
from argmap.model.map import AUTHOR, SOMEONE, ArgumentMap
from argmap.model.nodes import (
    Argument,
    Attribution,
    Claim,
    Expectation,
    Node,
    Position,
    Premise,
    Question,
    Quote,
    Relation,
    Source,
    Statement,
    Voice,
)
from argmap.model.schemes import find_scheme
from argmap.query.items import CriticalQuestion, Item, kind_of
from argmap.query.times import When
from argmap.query.vocabulary import NOUNS

KIND_OF_FORCE = {"promise": "owed", "want": "wanted", "propose": "offered", "demand": "asked", "ask": "asked"}
PRO = {"held", "owed", "wanted", "offered", "asked"}
STATES = {
    **{"hold": {"held"}, "owe": {"owed"}, "reject": {"rejected"}, "leave-open": {"open"}, "withdraw": {"withdrawn"}},
    **{"want": {"wanted"}, "ask-for": {"asked"}, "offer": {"offered"}, "favour": PRO},
}
REPLACED_BY = {
    "held": {"rejected", "open", "withdrawn"},
    "owed": {"rejected", "open", "withdrawn"},
    "rejected": {"held", "owed", "open", "withdrawn"},
    "open": {"held", "owed", "rejected", "withdrawn"},
    "asked": {"rejected", "withdrawn"},
    "wanted": {"rejected", "withdrawn"},
    "offered": {"rejected", "withdrawn"},
    "withdrawn": {"held", "owed", "rejected", "open", "asked", "wanted", "offered"},
}
FORCES = {
    *("say", "claim", "report", "warn", "believe", "promise", "propose", "demand", "question", "accept", "oppose"),
    *("retract", "support"),
}


class Entry:
    """Something that a voice is bound to, or takes back."""

    def __init__(self, voice: str, kind: str, content: str, date: str | None, own: bool) -> None:
        self.voice, self.kind, self.content, self.own = voice, kind, content, own
        self.when = days(date)
        self.place = 0


class Naive:
    """A map, asked in the simplest way."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        said = {v for a in map.attributions for v in (*a.voices, *a.to, *a.via)} | {
            v for a in map.arguments for v in a.by
        }
        self.items: dict[str, Item] = {"author": AUTHOR}
        if "someone" in said:
            self.items["someone"] = SOMEONE
        self.items.update((node.id, node) for node in map.nodes)
        for argument in map.arguments:
            scheme = find_scheme(argument.scheme) if argument.scheme else None
            for question in scheme.questions if scheme else ():
                steps = [argument, *(a for a in map.arguments if a.target == argument.id and a.scheme is None)]
                met = tuple(g.ref for step in steps for g in step.grounds if question.name in g.meets)
                asked = CriticalQuestion(argument.id, question.name, question.text, met)
                self.items[asked.id] = asked
        self.findings = {f.id: f for f in findings(Discourse(map))}
        self.items.update(self.findings)
        self.entries = self._entries()
        self.final = self.standing(None)

    def of(self, kind: type[Node]) -> list[Node]:
        return [item for item in self.items.values() if isinstance(item, kind)]

    # -- what is said ------------------------------------------------------------------------------------------

    def same(self, id: str) -> set[str]:
        """A statement and all that say the same."""
        found = {id}
        while True:
            more = {
                b
                for r in self.map.relations
                if r.relation == "same-as"
                for a, b in ((r.a, r.b), (r.b, r.a))
                if a in found
            }
            if more <= found:
                return found
            found |= more

    def rivals(self, id: str) -> set[str]:
        """What cannot hold together with a statement."""
        own, found = self.same(id), set()
        for r in self.map.relations:
            if r.relation == "contradicts":
                for a, b in ((r.a, r.b), (r.b, r.a)):
                    if a in own and b not in own:
                        found |= self.same(b)
        for question in self.map.questions:
            if not question.open and own & set(question.answers):
                for answer in question.answers:
                    if answer not in own:
                        found |= self.same(answer)
        return found

    def statement(self, node: Node) -> str:
        while isinstance(node, Attribution | Argument):
            node = self.map[node.content if isinstance(node, Attribution) else node.target]
        return node.id

    def outer(self, act: Attribution) -> list[Attribution]:
        found: list[Attribution] = []
        while act.within is not None and act.within not in [a.id for a in found]:
            above = self.map[act.within]
            assert isinstance(above, Attribution)
            act = above
            found.append(act)
        return found

    def date(self, act: Attribution) -> str | None:
        if act.date is not None or act.venue is None:
            return act.date
        venue = self.map.get(act.venue)
        return venue.date if isinstance(venue, Source) else None

    def drawers(self, argument: Argument) -> set[str]:
        if argument.by:
            return set(argument.by)
        if argument.step == "supports" and isinstance(self.map[argument.target], Position):
            holders = {
                voice
                for act in self.map.attributions
                if act.content == argument.target and act.within is None and act.status == "made"
                if self.map.verb_of(act).commitment in ("for", "none")
                for voice in act.voices
            }
            return holders or {"author"}
        return {"author"}

    def asserted(self) -> set[str]:
        """Claims, and premises that the author leans on."""
        found = {claim.id for claim in self.map.claims}
        own = {
            s.id
            for s in self.map.statements
            if isinstance(s, (Claim, Premise))
            or (isinstance(s, Position) and self.map.treatment_of(s.id) == "endorses")
        }
        for premise in self.map.premises:
            uses = [a for a in self.map.arguments if premise.id in [g.ref for g in a.grounds]]
            mine = [a for a in uses if "author" in self.drawers(a)]
            leans = [a for a in mine if a.step == "supports" or (a.step == "rebuts" and a.target not in own)]
            if not uses or leans:
                found.add(premise.id)
        return found

    # -- who is bound to what ----------------------------------------------------------------------------------

    def _entries(self) -> list[Entry]:
        found = [Entry("author", "held", id, None, True) for id in self.asserted()]
        for act in self.map.attributions:
            sense = self.map.verb_of(act)
            kind = {"for": "held", "against": "rejected", "open": "open", "withdraws": "withdrawn"}.get(
                sense.commitment
            )
            if kind is None or (kind == "held" and sense.force in KIND_OF_FORCE):
                kind = "owed" if kind else KIND_OF_FORCE.get(sense.force)
            if act.within is not None:
                above = self.map[act.within]
                assert isinstance(above, Attribution)
                told = above.content != act.id and above.within is None and above.status == act.status == "made"
                found += [Entry(v, "held", act.id, self.date(above), False) for v in above.voices if told]
                continue
            if act.status != "made":
                continue
            found += [Entry(v, kind, act.content, self.date(act), False) for v in act.voices if kind]
            stance = act.stance or sense.stance
            if (
                sense.commitment in ("for", "against")
                and stance in ("factive", "counter-factive")
                and not isinstance(self.map[act.content], Attribution)
                and "author" not in act.voices
            ):
                holds = (sense.commitment == "for") == (stance == "factive")
                found.append(Entry("author", "held" if holds else "rejected", act.content, None, False))
        # The lines under one statement stand in their order; no other order counts.
        for place, entry in enumerate(found):
            entry.place = place
        return found

    def later(self, other: Entry, entry: Entry) -> str:
        """Whether another entry of the same voice came later: `yes`, `no` or `perhaps`."""
        if other.when and entry.when:
            if other.when.first > entry.when.last:
                return "yes"
            return "perhaps" if other.when.last >= entry.when.first else "no"
        if other.when is None and entry.when is None and other.content == entry.content:
            return "yes" if other.place > entry.place else "no"
        return "perhaps"

    def standing(self, when: When | None) -> set[tuple[str, str, str]]:
        """Voice, kind and content of all that is left, at the end of a time that is asked for or of all times."""
        entries = self.entries
        if when is not None:
            entries = [e for e in entries if e.when is None or e.when.first <= when.window.last]
        groups: dict[tuple[str, str, frozenset[str]], list[tuple[Entry, bool]]] = {}
        for entry in entries:
            same = frozenset(self.same(entry.content))
            rivals = [o for o in entries if o.voice == entry.voice and o.content in same and o.voice != "someone"]
            rivals = [o for o in rivals if o.kind in REPLACED_BY[entry.kind]]
            verdicts = [(o.kind, self.later(o, entry)) for o in rivals]
            if any(v == "yes" or (v == "perhaps" and kind == "withdrawn") for kind, v in verdicts):
                continue
            known = entry.kind == "withdrawn" or not any(v == "perhaps" for _, v in verdicts)
            # Two that nobody names need not be the same.
            key = (
                entry.voice,
                entry.kind,
                same if entry.voice != "someone" else frozenset((entry.content, str(entry.place))),
            )
            groups.setdefault(key, []).append((entry, known))
        out: set[tuple[str, str, str]] = set()
        for (voice, kind, _), found in groups.items():
            if when is not None and not self._certain(found, when):
                continue
            out.update((voice, kind, id) for id in self.same(found[0][0].content))
        return out

    def _certain(self, found: list[tuple[Entry, bool]], when: When) -> bool:
        last = when.window.last
        by_then = any(known for _, known in found) and any(e.when and e.when.last <= last for e, _ in found)
        if not by_then and not any(e.own for e, _ in found):
            return False
        if when.how not in ("since", "after", "between"):
            return True
        return any(e.when and e.when.first >= when.window.first and e.when.last <= last for e, _ in found)

    def sides(self, voice: str) -> set[tuple[str, bool]]:
        """The statements that a voice is for, or against."""
        return {
            (id, kind in PRO)
            for v, kind, id in self.final
            if v == voice != "someone"
            and (kind in PRO or kind == "rejected")
            and isinstance(self.map.get(id), Statement)
        }

    # -- nouns -------------------------------------------------------------------------------------------------

    def things(self, noun: str) -> set[str]:
        word = next(n for n in NOUNS if n.word == noun)
        found = {id for id, item in self.items.items() if kind_of(item) in word.kinds}
        return {id for id in found if not word.adjective or self.is_(id, word.adjective)}

    # -- relations ---------------------------------------------------------------------------------------------

    def related(self, relation: str, id: str, depth: int | None = 1) -> set[str]:
        found: set[str] = set()
        edge = {id}
        while edge and depth != 0:
            edge = {other for one in edge for other in self._related(relation, one)} - found
            found |= edge
            depth = None if depth is None else depth - 1
        return found

    def _related(self, relation: str, id: str) -> set[str]:
        item, m = self.items[id], self.map
        on = [a for a in m.arguments if a.target == id]
        match relation:
            case "grounds":
                steps = [item] if isinstance(item, Argument) else [a for a in on if a.step == "supports"]
                return {g.ref for a in steps for g in a.grounds}
            case "attackers":
                return {g.ref for a in on if a.step != "supports" for g in a.grounds}
            case "conclusions":
                uses = {a.target for a in m.arguments if id in [g.ref for g in a.grounds]}
                return uses | ({item.target} if isinstance(item, Argument) else set())
            case "arguments":
                return {a.id for a in on}
            case "uses":
                return {a.id for a in m.arguments if id in [g.ref for g in a.grounds]}
            case "acts":
                return {a.id for a in m.attributions if id in a.voices or a.content == id}
            case "promises" | "demands":
                acts = [a for a in m.attributions if id in a.voices]
                return {a.id for a in acts if m.verb_of(a).force == relation[:-1]}
            case "critical questions":
                return {i for i, q in self.items.items() if isinstance(q, CriticalQuestion) and q.argument == id}
            case "quotes":
                return {q.id for q in m.quotes if q.of == id or id in self._words_of(q)}
            case "voices":
                return {v for v in self.items if isinstance(self.items[v], Voice) and self.verb("by", id, v)}
            case "positions":
                return {a.content for a in m.attributions if id in a.voices and isinstance(m[a.content], Statement)}
            case "backers":
                steps = [item] if isinstance(item, Argument) else [a for a in on if a.step == "supports"]
                out: set[str] = set()
                # The steps that bear on an argument are no grounds of it.
                for ground in {g.ref for a in steps for g in a.grounds}:
                    node = m[ground]
                    pro = {v for v, kind, content in self.final if kind in PRO and content == ground}
                    out |= set(node.voices) if isinstance(node, Attribution) else pro
                return out
            case "holders" | "opponents":
                kind = "held" if relation == "holders" else "rejected"
                return {v for v, k, content in self.final if k == kind and content == id}
            case "reporters":
                assert isinstance(item, Attribution)
                return {*item.via, *(v for outer in self.outer(item) for v in outer.voices)}
            case "addressees":
                assert isinstance(item, Attribution)
                return {to for to in item.to if to in self.items}
            case "members":
                return {v.id for v in m.voices if id in v.of}
            case "groups":
                assert isinstance(item, Voice)
                return set(item.of)
            case "answers":
                assert isinstance(item, Question)
                return set(item.answers)
            case "questions":
                asked = {i for i, q in self.items.items() if isinstance(q, CriticalQuestion) and q.argument == id}
                return asked | {q.id for q in m.questions if id in q.answers}
            case "contradictions" if isinstance(item, Statement):
                return self.rivals(id)
            case "sections":
                return set()
            case "sources":
                return {"leader"}
            case "findings":
                return {f.id for f in self.findings.values() if self._concerns(f, id)}
            case _:
                noun = next(n for n in NOUNS if n.word == relation)
                return {f.id for f in self.findings.values() if f.kind == noun.adjective and self._concerns(f, id)}

    def _concerns(self, finding: Finding, id: str) -> bool:
        return id in finding.voices or any(id in self.same(s) for s in finding.statements)

    def _words_of(self, quote: Quote) -> set[str]:
        node = self.map[quote.of]
        if isinstance(node, Attribution):
            return set(node.voices)
        return {"author"} if node.id in self.asserted() else set()

    # -- verbs -------------------------------------------------------------------------------------------------

    def verb(self, verb: str, subject: str, object: str, when: When | None = None) -> bool:
        """Whether a verb holds of one thing, with another one behind it."""
        base = verb.removesuffix("-by")
        if base in STATES or (base in FORCES and verb not in ("support", "supported-by", "report", "report-by")):
            what, voice = (subject, object) if verb.endswith("-by") else (object, subject)
            return self._bound(base, what, voice, when) if base in STATES else self._did(base, what, voice, when)
        if verb in ("report", "report-by"):
            what, voice = (subject, object) if verb == "report-by" else (object, subject)
            return self._did("report", what, voice, when) or any(
                self._told(how, what, voice, when) for how in ("via", "according-to")
            )
        if verb in ("by", "to", "via", "according-to", "asked-of"):
            return self._told(verb, subject, object, when)
        if verb in ("support", "supported-by"):
            what, other = (subject, object) if verb == "supported-by" else (object, subject)
            if isinstance(self.items[other], Voice):
                return self._did("support", what, other, when)
            return when is None and self._leads(other, what, "supports")
        if verb in ("for", "against"):
            state, step = ("favour", "support") if verb == "for" else ("reject", "attack")
            if isinstance(self.items[subject], Voice):
                return self._bound(state, object, subject, when)
            return when is None and self.verb(step, subject, object)
        return self._holds(verb, subject, object)

    def _bound(self, base: str, what: str, voice: str, when: When | None) -> bool:
        standing = self.final if when is None else self.standing(when)
        return any((voice, kind, what) in standing for kind in STATES[base])

    def _did(self, force: str, what: str, voice: str, when: When | None) -> bool:
        return any(
            voice in act.voices
            and (what == act.id or (what == act.content and isinstance(self.map[what], Statement)))
            and self.map.verb_of(act).force == force
            and act.within is None
            and act.status == "made"
            and (when is None or when.holds(days(self.date(act))))
            for act in self.map.attributions
        )

    def _told(self, verb: str, what: str, voice: str, when: When | None) -> bool:
        item = self.items[what]
        if isinstance(item, Finding):
            return voice in item.voices
        if isinstance(item, Attribution):
            return (when is None or when.holds(days(self.date(item)))) and self._act(verb, item, voice)
        acts = [a for a in self.map.attributions if a.content == what]
        if isinstance(item, Statement) and any(self._told(verb, a.id, voice, when) for a in acts):
            return True
        if verb != "by" or when is not None:
            return False
        match item:
            case Argument():
                return voice in self.drawers(item)
            case Quote():
                return voice in self._words_of(item)
            case Source():
                return voice in item.by
            case Statement():
                return voice == "author" and what in self.asserted()
            case _:
                return False

    def _act(self, verb: str, act: Attribution, voice: str) -> bool:
        match verb:
            case "by":
                return voice in act.voices
            case "to":
                return voice in act.to
            case "via":
                return voice in act.via
            case "according-to":
                return any(voice in outer.voices for outer in self.outer(act))
            case _:
                if act.within is not None or act.status != "made":
                    return False
                inner = self.map[act.content]
                to = act.to or (inner.voices if isinstance(inner, Attribution) else ())
                return voice in to and self.map.verb_of(act).force in ("ask", "demand")

    def _leads(self, what: str, target: str, *steps: str) -> bool:
        return any(
            a.target == target and a.step in steps and (what == a.id or what in [g.ref for g in a.grounds])
            for a in self.map.arguments
        )

    def _holds(self, verb: str, subject: str, object: str) -> bool:
        item, m = self.items[subject], self.map
        match verb:
            case "about":
                match item:
                    case Attribution():
                        return object in (item.content, self.statement(item))
                    case Argument():
                        return object == item.target
                    case Quote() | Expectation():
                        return object == item.of
                    case Relation():
                        return object in (item.a, item.b)
                    case Finding():
                        return self._concerns(item, object)
                return False
            case "within":
                return isinstance(item, Attribution) and object in [a.id for a in self.outer(item)]
            case "attack" | "rebut" | "undercut":
                steps = {"attack": ("rebuts", "undercuts"), "rebut": ("rebuts",), "undercut": ("undercuts",)}[verb]
                return self._leads(subject, object, *steps)
            case "attacked-by" | "rebutted-by" | "undercut-by":
                return self._holds(
                    {"attacked-by": "attack", "rebutted-by": "rebut"}.get(verb, "undercut"), object, subject
                )
            case "rest-on":
                ends = {object}
                if isinstance(self.items[object], Voice):
                    ends = self.related("acts", object) | self.related("positions", object)
                    told = [a for a in m.attributions if object in a.via]
                    ends |= {a.id for a in told} | {a.content for a in told if isinstance(m[a.content], Statement)}
                return bool(ends & self._below(subject, ("supports",)))
            case "bear-on":
                return subject in self._below(object, ("supports", "rebuts", "undercuts"))
            case "contradict":
                return subject in self.rivals(object)
            case "same-as":
                return subject != object and subject in self.same(object)
            case "answer" | "answered-by":
                answer, question = (subject, m[object]) if verb == "answer" else (object, m[subject])
                return isinstance(question, Question) and answer in question.answers
            case "of":
                if isinstance(item, Quote):
                    return object == item.of or object in self._words_of(item)
                return isinstance(item, Voice) and object in item.of
            case "with-members":
                return subject in m[object].of if isinstance(m[object], Voice) else False  # type: ignore[attr-defined]
            case "agree-with" | "conflict-with":
                pairs = product(self.sides(subject), self.sides(object) if subject != object else ())
                if verb == "agree-with":
                    return any(one == other for one, other in pairs)
                return any((a == b and x != y) or (x and y and b in self.rivals(a)) for (a, x), (b, y) in pairs)
            case "between":
                return isinstance(item, Finding) and object in item.voices
        raise KeyError(verb)

    def _below(self, id: str, steps: tuple[str, ...]) -> set[str]:
        """What stands below a thing: steps on it of some kinds, their grounds, and so on."""
        found: set[str] = set()
        todo = [id]
        while todo:
            one = todo.pop()
            item = self.items[one]
            more = {a.id for a in self.map.arguments if a.target == one and a.step in steps}
            if isinstance(item, Argument):
                more |= {g.ref for g in item.grounds}
            todo += more - found
            found |= more
        return found

    # -- adjectives --------------------------------------------------------------------------------------------

    def is_(self, id: str, word: str) -> bool:
        """Whether an adjective holds of a thing."""
        return bool(_ADJECTIVES[word](self, self.items[id]))

    def treatment(self, id: str) -> str:
        """How the author treats a position: by word, else as one that says the same, else by what the author holds."""
        same = self.same(id)
        by_word = [self.map.treatment_of(p.id) for p in self.map.positions if p.id in same]
        own = self.map.treatment_of(id)
        said = next((t for t in (own, *by_word) if t != "reports"), None)
        if said is not None:
            return said
        held = self.asserted() | {
            a.content
            for a in self.map.attributions
            if "author" in a.voices and a.within is None and a.status == "made"
            if self.map.verb_of(a).commitment == "for"
        }
        return "endorses" if same & held else "rejects" if self.rivals(id) & held else "reports"

    def attacked(self, id: str) -> bool:
        return any(a.target == id and a.step != "supports" for a in self.map.arguments)

    def supported(self, id: str) -> bool:
        return any(a.target == id and a.step == "supports" for a in self.map.arguments)

    def undefended(self, id: str) -> bool:
        """A step attacks it that is not undercut, and of which no ground is attacked."""
        return any(
            not any(self.attacked(one) for one in (a.id, *(g.ref for g in a.grounds)))
            for a in self.map.arguments
            if a.target == id and a.step != "supports"
        )


def _bears(test: Callable[[Naive, str], bool], steps: bool) -> Callable[[Naive, Item], bool]:
    kinds = (Statement, Attribution, Argument) if steps else (Statement, Attribution)
    return lambda m, x: isinstance(x, kinds) and test(m, x.id)


def _field(kind: type, name: str, value: str) -> Callable[[Naive, Item], bool]:
    return lambda m, x: isinstance(x, kind) and getattr(x, name) == value


def _stance(value: str) -> Callable[[Naive, Item], bool]:
    return lambda m, x: isinstance(x, Attribution) and (x.stance or m.map.verb_of(x).stance) == value


def _treated(value: str) -> Callable[[Naive, Item], bool]:
    return lambda m, x: isinstance(x, Position) and m.treatment(x.id) == value


def _forced(force: str) -> Callable[[Naive, Item], bool]:
    return lambda m, x: isinstance(x, Attribution) and m.map.verb_of(x).force == force


def _found(kind: str) -> Callable[[Naive, Item], bool]:
    """Whether a finding of some kind is about a thing, first of all."""
    return lambda m, x: any(f.kind == kind and f.statements[:1] == (x.id,) for f in m.findings.values())


def _finding(kind: str) -> Callable[[Naive, Item], bool]:
    return lambda m, x: isinstance(x, Finding) and x.kind == kind


def _unnamed(m: Naive, x: Item) -> bool:
    if isinstance(x, Attribution):
        return all(_unnamed(m, m.items[v]) for v in x.voices)
    return isinstance(x, Voice) and x.naming == "unnamed"


def _dated(m: Naive, x: Item) -> bool:
    date = m.date(x) if isinstance(x, Attribution) else getattr(x, "date", None)
    return days(date) is not None


def _open(m: Naive, x: Item) -> bool:
    return (isinstance(x, Question) and x.open) or (isinstance(x, CriticalQuestion) and not x.met)


def _all(kind: type, name: str, values: Iterable[str]) -> dict[str, Callable[[Naive, Item], bool]]:
    return {value: _field(kind, name, value) for value in values}


_ADJECTIVES: dict[str, Callable[[Naive, Item], bool]] = {
    **_all(Voice, "naming", ("named", "by-role")),
    "unnamed": _unnamed,
    "silent": lambda m, x: isinstance(x, Voice) and x.id != "author" and not m.related("acts", x.id),
    **_all(Voice, "kind", ("person", "party", "organisation", "group", "outlet", "document", "public")),
    **_all(Attribution, "status", ("made", "not-made", "hypothetical", "called-for", "expected")),
    "nested": lambda m, x: isinstance(x, Attribution) and x.within is not None,
    **{
        word: (lambda m, x, word=word: isinstance(x, Attribution) and m.map.directness_of(x) == word)  # type: ignore[misc]
        for word in ("direct", "mixed", "indirect")
    },
    "second-hand": lambda m, x: isinstance(x, Attribution) and (x.within is not None or x.via != ()),
    "joint": lambda m, x: isinstance(x, Attribution) and len(x.voices) > 1,
    "dated": _dated,
    **{word: _stance(word) for word in ("factive", "neutral", "distancing", "counter-factive")},
    **_all(Statement, "type", ("fact", "value", "policy")),
    "thesis": lambda m, x: isinstance(x, Claim) and x in m.map.theses,
    "implicit": lambda m, x: isinstance(x, Statement) and m.map.is_implicit(x.id),
    "supported": _bears(Naive.supported, False),
    "unsupported": _bears(lambda m, id: not m.supported(id), False),
    "attacked": _bears(Naive.attacked, True),
    "unattacked": _bears(lambda m, id: not m.attacked(id), True),
    "contested": _bears(lambda m, id: m.supported(id) and m.attacked(id), False),
    "undefended": _bears(Naive.undefended, True),
    "quoted": lambda m, x: isinstance(x, Node) and bool(m.related("quotes", x.id)),
    "held": lambda m, x: isinstance(x, Position) and any(k in ("held", "owed") and c == x.id for _, k, c in m.final),
    "endorsed": _treated("endorses"),
    "rejected": _treated("rejects"),
    "doubted": _treated("doubts"),
    "distanced": _treated("distances"),
    "reported": _treated("reports"),
    "borrowed": _found("used-not-endorsed"),
    "single-voice": _found("one-voice"),
    "unnamed-only": _found("unnamed-voices"),
    "single-outlet": _found("one-outlet"),
    "promise": _forced("promise"),
    "demand": _forced("demand"),
    "supporting": _field(Argument, "step", "supports"),
    "rebutting": _field(Argument, "step", "rebuts"),
    "undercutting": _field(Argument, "step", "undercuts"),
    "linked": lambda m, x: isinstance(x, Argument) and len(x.grounds) > 1,
    "open": _open,
    "met": lambda m, x: isinstance(x, CriticalQuestion) and x.met != (),
    "edited": lambda m, x: isinstance(x, Quote) and ("…" in x.text or "[" in x.text),
    **{
        word: _finding(word)
        for word in ("contradiction", "change-of-mind", "dropped-promise", "disputed-report", "confirmed-report", "agreement")
    },
    "conflict": _finding("conflict"),
}  # fmt: skip
