"""`Asked`: a map that answers questions.

m = argmap.ask(map)
m.positions.by("melenchon").where(type="policy").ids
m.query("policy positions by melenchon").ids
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from argmap.discourse.finding import Finding
from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    Argument,
    Attribution,
    Claim,
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
)
from argmap.query.adjectives import holds
from argmap.query.index import Index
from argmap.query.items import CriticalQuestion, Item, Path
from argmap.query.paths import shortest
from argmap.query.selection import Selection, What, unknown
from argmap.query.vocabulary import ADJECTIVES, NOUNS

if TYPE_CHECKING:
    from argmap.query.answer import Answer

__all__ = ["Asked", "ask"]

_NOUN = {noun.word: noun for noun in NOUNS}
_ADJECTIVE = {adjective.word: adjective for adjective in ADJECTIVES}


def ask(map: ArgumentMap, words: Mapping[str, str] | None = None) -> Asked:
    """A map that can be asked. `words` are adjectives of your own: names with the queries that they stand for.

    Raises `TypeError` for what is no map.

    Its index is made piece by piece, when it is needed, and serves all questions: ask one `Asked` many times.
    """
    if not isinstance(map, ArgumentMap):
        raise TypeError("ask takes a map, such as argmap.load(path) or argmap.read(path).map gives")
    return Asked(map, words)


class Asked:
    """A map that answers questions."""

    def __init__(self, map: ArgumentMap, words: Mapping[str, str] | None = None) -> None:
        self.map = map
        self.words: Mapping[str, str] = dict(words or {})
        self.index = Index(map)
        self.defining: list[str] = []
        """The adjectives that are being worked out."""
        self._defined: dict[str, Selection[Any]] = {}

    def __getitem__(self, name: str) -> Selection[Item]:
        """The thing with an ID, or all voices, sources and sections with a name. Raises `KeyError`."""
        ids = self.index.named(name)
        if not ids:
            raise unknown("name", name, self.index.names)
        return Selection(self, frozenset(ids))

    def things(self, noun: str) -> Selection[Any]:
        """All things that a noun of the vocabulary means: `positions`, `theses`. Raises `KeyError`."""
        return Selection(self, None, noun=_NOUN[noun].word)

    def query(self, text: str) -> Answer:
        """Answer a query. Raises `argmap.query.QueryError`, which carries the diagnostics."""
        from argmap.query.run import answer

        return answer(self, text)

    def select(self, text: str) -> Selection[Any]:
        """What a query without stages selects. Raises `argmap.query.QueryError`."""
        from argmap.query.run import select

        return select(self, text)

    def paths(self, start: What, end: What, most: int = 20) -> Selection[Path]:
        """The shortest ways along which something bears on something else, through grounds and attacks: up to `most`,
        the shortest first. The ways of a voice are those of its acts and of what they are about."""
        found = shortest(self.index, self._on_ways(start), self._on_ways(end), most)
        return Selection(self, frozenset(self.index.add_path(path) for path in found))

    def _on_ways(self, what: What) -> frozenset[str]:
        """What paths lead from or to: of a voice its acts and what they are about."""
        ids = self.ids_of(what)
        return ids | self.index.related("_own", ids)

    # One property for each noun, so that an editor knows what comes out.

    @property
    def nodes(self) -> Selection[Node]:
        """All that the map holds."""
        return self.things("nodes")

    @property
    def statements(self) -> Selection[Statement]:
        """Claims, premises, positions and questions."""
        return self.things("statements")

    @property
    def claims(self) -> Selection[Claim]:
        """What the author asserts."""
        return self.things("claims")

    @property
    def theses(self) -> Selection[Claim]:
        """The claims that support no other claim or premise."""
        return self.things("theses")

    @property
    def premises(self) -> Selection[Premise]:
        """What the author uses as a ground."""
        return self.things("premises")

    @property
    def positions(self) -> Selection[Position]:
        """What somebody holds."""
        return self.things("positions")

    @property
    def questions(self) -> Selection[Question]:
        """The issues."""
        return self.things("questions")

    @property
    def voices(self) -> Selection[Voice]:
        """Who can hold a position, the author among them."""
        return self.things("voices")

    @property
    def acts(self) -> Selection[Attribution]:
        """The attributions."""
        return self.things("acts")

    @property
    def arguments(self) -> Selection[Argument]:
        """The steps."""
        return self.things("arguments")

    @property
    def quotes(self) -> Selection[Quote]:
        """Words of a source."""
        return self.things("quotes")

    @property
    def sources(self) -> Selection[Source]:
        """The texts analysed or cited."""
        return self.things("sources")

    @property
    def sections(self) -> Selection[Section]:
        """The parts of the map."""
        return self.things("sections")

    @property
    def relations(self) -> Selection[Relation]:
        """What contradicts what, and what says the same."""
        return self.things("relations")

    @property
    def marks(self) -> Selection[Mark]:
        """Quotation marks that quote nobody."""
        return self.things("marks")

    @property
    def verbs(self) -> Selection[Verb]:
        """The analyst's own verbs."""
        return self.things("verbs")

    @property
    def expectations(self) -> Selection[Expectation]:
        """What evaluation must find."""
        return self.things("expectations")

    @property
    def includes(self) -> Selection[Include]:
        """The maps that are part of this one."""
        return self.things("includes")

    @property
    def critical_questions(self) -> Selection[CriticalQuestion]:
        """The critical questions of the schemes of all arguments."""
        return self.things("critical questions")

    @property
    def findings(self) -> Selection[Finding]:
        """All that can be found of who holds what."""
        return self.things("findings")

    @property
    def contradictions(self) -> Selection[Finding]:
        """Voices bound to both sides of a contradiction at one time."""
        return self.things("contradictions")

    @property
    def changes_of_mind(self) -> Selection[Finding]:
        """Voices that came to hold the other side."""
        return self.things("changes of mind")

    @property
    def dropped_promises(self) -> Selection[Finding]:
        """What was owed and then withdrawn or rejected."""
        return self.things("dropped promises")

    @property
    def disputed_reports(self) -> Selection[Finding]:
        """What one voice says another holds, and that other does not say."""
        return self.things("disputed reports")

    @property
    def confirmed_reports(self) -> Selection[Finding]:
        """What one voice says another holds, and that other says too."""
        return self.things("confirmed reports")

    @property
    def agreements(self) -> Selection[Finding]:
        """Two voices on one side of a statement."""
        return self.things("agreements")

    @property
    def conflicts(self) -> Selection[Finding]:
        """Two voices on sides that exclude each other."""
        return self.things("conflicts")

    # -- inside --------------------------------------------------------------------------------------------

    def ids_of(self, what: What) -> frozenset[str]:
        """The IDs that something means. Raises `KeyError` for a name that nothing has."""
        if isinstance(what, str):
            ids = self.index.named(what)
            if not ids and what not in self.index._paths:
                try:
                    self.index.item(what)
                except KeyError:
                    raise unknown("name", what, self.index.names) from None
                ids = (what,)
            return frozenset(ids or (what,))
        if isinstance(what, Selection):
            return what._keys
        if isinstance(what, Iterable):
            return frozenset().union(*(self.ids_of(one) for one in what))
        return frozenset((what.id,))

    def defined(self, word: str, query: str) -> Selection[Any]:
        """What a word means that stands for a query, found once. Raises `argmap.query.QueryError`."""
        if word not in self._defined:
            from argmap.query.run import define

            self._defined[word] = define(self, word, query)
        return self._defined[word]

    def having(self, adjective: str, ids: Iterable[str]) -> frozenset[str]:
        """Those of the IDs of which an adjective holds. Raises `KeyError` for an unknown one."""
        own = self.words.get(adjective)
        known = _ADJECTIVE.get(adjective)
        query = own or (known.query if known else "")
        if query:
            found = frozenset(ids) & self.defined(adjective, query)._keys
            # `unsupported` says nothing of voices, though these have no grounds either.
            return found if known is None or own else found & self.index.of_kinds(known.kinds)
        return frozenset(id for id in ids if holds(self.index, adjective, id))
