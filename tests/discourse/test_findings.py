"""Findings: each kind on small maps, with what nearly is one beside it; and what an article shows, worked out by
reading it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.maps import markup

import argmap
from argmap.discourse import Discourse
from argmap.discourse.commitments import kind_of
from argmap.discourse.evidence import Witness
from argmap.discourse.finding import FINDING_KINDS, Evidence, Finding
from argmap.discourse.findings import Figure, figures, findings
from argmap.discourse.findings_text import MapFindings, render_findings
from argmap.model.lexicon import FORCE_NAMES, inflect

ROOT = Path(__file__).parents[2]
HEAD = """\
voice ana: Ana Ruiz
voice ben: Ben Holt
voice port: the Port Authority
  organisation
voice clerk: a clerk
  person, unnamed
voice guard: a guard
  person, unnamed
voice herald: The Herald
  outlet
voice courier: The Courier
  outlet
"""


def _discourse(text: str) -> Discourse:
    reading = argmap.reads(HEAD + text)
    assert reading.diagnostics == ()
    return Discourse(reading.map)


def _found(text: str, *kinds: str) -> dict[str, Finding]:
    """The findings of some kinds, by what their IDs say behind the kind, or by the whole ID for several kinds."""
    found = [f for f in findings(_discourse(text)) if f.kind in kinds]
    return {f.id.partition(":")[2] if len(kinds) == 1 else f.id: f for f in found}


def _shown(finding: Finding) -> list[str]:
    return [evidence.node for evidence in finding.evidence]


# -- a voice against itself ------------------------------------------------------------------------------------


def test_contradictions() -> None:
    found = _found(
        """\
position a: The bridge is safe.
  ana says
  ana denies
  ben says, on 2017
  ben denies, on 2018
  contradicts b
position b: The bridge sways.
  port says
  port says that clerk says
position c: The bridge is tight.
  port says
  contradicts b
question when: When does it open?
  answer d
  answer e
position d: In spring.
  clerk says, on 2017
position e: In autumn.
  clerk says, on 2017
  ana might say
""",
        "contradiction",
    )
    assert {id: f.message for id, f in found.items()} == {
        "ana:a": "`ana` both holds and denies `a`; the acts bear no dates; in the order of the text `denies` comes last",
        "port:b+c": "`port` holds both `b` and `c`, which contradict each other; it is not known which came last",
        "clerk:d+e": ("`clerk` holds both `d` and `e`, rival answers of `when`; the dates do not say which came last"),
    }
    assert _shown(found["ana:a"]) == ["a/ana-says", "a/ana-denies"]
    assert _shown(found["clerk:d+e"]) == ["d/clerk-says", "e/clerk-says", "when"]
    assert found["clerk:d+e"].evidence[2].role == "the question that both answer"


def test_the_author_against_himself() -> None:
    found = _found("claim a: It rains.\n  contradicts b\nclaim b: It is dry.\n", "contradiction")
    assert [f.message for f in found.values()] == ["`author` holds both `a` and `b`, which contradict each other"]
    assert _shown(found["author:a+b"]) == ["a", "b", "a/contradicts-b"]


def test_changes_of_mind() -> None:
    found = _found(
        """\
position a: The bridge is safe.
  ana says, on 2017
  ana denies, on 2018
  ben denies
  ben says
  ben abandons
  port says
  port abandons
  contradicts b
position b: The bridge sways.
  clerk says, on 2018
position c: The bridge is tight.
  clerk says, on 2017
  contradicts b
""",
        "change-of-mind",
    )
    assert {id: f.message for id, f in found.items()} == {
        "ana:a": "`ana` changed its mind about `a`",
        "ben:a": "`ben` changed its mind about `a`, and withdrew what it held",
        "clerk:c+b": "`clerk` changed its mind: it held `c`, and later `b`, which contradict each other",
    }
    assert [(e.node, e.role) for e in found["ana:a"].evidence] == [
        ("a/ana-says", "held first"),
        ("a/ana-denies", "held later"),
    ]
    assert "a/ben-abandons" in _shown(found["ben:a"])
    assert _shown(found["clerk:c+b"]) == ["c/clerk-says", "b/clerk-says", "c/contradicts-b"]


def test_each_turn_of_a_mind() -> None:
    found = _found(
        """\
position a: The bridge is safe.
  ana says, on 2025
  ana denies, on 2024
  ana says, on 2023
  ben says, on 2020
  ben says, on 2021
  ben denies, on 2022
  ben says, on 2023
  ben denies, on 2024
position b: The bridge sways.
  port says, on 2020
  port says, on 2022
  contradicts c
position c: The bridge is tight.
  port says, on 2021
""",
        "change-of-mind",
    )
    assert {id: f.message for id, f in found.items()} == {
        "ana:a": "`ana` changed its mind about `a`, and changed it back",
        "ben:a": "`ben` changed its mind 3 times about `a`",
        "port:c+b": "`port` changed its mind 2 times between `c` and `b`, which contradict each other",
    }
    assert [(e.node, e.role) for e in found["ana:a"].evidence] == [
        ("a/ana-says-2", "held first"),
        ("a/ana-denies", "turned"),
        ("a/ana-says", "turned back"),
    ]
    assert [e.role for e in found["ben:a"].evidence] == ["held first", "turned", "turned back", "turned"]
    assert _shown(found["port:c+b"]) == ["b/port-says", "c/port-says", "b/port-says-2", "b/contradicts-c"]


# -- two voices ------------------------------------------------------------------------------------------------

TWO = """\
position a: The bridge is safe.
  ana and ben say
  port denies
  contradicts b
position b: The bridge sways.
  port says
position c: The bridge is old.
  ana says
  ben wants
  clerk doubts
claim d: The bridge is grey.
  ana says
"""


def test_agreement_and_conflict() -> None:
    found = _found(TWO, "agreement", "conflict")
    assert {id: f.message for id, f in found.items()} == {
        "agreement:ana+ben:a": "`ana` and `ben` are both for `a`",
        "agreement:ana+ben:c": "`ana` and `ben` are both for `c`",
        "agreement:author+ana:d": "`author` and `ana` are both for `d`",
        "conflict:ana+port:a": "`ana` is for `a`, `port` against it",
        "conflict:ben+port:a": "`ben` is for `a`, `port` against it",
        "conflict:ana+port:a+b": "`ana` is for `a`, `port` for `b`, which contradict each other",
        "conflict:ben+port:a+b": "`ben` is for `a`, `port` for `b`, which contradict each other",
    }
    assert _shown(found["conflict:ana+port:a+b"]) == ["a/ana-and-ben-say", "b/port-says", "a/contradicts-b"]
    assert found["agreement:ana+ben:a"].evidence == (Evidence("a/ana-and-ben-say", "they do it together"),)


def test_figures() -> None:
    discourse = _discourse(TWO)
    assert figures(discourse) == (
        Figure("author", "ana", 1, 0),
        Figure("ana", "ben", 2, 0),
        Figure("ana", "port", 0, 2),
        Figure("ben", "port", 0, 2),
    )
    assert figures(discourse, "port") == figures(discourse)[2:]


# -- the author ------------------------------------------------------------------------------------------------


def test_how_the_author_treats_positions() -> None:
    found = _found(
        """\
position a: The bridge is safe.
  ana says
  author endorses
position b: The bridge is closed.
  ana admits
position c: The bridge is painted.
  ana claims
  author rejects
position d: The bridge is blue.
  ana pretends
position e: The bridge is old.
  ana says
  author doubts
position f: The bridge is long.
  ana alleges
position g: The bridge is wide.
  ana says
  contradicts narrow
claim narrow: The bridge is narrow.
position h: The bridge is high.
  ana says
  contradicts low
position low: The bridge is low.
  ben says
position i: The bridge is steep.
  ana says that ben admits
  author might endorse
""",
        "endorsed",
        "rejected",
        "left-open",
        "kept-at-a-distance",
    )
    assert {id: _shown(f)[0] for id, f in found.items()} == {
        "endorsed:author+ana:a": "a/author-endorses",
        "endorsed:author+ana:b": "b/ana-admits",
        "rejected:author+ana:c": "c/author-rejects",
        "rejected:author+ana:d": "d/ana-pretends",
        "rejected:author+ana:g": "narrow",
        "left-open:author+ana:e": "e/author-doubts",
        "kept-at-a-distance:author+ana:f": "f/ana-alleges",
    }
    assert _shown(found["rejected:author+ana:g"]) == ["narrow", "g/contradicts-narrow", "g/ana-says"]
    assert _shown(found["endorsed:author+ana:a"]) == ["a/author-endorses", "a/ana-says"]


def test_one_answer_to_how_the_author_treats_a_position() -> None:
    text = """\
question when: When does it open?
  answer spring and summer and autumn
question who: Who pays?
  open
  answer town and port-pays
claim spring: It opens in spring.
position summer: It opens in summer.
  ana says
position autumn: It opens in autumn.
  ana admits
claim town: The town pays.
position port-pays: The port pays.
  ana says
position a: The bridge is safe.
  ana says
  same-as b
position b: Nobody need fear the bridge.
  ben pretends
position c: The bridge is closed.
  ana says
  same-as closed
claim closed: Nobody may cross.
position d: The bridge is open.
  ana says
  contradicts c
position e: The bridge is painted.
  ana says
"""
    discourse = _discourse(text)
    expected = {
        "summer": "rejects", "autumn": "endorses", "port-pays": "reports", "a": "rejects", "b": "rejects",
        "c": "endorses", "d": "rejects", "e": "reports",
    }  # fmt: skip
    assert {p.id: discourse.treatment_of(p.id) for p in discourse.map.positions} == expected
    with pytest.raises(KeyError):
        discourse.treatment_of("spring")
    found = _found(text, "endorsed", "rejected")
    assert {id.rpartition(":")[2]: _shown(f)[0] for id, f in found.items()} == {
        "summer": "spring", "autumn": "autumn/ana-admits", "a": "b/ben-pretends", "b": "b/ben-pretends",
        "c": "closed", "d": "closed",
    }  # fmt: skip
    assert _shown(found["rejected:author+ana:summer"])[1] == "when"


def test_used_and_not_endorsed() -> None:
    found = _found(
        """\
claim top: The bridge should close.
  because a
  because ana says b
  because c
  because d
  because e
  by ana
  but f
  because g
position a: The bridge sways.
  ana says
position b: The bridge is old.
  ana says
position c: The bridge is rusted.
  ana admits
position d: The bridge is cracked.
  ana says
  same-as own
claim own: There are cracks.
position e: The bridge is ugly.
  ana says
position f: The bridge is loved.
  ben says
position g: The bridge hums.
  ana claims
""",
        "used-not-endorsed",
    )
    assert {id: f.message for id, f in found.items()} == {
        "author+ana:a+top": "the author leans for `top` on `a`, which the author is not said to hold",
        "author+ana:g+top": "the author leans for `top` on `g`, from which the author keeps a distance",
    }
    assert _shown(found["author+ana:a+top"]) == ["top/1", "a/ana-says"]


# -- the whole -------------------------------------------------------------------------------------------------


def test_what_is_asked_for() -> None:
    discourse = _discourse(TWO)
    every = list(findings(discourse))
    assert list(findings(discourse, ["conflict"])) == [f for f in every if f.kind == "conflict"]
    assert set(findings(discourse, voice="port")) == {f for f in every if "port" in f.voices}
    assert list(findings(discourse, [])) == []
    with pytest.raises(ValueError, match="no kind of finding"):
        findings(discourse, ["conflicts"])  # type: ignore[list-item]
    with pytest.raises(KeyError):
        findings(discourse, voice="nobody")


@given(markup(), st.data())
def test_whatever_the_map(text: str, data: st.DataObject) -> None:
    discourse = Discourse(argmap.reads(text).map)
    every = list(findings(discourse))
    assert len({f.id for f in every}) == len(every)
    assert [FINDING_KINDS.index(f.kind) for f in every] == sorted(FINDING_KINDS.index(f.kind) for f in every)
    witness = Witness(discourse.map)
    for finding in every:
        assert finding.evidence
        assert all(shown.line and shown.words for shown in witness.all(finding.evidence))
        assert all(id in discourse.map for id in (*finding.voices, *finding.statements))
    voice = data.draw(st.sampled_from(["author", "someone", "v0", "v1", "v2"]))
    if voice in discourse.map:
        assert {f.id for f in findings(discourse, voice=voice)} == {f.id for f in every if voice in f.voices}
    for position in discourse.map.positions:
        own, whole = discourse.map.treatment_of(position.id), discourse.treatment_of(position.id)
        assert own in ("reports", whole)
    treated = {f.statements[0]: f.kind for f in every if f.kind in ("endorsed", "left-open", "kept-at-a-distance")}
    kinds = {"endorsed": "endorses", "left-open": "doubts", "kept-at-a-distance": "distances"}
    for position in discourse.map.positions:
        if discourse.map.treatment_of(position.id) in kinds.values():
            assert kinds[treated[position.id]] == discourse.map.treatment_of(position.id)


# -- an article, read by hand ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alliance() -> list[Finding]:
    return list(findings(Discourse(argmap.load(ROOT / "examples" / "alliance.argmap"))))


def test_the_promise_that_hamon_drops(alliance: list[Finding]) -> None:
    (found,) = [f for f in alliance if f.kind == "dropped-promise"]
    assert (found.voices, found.statements) == (("hamon",), ("repeal",))
    assert _shown(found) == ["repeal/hamon-promises", "repeal/hamon-drops", "good-sides/hamon-cites"]


def test_what_the_unnamed_member_says_of_melenchon_he_says_himself(alliance: list[Finding]) -> None:
    found = [f for f in alliance if f.kind in ("confirmed-report", "disputed-report")]
    assert [f.id for f in found] == ["confirmed-report:ps-member+melenchon:break-assured"]
    told, own = (e.node for e in found[0].evidence)
    assert told == "break-assured/melenchon-asks-for"
    assert own == "break-assured/melenchon-and-rebellious-france-ask", "in his own speech"


def test_nobody_contradicts_himself(alliance: list[Finding]) -> None:
    assert [f for f in alliance if f.kind in ("contradiction", "change-of-mind")] == []


def test_what_the_article_makes_of_positions(alliance: list[Finding]) -> None:
    kinds = ("endorsed", "rejected", "left-open", "kept-at-a-distance", "used-not-endorsed")
    assert [(f.kind, *f.statements) for f in alliance if f.kind in kinds] == [
        ("endorsed", "fillon-jobs"),
        ("rejected", "radical"),
        ("rejected", "left-wing"),
        ("kept-at-a-distance", "stuck"),
        ("kept-at-a-distance", "more-desirable"),
    ]


def test_who_stands_with_whom(alliance: list[Finding]) -> None:
    two = [f for f in alliance if set(f.voices) == {"hamon", "melenchon"}]
    assert [(f.kind, *f.statements) for f in two] == [
        ("agreement", "alliance"), ("agreement", "unity"), ("agreement", "start-uniting"),
    ]  # fmt: skip
    assert [f.statements for f in alliance if f.kind == "conflict" and "author" not in f.voices] == [("terms",)]


def test_what_rests_on_unnamed_voices(alliance: list[Finding]) -> None:
    assert [(f.voices, f.statements) for f in alliance if f.kind == "unnamed-voices"] == [
        (("press-reports",), ("split-camp",)),
        (("ps-sections",), ("ps-collapse",)),
    ]
    assert {f.statements[0]: f.voices[0] for f in alliance if f.kind == "one-voice"} == {
        "hamon-both-ways": "hamon", "owns-record": "hamon", "left-pose": "hamon", "dares-not": "melenchon",
        "guarded-welcome": "melenchon", "split-camp": "press-reports", "feeds-illusions": "appeal-policy",
        "ps-collapse": "ps-sections",
    }  # fmt: skip


# -- docs ------------------------------------------------------------------------------------------------------

PAGE = (ROOT / "docs" / "discourse.md").read_text(encoding="utf-8")


def test_the_report_of_the_docs() -> None:
    written, shown = re.findall(r"```argmap bridge.argmap\n(.*?)```.*?```text\n(.*?)```", PAGE, re.DOTALL)[0]
    map = argmap.reads(written, "bridge.argmap").map
    assert render_findings(MapFindings("bridge.argmap", Discourse(map), Witness(map))) == shown


def test_the_table_of_forces_in_the_docs() -> None:
    told = {
        force: row[1]
        for row in re.findall(r"^\| ([a-z, ]+) \| `([a-z]+)` \|", PAGE.partition("## Findings")[0], re.MULTILINE)
        for force in row[0].split(", ")
    }
    assert told == {force: kind_of(inflect("xyzzy", force)) for force in FORCE_NAMES}


def test_every_kind_is_in_the_docs() -> None:
    assert [kind for kind in FINDING_KINDS if f"`{kind}`" not in PAGE] == []
