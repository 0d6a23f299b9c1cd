"""One voice of a map: what it is committed to, what others say of it, where it contradicts itself, who is with it.

As data (`voice_report`), and as text, JSON and CSV.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal
from unicodedata import normalize

from argmap.counting import count
from argmap.diagnostics.text import in_one_line
from argmap.discourse.agreement import Agreement, Then
from argmap.discourse.commitments import KINDS, Entry, Kind, Order, replaces
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Claim, Naming, Premise, Statement, Voice, VoiceKind
from argmap.model.wording import deed, name_of

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse
    from argmap.discourse.commitments import Standing
    from argmap.discourse.conflicts import Conflict

__all__ = [
    "HOLDINGS",
    "Act",
    "Commitment",
    "Contradiction",
    "Reported",
    "VoiceReport",
    "With",
    "find_voice",
    "names_of",
    "render_report",
    "reports_to_csv",
    "reports_to_json",
    "voice_report",
]

HOLDINGS: Final[dict[Kind, str]] = {
    "held": "Holds",
    "owed": "Owes: promised or decided",
    "rejected": "Rejects",
    "open": "Leaves open",
    "asked": "Asks of others",
    "wanted": "Wants",
    "offered": "Offers",
    "withdrawn": "Withdrew",
}
"""The kinds of commitments in words, in the order in which they are shown."""

assert tuple(HOLDINGS) == KINDS

_BEFORE: Final[dict[Kind, str]] = {
    "held": "held",
    "owed": "promised",
    "rejected": "rejected",
    "open": "left open",
    "asked": "asked",
    "wanted": "wanted",
    "offered": "offered",
}

_ORDERS: Final[dict[Order, str]] = {
    "dates": "",
    "text": "the last word by its place in the map; no dates",
    "unknown": "not known whether this is the last word",
}


@dataclass(frozen=True, slots=True)
class Act:
    """A node that shows something of a voice."""

    node: str
    """ID of the attribution, claim or premise."""
    deed: str
    """In words: `Ana Ruiz does not accept, on 2026-03`."""
    file: str | None
    line: int | None
    """Where it stands, lines from 1; `None` where the map was not read from a file."""
    date: str | None
    """When, as it is written."""
    quotes: tuple[str, ...]
    """The words that the map quotes for it."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a voice took back."""

    kind: Kind
    since: str | None
    """Date of the first act of the kind, where one is dated."""
    acts: tuple[str, ...]
    """IDs of what it rested on."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a voice is committed to."""

    kind: Kind
    content: str
    """ID of the statement, or of the attribution that took place according to the voice."""
    text: str
    """The statement's text, or the attribution in words."""
    of: tuple[str, ...]
    """For what is asked: names of those of whom."""
    order: Order
    """How it is known that it is the voice's last word (`argmap.discourse.commitments.Order`)."""
    since: str | None
    """Date of the first act, where all are dated."""
    sure: bool
    """Whether it is certain at the time asked for."""
    acts: tuple[Act, ...]
    """What it rests on."""
    before: tuple[Before, ...]
    """Of what was withdrawn: what had been there."""


@dataclass(frozen=True, slots=True)
class Reported:
    """An act of the voice that stands in somebody's speech, and binds it to nothing."""

    by: tuple[str, ...]
    """IDs of those in whose speech it stands, the voice itself aside."""
    names: tuple[str, ...]
    """Their names."""
    content: str
    text: str
    """ID and text of the statement, or of the attribution in words."""
    act: Act


@dataclass(frozen=True, slots=True)
class PassedOn:
    """An act of others that is reported `via` the voice."""

    names: tuple[str, ...]
    """Names of those whose act it is."""
    content: str
    text: str
    """ID and text of the statement, or of the attribution in words."""
    act: Act


@dataclass(frozen=True, slots=True)
class Dropped:
    """A promise of which nothing is left in the end."""

    content: str
    text: str
    """ID and text of the statement."""
    promise: Act
    end: Act
    """With what it was withdrawn, or rejected."""
    taken_back: bool
    """Whether it was withdrawn, and not rejected."""
    reasons: tuple[Act, ...]
    """What the voice said in support of that."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two commitments of the voice that exclude each other, at once or one after the other."""

    how: Literal["both", "later", "withdrawn"]
    """Both at once for all that is known; the second certainly later; the first withdrawn."""
    first: Act
    first_text: str
    second: Act
    second_text: str
    because: str | None
    """ID of the `contradicts` line or the question that sets them against each other; `None` for a thing and its
    denial."""
    withdrawal: Act | None


@dataclass(frozen=True, slots=True)
class With:
    """Another voice, and the statements on which the two stand on the same side or cannot both be right."""

    voice: str
    name: str
    agree: tuple[str, ...]
    """IDs of the statements, each once."""
    conflict: tuple[str, ...]
    """IDs of the voice's own statements to which the other's stand is opposed, each once."""
    unsure_agree: tuple[str, ...]
    unsure_conflict: tuple[str, ...]
    """Those of each that are not certain at the time asked for."""


@dataclass(frozen=True, slots=True)
class VoiceReport:
    """All that a map tells of one voice."""

    voice: str
    """ID of the voice."""
    name: str
    kind: VoiceKind | None
    naming: Naming
    role: str | None
    of: tuple[str, ...]
    """Names of the voices of which it is a member."""
    at: str | None
    """The time asked for; `None` for all that the map tells."""
    commitments: tuple[Commitment, ...]
    """By kind, then in the order of the map."""
    reported: tuple[Reported, ...]
    """In the order of the map."""
    passes_on: tuple[PassedOn, ...]
    """In the order of the map."""
    dropped: tuple[Dropped, ...]
    """In the order of the map."""
    contradictions: tuple[Contradiction, ...]
    others: tuple[With, ...]
    """Most statements first."""

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values; all keys are always there."""
        return asdict(self)


def find_voice(map: ArgumentMap, words: str) -> str | None:
    """ID of the voice that words mean: its ID, its name in full, or one of its other names (`also`); letter case and
    the width of spaces do not matter in names. Of several voices of one name the first. `None` where there is none."""
    if isinstance(map.get(words), Voice):
        return words
    plain = _plain(words)
    for voice in _voices(map):
        if plain in (_plain(name) for name in (voice.name, *voice.also)):
            return voice.id
    return None


def names_of(map: ArgumentMap) -> list[str]:
    """All that `find_voice` knows voices by."""
    return [name for voice in _voices(map) for name in (voice.id, voice.name, *voice.also)]


def _voices(map: ArgumentMap) -> list[Voice]:
    extra = (map.get(id) for id in ("author", "someone"))
    return list({voice.id: voice for voice in (*map.voices, *extra) if isinstance(voice, Voice)}.values())


def _plain(words: str) -> str:
    return " ".join(normalize("NFC", words).casefold().split())


# -- what is told ----------------------------------------------------------------------------------------------


def voice_report(discourse: Discourse, voice: str, at: str | None = None) -> VoiceReport:
    """What a map tells of a voice at the end of the time `at` (a date, ISO 8601-2), without what is certainly later; or
    all that it tells. Raises `KeyError` for a voice that is not there, `ValueError` for an `at` in words."""
    map = discourse.map
    node = map[voice]
    if not isinstance(node, Voice):
        raise KeyError(voice)
    sides = Agreement(discourse, at=at)
    then = sides.then
    store = discourse.commitments.store(voice) if then is None else then.store(voice)
    past = sides.discourse
    rank = {kind: n for n, kind in enumerate(KINDS)}
    standings = sorted(store.standings, key=lambda s: rank[s.kind])
    return VoiceReport(
        voice=voice,
        name=node.name,
        kind=node.kind,
        naming=node.naming,
        role=node.role,
        of=tuple(name_of(map, id) for id in node.of),
        at=at,
        commitments=tuple(_commitment(past, s) for s in standings),
        reported=tuple(_reported(map, (a for a in map.attributions if not _later(then, a)), voice)),
        passes_on=tuple(_passed_on(map, (a for a in map.attributions if not _later(then, a)), voice)),
        dropped=tuple(_dropped(past, voice)),
        contradictions=tuple(_contradiction(map, c) for c in past.conflicts if c.voice == voice),
        others=_others(sides, voice),
    )


def _later(then: Then | None, act: Attribution) -> bool:
    return then is not None and then.told_later(act)


def _text(map: ArgumentMap, id: str) -> str:
    node = map[id]
    if isinstance(node, Attribution):
        inner = _end(map, node)
        return f"{deed(map, node)}: {inner.text}" if inner is not None else deed(map, node)
    return node.text if isinstance(node, Statement) else id


def _end(map: ArgumentMap, act: Attribution) -> Statement | None:
    node = map.get(act.content)
    seen = {act.id}
    while isinstance(node, Attribution) and node.id not in seen:
        seen.add(node.id)
        node = map.get(node.content)
    return node if isinstance(node, Statement) else None


def _act(map: ArgumentMap, id: str, date: str | None = None) -> Act:
    node = map[id]
    if isinstance(node, Attribution):
        words, date = deed(map, node), date or node.date
    elif isinstance(node, Claim | Premise):
        words = f"{name_of(map, _author(map, id))} {'asserts' if isinstance(node, Claim) else 'uses as a ground'}"
    else:
        words = id
    place = map.place_of(id)
    return Act(
        node=id,
        deed=words,
        file=place.file if place else None,
        line=place.line if place else None,
        date=date,
        quotes=tuple(quote.text for quote in map.quotes_of(id)),
    )


def _author(map: ArgumentMap, id: str) -> str:
    prefix = id.partition("/")[0].rpartition(".")[0]
    own = f"{prefix}.author" if prefix else "author"
    return own if own in map else "author"


def _commitment(discourse: Discourse, standing: Standing) -> Commitment:
    map = discourse.map
    entries: dict[str, Entry] = {}
    for entry in standing.entries:
        entries.setdefault(entry.by, entry)
    asked = (to for entry in standing.entries for to in entry.to) if standing.kind == "asked" else ()
    return Commitment(
        kind=standing.kind,
        content=standing.content,
        text=_text(map, standing.content),
        of=tuple(name_of(map, to) for to in dict.fromkeys(asked)),
        order=standing.order,
        since=standing.since,
        sure=standing.sure,
        acts=tuple(_act(map, entry.by, entry.date) for entry in entries.values()),
        before=tuple(_before(discourse, standing)) if standing.kind == "withdrawn" else (),
    )


def _before(discourse: Discourse, standing: Standing) -> Iterator[Before]:
    """What a withdrawal took the place of."""
    by_kind: defaultdict[Kind, list[Entry]] = defaultdict(list)
    for entry in discourse.commitments.by_content.get(standing.content, ()):
        if entry.voice == standing.voice and any(replaces(end, entry) for end in standing.entries):
            by_kind[entry.kind].append(entry)
    for kind in KINDS:
        if kind in by_kind:
            dated = sorted((e for e in by_kind[kind] if e.when), key=lambda e: e.when or (0, 0))
            yield Before(kind, dated[0].date if dated else None, tuple(e.by for e in by_kind[kind]))


def _dropped(discourse: Discourse, voice: str) -> Iterator[Dropped]:
    from argmap.discourse.findings import findings

    map = discourse.map
    for found in findings(discourse, {"dropped-promise"}, voice):
        promise, end, *reasons = found.evidence
        (content,) = found.statements
        yield Dropped(
            content=content,
            text=_text(map, content),
            promise=_act(map, promise.node, _date(discourse, promise.node)),
            end=_act(map, end.node, _date(discourse, end.node)),
            taken_back=discourse.map.verb_of(_attribution(map, end.node)).commitment == "withdraws",
            reasons=tuple(_act(map, reason.node, _date(discourse, reason.node)) for reason in reasons),
        )


def _attribution(map: ArgumentMap, id: str) -> Attribution:
    node = map[id]
    assert isinstance(node, Attribution)
    return node


def _date(discourse: Discourse, id: str) -> str | None:
    node = discourse.map[id]
    return discourse.date_of(node) if isinstance(node, Attribution) else None


def _passed_on(map: ArgumentMap, acts: Iterable[Attribution], voice: str) -> Iterator[PassedOn]:
    for act in acts:
        if voice in act.via and any(v != voice for v in act.voices):
            names = tuple(name_of(map, v) for v in act.voices)
            yield PassedOn(names, act.content, _text(map, act.content), _act(map, act.id))


def _reported(map: ArgumentMap, acts: Iterable[Attribution], voice: str) -> Iterator[Reported]:
    for act in acts:
        if act.within is None or voice not in act.voices:
            continue
        outer = map[act.within]
        by = tuple(v for v in outer.voices if v != voice) if isinstance(outer, Attribution) else ()
        if by:
            names = tuple(name_of(map, v) for v in by)
            yield Reported(by, names, act.content, _text(map, act.content), _act(map, act.id))


def _contradiction(map: ArgumentMap, found: Conflict) -> Contradiction:
    return Contradiction(
        how=found.how,
        first=_act(map, found.first),
        first_text=_matter(map, found.first),
        second=_act(map, found.second),
        second_text=_matter(map, found.second),
        because=found.because,
        withdrawal=_act(map, found.withdrawal) if found.withdrawal is not None else None,
    )


def _matter(map: ArgumentMap, id: str) -> str:
    node = map[id]
    return _text(map, node.content) if isinstance(node, Attribution) else _text(map, id)


def _others(sides: Agreement, voice: str) -> tuple[With, ...]:
    # By voice and kind, whether each statement is certain.
    found: defaultdict[str, dict[str, dict[str, bool]]] = defaultdict(lambda: {"agreement": {}, "conflict": {}})
    for meeting in sides.meetings(voice):
        on = found[meeting.other.voice][meeting.kind]
        sure = meeting.one.sure and meeting.other.sure
        on[meeting.one.content] = on.get(meeting.one.content, False) or sure
    rows = []
    for other, kinds in found.items():
        agree, conflict = kinds["agreement"], kinds["conflict"]
        unsure = (tuple(id for id, sure in on.items() if not sure) for on in (agree, conflict))
        rows.append(With(other, name_of(sides.discourse.map, other), tuple(agree), tuple(conflict), *unsure))
    return tuple(sorted(rows, key=lambda row: -len(row.agree) - len(row.conflict)))


# -- as JSON and CSV -------------------------------------------------------------------------------------------

_FIELDS: Final = tuple("voice kind content text of order since sure act deed date line quotes".split())


def reports_to_json(found: Iterable[tuple[str, VoiceReport]]) -> str:
    """Reports, each with its file, as `argmap voices MAP VOICE --format json` prints them."""
    whole = {"version": 1, "maps": [{"file": file, **one.to_dict()} for file, one in found]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def reports_to_csv(found: Iterable[tuple[str, VoiceReport]]) -> str:
    """The commitments as CSV, a row for each act on which one rests."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["file", *_FIELDS])
    for file, report in found:
        for c in report.commitments:
            for act in c.acts:
                row: list[object] = [report.voice, c.kind, c.content, c.text, "; ".join(c.of), c.order, c.since]
                row += ["yes" if c.sure else "no", act.node, act.deed, act.date, act.line, " / ".join(act.quotes)]
                writer.writerow([file, *row])
    return out.getvalue()


# -- as text ---------------------------------------------------------------------------------------------------


def render_report(report: VoiceReport, texts: Mapping[str, str], file: str) -> str:
    """The report as text. `texts` has the text of each statement of the map, by its ID; `file` is the map's file."""
    told = [report.kind or "", report.naming if report.naming != "named" else "", report.role or ""]
    told += [f"of {' and '.join(report.of)}"] if report.of else []
    head = f"{report.name} ({report.voice})" + "".join(f", {part}" for part in told if part)
    out = [f"{head}, in {file}"]
    if report.at is not None:
        out.append(f"at the end of {report.at}")
    if not report.commitments:
        out += ["", "The map commits it to nothing" + (f" at {report.at}" if report.at else "")]
    kind: Kind | None = None
    for c in report.commitments:
        if c.kind != kind:
            kind = c.kind
            out += ["", HOLDINGS[kind]]
        out += _told(c, file)
    if report.reported:
        out += ["", "Said of it in others' speech, which binds it to nothing"]
        for r in report.reported:
            out += [f"  {r.text} [{r.content}]", *_shown(r.act, file, f", says {' and '.join(r.names)}")]
    if report.passes_on:
        out += ["", "Passes on"]
        for p in report.passes_on:
            out += [f"  {p.text} [{p.content}]", *_shown(p.act, file)]
    if report.dropped:
        out += ["", "Promises dropped"]
        for d in report.dropped:
            out += [f"  {d.text} [{d.content}]", *_shown(d.promise, file)]
            out += [f"  and {'took it back' if d.taken_back else 'rejected it later'}", *_shown(d.end, file)]
            for reason in d.reasons:
                out += ["  since", *_shown(reason, file)]
    for title, hows in (("Against itself", ("both",)), ("Changes of mind", ("later", "withdrawn"))):
        some = [c for c in report.contradictions if c.how in hows]
        if some:
            out += ["", title]
            for c_ in some:
                out += _clash(c_, file)
    for title, name in (("Agrees with", "agree"), ("In conflict with", "conflict")):
        rows = [(o, getattr(o, name), getattr(o, f"unsure_{name}")) for o in report.others if getattr(o, name)]
        if rows:
            out += ["", title]
            for other, ids, unsure in rows:
                out.append(f"  {other.name}, on {count(len(ids), 'statement')}")
                for id in ids:
                    note = " (not certain at that time)" if id in unsure else ""
                    out.append(f"      {texts.get(id, id)} [{id}]{note}")
    return "\n".join(in_one_line(line).rstrip() for line in out) + "\n"


def _told(c: Commitment, file: str) -> list[str]:
    notes = [f"of {' and '.join(c.of)}" if c.of else "", f"since {c.since}" if c.since else "", _ORDERS[c.order]]
    notes[2:2] = [_BEFORE[b.kind] + (f" on {b.since}" if b.since else " before") for b in c.before]
    if not c.sure and c.order != "unknown":
        notes.append("not certain at that time")
    said = "; ".join(note for note in notes if note)
    out = [f"  {c.text} [{c.content}]" + (f" ({said})" if said else "")]
    for act in c.acts:
        out += _shown(act, file)
    return out


def _shown(act: Act, file: str, says: str = "") -> list[str]:
    other = f"{act.file}, " if act.file not in (None, file) else ""
    place = f"{other}line {act.line}: " if act.line is not None else ""
    date = f", on {act.date}" if act.date and f"on {act.date}" not in act.deed else ""
    return [f"      {place}{act.deed}{date}{says}", *(f"        “{quote}”" for quote in act.quotes)]


def _clash(c: Contradiction, file: str) -> list[str]:
    how = {"both": "and", "later": "and later", "withdrawn": "and, once that was withdrawn,"}[c.how]
    if c.withdrawal is not None and c.withdrawal.node == c.second.node:
        how = "and withdraws it:"
    out = [f"  {c.first_text}", *_shown(c.first, file), f"  {how} {c.second_text}", *_shown(c.second, file)]
    if c.withdrawal is not None and c.withdrawal.node != c.second.node:
        out += ["  withdrawn here", *_shown(c.withdrawal, file)]
    if c.because is not None:
        out.append(f"  they exclude each other: {c.because}")
    return out
