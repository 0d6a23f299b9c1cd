"""What to say of a line that the grammar does not take, and how to read it all the same.

The reader calls `recover` with the line and the start rule that it fits none of. The answer is one diagnostic and,
where it is clear what was meant, the row of the mended line, so that one mistake stays one mistake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import partial

from argmap.diagnostics import Diagnostic, Fix, nearest
from argmap.notation.grammar import Row, lark_row, tables
from argmap.notation.mend import CLOSED_BY, SEEN, Found, any_of, cut, mended, parse, plain_span, slug, stops_short
from argmap.notation.outline import Line
from argmap.notation.phrases import name_in_marks, no_colon_before_quote, no_verb, parts, short_form, unknown_modifier
from argmap.notation.words import ENTRIES, STARTERS, is_id, keywords

__all__ = ["recover"]

_TEXTUAL = {"map", "source", "voice", "claim", "premise", "position", "question"}
_FIRST = re.compile(r"[^\s:,\"“”«»„]+")
# What a person would call what the grammar expects.
_NAMES = {
    "_COLON": "a colon",
    "WORD": "a name, such as `tax-cut`",
    "TEXT": "a text",
    "QUOTE": "words in quotation marks",
    "LOCATOR": "a place, such as `p. 2` or `¶ 4`",
    "VENUE": "some words",
    "PATH": "the path of a map",
    "NUMBER": "a number",
    "_COMMA": "a comma",
    "_THAT": "`that`",
    "NOT": "`not`",
    "$END": "the end of the line",
}


def recover(context: str, line: Line, voices: Set[str] = frozenset()) -> Found:
    """What is wrong with a line that `context` does not take, and the row of what was meant. `voices` are the voices
    that the file declares."""
    for look in (
        _continued,
        _hidden,
        partial(short_form, voices),
        partial(no_verb, voices),
        name_in_marks,
        no_colon_before_quote,
        _open_quote,
        _entry if context == "top" else _starter,
        unknown_modifier,
        parts,
    ):
        found = look(context, line)
        if found:
            return found
    return _generic(context, line)


def _continued(context: str, line: Line) -> Found | None:
    """A `|` line below something that is no text."""
    if not line.more:
        return None
    first = line.text.split("\n")[0]
    row = parse(context, first)
    if row is None:
        return None
    at = line.text.index("|", len(first))
    found = Diagnostic(
        "E111",
        "the line above is no text that could go on",
        line.span(at, at + 1),
        "nothing to continue",
        help="only a text can be continued; put these words into a `note`",
    )
    return found, row


def _hidden(context: str, line: Line) -> Found | None:
    """A character that cannot be seen, where it spoils a word."""
    end = re.search('[:"“«„]', line.text)
    head = line.text[: end.start() if end else len(line.text)]
    bad = [i for i, c in enumerate(head[:200]) if unicodedata.category(c) in ("Cf", "Cc", "Zs") and c not in SEEN]
    if not bad:
        return None
    at = bad[0]
    clean = "".join(c for c in head if unicodedata.category(c) not in ("Cf", "Cc")).strip()
    span = line.span(at, at + 1)
    row = mended(line, context, clean + line.text[len(head) :])
    if row is None and at > 0:
        return None
    name = unicodedata.name(line.text[at], "control character").lower()
    message = f"a character that cannot be seen stands here: {name} (U+{ord(line.text[at]):04X})"
    fix = Fix.at(span, "", True) if len(bad) == 1 and row is not None else None
    code = "E101" if context == "top" else "E102"
    return Diagnostic(code, message, span, "cannot be seen", help="take it out", fix=fix), row


def _open_quote(context: str, line: Line) -> Found | None:
    """A quotation mark without its partner, where words in quotation marks may stand."""
    if context == "top":
        return None
    quote, at = re.compile(tables()["terminals"]["QUOTE"]), 0
    while at < len(line.text):
        closed = quote.match(line.text, at) if line.text[at] in CLOSED_BY else None
        if closed is None and line.text[at] in CLOSED_BY:
            break
        at = closed.end() if closed else at + 1
    else:
        return None
    mark = line.text[at]
    turned = re.match(r"[^»«]*(»([^»«]*)«)", line.text) if mark == "«" else None
    if turned:
        row = mended(line, context, line.text[: turned.start(1)] + f"«{turned[2]}»" + line.text[turned.end(1) :])
        span = line.span(*turned.span(1)) if row is None else plain_span(line, *turned.span(1))
        help = 'write the quote in `"…"`, `“…”`, `«…»` or `„…“`'
        fix = Fix.at(span, f"«{turned[2]}»", True) if row is not None else None
        return Diagnostic(
            "E105", "these marks do not open a quote", span, "the wrong way round", help=help, fix=fix
        ), row
    closing = CLOSED_BY[mark]
    end = len(line.text.split("\n")[0])
    stray = next((i for i in range(at + 1, end) if line.text[i] in '"”»“' and line.text[i - 1] != "\\"), -1)
    row = mended(line, context, line.text[:end] + closing)
    span = line.span(at, end)
    if stray > 0 and row is None:
        row = mended(line, context, line.text[:stray] + closing + line.text[stray + 1 :])
    if stray > 0 and row is not None:
        message = f"a quote opened with `{mark}` is closed with `{line.text[stray]}`"
        help, fix = f"close it with `{closing}`", Fix.at(line.span(stray, stray + 1), closing, True)
        span = line.span(at, stray + 1)
    else:
        message, help = "this quote is not closed", f"put a `{closing}` at its end; a quote stays on one line"
        fix = Fix.at(line.span(end, end), closing, False)
    return Diagnostic("E105", message, span, "opened here", help=help, fix=fix), row


def _entry(context: str, line: Line) -> Found | None:
    text = line.text
    first = _FIRST.match(text)
    word = first[0] if first else text[:1]
    if word not in ENTRIES and word != "argmap":
        return _unknown_entry(line, word)
    if word == "argmap":
        return (
            Diagnostic(
                "E002",
                "the version line is not one",
                line.span(),
                "not a version",
                help="write `argmap 1`, or leave the line out",
            ),
            None,
        )
    rest = text[len(word) :].strip()
    if word == "include":
        return stops_short(
            line, "an include names no map", "write the path of a map: `include economy.argmap as economy`"
        )
    if word == "expect":
        help = "write an ID and what must be found of it: `expect close accepted`"
        return stops_short(line, "this expectation is not complete", help)
    if word == "verb":
        help = "write the verb and one of the sixteen forces: `verb mutters: say`"
        return stops_short(line, "this verb is not complete", help)
    return _textual(line, word, rest)


def _textual(line: Line, word: str, rest: str) -> Found | None:
    """An entry with a text: no colon, no text, or an ID that is none."""
    head, colon, tail = rest.partition(":")
    if not colon:
        id, _, words = rest.partition(" ")
        other = re.match(r"([^\s;：–—]+)[ \t]*([;：–—]|-(?=[ \t]))[ \t]*(?=\S)", rest)
        if other and is_id(other[1]):
            at = line.text.index(rest, len(word)) + other.start(2)
            span = line.span(at, at + 1)
            found = Diagnostic(
                "E103", f"`{other[2]}` stands where a colon is wanted", span, "not a colon",
                help=f"write `{word} {other[1]}: {cut(rest[other.end() :])}`", fix=Fix.at(span, ":", True),
            )  # fmt: skip
            return found, mended(line, "top", f"{word} {other[1]}: {rest[other.end() :]}")
        if not words:
            head_row: Row = [word, [word.upper(), word, 0], *([["WORD", id, line.text.find(id)]] if is_id(id) else [])]
            help = f"write `{word} {id or 'some-id'}: ` and the text"
            return stops_short(line, f"this {word} has no text", help, [*head_row, ["TEXT", "…", len(line.text)]])
        if is_id(id):
            at = line.text.index(id, len(word)) + len(id)
            found = Diagnostic(
                "E103",
                f"there is no colon after the ID of this {word}",
                line.span(at, at + 1),
                "a colon is wanted here",
                help=f"write `{word} {id}: {cut(words.strip())}`",
                fix=Fix.at(line.span(at, at), ":", True),
            )
            return found, mended(line, "top", f"{line.text[:at]}:{line.text[at:]}")
        found = Diagnostic(
            "E103",
            f"there is no colon before the text of this {word}",
            line.span(len(word), len(word) + 1),
            "an ID and a colon are wanted here",
            help=f"write `{word}: {cut(rest)}`",
        )
        return found, mended(line, "top", f"{word}: {rest}")
    if not tail.strip():
        row = mended(line, "top", line.text + " …")
        help = f"write the text after the colon: `{f'{word} {head}'.strip()}: …`"
        if row is not None:
            return stops_short(line, f"this {word} has no text", help, row)
    return _bad_id(line, word, head.strip(), tail.strip())


def _bad_id(line: Line, word: str, head: str, tail: str) -> Found | None:
    """`claim my claim: text` and the like."""
    if not head:
        return None
    at = line.text.index(head, len(word))
    better = slug(head)
    found = Diagnostic(
        "E106",
        f"`{cut(head)}` cannot be an ID",
        line.span(at, at + len(head)),
        "one word, beginning with a letter",
        help=f"write `{better}`; letters, digits, `-` and `_` may stand in an ID",
        fix=Fix.at(line.span(at, at + len(head)), better, False),
    )
    return found, mended(line, "top", f"{word} {better}: {tail or '…'}")


def _unknown_entry(line: Line, word: str) -> Found:
    text = line.text
    if text[0] in SEEN:
        name = unicodedata.name(text[0], "blank").lower()
        message = f"this line begins with {name} (U+{ord(text[0]):04X})"
        help = "take it out; indent with spaces or tabs"
        return Diagnostic("E101", message, line.span(0, 1), "cannot be seen", help=help), None
    near = nearest(word, ENTRIES)
    span = line.span(0, len(word))
    if near:
        row = mended(line, "top", near + text[len(word) :])
        help = f"did you mean `{near}`?"
        fix = Fix.at(span, near, True)
        return Diagnostic("E101", f"there is no entry `{word}`", span, "not an entry", help=help, fix=fix), row
    within = {w for words in STARTERS.values() for w in words}
    if word in within or text[0] in CLOSED_BY:
        what = f"`{word}`" if word in within else "a quote"
        help = "indent it by two spaces, below the entry that it belongs to"
        return Diagnostic("E101", f"{what} stands at the start of a line", span, "belongs to no entry", help=help), None
    if text.startswith("#"):
        help = "write one to six `#`, a space and the heading"
        marks = re.match(r"#{1,6}(?=[^#\s])", text)
        apart = Fix.at(line.span(0, len(marks[0])), f"{marks[0]} ", True) if marks else None
        found = Diagnostic("E101", "this is not a heading", line.span(), "not a heading", help=help, fix=apart)
        return found, mended(line, "top", f"{marks[0]} {text[len(marks[0]) :]}") if marks else None
    help = "an entry begins with " + ", ".join(f"`{e}`" for e in ENTRIES[:-1]) + f" or `{ENTRIES[-1]}`"
    return Diagnostic("E101", f"`{cut(word)}` begins no entry", span, "not an entry", help=help), None


def _starter(context: str, line: Line) -> Found | None:
    """A body line whose first word is misspelt, or that stops after it."""
    first = _FIRST.match(line.text)
    if not first:
        return None
    word = first[0]
    known = (*STARTERS[context], *STARTERS["plain_line"])
    if line.text == word and word in known and word not in _REASONS:
        help = f"write {_AFTER.get(word, 'an ID')} after it: `{word} {_SUCH_AS.get(word, 'some-id')}`"
        return stops_short(line, f"`{word}` is followed by nothing", help)
    if word == "answer" and ":" in line.text and is_id(line.text[len(word) :].partition(":")[0].strip()):
        at = line.text.index(":")
        id = line.text[len(word) : at].strip()
        help = f"write `answer {id}`, and declare it as an entry: `position {id}: {cut(line.text[at + 1 :].strip())}`"
        found = Diagnostic("E102", "an answer is not declared here", line.span(at, at + 1), "only an ID", help=help)
        return found, mended(line, context, f"answer {id}")
    if word in known:
        return _meta(context, line) if word == "meta" else _colon(context, line, word)
    near = nearest(word, known)
    if near:
        span = line.span(0, len(word))
        row = mended(line, context, near + line.text[len(word) :])
        if row is not None:
            help = f"did you mean `{near}`?"
            return Diagnostic(
                "E102", f"there is no line `{word}`", span, "not a word of the notation", help=help,
                fix=Fix.at(span, near, True),
            ), row  # fmt: skip
    elsewhere = keywords() | {w for words in STARTERS.values() for w in words}
    if word in ENTRIES:
        help = "move it to the start of the line: an entry is never indented"
        return Diagnostic(
            "E102", f"an entry `{word}` is indented", line.span(0, len(word)), "indented", help=help
        ), None
    if word in elsewhere and word not in ("author", "will"):
        kinds = [_WHERE[c].removeprefix("under ") for c, words in STARTERS.items() if word in words and c in _WHERE]
        where = f"it belongs under {any_of(list(dict.fromkeys(kinds)))}" if kinds else "it belongs to another line"
        return Diagnostic(
            "E108", f"`{word}` cannot stand {_WHERE[context]}", line.span(0, len(word)), "not here", help=where
        ), None  # fmt: skip
    return None


_REASONS = ("because", "but", "and", "assuming", "unless")
_AFTER = {
    "tags": "words",
    "note": "a text",
    "url": "an address",
    "meta": "a key and a value",
    "scheme": "the name of a scheme",
    "strength": "how strong it is",
    "type": "a type",
    "stance": "a stance",
    "cue": "words in quotation marks",
    "title": "words in quotation marks",
    "scare": "words in quotation marks",
    "meets": "a critical question",
    "analyst": "a name",
    "date": "a date",
    "lang": "a language",
    "licence": "the name of a licence",
    "in": "where it appeared",
    "text": "the path of the text",
    "retrieved": "a date",
    "role": "some words",
    "also": "a name",
}
_SUCH_AS = {
    "tags": "thesis, costs",
    "note": "To be looked at again.",
    "url": "https://herald.example",
    "meta": "reviewed-by: T. Brandt",
    "scheme": "expert-opinion",
    "strength": "strong",
    "type": "fact",
    "stance": "distancing",
    "cue": '"swore"',
    "title": '"Cold Water"',
    "scare": '"saving"',
    "meets": "expertise",
    "analyst": "T. Brandt",
    "date": "2026-10",
    "lang": "en",
    "licence": "CC-BY-4.0",
    "in": "The Evening Herald",
    "text": "leader.txt",
    "retrieved": "2026-10-05",
    "role": "head of the baths",
    "also": "the club",
}


def _meta(context: str, line: Line) -> Found | None:
    """`meta reviewed T. Brandt`, `meta reviewed by: T. Brandt`."""
    head, colon, tail = line.text.partition(":")
    words = head.split()[1:]
    if not words:
        return None
    at = line.text.index(words[0], len("meta"))
    if not colon and len(words) > 1:
        key, value = words[0], line.text[at + len(words[0]) :].strip()
        end = at + len(key)
        found = Diagnostic("E103", "there is no colon after the key of this `meta`", line.span(end, end + 1),
                           "a colon is wanted here", help=f"write `meta {key}: {cut(value)}`",
                           fix=Fix.at(line.span(end, end), ":", True))  # fmt: skip
        return found, mended(line, context, f"meta {key}: {value}")
    if colon and tail.strip():
        key, span = slug(" ".join(words)), line.span(at, len(head.rstrip()))
        found = Diagnostic("E106", f"`{cut(head[at:])}` cannot be the key of a `meta`", span, "not one word",
                           help=f"write `meta {key}: {cut(tail.strip())}`", fix=Fix.at(span, key, False))  # fmt: skip
        return found, mended(line, context, f"meta {key}: {tail.strip()}")
    return stops_short(line, "this `meta` has no value", f"write `meta {words[0]}: ` and the value")


def _colon(context: str, line: Line, word: str) -> Found | None:
    """`type: fact`, where the word takes no colon."""
    end = len(word)
    if line.text[end : end + 1] != ":":
        return None
    span = line.span(end, end + 1)
    row = mended(line, context, word + line.text[end + 1 :])
    if row is None or row[0] == "attribution":
        return None
    message = f"there is no colon after `{word}`"
    help = f"write `{word} {cut(line.text[end + 1 :].strip())}`"
    return Diagnostic("E102", message, span, "not wanted", help=help, fix=Fix.at(span, "", True)), row


_WHERE = {
    "plain_line": "here",
    "map_line": "under a map",
    "source_line": "under a source",
    "voice_line": "under a voice",
    "verb_line": "under a verb",
    "node_line": "under a claim, premise or position",
    "question_line": "under a question",
    "act_line": "under an attribution",
    "ground_line": "under a ground",
}


def _generic(context: str, line: Line) -> Found:
    from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

    at, wanted = 0, set[str]()
    try:
        lark_row(context, line.text)
    except UnexpectedToken as problem:
        wanted = set(problem.accepts or problem.expected)
        at = len(line.text) if problem.token.type == "$END" else problem.token.start_pos or 0
    except UnexpectedCharacters as problem:
        wanted, at = set(problem.allowed or ()), problem.pos_in_stream or 0
    except UnexpectedEOF as problem:
        wanted, at = set(problem.expected), len(line.text)
    except UnexpectedInput as problem:
        at = problem.pos_in_stream or 0
    names = sorted({_NAMES[w] for w in wanted if w in _NAMES and w != "$END"})
    help = f"{any_of(names)} may stand here" if names else _help(context)
    if at >= len(line.text):
        return stops_short(line, "this line stops too early", help)
    end = _FIRST.match(line.text, at)
    span = line.span(at, end.end() if end else at + 1)
    message = "this cannot stand here"
    first = line.text[:1]
    if first in CLOSED_BY and line.text[at : at + 1] in CLOSED_BY:
        message, help = "a line holds one quote", "write each quote on a line of its own"
    elif first in CLOSED_BY and line.text[at : at + 1] == ",":
        message, help = "what follows a quote is not set off by commas", 'write `"…" in some-source at p. 2`'
    elif context == "act_line" and parse("node_line", line.text) is not None:
        message = "an attribution cannot stand under another one"
        help = "write it under the statement, with `within ID` below it; or nest it: `mayor says that port denies`"
    elif "VENUE" in wanted:
        message = "the words of a circumstance cannot begin with this"
        help = "write another word before it: they cannot begin with a colon, a comma or a quotation mark"
    elif line.text.startswith("cue") and at > 3:
        message, help = "a cue has no place of its own", 'write the words alone: `cue "…"`'
    return Diagnostic("E102", message, span, "not understood", help=help), None


def _help(context: str) -> str:
    words = STARTERS[context] if context == "top" else (*STARTERS[context], *STARTERS["plain_line"])
    return "a line here begins with " + any_of([f"`{w}`" for w in words])
