"""The clauses of attributions and acts: voices, verb and circumstances, as a line says them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from argmap.diagnostics import Diagnostic, Fix, Span
from argmap.notation.drafts import Clause, Name
from argmap.notation.grammar import Row
from argmap.notation.mend import odd_marks
from argmap.notation.outline import Line
from argmap.notation.values import bad_date
from argmap.notation.words import is_id

__all__ = ["ClauseReader", "nfc", "odd_date"]

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WHEN = re.compile(rf"(?:1[0-9]|20)\d\d(?:-\d\d(?:-\d\d)?)?|(?:{_MONTHS}),? (?:1[0-9]|20)\d\d")
_JOINED = re.compile(r"[ \t]*(?P<by>;|,?[ \t]*\b(?P<and>and))[ \t]*\b(?P<word>in|on|to|via)[ \t]+(?=\S)")
_WRITTEN = {"venue": "`in`", "date": "the date", "kind": "the kind of voice", "naming": "how the voice is named"}
# Words that somebody said, in marks that are none of the notation; names (`the ‘Evening Herald’`) and apostrophes are
# none.
_SPEECH = re.compile(r":\s*['‘’‹›»”].*|(?<!\S)['‘‹»”][^\W\d_A-Z][^'’›«“”]*\s[^'’›«“”]*['’›«“”]$")


@dataclass
class ClauseReader:
    """Takes clauses into drafts."""

    problems: list[Diagnostic] = field(default_factory=list)

    def problem(self, code: str, message: str, span: Span, label: str = "", **more: Any) -> None:
        """Note a diagnostic."""
        self.problems.append(Diagnostic(code, message, span, label, **more))

    @staticmethod
    def _names(row: Row, line: Line) -> list[Name]:
        return [Name(nfc(t[1]), line, t[2]) for t in row[1:] if t[0] == "WORD"]

    def _set(self, fields: dict[str, Any], key: str, value: Any, line: Line, span: Span | None = None) -> None:
        if key in fields:
            what = _WRITTEN.get(key, f"`{key}`")
            self.problem("E110", f"{what} is given twice", span or line.span(), "again", help="keep one of the two")
        else:
            fields[key] = value

    def _clauses(self, row: Row, line: Line) -> list[Clause]:
        return [self._clause(part, line) for part in row[1:] if part[0] in ("clause", "doing")]

    def _clause(self, row: Row, line: Line) -> Clause:
        auxiliary, words, modifiers = None, [], []
        for part in row[2:]:
            if part[0] == "auxiliary":
                auxiliary = " ".join(t[1] for t in part[1:])
            elif part[0] == "phrase":
                words = self._names(part, line)
            else:
                modifiers.append(part)
        names = self._names(row[1], line)
        clause = Clause(self._once(names) if len(names) > 1 else names, auxiliary, words)
        seen: Counter[str] = Counter()
        for modifier in modifiers:
            word = modifier[1][1]
            seen[word] += 1
            # That it is repeated is said once.
            if seen[word] <= 2:
                self._modifier(clause, modifier, line)
        return clause

    def _once(self, names: list[Name]) -> list[Name]:
        """The voices of a clause, each once."""
        found = {names[0].text: names[0]}
        for before, name in pairwise(names):
            if name.text in found:
                end = before.column + len(before.text)
                cut = name.line.span(end, name.column + len(name.text))
                fix = None if name.line.mend[1] else Fix.at(cut, "", False)
                self.problem("E110", f"`{name.text}` is named twice", name.span, "again", help="name it once", fix=fix)
            found.setdefault(name.text, name)
        return list(found.values())

    def _modifier(self, clause: Clause, row: Row, line: Line) -> None:
        key = row[1]
        word = key[1]
        span = line.span(key[2], key[2] + len(word))
        if word in ("in", "on", "to"):
            row = self._no_comma(clause, self._two_words(row, line), line)
            key = row[1]
            word = key[1]
        if word in ("to", "via"):
            names = clause.to if word == "to" else clause.via
            if names:
                self.problem("E110", f"`{word}` is given twice", span, "again", help="join the voices by `and`")
            names.extend(self._names(row[2], line) if word == "via" else self._addressed(row[2], line))
            return
        field = {"in": "venue", "on": "date"}.get(word, "certainty")
        value = word if field == "certainty" else row[2][1].strip()
        if field != "certainty" and (odd := _SPEECH.search(value)):
            said = odd[0].lstrip(": \t")
            begin, end = row[2][2] + odd.end() - len(said), row[2][2] + odd.end()
            where = value[: odd.start()].rstrip(" :")
            before = "" if odd[0][0] == ":" else ": "
            edited = line.span(begin if not before else row[2][2] + len(where), end) if not line.mend[1] else None
            words = said[1:-1] if said[-1] in "'‘’›‹«»”" and len(said) > 1 else said[1:]
            self.problems.append(odd_marks(line.span(begin, end), words, edited, before))
            value = where or "…"
        here = line.span(row[2][2], row[2][2] + len(value)) if field != "certainty" else span
        if field == "date" and (wrong := odd_date(value)):
            self.problem("E109", wrong, here, "not a date", help="write YYYY-MM-DD, YYYY-MM, YYYY or words")
        if field == "venue" and _WHEN.fullmatch(value):
            help = f"a time stands after `on`: `, on {value}`"
            fix = Fix.at(span, "on", False)
            self.problem("E109", f"`{value}` is a time, not a place", here, "when, not where", help=help, fix=fix)
        self._set(clause.fields, field, value, line, span)

    def _two_words(self, row: Row, line: Line) -> Row:
        """A circumstance with the second of the words that begin it: `to in the hall`."""
        (_, word, start), (kind, value, at) = row[1], row[2]
        found = re.match(r"(in|on|to)[ \t]+(?=\S)", value) if word == "to" else None
        if found is None:
            return row
        span = line.span(start, at + len(found[1]))
        fix = None if line.mend[1] else Fix.at(span, found[1], False)
        message, help = f"`{word}` and `{found[1]}` begin one circumstance", f"write `{value}`, or to whom after `to`"
        self.problem("E102", message, span, "one word too many", help=help, fix=fix)
        return [row[0], [row[1][0], found[1], at], [kind, value[found.end() :], at + found.end()]]

    def _no_comma(self, clause: Clause, row: Row, line: Line) -> Row:
        """A circumstance without what stands behind it where a comma alone is wanted: `to port, and in a letter`."""
        word, (kind, value, at) = row[1][1], row[2]
        found = _JOINED.search(value)
        if found is None:
            return row
        head, rest, other = value[: found.start()], value[found.end() :].strip(), found["word"]
        same = other == word
        if word != "to" and (same or not (found["by"] == ";" or rest[:1].isdigit())):
            # `in Sicily and on Malta`
            return row
        join = " and " if same else f", {other} "
        better = f"{word} {head}{join}{rest}"
        span = line.span(at + found.start("by"), at + found.end("by"))
        fix = None if line.mend[1] else Fix.at(line.span(at + len(head), at + found.end()), join, False)
        message = "circumstances are joined by commas alone"
        label = "not a comma alone"
        if same:
            message, label = "`to` stands once before several", "once is enough"
        self.problem("E102", message, span, label, help=f"write `{better}`", fix=fix)
        if same:
            return [*row[:2], [kind, f"{head} and {rest}", at]]
        field = {"in": "venue", "on": "date"}.get(other)
        if field is not None:
            clause.fields.setdefault(field, rest)
        return [*row[:2], [kind, head, at]]

    def _addressed(self, token: list[Any], line: Line) -> list[Name]:
        """The parts of `to a and b`: names, or several words taken as given."""
        parts, at = [], token[2]
        for part in re.split(r"([ \t]+and[ \t]+)", token[1]):
            if part.strip() != "and":
                words = part.strip()
                parts.append(Name(words if " " in words else nfc(words), line, at))
            at += len(part)
        for n, part in enumerate(parts[:-1]):
            if part.text[-1:] == ",":
                end = part.column + len(part.text)
                fix = None if line.mend[1] else Fix.at(line.span(end - 1, end), "", False)
                parts[n] = part._replace(text=part.text[:-1].rstrip())
                help = f"write `to {parts[n].text} and {parts[n + 1].text}`"
                message = "no comma stands before this `and`"
                self.problem("E102", message, line.span(end - 1, end), "take it out", help=help, fix=fix)
        for part in parts:
            if "," in part.text and all(is_id(word.strip()) for word in part.text.split(",")):
                label = "joined by a comma"
                help = f"write `to {' and '.join(w.strip() for w in part.text.split(','))}`"
                self.problem("E109", "several voices are joined by `and`", part.span, label, help=help)
                return [Name(w.strip(), line, part.column) for w in part.text.split(",")]
        return [p for p in parts if p.text]


def odd_date(text: str) -> str | None:
    """What is wrong with a date as it is written, or `None`."""
    if re.fullmatch(r"\d{1,2}\.?", text):
        return f"`{text}` says neither which month nor which year"
    return bad_date(text)


def nfc(word: str) -> str:
    """A word as IDs are compared: in Unicode's normal form C."""
    return word if word.isascii() else unicodedata.normalize("NFC", word)
