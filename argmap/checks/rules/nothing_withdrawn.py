"""W407 nothing-withdrawn: a voice withdraws what it never put forward."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from functools import partial

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Attribution, Voice

__all__ = ["check"]

_ALWAYS = float("-inf")
_MOST = 20


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each act that withdraws, with the voices that did nothing there that they could withdraw."""
    map = view.map
    withdrawals = [act for act in view.discourse.acts if map.verb_of(act).commitment == "withdraws"]
    if not withdrawals:
        return
    same = view.discourse.classes
    above = partial(_groups, view, {})
    # By statement, then by voice: the first day of its first act, and where it stands. What members did stands
    # under their groups too.
    did: defaultdict[str, dict[str, tuple[float, str]]] = defaultdict(dict)
    told: defaultdict[str, dict[str, tuple[float, str]]] = defaultdict(dict)
    for act in map.attributions:
        if act.status != "made" or map.verb_of(act).commitment == "withdraws":
            continue
        if isinstance(map[act.content], Attribution):
            continue
        content, day = same.get(act.content, act.content), view.discourse.when(act)
        first = float(day.first) if day else _ALWAYS, act.id
        for voice in act.voices:
            did[content][voice] = min(did[content].get(voice, first), first)
            for group in above(voice):
                told[content][group] = min(told[content].get(group, first), first)
    own = {same.get(n.id, n.id) for n in (*map.claims, *map.premises)}
    for act in withdrawals:
        content, day = same.get(act.content, act.content), view.discourse.when(act)
        end = float(day.last) if day else float("inf")
        missing, late = [], []
        for voice in act.voices:
            if voice.rpartition(".")[2] == "someone" or (voice.rpartition(".")[2] == "author" and content in own):
                continue
            found = [did[content].get(v) for v in (voice, *above(voice))] + [told[content].get(voice)]
            earliest = min((f for f in found if f), default=None)
            if earliest is None or earliest[0] > end:
                missing.append(voice)
                late += [earliest[1]] if earliest else []
        if missing:
            who = " and ".join(f"`{v}`" for v in missing)
            yield Diagnostic(
                "W407",
                f"{who} {'withdraws' if len(missing) == 1 else 'withdraw'} `{act.content}` without having held or "
                "proposed it",
                view.span(act.id),
                "nothing to withdraw",
                related=tuple(view.related(id, "only later") for id in dict.fromkeys(late)),
                notes=("what is recorded of it is dated after the withdrawal",) if late else (),
                help=(
                    f"record the earlier act too, such as `{' and '.join(missing)} "
                    f"{'says' if len(missing) == 1 else 'say'}` (with its date, if known); for what was always "
                    "somebody else's write `rejects`"
                ),
            )


def _groups(view: View, known: dict[str, tuple[str, ...]], voice: str) -> tuple[str, ...]:
    """The groups of which a voice is a member, directly or through others, the nearest `_MOST`."""
    if voice not in known:
        found = {voice: None}
        todo = deque([voice])
        while todo and len(found) <= _MOST:
            node = view.map.get(todo.popleft())
            new = [g for g in (node.of if isinstance(node, Voice) else ()) if g not in found]
            found.update(dict.fromkeys(new))
            todo.extend(new)
        known[voice] = tuple(found)[1:]
    return known[voice]
