"""Promises of which nothing is left in the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.discourse.base import is_someone
from argmap.discourse.commitments import Entry, replaces
from argmap.discourse.finding import Evidence, Finding
from argmap.model.nodes import Attribution
from argmap.model.wording import name_of

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse

__all__ = ["dropped_promises"]


def dropped_promises(discourse: Discourse) -> Iterator[Finding]:
    """Promises of which nothing is left in the end, since they were withdrawn or turned into their opposite: by the
    author's word, or by what a voice tells of itself. Of each voice and statement all promises are shown, and how each
    of them ended."""
    own = discourse.own_word
    told = {(voice, t.act.content) for t in own.told for voice in t.act.voices}
    keys = [(e.voice, e.content) for e in discourse.commitments.entries if e.kind in ("withdrawn", "rejected")]
    for voice, content in dict.fromkeys((v, discourse.class_of(c)) for v, c in (*keys, *sorted(told))):
        if is_someone(voice):
            continue
        entries = own.entries(voice, content)
        promises = [e for e in entries if e.kind == "owed" and e.source == "act"]
        if promises and not any(s.kind == "owed" for s in own.standings(voice, content)):
            found = _dropped(discourse, promises, [e for e in entries if e.kind in ("withdrawn", "rejected")])
            if found is not None:
                yield found


def _dropped(discourse: Discourse, promises: list[Entry], against: list[Entry]) -> Finding | None:
    ends: dict[str, Entry] = {}
    by_text = open_end = False
    for promise in promises:
        found = _end(promise, against)
        if found is not None:
            end, how = found
            ends[end.by] = end
            by_text |= how == "text"
            # Of several promises one that need not be older than the withdrawal may have come after it.
            open_end |= how != "text" and len(promises) > 1 and not _before(promise, end)
    if not ends:
        return None
    promises = sorted(promises, key=_in_time)
    one = promises[0]
    withdrawn = any(end.kind == "withdrawn" for end in ends.values())
    message = f"`{one.voice}` promised `{one.content}`" + (
        " and took it back" if withdrawn else ", and rejected it later"
    )
    if open_end:
        message += "; it may have been renewed: the dates do not say"
    elif by_text:
        message += "; the acts bear no dates, and stand in this order"
    shown = [*promises, *ends.values()]
    if all(e.when for e in shown) or not any(e.when for e in shown):
        shown.sort(key=_in_time)
    evidence = [Evidence(e.by, _role(e, one)) for e in shown]
    known = {e.by for e in shown}
    reasons = {id: role for e in (*ends.values(), *promises) for id, role in _reasons(discourse, e).items()}
    evidence += [Evidence(id, role) for id, role in reasons.items() if id not in known]
    return Finding("dropped-promise", message, (one.voice,), (one.content,), tuple(evidence))


def _end(promise: Entry, against: list[Entry]) -> tuple[Entry, str] | None:
    """The first act that takes the place of a promise, and how that is known; a withdrawal before a rejection."""
    ends = [(entry, how) for entry in against if (how := replaces(entry, promise))]
    return min(ends, key=lambda one: (one[0].kind != "withdrawn", _in_time(one[0])), default=None)


def _before(promise: Entry, end: Entry) -> bool:
    return promise.when is not None and end.when is not None and promise.when.before(end.when)


def _in_time(entry: Entry) -> tuple[int, int]:
    return (entry.when.first if entry.when else 0, entry.number)


def _role(entry: Entry, first: Entry) -> str:
    if entry.kind == "owed":
        return "promised here" if entry is first else "promised again here"
    return "withdrawn here" if entry.kind == "withdrawn" else "rejected here"


def _reasons(discourse: Discourse, entry: Entry) -> dict[str, str]:
    """The grounds that stand under an act, with whose reasons they are; of a promise only what its voice does."""
    map = discourse.map
    found: dict[str, str] = {}
    for argument in map.arguments_of(entry.by):
        if argument.step != "supports":
            continue
        drawers = map.drawn_by(argument)
        for ground in argument.grounds:
            node = map[ground.ref]
            if (isinstance(node, Attribution) and entry.voice in node.voices) or entry.voice in drawers:
                found[ground.ref] = "the reason given"
            elif entry.kind != "owed" and not ground.implicit:
                names = " and ".join(name_of(map, voice) for voice in drawers)
                found[ground.ref] = f"the reason that {names} {'gives' if len(drawers) == 1 else 'give'}"
    return found
