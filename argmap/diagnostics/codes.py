"""The one list of diagnostic codes. A code never changes its meaning and is never used again."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["CODES", "Code", "Severity"]

Severity = Literal["error", "warning"]
"""``error``: part of the map could not be read as written; ``warning``: it could, and is doubtful."""


class Code(NamedTuple):
    """What a code stands for."""

    slug: str
    severity: Severity
    summary: str


CODES: dict[str, Code] = {
    # Files
    "E001": Code("not-text", "error", "the file is not UTF-8 text"),
    "E002": Code("unknown-version", "error", "the file asks for a version of the notation not known here"),
    "E003": Code("include-missing", "error", "an included map cannot be read"),
    "E004": Code("include-circular", "error", "a map includes itself, directly or through others"),
    "E005": Code("include-outside", "error", "an included map lies outside the project"),
    # Lines
    "E101": Code("unknown-entry", "error", "a line at column 0 does not begin with the word of an entry"),
    "E102": Code("unknown-line", "error", "an indented line is not one that may stand there"),
    "E103": Code("missing-colon", "error", "the colon before a text is missing"),
    "E104": Code("missing-text", "error", "a line stops before it says what it must"),
    "E105": Code("unclosed-quote", "error", "a quotation mark is not closed on its line"),
    "E106": Code("bad-id", "error", "an ID is written as an ID cannot be"),
    "E107": Code("bad-indentation", "error", "an indentation fits no line above it"),
    "E108": Code("misplaced-line", "error", "a line stands where it has nothing to belong to"),
    "E109": Code("bad-value", "error", "a value is not one of those that may stand there"),
    "E110": Code("repeated", "error", "something is said twice that can be said once"),
    "E111": Code("bad-continuation", "error", "a `|` line has no text above it to go on from"),
    # Names
    "E201": Code("unknown-id", "error", "an ID is used that nothing declares"),
    "E202": Code("duplicate-id", "error", "two nodes are declared with one ID"),
    "E203": Code("unknown-voice", "error", "a voice is named that nothing declares"),
    "E204": Code("unknown-verb", "error", "a verb is not in the lexicon"),
    "E205": Code("unknown-scheme", "error", "a scheme is not in the catalogue"),
    "E206": Code("wrong-kind", "error", "an ID names a node of a kind that cannot stand there"),
    "E207": Code("unknown-act", "error", "an act is used as a ground that no attribution records"),
    "E208": Code("unknown-question", "error", "a critical question is not one of the scheme"),
    # Structure
    "E301": Code("self-support", "error", "a node is a reason for or against itself"),
    "W302": Code("circular-support", "warning", "reasons go round in a circle"),
}
