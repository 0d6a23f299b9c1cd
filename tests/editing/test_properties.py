"""Random edits: each does what it says or changes nothing, and what is left equals a fresh read."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.maps import markup

import argmap
from argmap import ArgmapError, Document
from argmap.editing.chunks import split
from argmap.editing.compare import canonical
from argmap.model.nodes import Argument, Attribution, Position, Premise, Quote, Source, Statement, Voice


def comments(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.strip().startswith("//"))


@st.composite
def commented(draw: st.DrawFn) -> str:
    """A map with comments at any depth between its lines."""
    out = []
    for line in draw(markup()).split("\n"):
        if draw(st.integers(0, 4)) == 0:
            out.append(" " * draw(st.integers(0, 5)) + f"// comment {len(out)}")
        out.append(line)
    return "\n".join(out)


@st.composite
def edits(draw: st.DrawFn, doc: Document) -> tuple[str, tuple[object, ...], dict[str, object]]:
    """An edit of a document as it is: its name and arguments."""
    m = doc.map
    ids = [n.id for n in m.nodes] or ["none"]
    one = st.sampled_from(ids)
    kind = draw(st.sampled_from(["set", "set", "add", "under", "remove", "move", "carry", "rename", "rename"]))
    word = draw(st.sampled_from(["New words.", "|odd", "a: b", "Something else entirely."]))
    if kind == "set":
        id = draw(one)
        node = m.get(id)
        fields: list[dict[str, object]] = [{"tags": ("x", "y")}, {"tags": ()}, {"notes": (word,)}, {"url": None}]
        if isinstance(node, Statement):
            fields += [{"text": word}, {"type": "value"}, {"type": None, "tags": ("z",)}]
        if isinstance(node, Argument):
            fields = [
                {"scheme": "sign"},
                {"scheme": None},
                {"strength": "weak"},
                {"by": ("v1",)},
                {"by": ()},
                {"step": "rebuts"},
            ]
        if isinstance(node, Attribution):
            fields += [{"date": "2027-01"}, {"date": None, "venue": None}, {"stance": "factive"}, {"cue": ("said",)}, {"cue": ("said", "so"), "cue_anchors": ("", "1+4")}, {"cue": ("so",), "cue_anchors": ()},
                       {"verb": "mutter"}, {"verb": "reject", "auxiliary": None}, {"voices": ("v0", "v1")}, {"to": ("v2",)}]  # fmt: skip
        if isinstance(node, Quote):
            fields = [
                {"text": "other words"},
                {"at": "p. 2"},
                {"at": None, "near": None},
                {"anchor": "3+4"},
                {"anchor": None},
            ]
        if isinstance(node, Source):
            fields += [{"signature": f"sk1 3 {'0a' * 32} {'QUJD' * 40}"}, {"signature": None}]
        if isinstance(node, Voice):
            fields += [{"name": word}, {"kind": "person", "naming": "unnamed"}, {"role": word}]
        return "set", (id,), draw(st.sampled_from(fields))
    if kind == "add":
        where: dict[str, object] = draw(st.sampled_from([{}, {"before": draw(one)}, {"after": draw(one)}]))
        what = draw(
            st.sampled_from([f"premise fresh: {word}\n  because {draw(one)}", f"claim: {word}", "voice v9: Nine"])
        )
        return "add", (what,), where
    if kind == "under":
        what = draw(
            st.sampled_from(
                [f"because {draw(one)}", "tags new", f"note {word}", "v1 says", '"q" at ¶ 2', f"and fresh: {word}",
                 f"unless fresh: {word}", "scheme sign", f"supports {draw(one)}", f"undercuts {draw(one)}", f"contradicts {draw(one)}", "because fresh: X\n  v1 says"]
            )
        )  # fmt: skip
        return "add", (what,), {"under": draw(one)}
    if kind == "remove":
        return "remove", (draw(one),), {}
    if kind == "move":
        return "move", (draw(one),), draw(st.sampled_from([{"before": draw(one)}, {"after": draw(one)}]))
    if kind == "carry":
        return "move", (draw(one),), {"under": draw(one)}
    return "rename", (draw(one), draw(st.sampled_from(["fresh", "other-name", *ids[:2]]))), {}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_random_edits_equal_a_fresh_read(data: st.DataObject) -> None:
    doc = Document(data.draw(commented()))
    assert doc.text == "".join(split(doc.text))
    for _ in range(data.draw(st.integers(1, 5))):
        before, was = doc.text, doc.map
        name, arguments, options = data.draw(edits(doc))
        wrong = Counter(d.code for d in doc.reading.diagnostics if d.severity == "error")
        try:
            getattr(doc, name)(*arguments, **options)
        except ArgmapError:
            assert doc.text == before
            assert doc.map == was
            continue
        fresh = argmap.reads(doc.text)
        assert fresh.map == doc.map
        assert not Counter(d.code for d in fresh.diagnostics if d.severity == "error") - wrong
        there = Document(doc.text)._indexed()
        mine = doc._indexed()
        assert {k: v for k, v in mine.kinds.items() if k in mine.owner} == {
            k: v for k, v in there.kinds.items() if k in there.owner
        }
        assert {k: set(v) and {next(iter(c.ids), "") for c in v} for k, v in mine.users.items() if v} == {
            k: {next(iter(c.ids), "") for c in v} for k, v in there.users.items() if v
        }
        if name != "remove":
            assert not comments(before) - comments(doc.text)
        if name == "set" and doc.text != before:
            old, new = was[str(arguments[0])], canonical(doc.map.nodes) - canonical(was.nodes)
            assert any(all(getattr(n, f, None) == v for f, v in options.items()) for n in new) or old is None
        if name == "move" and "under" not in options:
            assert canonical(doc.map.nodes) == canonical(was.nodes)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markup(), st.data())
def test_entries_that_an_edit_is_not_about_stay_byte_for_byte(text: str, data: st.DataObject) -> None:
    text = text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n"])))
    doc = Document(text)
    nodes = [n for n in doc.map.nodes if isinstance(n, Premise | Position)]
    if not nodes:
        return
    node = data.draw(st.sampled_from(nodes))
    chunks = split(text)
    doc.set(node.id, notes=(*node.notes, "One more."))
    changed = [c for c in split(doc.text) if c not in chunks]
    assert len(changed) == 1
    assert "note One more." in changed[0]
