"""What it takes for an adjective of the vocabulary to hold of a thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_args

from argmap.discourse.base import is_author, is_someone
from argmap.discourse.time import days
from argmap.model.nodes import Argument, Attribution, Position, Question, Quote, Source, Statement, Voice, VoiceKind
from argmap.query.items import CriticalQuestion

if TYPE_CHECKING:
    from argmap.query.index import Index

__all__ = ["holds"]


def holds(index: Index, adjective: str, id: str) -> bool:
    """Whether an adjective without a query of its own holds of a thing. Raises `KeyError` for an unknown one."""
    test = _TESTS[adjective]
    return bool(test(index, index.item(id)))


def _voice(field: str, value: str) -> Callable[[Index, Any], bool]:
    return lambda x, item: isinstance(item, Voice) and getattr(item, field) == value


def _unnamed(x: Index, item: Any) -> bool:
    if isinstance(item, Attribution):
        return all(_unnamed(x, x.nodes[voice]) for voice in item.voices)
    return isinstance(item, Voice) and (item.naming == "unnamed" or is_someone(item.id))


def _status(value: str) -> Callable[[Index, Any], bool]:
    return lambda x, item: isinstance(item, Attribution) and item.status == value


def _direct(value: str) -> Callable[[Index, Any], bool]:
    return lambda x, item: isinstance(item, Attribution) and x.map.directness_of(item) == value


def _stance(value: str) -> Callable[[Index, Any], bool]:
    return lambda x, item: isinstance(item, Attribution) and (item.stance or x.map.verb_of(item).stance) == value


def _type(value: str) -> Callable[[Index, Any], bool]:
    return lambda x, item: isinstance(item, Statement) and item.type == value


def _treated(value: str) -> Callable[[Index, Any], bool]:
    return lambda x, item: isinstance(item, Position) and x.discourse.treatment_of(item.id) == value


def _forced(value: str) -> Callable[[Index, Any], bool]:
    return lambda x, item: isinstance(item, Attribution) and x.map.verb_of(item).force == value


def _step(value: str) -> Callable[[Index, Any], bool]:
    return lambda x, item: isinstance(item, Argument) and item.step == value


def _dated(x: Index, item: Any) -> bool:
    if isinstance(item, Attribution):
        return x.discourse.when(item) is not None
    return isinstance(item, Source) and days(item.date) is not None


def _open(x: Index, item: Any) -> bool:
    return (isinstance(item, CriticalQuestion) and not item.met) or (isinstance(item, Question) and item.open)


_TESTS: dict[str, Callable[[Index, Any], bool]] = {
    "named": _voice("naming", "named"),
    "by-role": _voice("naming", "by-role"),
    "unnamed": _unnamed,
    "silent": lambda x, item: (
        isinstance(item, Voice) and not is_author(item.id) and item.id not in x.table("acts")
    ),
    **{kind: _voice("kind", kind) for kind in get_args(VoiceKind)},
    **{status: _status(status) for status in ("made", "not-made", "hypothetical", "called-for", "expected")},
    "nested": lambda x, item: isinstance(item, Attribution) and item.within is not None,
    **{directness: _direct(directness) for directness in ("direct", "mixed", "indirect")},
    "second-hand": lambda x, item: isinstance(item, Attribution) and bool(item.within or item.via),
    "joint": lambda x, item: isinstance(item, Attribution) and len(item.voices) > 1,
    "dated": _dated,
    **{stance: _stance(stance) for stance in ("factive", "neutral", "distancing", "counter-factive")},
    **{type: _type(type) for type in ("fact", "value", "policy")},
    "thesis": lambda x, item: item.id in x.theses,
    "undefended": lambda x, item: item.id in x.undefended,
    "implicit": lambda x, item: isinstance(item, Statement) and x.map.is_implicit(item.id),
    "quoted": lambda x, item: item.id in x.table("quotes"),
    "held": lambda x, item: isinstance(item, Position) and x.discourse.class_of(item.id) in x.held,
    "endorsed": _treated("endorses"),
    "rejected": _treated("rejects"),
    "doubted": _treated("doubts"),
    "distanced": _treated("distances"),
    "reported": _treated("reports"),
    "borrowed": lambda x, item: item.id in x.borrowed,
    "single-voice": lambda x, item: item.id in x.resting and x.resting[item.id].voice is not None,
    "unnamed-only": lambda x, item: item.id in x.resting and x.resting[item.id].unnamed,
    "single-outlet": lambda x, item: item.id in x.resting and x.resting[item.id].outlet is not None,
    "promise": _forced("promise"),
    "demand": _forced("demand"),
    "supporting": _step("supports"),
    "rebutting": _step("rebuts"),
    "undercutting": _step("undercuts"),
    "linked": lambda x, item: isinstance(item, Argument) and len(item.grounds) > 1,
    "open": _open,
    "met": lambda x, item: isinstance(item, CriticalQuestion) and bool(item.met),
    "edited": lambda x, item: isinstance(item, Quote) and any(sign in item.text for sign in ("…", "...", "[")),
}  # fmt: skip
