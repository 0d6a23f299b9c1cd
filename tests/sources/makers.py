"""An invented article, and small functions that make files of articles (HTML, DOCX, EPUB) and pages of print."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from argmap.sources.text import SourceText

__all__ = [
    "ARTICLE",
    "AUTHOR",
    "QUOTATIONS",
    "TITLE",
    "docx",
    "epub",
    "html",
    "packed",
    "paragraphs",
    "printed",
    "rows",
    "unpacked",
]

TITLE = "Let the ferry bell ring"
AUTHOR = "Oda Mellin"

ARTICLE: list[str] = [
    TITLE,
    "For ninety years the ferry at Averil Sound has rung its bell at six in the morning, and for one year now the "
    "council has wanted it to stop. “A town is not a museum of its noises,” says Zoë Ådahl, who chairs the committee on "
    "rest and traffic. She is wrong, and I will try to say why.",
    "Her case is not a silly one. “We counted 214 complaints in eleven months,” Ådahl told the Sound Courier in March, "
    "“and 190 of them came from people who work at night.” She went on: “Nobody in this chamber has read even one of "
    "them aloud.” I have read them. Most ask for a later bell, not for no bell.",
    "The pilots see it differently. Tomas Brek, who has steered the ferry since 1998, put it to me like this: “My father "
    "used to say, ‘The bell is for the one boat you cannot see,’ and he lost a brother in the fog of ’61.” Brek would "
    "not call himself sentimental. “[The committee] thinks that radar has made us safe … but radar has never woken a "
    "sleeping man,” he wrote in a letter that the council did not publish.",
    "There is a study, of course. Henrike Saal of the Institute for Coastal Sound measured the bell at 71 decibels on the "
    "quay and found that it “wakes hardly anybody who isn’t awake already”. A second study, paid for by the hotel "
    "keepers, calls this finding “premature”, and says that the “so-called tradition” costs the town two thousand nights "
    "a year. Neither has been checked by anyone else.",
    "What the council offers instead is a recording, to be played through loudspeakers at “a volume agreed upon with the "
    "residents”. I asked Ådahl whether a recorded bell was still a bell. “It’s a signal,” she said. “That’s all it ever "
    "was.”",
    "Here we part. A signal tells those who need it what they need to know; a bell tells everybody that somebody is "
    "setting out. The poet Ines Varga, who was born above the ticket office, once wrote that she learned “the hour, the "
    "weather and the mood of the captain” from one stroke. No loudspeaker has a mood.",
    "So ring it at seven, if six is too early. Ring it softly in summer. But let a hand ring it – and let the committee, "
    "which “regrets any inconvenience”, come down to the quay one morning and listen.",
]
"""The paragraphs of an invented opinion piece, its headline first."""

QUOTATIONS = 14
"""How many stretches of `ARTICLE` stand in double quotation marks."""


def paragraphs(source: SourceText) -> list[str]:
    """The words of each paragraph, as they stand."""
    return [source.text[p.start : p.end] for p in source.paragraphs]


def printed(text: str, seed: int, width: int = 44) -> str:
    """As a page has it: wrapped, words broken at line ends, straight quotation marks, ligatures, other spaces."""
    rng = random.Random(seed)
    out: list[str] = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > width:
                if len(word) > 8 and word.isalpha() and rng.random() < 0.6:
                    out.append(f"{line} {word[:5]}-")
                    line = word[5:]
                    continue
                out.append(line)
                line = ""
            line = f"{line}{rng.choice([' ', chr(0xA0), '  '])}{word}" if line else word
        out += [line, ""]
    whole = "\n".join(out).replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
    return whole.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'").replace("–", "--")


def rows(text: str, seed: int, width: int = 34) -> str:
    """The same in two columns, read row by row."""
    lines = [line for line in printed(text, seed, width).split("\n") if line]
    half = (len(lines) + 1) // 2
    return "\n".join(f"{a}     {b}" for a, b in zip(lines[:half], [*lines[half:], ""], strict=False))


_JUNK_ABOVE = """
<div id="cookie-banner" class="cookie-consent"><p>We and our 212 partners use cookies, because we value you. You may
agree to this, or agree later.</p><button>Agree</button></div>
<header class="site-header"><a href="/">The Sound Courier</a>
<nav><ul><li><a href="/news">News</a><li><a href="/opinion">Opinion</a><li><a href="/boats">Boats</a></ul></nav></header>
"""
_JUNK_INSIDE = """
<aside class="teaser"><h3>More on this</h3><p>The ferry bell was cast in a foundry that made anchors.</p></aside>
<div class="share-bar social"><a href="#">Share</a> <a href="#">Post</a></div>
<figure><img src="bell.jpg" alt="A bell"><figcaption>The bell on a calm day. Photo: J. Tern</figcaption></figure>
<script>var words = "<p>not a paragraph</p>";</script>
"""
_JUNK_BELOW = """
<section class="related-articles"><h2>Related</h2><ul><li><a href="/1">Harbour dues to rise</a></li></ul></section>
<section id="comments"><h2>2 comments</h2><article class="comment"><p>I live on the quay, and I sleep well.</p></article>
<article class="comment"><p>“Ring it” indeed! Some of us have small children, and no say.</p></article></section>
<form class="newsletter"><label>Our letter, every Friday</label><input type="email"></form>
<footer><p>© The Sound Courier. All rights kept.</p></footer>
"""


def html(
    paragraphs: Sequence[str],
    *,
    title: str = TITLE,
    container: str = "article",
    around: bool = True,
    encoding: str = "utf-8",
) -> bytes:
    """A page with an article and, unless `around` is false, much else; the paragraph that is the title is its headline.

    `container` is the element that holds the article: `article`, `main` or `div`. Every other paragraph has its
    quotation marks written as references, and an emphasis on its third word.
    """
    lines = []
    for number, paragraph in enumerate(paragraphs):
        tag = "h1" if paragraph == title else "p"
        words = escape(paragraph, quote=False)
        if number % 2:
            first, second, third, *rest = [*words.split(" "), "", "", ""]
            words = " ".join([first, second, f"<em>{third}</em>", *rest]).rstrip()
            words = words.replace("“", "&ldquo;").replace("”", "&#8221;").replace("’", "&#x2019;")
        lines.append(f"<{tag}>{words}</{tag}>")
    if around and len(lines) > 3:
        lines.insert(3, _JUNK_INSIDE)
    body = "\n".join(lines)
    above, below = (_JUNK_ABOVE, _JUNK_BELOW) if around else ("", "")
    page = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="{encoding}">
<title>{escape(title)} | The Sound Courier</title>
<meta property="og:title" content="{escape(title)}">
<meta property="og:site_name" content="The Sound Courier">
<meta property="article:published_time" content="2031-04-12T06:00:00Z">
<meta name="author" content="{AUTHOR}">
<link rel="canonical" href="https://courier.example/opinion/bell">
<style>p {{ color: #111 }}</style>
</head>
<body class="single comments-open share-enabled">
{above}<{container}>
{body}
</{container}>
{below}</body>
</html>
"""
    return page.encode(encoding, "xmlcharrefreplace")


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an archive, by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, str | bytes], first: str | None = None) -> bytes:
    """A zip archive of files by their names, the same bytes each time; `first` is stored without packing."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            about = ZipInfo(name)
            about.compress_type = ZIP_STORED if name == first else ZIP_DEFLATED
            archive.writestr(about, content)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text: str) -> str:
    """A run of words of a document of Word."""
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def docx(
    paragraphs: Sequence[str],
    *,
    title: str = TITLE,
    changes: bool = False,
    note: str | None = None,
    box: str | None = None,
    body: str = "",
    files: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A document of Word. `changes` makes words of each paragraph tracked insertions, with deletions beside them;
    `note` is a footnote to the second paragraph, `box` a text box in the third; `body` is markup that follows."""
    parts = []
    for number, paragraph in enumerate(paragraphs):
        words = paragraph.split(" ")
        middle = len(words) // 2
        before, after = " ".join(words[:middle]), " ".join(words[middle:])
        runs = run(before + " " if before else "") + run(after)
        if changes:
            inserted = f'<w:ins w:id="1" w:author="Ed">{run(before + " " if before else "")}</w:ins>'
            deleted = '<w:del w:id="2" w:author="Ed"><w:r><w:delText>This was cut. </w:delText></w:r></w:del>'
            moved = f'<w:moveFrom w:id="3">{run("This went elsewhere. ")}</w:moveFrom>'
            runs = f'{deleted}{inserted}{moved}<w:hyperlink w:anchor="x">{run(after)}</w:hyperlink>'
        if note and number == 1:
            runs += '<w:r><w:footnoteReference w:id="2"/></w:r>'
        if box and number == 2:
            inner = f"<w:txbxContent><w:p>{run(box)}</w:p></w:txbxContent>"
            runs = (
                f'{run(before + " ")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{inner}</wps:txbx>'
                f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
                f"</mc:AlternateContent></w:r>{run(after)}"
            )
        style = "Title" if paragraph == title else "Normal"
        tabs = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
        parts.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{runs}</w:p>')
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{types}"><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{_XML}<w:document {_W} {_MORE}><w:body>{''.join(parts)}{body}<w:sectPr/></w:body>"
        "</w:document>",
        "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{AUTHOR}</dc:creator>"
        "<dcterms:created>2031-04-12T06:00:00Z</dcterms:created></cp:coreProperties>",
    }
    if note:
        contents["word/footnotes.xml"] = (
            f'{_XML}<w:footnotes {_W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
            f'</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(note)}</w:p></w:footnote>'
            f'<w:footnote w:id="3"><w:p>{run("Nobody names this note.")}</w:p></w:footnote></w:footnotes>'
        )
    return packed({**contents, **(files or {})})


def chapter(paragraphs: Sequence[str], title: str = TITLE) -> str:
    """A chapter of a book."""
    lines = [
        f"<h1>{escape(p)}</h1>" if p == title else f"<p>{escape(p, quote=False).replace('…', '&hellip;')}</p>"
        for p in paragraphs
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops">\n<head><title>A chapter</title><script src="x.js"/></head>\n'
        f"<body><section>{chr(10).join(lines)}</section></body>\n</html>\n"
    )


def epub(paragraphs: Sequence[str], *, title: str = TITLE, files: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book of two chapters, with a table of contents, and a file that is no part of the reading order."""
    half = len(paragraphs) // 2
    contents: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>",
        "OEBPS/book.opf": '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title><dc:creator>{AUTHOR}'
        "</dc:creator><dc:date>2031-04-12</dc:date><dc:language>en-GB</dc:language><dc:publisher>Quay Press"
        '</dc:publisher></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
        'properties="nav"/><item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/><item id="one" '
        'href="text/chapter%20one.xhtml" media-type="application/xhtml+xml"/><item id="ad" href="ad.xhtml" '
        'media-type="application/xhtml+xml"/><item id="cover" href="cover.png" media-type="image/png"/></manifest>'
        '<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="one"/><itemref idref="ad" linear="no"/>'
        '<itemref idref="two"/></spine></package>',
        "OEBPS/nav.xhtml": chapter(["Contents of this book"]),
        "OEBPS/text/two.xhtml": chapter(paragraphs[half:], title),
        "OEBPS/text/chapter one.xhtml": chapter(paragraphs[:half], title),
        "OEBPS/ad.xhtml": chapter(["Buy another book."]),
        "OEBPS/cover.png": b"\x89PNG\r\n\x1a\n",
    }
    return packed({**contents, **(files or {})}, first="mimetype")
