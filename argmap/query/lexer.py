"""Which class each word of a query is of: the terminals of `grammars/query.lark`.

A word is classified by the vocabulary and by where it stands: where a thing is expected `claims` is a noun, behind a
noun it is a verb. Behind `and` and `or` the word after next decides what they join: conditions, or things.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lark import Token

from argmap.query import mistakes, wrong_fields, wrong_values
from argmap.query.ahead import ALL, Ahead, Clause
from argmap.query.errors import MAX_DEPTH, QueryError
from argmap.query.stage_words import field_name, fields_to_the_end, noted, only_fields, stage
from argmap.query.syntax import Span
from argmap.query.values import date_at, is_value, values
from argmap.query.vocabulary import DATED, Kind
from argmap.query.words import FUNCTION, Text, field_at, is_field, kinds_of, number, tables

__all__ = ["Reader"]

_TIMES: Final = frozenset({"before", "after", "since", "until", "on", "in", "between"})


class Frame:
    """A word that is followed by things, and what has been said of them so far."""

    __slots__ = ("dated", "described", "kinds", "paths", "timed")

    def __init__(self, kinds: frozenset[Kind], timed: bool = False, paths: bool = False) -> None:
        self.kinds = kinds
        """What fits behind it; nothing where no more may come."""
        self.timed = timed
        """Whether it is a verb behind which a time may stand."""
        self.paths = paths
        """Whether it is `paths from`, and its `to` has yet to come."""
        self.described = False
        """Whether a noun stands behind it: then what follows describes that."""
        self.dated = False
        """Whether that noun means things with a date of their own."""


class Open(NamedTuple):
    """An open parenthesis."""

    at: int
    condition: bool
    """Whether it stands around conditions."""
    frames: list[Frame]
    """Those before it."""
    dated: bool
    """What `dated` was before it."""


class Reader(Ahead):
    """The words of one query, one after the other."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.frames: list[Frame] = []
        self.open: list[Open] = []
        self.dated = False
        """Whether what is asked for has a date of its own."""
        self.deep = 0
        """How many frames stand before the open parentheses."""
        self.last = ""
        """What came last: `name`, `group`, `noun`, `adjective`, `condition`."""
        self.counting = False
        """Whether the query began with `count`."""
        self.sharing = False
        """Whether a condition of the stage `share` is read."""
        self.columns: tuple[str, ...] | None = None
        """The columns of what is left, where these are figures and no things."""
        self.before = 0
        """The word before that which is next: what something missing is missing behind."""

    # -- tokens --------------------------------------------------------------------------------------------

    def token(self, type: str, length: int = 1, value: str | None = None) -> Token:
        """A token of the next words, which are then read."""
        span = self.text.span(self.at, length)
        if value is None:
            value = self.text.words[self.at].text
        self.before = self.at
        self.at += length
        return Token(type, value, start_pos=span.start, end_pos=span.end)

    def fail(self, code: str, message: str, help: str | None, span: Span | None = None) -> QueryError:
        """An error, at the next word unless it is said otherwise."""
        return mistakes.error(self.text, span or self.text.span(self.at), code, message, help)

    def tokens(self) -> Iterator[Token]:
        """All tokens. Raises `QueryError` where a word is not one that may stand there."""
        if not self.text.words:
            raise self.fail("E802", "the query is empty", "write what you ask for: `claims`, `positions by NAME`")
        if (self.low(), self.text.low(1)) == ("how", "many"):
            self.counting = True
            yield self.token("COUNT", 2)
        elif self.low() == "count" and self.text.low(self.at + 1) not in ("", "|"):
            self.counting = True
            yield self.token("COUNT")
        yield from self.thing()
        yield from self.rest()
        while self.low() == "|":
            yield self.token("BAR")
            yield from self.share() if self.low() == "share" else stage(self)
        if self.text.has(self.at):
            raise mistakes.left_over(self)

    def share(self) -> Iterator[Token]:
        """The stage that has a condition in it."""
        if self.columns is not None:
            raise wrong_fields.only_figures(self)
        yield self.token("SHARE")
        self.sharing, self.last, self.frames, self.dated = True, "", [], False
        yield from self.condition()
        yield from self.rest()
        self.sharing = False
        names: list[str] = []
        if self.low() == "by":
            yield self.token("BY")
            yield from noted(self.names(), names)
        self.columns = (*names, "so", "of", "share")

    def names(self) -> Iterator[Token]:
        """Fields, with commas between them."""
        yield field_name(self)
        while self.low() in (",", "and"):
            yield self.token("COMMA", 2 if self.text.low(self.at + 1) == "and" else 1)
            yield field_name(self)

    # -- things --------------------------------------------------------------------------------------------

    def thing(self) -> Iterator[Token]:
        """One thing: a name, or a noun with the adjectives before it. An open parenthesis comes with what is in it as
        far as its first thing."""
        text = self.text
        while True:
            if not text.has(self.at):
                raise mistakes.missing_thing(self)
            word = text.words[self.at]
            if word.quoted:
                if not self.known.name(word.text):
                    raise mistakes.no_such_name(self)
                yield self.token("QUOTED")
                return self.read("name")
            if word.low == "(":
                yield self.parenthesis("LPAR", False)
                continue
            if word.low == "not" and self.adjective(self.at + 1) is not None:
                yield self.token("NOT")
                continue
            adjective = self.adjective(self.at, True)
            if adjective is not None:
                if word.low.startswith("non-") and adjective != word.low:
                    yield Token("NOT", "non-", start_pos=word.start, end_pos=word.start + 4)
                yield self.token("ADJECTIVE", value=adjective)
                continue
            if word.low in ("path", "paths") and text.low(self.at + 1) == "from":
                yield self.token("PATHS")
                yield self.token("FROM")
                self.note(ALL)
                self.push(Frame(ALL, paths=True))
                continue
            relation = self.relation_of(self.at)
            if relation is not None:
                name, length = relation
                yield self.token("RELATION", length, name)
                yield self.token("OF")
                self.note(tables().relation[name].kinds)
                self.push(Frame(tables().relation[name].of))
                continue
            noun = self.noun(self.at)
            if noun is not None:
                yield self.token("NOUN", noun[1], noun[0])
                self.note(kinds_of(noun[0], self.known) or ALL)
                return self.read("noun")
            if word.low in FUNCTION or word.low in (")", ",", "|") or not self.is_name(self.at):
                raise mistakes.no_thing(self)
            yield self.token("NAME")
            return self.read("name")

    def note(self, kinds: frozenset[Kind]) -> None:
        """Note whether a time said of a noun is that of the things themselves."""
        if self.frames:
            self.frames[-1].dated = kinds <= DATED
        else:
            self.dated = kinds <= DATED

    def read(self, what: str) -> None:
        """Note what a thing was."""
        self.last = what
        if what != "noun":
            self.note(ALL)
        if self.frames:
            self.frames[-1].described = what == "noun"

    def push(self, frame: Frame) -> None:
        """Begin what is followed by things."""
        self.frames.append(frame)
        self.check_depth()

    def check_depth(self) -> None:
        """Raise where a query is too deep for a person, and for what works it out."""
        if len(self.open) + len(self.frames) + self.deep > MAX_DEPTH:
            raise self.fail(
                "E802",
                f"more than {MAX_DEPTH} phrases stand within each other here",
                "ask in several queries, or give parts of it names of their own",
            )

    def parenthesis(self, type: str, condition: bool) -> Token:
        """Open one."""
        self.open.append(Open(self.at, condition, self.frames, self.dated))
        self.dated = False
        self.deep += len(self.frames)
        self.frames = []
        self.check_depth()
        return self.token(type)

    def close(self) -> Token:
        """Close one."""
        _, condition, self.frames, self.dated = self.open.pop()
        self.deep -= len(self.frames)
        if condition:
            self.last = "condition"
        else:
            self.read("group")
        return self.token("RPAR")

    # -- what is said of them ------------------------------------------------------------------------------

    def rest(self) -> Iterator[Token]:
        """What stands behind a thing or a condition, up to the end of the selection."""
        while True:
            low = self.low()
            if low == ")":
                if not self.open:
                    raise self.fail("E802", "there is no open parenthesis here", "take it away, or write `(` before")
                yield self.close()
            elif not self.text.has(self.at) or low == "|" or self.stage_begins():
                if self.open:
                    raise self.fail(
                        "E802",
                        "the parenthesis is not closed",
                        "write `)` where the phrase ends",
                        self.text.span(self.open[-1].at),
                    )
                if any(frame.paths for frame in self.frames):
                    raise mistakes.no_end(self)
                if self.counting and not self.sharing:
                    names: list[str] = []
                    if self.text.has(self.at) and self.low() != "|":
                        yield self.token("GROUP_BY", 2 if self.low() == "group" else 1)
                        yield from noted(self.names(), names)
                    self.counting, self.columns = False, (*names, "count")
                return
            elif low in ("and", "or", "but", ","):
                yield from self.joint()
            else:
                yield from self.condition()

    def stage_begins(self) -> bool:
        """Whether what follows belongs to a stage: `group by` of a count, `by` of a share."""
        if self.low() == "group" and self.text.low(self.at + 1) == "by":
            if not self.counting:
                raise mistakes.group_by(self)
            return True
        if self.counting and self.low() == "by" and not self.open and only_fields(self, self.at + 1):
            return True
        return self.sharing and self.low() == "by" and not self.open and fields_to_the_end(self, self.at + 1)

    def joint(self) -> Iterator[Token]:
        """`and`, `but`, `or`, `,`, with the thing or the condition that they join."""
        text, low = self.text, self.low()
        length = 1
        if low == "," and text.low(self.at + 1) in ("and", "or", "but"):
            low, length = text.low(self.at + 1), 2
        after = self.at + length
        how = "OR" if low == "or" or (low == "," and not self.list_of_all(after)) else "AND"
        what = self.what_follows(after)
        if what == "nothing":
            raise mistakes.nothing_joined(self, length)
        if what == "noun" and how == "AND" and not self.frames and self.bare_adjective(after) is not None:
            # Two kinds at once are nothing: a word that can be both is an adjective here.
            what = "condition"
        if self.are_things(after):
            what = "condition"
        if what == "condition":
            if low == ",":
                raise mistakes.stray_comma(self)
            adjectives = self.last == "adjective" and self.bare_adjective(after) and not self.are_things(after)
            if adjectives:
                yield self.token(f"{how}_ADJECTIVE", length, low)
            else:
                if how == "OR" and self.last in ("name", "noun", "group") and not self.frames:
                    raise mistakes.no_condition_before(self)
                self.frames = []
                yield self.token(f"{how}_CONDITION", length, low)
            yield from self.condition()
            return
        if self.sharing and not self.open and not self.frames:
            raise mistakes.no_condition(self, after)
        kinds = ALL if what == "name" else self.kinds(after)
        if self.frames and not self.frames[-1].kinds.isdisjoint(kinds):
            yield self.token(f"{how}_OBJECT", length, low)
        elif how == "AND" or low == "," or (self.open[-1].condition if self.open else self.sharing):
            raise mistakes.joined_things(self, length)
        else:
            self.frames = []
            yield self.token("OR_PHRASE", length, low)
        yield from self.thing()

    def condition(self) -> Iterator[Token]:
        """One condition, as far as its first thing."""
        text = self.text
        low = self.low()
        if self.are_things(self.at):
            self.settle()
            if low == "not":
                yield self.token("NOT")
            start = text.span(self.at).start
            yield Token("ARE", "", start_pos=start, end_pos=start)
            self.push(Frame(ALL))
            yield from self.thing()
            return
        clause = self.clause(self.at)
        if clause is not None:
            yield from self.clause_tokens(clause)
            return
        adjective = self.bare_adjective(self.at) or self.shared_adjective()
        if adjective is not None:
            yield from self.said_adjective(*adjective)
            return
        if low == "not":
            if text.low(self.at + 1) == "not":
                raise self.fail("E802", "`not` is said twice", "leave out one of them", text.span(self.at + 1))
            yield self.token("NOT")
            self.last = "not"
            yield from self.condition()
            return
        if low == "(":
            self.settle()
            if self.what_follows(self.at) != "condition":
                raise mistakes.no_condition(self, self.at)
            yield self.parenthesis("LPAR_CONDITION", True)
            self.last = "("
            yield from self.condition()
            return
        depth = self.depth()
        if depth is not None:
            yield from depth
            return
        if self.to_of_paths():
            while not self.frames[-1].paths:
                self.frames.pop()
            self.frames[-1].paths = False
            yield self.token("TO")
            yield from self.thing()
            return
        if low in _TIMES and (low not in ("on", "in", "between") or date_at(text, self.at + 1)):
            yield from self.time(low)
            return
        self.settle()
        verb = text.match(tables().verbs, self.at)
        if low == "whose":
            yield from self.whose()
        elif low in ("with", "without", "having") or (low in ("have", "has", "had") and not (verb and verb[1] > 1)):
            yield from self.with_()
        elif low in ("tagged", "matching", "in"):
            yield self.token({"tagged": "TAGGED", "matching": "MATCHING", "in": "IN"}[low])
            yield from values(self, low)
            self.last = "condition"
        elif verb is not None:
            name, length = verb
            yield self.token("VERB", length, name)
            dated = self.frames[-1].dated if self.frames else self.dated
            self.push(Frame(tables().verb[name].object, tables().verb[name].timed and not dated))
            yield from self.thing()
        else:
            raise mistakes.no_condition(self, self.at)

    def clause_tokens(self, clause: Clause) -> Iterator[Token]:
        """`positions that mayor holds`: what is said has a subject of its own."""
        self.settle()
        start = self.text.span(self.at).start
        if clause.denied:
            yield Token("NOT", "not", start_pos=start, end_pos=start)
        yield Token("CLAUSE", "", start_pos=start, end_pos=start)
        end = clause.verb_at - clause.denied
        verb = tables().verb[clause.verb]
        dated = self.frames[-1].dated if self.frames else self.dated
        self.push(Frame(verb.object))
        yield from self.thing()
        while self.at < end:
            yield self.token("AND_OBJECT" if clause.all else "OR_OBJECT")
            yield from self.thing()
        self.at = clause.verb_at
        yield self.token("CLAUSE_VERB", clause.length, clause.verb)
        self.frames[-1] = Frame(frozenset(), verb.timed and not dated)
        self.last = "group"

    def shared_adjective(self) -> tuple[str, int] | None:
        """`share supported by section`: an adjective, although `supported by` is a verb."""
        start = self.at + (self.low() == "not")
        adjective = self.adjective(start)
        if adjective is None or not self.sharing or self.open or self.text.low(start + 1) != "by":
            return None
        return (adjective, start - self.at + 1) if fields_to_the_end(self, start + 2) else None

    def are_things(self, at: int) -> bool:
        """Whether `that are` stands before things, which are neither an adjective nor the rest of a verb."""
        at += self.text.low(at) == "not"
        if not self.text.has(at) or not self.text.words[at].linked or self.text.low(at) == "not":
            return False
        verb = self.text.match(tables().verbs, at)
        return (verb is None or verb[1] == 1) and self.what_follows(at) in ("name", "noun")

    def settle(self) -> None:
        """Leave behind what no more can be said of: behind a name the next condition is about a noun before it."""
        while self.frames and not self.frames[-1].described:
            self.frames.pop()

    def said_adjective(self, adjective: str, length: int) -> Iterator[Token]:
        """An adjective behind its noun."""
        self.settle()
        if self.low() == "not":
            yield self.token("NOT_ADJECTIVE")
            length -= 1
        elif self.low() == f"non-{adjective}":
            word = self.text.words[self.at]
            yield Token("NOT_ADJECTIVE", "non-", start_pos=word.start, end_pos=word.start + 4)
        yield self.token("SAID_ADJECTIVE", length, adjective)
        self.last = "adjective"

    def depth(self) -> Iterator[Token] | None:
        """`to depth 2`, `to any depth`."""
        if self.low() != "to" or self.text.low(self.at + 1) not in ("depth", "any"):
            return None
        if self.text.low(self.at + 1) == "any" and self.text.low(self.at + 2) != "depth":
            return None
        return self._depth()

    def _depth(self) -> Iterator[Token]:
        any = self.text.low(self.at + 1) == "any"
        yield self.token("DEPTH", 3 if any else 2)
        if not any:
            yield wrong_values.whole_number(self, 1)
        self.settle()
        self.last = "condition"

    def to_of_paths(self) -> bool:
        """Whether the next word is the `to` of `paths from`."""
        return self.low() == "to" and any(frame.paths for frame in self.frames)

    def time(self, how: str) -> Iterator[Token]:
        """A time, of a verb where it stands behind the verb's things, else a condition."""
        of_verb = bool(
            self.frames and self.frames[-1].timed and not self.frames[-1].described and self.last in ("name", "group")
        )
        if not of_verb:
            self.settle()
        yield self.token("VERB_TIME" if of_verb else "TIME", value="on" if how == "in" else how)
        yield self.date()
        if how == "between":
            if self.low() not in ("and", "to"):
                raise self.fail("E802", "the second date of `between` is missing", "write `between 2016 and 2017`")
            self.at += 1
            yield self.date()
        self.settle()
        self.last = "condition"

    def date(self) -> Token:
        """A date."""
        if not date_at(self.text, self.at):
            raise wrong_values.no_date(self)
        return self.token("DATE")

    def whose(self) -> Iterator[Token]:
        """`whose RELATION are …`, `whose FIELD is VALUE`."""
        yield self.token("WHOSE")
        found = self.text.match(tables().relations, self.at)
        if found is None:
            field = self.text.low(self.at)
            if not is_field(field):
                raise wrong_fields.no_relation(self, "whose")
            yield self.token("FIELD", value=field_at(self.text, self.at))
            yield from values(self, field, must=True)
            self.last = "condition"
            return
        yield self.token("RELATION", found[1], found[0])
        frame = Frame(tables().relation[found[0]].kinds)
        self.push(frame)
        if self.what_follows(self.at) in ("name", "noun"):
            start = self.text.span(self.at).start
            yield Token("IS", "", start_pos=start, end_pos=start)
            yield from self.thing()
        else:
            frame.kinds, frame.described = frozenset(), True
            frame.dated = tables().relation[found[0]].kinds <= DATED
            yield from self.condition()

    def with_(self) -> Iterator[Token]:
        """`with RELATION`, `with FIELD VALUE`, `without …`."""
        word = self.low()
        yield self.token("WITH", value="without" if word == "without" else "with")
        counted = False
        if word != "without":
            for token in self.quantity():
                counted = counted or token.type != "NO"
                yield token
        yield from self.what_it_has(word, counted)
        self.last = "condition"

    def quantity(self) -> Iterator[Token]:
        """`no`, `2`, `at least 2`, …"""
        low = self.low()
        how = self.comparison()
        if low in ("no", "zero", "0") or (low == "not" and self.adjective(self.at + 1) is None):
            yield self.token("NO")
        elif low == "several":
            yield self.token("SEVERAL")
        elif how is not None:
            yield self.token("COMPARE", how[1], how[0])
            yield wrong_values.whole_number(self, 1 if how[0] == "less than" else 0)
        elif self.text.has(self.at) and number(self.text.words[self.at]) is not None:
            yield wrong_values.whole_number(self, 0)

    def what_it_has(self, word: str, counted: bool) -> Iterator[Token]:
        """The relation or the field behind `with`, with adjectives and values."""
        text = self.text
        described = False
        while True:
            low = self.low()
            relation = text.match(tables().relations, self.at)
            field = is_field(low)
            adjective = self.adjective(self.at)
            before = adjective is not None and self.relation_ahead(self.at + 1)
            if field and not before and not described and (relation is None or values_follow(self, relation[1])):
                about = tables().field.get(low)
                if counted and not (about and about.number):
                    raise wrong_values.no_number_field(self, low)
                yield self.token("FIELD", value=field_at(text, self.at))
                if not counted:
                    yield from values(self, low)
                return
            if low == "not" and self.adjective(self.at + 1) is not None:
                yield self.token("NOT")
            elif adjective is not None and (before or relation is None):
                if not self.goes_on(self.at + 1):
                    raise wrong_fields.no_relation(self, word)
                if low == f"non-{adjective}":
                    start = text.words[self.at].start
                    yield Token("NOT", "non-", start_pos=start, end_pos=start + 4)
                yield self.token("ADJECTIVE", value=adjective)
                described = True
            elif relation is not None:
                yield self.token("RELATION", relation[1], relation[0])
                return
            else:
                raise wrong_fields.no_relation(self, word)


def values_follow(reader: Reader, length: int) -> bool:
    """Whether a word that is a relation and a field is the field: a value stands behind it."""
    return is_value(reader, reader.at + length, reader.low())
