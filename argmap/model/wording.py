"""Verbs in the form that goes with their subject: `Ana Ruiz promises`, `the auditors promise`."""

from __future__ import annotations

import re

from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Voice

__all__ = ["is_plural", "verb_form"]

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
