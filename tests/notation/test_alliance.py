"""The largest example, `examples/alliance.argmap`: a whole article, with 64 numbered attributions.

The figures below were counted in the article by hand, before the map was written. What needs the article itself,
which is not part of the project, is skipped where no copy is at hand.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import argmap
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Quote

ROOT = Path(__file__).parents[2]
MAP = ROOT / "examples" / "alliance.argmap"

TAGS = [f"A{n:02}" for n in range(1, 65)]

FORCES = {
    "oppose": 8, "promise": 8, "propose": 8, "want": 6, "say": 5, "ask": 5, "claim": 5, "demand": 4,
    "accept": 4, "report": 3, "support": 3, "retract": 1, "reject": 1, "believe": 1, "question": 1, "warn": 1,
}  # fmt: skip
DIRECT = {"A15", "A29", "A53", "A55", "A59", "A62", "A64"}
MIXED = {"A14", "A22", "A36", "A45", "A48", "A58"}
STATUS = {
    "A19": "not-made", "A20": "hypothetical", "A27": "called-for", "A28": "called-for", "A34": "called-for",
    "A49": "expected", "A52": "hypothetical",
}  # fmt: skip
STANCE = {
    "A07": "counter-factive", "A22": "distancing", "A41": "factive", "A43": "factive", "A45": "counter-factive",
    "A63": "distancing",
}  # fmt: skip
WITHIN = {
    "A17": "A16", "A27": "A26", "A28": "A27", "A30": "A29", "A31": "A29", "A32": "A29", "A33": "A29", "A34": "A33",
    "A37": "A36", "A38": "A36", "A49": "A48", "A52": "A51", "A56": "A55", "A60": "A59", "A61": "A59",
}  # fmt: skip
"""Each nested attribution with the one in whose scope it stands."""

VOICES = {
    "named": {"hamon", "melenchon", "ps", "rebellious-france", "dartigolles", "canard"},
    "by-role": {"ps-electorate", "hamon-staff", "officials", "bureaucracies", "appeal-policy"},
    "unnamed": {"ps-member", "ps-sections", "press-reports", "opinion-polls", "critics", "someone"},
}
"""The seventeen sources, by how the article identifies them."""

TWO_OR_MORE = {
    "A01": {"hamon", "melenchon"},
    "A33": {"melenchon", "rebellious-france"},
    "A37": {"melenchon", "hamon"},
    "A42": {"ps", "rebellious-france"},
    "A43": {"ps", "rebellious-france"},
}

WHOLE = {"left", "little game", "positive aspects", "This collapse of the PS", "the fragility of Macron’s campaign"}
"""The quotes from which nothing is cut."""


@pytest.fixture(scope="module")
def m() -> ArgumentMap:
    return argmap.load(MAP)


@pytest.fixture(scope="module")
def acts(m: ArgumentMap) -> dict[str, Attribution]:
    return {tag: act for act in m.attributions for tag in act.tags}


def words(text: str) -> list[str]:
    """The words of a text, without case, punctuation or the hyphens inside them."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


# -- the map alone ---------------------------------------------------------------------------------------------


def test_nothing_is_wrong_with_it() -> None:
    assert argmap.read(MAP).diagnostics == ()


def test_it_survives_the_way_through_markup(m: ArgumentMap) -> None:
    markup = argmap.dumps(m)
    again = argmap.loads(markup)
    assert {n.id: n for n in again.nodes} == {n.id: n for n in m.nodes}
    assert argmap.dumps(again) == markup


def test_it_survives_the_way_through_json(m: ArgumentMap) -> None:
    assert ArgumentMap.from_json(m.to_json()) == m


def test_each_number_is_given_once(m: ArgumentMap) -> None:
    given = [tag for node in m.nodes for tag in node.tags if re.fullmatch(r"A\d+", tag)]
    assert sorted(given) == TAGS
    assert sorted(tag for act in m.attributions for tag in act.tags) == TAGS


def test_forces(m: ArgumentMap, acts: dict[str, Attribution]) -> None:
    assert Counter(m.verb_of(act).force for act in acts.values()) == FORCES


def test_directness(m: ArgumentMap, acts: dict[str, Attribution]) -> None:
    found = {tag: m.directness_of(act) for tag, act in acts.items()}
    assert {tag for tag, kind in found.items() if kind == "direct"} == DIRECT
    assert {tag for tag, kind in found.items() if kind == "mixed"} == MIXED
    assert Counter(found.values()) == {"direct": 7, "mixed": 6, "indirect": 51}


def test_status(acts: dict[str, Attribution]) -> None:
    assert {tag: act.status for tag, act in acts.items() if act.status != "made"} == STATUS
    assert Counter(act.status for act in acts.values()) == {
        "made": 57, "called-for": 3, "hypothetical": 2, "not-made": 1, "expected": 1,
    }  # fmt: skip


def test_stance(m: ArgumentMap, acts: dict[str, Attribution]) -> None:
    stance = {tag: act.stance or m.verb_of(act).stance for tag, act in acts.items()}
    assert {tag: found for tag, found in stance.items() if found != "neutral"} == STANCE
    assert [tag for tag, act in acts.items() if act.stance] == ["A63"], "elsewhere the verb says it"


def test_the_author_keeps_the_distance_that_the_text_keeps(m: ArgumentMap) -> None:
    treated = {s.id: m.treatment_of(s.id) for s in m.positions if m.treatment_of(s.id) != "reports"}
    assert treated == {
        "radical": "rejects", "left-wing": "rejects", "stuck": "distances", "more-desirable": "distances",
        "fillon-jobs": "endorses",
    }  # fmt: skip


def test_certainty(acts: dict[str, Attribution]) -> None:
    assert {t: a.certainty for t, a in acts.items() if a.certainty} == {"A25": "certainly", "A36": "possibly"}


def test_what_is_nested_in_what(m: ArgumentMap, acts: dict[str, Attribution]) -> None:
    nested = {tag: act for tag, act in acts.items() if act.within is not None}
    assert len(nested) == 15
    assert set(nested) == set(WITHIN)
    for tag, act in nested.items():
        outer = m[act.within or ""]
        assert isinstance(outer, Attribution)
        expected = acts[WITHIN[tag]]
        if outer.tags:
            assert outer.id == expected.id
        else:  # restated by `that`: the same voices did the same
            assert outer.voices == expected.voices
            assert m.verb_of(outer).force == m.verb_of(expected).force
            assert outer.status == expected.status


def test_depth_of_nesting(m: ArgumentMap, acts: dict[str, Attribution]) -> None:
    def depth(act: Attribution) -> int:
        outer = m[act.within] if act.within else None
        return 1 + depth(outer) if isinstance(outer, Attribution) else 1

    assert Counter(depth(act) for act in acts.values()) == {1: 49, 2: 13, 3: 2}


def test_voices(m: ArgumentMap, acts: dict[str, Attribution]) -> None:
    speaking = {voice for act in acts.values() for voice in act.voices}
    assert len(speaking) == 17
    by_naming = {naming: {v for v in speaking if m[v].naming == naming} for naming in VOICES}  # type: ignore[attr-defined]
    assert by_naming == VOICES
    assert "author" in {v.id for v in m.voices}, "the author is the eighteenth, and is named"
    assert {tag for tag, act in acts.items() if act.voices == ("someone",)} == {"A06", "A09", "A13"}
    assert {tag: set(act.voices) for tag, act in acts.items() if len(act.voices) > 1} == TWO_OR_MORE


def test_everything_leads_to_one_thesis(m: ArgumentMap) -> None:
    assert [claim.id for claim in m.theses] == ["reactionary-bloc"]
    below = {node.id for node in m.descendants("reactionary-bloc")}
    assert {claim.id for claim in m.claims} - below == {"reactionary-bloc"}
    assert len(m.components()) == 1, "no statement stands alone"


def test_the_claims_are_numbered_as_in_the_text(m: ArgumentMap) -> None:
    numbers = [tag for claim in m.claims for tag in claim.tags if tag != "thesis"]
    assert sorted(numbers) == sorted(
        [f"C{n}" for n in range(1, 14)] + ["C3a", "C3b", "C7a", "C7b", "C7c", "C8a", "C10a", "C10b"]
    )


def test_quotes_are_short(m: ArgumentMap) -> None:
    assert len(m.quotes) > 30
    for quote in m.quotes:
        # as a reader counts them: `PS’s` is one word
        assert len(quote.text.replace("…", " ").split()) <= 6, quote.text
        assert quote.at is not None, quote.text
        assert ("…" in quote.text) != (quote.text in WHOLE), quote.text


def test_every_numbered_attribution_has_its_cue(acts: dict[str, Attribution]) -> None:
    assert [tag for tag, act in acts.items() if not act.cue] == []
    assert [cue for act in acts.values() for cue in act.cue if len(cue.split()) > 6] == []


# -- against the article ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def article() -> str:
    given = os.environ.get("ARGMAP_SHARED_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data" / "alliance"
    for path in (folder / "article.txt", folder / "alliance" / "article.txt"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    pytest.skip(f"the article is not part of the project, and no copy is at {folder} (ARGMAP_SHARED_DATA)")


@pytest.fixture(scope="module")
def paragraphs(article: str) -> list[list[str]]:
    """The words of each paragraph. One begins with three spaces; a blank line is a new column, or page."""
    parts: list[str] = []
    for line in article.splitlines():
        if line.startswith("   ") and line.strip():
            parts.append("")
        if line.strip():
            parts[-1] += line.strip() + " "
    return [words(re.sub(r"- (?=\w)", "-", part)) for part in parts]


def _pieces_stand_in_order(pieces: list[list[str]], text: list[str]) -> bool:
    start = 0
    for piece in pieces:
        places = (n for n in range(start, len(text)) if text[n : n + len(piece)] == piece)
        found = next(places, None)
        if found is None:
            return False
        start = found + len(piece)
    return True


def test_there_are_seventeen_paragraphs(paragraphs: list[list[str]]) -> None:
    assert len(paragraphs) == 17


def test_every_quote_stands_in_its_paragraph(m: ArgumentMap, paragraphs: list[list[str]]) -> None:
    def wrong(quote: Quote) -> bool:
        number = int((quote.at or "").removeprefix("¶").strip())
        pieces = [words(piece) for piece in quote.text.split("…")]
        return not _pieces_stand_in_order(pieces, paragraphs[number - 1])

    assert [quote.text for quote in m.quotes if wrong(quote)] == []


def test_every_cue_stands_in_one_paragraph(acts: dict[str, Attribution], paragraphs: list[list[str]]) -> None:
    for tag, act in acts.items():
        pieces = [words(cue) for cue in act.cue]
        assert any(_pieces_stand_in_order(pieces, p) for p in paragraphs), f"{tag}: {act.cue}"


def test_the_project_does_not_contain_the_article(article: str) -> None:
    def runs(text: list[str], length: int) -> set[tuple[str, ...]]:
        return {tuple(text[n : n + length]) for n in range(len(text) - length + 1)}

    theirs = words(re.sub(r"-\s*\n\s*", "-", article))
    nine, seven = runs(theirs, 9), runs(theirs, 7)
    checked = 0
    for folder in ("examples", "docs"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".argmap", ".md", ".txt", ".svg", ".json", ".html", ".dot"):
                ours = words(path.read_text(encoding="utf-8"))
                assert not nine & runs(ours, 9), path
                checked += 1
    assert checked
    assert not seven & runs(words(MAP.read_text(encoding="utf-8")), 7)


def test_every_anchor_is_proved_by_the_article(m: ArgumentMap, article: str) -> None:
    from argmap.sources.reading import source_from

    printed = re.sub(r"\s+", " ", article).replace("“", '"').replace("”", '"').replace("fi", "ﬁ")
    for text in (article, printed):
        report = argmap.verify(m, {"article": source_from(text.encode(), "article.txt")})
        assert (report.total, report.verified, report.located, report.lost) == (106, 106, 0, 0)


def test_each_quote_and_mark_has_its_anchor(m: ArgumentMap) -> None:
    assert m["article"].signature is not None  # type: ignore[attr-defined]
    assert [node.id for node in (*m.quotes, *m.marks) if node.anchor is None] == []
    assert sum(bool(anchor) for act in m.attributions for anchor in act.cue_anchors) == 62


def test_nothing_is_wrong_with_it_beside_the_article(m: ArgumentMap, article: str) -> None:
    from argmap.sources.reading import source_from

    assert argmap.check(m, texts={"article": source_from(article.encode(), "article.txt")}) == ()
