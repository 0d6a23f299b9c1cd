"""The source audit of a map: who speaks, how often, in whose words, through whom, and what the author makes of it.

What is counted stands with each field. In short: an act is one attribution; one of several voices counts for each of
them, and once in the totals; the author is shown beside the sources, and is none of them.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from argmap.discourse.audit_words import Quoted, quoted_words
from argmap.discourse.base import is_author
from argmap.discourse.commitments import PRO
from argmap.model.lexicon import FORCE_NAMES, Force
from argmap.model.map import Treatment
from argmap.model.nodes import Attribution, Directness, Naming, Position, Statement, Voice, VoiceKind

if TYPE_CHECKING:
    from argmap.anchoring.texts import Texts
    from argmap.discourse.base import Discourse

__all__ = [
    "CSV_FIELDS",
    "DIRECTNESS",
    "KINDS",
    "NAMINGS",
    "TREATMENTS",
    "Audit",
    "Passed",
    "Totals",
    "VoiceFigures",
    "audit",
    "audits_to_csv",
    "audits_to_json",
    "effective_number",
]

DIRECTNESS: Final[tuple[Directness, ...]] = get_args(Directness)
"""`direct`, `mixed`, `indirect`."""
NAMINGS: Final[tuple[Naming, ...]] = get_args(Naming)
"""`named`, `by-role`, `unnamed`."""
KINDS: Final[tuple[VoiceKind | Literal["unknown"], ...]] = (*get_args(VoiceKind), "unknown")
"""The kinds of voices; ``unknown`` where the map does not say."""
TREATMENTS: Final[tuple[Treatment, ...]] = get_args(Treatment)
"""How the author may treat a position, in the order in which it is shown."""

WordsFrom = Literal["article", "map", "both"]
"""Where quoted words were counted; ``both`` where some quotes were found in their article and others were not."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A voice that passes acts on."""

    voice: str
    """ID of the voice."""
    acts: int
    """How many."""


@dataclass(frozen=True, slots=True)
class VoiceFigures:
    """A voice in figures. Every act in which it takes part counts, also one that it shares with others."""

    id: str
    name: str
    author: bool
    """Whether it is the author of the text, or of an included one: no source."""
    kind: VoiceKind | None
    naming: Naming
    role: str | None
    of: tuple[str, ...]
    """IDs of the voices of which it is a member."""
    acts: int
    """Attributions to it: `vouched` and `nested` together."""
    vouched: int
    """Those in the author's own voice: the article vouches for their having taken place."""
    nested: int
    """Those that stand in somebody's speech, and took place according to him."""
    not_made: int
    """Those, of either sort, with an auxiliary: denied, hypothetical, called for or expected."""
    second_hand: int
    """Those that are reported `via` another voice, or stand in the speech of another: not what it tells of itself."""
    joint: int
    """Those that it shares with other voices."""
    forces: dict[Force, int]
    """Acts by force, all sixteen."""
    directness: dict[Directness, int]
    """Acts by how much of them is in the voice's own words (Pareti 2015): a quote that is a sentence, parts of one, no
    words."""
    words: int
    """Words of it in the quotes of these acts. Where the text of the article is at hand they are counted there: each
    word once, with what `…` stands for, and of a quotation inside another as the inner one's; else in the map."""
    words_from: WordsFrom | None
    """Where they were counted; `None` where there are none."""
    words_at_least: bool
    """Whether quotes that were counted in the map are shortened (`…`), so that there are more in truth."""
    words_share: float
    """Its share of all quoted words, from 0 to 1. Words said by several are each one's."""
    treated: dict[Treatment, int]
    """The statements that it is for or against in the end (`Commitments.final`: held, owed, asked, wanted or offered;
    or rejected), by how the author treats them. Those that say the same count once, and one on both sides of which it
    stands, for all that is known, on each; what it leaves open or withdrew is left out. For one that it is against
    `endorses` and `rejects` change places: it is the voice whose side is told."""
    reported_by: tuple[Passed, ...]
    """Who passes its acts on: voices `via` whom they are reported, and those in whose speech they are nested (the
    nearest), the most busy first. An act may have several."""
    passes_on: int
    """Acts of others that it passes on in these ways."""

    @property
    def unnamed(self) -> bool:
        """Whether the text does not identify it."""
        return self.naming == "unnamed"


@dataclass(frozen=True, slots=True)
class Totals:
    """All sources together: every act once, and without what only the author does."""

    voices: int
    """Sources that act; `someone` is one of them."""
    by_kind: dict[str, int]
    """These by kind, `unknown` where the map does not say."""
    by_naming: dict[Naming, int]
    """These by how the text identifies them."""
    spoken_of: tuple[str, ...]
    """IDs of the declared voices that neither act nor pass anything on: members, addressees, authors of sources."""
    acts: int
    vouched: int
    nested: int
    not_made: int
    second_hand: int
    joint: int
    """Acts of several voices."""
    anonymous: int
    """Acts of which every voice is unnamed (`someone` is)."""
    forces: dict[Force, int]
    directness: dict[Directness, int]
    words: int
    words_from: WordsFrom | None
    words_at_least: bool
    article_words: int | None
    """All words of the articles whose text is at hand; `None` where none is."""
    most_quoted: str | None
    """ID of the voice with most quoted words, the first of equals; `None` where nobody is quoted."""
    most_acts: str | None
    """ID of the voice with most acts, the first of equals."""
    effective_by_acts: float
    """Effective number of voices, by acts (`effective_number`)."""
    effective_by_words: float
    """Effective number of voices, by quoted words."""
    author_acts: int
    """Acts of the author alone, which are in none of the other figures."""

    @property
    def anonymous_share(self) -> float:
        """Share of the acts that are anonymous, from 0 to 1."""
        return _share(self.anonymous, self.acts)

    @property
    def anonymous_voices_share(self) -> float:
        """Share of the voices that act that are unnamed, from 0 to 1."""
        return _share(self.by_naming["unnamed"], self.voices)

    @property
    def second_hand_share(self) -> float:
        """Share of the acts that are second-hand, from 0 to 1."""
        return _share(self.second_hand, self.acts)

    @property
    def quoted_share(self) -> float | None:
        """Share of the articles' words that are quoted, from 0 to 1; `None` unless all were counted there."""
        if self.article_words is None or self.words_from not in ("article", None):
            return None
        return _share(self.words, self.article_words)


@dataclass(frozen=True, slots=True)
class Audit:
    """Who speaks in an article, in figures."""

    title: str
    """What the map, else its first source, is called."""
    voices: tuple[VoiceFigures, ...]
    """The declared voices in the order of the map, then `someone` and the author where they act undeclared."""
    totals: Totals

    def to_dict(self) -> dict[str, Any]:
        """The audit as JSON values; all keys are always there. Shares are rounded to four digits."""
        totals = asdict(self.totals)
        for name in ("anonymous_share", "anonymous_voices_share", "second_hand_share", "quoted_share"):
            totals[name] = getattr(self.totals, name)
        whole: dict[str, Any] = _rounded(
            {"title": self.title, "voices": [asdict(v) for v in self.voices], "totals": totals}
        )
        return whole

    def to_json(self) -> str:
        """The audit as JSON text: the same map and texts give the same."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    def to_csv(self) -> str:
        """The voices as CSV, a row each, below a row of names (`CSV_FIELDS`)."""
        return audits_to_csv([(None, self)])

    @property
    def sources(self) -> tuple[VoiceFigures, ...]:
        """The voices that act and are no author: most quoted words first, then most acts, then as they stand."""
        found = (v for v in self.voices if v.acts and not v.author)
        return tuple(sorted(found, key=lambda v: (-v.words, -v.acts)))


CSV_FIELDS: Final[tuple[str, ...]] = (
    *("id", "name", "author", "kind", "naming", "role", "of"),
    *("acts", "vouched", "nested", "not_made", "second_hand", "joint"),
    *(f"force_{force}" for force in FORCE_NAMES),
    *DIRECTNESS,
    *("words", "words_from", "words_at_least", "words_share"),
    *(f"treated_{name}" for name in TREATMENTS),
    *("reported_by", "passes_on"),
)
"""The columns of `Audit.to_csv`. Several voices in a cell have `;` between them."""


def effective_number(counts: Iterable[int]) -> float:
    """How many voices of equal size would be as diverse: 1 / Σ p², p being each one's share of the sum of the counts;
    0.0 where there are none. From 1, all is one voice's, to their number, all have the same.

    M. Laakso and R. Taagepera, "'Effective' number of parties", *Comparative Political Studies* 12 (1979), 3-27; the
    inverse of E. Simpson's index, "Measurement of diversity", *Nature* 163 (1949), 688.
    """
    known = [n for n in counts if n]
    total = sum(known)
    return total * total / sum(n * n for n in known) if total else 0.0


def audits_to_json(found: Iterable[tuple[str, Audit]]) -> str:
    """Several audits, each with its file, as `argmap voices --format json` prints them."""
    whole = {"version": 1, "maps": [{"file": file, **one.to_dict()} for file, one in found]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def audits_to_csv(found: Iterable[tuple[str | None, Audit]]) -> str:
    """Several audits as CSV; with files these are the first column, `file`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for n, (file, one) in enumerate(found):
        first = [] if file is None else [file]
        if n == 0:
            writer.writerow([*(["file"] if first else []), *CSV_FIELDS])
        writer.writerows([*first, *_cells(voice)] for voice in one.voices)
    return out.getvalue()


def _cells(voice: VoiceFigures) -> list[object]:
    row: dict[str, Any] = {name: getattr(voice, name, None) for name in CSV_FIELDS}
    row.update({f"force_{name}": count for name, count in voice.forces.items()})
    row.update(voice.directness.items())
    row.update({f"treated_{name}": count for name, count in voice.treated.items()})
    row["of"] = ";".join(voice.of)
    row["reported_by"] = ";".join(passed.voice for passed in voice.reported_by)
    row["words_share"] = round(voice.words_share, 4)
    for name in ("author", "words_at_least"):
        row[name] = "yes" if row[name] else "no"
    return [row[name] for name in CSV_FIELDS]


# -- counting --------------------------------------------------------------------------------------------------


def audit(discourse: Discourse, texts: Texts | None = None) -> Audit:
    """The source audit of a map. `texts` are those of its sources, as far as they are at hand: quoted words are then
    counted in them. Takes time linear in the map, and in the articles."""
    map = discourse.map
    quoted = quoted_words(map, texts)
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    whole = _Tally()
    anonymous = author_acts = 0
    told = _told(discourse)
    for act in map.attributions:
        sense, direct = map.verb_of(act), map.directness_of(act)
        by = _reporters(discourse, act)
        for voice in dict.fromkeys(act.voices):
            others = [v for v in by if v != voice]
            tallies[voice].add(act, sense.force, direct, others, bool(others) or told[act.id])
        for voice in by:
            if any(v != voice for v in act.voices):
                tallies[voice].passes_on += 1
        sources = [v for v in act.voices if not is_author(v)]
        if not sources:
            author_acts += 1
            continue
        second_hand = told[act.id] or any(v != voice for v in by for voice in sources)
        whole.add(act, sense.force, direct, by, second_hand)
        anonymous += all(_voice(discourse, v).naming == "unnamed" for v in sources)
    ids = dict.fromkeys(v.id for v in map.voices)
    ids.update(dict.fromkeys(v for v, t in sorted(tallies.items(), reverse=True) if t.acts and v not in ids))
    treated = _treated(discourse)
    voices = tuple(_figures(_voice(discourse, id), tallies[id], quoted, treated.get(id, Counter())) for id in ids)
    source = map.first_source
    return Audit(
        title=map.title or (source.title if source else None) or map.id or "",
        voices=voices,
        totals=_totals(voices, whole, anonymous, author_acts, quoted),
    )


class _Tally:
    """Acts added up."""

    def __init__(self) -> None:
        self.acts = self.nested = self.not_made = self.second_hand = self.joint = self.passes_on = 0
        self.forces: Counter[Force] = Counter()
        self.directness: Counter[Directness] = Counter()
        self.by: Counter[str] = Counter()

    def add(self, act: Attribution, force: Force, directness: Directness, by: Sequence[str], second_hand: bool) -> None:
        self.acts += 1
        self.nested += act.within is not None
        self.not_made += act.status != "made"
        self.second_hand += second_hand
        self.joint += len(set(act.voices)) > 1
        self.forces[force] += 1
        self.directness[directness] += 1
        self.by.update(by)


def _reporters(discourse: Discourse, act: Attribution) -> list[str]:
    """Who passes an act on: `via`, and whoever speaks where it is nested."""
    outer = discourse.map[act.within] if act.within is not None else None
    nearest = outer.voices if isinstance(outer, Attribution) else ()
    return list(dict.fromkeys((*act.via, *nearest)))


def _told(discourse: Discourse) -> dict[str, bool]:
    """Whether the speech in which an act stands is itself told by another voice; false for one that is in no speech."""
    map = discourse.map
    known: dict[str, bool] = {}
    for act in map.attributions:
        chain: dict[str, Attribution] = {}
        outer: Attribution | None = act
        while outer is not None and outer.id not in known and outer.id not in chain:
            chain[outer.id] = outer
            above = map[outer.within] if outer.within is not None else None
            outer = above if isinstance(above, Attribution) else None
        for one in reversed(chain.values()):
            speech = map[one.within] if one.within is not None else None
            known[one.id] = isinstance(speech, Attribution) and (
                known.get(speech.id, False) or any(v != w for v in _reporters(discourse, speech) for w in speech.voices)
            )
    return known


def _treated(discourse: Discourse) -> Mapping[str, Counter[Treatment]]:
    """For each voice how the author treats what it holds or rejects in the end."""
    map = discourse.map
    members: defaultdict[str, list[str]] = defaultdict(list)
    for statement in map.statements:
        members[discourse.class_of(statement.id)].append(statement.id)
    known: dict[str, Treatment] = {}
    seen: set[tuple[str, str, bool]] = set()
    found: defaultdict[str, Counter[Treatment]] = defaultdict(Counter)
    for standing in discourse.commitments.final:
        against = standing.kind == "rejected"
        key = standing.voice, standing.content, against
        if key in seen or not (against or standing.kind in PRO) or not isinstance(map[standing.content], Statement):
            continue
        seen.add(key)
        treated = known.get(standing.content)
        if treated is None:
            treated = known[standing.content] = _author_on(discourse, standing.content, members)
        if against and treated in ("endorses", "rejects"):
            treated = "rejects" if treated == "endorses" else "endorses"
        found[standing.voice][treated] += 1
    return found


def _author_on(discourse: Discourse, content: str, members: Mapping[str, Sequence[str]]) -> Treatment:
    """How the author treats a statement and those that say the same: what is known of a position tells it
    (`Discourse.treatment_of`), else what the author asserts."""
    for id in members[content]:
        if isinstance(discourse.map[id], Position):
            treatment = discourse.treatment_of(id)
            if treatment != "reports":
                return treatment
    if content in discourse.author.holds:
        return "endorses"
    return "rejects" if content in discourse.author.denies or content in discourse.excluded else "reports"


def _voice(discourse: Discourse, id: str) -> Voice:
    voice = discourse.map[id]
    assert isinstance(voice, Voice)
    return voice


def _figures(voice: Voice, tally: _Tally, quoted: Quoted, treated: Counter[Treatment]) -> VoiceFigures:
    author = is_author(voice.id)
    words = quoted.of(voice.id)
    by = sorted(tally.by.items(), key=lambda item: (-item[1], item[0]))
    return VoiceFigures(
        id=voice.id,
        name=voice.name,
        author=author,
        kind=voice.kind,
        naming=voice.naming,
        role=voice.role,
        of=voice.of,
        acts=tally.acts,
        vouched=tally.acts - tally.nested,
        nested=tally.nested,
        not_made=tally.not_made,
        second_hand=tally.second_hand,
        joint=tally.joint,
        forces={force: tally.forces[force] for force in FORCE_NAMES},
        directness={name: tally.directness[name] for name in DIRECTNESS},
        words=words.words,
        words_from=words.origin,
        words_at_least=words.at_least,
        words_share=0.0 if author else _share(words.words, quoted.total.words),
        treated={name: 0 if author else treated[name] for name in TREATMENTS},
        reported_by=tuple(Passed(id, count) for id, count in by),
        passes_on=tally.passes_on,
    )


def _totals(voices: Sequence[VoiceFigures], whole: _Tally, anonymous: int, author_acts: int, quoted: Quoted) -> Totals:
    acting = [v for v in voices if v.acts and not v.author]
    kinds = Counter(v.kind or "unknown" for v in acting)
    namings = Counter(v.naming for v in acting)
    quoting = [v for v in acting if v.words]
    return Totals(
        voices=len(acting),
        by_kind={kind: kinds[kind] for kind in KINDS},
        by_naming={naming: namings[naming] for naming in NAMINGS},
        spoken_of=tuple(v.id for v in voices if not v.acts and not v.passes_on and not v.author),
        acts=whole.acts,
        vouched=whole.acts - whole.nested,
        nested=whole.nested,
        not_made=whole.not_made,
        second_hand=whole.second_hand,
        joint=whole.joint,
        anonymous=anonymous,
        forces={force: whole.forces[force] for force in FORCE_NAMES},
        directness={name: whole.directness[name] for name in DIRECTNESS},
        words=quoted.total.words,
        words_from=quoted.total.origin,
        words_at_least=quoted.total.at_least,
        article_words=quoted.article,
        most_quoted=max(quoting, key=lambda v: v.words).id if quoting else None,
        most_acts=max(acting, key=lambda v: v.acts).id if acting else None,
        effective_by_acts=effective_number(v.acts for v in acting),
        effective_by_words=effective_number(v.words for v in acting),
        author_acts=author_acts,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, Mapping):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list | tuple) else value
