"""Edits of a document: what they write, what they refuse, and how they are saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import argmap
from argmap import ArgmapError, Document
from argmap.model.nodes import Argument, Attribution, Claim, Ground, Premise, Quote, Source, Voice

MAP = """\
argmap 1

// Who speaks.
voice mayor: Ana Ruiz
  person
voice port: the Port Authority\x20\x20\x20

source leader: Mind the gap
  by mayor

// The thesis,
// in two lines.
claim close:   The bridge should be closed,
  // for now
  | until further notice.
  type policy
  "close the bridge" at ¶ 2   near "gap"
  // what carries it
  because rust: The cables are rusted.
    note Seen by two.
    // end of rust
  and danger
  scheme sign
  unless new: The cables are new.
    by port
  because mayor promised safety
  named promise-step

  // trailing remark

premise danger: Rust is dangerous.
position safety: Nobody will be at risk.
  mayor promised, to port: "not one resident" at p. 3 "no risk"
    cue "swore"
  port says, in leader, that mayor promises
  contradicts danger and fear
position fear: Everybody is afraid.
  someone fears
claim: It has no name.
  supports close
  undercuts promise-step
"""

SIGNATURE = f"sk1 5938 {'0a' * 32} {'QUJD' * 30}"
SIGNED = f"  signature sk1 5938 {'0a' * 32}\n    | {'QUJD' * 23}\n    | {'QUJD' * 7}\n"

Edit = Callable[[Document], object]


def edited(edit: Edit, text: str = MAP) -> str:
    doc = Document(text)
    before = argmap.reads(text)
    assert before.ok
    edit(doc)
    after = argmap.reads(doc.text)
    assert after.ok
    assert after.map == doc.map
    return doc.text


NEW = [
    ("text", lambda d: d.set("danger", text="Rust kills."), ("Rust is dangerous.", "Rust kills.")),
    (
        "a text over several lines; the comment between stays",
        lambda d: d.set("close", text="Close it."),
        (
            "claim close:   The bridge should be closed,\n  // for now\n  | until further notice.\n",
            "claim close:   Close it.\n  // for now\n",
        ),
    ),
    (
        "a text that begins with the mark of a continued one",
        lambda d: d.set("danger", text="| so"),
        ("premise danger: Rust is dangerous.\n", "premise danger:\n  | | so\n"),
    ),
    ("a property", lambda d: d.set("close", type="value"), ("  type policy\n", "  type value\n")),
    ("no property", lambda d: d.set("close", type=None), ("  type policy\n", "")),
    ("a new property", lambda d: d.set("danger", type="fact"), ("dangerous.\n", "dangerous.\n  type fact\n")),
    ("tags", lambda d: d.set("close", tags=("a", "b c")), ("  type policy\n", "  type policy\n  tags a, b c\n")),
    ("a note more", lambda d: d.set("rust", notes=("Seen by two.", "Or three.")),
     ("    note Seen by two.\n", "    note Seen by two.\n    note Or three.\n")),
    ("another note", lambda d: d.set("rust", notes=("Seen by six.",)), ("Seen by two", "Seen by six")),
    ("meta", lambda d: d.set("danger", meta=(("k", "v: w"),)), ("dangerous.\n", "dangerous.\n  meta k: v: w\n")),
    ("a voice's kind", lambda d: d.set("mayor", kind="group", naming="by-role"), ("  person\n", "  group, by-role\n")),
    ("a voice's name, and the spaces after it go", lambda d: d.set("port", name="the Port"),
     ("port: the Port Authority   \n", "port: the Port\n")),
    ("a source", lambda d: d.set("leader", title="Gap", venue="The Echo", by=("mayor", "port")),
     ("source leader: Mind the gap\n  by mayor\n", "source leader: Gap\n  by mayor and port\n  in The Echo\n")),
    ("a step's scheme", lambda d: d.set("close/1", scheme="analogy"), ("scheme sign", "scheme analogy")),
    ("no scheme", lambda d: d.set("close/1", scheme=None), ("  scheme sign\n", "")),
    ("a step's strength", lambda d: d.set("close/1", strength=0.5), ("  scheme sign\n", "  scheme sign\n  strength 0.5\n")),
    ("the voice of an exception", lambda d: d.set("close/1/1", by=("mayor",)), ("    by port\n", "    by mayor\n")),
    ("a detail of an exception", lambda d: d.set("close/1/1", strength="weak"),
     ("    by port\n", "    by port\n    strength weak\n")),
    ("a reason turned", lambda d: d.set("promise-step", step="rebuts"),
     ("  because mayor promised", "  but mayor promised")),
    ("a reason from below turned", lambda d: d.set("close/3", step="rebuts"), ("  supports close", "  rebuts close")),
    ("when, and the verb as it was written", lambda d: d.set("safety/mayor-promises", date="2026-03", to=("the council",)),
     ("mayor promised, to port:", "mayor promised, on 2026-03, to the council:")),
    ("a clause of a nested report", lambda d: d.set("safety/port-says", date="2026"),
     ("port says, in leader, that", "port says, in leader, on 2026, that")),
    ("an inner clause", lambda d: d.set("safety/port-says/mayor-promises", certainty="probably"),
     ("that mayor promises\n", "that mayor promises, probably\n")),
    ("whether it took place", lambda d: d.set("fear/someone-fears", auxiliary="might"), ("someone fears", "someone might fear")),
    ("a stance", lambda d: d.set("safety/mayor-promises", stance="factive"),
     ('    cue "swore"\n', '    stance factive\n    cue "swore"\n')),
    ("a quote", lambda d: d.set("safety/mayor-promises/q2", text="no risk at all", at="¶ 4"), ('"no risk"', '"no risk at all" at ¶ 4')),
    ("a quote's place", lambda d: d.set("close/q1", near=None, at="p. 1"), ('at ¶ 2   near "gap"', "at p. 1")),
    ("where a quote stands exactly", lambda d: d.set("close/q1", anchor="12+3,20+4"),
     ('at ¶ 2   near "gap"', 'at ¶ 2 near "gap" anchor 12+3,20+4')),
    ("where a cue stands", lambda d: d.set("safety/mayor-promises", cue_anchors=("8+5",)), ('"swore"', '"swore" anchor 8+5')),
    ("a signature", lambda d: d.set("leader", signature=SIGNATURE, date="2026"), ("  by mayor\n", f"  by mayor\n  date 2026\n{SIGNED}")),
    ("a voice's kind and naming where it had none", lambda d: d.set("port", kind="group", naming="by-role"),
     ("Authority   \n", "Authority   \n  group, by-role\n")),
    ("an entry at the end", lambda d: d.add("premise x: X is so.\n    because: Y is so."),
     ("  undercuts promise-step\n", "  undercuts promise-step\n\npremise x: X is so.\n  because: Y is so.\n")),
    ("an entry after another, close as they are", lambda d: d.add("premise x: X is so.", after="danger"),
     ("dangerous.\n", "dangerous.\npremise x: X is so.\n")),
    ("an entry before another, apart as they are", lambda d: d.add(Claim(id="x", text="X is so."), before="close"),
     ("\n// The thesis,", "\nclaim x: X is so.\n\n// The thesis,")),
    ("a voice as a node", lambda d: d.add(Voice(id="x", name="X", kind="party", of=("port",)), after="mayor"),
     ("  person\n", "  person\nvoice x: X\n  party\n  of port\n")),
    ("a source as a node", lambda d: d.add(Source(id="x", title="T", date="2026"), after="leader"),
     ("  by mayor\n", "  by mayor\n\nsource x: T\n  date 2026\n")),
    ("a line below a node", lambda d: d.add("tags a", under="danger"), ("dangerous.\n", "dangerous.\n  tags a\n")),
    ("a quote as a node", lambda d: d.add(Quote(id="q", of="danger", text='say "no"', at="¶ 9")),
     ("dangerous.\n", "dangerous.\n  “say \"no\"” at ¶ 9\n")),
    ("an attribution as a node",
     lambda d: d.add(Attribution(id="x", voices=("mayor", "port"), verb="deny", content="fear", date="2026", cue=("no",))),
     ("  someone fears\n", '  someone fears\n  mayor and port deny, on 2026\n    named x\n    cue "no"\n')),
    ("a step as a node, from an act",
     lambda d: d.add(Argument(id="x", step="rebuts", target="danger", strength="weak",
                              grounds=(Ground(ref="fear/someone-fears"), Ground(ref="rust", implicit=True)))),
     ("dangerous.\n", "dangerous.\n  but someone fears fear\n  assuming rust\n  strength weak\n  named x\n")),
    ("a reason", lambda d: d.add("because danger\nscheme sign", under="rust"),
     ("    // end of rust\n", "    // end of rust\n    because danger\n    scheme sign\n")),
    ("a ground of a step", lambda d: d.add("and more: There is more.", under="close/1"),
     ("  scheme sign\n", "  scheme sign\n  and more: There is more.\n")),
    ("an exception to a step", lambda d: d.add("unless more: There is more.", under="promise-step"),
     ("  named promise-step\n\n  // trailing remark\n", "  named promise-step\n  unless more: There is more.\n\n  // trailing remark\n")),
    ("without an entry, the comment above it and the blank line", lambda d: d.remove("fear/someone-fears"), ("  someone fears\n", "")),
    ("without a name in a list", lambda d: d.remove("safety/contradicts-danger"), ("danger and fear", "fear")),
    ("without a step, and what is declared in it", lambda d: d.remove("close/1"),
     (MAP[MAP.index("  // what carries it"):MAP.index("  because mayor promised")], "")),
    ("without the first ground", lambda d: d.remove("rust"),
     (MAP[MAP.index("  // what carries it"):MAP.index("  and danger")] + "  and danger", "  because danger")),
    ("without a quote on the line", lambda d: d.remove("safety/mayor-promises/q1"), ('"not one resident" at p. 3 ', "")),
    ("without both", lambda d: (d.remove("safety/mayor-promises/q2"), d.remove("safety/mayor-promises/q1")),
     (': "not one resident" at p. 3 "no risk"', "")),
    ("an entry moved, with its comments", lambda d: d.move("mayor", after="port"),
     ("// Who speaks.\nvoice mayor: Ana Ruiz\n  person\nvoice port: the Port Authority   \n",
      "voice port: the Port Authority   \n\n// Who speaks.\nvoice mayor: Ana Ruiz\n  person\n")),
    ("a quote moved", lambda d: d.move("close/q1", under="danger"),
     ('  "close the bridge" at ¶ 2   near "gap"\n', "", "dangerous.\n", 'dangerous.\n  "close the bridge" at ¶ 2   near "gap"\n')),
    ("a step from below moved", lambda d: d.move("close/3", under="danger"), ("  supports close\n", "  supports danger\n")),
    ("a name", lambda d: d.rename("danger", "peril"),
     ("and danger\n", "and peril\n", "premise danger:", "premise peril:", "contradicts danger", "contradicts peril")),
    ("a name for what had none", lambda d: d.rename("it-has-no-name-aaa6" if "it-has-no-name-aaa6" in d.map else
                                                    next(c.id for c in d.map.claims if c.text == "It has no name."), "named-now"),
     ("claim: It has no name.", "claim named-now: It has no name.")),
    ("a name for a step", lambda d: d.rename("close/1", "first"), ("  scheme sign\n", "  scheme sign\n  named first\n")),
    ("a name of a step", lambda d: d.rename("promise-step", "second"),
     ("named promise-step", "named second", "undercuts promise-step", "undercuts second")),
    ("a name for an attribution", lambda d: d.rename("fear/someone-fears", "the-fear"),
     ("  someone fears\n", "  someone fears\n    named the-fear\n")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "edit", "swaps"), NEW, ids=[n[0] for n in NEW])
def test_an_edit_changes_its_own_lines_only(what: str, edit: Edit, swaps: tuple[str, ...]) -> None:
    expected = MAP
    for old, new in zip(swaps[::2], swaps[1::2], strict=True):
        assert expected.count(old) == 1, old
        expected = expected.replace(old, new)
    assert edited(edit) == expected
    windows = edited(edit, MAP.replace("\n", "\r\n"))
    assert windows == expected.replace("\n", "\r\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_signature_over_several_lines(newline: str) -> None:
    text = f"source s: S\n  date 2026\n{SIGNED}  // kept\n  note N\n".replace("\n", newline)
    doc = Document(text)
    shorter = f"sk1 5 {'0b' * 32} QUJD"
    doc.set("s", signature=shorter)
    signed = f"  signature sk1 5 {'0b' * 32}\n    | QUJD\n".replace("\n", newline)
    assert doc.text == text.replace(SIGNED.replace("\n", newline), signed)
    doc.set("s", signature=SIGNATURE)
    assert doc.text == text
    doc.set("s", signature=None)
    assert doc.text == text.replace(SIGNED.replace("\n", newline), "")


def test_cues_that_stay_keep_their_anchors() -> None:
    doc = Document('voice v: V\nposition a: A is.\n  v says\n    cue "said" anchor 3+4\n    cue "so" anchor 9+2\n')
    doc.set("a/v-says", cue=("so", "and so"))
    assert doc.text.endswith('    cue "so" anchor 9+2\n    cue "and so"\n')
    doc.set("a/v-says", cue=())
    assert doc.text == "voice v: V\nposition a: A is.\n  v says\n"
    doc.set("a/v-says", cue=("said", "so"), cue_anchors=("", "7+2"))
    assert doc.text.endswith('  v says\n    cue "said"\n    cue "so" anchor 7+2\n')


def test_replace_by_a_node() -> None:
    doc = Document(MAP)
    claim = doc.map["close"]
    assert isinstance(claim, Claim)
    doc.replace(claim.model_copy(update={"type": "value", "tags": ("thesis",), "text": "Close it."}))
    assert doc.map["close"] == claim.model_copy(update={"type": "value", "tags": ("thesis",), "text": "Close it."})
    doc.replace(doc.map["close"])
    with pytest.raises(ArgmapError, match="no premise `close`"):
        doc.replace(Premise(id="close", text="X"))


def test_what_add_gives_back() -> None:
    doc = Document(MAP)
    assert doc.add("claim a: A is so.\n  because b: B is so.\nclaim c: C is so.") == ("a", "b", "c")
    assert doc.add("note x", under="a") == ()
    assert doc.add("port says\n  named it", under="fear") == ("it",)


REFUSED = [
    (lambda d: d.set("clos", text="x"), "did you mean `close`"),
    (lambda d: d.set("close", colour="red"), "no field `colour`"),
    (lambda d: d.set("close", id="x"), "`rename` gives another ID"),
    (lambda d: d.set("close", type="opinion"), "it may be 'fact', 'value' or 'policy'"),
    (lambda d: d.set("close", text="two\nlines"), "cannot be written on one line"),
    (lambda d: d.set("close", text=""), "cannot be written"),
    (lambda d: d.set("close/1", scheme="nonsense"), "no scheme"),
    (lambda d: d.set("close/1", target="danger"), "no line of its own"),
    (lambda d: d.set("safety/mayor-promises", verb="zorp"), "not in the lexicon"),
    (lambda d: d.set("safety/mayor-promises", voices=("nobody",)), "no voice `nobody`"),
    (lambda d: d.set("safety/mayor-promises", verb="deny"), "would get another ID"),
    (lambda d: d.set("mayor", naming="hidden"), "it may be"),
    (lambda d: d.set("close/q1", anchor="p. 3"), "`p. 3` is not an anchor"),
    (lambda d: d.set("safety/mayor-promises", cue_anchors=("1+2", "3+4")), "one anchor for each `cue`"),
    (lambda d: d.set("safety/mayor-promises", cue_anchors=("12",)), "`12` is not an anchor"),
    (lambda d: d.set("leader", signature="sk1 12"), "this signature is cut short"),
    (lambda d: d.remove("danger"), "would be gone, and `close` and 1 more refer to it"),
    (lambda d: d.remove("mayor"), "would be gone, and `leader` and 1 more"),
    (lambda d: d.add("claim close: Again."), "declared already"),
    (lambda d: d.add("claim x\n"), "no text"),
    (lambda d: d.add("because nobody-knows", under="close"), "no ID `nobody-knows`"),
    (lambda d: d.add(""), "nothing to add"),
    (lambda d: d.add("claim x: X", under="close"), "indented"),
    (lambda d: d.add("because danger", under="danger"), "reason for itself"),
    (lambda d: d.add("claim x: X", before="close", after="danger"), "not both"),
    (lambda d: d.move("close", under="danger"), "is an entry"),
    (lambda d: d.move("rust", before="danger"), "declared in place"),
    (lambda d: d.move("close/1", under="rust"), "would bring an error"),
    (lambda d: d.move("close"), "say where to"),
    (lambda d: d.move("safety/port-says", under="fear"), "nested"),
    (lambda d: d.rename("close", "danger"), "declared already"),
    (lambda d: d.rename("close", "two words"), "cannot be an ID"),
    (lambda d: d.rename("close/q1", "x"), "no name of its own"),
    (lambda d: d.rename("author", "writer"), "keeps its ID"),
    (lambda d: d.remove("safety/port-says/mayor-promises"), "they go together"),
    (lambda d: d.set("danger", text="Pasted\u2028from elsewhere."), "control character or line separator"),
    (lambda d: d.set("danger", text="NUL\x00."), "control character or line separator"),
    (lambda d: d.add("note half a pair \ud800", under="danger"), "control character or line separator"),
    (lambda d: d.add("source s0: Another", before="leader"), "would stand in `s0`"),
    (lambda d: d.add("// only this", under="danger"), "a comment alone"),
    (lambda d: d.add(Premise(id="x", text="X is."), under="danger"), "write `because x: …`"),
    (lambda d: d.set("danger", tags=("a, b",)), "without a comma"),
    (lambda d: d.set("close/1", strength=7), "or a number from 0 to 1"),
    (lambda d: d.set("author", name="X"), "has no entry here"),
]


@pytest.mark.parametrize(("edit", "why"), REFUSED, ids=[r[1] for r in REFUSED])
def test_what_is_refused_changes_nothing(edit: Edit, why: str) -> None:
    doc = Document(MAP)
    with pytest.raises(ArgmapError) as refused:
        edit(doc)
    assert why in str(refused.value)
    assert doc.text == MAP
    assert doc.map == argmap.loads(MAP)


def test_a_step_named_by_its_number_is_not_lost() -> None:
    text = "claim a: A is.\n  because b: B is.\n  because c: C is.\npremise d: D is.\n  undercuts a/2\n"
    doc = Document(text)
    with pytest.raises(ArgmapError):
        doc.remove("a/1")
    assert doc.text == text
    doc.add("because e: E is.", under="a")
    doc.rename("a/2", "second")
    assert "undercuts second" in doc.text
    doc.remove("a/1")
    assert [g.id for g in doc.map.grounds_of("a")] == ["c", "e"]


def test_a_rename_moves_no_number() -> None:
    doc = Document("claim a: A is.\n  because b: B is.\nvoice v: V\npremise d: D is.\n  undercuts a/1\n  by v\n")
    for old, new in (("b", "bb"), ("d", "dd"), ("v", "vv"), ("a", "aa")):
        doc.rename(old, new)
    assert (
        doc.text == "claim aa: A is.\n  because bb: B is.\nvoice vv: V\npremise dd: D is.\n  undercuts aa/1\n  by vv\n"
    )


@pytest.mark.parametrize(
    ("text", "what", "under"),
    [
        ("claim a: A is.\n  because b\n", "premise b: It is b.", None),
        ("position a: A is.\n  m says\n", "voice m: M", None),
        ('claim a: A is.\n  "x" in s\n', "source s: S", None),
        ("voice m: M\nposition a: A is.\nclaim c: C is.\n  because m says a\n", "m says", "a"),
    ],
)
def test_an_edit_may_put_right_what_was_wrong(text: str, what: str, under: str | None) -> None:
    doc = Document(text)
    assert not doc.reading.ok
    doc.add(what, under=under)
    assert doc.reading.ok


def test_other_edits_that_people_make() -> None:
    doc = Document("# Part\nvoice police: the police\nposition a: A is.\n\tpolice tell\n")
    doc.set("§/part", title="First part")
    doc.set("a/police-tells", verb="deny")
    doc.set("a", meta={"k": "v"})
    doc.add("because b: B is.\n  note Indented by two.", under="a")
    assert doc.text == (
        "# First part\nvoice police: the police\nposition a: A is.\n\tmeta k: v\n\tpolice deny\n"
        "\tbecause b: B is.\n\t\tnote Indented by two.\n"
    )
    with pytest.raises(TypeError, match="a node is replaced by a node"):
        doc.replace("a")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="markup or a node"):
        doc.add(5)  # type: ignore[arg-type]


def test_what_is_wrong_elsewhere_is_no_hindrance() -> None:
    doc = Document("claim a: A is.\n  because nowhere\nclaim b: B is.\n  becuase c\n")
    doc.set("a", text="A is so.")
    doc.add("claim d: D is.")
    assert doc.text == "claim a: A is so.\n  because nowhere\nclaim b: B is.\n  becuase c\n\nclaim d: D is.\n"


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "m.argmap"
    stored = b"\xef\xbb\xbfclaim a: A is.\r\n// last"
    file.write_bytes(stored)
    doc = Document.open(file)
    doc.set("a", text="A is so.")
    assert file.read_bytes() == stored
    doc.save()
    assert file.read_bytes() == b"\xef\xbb\xbfclaim a: A is so.\r\n// last"
    doc.add("claim b: B is.")
    doc.save()
    assert file.read_bytes() == b"\xef\xbb\xbfclaim a: A is so.\r\n// last\r\n\r\nclaim b: B is.\r\n"


def test_a_file_that_changed_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "m.argmap"
    file.write_text("claim a: A is.\n", encoding="utf-8")
    doc = Document.open(file)
    doc.set("a", text="A is so.")
    file.write_text("claim a: Somebody else was here.\n", encoding="utf-8")
    with pytest.raises(ArgmapError, match="has changed on disk"):
        doc.save()
    assert "Somebody else" in file.read_text(encoding="utf-8")
    doc.save(tmp_path / "copy.argmap")
    assert (tmp_path / "copy.argmap").read_text(encoding="utf-8") == "claim a: A is so.\n"
    with pytest.raises(ArgmapError, match="no file yet"):
        Document("claim a: A is.").save()
    with pytest.raises(FileNotFoundError):
        Document.open(tmp_path / "none.argmap")


def test_included_maps(tmp_path: Path) -> None:
    (tmp_path / "costs.argmap").write_text("claim dear: It is dear.\n", encoding="utf-8")
    main = tmp_path / "main.argmap"
    main.write_text("include costs.argmap as c\nclaim a: A is.\n  because c.dear\n", encoding="utf-8")
    doc = Document.open(main)
    with pytest.raises(ArgmapError, match="open that file"):
        doc.set("c.dear", text="No.")
    doc.rename("c.dear", "c.cheap")
    assert (tmp_path / "costs.argmap").read_text(encoding="utf-8") == "claim dear: It is dear.\n"
    assert doc.reading.ok
    doc.save()
    assert (tmp_path / "costs.argmap").read_text(encoding="utf-8") == "claim cheap: It is dear.\n"
    assert argmap.read(main).ok


def test_a_map_without_anything() -> None:
    doc = Document("")
    assert doc.add("claim a: A is.") == ("a",)
    assert doc.text == "claim a: A is.\n"
    doc.remove("a")
    assert doc.text == ""


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("claim a: A is.\n  because b: B is.", "verb a b c: say\n  stance bogus"),
        ("claim a: A is.", "include nowhere.argmap"),
        ("claim a: A is.", "source s: S\n  by nobody"),
    ],
)
def test_a_refused_edit_leaves_a_file_without_a_last_line_end_as_it_was(text: str, refused: str) -> None:
    document = Document(text)
    with pytest.raises(ArgmapError):
        document.add(refused)
    assert document.text == text


def test_an_edit_adds_no_line_end_at_the_end_of_the_file() -> None:
    document = Document("claim a: A is.")
    document.set("a", text="B is.")
    assert document.text == "claim a: B is."


def test_an_included_file_stays_as_it_was_where_its_rename_is_refused_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "part.argmap").write_text("claim dear: D is.\n", encoding="utf-8")
    whole = tmp_path / "whole.argmap"
    whole.write_text("include part.argmap as c\nclaim high: H is.\n  because c.dear\n", encoding="utf-8")
    document = Document.open(whole)

    def refuse(*_: object, **__: object) -> None:
        raise ArgmapError("refused late")

    monkeypatch.setattr(document, "_commit", refuse)
    with pytest.raises(ArgmapError):
        document.rename("c.dear", "c.cheap")
    assert document.included == ()
