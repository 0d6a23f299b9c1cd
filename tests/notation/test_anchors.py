"""Anchors and signatures: how they are written, read, refused and written again."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import argmap
from argmap import ArgmapError, ArgumentMap
from argmap.changes import facts_of, render_changes
from argmap.checks.fixing import apply
from argmap.model.nodes import Attribution, Claim, Quote, Source, Voice
from argmap.notation.format import format_text
from argmap.notation.values import bad_anchor

HEAD = "voice v: V\nsource s: S\nclaim c: C\n"
DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize("anchor", ["0+1", "1176+24", "0+1,1+1", "1176+24,1300+10,9000+999", "012+3", "999999999999+1"])
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), (' at ¶ 3 near "x"', " in s"), (" in s", ' near "y" at p. 2'), ("", "  \t")]
)
def test_an_anchor_stands_anywhere_in_the_tail(anchor: str, before: str, after: str) -> None:
    m = argmap.loads(f'{HEAD}  "words"{before} anchor   {anchor}{after}\n')
    assert [q.anchor for q in m.quotes] == [anchor]
    assert argmap.loads(argmap.dumps(m)) == m
    assert bad_anchor(anchor) is None


WRONG = [
    ("4", "`4` is not an anchor", None),
    ("4-5", "`4-5` is not an anchor", None),
    ("+5", "`+5` is not an anchor", None),
    ("4+", "`4+` is not an anchor", None),
    ("-4+5", "`-4+5` is not an anchor", None),
    ("٤+5", "`٤+5` is not an anchor", None),
    ("four+5", "`four+5` is not an anchor", None),
    ("1234567890123+1", "`1234567890123+1` is not an anchor", None),
    ("4+5 words", "`4+5 words` is not an anchor", None),
    ("4+0", "the stretch `4+0` holds no letter", None),
    ("4+5,9+0", "the stretch `9+0` holds no letter", None),
    ("4+5,8+1", "the stretch `8+1` begins before the end of the one before it", None),
    ("40+5,8+1", "the stretch `8+1` begins before the end of the one before it", None),
    ("4+5, 10+1", "`4+5, 10+1` is not an anchor", "4+5,10+1"),
    ("4 + 5", "`4 + 5` is not an anchor", "4+5"),
    ("4+5;10+1.", "`4+5;10+1.` is not an anchor", "4+5,10+1"),
]


@pytest.mark.parametrize(("anchor", "message", "better"), WRONG, ids=[w[0] for w in WRONG])
def test_a_wrong_anchor_is_one_diagnostic_and_the_quote_is_read(anchor: str, message: str, better: str | None) -> None:
    for line, place in ((f'  "words" anchor {anchor}', 11), (f'  "words" anchor {anchor} at p. 2', 11)):
        text = f"{HEAD}{line}\n"
        reading = argmap.reads(text)
        (found,) = reading.diagnostics
        assert (found.code, found.message, found.span.line, found.span.column) == ("E109", message, 4, place)
        assert found.help
        assert [(q.text, q.anchor) for q in reading.map.quotes] == [("words", None)]
        assert (found.fix is not None) == (better is not None)
        if found.fix is not None:
            assert f"`anchor {better}`" in found.help
            assert argmap.loads(apply(text, [found.fix])).quotes[0].anchor == better


def test_help_where_one_place_is_taken_for_the_other() -> None:
    (at,) = argmap.reads(f'{HEAD}  "words" at 12+3\n').diagnostics
    (anchor,) = argmap.reads(f'{HEAD}  "words" anchor p. 3\n').diagnostics
    assert (at.code, at.help) == ("E109", "write `anchor 12+3`")
    assert (anchor.code, anchor.help) == ("E109", "write `at p. 3` for a page, a paragraph or a line")


def test_other_mistakes_with_anchors() -> None:
    for line, code, words, column in [
        ('"x" anchor 1+2 anchor 4+5', "E110", "`anchor` is given twice", 18),
        ('"x", anchor 1+2', "E102", "not set off by commas", 6),
        ("'words' anchor 1+2", "E105", "do not open a quote", 3),
        ('"x" p. 3 anchor 1+2', "E102", "stands after `at`", 7),
        ('"x" anchor', "E104", "stops too early", 13),
    ]:
        (found,) = argmap.reads(f"{HEAD}  {line}\n").diagnostics
        assert (found.code, found.span.column) == (code, column), line
        assert words in found.message
    # What was meant is read in all but the last.
    for line in ('"x", anchor 1+2', "'x' anchor 1+2", '"x" p. 3 anchor 1+2', '"x" in the Herald anchor 1+2'):
        assert [q.anchor for q in argmap.reads(f"{HEAD}  {line}\n").map.quotes] == ["1+2"], line


def test_marks_and_quotes_of_attributions() -> None:
    m = argmap.loads(
        'source s: S\n  title "T" anchor 5+1\n  scare "x" at ¶ 3 anchor 9+1 near "y"\nvoice v: V\nclaim c: C\n'
        '  v says: "one" at ¶ 4 anchor 1+3 "two" anchor 5+3,9+1\n'
    )
    assert [k.anchor for k in m.marks] == ["5+1", "9+1"]
    assert [(q.at, q.anchor) for q in m.quotes] == [("¶ 4", "1+3"), (None, "5+3,9+1")]
    assert argmap.loads(argmap.dumps(m)) == m
    assert ArgumentMap.from_json(m.to_json()) == m


@pytest.mark.parametrize(
    ("lines", "cue", "anchors"),
    [
        ('cue "a"', ("a",), ()),
        ('cue "a" anchor 1+2', ("a",), ("1+2",)),
        ('cue "a" anchor 1+2 "b" "c" anchor 5+1,7+1', ("a", "b", "c"), ("1+2", "", "5+1,7+1")),
        ('cue "a"\n    cue "b" anchor 1+2', ("a", "b"), ("", "1+2")),
        ('cue "a" anchor 1+2\n    cue "b"', ("a", "b"), ("1+2", "")),
        ('cue "" anchor 1+2 "b" anchor 5+1', ("b",), ("5+1",)),
    ],
)
def test_cues(lines: str, cue: tuple[str, ...], anchors: tuple[str, ...]) -> None:
    m = argmap.loads(f"{HEAD}  v says\n    {lines}\n")
    assert (m.attributions[0].cue, m.attributions[0].cue_anchors) == (cue, anchors)
    assert argmap.loads(argmap.dumps(m)) == m
    assert ArgumentMap.from_json(m.to_json()) == m


def test_a_cue_has_no_other_place() -> None:
    for tail in ("at p. 2", 'near "x"', "in s", "anchor 1+2 at p. 2"):
        (found,) = argmap.reads(f'{HEAD}  v says\n    cue "said" {tail}\n').diagnostics
        assert found.code == "E102", tail
    (found,) = argmap.reads(f'{HEAD}  v says\n    cue "said" anchor 5\n').diagnostics
    assert (found.code, found.span.line, found.span.column) == ("E109", 5, 23)


def test_cues_and_their_anchors_go_together() -> None:
    act = {"id": "c/v-says", "voices": ("v",), "verb": "say", "content": "c"}
    assert Attribution(**act, cue=("a", "b"), cue_anchors=("", "")).cue_anchors == ()  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="not as many anchors as cues"):
        Attribution(**act, cue=("a", "b"), cue_anchors=("1+2",))  # type: ignore[arg-type]
    bad = Attribution(**act, cue=("a",)).model_copy(update={"cue_anchors": ("1+2", "4+5")})  # type: ignore[arg-type]
    with pytest.raises(ArgmapError, match="not as long"):
        argmap.dumps(ArgumentMap(nodes=(Voice(id="v", name="V"), Claim(id="c", text="C"), bad)))


# -- signatures ----------------------------------------------------------------------------------------------

SIGNED = f"sk1 5938 {DIGEST} {'QUJD' * 60}QQ=="


@pytest.mark.parametrize(
    "written",
    [
        SIGNED,
        SIGNED.replace(" ", "   "),
        SIGNED.replace(DIGEST, DIGEST.upper()),
        f"sk1 5938\n    | {DIGEST}\n    | {'QUJD ' * 30}\n  // between\n    |{'QUJD' * 30}\n    | QQ==",
        f"\n    | sk1 5938 {DIGEST}\n    | {'QUJD' * 60}QQ==",
    ],
    ids=["plain", "spaces", "capitals", "continued", "begun below"],
)
def test_a_signature_is_kept_as_four_words(written: str) -> None:
    m = argmap.loads(f"source s: S\n  signature {written}\n")
    assert m.sources[0].signature == SIGNED
    assert argmap.loads(argmap.dumps(m)) == m
    assert ArgumentMap.from_json(m.to_json()) == m


def test_how_a_signature_is_written() -> None:
    m = ArgumentMap(nodes=(Source(id="s", title="S", retrieved="2026", signature=SIGNED, tags=("a",)),))
    written = argmap.dumps(m)
    assert written == (
        f"argmap 1\n\nsource s: S\n  retrieved 2026\n  signature sk1 5938 {DIGEST}\n"
        f"    | {'QUJD' * 23}\n    | {'QUJD' * 23}\n    | {'QUJD' * 14}QQ==\n  tags a\n"
    )
    assert max(map(len, written.split("\n"))) <= 100
    assert format_text(written) == written


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (f"sk1 5938 {DIGEST}", "this signature is cut short"),
        (f"5938 {DIGEST} QUJD QUJD", "a signature begins with its profile, and `5938` is none"),
        (f"sk1 many {DIGEST} QUJD", "`many` is not the number of letters of a text"),
        (f"sk1 5938 {DIGEST[1:]} QUJD", "the digest in this signature does not have 64 hexadecimal digits"),
        (f"sk1 5938 g{DIGEST[1:]} QUJD", "the digest in this signature does not have 64 hexadecimal digits"),
        (f"sk1 5938 {DIGEST} QU_D", "`_` cannot stand among the digests of a signature"),
        (f"sk1 5938 {DIGEST}\n    | QUJD\n    | QÜJD", "`Ü` cannot stand among the digests of a signature"),
    ],
)
def test_a_wrong_signature_is_one_diagnostic(written: str, message: str) -> None:
    reading = argmap.reads(f"source s: S\n  signature {written}\n  date 2026\n")
    (found,) = reading.diagnostics
    assert (found.code, found.message, found.span.line, found.span.column) == ("E109", message, 2, 13)
    assert (reading.map.sources[0].signature, reading.map.sources[0].date) == (None, "2026")


def test_a_signature_stands_under_a_source_once() -> None:
    (found,) = argmap.reads(f"source s: S\n  signature {SIGNED}\n  signature {SIGNED}\n").diagnostics
    assert (found.code, found.message) == ("E110", "`signature` is given twice")
    (found,) = argmap.reads(f"claim c: C\n  signature {SIGNED}\n").diagnostics
    assert (found.code, found.help) == ("E108", "it belongs under a source")
    (found,) = argmap.reads("source s: S\n  signature\n").diagnostics
    assert (found.code, found.message) == ("E104", "`signature` is followed by nothing")


@pytest.mark.parametrize(
    "nodes",
    [
        (Claim(id="c", text="C"), Quote(id="c/q1", of="c", text="x", anchor="p. 3")),
        (Claim(id="c", text="C"), Quote(id="c/q1", of="c", text="x", anchor="5+1,2+1")),
        (Source(id="s", title="S", signature="sk1"),),
        (Source(id="s", title="S", signature=f"sk1 5 {DIGEST} QUJD QUJD"),),
        (Source(id="s", title="S", signature=f"sk1 5 {DIGEST.upper()} QUJD"),),
    ],
)  # fmt: skip
def test_what_cannot_be_read_again_is_not_written(nodes: tuple[Claim, ...]) -> None:
    with pytest.raises(ArgmapError):
        argmap.dumps(ArgumentMap(nodes=nodes))


def test_their_words_are_no_reserved_words() -> None:
    m = argmap.loads(
        "voice anchor: A\nsource signature: S\nclaim near: N\n  because anchor says p\n"
        '  "x" in signature anchor 1+2\nverb anchor: say\nposition p: P\n  anchor says\n  anchor anchors\n'
    )
    assert {"anchor", "signature", "near", "p/anchor-says", "p/anchor-anchors"} <= {n.id for n in m.nodes}
    assert (m.quotes[0].source, m.quotes[0].anchor) == ("signature", "1+2")


# -- what changed --------------------------------------------------------------------------------------------


def changes(old: str, new: str) -> list[str]:
    told = render_changes(argmap.diff(argmap.loads(old), argmap.loads(new))).splitlines()
    return [line.strip() for line in told if line.startswith("  ")]


def test_what_is_told_of_signatures() -> None:
    def signed(letters: int, digest: str, blocks: str) -> str:
        return f"source s: S\n  signature sk1 {letters} {digest * 64} {blocks}\n"

    one = signed(12, "a", "QUJD")
    assert changes("source s: S\n", one) == ["~ source s — it has a signature now"]
    assert changes(one, "source s: S\n") == ["~ source s — it has lost its signature"]
    assert changes(one, signed(12, "a", "QUJE")) == ["~ source s — another signature of the same text"]
    assert changes(one, signed(15, "b", "QUJD")) == ["~ source s — the signature is of another text (12 -> 15 letters)"]
    assert changes(one, signed(12, "b", "QUJD")) == ["~ source s — the signature is of another text (12 letters)"]


def test_equal_quotes_are_told_apart_by_their_anchors() -> None:
    base = f'{HEAD}  "x" anchor 1+1 near "a"\n  "x" anchor 9+1 near "b"\n'
    turned = f'{HEAD}  "x" anchor 9+1 near "b"\n  "x" anchor 1+1 near "a"\n'
    assert changes(base, turned) == []
    assert changes(base, base.replace("9+1", "7+1")) == ["~ quote of c: “x” — anchor 9+1 -> 7+1"]
    mark = 'source s: S\n  scare "x" anchor 1+1\n'
    assert changes(mark, mark.replace("1+1", "2+1")) == ["~ mark “x” in source s — anchor 1+1 -> 2+1"]


def test_facts_of_anchors_and_signatures() -> None:
    facts = list(facts_of(argmap.loads(
        f'source s: S\n  signature {SIGNED}\n  scare "y" anchor 7+1\nvoice v: V\nclaim c: C\n  "x" anchor 1+1\n'
        '  v says\n    cue "said" anchor 3+4 "so"\n'
    )))  # fmt: skip
    assert f"source s: signature sk1 5938 {DIGEST}" in facts
    assert "source s: scare “y” anchor 7+1" in facts
    assert "c: “x” anchor 1+1" in facts
    assert any(fact.endswith("cue “said” anchor 3+4 “so”") for fact in facts)
