"""Every example of docs/notation.md is right, and means what the page says it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from support.expected import blocks_in, mismatches

import argmap
from argmap import ArgumentMap
from argmap.model.lexicon import FORCE_NAMES, STANCES
from argmap.model.nodes import AUXILIARIES
from argmap.notation.words import RESERVED, STARTERS, keywords

FOLDER = Path(__file__).parents[2] / "docs"
PAGE = (FOLDER / "notation.md").read_text(encoding="utf-8")
BLOCKS = blocks_in(PAGE)


def saved(folder: Path) -> None:
    """Write the examples that name a file, so that others may include them."""
    for _, name, text in BLOCKS:
        if name:
            (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: f"line-{b[0]}")
def test_every_example_reads_as_announced(block: tuple[int, str, str], tmp_path: Path) -> None:
    saved(tmp_path)
    _, name, text = block
    assert mismatches(text, tmp_path / (name or "map.argmap")) == []


@pytest.mark.parametrize("block", [b for b in BLOCKS if "//~" not in b[2]], ids=lambda b: f"line-{b[0]}")
def test_every_right_example_survives_canonical_form(block: tuple[int, str, str], tmp_path: Path) -> None:
    saved(tmp_path)
    _, name, text = block
    path = tmp_path / (name or "map.argmap")
    made = argmap.loads(text, path=path)
    written = argmap.dumps(made)
    assert argmap.loads(written, path=path) == made
    assert argmap.dumps(argmap.loads(written, path=path)) == written
    assert written.startswith("argmap 1\n")


def test_announced_mistakes_are_few_and_the_rest_is_not() -> None:
    assert len(BLOCKS) >= 35
    assert sum("//~" in text for _, _, text in BLOCKS) <= 10


def section(heading: str) -> str:
    """The text of the page below a heading, up to the next one."""
    lines, inside, fenced = [], False, False
    for line in PAGE.split("\n"):
        if line.startswith("```"):
            fenced = not fenced
        if not fenced and (match := re.match(r"#{1,6} (.+)", line)):
            inside = match[1] == heading
        elif inside:
            lines.append(line)
    assert lines, heading
    return "\n".join(lines) + "\n"


def step(m: ArgumentMap, id: str) -> Any:
    node = m[id]
    assert node.node == "argument"  # type: ignore[attr-defined]
    return node


def refs(m: ArgumentMap, id: str) -> list[str]:
    return [ground.ref for ground in step(m, id).grounds]


def acts(m: ArgumentMap) -> list[str]:
    return [act.id for act in m.attributions]


def quotes(m: ArgumentMap, id: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(q.text, q.source, q.at, q.near) for q in m.quotes_of(id)]


def fields(m: ArgumentMap, id: str, names: str) -> list[Any]:
    return [getattr(m[id], name) for name in names.split()]


def every(*found: bool) -> bool:
    return all(found)


MEANT: list[tuple[str, int, Callable[[ArgumentMap], bool]]] = [
    ("A map in one minute", 0, lambda m: every(
        [a.step for a in m.arguments_of("open-it")] == ["supports", "rebuts", "supports"],
        refs(m, "open-it/3") == ["wardens/swimmers-promises"],
        m.theses == m.claims,
    )),
    ("Indentation", 0, lambda m: every(
        [a.id for a in m.arguments_of("open-it")] == ["open-it/1", "open-it/2"], refs(m, "health/1") == ["study"],
    )),
    ("Long texts", 0, lambda m: every(
        m.claims[0].text
        == "The lido should stay open in winter, on weekdays as well as on Sundays, as long as the ice allows.",
        m.claims[0].notes == ("Decided in May; to be looked at again next year.",),
    )),
    ("Quotation marks", 0, lambda m: [q.text for q in m.quotes] == [
        "We will stand there … until the last swimmer is out", '[the club] has "eyes enough" […] for a pool',
        'a "lido", they call it', "nous serons là", "wir kommen",
    ]),
    ("IDs", 0, lambda m: [s.id for s in m.statements] == ["été", "プール", "winter_2027-costs"]),
    ("Without an ID", 0, lambda m: every(
        re.fullmatch(r"the-lido-should-stay-open-[0-9a-f]{4}", m.claims[0].id) is not None,
        m.arguments[0].target == m.claims[0].id,
    )),
    ("map", 0, lambda m: (m.id, m.title, m.analyst, m.date, m.lang, m.licence, m.notes) == (
        "lido", "Should the lido open in winter?", "T. Brandt", "2026-10", "en", "CC-BY-4.0",
        ("Made for a course on reasoning.",),
    )),
    ("source", 0, lambda m: every(
        fields(m, "leader", "by date venue text retrieved")
        == [("author",), "2026-10-02", "The Evening Herald", "keep-swimming.txt", "2026-10-05"],
        [(k.id, k.use, k.at) for k in m.marks] == [("leader/m1", "title", None), ("leader/m2", "scare", "¶ 3")],
    )),
    ("source", 1, lambda m: every(
        [len(word) for word in (m.sources[0].signature or "").split()] == [3, 4, 64, 132],
    )),
    ("Anchors", 0, lambda m: every(
        [q.anchor for q in m.quotes] == ["212+10,241+13", None, "977+3"],
        fields(m, "open-it/club-agrees", "cue cue_anchors") == [("it said", "once more"), ("965+6", "")],
    )),
    ("voice", 0, lambda m: every(
        fields(m, "lund", "kind naming of")  == ["person", "named", ("green", "council")],
        fields(m, "lund", "also") == [("Ms Lund", "the head of the baths")],
        fields(m, "insider", "kind naming") == ["person", "unnamed"],
    )),
    ("claim, premise, position", 0, lambda m: every(
        [s.type for s in m.statements] == ["policy", "fact", None],
        [s.node for s in m.statements] == ["claim", "premise", "position"],
        m.treatment_of("dear") == "reports",
    )),
    ("question", 0, lambda m: every(
        m.questions[0].answers == ("open-it", "summer-only", "never"), not m.questions[0].open,
    )),
    ("verb", 0, lambda m: every(
        [(m.verb_of(a).force, m.verb_of(a).stance) for a in m.attributions]
        == [("oppose", "neutral"), ("report", "factive")],
        m.attributions[1].status == "not-made",
    )),
    ("expect", 0, lambda m: [(e.of, e.status) for e in m.expectations] == [("open-it", "accepted")]),
    ("include", 1, lambda m: every(
        refs(m, "summer/1") == ["costs.dear"], step(m, "costs.from-bill/1").target == "costs.from-bill",
        set(m.includes[0].members) == {"costs.dear", "costs.bill", "costs.from-bill"},
    )),
    ("Headings", 0, lambda m: every(
        [(s.id, s.level, s.parent) for s in m.sections]
        == [("§/winter", 1, None), ("§/winter/costs", 2, "§/winter"), ("§/summer", 1, None)],
        [c.section for c in m.claims] == ["§/winter", "§/winter/costs", "§/summer"],
    )),
    ("What every node can carry", 0, lambda m: every(
        fields(m, "open-it", "tags url meta")
        == [("thesis", "winter"), "https://herald.example/keep-swimming", (("reviewed-by", "T. Brandt"),)],
        len(m.claims[0].notes) == 2,
    )),
    ("Quote lines", 0, lambda m: quotes(m, "open-it") == [
        ("keep it open … all winter long", None, "¶ 2", None), ("open", "report", "p. 3", "all year round"),
        ("the baths shall open", "report", "p. 4-5", "winter"),
    ]),
    ("Reasons", 0, lambda m: every(
        refs(m, "clubs-step") == ["clubs", "nowhere", "deserve"],
        [g.implicit for g in step(m, "clubs-step").grounds] == [False, False, True],
        fields(m, "clubs-step", "scheme strength by") == ["consequences", "strong", ("lund",)],
        step(m, "clubs-step/1").step == "undercuts",
        [a.step for a in m.arguments_of("open-it")] == ["supports", "supports", "rebuts"],
        refs(m, "open-it/2") == ["health"], m.is_implicit("deserve"),
    )),
    ("What may stand after the word", 0, lambda m: every(
        refs(m, "open-it/1") == ["health", "habit"], refs(m, "open-it/2") == ["fun", "cheap"],
        refs(m, "habit/1") == ["photo"], len(m.arguments_of("open-it")) == 3,
    )),
    ("Exceptions", 0, lambda m: every(
        step(m, "safe/1").strength == "weak", refs(m, "safe/1/1") == ["thaw"],
        refs(m, "thaw/1") == ["warm", "wind"], fields(m, "thaw/1", "scheme by") == ["sign", ("lund",)],
        step(m, "safe/1/1").scheme is None,
    )),
    ("Schemes and critical questions", 0, lambda m: every(
        [g.meets for g in step(m, "healthy/1").grounds] == [(), ("field",)],
        [g.meets for g in step(m, "healthy/1/1").grounds] == [("trustworthiness",)],
    )),
    ("From below", 0, lambda m: every(
        refs(m, "open-it/2") == ["health", "all"], step(m, "open-it/2").strength == 0.6,
        step(m, "open-it/3").step == "rebuts", step(m, "clubs-step/1").step == "undercuts",
        step(m, "clubs-step/1/1").target == "clubs-step/1",
    )),
    ("Who takes a step", 0, lambda m: every(
        [m.drawn_by(a) for a in m.arguments_of("wardens")] == [("club",), ("author",), ("lund",)],
        m["many"].node == "premise",  # type: ignore[attr-defined]
    )),
    ("Acts", 0, lambda m: [refs(m, f"open-it/{n}")[0] for n in (1, 2, 3, 4)] == [
        "wardens/club-promises", "wardens/lund-and-club-want", "wardens/lund-does-not-believe", "second-thoughts",
    ]),
    ("Contradiction and sameness", 0, lambda m: [(r.relation, r.a, r.b) for r in m.relations] == [
        ("contradicts", "open-it", "closed"), ("contradicts", "open-it", "drained"), ("same-as", "open-it", "all-year"),
    ]),
    ("Attributions", 0, lambda m: every(
        fields(m, "wardens/club-promises", "venue date to cue")
        == ["a letter to the town hall", "2026-08", ("lund",), ("gave its word",)],
        quotes(m, "wardens/club-promises") == [
            ("We will stand there", None, "¶ 4", None), ("rain or shine", None, None, None),
            ("come what may", None, "¶ 9", None),
        ],
        fields(m, "wardens/club-and-lund-agree", "voices via") == [("club", "lund"), ("herald",)],
    )),
    ("Verbs of several words", 0, lambda m: [a.verb for a in m.attributions[:2]] == ["call for", "ask whether"]),
    ("Modifiers", 0, lambda m: every(
        fields(m, "open-it/club-demands", "to venue date")
        == [("lund", "the whole council"), "Oslo, Norway", "last Tuesday"],
        fields(m, "open-it/lund-thinks", "certainty") == ["probably"],
        fields(m, "open-it/lund-says", "date via") == ["2026-08-30~", ("herald", "club")],
    )),
    ("Whether it took place", 0, lambda m: every(
        [a.status for a in m.attributions] == ["not-made", "hypothetical", "called-for", "expected"],
        acts(m)[3] == "wardens/will-will-promise",
    )),
    ("Reports of reports", 0, lambda m: every(
        acts(m) == ["wardens/lund-says", "wardens/lund-says/club-promises"],
        fields(m, "wardens/lund-says", "content venue date to cue")
        == ["wardens/lund-says/club-promises", "a speech", "2026-09-01", (), ()],
        fields(m, "wardens/lund-says/club-promises", "content within to cue")
        == ["wardens", "wardens/lund-says", ("lund",), ("she recalled",)],
        len(m.quotes_of("wardens/lund-says/club-promises")) == 1,
    )),
    ("Reports of reports", 1, lambda m: every(
        fields(m, "wardens/club-promises", "within content") == ["her-speech", "wardens"],
        m.outermost(m.attributions[1]).id == "her-speech",
    )),
    ("The body of an attribution", 0, lambda m: every(
        refs(m, "trust/1") == ["the-promise"], len(m.quotes_of("the-promise")) == 2,
        fields(m, "the-promise", "cue tags") == [("swore", "and swore again"), ("club",)],
        [a.step for a in m.arguments_of("the-promise")] == ["supports", "rebuts"],
    )),
    ("Own words", 0, lambda m: [m.directness_of(a) for a in m.attributions] == ["direct", "mixed", "indirect"]),
    ("The author's own view", 0, lambda m: [m.treatment_of(p.id) for p in m.positions] == [
        "doubts", "endorses", "rejects", "endorses", "distances",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "number", "holds"), MEANT, ids=[f"{h}-{n}" for h, n, _ in MEANT])
def test_an_example_means_what_the_page_says(
    heading: str, number: int, holds: Callable[[ArgumentMap], bool], tmp_path: Path
) -> None:
    saved(tmp_path)
    _, name, text = blocks_in(section(heading))[number]
    assert holds(argmap.reads(text, path=tmp_path / (name or "map.argmap")).map)


def test_most_examples_are_held_to_their_meaning() -> None:
    assert len({(heading, number) for heading, number, _ in MEANT}) >= 30


def cells(table: str) -> Iterable[list[str]]:
    for line in table.split("\n"):
        if line.startswith("| ") and not line.startswith("|---"):
            yield [cell.strip().replace("&#124;", "|") for cell in line.strip("|").split(" | ")]


def words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_table_of_keywords_is_the_grammars() -> None:
    rows = list(cells(section("All keywords")))[1:]
    listed = [word for row in rows for word in words(row[0])]
    assert len(listed) == len(set(listed))
    assert set(listed) == keywords() | RESERVED
    starred = {word for row in rows for word in re.findall(r"`([^`]+)`\\\*", row[0])}
    assert starred == RESERVED


def test_keywords_may_stand_where_the_table_says() -> None:
    places = {
        "map_line": "under a map",
        "source_line": "under a source",
        "voice_line": "under a voice",
        "question_line": "under a question",
        "act_line": "attribution",
    }
    where = {word: row[1] for row in list(cells(section("All keywords")))[1:] for word in words(row[0])}
    for context, place in places.items():
        for word in STARTERS[context]:
            said = where[word].replace("under a map or source", "under a map, under a source")
            assert re.search(f"{place}|beside a reason|statement|ground", said), (context, word)


def test_reserved_words_are_all_named() -> None:
    quoted = " ".join(line[2:] for line in section("IDs").split("\n") if line.startswith("> "))
    assert [word.strip() for word in quoted.rstrip(".").split(",")] == sorted(RESERVED)


def test_words_of_the_text_are_those_of_the_model() -> None:
    assert set(words("".join(row[0] for row in cells(section("Whether it took place"))))) == set(AUXILIARIES)
    assert [row[0] for row in list(cells(section("What a verb says")))[1:]] == list(STANCES)
    forces = re.search(r"\*\*force\*\*: ([^.]+)\.", section("What a verb says"))
    assert forces is not None
    assert re.split(r", | or |,?\n", forces[1].replace(" or\n", ", ")) == list(FORCE_NAMES)


def test_verbs_stand_under_the_stance_given_for_them() -> None:
    for row in list(cells(section("What a verb says")))[1:]:
        for verb in row[2].split(", "):
            m = argmap.loads(f"position p: Text.\n  someone {verb}\n")
            assert m.verb_of(m.attributions[0]).stance == row[0], verb


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (FOLDER / target).exists(), target
