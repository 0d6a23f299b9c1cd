"""I602 cannot-stand-alone: a text begins with a word that points at another text. English maps only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.checks.view import View
from argmap.checks.wording import is_english, part
from argmap.diagnostics import Diagnostic

__all__ = ["check"]

_WORDS = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|,|[^\sA-Za-z]+")

_PRONOUNS = frozenset("he she they it's its his her hers their theirs him them such".split())
_CONNECTIVES = frozenset("therefore thus so hence but and yet because".split())
_WITH_COMMA = frozenset(
    "accordingly also besides consequently finally furthermore however instead likewise moreover nevertheless "
    "nonetheless otherwise similarly still then therefore".split()
)
_DEMONSTRATIVES = {"this": "one", "that": "one", "these": "many", "those": "many"}

# `His Majesty`, `her Royal Highness`: a title, not a pointer.
_TITLES = frozenset(
    "Majesty Majesties Highness Highnesses Royal Imperial Serene Excellency Excellencies Eminence Holiness Grace "
    "Honour Honor Honours Worship Lordship Ladyship Lordships Beatitude Britannic Catholic".split()
)
# What may follow so that the word does not point: `so far`, `but for`, `yet another`, `thus far`.
_BUT_NOT = {
    "so": frozenset("far long many much few little called".split()),
    "but": frozenset(["for"]),
    "yet": frozenset("another more again to unborn unknown".split()),
    "thus": frozenset(["far"]),
    "he": frozenset(["who", "whom", "whose", "that"]),
    "she": frozenset(["who", "whom", "whose", "that"]),
    "they": frozenset(["who", "whom", "whose", "that"]),
    "such": frozenset(["as", "is", "was"]),
}

_AUXILIARIES = frozenset(
    "will would can could may might must shall should cannot won't can't couldn't wouldn't shouldn't mustn't did had "
    "didn't hadn't ought".split()
)
_OF_ONE = frozenset("is was has does isn't wasn't hasn't doesn't".split())
_OF_MANY = frozenset("are were have do aren't weren't haven't don't".split())
# Verbs that often follow `this` or `these` as a pronoun; forms that could go with a noun there (`this failed plan`,
# `these lead pipes`, `these costs`) are left out.
_OF_ONE |= frozenset(
    "allows applies becomes begins breaks brings comes contradicts costs depends deprives destroys encourages ensures "
    "explains fails follows forces gives goes happens harms hurts implies involves keeps leads leaves makes matters "
    "means prevents proves remains requires seems shows solves suffices suggests takes undermines violates "
    "works".split()
)
_OF_MANY |= frozenset(
    "allow apply become begin bring come contradict depend deprive destroy encourage ensure explain fail follow give "
    "happen imply involve keep prevent prove remain require seem solve suffice suggest undermine violate".split()
)
_PASTS = frozenset("became began brought came gave happened led made mattered meant seemed showed took went".split())
_ADVERBS = frozenset(
    "again all already always clearly even ever itself just merely never not now often only really simply soon "
    "surely then themselves".split()
)
_ALONE = frozenset(["alone", "also", "too", ","])


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each text whose first word has its meaning from a text before it."""
    if not is_english(view):
        return
    for statement in view.map.statements:
        text = statement.text
        if not text[:1].isalpha():
            continue
        words = list(_WORDS.finditer(text[:200]))
        length = _pointing([word[0].replace("’", "'") for word in words], text)
        if not length:
            continue
        pointer = text[: words[length - 1].end()]
        if pointer.lower() in _CONNECTIVES or pointer.lower() in _WITH_COMMA:
            help = "write the statement alone; what it follows from or answers is said by `because` and `but`"
        else:
            help = f"write what `{pointer}` stands for, so that the text can be read alone"
        span = part(view, statement.id, 0, len(pointer))
        yield Diagnostic("I602", f"`{pointer}` points at another text", span, "points elsewhere", help=help)


def _pointing(words: list[str], text: str) -> int:
    """How many words at the start of a text point at another one; 0 if none does."""
    if not words or (words[0].isupper() and len(words[0]) > 1):
        # In another alphabet, or letters that stand for something.
        return 0
    word = words[0].lower()
    # `They're`, `that's`
    stem, short, _ = word.partition("'")
    if short and stem in ("he", "she", "they", "this", "that", "these", "those"):
        return 1
    after = words[1] if len(words) > 1 else ""
    low = after.lower()
    if low in _BUT_NOT.get(word, ()):
        return 0
    if word == "because":
        # `Because it rains, …` has its main clause with it.
        return 0 if "," in text else 1
    if word in ("his", "her", "their"):
        return 0 if after.removesuffix("'s").removesuffix("'") in _TITLES else 1
    if word in _PRONOUNS or word in _CONNECTIVES:
        return 1
    if word in _WITH_COMMA:
        return int(low == ",")
    if word in _DEMONSTRATIVES:
        return int(_is_predicate(words[1:], _DEMONSTRATIVES[word]))
    if word == "the" and low in ("former", "latter"):
        return 2 if _is_predicate(words[2:], "one") or _is_predicate(words[2:], "many") else 0
    return 0


def _is_predicate(words: list[str], number: str) -> bool:
    """Whether words go on after a pronoun: with a verb in that number, and not with a noun."""
    for n, word in enumerate(words[:3]):
        if n == 0 and word.lower() in _ALONE:
            return True
        if word in _ADVERBS:
            continue
        if word in _AUXILIARIES or word in _PASTS:
            return True
        if word == "means" and words[n + 1 : n + 2] == ["of"]:
            return False
        return word in (_OF_ONE if number == "one" else _OF_MANY)
    return False
