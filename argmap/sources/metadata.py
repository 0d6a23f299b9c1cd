"""What a page of HTML says about itself: title, author, date, where it appeared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from argmap.sources.page import Element, Page
from argmap.sources.tags import plain_words
from argmap.sources.text import SourceText

__all__ = ["About", "about", "byline", "day", "language", "with_byline"]

_ARTICLES = re.compile(r"(?:Article|Report|Review|Column|Posting)$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]")
_LONGEST_JSON = 300_000
_BY = re.compile(r"(?:(?:written|words|text|story) )?by:? (?=[^\W\d_])", re.IGNORECASE)
_BEHIND_NAMES = re.compile(r"\s*(?:[|·•–—;(]|\b\d|,\s*\d|\son\s|\sin\s).*")
_PARTICLES = frozenset("and & van von de der den da di du del la le al bin ibn of ter zu".split())
_MOST_NAMES = 12  # words in a byline
_ABOVE = 1_000  # characters of text between a headline and its byline
_ELSEWHERE = frozenset("aside footer nav form figure".split())
_CLASS = re.compile(r"[a-z]+")
_NOT_HERE = frozenset("comment comments related bio caption teaser card".split())


@dataclass
class About:
    """What a page says about itself; a field is `None` where it says nothing."""

    title: str | None = None
    """The title of the article."""
    name: str | None = None
    """The title of the page, in which the site is often named too."""
    author: str | None = None
    date: str | None = None
    venue: str | None = None
    lang: str | None = None
    url: str | None = None


_META = {
    "og:title": "title",
    "twitter:title": "title",
    "citation_title": "title",
    "author": "author",
    "article:author": "author",
    "citation_author": "author",
    "dc.creator": "author",
    "article:published_time": "date",
    "og:article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "citation_publication_date": "date",
    "og:site_name": "venue",
    "citation_journal_title": "venue",
    "og:url": "url",
}
# Of two that say the same, the one that stands first here is believed.
_ORDER = {name: n for n, name in enumerate(_META)}


def about(page: Page, article: Element | None = None) -> About:
    """What a page says about itself and its article, in its head, as data for search engines, and by its dates."""
    known = About()
    said: dict[str, tuple[int, str]] = {}
    for element in page.elements:
        name, values = element.name, element.attributes
        if name == "meta":
            key = (values.get("property") or values.get("name") or values.get("itemprop") or "").strip().lower()
            if key in _META and (content := plain_words(values.get("content", ""))):
                _say(said, _META[key], _ORDER[key], content)
        elif name == "link" and "canonical" in values.get("rel", "").lower().split():
            _say(said, "url", -1, plain_words(values.get("href", ""), 2000))
        elif name in ("html", "body") and known.lang is None:
            known.lang = language(values.get("lang") or values.get("xml:lang") or "")
        elif name == "time" and "datetime" in values and (not article or article.first < element.first < article.last):
            # The first one: further ones date the comments.
            _say(said, "date", 100, plain_words(values["datetime"], 40))
    named = sorted(_bylines(page, article), key=lambda found: found[0])
    if named:
        # The link is to one of them: `By <a>Ann Oor</a> and Bo Ee`.
        first = named[0][1]
        whole = (name for _, name in named if " and " in name and name.startswith((f"{first} and ", f"{first}, ")))
        _say(said, "author", 60, next(whole, first))
    for number, raw in page.raw:
        element = page.elements[number]
        if element.name == "title":
            if known.name is None and not page.inside(element, frozenset(("svg",)), 5):
                known.name = plain_words(raw)
        elif "ld+json" in element.attributes.get("type", ""):
            for field, value in _from_json(raw):
                _say(said, field, 50, plain_words(value))
    for field, (_, value) in said.items():
        setattr(known, field, value)
    known.date = day(known.date)
    return known


def _say(said: dict[str, tuple[int, str]], field: str, rank: int, value: str | None) -> None:
    if not value or (field == "author" and value.startswith(("http:", "https:"))):
        return
    if field == "url" and not value.startswith(("http:", "https:")):
        return
    if field not in said or rank < said[field][0]:
        said[field] = (rank, value)


def day(text: str | None) -> str | None:
    """The day of a point in time (`2031-04-12T06:00:00Z`); what is written otherwise stays as it is."""
    return text[:10] if text and _TIME.match(text) else text


def byline(text: str, marked: bool = False) -> str | None:
    """The names in a line that says who wrote an article (`By Henrik Maas, 12 April`); `marked` says that the page
    calls it one, so that `By` may be missing. `None` where it is no such line."""
    words = " ".join(text.split())
    by = _BY.match(words)
    if by is None and not marked:
        return None
    fewest = 1 if marked else 2
    names = _BEHIND_NAMES.sub("", words[by.end() if by else 0 :], count=1).rstrip(" ,:")
    parts = names.split()
    if not fewest <= len(parts) <= _MOST_NAMES or names.endswith((".", "!", "?", "…")):
        return None
    return names if all(p[0].isupper() or p.lower() in _PARTICLES for p in parts) and parts[0][0].isupper() else None


def with_byline(source: SourceText) -> SourceText:
    """A text with the author whom one of its first three paragraphs names (`By Henrik Maas`), if it has none."""
    if source.author is not None:
        return source
    for paragraph in source.paragraphs[:3]:
        for line in source.text[paragraph.start : min(paragraph.end, paragraph.start + 200)].split("\n"):
            if paragraph.end - paragraph.start <= 200 and (name := byline(line)):
                return replace(source, author=name)
    return source


def _bylines(page: Page, article: Element | None) -> Iterator[tuple[int, str]]:
    """The names of authors below the headline, as the page marks them, and how little each is to be believed."""
    start = next((e.first for e in page.elements if e.name == "h1"), article.first if article else 0)
    for element in page.elements:
        values = element.attributes
        if not values or element.name in ("meta", "link", "body", "html", "article", "main"):
            continue
        kinds = frozenset(_CLASS.findall(values.get("class", "")[:500].lower()))
        author = "author" in values.get("rel", "").lower().split() or values.get("itemprop") == "author"
        if not (author or "author" in kinds or "byline" in kinds) or not kinds.isdisjoint(_NOT_HERE):
            continue
        if page.chars[max(start, element.first)] - page.chars[min(start, element.first)] > _ABOVE:
            continue
        if _is_elsewhere(page, element):
            continue
        if name := byline(plain_words(page.words(element, 300, 60)) or "", marked=True):
            yield 0 if author else 1 if "author" in kinds else 2, name


def _is_elsewhere(page: Page, element: Element) -> bool:
    """Whether it stands in a comment, a picture or the like, which have authors of their own."""
    if page.inside(element, _ELSEWHERE):
        return True
    number, steps = element.parent, 0
    while number >= 0 and steps < 20:
        around = page.elements[number]
        if not _NOT_HERE.isdisjoint(_CLASS.findall(around.attributes.get("class", "")[:500].lower())):
            return True
        number, steps = around.parent, steps + 1
    return False


def language(text: str) -> str | None:
    """The name of a language, as BCP 47 has it, or `None`."""
    words = text.strip()
    return words.replace("_", "-") if _LANGUAGE.fullmatch(words) else None


def _from_json(raw: str) -> list[tuple[str, str]]:
    """What the data of a page for search engines (schema.org, as JSON) say about its article."""
    if len(raw) > _LONGEST_JSON:
        return []
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return []
    found: list[tuple[str, str]] = []
    for thing in _things(data):
        for key, field in (("headline", "title"), ("datePublished", "date"), ("url", "url")):
            if isinstance(value := thing.get(key), str):
                found.append((field, value))
        for key, field in (("author", "author"), ("publisher", "venue")):
            if names := _names(thing.get(key)):
                found.append((field, ", ".join(names)))
    return found


def _things(data: Any) -> list[dict[str, Any]]:
    things = data if isinstance(data, list) else [data]
    if isinstance(data, dict) and isinstance(data.get("@graph"), list):
        things = data["@graph"]
    return [t for t in things if isinstance(t, dict) and _ARTICLES.search(_kind(t.get("@type")))]


def _kind(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = (v.get("name") if isinstance(v, dict) else v for v in values[:20])
    return [name for name in names if isinstance(name, str) and name and not name.startswith(("http:", "https:"))]
