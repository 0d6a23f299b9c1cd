"""Writes the page on forces and verbs, ``docs/verbs.md``, from the lexicon."""

from __future__ import annotations

from argmap.model.lexicon import (
    COMMITMENT_OF_FORCE,
    FORCE_NAMES,
    FORCES,
    Commitment,
    Force,
    Lexicon,
    Stance,
    VerbSense,
    default_lexicon,
)

__all__ = ["docs_page"]

_COMMITMENT_TEXT: dict[Commitment, str] = {
    "for": "holds the position",
    "against": "holds its negation",
    "open": "leaves it open",
    "withdraws": "withdraws what it held",
    "none": "unchanged",
}

_STANCE_MARK: dict[Stance, str] = {"factive": "*", "neutral": "", "distancing": "~", "counter-factive": "†"}


def docs_page(lexicon: Lexicon | None = None) -> str:
    """The page as Markdown, ending in a newline."""
    verbs = tuple(default_lexicon() if lexicon is None else lexicon)
    lines = [
        "# Reporting verbs",
        "",
        "<!-- Made from argmap/model/data/verbs.tsv by argmap.model.lexicon_docs: do not edit here. -->",
        "",
        f"argmap knows {len(verbs)} English reporting verbs. A verb may stand in the third person, the",
        "plural, the past or the -ing form (`promises`, `promise`, `promised`, `promising`), in British",
        "or American spelling. Where the words of an attribution begin with more than one verb, the",
        "longest counts: `asks whether`, not `asks`.",
        "",
        "A verb that is missing, or that means something else in a map, is declared in the map:",
        "",
        "```argmap",
        "verb moots: question",
        "verb lets slip: report",
        "  stance factive",
        "```",
        "",
        "Its forms follow from the one that is given; of several words the first is inflected.",
        "",
        "## Forces",
        "",
        "| force | the voice … | its commitment |",
        "|---|---|---|",
    ]
    for force in FORCE_NAMES:
        commitment = _commitment(force, COMMITMENT_OF_FORCE[force])
        lines.append(f"| `{force}` | {FORCES[force]} | {commitment} |")
    lines += [
        "",
        "A voice is committed to what it could afterwards be reproached with not standing by. To assert",
        "or to grant something commits to it, to ask about it does not, and to retract takes it out again",
        "without putting in the contrary (C. Hamblin, *Fallacies*, 1970). A promise commits to a course",
        "of action (D. Walton and E. Krabbe, *Commitment in Dialogue*, 1995). A goal, an offer that",
        "nobody has taken up yet, a request and a demand lay nothing on the voice itself. Verbs that",
        "differ from their force say so below.",
        "",
        "## Stance",
        "",
        "The verb alone says how the reporter, who chose it, stands to what is reported.",
        "",
        "| mark | stance | the reporter … |",
        "|---|---|---|",
        f"| {_STANCE_MARK['factive']} | factive | is committed to it too: could not go on to deny it |",
        "| | neutral | is not committed either way |",
        f"| {_STANCE_MARK['distancing']} | distancing | does not vouch for it |",
        f"| {_STANCE_MARK['counter-factive']} | counter-factive | denies it |",
        "",
        "## Verbs",
    ]
    for force in FORCE_NAMES:
        group = [_entry(sense) for sense in verbs if sense.force == force]
        lines += ["", f"### {force}", "", f"{len(group)} verbs: {', '.join(group)}."]
    return "\n".join(lines) + "\n"


def _entry(sense: VerbSense) -> str:
    """The plain form with its stance mark, and its commitment where that is not the force's."""
    mark = _STANCE_MARK[sense.stance]
    text = sense.base + ("\\" + mark if mark in ("*", "~") else mark)
    if sense.commitment != COMMITMENT_OF_FORCE[sense.force]:
        text += f" ({_commitment(sense.force, sense.commitment)})"
    return text


def _commitment(force: Force, commitment: Commitment) -> str:
    """What the commitment comes to: with a promise or a decision, an action that is owed."""
    owed = commitment == "for" and force in ("promise", "want")
    return "owes the action" if owed else _COMMITMENT_TEXT[commitment]
