"""Attributions in words: `Ana Ruiz promises, on 2026-03`, `the auditors promise`."""

from __future__ import annotations

import re

from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Source, Voice

__all__ = ["deed", "is_plural", "name_of", "verb_form"]

_MANY = frozenset("all both few many most several some two three four five six seven eight nine ten".split())


def is_plural(map: ArgumentMap, act: Attribution) -> bool:
    """Whether the subject of an attribution is a plural: several voices, or a group whose (English) name is one."""
    if len(act.voices) > 1:
        return True
    voice = map.get(act.voices[0])
    if not isinstance(voice, Voice) or voice.kind not in ("group", "public"):
        return False
    head = re.split(r" (?:of|in|at|from|for|who|on|near) ", voice.name)[0]
    return head.lower() in _MANY or bool(re.search(r"(?:[^s]s|people|men|women)$", head))


def verb_form(map: ArgumentMap, act: Attribution) -> str:
    """The verb as it follows its subject: `promises`, `does not accept`, `demand`."""
    sense = map.verb_of(act)
    plural = is_plural(map, act)
    if act.auxiliary:
        return f"{'do not' if act.auxiliary == 'does not' and plural else act.auxiliary} {sense.base}"
    if not plural:
        return sense.third
    return f"are{sense.base[2:]}" if sense.base.startswith("be ") else sense.base


def deed(map: ArgumentMap, act: Attribution) -> str:
    """An attribution in words: `Ana Ruiz does not accept, via The Courier, on 2026-03`."""
    said = _deed(map, act)
    inner = map.get(act.content)
    while isinstance(inner, Attribution) and inner.within == act.id:
        # As in the notation, a comma ends what was said of how, when and to whom.
        said += [", that " if len(said) > 1 and said[-1].startswith(", ") else " that ", *_deed(map, inner)]
        act = inner
        inner = map.get(act.content)
    return "".join(said)


def _deed(map: ArgumentMap, act: Attribution) -> list[str]:
    names = " and ".join(name_of(map, v) for v in act.voices)
    parts = [f"{names} {verb_form(map, act)}"]
    if act.certainty:
        parts.append(act.certainty)
    if act.venue:
        parts.append(f"in {name_of(map, act.venue)}")
    if act.date:
        parts.append(f"on {act.date}")
    if act.to:
        parts.append("to " + " and ".join(name_of(map, v) for v in act.to))
    if act.via:
        parts.append("via " + " and ".join(name_of(map, v) for v in act.via))
    return [parts[0], *(f", {part}" for part in parts[1:])]


def name_of(map: ArgumentMap, id: str) -> str:
    """What a voice or a source is called; other words as they are."""
    node = map.get(id)
    return node.name if isinstance(node, Voice) else node.title if isinstance(node, Source) else id
