"""I603 two-claims: one text makes two claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.checks.view import View
from argmap.checks.wording import is_english, masked, part
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Question

__all__ = ["check"]

_END = re.compile(
    r"(?P<stop>(?<!\.)[.!?؟।])[\"'”’»)\]□]*\s+(?=\S)"
    r"|[。！？｡][」』）”’]*\s*(?=\w)"
)
_ABBREVIATED = frozenset(
    "adm al approx apr assn aug ave blvd bros brig ca capt cf co col corp cpl dec dept dist dr ed eds esp est etc feb "
    "fig figs fr ft gen gov hon hr inc incl jan jr jul jun lieut lt ltd maj messrs mgr mlle mme mr mrs ms mt nos nov "
    "nr oct pp pres prof rd rev sen sep sept sgt sra srta sr st ste str tel univ viz vol vols vs z.b bzw usw".split()
)
_SEMICOLON = re.compile(r"(?P<sign>[;；؛])\s*(?=\S)")
_BECAUSE = re.compile(
    r",\s+(?P<word>because(?! of\b)|since(?! (?:then|when|long|last|early|late|mid|about|around|at|before|yesterday|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|the \d|\d)))\b"
)
_BECAUSE_FIRST = re.compile(r"(?P<word>Because)(?! of\b)\b[^,]*,\s")
_SO = re.compile(
    r"(?:[,;]|\s[–—-]|\band)\s+(?:and\s+)?(?P<word>therefore|thus(?! far)|hence|consequently)\b"
    r"|,\s+(?:and\s+)?(?P<so>so)\b(?!-| (?:that|far|long|many|much|few|little|as|to|too|called|is|are|was|were|do|does|"
    r"did|has|have|had|can|could|will|would|should|must)\b)(?=\s)"
)


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each statement whose text could be denied in one part and accepted in another."""
    english = is_english(view)
    for statement in view.map.statements:
        if isinstance(statement, Question):
            continue
        text = statement.text
        plain = masked(text)
        if (at := _second_sentence(text, plain, english)) is not None or (at := _second_clause(plain)) is not None:
            first = re.match(r"\W*(\w+)", text[at:])
            message = f"this text makes two claims: the second begins with `{first[1] if first else text[at:]}`"
            help = "write each as a statement of its own"
            yield Diagnostic("I603", message, part(view, statement.id, at, len(text)), "a second claim", help=help)
        elif english and (match := _BECAUSE.search(plain) or _BECAUSE_FIRST.match(plain)):
            word = match["word"]
            yield Diagnostic(
                "I603",
                f"this text gives a reason for itself: `{word}`",
                part(view, statement.id, *match.span("word")),
                "a reason inside a text",
                help="write the reason on a line of its own, as `because: …` below the statement",
            )
        elif english and (match := _SO.search(plain)):
            group = "word" if match["word"] else "so"
            yield Diagnostic(
                "I603",
                f"this text draws a conclusion from itself: `{match[group]}`",
                part(view, statement.id, *match.span(group)),
                "a conclusion inside a text",
                help="write the conclusion as the statement, and what it follows from as `because: …` below it",
            )


def _second_sentence(text: str, plain: str, english: bool) -> int | None:
    """Where a second sentence begins."""
    for match in _END.finditer(plain):
        at = match.end()
        if match["stop"] is None:
            return at
        if text[at] in "([（":
            # An afterthought: `(See page 3.)`
            continue
        following = next((c for c in text[at : at + 5] if c.isalnum()), "")
        begins = following.isupper() or (match["stop"] in "؟।" and following.isalpha())
        if begins and not (
            match["stop"] == "." and _is_abbreviated(plain[max(0, match.start() - 40) : match.start()], english)
        ):
            return at
    return None


def _is_abbreviated(before: str, english: bool) -> bool:
    """Whether the stop after these words is one of an abbreviation, an initial or, in other languages, an ordinal."""
    words = before.split()
    word = words[-1].strip("\"'“”‘’«»()[]").lower() if words else ""
    last = re.split(r"[.-]", word)[-1]
    if len(last) == 1 and last.isalpha():
        # `J. Smith`, `U.S. Senate`
        return True
    if last.isdigit() and len(last) <= 2 and not english:
        return True
    return word in _ABBREVIATED or last in _ABBREVIATED


def _second_clause(text: str) -> int | None:
    """Where a second clause begins after a semicolon; semicolons between the parts of a list do not count."""
    found = list(_SEMICOLON.finditer(text))
    if not found:
        return None
    first, last = found[0], found[-1]
    parts = [text[: first.start()], *re.split("[;；؛]", text[first.end() :])]
    if re.match(r"(?:and|or|und|oder|et|ou|y|o)\b", text[last.end() :]) and ("," in parts[0] or len(found) > 1):
        return None
    if first["sign"] == ";" and (len(parts[0].split()) < 2 or len(parts[1].split()) < 2):
        return None
    if "Ͱ" <= parts[0][-1:] <= "Ͽ":
        # In Greek, a semicolon is a question mark.
        return None
    return first.end()
