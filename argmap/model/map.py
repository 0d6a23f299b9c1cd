"""`ArgumentMap`: the nodes of one map, with lookup, neighbours and JSON."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, cast

from pydantic import BaseModel, ConfigDict, PrivateAttr, TypeAdapter, model_validator

from argmap.model.nodes import (
    AnyNode,
    Argument,
    Attribution,
    Claim,
    Directness,
    Expectation,
    Include,
    Mark,
    Node,
    Position,
    Premise,
    Question,
    Quote,
    Relation,
    Section,
    Source,
    Statement,
    Verb,
    Voice,
    directness_of,
    trusted,
)

if TYPE_CHECKING:
    from argmap.model.lexicon import Lexicon, VerbSense

__all__ = ["AUTHOR", "SOMEONE", "ArgumentMap", "Place", "Treatment", "references_of"]

AUTHOR = trusted(Voice, id="author", name="the author")
"""The voice of the text itself, in every map that does not name it."""

SOMEONE = trusted(Voice, id="someone", name="someone", naming="unnamed")
"""The voice of what is said with no source expressed."""

Treatment = Literal["endorses", "distances", "rejects", "doubts", "reports"]
"""How the author treats an attributed position."""

N = TypeVar("N", bound=Node)


class Place(NamedTuple):
    """Where a node stands in a file. Lines and columns count from 1, columns in code points."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


def references_of(node: Node) -> Iterator[str]:
    """The IDs to which a node refers, in the order of its fields."""
    if isinstance(node, Statement | Voice | Source) and node.section:
        yield node.section
    match node:
        case Question():
            yield from node.answers
        case Voice():
            yield from node.of
        case Source():
            yield from node.by
        case Quote():
            yield node.of
            if node.source:
                yield node.source
        case Mark():
            yield node.source
        case Attribution():
            yield from node.voices
            yield node.content
            if node.within:
                yield node.within
            yield from (to for to in node.to if " " not in to)
            yield from node.via
        case Argument():
            yield node.target
            yield from (ground.ref for ground in node.grounds)
            yield from node.by
        case Relation():
            yield node.a
            yield node.b
        case Section():
            if node.parent:
                yield node.parent
        case Expectation():
            yield node.of
        case _:
            pass


class ArgumentMap(BaseModel):
    """One map: who argues what in a text, and on what grounds.

    `nodes` stand in document order, except that what belongs to a node (its quotes, attributions, relations
    and arguments, in this order) follows it at once. Two maps that say the same are equal, wherever their
    lines stand.

    Raises `pydantic.ValidationError` when two nodes share an ID or a reference leads nowhere.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, ignored_types=(cached_property,))

    version: Literal[1] = 1
    """Version of the notation and of this format."""
    id: str | None = None
    """The map's own name."""
    title: str | None = None
    """What it is about."""
    analyst: str | None = None
    """Who made the map."""
    date: str | None = None
    """When it was made: ISO 8601-2, else words as given."""
    lang: str | None = None
    """Language of the texts (BCP 47)."""
    licence: str | None = None
    """Under which licence the map may be used."""
    tags: tuple[str, ...] = ()
    """Free labels."""
    notes: tuple[str, ...] = ()
    """The annotator's remarks."""
    url: str | None = None
    """An address that documents the map."""
    meta: tuple[tuple[str, str], ...] = ()
    """Further facts as (key, value) pairs."""
    nodes: tuple[AnyNode, ...] = ()
    """All nodes."""

    _locate: Callable[[str], Place | None] | None = PrivateAttr(default=None)
    _texts: dict[str, list[str]] = PrivateAttr(default_factory=dict)
    _paths: dict[str, Path] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> ArgumentMap:
        seen: set[str] = set()
        for node in self.nodes:
            if node.id in seen:
                raise ValueError(f"two nodes have the ID {node.id!r}")
            seen.add(node.id)
        for node in self.nodes:
            for ref in references_of(node):
                if ref not in seen and ref not in _BUILT_IN:
                    raise ValueError(f"{node.id!r} refers to {ref!r}, which does not exist")
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ArgumentMap):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ArgumentMap.model_fields)

    def __hash__(self) -> int:
        return hash((self.id, self.title, self.nodes))

    def __repr__(self) -> str:
        return f"ArgumentMap({self.id!r}, {len(self.nodes)} nodes)"

    __str__ = __repr__

    # -- lookup --------------------------------------------------------------------------------------------

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {**_BUILT_IN, **{node.id: node for node in self.nodes}}

    def __getitem__(self, id: str) -> Node:
        """The node with this ID. Raises `KeyError`."""
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def get(self, id: str) -> Node | None:
        """The node with this ID, or `None`."""
        return self._by_id.get(id)

    def _kind(self, kind: type[N]) -> tuple[N, ...]:
        return tuple(node for node in self.nodes if isinstance(node, kind))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the author asserts, in document order."""
        return self._kind(Claim)

    @cached_property
    def premises(self) -> tuple[Premise, ...]:
        """What the author uses as grounds, in document order."""
        return self._kind(Premise)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """What others hold, in document order."""
        return self._kind(Position)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The issues, in document order."""
        return self._kind(Question)

    @cached_property
    def statements(self) -> tuple[Claim | Premise | Position | Question, ...]:
        """Claims, premises, positions and questions together, in document order."""
        return tuple(n for n in self.nodes if isinstance(n, Claim | Premise | Position | Question))

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """The voices that the map declares, in document order."""
        return self._kind(Voice)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The texts analysed or cited, in document order."""
        return self._kind(Source)

    @cached_property
    def first_source(self) -> Source | None:
        """The first source that the map declares itself: the one in which quotes are looked up that name none."""
        brought = {id for include in self.includes for id in include.members}
        return next((source for source in self.sources if source.id not in brought), None)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what; an attribution stands before the one nested in it."""
        return self._kind(Attribution)

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The steps, grouped by the node on which they bear."""
        return self._kind(Argument)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes, grouped by the node to which they belong."""
        return self._kind(Quote)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """What contradicts what, and what says the same."""
        return self._kind(Relation)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in document order."""
        return self._kind(Section)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Quotation marks of the sources that quote nobody."""
        return self._kind(Mark)

    @cached_property
    def verbs(self) -> tuple[Verb, ...]:
        """The analyst's own reporting verbs."""
        return self._kind(Verb)

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        """What evaluation must find."""
        return self._kind(Expectation)

    @cached_property
    def includes(self) -> tuple[Include, ...]:
        """The maps that are part of this one."""
        return self._kind(Include)

    def place_of(self, id: str) -> Place | None:
        """Where the node stands in its file; `None` when the map was not read from one."""
        return self._locate(id) if self._locate else None

    # -- neighbours ----------------------------------------------------------------------------------------

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.nodes)

    def _nodes(self, ids: Iterable[str]) -> tuple[Node, ...]:
        return tuple(self._by_id[id] for id in dict.fromkeys(ids))

    def arguments_of(self, id: str) -> tuple[Argument, ...]:
        """The arguments that bear on a node: that support, rebut or undercut it."""
        return tuple(self._index.on.get(id, ()))

    def arguments_from(self, id: str) -> tuple[Argument, ...]:
        """The arguments in which a node is a ground."""
        return tuple(self._index.out.get(id, ()))

    def grounds_of(self, id: str) -> tuple[Node, ...]:
        """The statements and attributions that support a node; for an argument, its grounds."""
        node = self._by_id[id]
        if isinstance(node, Argument):
            return self._nodes(g.ref for g in node.grounds)
        return self._nodes(g.ref for a in self._index.on.get(id, ()) if a.step == "supports" for g in a.grounds)

    def attackers_of(self, id: str) -> tuple[Node, ...]:
        """The statements and attributions that rebut a node, or undercut it where it is an argument."""
        return self._nodes(g.ref for a in self._index.on.get(id, ()) if a.step != "supports" for g in a.grounds)

    def attributions_of(self, id: str) -> tuple[Attribution, ...]:
        """The attributions that bear on a node itself, nested ones included (see `Attribution.within`)."""
        return tuple(self._index.about.get(id, ()))

    def quotes_of(self, id: str) -> tuple[Quote, ...]:
        """The quotes that belong to a node."""
        return tuple(self._index.quotes.get(id, ()))

    def relations_of(self, id: str) -> tuple[Relation, ...]:
        """The relations in which a node stands, from either side."""
        return tuple(self._index.relations.get(id, ()))

    def _walk(self, id: str, step: Callable[[str], Iterable[str]]) -> tuple[Node, ...]:
        if id not in self._by_id:
            raise KeyError(id)
        seen = {id: None}
        queue = deque([id])
        while queue:
            for other in step(queue.popleft()):
                if other not in seen:
                    seen[other] = None
                    queue.append(other)
        del seen[id]
        return self._nodes(seen)

    def ancestors(self, id: str) -> tuple[Node, ...]:
        """What a node bears on, directly or through others (statements, arguments, attributions), nearest
        first. Cycles are walked once."""
        return self._walk(id, self._up)

    def descendants(self, id: str) -> tuple[Node, ...]:
        """What bears on a node, for and against, directly or through others, nearest first. Cycles are
        walked once."""
        return self._walk(id, self._down)

    def _up(self, id: str) -> Iterator[str]:
        node = self._by_id[id]
        if isinstance(node, Argument):
            yield node.target
        elif isinstance(node, Attribution) and node.within:
            yield node.within
        yield from (a.id for a in self._index.out.get(id, ()))

    def _down(self, id: str) -> Iterator[str]:
        node = self._by_id[id]
        if isinstance(node, Argument):
            yield from (g.ref for g in node.grounds)
        yield from (a.id for a in self._index.on.get(id, ()))

    def components(self) -> tuple[tuple[Node, ...], ...]:
        """The statements in connected groups (by arguments, acts, relations and answers), each group and the
        groups themselves in document order."""
        parent: dict[str, str] = {}

        def find(x: str) -> str:
            while (up := parent.setdefault(x, x)) != x:
                parent[x] = parent.setdefault(up, up)
                x = up
            return x

        for node in self.nodes:
            linked: list[str] = []
            match node:
                case Argument():
                    linked = [node.target, *(g.ref for g in node.grounds)]
                case Attribution():
                    linked = [node.content]
                case Relation():
                    linked = [node.a, node.b]
                case Question():
                    linked = list(node.answers)
                case _:
                    pass
            for other in linked:
                parent[find(other)] = find(node.id)
        groups: defaultdict[str, list[Node]] = defaultdict(list)
        for statement in self.statements:
            groups[find(statement.id)].append(statement)
        return tuple(tuple(group) for group in groups.values())

    # -- what follows from the nodes -----------------------------------------------------------------------

    @cached_property
    def theses(self) -> tuple[Claim, ...]:
        """The claims that support no other claim or premise of the author: where the argument ends."""
        own = {n.id for n in self.nodes if isinstance(n, Claim | Premise)}
        lower = {g.ref for a in self.arguments if a.step == "supports" and a.target in own for g in a.grounds}
        free = tuple(c for c in self.claims if c.id not in lower)
        carried = tuple(c for c in free if any(a.step == "supports" for a in self.arguments_of(c.id)))
        return carried or free

    @cached_property
    def _implicit(self) -> frozenset[str]:
        said: set[str] = set()
        unsaid: set[str] = set()
        for argument in self.arguments:
            for ground in argument.grounds:
                (unsaid if ground.implicit else said).add(ground.ref)
        return frozenset(unsaid - said)

    def is_implicit(self, id: str) -> bool:
        """Whether a ground is only ever assumed, never stated."""
        return id in self._implicit

    @cached_property
    def lexicon(self) -> Lexicon:
        """The reporting verbs, with the map's own."""
        from argmap.model.lexicon import default_lexicon, inflect

        own = [inflect(v.base, v.force, v.stance) for v in self.verbs]
        return default_lexicon().with_verbs(own) if own else default_lexicon()

    def verb_of(self, attribution: Attribution) -> VerbSense:
        """The sense of an attribution's verb: force, commitment and stance. A verb that the lexicon does not
        know is read as a plain `say`."""
        from argmap.model.lexicon import inflect

        return self.lexicon.find(attribution.verb) or inflect(attribution.verb, "say")

    def directness_of(self, attribution: Attribution) -> Directness:
        """How much of an attribution is in the voice's own words."""
        return directness_of(self.quotes_of(attribution.id))

    def treatment_of(self, id: str) -> Treatment:
        """How the author treats a position.

        What the author says of it decides (`author endorses`); else the verbs with which it is reported: a
        factive verb commits the author, a distancing one keeps away, a counter-factive one denies (Kiparsky
        and Kiparsky 1970; Thompson and Ye 1991).
        """
        verdict: Treatment = "reports"
        for act in self.attributions_of(id):
            if act.within or act.status != "made":
                continue
            sense = self.verb_of(act)
            if "author" in act.voices:
                said = _OWN.get(sense.commitment)
                if said:
                    return said
            elif verdict == "reports":
                verdict = _FROM_VERB.get(act.stance or sense.stance, "reports")
        return verdict

    def outermost(self, attribution: Attribution) -> Attribution:
        """The attribution in whose scope, directly or through others, a nested one stands; else itself."""
        seen = {attribution.id}
        while attribution.within is not None and attribution.within not in seen:
            seen.add(attribution.within)
            attribution = cast(Attribution, self[attribution.within])
        return attribution

    def drawn_by(self, argument: Argument) -> tuple[str, ...]:
        """IDs of the voices that draw a step: those named by `by`; else, for a step that supports a position, those
        who hold it; else the author."""
        if argument.by:
            return argument.by
        if argument.step == "supports" and isinstance(self[argument.target], Position):
            return self._holders_of(argument.target) or ("author",)
        return ("author",)

    @cached_property
    def _holders(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _holders_of(self, id: str) -> tuple[str, ...]:
        """The voices that hold a position, found once for all the steps that support it."""
        found = self._holders.get(id)
        if found is None:
            holders = (
                voice
                for act in self.attributions_of(id)
                if act.within is None and act.status == "made" and self.verb_of(act).commitment in ("for", "none")
                for voice in act.voices
            )
            found = self._holders[id] = tuple(dict.fromkeys(holders))
        return found

    @cached_property
    def thesis(self) -> Claim | None:
        """The thesis of the whole: of `theses`, the one on which most bears; the first of equals."""
        if len(self.theses) < 2:
            return self.theses[0] if self.theses else None
        return max(self.theses, key=lambda claim: len(self.descendants(claim.id)))

    # -- JSON ----------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """The map as JSON values, without what is left at its default."""
        head = {
            name: getattr(self, name)
            for name in ArgumentMap.model_fields
            if name != "nodes" and getattr(self, name) not in (None, ())
        }
        nodes = TypeAdapter(list[AnyNode]).dump_python(list(self.nodes), mode="json")
        return {**head, "nodes": [_lean(node) for node in nodes]}

    def to_json(self) -> str:
        """The map as JSON text: the same map gives the same bytes. Conforms to `json_schema()`."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> ArgumentMap:
        """Read what `to_json` wrote. Raises `pydantic.ValidationError` on anything else."""
        return cls.model_validate_json(text)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema (draft 2020-12) of `to_json`'s output."""
        schema = cls.model_json_schema(mode="validation")
        for definition in schema.get("$defs", {}).values():
            if "node" in definition.get("properties", {}):
                definition["required"] = ["node", *definition.get("required", [])]
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain_schema(schema)}


class _Index:
    """Who bears on whom, made once for a map."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.on: defaultdict[str, list[Argument]] = defaultdict(list)
        self.out: defaultdict[str, list[Argument]] = defaultdict(list)
        self.about: defaultdict[str, list[Attribution]] = defaultdict(list)
        self.quotes: defaultdict[str, list[Quote]] = defaultdict(list)
        self.relations: defaultdict[str, list[Relation]] = defaultdict(list)
        for node in nodes:
            if isinstance(node, Argument):
                self.on[node.target].append(node)
                for ref in dict.fromkeys(g.ref for g in node.grounds):
                    self.out[ref].append(node)
            elif isinstance(node, Attribution):
                self.about[node.content].append(node)
            elif isinstance(node, Quote):
                self.quotes[node.of].append(node)
            elif isinstance(node, Relation):
                self.relations[node.a].append(node)
                self.relations[node.b].append(node)


def _plain_schema(part: Any, named: bool = False) -> Any:
    """A schema without what one release of pydantic writes and another does not: titles made from names, and what a
    `const` says already, and whole numbers with a point. `named` tells that the keys are names of fields."""
    if isinstance(part, list):
        return [_plain_schema(item) for item in part]
    if not isinstance(part, dict):
        return int(part) if isinstance(part, float) and part.is_integer() else part
    drop = set() if named else {"title"} | ({"enum", "type"} if "const" in part else set())
    return {
        key: _plain_schema(value, key in ("properties", "$defs", "mapping"))
        for key, value in part.items()
        if key not in drop
    }


def _lean(node: dict[str, Any]) -> dict[str, Any]:
    lean = {k: v for k, v in node.items() if v is not None and v != [] and v is not False}
    if "grounds" in lean:
        lean["grounds"] = [_lean(ground) for ground in lean["grounds"]]
    return {"node": lean.pop("node"), **lean} if "node" in lean else lean


_BUILT_IN: Mapping[str, Node] = {"author": AUTHOR, "someone": SOMEONE}
_OWN: dict[str, Treatment] = {"for": "endorses", "against": "rejects", "open": "doubts"}
_FROM_VERB: dict[str, Treatment] = {
    "factive": "endorses",
    "distancing": "distances",
    "counter-factive": "rejects",
}
