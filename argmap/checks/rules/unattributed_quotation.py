"""W707 unattributed-quotation: quotations of a source that the map attributes to nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from argmap.anchoring.coverage import QuotationCover, coverage
from argmap.checks.held import excerpt, held, place_of
from argmap.checks.view import View
from argmap.counting import count
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Attribution, Mark, Position
from argmap.sources.text import Stretch

__all__ = ["check"]

_SHOWN = 5


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each source from which the map quotes, and of which it leaves quotations out. One of which
    a part is attributed is not left out, and those that a quote may mean of which it is not known where it stands are
    left to the rules about that quote."""
    meant: dict[str, list[Stretch]] = {}
    for anchor in held(view):
        finding = anchor.finding
        places = [Stretch(m.start, m.end) for m in finding.matches] + [s for s in (finding.stretch,) if s]
        meant.setdefault(anchor.source, []).extend(places if finding.match is None and anchor.kind != "cue" else ())
    for covered in coverage(view.map, view.texts, held(view)):
        source = view.texts.get(covered.source)
        if source is None or covered.source not in meant:
            continue
        doubtful = _Touched(meant[covered.source])
        missing = [q for q in covered.open if not (doubtful.touches(q.start, q.end) or _in_part(view, q))]
        if not missing:
            continue
        notes = [
            f"{place_of(view, covered.source, q.start)}: {excerpt(source, Stretch(q.start, q.end), 0)}"
            for q in missing[:_SHOWN]
        ]
        if len(missing) > _SHOWN:
            notes.append(f"and {len(missing) - _SHOWN} more: `argmap coverage` lists them")
        verb = "is" if len(missing) == 1 else "are"
        yield Diagnostic(
            "W707",
            f"{count(len(missing), 'quotation')} in `{covered.source}` {verb} attributed to nobody",
            view.name_span(covered.source),
            f"{len(missing)} of {len(covered.quotations)} left out",
            notes=tuple(notes),
            help='attribute each to its voice, or mark it under the source: `title "…"` or `scare "…"`',
        )


def _in_part(view: View, quotation: QuotationCover) -> bool:
    """Whether the map says of a part of a quotation whose it is, or that it is nobody's."""
    return any(isinstance(view.map.get(id), Attribution | Position | Mark) for id in quotation.nodes)


class _Touched:
    """Stretches of a text, to be asked whether they touch another."""

    def __init__(self, stretches: list[Stretch]) -> None:
        found = sorted(stretches)
        self.starts = [s.start for s in found]
        self.ends = list(accumulate((s.end for s in found), max))

    def touches(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start
