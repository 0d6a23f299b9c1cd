"""The fields of things, by which they are shown, sorted, counted and compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from argmap.discourse.commitments import kind_of as commitment_of
from argmap.discourse.finding import Finding
from argmap.discourse.time import days
from argmap.model.nodes import (
    Argument,
    Attribution,
    Expectation,
    Node,
    Quote,
    Relation,
    Section,
    Source,
    Statement,
    Verb,
    Voice,
)
from argmap.model.wording import deed, name_of
from argmap.query.items import CriticalQuestion, Path, kind_of
from argmap.query.vocabulary import FIELDS, RELATIONS, STRENGTHS

if TYPE_CHECKING:
    from argmap.query.index import Index

__all__ = ["same_value", "stands_in", "texts_of", "values"]

Value = str | float
_RELATIONS = frozenset(relation.word for relation in RELATIONS)


def values(index: Index, id: str, field: str) -> tuple[Value, ...]:
    """The values of a field of a thing; none where it has no such field or nothing in it.

    A relation as a field is how many there are; `voice.kind` is the field of what a field names. Raises `KeyError` for
    an unknown field.
    """
    head, dot, rest = field.partition(".")
    if head == "meta":
        item = index.item(id)
        return tuple(v for k, v in getattr(item, "meta", ()) if not dot or k == rest)
    if dot:
        out: dict[Value, None] = {}
        for other in _ids(index, id, head):
            out.update(dict.fromkeys(values(index, other, rest)))
        return tuple(out)
    if field in _FIELDS:
        found = _FIELDS[field](index, index.item(id))
        if found is None or found == "":
            return ()
        return found if isinstance(found, tuple) else (found,)
    if field in _RELATIONS:
        return (len(index.table(field).get(id, ())),)
    from argmap.query.selection import unknown

    raise unknown("field", field, (*_FIELDS, *_RELATIONS))


def same_value(field: str, value: Value) -> str:
    """A value of a field in the form in which equal ones are the same: letter case, spaces and the way in which a
    number is written make no difference, and a strength in words is its number."""
    if field == "strength":
        value = STRENGTHS.get(str(value), value)
    return f"{value:.10g}" if isinstance(value, int | float) else _plain(value)


def _ids(index: Index, id: str, head: str) -> tuple[str, ...]:
    if head in _RELATIONS:
        return index.table(head).get(id, ())
    return tuple(str(v) for v in values(index, id, head) if str(v) in index.nodes)


def texts_of(index: Index, id: str) -> Iterator[str]:
    """All words of a thing that can be looked through: text, title, names, quotes, cue, notes are not."""
    item = index.item(id)
    text = _text(index, item)
    if text:
        yield str(text)
    if isinstance(item, Voice):
        yield from item.also
        if item.role:
            yield item.role
    if isinstance(item, Attribution):
        yield from item.cue
    if isinstance(item, Node):
        yield from (quote.text for quote in index.map.quotes_of(id))


def stands_in(index: Index, id: str, where: str) -> bool:
    """Whether a thing stands in a section (or one below it) or a source, or was said in a venue; by ID, title, or words
    of it."""
    wanted = _plain(where)
    item = index.item(id)
    if isinstance(item, Attribution | Source) and item.venue and wanted in _plain(name_of(index.map, item.venue)):
        return True
    if isinstance(item, Attribution) and item.venue == where:
        return True
    for table in ("sections", "sources"):
        found = index.table(table).get(id, ())
        while found:
            node = index.nodes[found[0]]
            if found[0] == where or _plain(getattr(node, "title", "")) == wanted:
                return True
            found = (node.parent,) if isinstance(node, Section) and node.parent else ()
    return False


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _text(x: Index, item: Any) -> str | None:
    match item:
        case Statement() | Quote() | CriticalQuestion():
            return item.text
        case Attribution():
            return deed(x.map, item)
        case Voice():
            return item.name
        case Source() | Section():
            return item.title
        case Argument():
            grounds = " and ".join(ground.ref for ground in item.grounds)
            return f"{grounds} {item.step.removesuffix('s') if len(item.grounds) > 1 else item.step} {item.target}"
        case Relation():
            return f"{item.a} {item.relation} {item.b}"
        case Finding():
            return item.message
        case Path():
            return _way(x, item)
        case Verb():
            return item.base
        case Expectation():
            return f"{item.of} {item.status}"
        case _:
            return getattr(item, "text", None) or getattr(item, "path", None)


_SIGNS = {"supports": "→", "rebuts": "⇥", "undercuts": "⊣"}


def _way(x: Index, path: Path) -> str:
    """A path in words: `a → b ⇥ c`, with `→` for support, `⇥` for a rebuttal and `⊣` for an undercut."""
    out: list[str] = []
    for id in path.nodes:
        node = x.nodes[id]
        out.append(_SIGNS[node.step] if isinstance(node, Argument) and out and id != path.nodes[-1] else id)
    return " ".join(out)


def _line(x: Index, item: Any) -> tuple[float, ...]:
    match item:
        case Finding():
            ids = [evidence.node for evidence in item.evidence]
        case Path():
            ids = [id for id in item.nodes if not isinstance(x.nodes[id], Argument)]
        case CriticalQuestion():
            ids = [item.argument]
        case _:
            ids = [item.id]
    places = (x.map.place_of(id) for id in ids)
    return tuple(dict.fromkeys(place.line for place in places if place))


def _file(x: Index, item: Any) -> str | None:
    place = x.map.place_of(item.id) if isinstance(item, Node) else None
    return place.file if place else None


def _voice(x: Index, item: Any) -> tuple[str, ...] | None:
    if isinstance(item, Finding):
        return item.voices
    if isinstance(item, Attribution):
        return item.voices
    return tuple(sorted(x.table("voices").get(item.id, ()), key=x.order))


def _words(x: Index, item: Any) -> float:
    if isinstance(item, Attribution | Voice):
        quotes = (x.nodes[id] for id in x.table("quotes").get(item.id, ()))
        return sum(_number_of_words(quote.text) for quote in quotes if isinstance(quote, Quote))
    return _number_of_words(_text(x, item) or "")


def _number_of_words(text: str) -> int:
    """How many words a text has; what has no letter and no digit, as `…`, is none."""
    return sum(any(map(str.isalnum, part)) for part in text.split())


def _letters(x: Index, item: Any) -> float | None:
    quotes = (item,) if isinstance(item, Quote) else x.map.quotes_of(item.id)
    stretches = [part for quote in quotes if quote.anchor for part in quote.anchor.split(",")]
    return sum(int(part.partition("+")[2]) for part in stretches) if stretches else None


def _of(kind: type | tuple[type, ...], get: Callable[[Index, Any], Any]) -> Callable[[Index, Any], Any]:
    return lambda x, item: get(x, item) if isinstance(item, kind) else None


def _date(x: Index, item: Any) -> str | None:
    return x.discourse.date_of(item) if isinstance(item, Attribution) else getattr(item, "date", None)


def _year(x: Index, item: Any) -> float | None:
    year = _within(_date(x, item), _YEAR)
    return None if year is None else int(year)


def _within(date: str | None, part: re.Pattern[str]) -> str | None:
    """The year, or year and month, of a date; none of a stretch of time over several, nor of words."""
    if days(date) is None:
        return None
    found = {match[0] if (match := part.match(end)) else None for end in str(date).split("/")}
    return found.pop() if len(found) == 1 else None


_YEAR = re.compile(r"-?[0-9]{4}")
_MONTH = re.compile(r"-?[0-9]{4}-(?:0[1-9]|1[0-2])(?![0-9])")


_FIELDS: dict[str, Callable[[Index, Any], Any]] = {
    "id": lambda x, item: item.id,
    "what": lambda x, item: kind_of(item),
    "text": _text,
    "line": _line,
    "file": _file,
    "tags": lambda x, item: getattr(item, "tags", ()),
    "notes": lambda x, item: getattr(item, "notes", ()),
    "url": lambda x, item: getattr(item, "url", None),
    "section": lambda x, item: tuple(x.map[s].title for s in x.table("sections").get(item.id, ())),  # type: ignore[attr-defined]
    "type": _of(Statement, lambda x, item: item.type),
    "treatment": lambda x, item: x.discourse.treatment_of(item.id) if kind_of(item) == "position" else None,
    "voice": _voice,
    "verb": _of(Attribution, lambda x, item: x.map.verb_of(item).base),
    "force": _of(Attribution, lambda x, item: x.map.verb_of(item).force),
    "commitment": _of(Attribution, lambda x, item: commitment_of(x.map.verb_of(item))),
    "stance": _of(Attribution, lambda x, item: item.stance or x.map.verb_of(item).stance),
    "status": lambda x, item: item.status if isinstance(item, Attribution) else None,
    "directness": _of(Attribution, lambda x, item: x.map.directness_of(item)),
    "certainty": _of(Attribution, lambda x, item: item.certainty),
    "date": _of((Attribution, Source), _date),
    "year": _of((Attribution, Source), _year),
    "month": _of((Attribution, Source), lambda x, item: _within(_date(x, item), _MONTH)),
    "venue": _of((Attribution, Source), lambda x, item: item.venue),
    "to": _of(Attribution, lambda x, item: item.to),
    "via": _of(Attribution, lambda x, item: item.via),
    "reporter": _of(Attribution, lambda x, item: x.map.outermost(item).voices if item.within else None),
    "cue": _of(Attribution, lambda x, item: " … ".join(item.cue)),
    "content": _of(Attribution, lambda x, item: x.discourse.statement_of(item).id),
    "depth": _of(Attribution, lambda x, item: len(x.table("_outer").get(item.id, ()))),
    "words": _words,
    "name": _of(Voice, lambda x, item: item.name),
    "kind": _of(Voice, lambda x, item: item.kind),
    "naming": _of(Voice, lambda x, item: item.naming),
    "role": _of(Voice, lambda x, item: item.role),
    "group": _of(Voice, lambda x, item: item.of),
    "step": _of(Argument, lambda x, item: item.step),
    "scheme": _of(Argument, lambda x, item: item.scheme),
    "strength": _of(Argument, lambda x, item: STRENGTHS.get(item.strength, item.strength)),
    "target": _of(Argument, lambda x, item: item.target),
    "relation": _of(Relation, lambda x, item: item.relation),
    "at": lambda x, item: getattr(item, "at", None) if isinstance(item, Node) else None,
    "anchor": lambda x, item: (
        tuple(filter(None, item.cue_anchors)) if isinstance(item, Attribution) else getattr(item, "anchor", None)
    ),
    "letters": _of((Attribution, Quote), _letters),
    "evidence": _of(Finding, lambda x, item: tuple(evidence.node for evidence in item.evidence)),
    "finding": _of(Finding, lambda x, item: item.kind),
    "length": _of(Path, lambda x, item: len(item.nodes) // 2),
    "status-of": lambda x, item: item.status if kind_of(item) == "expectation" else None,
}

assert {field.word for field in FIELDS} <= {*_FIELDS, "meta"}
