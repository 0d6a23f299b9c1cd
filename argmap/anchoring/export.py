"""Anchors for other tools: as JSON, and as Web Annotations (W3C Recommendation of 23 February 2017) in JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from argmap.anchoring.anchors import Anchor
from argmap.anchoring.texts import Texts
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Mark, Node, Quote, Source, Statement, Voice
from argmap.model.wording import deed
from argmap.sources.text import SourceText, Stretch

__all__ = ["CONTEXT", "address_of", "anchors_to_dict", "annotations_to_dict", "url_of", "used_sources"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The JSON-LD context of Web Annotations."""

_AROUND = 32
"""Code points before and behind the words that a selector has with them."""

_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')


def used_sources(map: ArgumentMap, found: Sequence[Anchor]) -> tuple[Source, ...]:
    """The sources in which something was looked up, in the order of the map."""
    used = {anchor.source for anchor in found}
    return tuple(source for source in map.sources if source.id in used)


# -- JSON --------------------------------------------------------------------------------------------------


def anchors_to_dict(map: ArgumentMap, texts: Texts, found: Sequence[Anchor]) -> dict[str, Any]:
    """Anchors as JSON values; `docs/anchors.md` says what the keys mean. Offsets count code points of the text as
    argmap reads it, from 0, and ends are exclusive; `letters` counts its letters, marks and digits alone."""
    return {
        "version": 1,
        "map": {"id": map.id, "title": map.title},
        "sources": [_source(source, texts) for source in used_sources(map, found)],
        "anchors": [_anchor(anchor, texts) for anchor in found],
    }


def _source(source: Source, texts: Texts) -> dict[str, Any]:
    text = texts.get(source.id)
    assert text is not None
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url or text.url,
        "file": source.text or PurePosixPath(text.name).name or None,
        "kind": text.kind,
        "length": len(text.text),
        "sha256": sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }


def _anchor(anchor: Anchor, texts: Texts) -> dict[str, Any]:
    text = texts.get(anchor.source)
    assert text is not None
    finding = anchor.finding
    match = finding.match
    at = match.start if match else finding.stretch.start if finding.stretch else None
    page = text.page_of(at) if at is not None else None
    return {
        "node": anchor.node,
        "kind": anchor.kind,
        "number": anchor.number,
        "of": anchor.of,
        "source": anchor.source,
        "text": anchor.text,
        "status": finding.status,
        "tier": match.tier if match else None,
        "spans": [_span(text, span) for span in anchor.spans],
        "letters": [{"start": s.start, "length": s.end - s.start} for s in match.letters] if match else [],
        "paragraph": None if at is None else text.paragraph_of(at),
        "page": page.label if page else None,
        "line": text.line_of(at) if at is not None and text.kind == "text" else None,
        "elsewhere": finding.elsewhere,
        "differences": [d._asdict() for d in finding.differences],
        "instead": _span(text, finding.stretch) if finding.stretch else None,
        "choices": [] if match else [[_span(text, span) for span in m.spans] for m in finding.matches],
    }


def _span(text: SourceText, span: Stretch) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": text.text[span.start : span.end]}


# -- Web Annotations ---------------------------------------------------------------------------------------


def annotations_to_dict(map: ArgumentMap, texts: Texts, found: Sequence[Anchor]) -> dict[str, Any]:
    """An `AnnotationCollection` with an annotation for each anchor that was found, as JSON values.

    The address of an annotation is that of the map, where it has a `url`, with `#` and the ID of the quote; else it is
    relative, `#ID`. Words in several stretches have several targets.
    """
    items = [_annotation(map, texts, anchor) for anchor in found if anchor.finding.match]
    # No node can have these two IDs.
    page = {"id": _address(map, "anchors/page"), "type": "AnnotationPage", "startIndex": 0, "items": items}
    head: dict[str, Any] = {
        "@context": CONTEXT,
        "id": _address(map, "anchors/all"),
        "type": "AnnotationCollection",
    }
    if label := map.title or map.id:
        head["label"] = label
    if map.analyst:
        head["creator"] = {"type": "Person", "name": map.analyst}
    if map.licence and "://" in map.licence:
        head["rights"] = _iri(map.licence)
    return {**head, "total": len(items), "first": page}


def _annotation(map: ArgumentMap, texts: Texts, anchor: Anchor) -> dict[str, Any]:
    text = texts.get(anchor.source)
    source = map[anchor.source]
    assert text is not None
    assert isinstance(source, Source)
    motivation, bodies = _bodies(map, anchor)
    if map.lang:
        bodies = [{**body, "language": map.lang} if body["purpose"] == "describing" else body for body in bodies]
    targets = [
        {"type": "SpecificResource", "source": address_of(source, text), "selector": _selectors(text.text, span)}
        for span in anchor.spans
    ]
    return {
        "id": _address(map, anchor.node + (f"/c{anchor.number + 1}" if anchor.kind == "cue" else "")),
        "type": "Annotation",
        "motivation": motivation,
        **({"creator": {"type": "Person", "name": map.analyst}} if map.analyst else {}),
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _selectors(text: str, span: Stretch) -> list[dict[str, Any]]:
    """Two ways to select the same words."""
    quoted: dict[str, Any] = {"type": "TextQuoteSelector", "exact": text[span.start : span.end]}
    if before := text[max(0, span.start - _AROUND) : span.start]:
        quoted["prefix"] = before
    if behind := text[span.end : span.end + _AROUND]:
        quoted["suffix"] = behind
    return [quoted, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _bodies(map: ArgumentMap, anchor: Anchor) -> tuple[str, list[dict[str, Any]]]:
    """Why the words are annotated, and what is said of them."""
    quote_ = map[anchor.node]
    if isinstance(quote_, Mark):
        return "classifying", [_body(quote_.use, "classifying"), *_extras(quote_)]
    extras = _extras(quote_) if isinstance(quote_, Quote) else []
    node = map[anchor.of]
    match node:
        case Attribution():
            return "identifying", [*_act(map, node, anchor.kind), *_extras(node), *extras]
        case Statement():
            named: list[dict[str, Any]] = [_body(node.text, "describing", _address(map, node.id))]
            return "describing", [*named, _body(_kind(node), "classifying"), *_extras(node), *extras]
        case Voice():
            named = [_body(node.name, "identifying", _address(map, node.id)), _body("voice", "classifying")]
            return "identifying", [*named, *_extras(node), *extras]
        case Source():
            named = [_body(node.title, "describing", _address(map, node.id)), _body("source", "classifying")]
            return "describing", [*named, *_extras(node), *extras]
        case _:
            return "classifying", [_body(_kind(node), "classifying"), *_extras(node), *extras]


def _act(map: ArgumentMap, act: Attribution, kind: str) -> Iterator[dict[str, Any]]:
    """What is said of a voice's words: the statement, who did what, and of what sort that is."""
    inner: Node = act
    while isinstance(inner, Attribution):
        inner = map[inner.content]
    if isinstance(inner, Statement):
        yield _body(inner.text, "describing", _address(map, inner.id))
    yield _body(deed(map, act), "describing", _address(map, act.id))
    for voice in act.voices:
        node = map[voice]
        assert isinstance(node, Voice)
        yield _body(node.name, "identifying", _address(map, voice))
    yield _body("cue" if kind == "cue" else "attribution", "classifying")
    sense = map.verb_of(act)
    yield _body(sense.force, "classifying")
    if sense.base != sense.force:
        yield _body(sense.base, "classifying")
    if act.status != "made":
        yield _body(act.status, "classifying")
    if act.within is not None or isinstance(map[act.content], Attribution):
        yield _body("nested", "classifying")


def _extras(node: Node) -> list[dict[str, Any]]:
    return [*(_body(tag, "tagging") for tag in node.tags), *(_body(note, "commenting") for note in node.notes)]


def _body(value: str, purpose: str, address: str | None = None) -> dict[str, Any]:
    head = {"id": address} if address else {}
    return {**head, "type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _kind(node: Node) -> str:
    return str(getattr(node, "node", "node"))


# -- addresses ---------------------------------------------------------------------------------------------


def url_of(map: ArgumentMap, texts: Texts, id: str) -> str | None:
    """The address on the web of a source: its `url`, else the one that its text names; `None` without one."""
    source, text = map[id], texts.get(id)
    url = (source.url if isinstance(source, Source) else None) or (text.url if text else None)
    return _iri(url) if url else None


def address_of(source: Source, text: SourceText) -> str:
    """The address of a source: its `url`, else the one that its text names, else the path of its file as the map has
    it, else the file's name, else `#ID`."""
    if url := source.url or text.url:
        return _iri(url)
    if path := source.text or PurePosixPath(text.name).name:
        return _relative(path)
    return _fragment(source.id)


def _address(map: ArgumentMap, id: str) -> str:
    base = map.url.partition("#")[0] if map.url else ""
    return _iri(base) + _fragment(id)


def _fragment(id: str) -> str:
    return "#" + quote(id, safe="/?:@!$&'()*+,;=-._~")


def _relative(path: str) -> str:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", path):
        return _iri(path)
    written = quote(path, safe="/:@!$&'()*+,;=-._~")
    # A colon in the first part would be taken for the end of a scheme.
    return f"./{written}" if ":" in written.partition("/")[0] else written


def _iri(address: str) -> str:
    return _NO_IRI.sub(lambda m: quote(m[0]), address)
