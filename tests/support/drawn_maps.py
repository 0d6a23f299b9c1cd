"""Maps to draw: one with a bit of everything, and any at all."""

from __future__ import annotations

from hypothesis import strategies as st

from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    AnyNode,
    Argument,
    Attribution,
    Claim,
    Ground,
    Position,
    Premise,
    Question,
    Quote,
    Relation,
    Section,
    Source,
    Voice,
)


def bridge() -> ArgumentMap:
    """A small map in which nearly everything occurs that can be drawn."""
    nodes: list[AnyNode] = [
        Source(id="leader", title="Close it now", by=("author",), date="2026-05-04", url="https://example.org/a"),
        Source(id="report", title="Annual report"),
        Voice(id="author", name="the leader writer"),
        Voice(id="mayor", name="Ana Ruiz", kind="person", role="mayor of the city"),
        Voice(id="port", name="the Port Authority", kind="organisation"),
        Voice(id="engineer", name="an engineer", kind="person", naming="unnamed"),
        Voice(id="courier", name="The Courier", kind="outlet"),
        Voice(id="locals", name="the locals", kind="group"),
        Section(id="s1", title="The case for closing", level=1),
        Claim(id="close", text="The bridge should be closed.", section="s1", type="policy"),
        Quote(id="close/q1", of="close", text="close it, and close it now", at="¶ 2"),
        Argument(
            id="danger", step="supports", target="close", scheme="danger-appeal", strength="strong",
            grounds=(Ground(ref="rust"), Ground(ref="sudden", implicit=True)),
        ),
        Argument(id="close/2", step="supports", target="close", grounds=(Ground(ref="safety/1"),)),
        Argument(id="close/3", step="rebuts", target="close", grounds=(Ground(ref="cost"),)),
        Argument(id="close/4", step="undercuts", target="danger", grounds=(Ground(ref="new"),)),
        Premise(id="rust", text="The main cables are rusted.", section="s1"),
        Attribution(id="rust/1", voices=("engineer",), verb="warn", content="rust", via=("courier",)),
        Premise(id="sudden", text="A rusted cable can fail without warning.", section="s1"),
        Premise(id="new", text="The cables are new.", section="s1"),
        Section(id="s2", title="What others say", level=1),
        Position(id="cost", text="Closing would cost two million a week.", section="s2"),
        Attribution(id="cost/1", voices=("port",), verb="say", content="cost", venue="report"),
        Quote(id="cost/1/q1", of="cost/1", text="two million [a week]", source="report", at="p. 7"),
        Attribution(id="cost/2", voices=("mayor",), verb="repeat", content="cost"),
        Attribution(id="cost/3", voices=("author",), verb="concede", content="cost"),
        Position(id="safety", text="Nobody will be put at risk.", section="s2"),
        Attribution(
            id="safety/1", voices=("mayor",), verb="promise", content="safety", to=("locals",), date="2026-03"
        ),
        Quote(id="safety/1/q1", of="safety/1", text="Nobody will be put at risk", at="¶ 5"),
        Attribution(id="safety/2", voices=("mayor",), verb="drop", content="safety", date="2026-05-02"),
        Relation(id="safety/r1", relation="contradicts", a="safety", b="delay"),
        Position(id="delay", text="The bridge can stay open.", section="s2"),
        Attribution(id="delay/1", voices=("port",), verb="demand", content="delay"),
        Attribution(
            id="delay/2", voices=("mayor",), verb="accept", content="delay", auxiliary="does not",
            certainty="probably",
        ),
        Attribution(id="delay/3", voices=("courier",), verb="say", content="delay/4"),
        Attribution(id="delay/4", voices=("locals",), verb="want", content="delay", within="delay/3"),
        Question(id="what", text="What is to be done?", answers=("close", "delay")),
        Position(id="alone", text="Bridges are beautiful."),
        Relation(id="alone/r1", relation="same-as", a="alone", b="pretty"),
        Position(id="pretty", text="Bridges are pretty."),
    ]  # fmt: skip
    return ArgumentMap(id="bridge", title="Should the bridge close?", analyst="M. Okafor", nodes=tuple(nodes))


HOSTILE = (
    "",
    " ",
    '"><script>alert(1)</script>',
    "]]>&amp;<!--",
    "\x00\x01\x0b\x1f\x7f\x85",
    "a\ud800b",
    "evil \u202egnp.exe\u202c and \u2067isolated",
    "<b>bold</b>",
    "]",
    "\\N \\G \\l %s {x}",
    "a:b:c",
    "W" * 300,
    "長い文章" * 40,
    "مرحبا بالعالم " * 8,
    "👩\u200d👩\u200d👧 " * 9,
    "javascript:alert(1)",
    "\ufffe\uffff",
    "[x] [word [nested]] […]",
)

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=80))


@st.composite
def maps(draw: st.DrawFn) -> ArgumentMap:
    """Any small map with any texts: also ones that no notation could write."""
    some = st.integers(0, 4)
    ids = [f"s{n}" for n in range(draw(st.integers(0, 6)))]
    sections = [f"part{n}" for n in range(draw(st.integers(0, 2)))]
    voices = [f"v{n}" for n in range(draw(st.integers(0, 10)))]
    nodes: list[AnyNode] = [Section(id=s, title=draw(texts), level=1) for s in sections]
    nodes += [
        Voice(id=v, name=draw(texts), role=draw(st.none() | texts), kind=draw(st.sampled_from([None, "group"])))
        for v in voices
    ]
    if draw(st.booleans()):
        by = tuple(voices[:2])
        nodes.append(Source(id="source", title=draw(texts), url=draw(st.none() | texts), by=by, venue=draw(texts)))
    kinds = st.sampled_from([Claim, Premise, Position, Position, Question])
    for s in ids:
        section = draw(st.sampled_from([None, *sections]))
        nodes.append(draw(kinds)(id=s, text=draw(texts), section=section, url=draw(st.none() | texts)))
    acts: list[str] = []
    if ids and voices:
        for n in range(draw(some)):
            outer = draw(st.sampled_from([None, *acts]))
            act = Attribution(
                id=f"a{n}",
                voices=tuple(draw(st.lists(st.sampled_from(voices), min_size=1, max_size=3))),
                verb=draw(st.sampled_from(["say", "deny", "promise", "call for"]) | texts.filter(str.strip)),
                content=draw(st.sampled_from([*ids, *acts])),
                within=outer,
                date=draw(st.none() | texts | st.just("2024-13-99")),
                venue=draw(st.none() | texts),
                auxiliary=draw(st.sampled_from([None, "does not", "would"])),
            )
            acts.append(act.id)
            nodes.append(act)
            for k in range(draw(st.integers(0, 2))):
                nodes.append(Quote(id=f"q{n}.{k}", of=act.id, text=draw(texts), at=draw(st.none() | texts)))
    steps: list[str] = []
    if ids:
        for n in range(draw(some)):
            undercut = bool(steps) and draw(st.booleans())
            target = draw(st.sampled_from(steps if undercut else [*ids, *acts]))
            grounds = draw(st.lists(st.sampled_from([*ids, *acts]), min_size=1, max_size=3))
            step = "undercuts" if undercut else draw(st.sampled_from(["supports", "rebuts"]))
            argument = Argument(
                id=draw(st.sampled_from([f"n{n}", f"{target}/{n}"])),
                step=step,
                target=target,
                grounds=tuple(Ground(ref=g, implicit=draw(st.booleans())) for g in grounds),
                scheme=draw(st.none() | texts),
                strength=draw(st.sampled_from([None, "weak", 0.25])),
            )
            steps.append(argument.id)
            nodes.append(argument)
        for n in range(draw(st.integers(0, 2))):
            pair = (draw(st.sampled_from(ids)), draw(st.sampled_from(ids)))
            relation = draw(st.sampled_from(["contradicts", "same-as"]))
            nodes.append(Relation(id=f"r{n}", relation=relation, a=pair[0], b=pair[1]))
    return ArgumentMap(title=draw(st.none() | texts), analyst=draw(st.none() | texts), nodes=tuple(nodes))
