"""A source audit as text: tables for a terminal, and in words what is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from argmap.counting import count
from argmap.diagnostics.text import display_width, in_one_line
from argmap.discourse.audit import Audit, Totals, VoiceFigures
from argmap.model.map import Treatment

__all__ = ["TREATED", "forces_in_words", "percent", "render_audit", "row", "told_words", "who"]

TREATED: Final[dict[Treatment, str]] = {
    "endorses": "endorsed",
    "distances": "at a distance",
    "rejects": "rejected",
    "doubts": "doubted",
    "reports": "only reported",
}
"""How the author treats what a voice holds, in a word or two."""

_NAME: Final = 40
"""Columns that a name takes at most before the figures are put on the next line."""


def render_audit(audit: Audit, file: str | None = None) -> str:
    """The report that `argmap voices` prints: the same audit gives the same text."""
    title = in_one_line(audit.title) or "A map without a title"
    out = [f"{title} ({in_one_line(file)})" if file else title]
    voices = audit.sources
    if not voices:
        return "\n".join([*out, "  nobody but the author is said to do anything", ""])
    names = {v.id: in_one_line(v.name) for v in audit.voices}
    widest = min(_NAME, max(display_width(names[v.id]) for v in voices))
    out += ["", *_acts(voices, names, widest), "", "Words quoted", *_words(audit, voices, names, widest)]
    out += ["", "What they do, by force", *_lines(voices, names, widest, forces_in_words)]
    if any(any(v.treated.values()) for v in voices):
        out += ["", "How the author treats what they hold", *_treated(voices, names, widest)]
    passed = [v for v in voices if v.reported_by]
    if passed:
        out += ["", "Whose acts others pass on"]
        out += _lines(passed, names, widest, lambda v: _passed(v, names))
    out += ["", "All together", *(f"  {line}" for line in _totals(audit, names))]
    out += ["", *_meaning(audit.totals)]
    return "\n".join(line.rstrip() for line in out) + "\n"


def who(voice: VoiceFigures) -> str:
    """What sort of voice it is: `party`, `group, unnamed`."""
    return ", ".join(part for part in (voice.kind or "", voice.naming if voice.naming != "named" else "") if part)


def percent(share: float) -> str:
    """A share as people read it: `12%`, and `<1%` where there is something that would be rounded to nothing."""
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def told_words(words: int, at_least: bool) -> str:
    """A number of words: `1,204`, `≥ 12` where a shortened quote hides some."""
    return ("≥ " if at_least else "") + f"{words:,}"


def forces_in_words(voice: VoiceFigures) -> str:
    """The forces of a voice's acts, the most frequent first: `promise 3, say 1`."""
    found = sorted(((n, force) for force, n in voice.forces.items() if n), key=lambda item: -item[0])
    return ", ".join(f"{force} {n}" for n, force in found)


def row(name: str, widest: int, cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """A line of a table: a name, and cells set flush right; a name that is too long has a line of its own."""
    figures = "".join(
        " " * max(1, width - display_width(cell)) + cell for cell, width in zip(cells, widths, strict=True)
    )
    if display_width(name) > widest:
        return [f"  {name}", " " * (widest + 2) + figures]
    return [f"  {name}" + " " * (widest - display_width(name)) + figures]


def _acts(voices: Sequence[VoiceFigures], names: Mapping[str, str], widest: int) -> list[str]:
    head = ("acts", "vouched", "nested", "not made", "direct", "mixed", "indirect")
    widths = [len(cell) + 2 for cell in head]
    out = row("", widest, head, widths)
    out[0] = "Who speaks" + out[0][10:] if out[0][:10].isspace() else out[0]
    for v in voices:
        cells = [v.acts, v.vouched, v.nested, v.not_made, *v.directness.values()]
        lines = row(names[v.id], widest, [f"{n:,}" for n in cells], widths)
        lines[-1] += f"   {who(v)}"
        out += lines
    return out


def _words(audit: Audit, voices: Sequence[VoiceFigures], names: Mapping[str, str], widest: int) -> list[str]:
    quoted = [v for v in voices if v.words]
    if not quoted:
        return ["  the map quotes nobody"]
    out: list[str] = []
    for v in quoted:
        out += row(names[v.id], widest, [told_words(v.words, v.words_at_least), percent(v.words_share)], (10, 6))
    silent = len(voices) - len(quoted)
    if silent:
        out.append(f"  and {count(silent, 'voice')} that speak{'s' if silent == 1 else ''} without a quoted word")
    return out


def _lines(
    voices: Sequence[VoiceFigures], names: Mapping[str, str], widest: int, say: Callable[[VoiceFigures], str]
) -> list[str]:
    out: list[str] = []
    for v in voices:
        out += row(names[v.id], widest, [f"  {say(v)}"], (0,))
    return out


def _treated(voices: Sequence[VoiceFigures], names: Mapping[str, str], widest: int) -> list[str]:
    used = [t for t in TREATED if any(v.treated[t] for v in voices)]
    head = [TREATED[t] for t in used]
    widths = [len(cell) + 2 for cell in head]
    out = row("", widest, head, widths)
    for v in voices:
        if any(v.treated.values()):
            out += row(names[v.id], widest, [f"{v.treated[t] or '·'}" for t in used], widths)
    return out


def _passed(voice: VoiceFigures, names: Mapping[str, str]) -> str:
    by = ", ".join(f"{names.get(p.voice, p.voice)} {p.acts:,}" for p in voice.reported_by)
    return f"{voice.second_hand:,} of {voice.acts:,}: by {by}"


def _totals(audit: Audit, names: Mapping[str, str]) -> list[str]:
    t = audit.totals
    kinds = ", ".join(f"{n} {kind if kind != 'unknown' else 'of no stated kind'}" for kind, n in t.by_kind.items() if n)
    naming = ", ".join(f"{n} {how}" for how, n in t.by_naming.items() if n)
    modes = ", ".join(f"{n:,} {how}" for how, n in t.directness.items())
    rows = [
        ("voices", f"{t.voices:,}: {naming}"),
        ("", kinds),
        ("acts", f"{t.acts:,}: {t.vouched:,} vouched for, {t.nested:,} nested; {t.not_made:,} not made"),
        ("", modes),
        ("anonymous", f"{_part(t.anonymous, t.acts)} acts, {_part(t.by_naming['unnamed'], t.voices)} voices"),
        ("second-hand", f"{_part(t.second_hand, t.acts)} acts"),
    ]
    if t.joint:
        rows.append(("shared", f"{_part(t.joint, t.acts)} acts, by several voices together"))
    if t.words:
        whole = (
            f", {percent(t.quoted_share)} of the article's {t.article_words:,}" if t.quoted_share is not None else ""
        )
        rows.append(("words quoted", told_words(t.words, t.words_at_least) + whole))
    if t.most_quoted is not None:
        most = next(v for v in audit.voices if v.id == t.most_quoted)
        rows.append(("most quoted", f"{names[most.id]}, with {percent(most.words_share)} of the quoted words"))
    effective = f"{t.effective_by_acts:.1f} voices by acts"
    rows.append(("as many as", effective + (f", {t.effective_by_words:.1f} by quoted words" if t.words else "")))
    if t.spoken_of:
        rows.append(("spoken of", ", ".join(names.get(id, id) for id in t.spoken_of)))
    if t.author_acts:
        rows.append(("the author", count(t.author_acts, "act") + ", not counted above"))
    return [f"{name:<14}{words}" for name, words in rows]


def _part(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({percent(part / whole if whole else 0.0)})"


def _meaning(t: Totals) -> list[str]:
    out = [
        "An act is one attribution; one of several voices counts for each, once in the totals. Nested: it stands in",
        "somebody's speech, and took place according to him. Not made: denied, hypothetical, called for or expected.",
        "Second-hand: told in another's speech, or via another voice. Anonymous: all its voices are unnamed.",
    ]
    if t.words_from == "map":
        out.append(
            "Quoted words were counted in the map, which may shorten them; with the article at hand (--source FILE)"
        )
        out.append("they are counted there.")
    elif t.words_from == "both":
        out.append("Quoted words were counted in the article, and in the map where a quote was not found there.")
    elif t.words_from == "article":
        out.append("Quoted words were counted in the article, with what `…` stands for.")
    out.append("As many as: so many equally active voices would be as diverse (Laakso and Taagepera 1979).")
    return out
