"""`findings`: what a map shows of who contradicts whom, who dropped what, and what claims rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from argmap.discourse.base import is_author
from argmap.discourse.finding import FINDING_KINDS, Evidence, Finding, FindingKind
from argmap.model.map import Treatment
from argmap.model.nodes import Attribution, Claim, Position, Premise, Question
from argmap.model.wording import verb_form

if TYPE_CHECKING:
    from argmap.discourse.agreement import Meeting
    from argmap.discourse.base import Discourse
    from argmap.discourse.conflicts import Conflict
    from argmap.discourse.support import Resting

__all__ = ["Figure", "figures", "findings", "listed"]

_MOST = 3
"""Acts that are shown of many."""


def findings(
    discourse: Discourse, kinds: Collection[FindingKind] | None = None, voice: str | None = None
) -> Iterator[Finding]:
    """What a map shows, kind by kind in the order of `FINDING_KINDS`, each kind in the order of the map (agreements and
    conflicts in the order in which the sides are taken); all kinds, or those asked for; with `voice` what it takes part
    in. No two have the same `id`. What is not asked for is not looked for.

    Raises `ValueError` for a kind that there is none of, `KeyError` for a voice that is not in the map.
    """
    for kind in kinds or ():
        if kind not in FINDING_KINDS:
            raise ValueError(f"there is no kind of finding {kind!r}")
    if voice is not None:
        discourse.map[voice]
    return _findings(discourse, FINDING_KINDS if kinds is None else kinds, voice)


def _findings(discourse: Discourse, kinds: Collection[FindingKind], voice: str | None) -> Iterator[Finding]:
    sorts: dict[FindingKind, tuple[Finding, ...]] = {}
    for kind in FINDING_KINDS:
        if kind not in kinds:
            continue
        if kind in ("agreement", "conflict"):
            yield from (_meeting(discourse, kind, m) for m in _meetings(discourse, voice) if m.kind == kind)
            continue
        if kind not in sorts:
            # One look finds several kinds.
            found: defaultdict[FindingKind, list[Finding]] = defaultdict(list)
            for finding in _once(_FIND[kind](discourse)):
                if voice is None or voice in finding.voices:
                    found[finding.kind].append(finding)
            sorts.update({other: tuple(found[other]) for other, find in _FIND.items() if find == _FIND[kind]})
        yield from sorted(sorts[kind], key=lambda f: [discourse.rank.get(e.node, -1) for e in f.evidence])


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of the same kind about the same voices and statements, as one: the first, with what shows the others."""
    kept: dict[str, Finding] = {}
    for finding in found:
        first = kept.get(finding.id)
        if first is not None:
            known = {e.node for e in first.evidence}
            more = tuple(e for e in finding.evidence if e.node not in known)
            finding = Finding(first.kind, first.message, first.voices, first.statements, (*first.evidence, *more))
        kept[finding.id] = finding
    return iter(kept.values())


def listed(ids: Iterable[str]) -> str:
    """IDs as they stand in a message: `a`, `b` and `c`; of many the first three."""
    quoted = [f"`{id}`" for id in ids]
    if len(quoted) > 5:
        quoted[3:] = [f"{len(quoted) - 3} more"]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


# -- a voice against itself --------------------------------------------------------------------------------------


def _against_itself(discourse: Discourse) -> Iterator[Finding]:
    """Contradictions, and changes of mind."""
    last = {
        (s.voice, s.content): s.entries[-1].by
        for s in (discourse.commitments.final if discourse.conflicts else ())
        if s.order == "text" and s.kind in ("held", "owed", "rejected")
    }
    for conflict in discourse.conflicts:
        yield _contradiction(discourse, conflict, last) if conflict.how == "both" else _change(discourse, conflict)


def _content(discourse: Discourse, id: str) -> str:
    """The statement to which an act, a claim or a premise binds its voice."""
    node = discourse.map[id]
    return node.content if isinstance(node, Attribution) else id


def _because(discourse: Discourse, id: str | None) -> tuple[Evidence, ...]:
    if id is None:
        return ()
    question = isinstance(discourse.map[id], Question)
    return (Evidence(id, "the question that both answer" if question else "the line that sets them apart"),)


def _excluding(discourse: Discourse, because: str | None) -> str:
    """Why two statements exclude each other."""
    if because is not None and isinstance(discourse.map[because], Question):
        return f"rival answers of `{because}`"
    return "which contradict each other"


def _contradiction(discourse: Discourse, found: Conflict, last: Mapping[tuple[str, str], str]) -> Finding:
    """`last`: by voice and statement the act that comes last by its place, where none has a date."""
    first, second = _content(discourse, found.first), _content(discourse, found.second)
    if found.because is None:
        same = f"`{first}`" if first == second else f"`{first}`, which says the same as `{second}`"
        message = f"`{found.voice}` both holds and denies {same}"
    else:
        message = f"`{found.voice}` holds both `{first}` and `{second}`, {_excluding(discourse, found.because)}"
    acts = sum(isinstance(discourse.map[id], Attribution) for id in (found.first, found.second))
    by_text = last.get((found.voice, discourse.class_of(first))) if found.because is None else None
    if by_text is not None:
        act = discourse.map[by_text]
        assert isinstance(act, Attribution)
        message += f"; the acts bear no dates; in the order of the text `{verb_form(discourse.map, act)}` comes last"
    elif acts == 2:
        message += "; " + ("the dates do not say" if found.dated else "it is not known") + " which came last"
    evidence = (Evidence(found.first, "the one side"), Evidence(found.second, "the other side"))
    return Finding(
        "contradiction",
        message,
        (found.voice,),
        tuple(dict.fromkeys((first, second))),
        (*evidence, *_because(discourse, found.because)),
    )


def _change(discourse: Discourse, found: Conflict) -> Finding:
    first, second = _content(discourse, found.first), _content(discourse, found.second)
    same = found.because is None
    evidence = [Evidence(found.first, "held first"), Evidence(found.second, "held later")]
    if found.withdrawal is None:
        message = f"`{found.voice}` changed its mind about `{second}`"
        if not same:
            message = (
                f"`{found.voice}` changed its mind: it held `{first}`, and later `{second}`, "
                f"{_excluding(discourse, found.because)}"
            )
        if found.turns:
            times = f"{len(found.turns) - 1:,} times"
            about = f"about `{second}`" if same else f"between `{first}` and `{second}`"
            message = f"`{found.voice}` changed its mind {times} {about}"
            if not same:
                message += f", {_excluding(discourse, found.because)}"
            elif len(found.turns) == 3:
                message = f"`{found.voice}` changed its mind about `{second}`, and changed it back"
            roles = ["held first", *("turned back" if n % 2 else "turned" for n in range(len(found.turns) - 1))]
            evidence = [Evidence(id, role) for id, role in zip(found.turns, roles, strict=True)]
    else:
        message = f"`{found.voice}` changed its mind about `{second}`, and withdrew what it held"
        evidence = [Evidence(found.first, "held until withdrawn"), Evidence(found.second, "the other side")]
        evidence.insert(1, Evidence(found.withdrawal, "withdrawn here"))
        if not same:
            message = (
                f"`{found.voice}` changed its mind: it held `{first}` and `{second}`, "
                f"{_excluding(discourse, found.because)}, and withdrew the first"
            )
    return Finding(
        "change-of-mind",
        message,
        (found.voice,),
        tuple(dict.fromkeys((first, second))),
        (*evidence, *_because(discourse, found.because)),
    )


# -- agreement and conflict --------------------------------------------------------------------------------------


def _meetings(discourse: Discourse, voice: str | None) -> Iterator[Meeting]:
    """Each agreement and each conflict of two voices over the same statements once, in whichever order they are
    found the stand first that comes first in the map."""
    from argmap.discourse.agreement import Agreement

    told: set[tuple[str, str, str, str, str]] = set()
    for meeting in Agreement(discourse).meetings(voice):
        one, other = meeting.one, meeting.other
        if one.number > other.number:
            one, other = other, one
            meeting = meeting._replace(one=one, other=other)
        key = meeting.kind, one.voice, other.voice, one.content, other.content
        if key not in told and (meeting.kind, other.voice, one.voice, other.content, one.content) not in told:
            told.add(key)
            yield meeting


_TAKES: Final = {"for": "is for", "against": "is against"}


def _meeting(discourse: Discourse, kind: FindingKind, found: Meeting) -> Finding:
    one, other = found.one, found.other
    if found.kind == "agreement":
        message = f"`{one.voice}` and `{other.voice}` are both {one.side} `{one.content}`"
    elif found.because is None:
        message = f"`{one.voice}` {_TAKES[one.side]} `{one.content}`, `{other.voice}` {other.side} it"
    else:
        message = (
            f"`{one.voice}` {_TAKES[one.side]} `{one.content}`, `{other.voice}` {other.side} `{other.content}`, "
            f"{_excluding(discourse, found.because)}"
        )
    sides = [(one, f"{one.side} it"), (other, f"{other.side} it")]
    if found.because is not None:
        sides = [(one, "for the one"), (other, "for the other")]
    shown = {entry.by: role for stand, role in sides for entry in stand.entries[:1]}
    if len(shown) < 2:
        by_verb = any(entry.source == "verb" for stand in (one, other) for entry in stand.entries[:1])
        role = f"its verb puts the author {'on the same' if kind == 'agreement' else 'on the other'} side"
        shown = dict.fromkeys(shown, role if by_verb else "they do it together")
    return Finding(
        kind,
        message,
        (one.voice, other.voice),
        tuple(dict.fromkeys((one.content, other.content))),
        (*(Evidence(id, role) for id, role in shown.items()), *_because(discourse, found.because)),
    )


class Figure(NamedTuple):
    """Two voices in figures."""

    one: str
    other: str
    agreements: int
    """Statements on which they are on the same side."""
    conflicts: int
    """Statements, or pairs of statements that exclude each other, over which they are on different sides."""


def figures(discourse: Discourse, voice: str | None = None) -> tuple[Figure, ...]:
    """How often each two voices agree and conflict, those left out that do neither; with `voice` only the pairs of
    which it is one. In the order in which the voices are declared."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rank = discourse.rank
    for meeting in _meetings(discourse, voice):
        pair = sorted((meeting.one.voice, meeting.other.voice), key=lambda v: (rank.get(v, -1), v))
        counts[pair[0], pair[1]][meeting.kind] += 1
    order = sorted(counts, key=lambda pair: [(rank.get(v, -1), v) for v in pair])
    return tuple(Figure(*pair, counts[pair]["agreement"], counts[pair]["conflict"]) for pair in order)


# -- the author --------------------------------------------------------------------------------------------------

_TREATED: Final[Mapping[Treatment, tuple[FindingKind, str, str]]] = {
    "endorses": ("endorsed", "endorses `{}`", "the verb shares it"),
    "rejects": ("rejected", "rejects `{}`", "the verb denies it"),
    "doubts": ("left-open", "leaves `{}` open", "the verb leaves it open"),
    "distances": ("kept-at-a-distance", "keeps a distance from `{}`", "the verb does not vouch for it"),
}
"""For each treatment its kind, what the author does, and what an act of somebody else shows of it."""


def _treated(discourse: Discourse) -> Iterator[Finding]:
    """How the author treats what others hold."""
    map = discourse.map
    members: defaultdict[str, list[str]] = defaultdict(list)
    for position in map.positions:
        members[discourse.class_of(position.id)].append(position.id)
    for position in map.positions:
        treatment = discourse.treatment_of(position.id)
        if position.id in discourse.from_elsewhere or treatment == "reports":
            # What they bring is their author's affair.
            continue
        acts = _vouched(discourse, position.id)
        evidence = _why(discourse, position.id, members[discourse.class_of(position.id)], treatment)
        told = {e.node for e in evidence}
        others = [a for a in acts if not all(is_author(v) for v in a.voices) and a.id not in told]
        kind, words, _ = _TREATED[treatment]
        holders = [a for a in others if map.verb_of(a).commitment in ("for", "none")]
        evidence += [Evidence(a.id, "put forward here") for a in holders[:_MOST]]
        voices = dict.fromkeys(v for a in acts for v in a.voices if not is_author(v))
        yield Finding(
            kind,
            f"the author {words.format(position.id)}",
            ("author", *voices),
            (position.id,),
            tuple(evidence),
        )


def _vouched(discourse: Discourse, id: str) -> list[Attribution]:
    return [a for a in discourse.map.attributions_of(id) if a.within is None and a.status == "made"]


def _why(discourse: Discourse, id: str, same: Collection[str], treatment: Treatment) -> list[Evidence]:
    """What shows how the author treats a position, as `Discourse.treatment_of` has it; `same` are the positions that
    say the same."""
    map = discourse.map
    elsewhere = discourse.from_elsewhere
    for one in (id, *(other for other in same if other != id and other not in elsewhere)):
        if map.treatment_of(one) == treatment:
            act = _showing(discourse, _vouched(discourse, one), treatment)
            return [Evidence(act.id, "the author says so" if "author" in act.voices else _TREATED[treatment][2])]
    own = discourse.class_of(id)
    holds = discourse.author.holds
    if treatment == "endorses":
        return [Evidence(holds[own], "the author claims the same")]
    rival, because = discourse.excluded[own]
    return [Evidence(holds[rival], "the author claims this instead"), *_because(discourse, because)]


def _showing(discourse: Discourse, acts: list[Attribution], treatment: Treatment) -> Attribution:
    """The act that decides how the author treats a position, as `ArgumentMap.treatment_of` does."""
    said = {"for": "endorses", "against": "rejects", "open": "doubts"}
    shown = {"factive": "endorses", "distancing": "distances", "counter-factive": "rejects"}
    by_verb: Attribution | None = None
    for act in acts:
        sense = discourse.map.verb_of(act)
        if "author" in act.voices:
            if said.get(sense.commitment) == treatment:
                return act
        elif by_verb is None and shown.get(act.stance or sense.stance) == treatment:
            by_verb = act
    assert by_verb is not None
    return by_verb


def _used(discourse: Discourse) -> Iterator[Finding]:
    """Positions that the author leans on without holding them."""
    from argmap.discourse.support import used_not_endorsed

    for use in used_not_endorsed(discourse):
        target = discourse.statement_of(discourse.map[use.argument.target]).id
        how = {
            "rejects": "which the author rejects",
            "doubts": "which the author leaves open",
            "distances": "from which the author keeps a distance",
        }.get(use.treatment, "which the author is not said to hold")
        yield Finding(
            "used-not-endorsed",
            f"the author uses `{use.position}`, {how}, as a ground for or against `{target}`"
            if use.argument.step == "undercuts"
            else f"the author leans {'for' if use.argument.step == 'supports' else 'against'} `{target}` on "
            f"`{use.position}`, {how}",
            ("author", *dict.fromkeys(v for act in use.others for v in act.voices if not is_author(v))),
            tuple(dict.fromkeys((use.position, target))),
            (
                Evidence(use.argument.id, "used here"),
                *(Evidence(act.id, "somebody else's words") for act in use.others[:_MOST]),
            ),
        )


# -- what claims rest on -----------------------------------------------------------------------------------------


def _resting(discourse: Discourse) -> Iterator[Finding]:
    from argmap.discourse.support import resting

    for found in resting(discourse):
        yield from _rests(discourse, found)


def _rests(discourse: Discourse, found: Resting) -> Iterator[Finding]:
    node = discourse.map[found.statement]
    assert isinstance(node, Claim | Premise | Position | Question)
    evidence = (
        Evidence(found.statement, "the claim"),
        *(Evidence(act, "its ground") for act in found.acts),
    )
    if found.voice is not None:
        message = f"`{node.id}` rests on `{found.voice}` alone"
        yield Finding("one-voice", message, (found.voice,), (node.id,), evidence)
    if found.unnamed:
        names = listed(found.voices)
        message = f"`{node.id}` rests on unnamed voices alone{', among them' if len(found.voices) > 2 else ':'} {names}"
        yield Finding("unnamed-voices", message, found.voices, (node.id,), evidence)
    if found.outlet is not None:
        message = f"`{node.id}` rests on what `{found.outlet}` reports, and on nothing else"
        yield Finding("one-outlet", message, (found.outlet,), (node.id,), evidence)


def _dropped(discourse: Discourse) -> Iterator[Finding]:
    from argmap.discourse.promises import dropped_promises

    return dropped_promises(discourse)


def _reports(discourse: Discourse) -> Iterator[Finding]:
    from argmap.discourse.reports import reports

    return reports(discourse)


_FIND: Final[Mapping[FindingKind, Callable[[Discourse], Iterator[Finding]]]] = {
    "contradiction": _against_itself,
    "change-of-mind": _against_itself,
    "dropped-promise": _dropped,
    "disputed-report": _reports,
    "confirmed-report": _reports,
    "endorsed": _treated,
    "rejected": _treated,
    "left-open": _treated,
    "kept-at-a-distance": _treated,
    "used-not-endorsed": _used,
    "one-voice": _resting,
    "unnamed-voices": _resting,
    "one-outlet": _resting,
}
