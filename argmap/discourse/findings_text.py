"""Findings as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from argmap.diagnostics.text import in_one_line
from argmap.discourse.base import Discourse, is_author, is_someone
from argmap.discourse.evidence import Passage, Shown, Witness
from argmap.discourse.finding import FINDING_KINDS, Finding, FindingKind
from argmap.discourse.findings import figures, findings
from argmap.model.nodes import Attribution, Statement, Voice

__all__ = ["MapFindings", "render_findings", "to_csv", "to_json"]

HEADINGS: Final[dict[FindingKind, str]] = {
    "contradiction": "Voices against themselves",
    "change-of-mind": "Changes of mind",
    "dropped-promise": "Promises dropped",
    "disputed-report": "Reports disputed by whom they are about",
    "confirmed-report": "Reports confirmed by whom they are about",
    "agreement": "Agreements",
    "conflict": "Conflicts",
    "endorsed": "What the author endorses",
    "rejected": "What the author rejects",
    "left-open": "What the author leaves open",
    "kept-at-a-distance": "What the author keeps a distance from",
    "used-not-endorsed": "Grounds of the author that the author is not said to hold",
    "one-voice": "Claims that rest on a single voice alone",
    "unnamed-voices": "Claims that rest on unnamed voices alone",
    "one-outlet": "Claims that rest on what one outlet reports alone",
}
"""What each kind stands under."""

_NAMED = 6
"""Statements of two voices that are named in the table."""


class MapFindings(NamedTuple):
    """A map of which findings are asked for."""

    file: str
    discourse: Discourse
    witness: Witness


def render_findings(
    map: MapFindings, kinds: Collection[FindingKind] | None = None, voice: str | None = None, colour: bool = False
) -> str:
    """What `argmap findings` prints of one map. Agreements and conflicts are put together, two voices a line, unless
    they are asked for by their kinds."""
    out: list[str] = []
    last: FindingKind | None = None
    full = [k for k in FINDING_KINDS if (k not in ("agreement", "conflict") if kinds is None else k in kinds)]
    for finding in findings(map.discourse, full, voice):
        if finding.kind != last:
            out += [""] * bool(out) + [_paint(HEADINGS[finding.kind], "1", colour)]
            last = finding.kind
        out += _finding(map, finding, colour)
    if kinds is None:
        table = list(_table(map.discourse, voice))
        if table:
            out += [""] * bool(out) + [_paint("Who stands with whom, and against whom", "1", colour), *table]
    return "".join(line + "\n" for line in out) or "nothing found\n"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _finding(map: MapFindings, finding: Finding, colour: bool) -> Iterator[str]:
    yield f"  {_named(map.discourse, finding.message)}"
    nodes = {e.node for e in finding.evidence}
    for id in finding.statements:
        statement = map.discourse.map[id]
        if id not in nodes and isinstance(statement, Statement):
            yield f"      {id}: {in_one_line(statement.text)}"
    told: set[Passage] = set()
    for shown in map.witness.all(finding.evidence):
        at = f"{shown.file}:{shown.line}:{shown.column}" if shown.file else shown.node
        yield f"    {_paint(in_one_line(at), '36', colour)} {shown.role}: {in_one_line(_words(map, finding, shown))}"
        for passage in shown.passages:
            again = f"      {passage.place}: the same words"
            yield again if passage in told else f"      {passage.place}: {in_one_line(passage.words)}"
            told.add(passage)
        words = () if shown.passages else shown.quotes or shown.cue
        if words:
            yield "      " + " ".join(f"“{in_one_line(part)}”" for part in words)


def _named(discourse: Discourse, message: str) -> str:
    """A message with the names of the voices, the first time with the ID behind it."""
    told: set[str] = set()

    def name(match: re.Match[str]) -> str:
        id = match[1]
        voice = discourse.map.get(id)
        if not isinstance(voice, Voice) or voice.name == id:
            return match[0]
        plain = id in told or is_author(id) or is_someone(id)
        told.add(id)
        return voice.name if plain else f"{voice.name} (`{id}`)"

    return in_one_line(re.sub(r"`([^`]+)`", name, message))


def _words(map: MapFindings, finding: Finding, shown: Shown) -> str:
    """What a node is; of an act also what it is about, where the finding is about something else."""
    about = map.discourse.map.get(shown.statement) if shown.statement else None
    if (
        isinstance(map.discourse.map[shown.node], Attribution)
        and isinstance(about, Statement)
        and about.id not in finding.statements
    ):
        return f"{shown.words}: {about.text}"
    return shown.words


def _table(discourse: Discourse, voice: str | None) -> Iterator[str]:
    """Two voices a line, with the figures and what they are about."""
    over: dict[tuple[frozenset[str], str], list[str]] = {}
    for finding in findings(discourse, ("agreement", "conflict"), voice):
        over.setdefault((frozenset(finding.voices), finding.kind), []).append(" / ".join(finding.statements))
    rows = [
        (row, over.get((frozenset(row[:2]), "agreement"), ()), over.get((frozenset(row[:2]), "conflict"), ()))
        for row in figures(discourse, voice)
    ]
    if rows:
        yield "   agree  differ"
    for row, agreed, differed in rows:
        names = _named(discourse, f"`{row.one}`, `{row.other}`")
        parts = [f"together over {_some(agreed)}"] * bool(agreed) + [f"apart over {_some(differed)}"] * bool(differed)
        yield f"  {row.agreements:>6,}  {row.conflicts:>6,}  {names}: {'; '.join(parts)}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


# -- for programs ------------------------------------------------------------------------------------------------


def to_json(maps: Iterable[MapFindings], kinds: Collection[FindingKind] | None = None, voice: str | None = None) -> str:
    """All findings of some maps as JSON text; `docs/discourse.md` says what the keys mean."""
    whole = {"version": 1, "maps": [_to_dict(map, kinds, voice) for map in maps]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _to_dict(map: MapFindings, kinds: Collection[FindingKind] | None, voice: str | None) -> dict[str, Any]:
    return {
        "file": map.file,
        "id": map.discourse.map.id,
        "title": map.discourse.map.title,
        "findings": [
            {
                "id": finding.id,
                "kind": finding.kind,
                "message": finding.message,
                "voices": list(finding.voices),
                "statements": list(finding.statements),
                "evidence": [_shown(shown) for shown in map.witness.all(finding.evidence)],
            }
            for finding in findings(map.discourse, kinds, voice)
        ],
        "figures": [row._asdict() for row in figures(map.discourse, voice)]
        if kinds is None or not {"agreement", "conflict"}.isdisjoint(kinds)
        else [],
    }


def _shown(shown: Shown) -> dict[str, Any]:
    passages = [{**p._asdict(), "place": p.place} for p in shown.passages]
    return {**shown._asdict(), "quotes": list(shown.quotes), "cue": list(shown.cue), "passages": passages}


_COLUMNS: Final = (
    *("map", "finding", "kind", "message", "voices", "statements", "number", "node", "role", "file", "line"),
    *("words", "quotes", "cue", "place", "article"),
)


def to_csv(maps: Iterable[MapFindings], kinds: Collection[FindingKind] | None = None, voice: str | None = None) -> str:
    """All findings of some maps as CSV (RFC 4180, but for line ends of one character): a row for each node that shows
    one. Several voices, statements, quotes and passages stand in one field with ` | ` between."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for map in maps:
        for finding in findings(map.discourse, kinds, voice):
            for number, shown in enumerate(map.witness.all(finding.evidence), 1):
                rows.writerow(
                    (
                        *(map.file, finding.id, finding.kind, finding.message, _joined(finding.voices)),
                        *(_joined(finding.statements), number, shown.node, shown.role, shown.file, shown.line),
                        *(shown.words, _joined(shown.quotes), _joined(shown.cue)),
                        *(_joined(p.place for p in shown.passages), _joined(p.words for p in shown.passages)),
                    )
                )
    return out.getvalue()


def _joined(parts: Iterable[str]) -> str:
    return " | ".join(parts)
