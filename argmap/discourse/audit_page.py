"""A source audit as one HTML page: bars with their figures beside them, and the table that they are drawn from.

The page needs no script and fetches nothing. Bars begin at zero; bars of one section have one scale. No meaning rests
on colour alone: parts of a bar differ by their filling (full, hatched, empty) and have their figures beside them. Words
of the map are only ever text: they are escaped, and control characters are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from argmap.anchoring.page import voice_colours
from argmap.anchoring.page_style import stylesheet
from argmap.discourse.audit import DIRECTNESS, Audit, VoiceFigures
from argmap.discourse.audit_text import TREATED, percent, told_words
from argmap.drawing.text import clean
from argmap.drawing.theme import VOICES
from argmap.drawing.wording import initials_of
from argmap.model.lexicon import FORCE_NAMES, FORCES
from argmap.model.map import Treatment

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap
    from argmap.model.nodes import Directness

__all__ = ["render_audit_page"]

_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_FILLED: Final[dict[Directness, str]] = {"direct": "full", "mixed": "hatched", "indirect": "empty"}
_MODES: Final[dict[Directness, str]] = {
    "direct": "direct: a sentence of its own words",
    "mixed": "mixed: some words of its own",
    "indirect": "indirect: none",
}
_SIGNS: Final[dict[Treatment, str]] = {"endorses": "✓", "reports": "–", "distances": "≠", "doubts": "?", "rejects": "✗"}
_TREATED: Final[dict[Treatment, str]] = {
    "endorses": "full",
    "reports": "empty",
    "distances": "striped",
    "doubts": "hatched",
    "rejects": "crossed",
}
_SHOWN: Final[tuple[Treatment, ...]] = ("endorses", "reports", "distances", "doubts", "rejects")

# Signs of the canvas's colour, laid over a bar of the voice's colour.
_PATTERNS: Final = (
    '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>'
    '<pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="p" width="2.5" height="5"/></pattern>'
    '<pattern id="crossed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="p" d="M0 0h6v1.6h-6zM0 0v6h1.6v-6z"/></pattern>'
    '<pattern id="striped" width="4" height="5" patternUnits="userSpaceOnUse">'
    '<rect class="p" width="2" height="5"/></pattern></defs></svg>\n'
)
_STYLE: Final = """
main,footer{max-width:58rem;padding-left:1.25rem;padding-right:1.25rem}
.p{fill:var(--canvas)}
.note{margin:-.35rem 0 .8rem;color:var(--mute);font-size:.8125rem;max-width:44rem}
.tiles.six{grid-template-columns:repeat(3,1fr)}
.bars{list-style:none;margin:0;padding:0;font-size:.8125rem}
.bars li{display:grid;grid-template-columns:1.6rem 13.5rem 1fr 9.5rem;gap:.2rem .55rem;align-items:center;
padding:.14rem 0;break-inside:avoid}
.bars .name small,.cards small{white-space:nowrap;color:var(--mute);font-size:.75rem;font-weight:400}
.bars .n{font-variant-numeric:tabular-nums;color:var(--mute);white-space:nowrap}
.bars .n b{color:var(--ink)}
.bars svg,.cards svg{display:block;width:100%;height:15px;overflow:visible}
.bar{fill:var(--c)}.bar.empty{fill:var(--canvas)}
.edge{fill:none;stroke:var(--c);stroke-width:1.2}
.zero{stroke:var(--mute);stroke-width:1}
.grid{stroke:var(--rule);stroke-width:1}
.axis{color:var(--mute);font-size:.6875rem;position:relative;height:1.1rem;font-variant-numeric:tabular-nums}
.axis span{position:absolute;transform:translateX(-50%)}
.axis span:first-child{transform:none}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:0 0 .7rem;padding:0;list-style:none;font-size:.8125rem;
color:var(--mute)}
.legend svg{width:1.9rem;height:12px;vertical-align:-.1em;margin-right:.35rem;overflow:visible}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:1.1rem 1.6rem;font-size:.75rem}
.cards>div{break-inside:avoid}
.cards h3{margin:0 0 .3rem;font-size:.8125rem;line-height:1.25}
.cards ul{list-style:none;margin:0;padding:0}
.cards li{display:grid;grid-template-columns:4.2rem 1fr 1.6rem;gap:.4rem;align-items:center;line-height:1.35}
.cards .n{text-align:right;font-variant-numeric:tabular-nums}
.cards svg{height:10px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.75rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .35rem;text-align:right;border-top:1px solid var(--rule)}
td{white-space:nowrap}
th{color:var(--mute);font-weight:700;vertical-align:bottom}
td:first-child,th:first-child,td.l,th.l{text-align:left;white-space:normal;min-width:8rem}
tfoot td{border-top:2px solid var(--rule);font-weight:700}
dl.words{font-size:.8125rem;margin:0;display:grid;grid-template-columns:9rem 1fr;gap:.3rem .9rem;max-width:50rem}
dl.words dt{color:var(--mute)}dl.words dd{margin:0}
@media (max-width:44rem){main,footer{padding-left:1rem;padding-right:1rem}
.tiles.six,.cards{grid-template-columns:1fr 1fr}
.bars li{grid-template-columns:1.6rem 1fr auto;padding:.3rem 0}.bars li>svg,.bars li>.axis{grid-column:1/-1;grid-row:2}
.bars li.scale>:not(.axis){display:none}.bars li.scale .axis{grid-row:1}
dl.words{grid-template-columns:1fr;gap:0}dl.words dd{margin-bottom:.5rem}}
@media (max-width:30rem){.cards{grid-template-columns:1fr}}
@media print{main,footer{padding-left:0;padding-right:0}.scroll{overflow:visible}table{font-size:7.5pt}
th,td{padding:.15rem .25rem}tr{break-inside:avoid}tfoot{display:table-row-group}}
"""


class _Part(NamedTuple):
    """A part of a bar."""

    size: int
    filling: str
    """`full`, `empty` or the name of a pattern."""


def render_audit_page(pages: Sequence[tuple[ArgumentMap, Audit]]) -> str:
    """One page for one or several maps. The same maps and audits give the same page."""
    made = [_Page(map, audit) for map, audit in pages]
    used = {colour for page in made for colour in page.colours.values()} | {"author"}
    title = made[0].title if len(made) == 1 else "Sources"
    lang = next((map.lang for map, _ in pages if map.lang and _LANG.fullmatch(map.lang)), "en")
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="generator" content="argmap">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)} – who speaks</title>\n<style>{stylesheet(used)}{_STYLE.strip()}</style>\n"
        f"</head>\n<body>\n{_PATTERNS}{''.join(page.html() for page in made)}"
        "<footer>Made by argmap voices. What is counted is what the map says.</footer>\n</body>\n</html>\n"
    )


class _Page:
    """The audit of one map."""

    def __init__(self, map: ArgumentMap, audit: Audit) -> None:
        self.map, self.audit, self.totals = map, audit, audit.totals
        self.title = clean(audit.title) or "A map without a title"
        self.colours = voice_colours(map)
        order = [voice for voice in self.colours if voice != "author"]
        self.rings = set(order[VOICES:])
        self.names = {v.id: clean(v.name) for v in audit.voices}
        self.voices = audit.sources
        self.by_acts = sorted(self.voices, key=lambda v: -v.acts)

    def html(self) -> str:
        """The audit with its heading."""
        source = self.map.first_source
        of = f"of “{clean(source.title)}”" if source is not None and clean(source.title) != self.title else ""
        by = f"map by {clean(self.map.analyst)}" if self.map.analyst else ""
        under = " · ".join(part for part in ("who speaks", of, by) if part)
        head = f"<h1>{escape(self.title)}</h1>\n<p class=by>{escape(under)}</p>\n"
        if not self.voices:
            return f"<main>\n{head}<p>Nobody but the author is said to do anything.</p>\n</main>\n"
        return (
            f"<main>\n{head}{self._tiles()}{self._quoted()}{self._directness()}{self._forces()}{self._treatment()}"
            f"{self._table()}{self._meaning()}</main>\n"
        )

    # -- parts -------------------------------------------------------------------------------------------------

    def _tiles(self) -> str:
        t = self.totals
        naming = ", ".join(f"{n} {how}" for how, n in t.by_naming.items() if n)
        most = next((v for v in self.voices if v.id == t.most_quoted), None)
        quoted = f"{percent(t.quoted_share)} of the article’s {t.article_words:,}" if t.quoted_share is not None else ""
        if t.words_from == "map":
            quoted = "counted in the map"
        rows: list[tuple[str, str, float, str]] = [
            ("voices that act", f"{t.voices:,}", -1, naming),
            ("acts", f"{t.acts:,}", -1, f"{t.vouched:,} vouched for, {t.nested:,} nested, {t.not_made:,} not made"),
            (
                "words quoted",
                told_words(t.words, t.words_at_least),
                -1 if t.quoted_share is None else t.quoted_share,
                quoted,
            ),
            ("anonymous acts", percent(t.anonymous_share), t.anonymous_share, f"{t.anonymous:,} of {t.acts:,} acts"),
            (
                "second-hand acts",
                percent(t.second_hand_share),
                t.second_hand_share,
                f"{t.second_hand:,} of {t.acts:,} acts",
            ),
            (
                "most quoted",
                percent(most.words_share) if most else "–",
                most.words_share if most else 0.0,
                self.names[most.id] if most else "nobody",
            ),
        ]
        out = []
        for name, figure, share, words in rows:
            bar = f'<i><span style="width:{100 * share:.4g}%"></span></i>' if share >= 0 else ""
            out.append(f"<div><dt>{name}</dt><dd><b>{escape(figure)}</b>{bar}{escape(words)}</dd></div>\n")
        return f'<dl class="tiles six">\n{"".join(out)}</dl>\n'

    def _quoted(self) -> str:
        t = self.totals
        quoted = [v for v in self.voices if v.words]
        if not quoted:
            return "<section>\n<h2>Quoted words</h2>\n<p class=note>The map quotes nobody.</p>\n</section>\n"
        most = max(v.words for v in quoted)
        where = {
            "article": "Counted in the article",
            "map": "Counted in the map",
            "both": "Counted in the article, else in the map",
        }
        note = f"{where[t.words_from or 'map']}; the percentage is of all quoted words."
        if t.words_at_least:
            note += " “≥”: the map has quotes shortened, and there are more."
        silent = len(self.voices) - len(quoted)
        if silent:
            note += f" {silent:,} more {'voice has' if silent == 1 else 'voices have'} no quoted word."
        rows = "".join(
            self._bar(
                v,
                [_Part(v.words, "full")],
                most,
                f"<b>{told_words(v.words, v.words_at_least)}</b> {percent(v.words_share)}",
            )
            for v in quoted
        )
        return self._section("Quoted words", note, rows + _axis(most))

    def _directness(self) -> str:
        most = max(v.acts for v in self.voices)
        rows = "".join(
            self._bar(
                v,
                [_Part(v.directness[mode], _FILLED[mode]) for mode in DIRECTNESS],
                most,
                f"<b>{v.acts:,}</b> = {' + '.join(f'{v.directness[mode]:,}' for mode in DIRECTNESS)}",
            )
            for v in self.by_acts
        )
        legend = _legend((_FILLED[mode], words) for mode, words in _MODES.items())
        note = "Acts of each voice, by how much is in its own words. An act of several voices counts for each."
        return self._section("Direct and indirect", note, rows + _axis(most), legend)

    def _forces(self) -> str:
        most = max(n for v in self.voices for n in v.forces.values())
        cards = []
        for v in self.by_acts:
            rows = []
            for force in FORCE_NAMES:
                if n := v.forces[force]:
                    title = f"<title>{escape(f'{force}: {FORCES[force]}')}</title>"
                    rows.append(
                        f"<li><span>{force}</span>{_svg([_Part(n, 'full')], most, title)}"
                        f"<span class=n>{n:,}</span></li>\n"
                    )
            cards.append(
                f'<div class="{self._colour(v)}"><h3>{self._disc(v)}<span>{self._name(v)}</span></h3>\n'
                f"<ul>\n{''.join(rows)}</ul></div>\n"
            )
        return (
            "<section>\n<h2>What they do</h2>\n<p class=note>Acts by force, the most active voice first. All bars have "
            f"one scale; the longest is {most:,}.</p>\n<div class=cards>\n{''.join(cards)}</div>\n</section>\n"
        )

    def _treatment(self) -> str:
        voices = [v for v in self.by_acts if any(v.treated.values())]
        if not voices:
            return ""
        most = max(sum(v.treated.values()) for v in voices)
        used = [name for name in _SHOWN if any(v.treated[name] for v in voices)]
        rows = "".join(
            self._bar(
                v,
                [_Part(v.treated[name], _TREATED[name]) for name in used],
                most,
                "  ".join(f"{_SIGNS[name]} <b>{v.treated[name]:,}</b>" for name in used if v.treated[name]),
            )
            for v in voices
        )
        legend = _legend((_TREATED[name], f"{_SIGNS[name]} {TREATED[name]}") for name in used)
        note = (
            "The statements that each voice is for or against in the end, each once, by how the author treats them, "
            "seen from the voice’s side: to deny what the author denies is to be endorsed."
        )
        return self._section("How the author treats what they hold", note, rows + _axis(most), legend)

    def _section(self, title: str, note: str, rows: str, legend: str = "") -> str:
        head = f"<h2>{title}</h2>\n<p class=note>{escape(note)}</p>\n{legend}"
        return f"<section>\n{head}<ul class=bars>\n{rows}</ul>\n</section>\n"

    def _bar(self, v: VoiceFigures, parts: Sequence[_Part], most: int, figures: str) -> str:
        return (
            f'<li class="{self._colour(v)}">{self._disc(v)}<span class=name>{self._name(v)}</span>'
            f"{_svg(parts, most, grid=True)}<span class=n>{figures}</span></li>\n"
        )

    def _colour(self, v: VoiceFigures) -> str:
        return self.colours.get(v.id, "author")

    def _disc(self, v: VoiceFigures) -> str:
        ring = " ring" if v.id in self.rings else ""
        return f'<span class="disc {self._colour(v)}{ring}">{escape(initials_of(self.names[v.id]))}</span>'

    def _name(self, v: VoiceFigures) -> str:
        small = f" <small>{v.naming}</small>" if v.naming != "named" and v.id != "someone" else ""
        return escape(self.names[v.id]) + small

    # -- the table ---------------------------------------------------------------------------------------------

    def _table(self) -> str:
        heads = "acts,vouched for,nested,not made,second-hand,direct,mixed,indirect,words,share".split(",")
        cells = "".join(f"<th>{head}</th>" for head in heads)
        rows = "".join(self._row(v) for v in self.by_acts)
        t = self.totals
        total = [t.acts, t.vouched, t.nested, t.not_made, t.second_hand, *t.directness.values()]
        foot = "".join(f"<td>{n:,}</td>" for n in total) + f"<td>{told_words(t.words, t.words_at_least)}</td>"
        return (
            "<section>\n<h2>All figures</h2>\n<div class=scroll><table>\n"
            f"<thead><tr><th>voice</th>{cells}<th class=l>passed on by</th></tr></thead>\n<tbody>\n{rows}</tbody>\n"
            f"<tfoot><tr><td>all, each act once</td>{foot}<td></td><td></td></tr></tfoot>\n"
            "</table></div>\n</section>\n"
        )

    def _row(self, v: VoiceFigures) -> str:
        counts = [v.acts, v.vouched, v.nested, v.not_made, v.second_hand, *v.directness.values()]
        cells = [f"{n:,}" for n in counts]
        cells += [told_words(v.words, v.words_at_least), percent(v.words_share)]
        by = ", ".join(f"{self._passer(p.voice)} {p.acts:,}" for p in v.reported_by)
        told = ", ".join(clean(part) for part in (v.kind or "", v.naming if v.unnamed else "", v.role or "") if part)
        name = self.names[v.id] + (f" ({told})" if told else "")
        return (
            f"<tr><td>{escape(name)}</td>{''.join(f'<td>{c}</td>' for c in cells)}<td class=l>{escape(by)}</td></tr>\n"
        )

    def _passer(self, id: str) -> str:
        return self.names.get(id, clean(id))

    # -- words -------------------------------------------------------------------------------------------------

    def _meaning(self) -> str:
        t = self.totals
        kinds = ", ".join(
            f"{n:,} {kind if kind != 'unknown' else 'of no stated kind'}" for kind, n in t.by_kind.items() if n
        )
        effective = f"{t.effective_by_acts:.1f} by acts" + (
            f", {t.effective_by_words:.1f} by quoted words" if t.words else ""
        )
        rows: list[tuple[str, str]] = [
            (
                "act",
                "One attribution. One of several voices counts for each of them, and once in the totals. "
                "What only the author does is not among them.",
            ),
            ("vouched for", "The author says in his own voice that it took place."),
            ("nested", "It stands in somebody’s speech, and took place according to him."),
            ("not made", "Denied, hypothetical, called for or expected."),
            ("second-hand", "Told in the speech of another, or reported via another voice."),
            ("anonymous", "All voices of the act are unnamed."),
            ("words quoted", self._words_in_words()),
            (
                "effective number",
                f"{effective}: so many voices of equal size would be as diverse (Laakso and Taagepera 1979).",
            ),
            ("kinds", kinds),
        ]
        if t.spoken_of:
            rows.append(("only spoken of", ", ".join(self._passer(id) for id in t.spoken_of)))
        if t.author_acts:
            rows.append(("the author", f"{t.author_acts:,} acts, not counted above"))
        items = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>\n" for name, words in rows)
        return f"<section>\n<h2>What is counted</h2>\n<dl class=words>\n{items}</dl>\n</section>\n"

    def _words_in_words(self) -> str:
        match self.totals.words_from:
            case "article":
                return (
                    "Words in quotes of attributions, counted in the article, with what “…” stands for; each word once."
                )
            case "both":
                return (
                    "Words in quotes of attributions, counted in the article; in the map where a quote was not found."
                )
            case _:
                return "Words in quotes of attributions as the map has them; its quotes may be shortened."


def _svg(parts: Sequence[_Part], most: int, inside: str = "", *, grid: bool = False, zero: bool = True) -> str:
    """A bar in parts, from zero, as wide as its box at `most`."""
    out, at = [inside], 0
    for n in _ticks(most)[1:] if grid else ():
        out.append(f'<line class="grid" x1="{_percent(n, most)}" x2="{_percent(n, most)}" y1="-2" y2="17"/>')
    for size, filling in parts:
        if size:
            box = f'x="{_percent(at, most)}" y="15%" width="{_percent(size, most)}" height="70%"'
            out.append(f'<rect class="bar{" empty" if filling == "empty" else ""}" {box}/>')
            if filling not in ("full", "empty"):
                out.append(f'<rect fill="url(#{filling})" {box}/>')
            out.append(f'<rect class="edge" {box}/>')
            at += size
    if zero:
        out.append('<line class="zero" x1="0" x2="0" y1="-2" y2="100%"/>')
    return f'<svg aria-hidden="true">{"".join(out)}</svg>'


def _percent(count: int, most: int) -> str:
    return f"{100 * count / most:.4g}%"


def _ticks(most: int) -> list[int]:
    """Round numbers from zero up to the length of the longest bar, four or five of them where there is room."""
    step = 1
    for power in range(len(str(most)) + 1):
        for lead in (1, 2, 5):
            step = lead * 10**power
            if most / step <= 4:
                return list(range(0, most + 1, step))
    return list(range(0, most + 1, step))


def _axis(most: int) -> str:
    """The scale below the bars."""
    marks = "".join(f'<span style="left:{_percent(n, most)}">{n:,}</span>' for n in _ticks(most))
    axis = f"<span></span><span></span><div class=axis>{marks}</div><span></span>"
    return f'<li class="scale" aria-hidden="true">{axis}</li>\n'


def _legend(rows: Iterator[tuple[str, str]]) -> str:
    items = "".join(f"<li>{_svg([_Part(1, filling)], 1, zero=False)}{escape(words)}</li>\n" for filling, words in rows)
    return f'<ul class="legend author">\n{items}</ul>\n'
