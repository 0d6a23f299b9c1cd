"""Nodes in words, short and without the numbers of derived IDs, so that a line can be understood alone."""

from __future__ import annotations

import re
import unicodedata

from argmap.changes.side import Side, own_name
from argmap.model.nodes import (
    Argument,
    Attribution,
    Expectation,
    Include,
    Mark,
    Node,
    Quote,
    Relation,
    Source,
    Statement,
    Verb,
    Voice,
)
from argmap.model.wording import verb_form

__all__ = ["call", "clean", "deed", "entry", "grounds_words", "quote_of", "reason", "short", "step_words", "where"]

_ROOM = 60
_MOST_CLAUSES = 4
_OPENS = {"supports": "reason for", "rebuts": "reason against"}
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """A text on one line, without what would command a terminal."""
    if text.isprintable():
        return text
    text = _BREAKS.sub(" ", text)
    return "".join(c if unicodedata.category(c) != "Cc" else " " if c == "\t" else "\ufffd" for c in text)


def short(text: str) -> str:
    """The beginning of a text, cut between words."""
    text = clean(text)
    if len(text) <= _ROOM:
        return text
    cut = text[: _ROOM - 1]
    return (cut.rpartition(" ")[0] if " " in cut[20:] else cut) + "…"


def call(side: Side, id: str, words: bool = False) -> str:
    """What a node is called: its ID, or its words where it was written without one; `words` adds them to the ID."""
    node = side.map.get(id)
    match node:
        case Statement() if side.nameless(id):
            return f"“{short(node.text)}”"
        case Statement() if words:
            return f"{id} “{short(node.text)}”"
        case Voice():
            return clean(node.name)
        case Source():
            return f"“{short(node.title)}”"
        case Attribution():
            return _act(side, node)
        case Argument():
            return own_name(id) or step_words(side, node)
        case _:
            return clean(id)


def _doing(side: Side, act: Attribution) -> str:
    voices = " and ".join(call(side, v) for v in act.voices)
    return f"{voices} {clean(verb_form(side.map, act))}"


def _clause(side: Side, act: Attribution) -> str:
    parts = [_doing(side, act)]
    if act.certainty:
        parts.append(act.certainty)
    if act.venue is not None:
        parts.append(f"in {call(side, act.venue)}")
    if act.date is not None:
        parts.append(f"on {clean(act.date)}")
    if act.to:
        parts.append("to " + " and ".join(call(side, to) for to in act.to))
    if act.via:
        parts.append("via " + " and ".join(call(side, v) for v in act.via))
    return ", ".join(parts)


def _chain(side: Side, act: Attribution, whole: bool = False) -> list[Attribution]:
    """An attribution and those nested in it; unless all are wanted, one more than are told."""
    chain = [act]
    seen = {act.id}
    while isinstance(inner := side.map.get(chain[-1].content), Attribution) and inner.id not in seen:
        if not whole and len(chain) > _MOST_CLAUSES:
            break
        seen.add(inner.id)
        chain.append(inner)
    return chain


def _end(side: Side, act: Attribution) -> str:
    end = side.ends[act.id]
    # Only in a map made by hand can attributions be nested in a circle.
    return clean(end) if isinstance(side.map.get(end), Attribution) else call(side, end)


def _act(side: Side, act: Attribution) -> str:
    """An attribution as a ground is written: `the courier says that Ana Ruiz promises safety`."""
    chain = _chain(side, act)
    clauses = [_doing(side, link) for link in chain[:_MOST_CLAUSES]]
    clauses += ["…"] * (len(chain) > _MOST_CLAUSES)
    return f"{' that '.join(clauses)} {_end(side, act)}"


def deed(side: Side, act: Attribution, whole: bool = False) -> str:
    """An attribution with all that it says, and what is nested in it: `safety: Ana Ruiz promises, on 2026-03`.
    `whole` leaves nothing out, however much is nested."""
    chain = _chain(side, act, whole)
    clauses = [_clause(side, link) for link in (chain if whole else chain[:_MOST_CLAUSES])]
    clauses += ["…"] * (len(chain) > len(clauses))
    return f"{_end(side, act)}: {' that '.join(clauses)}"


def quote_of(side: Side, id: str) -> str:
    """Whose quote: `quote of close`, `quote where Ana Ruiz promises safety`."""
    return f"quote {'where' if isinstance(side.map.get(id), Attribution) else 'of'} {call(side, id)}"


def grounds_words(side: Side, argument: Argument) -> str:
    """The grounds of a step: `rust “The cables are rusted.” and wind “It was windy.”`."""
    first, *others = argument.grounds
    told = [call(side, first.ref, True)]
    told += [f"{'assuming' if g.implicit else 'and'} {call(side, g.ref, True)}" for g in others]
    return ("assuming " if first.implicit else "") + " ".join(told)


def _first_ground(side: Side, argument: Argument) -> str:
    more = "" if len(argument.grounds) == 1 else " …"
    return call(side, argument.grounds[0].ref) + more


def where(side: Side, argument: Argument) -> str:
    """What a step bears on, and how: `reason for close`, `exception to rust as a reason for close`."""
    target = side.map[argument.target]
    if argument.step in _OPENS:
        return f"{_OPENS[argument.step]} {call(side, argument.target)}"
    if not isinstance(target, Argument):
        return f"exception to {call(side, argument.target)}"
    if (name := own_name(target.id)) is not None:
        return f"exception to {name}"
    how = _OPENS.get(target.step, "exception to")
    on = side.map[target.target]
    if isinstance(on, Argument):
        return f"exception to {_first_ground(side, target)} as an exception"
    return f"exception to {_first_ground(side, target)} as a {how} {call(side, on.id)}"


def step_words(side: Side, argument: Argument) -> str:
    """A step: `reason for close: rust`."""
    grounds = " and ".join(call(side, g.ref) for g in argument.grounds[:3])
    more = " and …" if len(argument.grounds) > 3 else ""
    return f"{where(side, argument)}: {grounds}{more}"


def reason(side: Side, argument: Argument) -> str:
    """A step with the words of its grounds."""
    name = own_name(argument.id)
    return f"{where(side, argument)}{f' ({name})' if name else ''}: {grounds_words(side, argument)}"


def entry(side: Side, node: Node) -> str:
    """A node as it is announced when it comes or goes."""
    map = side.map
    match node:
        case Statement():
            kind = type(node).__name__.lower()
            return f"{kind}: {clean(node.text)}" if side.nameless(node.id) else f"{kind} {node.id}: {clean(node.text)}"
        case Voice():
            details = [d for d in (node.kind, node.naming if node.naming != "named" else None, node.role) if d]
            more = f" ({clean(', '.join(details))})" if details else ""
            return f"voice {node.id}: {clean(node.name)}{more}"
        case Source():
            by = " and ".join(call(side, v) for v in node.by)
            more = f" ({clean(', '.join(d for d in (by, node.date) if d))})" if by or node.date else ""
            return f"source {node.id}: {clean(node.title)}{more}"
        case Attribution():
            words = [f"“{clean(q.text)}”" for q in map.quotes_of(_chain(side, node, whole=True)[-1].id)]
            return " ".join([deed(side, node), *words])
        case Argument():
            return reason(side, node)
        case Relation():
            word = "contradicts" if node.relation == "contradicts" else "says the same as"
            return f"{call(side, node.a, True)} {word} {call(side, node.b, True)}"
        case Quote():
            at = f", {clean(node.at)}" if node.at else ""
            return f"{quote_of(side, node.of)}: “{clean(node.text)}”{at}"
        case Mark():
            return f"{node.use} “{clean(node.text)}” in source {node.source}"
        case Verb():
            stance = f", {node.stance}" if node.stance != "neutral" else ""
            return f"verb {clean(node.base)}: {node.force}{stance}"
        case Expectation():
            return f"expect {call(side, node.of)} {node.status}"
        case Include():
            return f"include {clean(node.path)}" + (f" as {node.name}" if node.name else "")
        case _:
            return clean(node.id)
