"""PDF files: reading order, paragraphs, words broken at line ends, heads and footnotes, and files that cannot be read."""

from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

import argmap.sources.pdf as pdf
from argmap.sources.limits import Clock, SourceError
from argmap.sources.pdf import read_pdf
from argmap.sources.text import SourceText

from .pdf_maker import BOLD, LIGATURES, TEXT, Frame, Sheet, Style, columns

TITLE = "The causeway that nobody counts on"
STANDFIRST = (
    "The flood office has a plan for the low-lying road to Skerrin. The islanders have another, and the sea, "
    "as so often, has not been asked by either of them."
)
ARTICLE = [
    "Twice this winter the low-lying causeway to Skerrin was under water, and twice the county’s flood office called it "
    "“an exceptional event”. The ferry crews, who carried the school children across in the meantime, have another word "
    "for what happens every year.",
    "Anne-Marie Tovald, who runs the office, does not like that word. “We never said the road was safe in every final "
    "detail,” she told the council on Monday. “We said that it was safe enough.” She promised to raise it by forty "
    "centimetres before the next autumn, a figure that first appeared in a report of 2015.",
    "Her critics find that flat refusal to think further hard to forgive. Piet Oskam of the harbour association calls "
    "the forty centimetres “a confident answer to yesterday’s question”, and adds that his own members measured a surge "
    "of sixty-two centimetres in January. He wants a bridge. He has wanted one, he says, since 1998.",
    "A bridge would cost 31 million. “Nobody is going to find that money for four hundred people,” Tovald says, and it "
    "is difficult to contradict her: the county’s whole budget for roads is nineteen million. Oskam does contradict her. "
    "The sum, he claims, “has been inflated by those who never meant to build it”.",
    "There is a third voice, and it is seldom heard in the council chamber. The teacher Ilse Brandmark has collected the "
    "diaries of her pupils for six years. In them the causeway is not a figure but a habit: one asks in the morning "
    "whether it is there. “My father says the road is a guest,” a girl of nine wrote, “and guests go home.”",
    "It would be unfair to make an argument of that sentence. But the flood office might read it before it confirms "
    "another plan whose only merit is that it can be paid for. A road that disappears is not cheap. It is paid for by "
    "those who wait, and they “have never been asked to sign for it”, as Brandmark puts it.",
    "Tovald knows this. In private she concedes that the office “plans for the year that is over”. In public she has to "
    "defend what the county can afford, and she does it well. That is no reason for the islanders to be content with "
    "forty centimetres, and none for the rest of us to call the next flood exceptional.",
]
NOTE = "1 The minutes of the council give the figure as forty-two centimetres, measured at the northern end."

QUOTES = [q for p in ARTICLE for q in re.findall("“([^”]*)”", p)]


def letters(text: str) -> str:
    return "".join(c for c in text.replace("ﬁ", "fi").replace("ﬂ", "fl") if c.isalnum())


def words(text: str) -> str:
    return " ".join(text.replace("ﬁ", "fi").replace("ﬂ", "fl").split())


def paragraphs(source: SourceText) -> list[str]:
    return [words(source.text[a:b]) for a, b in source.paragraphs]


def same(source: SourceText, want: list[str]) -> None:
    """The paragraphs, letter by letter, and every quotation within one of them."""
    assert [letters(p) for p in paragraphs(source)] == [letters(p) for p in want]
    whole = [letters(p) for p in paragraphs(source)]
    for quote in QUOTES:
        assert any(letters(quote) in p for p in whole), quote


def gazette(style: Style | None = None, count: int = 2, note: bool = False) -> Sheet:
    """The article under a title over all columns, with running heads and page numbers."""
    sheet = Sheet()
    frames = columns(4, count, first=350)
    article = list(ARTICLE)
    if note:
        # The note stands under the first column, which ends in the middle of a sentence.
        first = frames[0]
        frames[0] = replace(first, height=first.height - 64)
        article[1] = article[1].replace("forty centimetres", "forty centimetres^1")
        sheet.rules.append((0, first.left, first.top - first.height + 52, 50))
        small = Style(size=8, leading=9, indent=0)
        sheet.flow(
            [NOTE.replace("1 ", "^1 ", 1)],
            [Frame(0, first.left, first.top - first.height + 46, first.width, 60)],
            small,
        )
    sheet.centre(0, 390, TITLE, 18, BOLD)
    sheet.flow([STANDFIRST], [Frame(0, 40, 380, 340, 40)], Style(size=11, leading=13, indent=0))
    sheet.flow(article, frames, style or Style())
    for page in range(max(d.page for d in sheet.drawn) + 1):
        sheet.put(page, 40 if page % 2 else 300, 430, "Skerrin Gazette", 9)
        sheet.centre(page, 20, f"– {page + 1} –", 9)
    return sheet


# --- reading order ---


@pytest.mark.parametrize("by_rows", [False, True], ids=["by columns", "by rows"])
@pytest.mark.parametrize("spaces", [True, False], ids=["spaces", "no spaces"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns(count: int, spaces: bool, by_rows: bool) -> None:
    style = Style(spaces=spaces) if count < 3 else Style(spaces=spaces, size=9, leading=11)
    sheet = gazette(style, count)
    source = read_pdf(sheet.pdf(by_rows), "gazette.pdf")
    same(source, [TITLE, STANDFIRST, *ARTICLE])
    assert [p.label for p in source.pages] == [str(n + 1) for n in range(max(d.page for d in sheet.drawn) + 1)]
    assert source.kind == "pdf"
    assert source.name == "gazette.pdf"


@pytest.mark.parametrize("count", [1, 2])
def test_ragged_lines_and_paragraphs_set_apart_by_space(count: int) -> None:
    style = Style(justified=False, hyphens=False, indent=0, gap=6)
    same(read_pdf(gazette(style, count).pdf(), "a.pdf"), [TITLE, STANDFIRST, *ARTICLE])


def test_spaces_as_tight_as_can_be() -> None:
    source = read_pdf(gazette(Style(spaces=False, tightest=0.3, hyphens=False)).pdf(), "a.pdf")
    assert [p.replace("-", "") for p in paragraphs(source)[2:]] == [p.replace("-", "") for p in ARTICLE]


def test_ligatures() -> None:
    data = gazette(Style(font=LIGATURES)).pdf()
    source = read_pdf(data, "a.pdf")
    same(source, [TITLE, STANDFIRST, *ARTICLE])


def test_ligatures_as_glyphs() -> None:
    sheet = Sheet()
    text = [p.replace("fi", "ﬁ").replace("fl", "ﬂ") for p in ARTICLE]
    sheet.flow(text, columns(3), Style(font=LIGATURES, hyphens=False))
    same(read_pdf(sheet.pdf(), "a.pdf"), ARTICLE)


def test_columns_whose_lines_are_not_level() -> None:
    sheet = Sheet()
    frames = columns(3)
    for frame in frames[1::2]:
        frame.top -= 5
    sheet.flow(ARTICLE, frames, Style())
    same(read_pdf(sheet.pdf(by_rows=True), "a.pdf"), ARTICLE)


def test_a_paragraph_over_all_columns_between_them() -> None:
    sheet = Sheet()
    sheet.flow(ARTICLE[:2], [*columns(1, top=410, height=100)], Style())
    sheet.flow([STANDFIRST], [Frame(0, 40, 296, 340, 40)], Style(indent=0))
    sheet.flow(ARTICLE[2:4], [*columns(1, top=250, height=130)], Style())
    found = paragraphs(read_pdf(sheet.pdf(by_rows=True), "a.pdf"))
    assert [letters(p) for p in found] == [letters(p) for p in [*ARTICLE[:2], STANDFIRST, *ARTICLE[2:4]]]


def test_a_headline_over_two_of_three_columns() -> None:
    sheet = Sheet()
    style = Style(size=8, leading=9.5)
    one, two, three = columns(1, 3)
    sheet.put(0, 40, 250, "Four hundred people wait", 16, BOLD)
    sheet.flow(ARTICLE[:2], [replace(f, height=100) for f in (one, two)], style)
    sheet.flow(ARTICLE[2:4], [replace(f, top=240, height=200) for f in (one, two)], style)
    sheet.flow(ARTICLE[4:6], [three], style)
    found = paragraphs(read_pdf(sheet.pdf(by_rows=True), "a.pdf"))
    want = [*ARTICLE[:2], "Four hundred people wait", *ARTICLE[2:6]]
    assert [letters(p) for p in found] == [letters(p) for p in want]


def test_a_line_too_long_for_its_column() -> None:
    sheet = Sheet()
    sheet.flow(ARTICLE, columns(3), Style(hyphens=False))
    longer = [d for d in sheet.drawn if d.page == 0 and d.x < 100][4]
    longer.space += 2.2
    same(read_pdf(sheet.pdf(by_rows=True), "a.pdf"), ARTICLE)


def test_a_page_of_two_short_columns_after_a_full_one() -> None:
    # Two lines at each side are no columns by themselves.
    sheet = Sheet()
    full = columns(1)
    sheet.flow(ARTICLE[:5], full, Style())
    end = [Frame(1, f.left, f.top, f.width, 24) for f in full]
    last = ARTICLE[5][:132]
    sheet.flow([last], end, Style())
    assert {d.y for d in sheet.drawn if d.page == 1} == {398, 386}
    found = paragraphs(read_pdf(sheet.pdf(by_rows=True), "a.pdf"))
    assert [letters(p) for p in found] == [letters(p) for p in [*ARTICLE[:5], last]]


def test_a_table_in_a_page_of_one_column() -> None:
    rows = [
        ("Winter", "Days under water", "Crossings by boat"),
        ("2021", "4", "31"),
        ("2022", "6", "44"),
        ("2023", "5", "40"),
        ("2024", "9", "72"),
        ("2025", "11", "95"),
    ]
    sheet = Sheet()
    style = Style(indent=0, gap=8)
    ((_, end),) = sheet.flow(ARTICLE[:1], [Frame(0, 40, 410, 340, 200)], style)
    for n, row in enumerate(rows):
        for x, cell in zip((40, 150, 280), row, strict=True):
            sheet.put(0, x, end - 24 - 12 * n, cell)
    sheet.flow(ARTICLE[1:2], [Frame(0, 40, end - 110, 340, 200)], style)
    found = paragraphs(read_pdf(sheet.pdf(by_rows=True), "a.pdf"))
    assert letters(found[0]) == letters(ARTICLE[0])
    assert letters(found[-1]) == letters(ARTICLE[1])
    # Row by row.
    assert letters("".join(found[1:-1])) == letters("".join("".join(row) for row in rows))


def test_a_table_in_a_column() -> None:
    sheet = Sheet()
    frames = columns(1)
    ((_, end),) = sheet.flow(ARTICLE[:1], frames[:1], Style(indent=0))
    for n, row in enumerate([("2021", "4", "31"), ("2022", "6", "44"), ("2023", "5", "40"), ("2024", "9", "72")]):
        for x, cell in zip((40, 90, 160), row, strict=True):
            sheet.put(0, x, end - 24 - 12 * n, cell)
    sheet.flow(ARTICLE[1:2], [Frame(0, 40, end - 90, frames[0].width, 200)], Style(indent=0))
    sheet.flow(ARTICLE[2:4], frames[1:], Style(indent=0))
    found = [letters(p) for p in paragraphs(read_pdf(sheet.pdf(by_rows=True), "a.pdf"))]
    assert [p for p in found if not p.isdigit()] == [letters(p) for p in ARTICLE[:4]]


def test_names_before_speeches_are_no_column() -> None:
    sheet = Sheet()
    at = 410.0
    for n, text in enumerate(ARTICLE[:4]):
        sheet.put(0, 40, at - 12, ("TOVALD:", "OSKAM:")[n % 2])
        ((_, at),) = sheet.flow([text], [Frame(0, 110, at, 270, 300)], Style(indent=0, justified=False))
    found = "".join(map(letters, paragraphs(read_pdf(sheet.pdf(by_rows=True), "a.pdf"))))
    assert found == letters("".join(f"{('TOVALD', 'OSKAM')[n % 2]}{text}" for n, text in enumerate(ARTICLE[:4])))


def test_a_caption_between_two_halves_of_a_sentence() -> None:
    sheet = Sheet()
    frames = [Frame(0, 40, 410, 163, 60), Frame(0, 40, 240, 163, 200), Frame(0, 217, 410, 163, 360)]
    sheet.flow(ARTICLE[:2], frames, Style())
    caption = "The causeway at noon, seen from the harbour wall"
    sheet.flow([caption], [Frame(0, 40, 270, 163, 40)], Style(size=8, leading=9, indent=0))
    found = [letters(p) for p in paragraphs(read_pdf(sheet.pdf(), "a.pdf"))]
    assert found == [letters(p) for p in [*ARTICLE[:2], caption]]


def test_a_page_that_is_turned() -> None:
    data = gazette().pdf()
    want = read_pdf(data, "a.pdf")
    # Each page gets an entry that turns it; the text is then sideways to whoever looks at it.
    turned = data.replace(b"/Rotate 0", b"/Rotate 90")
    assert turned != data
    found = read_pdf(turned, "a.pdf")
    assert found.text == want.text
    a, b = want.origin(60).box, found.origin(60).box
    assert a
    assert b
    assert (round(b.left), round(b.bottom)) == (round(a.bottom), round(420 - a.right))


def test_what_runs_along_the_margin_comes_last() -> None:
    sheet = gazette()
    sheet.put(0, 20, 100, "Printed on the mainland", 8, turn=90)
    sheet.put(0, 120, 100, "PROOF", 60, turn=40)
    assert letters(paragraphs(read_pdf(sheet.pdf(), "a.pdf"))[-1]) == "Printedonthemainland"
    same(read_pdf(sheet.pdf(), "a.pdf"), [TITLE, STANDFIRST, *ARTICLE, "Printed on the mainland"])


def test_a_large_first_letter() -> None:
    sheet = Sheet()
    sheet.put(0, 40, 410 - 24, "T", 33)
    sheet.flow([ARTICLE[0][1:90]], [Frame(0, 64, 410, 130, 200)], Style(indent=0, justified=False))
    found = paragraphs(read_pdf(sheet.pdf(), "a.pdf"))
    assert found[0].startswith("Twice this winter")


def test_letters_set_apart() -> None:
    sheet = Sheet()
    x = 40.0
    for c in "FLOOD OFFICE":
        sheet.put(0, x, 400, c, 12)
        x += stringWidth(c, TEXT, 12) + 3
    sheet.flow(ARTICLE[:1], columns(1, 1, top=380), Style())
    assert paragraphs(read_pdf(sheet.pdf(), "a.pdf"))[0] == "FLOOD OFFICE"


# --- heads, feet, footnotes ---


def test_a_footnote_is_out_of_the_way_of_the_sentence() -> None:
    source = read_pdf(gazette(note=True).pdf(), "a.pdf")
    same(source, [TITLE, STANDFIRST, *ARTICLE, NOTE])
    assert paragraphs(source)[-1].startswith("1 The minutes")
    start = source.paragraphs[-1].start
    assert source.origin(start).page == "1"
    box = source.origin(start).box
    assert box
    assert box.top < 100


def noted(frames: list[Frame], note: str, size: float, at: Frame) -> SourceText:
    sheet = Sheet()
    sheet.flow(ARTICLE, frames, Style())
    sheet.flow([note], [at], Style(size=size, leading=size + 1, indent=0))
    return read_pdf(sheet.pdf(), "a.pdf")


def test_a_footnote_at_the_end_of_a_page() -> None:
    frames = columns(2)
    frames[1] = replace(frames[1], height=310)
    source = noted(frames, NOTE.replace("1 ", "^1 ", 1), 8, Frame(0, frames[1].left, 90, frames[1].width, 60))
    same(source, [*ARTICLE, NOTE])
    assert source.origin(source.paragraphs[-1].start).page == "1"


def test_a_footnote_under_both_columns() -> None:
    frames = [replace(f, height=310) for f in columns(3)]
    same(noted(frames, NOTE.replace("1 ", "^1 ", 1), 8, Frame(0, 40, 90, 340, 60)), [*ARTICLE, NOTE])


def test_a_footnote_in_type_of_the_same_size() -> None:
    frames = columns(2)
    frames[0] = replace(frames[0], height=288)
    source = noted(frames, NOTE.replace("1 ", "^1 ", 1), 10, Frame(0, 40, 112, frames[0].width, 70))
    same(source, [*ARTICLE, NOTE])


def test_a_text_in_small_type_that_goes_on_is_no_footnote() -> None:
    sheet = Sheet()
    (_, end), *_ = sheet.flow(ARTICLE[:3], [replace(columns(1)[0], height=360)], Style())[-1:]
    frames = [Frame(0, 40, end - 20, 163, end - 70), columns(1)[1]]
    sheet.flow(ARTICLE[3:5], frames, Style(size=8, leading=9.5))
    found = paragraphs(read_pdf(sheet.pdf(), "a.pdf"))
    assert [letters(p) for p in found] == [letters(p) for p in ARTICLE[:5]]


@pytest.mark.parametrize("text", ["Figure 7", "", "II", "page 12 of 20"])
def test_a_page_number_on_a_single_page(text: str) -> None:
    sheet = Sheet()
    sheet.flow(ARTICLE[:2], columns(1, 1), Style())
    sheet.centre(0, 20, text or "7")
    found = paragraphs(read_pdf(sheet.pdf(), "a.pdf"))
    assert [letters(p) for p in found[:2]] == [letters(p) for p in ARTICLE[:2]]
    assert found[2:] == (["Figure 7"] if text == "Figure 7" else [])


def test_a_line_that_comes_again_is_no_head() -> None:
    sheet = Sheet()
    for page in range(6):
        first = "So the islanders say, and the county listens." if page in (1, 4) else f"{ARTICLE[page][:60]}"
        for n, line in enumerate([first, ARTICLE[page][60:120], ARTICLE[page][120:180], ARTICLE[page][180:230]]):
            sheet.put(page, 40, 400 - 12 * n, line)
    text = words(read_pdf(sheet.pdf(), "a.pdf").text)
    assert text.count("So the islanders say, and the county listens.") == 2


def test_a_number_that_ends_a_paragraph_is_no_page_number() -> None:
    sheet = Sheet()
    for n, line in enumerate(["The council first heard of the plan in the spring of", "2015."]):
        sheet.put(0, 40, 400 - 12 * n, line)
    assert paragraphs(read_pdf(sheet.pdf(), "a.pdf")) == ["The council first heard of the plan in the spring of 2015."]


def test_raised_numbers() -> None:
    sheet = Sheet()
    sheet.flow(
        ["The dam^1 covers 40 m^2 of mud.^2 “It holds,”^3 said the mayor in 2015.^4"],
        columns(1, 1),
        Style(indent=0, justified=False),
    )
    found = paragraphs(read_pdf(sheet.pdf(), "a.pdf"))
    assert found == ["The dam covers 40 m2 of mud. “It holds,” said the mayor in 2015."]


# --- words over line ends ---


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        (["She asked Anne-", "Marie Tovald."], "She asked Anne-Marie Tovald."),
        (["It was in 2015-", "2016 or so."], "It was in 2015-2016 or so."),
        (["They con-", "firmed it."], "They confirmed it."),
        (["A low-lying road is a low-", "lying road."], "A low-lying road is a low-lying road."),
        (
            ["The pre- and post-", "war roads; of pre-", "and of postwar."],
            "The pre- and postwar roads; of pre- and of postwar.",
        ),
        (["The road—that", "it was one—", "went."], "The road—that it was one—went."),
        (["The road -", "it was one."], "The road - it was one."),
    ],
)
def test_words_over_line_ends(lines: list[str], want: str) -> None:
    sheet = Sheet()
    for n, line in enumerate(lines):
        sheet.put(0, 40, 400 - 12 * n, line)
    for n, line in enumerate(
        ["The postwar years of the harbour were not the", "best ones that anybody could remember there."]
    ):
        sheet.put(0, 40, 300 - 12 * n, line)
    assert paragraphs(read_pdf(sheet.pdf(), "a.pdf"))[0] == want


def test_a_word_over_pages_belongs_to_both() -> None:
    sheet = Sheet()
    sheet.flow([ARTICLE[0]], [Frame(0, 40, 410, 163, 36), Frame(1, 40, 410, 163, 300)], Style(indent=0))
    source = read_pdf(sheet.pdf(), "a.pdf")
    assert [letters(p) for p in paragraphs(source)] == [letters(ARTICLE[0])]
    one, two = source.pages
    assert (one.start, two.end) == (0, len(source.text))
    assert one.end == two.start
    drawn = {page: letters("".join(d.text for d in sheet.drawn if d.page == page)) for page in (0, 1)}
    assert letters(source.text[: one.end]) == drawn[0]
    assert letters(source.text[two.start :]) == drawn[1]


def test_lines_are_kept() -> None:
    sheet = Sheet()
    for n, line in enumerate(["The flood office con-", "firmed that it would", "not pay."]):
        sheet.put(0, 40, 400 - 12 * n, line)
    source = read_pdf(sheet.pdf(), "a.pdf")
    assert source.text == "The flood office confirmed\nthat it would\nnot pay."


# --- what the file says ---


def test_title_author_and_labels() -> None:
    source = read_pdf(gazette().pdf(title="The causeway", author="Edda Rask"), "a.pdf")
    assert (source.title, source.author, source.date) == ("The causeway", "Edda Rask", None)
    for nothing in ("untitled", "causeway-final.docx", "Microsoft Word - causeway"):
        source = read_pdf(gazette().pdf(title=nothing, author="anonymous"), "a.pdf")
        assert (source.title, source.author) == (None, None)


def test_labels_and_language() -> None:
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.setCatalogEntry("Lang", "en-GB")
    canvas.addPageLabel(0, style="ROMAN_LOWER")
    canvas.addPageLabel(2, style="ARABIC", start=7)
    for n in range(3):
        canvas.drawString(40, 400, ARTICLE[n][:80])
        canvas.showPage()
    canvas.save()
    source = read_pdf(out.getvalue(), "a.pdf")
    assert [p.label for p in source.pages] == ["i", "ii", "7"]
    import pypdfium2.raw as raw

    # The first versions of pypdfium2 5 cannot tell.
    assert source.lang == ("en-GB" if hasattr(raw, "FPDFCatalog_GetLanguage") else None)


def test_labels_that_repeat_are_none() -> None:
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.addPageLabel(0, style="ARABIC", start=1)
    canvas.addPageLabel(1, style="ARABIC", start=1)
    for n in range(2):
        canvas.drawString(40, 400, ARTICLE[n][:80])
        canvas.showPage()
    canvas.save()
    assert [p.label for p in read_pdf(out.getvalue(), "a.pdf").pages] == ["1", "2"]


def test_a_page_without_text_is_noted() -> None:
    sheet = Sheet()
    sheet.flow(ARTICLE[:1], [Frame(0, 40, 410, 340, 300)], Style())
    sheet.flow(ARTICLE[1:2], [Frame(2, 40, 410, 340, 300)], Style())
    source = read_pdf(sheet.pdf(), "a.pdf")
    assert source.notes == ("page 2 has no text",)
    assert [p.label for p in source.pages] == ["1", "2", "3"]
    assert source.pages[1].start == source.pages[1].end


# --- files that cannot be read ---


@cache
def sample() -> bytes:
    return gazette(note=True).pdf()


def refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_pdf(data, "a.pdf")
    assert caught.value.help
    return caught.value


def test_no_pdf() -> None:
    for data in (b"", b"Twice this winter", b"\x89PNG\r\n\x1a\n" + bytes(2000)):
        assert refused(data).message == "it is not a PDF file"


def test_a_password() -> None:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("open sesame", canPrint=0), invariant=True)
    canvas.drawString(40, 400, ARTICLE[0][:60])
    canvas.save()
    assert refused(out.getvalue()).message == "it is locked with a password"


def test_a_lock_without_a_password_is_none() -> None:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("", ownerPassword="open sesame"), invariant=True)
    canvas.drawString(40, 400, "Twice this winter")
    canvas.save()
    assert read_pdf(out.getvalue(), "a.pdf").text == "Twice this winter"


def test_a_scan() -> None:
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.rect(40, 40, 300, 300, fill=1)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    error = refused(out.getvalue())
    assert error.message == "it has no text, only pictures of pages"
    assert "OCR" in error.help


def test_a_scan_with_stamps() -> None:
    sheet = Sheet()
    for page in range(3):
        sheet.put(page, 40, 430, "Skerrin Gazette")
        sheet.centre(page, 20, str(page + 1))
    assert refused(sheet.pdf()).message == "it has no text, only pictures of pages"


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    assert refused(sample()).message == "it has 2 pages, 1 at most are read"


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_TEXT", 1000)
    assert "characters of text" in refused(sample()).message


def test_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "Clock", lambda: Clock(-1.0))
    assert "too long" in refused(sample()).message


def test_without_pypdfium2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    error = refused(sample())
    assert error.message == "reading a PDF needs pypdfium2"
    assert "pip install 'argmap[pdf]'" in error.help


def outcome(data: bytes) -> None:
    """A text, or an error of ours; nothing else."""
    try:
        source = read_pdf(data, "a.pdf")
    except SourceError:
        return
    assert any(map(str.isalnum, source.text))
    assert all(source.text[a:b].strip() == source.text[a:b] != "" for a, b in source.paragraphs)


@pytest.mark.parametrize("share", [0.001, 0.05, 0.3, 0.6, 0.9, 0.99, 0.999])
def test_cut_off(share: float) -> None:
    outcome(sample()[: int(share * len(sample()))])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=40))
def test_bytes_that_changed(changes: list[tuple[float, int]]) -> None:
    data = bytearray(sample())
    for at, value in changes:
        data[int(at * len(data))] = value
    outcome(bytes(data))


def test_the_same_text_every_time_in_every_thread() -> None:
    want = read_pdf(sample(), "a.pdf").text
    with ThreadPoolExecutor(8) as pool:
        assert {source.text for source in pool.map(lambda _: read_pdf(sample(), "a.pdf"), range(24))} == {want}
