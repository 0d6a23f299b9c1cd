"""What to say of a line that the grammar does not take, and how to read it all the same.

The reader calls `recover` with the line and the start rule that it fits none of. The answer is one diagnostic and,
where it is clear what was meant, the row of the mended line, so that one mistake stays one mistake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import partial

from argmap.diagnostics import Diagnostic, Edit, Fix, nearest
from argmap.notation.entries import entry
from argmap.notation.grammar import lark_row
from argmap.notation.marks import inner_marks, name_in_marks, no_colon_before_quote, open_quote, other_marks
from argmap.notation.mend import (
    CLOSED_BY,
    PLACES,
    SEEN,
    Found,
    any_of,
    belongs,
    cut,
    mended,
    parse,
    plain_span,
    slug,
    split_word,
    stops_short,
)
from argmap.notation.outline import Line
from argmap.notation.phrases import comment, no_verb, parts, place, short_form, too_many, unknown_modifier
from argmap.notation.slips import english, joined, tails, that_alone, voice_line
from argmap.notation.words import ENTRIES, STARTERS, is_id, keywords

__all__ = ["followed_by_nothing", "recover"]

_FIRST = re.compile(r"[^\s:,\"“”«»„]+")
# What a person would call what the grammar expects.
_NAMES = {
    "_COLON": "a colon",
    "WORD": "an ID",
    "TEXT": "a text",
    "QUOTE": "words in quotation marks",
    "LOCATOR": "a place, such as `p. 2` or `¶ 4`",
    "STRETCHES": "an anchor, such as `1176+24`",
    "VENUE": "some words",
    "PATH": "the path of a map",
    "NUMBER": "a number",
    "_COMMA": "a comma",
    "_THAT": "`that`",
    "NOT": "`not`",
}


def recover(
    context: str,
    line: Line,
    voices: Set[str] = frozenset(),
    above: str | None = None,
    white: str | None = None,
    lines: Sequence[str] = (),
) -> Found:
    """What is wrong with a line that `context` does not take, and the row of what was meant. `voices` are the voices
    that the file declares, `above` is what the line stands under, `white` its indentation, `lines` are those of the
    file."""
    for look in (
        _continued,
        _hidden,
        partial(comment, white),
        partial(short_form, voices),
        partial(no_verb, voices),
        partial(joined, voices),
        partial(that_alone, voices),
        partial(english, voices),
        partial(voice_line, voices),
        name_in_marks,
        no_colon_before_quote,
        partial(tails, white),
        partial(open_quote, lines),
        inner_marks,
        other_marks,
        place,
        partial(entry, voices) if context == "top" else partial(_starter, above or PLACES.get(context, "this entry")),
        unknown_modifier,
        partial(parts, voices),
        too_many,
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


def _starter(above: str, context: str, line: Line) -> Found | None:
    """A body line whose first word is misspelt, or that stops after it."""
    first = _FIRST.match(line.text)
    if not first:
        return None
    word = first[0]
    known = (*STARTERS[context], *STARTERS["plain_line"])
    if re.fullmatch(r"[^\s:]+[ \t]*:?", line.text) and word in known and word not in _REASONS:
        return followed_by_nothing(line, word)
    if word == "answer" and re.match(r"answer[ \t]*:[ \t]*\S", line.text):
        at = line.text.index(":")
        said = cut(line.text[at + 1 :].strip())
        help = f"declare it as an entry, `position some-id: {said}`, and write `answer some-id`"
        message, span = "an answer is not declared here", line.span(at, at + 1)
        return Diagnostic("E102", message, span, "only an ID", help=help), None
    if word == "answer" and ":" in line.text and is_id(line.text[len(word) :].partition(":")[0].strip()):
        at = line.text.index(":")
        id = line.text[len(word) : at].strip()
        help = f"write `answer {id}`, and declare it as an entry: `position {id}: {cut(line.text[at + 1 :].strip())}`"
        found = Diagnostic("E102", "an answer is not declared here", line.span(at, at + 1), "only an ID", help=help)
        return found, mended(line, context, f"answer {id}")
    if word in known:
        return _meta(context, line) if word == "meta" else None
    misspelt = _misspelt(context, line, word, known)
    if misspelt is not None:
        return misspelt
    if word in ENTRIES:
        help = "move it to the start of the line: an entry is never indented"
        span = line.span(0, len(word))
        return Diagnostic("E102", f"an entry `{word}` is indented", span, "indented", help=help), None
    elsewhere = keywords() | {w for words in STARTERS.values() for w in words}
    if word in elsewhere and word not in ("author", "will"):
        message, span = f"`{word}` cannot stand under {above}", line.span(0, len(word))
        return Diagnostic("E108", message, span, "not here", help=belongs(word)), None
    return None


def _misspelt(context: str, line: Line, word: str, known: tuple[str, ...]) -> Found | None:
    """`becuase rust: Text`, `tag: costs`, `same as rust`."""
    split = split_word(context, line.text)
    near: str | None
    word, near = split if split is not None else (word, nearest(word, known))
    if near is None:
        return None
    span, rest = plain_span(line, 0, len(word)), line.text[len(word) :]
    message, help = f"there is no line `{word}`", f"did you mean `{near}`?"
    edits = [Edit(span, near)]
    colon = re.match(r"[ \t]*:(?=([ \t]?))", rest)
    row = None
    if colon is not None and near not in (*_REASONS, "meta"):
        # It has no colon either.
        row = mended(line, context, f"{near} {rest[colon.end() :].lstrip()}")
    if row is not None and row[0] != "attribution" and colon is not None:
        help = f"did you mean `{near}`, without a colon?"
        edits.append(Edit(plain_span(line, len(word), len(word) + colon.end()), "" if colon[1] else " "))
    else:
        row = mended(line, context, near + rest)
    if row is None:
        return None
    # With nothing behind it, it is wrong in another way too.
    fix = Fix(tuple(edits), safe=rest.strip() != ":")
    return Diagnostic("E102", message, span, "not a word of the notation", help=help, fix=fix), row


def followed_by_nothing(line: Line, word: str) -> Found:
    """`note` alone, or with a colon."""
    what = _AFTER.get(word, "an ID")
    colon = ", without a colon" if ":" in line.text and word != "meta" else ""
    help = f"write {what} after it{colon}: `{word} {_SUCH_AS.get(word, 'some-id')}`"
    return stops_short(line, f"`{word}` is followed by nothing", help)


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
    "signature": "the signature of the text",
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
    "signature": "sk1 5938 …",
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
                           fix=Fix.at(line.span(end, end), ":", is_id(key)))  # fmt: skip
        return found, mended(line, context, f"meta {key}: {value}")
    if colon and tail.strip():
        key, span = slug(" ".join(words)), line.span(at, len(head.rstrip()))
        found = Diagnostic("E106", f"`{cut(head[at:])}` cannot be the key of a `meta`", span, "not one word",
                           help=f"write `meta {key}: {cut(tail.strip())}`", fix=Fix.at(span, key, False))  # fmt: skip
        return found, mended(line, context, f"meta {key}: {tail.strip()}")
    return stops_short(line, "this `meta` has no value", f"write its value: `meta {words[0]}: …`")


_BEGINS = {
    "top": "begin the line with the word of an entry, such as `claim`; a remark of yours, with `//`",
    "plain_line": "begin the line with `note`, `tags`, `url` or `meta`",
    "map_line": "begin the line with a word of the notation, such as `analyst`, `date` or `note`",
    "source_line": "begin the line with a word of the notation, such as `by`, `date` or `note`",
    "voice_line": "begin the line with a word of the notation, such as `role`, `of` or `note`",
    "verb_line": "begin the line with `stance`, or with `note`, `tags`, `url` or `meta`",
    "act_line": "begin the line with a word of the notation, such as `cue`, `because` or `note`",
}
_BEGIN = "begin the line with a word of the notation, such as `because` or `note`, or with a voice and a verb"


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
    names = sorted({_NAMES[w] for w in wanted if w in _NAMES})
    ends = at > 0 and parse(context, line.text[:at].rstrip()) is not None
    help = _BEGINS.get(context, _BEGIN)
    if at and names:
        help = f"write {any_of(names)} here" + (", or end the line before it" if ends else "")
    elif ends:
        help = "end the line before it; what else is to be said stands on a line of its own"
    elif at:
        help = "take it out, or write it on a line of its own: `note …`"
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
