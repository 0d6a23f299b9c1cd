"""Anchors of a shared map, proved on copies of the article."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from anchoring.test_share import COLUMN, COUNT, MAP, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st
from sources.makers import ARTICLE, docx, epub, html, printed, rows

import argmap
from argmap.anchoring.anchors import letters_of
from argmap.anchoring.share import share
from argmap.anchoring.texts import Texts
from argmap.anchoring.verify import AnchorReport, Report, stand, verify
from argmap.model.nodes import Attribution, Mark, Quote, Source
from argmap.sources.reading import source_from
from argmap.sources.signature import Signature
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText, Stretch

ROOT = Path(__file__).parents[2]


def shared(markup: str = MAP, text: SourceText = COLUMN) -> argmap.ArgumentMap:
    m = argmap.loads(markup)
    return argmap.loads(share(m, Texts(m, {"column": text}), markup=markup).text)


SHARED = shared()


def held(text: str | bytes, name: str = "copy.txt", m: argmap.ArgumentMap = SHARED) -> Report:
    return verify(m, {"column": source_from(text.encode() if isinstance(text, str) else text, name)})


def counts(report: Report) -> tuple[int, int, int]:
    return report.verified, report.located, report.lost


# -- copies that are the same ------------------------------------------------------------------------------

COPIES = {
    "itself": (TEXT.encode(), "bell.txt"),
    "wrapped": (printed(TEXT, 1).encode(), "a.txt"),
    "narrow": (printed(TEXT, 2, 24).encode(), "a.txt"),
    "Latin-1": (TEXT.replace("…", "...").replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'").replace("–", "-").encode("latin-1"), "a.txt"),
    "HTML": (html(ARTICLE), "a.html"),
    "HTML without anything around": (html(ARTICLE, around=False), "a.html"),
    "Word": (docx(ARTICLE), "a.docx"),
    "Word with changes": (docx(ARTICLE, changes=True), "a.docx"),
    "EPUB": (epub(ARTICLE), "a.epub"),
    "Markdown": (TEXT.replace("Let the", "# Let the", 1).replace("the hour", "*the hour*").encode(), "a.md"),
}  # fmt: skip


@pytest.mark.parametrize("kind", COPIES)
def test_every_copy_proves_every_anchor(kind: str) -> None:
    report = held(*COPIES[kind])
    assert counts(report) == (COUNT, 0, 0), [a for a in report.anchors if a.status != "verified"]
    assert report.total == COUNT
    (source,) = report.sources
    assert source.problem is None
    assert source.blocks == source.matched == len(COLUMN.skeleton) // 64
    assert all(a.reason is None or a.reason.startswith("by its words") for a in report.anchors)


@pytest.mark.parametrize("by_rows", [False, True], ids=["by columns", "by rows"])
def test_a_pdf_of_two_columns_proves_nearly_all(by_rows: bool) -> None:
    pytest.importorskip("pypdfium2")
    pytest.importorskip("reportlab")
    from sources.pdf_maker import BOLD, Frame, Sheet, Style, columns

    sheet = Sheet()
    frames = columns(4, 2, first=370)
    first = frames[0]
    frames[0] = Frame(0, first.left, first.top, first.width, first.height - 60)
    sheet.centre(0, 385, ARTICLE[0], 16, BOLD)
    words = [p.replace("“", '"').replace("”", '"').replace("’", "'") for p in ARTICLE[1:]]
    words[1] = words[1].replace("214 complaints", "214 complaints^1")
    sheet.flow(words, frames, Style())
    sheet.rules.append((0, first.left, first.top - first.height + 52, 50))
    note = ["^1 Counted by the office for rest and traffic, twice."]
    sheet.flow(
        note, [Frame(0, first.left, first.top - first.height + 46, first.width, 60)], Style(size=8, leading=9, indent=0)
    )
    for page in range(max(d.page for d in sheet.drawn) + 1):
        sheet.put(page, 40, 430, "The Sound Courier", 9)
        sheet.centre(page, 20, str(page + 1), 9)
    report = held(sheet.pdf(by_rows), "a.pdf")
    assert report.verified >= COUNT - 1, [a for a in report.anchors if a.status != "verified"]
    assert report.lost == 0
    assert {a.place for a in report.anchors} <= {"p. 1", "p. 2", "p. 3"}


def test_where_the_words_stand() -> None:
    text = "More on this page.\n\n" + TEXT
    report = held(text)
    assert counts(report) == (COUNT, 0, 0)
    by_node = {(a.node, a.number): a for a in report.anchors}
    quote = by_node["ring/q1", 0]
    assert quote.start is not None
    assert quote.length is not None
    assert text[quote.start : quote.start + quote.length] == "So ring it at seven, if six is too early"
    assert quote.place == "¶ 9"
    shift = len(folded("More on this page."))
    old = letters_of(SHARED.quotes_of("ring")[0].anchor)[0]
    assert quote.anchor == f"{old.start + shift}+{old.end - old.start}"
    cue = by_node["quiet/saal-finds", 1]
    assert (cue.kind, cue.text, cue.number) == ("cue", "and found that it", 1)
    assert {a.kind for a in report.anchors} == {"quote", "mark", "cue"}
    assert {a.source for a in report.anchors} == {"column"}
    assert all(a.line for a in report.anchors)


# -- copies that are not the same --------------------------------------------------------------------------


def status(report: Report, words: str) -> AnchorReport:
    return next(a for a in report.anchors if a.text.startswith(words))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("if six is too early", "if six is never early", "So ring it"),
        ("at seven, if six", "at eight, if six", "So ring it"),
        ("So ring it", "So do ring it", "So ring it"),
        ("has read even one", "has read one", "Nobody"),
        ("read even one", "read hardly one", "Nobody"),
        ("214 complaints", "215 complaints", "We counted"),
        ("has never woken", "has often woken", "[The committee]"),
        ("is not a museum", "is a museum", "A town is"),
        ("fog of ’61", "fog of ’62", "[H]e lost"),
        ("“premature”", "“prematurely”", "premature"),
        ("isn’t awake already", "is awake already", "wakes hardly"),
        ("No loudspeaker has a mood", "A loudspeaker has a mood", "No loudspeaker"),
    ],
)  # fmt: skip
def test_changed_words_are_never_verified(old: str, new: str, words: str) -> None:
    assert old in TEXT
    report = held(TEXT.replace(old, new))
    assert status(report, words).status != "verified"
    assert status(report, words).reason
    assert report.verified >= COUNT - 4


def test_words_that_stand_beside_a_change_prove_themselves() -> None:
    report = held(TEXT.replace("the poet", "the famous poet").replace("No loudspeaker", "But no loudspeaker"))
    found = status(report, "No loudspeaker")
    assert found.status == "verified"
    report = held(TEXT.replace("has a mood.", "has a mood, ever."))
    found = status(report, "No loudspeaker")
    assert (found.status, found.reason) == ("verified", "by its words: the text around them is not quite the same")
    # Words that were cut cannot.
    report = held(TEXT.replace("too early.", "too early, as it is."))
    found = status(report, "So ring it")
    assert (found.status, found.reason) == ("located", "the text there is not quite the same")
    assert found.place == "¶ 8"


@pytest.mark.parametrize("gone", [1, 2, 3, 4, 6, 7])
def test_a_paragraph_that_is_gone(gone: int) -> None:
    report = held("\n\n".join(ARTICLE[:gone] + ARTICLE[gone + 1 :]))
    before, after = len(folded("".join(ARTICLE[:gone]))), len(folded("".join(ARTICLE[: gone + 1])))
    places = {n.id: letters_of(n.anchor) for n in SHARED.nodes if isinstance(n, Quote | Mark)}
    for anchor in report.anchors:
        place = places.get(anchor.node)
        if anchor.kind == "cue" or place is None:
            continue
        if before <= place[0].start and place[-1].end <= after:
            assert anchor.status == "lost", anchor
        elif place[-1].end < before - 64 or place[0].start > after + 64:
            assert anchor.status == "verified", anchor
        else:
            assert anchor.status != "lost", anchor
    assert report.lost


def test_rows_read_across_columns_are_an_alarm() -> None:
    report = held(rows(TEXT, 5))
    assert report.sources[0].matched is not None
    assert report.sources[0].matched <= 2
    assert report.verified < COUNT / 3


def test_another_article() -> None:
    report = held((ROOT / "examples" / "night-trains.txt").read_text(encoding="utf-8"))
    assert report.verified == 0
    assert report.sources[0].matched == 0
    assert {a.reason for a in report.anchors} == {"this part of the text is another here"}


def test_a_map_that_was_tampered_with() -> None:
    markup = share(argmap.loads(MAP), Texts(argmap.loads(MAP), {"column": COLUMN}), markup=MAP).text
    for old, new in (
        ("is too early", "is much later"),
        ('"premature" anchor', '"too early" anchor'),
        ("No loudspeaker", "A loudspeaker"),
    ):
        m = argmap.loads(markup.replace(old, new))
        report = held(TEXT, m=m)
        assert counts(report) == (COUNT - 1, 0, 1)
        assert next(a.reason for a in report.anchors if a.status == "lost") == "other words stand there"
    # An anchor that points elsewhere.
    anchor = SHARED.quotes_of("ring")[0].anchor
    assert anchor is not None
    for wrong in ("10+30", "999999+5", f"{int(anchor.split('+')[0]) + 1}+{anchor.split('+')[1]}"):
        report = held(TEXT, m=argmap.loads(markup.replace(anchor, wrong)))
        assert status(report, "So ring it").status != "verified"


def test_wrong_figures_do_not_hide_among_letters() -> None:
    text = TEXT.replace("71 decibels on the quay", "7.1 decibels on the quay")
    markup = 'source column: C\n\nclaim c: C.\n  "measured the bell at 7.1 decibels"\n'
    m = shared(markup, source_from(text.encode(), "a.txt"))
    assert held(text, m=m).verified == 1
    assert held(TEXT, m=m).verified == 0
    lied = argmap.loads(argmap.dumps(m).replace("7.1", "71"))
    assert held(text, m=lied).verified == 0


# -- maps that were not shared -----------------------------------------------------------------------------


def test_words_without_anchors_are_looked_up() -> None:
    report = held(printed(TEXT, 4), m=argmap.loads(MAP))
    assert counts(report) == (COUNT, 0, 0)
    assert report.sources[0].blocks is None
    wrong = MAP.replace("So ring it at seven,", "So ring it at eight,").replace('"premature"', '"she"')
    wrong = wrong.replace('cue "says"', 'cue "boomed"')
    report = held(TEXT, m=argmap.loads(wrong))
    assert [(a.status, a.reason) for a in report.anchors if a.status != "verified"] == [
        ("located", "differs from the text"),
        ("lost", "is not in the text"),
        ("located", "stands in 2 places"),
    ]
    differs = status(report, "So ring it")
    assert differs.start is not None
    assert TEXT[differs.start :].startswith("So ring it at seven")


def test_the_text_that_the_map_names(tmp_path: Path) -> None:
    (tmp_path / "bell.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "bell.argmap"
    path.write_text(MAP, encoding="utf-8")
    assert counts(verify(argmap.load(path))) == (COUNT, 0, 0)
    assert verify(SHARED).total == 0
    assert verify(SHARED).unread == ("column",)


def test_a_signature_that_cannot_be_read() -> None:
    node = SHARED["column"]
    assert isinstance(node, Source)
    assert node.signature is not None
    spoilt = node.model_copy(update={"signature": node.signature[:-8]})
    m = argmap.ArgumentMap(nodes=tuple(spoilt if n.id == "column" else n for n in SHARED.nodes))
    report = held(TEXT, m=m)
    assert report.sources[0].problem == "this signature does not have a digest for each block of its text"
    assert report.lost == 0
    assert report.verified >= COUNT - 2


def test_data_for_programs() -> None:
    data = held(TEXT.replace("too early.", "too early, as it is.")).data()
    assert (data["total"], data["verified"], data["located"], data["lost"]) == (COUNT, COUNT - 1, 1, 0)
    assert list(data)[:5] == ["total", "verified", "located", "lost", "anchors"]
    for anchor in data["anchors"]:
        assert list(anchor)[:8] == ["node", "kind", "source", "status", "start", "length", "place", "reason"]
    (one,) = (a for a in data["anchors"] if a["status"] == "located")
    assert (one["node"], one["kind"], one["place"]) == ("ring/q1", "quote", "¶ 8")
    assert data["sources"] == [
        {"source": "column", "blocks": len(COLUMN.skeleton) // 64, "matched": len(COLUMN.skeleton) // 64 - 1, "identical": False, "problem": None}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "there", "how"),
    [
        ("one two", "one two", "whole"),
        ("one … three", "one two three", "ends"),
        ("one … two … four", "one two three four", "ends"),
        ("one … four … two", "one two three four", ""),
        ("one […] three", "one three", "whole"),
        ("One [and] two", "one, two", "whole"),
        ("[The club] swims", "The club swims", "whole"),
        ("the club swims", "the club [of old] swims", "whole"),
        ("ete dernier", "été dernier", "whole"),
        ("no table", "notable", ""),
        ("notable", "no table", ""),
        ("one tw", "one two", ""),
        ("one … wo", "one two", ""),
        ("one two", "one two three", ""),
        ("1.5 million", "15 million", ""),
        ("", "one", ""),
    ],
)
def test_what_stands_there(quote: str, there: str, how: str) -> None:
    source = source_from(there.encode(), "a.txt")
    assert stand(quote, source, [Stretch(0, len(source.skeleton))]) == ("" if how == "spacing" else how)


def test_stretches_that_are_none() -> None:
    assert stand("one", COLUMN, [Stretch(5, 5)]) == ""
    assert stand("one", COLUMN, [Stretch(5, 10**9)]) == ""


# -- whatever happens --------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(18, 90))
def test_printing_loses_no_anchor(seed: int, width: int) -> None:
    assert counts(held(printed(TEXT, seed, width))) == (COUNT, 0, 0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["", "not ", "zebra ", "12 "])), min_size=1, max_size=6))
def test_what_is_verified_stands_there(changes: list[tuple[int, str]]) -> None:
    """Words are put in, dropped and changed anywhere: whatever is verified still has all of its words."""
    words = TEXT.split(" ")
    for at, new in changes:
        at %= len(words)
        words[at] = new + words[at] if new else "" if at % 2 else "qqq"
    copy = " ".join(words)
    whole = folded(TEXT)
    letters = source_from(copy.encode(), "a.txt").skeleton.letters
    old = {(n.id, 0): n.anchor for n in SHARED.nodes if isinstance(n, Quote | Mark)}
    for act in SHARED.nodes:
        if isinstance(act, Attribution):
            old |= {(act.id, n): at for n, at in enumerate(act.cue_anchors)}
    for anchor in held(copy).anchors:
        if anchor.status == "verified":
            was = "".join(whole[s.start : s.end] for s in letters_of(old[anchor.node, anchor.number]))
            now = "".join(letters[s.start : s.end] for s in letters_of(anchor.anchor))
            assert now == was, anchor


# -- an article of some length, where it is at hand --------------------------------------------------------


@pytest.fixture(scope="module")
def alliance() -> tuple[argmap.ArgumentMap, str, str]:
    given = os.environ.get("ARGMAP_SHARED_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data" / "alliance"
    for path in (folder / "article.txt", folder / "alliance" / "article.txt"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            markup = (ROOT / "examples" / "alliance.argmap").read_text(encoding="utf-8")
            m = argmap.loads(markup)
            assert m.first_source is not None
            id = m.first_source.id
            done = share(m, Texts(m, {id: source_from(text.encode(), "a.txt")}), markup=markup)
            assert done.lost == ()
            return done.map, id, text
    pytest.skip(f"the article is not part of the project, and no copy is at {folder} (ARGMAP_SHARED_DATA)")


@pytest.mark.parametrize("width", [28, 40, 66])
def test_a_long_article_in_print(alliance: tuple[argmap.ArgumentMap, str, str], width: int) -> None:
    m, id, text = alliance
    plain = re.sub(r"- \n?(?=\w)", "-", re.sub(r"\n(?=   )", "\n\n", text))
    copy = source_from(printed(plain, width, width).encode(), "a.txt")
    report = verify(m, {id: copy})
    assert report.total > 90
    assert report.verified >= 0.95 * report.total
    assert report.lost == 0
    digests = sum(len(s.signature.split()[-1]) for s in m.sources if s.signature)
    assert digests == 4 * ((len(copy.skeleton) // 64 * 6 + 2) // 3)
    assert len(Signature.of(copy).blocks) == len(copy.skeleton) // 64
