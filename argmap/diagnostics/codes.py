"""The one list of diagnostic codes. A code never changes its meaning and is never used again."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["CODES", "Code", "Severity"]

Severity = Literal["error", "warning", "info"]
"""``error``: part of the map could not be read as written; ``warning``: it could, and is doubtful; ``info``: it may be
worth a look, and does not make a check fail. The letter of a code says which."""

_SEVERITY: dict[str, Severity] = {"E": "error", "W": "warning", "I": "info"}


class Code(NamedTuple):
    """What a code stands for."""

    slug: str
    severity: Severity
    summary: str
    """What is the case where it is reported, in one sentence without its stop."""
    rule: bool = False
    """True for what a rule of `argmap.checks` finds; else reading the file finds it."""
    default: bool = True
    """False for a rule that runs only when it is selected."""
    absence: bool = False
    """True for a rule about what is not there: it does not run on a file with errors, since it may stand in a line that
    could not be read."""
    held: bool = False
    """True for a rule that holds the map to the text of a source: it runs where a source has one."""


def _codes(rows: dict[str, tuple[str, str]], rule: bool = False) -> dict[str, Code]:
    return {
        c: Code(slug, _SEVERITY[c[0]], text, rule, c not in _OFF, c in _ABSENCE, rule and c[1] == "7")
        for c, (slug, text) in rows.items()
    }


_OFF = ("I502",)
_ABSENCE = (
    *("W305", "W306", "W307", "W308", "W311"),
    *("W401", "W402", "W403", "W404", "W405", "W406", "W407"),
    *("W501", "I502", "W707"),
)


_READING = {
    # Files
    "E001": ("not-text", "the file is not UTF-8 text"),
    "E002": ("unknown-version", "the file asks for a version of the notation not known here"),
    "E003": ("include-missing", "an included map cannot be read"),
    "E004": ("include-circular", "a map includes itself, directly or through others"),
    "E005": ("include-outside", "an included map lies outside the project"),
    "E006": ("bad-settings", "a settings file says something that cannot be"),
    "W007": ("bad-ignore", "an ignore comment names no code that could be ignored"),
    "I008": ("unused-ignore", "an ignore comment silences nothing"),
    "W009": ("skipped-heading", "a heading skips a level"),
    # Lines
    "E101": ("unknown-entry", "a line at column 0 does not begin with the word of an entry"),
    "E102": ("unknown-line", "an indented line is not one that may stand there"),
    "E103": ("missing-colon", "the colon before a text is missing"),
    "E104": ("missing-text", "a line stops before it says what it must"),
    "E105": ("unclosed-quote", "a quotation mark is not closed on its line"),
    "E106": ("bad-id", "an ID is written as an ID cannot be"),
    "E107": ("bad-indentation", "an indentation fits no line above it"),
    "E108": ("misplaced-line", "a line stands where it has nothing to belong to"),
    "E109": ("bad-value", "a value is not one of those that may stand there"),
    "E110": ("repeated", "something is said twice that can be said once"),
    "E111": ("bad-continuation", "a `|` line has no text above it to go on from"),
    # Names
    "E201": ("unknown-id", "an ID is used that nothing declares"),
    "E202": ("duplicate-id", "two nodes are declared with one ID"),
    "E203": ("unknown-voice", "a voice is named that nothing declares"),
    "E204": ("unknown-verb", "a verb is not in the lexicon"),
    "E205": ("unknown-scheme", "a scheme is not in the catalogue"),
    "E206": ("wrong-kind", "an ID names a node of a kind that cannot stand there"),
    "E207": ("unknown-act", "an act is used as a ground that no attribution records"),
    "E208": ("unknown-question", "a critical question is not one of the scheme"),
    # Structure
    "E301": ("self-support", "a node is a reason for or against itself"),
    # Queries
    "E801": ("unknown-word", "a query has a word that the query language lacks"),
    "E802": ("bad-phrase", "the words of a query do not fit together"),
    "E803": ("bad-meaning", "a query says something that cannot be said of these things"),
    "E804": ("no-such-name", "a query names something that is not in the map"),
}

_RULES = {
    # Structure
    "W302": ("circular-support", "reasons go round in a circle"),
    "W303": ("shared-ground", "a claim and an objection to it rest on the same ground"),
    "W304": ("repeated-conclusion", "a ground says the same as what it is a ground for"),
    "W305": ("bare-claim", "a claim that is not the thesis has no reason"),
    "W306": ("orphan", "a statement is connected with nothing"),
    "W307": ("several-theses", "the author argues for more than one thesis"),
    "W308": ("hearsay-only", "all grounds of a step are what others say, and the author endorses none"),
    "W309": ("nothing-stated", "all grounds of a step are left unsaid"),
    "W310": ("both-ways", "one ground supports and attacks the same thing"),
    "W311": ("unanswered-objection", "nobody answers an objection to what the author argues"),
    "W312": ("linked-elsewhere", "a ground carries a conclusion alone, and elsewhere only together with others"),
    # Attribution
    "W401": ("used-not-mentioned", "the author leans on what a position says without endorsing it"),
    "W402": ("unnamed-only", "a claim rests on unnamed voices only"),
    "W403": ("unquoted-speech", "a position is worded as direct speech, and nothing is quoted"),
    "W404": ("unattributed-position", "nobody holds a position"),
    "W405": ("unquoted-opponent", "the author attacks a position of which no words are quoted"),
    "W406": ("unused-voice", "a voice says, holds and hears nothing"),
    "W407": ("nothing-withdrawn", "a voice withdraws what it never put forward"),
    "W408": ("both-sides", "a voice holds both sides of a contradiction"),
    "I409": ("change-of-mind", "a voice came to hold the other side of a contradiction"),
    "W410": ("factive-mismatch", "the author denies what a verb commits the author to"),
    # The words of the source
    "E701": ("quote-not-found", "quoted words do not stand in the source"),
    "E702": ("quote-differs", "a quote has other words than the source"),
    "W703": ("quote-ambiguous", "quoted words stand in several places of the source"),
    "W704": ("quote-elsewhere", "quoted words stand elsewhere than the map says"),
    "W705": ("speech-outside-marks", "words quoted from a voice stand outside the source's quotation marks"),
    "W706": ("other-speaker", "a quote stands beside the name of another voice than its own"),
    "W707": ("unattributed-quotation", "a quotation in the source is attributed to nobody"),
    "E708": ("text-unreadable", "the text of a source cannot be read"),
    "I709": ("text-not-at-hand", "the text of a source is not there, so its quotes are not compared"),
    "I710": ("quote-altered", "a quote has other accents than the source, or lacks its editorial marks"),
    "W711": ("negation-left-out", "a quote is cut so that a negation of the source is lost"),
    "W712": ("joined-quotations", "a voice's quote joins words from several places of the source"),
    # Schemes
    "W501": ("missing-premise", "a step names a scheme and lacks a ground that the scheme needs"),
    "I502": ("unasked-questions", "nobody asks the critical questions of a step's scheme"),
    # Style
    "I601": ("not-a-sentence", "a text is not a whole sentence"),
    "I602": ("cannot-stand-alone", "a text begins with a word that points at another text"),
    "I603": ("two-claims", "one text makes two claims"),
}

CODES: dict[str, Code] = {**_codes(_READING), **_codes(_RULES, rule=True)}
"""Every code, those of reading first."""
