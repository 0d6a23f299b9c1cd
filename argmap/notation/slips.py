"""Attributions, voices and quotes that are nearly right: what joins their parts, or names them, is English."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import get_args

from argmap.diagnostics import Diagnostic, Edit, Fix
from argmap.model.lexicon import default_lexicon
from argmap.model.nodes import Naming, VoiceKind
from argmap.notation.grammar import Row, tables
from argmap.notation.mend import CLOSED_BY, Found, cut, hardly_an_id, mended, parse, plain_span, slug
from argmap.notation.outline import Line
from argmap.notation.words import is_id

__all__ = ["english", "joined", "tails", "that_alone", "titled", "voice_line"]

_SPOKEN = ("node_line", "question_line", "ground_line")
_KINDS: tuple[str, ...] = (*get_args(VoiceKind), *get_args(Naming))
_AUXILIARIES = frozenset("does do did would could might should must will".split())
_ARTICLE = re.compile(r"(?:the|an?|our|their|his|her|its|my|your)[ \t]+", re.IGNORECASE)
_PRONOUNS = frozenset("she he they it we i you who".split())
_BECAUSE = ("since", "as", "given", "for", "supported by", "backed by", "due to", "because of")
_THEREFORE = ("therefore", "thus", "hence", "so", "consequently")


def _said(words: str) -> bool:
    """Whether words begin with a verb that is known, or one that stands before another."""
    found = re.findall(r"[^\s,:;\"“«„]+", words)[:5]
    lexicon = default_lexicon()
    if len(found) > 1 and found[0] in _AUXILIARIES:
        return True
    return any(lexicon.find(" ".join(found[:n])) for n in range(len(found), 0, -1))


def _found(
    line: Line,
    context: str,
    message: str,
    at: tuple[int, int],
    label: str,
    better: str,
    help: str = "",
    safe: bool = False,
    code: str = "E102",
) -> Found:
    """A line that is mended by writing `better` between two columns of it."""
    text = line.text
    row = mended(line, context, text[: at[0]] + better + text[at[1] :])
    span = plain_span(line, *at)
    fix = Fix.at(span, better, safe) if row is not None else None
    return Diagnostic(code, message, span, label, help=help or f"write `{cut(better)}`", fix=fix), row


def _known(voices: Set[str], word: str) -> str | None:
    """The voice that a word names, capitals aside."""
    return next((name for name in (word, word.casefold(), word.capitalize()) if name in voices), None)


def english(voices: Set[str], context: str, line: Line) -> Found | None:
    """`the mayor says`, `says mayor`, `according to mayor`, `since rust`: what begins with neither a voice nor a word
    of the notation, although the grammar may take its first word for a voice."""
    text = line.text
    first = re.match(r"[^\s,:;\"“«„]+", text)
    if context not in _SPOKEN or line.more or first is None or first[0] in voices:
        return None
    article = _ARTICLE.match(text)
    at = article.end() if article else 0
    name = re.match(r"[^\s,:;\"“«„]+", text[at:])
    voice = _known(voices, name[0]) if name else None
    if article and name and voice and _said(text[at + name.end() :]):
        return _voice(line, context, (0, at + name.end()), voice)
    if first[0].casefold() in _PRONOUNS and _said(text[first.end() :]):
        such = min(voices - {"author", "someone"}, default="") if len(voices) < 100 else ""
        such = such and f", as in `{such}{cut(text[first.end() :])}`"
        message, help = f"`{first[0]}` names no voice", f"write the ID of the voice that is meant{such}"
        return Diagnostic("E203", message, plain_span(line, 0, first.end()), "who is it?", help=help), None
    to = re.match(r"according[ \t]+to[ \t]+(?:the[ \t]+)?([^\s,:;\"“«„]+)(?=[ \t]*(?:$|[,:]))", text, re.IGNORECASE)
    if to:
        voice = _known(voices, to[1])
        if voice is None:
            message, help = "`according to` begins no line", f"write a voice and a verb: `{slug(to[1])} says`"
            return Diagnostic("E102", message, plain_span(line, 0, to.end()), "not a voice", help=help), None
        return _found(line, context, "`according to` begins no line", to.span(), "a voice and a verb", f"{voice} says")
    turned = re.match(r"([^\s,:;\"“«„]+)[ \t]+(?:the[ \t]+)?([^\s,:;\"“«„]+)(?=[ \t]*(?:$|[,:]))", text)
    voice = _known(voices, turned[2]) if turned else None
    if turned and voice and default_lexicon().find(turned[1]) is not None:
        better = f"{voice} {turned[1]}"
        return _found(line, context, "the voice stands before its verb", turned.span(), "the other way round", better)
    return _reason(context, line)


def titled(names: dict[str, set[str]], context: str, line: Line) -> Found | None:
    """`Mayor Ruiz says`: several words of the name of one voice; `names` are the IDs of voices by words of names."""
    words = re.match(r"(?:[Tt]he[ \t]+)?((?:[A-Z][^\s,:;\"“«„]*[ \t]+){1,4})", line.text)
    if context not in _SPOKEN or line.more or words is None or len(words[0].split()) < 2:
        return None
    if not _said(line.text[words.end() :]):
        return None
    meant = [names.get(word.casefold(), set()) for word in words[1].split()]
    both = set.union(*meant)
    if len(both) != 1:
        return None
    return _voice(line, context, (0, len(words[0].rstrip())), next(iter(both)))


def _voice(line: Line, context: str, at: tuple[int, int], voice: str) -> Found:
    help = f"write the ID of the voice: `{cut(voice + line.text[at[1] :])}`"
    return _found(line, context, "a voice is named by its ID alone", at, "not an ID", voice, help, code="E203")


def _reason(context: str, line: Line) -> Found | None:
    """`since rust`, `therefore closed`."""
    found = re.fullmatch(r"([A-Za-z]+(?:[ \t]+(?:by|to|of))?)[ \t]+(\S+(?:[ \t]+and[ \t]+\S+)*)", line.text)
    if found is None or not all(is_id(i) and not hardly_an_id(i) for i in re.split(r"[ \t]+and[ \t]+", found[2])):
        return None
    word = " ".join(found[1].split()).lower()
    if word in _BECAUSE:
        help = f"write `because {cut(found[2])}`"
        return _found(line, context, f"`{word}` begins no reason", found.span(1), "not a word of the notation",
                      "because", help)  # fmt: skip
    if word in _THEREFORE:
        id = cut(found[2])
        help = f"write `because {id}` if `{id}` is the reason, `supports {id}` if it is what follows"
        message, span = f"`{word}` begins no reason", plain_span(line, *found.span(1))
        return Diagnostic("E102", message, span, "not a word of the notation", help=help), None
    return None


_ANOTHER = re.compile(
    r"[ \t]*(?:(?P<mark>[,;&+/])[ \t]*(?:and\b[ \t]*)?|and\b[ \t]*(?P<comma>,?)[ \t]*)(?P<name>[^\s,:;&+/\"“«„]+)"
)
_EARLY = re.compile(
    r"[ \t]*,[ \t]*(?P<where>(?:in|on|to|via)[ \t][^:\"“«„]*?)[ \t]*,[ \t]*"
    r"(?P<verb>[^,:\"“«„]*[^\s,:\"“«„])(?P<rest>[ \t]*:.*|)"
)


def joined(voices: Set[str], context: str, line: Line) -> Found | None:
    """`mayor, says`, `mayor, club agree`, `mayor adds on 2026`, `mayor says, via a friend`."""
    text = line.text
    first = re.match(r"[^\s,:;&+/\"“«„]+", text)
    name = _known(voices, first[0]) if first else None
    if context not in _SPOKEN or line.more or first is None or name is None:
        return None
    names, at, odd = [name], first.end(), False
    while more := _ANOTHER.match(text, at):
        other = _known(voices, more["name"])
        if other is None:
            break
        names.append(other)
        at, odd = more.end(), odd or bool(more["mark"] or more["comma"])
    said = " and ".join(names)
    if odd:
        help = f"write `{cut(said + (text[at:] or ' say'))}`"
        return _found(line, context, "voices are joined by `and`", (0, at), "not joined by `and`", said, help)
    comma = re.match(r"[ \t]*[,;][ \t]*(?=\S)", text[at:])
    end = at + comma.end() if comma else at
    if comma and _said(text[end:]) and parse(context, f"{said} {text[end:]}"):
        help, message = f"write `{cut(f'{said} {text[end:]}')}`", "no comma stands between a voice and its verb"
        place, better = ((at, end), " ") if text[:at] == said else ((0, end), f"{said} ")
        return _found(line, context, message, place, "take it out", better, help, text[:at] == said)
    late = _EARLY.fullmatch(text, at)
    if late and _said(late["verb"]) and parse(context, f"{said} {late['verb']}, {late['where']}{late['rest']}"):
        better = f" {late['verb']}, {late['where']}"
        help = f"write `{cut(said + better)}`"
        place = (at, late.start("rest"))
        return _found(line, context, "circumstances stand after the verb", place, "before the verb", better, help)
    stop = re.fullmatch(r"(.*[^\s.,;!])[ \t]*[.,;!]+", text)
    row = parse(context, stop[1]) if stop else None
    if stop and row is not None and row[0] == "attribution" and not set(text) & set(CLOSED_BY):
        place = (stop.end(1), len(text))
        return _found(line, context, "an attribution has no stop at its end", place, "take it out", "",
                      f"write `{cut(stop[1])}`", True)  # fmt: skip
    return _circumstance(voices, context, line)


def _circumstance(voices: Set[str], context: str, line: Line) -> Found | None:
    text = line.text
    end = re.search(r"[ \t]*:[ \t]*[\"“«„]|$", text)
    head = text[: end.start() if end else len(text)]
    via = re.search(r",[ \t]*via[ \t]+([^,]*[^,\s])", head)
    if via and any(not is_id(w) for w in re.split(r"[ \t]+and[ \t]+", via[1])):
        words = _ARTICLE.sub("", via[1], count=1) if _ARTICLE.match(via[1]) else via[1]
        if words in voices:
            return _found(line, context, "`via` takes the ID of a voice", via.span(1), "not an ID", words,
                          f"write `via {words}`")  # fmt: skip
        row = mended(line, context, text[: via.start()] + text[via.end() :])
        name = next(w for w in re.split(r"[ \t]+and[ \t]+", via[1]) if not is_id(w))
        id = slug(_ARTICLE.sub("", name, count=1))
        help = f"declare the voice, `voice {id}: {cut(name)}`, and write `{id}` here"
        span = plain_span(line, *via.span(1))
        return Diagnostic("E102", "`via` takes the ID of a voice", span, "not an ID", help=help), row
    for gap in re.finditer(r"[ \t]+(?=(in|on|to|via)[ \t]+\S)", head):
        before = text[: gap.start()]
        if "," in before:
            return None
        row = parse(context, before)
        if row is not None and row[0] == "attribution" and _said(before.split(None, 1)[-1]):
            message = f"there is no comma before `{gap[1]}`"
            help = f"put a comma before `{gap[1]}`: `{cut(before)}, {gap[1]} …`"
            at = (gap.start(), gap.end())
            return _found(line, context, message, at, "a comma is wanted here", ", ", help)
    return None


def that_alone(voices: Set[str], context: str, line: Line) -> Found | None:
    """`mayor says that safe`: one word behind `that`."""
    found = re.fullmatch(r"(.*\S)[ \t]+that[ \t]+(\S+)", line.text)
    if context not in _SPOKEN or found is None or not is_id(found[2]):
        return None
    row = parse(context, found[1])
    if row is None or row[0] != "attribution":
        return None
    said, word = found[1], found[2]
    if word in voices:
        help = f"write its verb too: `{said} that {word} says`"
    else:
        help = f"what was said is the statement above; if `{word}` was said, write `{cut(said)}` below `{word}`"
    message, span = "after `that` stands another voice and its verb", plain_span(line, *found.span(2))
    return Diagnostic("E102", message, span, "no voice and its verb", help=help), None


def voice_line(voices: Set[str], context: str, line: Line) -> Found | None:
    """`person named`, `kind person`, `member of council`, `alias the boss`, below a voice."""
    text = line.text
    if context != "voice_line" or line.more:
        return None
    words = [w for w in re.findall(r"[^\s,;:/]+", text) if w != "and"]
    if len(words) > 1 and all(word in _KINDS for word in words):
        better = ", ".join(words)
        message = "the kind of a voice and how it is named have a comma between"
        return _found(line, context, message, (0, len(text)), "a comma is wanted", better, safe=True)
    rest = [word for word in words[1:] if word not in ("a", "an")]
    if rest and words[0] in ("kind", "type", "is", "a", "an") and all(word in _KINDS for word in rest):
        better = ", ".join(rest)
        return _found(line, context, "the kind of a voice stands alone", (0, len(text)), "one word too many", better,
                      safe=True)  # fmt: skip
    member = re.match(r"(?:(?:an?[ \t]+)?(?:members?|part)[ \t]+of|belongs[ \t]+to)[ \t]+(?:the[ \t]+)?", text)
    if member and parse(context, f"of {text[member.end() :]}"):
        return _found(line, context, f"membership is written `of {cut(text[member.end() :])}`", member.span(),
                      "not a word of the notation", "of ", f"write `of {cut(text[member.end() :])}`")  # fmt: skip
    other = re.match(r"(?:alias|a\.?k\.?a\.?|called|known[ \t]+as|nicknamed?|aliases|names?)[ \t]*:?[ \t]+(?=\S)", text)
    if other:
        help = f"write `also {cut(text[other.end() :])}`"
        return _found(line, context, "a further name stands after `also`", other.span(), "not a word of the notation",
                      "also ", help)  # fmt: skip
    of = re.match(r"of[ \t]+(?=\S)", text)
    if of and not re.search("[,;&+]", text):
        name, message = text[of.end() :], "`of` takes the ID of a voice"
        short, at = _ARTICLE.sub("", name, count=1), (of.end(), len(text))
        if short in voices:
            return _found(line, context, message, at, "not an ID", short, f"write `of {short}`")
        help = f"declare the voice, `voice {slug(short)}: {cut(name)}`, and write `of {slug(short)}`"
        return Diagnostic("E102", message, plain_span(line, *at), "not an ID", help=help), None
    head = text.partition(",")[0].partition(":")[0]
    row = parse("node_line", head)
    if row is not None and row[0] == "attribution" and len(words) > 1 and _said(head.split(None, 1)[-1]):
        help = f"write `{cut(head)}` below the statement that was said"
        span = plain_span(line, 0, len(text))
        return Diagnostic("E108", "an attribution cannot stand under a voice", span, "not here", help=help), None
    return None


def tails(white: str | None, context: str, line: Line) -> Found | None:
    """`"…", at ¶ 4`, `"…" in the paper`, `"…", "…"`: what follows a quote."""
    text = line.text
    if context == "top" or line.more or not set(text) & set(CLOSED_BY):
        return None
    gaps = _gaps(text)
    if not gaps:
        return None
    commas = [(a + m.start(), a + m.end()) for a, b in gaps for m in _COMMA.finditer(text[a:b])]
    if commas:
        better = text
        for a, b in reversed(commas):
            better = f"{better[:a]} {better[b:]}"
        row = mended(line, context, better)
        if row is not None:
            a, b = commas[0]
            edits = tuple(Edit(plain_span(line, *at), " ") for at in commas)
            help = f"write `{cut(text[b:])}` without a comma before it"
            message = "what follows a quote is not set off by commas"
            span = plain_span(line, text.index(text[a:b].strip(), a), b)
            return Diagnostic("E102", message, span, "not wanted", help=help, fix=Fix(edits, True)), row
    for a, b in gaps:
        if b < len(text) and re.fullmatch(r"[ \t]*(?:[,;&+]|and|,[ \t]*and)[ \t]*", text[a:b]):
            return _two(white, context, line, a, b)
    a, b = gaps[-1]
    paper = re.fullmatch(r"[ \t]+in[ \t]+(?P<words>\S.*?)(?P<tail>[ \t]+(?:at|anchor)[ \t].*)?", text[a:])
    if paper and b == len(text) and " " in paper["words"] and "," not in paper["words"]:
        row = mended(line, context, text[:a] + (paper["tail"] or ""))
        id = slug(_ARTICLE.sub("", paper["words"], count=1))
        help = f"declare the source, `source {id}: {cut(paper['words'])}`, and write `in {id}`"
        span = plain_span(line, a + paper.start("words"), a + paper.end("words"))
        return Diagnostic("E102", "`in` takes the ID of a source", span, "not an ID", help=help), row
    return None


_COMMA = re.compile(r"[ \t]*,[ \t]*(?=(?:at|in|near|anchor)[ \t])")


def _gaps(text: str) -> list[tuple[int, int]]:
    """What stands behind each quote, up to the next one or the end."""
    quote = re.compile(tables()["terminals"]["QUOTE"])
    gaps: list[tuple[int, int]] = []
    at = next((i for i, c in enumerate(text) if c in CLOSED_BY), -1)
    while at >= 0:
        closed = quote.match(text, at)
        if closed is None:
            return []
        after = next((i for i in range(closed.end(), len(text)) if text[i] in CLOSED_BY), -1)
        gaps.append((closed.end(), after if after >= 0 else len(text)))
        at = after
    return gaps


def _two(white: str | None, context: str, line: Line, a: int, b: int) -> Found:
    """`"k", "l"`."""
    where = plain_span(line, a + len(line.text[a:b]) - len(line.text[a:b].lstrip()), len(line.text[:b].rstrip()))
    if line.text[0] in CLOSED_BY:
        row: Row | None = mended(line, context, line.text[:a])
        fix = Fix.at(plain_span(line, a, b), f"\n{white}", False) if white is not None else None
        help = "write each quote on a line of its own"
        return Diagnostic("E102", "a line holds one quote", where, "one too many", help=help, fix=fix), row
    row = mended(line, context, f"{line.text[:a]} {line.text[b:]}")
    fix = Fix.at(plain_span(line, a, b), " ", False)
    help = 'write them side by side: `"…" "…"`'
    return Diagnostic("E102", "several quotes have nothing between them", where, "not wanted", help=help, fix=fix), row
