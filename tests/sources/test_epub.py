"""Books: the chapters in reading order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.sources.epub import read_epub
from argmap.sources.limits import SourceError

from .damage import broken_bytes, broken_part, read_or_refuse
from .makers import ARTICLE, AUTHOR, TITLE, chapter, epub, packed, paragraphs, unpacked

ONE, TWO = "OEBPS/text/chapter one.xhtml", "OEBPS/text/two.xhtml"


def with_list(old: str, new: str) -> bytes:
    """The book, with something changed in the list of its files."""
    files = unpacked(epub(ARTICLE))
    package = files["OEBPS/book.opf"].decode()
    assert old in package
    return packed({**files, "OEBPS/book.opf": package.replace(old, new)}, first="mimetype")


def test_the_article_is_read_and_nothing_else() -> None:
    source = read_epub(epub(ARTICLE), "bell.epub")
    assert paragraphs(source) == ARTICLE
    assert (source.kind, source.name, source.notes) == ("epub", "bell.epub", ())
    assert (source.title, source.author, source.date) == (TITLE, AUTHOR, "2031-04-12")
    assert (source.venue, source.lang) == ("Quay Press", "en-GB")


def test_every_word_leads_back_to_its_chapter() -> None:
    data = epub(ARTICLE)
    files = {name: content.decode() for name, content in unpacked(data).items() if name.endswith("xhtml")}
    source = read_epub(data, "bell.epub")
    parts = set()
    for at, char in enumerate(source.text):
        if not char.isspace():
            origin = source.origin(at)
            assert origin.offset is not None
            assert files[origin.part][origin.offset] in (char, "&")
            parts.add(origin.part)
    assert parts == {ONE, TWO}


def test_all_of_a_chapter_is_read_but_what_is_never_text() -> None:
    # What pages of the web call furniture may be part of a book.
    page = chapter(["First."]).replace(
        "</section>",
        '<aside class="sidebar"><p>An aside.</p></aside><footer>A foot.</footer><nav><p>Contents</p></nav>'
        '<title/><p/><div/><![CDATA[Raw & ready]]><p>Note<a epub:type="noteref" href="#n">1</a>.</p><p hidden="">No.</p></section>',
    )
    source = read_epub(epub(ARTICLE, files={TWO: page}), "bell.epub")
    assert paragraphs(source)[4:] == ["First.", "An aside.", "A foot.", "Raw & ready", "Note."]


def test_a_chapter_that_is_missing_is_noted() -> None:
    files = unpacked(epub(ARTICLE))
    del files[TWO]
    source = read_epub(packed(files), "bell.epub")
    assert paragraphs(source) == ARTICLE[:4]
    assert source.notes == (f"`{TWO}` is named by the book, and is not in it",)


def test_entities_of_the_document_type_are_not_used() -> None:
    page = (
        chapter(["One &x; two."])
        .replace("&amp;", "&")
        .replace(
            "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x "many words"><!ENTITY y SYSTEM "file:///etc/hostname">]>'
        )
    )
    assert paragraphs(read_epub(epub(ARTICLE, files={TWO: page}), "bell.epub"))[4:] == ["One &x; two."]


@pytest.mark.parametrize("path", ["../../../etc/hostname", "/etc/hostname", "text/../../OEBPS/text/two.xhtml"])
def test_paths_are_only_looked_up_inside_the_book(path: str) -> None:
    source = read_epub(with_list("text/two.xhtml", path), "bell.epub")
    inside = path.endswith("two.xhtml")
    assert paragraphs(source) == (ARTICLE if inside else ARTICLE[:4])
    assert bool(source.notes) is not inside


def encryption(*algorithms: str) -> dict[str, str | bytes]:
    data = "".join(
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{a}"/></enc:EncryptedData>' for a in algorithms
    )
    return {"META-INF/encryption.xml": f'<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#">{data}</encryption>'}


def test_a_locked_book() -> None:
    files = encryption("http://www.idpf.org/2008/embedding", "http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(SourceError, match="locked against copying"):
        read_epub(epub(ARTICLE, files=files), "bell.epub")


def test_scrambled_fonts_are_no_lock() -> None:
    files = encryption("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
    assert paragraphs(read_epub(epub(ARTICLE, files=files), "bell.epub")) == ARTICLE


def test_books_that_are_broken() -> None:
    files = unpacked(epub(ARTICLE))
    for name, message in (("META-INF/container.xml", "META-INF/container.xml"), ("OEBPS/book.opf", "OEBPS/book.opf")):
        with pytest.raises(SourceError, match=f"there is no `{message}` in it"):
            read_epub(packed({n: c for n, c in files.items() if n != name}), "bell.epub")
    container = '<container><rootfile full-path="a\x1b[31m`b&#10;c"/></container>'
    with pytest.raises(SourceError, match="there is no `a\ufffd\\[31m\ufffdb\ufffdc` in it"):
        read_epub(packed({**files, "META-INF/container.xml": container}), "bell.epub")
    with pytest.raises(SourceError, match="does not say where its chapters are"):
        read_epub(packed({**files, "META-INF/container.xml": "<container/>"}), "bell.epub")
    with pytest.raises(SourceError, match="lists no chapters"):
        read_epub(packed({**files, "OEBPS/book.opf": "<package/>"}), "bell.epub")


GOOD = epub(ARTICLE)


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    read_or_refuse(broken_bytes(data, GOOD), "bell.epub")


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_part_is_read_or_refused(data: st.DataObject) -> None:
    read_or_refuse(broken_part(data, GOOD, [b"", b"<p>", b"</p>", b"<", b'"', b"\xff"]), "bell.epub")
