"""The typed nodes of a map.

Every node is a frozen pydantic model: comparable, hashable, with JSON in and out. A node refers to others by
ID, and says what the notation says and no more: whatever follows from it (the force of a verb, directness, a
chain of reporters) is computed by `ArgumentMap` or by a property, never stored.

The field ``node`` tells the kinds apart (a discriminated union, `AnyNode`).
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from argmap.model.lexicon import Force, Stance
from argmap.model.quotation import Piece, pieces

__all__ = [
    "AUXILIARIES",
    "AnyNode",
    "Argument",
    "Attribution",
    "Auxiliary",
    "Certainty",
    "Claim",
    "Directness",
    "Expectation",
    "Expected",
    "Ground",
    "Include",
    "Mark",
    "Naming",
    "Node",
    "Position",
    "Premise",
    "Question",
    "Quote",
    "Relation",
    "Section",
    "Source",
    "Statement",
    "StatementType",
    "Step",
    "Strength",
    "Verb",
    "Voice",
    "VoiceKind",
    "directness_of",
    "trusted",
]

StatementType = Literal["fact", "value", "policy"]
"""What a statement is about: how things are, how good they are, what should be done."""

VoiceKind = Literal["person", "party", "organisation", "group", "outlet", "document", "public"]
"""What sort of holder a voice is."""

Naming = Literal["named", "by-role", "unnamed"]
"""How the text identifies a voice: by name, by an office or role only, or not at all."""

Step = Literal["supports", "rebuts", "undercuts"]
"""How an argument bears on its target. Support and rebuttal bear on a statement, an undercut on another
argument's step (Pollock 1987, "Defeasible Reasoning", section 4)."""

Certainty = Literal["certainly", "probably", "possibly"]
"""How sure the voice is of the content."""

Auxiliary = Literal[
    "does not", "do not", "did not", "would", "could", "might", "should", "must", "will",
]  # fmt: skip
"""The auxiliary written before a verb; it says whether the act took place."""

Status = Literal["made", "not-made", "hypothetical", "called-for", "expected"]
"""Whether the act of an attribution took place."""

Directness = Literal["direct", "mixed", "indirect"]
"""How much of an attribution is in the voice's own words (Pareti 2015, PARC 3.0)."""

Expected = Literal["accepted", "rejected", "undecided", "unsupported"]
"""What evaluation must find of a statement."""

AUXILIARIES: dict[Auxiliary, Status] = {
    "does not": "not-made",
    "do not": "not-made",
    "did not": "not-made",
    "would": "hypothetical",
    "could": "hypothetical",
    "might": "hypothetical",
    "should": "called-for",
    "must": "called-for",
    "will": "expected",
}
"""Each auxiliary with the status that it gives to the act."""

assert set(AUXILIARIES) == set(get_args(Auxiliary))

Strength = Literal["weak", "moderate", "strong"] | Annotated[float, Field(ge=0, le=1)]
"""How strong a step is held to be: a word, or a number from 0 (nothing) to 1 (conclusive)."""


class Node(BaseModel):
    """What every node has: an ID, and what an annotator may add to anything."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)

    id: str
    """The node's name, unique in its map."""
    tags: tuple[str, ...] = ()
    """Free labels, in the order written."""
    notes: tuple[str, ...] = ()
    """The annotator's remarks."""
    url: str | None = None
    """An address that documents the node."""
    meta: tuple[tuple[str, str], ...] = ()
    """Further facts as (key, value) pairs, in the order written."""


N = TypeVar("N", bound=BaseModel)
_BLANKS: dict[type[BaseModel], tuple[dict[str, Any], set[str]]] = {}


def trusted(kind: type[N], /, **fields: Any) -> N:
    """A node of which every field is known to be right, made without looking at it again.

    For the reader, which makes nodes by the hundred thousand: as `model_construct`, but in a quarter of the time, and
    in four fifths of the memory, for all nodes of a kind share the set of their fields' names.
    """
    blank = _BLANKS.get(kind)
    if blank is None:
        # All fields, in their order; `fields` holds those that have no default.
        blank = _BLANKS[kind] = {name: f.default for name, f in kind.model_fields.items()}, set(kind.model_fields)
    node = kind.__new__(kind)
    put = object.__setattr__
    put(node, "__dict__", {**blank[0], **fields})
    put(node, "__pydantic_fields_set__", blank[1])
    put(node, "__pydantic_extra__", None)
    put(node, "__pydantic_private__", None)
    return node


class Statement(Node):
    """What claims, premises, positions and questions share: a text that can be argued about."""

    text: str
    """The analyst's wording."""
    type: StatementType | None = None
    """Fact, value or policy; `None` where the map does not say."""
    section: str | None = None
    """ID of the innermost section in which it stands."""


class Claim(Statement):
    """What the author of the text asserts."""

    node: Literal["claim"] = "claim"


class Premise(Statement):
    """What the author uses as a ground."""

    node: Literal["premise"] = "premise"


class Position(Statement):
    """What somebody holds. The author is not committed to it unless the map says so."""

    node: Literal["position"] = "position"


class Question(Statement):
    """An issue, with rival answers."""

    node: Literal["question"] = "question"
    answers: tuple[str, ...] = ()
    """IDs of the claims or positions that answer it."""
    open: bool = False
    """True where more than one answer may hold; else they exclude each other."""


class Voice(Node):
    """Who can hold a position."""

    node: Literal["voice"] = "voice"
    name: str
    """The name as the text gives it."""
    kind: VoiceKind | None = None
    """What sort of holder it is; `None` where the map does not say."""
    naming: Naming = "named"
    """How the text identifies it."""
    role: str | None = None
    """Office or function, in words."""
    of: tuple[str, ...] = ()
    """IDs of the voices of which this one is a member or for which it speaks."""
    also: tuple[str, ...] = ()
    """Other names under which the text speaks of it."""
    section: str | None = None
    """ID of the innermost section in which it stands."""


class Source(Node):
    """A text that is analysed or cited."""

    node: Literal["source"] = "source"
    title: str
    """Its title."""
    by: tuple[str, ...] = ()
    """IDs of the voices that wrote it."""
    date: str | None = None
    """When it appeared: ISO 8601-2, else words as given."""
    venue: str | None = None
    """Where it appeared (`in`), in words or as the ID of a source or voice."""
    text: str | None = None
    """Path of the text, relative to the map, with `/` between folders."""
    retrieved: str | None = None
    """When it was read: ISO 8601-2, else words as given."""
    signature: str | None = None
    """Signature of its text, by which a holder of the text can prove anchors (`argmap share` writes it)."""
    section: str | None = None
    """ID of the innermost section in which it stands."""


class Quote(Node):
    """Words of a source that tie a node to it, or that a voice is reported to have used."""

    node: Literal["quote"] = "quote"
    of: str
    """ID of the node that it belongs to."""
    text: str
    """The words between the quotation marks, with `…`, `[…]`, `[word]` and `[H]ow` as written."""
    source: str | None = None
    """ID of the source in which they stand; `None` is the map's first source."""
    at: str | None = None
    """Where in the source: `p. 2`, `¶ 4` or `l. 40` (or a range, `p. 2-3`)."""
    near: str | None = None
    """Words nearby, which tell two equal places apart."""
    anchor: str | None = None
    """Where in the source, exactly: `start+length`, counted in its letters, marks and digits alone
    (see `argmap share`); several stretches with commas."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The source's words, and what the analyst did to them."""
        return pieces(self.text)


class Mark(Node):
    """Quotation marks of a source that quote nobody: a title, or words held at arm's length."""

    node: Literal["mark"] = "mark"
    source: str
    """ID of the source."""
    use: Literal["title", "scare"]
    """What the quotation marks are for."""
    text: str
    """The words between them."""
    at: str | None = None
    """Where in the source, as in `Quote.at`."""
    near: str | None = None
    """Words nearby, as in `Quote.near`."""
    anchor: str | None = None
    """Where in the source, exactly, as in `Quote.anchor`."""


class Attribution(Node):
    """The fact that voices said, wanted, promised or denied something (PARC: source, cue, content)."""

    node: Literal["attribution"] = "attribution"
    voices: tuple[str, ...] = Field(min_length=1)
    """IDs of those who did it; several did it together."""
    verb: str
    """The reporting verb in its plain form; `ArgumentMap.verb_of` gives its force, commitment and stance."""
    content: str
    """ID of what it bears on: a statement, or the attribution nested in this one."""
    within: str | None = None
    """ID of the attribution in whose scope this one stands: it took place according to those voices only. That is
    the attribution of which it is the content, or another that it is a part of (`within`)."""
    auxiliary: Auxiliary | None = None
    """The auxiliary before the verb, if any."""
    certainty: Certainty | None = None
    """How sure the voice is."""
    stance: Stance | None = None
    """How the reporter stands to what is reported, where the text says it otherwise than by the verb."""
    venue: str | None = None
    """Where it was said (`in`), in words or as the ID of a source or voice."""
    date: str | None = None
    """When (`on`): ISO 8601-2, else words as given."""
    to: tuple[str, ...] = ()
    """Those addressed: the ID of a voice, or several words as given (`the council`)."""
    via: tuple[str, ...] = ()
    """IDs of the voices that report it and vouch for it."""
    cue: tuple[str, ...] = ()
    """The text's own reporting words, in pieces where something stands between."""
    cue_anchors: tuple[str, ...] = ()
    """For each piece of `cue` where it stands, as in `Quote.anchor`, or nothing where the map does not say; empty where
    it says so of none."""

    @property
    def status(self) -> Status:
        """Whether the act took place; only acts that were made change what a voice is committed to."""
        return "made" if self.auxiliary is None else AUXILIARIES[self.auxiliary]

    @field_validator("cue_anchors")
    @classmethod
    def _one_for_each_cue(cls, anchors: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if not any(anchors):
            return ()
        if len(anchors) != len(info.data.get("cue", anchors)):
            raise ValueError("not as many anchors as cues")
        return anchors


class Ground(BaseModel):
    """One ground of an argument."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    ref: str
    """ID of a statement, or of the attribution whose taking place is the ground (an act)."""
    implicit: bool = False
    """True where the text leaves it unsaid (`assuming`: an enthymeme)."""
    meets: tuple[str, ...] = ()
    """Names of the critical questions of the scheme that it meets."""


class Argument(Node):
    """One step from grounds to a target. Several grounds are linked: they bear on it together."""

    node: Literal["argument"] = "argument"
    step: Step
    """How it bears on the target."""
    target: str
    """ID of the statement or attribution supported or rebutted, or of the argument undercut."""
    grounds: tuple[Ground, ...] = Field(min_length=1)
    """What it rests on, in the order written."""
    scheme: str | None = None
    """Name of its argumentation scheme (Walton, Reed and Macagno 2008)."""
    strength: Strength | None = None
    """How strong it is held to be."""
    by: tuple[str, ...] = ()
    """IDs of the voices that draw it, where that is not the holder of the conclusion."""


class Relation(Node):
    """Two statements that exclude each other, or say the same."""

    node: Literal["relation"] = "relation"
    relation: Literal["contradicts", "same-as"]
    """Which of the two. Both are symmetric."""
    a: str
    """ID of the statement under which it is written."""
    b: str
    """ID of the other."""


class Section(Node):
    """A part of the map under a heading."""

    node: Literal["section"] = "section"
    title: str
    """The heading."""
    level: int = Field(ge=1, le=6)
    """How many `#` it has."""
    parent: str | None = None
    """ID of the section around it."""


class Verb(Node):
    """A reporting verb of the analyst's own."""

    node: Literal["verb"] = "verb"
    base: str
    """Its plain form: `posture as`."""
    force: Force
    """The force that it is used with, one of the sixteen."""
    stance: Stance = "neutral"
    """How the reporter stands to what is reported."""


class Expectation(Node):
    """A test inside the map: what evaluation must find of a statement."""

    node: Literal["expectation"] = "expectation"
    of: str
    """ID of the statement."""
    status: Expected
    """What must be found."""


class Include(Node):
    """Another map whose nodes are part of this one."""

    node: Literal["include"] = "include"
    path: str
    """Path of the other map, relative to this one, with `/` between folders."""
    name: str | None = None
    """What its IDs are prefixed with (`NAME.ID`)."""
    members: tuple[str, ...] = ()
    """IDs, as they stand in this map, of the nodes that came with it."""


AnyNode = Annotated[
    Claim
    | Premise
    | Position
    | Question
    | Voice
    | Source
    | Attribution
    | Argument
    | Quote
    | Relation
    | Section
    | Mark
    | Verb
    | Expectation
    | Include,
    Field(discriminator="node"),
]
"""Any node, told apart by its field ``node``."""

_EDITORIAL = re.compile(r"[\[\]]")


def directness_of(quotes: tuple[Quote, ...]) -> Directness:
    """How direct a report with these quotes is.

    No words of the voice: ``indirect``. A quote that stands as a sentence of its own (its first letter is
    upper case, brackets ignored, or has no case but the quote ends a sentence): ``direct``. Else ``mixed``.
    """
    if not quotes:
        return "indirect"
    for quote in quotes:
        plain = _EDITORIAL.sub("", quote.text).lstrip("… .")
        first = next((c for c in plain if c.isalpha()), "")
        if first.isupper() or (first and not first.islower() and plain[-1:] in "。．.!?！？"):
            return "direct"
    return "mixed"
