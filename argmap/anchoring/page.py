"""A coverage as one HTML page: the article with whose words are whose, and the figures above it.

The page needs no script and fetches nothing. Text of the article and of the map is only ever text: it is escaped, and
control characters and bidirectional overrides are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from argmap.anchoring.coverage import (
    Coverage,
    Layer,
    QuotationCover,
    Run,
    Treated,
    is_heading,
    layers_of,
    runs_of,
)
from argmap.anchoring.page_style import stylesheet
from argmap.drawing.scene import drawn_voices
from argmap.drawing.text import clean
from argmap.drawing.theme import VOICES, voice_colour
from argmap.drawing.wording import Wording, safe_link
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Claim, Mark, Premise, Source, Statement, Voice
from argmap.sources.comparing import unbroken
from argmap.sources.text import SourceText

if TYPE_CHECKING:
    from argmap.anchoring.anchors import Anchor
    from argmap.anchoring.texts import Texts

__all__ = ["render_page", "voice_colours"]

_SIGNS: Final[dict[Treated, str]] = {"endorses": "✓", "reports": "–", "distances": "≠", "doubts": "?", "rejects": "✗"}
_TREATED: Final[dict[Treated, str]] = {
    "endorses": "the author endorses it",
    "reports": "the author only reports it",
    "distances": "the author keeps a distance",
    "doubts": "the author doubts it",
    "rejects": "the author rejects it",
}
_BEFORE = "“„‟\"«»‹›‘’‚‛'「『（([¿¡"
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def voice_colours(map: ArgumentMap) -> dict[str, str]:
    """The colour of each voice, as the drawing of the map has it; those that it only names come after the others."""
    acts = {g.ref for a in map.arguments for g in a.grounds} | {a.target for a in map.arguments}
    voices = [voice for act in map.attributions for voice in act.voices if voice != "author"]
    order = dict.fromkeys([*drawn_voices(map, acts), *voices])
    return {"author": "author", **{voice: voice_colour(n) for n, voice in enumerate(order)}}


def render_page(map: ArgumentMap, texts: Texts, found: Sequence[Coverage], anchors: Sequence[Anchor]) -> str:
    """One page for all sources that `coverage` found, from the same anchors. The same input gives the same page."""
    pages = [_Page(map, text, one, anchors, n) for n, one in enumerate(found) if (text := texts.get(one.source))]
    body = "".join(page.html() for page in pages)
    used = {colour for page in pages for colour in page.used} | {"author"}
    title = clean(pages[0].title) if pages else ""
    lang = next((tag for page in pages for tag in (page.text.lang, map.lang) if tag and _LANG.fullmatch(tag)), "en")
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="generator" content="argmap">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)} – coverage</title>\n<style>{stylesheet(used)}</style>\n</head>\n<body>\n"
        f"{body}<footer>Made by argmap coverage. The words in the article are its author’s; "
        "what is said of them is the map’s.</footer>\n</body>\n</html>\n"
    )


def _count(number: int) -> str:
    return f"{number:,}"


def _text(words: str) -> str:
    """A piece of running text as HTML, with the spaces at its edges."""
    if not words.strip():
        return " " if words else ""
    inside = escape(clean(unbroken(words)))
    return f"{' ' if words[0].isspace() else ''}{inside}{' ' if words[-1].isspace() else ''}"


def _lines(words: str) -> str:
    """The same for a heading, which keeps its lines."""
    return "<br>".join(_text(line) for line in words.split("\n"))


class _Page:
    """One article of a page."""

    def __init__(
        self, map: ArgumentMap, text: SourceText, found: Coverage, anchors: Sequence[Anchor], number: int
    ) -> None:
        self.map = map
        self.text = text
        self.found = found
        self.say = Wording(map)
        self.prefix = f"s{number}-" if number else ""
        self.title = found.title or found.source
        self.layers = layers_of(map, found.source, anchors)
        self.colours = voice_colours(map)
        order = {voice: n for n, voice in enumerate(v for v in self.colours if v != "author")}
        self.rings = {voice for voice, n in order.items() if n >= VOICES}
        self.used = {self.colour(layer.voices) for layer in self.layers}

    def html(self) -> str:
        """The article with all that stands around it."""
        return (
            f"<main>\n{self._header()}{self._tiles()}"
            f'<section class="two">\n<div>{self._voices()}</div>\n<div>{self._key()}</div>\n</section>\n'
            f"{self._open()}<article>\n{''.join(self._article())}</article>\n{self._nodes()}{self._unanchored()}</main>\n"
        )

    # -- small parts -------------------------------------------------------------------------------------------

    def colour(self, voices: Sequence[str]) -> str:
        """The colour of several voices: that of the first."""
        return self.colours.get(voices[0], "author")

    def classes(self, voices: Sequence[str]) -> str:
        """The classes that give something its voice's colour."""
        return self.colour(voices) + (" ring" if voices[0] in self.rings else "")

    def letters(self, voices: Sequence[str]) -> str:
        """What stands for voices where there is little room."""
        return "+".join(self.say.initials(voice) for voice in voices[:3]) + ("…" if len(voices) > 3 else "")

    def id(self, kind: str, number: int) -> str:
        """A name inside the page."""
        return f"{self.prefix}{kind}{number}"

    def _header(self) -> str:
        source = self.map.get(self.found.source)
        parts: list[str] = []
        if isinstance(source, Source):
            if source.by:
                parts.append(f"by {self.say.names(source.by)}")
            if source.venue:
                parts.append(f"in {self.say.venue(source.venue)}")
            if source.date:
                parts.append(clean(source.date))
        if self.map.analyst:
            parts.append(f"map by {clean(self.map.analyst)}")
        title = escape(clean(self.title))
        link = safe_link(source.url) if isinstance(source, Source) else None
        if link:
            title = f'<a href="{escape(link)}" rel="noreferrer">{title}</a>'
        return f'<h1>{title}</h1>\n<p class="by">{escape(" · ".join(parts))}</p>\n'

    def _tiles(self) -> str:
        figures = self.found.figures
        accounted = figures.attributed + figures.marked
        said = [f"{_count(figures.attributed)} attributed"]
        if figures.marked:
            said.append(f"{_count(figures.marked)} title or scare")
        if figures.open:
            said.append(f"{_count(figures.open)} open")
        rows = (
            ("quotations", accounted, figures.quotations, ", ".join(said) if figures.quotations else "there are none"),
            ("paragraphs", figures.paragraphs_anchored, figures.paragraphs, "with words in the map"),
            ("sentences", figures.sentences_anchored, figures.sentences, "with words in the map"),
            ("words", figures.words_anchored, figures.words, f"inside anchors: {figures.share:.0%}"),
        )
        out = []
        for name, part, whole, words in rows:
            width = 100 * part / whole if whole else 0
            gap = ' class="gap"' if name == "quotations" and figures.open else ""
            out.append(
                f"<div{gap}><dt>{name}</dt><dd><b>{_count(part)} of {_count(whole)}</b>"
                f'<i><span style="width:{width:.4g}%"></span></i>{escape(words)}</dd></div>\n'
            )
        return f'<dl class="tiles">\n{"".join(out)}</dl>\n'

    def _voices(self) -> str:
        rows = sorted(self.found.figures.by_voice, key=lambda w: (w.voices != ("author",), -w.words))
        most = max((row.words for row in rows), default=1)
        out = ["<h2>Whose words stand in the map</h2>\n<ul class=who>\n"]
        for row in rows:
            style = self.classes(row.voices)
            name = escape(self.say.names(row.voices, capital=True))
            out.append(
                f'<li class="{self.colour(row.voices)}" style="color:var(--c)">'
                f'<span class="disc {style}">{escape(self.letters(row.voices[:1]))}</span>'
                f'<span class="name">{name}</span>'
                f'<span><span class="bar" style="display:block;width:{100 * row.words / most:.4g}%"></span></span>'
                f'<span class="n">{_count(row.words)}</span></li>\n'
            )
        return "".join(out) + "</ul>"

    def _key(self) -> str:
        kinds = {layer.kind for layer in self.layers}
        treated = {layer.treated for layer in self.layers} - {"own"}
        counts = self.found.figures.by_treatment
        rows: list[tuple[str, str]] = []
        sample = next((self.colour(x.voices) for x in self.layers if x.kind in ("speech", "held")), "v0")
        for name, sign in _SIGNS.items():
            if name in treated:
                one = next((self.colour(x.voices) for x in self.layers if x.treated == name), sample)
                rows.append(
                    (
                        f'<span class="s {one} t-{name}">a voice’s</span> <span class="tag {one}">AB {sign}</span>',
                        f"{_TREATED[name]} ({_count(counts[name])} words)",
                    )
                )
        if "own" in kinds:
            tags = '<span class="tag plain">C</span><span class="tag plain">P</span>'
            rows.append((f'<span class="own">the author’s</span>{tags}', "claim and premise of the author"))
        if "cue" in kinds:
            rows.append(('<span class="cue">reporting</span>', "the words that say who says so"))
        if "mark" in kinds:
            rows.append(('<span class="mark">marked</span>', "a title, or words held at arm’s length"))
        if self.found.figures.missing:
            rows.append(('<span class="gap-q">“open”</span>', "the map does not say whose words these are"))
        if self.found.figures.quoted:
            rows.append(('<span class="gap-q quoted">“open”</span>', "quoted, and nobody is said to have said it"))
        if self.found.sentences:
            rows.append(('<span style="color:var(--mute)">grey</span>', "a sentence without words in the map"))
        items = "".join(f"<li><span>{left}</span><span>{right}</span></li>\n" for left, right in rows)
        return f"<h2>How to read it</h2>\n<ul class=key>\n{items}</ul>"

    def _open(self) -> str:
        if not self.found.open:
            return ""
        out = []
        for n, one in enumerate(self.found.open):
            why = f"quoted under {self._codes(one.nodes)}, and nobody is said to have said it"
            if one.state == "missing":
                part = f"only {one.share:.0%} of it stands in the map, under {self._codes(one.nodes)}"
                why = part if one.nodes else "not in the map"
            out.append(
                f'<li><a class="at" href="#{self.id("q", n)}">{escape(one.place)}</a>'
                f'<span>{escape(clean(one.words))}<br><span class="why">{why}</span></span></li>\n'
            )
        return (
            "<section>\n<h2>Quotations of which the map does not say whose they are</h2>\n"
            f'<ul class="open">\n{"".join(out)}</ul>\n</section>\n'
        )

    def _codes(self, ids: Iterable[str]) -> str:
        return ", ".join(f"<code>{escape(clean(id))}</code>" for id in ids)

    # -- the article -------------------------------------------------------------------------------------------

    def _article(self) -> Iterator[str]:
        text, words = self.text, self.text.text
        tags: defaultdict[int, list[Layer]] = defaultdict(list)
        for layer in self.layers:
            if layer.kind != "cue":
                tags[self._tag_at(layer)].append(layer)
        bare = [(s.start, s.end) for s in self.found.sentences]
        starts = [start for start, _ in bare]
        bare_paragraphs = {p.paragraph for p in self.found.paragraphs}
        gaps = list(enumerate(self.found.open))
        cuts = {edge for p in text.paragraphs for edge in p} | {edge for one in bare for edge in one} | set(tags)
        cuts |= {edge for _, gap in gaps for edge in (gap.start, gap.end)}
        runs = iter(runs_of(self.layers, len(words), cuts))
        run: Run | None = next(runs, None)
        page = None
        next_gap = 0
        around: list[tuple[int, QuotationCover]] = []
        for number, paragraph in enumerate(text.paragraphs, 1):
            heading = is_heading(words[paragraph.start : paragraph.end])
            out: list[str] = []
            while run is not None and run.end <= paragraph.start:
                run = next(runs, None)
            around = [(n, gap) for n, gap in around if gap.end > paragraph.start]
            opened = [self._gap(n, gap, again=True) for n, gap in around]
            out += opened
            while run is not None and run.start < paragraph.end:
                while around and around[-1][1].end <= run.start:
                    around.pop()
                    out.append("</span>")
                while next_gap < len(gaps) and gaps[next_gap][1].start <= run.start:
                    around.append(gaps[next_gap])
                    out.append(self._gap(*gaps[next_gap]))
                    next_gap += 1
                out += [self._tag(layer) for layer in tags.get(run.start, ())]
                piece = words[run.start : run.end]
                n = bisect_right(starts, run.start)
                grey = bool(n) and run.start < bare[n - 1][1] and not heading
                out.append(self._run(run, _lines(piece) if heading else _text(piece), grey))
                run = next(runs, None)
            out += ["</span>"] * len(around)
            at = text.page_of(paragraph.start)
            margin = ""
            if at is not None and at.label != page:
                page = at.label
                margin = f'<span class="pg">p. {escape(clean(page))}</span>'
            unheard = " bare" if number in bare_paragraphs else ""
            name = self.id("p", number)
            yield (
                f'<p id="{name}" dir="auto"{" class=head" if heading else ""}>{margin}'
                f'<a class="no{unheard}" href="#{name}">¶{number}</a>{"".join(out)}</p>\n'
            )

    def _tag_at(self, layer: Layer) -> int:
        """Where the tag of a layer stands: before the quotation marks with which its words begin."""
        at = layer.stretches[0].start
        while at > 0 and self.text.text[at - 1] in _BEFORE:
            at -= 1
        return at

    def _gap(self, number: int, gap: QuotationCover, again: bool = False) -> str:
        quoted = " quoted" if gap.state == "quoted" else ""
        name = "" if again else f' id="{self.id("q", number)}"'
        return f'<span class="gap-q{quoted}"{name} title="the map does not say whose words these are">'

    def _run(self, run: Run, words: str, grey: bool) -> str:
        first = run.first
        names = [
            *(["none"] if grey and first is None else []),
            *(["cue"] if "cue" in run.kinds else []),
            *(["mark"] if "mark" in run.kinds else []),
        ]
        title = ""
        if first is not None:
            if first.kind in ("speech", "held"):
                names += ["s", self.colour(first.voices), f"t-{first.treated}"]
            elif "own" in run.kinds:
                names.append("own")
            title = f' title="{escape(self._about(first))}"'
        return f'<span class="{" ".join(names)}"{title}>{words}</span>' if names or title else words

    def _tag(self, layer: Layer) -> str:
        name, to = self.id("a", layer.number), self.id("n", layer.number)
        label = {"mark": "note", "own": "plain"}.get(layer.kind, self.classes(layer.voices))
        return (
            f'<a class="tag {label}" id="{name}" href="#{to}" title="{escape(self._about(layer))}">'
            f"{escape(self._letters(layer))}</a>&#8288;"
        )

    def _letters(self, layer: Layer) -> str:
        node = self.map.get(layer.anchor.of)
        if layer.kind == "mark":
            mark = self.map.get(layer.anchor.node)
            return "title" if isinstance(mark, Mark) and mark.use == "title" else "scare"
        if layer.kind == "own":
            known = ((Claim, "C"), (Premise, "P"), (Voice, "V"), (Source, "S"))
            return next((letter for kind, letter in known if isinstance(node, kind)), "·")
        return f"{self.letters(layer.voices)} {_SIGNS.get(layer.treated, '')}".strip()

    def _about(self, layer: Layer) -> str:
        """A layer in one line of words."""
        node = self.map.get(layer.anchor.of)
        if layer.kind == "mark":
            return "a title" if self._letters(layer) == "title" else "words held at arm’s length"
        if layer.kind == "cue":
            return f"reporting words of {clean(layer.anchor.of)}"
        if isinstance(node, Attribution):
            words = f"{self.say.names(node.voices, capital=True)} {self.say.act(node)}"
            about = self.say.statement(node.id)
            words += f": {clean(about.text)}" if about is not None else ""
        elif isinstance(node, Statement):
            words = f"{node.node}: {clean(node.text)}"  # type: ignore[attr-defined]
        elif isinstance(node, Voice):
            words = clean(node.name)
        else:
            words = clean(layer.anchor.of)
        return words + (f" ({_TREATED[layer.treated]})" if layer.treated in _TREATED else "")

    # -- below it ----------------------------------------------------------------------------------------------

    def _nodes(self) -> str:
        groups: dict[tuple[str, tuple[str, ...]], list[Layer]] = {}
        for layer in sorted(self.layers, key=lambda x: (x.stretches[0].start, x.number)):
            if layer.kind != "cue":
                kind = layer.kind if layer.kind in ("own", "mark") else "voice"
                groups.setdefault((kind, layer.voices), []).append(layer)
        out: list[str] = []
        for kind in ("voice", "own", "mark"):
            for (which, voices), layers in groups.items():
                if which == kind:
                    out.append(self._group(kind, voices, layers))
        if not out:
            return ""
        return f'<section class="nodes">\n<h2>What the map ties to these words</h2>\n{"".join(out)}</section>\n'

    def _group(self, kind: str, voices: tuple[str, ...], layers: list[Layer]) -> str:
        role = self.say.role(voices[0]) if len(voices) == 1 and voices[0] in self.map else None
        small = f" <small>{escape(role)}</small>" if role and kind == "voice" else ""
        name = self.say.names(voices, capital=True)
        title = {"own": f"{name}: claims and premises", "mark": "Quotation marks that quote nobody"}.get(kind, name)
        disc = f'<span class="disc {self.classes(voices)}">{escape(self.letters(voices[:1]))}</span>'
        items = "".join(self._item(kind, layer) for layer in layers)
        return f"<h3>{'' if kind == 'mark' else disc}{escape(title)}{small}</h3>\n<ol>\n{items}</ol>\n"

    def _item(self, kind: str, layer: Layer) -> str:
        start = layer.stretches[0].start
        page = self.text.page_of(start)
        at = f"¶{self.text.paragraph_of(start)}" + (f", p. {clean(page.label)}" if page else "")
        sign = {"voice": _SIGNS.get(layer.treated, ""), "own": self._letters(layer)}.get(kind, "")
        about = self._about(layer)
        return (
            f'<li id="{self.id("n", layer.number)}" class="{self.colour(layer.voices)}">'
            f'<a class="at" href="#{self.id("a", layer.number)}"><b>{escape(sign)}</b> {escape(at)}</a>'
            f'<div><p dir="auto">“{escape(clean(layer.anchor.text))}”</p>'
            f'<p class="why">{escape(about)} · <code>{escape(clean(layer.anchor.of))}</code></p></div></li>\n'
        )

    def _unanchored(self) -> str:
        if not self.found.unanchored:
            return ""
        said = {"missing": "not in the article", "differs": "not in these words", "ambiguous": "in several places"}
        items = "".join(
            f'<li><span class="at">{said[one.status]}</span><div><p dir="auto">“{escape(clean(one.text))}”</p>'
            f'<p class="why"><code>{escape(clean(one.node))}</code></p></div></li>\n'
            for one in self.found.unanchored
        )
        return f'<section class="nodes">\n<h2>Quotes that were not found</h2>\n<ol>\n{items}</ol>\n</section>\n'
