"""The lexicon has no gaps, its verbs don't clash, and every form of every verb is found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model import lexicon_docs
from argmap.model.lexicon import (
    COMMITMENT_OF_FORCE,
    COMMITMENTS,
    FORCE_NAMES,
    FORCES,
    STANCES,
    Commitment,
    Force,
    Lexicon,
    Stance,
    VerbSense,
    default_lexicon,
    inflect,
)

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "argmap" / "model" / "data" / "verbs.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
LEXICON = default_lexicon()
VERBS = list(LEXICON)

# What the notation lists for each force.
LISTED: dict[Force, str] = {
    "say": "says",
    "claim": "argues insists predicts claims alleges",
    "report": "notes reveals reports",
    "warn": "warns",
    "believe": "thinks believes knows",
    "want": "wants hopes seeks tries",
    "promise": "promises pledges vows guarantees respects commits",
    "propose": "proposes offers suggests launches",
    "demand": "demands",
    "ask": "asks urges",
    "question": "doubts wonders",
    "accept": "accepts concedes admits repeats agrees",
    "support": "supports endorses",
    "reject": "denies refuses rejects",
    "oppose": "opposes criticises",
    "retract": "drops withdraws abandons retracts ditches",
}


class TestTable:
    def test_header(self) -> None:
        assert " ".join(ROWS[0]) == "base third past participle force commitment stance also"

    def test_every_row_is_complete_and_one_verb(self) -> None:
        assert [row for row in ROWS if len(row) != 8 or not all(row[:7])] == []
        assert len(VERBS) == len(ROWS) - 1 >= 260

    def test_sorted_without_duplicates(self) -> None:
        bases = [row[0] for row in ROWS[1:]]
        assert bases == sorted(set(bases))

    def test_values_are_known(self) -> None:
        assert {verb.force for verb in VERBS} == set(FORCE_NAMES) == set(FORCES) == set(COMMITMENT_OF_FORCE)
        assert {verb.commitment for verb in VERBS} == set(COMMITMENTS)
        assert {verb.stance for verb in VERBS} == set(STANCES)

    def test_no_gaps(self) -> None:
        by_force = Counter(verb.force for verb in VERBS)
        by_stance = Counter(verb.stance for verb in VERBS)
        assert min(by_force[force] for force in FORCE_NAMES) >= 5
        assert min(by_stance[stance] for stance in STANCES) >= 5

    def test_no_form_is_in_two_verbs(self) -> None:
        owners: dict[str, set[str]] = {}
        for verb in VERBS:
            for form in verb.forms:
                owners.setdefault(form, set()).add(verb.base)
        assert {form: bases for form, bases in owners.items() if len(bases) > 1} == {}

    def test_no_form_is_written_twice_in_a_row(self) -> None:
        for verb in VERBS:
            assert len(set(verb.also)) == len(verb.also)
            assert not set(verb.also) & {verb.base, verb.third, verb.past, verb.participle}

    def test_forms_are_plain_words(self) -> None:
        for form in LEXICON.forms():
            assert form == " ".join(form.lower().split())
            assert form.replace(" ", "").replace("-", "").isalpha()

    def test_no_form_holds_a_word_of_the_grammar(self) -> None:
        # An attribution's words would else be cut at it.
        auxiliaries = {"do", "does", "did", "not", "would", "could", "might", "should", "must", "will"}
        words = {word for form in LEXICON.forms() for word in form.split()}
        assert words & (auxiliaries | {"and", "that", "because", "but", "assuming", "unless"}) == {"assuming"}
        assert [form for form in LEXICON.forms() if "assuming" in form.split()] == ["assuming"]

    def test_forms_look_like_what_they_are(self) -> None:
        assert [verb.third for verb in VERBS if not verb.third.split()[0].endswith("s")] == []
        assert [it.participle for it in VERBS if not it.participle.split()[0].endswith("ing")] == []

    def test_only_the_first_word_is_inflected(self) -> None:
        for verb in VERBS:
            main = (verb.base, verb.third, verb.past, verb.participle)
            assert len({form.partition(" ")[2] for form in main}) == 1, verb.base

    def test_the_rules_for_own_verbs_make_the_forms_of_the_table(self) -> None:
        for verb in VERBS:
            # The prefix keeps the rules from looking the verb up.
            made = inflect("un-" + verb.third, verb.force)
            assert made.base == "un-" + verb.base
            assert made.third == "un-" + verb.third
            assert made.past == "un-" + verb.past
            assert made.participle == "un-" + verb.participle


class TestMeaning:
    @pytest.mark.parametrize("force", FORCE_NAMES)
    def test_verbs_of_the_notation(self, force: Force) -> None:
        found = {form: LEXICON.find(form) for form in LISTED[force].split()}
        assert {form: sense and sense.force for form, sense in found.items()} == dict.fromkeys(found, force)

    @pytest.mark.parametrize(
        ("form", "base", "force"),
        [
            ("calls for", "call for", "demand"),
            ("asks whether", "ask whether", "question"),
            ("points out", "point out", "claim"),
            ("poses as", "pose as", "say"),
            ("posturing as", "posture as", "say"),
            ("clashing with", "clash with", "oppose"),
            ("alluded to", "allude to", "say"),
            ("press for", "press for", "demand"),
            ("asked for", "ask for", "ask"),
            ("responded favourably to", "respond favourably to", "accept"),
            ("sworn", "swear", "promise"),
            ("withdrawn", "withdraw", "retract"),
            ("forbade", "forbid", "reject"),
            ("criticized", "criticise", "oppose"),
            ("favored", "favour", "support"),
            ("said", "say", "say"),
        ],
    )
    def test_forms(self, form: str, base: str, force: Force) -> None:
        sense = LEXICON.find(form)
        assert sense is not None
        assert (sense.base, sense.force) == (base, force)

    @pytest.mark.parametrize(
        ("stance", "forms"),
        [
            ("factive", "knows admits concedes reveals"),
            ("distancing", "claims alleges"),
            ("counter-factive", "pretends lies"),
            ("neutral", "says argues promises denies"),
        ],
    )
    def test_stance(self, stance: Stance, forms: str) -> None:
        assert {sense.stance for form in forms.split() if (sense := LEXICON.find(form))} == {stance}

    @pytest.mark.parametrize("form", ["poses as", "postures as", "masquerades as"])
    def test_poses_are_denied_by_the_reporter_and_held_by_the_voice(self, form: str) -> None:
        sense = LEXICON.find(form)
        assert sense is not None
        assert (sense.stance, sense.commitment) == ("counter-factive", "for")

    def test_exceptions_to_the_commitment_of_the_force_are_few_and_known(self) -> None:
        exceptions: dict[str, Commitment] = {
            verb.base: verb.commitment for verb in VERBS if verb.commitment != COMMITMENT_OF_FORCE[verb.force]
        }
        assert exceptions == {
            **dict.fromkeys(["consider", "dread", "fear", "worry"], "open"),
            **dict.fromkeys(["conjecture", "hypothesise", "speculate"], "open"),
            **dict.fromkeys(["choose", "decide", "opt for", "resolve"], "for"),
            "stop short of": "none",
        }

    def test_commitment_rule(self) -> None:
        assert COMMITMENT_OF_FORCE["promise"] == "for"
        assert COMMITMENT_OF_FORCE["question"] == "open"
        assert COMMITMENT_OF_FORCE["retract"] == "withdraws"
        assert {COMMITMENT_OF_FORCE[it] for it in ("reject", "oppose")} == {"against"}
        assert {COMMITMENT_OF_FORCE[it] for it in ("want", "propose", "demand", "ask")} == {"none"}


class TestFind:
    @given(st.data())
    def test_every_form_in_any_case_and_spacing(self, data: st.DataObject) -> None:
        verb = data.draw(st.sampled_from(VERBS))
        form = data.draw(st.sampled_from(verb.forms))
        upper = data.draw(st.lists(st.booleans(), min_size=len(form), max_size=len(form)))
        written = "".join(char.upper() if up else char for char, up in zip(form, upper, strict=True))
        gap = data.draw(st.sampled_from([" ", "  ", "\t"]))
        assert LEXICON.find(gap + written.replace(" ", gap) + gap) is verb
        assert written in LEXICON

    @given(st.text())
    def test_anything_else_is_none(self, words: str) -> None:
        known = " ".join(words.lower().split()) in LEXICON.forms()
        assert (LEXICON.find(words) is not None) == known

    def test_third(self) -> None:
        assert LEXICON.third("promise") == "promises"
        assert LEXICON.third("Called for") == "calls for"
        with pytest.raises(KeyError):
            LEXICON.third("frobnicate")

    def test_forms_are_all_forms(self) -> None:
        assert LEXICON.forms() == {form for verb in VERBS for form in verb.forms}

    @pytest.mark.parametrize(
        ("words", "base", "count"),
        [
            ("asks whether repeal", "ask whether", 2),
            ("asks repeal", "ask", 1),
            ("Calls For guarantees", "call for", 2),
            ("launched an appeal for unity", "launch an appeal for", 4),
            ("says", "say", 1),
        ],
    )
    def test_match_takes_the_longest(self, words: str, base: str, count: int) -> None:
        found = LEXICON.match(words.split())
        assert found is not None
        assert (found[0].base, found[1]) == (base, count)

    @pytest.mark.parametrize("words", [[], ["frobnicates", "says"], ["call"]])
    def test_match_nothing(self, words: list[str]) -> None:
        assert LEXICON.match(words) is None

    def test_read_once(self) -> None:
        assert default_lexicon() is default_lexicon()


class TestOwnVerbs:
    @pytest.mark.parametrize(
        ("given_as", "forms"),
        [
            ("retweets", "retweet retweets retweeted retweeting"),
            ("retweet", "retweet retweets retweeted retweeting"),
            ("nixes", "nix nixes nixed nixing"),
            ("harangues", "harangue harangues harangued haranguing"),
            ("buries", "bury buries buried burying"),
            ("stays", "stay stays stayed staying"),
            ("unties", "untie unties untied untying"),
            ("focuses", "focus focuses focused focusing"),
            ("misuses", "misuse misuses misused misusing"),
            ("abuses", "abuse abuses abused abusing"),
            ("confesses", "confess confesses confessed confessing"),
            ("forgoes", "forgo forgoes forwent forgoing"),
            ("shrugs", "shrug shrugs shrugged shrugging"),
            ("outbids", "outbid outbids outbid outbidding"),
            ("overhears", "overhear overhears overheard overhearing"),
            ("mimics", "mimic mimics mimicked mimicking"),
            ("quits", "quit quits quit quitting"),
            ("labels", "label labels labelled labelling"),
            ("parallels", "parallel parallels paralleled paralleling"),
            ("appeals", "appeal appeals appealed appealing"),
            ("develops", "develop develops developed developing"),
            ("fixes", "fix fixes fixed fixing"),
            ("dyes", "dye dyes dyed dyeing"),
            ("vies", "vie vies vied vying"),
            ("ought", "ought oughts oughted oughting"),
            ("founds", "found founds founded founding"),
        ],
    )
    def test_inflection(self, given_as: str, forms: str) -> None:
        sense = inflect(given_as, "say")
        assert [sense.base, sense.third, sense.past, sense.participle] == forms.split()

    def test_only_the_first_of_several_words(self) -> None:
        sense = inflect("Lets  slip", "report", "factive")
        assert sense == VerbSense("let slip", "lets slip", "let slip", "letting slip", "report", "for", "factive")

    def test_to_be_and_to_have(self) -> None:
        sense = inflect("is hostile to", "oppose")
        assert sense.base == "be hostile to"
        assert {"is hostile to", "are hostile to", "was hostile to"} <= set(sense.forms)
        assert inflect("has qualms about", "question").past == "had qualms about"

    @pytest.mark.parametrize("force", FORCE_NAMES)
    @pytest.mark.parametrize("stance", STANCES)
    def test_meaning(self, force: Force, stance: Stance) -> None:
        sense = inflect("mumbles", force, stance)
        assert (sense.force, sense.commitment, sense.stance) == (force, COMMITMENT_OF_FORCE[force], stance)

    def test_a_known_verb_keeps_its_forms(self) -> None:
        sense = inflect("criticizes", "question")
        known = LEXICON.find("criticise")
        assert known is not None
        assert sense.forms == known.forms
        assert (sense.force, sense.commitment) == ("question", "open")
        assert inflect("putting forward", "say").base == "putting forward"

    @pytest.mark.parametrize("words", ["", "  ", "\n"])
    def test_no_word(self, words: str) -> None:
        with pytest.raises(ValueError, match="at least one word"):
            inflect(words, "say")

    @given(st.text())
    def test_third_person_of_anything_can_be_found(self, words: str) -> None:
        if not words.split():
            return
        sense = inflect(words, "say")
        lexicon = Lexicon([sense])
        assert all(lexicon.find(form) is sense for form in sense.forms)

    @given(st.sampled_from([verb.third for verb in VERBS]))
    def test_base_and_third_give_the_same_verb(self, third: str) -> None:
        base = inflect(third, "say").base
        assert inflect(base, "say") == inflect(third, "say")


class TestWithVerbs:
    def test_adds(self) -> None:
        lexicon = LEXICON.with_verbs([inflect("is hostile to", "oppose")])
        sense = lexicon.find("are hostile to")
        assert sense is not None
        assert sense.force == "oppose"
        assert len(lexicon) == len(LEXICON) + 1
        assert LEXICON.find("are hostile to") is None

    def test_replaces_in_every_form(self) -> None:
        lexicon = LEXICON.with_verbs([inflect("claims", "say")])
        for form in ("claim", "claims", "claimed", "claiming"):
            sense = lexicon.find(form)
            assert sense is not None
            assert sense.force == "say"
        assert len(lexicon) == len(LEXICON)

    def test_wins_a_shared_form_only(self) -> None:
        lexicon = LEXICON.with_verbs([inflect("founds", "support")])
        found, finds = lexicon.find("found"), lexicon.find("finds")
        assert found is not None
        assert finds is not None
        assert (found.base, finds.base) == ("found", "find")

    def test_later_wins(self) -> None:
        lexicon = LEXICON.with_verbs([inflect("moots", "question"), inflect("moot", "want")])
        sense = lexicon.find("mooted")
        assert sense is not None
        assert sense.force == "want"

    def test_nothing_to_add(self) -> None:
        assert list(LEXICON.with_verbs([])) == VERBS


def test_docs_page_is_up_to_date() -> None:
    written = (ROOT / "docs" / "verbs.md").read_text(encoding="utf-8")
    assert written == lexicon_docs.docs_page(), "write docs/verbs.md again from lexicon_docs.docs_page()"


def test_docs_page_names_every_verb() -> None:
    page = lexicon_docs.docs_page()
    for force in FORCE_NAMES:
        assert FORCES[force] in page
    entries = page.partition("## Verbs")[2].replace("\\*", "").replace("\\~", "").replace("†", "")
    named = {name.partition(" (")[0] for name in entries.replace(".\n", ", ").replace("verbs: ", ", ").split(", ")}
    assert {verb.base for verb in VERBS} <= named
