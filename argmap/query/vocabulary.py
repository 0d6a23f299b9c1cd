"""The words of the query language: the one list of its nouns, adjectives, verbs and fields.

The parser classifies words by it, the engine gives each its meaning, the docs and did-you-mean are made from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

__all__ = [
    "ADJECTIVES",
    "ALSO",
    "DATED",
    "FIELDS",
    "FILLERS",
    "KINDS",
    "NOUNS",
    "RELATIONS",
    "STRENGTHS",
    "VERBS",
    "Adjective",
    "FieldWord",
    "Kind",
    "Noun",
    "Relation",
    "Verb",
    "relation_words",
    "verb_words",
]

Kind = Literal[
    "claim", "premise", "position", "question", "voice", "act", "argument", "quote", "source", "section", "relation",
    "mark", "verb", "expectation", "include", "critical-question", "finding", "path",
]  # fmt: skip
"""The kinds of thing that a query can answer with. An act is an attribution."""

KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]
STATEMENT: Final[frozenset[Kind]] = frozenset({"claim", "premise", "position", "question"})
_ACT: Final[frozenset[Kind]] = frozenset({"act"})
_VOICE: Final[frozenset[Kind]] = frozenset({"voice"})
_ARGUMENT: Final[frozenset[Kind]] = frozenset({"argument"})
_BEARS: Final[frozenset[Kind]] = STATEMENT | _ACT
_OWN: Final[frozenset[Kind]] = frozenset({"claim", "premise"})
_ANY: Final[frozenset[Kind]] = frozenset(KINDS)
DATED: Final[frozenset[Kind]] = frozenset({"act", "source"})
"""What has a date."""
_NODES: Final[frozenset[Kind]] = _ANY - {"finding", "path", "critical-question"}


@dataclass(frozen=True, slots=True)
class Noun:
    """Things of some kinds."""

    word: str
    """In the plural; the singular is read too."""
    kinds: frozenset[Kind]
    what: str
    """What they are, in one line."""
    singular: str = ""
    """Where it is not the plural without its s."""
    adjective: str = ""
    """An adjective that they all have, where the noun means less than its kinds."""


NOUNS: Final[tuple[Noun, ...]] = (
    Noun("nodes", _NODES, "all that a map holds"),
    Noun("statements", STATEMENT, "claims, premises, positions and questions"),
    Noun("claims", frozenset({"claim"}), "what the author asserts"),
    Noun("premises", frozenset({"premise"}), "what the author uses as a ground"),
    Noun("positions", frozenset({"position"}), "what somebody holds"),
    Noun("questions", frozenset({"question"}), "issues with rival answers"),
    Noun("theses", frozenset({"claim"}), "claims that support no other claim or premise", "thesis", "thesis"),
    Noun("voices", _VOICE, "who can hold a position, the author among them"),
    Noun("persons", _VOICE, "voices of this kind", "person", "person"),
    Noun("parties", _VOICE, "voices of this kind", "party", "party"),
    Noun("organisations", _VOICE, "voices of this kind", "organisation", "organisation"),
    Noun("groups", _VOICE, "voices of this kind", "group", "group"),
    Noun("outlets", _VOICE, "voices of this kind", "outlet", "outlet"),
    Noun("documents", _VOICE, "voices of this kind", "document", "document"),
    Noun("acts", _ACT, "attributions: that somebody said, wanted, promised or denied something"),
    Noun("promises", _ACT, "acts of force `promise`", "promise", "promise"),
    Noun("demands", _ACT, "acts of force `demand`", "demand", "demand"),
    Noun("arguments", _ARGUMENT, "steps from grounds to what they bear on"),
    Noun("quotes", frozenset({"quote"}), "words of a source"),
    Noun("sources", frozenset({"source"}), "texts analysed or cited"),
    Noun("sections", frozenset({"section"}), "parts of the map under a heading"),
    Noun("relations", frozenset({"relation"}), "what contradicts what, and what says the same"),
    Noun("marks", frozenset({"mark"}), "quotation marks of a source that quote nobody"),
    Noun("verbs", frozenset({"verb"}), "the analyst's own reporting verbs"),
    Noun("expectations", frozenset({"expectation"}), "what evaluation must find"),
    Noun("includes", frozenset({"include"}), "the maps that are part of this one"),
    Noun("critical questions", frozenset({"critical-question"}), "of the schemes of arguments"),
    Noun("contradictions", frozenset({"finding"}), "voices bound to both sides of a contradiction at one time",
         "", "contradiction"),
    Noun("changes of mind", frozenset({"finding"}), "voices that came to hold the other side", "change of mind",
         "change-of-mind"),
    Noun("dropped promises", frozenset({"finding"}), "what was owed and then withdrawn or rejected", "",
         "dropped-promise"),
    Noun("disputed reports", frozenset({"finding"}), "what one voice says another holds, and that other does not say",
         "", "disputed-report"),
    Noun("confirmed reports", frozenset({"finding"}), "what one voice says another holds, and that other says too", "",
         "confirmed-report"),
    Noun("agreements", frozenset({"finding"}), "two voices on one side of a statement", "", "agreement"),
    Noun("conflicts", frozenset({"finding"}), "two voices on sides that exclude each other", "", "conflict"),
    Noun("findings", frozenset({"finding"}), "all that `argmap findings` tells"),
)  # fmt: skip
"""Kinds of thing."""


@dataclass(frozen=True, slots=True)
class Adjective:
    """Something that is so of a thing, or not."""

    word: str
    kinds: frozenset[Kind]
    """Of what it can be said."""
    what: str
    query: str = ""
    """The query that it stands for, where it is made of other words."""


ADJECTIVES: Final[tuple[Adjective, ...]] = (
    # voices
    Adjective("named", _VOICE, "the text names it"),
    Adjective("by-role", _VOICE, "the text gives its office or role only"),
    Adjective("unnamed", _VOICE | _ACT, "the text does not say who it is; of acts: all of its voices are so"),
    Adjective("silent", _VOICE, "it is none of the author, and no act of its own is recorded"),
    Adjective("person", _VOICE, "of this kind"),
    Adjective("party", _VOICE, "of this kind"),
    Adjective("organisation", _VOICE, "of this kind"),
    Adjective("group", _VOICE, "of this kind"),
    Adjective("outlet", _VOICE, "of this kind"),
    Adjective("document", _VOICE, "of this kind"),
    Adjective("public", _VOICE, "of this kind"),
    # acts
    Adjective("made", _ACT, "it took place"),
    Adjective("not-made", _ACT, "`does not`, `did not`"),
    Adjective("hypothetical", _ACT, "`would`, `could`, `might`"),
    Adjective("called-for", _ACT, "`should`, `must`"),
    Adjective("expected", _ACT, "`will`"),
    Adjective("nested", _ACT, "it took place according to some voice only"),
    Adjective("direct", _ACT, "a sentence in the voice's own words"),
    Adjective("mixed", _ACT, "some words of the voice"),
    Adjective("indirect", _ACT, "no words of the voice"),
    Adjective("second-hand", _ACT, "nested, or with `via`"),
    Adjective("joint", _ACT, "several voices did it together"),
    Adjective("dated", _ACT | {"source"}, "with a date that is more than words"),
    Adjective("factive", _ACT, "the reporter is bound to it too"),
    Adjective("neutral", _ACT, "the reporter says nothing of it"),
    Adjective("distancing", _ACT, "the reporter does not vouch for it"),
    Adjective("counter-factive", _ACT, "the reporter denies it"),
    # statements
    Adjective("fact", STATEMENT, "of this `type`"),
    Adjective("value", STATEMENT, "of this `type`"),
    Adjective("policy", STATEMENT, "of this `type`"),
    Adjective("thesis", frozenset({"claim"}), "supports no other claim or premise"),
    Adjective("implicit", STATEMENT, "only ever assumed"),
    Adjective("supported", _BEARS, "something supports it", "nodes with grounds"),
    Adjective("unsupported", _BEARS, "nothing supports it", "nodes without grounds"),
    Adjective("attacked", _BEARS | _ARGUMENT, "something attacks it", "nodes with attackers"),
    Adjective("unattacked", _BEARS | _ARGUMENT, "nothing attacks it", "nodes without attackers"),
    Adjective("contested", _BEARS, "something supports it and something attacks it",
              "nodes with grounds and with attackers"),
    Adjective("undefended", _BEARS | _ARGUMENT,
              "a step attacks it that is not undercut, and of which no ground is attacked"),
    Adjective("quoted", _NODES, "it has quotes"),
    Adjective("held", frozenset({"position"}), "some voice holds it or owes it in the end"),
    Adjective("endorsed", frozenset({"position"}), "the author stands behind it, or asserts the same"),
    Adjective("rejected", frozenset({"position"}),
              "the author denies it, or asserts what cannot hold together with it"),
    Adjective("doubted", frozenset({"position"}), "the author leaves it open"),
    Adjective("distanced", frozenset({"position"}), "the author keeps away from it"),
    Adjective("reported", frozenset({"position"}), "the author takes no stand on it"),
    Adjective("borrowed", frozenset({"position"}), "the author uses it as a ground without being bound to it"),
    Adjective("single-voice", _OWN, "what it rests on comes from one voice alone"),
    Adjective("unnamed-only", _OWN, "what it rests on comes from unnamed voices alone"),
    Adjective("single-outlet", _OWN, "what it rests on comes through one outlet alone"),
    # arguments
    Adjective("supporting", _ARGUMENT, "it supports"),
    Adjective("rebutting", _ARGUMENT, "it attacks a statement or an act"),
    Adjective("undercutting", _ARGUMENT, "it attacks a step"),
    Adjective("linked", _ARGUMENT, "with several grounds"),
    # critical questions
    Adjective("open", frozenset({"critical-question", "question"}),
              "no ground or exception meets it; of questions: several answers may hold"),
    Adjective("met", frozenset({"critical-question"}), "a ground or an exception meets it"),
    # quotes
    Adjective("edited", frozenset({"quote"}), "with an omission or an insertion of the analyst's"),
)  # fmt: skip
"""What can stand before a noun; words of a project's own come on top."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What stands to a thing in some way, as a noun: `grounds of X`, `with grounds`, `whose grounds are`."""

    word: str
    of: frozenset[Kind]
    """Of what."""
    kinds: frozenset[Kind]
    """What they are."""
    what: str
    singular: str = ""
    deep: bool = False
    """Whether `to depth N` makes sense: relations of relations."""
    link: str = ""
    """What is read there as well as `of`."""


RELATIONS: Final[tuple[Relation, ...]] = (
    Relation("grounds", _BEARS | _ARGUMENT, _BEARS, "what supports it; of an argument, what it rests on", deep=True,
             link="for"),
    Relation("attackers", _BEARS | _ARGUMENT, _BEARS, "what rebuts it; of an argument, what undercuts it", deep=True,
             link="to"),
    Relation("conclusions", _BEARS | _ARGUMENT, _BEARS | _ARGUMENT, "what it supports or attacks", deep=True),
    Relation("arguments", _BEARS | _ARGUMENT, _ARGUMENT, "the steps that bear on it"),
    Relation("uses", _BEARS, _ARGUMENT, "the steps of which it is a ground"),
    Relation("acts", _BEARS | _VOICE, _ACT, "of a statement, who said it; of a voice, what it did"),
    Relation("promises", _VOICE, _ACT, "its acts of force `promise`"),
    Relation("demands", _VOICE, _ACT, "its acts of force `demand`"),
    Relation("quotes", _NODES | _VOICE, frozenset({"quote"}),
             "its quotes; of a voice, those of its acts; of an author, those of what the author asserts"),
    Relation("voices", STATEMENT | _ACT | _ARGUMENT | {"quote", "source"}, _VOICE,
             "who said it; of an argument, who draws it"),
    Relation("positions", _VOICE, STATEMENT, "what its acts are about"),
    Relation("backers", _BEARS | _ARGUMENT, _VOICE,
             "whose act is a ground for it, or who is for a position that is one"),
    Relation("holders", STATEMENT, _VOICE, "who holds it in the end"),
    Relation("opponents", STATEMENT, _VOICE, "who rejects it in the end"),
    Relation("reporters", _ACT, _VOICE, "according to whom, or via whom, it took place"),
    Relation("addressees", _ACT, _VOICE, "to whom"),
    Relation("members", _VOICE, _VOICE, "who is `of` it", deep=True),
    Relation("groups", _VOICE, _VOICE, "of what it is a member", deep=True),
    Relation("answers", frozenset({"question"}), STATEMENT, "its rival answers", link="to"),
    Relation("questions", STATEMENT | _ARGUMENT, frozenset({"question", "critical-question"}),
             "those that it answers; of an argument, the critical questions of its scheme"),
    Relation("critical questions", _ARGUMENT, frozenset({"critical-question"}), "those of its scheme"),
    Relation("contradictions", STATEMENT | _VOICE, STATEMENT | {"finding"},
             "of a statement, what it cannot hold together with; of a voice, where it is bound to both sides"),
    Relation("changes of mind", STATEMENT | _VOICE, frozenset({"finding"}), "those that it is about",
             "change of mind"),
    Relation("dropped promises", STATEMENT | _VOICE, frozenset({"finding"}), "those that it is about"),
    Relation("disputed reports", STATEMENT | _VOICE, frozenset({"finding"}), "those that it is about"),
    Relation("confirmed reports", STATEMENT | _VOICE, frozenset({"finding"}), "those that it is about"),
    Relation("agreements", STATEMENT | _VOICE, frozenset({"finding"}), "those that it is about"),
    Relation("conflicts", STATEMENT | _VOICE, frozenset({"finding"}), "those that it is about"),
    Relation("findings", STATEMENT | _VOICE, frozenset({"finding"}), "those that it is about"),
    Relation("sections", _NODES, frozenset({"section"}), "in which it stands"),
    Relation("sources", frozenset({"quote", "mark"}), frozenset({"source"}), "in which it stands"),
)  # fmt: skip
"""Relations as nouns."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A relation as a verb: `held by hamon`, `that reject repeal`, `supporting claims`."""

    word: str
    """Its name in the tree and in Python, with `-` between words: `held-by`, `reject`."""
    forms: tuple[str, ...]
    """How it is written."""
    subject: frozenset[Kind]
    object: frozenset[Kind]
    what: str
    timed: bool = False
    """Whether a time may stand behind it: the acts, or the state, of that time."""


def _state(word: str, past: str, base: str, ing: str, kind: str, more: tuple[str, ...] = ()) -> tuple[Verb, Verb]:
    """A verb for what voices are committed to in the end, from both sides."""
    third = base.split()[0] + "s" + base[len(base.split()[0]) :]
    return (
        Verb(f"{word}-by", (f"{past} by", *more), STATEMENT | _ACT, _VOICE, f"{kind} in the end", timed=True),
        Verb(word, (base, third, ing), _VOICE, STATEMENT | _ACT, f"{kind} in the end", timed=True),
    )


def _force(force: str, past: str, base: str, ing: str) -> tuple[Verb, Verb]:
    """A verb for acts of a force."""
    third = base + "s"
    return (
        Verb(f"{force}-by", (f"{past} by",), STATEMENT | _ACT, _VOICE, f"an act of force `{force}` was made", True),
        Verb(force, (base, third, ing), _VOICE, STATEMENT | _ACT, f"an act of force `{force}` was made", True),
    )


VERBS: Final[tuple[Verb, ...]] = (
    # who: everything that is recorded
    Verb("by", ("by",), STATEMENT | _ACT | _ARGUMENT | {"quote", "source", "finding"}, _VOICE,
         "an act of that voice is recorded on it; of an act, its voice; of an argument, who draws it; of a finding, "
         "one whom it is about", True),
    Verb("to", ("to", "addressed to"), _ACT | STATEMENT, _VOICE, "said to that voice", True),
    Verb("via", ("via",), _ACT | STATEMENT, _VOICE, "reported by that voice, which vouches for it", True),
    Verb("according-to", ("according to",), _ACT | STATEMENT, _VOICE, "told within that voice's speech", True),
    Verb("about", ("about", "on"), _ACT | _ARGUMENT | {"quote", "relation", "finding", "expectation"}, _ANY,
         "it is about that"),
    Verb("asked-of", ("asked of", "demanded of"), STATEMENT | _ACT, _VOICE, "asked or demanded of that voice", True),
    Verb("within", ("within",), _ACT, _ACT, "in the scope of that act, directly or through others"),
    # what voices are committed to in the end, or at a time
    *_state("hold", "held", "hold", "holding", "holds it, or approves of it,", ("endorsed by",)),
    *_state("owe", "owed", "owe", "owing", "owes it, having promised it,"),
    *_state("reject", "rejected", "reject", "rejecting", "denies or opposes it"),
    *_state("leave-open", "left open", "leave open", "leaving open", "leaves it undecided", ("doubted by",)),
    *_state("withdraw", "withdrawn", "withdraw", "withdrawing", "has taken it back",
            ("dropped by",)),
    *_state("want", "wanted", "want", "wanting", "has it as a goal"),
    *_state("ask-for", "asked", "ask for", "asking for", "asks or demands it of others", ("asked for by",)),
    *_state("offer", "offered", "offer", "offering", "proposes it"),
    *_state("favour", "favoured", "favour", "favouring", "is for it in one of these ways",
            ("favored by",)),
    Verb("report-by", ("reported by",), STATEMENT | _ACT, _VOICE,
         "passed on by that voice: in an act of force `report`, or by vouching for another's act, or in its own speech",
         True),
    Verb("report", ("report", "reports", "reporting"), _VOICE, STATEMENT | _ACT, "the same from the other side", True),
    # acts of a force, at any time
    *_force("say", "said", "say", "saying"),
    *_force("claim", "claimed", "claim", "claiming"),
    *_force("warn", "warned of", "warn", "warning"),
    *_force("believe", "believed", "believe", "believing"),
    *_force("promise", "promised", "promise", "promising"),
    *_force("propose", "proposed", "propose", "proposing"),
    *_force("demand", "demanded", "demand", "demanding"),
    *_force("question", "questioned", "question", "questioning"),
    *_force("accept", "accepted", "accept", "accepting"),
    *_force("oppose", "opposed", "oppose", "opposing"),
    *_force("retract", "retracted", "retract", "retracting"),
    # grounds
    Verb("supported-by", ("supported by",), _BEARS, _BEARS | _VOICE | _ARGUMENT,
         "that is a ground for it; of voices: an act of force `support` was made", True),
    Verb("support", ("support", "supports", "supporting", "grounds for"), _BEARS | _VOICE | _ARGUMENT, _BEARS,
         "it is a ground for that", True),
    Verb("attacked-by", ("attacked by",), _BEARS | _ARGUMENT, _BEARS | _ARGUMENT, "that rebuts or undercuts it"),
    Verb("attack", ("attack", "attacks", "attacking"), _BEARS | _ARGUMENT, _BEARS | _ARGUMENT,
         "it rebuts or undercuts that"),
    Verb("rebutted-by", ("rebutted by",), _BEARS, _BEARS | _ARGUMENT, "that rebuts it"),
    Verb("rebut", ("rebut", "rebuts", "rebutting"), _BEARS | _ARGUMENT, _BEARS, "it rebuts that"),
    Verb("undercut-by", ("undercut by",), _ARGUMENT, _BEARS | _ARGUMENT, "that undercuts the step"),
    Verb("undercut", ("undercut", "undercuts", "undercutting"), _BEARS | _ARGUMENT, _ARGUMENT,
         "it undercuts that step"),
    Verb("for", ("for",), _BEARS | _VOICE | _ARGUMENT, _BEARS,
         "it is a ground for that; of voices: they favour it in the end or at a time", True),
    Verb("against", ("against",), _BEARS | _VOICE | _ARGUMENT, _BEARS | _ARGUMENT,
         "it rebuts or undercuts that; of voices: they reject it in the end or at a time", True),
    Verb("rest-on", ("resting on", "rest on", "rests on", "based on"), _BEARS | _ARGUMENT, _BEARS | _ARGUMENT | _VOICE,
         "that is a ground for it, directly or through others; of voices: what they say or report (`via`) is, or their "
         "saying so"),
    Verb("bear-on", ("bearing on", "bear on", "bears on"), _BEARS | _ARGUMENT, _BEARS | _ARGUMENT,
         "it speaks for or against that, directly or through others"),
    Verb("contradict", ("contradict", "contradicts", "contradicting", "contradicted by"), STATEMENT, STATEMENT,
         "both cannot hold"),
    Verb("same-as", ("same as", "equal to"), STATEMENT, STATEMENT, "they say the same"),
    Verb("answer", ("answer", "answers", "answering"), STATEMENT, frozenset({"question"}), "it is an answer to that"),
    Verb("answered-by", ("answered by",), frozenset({"question"}), STATEMENT, "that is one of its answers"),
    # voices
    Verb("of", ("of", "member of", "members of"), _VOICE | {"quote"}, _VOICE | _NODES,
         "a member of that; of a quote, what it belongs to"),
    Verb("with-members", ("including",), _VOICE, _VOICE, "that is a member of it"),
    Verb("agree-with", ("agreeing with", "agree with", "agrees with"), _VOICE, _VOICE,
         "both are on one side of some statement"),
    Verb("conflict-with", ("conflicting with", "conflict with", "conflicts with"), _VOICE, _VOICE,
         "they are on sides that exclude each other"),
    Verb("between", ("between",), frozenset({"finding"}), _VOICE, "it is about all of these voices"),
)  # fmt: skip
"""Relations as verbs."""


@dataclass(frozen=True, slots=True)
class FieldWord:
    """What can be asked with `with` and shown, sorted and counted by."""

    word: str
    kinds: frozenset[Kind]
    what: str
    values: tuple[str, ...] = ()
    """All values that it can have; empty where it is free."""
    number: bool = False
    """Whether it is a number."""
    several: bool = False
    """Whether a thing may have several of them."""


FIELDS: Final[tuple[FieldWord, ...]] = (
    FieldWord("id", _ANY, "ID"),
    FieldWord("what", _ANY, "kind of thing: `claim`, `act`, …"),
    FieldWord("text", _ANY, "text of a statement or quote, words of an act, name of a voice, title, message"),
    FieldWord("line", _NODES, "line in the file", number=True),
    FieldWord("file", _ANY, "file of the map"),
    FieldWord("tags", _NODES, "its tags", several=True),
    FieldWord("notes", _NODES, "its notes", several=True),
    FieldWord("url", _NODES, "its address"),
    FieldWord("meta", _NODES, "`meta.KEY`: a fact of the map's own", several=True),
    FieldWord("section", _NODES, "title of the section in which it stands", several=True),
    FieldWord("type", STATEMENT, "fact, value or policy", ("fact", "value", "policy")),
    FieldWord("treatment", frozenset({"position"}), "how the author treats it",
              ("endorses", "distances", "rejects", "doubts", "reports")),
    FieldWord("voice", STATEMENT | _ACT | _ARGUMENT | {"quote", "finding"}, "IDs of its voices", several=True),
    FieldWord("verb", _ACT, "verb in its plain form"),
    FieldWord("force", _ACT, "force of the verb",
              ("say", "claim", "report", "warn", "believe", "want", "promise", "propose", "demand", "ask", "question",
               "accept", "support", "reject", "oppose", "retract")),
    FieldWord("commitment", _ACT, "what it puts into the voice's store",
              ("held", "owed", "rejected", "open", "asked", "wanted", "offered", "withdrawn")),
    FieldWord("stance", _ACT, "how the reporter stands to it",
              ("factive", "neutral", "distancing", "counter-factive")),
    FieldWord("status", _ACT, "whether it took place",
              ("made", "not-made", "hypothetical", "called-for", "expected")),
    FieldWord("directness", _ACT, "how much is in the voice's words", ("direct", "mixed", "indirect")),
    FieldWord("certainty", _ACT, "how sure the voice is", ("certainly", "probably", "possibly")),
    FieldWord("date", _ACT | {"source"}, "when"),
    FieldWord("year", _ACT | {"source"}, "year of the date", number=True),
    FieldWord("month", _ACT | {"source"}, "year and month of the date"),
    FieldWord("venue", _ACT | {"source"}, "where it was said or appeared"),
    FieldWord("to", _ACT, "to whom", several=True),
    FieldWord("via", _ACT, "who reports it", several=True),
    FieldWord("reporter", _ACT, "in whose speech it stands: the voices that the article itself lets speak",
              several=True),
    FieldWord("cue", _ACT, "the text's reporting words"),
    FieldWord("content", _ACT, "ID of the statement that it is about"),
    FieldWord("depth", _ACT, "in how many reports it stands", number=True),
    FieldWord("words", _ANY, "number of words of its text; of acts and voices, of their quotes as the map has them",
              number=True),
    FieldWord("name", _VOICE, "name"),
    FieldWord("kind", _VOICE, "what sort of holder it is",
              ("person", "party", "organisation", "group", "outlet", "document", "public")),
    FieldWord("naming", _VOICE, "how the text identifies it", ("named", "by-role", "unnamed")),
    FieldWord("role", _VOICE, "office or function"),
    FieldWord("group", _VOICE, "IDs of what it is a member of", several=True),
    FieldWord("step", _ARGUMENT, "how it bears on its target", ("supports", "rebuts", "undercuts")),
    FieldWord("scheme", _ARGUMENT, "name of its scheme"),
    FieldWord("strength", _ARGUMENT, "strength: weak 0.25, moderate 0.5, strong 0.75, or a number from 0 to 1",
              ("weak", "moderate", "strong"), number=True),
    FieldWord("target", _ARGUMENT, "ID of what it bears on"),
    FieldWord("relation", frozenset({"relation"}), "which", ("contradicts", "same-as")),
    FieldWord("at", frozenset({"quote"}), "where in the source"),
    FieldWord("anchor", frozenset({"quote", "mark", "act"}), "where in the source, in letters", several=True),
    FieldWord("letters", _ACT | {"quote"}, "letters of the source's words, by their anchors", number=True),
    FieldWord("evidence", frozenset({"finding"}), "IDs of the nodes that show it", several=True),
    FieldWord("finding", frozenset({"finding"}), "kind of finding"),
    FieldWord("length", frozenset({"path"}), "number of steps", number=True),
    FieldWord("status-of", frozenset({"expectation"}), "what must be found"),
)  # fmt: skip
"""Fields. The relations too can be shown, sorted and counted by: `grounds` is then how many there are, and
`voice.kind` is the field of what a field names."""

STRENGTHS: Final[Mapping[str, float]] = {"weak": 0.25, "moderate": 0.5, "strong": 0.75}
"""The numbers of strengths in words."""

ALSO: Final[Mapping[str, str]] = {
    "people": "persons",
    "attribution": "act",
    "attributions": "acts",
    "steps": "arguments",
    "reason": "ground",
    "reasons": "grounds",
    "objection": "attacker",
    "objections": "attackers",
    "anonymous": "unnamed",
    "mentioning": "matching",
}
"""Words that are read as others; `reasons against X` are its attackers."""

FILLERS: Final[frozenset[str]] = frozenset(
    "that which who are is was were be been do does did have has had the a an their its some any".split()
)
"""Words without a meaning of their own here."""


def verb_words() -> Iterator[tuple[str, str]]:
    """Each form of each verb with the verb's name."""
    for verb in VERBS:
        for form in verb.forms:
            yield form, verb.word


def relation_words() -> Mapping[str, str]:
    """Each relation in both numbers with its name."""
    out: dict[str, str] = {}
    for relation in RELATIONS:
        out[relation.word] = relation.word
        out[relation.singular or relation.word.removesuffix("s")] = relation.word
    return out
