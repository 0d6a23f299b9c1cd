"""Reporting verbs: what somebody does to a position, and how the reporter stands to it.

The verbs stand in ``data/verbs.tsv``, one a line, with every form written out: nothing about the
built-in verbs is guessed. Only a verb that a map declares for itself is inflected by rule
(:func:`inflect`).

Sources of the distinctions (the wording and the choices verb by verb are ours):

- forces: J. Searle, *A Classification of Illocutionary Acts* (1976), for the assertive, commissive
  and directive families; replies (accept, reject, retract, question) after dialogue games.
- commitment: C. Hamblin, *Fallacies* (1970), ch. 8; D. Walton and E. Krabbe, *Commitment in
  Dialogue* (1995).
- stance: P. and C. Kiparsky, *Fact* (1970), and G. Thompson and Ye Yiyun, *Evaluation in the
  Reporting Verbs Used in Academic Papers* (1991), for the factive, non-factive and
  counter-factive verbs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast, get_args

__all__ = [
    "COMMITMENTS",
    "COMMITMENT_OF_FORCE",
    "FORCES",
    "FORCE_NAMES",
    "STANCES",
    "Commitment",
    "Force",
    "Lexicon",
    "Stance",
    "VerbSense",
    "default_lexicon",
    "inflect",
]

Force = Literal[
    "say", "claim", "report", "warn", "believe", "want", "promise", "propose",
    "demand", "ask", "question", "accept", "support", "reject", "oppose", "retract",
]  # fmt: skip
"""What kind of act a reporting verb reports; :data:`FORCES` defines each."""

Commitment = Literal["for", "against", "open", "withdraws", "none"]
"""What the act does to the voice's commitment to the position.

``for``: the voice holds the position, or owes the action. ``against``: it holds the negation.
``open``: it puts the position in question and leaves it undecided. ``withdraws``: it takes back an
earlier commitment of its own, and holds nothing in its place. ``none``: the act leaves the voice's
commitments as they were. ``open`` and ``none`` both add nothing to a commitment store; they differ in
that an ``open`` act is about whether the position holds, and so says that the voice has not settled it.
"""

Stance = Literal["factive", "neutral", "distancing", "counter-factive"]
"""How the verb alone places the reporter towards what is reported.

``factive``: the reporter is committed too (knows, admits): whoever writes it could not go on to deny
the position. ``neutral``: not committed either way (says). ``distancing``: the reporter declines to
vouch for it (claims, alleges). ``counter-factive``: the reporter denies it (pretends, poses as).
"""

FORCE_NAMES: Final[tuple[Force, ...]] = get_args(Force)
"""All forces, in the order of the documentation."""

COMMITMENTS: Final[tuple[Commitment, ...]] = get_args(Commitment)
"""All values of :data:`Commitment`."""

STANCES: Final[tuple[Stance, ...]] = get_args(Stance)
"""All values of :data:`Stance`, from the most to the least committed reporter."""

FORCES: Final[dict[Force, str]] = {
    "say": "puts the position into words, without more being told about the manner",
    "claim": "puts the position forward as true, ready to be held to it",
    "report": "passes the position on as a piece of information",
    "warn": "says that the position is so, or will be, as something to be afraid of or prepared for",
    "believe": "holds the position in its own mind, whether or not it says so",
    "want": "has the position as a goal",
    "promise": "takes it on itself to bring the position about",
    "propose": "offers the position to others, to be taken up or turned down",
    "demand": "requires of others that they bring the position about",
    "ask": "requests of others that they bring the position about, leaving them free to refuse",
    "question": "raises whether the position holds, without settling it",
    "accept": "takes over a position that was put to it, or grants it",
    "support": "speaks or acts in favour of the position",
    "reject": "turns down a position that was put to it, or says that it is false",
    "oppose": "speaks or acts against the position",
    "retract": "takes back a position that it held before",
}
"""One line of definition for each force. The subject is the voice."""

COMMITMENT_OF_FORCE: Final[dict[Force, Commitment]] = {
    "say": "for",
    "claim": "for",
    "report": "for",
    "warn": "for",
    "believe": "for",
    "want": "none",
    "promise": "for",
    "propose": "none",
    "demand": "none",
    "ask": "none",
    "question": "open",
    "accept": "for",
    "support": "for",
    "reject": "against",
    "oppose": "against",
    "retract": "withdraws",
}
"""What each force does to the voice's commitment, unless the verb's own row says otherwise.

One rule: an act commits a voice to what it could afterwards be reproached with not standing by.

- To assert or to grant a position puts it into the speaker's store, and a question puts in nothing
  (Hamblin 1970, ch. 8). Thus say, claim, report, warn, accept, support: ``for``; reject, oppose: the
  same for the negation; question: ``open``.
- To retract takes the position out and does not put its negation in (Hamblin 1970; Walton and Krabbe
  1995 on retraction): ``withdraws``.
- A promise is a commitment to a course of action (Walton and Krabbe 1995 treat commitments to propositions
  as a special case of these): ``for``, as an action that is owed.
- A goal, an offer nobody has taken up, and a request or demand place no such burden on the voice itself:
  whoever wants, proposes, demands or asks that P can be reproached neither when P turns out false nor when
  nobody does P: ``none``.

Exceptions stand in the verb's own row of ``verbs.tsv``: whoever fears or speculates that P has not settled
it (``open``), whoever decides on P owes it (``for``), and to stop short of P is not to hold its negation
(``none``).
"""

_TABLE: Final = Path(__file__).with_name("data") / "verbs.tsv"


class VerbSense(NamedTuple):
    """A reporting verb: its forms, in lower case with words joined by one space, and its meaning."""

    base: str
    """The plain form, also the plural: ``promise``, ``call for``."""
    third: str
    """``promises``, ``calls for``."""
    past: str
    """``promised``, ``called for``."""
    participle: str
    """``promising``, ``calling for``."""
    force: Force
    commitment: Commitment
    stance: Stance
    also: tuple[str, ...] = ()
    """Further forms: American spellings, and a past participle that differs from the past (sworn)."""

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms, each once, the base first."""
        return tuple(dict.fromkeys((self.base, self.third, self.past, self.participle, *self.also)))


class Lexicon:
    """Reporting verbs, to be found by any of their forms. Immutable: :meth:`with_verbs` makes a new one."""

    __slots__ = ("_index", "_senses", "_width")

    def __init__(self, senses: Iterable[VerbSense]) -> None:
        """Of two verbs that share a form the later has it."""
        self._senses: tuple[VerbSense, ...] = tuple(senses)
        self._index: dict[str, VerbSense] | None = None
        self._width = 0

    def _by_form(self) -> dict[str, VerbSense]:
        index = self._index
        if index is None:
            index = {}
            for sense in self._senses:
                for form in (*sense[:4], *sense.also):
                    index[form] = sense
            self._width = max((form.count(" ") + 1 for form in index), default=0)
            self._index = index
        return index

    def __iter__(self) -> Iterator[VerbSense]:
        """The verbs, in order."""
        return iter(self._senses)

    def __len__(self) -> int:
        """How many verbs there are."""
        return len(self._senses)

    def __contains__(self, words: object) -> bool:
        """Whether the words are a form of a verb here."""
        return isinstance(words, str) and self.find(words) is not None

    def find(self, words: str) -> VerbSense | None:
        """The verb that ``words`` is a form of. Letter case and the width of spaces do not matter."""
        index = self._by_form()
        return index.get(words) or index.get(_plain(words))

    def match(self, words: Sequence[str]) -> tuple[VerbSense, int] | None:
        """The longest verb that ``words`` begins with, and how many words it takes; else None.

        ``["calls", "for", "guarantees"]`` gives ``call for`` and 2.
        """
        index = self._by_form()
        lowered = [word.lower() for word in words[: self._width]]
        for count in range(len(lowered), 0, -1):
            sense = index.get(" ".join(lowered[:count]))
            if sense is not None:
                return sense, count
        return None

    def third(self, base: str) -> str:
        """The third person singular of a verb given by any of its forms. Raises KeyError if unknown."""
        sense = self.find(base)
        if sense is None:
            raise KeyError(base)
        return sense.third

    def forms(self) -> frozenset[str]:
        """Every form of every verb."""
        return frozenset(self._by_form())

    def with_verbs(self, extra: Iterable[VerbSense]) -> Lexicon:
        """This lexicon with further verbs, which win over those here: a verb of the same base is replaced
        whole, and any other form that both have means the new verb. Of two new ones the later wins.
        """
        senses = {sense.base: sense for sense in self._senses}
        for sense in extra:
            senses.pop(sense.base, None)
            senses[sense.base] = sense
        return Lexicon(senses.values())


@cache
def default_lexicon() -> Lexicon:
    """The built-in English verbs, read once."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return Lexicon(_row(line) for line in lines[1:])


def _row(line: str) -> VerbSense:
    base, third, past, participle, force, commitment, stance, also = line.split("\t")
    return VerbSense(
        base,
        third,
        past,
        participle,
        cast(Force, force),
        cast(Commitment, commitment),
        cast(Stance, stance),
        tuple(also.split(";")) if also else (),
    )


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


# --- inflection of a map's own verbs ---------------------------------------------------------------

# Past, and past participle where it differs; `_PREFIXES` may stand before them.
_IRREGULAR_TEXT: Final = """
bear:bore/borne become:became/become begin:began/begun beseech:besought/beseeched bet:bet bid:bid
bind:bound bite:bit/bitten break:broke/broken bring:brought broadcast:broadcast build:built buy:bought
cast:cast catch:caught choose:chose/chosen cling:clung come:came/come cut:cut deal:dealt draw:drew/drawn
drive:drove/driven eat:ate/eaten fall:fell/fallen feel:felt fight:fought find:found flee:fled fling:flung
fly:flew/flown forbid:forbade/forbidden forget:forgot/forgotten forgive:forgave/forgiven
forgo:forwent/forgone forsake:forsook/forsaken forswear:forswore/forsworn gainsay:gainsaid get:got
give:gave/given go:went/gone grow:grew/grown hear:heard hide:hid/hidden hit:hit hold:held hurt:hurt
keep:kept know:knew/known lay:laid lead:led leave:left lend:lent let:let lose:lost make:made mean:meant
meet:met pay:paid put:put quit:quit read:read retell:retold rethink:rethought rewrite:rewrote/rewritten
ride:rode/ridden ring:rang/rung rise:rose/risen run:ran/run say:said see:saw/seen seek:sought sell:sold
send:sent set:set shake:shook/shaken shed:shed shoot:shot show:showed/shown shut:shut sing:sang/sung
sit:sat sling:slung speak:spoke/spoken spend:spent spin:spun split:split spread:spread stand:stood
steal:stole/stolen stick:stuck strike:struck strive:strove/striven swear:swore/sworn sweep:swept
swing:swung take:took/taken teach:taught tear:tore/torn tell:told think:thought throw:threw/thrown
understand:understood upset:upset wear:wore/worn win:won wind:wound write:wrote/written
"""
_PREFIXES: Final = ("counter", "under", "over", "fore", "with", "out", "mis", "up", "un")

# Verbs of several syllables whose last consonant doubles: they are stressed on the last, which spelling
# does not show, or usage doubles it all the same.
_DOUBLING_TEXT: Final = """
abet abhor acquit admit allot aver begin commit concur confer defer demur deter dial emit equip forget
fuel incur infer occur omit outwit permit prefer rebut recur refer regret remit sidestep submit transfer
transmit worship
"""
_VOWELS: Final = frozenset("aeiou")
_Forms = tuple[str, str, str, str, tuple[str, ...]]
_BE: Final[_Forms] = ("be", "is", "was", "being", ("are", "were", "been"))
_HAVE: Final[_Forms] = ("have", "has", "had", "having", ())


def inflect(base_or_third: str, force: Force, stance: Stance = "neutral") -> VerbSense:
    """A map's own verb with its forms, given in its plain form or third person: ``tweet``, ``tweets``.

    In a verb of several words the first is inflected (``rails against``, ``railed against``). A verb that
    is in the built-in lexicon keeps the forms it has there, so that giving it another force gives it that
    force in every form and spelling. Else the rules of English spelling and a list of common irregular
    verbs apply; a final consonant is doubled only where that is certain. The commitment is that of the
    force. Raises ValueError when there is no word.
    """
    words = _plain(base_or_third)
    if not words:
        raise ValueError("a verb needs at least one word")
    commitment = COMMITMENT_OF_FORCE[force]
    known = default_lexicon().find(words)
    # A word that is only the past of a known verb is a verb of its own: found is no form of find here.
    if known is not None and (words == known.base or words not in (known.past, known.participle)):
        return known._replace(force=force, commitment=commitment, stance=stance)
    first, space, rest = words.partition(" ")
    rest = space + rest
    base, third, past, participle, also = _conjugate(first)
    return VerbSense(
        base + rest,
        third + rest,
        past + rest,
        participle + rest,
        force,
        commitment,
        stance,
        tuple(form + rest for form in also),
    )


def _conjugate(word: str) -> _Forms:
    """Base, third person, past, participle in -ing, further forms."""
    if word in ("be", "is", "are"):
        return _BE
    if word in ("have", "has"):
        return _HAVE
    head, hyphen, tail = word.rpartition("-")
    head += hyphen
    base = _base(tail)
    prefix, stem = _split(base)
    head += prefix
    past, *also = _irregular_table().get(stem) or (_past(stem),)
    more = tuple(head + form for form in also)
    return head + stem, head + _third(stem), head + past, head + _participle(stem), more


def _base(word: str) -> str:
    """The plain form of a verb in its plain form or third person."""
    if not word.endswith("s") or len(word) < 3 or word.endswith(("ss", "us", "is", "as")):
        return word
    if word.endswith("ies") and len(word) > 4 and word not in ("belies", "unties", "underlies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes", "focuses")):
        return word[:-2]
    return word[:-1]


def _split(base: str) -> tuple[str, str]:
    """A compound of an irregular verb as its prefix and that verb (outbid, foretell); else no prefix."""
    table = _irregular_table()
    if base not in table:
        for prefix in _PREFIXES:
            stem = base.removeprefix(prefix)
            if stem != base and stem in table:
                return prefix, stem
    return "", base


@cache
def _irregular_table() -> dict[str, tuple[str, ...]]:
    pairs = (entry.split(":") for entry in _IRREGULAR_TEXT.split())
    return {base: tuple(forms.split("/")) for base, forms in pairs}


@cache
def _doubling() -> frozenset[str]:
    return frozenset(_DOUBLING_TEXT.split())


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")) and base != "stomach":
        return base + "es"
    if base.endswith(("y", "o")) and base[-2:-1] not in _VOWELS and len(base) > 1:
        return base[:-1] + "ies" if base.endswith("y") else base + "es"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return _stem(base) + "ed"


def _participle(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and len(base) > 2 and base[-2] not in "eoy":
        return base[:-1] + "ing"
    return _stem(base) + "ing"


def _stem(base: str) -> str:
    """The base as it stands before -ed and -ing."""
    if base.endswith("ic"):
        return base + "k"
    if base in _doubling():
        return base + base[-1]
    spelled = base.replace("qu", "kw")  # the u of qu is no vowel
    if len(spelled) < 2 or spelled[-1] in "aeiouhwxy" or spelled[-2] not in _VOWELS:
        return base
    if spelled[-3:-2] in _VOWELS:
        return base
    one_syllable = sum(letter in _VOWELS for letter in spelled) == 1 and "y" not in spelled
    # British spelling doubles every such l: signalled, counselled.
    return base + base[-1] if one_syllable or (base[-1] == "l" and base != "parallel") else base
