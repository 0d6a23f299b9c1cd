"""What can begin at a word of a query: a condition, a name, a noun, an adjective."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from argmap.query.vocabulary import KINDS, Kind
from argmap.query.words import FUNCTION, Text, kinds_of, tables

__all__ = ["ALL", "SIGNS", "Ahead", "Clause"]

ALL: Final[frozenset[Kind]] = frozenset(KINDS)
SIGNS: Final = ("(", ")", ",", "|")
_CONDITION: Final = frozenset(
    {"not", "with", "without", "having", "whose", "tagged", "matching", "in", "before", "after", "since", "until"}
)
_COMPARISONS: Final = {
    ("at", "least"): "at least",
    ("at", "most"): "at most",
    ("more", "than"): "more than",
    ("over",): "more than",
    ("fewer", "than"): "less than",
    ("less", "than"): "less than",
    ("exactly",): "is",
}


_PASSIVES: Final = {
    "support": "supported-by",
    "attack": "attacked-by",
    "rebut": "rebutted-by",
    "undercut": "undercut-by",
    "answer": "answered-by",
}


_MOST_SUBJECTS: Final = 20
"""How far it is looked for the verb of a clause."""


class Clause(NamedTuple):
    """What is said with a subject of its own: `that mayor or council do not hold`."""

    verb: str
    """The verb that says it the other way round: `held-by`."""
    verb_at: int
    length: int
    """Of how many words the verb is."""
    denied: bool
    all: bool
    """Whether the subjects are joined by `and`."""


@cache
def _passive(verb: str) -> str | None:
    """The verb that says the same of the object."""
    other = _PASSIVES.get(verb, f"{verb}-by")
    return other if other in tables().verb else None


class Ahead:
    """Looks at the words of a query without reading them."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.known = text.known
        self.at = 0
        """The word that is next."""

    def low(self) -> str:
        """The next word in small letters."""
        return self.text.low(self.at)

    def is_name(self, at: int) -> bool:
        """Whether a word can name a thing of the map."""
        word = self.text.words[at]
        if word.quoted or (self.known.names is not None and word.text in self.known.names):
            return True
        return self.known.names is None and not self.text.in_vocabulary(at)

    def noun(self, at: int) -> tuple[str, int] | None:
        """A noun, and of how many words it is."""
        low = self.text.low(at)
        if low in self.known.words:
            return low, 1
        return self.text.match(tables().nouns, at)

    def relation_of(self, at: int) -> tuple[str, int] | None:
        """A relation that `of` follows, and of how many words it is."""
        found = self.text.match(tables().relations, at)
        if found is None or found[0] in self.known.words:
            return None
        after, behind = self.text.low(at + found[1]), self.text.low(at + found[1] + 1)
        if found[0] == "grounds" and after == "against":
            return "attackers", found[1]
        link = tables().relation[found[0]].link
        return found if after == "of" or (after and after == link and behind not in ("depth", "any")) else None

    def adjective(self, at: int, before_noun: bool = False) -> str | None:
        """An adjective; `before_noun`: only where it is one of the noun that follows."""
        low = self.text.low(at)
        if low.startswith("non-") and low not in tables().adjective and low not in self.known.words:
            low = low[4:]
        if low not in tables().adjective and low not in self.known.words:
            return None
        return low if not before_noun or self.goes_on(at + 1) else None

    def goes_on(self, at: int) -> bool:
        """Whether a noun may follow, or something that was meant to be one."""
        text = self.text
        low = text.low(at)
        if low == "not":
            return self.adjective(at + 1) is not None
        if not low or low in SIGNS or low in FUNCTION or text.words[at].apart:
            return False
        if self.noun(at) or text.match(tables().relations, at) or self.adjective(at) is not None:
            return True
        return not text.match(tables().verbs, at) and not self.is_name(at) and self.known.names is not None

    def relation_ahead(self, at: int) -> bool:
        """Whether a relation follows, adjectives before it."""
        while self.text.match(tables().relations, at) is None:
            at += self.text.low(at) == "not"
            if self.adjective(at) is None:
                return False
            at += 1
        return True

    def comparison(self) -> tuple[str, int] | None:
        """`at least` and its like, and of how many words it is."""
        for words, how in _COMPARISONS.items():
            if all(self.text.low(self.at + n) == word for n, word in enumerate(words)):
                return how, len(words)
        return None

    def what_follows(self, at: int) -> str:
        """What begins at a word: a `condition`, a `name`, a `noun`, or `nothing`."""
        text = self.text
        start = at
        while text.low(at) == "(":
            at += 1
        if not text.has(at) or text.low(at) in ("and", "or", "but", ")", ",", "|"):
            return "nothing"
        if any(word.linked for word in text.words[start + 1 : at + 1]):
            return "condition"
        if self.clause(at) is not None:
            return "condition"
        if text.words[at].quoted:
            return "name"
        low = text.low(at)
        if low in _CONDITION and not (low == "not" and self.adjective(at + 1, True) is not None):
            return "condition"
        if text.words[at].linked and self.bare_adjective(at) is not None:
            described = self.adjective(at + (low == "not"), True) is not None
            return "noun" if described else "condition"
        verb = text.match(tables().verbs, at)
        if self.noun_phrase(at):
            return "condition" if verb and self.begins_thing(at + verb[1]) and not self.adjective(at, True) else "noun"
        if verb or low in ("between", "not") or (low in ("have", "has", "had")):
            return "condition"
        if self.is_name(at) and low not in FUNCTION:
            return "name"
        return "condition" if self.adjective(at) is not None else "name"

    def clause(self, at: int) -> Clause | None:
        """What is said with a subject of its own, where the words cannot be read otherwise."""
        text = self.text
        verb = text.match(tables().verbs, at)
        if not text.has(at) or text.words[at].linked or (verb and (verb[1] > 1 or self.begins_thing(at + verb[1]))):
            return None
        joints = set()
        end = None
        for _ in range(_MOST_SUBJECTS):
            if (end := self._simple_thing(at)) is None or text.low(end) not in ("and", "or"):
                break
            joints.add(text.low(end))
            at = end + 1
        at = end or at
        if end is None or len(joints) > 1:
            return None
        denied = text.low(at) == "not"
        at += denied
        verb = text.match(tables().verbs, at)
        other = _passive(verb[0]) if verb else None
        if verb is None or other is None or self.begins_thing(at + verb[1]):
            return None
        if any(text.low(at + n).endswith(("ing", "for", "by")) for n in range(verb[1])) and verb[0] != "ask-for":
            return None
        return Clause(other, at, verb[1], denied, "and" in joints)

    def _simple_thing(self, at: int) -> int | None:
        """Where a name or a noun with its adjectives ends."""
        text = self.text
        if not text.has(at):
            return None
        if text.words[at].quoted:
            return at + 1
        while self.adjective(at + (text.low(at) == "not"), True) is not None:
            at += 1 + (text.low(at) == "not")
        noun = self.noun(at)
        if noun is not None:
            return None if self.relation_of(at) else at + noun[1]
        return at + 1 if text.has(at) and text.low(at) not in FUNCTION and self.is_name(at) else None

    def begins_thing(self, at: int) -> bool:
        """Whether a thing begins at a word, as far as that word alone says it."""
        text = self.text
        while text.low(at) == "(":
            at += 1
        if not text.has(at) or text.low(at) in FUNCTION or text.low(at) in SIGNS:
            return False
        if self.is_name(at) or self.noun(at) or self.relation_of(at) or self.adjective(at, True) is not None:
            return True
        return self.adjective(at) is None and text.match(tables().verbs, at) is None

    def noun_phrase(self, at: int) -> bool:
        """Whether a noun begins at a word, adjectives before it."""
        if self.noun(at) and not (self.adjective(at) is not None and self.goes_on(at + 1)):
            # A word of the project's own is an adjective as well.
            return True
        low = self.text.low(at)
        if self.relation_of(at) or (low in ("path", "paths") and self.text.low(at + 1) == "from"):
            return True
        kinds = self.kinds(at)
        verb = self.text.match(tables().verbs, at + (low == "not"))
        return bool(kinds) and (verb is None or self.fitting(at, kinds))

    def kinds(self, at: int) -> frozenset[Kind]:
        """The kinds of the noun that begins at a word; of parentheses, those of the first one in them."""
        text = self.text
        while text.low(at) in ("(", "not") or self.adjective(at, True) is not None:
            at += 1
        relation = self.relation_of(at)
        if relation:
            return tables().relation[relation[0]].kinds
        noun = self.noun(at)
        if noun:
            return kinds_of(noun[0], self.known) or ALL
        return frozenset({"path"}) if text.low(at) in ("path", "paths") else frozenset()

    def fitting(self, at: int, kinds: frozenset[Kind]) -> bool:
        """Whether an adjective can be said of the noun that follows it: else it is a verb."""
        adjective = self.adjective(at + (self.text.low(at) == "not"), True)
        if adjective is None:
            return False
        about = tables().adjective.get(adjective)
        return about is None or adjective in self.known.words or not about.kinds.isdisjoint(kinds)

    def bare_adjective(self, at: int) -> tuple[str, int] | None:
        """An adjective of the noun before it, with `not` or without, and of how many words it is."""
        start = at + (self.text.low(at) == "not")
        adjective = self.adjective(start)
        if adjective is None:
            return self.kind_as_adjective(start, at)
        verb = self.text.match(tables().verbs, start)
        if verb and (verb[1] > 1 or self.begins_thing(start + 1)):
            return None
        return adjective, start - at + 1

    def kind_as_adjective(self, at: int, first: int) -> tuple[str, int] | None:
        """`that are parties`: a noun that an adjective says as well."""
        if not (
            (self.text.has(at) and self.text.words[at].linked)
            or (self.text.has(first) and self.text.words[first].linked)
        ):
            return None
        noun = self.text.match(tables().nouns, at)
        about = tables().noun[noun[0]] if noun else None
        if noun is None or about is None or about.adjective not in tables().adjective or noun[0] in self.known.words:
            return None
        return about.adjective, at - first + noun[1]

    def list_of_all(self, at: int) -> bool:
        """Whether a list of names ends with `and`."""
        text = self.text
        while text.has(at) and text.low(at) not in ("(", ")", ",", "|"):
            at += 1
            if text.low(at) == ",":
                at += 1
            if text.low(at) in ("and", "or"):
                return text.low(at) == "and" and self.what_follows(at + 1) != "condition"
        return False
