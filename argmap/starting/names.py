"""The people and bodies that an article names: each once, with the other names it goes by, its kind and its role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.model.lexicon import default_lexicon
from argmap.starting.cast import Cast, Entity, Mention
from argmap.starting.roles import roles, take_role
from argmap.starting.tokens import Sentence, Token, words_of
from argmap.starting.words import (
    ADVERBS,
    AUXILIARIES,
    BODIES,
    DATES,
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
    PLACES,
    PREPOSITIONS,
    TITLES,
    is_adverb,
    is_body,
    is_finite,
)

__all__ = ["cast_of"]

_JOINERS = frozenset("of for & and".split())
_AT = frozenset("in at from near outside to".split())
_MANY = frozenset("people women men children".split())
_BEFORE_PLACES = frozenset("port lake mount cape fort new san santa sankt".split())


class _Found(NamedTuple):
    """Words with capitals that may be a name."""

    sentence: int
    first: int
    name: int
    last: int
    words: tuple[str, ...]
    titles: tuple[str, ...]


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
            or is_finite(after.low)
        )


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
            if tokens[last - 1].low in BODIES and tokens[name].low not in HONORIFICS:
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
    return tokens[n - 1].low in BODIES


def _joins(tokens: Sequence[Token], first: int, n: int) -> bool:
    """Whether `of` or `and` goes on with a name: `Ministry of Finance`, `Bell & Sons`."""
    after = tokens[n + 1]
    if tokens[n].text == "&":
        return after.capital
    body = any(t.low in BODIES for t in tokens[first:n])
    if tokens[n].low == "and":
        # `Ministry of Roads and Bridges`; `the Council and Velrail` are two.
        return after.capital and body and any(t.low in ("of", "for") for t in tokens[first:n])
    if after.low == "the":
        after = tokens[n + 2] if n + 2 < len(tokens) else after
    return body and after.capital and tokens[n - 1].low in BODIES | {"department", "ministry"}


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
        if one.titles and not is_body(words):
            entity.kind = "person"
        of.append(entity)
    return order, of


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 1 and words[0] == "the" else words


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
        for role, owner in roles(tokens, mention, mentions):
            if take_role(entity, role, owner):
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
    if entity.kind is None and len(words) > 1 and placed and not is_body(words):
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
        if word in BODIES:
            entity.heads.add(word)
