"""Where quoted words stand in a map and in its article, and what the fixes of the rules about quotes write."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap import Diagnostic, check, reads
from argmap.checks.fixing import apply
from argmap.checks.held import (
    article_lines,
    as_written,
    excerpt,
    held,
    inner_span,
    place_of,
    standing,
    tail_span,
    text_span,
    unheld,
    words_span,
    written,
)
from argmap.checks.registry import checked
from argmap.checks.view import View
from argmap.diagnostics import Fix, Span
from argmap.sources.reading import source_from
from argmap.sources.text import SourceText, Stretch, TextBuilder

ARTICLE = """\
The bells of Tarn Cross

"The bells have rung since 1871, and we will not silence them now," said Petra
Hollis. She called the complaints "a summer fashion".

The café owners are torn. One of them, Béla Varga, says that guests leave
"before the second night is over". His neigh-
bour calls the bells “part of the «town»”.
"""
HEAD = """\
source bells: The bells of Tarn Cross
  text bells.txt
voice hollis: Petra Hollis
voice varga: Béla Varga
position ring: The bells should go on ringing.
"""
RULES = ["E701", "E702", "W703", "W704", "W705", "E708", "I709", "I710"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Where a map would stand beside the article."""
    (tmp_path / "bells.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "map.argmap"


def view_of(body: str, desk: Path, texts: dict[str, SourceText] | None = None) -> View:
    reading = reads(HEAD + body, path=desk)
    assert reading.ok, reading.diagnostics
    return View(reading.map, texts)


def at(text: str, span: Span | None) -> str | None:
    """What stands at a span of one line."""
    if span is None:
        return None
    assert span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


def found(body: str, desk: Path, rules: list[str] = RULES) -> list[Diagnostic]:
    reading = reads(HEAD + body, path=desk)
    assert reading.ok, reading.diagnostics
    return list(check(reading, rules))


def mended(body: str, desk: Path, code: str, safe: bool) -> str:
    """A map with the one fix of a code put in, after which nothing is wrong with its quotes."""
    (one,) = found(body, desk)
    assert one.code == code
    assert one.fix is not None
    assert one.fix.safe == safe
    new = apply(HEAD + body, [one.fix])
    assert check(reads(new, path=desk), RULES) == ()
    return new.removeprefix(HEAD)


# -- in the map ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        '"a summer fashion"',
        "“a summer fashion”",
        "«a summer fashion»",
        "« a summer fashion »",
        "„a summer fashion“",
        "„a summer fashion”",
        '"the \\"second\\" night"',
        "“the \\”second\\” night”",
        "„the \\”second\\“ night“",
        '"the “second” «night»"',
        '"a back\\slash"',
        '"x"',
    ],
)
@pytest.mark.parametrize(
    ("before", "after"), [("  hollis says: ", ""), ("  hollis says\n    ", " at ¶ 2"), ("  ", ' near "the bells"')]
)
def test_a_quote_is_marked_with_its_marks(quote: str, before: str, after: str, desk: Path) -> None:
    body = f"{before}{quote}{after}\n"
    view = view_of(body, desk)
    (anchor,) = held(view)
    assert at(HEAD + body, words_span(view, anchor)) == quote
    assert at(HEAD + body, inner_span(view, anchor)) == quote[1:-1]


def test_each_of_several_quotes_on_a_line_is_told_apart(desk: Path) -> None:
    body = '  hollis says, in a letter: "a summer fashion" “Petra” at ¶ 2 «a summer fashion» near "said" "\\"" "neighbour"\n'
    view = view_of(body, desk)
    spans = [at(HEAD + body, words_span(view, anchor)) for anchor in held(view)]
    assert spans == ['"a summer fashion"', "“Petra”", "«a summer fashion»", '"\\""', '"neighbour"']


def test_cues_are_found_in_their_order_wherever_comments_stand(desk: Path) -> None:
    body = """\
  varga says that hollis says: "a summer fashion"
// cue "no cue"
    note cue "no cue"
    | cue "no cue"
    // cue "no cue"

    cue "called" “the \\” bells” // "says
    because calm: cue "no cue"
      note cue "no cue"
  // Between two attributions.
  hollis claims
    cue «said»
"""
    body = body.replace(' // "says', "")
    view = view_of(body, desk)
    cues = [a for a in held(view) if a.kind == "cue"]
    assert [(a.of, a.number, at(HEAD + body, words_span(view, a))) for a in cues] == [
        ("ring/varga-says/hollis-says", 0, '"called"'),
        ("ring/varga-says/hollis-says", 1, "“the \\” bells”"),
        ("ring/hollis-claims", 0, "«said»"),
    ]


def test_marks_of_a_source_are_found(desk: Path) -> None:
    body = 'source second: The same\n  text bells.txt\n  title "The bells" at ¶ 2\n  scare «before» near "guests"\n'
    view = view_of(body, desk)
    marks = [(at(HEAD + body, words_span(view, a)), a.kind) for a in held(view)]
    assert marks == [('"The bells"', "mark"), ("«before»", "mark")]


@pytest.mark.parametrize(
    ("tail", "word", "what"),
    [
        (" at ¶ 2", "at", "¶ 2"),
        ("  at  pp. 4 – 5  ", "at", "pp. 4 – 5"),
        (' in bells near "at ¶ 3" at par. 2', "at", "par. 2"),
        (' in bells near "at ¶ 3" at par. 2', "near", '"at ¶ 3"'),
        (' at ¶ 2 near «the bells» in bells "Petra"', "at", "¶ 2"),
        (' at ¶ 2 near «the bells» in bells "Petra"', "near", "«the bells»"),
        (' at ¶ 2 near «the bells» in bells "Petra"', "in", "bells"),
        (' at l. 3 "Petra" at ¶ 2', "at", "l. 3"),
        (' "Petra" at ¶ 2', "at", None),
        (" at ¶ 2 anchor 12+3,20+4 in bells", "anchor", "12+3,20+4"),
        ("", "at", None),
    ],
)
def test_what_stands_behind_a_quote_is_found(tail: str, word: str, what: str | None, desk: Path) -> None:
    body = f'  hollis says: "a summer fashion"{tail}\n'
    view = view_of(body, desk)
    assert at(HEAD + body, tail_span(view, held(view)[0], word)) == what


@pytest.mark.parametrize("path", ["bells.txt", "my articles/the bells.txt", "a//b.txt"])
def test_the_path_of_a_text_is_found(path: str, desk: Path) -> None:
    body = f"source one: One\n  note text no.txt\n// text no.txt\n  | text no.txt\n\n  text   {path}\nclaim text: text no.txt\n"
    view = view_of(body, desk)
    assert at(HEAD + body, text_span(view, view.map["one"])) == path  # type: ignore[arg-type]


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“", "„”"])
@pytest.mark.parametrize("words", ["a “b” c", "„a“", "«a»", '"a" said "b"', '"', "a\\b", "a \\” b", "[…]"])
def test_words_are_written_so_that_they_read_as_they_are(marks: str, words: str, desk: Path) -> None:
    text = f"{HEAD}  hollis says: {marks[0]}so{marks[1]}\n"
    view = view_of(text.removeprefix(HEAD), desk)
    (anchor,) = held(view)
    new = apply(text, [Fix.at(inner_span(view, anchor), as_written(view, anchor, words), False)])
    assert [q.text for q in reads(new).map.quotes] == [words]


# -- in the article --------------------------------------------------------------------------------------------


def test_an_excerpt_shows_what_stands_around_and_no_more_than_the_paragraph() -> None:
    source = source_from(ARTICLE.encode(), "bells.txt")

    def around(words: str, width: int = 24) -> str:
        start = source.text.index(words)
        return excerpt(source, Stretch(start, start + len(words)), width)

    assert around("a summer fashion") == 'called the complaints "a summer fashion".'
    assert around("Petra", 3) == "Petra"
    assert around("The bells of") == "The bells of Tarn Cross"
    assert around("neigh-\nbour", 0) == "neighbour"
    assert around("The bells of Tarn Cross\n\n", 0) == "The bells of Tarn Cross"


def test_an_excerpt_of_a_long_stretch_shows_both_ends() -> None:
    text = " ".join(f"word{n}" for n in range(100))
    shown = excerpt(source_from(text.encode(), "a.txt"), Stretch(0, len(text)))
    assert shown.startswith("word0 word1 ")
    assert " … " in shown
    assert shown.endswith(" word98 word99")
    assert len(shown) <= 160


def test_folded_words_are_found_where_they_stand_once() -> None:
    text = "Don’t ask Petra\nHollis for $900; petra knows."
    assert standing("petra hollis", text) == (10, 22)
    assert standing("petra", text) is None
    assert standing("hol", text) is None
    assert standing("", text) is None
    assert written("don't", text) == "Don’t"
    assert written("petra hollis", text) == "Petra Hollis"
    assert written("$", text) == "$"
    assert written("pete", text) == "pete"


def paged() -> SourceText:
    """An article whose first pages have Roman numbers."""
    builder = TextBuilder("pdf")
    for label, text in [("i", "The first page."), ("ii", "The second page."), ("1", "The third page."), ("5", "Last.")]:
        builder.page(label)
        builder.add(text)
        builder.paragraph()
    return builder.build("bells.pdf")


@pytest.mark.parametrize(
    ("words", "unit", "place"),
    [
        ("third", "", "p. 1"),
        ("third", "p.", "p. 1"),
        ("Last", "p.", "p. 5"),
        ("third", "¶", "¶ 3"),
        ("third", "l.", "l. 5"),
        ("second", "p.", "p. 2"),
        ("first", "p.", "¶ 1"),
    ],
)
def test_a_place_is_named_so_that_it_leads_back(words: str, unit: str, place: str, desk: Path) -> None:
    source = paged()
    view = view_of("", desk, {"bells": source})
    assert place_of(view, "bells", source.text.index(words), unit) == place
    told = found_in(f'  hollis says: "{words}" at {place}\n', desk, source, ["W704"])
    assert told == []


def found_in(body: str, desk: Path, source: SourceText, rules: list[str]) -> list[Diagnostic]:
    reading = reads(HEAD + body, path=desk)
    assert reading.ok, reading.diagnostics
    return list(check(reading, rules, texts={"bells": source}))


def test_a_text_that_is_given_goes_before_a_file(desk: Path) -> None:
    other = source_from(b"Nothing of all this.", "other.txt")
    body = '  hollis says: "a summer fashion"\n'
    assert found(body, desk) == []
    assert [d.code for d in found_in(body, desk, other, RULES)] == ["E701"]


def test_lines_of_an_article_are_shown_only_where_there_are_some(desk: Path) -> None:
    body = '  hollis says: "a winter fashion"\n'
    (one,) = found(body, desk)
    (place,) = one.related
    assert place.span.line == 4
    assert at(ARTICLE, place.span) == "summer"
    view = view_of(body, desk)
    assert article_lines(view) == {place.span.file: ARTICLE.split("\n")}
    page = source_from(f"<html><body><p>{ARTICLE}</p></body></html>".encode(), "bells.html")
    (one,) = found_in(body, desk, page, RULES)
    assert one.related == ()
    assert one.notes[-1].endswith(": a summer fashion")
    assert article_lines(view_of(body, desk, {"bells": page})) == {}


def test_quotes_that_are_compared_with_nothing_are_counted(desk: Path) -> None:
    body = 'source lost: Lost\n  text lost.txt\nclaim a: A.\n  "x" in lost\n  "y" in lost\n  "bells"\n'
    assert unheld(view_of(body, desk)) == 2
    done = checked(reads(HEAD + body, path=desk), ["E701"])
    assert done.unheld == 2
    assert {path.name for path in done.files} == {"bells.txt", "lost.txt"}
    # Without a place in a folder, no file is looked for.
    assert checked(reads(HEAD + body), RULES).unheld == 3


# -- fixes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“"])
@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("The bells have rung since 1817", "The bells have rung since 1871"),
        ("and we will silence them now", "and we will not silence them now"),
        ("a winter fashion", "a summer fashion"),
        ("guests leave before the third night is over", 'guests leave "before the second night is over'),
        ("His neighbour calls the clock part of the town", "His neighbour calls the bells “part of the «town"),
        ("said Petra Hollins.", "said Petra Hollis."),
        ("a summer fash", "a summer fashion"),
    ],
)
def test_the_fix_of_e702_restores_the_words_of_the_source(marks: str, wrong: str, right: str, desk: Path) -> None:
    new = mended(f"  {marks[0]}{wrong}{marks[1]} in bells\n", desk, "E702", safe=False)
    (quote,) = reads(HEAD + new).map.quotes
    assert (quote.text, quote.source) == (right, "bells")


@pytest.mark.parametrize(
    "quote", ["a winter … fashion", "[it was] a winter fashion", "The bells […] since 1817, and we"]
)
def test_e702_has_no_fix_for_what_its_analyst_marked(quote: str, desk: Path) -> None:
    (one,) = found(f'  "{quote}"\n', desk)
    assert (one.code, one.fix) == ("E702", None)


def test_e702_names_the_gravest_difference_and_lists_the_others(desk: Path) -> None:
    body = '  hollis says: "The bell has rung since 1817, and we will never silence them"\n'
    (one,) = found(body, desk)
    assert one.message == "the quote has `never` where `bells` has `not` (and 2 more differences)"
    assert at(HEAD + body, one.span) == "never"
    assert one.notes[0] == "besides: `bell has` for `bells have`, `1817` for `1871`"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"a summer fashion" at ¶ 3', '"a summer fashion" at ¶ 2'),
        ('"a summer fashion" at  p.1  in bells', None),
        ('“a summer fashion” near "at ¶ 3" at par. 3-4 in bells', '“a summer fashion” near "at ¶ 3" at ¶ 2 in bells'),
        ('“Petra” near "said" at paragraphs 3 – 4 in bells', '“Petra” near "said" at ¶ 2 in bells'),
        (
            '«a summer fashion» in bells at line 1 "The bells have"',
            '«a summer fashion» in bells at l. 4 "The bells have"',
        ),
    ],
)
def test_the_fix_of_w704_writes_the_place(before: str, after: str | None, desk: Path) -> None:
    """A plain text has no pages; `near` may hold what looks like a place."""
    start = "  hollis says: " if "The bells" in before else "  "
    told = [d for d in found(f"{start}{before}\n", desk, ["W704"]) if d.fix]
    assert [(d.code, d.fix.safe) for d in told if d.fix] == [("W704", True)] * (after is not None)
    if after is not None:
        new = apply(f"{HEAD}{start}{before}\n", [d.fix for d in told if d.fix])
        assert new == f"{HEAD}{start}{after}\n"
        assert not [d for d in check(reads(new, path=desk), ["W704"]) if d.fix]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"The cafe owners are torn."', '"The café owners are torn."'),
        ("“the CAFE owners, Bela”", None),
        ('"one of them, bela VARGA, says"', '"one of them, Béla VARGA, says"'),
        ("«cafe owners are torn. One of them, Bela»", "«café owners are torn. One of them, Béla»"),
    ],
)
def test_the_fix_of_i710_changes_accents_alone(before: str, after: str | None, desk: Path) -> None:
    if after is None:
        assert "I710" not in {d.code for d in found(f"  {before}\n", desk)}
    else:
        assert mended(f"  {before}\n", desk, "I710", safe=True) == f"  {after}\n"


def test_i710_has_no_fix_where_a_word_stands_twice(desk: Path) -> None:
    desk.with_name("bells.txt").write_text("The café and the café are torn.\n", encoding="utf-8")
    (one,) = found('  "The cafe and the café are torn"\n', desk)
    assert (one.code, one.fix) == ("I710", None)


def test_the_fix_of_e701_names_the_source_in_which_the_words_stand(desk: Path) -> None:
    desk.with_name("report.txt").write_text("It was found too dear.\n", encoding="utf-8")
    body = '  "found too dear" at ¶ 1\nsource report: Report\n  text report.txt\n'
    assert mended(body, desk, "E701", safe=False).startswith('  "found too dear" in report at ¶ 1\n')
    (one,) = found('  "too dear" in bells\nsource report: Report\n  text report.txt\n', desk)
    assert (one.code, one.fix) == ("E701", None)
    assert one.help == "they stand in `report`: write `in report` behind the quote"


# -- what is told ----------------------------------------------------------------------------------------------


def test_w703_shows_some_places_and_counts_the_others(desk: Path) -> None:
    desk.with_name("bells.txt").write_text("\n\n".join(f"Bell {n} rings." for n in range(8)), encoding="utf-8")
    (one,) = found('  "rings"\n', desk)
    assert one.message == "these words stand in 8 places of `bells`"
    assert one.notes == (*(f"¶ {n + 1}: Bell {n} rings." for n in range(5)), "and 3 more")
    assert one.help == 'say which is meant: add `at ¶ 1`, or `near "…"` with words beside them; or quote more words'


def test_an_included_map_is_held_to_its_own_articles(desk: Path) -> None:
    folder = desk.parent / "inner"
    folder.mkdir()
    (folder / "lake.txt").write_text("The lake is cold.\n", encoding="utf-8")
    (folder / "lake.argmap").write_text(
        'source lake: The lake\n  text lake.txt\nclaim cold: It is cold.\n  "lake is called"\n  "lake is cold"\n',
        encoding="utf-8",
    )
    (desk.parent / "pyproject.toml").write_text("", encoding="utf-8")
    body = "include inner/lake.argmap as lake\n"
    (one,) = found(body, desk)
    assert (one.code, Path(one.span.file).name, one.span.line) == ("E702", "lake.argmap", 4)
    assert [Path(r.span.file).parts[-2:] for r in one.related] == [("inner", "lake.txt")]
