"""What is said about queries that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from argmap.diagnostics.nearest import nearest
from argmap.query.errors import QueryError, failure
from argmap.query.syntax import Span
from argmap.query.words import FUNCTION, STAGES, Text, is_field, tables

if TYPE_CHECKING:
    from argmap.query.lexer import Reader

_CONDITIONS: Final = (
    "with",
    "without",
    "whose",
    "tagged",
    "matching",
    "in",
    "before",
    "after",
    "since",
    "until",
    "not",
)
SIGNS: Final = frozenset({"(", ")", ",", "|"})
_HABITS: Final = {
    "select": "begin with what you ask for: `positions by NAME`; `| show voice, date` chooses columns",
    "find": "begin with what you ask for: `positions by NAME`",
    "show": "begin with what you ask for: `positions by NAME | show text`",
    "list": "begin with what you ask for: `positions by NAME`",
    "what": "ask for things of a kind, `positions by NAME`, or write `what does NAME rest on`",
    "where": "say it behind the noun: `acts with force promise`",
    "when": "ask for acts and show their date: `acts by NAME | show date`",
    "from": "`from` is only for `paths from NAME to NAME`; write `by NAME` for who said it",
    "all": "leave it out: `claims` are all claims",
    "every": "leave it out: `claims` are all claims",
    "each": "leave it out: `claims` are all claims",
    "only": "leave it out",
    "limit": "write `| first 10`",
    "order": "write `| sort by FIELD`",
    "sort": "write `| sort by FIELD`",
    "top": "write `| top 5 by FIELD`",
    "first": "write `| first 5`",
    "share": "write `| share ADJECTIVE`",
    "network": "write `| network`",
    "subgraph": "write `| subgraph`",
    "count": "begin with it, `count claims`, or end with `| count`",
    "having": "write `with FIELD VALUE`, or `with at least 2 grounds`",
    "like": 'write `matching "words"`',
    "contains": 'write `matching "words"`',
    "containing": 'write `matching "words"`',
    "during": "write `in 2017`, or `between 2016 and 2017`",
    "per": "write `| count by FIELD`",
    "neither": "write `not … and not …`",
    "either": "leave it out: `A or B`",
    "both": "leave it out: `A and B`",
    "nor": "write `and not`",
    "than": "write `with more than 2 grounds`",
    "&": "write `and`",
    "&&": "write `and`",
    "||": "write `or`",
    "!": "write `not`",
    "*": "write `nodes` for everything; `grounds of NAME to any depth` for all steps",
}


def error(
    text: Text, span: Span, code: str, message: str, help: str | None, of_the_map: bool | None = None
) -> QueryError:
    """An error in a query that is being read."""
    return failure(text.text, span, code, message, help, of_the_map)


def shown(reader: Reader, at: int) -> str:
    """A word as a message shows it."""
    return reader.text.words[at].text.replace("`", "'")


def did_you_mean(word: str, known: Iterable[str], other: str) -> str:
    """The help that names the nearest word, or another one."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near is not None else other


# -- things ----------------------------------------------------------------------------------------------------


def missing_thing(reader: Reader) -> QueryError:
    """The query ends where a thing must stand."""
    behind = _behind(reader)
    if behind in ("and", "or", "but", ",", "("):
        return reader.fail("E802", f"something is missing behind `{behind}`", "write what comes next, or take it away")
    return reader.fail("E802", f"something is missing behind `{behind}`", "write a name, an ID or a noun there")


def _behind(reader: Reader) -> str:
    """The words read last, as they are written."""
    words = reader.text.words[reader.before : reader.at]
    return " ".join(word.text for word in words)


def near_name(word: str, names: Iterable[str]) -> str | None:
    """The nearest name, else the shortest one that the word is part of."""
    names = list(names)
    low = word.casefold()
    within = [name for name in names if low in name.casefold()] if len(low) > 2 else []
    return nearest(word, names) or min(within, key=lambda name: (len(name), name), default=None)


def no_such_name(reader: Reader) -> QueryError:
    """A name in quotation marks that nothing has."""
    word = shown(reader, reader.at)
    near = near_name(word, reader.known.names or ())
    help = f"did you mean `{near}`?" if near else "write an ID or a name as it stands in the map"
    return reader.fail("E804", f"nothing in the map is called `{word}`", help)


def no_thing(reader: Reader) -> QueryError:
    """A word that can be no thing, where one must stand."""
    text, at, known = reader.text, reader.at, tables()
    word, low = shown(reader, at), reader.low()
    start = at == 0 or text.low(at - 1) == "("
    if low in SIGNS:
        if at == 0:
            return reader.fail("E802", f"a query cannot begin with `{low}`", "begin with what you ask for: `claims`")
        return reader.fail(
            "E802", f"something is missing before `{low}`", "write a name, an ID or a noun there, or take it away"
        )
    if start and low in _HABITS and low not in known.adjective:
        return reader.fail("E801", f"a query does not begin with `{word}`", _HABITS[low])
    if low in ("all", "every", "each", "both", "either", "only"):
        return reader.fail("E801", f"`{word}` is not a word of the query language", _HABITS[low])
    relation = text.match(known.relations, at)
    if relation is not None and text.low(at - 3) in ("with", "without") and text.low(at - 1) in ("and", "or"):
        phrase = f"{text.low(at - 1)} {text.low(at - 3)} {relation[0]}"
        message = f"`{text.low(at - 1)}` does not join `{relation[0]}` to anything"
        return reader.fail("E802", message, f"write `{phrase}`", text.span(at, relation[1]))
    if relation is not None:
        return reader.fail(
            "E802",
            f"it is not said whose {relation[0]} are meant",
            f"write `{relation[0]} of NAME`" + _id_too(reader, word),
            text.span(at, relation[1]),
        )
    if reader.adjective(at) is not None:
        about = known.adjective.get(low)
        noun = next((n.word for n in known.noun.values() if about and n.kinds <= about.kinds), "nodes")
        other = reader.adjective(at + 2) if text.low(at + 1) in ("and", "or") else None
        last = reader.noun(at + 3) if other is not None else None
        if last is not None:
            joint = text.low(at + 1)
            message = f"`{joint}` does not join adjectives before a noun"
            help = f"write `{last[0]} that are {low} {joint} {other}`"
            return reader.fail("E802", message, help, text.span(at, 3))
        return reader.fail(
            "E802", f"the noun behind `{word}` is missing", f"write `{word} {noun}`" + _id_too(reader, word)
        )
    if low in ("path", "paths"):
        return reader.fail("E802", "it is not said from where the paths lead", "write `paths from NAME to NAME`")
    verb = text.match(known.verbs, at)
    if low in FUNCTION or verb is not None:
        length = verb[1] if verb else 1
        phrase = " ".join(w.text for w in text.words[at : at + length])
        if start:
            noun = _subject(verb[0]) if verb else "claims"
            if (
                verb
                and verb[0] in known.field["force"].values
                and text.low(at + length) == "by"
                and text.has(at + length + 1)
            ):
                message = f"`{phrase}` is not a noun here"
                help = f"write `acts with force {verb[0]} by …`"
                return reader.fail("E802", message, help, text.span(at, length))
            message = f"`{phrase}` needs a noun before it"
            help = f"write `{_whole(reader, noun, phrase, verb, length)}`"
            return reader.fail("E802", message, help, text.span(at, length))
        meant = text.match(known.verbs, at - 1)
        passive = known.verb.get(f"{meant[0]}-by") if meant else None
        if low == "by" and passive is not None:
            message = f"`{text.words[at - 1].text}` does not go with `by`"
            return reader.fail("E802", message, f"did you mean `{passive.forms[0]}`?", text.span(at - 1, 2))
        if _behind(reader):
            message = f"something is missing between `{_behind(reader)}` and `{phrase}`"
        else:
            message = f"something is missing before `{phrase}`"
        help = f"write a name, an ID or a noun there{_id_too(reader, word)}"
        return reader.fail("E802", message, help, text.span(at, length))
    return _unknown_thing(reader, word, start)


def _whole(reader: Reader, noun: str, phrase: str, verb: tuple[str, int] | None, length: int) -> str:
    """What begins with a verb, with a noun before it: to the end, where that can be read."""
    from argmap.query.parser import parse

    text, at = reader.text, reader.at
    plain = f"{noun} {tables().verb[verb[0]].forms[0] if verb and not verb[0].endswith('-by') else phrase}"
    end = next((n for n in range(at, len(text.words)) if text.low(n) == "|"), len(text.words))
    if at > 0 or end <= at + length:
        return f"{plain} …"
    start = text.words[at + length].start
    whole = f"{plain} {text.text[start : text.words[end - 1].end]}"
    # The rest may have mistakes of its own.
    try:
        parse(whole, reader.known)
    except QueryError:
        return f"{plain} …"
    return f"{plain} …" if "`" in whole or "\n" in whole else whole


def _id_too(reader: Reader, word: str) -> str:
    if reader.known.names is not None and word in reader.known.names:
        return f'; if you mean the ID, put it in quotation marks: `"{word}"`'
    return ""


def _subject(verb: str) -> str:
    """A noun of which a verb can be said."""
    kinds = tables().verb[verb].subject
    return next((n.word for n in tables().noun.values() if n.word != "nodes" and n.kinds <= kinds), "nodes")


def _names_of_words(reader: Reader) -> str | None:
    """A name of several words that stands there without quotation marks."""
    text, at = reader.text, reader.at
    names = reader.known.names or ()
    joined = text.words[at].text
    found = None
    for n in range(at + 1, min(at + 6, len(text.words))):
        if text.words[n].quoted or text.low(n) in SIGNS:
            break
        joined += " " + text.words[n].text
        if joined in names:
            found = joined
    if found is None and names and text.has(at + 1) and not text.words[at + 1].quoted:
        two = f"{text.words[at].text} {text.words[at + 1].text}"
        found = nearest(two, (name for name in names if " " in name))
    return found


def _unknown_thing(reader: Reader, word: str, start: bool) -> QueryError:
    """A word that nobody knows, where a thing must stand."""
    text, at, known = reader.text, reader.at, tables()
    name = _names_of_words(reader)
    if name is not None:
        span = text.span(at, len(name.split()))
        message = f"`{text.text[span.start : span.end]}` is not in quotation marks"
        return error(text, span, "E802", message, f'put the name in quotation marks: `"{name}"`', True)
    follows = text.low(at + 1) if text.has(at + 1) else ""
    noun_follows = bool(follows) and (reader.noun(at + 1) or text.match(known.relations, at + 1))
    capital = word[:1].isupper() and text.has(at + 1) and text.words[at + 1].text[:1].isupper()
    if capital and not text.words[at + 1].quoted:
        two = f"{word} {text.words[at + 1].text}"
        help = f'put a name of several words in quotation marks: `"{two}"`'
        return error(text, text.span(at, 2), "E804", f"nothing in the map is called `{word}`", help)
    if word.casefold() == "one" and follows in ("voice", "outlet"):
        help = f"write `single-{follows} claims` for those that rest on one {follows} alone"
        return reader.fail("E802", f"`one {follows}` is not a thing", help, text.span(at, 2))
    nouns = [" ".join(phrase) for found in known.nouns.values() for phrase, _ in found]
    own = list(reader.known.words)
    names = reader.known.names or ()
    if "=" in word or text.low(at + 1) in ("=", "=="):
        return reader.fail("E801", f"`{word}` is not a word of the query language", equation(word))
    if noun_follows and word.casefold() == "unquoted":
        help = f"write `{text.words[at + 1].text} without quotes`"
        return error(text, text.span(at), "E801", f"`{word}` is not an adjective", help, True)
    if noun_follows:
        near = nearest(word, [*known.adjective, *own])
        if near is not None or start:
            help = f"did you mean `{near}`?" if near else "adjectives and what they mean: docs/query.md"
            return error(text, text.span(at), "E801", f"`{word}` is not an adjective", help, True)
    described = at > 0 and (reader.adjective(at - 1) is not None)
    first = [*nouns, *known.relation, *own, *(known.adjective if start else ())]
    near = nearest(word, first) if start or described else None
    other = near_name(word, names)
    if near is not None and (other is None or _nearer(word, near, other)):
        return error(
            text,
            text.span(at),
            "E801",
            f"`{word}` is not a word of the query language",
            f"did you mean `{near}`?",
            True,
        )
    if other is None and not start:
        near = nearest(word, [*nouns, *own])
        if near is not None:
            return error(
                text, text.span(at), "E804", f"nothing in the map is called `{word}`", f"did you mean `{near}`?", True
            )
    help = f"did you mean `{other}`?" if other else "write an ID of the map, or a name in quotation marks"
    if other is None and start:
        help = "a query begins with a noun, `claims`, `positions`, `voices`, or with an ID of the map"
    if other is not None and (" " in other or other.casefold() == word.casefold()):
        help = f'did you mean `"{other}"`?' if " " in other else f"did you mean `{other}`?"
    return reader.fail("E804", f"nothing in the map is called `{word}`", help)


def _nearer(word: str, a: str, b: str) -> bool:
    """Whether a word of the language is at least as near as a name."""
    return nearest(word, [a, b]) == a


# -- conditions ------------------------------------------------------------------------------------------------


def equation(word: str) -> str:
    """The help for what is written `force=promise`."""
    field, _, value = word.partition("=")
    if field and value and is_field(field.casefold()):
        return f"write `with {field} {value}`"
    return "write `with FIELD VALUE`: `acts with force promise`"


def _with(text: Text, at: int) -> str:
    """A condition about the field that stands at a word, with what seems to be its value."""
    value = next((w for w in text.words[at + 1 : at + 3] if w.quoted or not set(w.low) <= set("=<>!~:,|()")), None)
    return f"with {text.low(at)} {text.text[value.start : value.end] if value else 'VALUE'}"


def sign(reader: Reader, field: str) -> QueryError:
    """A sign of comparison."""
    written = shown(reader, reader.at)
    after = reader.text.words[reader.at + 1].text if reader.text.has(reader.at + 1) else "VALUE"
    how = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most "}.get(written, "")
    name = field if is_field(field.casefold()) else "FIELD"
    negated = "without" if written in ("!=", "<>") else "with"
    return reader.fail(
        "E801", f"`{written}` is not a word of the query language", f"write `{negated} {name} {how}{after}`"
    )


def _verb_forms() -> dict[str, str]:
    return {" ".join(phrase): name for found in tables().verbs.values() for phrase, name in found}


def no_condition(reader: Reader, at: int) -> QueryError:
    """A word that says nothing of what stands before it."""
    text, known = reader.text, tables()
    reader.at = at
    if not text.has(at) or text.low(at) in (")", "|", ",", "and", "or", "but"):
        behind = _behind(reader) or shown(reader, max(0, min(at, len(text.words)) - 1))
        return reader.fail(
            "E802", f"a condition is missing behind `{behind}`", "write `by NAME`, `with quotes`, `tagged TAG`"
        )
    word, low = shown(reader, at), text.low(at)
    before = text.words[at - 1].text if at else ""
    if text.low(at - 1) == "share" and (reader.noun(at) or reader.is_name(at)):
        help = "write what is said of the things: `share unnamed`, `share by NAME`"
        return reader.fail("E802", f"`{word}` is not a condition", help)
    if low == "(":
        help = "write `by`, `or` or another word between them, or take the parentheses away"
        return reader.fail("E802", f"nothing joins `{before}` and what stands in parentheses", help)
    if set(low) <= set("=<>!~:") and low:
        return sign(reader, before)
    if low in _HABITS and low not in known.adjective and not text.match(known.verbs, at):
        field = low == "where" and is_field(text.low(at + 1))
        help = f"write `{_with(text, at + 1)}`" if field else _HABITS[low]
        if low in STAGES or low in FUNCTION:
            return reader.fail("E802", f"`{word}` cannot stand here", help)
        return reader.fail("E801", f"`{word}` is not a word of the query language", help)
    if text.low(at - 2) in ("matching", "tagged", "in") and text.low(at - 1) and text.match(known.verbs, at) is None:
        message = f"`{word}` does not belong to `{text.low(at - 2)} {before}`"
        return reader.fail("E802", message, f'put several words in quotation marks: `"{before} {word}"`')
    verb = text.match(known.verbs, at)
    if text.words[at].quoted or (
        verb is None and reader.noun(at) is None and reader.known.names is not None and word in reader.known.names
    ):
        if f"{text.low(at - 1)} by" in _verb_forms():
            message = f"it is not said that `{word}` did it: `{before}` needs `by`"
            return reader.fail("E802", message, f"write `{text.low(at - 1)} by {word}`", text.span(at - 1, 2))
        if reader.last == "name":
            return reader.fail(
                "E802",
                f"two names stand side by side: `{before}` and `{word}`",
                "write `and`, `or` or `,` between names; put a name of several words in quotation marks",
            )
        help = f"write `by {word}`, `about {word}`, `of {word}`, …"
        meant = text.match(known.verbs, at - 1)
        if at == 1 and meant is not None and known.verb[meant[0]].subject == {"voice"}:
            help = f"write `voices that {known.verb[meant[0]].forms[0]} {word}`"
        return reader.fail("E802", f"nothing says what `{word}` has to do with `{before}`", help)
    if is_field(low) and not text.match(known.nouns, at):
        return reader.fail("E802", f"`with` is missing before `{word}`", f"write `{_with(text, at)}`")
    noun = reader.noun(at) or text.match(known.relations, at)
    if noun is not None:
        help = f"write `or` between nouns, or a verb: `claims supported by premises`{_id_too(reader, word)}"
        return reader.fail("E802", f"nothing joins `{before}` and `{noun[0]}`", help, text.span(at, noun[1]))
    forms = _verb_forms()
    if f"{low} by" in forms:
        active = forms[f"{low} by"].removesuffix("-by")
        other = f", or `{known.verb[active].forms[0]} NAME` of voices" if active in known.verb else ""
        return reader.fail("E802", f"it is not said by whom: `{low}` needs `by`", f"write `{low} by NAME`{other}")
    if "=" in word:
        return reader.fail("E801", f"`{word}` is not a word of the query language", equation(word))
    near = _near_condition(reader, at, forms)
    if near is None and reader.last in ("name", "condition") and not low.startswith(("'", "-")):
        name = f"{before} {word}".replace('"', "")
        help = f'put a name or words of several words in quotation marks: `"{name}"`'
        return error(text, text.span(at), "E801", f"`{word}` cannot follow `{before}`", help, True)
    help = (
        f"did you mean `{near}`?" if near else "what can be said of things: `by NAME`, `with quotes`, `tagged TAG`, …"
    )
    return error(text, text.span(at), "E801", f"`{word}` is not a word of the query language", help, True)


def _near_condition(reader: Reader, at: int, forms: Iterable[str]) -> str | None:
    """The nearest phrase that could begin a condition."""
    text = reader.text
    phrases = [*forms, *_CONDITIONS, *tables().adjective, *reader.known.words, "and", "or", "but"]
    if text.has(at + 1) and text.low(at + 1) not in SIGNS and not text.words[at + 1].quoted:
        two = f"{text.low(at)} {text.low(at + 1)}"
        near = nearest(
            two, (phrase for phrase in phrases if phrase.count(" ") == 1 and phrase.split()[1] == text.low(at + 1))
        )
        if near is not None:
            return near
    apart = {phrase.replace(" ", ""): phrase for phrase in phrases}
    near = text.low(at) if text.low(at) in apart else nearest(text.low(at), apart)
    return None if near is None else apart[near]


def nothing_joined(reader: Reader, length: int) -> QueryError:
    """`and` with nothing behind it."""
    word = shown(reader, reader.at + length - 1)
    return reader.fail(
        "E802",
        f"something is missing behind `{word}`",
        "write what comes next, or take it away",
        reader.text.span(reader.at, length),
    )


def stray_comma(reader: Reader) -> QueryError:
    """A comma between conditions."""
    return reader.fail("E802", "a comma stands only between names, tags and fields", "write `and` or leave it out")


def no_condition_before(reader: Reader) -> QueryError:
    """`claims or by hamon`."""
    return reader.fail("E802", "no condition stands before `or`", "write `claims by A or by B`, or leave `or` out")


def joined_things(reader: Reader, length: int) -> QueryError:
    """`claims and premises`."""
    text = reader.text
    word, after = shown(reader, reader.at + length - 1), reader.at + length
    thing = text.words[after]
    behind = text.words[reader.at - 1].text if reader.at else ""
    relation = text.match(tables().relations, after)
    if reader.last == "condition" and relation and text.low(reader.at - 2) in ("with", "without"):
        help = f"write `{word} {text.low(reader.at - 2)} {thing.text}`"
        return reader.fail(
            "E802", f"`{word}` does not join `{thing.text}` to anything", help, text.span(after, relation[1])
        )
    if reader.last == "condition" and text.low(reader.at - 2) == "tagged" and not reader.noun(after):
        help = f"write `{word} tagged {thing.text}`"
        return reader.fail("E802", f"`{word}` does not join `{thing.text}` to anything", help, text.span(after))
    noun = reader.noun(after)
    if not noun and not reader.is_name(after) and not thing.quoted and thing.low != "(":
        reader.before, reader.at = reader.at, after
        return no_thing(reader)
    if word == ",":
        return reader.fail("E802", "a comma stands only between names behind a verb, tags and fields", "write `or`")
    if reader.open and reader.open[-1].condition:
        help = "write what is said of things: `by NAME`, `with quotes`"
        return reader.fail("E802", f"`{thing.text}` is not a condition", help, text.span(after))
    if reader.last == "noun" and noun:
        message = f"nothing is `{behind}` and `{thing.text}` at once"
        return reader.fail("E802", message, "write `or` for things of both kinds")
    if reader.open and not noun:
        message = f"`{word}` cannot join names in parentheses"
        return reader.fail("E802", message, f"leave the parentheses out: `by {behind} and {thing.text}`")
    help = f"write `or` for more things; `{word}` stands before what is said of things, or between names behind a verb"
    return reader.fail("E802", f"`{word}` cannot join `{thing.text}` to what stands before it", help)


# -- stages ----------------------------------------------------------------------------------------------------


def group_by(reader: Reader) -> QueryError:
    """`group by` without `count`."""
    return reader.fail("E802", "only a count is grouped", "write `| count by FIELD`", reader.text.span(reader.at, 2))


def left_over(reader: Reader) -> QueryError:
    """Words behind a stage that do not belong to it."""
    word = shown(reader, reader.at)
    if reader.low() in STAGES:
        help = f"write `|` before it: `| {word}`"
    elif reader.low() == "where" or reader.low() in _CONDITIONS:
        help = "say what is meant of the things before the first `|`"
    else:
        help = "take it away, or write `|` before the next stage"
    return reader.fail("E802", f"`{word}` does not belong to what stands before it", help)


def no_end(reader: Reader) -> QueryError:
    """`paths from X` with nowhere to go."""
    return reader.fail("E802", "it is not said where the paths lead", "write `paths from NAME to NAME`")


def unexpected(reader: Reader) -> QueryError:
    """Words that are each in order and do not fit together."""
    at = max(0, min(reader.before, len(reader.text.words) - 1))
    word = shown(reader, at)
    if reader.text.low(at) == "to":
        help = "`to depth N` stands behind `grounds of NAME` and its like"
        return reader.fail("E802", "no relation stands before `to depth`", help, reader.text.span(at))
    return reader.fail(
        "E802", f"`{word}` does not fit here", "write a simpler phrase, or use parentheses", reader.text.span(at)
    )
