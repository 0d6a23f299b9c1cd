"""A coverage as text: the figures, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from argmap.anchoring.coverage import Coverage, Passage, QuotationCover, Treated, Unanchored
from argmap.diagnostics.text import shown
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Voice
from argmap.sources.comparing import on_one_line

__all__ = ["render_coverage"]

_MOST = 12
"""Paragraphs and sentences that are listed."""
_TREATED: Final[dict[Treated, str]] = {
    "own": "the author’s own",
    "endorses": "endorsed by the author",
    "reports": "only reported",
    "distances": "held at a distance",
    "doubts": "doubted",
    "rejects": "rejected",
}
_NOT_FOUND: Final = {
    "missing": "is not in the source",
    "differs": "is there in other words",
    "ambiguous": "is there more than once",
}


def render_coverage(map: ArgumentMap, found: Sequence[Coverage]) -> str:
    """The report that `argmap coverage` prints: the same coverage gives the same text."""
    return "\n".join("".join(shown(line) + "\n" for line in _source(map, one)) for one in found)


def _source(map: ArgumentMap, found: Coverage) -> list[str]:
    figures = found.figures
    named = f"{found.source}, {found.file}" if found.file else found.source
    out = [f"{on_one_line(found.title) or found.source} ({named})"]
    kinds = [
        f"{count:,} {word}"
        for count, word in (
            (figures.attributed, "attributed"),
            (figures.marked, "marked as title or scare"),
            (figures.quoted, "quoted and not attributed"),
            (figures.missing, "missing"),
        )
        if count
    ]
    rows = (
        ("quotations", figures.attributed + figures.marked, figures.quotations, ", ".join(kinds)),
        ("paragraphs", figures.paragraphs_anchored, figures.paragraphs, ""),
        ("sentences", figures.sentences_anchored, figures.sentences, ""),
        ("words", figures.words_anchored, figures.words, f"{figures.share:.0%}"),
    )
    for name, part, whole, more in rows:
        out.append(f"  {name:<12}{part:>6,} of {whole:>6,}" + (f"  ({more})" if more else ""))
    if found.open:
        out += ["", "Quotations of which the map does not say whose they are"]
        for quotation in found.open:
            out += [f"  {quotation.place}: {quotation.words}", f"      {_why(quotation)}"]
    if found.unanchored:
        out += ["", "Quotes that cover nothing"]
        out += [f"  {_of(one)}: “{on_one_line(one.text)}” {_NOT_FOUND[one.status]}" for one in found.unanchored]
    if found.paragraphs:
        out += ["", "Paragraphs without words in the map", *_listed(found.paragraphs)]
    bare = {p.paragraph for p in found.paragraphs}
    sentences = [s for s in found.sentences if s.paragraph not in bare]
    if sentences:
        title = "Sentences without words in the map" + (", of other paragraphs" if bare else "")
        out += ["", title, *_listed(sentences)]
    if figures.by_voice:
        out += ["", "Whose words these are"]
        voices = [(_names(map, row.voices), row.words) for row in figures.by_voice]
        out += [f"  {words:>6,}  {name}" for name, words in sorted(voices, key=lambda row: -row[1])]
        out += ["", "How the author treats them"]
        out += [f"  {count:>6,}  {_TREATED[name]}" for name, count in figures.by_treatment.items() if count]
    return out


def _why(quotation: QuotationCover) -> str:
    nodes = ", ".join(quotation.nodes)
    if quotation.state == "quoted":
        return f"quoted under {nodes}; say whose words they are"
    if quotation.nodes:
        return f"only {quotation.share:.0%} of it is quoted, under {nodes}"
    return "not quoted; say whose words these are, or that they are a `title` or `scare`"


def _of(one: Unanchored) -> str:
    return f"a cue of {one.node}" if one.kind == "cue" else one.node


def _listed(passages: Sequence[Passage]) -> list[str]:
    out = [f"  {one.place}: {one.words}" for one in passages[:_MOST]]
    if len(passages) > _MOST:
        out.append(f"  and {len(passages) - _MOST:,} more")
    return out


def _names(map: ArgumentMap, ids: Sequence[str]) -> str:
    return " and ".join(on_one_line(node.name) or id if isinstance(node := map.get(id), Voice) else id for id in ids)
