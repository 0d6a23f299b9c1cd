"""Discourse networks: voices and the statements on which they take sides, and who agrees and conflicts with whom.

The definitions are those of discourse network analysis: P. Leifeld, "Discourse Network Analysis: Policy Debates as
Dynamic Networks", in *The Oxford Handbook of Political Networks*, 2017; P. Leifeld, J. Gruber and F. R. Bossner,
*Discourse Network Analyzer Manual*, 2018, ch. 2 ("the manual" below). In its notation x(i, j, k) says how often voice i
takes side k (for, against) of statement j.

What is counted. A voice counts once for each statement and side, however often it says so (the manual's duplicates
setting ``document``, a map being one document); with `acts` each act counts. The sides are those of
`argmap.discourse.agreement`. Statements that say the same count as one. The author is a voice like others; `someone`,
who may be anybody, is none.

Beyond DNA: who holds one of two statements that exclude each other conflicts with who holds the other. DNA's concepts
are independent; a map says which of them are not. `strict` leaves this out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from argmap.discourse.agreement import SIDES, Agreement, Stand, Then
from argmap.discourse.base import is_someone
from argmap.model.nodes import Statement, Voice

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse
    from argmap.discourse.commitments import Side

__all__ = [
    "KINDS",
    "NORMALISATIONS",
    "NORMALISED",
    "QUALIFIERS",
    "TITLES",
    "Edge",
    "Network",
    "NetworkKind",
    "NetworkNode",
    "Normalisation",
    "Qualifier",
    "Sign",
    "circumstances",
    "network",
]

NetworkKind = Literal["affiliation", "agreement", "conflict", "net"]
"""``affiliation``: voices and statements. Between voices: ``agreement`` (DNA's congruence), ``conflict``, and ``net``,
agreement less conflict (DNA's subtract)."""

Normalisation = Literal["none", "average", "jaccard", "cosine", "activity", "prominence"]
"""How weights are made comparable: ``average``, ``jaccard``, ``cosine`` between voices; ``activity``, ``prominence``
between voices and statements."""

Qualifier = Literal["subtract", "ignore", "combine"]
"""What becomes of the two sides in an affiliation network: for less against; both added; or 1 for, 2 against, 3
both."""

Sign = Literal["agreement", "conflict", "balanced", "for", "against", "both"]
"""What an edge means. Between voices of a net network: that agreement or conflict outweighs, or neither. From a voice
to a statement: the sides it takes."""

KINDS: Final[tuple[NetworkKind, ...]] = get_args(NetworkKind)
"""All kinds of network."""

QUALIFIERS: Final[tuple[Qualifier, ...]] = get_args(Qualifier)
"""All ways to count sides."""

NORMALISATIONS: Final[tuple[Normalisation, ...]] = get_args(Normalisation)
"""All normalisations."""

TITLES: Final[Mapping[NetworkKind, str]] = {
    "affiliation": "Who is for and against what",
    "agreement": "Who agrees with whom",
    "conflict": "Who conflicts with whom",
    "net": "Who agrees and who conflicts with whom",
}
"""What each kind of network shows."""

NORMALISED: Final[Mapping[Normalisation, str]] = {
    "average": "weights divided by the average activity",
    "jaccard": "Jaccard weights",
    "cosine": "cosine weights",
    "activity": "weights divided by the voice's activity",
    "prominence": "weights divided by the statement's prominence",
}
"""What each normalisation makes of the weights."""

_ONE_MODE: Final = ("none", "average", "jaccard", "cosine")
_TWO_MODE: Final = ("none", "activity", "prominence")


class NetworkNode(NamedTuple):
    """A voice or a statement of a network."""

    id: str
    kind: Literal["voice", "statement"]
    label: str
    """The voice's name, or the statement's text."""
    sort: str | None
    """The kind of voice (``person``, ``party`` …), `None` where the map does not say; or ``claim``, ``premise``,
    ``position``, ``question``."""
    naming: str | None
    """How the text identifies a voice; `None` for a statement."""
    total: int
    """Sum of x: how many sides a voice takes (its activity), or are taken on a statement (its prominence), whether or
    not an edge comes of them."""


class Edge(NamedTuple):
    """A tie. Between voices `source` is the one whose ID comes first; else it is the voice."""

    source: str
    target: str
    weight: float
    """The weight asked for; at most 0 where a net network has no more agreement than conflict."""
    sign: Sign
    plus: int
    """Agreement, or how often the voice is for the statement, before normalisation."""
    minus: int
    """Conflict, or how often the voice is against it, before normalisation. Both are given in networks of any kind."""
    agree_on: tuple[str, ...]
    """Statements on which two voices take the same side."""
    conflict_on: tuple[tuple[str, str], ...]
    """Statements about which they conflict: that of `source` and that of `target`, one and the same or two that
    exclude each other."""
    acts: tuple[str, ...]
    """From a voice to a statement: the acts, claims and premises by which it takes its sides."""


@dataclass(frozen=True, slots=True)
class Network:
    """A discourse network. Its order is that of IDs, whatever the order of the map."""

    kind: NetworkKind
    normalise: Normalisation
    qualifier: Qualifier
    nodes: tuple[NetworkNode, ...]
    """The voices, then (in an affiliation network) the statements."""
    edges: tuple[Edge, ...]
    ever: bool = False
    """Whether sides count that were given up later."""
    at: str | None = None
    """The time up to which acts count; `None` for all that the map tells."""
    without: tuple[str, ...] = ()
    """The voices that were left out."""
    acts: bool = False
    """Whether every act counts, and not each side once."""
    strict: bool = False
    """Whether nothing follows from statements that exclude each other."""
    uncertain: tuple[str, ...] = ()
    """With `at`, the acts that were left out since they may be later: they have no date, or one that leaves it open."""

    @property
    def two_mode(self) -> bool:
        """Whether edges lead from voices to statements."""
        return self.kind == "affiliation"

    @property
    def voices(self) -> tuple[NetworkNode, ...]:
        """The nodes that are voices."""
        return tuple(n for n in self.nodes if n.kind == "voice")

    @property
    def statements(self) -> tuple[NetworkNode, ...]:
        """The nodes that are statements; none between voices."""
        return tuple(n for n in self.nodes if n.kind == "statement")

    def rows(self) -> Iterator[tuple[NetworkNode, tuple[float, ...]]]:
        """The matrix: for each voice its weights to all voices (0 to itself), or to all statements."""
        weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for edge in self.edges:
            weights[edge.source][edge.target] = edge.weight
            if not self.two_mode:
                weights[edge.target][edge.source] = edge.weight
        columns = self.statements if self.two_mode else self.voices
        for voice in self.voices:
            row = weights[voice.id]
            yield voice, tuple(row.get(column.id, 0) for column in columns)


def network(
    discourse: Discourse,
    kind: NetworkKind = "net",
    *,
    normalise: Normalisation = "none",
    qualifier: Qualifier = "subtract",
    ever: bool = False,
    at: str | None = None,
    without: Collection[str] = (),
    isolates: bool = False,
    strict: bool = False,
    acts: bool = False,
    shared: bool = False,
) -> Network:
    """The network of a map.

    With x(i, j, k) as above, and i' another voice:

    - agreement(i, i') = Σj Σk x(i, j, k) · x(i', j, k)
    - conflict(i, i') = Σj [x(i, j, for) · x(i', j, against) + x(i, j, against) · x(i', j, for)]; where statements
      exclude each other each side of i counts once, with the strongest contrary side of i', and so does each side of
      i'; the lesser sum is taken. Without such statements both sums are the formula above.
    - net = agreement - conflict
    - affiliation(i, j) = x(i, j, for) - x(i, j, against), their sum, or 1, 2, 3 (`Qualifier`)

    (the manual, sections "Construction of One-Mode Networks" and "Affiliation Networks", binary case). The weight ω of
    an edge is then divided (sections on normalisation), with a(i) = Σj Σk x(i, j, k), by

    - ``average``: (a(i) + a(i')) / 2
    - ``jaccard``: Σ x(i, j, k) where x(i', j, k) = 0, + the converse, + agreement(i, i')
    - ``cosine``: √Σ x(i, j, k)² · √Σ x(i', j, k)², Salton's cosine. With `strict` a(i) · a(i'), as the manual prints
      it and DNA computes it: the squares of the sums, not the sums of the squares.
    - ``activity``: a(i); ``prominence``: Σi Σk x(i, j, k)

    `ever` counts each side that a voice has taken at some time, not only what it had not given up in the end; `at` is a
    date (ISO 8601-2) up to which acts count: those of which the dates do not say that they took place by then are left
    out (`Network.uncertain`); the author's own claims are as old as the source that is by the author, and count always
    where that has no date. `without` names voices that are left out, in sums too. Voices (and
    statements) without an edge are left out unless `isolates`; `shared` leaves statements out of an affiliation network
    that fewer than two voices take a side on. What makes two voices agree and conflict equally has an edge of weight 0.

    Raises `ValueError` for a kind that there is none of, an `at` in words and a normalisation of the other mode,
    `KeyError` for a voice in `without` that is not in the map.
    """
    if kind not in KINDS:
        raise ValueError(f"there is no network of kind {kind!r}; there is " + ", ".join(KINDS))
    if qualifier not in QUALIFIERS:
        raise ValueError(f"there is no qualifier {qualifier!r}; there is " + ", ".join(QUALIFIERS))
    known = _TWO_MODE if kind == "affiliation" else _ONE_MODE
    if normalise not in known:
        of = "of voices and statements" if kind == "affiliation" else "between voices"
        raise ValueError(f"{normalise!r} does not go with a network {of}; there is " + ", ".join(known))
    if normalise != "none" and kind == "affiliation" and qualifier == "combine":
        raise ValueError("'combine' gives kinds of edges, which cannot be normalised")
    for id in without:
        if not isinstance(discourse.map[id], Voice):
            raise KeyError(id)
    sides = Agreement(discourse, ever, at, certain=True)
    counts = _Counts(sides.discourse, sides, frozenset(without), acts)
    if kind == "affiliation":
        edges = counts.affiliations(normalise, qualifier, shared)
    else:
        edges = counts.ties(kind, normalise, strict)
    return Network(
        *(kind, normalise, qualifier, counts.nodes(kind, edges, isolates), edges),
        ever=ever,
        at=at,
        without=tuple(dict.fromkeys(without)),
        acts=acts,
        strict=strict,
        uncertain=tuple(_uncertain(discourse, sides.then, without)) if sides.then else (),
    )


def _uncertain(discourse: Discourse, then: Then, without: Collection[str]) -> Iterator[str]:
    """The acts on statements that may be later."""
    told: set[str] = set()
    for entry in discourse.commitments.entries:
        if entry.by in told or entry.kind == "open" or entry.voice in without or is_someone(entry.voice):
            continue
        if isinstance(discourse.map[entry.content], Statement) and not (then.later(entry) or then.sure(entry)):
            told.add(entry.by)
            yield entry.by


def circumstances(network: Network, names: Mapping[str, str], date: str | None = None) -> tuple[str, ...]:
    """What a network was made with, as far as that was asked for, in a few words each: `at the end of 2025`, `without
    Ana Ruiz`. `names` are those of voices, by ID; `date` is how `at` is to be written."""
    found = []
    if network.at is not None:
        found.append(f"at the end of {date or network.at}")
    if network.ever:
        found.append("also what was given up later")
    if network.without:
        left_out = [names.get(id, id) for id in network.without]
        found.append("without " + " and ".join([", ".join(left_out[:-1])] * (len(left_out) > 1) + left_out[-1:]))
    if network.acts:
        found.append("every act counted")
    if network.strict:
        found.append("each statement by itself")
    if network.qualifier == "ignore":
        found.append("both sides added")
    if network.normalise != "none":
        found.append(NORMALISED[network.normalise])
    return tuple(found)


class _Tie:
    """What is between two voices."""

    __slots__ = ("agree_on", "conflict_on", "mine", "plus", "shared", "theirs")

    def __init__(self) -> None:
        self.plus = 0
        self.shared = 0
        """Sum of x over the sides that both take, for both."""
        self.agree_on: list[str] = []
        self.mine: dict[int, int] = {}
        """For each stand of the first voice (by its number) the product with the strongest contrary one."""
        self.theirs: dict[int, int] = {}
        self.conflict_on: list[tuple[str, str]] = []

    @property
    def minus(self) -> int:
        return min(sum(self.mine.values()), sum(self.theirs.values()))


class _Counts:
    """The array x, its sums, and the edges that follow."""

    def __init__(self, discourse: Discourse, sides: Agreement, without: frozenset[str], acts: bool) -> None:
        self.discourse = discourse
        self.without = without
        self.x: dict[int, int] = {}
        """By number of the stand."""
        self.stands: defaultdict[str, list[Stand]] = defaultdict(list)
        """By statement, in the order of the IDs of voices."""
        self.activity: defaultdict[str, int] = defaultdict(int)
        self.squares: defaultdict[str, int] = defaultdict(int)
        self.prominence: defaultdict[str, int] = defaultdict(int)
        for stand in sorted(sides.stands, key=lambda s: (s.content, s.voice, s.side)):
            if stand.voice not in without:
                count = len(stand.entries) if acts else 1
                self.x[stand.number] = count
                self.stands[stand.content].append(stand)
                self.activity[stand.voice] += count
                self.squares[stand.voice] += count * count
                self.prominence[stand.content] += count

    # -- voices and statements -----------------------------------------------------------------------------

    def affiliations(self, normalise: Normalisation, qualifier: Qualifier, shared: bool) -> tuple[Edge, ...]:
        """The edges from voices to statements."""
        edges = []
        for content, stands in self.stands.items():
            by_voice: defaultdict[str, dict[Side, Stand]] = defaultdict(dict)
            for stand in stands:
                by_voice[stand.voice][stand.side] = stand
            if shared and len(by_voice) < 2:
                continue
            for voice, sides in by_voice.items():
                plus, minus = (self.x[sides[s].number] if s in sides else 0 for s in SIDES)
                weight = float(
                    plus + minus
                    if qualifier == "ignore"
                    else (plus > 0) + 2 * (minus > 0)
                    if qualifier == "combine"
                    else plus - minus
                )
                if normalise != "none":
                    weight /= self.activity[voice] if normalise == "activity" else self.prominence[content]
                sign: Sign = "both" if plus and minus else "for" if plus else "against"
                acts = sorted({entry.by for stand in sides.values() for entry in stand.entries})
                edges.append(Edge(voice, content, weight, sign, plus, minus, (), (), tuple(acts)))
        return tuple(sorted(edges))

    # -- between voices ------------------------------------------------------------------------------------

    def ties(self, kind: NetworkKind, normalise: Normalisation, strict: bool) -> tuple[Edge, ...]:
        """The edges between voices."""
        edges = []
        for (one, other), tie in sorted(self._found(strict).items()):
            plus, minus = tie.plus, tie.minus
            if not (plus if kind == "agreement" else minus if kind == "conflict" else plus or minus):
                continue
            raw = plus if kind == "agreement" else minus if kind == "conflict" else plus - minus
            weight = raw / self._divisor(one, other, tie, normalise, strict)
            sign: Sign = "agreement" if plus > minus else "conflict" if plus < minus else "balanced"
            if kind != "net":
                sign = "agreement" if kind == "agreement" else "conflict"
            on = tuple(sorted(set(tie.agree_on))), tuple(sorted(set(tie.conflict_on)))
            edges.append(Edge(one, other, weight, sign, plus, minus, *on, ()))
        return tuple(edges)

    def _found(self, strict: bool) -> dict[tuple[str, str], _Tie]:
        ties: defaultdict[tuple[str, str], _Tie] = defaultdict(_Tie)
        for content, stands in self.stands.items():
            for place, one in enumerate(stands):
                for other in stands[place + 1 :]:
                    if one.voice == other.voice:
                        continue
                    if one.side == other.side:
                        tie = ties[one.voice, other.voice]
                        a, b = self.x[one.number], self.x[other.number]
                        tie.plus += a * b
                        tie.shared += a + b
                        tie.agree_on.append(content)
                    else:
                        self._contrary(ties, one, other)
            if strict:
                continue
            for rival in self.discourse.rivals(content):
                if content < rival and rival in self.stands:
                    for one in stands:
                        for other in self.stands[rival]:
                            if one.side == other.side == "for" and one.voice != other.voice:
                                self._contrary(ties, one, other)
        return ties

    def _contrary(self, ties: Mapping[tuple[str, str], _Tie], one: Stand, other: Stand) -> None:
        if one.voice > other.voice:
            one, other = other, one
        tie = ties[one.voice, other.voice]
        product = self.x[one.number] * self.x[other.number]
        tie.mine[one.number] = max(product, tie.mine.get(one.number, 0))
        tie.theirs[other.number] = max(product, tie.theirs.get(other.number, 0))
        tie.conflict_on.append((one.content, other.content))

    def _divisor(self, one: str, other: str, tie: _Tie, normalise: Normalisation, strict: bool) -> float:
        a, b = self.activity[one], self.activity[other]
        match normalise:
            case "average":
                return (a + b) / 2
            case "jaccard":
                return a + b - tie.shared + tie.plus
            case "cosine":
                return float(a * b) if strict else sqrt(self.squares[one] * self.squares[other])
            case _:
                return 1.0

    # -- nodes ---------------------------------------------------------------------------------------------

    def nodes(self, kind: NetworkKind, edges: tuple[Edge, ...], isolates: bool) -> tuple[NetworkNode, ...]:
        """The voices, then the statements, that have an edge; or all."""
        map, two = self.discourse.map, kind == "affiliation"
        voices = {id for edge in edges for id in ((edge.source,) if two else (edge.source, edge.target))}
        statements = {edge.target for edge in edges} if two else set()
        if isolates:
            voices |= {v.id for v in map.voices if not is_someone(v.id)} | set(self.activity)
            voices -= self.without
            if two:
                statements |= {self.discourse.class_of(s.id) for s in map.statements}
        nodes = []
        for id in sorted(voices):
            voice = map[id]
            assert isinstance(voice, Voice)
            nodes.append(NetworkNode(id, "voice", voice.name, voice.kind, voice.naming, self.activity.get(id, 0)))
        for id in sorted(statements):
            node = map[id]
            assert isinstance(node, Statement)
            nodes.append(
                NetworkNode(id, "statement", node.text, type(node).__name__.lower(), None, self.prominence.get(id, 0))
            )
        return tuple(nodes)
