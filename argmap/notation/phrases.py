"""Reasons and attributions that are nearly right: good English that is not the notation."""

from __future__ import annotations

import re
from collections.abc import Set

from argmap.diagnostics import Diagnostic, Fix, nearest
from argmap.model.lexicon import default_lexicon
from argmap.notation.grammar import tables
from argmap.notation.mend import CLOSED_BY, Found, any_of, cut, mended, parse, plain_span, slug, stops_short
from argmap.notation.outline import Line
from argmap.notation.words import is_id

__all__ = ["name_in_marks", "no_colon_before_quote", "no_verb", "parts", "short_form", "unknown_modifier"]

_SHORT = re.compile(
    r"\b(do|does|did|would|could|might|should|must|wo|ca|has|have|is|are|was|were)n['’]t\b", re.IGNORECASE
)
_MODIFIERS = ("in", "on", "to", "via", "certainly", "probably", "possibly")
_UNKNOWN = re.compile(r",[ \t]*(?P<word>[^\W\d_][\w-]*)(?![\w.'’])")
_CIRCUMSTANCE = re.compile(r",[ \t]*(in|on|to)(?=[ \t])")
_BEFORE_A_NAME = frozenset("in on to the a an its his her their le la les der die das dem den el il lo".split())
_SPOKEN = ("node_line", "question_line", "ground_line")


def short_form(voices: Set[str], context: str, line: Line) -> Found | None:
    """`mayor doesn't say`."""
    found = _SHORT.search(line.text) if context in (*_SPOKEN, "act_line") else None
    if found is None or not set(re.findall(r"[^\s,:]+", line.text[: found.start()])[-2:]) & voices:
        return None
    span = line.span(*found.span())
    word = found[1].lower()
    message = f"the short form `{found[0]}` is not read"
    if word not in ("do", "does", "did"):
        help = "write `does not` or `did not` and the verb, or put the negation into the text of the position"
        return Diagnostic("E102", message, span, "short form", help=help), None
    better = f"{word} not"
    row = mended(line, context, line.text[: found.start()] + better + line.text[found.end() :])
    fix = Fix.at(span, better, True)
    return Diagnostic("E102", message, span, "short form", help=f"write `{better}`", fix=fix), row


def no_verb(voices: Set[str], context: str, line: Line) -> Found | None:
    """`mayor: "We go"`."""
    if context not in _SPOKEN:
        return None
    names = line.text.split(" and ")
    if all(name.strip() in voices for name in names):
        help = f"write what was done: `{line.text} {'says' if len(names) == 1 else 'say'}`"
        return stops_short(line, "there is no verb after this voice", help)
    found = re.match(r"([^\s:,]+)[ \t]*(?=:[ \t]*[\"“«„])", line.text)
    if found is None or found[1] not in voices:
        return None
    at = len(found[1])
    row = mended(line, context, f"{found[1]} says{line.text[at:]}")
    span = line.span(0, at)
    help, fix = (
        f"write `{found[1]} says: {line.text[found.end() + 1 :].lstrip()[:1]}…`",
        Fix.at(span, f"{found[1]} says", False),
    )
    return Diagnostic("E104", "there is no verb after this voice", span, "what did it do?", help=help, fix=fix), row


def unknown_modifier(context: str, line: Line) -> Found | None:
    """`mayor says, at noon`: a word after a comma that is no modifier."""
    if context not in _SPOKEN:
        return None
    for found in _UNKNOWN.finditer(line.text):
        word = found["word"]
        if word in ("via", "certainly", "probably", "possibly", "that"):
            continue
        if word in _MODIFIERS or re.search('[:"“«„]', line.text[: found.start()]):
            # What follows `in` and the like may hold commas.
            return None
        row = parse(context, line.text[: found.start()])
        if row is None or row[0] != "attribution":
            return None
        span = line.span(*found.span("word"))
        near = nearest(word, _MODIFIERS) if len(word) > 2 else None
        wanted = any_of([f"`{m}`" for m in _MODIFIERS])
        fix = Fix.at(span, near, False) if near else None
        help = f"did you mean `{near}`?" if near else f"after a comma stands {wanted}"
        if word in (
            "at",
            "from",
            "during",
            "inside",
            "within",
            "before",
            "after",
            "since",
            "by",
            "with",
            "about",
            "and",
        ):
            help = f"where is written `, in …`, when `, on …`, to whom `, to …`; after a comma stands {wanted}"
        message = f"`{word}` begins no circumstance of an attribution"
        after = re.search(r"[ \t]*:[ \t]*[\"“«„]", line.text[found.end() :])
        rest = line.text[found.end() + after.start() :] if after else ""
        rest_row = mended(line, context, line.text[: found.start()] + rest)
        return Diagnostic("E102", message, span, "not a modifier", help=help, fix=fix), rest_row or row
    return None


def name_in_marks(context: str, line: Line) -> Found | None:
    """`mayor says, in the "Herald"`: a name in quotation marks among the circumstances."""
    text = line.text
    at = next((i for i, c in enumerate(text) if c in CLOSED_BY), -1)
    head = text[:at].split()
    if at <= 0 or context not in _SPOKEN or ":" in text[:at] or not head or head[-1].lower() not in _BEFORE_A_NAME:
        return None
    modifiers = _CIRCUMSTANCE.findall(text[:at])
    quote = re.compile(tables()["terminals"]["QUOTE"]).match(text, at)
    if not modifiers or quote is None:
        return None
    word, name = modifiers[-1], quote[0][1:-1]
    row = mended(line, context, text[:at] + name + text[quote.end() :])
    span = plain_span(line, *quote.span())
    help = f"leave them out: `, {word} … {cut(name)}`; what was said stands after a colon"
    message = f"the words after `{word}` hold no quotation marks"
    fix = Fix.at(span, name, False) if row is not None else None
    return Diagnostic("E102", message, span, "a name, not a quote", help=help, fix=fix), row


def no_colon_before_quote(context: str, line: Line) -> Found | None:
    """`mayor says, in RTL "…"`."""
    if context not in ("node_line", "question_line", "ground_line"):
        return None
    at = next((i for i, c in enumerate(line.text) if c in CLOSED_BY), -1)
    if at <= 0 or line.text[:at].rstrip().endswith(":"):
        return None
    before = line.text[:at].rstrip()
    row = parse(context, f"{before}: {line.text[at:]}")
    if row is None or row[0] != "attribution":
        return None
    span = line.span(at, at + 1)
    fix = Fix.at(line.span(len(before), len(before)), ":", True)
    found = Diagnostic("E103", "there is no colon before this quote", span, "a colon is wanted before it",
                       help=f"write `{cut(before)}: {line.text[at]}…`", fix=fix)  # fmt: skip
    return found, mended(line, context, f"{before}: {line.text[at:]}")


def parts(context: str, line: Line) -> Found | None:
    """Reasons and attributions whose parts do not fit together."""
    if context == "top":
        return None
    text = line.text
    word, _, rest = text.partition(" ")
    rest = rest.strip()
    if word in ("because", "but", "and", "assuming", "unless"):
        if not rest or rest == ":":
            return stops_short(
                line, f"`{word}` is followed by nothing", f"write an ID, or a text: `{word} some-id: Text`"
            )
        head, colon, tail = rest.partition(":")
        if colon and not tail.strip():
            return stops_short(line, "this ground has no text", f"write the text after the colon: `{word} {head}: …`")
        if colon and head.strip() and not is_id(head.strip()) and not set(head) & set(CLOSED_BY):
            at = text.index(head)
            better = slug(head)
            span = line.span(at, at + len(head.rstrip()))
            found = Diagnostic(
                "E106", f"`{cut(head.strip())}` cannot be an ID", span, "one word, beginning with a letter",
                help=f"write `{better}`, or `{word}: ` and the text alone", fix=Fix.at(span, better, False),
            )  # fmt: skip
            return found, mended(line, context, f"{word} {better}: {tail.strip()}")
        titled = re.fullmatch(r"[<\[]([^<>\[\]]+)[>\]]", rest)
        if titled:
            id = titled[1].strip() if is_id(titled[1].strip()) else slug(titled[1])
            at = text.index(rest, len(word))
            span = line.span(at, at + len(rest))
            found = Diagnostic("E106", "an ID stands without brackets", span, "not an ID",
                               help=f"write `{word} {id}`", fix=Fix.at(span, id, False))  # fmt: skip
            return found, mended(line, context, f"{word} {id}")
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
            if rest[0] in CLOSED_BY:
                help = f"write `{word}: …` with the thought in your words, and the quote below it"
                span = line.span(at, len(text))
                found = Diagnostic("E102", "a quote is no ground", span, "not an ID and not a text", help=help)
                return found, mended(line, context, f"{word}: {rest}")
            id, _, words = rest.partition(" ")
            if is_id(id) and words[:1].isupper() and id[:1].islower():
                gap = at + len(id)
                help, fix = f"write `{word} {id}: {cut(words)}`", Fix.at(line.span(gap, gap), ":", True)
                span = line.span(gap, gap + 1)
                found = Diagnostic("E103", "there is no colon after this ID", span, "wanted here", help=help, fix=fix)
                return found, mended(line, context, f"{word} {id}: {words}")
            found = Diagnostic(
                "E103", "a text stands here without a colon before it", line.span(at, len(text)), "not an ID",
                help=f"write `{word}: {cut(rest)}`",
            )  # fmt: skip
            return found, mended(line, context, f"{word}: {rest}")
    head, colon, tail = text.partition(":")
    if colon and tail.strip() and context in ("node_line", "question_line", "ground_line"):
        row = mended(line, context, head.rstrip())
        if row is not None and row[0] == "attribution" and not set(tail) & set(CLOSED_BY):
            at = len(head) + 1 + len(tail) - len(tail.lstrip())
            found = Diagnostic(
                "E102", "after the colon of an attribution stand words in quotation marks",
                line.span(at, len(text)), "not in quotation marks",
                help=f'write `"{cut(tail.strip())}"` if these are the voice’s own words; else put them into a `note`',
            )  # fmt: skip
            return found, row
    return None


def _english(context: str, line: Line, word: str, rest: str) -> Found | None:
    """`because mayor says that safety`, `because mayor says safety, in Rome`, `because a, b`."""
    at = line.text.index(rest, len(word))
    joined = [part.strip() for part in re.split("[,;&+]", rest)]
    parts = [part.strip() for part in rest.split(",")]
    if len(joined) > 1 and all(is_id(part) for part in joined):
        better = " and ".join(part for part in joined if part != "and")
        message, help = "several IDs are joined by `and`", f"write `{word} {better}`"
        span = line.span(at, at + len(rest))
        found = Diagnostic("E102", message, span, "joined by a mark", help=help, fix=Fix.at(span, better, True))
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
