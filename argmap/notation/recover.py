"""What to say of a line that the grammar does not take, and how to read it all the same.

The reader calls `recover` with the line and the start rule that it fits none of. The answer is one diagnostic and,
where it is clear what was meant, the row of the mended line, so that one mistake stays one mistake.
"""

from __future__ import annotations

import re
import unicodedata

from argmap.diagnostics import Diagnostic, Fix, nearest
from argmap.model.lexicon import default_lexicon
from argmap.notation.grammar import Row, lark_row, row_by_shape, tables
from argmap.notation.outline import Line
from argmap.notation.words import ENTRIES, STARTERS, id_from_text, is_id, keywords

__all__ = ["mended", "parse", "recover"]

_TEXTUAL = {"map", "source", "voice", "claim", "premise", "position", "question"}
_FIRST = re.compile(r"[^\s:,\"“”«»„]+")
_SEEN = " \t\n\u00a0\u202f\u2009"
_CLOSED_BY = {'"': '"', "“": "”", "«": "»", "„": "“"}

Found = tuple[Diagnostic, Row | None]

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


def parse(context: str, text: str) -> Row | None:
    """The row of a line, or `None` when the grammar does not take it."""
    row = row_by_shape(context, text)
    if row is not None:
        return row
    from lark.exceptions import UnexpectedInput

    try:
        return lark_row(context, text)
    except UnexpectedInput:
        return None


def mended(line: Line, context: str, text: str) -> Row | None:
    """The row of a line as it was meant. What is said of it later still stands at its place in the line as it is."""
    row = parse(context, text)
    if row is not None and not line.text.startswith(text):
        same = (a == b for a, b in zip(line.text, text, strict=False))
        at = next((n for n, equal in enumerate(same) if not equal), min(len(line.text), len(text)))
        shift = len(text) - len(line.text)
        line.mend = (at + max(shift, 0), shift)
    return row


def recover(context: str, line: Line) -> Found:
    """What is wrong with a line that `context` does not take, and the row of what was meant."""
    for look in (
        _continued,
        _habit,
        _hidden,
        _no_colon_before_quote,
        _open_quote,
        _entry if context == "top" else _starter,
        _parts,
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


_HABIT = re.compile(r"(?:[-*+–•>]|\d{1,2}[.)])[ \t]+(?=\S)|\*\*(?=\w)")


def _habit(context: str, line: Line) -> Found | None:
    """A list mark, a quotation mark of e-mail or bold type, as in Markdown."""
    mark = _HABIT.match(line.text)
    if mark is None:
        return None
    span = line.span(0, len(mark[0].rstrip()))
    rest = line.text[mark.end() :].replace("**", "")
    row = mended(line, context, rest)
    help = f"take it out: `{_cut(rest)}`" if row else "begin the line with a word of the notation"
    fix = Fix.at(line.span(0, mark.end()), "", True) if row else None
    message = f"`{mark[0].strip()}` is no part of the notation"
    return Diagnostic("E102", message, span, "a mark of another notation", help=help, fix=fix), row


def _hidden(context: str, line: Line) -> Found | None:
    """A character that cannot be seen, where it spoils a word."""
    at = next(
        (i for i, c in enumerate(line.text) if unicodedata.category(c) in ("Cf", "Cc", "Zs") and c not in _SEEN), -1
    )
    if at < 0 or at > 40:
        return None
    span = line.span(at, at + 1)
    row = mended(line, context, "".join(c for c in line.text if unicodedata.category(c) not in ("Cf", "Cc")).strip())
    if row is None and at > 0:
        return None
    name = unicodedata.name(line.text[at], "control character").lower()
    message = f"a character that cannot be seen stands here: {name} (U+{ord(line.text[at]):04X})"
    return Diagnostic("E102", message, span, "cannot be seen", help="take it out"), row


def _no_colon_before_quote(context: str, line: Line) -> Found | None:
    """`mayor says, in RTL "…"`."""
    if context not in ("node_line", "question_line", "ground_line"):
        return None
    at = next((i for i, c in enumerate(line.text) if c in _CLOSED_BY), -1)
    if at <= 0 or line.text[:at].rstrip().endswith(":"):
        return None
    before = line.text[:at].rstrip()
    row = parse(context, f"{before}: {line.text[at:]}")
    if row is None or row[0] != "attribution":
        return None
    span = line.span(at, at + 1)
    fix = Fix.at(line.span(len(before), len(before)), ":", True)
    found = Diagnostic("E103", "there is no colon before this quote", span, "a colon is wanted before it",
                       help=f"write `{_cut(before)}: {line.text[at]}…`", fix=fix)  # fmt: skip
    return found, mended(line, context, f"{before}: {line.text[at:]}")


def _open_quote(context: str, line: Line) -> Found | None:
    """A quotation mark without its partner, where words in quotation marks may stand."""
    if context == "top":
        return None
    quote, at = re.compile(tables()["terminals"]["QUOTE"]), 0
    while at < len(line.text):
        closed = quote.match(line.text, at) if line.text[at] in _CLOSED_BY else None
        if closed is None and line.text[at] in _CLOSED_BY:
            break
        at = closed.end() if closed else at + 1
    else:
        return None
    mark = line.text[at]
    closing = _CLOSED_BY[mark]
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
        return _short(line, "an include names no map", "write the path of a map: `include economy.argmap as economy`")
    if word == "expect":
        help = "write an ID and what must be found of it: `expect close accepted`"
        return _short(line, "this expectation is not complete", help)
    if word == "verb":
        help = "write the verb and one of the sixteen forces: `verb mutters: say`"
        return _short(line, "this verb is not complete", help)
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
                help=f"write `{word} {other[1]}: {_cut(rest[other.end() :])}`", fix=Fix.at(span, ":", True),
            )  # fmt: skip
            return found, mended(line, "top", f"{word} {other[1]}: {rest[other.end() :]}")
        if not words:
            head_row: Row = [word, [word.upper(), word, 0], *([["WORD", id, line.text.find(id)]] if is_id(id) else [])]
            help = f"write `{word} {id or 'some-id'}: ` and the text"
            return _short(line, f"this {word} has no text", help, [*head_row, ["TEXT", "…", len(line.text)]])
        if is_id(id):
            at = line.text.index(id, len(word)) + len(id)
            found = Diagnostic(
                "E103",
                f"there is no colon after the ID of this {word}",
                line.span(at, at + 1),
                "a colon is wanted here",
                help=f"write `{word} {id}: {_cut(words.strip())}`",
                fix=Fix.at(line.span(at, at), ":", True),
            )
            return found, mended(line, "top", f"{line.text[:at]}:{line.text[at:]}")
        found = Diagnostic(
            "E103",
            f"there is no colon before the text of this {word}",
            line.span(len(word), len(word) + 1),
            "an ID and a colon, or a colon alone, are wanted here",
            help=f"write `{word}: {_cut(rest)}`",
        )
        return found, mended(line, "top", f"{word}: {rest}")
    if not tail.strip():
        row = mended(line, "top", line.text + " …")
        help = f"write the text after the colon: `{word} {head.strip()}: …`"
        if row is not None:
            return _short(line, f"this {word} has no text", help, row)
    return _bad_id(line, word, head.strip(), tail.strip())


def _bad_id(line: Line, word: str, head: str, tail: str) -> Found | None:
    """`claim my claim: text` and the like."""
    if not head:
        return None
    at = line.text.index(head, len(word))
    better = _slug(head)
    found = Diagnostic(
        "E106",
        f"`{_cut(head)}` cannot be an ID",
        line.span(at, at + len(head)),
        "an ID is one word that begins with a letter",
        help=f"write `{better}`; letters, digits, `-` and `_` may stand in an ID",
        fix=Fix.at(line.span(at, at + len(head)), better, False),
    )
    return found, mended(line, "top", f"{word} {better}: {tail or '…'}")


def _slug(words: str) -> str:
    slug = re.sub(r"[^\w]+", "-", words.split("\n")[0]).strip("-_").lower()
    if slug and not is_id(slug) and is_id(f"n{slug}"):
        slug = f"n{slug}"
    return slug if slug and is_id(slug) else id_from_text(words)


def _unknown_entry(line: Line, word: str) -> Found:
    text = line.text
    if text[0] in _SEEN:
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
    if word in within or text[0] in _CLOSED_BY:
        what = f"`{word}`" if word in within else "a quote"
        help = "indent it by two spaces, below the entry that it belongs to"
        return Diagnostic("E101", f"{what} stands at the start of a line", span, "belongs to no entry", help=help), None
    if text.startswith("#"):
        help = "write one to six `#`, a space and the heading"
        return Diagnostic("E101", "this is not a heading", line.span(), "not a heading", help=help), None
    help = "an entry begins with " + ", ".join(f"`{e}`" for e in ENTRIES[:-1]) + f" or `{ENTRIES[-1]}`"
    return Diagnostic("E101", f"`{_cut(word)}` begins no entry", span, "not an entry", help=help), None


def _starter(context: str, line: Line) -> Found | None:
    """A body line whose first word is misspelt, or that stops after it."""
    first = _FIRST.match(line.text)
    if not first:
        return None
    word = first[0]
    known = (*STARTERS[context], *STARTERS["plain_line"])
    if word in known:
        return None
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
        places = [_WHERE[c] for c, words in STARTERS.items() if word in words and c in _WHERE]
        where = f"`{word}` may stand {' or '.join(dict.fromkeys(places))}" if places else None
        return Diagnostic(
            "E108", f"`{word}` cannot stand {_WHERE[context]}", line.span(0, len(word)), "not here", help=where
        ), None  # fmt: skip
    return None


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


def _parts(context: str, line: Line) -> Found | None:
    """Reasons and attributions whose parts do not fit together."""
    if context == "top":
        return None
    text = line.text
    word, _, rest = text.partition(" ")
    rest = rest.strip()
    if word in ("because", "but", "and", "assuming", "unless"):
        if not rest or rest == ":":
            return _short(line, f"`{word}` is followed by nothing", f"write an ID, or a text: `{word} some-id: Text`")
        head, colon, tail = rest.partition(":")
        if colon and not tail.strip():
            return _short(line, "this ground has no text", f"write the text after the colon: `{word} {head}: …`")
        if colon and head.strip() and not is_id(head.strip()) and not set(head) & set(_CLOSED_BY):
            at = text.index(head)
            better = _slug(head)
            span = line.span(at, at + len(head.rstrip()))
            found = Diagnostic(
                "E106", f"`{_cut(head.strip())}` cannot be an ID", span, "an ID is one word that begins with a letter",
                help=f"write `{better}`, or `{word}: ` and the text alone", fix=Fix.at(span, better, False),
            )  # fmt: skip
            return found, mended(line, context, f"{word} {better}: {tail.strip()}")
        if not colon:
            english = _english(context, line, word, rest)
            if english is not None:
                return english
            at = text.index(rest)
            ended = rest.rstrip(".,;:!")
            if ended != rest and all(is_id(part) for part in ended.split(" and ")):
                span = line.span(at + len(ended), at + len(rest))
                message, fix = "an ID is not a sentence and has no stop at its end", Fix.at(span, "", True)
                help = f"write `{word} {ended}`"
                found = Diagnostic("E106", message, span, "no part of the ID", help=help, fix=fix)
                return found, mended(line, context, f"{word} {ended}")
            comment = rest.find(" //")
            if comment > 0:
                span = line.span(at + comment + 1, len(text))
                found = Diagnostic("E102", "a comment stands on a line of its own", span, "not a comment here",
                                   help="move it to the line above")  # fmt: skip
                return found, mended(line, context, text[: at + comment].rstrip())
            if rest[0] in _CLOSED_BY:
                help = f"write `{word}: …` with the thought in your words, and the quote below it"
                span = line.span(at, len(text))
                found = Diagnostic("E102", "a quote is no ground", span, "not an ID and not a text", help=help)
                return found, mended(line, context, f"{word}: {rest}")
            id, _, words = rest.partition(" ")
            if is_id(id) and words[:1].isupper() and id[:1].islower():
                gap = at + len(id)
                help, fix = f"write `{word} {id}: {_cut(words)}`", Fix.at(line.span(gap, gap), ":", True)
                span = line.span(gap, gap + 1)
                found = Diagnostic("E103", "there is no colon after this ID", span, "wanted here", help=help, fix=fix)
                return found, mended(line, context, f"{word} {id}: {words}")
            found = Diagnostic(
                "E103", "a text stands here without a colon before it", line.span(at, len(text)), "not an ID",
                help=f"write `{word}: {_cut(rest)}`",
            )  # fmt: skip
            return found, mended(line, context, f"{word}: {rest}")
    head, colon, tail = text.partition(":")
    if colon and tail.strip() and context in ("node_line", "question_line", "ground_line"):
        row = mended(line, context, head.rstrip())
        if row is not None and row[0] == "attribution" and not set(tail) & set(_CLOSED_BY):
            at = len(head) + 1 + len(tail) - len(tail.lstrip())
            found = Diagnostic(
                "E102", "after the colon of an attribution stand words in quotation marks",
                line.span(at, len(text)), "not in quotation marks",
                help=f'write `"{_cut(tail.strip())}"` if these are the voice’s own words; else put them into a `note`',
            )  # fmt: skip
            return found, row
    return None


def _english(context: str, line: Line, word: str, rest: str) -> Found | None:
    """`because mayor says that safety`, `because mayor says safety, in Rome`, `because a, b`."""
    at = line.text.index(rest, len(word))
    parts = [part.strip() for part in rest.split(",")]
    if len(parts) > 1 and all(is_id(part) for part in parts):
        better = " and ".join(part for part in parts if part != "and")
        message, help = "several IDs are joined by `and`", f"write `{word} {better}`"
        span = line.span(at, at + len(rest))
        found = Diagnostic("E102", message, span, "joined by a comma", help=help, fix=Fix.at(span, better, True))
        return found, mended(line, context, f"{line.text[:at]}{better}")
    that = re.search(r",?[ \t]+that[ \t]+(?=[^\s]+$)", rest)
    if that:
        act = f"{rest[: that.start()]} {rest[that.end() :]}"
        row = parse(context, f"{word} {act}")
        if row is not None and row[2][0] == "act":
            span = line.span(at + that.start(), at + that.end())
            fix = Fix.at(span, " ", True)
            help = f"write `{word} {act}`: the ID stands for what was said"
            found = Diagnostic("E102", "an act names its ID without `that`", span, "not needed", help=help, fix=fix)
            return found, mended(line, context, f"{line.text[:at]}{act}")
    row = parse(context, f"{word} {parts[0]}") if len(parts) > 1 else None
    if row is not None and row[2][0] == "act" and default_lexicon().find(" ".join(w[1] for w in row[2][-1][-1][1:-1])):
        start = line.text.index(",", at)
        help = f"write `{word} {parts[0]}`; where and when stand with the attribution that it names"
        found = Diagnostic(
            "E102", "an act takes no circumstances", line.span(start, len(line.text)), "not here", help=help
        )
        return found, mended(line, context, line.text[:start])
    return None


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
    help = f"{_or(names)} may stand here" if names else _help(context)
    if at >= len(line.text):
        return _short(line, "this line stops too early", help)
    end = _FIRST.match(line.text, at)
    span = line.span(at, end.end() if end else at + 1)
    message = "this cannot stand here"
    first = line.text[:1]
    if first in _CLOSED_BY and line.text[at : at + 1] in _CLOSED_BY:
        message, help = "a line holds one quote", "write each quote on a line of its own"
    elif context in ("node_line", "ground_line", "question_line") and re.search(
        r"\bdoesn['’]t\b|\bdidn['’]t\b", line.text
    ):
        message, help = "short forms are not read", "write `does not` or `did not`"
    elif first in _CLOSED_BY and line.text[at : at + 1] == ",":
        message, help = "what follows a quote is not set off by commas", 'write `"…" in some-source at p. 2`'
    elif context == "act_line" and parse("node_line", line.text) is not None:
        message = "an attribution cannot stand under another one"
        help = "write it under the statement, with `within ID` below it; or nest it: `mayor says that port denies`"
    elif line.text.startswith("cue") and at > 3:
        message, help = "a cue has no place of its own", 'write the words alone: `cue "…"`'
    return Diagnostic("E102", message, span, "not understood", help=help), None


def _help(context: str) -> str:
    words = STARTERS[context] if context == "top" else (*STARTERS[context], *STARTERS["plain_line"])
    return "a line here begins with " + _or([f"`{w}`" for w in words])


def _or(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" or {names[-1]}"


def _short(line: Line, message: str, help: str, row: Row | None = None) -> Found:
    end = len(line.text.split("\n")[0])
    return Diagnostic("E104", message, line.span(end, end + 1), "something is missing here", help=help), row


def _cut(text: str) -> str:
    text = text.split("\n")[0].rstrip()
    return text if len(text) <= 30 else text[:29].rstrip() + "…"
