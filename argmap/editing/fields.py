"""A node's fields as lines: what is written differently when a field changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from argmap.diagnostics import ArgmapError
from argmap.editing.lines import STEPS, Lines, row_span, rule_of
from argmap.model.lexicon import Lexicon, inflect
from argmap.model.nodes import (
    AnyNode,
    Argument,
    Attribution,
    Expectation,
    Include,
    Mark,
    Node,
    Quote,
    Section,
    Source,
    Verb,
)
from argmap.notation.body import BodyReader
from argmap.notation.drafts import Arg
from argmap.notation.grammar import Row
from argmap.notation.lookup import a_kind
from argmap.notation.outline import Line
from argmap.notation.paths import doing
from argmap.notation.printer import body_fields, field_lines, modifiers, one_line, quote_text
from argmap.notation.words import is_id

__all__ = ["act_words", "changed", "detail_place", "quote_span", "write"]

_MAY = {
    "strength": "`weak`, `moderate`, `strong`, or a number from 0 to 1",
    "tags": "a tuple of words",
    "notes": "a tuple of texts",
    "meta": "pairs of a key and a value",
    "cue_anchors": "empty, or one anchor for each `cue`, such as `1176+24`, or nothing",
}

_STARTS = {"supports": ("because", "supports"), "rebuts": ("but", "rebuts")}


def changed(node: AnyNode, fields: dict[str, Any]) -> AnyNode:
    """The node with other values in some fields. Raises `ArgmapError` for a field or a value that it cannot have."""
    for name in fields:
        if name not in type(node).model_fields or name in ("id", "node"):
            hint = "; `rename` gives another ID" if name == "id" else ""
            raise ArgmapError(f"{a_kind(node.node)} has no field `{name}` that could be set{hint}")
    if isinstance(meta := fields.get("meta"), Mapping):
        fields = {**fields, "meta": tuple(meta.items())}
    if isinstance(node, Attribution) and node.cue_anchors and "cue_anchors" not in fields:
        fields = {**fields, "cue_anchors": _anchors_kept(node, fields.get("cue", node.cue))}
    try:
        new = type(node).model_validate({**node.model_dump(), **fields})
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0])
        may = _MAY.get(name) or first.get("ctx", {}).get("expected")
        why = f"it may be {may}" if may else f"{first['msg'][:1].lower()}{first['msg'][1:]}"
        raise ArgmapError(f"`{name}` of `{node.id}` cannot be {fields.get(name)!r}: {why}") from None
    if any("," in tag or tag != tag.strip() or not tag for tag in new.tags):
        raise ArgmapError("a tag is a few words without a comma")
    return new


def _anchors_kept(act: Attribution, cue: Any) -> tuple[str, ...]:
    """The anchors of cues of which some are others now: those whose words are the same keep theirs."""
    left = list(zip(act.cue, act.cue_anchors, strict=True))
    kept = []
    for words in cue if isinstance(cue, list | tuple) else ():
        n = next((n for n, (known, _) in enumerate(left) if known == words), None)
        kept.append("" if n is None else left.pop(n)[1])
    return tuple(kept)


def write(lines: Lines, old: AnyNode, new: AnyNode, lexicon: Lexicon) -> None:
    """Make the lines of a node say what `new` is. Raises `ArgmapError` for a field that no line of it says."""
    fields = {name for name in type(old).model_fields if getattr(old, name) != getattr(new, name)}
    match old, new:
        case Argument(), Argument():
            _step(lines, fields, old, new)
        case Attribution(), Attribution():
            _act(lines, fields, old, new, lexicon)
        case Quote(), Quote():
            _quote(lines, fields, new)
        case Mark(), Mark():
            line = lines.line(new.id)
            lines.replace(line, f"{new.use} {quote_text(new)}")
            fields -= {"text", "at", "near", "anchor", "use"}
        case _:
            _entry(lines, fields, new)
    if fields:
        raise ArgmapError(f"`{', '.join(sorted(fields))}` of `{old.id}` is said by no line of its own")


def _text_span(row: Row) -> tuple[int, int]:
    token = row[-1] if isinstance(row[-1][-1], int) else row[-1][-1]
    return token[2], token[2] + len(token[1])


def _entry(lines: Lines, fields: set[str], new: AnyNode) -> None:
    """Statements, voices, sources and the other entries."""
    line = lines.line(new.id)
    row = line.row
    assert row is not None
    head = {"text", "name", "title"} & fields
    if isinstance(new, Source):
        head -= {"text"}
    for name in head:
        if isinstance(new, Section):
            lines.replace(line, f"{'#' * new.level} {one_line(new.title)}")
        else:
            lines.put(line, *_text_span(row), one_line(getattr(new, name)))
    fields -= head
    if isinstance(new, Section) and "level" in fields:
        lines.replace(line, f"{'#' * new.level} {one_line(new.title)}")
        fields -= {"level"}
    if isinstance(new, Verb) and "force" in fields:
        lines.put(line, row[3][2], row[3][2] + len(row[3][1]), new.force)
        fields -= {"force"}
    if isinstance(new, Expectation) and "status" in fields:
        lines.put(line, row[3][2], row[3][2] + len(row[3][1]), new.status)
        fields -= {"status"}
    if isinstance(new, Include) and "path" in fields:
        lines.put(line, row[2][2], row[2][2] + len(row[2][1]), one_line(new.path))
        fields -= {"path"}
    _properties(lines, line, fields, new)


def _said(line: Line) -> str:
    """What a line of a property says, without its spaces."""
    row = line.row
    assert row is not None
    start, end = row_span(row)
    return BodyReader._text(["TEXT", line.text[start:end], 0])


_RULES = {"notes": "note", "answers": "answer", "naming": "kind", "cue_anchors": "cue"}
"""The rule of the lines that say a field, where it has another name."""


def _properties(lines: Lines, owner: Line, fields: set[str], new: Node) -> None:
    """The lines of a body that say one field each."""
    done: set[str] = set()
    for name in body_fields(new):
        rule = _RULES.get(name, name)
        if name not in fields or rule in done:
            continue
        done.add(rule)
        # How a voice is named stands on the line of its kind, if it has one.
        said = field_lines(new, "kind") or field_lines(new, "naming") if name == "naming" else field_lines(new, name)
        if name == "kind" and not said:
            said = field_lines(new, "naming")
        elif name == "cue_anchors":
            said = field_lines(new, "cue")
        lines.property(owner, rule, said, _said)
    fields.difference_update(body_fields(new))


# -- steps -------------------------------------------------------------------------------------------------


def _step(lines: Lines, fields: set[str], old: Argument, new: Argument) -> None:
    arg = lines.arg_of(old.id)
    if "step" in fields:
        starts = _STARTS.get(new.step)
        if starts is None or old.step == "undercuts":
            raise ArgmapError("an exception bears on a step, a reason on a statement: remove it, and add the other")
        row = arg.line.row
        assert row is not None
        lines.put(arg.line, 0, len(row[1][1]), starts[rule_of(arg.line) == "bears"])
        fields.discard("step")
    last, own = lines.step_end(arg)
    for name in ("scheme", "strength", "by"):
        if name not in fields:
            continue
        said = field_lines(new, name)
        there = [line for line in own if rule_of(line) == name]
        if there and said:
            lines.replace(there[0], said[0])
        elif said:
            lines.insert(*detail_place(lines, arg, last), said)
        for line in there[1:] if said else there:
            lines.cut(lines.start(line), lines.end(line))
        fields.discard(name)


def detail_place(lines: Lines, arg: Arg, last: Line) -> tuple[int, str]:
    """Before which line a detail of a step is put, and how it is indented."""
    if rule_of(arg.line) == "unless" and last is arg.line:
        # Only lines before the first reason below it describe an exception.
        reasons = [line for line in arg.line.children if rule_of(line) in (*STEPS, "unless", "attribution")]
        number = lines.start(reasons[0]) if reasons else lines.end(arg.line) + 1
        return number, lines.body_indent(arg.line)
    raw = lines.raw[last.number - 1]
    return lines.end(last) + 1, raw[: last.indent]


# -- attributions and quotes -------------------------------------------------------------------------------


def _act(lines: Lines, fields: set[str], old: Attribution, new: Attribution, lexicon: Lexicon) -> None:
    act, n = lines.act_of(old.id)
    clause = {"voices", "verb", "auxiliary", "certainty", "venue", "date", "to", "via"} & fields
    if clause:
        row = act.line.row
        assert row is not None
        part = [p for p in row[1:] if p[0] == "clause"][n]
        said = _clause(old, new, act.clauses[n].words, lexicon)
        start, end = row_span(part)
        if n + 1 < len(act.clauses) and "," in said and "," not in act.line.text[start:end]:
            # Before `that` a clause with circumstances ends with a comma.
            said += ","
        lines.put(act.line, start, end, said)
        fields -= clause
    if fields and fields.issubset(body_fields(new)) and n + 1 < len(act.clauses):
        raise ArgmapError(f"`{old.id}` reports another attribution and has no body of its own")
    _properties(lines, act.line, fields, new)


def _clause(old: Attribution, new: Attribution, words: list[Any], lexicon: Lexicon) -> str:
    said = act_words(new, lexicon)
    if (new.verb, new.auxiliary, len(new.voices) > 1) == (old.verb, old.auxiliary, len(old.voices) > 1):
        # As it was written: `said` for `says`, `do not` as it stands.
        verb = " ".join(w.text for w in words)
        said = f"{' and '.join(new.voices)} {f'{new.auxiliary} ' if new.auxiliary else ''}{verb}"
    elif new.voices == old.voices and not new.auxiliary and _plural(old, words, lexicon):
        said = f"{' and '.join(new.voices)} {(lexicon.find(new.verb) or inflect(new.verb, 'say')).base}"
    for id in (*new.voices, *new.via):
        if not all(is_id(part) for part in id.split(".")):
            raise ArgmapError(f"`{id}` cannot be the ID of a voice")
    return ", ".join([said, *modifiers(new)])


def _plural(old: Attribution, words: list[Any], lexicon: Lexicon) -> bool:
    """Whether a verb was written as one goes with several: `police tell`."""
    sense = lexicon.find(old.verb)
    return not old.auxiliary and sense is not None and " ".join(w.text for w in words) == sense.base != sense.third


def act_words(act: Attribution, lexicon: Lexicon) -> str:
    """Who did what: `mayor promises`, `lund and club did not say`. Raises `ArgmapError` for an unknown verb."""
    sense = lexicon.find(act.verb)
    if sense is None:
        raise ArgmapError(f"the verb `{act.verb}` is not in the lexicon; declare it first: `verb {act.verb}: say`")
    return f"{' and '.join(act.voices)} {doing(sense, act.auxiliary, len(act.voices))}"


def _quote(lines: Lines, fields: set[str], new: Quote) -> None:
    line, start, _ = lines.part.places[new.id]
    lines.put(line, *quote_span(line, start), quote_text(new))
    fields -= {"text", "at", "near", "anchor", "source"}


def quote_span(line: Line, start: int) -> tuple[int, int]:
    """From where to where a quote with its tail reaches that begins at `start`."""
    assert line.row is not None
    todo: list[Row] = [line.row]
    while todo:
        row = todo.pop()
        if row[0] == "quote" and row[1][2] == start:
            return row_span(row)
        todo.extend(part for part in row[1:] if not isinstance(part[-1], int))
    raise ArgmapError("this quote stands in no line that could be changed")
