"""What of an article a map covers."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from support.drawn_maps import HOSTILE, maps, texts

import argmap
from argmap.anchoring.anchors import anchors
from argmap.anchoring.coverage import (
    KINDS,
    STATES,
    TREATMENTS,
    Coverage,
    Layer,
    coverage,
    coverage_schema,
    is_heading,
    layers_of,
    runs_of,
    to_json,
)
from argmap.anchoring.coverage_text import render_coverage
from argmap.anchoring.page import render_page, voice_colours
from argmap.anchoring.texts import Texts
from argmap.drawing.scene import Card, make_scene
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Quote
from argmap.sources.limits import SourceError
from argmap.sources.plain import read_plain
from argmap.sources.reading import source_from
from argmap.sources.text import SourceText

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```([^\n]*)\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)

ARTICLE = """\
Mind the ferry

By Ines Moor

The ferry to Hallow will stop in autumn. “We cannot pay for empty boats,” said the harbour master, Odd Berg. Nobody
asked the islanders.

“Berg told me ‘not a word’ last week,” Una Strand recalled. “The ferry is our road. It carries the post, the doctor
and the bread. Take it away and Hallow is a rock.” The council calls its plan “Safe Passage”.

The plan saves nothing: the bus round the bay costs as much. “Empty boats” they are not.
"""

MAP = """\
source leader: Mind the ferry
  title "Safe Passage" at ¶ 4

voice author: Ines Moor
voice berg: Odd Berg
  person
voice strand: Una Strand
  person
voice council: the council
  organisation

claim keep: The ferry should stay.
  because nothing: Stopping it saves nothing.
    "The plan saves nothing: the bus round the bay costs as much" at ¶ 5
  because strand says rock
  but berg says unpaid

position unpaid: There is no money for the ferry.
  berg says: "We cannot pay for empty boats"
    cue "said the harbour master"
  author rejects

position rock: Without the ferry the island is cut off.
  strand says: "The ferry is our road … Hallow is a rock"
    "“Berg told me ‘not a word’ last week,”"
  author endorses
"""


def held(map: ArgumentMap, article: str) -> tuple[Texts, tuple[Coverage, ...]]:
    assert map.first_source is not None
    given_ = Texts(map, {map.first_source.id: source_from(article.encode(), "article.txt")})
    return given_, coverage(map, given_)


def one(markup: str, article: str = ARTICLE) -> Coverage:
    (found,) = held(argmap.loads(markup), article)[1]
    return found


def page(markup: str, article: str = ARTICLE) -> str:
    map = argmap.loads(markup)
    given_, found = held(map, article)
    return render_page(map, given_, found, anchors(map, given_))


def states(found: Coverage) -> list[tuple[str, str]]:
    return [(q.words.strip("“”‘’,."), q.state) for q in found.quotations]


# -- quotations ------------------------------------------------------------------------------------------------


def test_every_quotation_has_a_state() -> None:
    found = one(MAP)
    assert states(found) == [
        ("We cannot pay for empty boats", "attributed"),
        ("Berg told me ‘not a word’ last week", "attributed"),
        ("not a word", "attributed"),
        ("The ferry is our road. It carries the post, the doctor and …", "attributed"),
        ("Safe Passage", "marked"),
        ("Empty boats", "missing"),
    ]
    assert [q.depth for q in found.quotations] == [0, 0, 1, 0, 0, 0]
    assert found.quotations[0].nodes == ("unpaid/berg-says",)
    assert found.quotations[2].nodes == ("rock/strand-says",), "covered with the one around it"
    assert found.quotations[4].nodes == ("leader/m1",)
    assert found.quotations[5].nodes == ()
    assert found.quotations[5].place == "¶ 5, line 11"
    figures = found.figures
    assert (figures.quotations, figures.attributed, figures.marked, figures.missing) == (6, 4, 1, 1)
    assert [q.words for q in found.open] == ["“Empty boats”"]


def test_a_nested_quotation_may_be_marked_by_itself() -> None:
    found = one(MAP.replace('title "Safe', 'scare "not a word"\n  title "Safe'))
    assert states(found)[1:3] == [("Berg told me ‘not a word’ last week", "attributed"), ("not a word", "marked")]
    assert found.quotations[2].nodes == ("leader/m1",)


def test_a_statement_that_nobody_holds_only_quotes() -> None:
    found = one(MAP + '\npremise full: The boats are not empty.\n  "Empty boats” they are not" at ¶ 5\n')
    (last,) = found.open
    assert (last.state, last.nodes, last.share) == ("quoted", ("full",), 1.0)
    author = 'position full: Full.\n  author doubts\n  "Empty boats” they are not" at ¶ 5\n'
    assert one(MAP + author).open[0].state == "quoted"
    theirs = 'position full: Full.\n  strand says\n  "Empty boats” they are not" at ¶ 5\n'
    assert not one(MAP + theirs).open


@pytest.mark.parametrize(
    ("quote", "state", "share"),
    [
        ("The ferry is our road", "missing", 0.21),
        ("The ferry is our road. It carries the post, the doctor and the bread", "attributed", 0.66),
        ("The ferry is our road […] Hallow is a rock", "missing", 0.38),
        ("The ferry is our road … Hallow is a rock", "attributed", 1.0),
        ("The ferry is our lifeline … Hallow is a rock", "missing", 0.0),
    ],
)
def test_how_much_of_a_quotation_is_enough(quote: str, state: str, share: float) -> None:
    found = one(MAP.replace("The ferry is our road … Hallow is a rock", quote))
    quotation = found.quotations[3]
    assert quotation.state == state
    assert quotation.share == pytest.approx(share, abs=0.02)
    assert quotation.nodes == (() if share == 0 else ("rock/strand-says",))


def test_quotes_without_a_place_cover_nothing() -> None:
    found = one(
        MAP.replace("We cannot pay for empty boats", "We cannot pay for full boats").replace(
            "at ¶ 5", 'at ¶ 5\n    "the"'
        )
    )
    assert [(u.node, u.kind, u.of, u.status) for u in found.unanchored] == [
        ("nothing/q2", "quote", "nothing", "ambiguous"),
        ("unpaid/berg-says/q1", "quote", "unpaid/berg-says", "differs"),
    ]
    assert found.quotations[0].state == "missing"


# -- paragraphs, sentences, words ------------------------------------------------------------------------------


def test_what_no_anchor_touches() -> None:
    found = one(MAP)
    assert found.paragraphs == ()
    assert [s.words for s in found.sentences] == [
        "The ferry to Hallow will stop in autumn.",
        "Nobody asked the islanders.",
        "“Empty boats” they are not.",
    ]
    bare = one(MAP.replace('"The plan saves nothing: the bus round the bay costs as much" at ¶ 5', "type fact"))
    assert [p.paragraph for p in bare.paragraphs] == [5]
    assert (bare.figures.paragraphs, bare.figures.paragraphs_anchored) == (3, 2)


@pytest.mark.parametrize("text", ["Mind the ferry", "By Ines Moor\n1 May 2031", "I. Costs", "§"])
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize("text", ["No.", "“Never!”", "He said:", "word " * 16, "何もない。"])
def test_no_headings(text: str) -> None:
    assert not is_heading(text)


def test_whose_words_and_how_treated() -> None:
    figures = one(MAP).figures
    by_voice = {row.voices: row.words for row in figures.by_voice}
    assert by_voice == {("berg",): 6, ("author",): 4 + 12 + 2, ("strand",): 8 + 22}
    assert figures.by_treatment == {
        "own": 18, "endorses": 30, "reports": 0, "distances": 0, "doubts": 0, "rejects": 6
    }  # fmt: skip
    assert figures.words_anchored == 54


def test_whoever_speaks_against_a_position_is_treated_the_other_way_round() -> None:
    reports = 'position a: A.\n  author {}\n  berg {}: "said"\n'
    for verdict, verb, treated in (
        ("rejects", "says", "rejects"),
        ("rejects", "denies", "endorses"),
        ("endorses", "denies", "rejects"),
        ("doubts", "denies", "doubts"),
    ):
        assert layers(reports.format(verdict, verb))[0].treated == treated
    assert layers('claim a: A.\n  berg denies: "said"\n')[0].treated == "rejects"
    assert layers('claim a: A.\n  berg says: "said"\n')[0].treated == "endorses"


def layers(entries: str, article: str = "He said so.") -> tuple[Layer, ...]:
    map = argmap.loads("source s: S\nvoice berg: Odd Berg\n" + entries)
    given_ = Texts(map, {"s": source_from(article.encode(), "a.txt")})
    return layers_of(map, "s", anchors(map, given_))


def test_overlapping_anchors_are_split_into_runs() -> None:
    markup = 'claim a: A.\n  "one two three four"\nposition b: B.\n  berg says: "three four five"\n    cue "two"\n'
    article = "one two three four five six"
    found = layers(markup, article)
    runs = [(article[r.start : r.end], r.first and r.first.kind, r.kinds) for r in runs_of(found, len(article), [24])]
    assert runs == [
        ("one ", "own", {"own"}),
        ("two", "own", {"own", "cue"}),
        (" ", "own", {"own"}),
        ("three four", "speech", {"own", "speech"}),
        (" five", "speech", {"speech"}),
        (" ", None, frozenset()),
        ("six", None, frozenset()),
    ]


# -- output ----------------------------------------------------------------------------------------------------


def test_the_report_in_the_docs() -> None:
    article, report = (body for info, body in BLOCKS if info == "text")
    map = argmap.loads(next(body for info, body in BLOCKS if info == "argmap lido.argmap"))
    given_ = Texts(map, {"leader": source_from(article.encode(), "keep-swimming.txt")})
    assert render_coverage(map, coverage(map, given_)) == report


def test_the_report() -> None:
    map = argmap.loads(MAP.replace("ferry is our road", "ferry is a road"))
    assert (
        render_coverage(map, held(map, ARTICLE)[1])
        == """\
Mind the ferry (leader, article.txt)
  quotations       4 of      6  (3 attributed, 1 marked as title or scare, 2 missing)
  paragraphs       3 of      3
  sentences        4 of     10
  words           32 of     87  (37%)

Quotations of which the map does not say whose they are
  ¶ 4, line 8: “The ferry is our road. It carries the post, the doctor and …
      not quoted; say whose words these are, or that they are a `title` or `scare`
  ¶ 5, line 11: “Empty boats”
      not quoted; say whose words these are, or that they are a `title` or `scare`

Quotes that cover nothing
  rock/strand-says/q1: “The ferry is a road … Hallow is a rock” is there in other words

Sentences without words in the map
  ¶ 3, line 5: The ferry to Hallow will stop in autumn.
  ¶ 3, line 5: Nobody asked the islanders.
  ¶ 4, line 8: “The ferry is our road.
  ¶ 4, line 8: It carries the post, the doctor and the bread.
  ¶ 4, line 9: Take it away and Hallow is a rock.”
  ¶ 5, line 11: “Empty boats” they are not.

Whose words these are
      18  Ines Moor
       8  Una Strand
       6  Odd Berg

How the author treats them
      18  the author’s own
       8  endorsed by the author
       6  rejected
"""
    )


def test_long_lists_are_cut() -> None:
    article = "".join(f"Sentence {n} stands here all alone.\n\n" for n in range(40)) + "The end is near."
    text = render_coverage(argmap.loads("source s: S\n"), held(argmap.loads("source s: S\n"), article)[1])
    assert text.count("all alone") == 12
    assert "  and 29 more\n" in text
    assert "inf" not in text
    assert "nan" not in text


def test_json() -> None:
    found = one(MAP)
    data = json.loads(found.to_json())
    jsonschema.Draft202012Validator.check_schema(coverage_schema())
    jsonschema.validate(data, coverage_schema())
    assert json.loads(to_json([found])) == {"version": 1, "sources": [data]}
    for part in (
        data,
        data["figures"],
        data["quotations"][0],
        one(MAP + 'claim x: X.\n  "xyz"\n').to_dict()["unanchored"][0],
    ):
        for key in part:
            assert f"`{key}`" in DOCS or key.removesuffix("_anchored") in part, key
    for word in (*STATES, *TREATMENTS):
        assert f"`{word}`" in DOCS


# -- the page --------------------------------------------------------------------------------------------------

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Checks that tags are closed in order, and keeps IDs, links and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "a" not in self.open:
            self.words.append(data)


ATTRIBUTES = {"charset", "class", "content", "dir", "href", "http-equiv", "id", "lang", "name", "rel", "style", "title"}


def read(html: str) -> Reader:
    reader = Reader(html)
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.attributes <= ATTRIBUTES
    assert not reader.tags & {"script", "link", "img", "iframe", "object", "form", "base", "svg"}
    for link in reader.links:
        assert link.startswith(("#", "https://", "http://", "mailto:"))
        if link.startswith("#"):
            assert link[1:] in reader.ids
    assert "url(" not in html
    assert "@import" not in html
    return reader


def test_the_page_is_the_article() -> None:
    reader = read(page(MAP))
    shown = " ".join("".join(reader.words).replace("\u2060", "").split())
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", ARTICLE)


def test_what_the_page_shows() -> None:
    html = page(MAP)
    assert page(MAP) == html
    assert '<span class="s v1 t-endorses"' in html or '<span class="s v0 t-endorses"' in html
    assert "t-rejects" in html
    assert ">US ✓</a>" in html
    assert ">OB ✗</a>" in html
    assert ">P</a>" in html
    assert ">title</a>" in html
    assert '<span class="mark"' in html
    assert '<span class="gap-q" id="q0"' in html
    assert '<span class="cue"' in html
    assert "5 of 6" in html
    assert "prefers-color-scheme:dark" in html
    assert "@media print" in html
    assert ">not in the map<" in html


def test_a_quotation_over_paragraphs_is_framed_in_each() -> None:
    html = page("source s: S\n", "“One is said here.\n\n“Two is said here,” he said.\n\nThree is said.")
    read(html)
    assert html.count('<span class="gap-q"') == 3, "two paragraphs, and the key"
    assert html.count('id="q0"') == 1


def test_several_sources_on_one_page() -> None:
    map = argmap.loads('source a: A\nsource b: B\nclaim x: X.\n  "one" in a\n  "two" in b\n')
    given_ = Texts(map, {"a": source_from(b"one is it.", "a.txt"), "b": source_from(b"two is it.", "b.txt")})
    found = coverage(map, given_)
    assert [one.source for one in found] == ["a", "b"]
    read(render_page(map, given_, found, anchors(map, given_)))


def test_nothing_of_an_article_becomes_markup() -> None:
    evil = '<script>alert(1)</script> "quoted" &amp; <b onclick="x()">bold</b> \x1b[31m \u202eevil. '
    markup = (
        'source s: <script>alert(2)</script>\n  url javascript:alert(3)\n  title "quoted"\n'
        "voice v: <img src=x onerror=alert(4)>\nclaim c: </style><script>alert(5)</script>\n"
        '  v says: "<b onclick=\\"x()\\">bold</b>"\n'
    )
    html = page(markup, evil * 3)
    read(html)
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "javascript:" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html
    map = argmap.loads(markup)
    text = render_coverage(map, held(map, evil * 3)[1])
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_voices_have_the_colours_of_the_drawing() -> None:
    for name in ("night-trains", "alliance"):
        map = argmap.load(ROOT / "examples" / f"{name}.argmap")
        colours = voice_colours(map)
        cards = [p for p in make_scene(map).parts if isinstance(p, Card) and p.speaker]
        names = {getattr(map[id], "name", "").casefold(): id for id in colours}
        known = [s for s in (c.speaker for c in cards) if s and s.name.casefold() in names]
        assert len(known) > 5
        assert all(s.colour == colours[names[s.name.casefold()]] for s in known)


# -- any map, any article --------------------------------------------------------------------------------------

words = st.sampled_from([*ARTICLE.split(), "“", "”", "…", "[…]", "‘no’", "\n\n", "\n", "\f", "\u00ad", *HOSTILE])
articles = st.lists(words, max_size=60).map(lambda parts: " ".join(["Ferry:", *parts]))


@st.composite
def quoted_maps(draw: st.DrawFn) -> tuple[ArgumentMap, str]:
    """A map with quotes, most of them from the article."""
    map, article = draw(maps()), draw(articles)
    nodes = []
    for node in map.nodes:
        if isinstance(node, Quote) and draw(st.booleans()):
            start = draw(st.integers(0, len(article) - 1))
            cut = article[start : start + draw(st.integers(1, 80))]
            node = node.model_copy(
                update={"text": cut.replace(" ", draw(st.sampled_from([" ", " … ", " […] "])), 1), "at": None}
            )
        nodes.append(node)
    return map.model_copy(update={"nodes": tuple(nodes)}), article


def plain(article: str) -> SourceText:
    try:
        return read_plain(article.encode("utf-8", "replace"), "a.txt")
    except SourceError:
        reject()


@settings(max_examples=120, deadline=None)
@given(quoted_maps())
def test_figures_add_up(drawn: tuple[ArgumentMap, str]) -> None:
    map, article = drawn
    given_ = Texts(map, {source.id: plain(article) for source in map.sources})
    all_anchors = anchors(map, given_)
    found = coverage(map, given_, all_anchors)
    assert len(found) == len(map.sources)
    for one_ in found:
        figures = one_.figures
        assert (
            figures.quotations
            == len(one_.quotations)
            == sum((figures.attributed, figures.marked, figures.quoted, figures.missing))
        )
        assert figures.paragraphs - figures.paragraphs_anchored == len(one_.paragraphs)
        assert figures.sentences - figures.sentences_anchored == len(one_.sentences)
        assert 0 <= figures.words_anchored <= figures.words
        assert figures.words_anchored == sum(row.words for row in figures.by_voice)
        assert figures.words_anchored == sum(figures.by_treatment.values())
        assert len({row.voices for row in figures.by_voice}) == len(figures.by_voice)
        assert all(0 <= q.share <= 1 and (q.nodes or q.state == "missing") for q in one_.quotations)
        runs = list(runs_of(layers_of(map, one_.source, all_anchors), len(plain(article).text)))
        assert all(a.end == b.start for a, b in pairwise(runs))
        assert all((run.first is None) == (not run.kinds) and run.kinds <= set(KINDS) for run in runs)
        jsonschema.validate(json.loads(one_.to_json()), coverage_schema())
    render_coverage(map, found).encode("utf-8")
    read(render_page(map, given_, found, all_anchors))


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_any_text_as_article_and_as_quote(article: str, quote: str) -> None:
    map = argmap.loads("source s: S\nclaim c: C.\n").model_copy()
    nodes = (*map.nodes, Quote(id="c/q1", of="c", text=quote), Quote(id="c/q2", of="c", text=article))
    map = ArgumentMap(nodes=nodes)
    given_ = Texts(map, {"s": plain(article)})
    found = coverage(map, given_)
    assert found[0].figures.words >= found[0].figures.words_anchored
    read(render_page(map, given_, found, anchors(map, given_)))
