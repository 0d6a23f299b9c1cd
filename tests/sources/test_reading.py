"""Which reader takes a file, and what is said of files that none takes."""

from __future__ import annotations

import os
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.sources import archive as archives
from argmap.sources import reading
from argmap.sources.archive import Archive
from argmap.sources.limits import SourceError
from argmap.sources.reading import KINDS, is_url, read_source, source_from

from .makers import ARTICLE, docx, epub, html, packed

PLAIN = "\n\n".join(ARTICLE).encode()


def refused(data: bytes, name: str = "article") -> SourceError:
    with pytest.raises(SourceError) as caught:
        source_from(data, name)
    error = caught.value
    assert error.message[0].islower()
    assert not error.message.endswith(".")
    assert error.help
    return error


# What sort of file it is


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (PLAIN, "bell.txt", "text"),
        (PLAIN, "bell", "text"),
        (PLAIN, ".html", "text"),
        (PLAIN, "bell.article", "text"),
        (PLAIN, "bell.MD", "markdown"),
        (PLAIN, "bell.markdown", "markdown"),
        (html(ARTICLE), "bell.html", "html"),
        (html(ARTICLE), "bell", "html"),
        (b"<p>One.</p>", "bell.HTM", "html"),
        (b"\xef\xbb\xbf\n<!-- saved -->\n<?xml version='1.0'?><HTML><p>One.", "bell", "html"),
        ("\ufeff<!DOCTYPE html><p>One.".encode("utf-16-le"), "bell", "html"),
        ("\ufeffOne.".encode("utf-16-be"), "bell", "text"),
        (docx(ARTICLE), "bell.docx", "docx"),
        (docx(ARTICLE), "bell", "docx"),
        (epub(ARTICLE), "bell.epub", "epub"),
        (epub(ARTICLE), "bell", "epub"),
        (b"ID3 tags are words, too. BZh, GIF8 and Rar! as well.", "bell", "text"),
        (b"A file of this sort begins with %PDF-1.7, as everybody knows.", "bell.txt", "text"),
        (b"I love <html> and <body>.", "bell.txt", "text"),
    ],
)
def test_what_it_is_is_seen_from_what_it_holds(data: bytes, name: str, kind: str) -> None:
    source = source_from(data, name)
    assert (source.kind, source.name) == (kind, name)
    assert source.notes == ()


@pytest.mark.parametrize("data", [html(ARTICLE), docx(ARTICLE), epub(ARTICLE)])
def test_all_kinds_hold_the_same_words(data: bytes) -> None:
    plain = source_from(PLAIN, "bell.txt")
    assert source_from(data, "bell").text == plain.text == "\n\n".join(ARTICLE)


@pytest.mark.parametrize(
    ("data", "name", "note"),
    [
        (html(ARTICLE), "bell.txt", "its name ends in `.txt`, but it holds HTML, and was read as that"),
        (docx(ARTICLE), "bell.html", "its name ends in `.html`, but it holds DOCX, and was read as that"),
        (epub(ARTICLE), "bell.PDF", "its name ends in `.pdf`, but it holds EPUB, and was read as that"),
        (PLAIN, "bell.docx", "its name ends in `.docx`, but it holds plain text, and was read as that"),
    ],
)
def test_a_name_that_says_something_else_is_noted(data: bytes, name: str, note: str) -> None:
    source = source_from(data, name)
    assert source.notes == (note,)
    assert source.text == "\n\n".join(ARTICLE)
    assert source.origin(0) == source_from(data, "bell").origin(0)


def test_the_endings() -> None:
    assert set(KINDS.values()) == {"text", "markdown", "html", "docx", "epub", "pdf"}
    assert all(ending == ending.lower() and ending[0] == "." for ending in KINDS)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file is empty"),
        (b"* * *", "there are no words in it"),
        (b"<html><body><script>write()</script></body></html>", "there are no words in it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "an old Word document (.doc), or a locked one"),
        (rb"{\rtf1\ansi Words.}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "a picture"),
        (b"GIF89a" + bytes(9), "a picture"),
        (b"\x1f\x8b\x08" + bytes(9), "packed (gzip)"),
        (b"ID3" + bytes(9), "a sound file"),
        (b"RIFF" + bytes(9), "it holds no text"),
        (b"words\0words", "it holds no text"),
        (b"<?xml version='1.0'?><TEI><p>Words.</p></TEI>", "XML that is no page of HTML"),
        (b'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>', "a web archive (MHTML)"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "a document of LibreOffice"),
        (packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "a spreadsheet of Excel"),
        (packed({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "a presentation of PowerPoint"),
        (packed({"Index/Document.iwa": "x"}), "a document of Pages"),
        (packed({"bell.docx": docx(ARTICLE), "bell.txt": PLAIN}), "a zip archive"),
        (packed({}), "damaged"),
        (b"PK\x03\x04 and so on", "damaged"),
    ],
)  # fmt: skip
def test_what_is_not_read(data: bytes, words: str) -> None:
    assert words in refused(data).message


def test_bytes_that_are_too_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    assert "larger than" in refused(PLAIN).message
    (tmp_path / "bell.txt").write_bytes(PLAIN)
    with pytest.raises(SourceError, match="larger than"):
        read_source(tmp_path / "bell.txt")


@given(
    st.binary(max_size=200),
    st.sampled_from(["", *KINDS]),
    st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# "]),
)
def test_any_bytes_are_read_or_refused(data: bytes, ending: str, start: bytes) -> None:
    try:
        source = source_from(start + data, f"article{ending}")
    except SourceError as error:
        assert error.help  # noqa: PT017
    else:
        assert any(map(str.isalnum, source.text))


# From disk


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "bell.txt"
    path.write_bytes(PLAIN)
    for given_path in (path, str(path)):
        source = read_source(given_path)
        assert (source.text, source.name) == (PLAIN.decode(), "bell.txt")
    assert read_source(path, root=tmp_path).text == PLAIN.decode()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "ferry-bell.txt").write_bytes(PLAIN)
    (tmp_path / "ferry-ball").mkdir()
    with pytest.raises(SourceError, match="there is no such file") as caught:
        read_source(tmp_path / "fery-bell.txt")
    assert caught.value.help == "did you mean `ferry-bell.txt`?"
    with pytest.raises(SourceError, match="there is no such file") as caught:
        read_source(tmp_path / "zzz")
    assert caught.value.help == "check the path of the file"
    for path in (tmp_path / "no" / "bell.txt", tmp_path / "ferry-bell.txt" / "x"):
        with pytest.raises(SourceError, match="no such folder"):
            read_source(path)


@pytest.mark.parametrize(
    "url", ["https://courier.example/bell", "http://x", "HTTPS://x", "file:///x", Path("https://x.example/y")]
)
def test_addresses_are_not_fetched(url: str | Path) -> None:
    assert is_url(str(url))
    with pytest.raises(SourceError, match="nothing is fetched"):
        read_source(url)


@pytest.mark.parametrize(
    "path", ["bell.txt", "a/b.html", "C:/texts/bell.txt", "C:\\texts\\bell.txt", "/x", "x: y", "a b/c://d"]
)
def test_what_is_no_address(path: str) -> None:
    assert not is_url(path)


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_paths_that_cannot_be(path: str) -> None:
    with pytest.raises(SourceError, match="cannot be opened"):
        read_source(path)


def test_folders_and_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="it is a folder"):
        read_source(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(SourceError, match="no ordinary file"):
            read_source(tmp_path / "pipe")
    if Path("/dev/zero").exists():
        with pytest.raises(SourceError, match="no ordinary file"):
            read_source("/dev/zero")


def test_nothing_outside_the_root_is_read(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "texts").mkdir(parents=True)
    (tmp_path / "secret.txt").write_bytes(PLAIN)
    (root / "texts" / "bell.txt").write_bytes(PLAIN)
    assert read_source(root / "texts" / ".." / "texts" / "bell.txt", root=root)
    for path in (tmp_path / "secret.txt", root / ".." / "secret.txt", tmp_path / "absent.txt"):
        with pytest.raises(SourceError, match="outside the project"):
            read_source(path, root=root)


def test_links(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret.txt").write_bytes(PLAIN)
    (root / "bell.txt").write_bytes(PLAIN)
    try:
        (root / "out.txt").symlink_to(tmp_path / "secret.txt")
        (root / "in.txt").symlink_to(root / "bell.txt")
        (root / "round.txt").symlink_to(root / "round.txt")
    except OSError:
        pytest.skip("no links here")
    assert read_source(root / "in.txt", root=root).text == PLAIN.decode()
    with pytest.raises(SourceError, match="outside the project"):
        read_source(root / "out.txt", root=root)
    with pytest.raises(SourceError, match="cannot be opened"):
        read_source(root / "round.txt", root=root)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "bell.txt"
    path.write_bytes(PLAIN)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("everything may be read here")
    with pytest.raises(SourceError, match="may not be read"):
        read_source(path)


# Archives


def test_names_are_looked_up_upper_and_lower_case_aside() -> None:
    archive = Archive(packed({"Word/Document.xml": "x", "../up.txt": "y"}))
    assert archive.has("word/document.XML")
    assert archive.read("word/document.xml") == b"x"
    assert archive.names == ("Word/Document.xml", "../up.txt")
    with pytest.raises(SourceError, match=r"there is no `up\.txt` in it"):
        archive.read("up.txt")


def test_what_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({"a": bytes(5_000_000), "b": Random(1).randbytes(3000), "c": b"words " * 200})
    archive = Archive(bomb)
    assert len(archive.read("c")) == 1200
    with pytest.raises(SourceError, match="more than an article"):
        archive.read("a")
    with pytest.raises(SourceError, match="more than an article"):
        archive.read("b", at_most=2000)
    monkeypatch.setattr(archives, "MAX_UNPACKED", 4_000_000)
    with pytest.raises(SourceError, match="more than an article"):
        Archive(bomb)


def test_what_is_really_read_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(packed({"a": Random(1).randbytes(3000), "b": os.urandom(3000)}))
    monkeypatch.setattr(archives, "MAX_UNPACKED", 5000)
    archive.read("a")
    with pytest.raises(SourceError, match="more than an article"):
        archive.read("b")


def test_a_size_that_is_a_lie() -> None:
    data = packed({"a": b"words " * 1000})
    lie = data.replace(struct.pack("<L", 6000), struct.pack("<L", 60))
    assert lie != data
    with pytest.raises(SourceError, match="damaged"):
        Archive(lie).read("a")


def test_too_many_files() -> None:
    for count in (archives.MAX_ENTRIES + 1, 2 * archives.MAX_ENTRIES + 1):
        with pytest.raises(SourceError, match="more than an article"):
            Archive(packed({str(n): b"" for n in range(count)}))


def test_a_password_and_odd_packing() -> None:
    data = packed({"a": b"words"})
    central = data.index(b"PK\x01\x02")
    locked = bytearray(data)
    locked[6] |= 1
    locked[central + 8] |= 1
    with pytest.raises(SourceError, match="locked with a password"):
        Archive(bytes(locked)).read("a")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"words")
    with pytest.raises(SourceError, match="unusual way"):
        Archive(out.getvalue()).read("a")


@pytest.mark.parametrize("cut", [10, 100, -1, -30])
def test_archives_that_are_cut_short(cut: int) -> None:
    assert "damaged" in refused(docx(ARTICLE)[:cut], "bell.docx").message


# Maps, and names without their endings


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PLAIN, "town.argmap"),
        (PLAIN, "TOWN.ArgMap"),
        (b"argmap 1\n\nclaim a: A.\n", "town.txt"),
        (b"\xef\xbb\xbfargmap 1\r\nclaim a: A.\r\n", "town"),
    ],
)
def test_a_map_is_no_article(data: bytes, name: str) -> None:
    assert refused(data, name).message == "it is a map, not an article"


@pytest.mark.parametrize("data", [b"argmap 1 is out\n\nIt draws.", b"Argmap 1", b"A map.\nargmap 1\n"])
def test_an_article_about_maps_is_one(data: bytes) -> None:
    assert source_from(data, "town.txt").kind == "text"


def test_a_name_without_its_ending(tmp_path: Path) -> None:
    for name in ("library.argmap", "library.txt", "librarian", "quay.HTML", "quai"):
        (tmp_path / name).write_bytes(PLAIN)
    for name, near in (("library", "library.txt"), ("quay", "quay.HTML"), ("librarians", "librarian")):
        with pytest.raises(SourceError) as caught:
            read_source(tmp_path / name)
        assert (caught.value.message, caught.value.help) == ("there is no such file", f"did you mean `{near}`?")
