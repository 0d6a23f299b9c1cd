"""Maps without the words of their articles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources.makers import ARTICLE

import argmap
from argmap import ArgumentMap, dumps
from argmap.anchoring.anchors import letters_of
from argmap.anchoring.share import Shared, share
from argmap.anchoring.shortening import beginning, segments, shortened, units
from argmap.anchoring.texts import Texts
from argmap.model.nodes import Attribution, Mark, Quote, Source
from argmap.model.quotation import pieces
from argmap.notation.format import format_text
from argmap.sources.limits import SourceError
from argmap.sources.reading import source_from
from argmap.sources.signature import Signature
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText

ROOT = Path(__file__).parents[2]

MAP = """\
argmap 1

// What the column says, line by line.
map bell: Should the ferry bell ring?

// The column itself,
// as it was printed.
source column: Let the ferry bell ring
  in The Sound Courier
  // where my copy is
  text bell.txt
  scare "so-called tradition" at ¶ 5 near "costs the town two thousand nights a year"

voice adahl: Zoë Ådahl
  role chair of the committee on rest and traffic
voice brek: Tomas Brek
voice saal: Henrike Saal
voice hotels: the hotel keepers
voice courier: the Sound Courier

claim ring:   The bell must go on ringing.
  "So ring it at seven, if six is too early" at ¶ 8
  because signal: A recording is not a bell.
    "A signal tells those who need it […] a bell tells everybody that somebody is setting out"
    // to be checked
    "No loudspeaker has a mood"
  because brek says fog
  but noise

position noise: The bell is only noise.
  adahl says, to the council: "A town is not a museum of its noises" at ¶ 2
    cue "says"

position complaints: Many want to sleep.
  adahl tells, to courier, in March: "We counted 214 complaints in eleven months," "and 190 of them came from people who work at night"
    cue "told the Sound Courier in March" "She went on"
  adahl says: "Nobody … has read even one of them aloud"

position fog: Radar does not replace the bell.
  brek says: "[The committee] thinks that radar has made us safe … but radar has never woken a sleeping man"
    cue "he wrote in a letter that the council did not publish"
  brek says: "[H]e lost a brother in the fog of '61"

position quiet: Hardly anybody is woken.
  saal finds: "wakes hardly anybody who isn't awake already" at ¶ 5
    cue "measured the bell at 71 decibels" "and found that it"
  hotels say: "premature"
"""
TEXT = "\n\n".join(ARTICLE)
COLUMN = source_from(TEXT.encode(), "bell.txt")
COUNT = 18
"""Quotes, marks and cues in the map."""


def shared_of(markup: str = MAP, text: SourceText = COLUMN, keep: int = 6) -> Shared:
    m = argmap.loads(markup)
    return share(m, Texts(m, {"column": text}), keep, markup)


def kept(m: ArgumentMap) -> list[str]:
    """All words of a map that are its source's."""
    quotes = [n.text for n in m.nodes if isinstance(n, Quote | Mark)]
    return quotes + [cue for a in m.attributions for cue in a.cue]


def test_every_word_has_its_anchor() -> None:
    done = shared_of()
    assert (done.lost, done.leaks, done.unread, done.includes) == ((), (), (), ())
    ats = [n.anchor for n in done.map.nodes if isinstance(n, Quote | Mark)]
    ats += [at for a in done.map.attributions for at in a.cue_anchors]
    assert len(ats) == done.anchored == COUNT
    assert all(ats)
    assert all(n.near is None for n in done.map.nodes if isinstance(n, Quote | Mark))
    assert [q.at for q in done.map.quotes] == [q.at for q in argmap.loads(MAP).quotes]


def test_anchors_lead_to_the_words() -> None:
    letters = COLUMN.skeleton.letters
    for old, new in zip(argmap.loads(MAP).quotes, shared_of().map.quotes, strict=True):
        there = [letters[s.start : s.end] for s in letters_of(new.anchor)]
        parts = [folded(s.words) for s in segments(old.text.replace("[The committee]", "The committee"))]
        assert there[0].startswith(parts[0]), old.text
        assert there[-1].endswith(parts[-1]), old.text
        # What `…` leaves out belongs to the quote, what `[…]` leaves out does not.
        assert len(there) == 1 + old.text.count("[…]"), old.text


def test_what_is_written() -> None:
    done = shared_of()
    assert done.kept_layout
    m = argmap.loads(done.text)
    assert m == done.map
    source = m["column"]
    assert isinstance(source, Source)
    assert source.text is None
    assert source.signature == str(Signature.of(COLUMN))
    assert source.title == "Let the ferry bell ring"
    assert format_text(MAP) != MAP
    assert format_text(done.text) != done.text
    assert [w for w in kept(m) if len(w.replace("…", " ").replace("[ ]", "").split()) > 6] == []


def test_all_other_lines_stay_as_they_are() -> None:
    old, new = MAP.split("\n"), shared_of().text.split("\n")
    theirs = re.compile(r'\s+(?:scare|cue|text|signature|\||".*|\w+ \w+(?:,[^"]*)?: ")')
    plain = [line for line in old if not theirs.match(line)]
    assert [line for line in new if not theirs.match(line)] == plain
    assert "  // where my copy is" in plain
    assert len(plain) > 25


def test_quotes_keep_their_first_and_last_words() -> None:
    texts = kept(shared_of().map)
    assert texts == [
        "so-called tradition",
        "So ring it … is too early",
        "A signal tells … […] … is setting out",
        "No loudspeaker has a mood",
        "A town is … of its noises",
        "We counted 214 … in eleven months,",
        "and 190 of … work at night",
        "Nobody … has read … of them aloud",
        "[The committee] thinks … a sleeping man",
        "[H]e lost a … fog of '61",
        "wakes hardly anybody … isn't awake already",
        "premature",
        "says",
        "told the Sound Courier in March",
        "She went on",
        "he wrote in … did not publish",
        "measured the bell at 71 decibels",
        "and found that it",
    ]
    assert len(texts) == COUNT


@pytest.mark.parametrize(
    ("quote", "keep", "short"),
    [
        ("one two three four five six", 6, "one two three four five six"),
        ("one two three four five six seven", 6, "one two three … five six seven"),
        ("one two three four five six seven", 2, "one … seven"),
        ("one two three four five six seven", 3, "one two … seven"),
        ("“One, two!” he said; and three – or four.", 4, "“One, two!” … or four."),
        ("one two … three four five six", 6, "one two … three four five six"),
        ("one two … three four five six seven", 6, "one two … three … five six seven"),
        ("one … two three four five six seven eight", 4, "one … two … seven eight"),
        ("one two three four […] five six seven eight", 6, "one two three … […] … six seven eight"),
        ("one two three […] five six seven eight", 6, "one two three […] … six seven eight"),
        ("one two three [the club] five six seven", 6, "one two three … five six seven"),
        ("[the old club] one two three four five six seven", 6, "one two three … five six seven"),
        ("[the old club] one two three four five six seven", 8, "[the old club] one … four five six seven"),
        ("[what the club was called then] one two three four five six seven", 4, "one two … six seven"),
        ("[W]e one two three four five", 4, "[W]e one … four five"),
        ("re[open] the old swim[ming] pool at last today", 4, "re[open] the … last today"),
        ("well-known men-of-war out at sea", 4, "well-known men-of-war … at sea"),
        ("one—two—three—four—five", 4, "one—two … four—five"),
        ("a b c — d e f", 6, "a b c — d e f"),
        ("one two three four five six seven...", 6, "one two three … five six seven..."),
        ("島の鐘は毎朝六時に鳴らされる", 2, "島の…れる"),
        ("島の鐘は六時に鳴る", 6, "島の鐘は六時に鳴る"),
        ("नमस्ते दुनिया और सब लोग", 2, "नमस्ते … लोग"),
        ("…", 6, "…"),
        ("", 6, ""),
    ],
)
def test_shortening(quote: str, keep: int, short: str) -> None:
    assert shortened(quote, keep) == short
    assert shortened(short, keep) == short


QUOTES = st.lists(
    st.sampled_from(
        ["word", "two,", "[the club]", "[…]", "…", "[W]e", "l'été", "“no", "more”", "–", "鐘楼", "2.5", "x[y]z"]
    ),
    max_size=25,
).map(" ".join)


def _lettered(text: str) -> list[str]:
    """Its words; a dash alone is none."""
    return [word for word in text.split() if any(map(str.isalnum, word))]


@given(QUOTES, st.integers(2, 9))
def test_shortened_quotes_hold_few_words_and_stay_quotes(quote: str, keep: int) -> None:
    short = shortened(quote, keep)
    assert sum(u.weight for u in units(short)) <= 2 * keep or short == quote
    assert sum(u.weight for u in units(short) if u.kind == "word") <= 2 * keep
    assert "[…]" not in quote or "[…]" in short or sum(u.weight for u in units(quote)) > 2 * keep
    assert shortened(short, keep) == short
    before = [_lettered(s.words) for s in segments(quote) if _lettered(s.words)]
    if before:
        after = [_lettered(s.words) for s in segments(short) if _lettered(s.words)]
        assert after[0][0] == before[0][0]
        assert after[-1][-1] == before[-1][-1]
    assert all(p.kind != "words" or "[" not in p.text for p in pieces(short))


def test_the_first_words() -> None:
    assert beginning("one two three four", 2) == "one two"
    assert beginning("one two", 6) == "one two"


def test_other_numbers_of_words() -> None:
    few, many = shared_of(keep=2), shared_of(keep=50)
    assert max(len(re.sub(r"\[…\]|…", " ", w).split()) for w in kept(few.map)) == 2
    assert kept(many.map) == kept(argmap.loads(MAP))
    assert [q.anchor for q in few.map.quotes] == [q.anchor for q in many.map.quotes]
    assert few.left[0].letters < shared_of().left[0].letters < many.left[0].letters < len(COLUMN.skeleton)
    with pytest.raises(ValueError, match="two words or more"):
        shared_of(keep=1)


def test_sharing_again_changes_nothing() -> None:
    first = shared_of()
    again = shared_of(first.text)
    assert again.text == first.text
    assert (again.lost, again.anchored) == ((), COUNT)
    fewer = shared_of(first.text, keep=2)
    assert [q.anchor for q in fewer.map.quotes] == [q.anchor for q in first.map.quotes]


def test_words_that_are_not_found() -> None:
    wrong = MAP.replace("So ring it at seven,", "So ring it at eight,")
    wrong = wrong.replace('cue "says"', 'cue "boomed"').replace('hotels say: "premature"', 'hotels say: "she"')
    done = shared_of(wrong)
    assert [(u.kind, u.text, u.reason) for u in done.lost] == [
        ("quote", "So ring it at eight, if six is too early", "differs from the text"),
        ("cue", "boomed", "is not in the text"),
        ("quote", "she", "stands in 2 places"),
    ]
    assert [wrong.split("\n")[(u.line or 0) - 1].strip() != "" for u in done.lost] == [True] * 3
    assert done.anchored == COUNT - 3
    assert '"So ring it … is too early" at ¶ 8\n' in done.text
    assert argmap.loads(done.text) == done.map


def test_words_that_the_article_itself_has_in_brackets() -> None:
    text = TEXT + " “[The captain of the ferry] must not be asked to sail into a fog without a bell,” it says."
    quote = "[The captain of the ferry] must not be asked to sail into a fog without a bell"
    markup = f'source column: C\n\nclaim x: X.\n  "{quote}"\n'
    done = shared_of(markup, source_from(text.encode(), "a.txt"))
    (cut,) = done.map.quotes
    assert cut.text == "The captain of … without a bell"
    start, length = map(int, (cut.anchor or "").split("+"))
    assert folded(text)[start : start + length] == folded(quote)


def test_signs_alone_need_no_anchor() -> None:
    done = shared_of(MAP.replace('cue "says"', 'cue ","'))
    assert done.lost == ()
    assert done.anchored == COUNT - 1


# -- the article's words elsewhere -------------------------------------------------------------------------

RUN = "has rung its bell at six in the morning and"


@pytest.mark.parametrize(
    ("old", "new", "where", "node"),
    [
        ("Radar does not replace the bell.", f"They say {RUN} what it is.", "text", "fog"),
        ("  role chair of", f"  note Seen: {RUN.upper()} …\n  role chair of", "note", "adahl"),
        ("  role chair of", f"  meta seen: {RUN}\n  role chair of", "meta seen", "adahl"),
        ("role chair of the committee on rest and traffic", f"role {RUN}", "role", "adahl"),
        ("voice brek: Tomas Brek", f"voice brek: Tomas Brek\n  also {RUN}", "also", "brek"),
        ("voice saal: Henrike Saal", f"voice saal: {RUN}", "name", "saal"),
        ("map bell: Should the ferry bell ring?", f"map bell: {RUN}", "title", None),
        ("map bell: Should the ferry bell ring?", f"map bell: Bell\n  note {RUN}", "note", None),
        ("// to be checked", f"// {RUN}", "comment", None),
        ("// to be checked", "// has rung its bell\n    // at six – in\n    //the morning, and", "comment", None),
        ("in March:", f"in {RUN}:", "venue", "complaints/adahl-tells"),
        ("claim ring:", f"# {RUN}\n\nclaim ring:", "title", None),
    ],
)
def test_leaks(old: str, new: str, where: str, node: str | None) -> None:
    markup = MAP.replace(old, new)
    assert markup != MAP
    (leak,) = shared_of(markup).leaks
    assert leak.where == where
    assert leak.node == node or (node is None and str(leak.node).startswith("§/"))
    assert (leak.words, leak.source, leak.place) == (10, "column", "¶ 2")
    assert folded(leak.text) == folded(RUN)
    if leak.line is not None:
        assert markup.split("\n")[leak.line - 1].strip()


def test_seven_words_are_no_leak_and_a_title_is_none() -> None:
    seven = MAP.replace("The bell is only noise.", "The council has wanted it to stop.")
    assert shared_of(seven).leaks == ()
    titled = shared_of(MAP.replace("Let the ferry bell ring\n", f"{RUN}\n", 1))
    assert titled.leaks == ()
    assert argmap.loads(titled.text).sources[0].title == RUN


def test_leaks_in_a_script_without_spaces() -> None:
    text = "島の渡し船は九十年のあいだ毎朝六時に鐘を鳴らしてきたが、町の議会はこの一年それをやめさせようとしている。"
    text += "".join(f"{n}番目の手紙は港の夜について書かれていた。" for n in range(20))
    markup = (
        "source column: 鐘\nclaim c: 九十年のあいだ毎朝六時に鐘を鳴らしてきた。\n"
        '  "町の議会はこの一年それをやめさせようとしている" at ¶ 1\nclaim d: 毎朝六時に鐘を鳴らす。\n'
    )
    done = shared_of(markup, source_from(text.encode(), "a.txt"))
    assert [(leak.node, leak.words) for leak in done.leaks] == [("c", 10)]
    assert done.anchored == 1
    assert '"町の議会はこ…うとしている" at ¶ 1 anchor ' in done.text


def test_how_much_is_left() -> None:
    (left,) = shared_of().left
    assert left.of == len(COLUMN.skeleton)
    short = argmap.loads('source column: C\nclaim c: C.\n  "A town is not a museum of its noises"\n')
    one = share(short, Texts(short, {"column": COLUMN}))
    assert one.left[0].letters == len(folded("A town is of its noises"))
    assert not one.left[0].much
    assert shared_of(keep=50).left[0].much


# -- what cannot be shared, and what stays -----------------------------------------------------------------


def test_no_text_at_hand(tmp_path: Path) -> None:
    for markup, message in (
        (MAP, "no text of a source is at hand"),
        ("claim a: A.\n", "the map names no source"),
    ):
        m = argmap.loads(markup)
        with pytest.raises(SourceError, match=message) as refused:
            share(m, Texts(m))
        assert refused.value.help
    m = argmap.reads(MAP, path=tmp_path / "m.argmap").map
    with pytest.raises(SourceError, match="the text of `column` is not there"):
        share(m, Texts(m))
    (tmp_path / "bell.txt").write_text("Ring it.", encoding="utf-8")
    with pytest.raises(SourceError, match="`column` cannot be shared: this text has 6 letters"):
        share(m, Texts(m))
    (tmp_path / "bell.txt").write_bytes(b"")
    with pytest.raises(SourceError, match="cannot be read: the file is empty"):
        share(m, Texts(m))


def test_sources_whose_text_is_not_at_hand_are_left() -> None:
    more = MAP + '\nsource letter: A letter\n\nclaim x: X.\n  "eight words that stand in no text at hand" in letter\n'
    done = shared_of(more)
    assert done.unread == ("letter",)
    assert '  "eight words that stand in no text at hand" in letter\n' in done.text
    assert done.anchored == COUNT
    # Words of the article in a quote of another source are seen.
    (leak,) = shared_of(more.replace("eight words that", f"eight {RUN} words")).leaks
    assert leak.where == "text"
    assert leak.node == "x/q1"


def test_several_sources() -> None:
    more = MAP + '\nsource letter: A letter\n\nclaim x: X.\n  "one for the eighth of all the days of May" in letter\n'
    m = argmap.loads(more)
    words = " ".join(f"word number {n} in a letter to the council;" for n in range(40))
    letter = source_from(f"{words} and one for the eighth of all the days of May.".encode(), "letter.txt")
    done = share(m, Texts(m, {"column": COLUMN, "letter": letter}), markup=more)
    assert done.anchored == COUNT + 1
    assert argmap.loads(done.text) == done.map
    assert [s.signature for s in done.map.sources] == [str(Signature.of(COLUMN)), str(Signature.of(letter))]
    assert [left.source for left in done.left] == ["column", "letter"]


def test_included_maps_are_files_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "part.argmap").write_text(
        'source column: Let the ferry bell ring\n  text bell.txt\n\nclaim mood: It has a mood.\n  "No loudspeaker has a mood"\n',
        encoding="utf-8",
    )
    (tmp_path / "bell.txt").write_text(TEXT, encoding="utf-8")
    markup = (
        "include part.argmap as part\n\nclaim x: X.\n  because part.mood\n"
        '  "So ring it at seven, if six is too early" in part.column\n'
    )
    path = tmp_path / "whole.argmap"
    m = argmap.loads(markup, path=path)
    done = share(m, Texts(m), markup=markup)
    assert done.kept_layout
    assert done.includes == ("part.argmap",)
    assert done.anchored == 1
    assert done.text.startswith(markup.split('"')[0] + '"So ring it … is too early" in part.column anchor ')
    # Once the other is shared too, both hold no more than they should.
    part = argmap.load(tmp_path / "part.argmap")
    other = share(part, Texts(part))
    (tmp_path / "part.argmap").write_text(other.text, encoding="utf-8")
    both = argmap.loads(done.text, path=path)
    assert [s.signature for s in both.sources] == [str(Signature.of(COLUMN))]
    assert [bool(q.anchor) for q in both.quotes] == [True, True]


def test_without_markup_the_canonical_form_is_written() -> None:
    m = argmap.loads(MAP)
    done = share(m, Texts(m, {"column": COLUMN}))
    assert not done.kept_layout
    assert done.text == dumps(done.map)
    assert done.map == shared_of().map
    assert "//" not in done.text


def test_line_ends_and_tabs_are_kept() -> None:
    for markup in (MAP.replace("\n", "\r\n"), re.sub(r"(?m)^( +)", lambda s: "\t" * (len(s[1]) // 2), MAP)):
        done = shared_of(markup)
        assert done.kept_layout
        assert done.map == shared_of().map
        assert done.text.count("\r\n") == (done.text.count("\n") if "\r" in markup else 0)


def test_a_source_with_a_signature_and_a_text() -> None:
    old = f"  signature {Signature.of(source_from((TEXT + ' More.').encode(), 'a.txt'))}\n  text bell.txt\n"
    done = shared_of(MAP.replace("  text bell.txt\n", old))
    assert done.kept_layout
    assert done.text == shared_of().text


def test_an_example_of_the_project() -> None:
    path = ROOT / "examples" / "night-trains.argmap"
    markup = path.read_text(encoding="utf-8")
    m = argmap.load(path)
    done = share(m, Texts(m), markup=markup)
    assert done.kept_layout
    assert done.lost == ()
    assert done.anchored == sum(isinstance(n, Quote | Mark) for n in m.nodes) + sum(
        len(n.cue) for n in m.nodes if isinstance(n, Attribution)
    )
    assert argmap.loads(done.text) == done.map
    text = (path.parent / "night-trains.txt").read_text(encoding="utf-8")
    for run in (leak.text for leak in done.leaks):
        assert folded(run) in folded(text)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_words_but_the_kept_ones_are_left(data: st.DataObject) -> None:
    """Quotes from anywhere in the article: none gives more than six words in a row."""
    words = TEXT.split()
    lines = []
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(words) - 20))
        quote = " ".join(words[at : at + data.draw(st.integers(1, 18))]).translate(str.maketrans("", "", '"“”[]…'))
        if folded(quote):
            lines.append(f'  "{quote.strip()}"')
    markup = "source column: C\n\nclaim x: X.\n" + "\n".join(lines) + "\n"
    done = shared_of(markup)
    assert done.kept_layout
    whole = " ".join(re.sub(r"[^\w\s]", "", TEXT).split()).casefold()
    for quote in done.map.quotes:
        for segment in segments(quote.text):
            assert len(units(segment.words)) <= 6 or folded(segment.words) not in folded(whole)
    assert done.anchored + len(done.lost) == len(lines)
