"""The people and bodies that an article names: each once, with the other names it goes by, its kind and its role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.model.lexicon import default_lexicon
from argmap.starting.tokens import Sentence, Token
from argmap.starting.words import (
    ADVERBS,
    AUXILIARIES,
    DATES,
    DETERMINERS,
    FEMALE,
    GENDERED,
    GROUPS,
    HONORIFICS,
    LINKERS,
    MALE,
    NAMING_VERBS,
    NOT_NAMES,
    ORGANISATIONS,
    OUTLETS,
    PARTICLES,
    PARTIES,
    PERSONS,
    PLACES,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    TITLES,
    is_adverb,
)

__all__ = ["Cast", "Entity", "Mention", "cast_of", "words_of"]

_BODIES = ORGANISATIONS | PARTIES
_JOINERS = frozenset("of for & and".split())
_AT = frozenset("in at from near outside to".split())
_MANY = frozenset("people women men children".split())
_DASHES = frozenset("—–")
_BEFORE_PLACES = frozenset("port lake mount cape fort new san santa sankt".split())
LATE = frozenset("late then former".split())
_LONGEST_ROLE = 14
_NO_ROLE = frozenset(
    "son daughter brother sister wife husband child mother father man woman boy girl boss source".split()
)


@dataclass(eq=False)
class Entity:
    """Somebody or something with a name."""

    name: str
    """As first given in full."""
    words: tuple[str, ...]
    """The name in small letters, without an article."""
    kind: str | None = None
    """`person`, `party`, `organisation`, `outlet` or `place`, where a rule can tell."""
    role: str | None = None
    """What the article calls its bearer."""
    owner: Entity | None = None
    """Whose spokesman, leader or the like."""
    heads: set[str] = field(default_factory=set)
    """Nouns by which the article may refer to it: `minister`, `union`."""
    also: list[str] = field(default_factory=list)
    """Abbreviations of its name."""
    pronouns: Counter[str] = field(default_factory=Counter)
    """How often `he` and `she` can mean nobody else."""
    placed: int = 0
    """How often it stands behind `in` or `at`, as places do."""

    @property
    def pronoun(self) -> str | None:
        """`he` or `she`, where that is known."""
        top = self.pronouns.most_common(2)
        return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None


class Mention(NamedTuple):
    """A name at its place in a sentence."""

    entity: Entity
    sentence: int
    first: int
    """Its first token in the sentence, a title or the like included."""
    name: int
    """The first token of the name itself."""
    last: int
    """The token behind it."""


class _Found(NamedTuple):
    """Words with capitals that may be a name."""

    sentence: int
    first: int
    name: int
    last: int
    words: tuple[str, ...]
    titles: tuple[str, ...]


class Cast:
    """All who are named, and where."""

    def __init__(self, entities: list[Entity], mentions: list[list[Mention]]) -> None:
        self.entities = entities
        self.mentions = mentions
        """By sentence, in order."""

    def within(self, sentence: int, first: int, last: int) -> list[Mention]:
        """The names in a stretch of a sentence."""
        return [m for m in self.mentions[sentence] if m.name >= first and m.last <= last]


def words_of(tokens: Sequence[Token]) -> str:
    """Tokens as words on a line."""
    out = ""
    for n, token in enumerate(tokens):
        close = not n or token.kind == "possessive" or token.text in ",.;:)!?’—–" or tokens[n - 1].text in "(—–$€£"
        out += token.text if close else " " + token.text
    return out.strip(" ,;:—–")


def cast_of(sentences: Sequence[Sentence], known: Sequence[str] = ()) -> Cast:
    """Find who is named in an article; `known` are names that are given apart from its sentences (its author's)."""
    usual = _Usual(sentences)
    found = [f for n, s in enumerate(sentences) if not s.heading for f in _names(n, s.tokens, usual)]
    entities, of = _entities(found, known)
    mentions: list[list[Mention]] = [[] for _ in sentences]
    for one, entity in zip(found, of, strict=True):
        mentions[one.sentence].append(Mention(entity, one.sentence, one.first, one.name, one.last))
    _merge(sentences, entities, mentions)
    cast = Cast(entities, mentions)
    for n, sentence in enumerate(sentences):
        _learn(n, sentence.tokens, mentions[n])
        _pronouns(sentences, n, mentions)
    for entity in entities:
        _settle(entity)
    return cast


# -- words that are names


class _Usual:
    """How an article writes its words: those with a capital in the middle of a sentence are names."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.capital: set[str] = set()
        self.small: set[str] = set()
        for sentence in sentences:
            if sentence.heading:
                continue
            for n, token in enumerate(sentence.tokens):
                if token.kind != "word":
                    continue
                if not token.capital:
                    self.small.add(token.low)
                elif token.low not in NOT_NAMES and not _starts_anew(sentence.tokens, n):
                    self.capital.add(token.low)

    def is_name(self, tokens: Sequence[Token], n: int) -> bool:
        """Whether a word with a capital where any word has one is a name."""
        token = tokens[n]
        if token.low in self.capital and (token.low not in self.small or "." in token.text):
            return True
        if token.low in self.small or is_adverb(token.low) or token.low in GROUPS or token.low.endswith(("ed", "ing")):
            return False
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if after is None or len(token.text) < 2:
            return False
        if after.capital and after.low not in NOT_NAMES:
            return True
        if token.text.isupper():
            return True
        # `Velrail admits`, not `Critics admit`: who acts alone is named by its name.
        return not token.low.endswith("s") and (
            after.kind == "possessive"
            or after.text in ","
            or after.low in AUXILIARIES
            or after.low in ADVERBS
            or after.low in NAMING_VERBS
            or _is_finite(after.low)
        )


def _is_finite(low: str) -> bool:
    sense = default_lexicon().find(low)
    return sense is not None and low in (sense.third, sense.past)


def _starts_anew(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word stands where each word has a capital."""
    return n == 0 or tokens[n - 1].kind == "quotation" or tokens[n - 1].text in (":", "?", "!", "…", "—", "–", "•", "*")


def _names(sentence: int, tokens: Sequence[Token], usual: _Usual) -> Iterator[_Found]:
    n = 0
    while n < len(tokens):
        if not _may_begin(tokens, n, usual):
            n += 1
            continue
        last = _end(tokens, n)
        first = name = n
        titles: list[str] = []
        while name < last and (tokens[name].low in HONORIFICS or tokens[name].low in TITLES or _is_ex(tokens[name])):
            if name + 1 == last and tokens[name].low not in HONORIFICS and not titles:
                break
            if tokens[last - 1].low in _BODIES and tokens[name].low not in HONORIFICS:
                break
            titles.append(tokens[name].low)
            name += 1
        # `the President`, `Mr` alone
        bare = tokens[n : n + 1] and last == n + 1 and (tokens[n].low in TITLES or tokens[n].low in HONORIFICS)
        words = tuple(t.low for t in tokens[name:last] if t.kind != "possessive" and t.text != ".")
        if (name < last and not bare and words and words[0] != "the") or len(words) > 1:
            yield _Found(sentence, first, name, last, words, tuple(titles))
        n = last


def _is_ex(token: Token) -> bool:
    return token.low.startswith(("ex-", "vice-")) and token.low.partition("-")[2] in TITLES


def _may_begin(tokens: Sequence[Token], n: int, usual: _Usual) -> bool:
    token = tokens[n]
    if not token.capital:
        # `van der Berg`, in the middle of a sentence
        return False
    if token.low in ("the",):
        # `in The Gazette`
        return n > 0 and not _starts_anew(tokens, n) and n + 1 < len(tokens) and tokens[n + 1].capital
    if DATES & set(token.low.split("-")) or (token.low in NOT_NAMES and token.low not in HONORIFICS):
        return False
    if token.low in TITLES or token.low in HONORIFICS or _is_ex(token):
        return _capital_ahead(tokens, n + 1)
    if _starts_anew(tokens, n):
        return usual.is_name(tokens, n)
    return True


def _capital_ahead(tokens: Sequence[Token], n: int) -> bool:
    """Whether a name goes on here, with particles before it or without: `van der Meer`."""
    while n < len(tokens) and not tokens[n].capital and tokens[n].low in PARTICLES:
        n += 1
    return n < len(tokens) and tokens[n].capital


def _end(tokens: Sequence[Token], n: int) -> int:
    """Behind the last word of a name."""
    last = n + 1
    while last < len(tokens):
        token = tokens[last]
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        if token.capital:
            goes_on = token.low not in DATES and (token.low not in NOT_NAMES or token.low in HONORIFICS)
        elif token.low in PARTICLES:
            goes_on = _capital_ahead(tokens, last)
        elif after is None or not after.capital:
            goes_on = token.low in _JOINERS and after is not None and _joins(tokens, n, last)
        elif token.kind == "possessive":
            goes_on = _is_shared(tokens, last)
        elif token.low == "the":
            goes_on = tokens[last - 1].low in _JOINERS
        else:
            goes_on = token.low in _JOINERS and _joins(tokens, n, last)
        if not goes_on:
            break
        last += 1
    return last


def _is_shared(tokens: Sequence[Token], n: int) -> bool:
    """Whether an owner is part of the name of a body: `Workers’ Union`, not `Hamon’s Party`."""
    if tokens[n].text != "’" and tokens[n].text != "'" and tokens[n - 1].low not in _MANY:
        return False
    n += 1
    while n < len(tokens) and tokens[n].capital:
        n += 1
    return tokens[n - 1].low in _BODIES


def _joins(tokens: Sequence[Token], first: int, n: int) -> bool:
    """Whether `of` or `and` goes on with a name: `Ministry of Finance`, `Bell & Sons`."""
    after = tokens[n + 1]
    if tokens[n].text == "&":
        return after.capital
    body = any(t.low in _BODIES for t in tokens[first:n])
    if tokens[n].low == "and":
        # `Ministry of Roads and Bridges`; `the Council and Velrail` are two.
        return after.capital and body and any(t.low in ("of", "for") for t in tokens[first:n])
    if after.low == "the":
        after = tokens[n + 2] if n + 2 < len(tokens) else after
    return body and after.capital and tokens[n - 1].low in _BODIES | {"department", "ministry"}


# -- names that mean the same


def _entities(found: list[_Found], known: Sequence[str]) -> tuple[list[Entity], list[Entity]]:
    by_words: dict[tuple[str, ...], Entity] = {}
    order: list[Entity] = []

    def new(one: _Found) -> Entity:
        entity = Entity("", one.words)
        by_words[one.words] = entity
        order.append(entity)
        return entity

    full = [f for f in found if len(_bare(f.words)) > 1]
    for one in full:
        words = _bare(one.words)
        if words not in by_words:
            new(one._replace(words=words))
    for name in known:
        words = tuple(name.lower().replace("'", "’").split())
        if len(words) > 1 and words not in by_words:
            # Only so that the surname is not taken for somebody else.
            by_words[words] = Entity(name, words, "person")
    last: dict[str, list[Entity]] = {}
    first: dict[str, list[Entity]] = {}
    for entity in by_words.values():
        last.setdefault(entity.words[-1], []).append(entity)
        first.setdefault(entity.words[0], []).append(entity)
    of: list[Entity] = []
    seen: dict[int, int] = {}
    for number, one in enumerate(found):
        words = _bare(one.words)
        known_as = by_words.get(words)
        if known_as is None and len(words) == 1:
            # A surname, the last word of a body's name, or a first name: whoever came up last.
            nearest = last.get(words[0]) or first.get(words[0]) or []
            known_as = max(nearest, key=lambda e: seen.get(id(e), -1), default=None)
        entity = known_as or new(one._replace(words=words))
        seen[id(entity)] = number
        for title in one.titles:
            if title in GENDERED:
                entity.pronouns[GENDERED[title]] += 3
        if one.titles and not _is_body(words):
            entity.kind = "person"
        of.append(entity)
    return order, of


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _is_body(words: tuple[str, ...]) -> bool:
    return any(w in _BODIES for w in words) or words[-1] in OUTLETS


# -- what stands around a name


def _learn(number: int, tokens: Sequence[Token], mentions: list[Mention]) -> None:
    for mention in mentions:
        entity = mention.entity
        own = tokens[mention.name : mention.last]
        titles = tokens[mention.first : mention.name]
        before = tokens[mention.first - 1] if mention.first else None
        longer = len(own) > len(entity.words) and not entity.name.lower().startswith("the ")
        if (not entity.name or longer) and sum(t.kind == "word" for t in own) >= len(entity.words):
            entity.name = _written(own, before, tokens[mention.last : mention.last + 1])
            if titles and sum(w not in PARTICLES for w in entity.words) == 1:
                # `Mr Loam`, of whom no other name is given
                entity.name = words_of([*titles, *own])
        if before is not None and before.low in _AT and not titles:
            entity.placed += 1
        offices = [t for t in titles if t.low not in HONORIFICS and t.text != "."]
        if offices and entity.role is None and len(entity.words) > 1:
            office = words_of(offices)
            entity.role = office if office.isupper() else office[0].lower() + office[1:]
        entity.heads.update(t.low for t in offices if t.low in TITLES)
        for role, owner in _roles(tokens, mention, mentions):
            if _take_role(entity, role, owner):
                break


def _written(own: Sequence[Token], before: Token | None, after: Sequence[Token]) -> str:
    name = words_of(own)
    if before is None or before.low != "the" or name.startswith("The "):
        return name
    # `the NATO powers`: the article is theirs.
    noun = after and after[0].kind == "word" and not after[0].capital and after[0].low not in default_lexicon()
    return name if noun and after[0].low not in PREPOSITIONS | AUXILIARIES | ADVERBS | LINKERS else f"the {name}"


def _merge(sentences: Sequence[Sentence], entities: list[Entity], mentions: list[list[Mention]]) -> None:
    """Take `the Socialist Party (PS)` and `the PS` for one."""
    short: dict[tuple[str, ...], Entity] = {}
    for n, among in enumerate(mentions):
        for mention in among:
            abbreviation = _abbreviation(sentences[n].tokens, mention.last)
            known = mention.entity.also
            if abbreviation and short.setdefault((abbreviation.lower(),), mention.entity) is mention.entity:
                known += [abbreviation] if abbreviation not in known else []
    if not short:
        return
    for among in mentions:
        among[:] = [m._replace(entity=short.get(m.entity.words, m.entity)) for m in among]
    entities[:] = [e for e in entities if short.get(e.words, e) is e]


def _abbreviation(tokens: Sequence[Token], n: int) -> str | None:
    if n < len(tokens) and tokens[n].kind == "possessive":
        n += 1
    inside = tokens[n + 1 : n + 3]
    if n < len(tokens) and tokens[n].text == "(" and len(inside) > 1:
        text = inside[0].text
        if text.isupper() and 1 < len(text) < 8 and (inside[1].text == ")" or inside[1].kind == "possessive"):
            return text
    return None


def _roles(
    tokens: Sequence[Token], mention: Mention, mentions: list[Mention]
) -> Iterator[tuple[Sequence[Token], Entity | None]]:
    """What stands beside a name and says who that is."""
    n = mention.last
    mark = tokens[n].text if n < len(tokens) else ""
    if mark == "," or mark in _DASHES:
        # `Lena Opdal, a pear grower,`
        stop = n + 1
        while stop < len(tokens) and tokens[stop].text not in ".;:,?!()—–" and tokens[stop].kind != "quotation":
            stop += 1
        role = tokens[n + 1 : stop]
        closed = stop < len(tokens) and (tokens[stop].text in ",.;:?!" or tokens[stop].text in _DASHES)
        if closed or stop == len(tokens):
            yield role, _owner(role, n + 1, mentions)
    start = mention.first
    if start > 2 and after_late(tokens, start - 2) == start:
        # `her predecessor, the late Otto Brehm`
        start -= 2
    if start > 1 and tokens[start - 1].text == ",":
        # `its leader, Tomas Varga`
        after = tokens[mention.last].text if mention.last < len(tokens) else "."
        if after in ",.;:—–" or mention.last == len(tokens) or tokens[mention.last].kind == "possessive":
            for whole in _from_determiners(tokens, start - 1):
                yield whole, _owner(whole, start - 1 - len(whole), mentions)
    elif start and mention.name == mention.first and tokens[start - 1].low not in LATE:
        # `transport minister Ilse Brandvik`
        begin = start
        while begin and start - begin < 7 and tokens[begin - 1].kind == "word" and not _opens_role(tokens[begin - 1]):
            begin -= 1
        role = tokens[begin:start]
        if role and role[-1].low in PERSONS:
            yield role, _owner(role, begin, mentions)


def _opens_role(token: Token) -> bool:
    return (
        token.kind in ("mark", "quotation")
        or token.low in DETERMINERS
        or token.low in ("and", "but", "or", "said", "says", "that", "when", "while", "because")
        or token.low in AUXILIARIES
    )


def _from_determiners(tokens: Sequence[Token], end: int) -> list[Sequence[Token]]:
    """The words before a comma, from an article on, the longest first: `the spokeswoman of the board`, `the board`."""
    found: list[Sequence[Token]] = []
    for n in range(end - 1, max(-1, end - _LONGEST_ROLE), -1):
        if tokens[n].text in ",;:—–" or tokens[n].kind == "quotation" or tokens[n].low in AUXILIARIES:
            break
        if tokens[n].low in DETERMINERS:
            found.append(tokens[n:end])
            if n and tokens[n - 1].low not in ("of", "for", "at", "in"):
                break
    return found[::-1]


def _owner(role: Sequence[Token], at: int, mentions: list[Mention]) -> Entity | None:
    """Whose: named in the role, or by `its` before."""
    for mention in mentions:
        if at <= mention.name and mention.last <= at + len(role):
            return mention.entity
    return None


def _take_role(entity: Entity, role: Sequence[Token], owner: Entity | None) -> bool:
    """Learn from words beside a name who that is; whether they say so."""
    if not role or len(role) > _LONGEST_ROLE or role[0].low in ("who", "which", "whose", "whom", "that", "and", "but"):
        return False
    plain: list[Token] = []
    depth = 0
    told = next((n for n, token in enumerate(role) if n and token.low in RELATIVES), len(role))
    for token in role[:told]:
        depth += (token.text == "(") - (token.text == ")")
        if depth <= 0 and token.text not in "()":
            plain.append(token)
    # `the Party’s’s` once the bracket is gone
    plain = [t for n, t in enumerate(plain) if not (n and t.kind == "possessive" and plain[n - 1].kind == "possessive")]
    determined = bool(plain) and plain[0].low in DETERMINERS
    body = plain[1:] if determined else plain
    head = head_of(body)
    if head is None or any(t.low in AUXILIARIES for t in body) or any(t.kind == "quotation" for t in body):
        return False
    noun = head.low.removeprefix("ex-")
    if not (noun in PERSONS or noun in _BODIES or noun in OUTLETS) or noun in _NO_ROLE:
        return False
    if not determined and _is_finite(body[0].low):
        # `Piet Haan, told the paper`: the comma belongs to what stands before the name.
        return False
    if entity.kind == "person" and noun not in PERSONS:
        return False
    if noun in PERSONS and not determined and not _is_plain(body):
        return False
    entity.heads.add(noun)
    entity.owner = entity.owner or owner
    if noun in PERSONS and not _is_body(entity.words):
        entity.kind = "person"
        entity.pronouns.update([GENDERED[noun]] if noun in GENDERED else [])
        if noun.endswith("woman"):
            entity.pronouns["she"] += 2
        elif noun.endswith("man"):
            entity.pronouns["he"] += 2
    elif entity.kind is None and noun not in PERSONS:
        entity.kind = "party" if noun in PARTIES else "outlet" if noun in OUTLETS else "organisation"
    words = words_of(plain if any(t.kind == "possessive" for t in body) and plain[0].low == "the" else body)
    if entity.role is None and words and (plain[0].low not in POSSESSIVES or noun in PERSONS):
        entity.role = words
    return True


def _is_plain(role: Sequence[Token]) -> bool:
    """Whether words without an article are all part of a role: `transport minister`."""
    return all(t.kind == "word" and t.low not in PREPOSITIONS and not is_adverb(t.low) for t in role[:3])


def after_late(tokens: Sequence[Token], n: int) -> int:
    """Where a name may begin, past `the late` if that stands at a place."""
    return n + 2 if n + 2 < len(tokens) and tokens[n].low == "the" and tokens[n + 1].low in LATE else n


def head_of(phrase: Sequence[Token]) -> Token | None:
    """The noun that a phrase is about: its last word before `of`, `at` and the like, or before a comma."""
    head = None
    for n, token in enumerate(phrase):
        if token.kind == "possessive":
            head = None
            continue
        if (
            head is not None
            and n
            and (token.low in PREPOSITIONS or token.kind == "mark" or token.low in ("who", "and"))
        ):
            return head
        if token.kind == "word" and token.low not in DETERMINERS:
            head = token
    return head


def _pronouns(sentences: Sequence[Sentence], n: int, among: list[list[Mention]]) -> None:
    """Where one person alone is named in a sentence, `her` and `his` behind the name tell which pronoun is right, and
    better so the `He` with which the next one begins."""
    tokens, mentions = sentences[n].tokens, among[n]
    people = {id(m.entity): m for m in mentions if m.entity.kind not in ("party", "organisation", "outlet") and m.last}
    if len({m.entity.words for m in people.values()}) != 1:
        return
    mention = next(m for m in mentions if id(m.entity) in people)
    pronouns = mention.entity.pronouns
    if mention.entity.kind != "person" and len(mention.entity.words) < 2:
        return
    after = sentences[n + 1] if n + 1 < len(sentences) else None
    if after is not None and not after.first and mention.first == 0 and after.tokens[0].low in ("he", "she"):
        pronouns[after.tokens[0].low] += 2
    # `Haan has not disputed her figure`: hers of whom it was said before.
    before = {t.low for s in sentences[max(0, n - 3) : n] for t in s.tokens if t.low in ("he", "she")}
    for token in tokens[mention.last :]:
        wanted = "he" if token.low in MALE else "she" if token.low in FEMALE else None
        if wanted is not None and (wanted not in before or token.low in (wanted, "himself", "herself")):
            pronouns[wanted] += 1


def _settle(entity: Entity) -> None:
    words = entity.words
    placed = words[-1] in PLACES or words[0] in _BEFORE_PLACES
    if entity.kind is None and len(words) > 1 and placed and not _is_body(words):
        entity.kind = "place"
    if entity.kind is None or entity.kind == "organisation":
        if words[-1] in PARTIES or "party" in words:
            entity.kind = "party"
        elif words[-1] in OUTLETS and len(words) > 1:
            entity.kind = "outlet"
        elif any(w in ORGANISATIONS for w in words) or (
            entity.kind is None and (entity.name.isupper() and len(entity.name) > 1)
        ):
            entity.kind = "organisation"
        elif entity.kind is None and entity.pronouns and entity.pronoun:
            entity.kind = "person"
    if entity.kind is None and len(words) > 1 and not entity.placed and not entity.name.lower().startswith("the "):
        entity.kind = "person"
    if entity.kind == "person" and entity.name.lower().startswith("the "):
        entity.name = entity.name[4:]
    if entity.kind not in ("person", "place") and len(words) > 1:
        entity.heads.add(words[-1])
    for word in words:
        if word in _BODIES:
            entity.heads.add(word)
