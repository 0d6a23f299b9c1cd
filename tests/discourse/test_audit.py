"""The source audit: figures worked out by hand, and what holds of those of any map."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.maps import markup

import argmap
from argmap.discourse import Discourse
from argmap.discourse.audit import CSV_FIELDS, Audit, Passed, VoiceFigures, audit, effective_number
from argmap.discourse.audit_page import render_audit_page
from argmap.discourse.audit_text import render_audit
from argmap.discourse.audit_voice import find_voice, render_report, voice_report
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Voice
from argmap.sources.reading import read_source

ROOT = Path(__file__).parents[2]

LIDO = """\
source leader: Keep swimming
voice mayor: Ana Ruiz
  person
  role mayor
  of council
voice council: the town council
  organisation, by-role
  also the town hall
voice insider: an official
  person, unnamed
voice gazette: The Gazette
  outlet
voice children: the children
  group, unnamed

claim open-it: The lido should stay open in winter.
  mayor knows

position wardens: Volunteers will watch the pool.
  mayor promises, via gazette: "We will stand there"
  council does not accept
  author endorses

position dear: It costs too much.
  council and insider say: "far too … dear"
  someone denies

position folly: The plan is a folly.
  insider says that mayor claims
"""
ARTICLE = """\
The lido should stay open in winter. “We will stand there,” says Ana Ruiz, as the Gazette tells.

The council calls it “far too big, too cold and dear”.
"""


def by_id(found: Audit) -> dict[str, VoiceFigures]:
    return {v.id: v for v in found.voices}


def some(counts: dict[str, int]) -> dict[str, int]:
    return {name: n for name, n in counts.items() if n}


@pytest.fixture(scope="module")
def lido() -> Audit:
    return audit(Discourse(argmap.loads(LIDO)))


def test_voices_stand_in_the_order_of_the_map(lido: Audit) -> None:
    assert list(by_id(lido)) == ["mayor", "council", "insider", "gazette", "children", "someone", "author"]
    assert [v.id for v in lido.sources] == ["mayor", "council", "insider", "someone"]


def test_a_voice_in_figures(lido: Audit) -> None:
    mayor = by_id(lido)["mayor"]
    assert (mayor.name, mayor.kind, mayor.naming, mayor.role, mayor.of) == (
        "Ana Ruiz", "person", "named", "mayor", ("council",),
    )  # fmt: skip
    assert (mayor.acts, mayor.vouched, mayor.nested, mayor.not_made, mayor.second_hand, mayor.joint) == (
        3,
        2,
        1,
        0,
        2,
        0,
    )
    assert some(mayor.forces) == {"believe": 1, "promise": 1, "claim": 1}
    assert len(mayor.forces) == 16
    assert mayor.directness == {"direct": 1, "mixed": 0, "indirect": 2}
    assert (mayor.words, mayor.words_from, mayor.words_at_least) == (4, "map", False)
    assert mayor.words_share == 4 / 7
    assert some(mayor.treated) == {"endorses": 2}
    assert mayor.reported_by == (Passed("gazette", 1), Passed("insider", 1))


def test_acts_that_were_not_made_and_those_of_several(lido: Audit) -> None:
    council, insider = by_id(lido)["council"], by_id(lido)["insider"]
    assert (council.acts, council.not_made, council.joint) == (2, 1, 1)
    assert (council.words, council.words_at_least, council.words_share) == (3, True, 3 / 7)
    # It did not accept the wardens, so these are nothing that it holds.
    assert some(council.treated) == some(insider.treated) == {"reports": 1}
    assert (insider.acts, insider.words, insider.passes_on) == (2, 3, 1)


def test_voices_that_do_not_speak(lido: Audit) -> None:
    gazette, children = by_id(lido)["gazette"], by_id(lido)["children"]
    assert (gazette.acts, gazette.passes_on) == (0, 1)
    assert (children.acts, children.passes_on, children.words_from) == (0, 0, None)
    assert lido.totals.spoken_of == ("children",)


def test_the_author_is_no_source(lido: Audit) -> None:
    author = by_id(lido)["author"]
    assert (author.author, author.acts) == (True, 1)
    assert some(author.treated) == {}
    assert lido.totals.author_acts == 1


def test_all_together(lido: Audit) -> None:
    t = lido.totals
    assert (t.voices, t.acts, t.vouched, t.nested, t.not_made, t.second_hand, t.joint) == (4, 7, 6, 1, 1, 2, 1)
    assert some(t.by_kind) == {"person": 2, "organisation": 1, "unknown": 1}
    assert t.by_naming == {"named": 1, "by-role": 1, "unnamed": 2}
    assert t.directness == {"direct": 1, "mixed": 1, "indirect": 5}
    # `someone denies`, and what the insider says alone; the council is no unnamed voice.
    assert (t.anonymous, t.anonymous_share, t.anonymous_voices_share) == (2, 2 / 7, 2 / 4)
    assert t.second_hand_share == 2 / 7
    assert (t.words, t.words_from, t.words_at_least, t.article_words, t.quoted_share) == (7, "map", True, None, None)
    assert (t.most_quoted, t.most_acts) == ("mayor", "mayor")
    assert t.effective_by_acts == pytest.approx(64 / (9 + 4 + 4 + 1))
    assert t.effective_by_words == pytest.approx(100 / (16 + 9 + 9))


def test_words_are_counted_in_the_article_where_it_is_at_hand(tmp_path: Path) -> None:
    (tmp_path / "lido.txt").write_text(ARTICLE, encoding="utf-8")
    m = argmap.loads(LIDO)
    found = audit(Discourse(m), argmap.Texts(m, {"leader": read_source(tmp_path / "lido.txt")}))
    words = {v.id: (v.words, v.words_from, v.words_at_least) for v in found.sources}
    assert words == {
        "council": (7, "article", False), "insider": (7, "article", False), "mayor": (4, "article", False),
        "someone": (0, None, False),
    }  # fmt: skip
    assert (found.totals.words, found.totals.article_words) == (11, 29)
    assert found.totals.quoted_share == 11 / 29
    assert found.totals.most_quoted == "council"


def test_a_quotation_inside_another_is_the_inner_voices(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("“She told me ‘never again’ and left,” said Bo. He waved.\n", encoding="utf-8")
    text = """\
source s: S
voice bo: Bo
voice ada: Ada
position gone: She left.
  bo says: "She told me 'never again' and left"
    named speech
position never: It does not happen again.
  ada promises: "never again"
    within speech
position lost: Nothing else is known.
  bo says: "nowhere in this text"
"""
    m = argmap.loads(text)
    found = by_id(audit(Discourse(m), argmap.Texts(m, {"s": read_source(tmp_path / "t.txt")})))
    assert (found["ada"].words, found["ada"].words_from) == (2, "article")
    # Five of the seven, and four that were not found.
    assert (found["bo"].words, found["bo"].words_from) == (5 + 4, "both")


@pytest.mark.parametrize(
    ("lines", "second_hand"),
    [
        ("ada says\n    named one", {"ada": 0}),
        ("ada says\n    named one\n  ada promises\n    within one", {"ada": 0}),
        ("ada says\n    named one\n  bo promises\n    within one", {"ada": 0, "bo": 1}),
        ("ada says\n    named one\n  ada and bo promise\n    within one", {"ada": 0, "bo": 1}),
        # What Ada says of herself in a speech that Bo tells of is second-hand too.
        (
            "bo says\n    named one\n  ada says\n    within one\n    named two\n  ada vows\n    within two",
            {"bo": 0, "ada": 2},
        ),
        ("ada says, via bo\n    named one\n  ada vows\n    within one", {"ada": 2}),
    ],
)
def test_second_hand_is_what_another_tells(lines: str, second_hand: dict[str, int]) -> None:
    m = argmap.loads(f"voice ada: Ada\nvoice bo: Bo\nposition p: P.\n  {lines}\n")
    found = by_id(audit(Discourse(m)))
    assert {id: found[id].second_hand for id in second_hand} == second_hand


def test_what_a_voice_speaks_against_is_told_from_its_side() -> None:
    m = argmap.loads(
        "voice ada: Ada\nposition p: P.\n  ada denies\n  author rejects\nposition q: Q.\n  ada says\n  author rejects\n"
        "claim c: C.\n  ada disputes\nposition r: R.\n  ada pretends\nposition s: S.\n  author doubts\n  ada says\n  ada adds\n"
    )
    assert by_id(audit(Discourse(m)))["ada"].treated == {
        "endorses": 1, "distances": 0, "rejects": 3, "doubts": 1, "reports": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "treated"),
    [
        # What is left open or withdrawn is held no more.
        ("position p: P.\n  ada doubts\n  author believes\n", {}),
        ("position p: P.\n  ada promises\n  ada drops\n  author supports\n", {}),
        ("position p: P.\n  ada wants\n  author supports\n", {"endorses": 1}),
        ("position p: P.\n  ada asks\n  author supports\n", {"endorses": 1}),
        # Only the side on which she stands in the end, and each statement once.
        ("position p: P.\n  ada rejects, on 2024\n  ada supports, on 2025\n  author rejects\n", {"rejects": 1}),
        ("position p: P.\n  ada says\n  ada wants\n", {"reports": 1}),
        ("position p: P.\n  same-as q\n  ada says\nposition q: Q.\n  ada says\n  author endorses\n", {"endorses": 1}),
        # What the author asserts tells for what says the same, and against what contradicts it.
        ("claim c: C.\n  same-as p\nposition p: P.\n  ada says\n", {"endorses": 1}),
        ("claim c: C.\n  same-as p\nposition p: P.\n  ada denies\n", {"rejects": 1}),
        ("claim c: C.\n  contradicts p\nposition p: P.\n  ada says\n", {"rejects": 1}),
        ("claim c: C.\n  contradicts p\nposition p: P.\n  ada denies\n", {"endorses": 1}),
        ("claim c: C.\n  contradicts p\nposition p: P.\n  ada says\n  author endorses\n", {"endorses": 1}),
        (
            "question w: What?\n  answer c\n  answer p\nclaim c: C.\nposition p: P.\n  ada says\n",
            {"rejects": 1},
        ),
    ],
)
def test_how_the_author_treats_what_a_voice_stands_for_in_the_end(lines: str, treated: dict[str, int]) -> None:
    m = argmap.loads(f"voice ada: Ada\n{lines}")
    assert some(by_id(audit(Discourse(m)))["ada"].treated) == treated


@pytest.mark.parametrize(
    ("counts", "number"), [([], 0), ([0], 0), ([5], 1), ([3, 3, 3], 3), ([3, 0, 1], 1.6), ([40, 30, 20, 10], 10 / 3)]
)
def test_effective_number(counts: list[int], number: float) -> None:
    assert effective_number(counts) == pytest.approx(number)


def test_a_map_without_voices() -> None:
    m = argmap.loads("claim a: A.\n")
    found = audit(Discourse(m))
    assert found.voices == ()
    assert (found.totals.voices, found.totals.anonymous_share, found.totals.most_quoted) == (0, 0.0, None)
    assert "nobody but the author" in render_audit(found)
    assert "Nobody but the author" in render_audit_page([(m, found)])


# -- forms -----------------------------------------------------------------------------------------------------


def test_json_and_csv(lido: Audit) -> None:
    data = json.loads(lido.to_json())
    assert data["totals"]["effective_by_acts"] == 3.5556
    assert data["totals"]["anonymous_share"] == 0.2857
    assert data["voices"][0]["reported_by"] == [{"voice": "gazette", "acts": 1}, {"voice": "insider", "acts": 1}]
    head, *rows = csv.reader(io.StringIO(lido.to_csv()))
    assert tuple(head) == CSV_FIELDS
    assert len(rows) == 7
    mayor = dict(zip(head, rows[0], strict=True))
    assert (mayor["acts"], mayor["force_promise"], mayor["direct"], mayor["words_share"]) == ("3", "1", "1", "0.5714")
    assert (mayor["of"], mayor["reported_by"], mayor["author"]) == ("council", "gazette;insider", "no")


def test_text(lido: Audit) -> None:
    text = render_audit(lido, "lido.argmap")
    assert text.startswith("Keep swimming (lido.argmap)\n")
    assert re.search(r"^  Ana Ruiz +3 +2 +1 +0 +1 +0 +2   person$", text, re.MULTILINE)
    assert re.search(r"^  the town council +≥ 3 +43%$", text, re.MULTILINE)
    assert "  anonymous     2 of 7 (29%) acts, 2 of 4 (50%) voices\n" in text
    assert "  as many as    3.6 voices by acts, 2.9 by quoted words\n" in text


def test_columns_stand_below_each_other_for_any_script() -> None:
    m = argmap.loads("voice a: 市民の会\nvoice b: Bo\nposition p: P.\n  a says\n  b says\n")
    lines = render_audit(audit(Discourse(m))).splitlines()
    wide, narrow = (next(line for line in lines if name in line) for name in ("市民の会", "Bo"))
    assert wide.index("1") + 4 == narrow.index("1")


def test_page(lido: Audit) -> None:
    m = argmap.loads(LIDO.replace("Ana Ruiz", "Ana <Ruiz>"))
    page = render_audit_page([(m, audit(Discourse(m)))])
    assert page == render_audit_page([(m, audit(Discourse(m)))])
    assert "Ana &lt;Ruiz&gt;" in page
    assert "<Ruiz>" not in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    # 3 acts of the mayor, one direct and two indirect, on a scale that ends at 3.
    assert "<b>3</b> = 1 + 0 + 2" in page
    assert 'class="bar" x="0%" y="15%" width="33.33%"' in page
    assert 'class="bar empty" x="33.33%" y="15%" width="66.67%"' in page


# -- one voice -------------------------------------------------------------------------------------------------


def test_a_voice_is_found_by_its_names() -> None:
    m = argmap.loads(LIDO)
    assert [find_voice(m, words) for words in ("mayor", "Ana Ruiz", "ana  ruiz", "the town hall", "Ruiz", "open-it")] == [
        "mayor", "mayor", "mayor", "council", None, None,
    ]  # fmt: skip
    assert find_voice(m, "author") == "author"


def test_what_a_voice_is_committed_to() -> None:
    m = argmap.loads(
        LIDO + 'position cold: The water is cold.\n  mayor says, on 2026-01: "brr"\n  mayor denies, on 2026-03\n'
        "  council says, on 2026-02\n"
    )
    report = voice_report(Discourse(m), "mayor")
    assert [(c.kind, c.content) for c in report.commitments] == [
        ("held", "open-it"), ("owed", "wardens"), ("rejected", "cold"),
    ]  # fmt: skip
    wardens = report.commitments[1].acts[0]
    assert (wardens.line, wardens.quotes) == (20, ("We will stand there",))
    assert wardens.deed == "Ana Ruiz promises, via The Gazette"
    assert [(r.content, r.names) for r in report.reported] == [("folly", ("an official",))]
    assert [(c.how, c.first.node, c.second.node) for c in report.contradictions] == [
        ("later", "cold/mayor-says", "cold/mayor-denies")
    ]
    assert {o.voice: (o.agree, o.conflict) for o in report.others} == {
        "author": (("open-it", "wardens"), ()), "council": ((), ("cold",)),
    }  # fmt: skip
    early = voice_report(Discourse(m), "mayor", "2026-01")
    assert [(c.kind, c.content, c.since, c.sure) for c in early.commitments if c.content == "cold"] == [
        ("held", "cold", "2026-01", True)
    ]
    text = render_report(report, {s.id: s.text for s in m.statements}, "lido.argmap")
    assert "\nOwes: promised or decided\n  Volunteers will watch the pool. [wardens]\n      " in text
    assert "\nChanges of mind\n  The water is cold.\n" in text
    assert "Ana Ruiz claims, says an official\n" in text
    with pytest.raises(KeyError):
        voice_report(Discourse(m), "nobody")
    with pytest.raises(ValueError, match="soon"):
        voice_report(Discourse(m), "mayor", "soon")


POND = """\
source leader: Let it go
  by author
  date 2026-03
voice mayor: Petra Lind
voice moss: Edda Moss
voice courier: the Courier
  outlet
voice engineer: an engineer
  unnamed
claim drain: The pond should be drained.
position vote: The citizens vote first.
  mayor promises, on 2024-04
  mayor drops, on 2026-02
    because mayor says year
  moss demands
position year: A vote would take a year.
  mayor says, on 2026-02
position stay: The pond stays.
  contradicts drain
  mayor supports, on 2024-05
  mayor rejects, on 2025-05
  moss says, on 2025-06
  moss says, on 2025-09, that mayor supports
position rusted: The gate is rusted.
  engineer says, via courier
"""


def test_a_time_knows_nothing_of_what_is_later() -> None:
    pond = Discourse(argmap.loads(POND))
    early = voice_report(pond, "mayor", "2024-12")
    assert [(c.kind, c.content) for c in early.commitments] == [("owed", "vote"), ("held", "stay")][::-1]
    assert (early.contradictions, early.dropped, early.reported) == ((), (), ())
    later = voice_report(pond, "mayor", "2025-08")
    assert [(c.how, c.second.node) for c in later.contradictions] == [("later", "stay/mayor-rejects")]
    assert (later.dropped, later.reported) == ((), ())
    assert [(o.voice, o.conflict, o.unsure_conflict) for o in later.others if o.conflict] == [("moss", ("stay",), ())]
    # Nothing of 2026: the promise stands, and so does the agreement on it, as far as the demand was made by then.
    assert [(o.voice, o.agree, o.unsure_agree) for o in later.others] == [("moss", ("vote",), ("vote",))]
    end = voice_report(pond, "mayor")
    assert [(d.content, d.promise.date, d.end.date, d.taken_back) for d in end.dropped] == [
        ("vote", "2024-04", "2026-02", True)
    ]
    assert [r.content for r in end.reported] == ["stay"]


def test_the_authors_claims_are_as_old_as_the_article() -> None:
    pond = Discourse(argmap.loads(POND))
    assert voice_report(pond, "author", "2025").commitments == ()
    assert "author" not in [o.voice for o in voice_report(pond, "moss", "2025").others]
    (held,) = voice_report(pond, "author", "2026-03").commitments
    assert (held.content, held.sure) == ("drain", True)
    undated = Discourse(argmap.loads(POND.replace("  date 2026-03\n", "")))
    (held,) = voice_report(undated, "author", "2025").commitments
    assert (held.content, held.sure) == ("drain", True)


def test_what_was_withdrawn_is_told_with_it() -> None:
    m = argmap.loads(POND)
    report = voice_report(Discourse(m), "mayor")
    (withdrawn,) = (c for c in report.commitments if c.kind == "withdrawn")
    assert [(b.kind, b.since) for b in withdrawn.before] == [("owed", "2024-04")]
    text = render_report(report, {s.id: s.text for s in m.statements}, "<text>")
    assert "  The citizens vote first. [vote] (since 2026-02; promised on 2024-04)\n" in text
    start = text.index("\nPromises dropped\n")
    assert text[start:].startswith(
        "\nPromises dropped\n  The citizens vote first. [vote]\n      line 12: Petra Lind promises, on 2024-04\n"
        "  and took it back\n      line 13: Petra Lind drops, on 2026-02\n  since\n"
    )


def test_what_a_voice_passes_on() -> None:
    m = argmap.loads(POND)
    report = voice_report(Discourse(m), "courier")
    assert [(p.names, p.content) for p in report.passes_on] == [(("an engineer",), "rusted")]
    text = render_report(report, {}, "<text>")
    assert "\nPasses on\n  The gate is rusted. [rusted]\n      line 25: an engineer says, via the Courier\n" in text


# -- the example -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alliance() -> ArgumentMap:
    return argmap.load(ROOT / "examples" / "alliance.argmap")


def test_the_example_against_an_inventory_of_its_article(alliance: ArgumentMap) -> None:
    """An inventory made by hand before the map has 64 attributions; 8 acts of the map restate all or part of one."""
    t = audit(Discourse(alliance)).totals
    assert t.acts == 64 + 8
    # 17 sources: 6 named, 5 by role, 6 unnamed ("none expressed" is one of these, with three acts).
    assert (t.voices, t.by_naming) == (17, {"named": 6, "by-role": 5, "unnamed": 6})
    # 7 direct, 6 mixed, 51 indirect; what is restated has no quote of its own.
    assert t.directness == {"direct": 7, "mixed": 6, "indirect": 51 + 8}
    # 15 nested, 7 not made (3 requested, 2 hypothetical, 1 denied, 1 expected); of `that`-chains two stand again.
    assert (t.nested, t.not_made) == (15 + 2, 7 + 1)
    # 5 compound sources; one of these acts stands again.
    assert t.joint == 5 + 1
    inventory = {
        "oppose": 8, "promise": 8, "propose": 8, "want": 6, "say": 5, "ask": 5, "claim": 5, "demand": 4, "accept": 4,
        "report": 3, "support": 3, "retract": 1, "reject": 1, "believe": 1, "question": 1, "warn": 1,
    }  # fmt: skip
    restated = {"say": 4, "demand": 2, "promise": 1, "ask": 1}
    assert t.forces == {force: n + restated.get(force, 0) for force, n in inventory.items()}


def test_the_voices_of_the_example(alliance: ArgumentMap) -> None:
    found = by_id(audit(Discourse(alliance)))
    assert found["someone"].acts == 3
    assert (found["canard"].acts, some(found["canard"].treated)) == (1, {"endorses": 1})
    assert found["hamon"].directness == {"direct": 1, "mixed": 3, "indirect": 19}
    assert found["hamon"].treated["rejects"] == 1
    assert audit(Discourse(alliance)).totals.spoken_of == ("jadot", "greens")


def test_the_words_of_the_example(alliance: ArgumentMap) -> None:
    given = os.environ.get("ARGMAP_SHARED_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data" / "alliance"
    path = next((p for p in (folder / "article.txt", folder / "alliance" / "article.txt") if p.is_file()), None)
    if path is None:
        pytest.skip(f"the article is not part of the project, and no copy is at {folder} (ARGMAP_SHARED_DATA)")
    found = audit(Discourse(alliance), argmap.Texts(alliance, {"article": read_source(path)}))
    t = found.totals
    assert (t.words_from, t.words_at_least, t.most_quoted) == ("article", False, "melenchon")
    assert {v.id for v in found.sources if v.words} == {"melenchon", "hamon", "dartigolles", "ps-member"}
    # Nobody shares a quote with another, so that the shares are those of a whole.
    assert sum(v.words for v in found.sources) == t.words
    assert sum(v.words_share for v in found.sources) == pytest.approx(1)


# -- of any map ------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markup())
def test_figures_add_up(text: str) -> None:
    m = argmap.reads(text).map
    found = audit(Discourse(m))
    t = found.totals
    for one in (t, *found.voices):
        assert one.acts == one.vouched + one.nested == sum(one.forces.values()) == sum(one.directness.values())
        assert max(one.not_made, one.second_hand, one.joint) <= one.acts
    assert t.acts + t.author_acts == len(m.attributions)
    acting = [v for v in found.voices if v.acts and not v.author]
    assert t.voices == len(acting) == sum(t.by_kind.values()) == sum(t.by_naming.values())
    shared = sum(
        len({v for v in act.voices if v != "author"}) - 1 for act in m.attributions if act.voices != ("author",)
    )
    assert sum(v.acts for v in acting) == t.acts + shared
    assert all(0 <= v.words_share <= 1 for v in found.voices)
    if t.words:
        whole = sum(v.words_share for v in found.voices)
        assert round(whole, 9) >= 1
        # Words that several said, or that are quoted for several, are each one's.
        said = [quote.text for quote in m.quotes]
        assert t.joint or len(set(said)) < len(said) or whole == pytest.approx(1)
    assert 0 <= t.anonymous_share <= 1
    if acting:
        assert 1 <= round(t.effective_by_acts, 9) <= t.voices
    render_audit(found)
    json.loads(found.to_json())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markup(), st.randoms(use_true_random=False))
def test_the_order_of_declarations_changes_no_figure(text: str, random: object) -> None:
    m = argmap.reads(text).map
    voices = [node for node in m.nodes if isinstance(node, Voice)]
    random.shuffle(voices)  # type: ignore[attr-defined]
    other = m.model_copy(update={"nodes": (*voices, *(node for node in m.nodes if not isinstance(node, Voice)))})
    one, two = audit(Discourse(m)), audit(Discourse(ArgumentMap.model_validate(other.to_dict())))
    assert by_id(one) == by_id(two)
    firsts = ("most_quoted", "most_acts", "spoken_of")  # the first of equals, and a list in the order of the map
    a, b = one.to_dict()["totals"], two.to_dict()["totals"]
    assert {k: v for k, v in a.items() if k not in firsts} == {k: v for k, v in b.items() if k not in firsts}
    assert set(one.totals.spoken_of) == set(two.totals.spoken_of)


def test_speech_within_speech_a_thousand_times() -> None:
    lines = ["voice a: A", "voice b: B", "position p: P.", "  a says", "    named s0"]
    for n in range(1, 1500):
        lines += [f"  {'ab'[n % 2]} says", f"    within s{n - 1}", f"    named s{n}"]
    found = audit(Discourse(argmap.loads("\n".join(lines) + "\n")))
    assert (found.totals.acts, found.totals.nested, found.totals.second_hand) == (1500, 1499, 1499)
