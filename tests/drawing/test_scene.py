"""What a drawing shows, and in which words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from support.drawn_maps import bridge, maps

from argmap.drawing.scene import Card, Chip, Edge, Part, Pill, Scene, make_scene
from argmap.drawing.shapes import Disc, Icon, Words, shape_of
from argmap.drawing.text import clean
from argmap.drawing.wording import Wording, date_in_words, initials_of, safe_link
from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    AnyNode,
    Argument,
    Attribution,
    Claim,
    Ground,
    Position,
    Premise,
    Quote,
    Source,
    Voice,
)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return make_scene(bridge())


def part(scene: Scene, ref: str) -> Part:
    return next(p for p in scene.parts if p.ref == ref)


def card(scene: Scene, ref: str) -> Card:
    found = part(scene, ref)
    assert isinstance(found, Card)
    return found


def edges(scene: Scene) -> set[tuple[str, str, str]]:
    refs = {p.key: p.ref for p in scene.parts}
    return {(refs[e.tail], e.rel, refs[e.head]) for e in scene.edges}


def small(*nodes: AnyNode) -> Scene:
    return make_scene(ArgumentMap(nodes=nodes))


# -- lines ---------------------------------------------------------------------------------------------------


def test_every_line_of_the_map_is_drawn(scene: Scene) -> None:
    assert edges(scene) == {
        ("rust", "premise", "danger"),
        ("sudden", "premise", "danger"),
        ("danger", "support", "close"),
        ("safety/1", "support", "close"),
        ("cost", "rebut", "close"),
        ("new", "undercut", "danger"),
        ("safety", "contradict", "delay"),
        ("safety", "content", "safety/1"),
        ("close", "answer", "what"),
        ("delay", "answer", "what"),
        ("alone", "same", "pretty"),
    }


def test_a_pill_stands_for_a_step_that_has_something_to_say() -> None:
    a, b = Claim(id="a", text="A"), Premise(id="b", text="B")
    one = (Ground(ref="b"),)

    def pills(**more: object) -> list[Part]:
        argument = Argument(**{"id": "a/1", "step": "supports", "target": "a", "grounds": one, **more})
        return [p for p in small(a, b, Voice(id="v", name="V"), argument).parts if isinstance(p, Pill)]

    assert pills() == []
    assert len(pills(id="named")) == 1
    assert len(pills(scheme="sign")) == 1
    assert len(pills(strength=0.0)) == 1
    assert len(pills(by=("v",))) == 1
    assert len(pills(grounds=(*one, Ground(ref="b")))) == 1
    assert len(pills(grounds=(Ground(ref="a"),))) == 1, "a circle of one needs a place to turn"


def test_what_is_undercut_gets_a_pill() -> None:
    a, b, c = Claim(id="a", text="A"), Premise(id="b", text="B"), Premise(id="c", text="C")
    step = Argument(id="a/1", step="supports", target="a", grounds=(Ground(ref="b"),))
    undercut = Argument(id="a/2", step="undercuts", target="a/1", grounds=(Ground(ref="c"),))
    assert ("c", "undercut", "a/1") in edges(small(a, b, c, step, undercut))


def test_a_pill_says_scheme_strength_and_who_draws_it() -> None:
    m = ArgumentMap(
        nodes=(
            Claim(id="a", text="A"),
            Premise(id="b", text="B"),
            Voice(id="v", name="Ana"),
            Argument(
                id="a/1", step="rebuts", target="a", grounds=(Ground(ref="b"),),
                scheme="expert-opinion", strength=0.8, by=("v",),
            ),
        )
    )  # fmt: skip
    pill = part(make_scene(m), "a/1")
    assert isinstance(pill, Pill)
    assert (pill.attack, pill.label, pill.remark) == (True, "expert opinion", "0.8 · by Ana")


# -- cards ---------------------------------------------------------------------------------------------------


def test_the_kinds_of_cards(scene: Scene) -> None:
    kinds = {p.ref: p.kind for p in scene.parts if isinstance(p, Card)}
    assert kinds["close"] == "thesis"
    assert kinds["rust"] == "premise"
    assert kinds["cost"] == "position"
    assert kinds["what"] == "question"
    assert card(scene, "sudden").implicit
    assert not card(scene, "rust").implicit


def test_of_several_theses_the_one_on_which_most_bears_is_filled() -> None:
    nodes: list[AnyNode] = [Claim(id=i, text=i) for i in "abc"] + [Premise(id="p", text="p")]
    nodes += [Argument(id=f"{i}/1", step="supports", target=i, grounds=(Ground(ref="p"),)) for i in "ab"]
    nodes += [Premise(id="q", text="q"), Argument(id="b/2", step="rebuts", target="b", grounds=(Ground(ref="q"),))]
    kinds = {p.ref: p.kind for p in small(*nodes).parts if isinstance(p, Card)}
    assert kinds == {"a": "claim", "b": "thesis", "c": "claim", "p": "premise", "q": "premise"}
    assert [p.kind for p in small(Claim(id="a", text="A")).parts if isinstance(p, Card)] == ["thesis"]
    two = small(Claim(id="a", text="A"), Claim(id="b", text="B"))
    assert [p.kind for p in two.parts if isinstance(p, Card)] == ["claim", "claim"]


def test_a_position_is_headed_by_who_holds_it(scene: Scene) -> None:
    who = card(scene, "cost").speaker
    assert who is not None
    assert (who.name, who.initials, who.verb) == ("The Port Authority", "PA", "says")
    assert who.line.replace("\u00a0", " ") == " · in “Annual report” · part quote"
    assert [m.name for m in card(scene, "cost").mentions] == ["Ana Ruiz"], "the author's stance is the badge"
    assert card(scene, "cost").badge == "endorses"
    assert card(scene, "safety").badge == "reports"
    assert card(scene, "alone").badge is None, "nobody reports it"


def test_who_turns_against_a_position_heads_it_only_if_nobody_holds_it() -> None:
    voices = (Voice(id="v", name="V"), Voice(id="w", name="W"))
    q = Position(id="q", text="Q")
    denied = Attribution(id="q/1", voices=("v",), verb="deny", content="q")
    said = Attribution(id="q/2", voices=("w",), verb="say", content="q")
    both = card(small(*voices, q, denied, said), "q")
    assert both.speaker is not None
    assert (both.speaker.name, both.speaker.against) == ("W", False)
    assert [(m.name, m.verb, m.against) for m in both.mentions] == [("V", "denies", True)]
    alone = card(small(*voices, q, denied), "q")
    assert alone.speaker is not None
    assert (alone.speaker.name, alone.speaker.against) == ("V", True)


def test_further_voices_in_short(scene: Scene) -> None:
    delay = card(scene, "delay")
    assert [(m.name, m.verb, m.rest) for m in delay.mentions] == [
        ("Ana Ruiz", "does not accept", ", probably"),
        ("The locals", "want", ", reported by The Courier"),
    ]
    safety = card(scene, "safety")
    assert [(m.verb, m.against, m.rest) for m in safety.mentions] == [("drops", True, ", 2 May 2026")]


def test_many_voices_are_counted() -> None:
    nodes: list[AnyNode] = [Position(id="q", text="Q")]
    for n in range(7):
        nodes.append(Voice(id=f"v{n}", name=f"V{n}"))
        nodes.append(Attribution(id=f"q/{n}", voices=(f"v{n}",), verb="say", content="q"))
    found = card(small(*nodes), "q")
    assert (len(found.mentions), found.more) == (2, 4)


def test_a_quote_that_says_the_same_stands_alone(scene: Scene) -> None:
    safety, cost = card(scene, "safety"), card(scene, "cost")
    words = [r.text for i in shape_of(safety).items if isinstance(i, Words) for line in i.lines for r in line.runs]
    assert not any("at risk." in text for text in words), "the analyst's wording would only repeat it"
    italic = [
        (r.text, r.face) for i in shape_of(cost).items if isinstance(i, Words) for line in i.lines for r in line.runs
    ]
    assert ("[a week]", "Regular") in italic
    assert ("“two million ", "Italic") in italic


def test_the_ninth_voice_gets_a_ring() -> None:
    nodes: list[AnyNode] = []
    for n in range(9):
        nodes += [Voice(id=f"v{n}", name=f"V{n}"), Position(id=f"q{n}", text="Q")]
        nodes.append(Attribution(id=f"a{n}", voices=(f"v{n}",), verb="say", content=f"q{n}"))
    speakers = [p.speaker for p in small(*nodes).parts if isinstance(p, Card) and p.speaker]
    assert len({s.colour for s in speakers}) == 8
    assert [s.ring for s in speakers] == [False] * 8 + [True]


# -- acts ----------------------------------------------------------------------------------------------------


def test_an_act_is_not_the_position(scene: Scene) -> None:
    chip = part(scene, "safety/1")
    assert isinstance(chip, Chip)
    assert (chip.name, chip.verb, chip.text) == ("Ana Ruiz", "promises", "Nobody will be put at risk.")


def test_an_act_for_its_own_content_does_not_point_at_itself() -> None:
    said = Attribution(id="q/1", voices=("author",), verb="conclude", content="q")
    step = Argument(id="q/2", step="supports", target="q", grounds=(Ground(ref="q/1"),))
    scene = small(Position(id="q", text="Q"), said, step)
    chip = part(scene, "q/1")
    assert isinstance(chip, Chip)
    assert (chip.verb, chip.text) == ("concludes this", "")
    assert edges(scene) == {("q/1", "support", "q")}


def test_an_attribution_can_be_argued_against() -> None:
    outer = Attribution(id="q/1", voices=("author",), verb="say", content="q/2")
    inner = Attribution(id="q/2", voices=("someone",), verb="promise", content="q", within="q/1")
    attack = Argument(id="q/3", step="rebuts", target="q/2", grounds=(Ground(ref="p"),))
    again = Argument(id="q/4", step="rebuts", target="q/1", grounds=(Ground(ref="p"),))
    scene = small(Position(id="q", text="Q"), Premise(id="p", text="P"), outer, inner, attack, again)
    inner_chip, outer_chip = part(scene, "q/2"), part(scene, "q/1")
    assert isinstance(inner_chip, Chip)
    assert isinstance(outer_chip, Chip)
    assert inner_chip.verb == "promises, reported by the author"
    assert outer_chip.verb == "says that someone promises"
    assert ("p", "rebut", "q/2") in edges(scene)
    assert ("q", "content", "q/2") in edges(scene)


# -- words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2017", "2017"),
        ("2017-03", "Mar 2017"),
        ("2017-03-05", "5 Mar 2017"),
        ("2017-03~", "c. Mar 2017"),
        ("2017-13", "2017-13"),
        ("last autumn", "last autumn"),
    ],
)
def test_dates(date: str, words: str) -> None:
    assert date_in_words(date) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Ruiz", "AR"),
        ("the Port Authority", "PA"),
        ("an engineer at the works department", "E"),
        ("the Railway Workers' Union", "RU"),
        ("140,000 signatories", "1"),
        ("陈美玲", "陈"),
        ("…", "?"),
        ("", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials_of(name) == letters


def test_only_web_and_mail_addresses_are_links() -> None:
    assert safe_link("https://example.org/a b") == "https://example.org/a%20b"
    assert safe_link("mailto:a@example.org") == "mailto:a@example.org"
    for bad in (
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " java\x00script:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "",
        None,
    ):
        assert safe_link(bad) is None


def test_a_locator_leads_to_the_words(scene: Scene) -> None:
    close, cost = card(scene, "close"), card(scene, "cost")
    assert close.locator == "¶2"
    assert close.link == "https://example.org/a#:~:text=close%20it%2C%20and%20close%20it%20now"
    assert cost.locator == "report p.\u00a07"
    assert cost.link is None, "the report has no address"


def test_an_address_of_its_own_is_a_link_too() -> None:
    found = card(small(Premise(id="p", text="P", url="https://example.org/p")), "p")
    assert (found.locator, found.link) == ("link", "https://example.org/p")
    found = card(small(Premise(id="p", text="P", url="javascript:alert(1)")), "p")
    assert (found.locator, found.link) == (None, None)


def test_a_long_quote_is_linked_by_its_ends() -> None:
    source = Source(id="s", title="S", url="https://example.org/")
    say = Wording(ArgumentMap(nodes=(source,)))
    quote = Quote(id="q", of="s", text="one two three four five … six seven eight-nine ten")
    assert say.link(quote) == "https://example.org/#:~:text=one%20two%20three%20four,six%20seven%20eight%2Dnine%20ten"


def test_heading_and_description(scene: Scene) -> None:
    assert scene.title == "Should the bridge close?"
    assert scene.byline == "Map by M. Okafor of “Close it now” by the leader writer, 4 May 2026"
    assert scene.description == "Thesis: The bridge should be closed. 10 statements, 4 arguments, 5 voices."


def test_groups_take_the_plural() -> None:
    say = Wording(bridge())
    wants = bridge()["delay/4"]
    assert isinstance(wants, Attribution)
    assert say.verb(wants) == "want"
    assert say.verb(wants.model_copy(update={"auxiliary": "does not"})) == "do not want"
    assert say.verb(wants.model_copy(update={"voices": ("mayor",)})) == "wants"
    assert say.names(("mayor", "port", "courier")) == "Ana Ruiz, the Port Authority and The Courier"


# -- sections ------------------------------------------------------------------------------------------------


def test_a_section_is_named_where_it_begins(scene: Scene) -> None:
    assert card(scene, "close").section == "The case for closing"
    assert card(scene, "rust").section is None, "it stands under the thesis, in the same section"
    assert card(scene, "cost").section == "What others say"


@settings(max_examples=60, deadline=None)
@given(maps())
def test_every_section_with_a_card_is_named(m: ArgumentMap) -> None:
    shown = {p.section for p in make_scene(m).parts if isinstance(p, Card)}
    titles = {s.id: clean(s.title) for s in m.sections}
    for statement in m.statements:
        if statement.section:
            assert titles[statement.section] in shown


# -- whatever the map ------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(maps())
def test_every_statement_has_a_card_and_every_line_two_ends(m: ArgumentMap) -> None:
    scene = make_scene(m)
    cards = [p.ref for p in scene.parts if isinstance(p, Card) and p.kind != "nothing"]
    assert cards == [s.id for s in m.statements]
    keys = [p.key for p in scene.parts]
    assert len(set(keys)) == len(keys)
    edge: Edge
    for edge in scene.edges:
        assert edge.tail in keys
        assert edge.head in keys
        assert edge.tail != edge.head


@settings(max_examples=100, deadline=None)
@given(maps())
def test_no_word_leaves_its_card(m: ArgumentMap) -> None:
    for thing in make_scene(m).parts:
        shape = shape_of(thing)
        for item in shape.items:
            match item:
                case Words():
                    for line in item.lines:
                        assert line.left >= 6, line
                        assert line.right <= shape.width - 6, line
                        assert 8 <= line.y <= shape.height - 3, line
                case Disc():
                    assert item.r <= item.x <= shape.width - item.r
                    assert item.r <= item.y <= shape.height - item.r
                case Icon():
                    assert 0 <= item.y <= shape.height
                case _:
                    assert item.size <= max(shape.width, shape.height)


@settings(max_examples=60, deadline=None)
@given(maps())
def test_words_do_not_lie_on_each_other(m: ArgumentMap) -> None:
    for thing in make_scene(m).parts:
        lines = [line for item in shape_of(thing).items if isinstance(item, Words) for line in item.lines]
        for n, one in enumerate(lines):
            for other in lines[n + 1 :]:
                if abs(one.y - other.y) < 8:
                    assert one.right <= other.left + 0.1 or other.right <= one.left + 0.1
