"""Canonical markup: `dumps`, the reader's inverse."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from argmap.diagnostics import ArgmapError
from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    Argument,
    Attribution,
    Claim,
    Expectation,
    Ground,
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
)
from argmap.model.wording import verb_form
from argmap.notation.paths import act_ids, argument_id, quote_id
from argmap.notation.values import bad_anchor, bad_signature, signature
from argmap.notation.words import RESERVED, SPACES, id_from_text, is_id

__all__ = ["body_fields", "dumps", "entry_lines", "field_lines", "modifiers", "one_line", "quote_text", "quoted"]

_DEEPEST = 40
_CHUNK = 92
"""So many characters of a signature stand on a line: less than a hundred with what is before them."""
_UNWRITABLE = re.compile(r"[\n\r]")
_REASONS = {"supports": "because", "rebuts": "but"}


def dumps(map: ArgumentMap) -> str:
    """Canonical markup of a map: two spaces a level, one blank line between entries. Reading it gives an equal map.

    A premise is declared in place where that keeps the order of the nodes. What includes brought is written as the
    `include` line only. Raises `ArgmapError` for what the notation cannot say (only a map made by hand in Python or
    read from JSON can hold that): a text with line breaks, an ID that is none, a first ground that is implicit,
    nodes that do not stand with their section.
    """
    return _Printer(map).print()


def quoted(text: str) -> str:
    """A text in quotation marks: straight ones, or the first kind that it does not hold itself."""
    if _UNWRITABLE.search(text):
        raise ArgmapError("a quote stays on one line")
    if '"' not in text and not text.endswith("\\"):
        return f'"{text}"'
    for left, right in ("“”", "«»", "„“"):
        closing = right + ("”" if left == "„" else "")
        if left not in text and not any(c in text for c in closing) and not text.endswith("\\"):
            return f"{left}{text}{right}"
    if text.endswith("\\") or '\\"' in text:
        raise ArgmapError("a quote that ends with a backslash cannot be written")
    return '"' + text.replace('"', '\\"') + '"'


def one_line(text: str) -> str:
    """A text as it is written after a word; what goes on over the next line is indented as under a line at the left
    edge. Raises `ArgmapError` where it cannot be."""
    if not text or text != text.strip(SPACES) or _UNWRITABLE.search(text) or text[0].isspace():
        raise ArgmapError(f"this text cannot be written on one line: {text[:40]!r}")
    # At the start of a text `|` would be taken for the mark of a continued one.
    return f"\n  | {text}" if text[0] == "|" else text


def quote_text(quote: Quote | Mark) -> str:
    """A quote or mark with its tail."""
    parts = [quoted(quote.text)]
    if isinstance(quote, Quote) and quote.source:
        parts.append(f"in {quote.source}")
    if quote.at:
        parts.append(f"at {quote.at}")
    if quote.near:
        parts.append(f"near {quoted(quote.near)}")
    return " ".join(parts) + _anchored(quote.anchor)


def _anchored(anchor: str | None) -> str:
    if anchor and (wrong := bad_anchor(anchor)):
        raise ArgmapError(wrong)
    return f" anchor {anchor}" if anchor else ""


def _signed(value: str) -> str:
    """The line of a signature, its digests continued below it."""
    if (wrong := bad_signature(value)) or signature(value) != value:
        raise ArgmapError(wrong or "this signature is not written as four words")
    head, _, digests = value.rpartition(" ")
    chunks = [digests[n : n + _CHUNK] for n in range(0, len(digests), _CHUNK)]
    return "\n  | ".join([f"signature {head}", *chunks])


def modifiers(act: Attribution) -> list[str]:
    """The circumstances of an attribution, as they are written after its verb."""
    found = [
        f"in {act.venue}" if act.venue is not None else "",
        f"on {act.date}" if act.date is not None else "",
        f"to {' and '.join(act.to)}" if act.to else "",
        f"via {' and '.join(act.via)}" if act.via else "",
        act.certainty or "",
    ]
    return [f for f in found if f]


def field_lines(node: Node | ArgumentMap, name: str) -> list[str]:
    """The lines of a body that say one field of a node, each with those that continue it after `\\n`; none where it is
    at its default, or said elsewhere. Raises `ArgmapError` for what cannot be written."""
    value = getattr(node, name)
    if isinstance(node, Voice) and name in ("kind", "naming"):
        # Both stand on one line: that of the kind, if there is one.
        said = [word for word in (node.kind, node.naming) if word and word != "named"]
        return [", ".join(said)] if said and (name == "kind") == (node.kind is not None) else []
    if value is None or value is False or value == ():
        return []
    match name:
        case "tags":
            if any("," in t or t != t.strip() or not t for t in value):
                raise ArgmapError("a tag holds a comma")
            return [f"tags {one_line(', '.join(value))}"]
        case "also":
            return [f"also {one_line(', '.join(value))}"]
        case "notes":
            return [f"note {one_line(note)}" for note in value]
        case "meta":
            return [f"meta {key}: {one_line(text)}" for key, text in value]
        case "cue":
            anchors: tuple[str, ...] = getattr(node, "cue_anchors", ()) or ("",) * len(value)
            return [f"cue {quoted(cue)}{_anchored(at)}" for cue, at in zip(value, anchors, strict=False)]
        case "cue_anchors":
            # They stand on the lines of the cues.
            if len(value) != len(getattr(node, "cue", ())):
                raise ArgmapError(f"`cue_anchors` of {node.id!r} is not as long as `cue`")
            return []
        case "signature":
            return [_signed(value)]
        case "of" | "by" | "answers":
            return [f"{'answer' if name == 'answers' else name} {' and '.join(value)}"]
        case "open":
            return ["open"]
        case "stance":
            return [] if isinstance(node, Verb) and value == "neutral" else [f"stance {value}"]
        case _:
            return [f"{'in' if name == 'venue' else name} {one_line(str(value))}"]


COMMON = ("tags", "notes", "url", "meta")
"""The fields that any node may have in its body."""

FIELDS: dict[type[Node], tuple[str, ...]] = {
    Voice: ("kind", "naming", "role", "of", "also", *COMMON),
    Source: ("by", "date", "venue", "text", "retrieved", "signature", *COMMON),
    Verb: ("stance", *COMMON),
    Question: ("type", "answers", "open", *COMMON),
    Statement: ("type", *COMMON),
    Attribution: ("stance", "cue", "cue_anchors", *COMMON),
    Node: COMMON,
}
"""The fields that lines of a body say, in the order in which they are written; of kinds that fit, the first counts."""


def body_fields(node: Node) -> tuple[str, ...]:
    """The fields of a node that lines of its body say, in their order."""
    return next(fields for kind, fields in FIELDS.items() if isinstance(node, kind))


def entry_lines(node: Node) -> list[str]:
    """The entry of one node, without what other nodes say of it. Raises `ArgmapError` for a node that is no entry."""
    printer = _Printer(ArgumentMap.model_construct(nodes=(node,)))
    printer.section = getattr(node, "section", None)
    printer.entry(node)
    if not printer.lines:
        raise ArgmapError(f"{node.id!r} is no entry")
    return printer.lines


class _Printer:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.lines: list[str] = []
        self.members = {id for n in map.nodes if isinstance(n, Include) for id in n.members}
        own = (Quote, Attribution, Argument, Relation, Mark)
        self.primary = [n for n in map.nodes if not isinstance(n, own) and n.id not in self.members]
        self.next = 0
        self.section: str | None = None
        self.acts_taken: set[str] = {n.id for n in map.nodes if not isinstance(n, Attribution)}
        self.act_numbers: dict[str, int] = {}
        self.first_acts: dict[tuple[object, ...], str] = {}
        self.chains: dict[str, list[Attribution]] = {}
        self.elsewhere: defaultdict[str, list[Argument]] = defaultdict(list)
        self._prepare()

    # -- names ---------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Which act each attribution is the first record of, and which arguments bear on included nodes."""
        for act in self.map.attributions:
            if self._nested(act):
                continue
            chain = [act]
            while isinstance(below := self.map.get(chain[-1].content), Attribution):
                if below.within != chain[-1].id:
                    raise ArgmapError(f"{act.id!r} reports an attribution that does not stand within it")
                chain.append(below)
            self.chains[act.id] = chain
            key = (chain[-1].content, *((frozenset(a.voices), a.verb, a.auxiliary) for a in chain))
            if act.within is None:
                self.first_acts.setdefault(key, act.id)
        for argument in self.map.arguments:
            if argument.id in self.members:
                continue
            if argument.target in self.members:
                self.elsewhere[argument.grounds[0].ref].append(argument)

    def _nested(self, act: Attribution) -> bool:
        """Whether an attribution is the content of the one in whose scope it stands: then they share a line."""
        outer = self.map.get(act.within) if act.within is not None else None
        return isinstance(outer, Attribution) and outer.content == act.id

    def _id(self, id: str) -> str:
        if not is_id(id) or id in RESERVED:
            raise ArgmapError(f"{id!r} cannot be an ID")
        return id

    def _doing(self, act: Attribution) -> str:
        # The auxiliary as it was written: `do not` is not put in place of `does not`.
        base = self.map.verb_of(act).base
        verb = f"{act.auxiliary} {base}" if act.auxiliary else verb_form(self.map, act)
        return f"{' and '.join(act.voices)} {verb}"

    def _ref(self, id: str) -> str:
        """A ground as it is written: an ID, or an act."""
        act = self.map.get(id)
        if not isinstance(act, Attribution) or is_id(id) or act.within is not None:
            return id
        chain = self.chains[id]
        content = chain[-1].content
        key = (content, *((frozenset(a.voices), a.verb, a.auxiliary) for a in chain))
        if self.first_acts[key] != id:
            return id
        return f"{' that '.join(self._doing(a) for a in chain)} {content}"

    # -- lines ---------------------------------------------------------------------------------------------

    def put(self, depth: int, text: str) -> None:
        pad = "  " * depth
        first, *more = text.split("\n")
        self.lines.append(pad + (first.rstrip(" ") if more else first))
        self.lines.extend(pad + line for line in more)

    def fields(self, node: Node, depth: int) -> None:
        """What lines of its own body say of a node."""
        for name in body_fields(node):
            for line in field_lines(node, name):
                self.put(depth, line)

    def quote_lines(self, of: str) -> list[str]:
        quotes = self.map.quotes_of(of)
        for n, quote in enumerate(quotes, 1):
            if quote.id != quote_id(of, n):
                raise ArgmapError(f"{quote.id!r} cannot be the ID of a quote")
        return [quote_text(quote) for quote in quotes]

    def quotes(self, of: str, depth: int) -> None:
        for quote in self.quote_lines(of):
            self.put(depth, quote)

    def print(self) -> str:
        self.put(0, "argmap 1")
        self.head()
        while self.next < len(self.primary):
            node = self.primary[self.next]
            self.next += 1
            self.lines.append("")
            self.entry(node)
        return "\n".join(self.lines) + "\n"

    def head(self) -> None:
        m = self.map
        fields = [(k, getattr(m, k)) for k in ("analyst", "date", "lang", "licence") if getattr(m, k) is not None]
        if m.title is None:
            if m.id or fields or m.tags or m.notes or m.url or m.meta:
                raise ArgmapError("a map with an ID or other properties needs a title")
            return
        self.lines.append("")
        self.put(0, f"map {self._id(m.id)}: {one_line(m.title)}" if m.id else f"map: {one_line(m.title)}")
        for key, value in fields:
            self.put(1, f"{key} {one_line(value)}")
        for name in COMMON:
            for line in field_lines(m, name):
                self.put(1, line)

    # -- entries -------------------------------------------------------------------------------------------

    def entry(self, node: Node) -> None:
        if isinstance(node, Section):
            self.put(0, f"{'#' * node.level} {one_line(node.title)}")
            self.section = node.id
            return
        if isinstance(node, Statement | Voice | Source) and node.section != self.section:
            raise ArgmapError(f"{node.id!r} does not stand with its section")
        match node:
            case Claim() | Premise() | Position() | Question():
                self.head_of(node, node.node, node.text, 0)
                self.statement(node, 1)
            case Voice():
                self.head_of(node, "voice", node.name, 0)
                self.voice(node)
            case Source():
                self.head_of(node, "source", node.title, 0)
                self.source(node)
            case Verb():
                self.put(0, f"verb {node.base}: {node.force}")
                self.fields(node, 1)
            case Expectation():
                self.put(0, f"expect {node.of} {node.status}")
                self.fields(node, 1)
            case Include():
                self.put(0, f"include {node.path}" + (f" as {node.name}" if node.name else ""))
                self.fields(node, 1)

    def head_of(self, node: Node, word: str, text: str, depth: int) -> None:
        nameless = isinstance(node, Statement) and node.id == id_from_text(text)
        self.put(depth, f"{word}: {one_line(text)}" if nameless else f"{word} {self._id(node.id)}: {one_line(text)}")

    def voice(self, node: Voice) -> None:
        self.fields(node, 1)
        self.quotes(node.id, 1)

    def source(self, node: Source) -> None:
        self.fields(node, 1)
        self.quotes(node.id, 1)
        for mark in self.map.marks:
            if mark.source == node.id and mark.id not in self.members:
                self.put(1, f"{mark.use} {quote_text(mark)}")

    def statement(self, node: Claim | Premise | Position | Question, depth: int) -> None:
        """Everything below a statement."""
        self.fields(node, depth)
        self.quotes(node.id, depth)
        for act in self.map.attributions_of(node.id):
            outer = act
            while self._nested(outer):
                found = self.map[outer.within or ""]
                assert isinstance(found, Attribution)
                outer = found
            self.attribution(self.chains[outer.id], depth)
        for relation in self.map.relations_of(node.id):
            if relation.a == node.id:
                self.put(depth, f"{relation.relation} {relation.b}")
        self.arguments(node.id, depth)

    def attribution(self, chain: list[Attribution], depth: int) -> None:
        last = chain[-1]
        for outer in chain[:-1]:
            if (
                outer.tags
                or outer.notes
                or outer.url
                or outer.meta
                or outer.cue
                or outer.stance
                or self.map.quotes_of(outer.id)
            ):
                raise ArgmapError(f"{outer.id!r} reports another attribution and cannot have a body of its own")
        links = [(a.voices, a.auxiliary, self.map.verb_of(a)) for a in chain]
        expected = act_ids(last.content, links, self.acts_taken, self.act_numbers)
        self.acts_taken.update(a.id for a in chain)
        if [a.id for a in chain[:-1]] != expected[:-1]:
            raise ArgmapError(f"{chain[0].id!r} cannot be the ID of an attribution")
        clauses = []
        for act in chain:
            clauses.append(", ".join([self._doing(act), *modifiers(act)]))
        joined = clauses[0] + "".join(
            (", that " if "," in before else " that ") + clause for before, clause in pairwise(clauses)
        )
        quotes = self.quote_lines(last.id)
        self.put(depth, f"{joined}: {quotes[0]}" if quotes else joined)
        if last.id != expected[-1]:
            self.put(depth + 1, f"named {self._id(last.id)}")
        if chain[0].within is not None:
            self.put(depth + 1, f"within {chain[0].within}")
        self.fields(last, depth + 1)
        for quote in quotes[1:]:
            self.put(depth + 1, quote)
        self.arguments(last.id, depth + 1)

    # -- reasons -------------------------------------------------------------------------------------------

    def arguments(self, target: str, depth: int) -> None:
        for n, argument in enumerate(self.map.arguments_of(target), 1):
            if argument.step == "undercuts":
                raise ArgmapError(f"{argument.id!r} undercuts something that is not an argument")
            self.argument(argument, n, _REASONS[argument.step], depth)
        for argument in self.elsewhere.pop(target, ()):
            self.put(depth, f"{argument.step} {argument.target}")
            on = [a.id for a in self.map.arguments_of(argument.target)]
            self.details(argument, on.index(argument.id) + 1, depth)

    def argument(self, argument: Argument, n: int, word: str, depth: int) -> None:
        first = argument.grounds[0]
        if first.implicit:
            raise ArgmapError(f"the first ground of {argument.id!r} is implicit")
        self.ground(word, first, depth)
        self.details(argument, n, depth)

    def details(self, argument: Argument, n: int, depth: int) -> None:
        """The lines after the first ground."""
        for ground in argument.grounds[1:]:
            self.ground("assuming" if ground.implicit else "and", ground, depth)
        if argument.scheme is not None:
            self.put(depth, f"scheme {argument.scheme}")
        if argument.strength is not None:
            self.put(depth, f"strength {argument.strength}")
        if argument.by:
            self.put(depth, f"by {' and '.join(argument.by)}")
        if argument.id != argument_id(argument.target, n):
            self.put(depth, f"named {self._id(argument.id)}")
        if argument.tags or argument.notes or argument.url or argument.meta:
            raise ArgmapError(f"{argument.id!r} has tags, notes or the like, which an argument cannot carry")
        for m, exception in enumerate(self.map.arguments_of(argument.id), 1):
            first = exception.grounds[0]
            if first.implicit:
                raise ArgmapError(f"the first ground of {exception.id!r} is implicit")
            self.ground("unless", first, depth, (exception, m))

    def ground(self, word: str, ground: Ground, depth: int, exception: tuple[Argument, int] | None = None) -> None:
        node = self.map[ground.ref]
        following = self.primary[self.next] if self.next < len(self.primary) else None
        here = isinstance(node, Premise) and node is following and depth < _DEEPEST and node.section == self.section
        if here:
            assert isinstance(node, Premise)
            self.next += 1
            self.head_of(node, word, node.text, depth)
        else:
            self.put(depth, f"{word} {self._ref(ground.ref)}")
        if ground.meets:
            self.put(depth + 1, f"meets {' and '.join(ground.meets)}")
        if exception is not None:
            self.details(*exception, depth + 1)
        if here:
            assert isinstance(node, Premise)
            self.statement(node, depth + 1)
