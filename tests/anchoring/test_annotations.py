"""Web Annotations out and in."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources import makers

import argmap
from argmap.anchoring.anchors import Anchor, anchors
from argmap.anchoring.annotations import map_from_annotations
from argmap.anchoring.export import CONTEXT, anchors_to_dict, annotations_to_dict
from argmap.anchoring.texts import Texts
from argmap.sources.html import read_html
from argmap.sources.limits import SourceError
from argmap.sources.plain import read_plain
from argmap.sources.skeleton import folded, without_accents
from argmap.sources.text import SourceText

ROOT = Path(__file__).parents[2]

MOTIVATIONS = {"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
               "identifying", "linking", "moderating", "questioning", "replying", "tagging"}  # fmt: skip
"""Those of the Web Annotation Vocabulary."""

LIDO = """\
😀 Keep swimming 😀

The club promises that it “will stand there ourselves, rain or shine”. Nobody
asked the club before. The mayor, it said, had said no such thing; the club
had said yes. [Editor: it had not.]

It costs no more than the museum … and the museum is free. Three of the four
keepers, “[w]e happy few”, naïve as they are, can't wait. Open it at 11.40.
"""

MAP = """\
map lido: Should the lido open in winter?
  analyst T. Brandt
  lang en

source leader: Keep swimming
  text lido.txt
  scare "will stand"

voice club: the Swimmers' Club
  "The club promises" at ¶ 2
voice mayor: Ana Ruiz

claim open-it: The lido should stay open.
  "Open it at 11.40"
  "It costs no more … the museum is free"
  tags thesis, winter
  note Said twice.

position wardens: Volunteers will watch the pool.
  club promises: "will stand there ourselves" at ¶ 2
    "rain or shine"
    cue "promises"
  mayor does not say: "no such thing"
    cue "had said" "it said"
  mayor says that club denies: "yes"
"""


def plain(text: str = LIDO) -> SourceText:
    return read_plain(text.encode(), "lido.txt")


def looked_up(markup: str, text: SourceText, id: str | None = None) -> tuple[argmap.ArgumentMap, Texts, list[Anchor]]:
    reading = argmap.reads(markup)
    assert [d.message for d in reading.diagnostics] == []
    first = reading.map.first_source
    assert first is not None
    texts = Texts(reading.map, {id or first.id: text})
    return reading.map, texts, list(anchors(reading.map, texts))


def exported(markup: str, text: SourceText) -> dict[str, Any]:
    return annotations_to_dict(*looked_up(markup, text))


def imported(value: object, text: SourceText) -> tuple[str, list[Anchor]]:
    markup = map_from_annotations(json.dumps(value).encode(), text, "lido.txt")
    return markup, looked_up(markup, text)[2]


def quote_of(text: SourceText, words: str, nth: int = 0, **more: object) -> dict[str, Any]:
    """An annotation of words, by a quote alone."""
    at = -1
    for _ in range(nth + 1):
        at = text.text.index(words, at + 1)
    selector = {"type": "TextQuoteSelector", "exact": words, "prefix": text.text[max(0, at - 32) : at],
                "suffix": text.text[at + len(words) : at + len(words) + 32]}  # fmt: skip
    return {"type": "Annotation", "target": {"source": "x", "selector": selector}, **more}


# -- out ---------------------------------------------------------------------------------------------------


def resolved(text: str, selector: dict[str, Any]) -> list[tuple[int, int]]:
    """All places of a text that a selector means, by the words of the model alone."""
    if selector["type"] == "TextPositionSelector":
        return [(selector["start"], selector["end"])]
    assert selector["type"] == "TextQuoteSelector"
    before, exact, behind = selector.get("prefix", ""), selector["exact"], selector.get("suffix", "")
    return [(m.start() + len(before), m.start() + len(before) + len(exact))
            for m in re.finditer(f"(?={re.escape(before + exact + behind)})", text)]  # fmt: skip


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def check_collection(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The annotations of a collection that is built as the model says."""
    assert json.loads(json.dumps(data)) == data
    assert data["@context"] == CONTEXT == "http://www.w3.org/ns/anno.jsonld"
    assert data["type"] == "AnnotationCollection"
    page = data["first"]
    assert page["type"] == "AnnotationPage"
    assert page["startIndex"] == 0
    items: list[dict[str, Any]] = page["items"]
    assert data["total"] == len(items)
    ids = [data["id"], page["id"], *(item["id"] for item in items)]
    assert len(set(ids)) == len(ids)
    for item in items:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert re.fullmatch(r"(?:https://[^#\s]+)?#[!$&-;=?-Z_a-z~%]+", item["id"])
        for body in item["body"]:
            assert body["type"] == "TextualBody"
            assert body["value"].strip()
            assert body["purpose"] in MOTIVATIONS
        targets = listed(item["target"])
        assert targets
        for target in targets:
            assert target["type"] == "SpecificResource"
            assert re.fullmatch(r"[!$-;=?-Z_a-z~%]+", target["source"])
            quoted, placed = target["selector"]
            assert (quoted["type"], placed["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert quoted["exact"]
            assert 1 <= len(quoted.get("prefix", "-")) <= 32
            assert 1 <= len(quoted.get("suffix", "-")) <= 32
    return items


def test_the_example_is_built_as_the_model_says_and_every_selector_leads_to_its_words() -> None:
    map = argmap.load(ROOT / "examples" / "night-trains.argmap")
    texts = Texts(map)
    found = anchors(map, texts)
    items = check_collection(annotations_to_dict(map, texts, found))
    # The file itself, read here and not by argmap: it is UTF-8 with plain line ends.
    text = (ROOT / "examples" / "night-trains.txt").read_bytes().decode()
    assert len(items) == len(found) == len(map.quotes) + len(map.marks) + sum(len(a.cue) for a in map.attributions)
    for item, anchor in zip(items, found, strict=True):
        spans = []
        for target in listed(item["target"]):
            places = [resolved(text, selector) for selector in target["selector"]]
            assert all(len(p) == 1 for p in places), "each selector means one place"
            assert places[0] == places[1]
            assert target["source"] == "night-trains.txt"
            spans.append(places[0][0])
        assert spans == list(anchor.spans)
        assert item["creator"] == {"type": "Person", "name": "S. Adeyemi"}


def test_offsets_are_code_points() -> None:
    text = plain()
    items = check_collection(exported(MAP, text))
    placed = items[0]["target"]["selector"][1]
    assert text.text.encode("utf-16-le")[2 * placed["start"] :][:4].decode("utf-16-le") != "wi"
    assert LIDO[placed["start"] : placed["end"]] == "will stand"


def test_what_the_bodies_say() -> None:
    items = {item["id"]: item for item in check_collection(exported(MAP, plain()))}

    def said(id: str) -> list[tuple[str, str]]:
        return [(body["purpose"], body["value"]) for body in items[id]["body"]]

    assert said("#leader/m1") == [("classifying", "scare")]
    assert items["#leader/m1"]["motivation"] == "classifying"
    assert said("#open-it/q1") == [
        ("describing", "The lido should stay open."),
        ("classifying", "claim"),
        ("tagging", "thesis"),
        ("tagging", "winter"),
        ("commenting", "Said twice."),
    ]
    assert items["#open-it/q1"]["motivation"] == "describing"
    assert items["#open-it/q1"]["body"][0]["id"] == "#open-it"
    assert items["#open-it/q1"]["body"][0]["language"] == "en"
    assert len(items["#open-it/q2"]["target"]) == 2
    assert said("#wardens/mayor-does-not-say/q1") == [
        ("describing", "Volunteers will watch the pool."),
        ("describing", "Ana Ruiz does not say"),
        ("identifying", "Ana Ruiz"),
        ("classifying", "attribution"),
        ("classifying", "say"),
        ("classifying", "not-made"),
    ]
    assert items["#wardens/mayor-does-not-say/q1"]["motivation"] == "identifying"
    assert said("#wardens/mayor-does-not-say/c2")[3] == ("classifying", "cue")
    assert said("#wardens/mayor-says/club-denies/q1")[-1] == ("classifying", "nested")
    assert said("#club/q1") == [("identifying", "the Swimmers' Club"), ("classifying", "voice")]


def test_addresses() -> None:
    text = plain()
    there = MAP.replace("  analyst", "  url https://maps.example/lido maps#x\n  analyst")
    items = check_collection(exported(there, text))
    assert items[0]["id"] == "https://maps.example/lido%20maps#leader/m1"
    assert items[0]["target"]["source"] == "lido.txt"
    there = MAP.replace("  text lido.txt", "  url https://courier.example/lido?p=1")
    assert exported(there, text)["first"]["items"][0]["target"]["source"] == "https://courier.example/lido?p=1"
    there = MAP.replace("  text lido.txt", "  text my texts/lïdo:1.txt").replace("source leader", "source liedör")
    assert exported(there, text)["first"]["items"][0]["target"]["source"] == "my%20texts/l%C3%AFdo:1.txt"
    there = MAP.replace("  text lido.txt\n", "")
    assert exported(there, text)["first"]["items"][0]["target"]["source"] == "lido.txt", "the name of the file given"


def test_what_is_not_found_is_no_annotation() -> None:
    there = MAP.replace("yes", "perhaps").replace('"will stand"', '"the"')
    found = looked_up(there, plain())[2]
    items = check_collection(exported(there, plain()))
    assert len(items) == len(found) - 2


def test_json_for_programs() -> None:
    text = plain()
    there = (
        MAP.replace('"rain or shine"', '"stand there ourselves, rain and shine. Nobody"')
        .replace('"will stand"', '"the"')
        .replace("11.40", "11.50")
    )
    map, texts, found = looked_up(there, text)
    data = anchors_to_dict(map, texts, found)
    assert json.loads(json.dumps(data)) == data
    (source,) = data["sources"]
    assert (source["id"], source["file"], source["kind"], source["length"]) == ("leader", "lido.txt", "text", len(LIDO))
    assert source["sha256"] == sha256(LIDO.encode()).hexdigest()
    skeleton = [n for n, char in enumerate(LIDO) if char.isalnum()]
    for anchor in data["anchors"]:
        assert (anchor["status"] == "found") == bool(anchor["spans"]) == bool(anchor["letters"]) == bool(anchor["tier"])
        for span, letters in zip(anchor["spans"], anchor["letters"], strict=True):
            assert LIDO[span["start"] : span["end"]] == span["exact"]
            places = skeleton[letters["start"] : letters["start"] + letters["length"]]
            assert span["start"] <= places[0] <= places[-1] < span["end"]
            assert anchor["line"] == LIDO.count("\n", 0, anchor["spans"][0]["start"]) + 1
    by_node = {(a["node"], a["number"]): a for a in data["anchors"]}
    wrong = by_node["wardens/club-promises/q2", 0]
    assert (wrong["status"], wrong["paragraph"]) == ("differs", 2)
    assert wrong["differences"] == [{"kind": "word", "quote": "and", "source": "or"}]
    assert wrong["instead"]["exact"] == "stand there ourselves, rain or shine”. Nobody"
    assert len(by_node["leader/m1", 0]["choices"]) == LIDO.split().count("the")
    assert by_node["wardens/mayor-does-not-say", 1]["kind"] == "cue"


# -- there and back ----------------------------------------------------------------------------------------


def letters(text: SourceText, found: list[Anchor]) -> list[tuple[tuple[int, int], ...]]:
    """The letters of each anchor; stretches between which there is none are one."""
    skeleton = text.skeleton
    out = []
    for anchor in found:
        assert anchor.finding.status == "found", anchor
        spans: list[tuple[int, int]] = []
        for span in anchor.spans:
            start, end = skeleton.at(span.start), skeleton.at(span.end)
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        out.append(tuple(spans))
    return sorted(out)


def test_our_own_annotations_come_back_as_what_they_were() -> None:
    text = plain()
    first = looked_up(MAP, text)[2]
    markup, again = imported(exported(MAP, text), text)
    assert letters(text, again) == letters(text, first)
    assert markup == (
        "argmap 1\n\nmap: Should the lido open in winter?\n  analyst T. Brandt\n\n"
        "source article: 😀 Keep swimming 😀\n  text lido.txt\n"
        '  scare "will stand" at ¶ 2\n\n'
        'voice club: the Swimmers\' Club\n  "The club promises" at ¶ 2\n\n'
        "voice mayor: Ana Ruiz\n\n"
        "claim open-it: The lido should stay open.\n"
        '  "Open it at 11.40" at ¶ 3\n'
        '  "It costs no more … the museum is free" at ¶ 3\n'
        "  tags thesis, winter\n"
        "  note Said twice.\n\n"
        "position wardens: Volunteers will watch the pool.\n"
        '  club promises: "will stand there ourselves" at ¶ 2\n'
        '    "rain or shine" at ¶ 2\n'
        '    cue "promises"\n'
        '  mayor does not say: "no such thing" at ¶ 2\n'
        '    cue "had said" anchor 105+7\n'
        '    cue "it said"\n'
        '  someone says that club denies: "yes" at ¶ 2\n'
    )


def test_the_example_comes_back() -> None:
    map = argmap.load(ROOT / "examples" / "night-trains.argmap")
    texts = Texts(map)
    source = texts.get("calloway")
    assert source is not None
    found = list(anchors(map, texts))
    markup, again = imported(annotations_to_dict(map, texts, found), source)
    assert letters(source, again) == letters(source, found)
    back = argmap.loads(markup)
    for statement in back.statements:
        assert (type(statement), statement.text) == (type(map[statement.id]), map[statement.id].text)
    for voice in back.voices:
        assert voice.name == map[voice.id].name
    quoted = [a for a in map.attributions if a.cue or map.quotes_of(a.id)]
    # `jeer` is a verb of that map's own; what `would` be done comes back as what `might`.
    assert [(a.content, a.voices, a.status, a.verb) for a in back.attributions] == [
        (a.content, a.voices, a.status, "argue" if a.verb == "jeer" else a.verb)
        for a in sorted(quoted, key=lambda a: [s.id for s in back.statements].index(a.content))
    ]
    assert "not found" not in markup


def test_a_web_page_there_and_back() -> None:
    text = read_html(makers.html(makers.ARTICLE), "bell.html")
    quoted = [q.inner for q in text.quotations]
    assert len(quoted) >= makers.QUOTATIONS
    lines = ["source bell: Bell", "", "claim c: It rings."]
    for span in quoted:
        words = " ".join(text.text[span.start : span.end].split())
        lines.append(f'  "{words}" anchor {text.skeleton.at(span.start)}+'
                     f"{text.skeleton.at(span.end) - text.skeleton.at(span.start)}")  # fmt: skip
    markup = "\n".join(lines) + "\n"
    first = looked_up(markup, text)[2]
    items = check_collection(exported(markup, text))
    assert [resolved(text.text, t["selector"][0]) for i in items for t in listed(i["target"])] == [
        [tuple(span)] for anchor in first for span in anchor.spans
    ]
    assert letters(text, imported(exported(markup, text), text)[1]) == letters(text, first)


# -- in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrapped", [
    lambda a: a,
    lambda a: [a],
    lambda a: {"type": "AnnotationPage", "items": [a]},
    lambda a: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [a]}},
    lambda a: {"@graph": [a]},
    lambda a: {"total": 1, "rows": [a]},
    lambda a: {"export_date": "x", "annotations": [a]},
])  # fmt: skip
def test_files_of_many_shapes(wrapped: Any) -> None:
    text = plain()
    markup, found = imported(wrapped(quote_of(text, "rain or shine", bodyValue="Whatever comes.")), text)
    assert 'claim whatever-comes: Whatever comes.\n  "rain or shine" at ¶ 2\n' in markup
    assert len(found) == 1


def test_rows_of_hypothesis() -> None:
    text = plain()
    row = {
        "id": "a1", "user": "acct:ana@notes.example", "uri": "https://courier.example/lido", "text": "A *promise*.\n\nYes.",
        "tags": ["premise", "club, winter"], "created": "2026-01-01T00:00:00Z",
        "target": [{"source": "https://courier.example/lido", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3, "endContainer": "/p[1]", "endOffset": 9},
            {"type": "TextPositionSelector", "start": 4711, "end": 4724},
            {"type": "TextQuoteSelector", "exact": "rain or shine", "prefix": "there ourselves, ", "suffix": "”. Nobody"},
        ]}],
    }  # fmt: skip
    reply = {"id": "a2", "user": "acct:ben@notes.example", "text": "Is it?", "tags": [], "references": ["a1"],
             "target": [{"source": "https://courier.example/lido"}]}  # fmt: skip
    page_note = {"id": "a3", "user": "acct:ana@notes.example", "text": "A fine piece.",
                 "target": [{"source": "https://courier.example/lido"}]}  # fmt: skip
    markup, found = imported({"total": 3, "rows": [row, reply, page_note]}, text)
    assert markup.endswith(
        "source article: 😀 Keep swimming 😀\n  text lido.txt\n  note ana: A fine piece.\n\n"
        'premise a-promise-yes: A *promise*. Yes.\n  "rain or shine" at ¶ 2\n  tags club, winter\n'
        "  note annotated by ana\n  note ben: Is it?\n"
    )
    assert len(found) == 1
    alone, _ = imported({"rows": [row]}, text)
    assert "  analyst ana\n" in alone
    assert "annotated by" not in alone


def test_words_that_stand_several_times_are_told_apart_by_what_is_around() -> None:
    text = plain()
    markup, found = imported([quote_of(text, "the club", n) for n in range(2)], text)
    at = [LIDO.index("the club before"), LIDO.index("the club\nhad")]
    assert [a.spans[0].start for a in found] == at
    assert markup.count(" anchor ") == 2
    # Nothing around it: then it is not guessed.
    alone = {"target": {"selector": {"type": "TextQuoteSelector", "exact": "the club"}}, "bodyValue": "Which?"}
    markup, found = imported([alone, quote_of(text, "had not")], text)
    assert len(found) == 1
    assert markup.endswith(
        "\n\n// 1 of 2 annotations was not found in the text:\n// not found: “the club” (it stands there 2 times) — Which?\n"
    )


@pytest.mark.parametrize(("exact", "why"), [
    ("The club never promised", "no such words"), ("rain and shine", "the text has “rain or shine”"),
    ("It costs … is free", "no such words"), ("will stand [not] there", "no such words"),
    ("can wait", "no such words"),
])  # fmt: skip
def test_words_that_are_not_there_are_not_found(exact: str, why: str) -> None:
    text = plain()
    wrong = {"target": {"selector": [{"type": "TextQuoteSelector", "exact": exact},
                                     {"type": "TextPositionSelector", "start": 40, "end": 40 + len(exact)}]}}  # fmt: skip
    markup, found = imported([wrong, quote_of(text, "had not")], text)
    assert len(found) == 1
    assert f"// not found: “{exact}” (" in markup
    assert why in markup.splitlines()[-1]
    with pytest.raises(SourceError, match="does not stand in the text"):
        imported(wrong, text)


def test_browsers_count_in_utf_16() -> None:
    text = plain()
    at = LIDO.index("no such thing")
    target = {"selector": [{"type": "TextPositionSelector", "start": at + 2, "end": at + 15},
                           {"type": "TextQuoteSelector", "exact": "no such thing"}]}  # fmt: skip
    assert imported({"target": target}, text)[1][0].spans[0].start == at
    # With words that stand twice only the offsets tell.
    second = LIDO.index("museum", LIDO.index("museum") + 1)
    target["selector"] = [{"type": "TextPositionSelector", "start": second + 2, "end": second + 8},
                          {"type": "TextQuoteSelector", "exact": "museum"}]  # fmt: skip
    assert imported({"target": target}, text)[1][0].spans[0].start == second


def test_offsets_alone_are_code_points() -> None:
    text = plain()
    at = LIDO.index("no such thing")
    there = {"target": {"selector": {"type": "TextPositionSelector", "start": at, "end": at + 13}}}
    markup, found = imported(there, text)
    assert 'claim no-such-thing: no such thing\n  "no such thing" at ¶ 2\n' in markup
    assert found[0].spans[0].start == at
    beyond = {"target": {"selector": {"type": "TextPositionSelector", "start": 4000, "end": 4003}}}
    assert "// not found: an annotation (the text ends before it)" in imported([there, beyond], text)[0]


def test_a_selection_that_cuts_words_gets_them_whole() -> None:
    text = plain()
    for exact, whole in [("ain or shin", "rain or shine"), ("an't wa", "can't wait"), ("w]e happy fe", "[w]e happy few"),
                         (" no such thing;\t", "no such thing;"), ("t at 11.4", "it at 11.40")]:  # fmt: skip
        at = LIDO.find(exact.strip())
        item = {"target": {"selector": [{"type": "TextQuoteSelector", "exact": exact},
                                        {"type": "TextPositionSelector", "start": at, "end": at + len(exact.strip())}]}}  # fmt: skip
        assert f'"{whole}" at ¶' in imported(item, text)[0]
    lone = {"target": {"selector": {"type": "TextQuoteSelector", "exact": "ain or shin"}}}
    assert '"rain or shine" at ¶ 2' in imported(lone, text)[0]


def test_bodies_of_many_kinds() -> None:
    text = plain()

    def made(**more: object) -> str:
        return imported(quote_of(text, "rain or shine", **more), text)[0].split("\n\n")[-1]

    html = {"type": "TextualBody", "value": "<p>One &amp; <b>two</b></p>", "format": "text/html"}
    assert made(body=html).startswith("claim one-two: One & two\n")
    assert made(body={"type": "Choice", "items": [html, "x"]}).startswith("claim one-two: One & two\n")
    assert made(body={"type": "SpecificResource", "purpose": "tagging", "source": {"value": "rain"}}) == (
        'claim rain-or-shine: rain or shine\n  "rain or shine" at ¶ 2\n  tags rain\n'
    )
    assert made(body="https://elsewhere.example/body").startswith("claim rain-or-shine: rain or shine\n")
    assert made(body=[{"value": "Position", "purpose": "oa:tagging"}, {"value": "| A", "purpose": "commenting"},
                      {"value": "B", "purpose": "replying"}]) == (
        'position a:\n  | | A\n  "rain or shine" at ¶ 2\n  note B\n'
    )  # fmt: skip
    assert made(body={"chars": "Old style"}).startswith("claim old-style: Old style\n")
    assert made(bodyValue="claim").startswith("claim claim-2: claim\n"), "a word of the notation is no ID"
    two = quote_of(text, "rain or shine", creator=[{"name": "Ana\nRuiz"}, "https://ben.example/"])
    assert "\n  analyst Ana Ruiz, https://ben.example/\n" in imported(two, text)[0]


def test_selectors_that_refine_others() -> None:
    text = plain()
    target = {"selector": {"type": "FragmentSelector", "value": "p2", "refinedBy": [
        {"type": "TextQuoteSelector", "exact": "rain or shine"},
        {"type": "TextPositionSelector", "start": 0, "end": 4},
    ]}}  # fmt: skip
    assert '"rain or shine"' in imported({"target": target}, text)[0]
    other = {"target": {"selector": {"type": "CssSelector", "value": "p"}}, "bodyValue": "Hm"}
    markup, _ = imported([{"target": target}, other], text)
    assert "// not found: Hm (its words are selected in a way that text does not have)" in markup


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON"),
        (b"<html>", "not JSON"),
        (b"\xff\xfe\xff", "not JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b"{}", "holds no annotations"),
        (b"[1, null, [2]]", "holds no annotations"),
        (b'{"type": "AnnotationCollection", "first": "https://a.example/1"}', "in another file"),
        (b'{"target": null}', "does not stand in the text"),
        (b'[{"target": "x"}, {"target": [{"selector": {"type": 3}}]}]', "none of its annotations stands in the text"),
        (b'{"target": {"selector": {"type": "TextPositionSelector", "start": -4, "end": "9"}}}', "does not stand"),
        (b'{"target": {"selector": {"type": "TextQuoteSelector", "exact": " "}}}', "does not stand"),
    ],
    ids=lambda v: repr(v)[:30] if isinstance(v, bytes) else "",
)
def test_what_cannot_be_used(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as raised:
        map_from_annotations(data, plain(), "lido.txt")
    assert raised.value.help


# -- any text, any selection -------------------------------------------------------------------------------

WORDS = ["the", "The", "bridge", "rusts", "no", "naïve", "11.40", "can't", "half-blind", "“we", "will,”", "[the", "club]",
         "…", "😀", "and…", '"so"', "x", "(p. 3)", "e\u0301t\u00e9", "ﬁn"]  # fmt: skip
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5
).map("\n\n".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_any_words_of_any_text_are_found_where_they_stand(page: str, data: st.DataObject) -> None:
    text = plain(page + "\n")
    tokens = [m.span() for m in re.finditer(r"\S+", text.text)]
    items, wanted = [], []
    units = data.draw(st.booleans(), label="counted in UTF-16")
    for n in range(data.draw(st.integers(1, 3))):
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = data.draw(st.integers(first, min(first + 6, len(tokens) - 1)))
        start, end = tokens[first][0], tokens[last][1]
        before = len(text.text[:start].encode("utf-16-le")) // 2 if units else start
        size = len(text.text[start:end].encode("utf-16-le")) // 2 if units else end - start
        if not any(char.isalnum() for char in text.text[start:end]):
            continue
        # The same words may stand where the other way of counting leads: then nobody could tell.
        if units and text.text[before : before + size].split() == text.text[start:end].split() and before != start:
            continue
        selectors = [{"type": "TextPositionSelector", "start": before, "end": before + size},
                     {"type": "TextQuoteSelector", "exact": text.text[start:end]}]  # fmt: skip
        items.append({"id": f"#s{n}/q1", "target": {"selector": selectors}, "bodyValue": f"Statement {n}."})
        wanted.append(((text.skeleton.at(start), text.skeleton.at(end)),))
    if not items:
        return
    markup, found = imported(items, text)
    assert letters(text, found) == sorted(wanted)
    # And once more, by what we write ourselves.
    again = imported(exported(markup, text), text)
    assert letters(text, again[1]) == sorted(wanted)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_a_quote_alone_never_leads_to_other_words(page: str, data: st.DataObject) -> None:
    text = plain(page + "\n")
    exact = " ".join(data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))
    item = {"target": {"selector": {"type": "TextQuoteSelector", "exact": exact,
                                    "prefix": data.draw(st.sampled_from(["", *WORDS])) + " "}}}  # fmt: skip
    try:
        _, found = imported(item, text)
    except SourceError:
        return
    (anchor,) = found
    assert len(anchor.spans) == 1
    there = text.text[anchor.spans[0].start : anchor.spans[0].end]
    assert without_accents(folded(exact)) in without_accents(folded(there))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["TextQuoteSelector", "rain"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["target", "selector", "type", "exact", "prefix", "start", "end", "body", "value", "purpose", "items", "first",
         "rows", "tags", "text", "user", "creator", "name", "id", "refinedBy", "references", "source"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(JSON, JSON)
def test_any_json_is_a_map_or_an_error(value: object, extra: dict[str, object]) -> None:
    text = plain()
    good = quote_of(text, "rain or shine")
    if isinstance(extra, dict):
        good = {**{k: v for k, v in extra.items() if k not in ("target", "id")}, **good}
    try:
        markup = map_from_annotations(json.dumps([value, good]).encode(), text, "lido.txt")
    except SourceError:
        return
    assert argmap.reads(markup).diagnostics == ()
