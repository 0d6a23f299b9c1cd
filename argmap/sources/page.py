"""A page of HTML as elements in order, and which of them are the article.

The elements form a tree, but nothing walks it by recursion: each knows where among the pieces of the page it begins and
ends, so that a part of the page is a range, and how much text it holds is the difference of two sums.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from argmap.sources.limits import Clock, SourceError
from argmap.sources.tags import Tag, Words, attributes, pieces

__all__ = ["MAX_PIECES", "Element", "Page"]

MAX_PIECES = 1_000_000
"""Tags and stretches of words beyond which a page is no article."""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = HEADINGS | frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary
    table tbody td tfoot th thead tr ul""".split()
)
PROSE = HEADINGS | frozenset("p blockquote pre dd".split())
_VOID = frozenset("area base basefont br col embed frame hr img input link meta param source track wbr".split())
_HEAD = frozenset("base basefont head link meta noscript script style template title".split())
_SCOPES = frozenset("table td th caption".split())
_IN_TABLE = frozenset("table caption colgroup tbody thead tfoot tr td th".split())
# An element at the left ends an open one at the right, unless a list or table of its own stands between.
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dd": (("dd", "dt"), ("dl",)),
    "dt": (("dd", "dt"), ("dl",)),
    "tr": (("tr", "caption"), ("table",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tbody": (("tbody", "thead", "tr", "caption"), ("table",)),
    "option": (("option",), ("select",)),
}

# What is never read.
_NEVER = frozenset(
    """applet area audio base button canvas datalist del embed frame frameset head iframe input map meter noembed
    noframes noscript object progress rp rt script select style svg template textarea title video""".split()
)
_BOXES = BLOCKS | _NEVER
# What stands around an article, or in it, without being part of it.
_AROUND = frozenset("nav aside footer form menu search dialog".split())
_LISTS = frozenset("ul ol dl".split())
_TOLD = _AROUND | _LISTS | {"header"}
_ROLES = frozenset("navigation complementary contentinfo search dialog alertdialog".split())
_WORDS = frozenset(
    """ad ads advert advertisement advertising adverts breadcrumb breadcrumbs byline caption comment comments consent
    cookie cookies dateline disqus footer gdpr masthead menu modal nav navbar navigation newsletter outbrain pager
    pagination playlist popup promo promos promotion pullquote rating ratings readmore recommendation
    recommendations recommended related share sharedaddy sharing sidebar social sponsor sponsored subscribe
    subscription taboola toolbar trending""".split()
)
# Boxes that may be longer than the article itself.
_LONG = frozenset("comment comments consent cookie cookies disqus gdpr".split())
_ENOUGH = 400  # characters of text that an article has at least beside such a box
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)", re.IGNORECASE)
_FOR_SCREEN_READERS = frozenset("sr-only visually-hidden visuallyhidden screen-reader-text".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_STATE = re.compile(
    r"^(?:no|not|has|with|without|is|tag|category)-|-(?:enabled|disabled|open|opened|closed|free)$", re.I
)
_NOTE_MARK = re.compile(r"\[[0-9a-z*†‡]{1,3}\]")
_MARKS = frozenset("¶ # § ↩ ↩︎ ↑ ^ 🔗".split())


class Element:
    """An element: where it begins and ends among the pieces, and what it says of itself."""

    __slots__ = ("attributes", "end", "first", "last", "name", "offset", "parent", "skipped")

    def __init__(self, name: str, offset: int, parent: int, first: int, attributes: dict[str, str]) -> None:
        self.name = name
        self.offset = offset
        """Characters before its tag."""
        self.end = offset
        """Characters before its end tag, or before what ended it."""
        self.parent = parent
        """The number of the element around it, or -1."""
        self.first = first
        """Its own place among the pieces; what it holds follows."""
        self.last = first
        """The place of its end among them."""
        self.attributes = attributes
        self.skipped = False


_NONE: dict[str, str] = {}


class Page:
    """A page, taken apart. Raises `SourceError` where there is too much of it, or it takes too long."""

    def __init__(self, text: str, clock: Clock, xml: bool = False) -> None:
        self.elements: list[Element] = []
        """In the order in which they begin."""
        self.events: list[Words | int] = []
        """Words; the number of an element that begins; `~` the number of one that ends."""
        self.raw: list[tuple[int, str]] = []
        """What stands in `title` and `script`, by the numbers of the elements."""
        self._stack: list[int] = []
        self._open: defaultdict[str, list[int]] = defaultdict(list)
        self._scopes: list[int] = []
        self._blocks: list[int] = []
        self._take(text, clock, xml)
        self._measure()

    # From pieces to elements

    def _take(self, text: str, clock: Clock, xml: bool) -> None:
        for count, piece in enumerate(pieces(text, xml)):
            if not count & 4095:
                clock.check()
                if len(self.events) > MAX_PIECES:
                    raise SourceError(
                        "it is too large for an article", "save the article as plain text, and name that file"
                    )
            if type(piece) is Words:
                if self._in_head() and not piece.text.isspace():
                    self._pop(len(self._stack) - 1, piece.offset)
                self.events.append(piece)
            elif type(piece) is Tag:
                if piece.ends:
                    self._end(piece)
                else:
                    self._begin(piece, xml)
        self._pop(0, len(text))

    def _in_head(self) -> bool:
        heads = self._open["head"]
        return bool(heads) and heads[-1] == len(self._stack) - 1

    def _begin(self, tag: Tag, xml: bool) -> None:
        name = tag.name
        opened = self._open
        if name not in _HEAD and self._in_head():
            self._pop(len(self._stack) - 1, tag.offset)
        scope = self._scopes[-1] if self._scopes else -1
        if name in BLOCKS and opened["p"] and opened["p"][-1] > scope:
            self._pop(opened["p"][-1], tag.offset)
        if name in _ENDS:
            ended, around = _ENDS[name]
            limit = max((opened[n][-1] for n in around if opened[n]), default=-1)
            inner = [opened[n][-1] for n in ended if opened[n] and opened[n][-1] > limit]
            if inner and (name in _IN_TABLE or min(inner) > scope):
                self._pop(min(inner), tag.offset)
        number = len(self.elements)
        parent = self._stack[-1] if self._stack else -1
        element = Element(name, tag.offset, parent, len(self.events), attributes(tag.rest) if tag.rest else _NONE)
        self.elements.append(element)
        self.events.append(number)
        if tag.raw:
            self.raw.append((number, tag.raw))
        if name in _VOID or (tag.empty and (xml or name in _NEVER)):
            element.last = len(self.events)
            self.events.append(~number)
            return
        depth = len(self._stack)
        self._stack.append(number)
        opened[name].append(depth)
        if name in _SCOPES:
            self._scopes.append(depth)
        if name in BLOCKS:
            self._blocks.append(depth)

    def _end(self, tag: Tag) -> None:
        name = tag.name
        if name in ("html", "body"):
            # What follows still belongs to the page.
            return
        if not self._open[name]:
            if name in ("p", "br"):
                # Browsers make an empty one of it.
                self._begin(Tag(tag.offset, name, False, False, "", ""), False)
                if name == "p":
                    self._pop(len(self._stack) - 1, tag.offset)
            return
        depth = self._open[name][-1]
        if self._scopes and depth < self._scopes[-1] and name not in _IN_TABLE:
            return
        if name not in _BOXES and self._blocks and self._blocks[-1] > depth:
            # `<b><p>One</b> two</p>`: the paragraph goes on.
            return
        self._pop(depth, tag.offset)

    def _pop(self, depth: int, offset: int) -> None:
        """End the open elements from a depth on."""
        while len(self._stack) > depth:
            number = self._stack.pop()
            element = self.elements[number]
            self._open[element.name].pop()
            if element.name in _SCOPES:
                self._scopes.pop()
            if element.name in BLOCKS:
                self._blocks.pop()
            element.end = offset
            element.last = len(self.events)
            self.events.append(~number)

    # How much text there is

    def _measure(self) -> None:
        """Sum up, before each event: characters, those in links, those in links within the page, headlines."""
        self.chars = array("L", [0])
        self.linked = array("L", [0])
        self.pointing = array("L", [0])
        self.headlines = array("L", [0])
        chars = linked = pointing = headlines = 0
        # As in browsers a link ends where another begins; many an anchor (`<a name="top">`) is never ended.
        link = pointer = False
        for event in self.events:
            if not isinstance(event, int):
                size = sum(map(len, event.text.split()))
                chars += size
                linked += size * link
                pointing += size * pointer
            elif event >= 0:
                element = self.elements[event]
                if element.name == "a":
                    link = "href" in element.attributes
                    pointer = _points(element)
                elif (
                    element.name in ("h1", "main")
                    or element.attributes.get("role") == "main"
                    or element.attributes.get("itemprop") == "articleBody"
                ):
                    headlines += 1
            elif self.elements[~event].name == "a":
                link = pointer = False
            self.chars.append(chars)
            self.linked.append(linked)
            self.pointing.append(pointing)
            self.headlines.append(headlines)

    def size(self, element: Element) -> int:
        """How many characters it holds."""
        return self.chars[element.last] - self.chars[element.first]

    def prose(self, element: Element) -> int:
        """How many characters it holds that are no link."""
        return self.size(element) - (self.linked[element.last] - self.linked[element.first])

    def _holds_headline(self, element: Element) -> bool:
        return self.headlines[element.last] > self.headlines[element.first]

    def words(self, element: Element, longest: int = 500, steps: int = 1000) -> str:
        """Its words, as they stand, as far as `longest` characters and `steps` pieces."""
        found: list[str] = []
        size = 0
        for at in range(element.first + 1, min(element.last, element.first + steps)):
            event = self.events[at]
            if not isinstance(event, int):
                found.append(event.text)
                size += len(event.text)
                if size >= longest:
                    break
        return "".join(found)[:longest]

    def inside(self, element: Element, names: frozenset[str], steps: int = 50) -> bool:
        """Whether one of the elements around it, as far as `steps` up, has one of the names."""
        number = element.parent
        while number >= 0 and steps > 0:
            if self.elements[number].name in names:
                return True
            number = self.elements[number].parent
            steps -= 1
        return False

    # What is no part of the article

    def skip_unread(self) -> None:
        """Mark what no reader sees as text: scripts, hidden elements, marks of footnotes."""
        self._skip(self._unread)

    def skip_around(self) -> None:
        """Mark navigation, comments, boxes about something else; never most of the text."""
        total = self.chars[-1] - self.linked[-1]
        self._skip(lambda element: self._around(element, total))

    def _skip(self, test: Callable[[Element], bool]) -> None:
        past = -1
        some = False
        for element in self.elements:
            if element.first < past:
                continue
            if element.skipped or test(element):
                element.skipped = some = True
                past = element.last
        if some:
            self._measure_again()

    def _measure_again(self) -> None:
        """The sums once more, without what is skipped."""
        past = -1
        cuts: list[tuple[int, int]] = []
        for element in self.elements:
            if element.skipped and element.first >= past:
                cuts.append((element.first, element.last))
                past = element.last
        for sums in (self.chars, self.linked, self.pointing, self.headlines):
            steps = array("L", (b - a for a, b in pairwise(sums)))
            for first, last in cuts:
                steps[first:last] = array("L", bytes(steps.itemsize * (last - first)))
            total = 0
            for at, step in enumerate(steps):
                total += step
                sums[at + 1] = total

    def _unread(self, element: Element) -> bool:
        name, about = element.name, element.attributes
        if name in _NEVER:
            return True
        if name == "figcaption":
            # In a quotation set as a figure it says who is quoted.
            return not (element.parent >= 0 and "blockquote" in self._children(element.parent))
        if name in ("sup", "a") and self._is_reference(element):
            return True
        if not about:
            return False
        if "hidden" in about and name not in ("html", "body"):
            return True
        kinds = about.get("class", "").split()
        return (
            bool(kinds)
            and not _FOR_SCREEN_READERS.isdisjoint(kinds)
            and element.parent >= 0
            and self.elements[element.parent].name == "a"
        )

    def _children(self, number: int) -> Iterator[str]:
        """The names of the first elements in an element."""
        last = self.elements[number].last
        for inner in self.elements[number + 1 : number + 10]:
            if inner.first > last:
                return
            yield inner.name

    def _is_reference(self, element: Element) -> bool:
        """Whether it is the mark of a footnote, or a mark that leads back or to a heading itself."""
        size = self.size(element)
        if not 0 < size <= 6:
            return False
        if element.name == "a":
            kind = f"{element.attributes.get('role', '')} {element.attributes.get('epub:type', '')}"
            if "noteref" in kind or "backlink" in kind:
                return True
            words = self.words(element, 20, 20).strip()
            return _points(element) and (words in _MARKS or _NOTE_MARK.fullmatch(words) is not None)
        if element.parent >= 0 and self.elements[element.parent].name == "a":
            return _points(self.elements[element.parent])
        return self.pointing[element.last] - self.pointing[element.first] == size

    def _around(self, element: Element, total: int) -> bool:
        name, about = element.name, element.attributes
        if name in ("html", "body", "main") or (not about and name not in _TOLD):
            return False
        size = self.prose(element)
        if name in _LISTS and size * 5 < self.size(element):
            # Nothing but links.
            return True
        if name == "header" or about.get("role") == "banner":
            return size == 0 or not (
                self._holds_headline(element) or self.inside(element, frozenset(("article", "main")))
            )
        words = _words_of(about) if "class" in about or "id" in about else frozenset()
        if not (
            (name in _AROUND and not (name == "footer" and self.inside(element, frozenset(("blockquote",)), 3)))
            or about.get("role") in _ROLES
            or about.get("aria-hidden", "").lower() == "true"
            or ("style" in about and _HIDDEN_STYLE.search(about["style"][:2000]))
            or (
                (name in BLOCKS or "-" in name)
                and name not in ("td", "th", "pre", "blockquote", "h1")
                and not _WORDS.isdisjoint(words)
            )
        ):
            return False
        if size * 2 <= total:
            return True
        return not _LONG.isdisjoint(words) and total - size >= _ENOUGH and not self._holds_headline(element)

    def article(self) -> tuple[Element | None, bool]:
        """The element that holds the article, or `None` for the whole page; and whether the page says so itself."""
        whole = self.chars[-1] - self.linked[-1]
        articles = [e for e in self.elements if e.name == "article" and self.prose(e)]
        mains = [e for e in self.elements if (e.name == "main" or e.attributes.get("role") == "main") and self.prose(e)]
        main = max(mains, key=self.prose, default=None)
        best = max(articles, key=self.prose, default=None)
        around = self.prose(main) if main else whole
        if best and self.prose(best) * 3 >= around:
            return best, True
        if main and self.prose(main) * 3 >= whole:
            return main, True
        return None, False


def _points(element: Element) -> bool:
    return "#" in element.attributes.get("href", "")[:2000]


def _words_of(about: dict[str, str]) -> frozenset[str]:
    """The words of its class and ID, without those that only say what a box around may have (`comments-open`)."""
    named = f"{about.get('class', '')[:500]} {about.get('id', '')[:200]}".split()
    return frozenset(word.lower() for name in named if not _STATE.search(name) for word in _WORD.findall(name))
