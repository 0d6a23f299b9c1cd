"""The catalogue of argumentation schemes: kinds of step from grounds to a conclusion, each with the critical
questions that test it.

Schemes and their names follow D. Walton, C. Reed and F. Macagno, *Argumentation Schemes* (Cambridge
University Press, 2008), with a few from elsewhere (authority, tradition, guilt by association, presumption).
All texts in ``data/schemes.json`` are in our own words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

__all__ = [
    "CriticalQuestion",
    "Scheme",
    "SchemePremise",
    "default_schemes",
    "find_question",
    "find_scheme",
]

_TABLE: Final = Path(__file__).with_name("data") / "schemes.json"


@dataclass(frozen=True, slots=True)
class SchemePremise:
    """What one ground of the step does."""

    role: str
    """A slug, unique in the scheme: ``expert``, ``field``."""
    text: str
    required: bool = False
    """True for the facts without which the step is not of this kind. The general rule that leads from them to the
    conclusion is not among them, nor what the conclusion shows already: texts leave both unsaid."""
    filled_by: Literal["act", "role"] | None = None
    """What fills it besides a statement: the ``act`` of saying it, as a ground, or the ``role`` of who did it."""


@dataclass(frozen=True, slots=True)
class CriticalQuestion:
    """A way in which a step of this kind may fail."""

    name: str
    """A slug, unique in the scheme: what ``meets`` names."""
    text: str
    number: int
    """Its place in the scheme, from 1: ``CQ1``."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of argument. The texts speak of "somebody" and "the matter" where a step has its own words."""

    name: str
    """A slug: what ``scheme`` names."""
    title: str
    also: tuple[str, ...]
    """Other slugs by which it is found."""
    premises: tuple[SchemePremise, ...]
    conclusion: str
    questions: tuple[CriticalQuestion, ...]


@cache
def default_schemes() -> Mapping[str, Scheme]:
    """All schemes by name, in the order of their names. Read once, read-only."""
    entries: list[dict[str, Any]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return MappingProxyType({entry["name"]: _scheme(entry) for entry in entries})


def find_scheme(name: str) -> Scheme | None:
    """The scheme that goes by ``name`` or by one of its other names; None if there is none.

    Forgiving about the spelling of labels from elsewhere: ``ExpertOpinion``, ``expert_opinion`` and
    ``Argument from Expert Opinion`` all find ``expert-opinion``.
    """
    index = _index()
    return index.get(name) or index.get(_slug(name)) or index.get(_bare(_slug(name)))


def find_question(scheme: Scheme | str, name: str) -> CriticalQuestion | None:
    """The critical question of a scheme with this name or number (``CQ1``), in any letter case; None if the
    scheme is unknown or has no such question.
    """
    found = find_scheme(scheme) if isinstance(scheme, str) else scheme
    if found is None:
        return None
    wanted = name.strip().lower()
    for question in found.questions:
        if wanted in (question.name, f"cq{question.number}"):
            return question
    return None


def _scheme(entry: dict[str, Any]) -> Scheme:
    return Scheme(
        name=entry["name"],
        title=entry["title"],
        also=tuple(entry["also"]),
        premises=tuple(SchemePremise(**it) for it in entry["premises"]),
        conclusion=entry["conclusion"],
        questions=tuple(
            CriticalQuestion(it["name"], it["text"], number) for number, it in enumerate(entry["questions"], 1)
        ),
    )


@cache
def _index() -> dict[str, Scheme]:
    return {name: scheme for scheme in default_schemes().values() for name in (scheme.name, *scheme.also)}


def _slug(label: str) -> str:
    """``ExpertOpinion``, ``Expert opinion`` and ``expert_opinion`` as ``expert-opinion``."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", label.strip())
    return re.sub(r"[\s_-]+", "-", parted).strip("-").lower()


def _bare(slug: str) -> str:
    """Without the words that catalogues put around a scheme's name."""
    for lead in ("argument-from-", "argument-by-", "argument-to-", "inference-from-", "from-", "the-"):
        slug = slug.removeprefix(lead)
    for end in ("-argument", "-inference"):
        slug = slug.removesuffix(end)
    return slug
