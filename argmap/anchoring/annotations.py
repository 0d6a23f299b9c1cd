"""A first map from annotations of an article: Web Annotations in JSON-LD, or what Hypothesis exports.

Annotations are taken as people and programs write them, and nothing in them is trusted: words that an annotation has
are looked for in the text, and what does not stand there is said so and not guessed at.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args

from argmap.model.lexicon import Force, default_lexicon
from argmap.sources.limits import MAX_BYTES, SourceError
from argmap.sources.text import SourceText

__all__ = ["Annotation", "Body", "Selector", "Target", "annotations_in", "map_from_annotations"]

_HELP = "name a file of Web Annotations in JSON-LD, or one that Hypothesis exports"
_KINDS = ("claim", "premise", "position", "question")
_FORCES = get_args(Force)
_STATUSES = ("not-made", "hypothetical", "called-for", "expected")
_TAG = re.compile(r"<[^<>]*>")
_INSIDE = ("rows", "annotations", "items", "@graph", "first", "next")
"""Where files have their annotations, or the page that has them."""


class Selector(NamedTuple):
    """How an annotation says which words it is about."""

    exact: str | None = None
    """The words."""
    prefix: str = ""
    """What stands right before them."""
    suffix: str = ""
    """What stands right behind them."""
    start: int | None = None
    """Characters of the text before them."""
    end: int | None = None
    """Characters of the text before their end."""


Target = tuple[Selector, ...]
"""Several ways to say which words are meant; none where the annotation is about the whole text."""


class Body(NamedTuple):
    """Something that an annotation says."""

    value: str
    purpose: str
    """What it is there for; empty where the annotation does not say."""
    address: str
    """Its address, if it has one."""


@dataclass
class Annotation:
    """One annotation, as far as maps can hold it."""

    address: str
    """What it is called."""
    who: str
    """Who made it; empty where that is not said."""
    bodies: tuple[Body, ...]
    targets: tuple[Target, ...]
    about: tuple[str, ...] = ()
    """Addresses of what it is about as a whole: the article, or other annotations to which it replies."""
    kind: str = "claim"
    """What it is taken for: a kind of statement, `attribution`, `cue`, `title`, `scare`, `voice` or `source`."""
    text: Body | None = None
    """The wording of the statement, if it has any."""
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    voices: list[Body] = field(default_factory=list)
    """Those whose words it is about."""
    verb: str = "say"
    status: str = "made"
    nested: bool = False
    """Whether the words are reported by somebody else."""

    def __post_init__(self) -> None:
        classes = []
        described, said = [], []
        for body in self.bodies:
            match body.purpose:
                case "tagging":
                    self.tags += [tag for part in body.value.split(",") if (tag := part.strip())]
                case "classifying":
                    classes.append(body.value)
                case "identifying":
                    self.voices.append(body)
                case "describing":
                    described.append(body)
                case _:
                    said.append(body)
        self._classify(classes)
        about = [*described, *said] if described else said
        self.text = about[0] if about else None
        if self.kind not in ("attribution", "cue"):
            self.notes += [body.value for body in about[1:]]
            if self.kind != "voice":
                self.notes += [voice.value for voice in self.voices]
        else:
            # The second description is the attribution in words.
            self.notes += [body.value for body in said]

    def _classify(self, classes: list[str]) -> None:
        words = [word.lower() for word in classes]
        ours = ("attribution", "cue", "title", "scare", "voice", "source", *_KINDS)
        if words and words[0] in ours:
            self.kind = words[0]
            rest = words[1:]
            if self.kind in ("attribution", "cue"):
                self.verb = _verb(rest)
                self.status = next((word for word in rest if word in _STATUSES), "made")
                self.nested = "nested" in rest
            return
        self.tags += classes
        marked = next((tag for tag in self.tags if tag.lower() in _KINDS), None)
        if marked is not None:
            self.kind = marked.lower()
            self.tags.remove(marked)


def map_from_annotations(data: bytes, source: SourceText, text_path: str) -> str:
    """Markup of a first map, to edit: a statement for each annotation of a text, with the words that it is about.

    `data` holds Web Annotations (one, a list, a page or a collection with its page) or Hypothesis's rows, as JSON.
    `source` is the text they are about, and `text_path` its path as the map will have it. Comments at the end tell
    which annotations do not stand in the text. Raises `SourceError` where nothing can be made of `data`.
    """
    from argmap.anchoring.first_map import FirstMap

    found = annotations_in(data)
    made = FirstMap(source, text_path, found.label)
    made.take(found.annotations)
    if not made.anchored:
        raise SourceError(
            "none of its annotations stands in the text"
            if len(found.annotations) > 1
            else "it does not stand in the text",
            "check that the annotations are of this article",
        )
    return made.markup()


class Annotations(NamedTuple):
    """What a file of annotations holds."""

    annotations: tuple[Annotation, ...]
    label: str | None
    """What the collection calls itself."""


def annotations_in(data: bytes) -> Annotations:
    """The annotations in a file. Raises `SourceError` where there are none."""
    if len(data) > MAX_BYTES:
        raise SourceError(f"it is larger than {MAX_BYTES // 1_000_000} MB", "name a file of fewer annotations")
    try:
        value = json.loads(data)
    except RecursionError:
        raise SourceError("it is nested too deeply", _HELP) from None
    except ValueError:
        raise SourceError("it is not JSON", _HELP) from None
    found = tuple(_annotation(item) for item in _items(value))
    if not found:
        first = value.get("first") if isinstance(value, dict) else None
        if isinstance(first, str):
            raise SourceError("its annotations are in another file, to which `first` points", "name that file")
        raise SourceError("it holds no annotations", _HELP)
    label = value.get("label") if isinstance(value, dict) else None
    return Annotations(found, label if isinstance(label, str) and label.strip() else None)


def _items(value: Any) -> Iterator[dict[str, Any]]:
    """The annotations in a file, in order, wherever it has them."""
    left = [value]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left.extend(reversed(value))
        elif isinstance(value, dict):
            if "target" in value:
                yield value
            else:
                left.extend(value[key] for key in reversed(_INSIDE) if key in value)


def _annotation(item: dict[str, Any]) -> Annotation:
    targets, about = [], []
    for target in _listed(item["target"]):
        if isinstance(target, str):
            about.append(target)
        elif isinstance(target, dict):
            if selectors := tuple(_selectors(target.get("selector"))):
                targets.append(selectors)
            elif not target.get("selector"):
                about.append(_text(target.get("source")) or _text(target.get("id")))
            else:
                # It selects something in a way that text does not have.
                targets.append((Selector(),))
    replies = [ref for ref in _listed(item.get("references")) if isinstance(ref, str)]
    return Annotation(
        address=_text(item.get("id")),
        who=_who(item),
        bodies=tuple(_bodies(item)),
        targets=tuple(targets),
        about=(*reversed(replies), *about),
    )


def _who(item: dict[str, Any]) -> str:
    info = item.get("user_info")
    if isinstance(info, dict) and _text(info.get("display_name")):
        return _text(info.get("display_name"))
    if user := _text(item.get("user")):
        return user.removeprefix("acct:").partition("@")[0]
    names = []
    for creator in _listed(item.get("creator")):
        if isinstance(creator, dict):
            names.append(next((v for k in ("name", "nickname", "id") if (v := _text(creator.get(k)))), ""))
        else:
            names.append(_text(creator))
    return ", ".join(filter(None, names))


def _bodies(item: dict[str, Any]) -> Iterator[Body]:
    if value := _text(item.get("text")) or _text(item.get("bodyValue")):
        yield Body(value, "", "")
    for tag in _listed(item.get("tags")):
        if value := _text(tag):
            yield Body(value, "tagging", "")
    for body in _listed(item.get("body")):
        if isinstance(body, dict) and _text(body.get("type")) == "Choice":
            body = next(iter(_listed(body.get("items"))), None)
        if not isinstance(body, dict):
            # An address: what stands there is not fetched.
            continue
        source = body.get("source")
        inner = source if isinstance(source, dict) else body
        value = _text(inner.get("value")) or _text(inner.get("chars"))
        if "html" in _text(inner.get("format")):
            value = _text(html.unescape(_TAG.sub(" ", value)))
        purpose = next((p for p in _listed(body.get("purpose")) if isinstance(p, str)), "")
        if value:
            yield Body(value, purpose.rpartition(":")[2], _text(body.get("id")))


def _selectors(value: Any) -> Iterator[Selector]:
    """What selects words. Of selectors that refine each other the innermost counts, without its offsets: those are
    counted within the outer one."""
    for selector in _listed(value):
        if not isinstance(selector, dict):
            continue
        inner = selector.get("refinedBy")
        if inner is not None:
            yield from (found for found in _selectors(inner) if found.exact is not None)
            continue
        kind = selector.get("type")
        if kind == "TextQuoteSelector" and (exact := _verbatim(selector.get("exact"))).strip():
            yield Selector(exact, _verbatim(selector.get("prefix")), _verbatim(selector.get("suffix")))
        elif kind == "TextPositionSelector":
            start, end = selector.get("start"), selector.get("end")
            if type(start) is int and type(end) is int and 0 <= start < end:
                yield Selector(start=start, end=end)


def _verb(classes: Sequence[str]) -> str:
    """The verb of an attribution: what stands behind its force, where that is a known verb of that force; where nothing
    does, the verb is the same word."""
    force, *rest = [word for word in classes if word not in (*_STATUSES, "nested")] or ["say"]
    if force not in _FORCES:
        return "say"
    if not rest:
        return force
    sense = default_lexicon().find(rest[0])
    if sense and sense.force == force:
        return sense.base
    # Who `claims` is kept at a distance; the force alone says no such thing.
    return "argue" if force == "claim" else force


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _verbatim(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _text(value: Any) -> str:
    """A text on one line, without characters that stand in no text; nothing for what is none."""
    from argmap.notation.characters import cleaned_line

    return cleaned_line(value) if isinstance(value, str) else ""
