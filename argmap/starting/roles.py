"""What stands beside a name and says who that is: `Lena Opdal, a pear grower`, `transport minister Ilse Brandvik`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.starting.cast import Entity, Mention
from argmap.starting.tokens import Token, words_of
from argmap.starting.words import (
    AUXILIARIES,
    DETERMINERS,
    GENDERED,
    OUTLETS,
    PARTIES,
    PERSONS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    is_adverb,
    is_body,
    is_finite,
)

__all__ = ["after_late", "head_of", "roles", "take_role"]

_DASHES = frozenset("—–")
_LATE = frozenset("late then former".split())
_LONGEST_ROLE = 14
_NO_ROLE = frozenset(
    "son daughter brother sister wife husband child mother father man woman boy girl boss source".split()
)


def roles(
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
    elif start and mention.name == mention.first and tokens[start - 1].low not in _LATE:
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


def take_role(entity: Entity, role: Sequence[Token], owner: Entity | None) -> bool:
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
    if not (noun in PERSONS or is_body((noun,))) or noun in _NO_ROLE:
        return False
    if not determined and is_finite(body[0].low):
        # `Piet Haan, told the paper`: the comma belongs to what stands before the name.
        return False
    if entity.kind == "person" and noun not in PERSONS:
        return False
    if noun in PERSONS and not determined and not _is_plain(body):
        return False
    entity.heads.add(noun)
    entity.owner = entity.owner or owner
    if noun in PERSONS and not is_body(entity.words):
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
    return n + 2 if n + 2 < len(tokens) and tokens[n].low == "the" and tokens[n + 1].low in _LATE else n


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
