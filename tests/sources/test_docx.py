"""Documents of Word: the text as it reads when all changes are accepted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.sources.docx import read_docx
from argmap.sources.limits import SourceError

from .damage import broken_bytes, broken_part, read_or_refuse
from .makers import ARTICLE, AUTHOR, TITLE, docx, packed, paragraphs, run, unpacked

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = f'<?xml version="1.0"?><w:document {W}><w:body>'
TAIL = "</w:body></w:document>"


def told(body: str, **files: str) -> list[str]:
    return paragraphs(read_docx(packed({"word/document.xml": HEAD + body + TAIL, **files}), "a.docx"))


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def test_the_article_is_read() -> None:
    source = read_docx(docx(ARTICLE), "bell.docx")
    assert paragraphs(source) == ARTICLE
    assert (source.kind, source.name, source.notes) == ("docx", "bell.docx", ())
    assert (source.title, source.author, source.date) == (TITLE, AUTHOR, "2031-04-12")
    assert (source.pages, source.quoted) == ((), ())


def test_tracked_changes_read_as_accepted() -> None:
    data = docx(ARTICLE, changes=True)
    document = unpacked(data)["word/document.xml"]
    assert b"This was cut." in document
    assert b"This went elsewhere." in document
    assert paragraphs(read_docx(data, "bell.docx")) == ARTICLE


def test_notes_stand_at_the_end_and_text_boxes_after_their_paragraph() -> None:
    source = read_docx(docx(ARTICLE, note="The bell is of bronze.", box="A box."), "bell.docx")
    assert paragraphs(source) == [*ARTICLE[:3], "A box.", *ARTICLE[3:], "The bell is of bronze."]


def test_each_paragraph_leads_back() -> None:
    source = read_docx(docx(ARTICLE, note="The bell is of bronze.", box="A box."), "bell.docx")
    found = [source.origin(stretch.start) for stretch in source.paragraphs]
    # The text box stands twice in the file, and the copy for old programs counts.
    numbers = [0, 1, 2, 3, *range(5, 5 + len(ARTICLE) - 3)]
    assert [origin.offset for origin in found[:-1]] == numbers
    assert {origin.part for origin in found[:-1]} == {"word/document.xml"}
    assert (found[-1].part, found[-1].offset) == ("word/footnotes.xml", 1)
    for stretch, origin in zip(source.paragraphs, found, strict=True):
        assert source.origin(stretch.end - 1) == origin


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(run("one"), "<w:r><w:tab/></w:r>", run("two")), ["one two"]),
        (p(run("one"), '<w:r><w:br/></w:r><w:r><w:br w:type="page"/></w:r>', run("two")), ["one\ntwo"]),
        (p(run("light"), "<w:r><w:noBreakHyphen/></w:r>", run("house")), ["light\u2011house"]),
        (p(run("light"), "<w:r><w:softHyphen/></w:r>", run("house")), ["light\u00adhouse"]),
        (p("<w:r><w:t>one</w:t><w:lastRenderedPageBreak/><w:t> two\nthree</w:t></w:r>"), ["one two three"]),
        (p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGEREF x</w:instrText></w:r>', run("7")), ["7"]),
        (p('<w:fldSimple w:instr="DATE">' + run("May") + "</w:fldSimple>"), ["May"]),
        (p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>", run("seen")), ["seen"]),
        (p('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>'), ["seen"]),
        (p(run("one"), properties='<w:tabs><w:tab w:pos="1"/></w:tabs><w:rPr><w:vanish/></w:rPr>'), ["one"]),
        (p(run("one"), properties="<w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange>") + p(run("two")), ["one", "two"]),
        (p(run("one "), properties="<w:rPr><w:del/></w:rPr>") + p(run("two")) + p(run("three")), ["one two", "three"]),
        (p(properties="<w:rPr><w:del/></w:rPr>") + p(run("two")), ["two"]),
        (p('<w:moveTo w:id="1">' + run("one") + "</w:moveTo>"), ["one"]),
        (p("<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>" + run("one") + "</w:sdtContent></w:sdt>"), ["one"]),
        (p("<w:smartTag>" + run("one") + "</w:smartTag>", '<w:commentRangeStart w:id="0"/>', run(" two")), ["one two"]),
        ("<w:tbl><w:tr><w:tc>" + p(run("a")) + "</w:tc><w:tc>" + p(run("b")) + "</w:tc></w:tr></w:tbl>", ["a", "b"]),
        (p("<w:r><w:ruby><w:rt>" + run("deux") + "</w:rt><w:rubyBase>" + run("two") + "</w:rubyBase></w:ruby></w:r>"), ["two"]),
        (p() + p(run(" ")) + p(run("one")), ["one"]),
        (p(run("Contents"), properties='<w:pStyle w:val="TOCHeading"/>') + p(run("1"), properties='<w:pStyle w:val="TOC1"/>') + p(run("a")), ["a"]),
        (p(run("one")).replace(W, ""), ["one"]),
    ],
)  # fmt: skip
def test_paragraphs(body: str, expected: list[str]) -> None:
    assert told(body) == expected


def test_of_alternatives_one_is_read() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:AlternateContent {mc}><mc:Choice>{run('new')}</mc:Choice><mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
    assert told(p(run("a "), both, run(" z"))) == ["a new z"]
    only = f"<mc:AlternateContent {mc}><mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
    assert told(p(only)) == ["old"]


def test_formulas_and_the_strict_kind_of_file() -> None:
    maths = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+1</m:t></m:r></m:oMath>'
    assert told(p(run("Take "), maths)) == ["Take x+1"]
    strict = (HEAD + p(run("one")) + TAIL).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert paragraphs(read_docx(packed({"word/document.xml": strict}), "a.docx")) == ["one"]


def test_quotations_set_off_by_a_style() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style><w:style w:styleId="Quote">'
        '<w:name w:val="Something else"/></w:style></w:styles>'
    )
    body = (
        p(run("a"))
        + p(run("b"), properties='<w:pStyle w:val="Zitat"/>') * 2
        + p(run("c"), properties='<w:pStyle w:val="Quote"/>')
    )
    source = read_docx(packed({"word/document.xml": HEAD + body + TAIL, "word/styles.xml": styles}), "a.docx")
    assert [source.text[q.start : q.end] for q in source.quoted] == ["b\n\nb"]
    plain = p(run("a"), properties='<w:pStyle w:val="IntenseQuote"/>') + p(run("b"))
    source = read_docx(packed({"word/document.xml": HEAD + plain + TAIL}), "a.docx")
    assert [source.text[q.start : q.end] for q in source.quoted] == ["a"]


def test_the_title_may_stand_in_the_text_alone() -> None:
    body = p(run("The "), run("bell"), properties='<w:pStyle w:val="Title"/>') + p(run("Text."))
    source = read_docx(packed({"word/document.xml": HEAD + body + TAIL}), "a.docx")
    assert (source.title, source.author, source.date) == ("The bell", None, None)


def test_the_text_may_have_another_name() -> None:
    relations = (
        '<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    files = {"_rels/.rels": relations, "word/document2.xml": HEAD + p(run("one")) + TAIL}
    source = read_docx(packed(files), "a.docx")
    assert paragraphs(source) == ["one"]
    assert source.origin(0).part == "word/document2.xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding: str) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    document = (entities + (HEAD + p(run("one")) + TAIL).partition("?>")[2]).encode(encoding)
    with pytest.raises(SourceError, match="declares a document type"):
        read_docx(packed({"word/document.xml": document}), "a.docx")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (HEAD + p(run("one")), "damaged"),
        (HEAD + "<w:p></w:q>" + TAIL, "damaged"),
        ("", "damaged"),
        ("<?xml version='1.0' encoding='nonsense'?><a/>", "damaged"),
        (HEAD + "<w:p>" * 10_000, "without end"),
        (HEAD + "<w:p/>" * 1_000_000 + TAIL, "more than an article"),
    ],
)
def test_documents_that_are_broken(document: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read_docx(packed({"word/document.xml": document}), "a.docx")
    assert caught.value.help


def test_an_archive_without_a_text() -> None:
    with pytest.raises(SourceError, match=r"there is no `word/document.xml` in it"):
        read_docx(packed({"word/styles.xml": "<x/>"}), "a.docx")


GOOD = docx(ARTICLE, changes=True, note="A note.", box="A box.")


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    read_or_refuse(broken_bytes(data, GOOD), "bell.docx")


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_part_is_read_or_refused(data: st.DataObject) -> None:
    read_or_refuse(broken_part(data, GOOD, [b"", b"<w:p>", b"</w:p>", b"<w:t>x", b"\xff"]), "bell.docx")
