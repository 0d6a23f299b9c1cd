"""Adding, removing and moving: which lines change, and how to tell that nothing else did."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Container, Sequence

from argmap.diagnostics import ArgmapError
from argmap.editing.compare import Judge, canonical, differences, unlike
from argmap.editing.fields import act_words, detail_place, quote_span
from argmap.editing.lines import Lines, rule_of
from argmap.editing.renames import mapped
from argmap.model.lexicon import Lexicon
from argmap.model.nodes import AnyNode, Argument, Attribution, Ground, Mark, Quote, Relation, Statement
from argmap.notation.drafts import Arg
from argmap.notation.outline import Line
from argmap.notation.part import Part
from argmap.notation.printer import body_fields, entry_lines, field_lines, modifiers, quote_text
from argmap.notation.words import is_id

__all__ = [
    "add_judge",
    "add_under",
    "as_ground",
    "contents_of",
    "cut_entry",
    "indented",
    "move_under",
    "owner_of",
    "remove",
    "remove_judge",
    "same_judge",
    "set_judge",
]

_STARTS = {
    **{"tags": "tags", "note": "note", "url": "url", "meta": "meta", "type": "type", "answer": "answer"},
    **{"open": "open", "role": "role", "of": "of", "also": "also", "date": "date", "in": "venue", "text": "text"},
    **{"retrieved": "retrieved", "title": "mark", "scare": "mark", "stance": "stance", "cue": "cue"},
    **{"signature": "signature", "within": "within", "contradicts": "relation", "same-as": "relation"},
}
_OF_STEP = ("and", "assuming", "unless", "scheme", "strength", "by", "named")
_REASONS = ("because", "but", "supports", "rebuts", "undercuts", "and", "assuming", "unless")


# -- what an edit may change -------------------------------------------------------------------------------


def set_judge(id: str, new: AnyNode, other: str) -> Judge:
    """Only the node with this ID is another one, `new`; where its ID follows from its words it is then `other`."""

    def judge(before: Sequence[AnyNode], after: Sequence[AnyNode]) -> str | None:
        expected = [new if node.id == id else node for node in before]
        return unlike(mapped(expected, {id: other} if other != id else {}), after)

    return judge


def add_judge(before: Sequence[AnyNode], after: Sequence[AnyNode]) -> str | None:
    """Something is there that was not; at most one node says more than it did."""
    lost, gained = differences(canonical(before), canonical(after))
    if len(lost) > 1 or not all(any(g.id == node.id for g in gained) for node in lost):
        return f"`{lost[0].id}` would not be as it was"
    return None if gained else "the map would be as it was"


def same_judge(before: Sequence[AnyNode], after: Sequence[AnyNode]) -> str | None:
    """All is as it was, in another order."""
    return unlike(before, after)


def remove_judge(gone: Container[str]) -> Judge:
    """Some nodes are gone, and what cannot be without them."""

    def judge(before: Sequence[AnyNode], after: Sequence[AnyNode]) -> str | None:
        return unlike(_without(before, gone), after)

    return judge


def _without(nodes: Sequence[AnyNode], gone: Container[str]) -> list[AnyNode]:
    left: list[AnyNode] = []
    lost: set[str] = {node.id for node in nodes if node.id in gone}
    todo = list(nodes)
    while todo:
        kept = []
        for node in todo:
            on = (
                (node.target,) if isinstance(node, Argument)
                else (node.content, *((node.within,) if node.within else ())) if isinstance(node, Attribution)
                else (node.of,) if isinstance(node, Quote)
                else (node.a, node.b) if isinstance(node, Relation)
                else (node.source,) if isinstance(node, Mark)
                else ()
            )  # fmt: skip
            grounds = [g for g in node.grounds if g.ref not in lost] if isinstance(node, Argument) else [None]
            if node.id in lost or any(ref in lost for ref in on) or not grounds:
                lost.add(node.id)
            else:
                kept.append(node)
        if len(kept) == len(todo):
            break
        todo = kept
    for node in todo:
        if isinstance(node, Argument) and any(g.ref in lost for g in node.grounds):
            grounds_left: tuple[Ground, ...] = tuple(g for g in node.grounds if g.ref not in lost)
            node = node.model_copy(update={"grounds": grounds_left})
        left.append(node)
    return left


# -- adding ------------------------------------------------------------------------------------------------


def owner_of(node: AnyNode) -> str | None:
    """Under which node a node is written; `None` for an entry."""
    match node:
        case Quote():
            return node.of
        case Attribution():
            return node.content
        case Argument():
            return node.target
        case Mark():
            return node.source
        case Relation():
            return node.a
        case _:
            return None


def contents_of(what: str | AnyNode, ground: Callable[[str], str], lexicon: Lexicon) -> list[str]:
    """Lines as they are put into a file, without indentation of their own: markup, or what a node is written as.
    `ground` names a node as a ground. Raises `ArgmapError` for what cannot be written."""
    if isinstance(what, str):
        text = textwrap.dedent(what.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
        if not text.strip():
            raise ArgmapError("there is nothing to add")
        return _apart(text)
    match what:
        case Quote():
            return [quote_text(what)]
        case Mark():
            return [f"{what.use} {quote_text(what)}"]
        case Relation():
            return [f"{what.relation} {what.b}"]
        case Attribution():
            body = [f"named {what.id}"] if is_id(what.id) else []
            body += [f"within {what.within}"] if what.within else []
            body += [line for name in body_fields(what) for line in field_lines(what, name)]
            head = ", ".join([act_words(what, lexicon), *modifiers(what)])
            return ["\n".join([head, *(f"  {line}" for line in body)])]
        case Argument():
            return _step_lines(what, ground)
        case _:
            return ["\n".join(entry_lines(what))]


def indented(content: str, unit: str) -> str:
    """Lines with their levels indented as in the file that they go to."""
    out, levels = [], [0]
    for line in content.split("\n"):
        words = line.lstrip(" \t")
        depth = len(line) - len(words)
        if words:
            while levels[-1] > depth:
                levels.pop()
            if depth > levels[-1]:
                levels.append(depth)
        out.append(unit * (len(levels) - 1) + words if words else "")
    return "\n".join(out)


def _apart(text: str) -> list[str]:
    """Lines at the left edge, each with what stands below it; after a reason, with what describes its step."""
    out: list[list[str]] = []
    step = False
    for line in text.split("\n"):
        below = line[:1] in (" ", "\t", "|", "")
        word = line.split(None, 1)[0].rstrip(":") if not below else ""
        if out and (below or out[-1][-1].startswith("//") or (step and word in _OF_STEP)):
            out[-1].append(line)
        else:
            out.append([line])
        if word:
            step = word in _REASONS or (step and word in _OF_STEP)
    return ["\n".join(lines) for lines in out]


def _step_lines(argument: Argument, ground: Callable[[str], str]) -> list[str]:
    word = {"supports": "because", "rebuts": "but", "undercuts": "unless"}[argument.step]
    lines = []
    for n, one in enumerate(argument.grounds):
        lines.append(f"{word if not n else 'assuming' if one.implicit else 'and'} {ground(one.ref)}")
        if one.meets:
            lines.append(f"  meets {' and '.join(one.meets)}")
    lines += [f"scheme {argument.scheme}"] if argument.scheme else []
    lines += [f"strength {argument.strength}"] if argument.strength is not None else []
    lines += [f"by {' and '.join(argument.by)}"] if argument.by else []
    lines += [f"named {argument.id}"] if is_id(argument.id) else []
    if argument.step == "undercuts":
        return ["\n".join([lines[0], *(f"  {line}" for line in lines[1:])])]
    return ["\n".join(lines)]


def as_ground(id: str, found: AnyNode, lexicon: Lexicon) -> str:
    """An attribution without an ID of its own as the act that names it."""
    if not isinstance(found, Attribution):
        return id
    return f"{act_words(found, lexicon)} {found.content}"


def add_under(lines: Lines, owner: AnyNode, contents: Sequence[str]) -> None:
    """Put lines below a node, or beside a step: each where lines of its kind stand."""
    if isinstance(owner, Argument):
        _add_to_step(lines, owner, contents)
        return
    line = _head(lines, owner)
    indent = lines.body_indent(line)
    for content in contents:
        first = next((row for row in content.split("\n") if not row.startswith("//")), "")
        if not first:
            raise ArgmapError("a comment alone is no part of the map; write it into the file by hand")
        word = first.split(None, 1)[0].rstrip(":") if first.strip() else ""
        rule = _STARTS.get(word, "")
        if first[:1] in '"“«„':
            rule = "quote_line"
        elif not rule and word not in _REASONS:
            rule = "attribution" if isinstance(owner, Statement) else "kind"
        lines.insert(lines.place_for(line, rule), indent, [content])


def _head(lines: Lines, node: AnyNode) -> Line:
    """The line below which a node has its body."""
    if not isinstance(node, Attribution):
        return lines.line(node.id)
    act, n = lines.act_of(node.id)
    if n + 1 < len(act.clauses):
        raise ArgmapError(f"`{node.id}` reports another attribution and has no body of its own")
    return act.line


def _add_to_step(lines: Lines, owner: Argument, contents: Sequence[str]) -> None:
    arg = lines.arg_of(owner.id)
    last, own = lines.step_end(arg)
    for content in contents:
        number, indent = detail_place(lines, arg, own[-1] if content.startswith("unless") else last)
        lines.insert(number, indent, [content])


# -- removing ----------------------------------------------------------------------------------------------


def remove(lines: Lines, node: AnyNode, apart: bool) -> frozenset[str]:
    """Take the lines of a node out. The IDs of what goes with it. `apart` says whether a blank line follows its entry.
    Raises `ArgmapError`."""
    match node:
        case Argument():
            return _remove_step(lines, lines.arg_of(node.id), node.target)
        case Attribution():
            act, n = lines.act_of(node.id)
            if n:
                raise ArgmapError(f"`{node.id}` is what `{act.ids[0]}` reports: they go together, remove that")
            return _cut(lines, [act.line], act.ids)
        case Quote():
            return _remove_quote(lines, node)
        case Relation():
            return _remove_name(lines, lines.line(node.id), node.b, node.id)
        case Mark():
            return _cut(lines, [lines.line(node.id)], [node.id])
    line = lines.line(node.id)
    if rule_of(line) in ("because", "but", "and_", "assuming", "unless"):
        return _remove_ground(lines, node.id, line)
    cut_entry(lines, node, apart)
    return _within(lines.part, line.number, lines.end(line)) | {node.id}


def _within(part: Part, first: int, last: int) -> frozenset[str]:
    """The nodes that stand between two lines."""
    return frozenset(id for id, (line, _, _) in part.places.items() if first <= line.number <= last)


def _cut(lines: Lines, which: Sequence[Line], ids: Sequence[str] = ()) -> frozenset[str]:
    gone: frozenset[str] = frozenset(ids)
    for line in which:
        last = lines.end(line)
        gone |= _within(lines.part, line.number, last)
        lines.cut(lines.start(line), last)
    return gone


def cut_entry(lines: Lines, node: AnyNode, apart: bool) -> list[str]:
    """Take an entry out, with the comments right above it and, if a blank line follows, those above it. Its lines."""
    line = lines.line(node.id)
    if line.indent or line.number in lines.part.above:
        raise ArgmapError(f"`{node.id}` is declared in place and not an entry; move the step in which it is a ground")
    first, last = lines.start(line), lines.end(line)
    block = lines.cut(first, last)
    while apart and first > 1 and not lines.raw[first - 2].strip():
        first -= 1
        lines.cut(first, first)
    return block


def _remove_step(lines: Lines, arg: Arg, target: str) -> frozenset[str]:
    if rule_of(arg.line) == "bears":
        same = [a for a in lines.part.builder.args if a.line is arg.line]
        if len(same) > 1:
            return _remove_name(lines, arg.line, target, arg.id or "")
    _, own = lines.step_end(arg)
    return _cut(lines, own, [arg.id or ""])


def _remove_ground(lines: Lines, id: str, line: Line) -> frozenset[str]:
    """Take out a ground that is declared in place; the next one takes its place in the step."""
    arg = next(
        a for a in lines.part.builder.args if any(g.name and g.name.text == id and g.line is line for g in a.grounds)
    )
    if rule_of(line) in ("and_", "assuming"):
        return _cut(lines, [line])
    others = [g.line for g in arg.grounds if g.line is not line and not g.implicit and rule_of(g.line) == "and_"]
    if rule_of(line) == "unless" or not others:
        return _remove_step(lines, arg, "")
    heir = others[0]
    assert line.row is not None
    lines.put(heir, 0, len("and"), line.row[0])
    return _cut(lines, [line]) - {arg.id or ""}


def _remove_quote(lines: Lines, node: Quote) -> frozenset[str]:
    line, start, _ = lines.part.places[node.id]
    if rule_of(line) == "quote_line":
        return _cut(lines, [line])
    first, last = quote_span(line, start)
    before, after = line.text[:first].rstrip(), line.text[last:].lstrip()
    if after:
        lines.put(line, first, len(line.text) - len(after), "")
    else:
        lines.put(line, len(before.rstrip(":").rstrip()) if before.endswith(":") else len(before), last, "")
    return frozenset([node.id])


def _remove_name(lines: Lines, line: Line, name: str, id: str) -> frozenset[str]:
    """Take one of the names off a line (`contradicts a and b`); the line, where it is the only one."""
    assert line.row is not None
    words = [token for token in line.row[2][1:] if token[0] == "WORD"]
    if len(words) < 2:
        return _cut(lines, [line], [id])
    left = [w[1] for w in words if w[1] != name]
    lines.put(line, words[0][2], words[-1][2] + len(words[-1][1]), " and ".join(left))
    return frozenset([id])


# -- moving ------------------------------------------------------------------------------------------------


def move_under(source: Lines, goal: Lines, node: AnyNode, to: AnyNode) -> Judge:
    """Move a step, an attribution or a quote to another node. How to tell that this is all that changed."""
    match node:
        case Argument():
            if (node.step == "undercuts") != isinstance(to, Argument):
                raise ArgmapError("an exception belongs to a step, a reason to a statement or an attribution")
            arg = source.arg_of(node.id)
            if rule_of(arg.line) == "bears":
                _rename_target(source, arg, to.id)
            else:
                _carry(source, goal, source.step_end(arg)[1], to, "")
            field = "target"
        case Attribution():
            act, n = source.act_of(node.id)
            if n or len(act.clauses) > 1:
                raise ArgmapError(f"`{node.id}` is one of several nested reports; move its line by hand")
            _carry(source, goal, [act.line], to, "attribution")
            field = "content"
        case Quote():
            line, start, _ = source.part.places[node.id]
            if rule_of(line) == "quote_line":
                _carry(source, goal, [line], to, "quote_line")
            else:
                first, last = quote_span(line, start)
                owner = _head(goal, to)
                goal.insert(goal.place_for(owner, "quote_line"), goal.body_indent(owner), [line.text[first:last]])
                _remove_quote(source, node)
            field = "of"
        case _:
            raise ArgmapError(f"`{node.id}` is an entry: move it `before` or `after` another")

    def judge(before: Sequence[AnyNode], after: Sequence[AnyNode]) -> str | None:
        expected = [n.model_copy(update={field: to.id}) if n.id == node.id else n for n in before]
        return unlike(expected, after)

    return judge


def _rename_target(lines: Lines, arg: Arg, to: str) -> None:
    row = arg.line.row
    assert row is not None
    name = arg.target
    column = getattr(name, "column", row[2][1][2])
    lines.put(arg.line, column, column + len(getattr(name, "text", "")), to)


def _carry(source: Lines, goal: Lines, which: Sequence[Line], to: AnyNode, rule: str) -> None:
    """Take lines, with what belongs to them, from one body to another."""
    if isinstance(to, Argument):
        arg = goal.arg_of(to.id)
        last = goal.step_end(arg)[1][-1]
        number, indent = goal.end(last) + 1, goal.raw[arg.line.number - 1][: arg.line.indent]
        if rule_of(arg.line) == "unless":
            indent = goal.body_indent(arg.line)
    else:
        owner = _head(goal, to)
        number, indent = goal.place_for(owner, rule), goal.body_indent(owner)
    block: list[str] = []
    for line in which:
        own = source.raw[line.number - 1][: line.indent]
        for raw in source.cut(source.start(line), source.end(line)):
            text = raw.rstrip("\r\n")
            block.append(indent + text[len(own) :] if text.startswith(own) else text)
    goal.insert(number, "", block)
