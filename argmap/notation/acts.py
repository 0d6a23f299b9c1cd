"""Acts as grounds (`because mayor promises safety`): which attribution they name, and what is wrong with those that
name none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from argmap.diagnostics import Diagnostic, Fix, Related
from argmap.model.nodes import AnyNode
from argmap.notation.around import Around
from argmap.notation.build import Builder
from argmap.notation.drafts import Clause, Name
from argmap.notation.lookup import STATEMENTS, Lookup

__all__ = ["Acts"]


class Acts(Lookup):
    """The attributions of a file, by what acts say of them."""

    def __init__(self, builder: Builder, included: Mapping[str, list[AnyNode]], around: Around | None = None) -> None:
        super().__init__(builder, included, around)
        self.places: dict[str, tuple[Any, int, int]] = {}
        """For each node's ID: its line, and from where to where it stands in it."""
        self._acts: dict[tuple[Any, ...], list[str]] = defaultdict(list)

    def find_act(self, clauses: list[Clause], line: Any) -> str | None:
        """The attribution that an act names: `VOICE VERB ID`."""
        *words, last = clauses[-1].words
        if self._reserved(clauses[0].voices[0]):
            return None
        if self._unjoined(clauses):
            return None
        if not words:
            self._no_verb(clauses, last)
            return None
        if self._plain_english(clauses, words, last) or self._prose_act(clauses, words, last):
            return None
        known = [self.voices(c.voices) for c in clauses]
        if any(len(voices) < len(clause.voices) for voices, clause in zip(known, clauses, strict=True)):
            # One mistake in an act is enough to say.
            return None
        content = self.find(last, STATEMENTS, "a claim, premise or position")
        if content is None:
            return None
        senses = [self.verb(c.words) for c in clauses[:-1]] + [self.verb(words)]
        for sense, clause in zip(senses, clauses, strict=True):
            if sense is None:
                self._unknown_verb(clause.words if clause is not clauses[-1] else words)
                return None
        key = tuple((frozenset(v), s.base, c.auxiliary) for v, s, c in zip(known, senses, clauses, strict=True) if s)
        found = self._acts.get((content, key)) or (self.around.acts_of((content, key)) if self.around else None)
        if found:
            return found[0]
        if f"{content}/…" in self.doubtful:
            return None
        self._unknown_act(clauses, content, line)
        return None

    def _plain_english(self, clauses: list[Clause], words: list[Name], last: Name) -> bool:
        """Whether what reads as an act is a text without its colon: neither a voice nor a verb nor an ID is known."""
        first = clauses[0].voices[0]
        if (
            self.verb(words) is not None
            or first.text in self.kinds
            or first.text in self.doubtful
            or last.text in self.kinds
        ):
            return False
        text, end = first.line.text[first.column :], len(first.line.text[: first.column].rstrip())
        fix = None if first.line.mend[1] else Fix.at(first.line.span(end, end), ":", False)
        span = first.line.span(first.column, last.column + len(last.text))
        help = f"write `{first.line.text[: first.column].strip()}: {text[:29]}{'…' if len(text) > 29 else ''}`"
        message = "a text stands here without a colon before it"
        self.b.problems.append(Diagnostic("E103", message, span, "not an ID", help=help, fix=fix))
        return True

    def _prose_act(self, clauses: list[Clause], words: list[Name], last: Name) -> bool:
        """Whether an act goes on in plain words where it should end with an ID: `mayor says the bridge is safe`."""
        if self.verb(words) is not None:
            return False
        known = [self.kinds.get(clause.voices[0].text) == "voice" for clause in clauses]
        if all(known):
            n = next((n for n in range(len(words) - 1, 0, -1) if self.verb(words[:n]) is not None), 0)
            if not n:
                return False
            first, before = words[n], words[n - 1]
        elif len(clauses) > 1 and all(known[:-1]):
            first, before = clauses[-1].voices[0], clauses[-2].words[-1]
        else:
            return False
        line = first.line
        said = line.text[: before.column + len(before.text)].strip()
        span = line.span(first.column, last.column + len(last.text))
        help = f"write the ID of what was said: `{said} some-id`; a reason in your words is `because: …`"
        message = "an act ends with the ID of a position"
        self.b.problems.append(Diagnostic("E104", message, span, "no ID", help=help))
        return True

    def _unjoined(self, clauses: list[Clause]) -> bool:
        """Whether what reads as an act is several IDs of statements with nothing between them."""
        names = [*clauses[0].voices, *clauses[0].words]
        if len(clauses) > 1 or any(self.kinds.get(name.text) not in (*STATEMENTS, "attribution") for name in names):
            return False
        line, last, better = names[0].line, names[-1], " and ".join(name.text for name in names)
        span = line.span(names[0].column, last.column + len(last.text))
        fix = None if line.mend[1] else Fix.at(span, better, False)
        message, help = "several IDs are joined by `and`", f"write `{better}`"
        self.b.problems.append(Diagnostic("E102", message, span, "not joined", help=help, fix=fix))
        return True

    def _no_verb(self, clauses: list[Clause], last: Name) -> None:
        voice = clauses[-1].voices[-1].text
        line = last.line
        if voice == "not" and len(clauses) == 1:
            word = line.text.split(None, 1)[0]
            help = f"only statements can be grounds: write the negation as a statement of its own, `{word}: …`"
            span = line.span(clauses[0].voices[0].column, last.column + len(last.text))
            message = f"`not {last.text}` is no statement"
            self.b.problems.append(Diagnostic("E102", message, span, "a negation", help=help))
            return
        known = self.verb([last]) is not None
        help = f"write who, a verb and an ID: `{voice} {last.text if known else 'says'} some-id`"
        if not known:
            help += "; several IDs are joined by `and`"
        message = "this act names no ID" if known else "this is neither a list of IDs nor an act"
        self.problem("E104", message, last, "an ID is wanted after it" if known else "no verb before it", help=help)

    def _unknown_act(self, clauses: list[Clause], content: str, line: Any) -> None:
        first, last = clauses[0].voices[0], clauses[-1].words[-1]
        span = line.span(first.column, last.column + len(last.text))
        parts = (
            (" and ".join(v.text for v in c.voices), c.auxiliary, " ".join(w.text for w in c.words)) for c in clauses
        )
        text = " that ".join(" ".join(filter(None, part)) for part in parts)
        text = text.removesuffix(last.text).rstrip()
        voices = {v.text for c in clauses for v in c.voices}
        here = [(key, ids[0]) for (about, key), ids in self._acts.items() if about == content]
        here.sort(key=lambda found: not voices & {v for names, _, _ in found[0] for v in names})
        own = [(key, id) for key, id in here if voices & {v for names, _, _ in key for v in names}]
        help = f"write `{text}` under `{content}`"
        related: tuple[Related, ...] = ()
        if own:
            help = f"`{self._written(*own[0])}` is recorded there; name that act, or {help}"
            line_of, start, _ = self.places.get(own[0][1], (None, 0, 0))
            related = (Related(line_of.span(start), "recorded here"),) if line_of is not None else ()
        elif here:
            help += f"; it records there: {', '.join(f'`{self._written(*found)}`' for found in here[:4])}"
        message = f"no attribution records that {text} `{content}`"
        self.b.problems.append(Diagnostic("E207", message, span, "not recorded", help=help, related=related))

    def _written(self, key: tuple[Any, ...], id: str) -> str:
        """An attribution as the map writes it, without its circumstances."""
        if id in self.places:
            line, start, _ = self.places[id]
            words = re.match(r"[^,:]*", line.text[start:])
            if words and len(key) == 1 and words[0].strip():
                return words[0].strip()
        return " that ".join(
            f"{' and '.join(sorted(v))} {a + ' ' if a else ''}{self._form(b, a, len(v))}" for v, b, a in key
        )

    def _form(self, base: str, auxiliary: str | None, voices: int) -> str:
        sense = self.lexicon.find(base)
        return base if auxiliary or sense is None or voices > 1 else sense.third
