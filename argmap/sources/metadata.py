"""What a page of HTML says about itself: title, author, date, where it appeared."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from argmap.sources.page import Element, Page
from argmap.sources.tags import plain_words

__all__ = ["About", "about", "day", "language"]

_ARTICLES = re.compile(r"(?:Article|Report|Review|Column|Posting)$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]")
_LONGEST_JSON = 300_000


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
