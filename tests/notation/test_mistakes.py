"""Every mistake earns one diagnostic, at its place; the rest of the file is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.expected import expected_in, mismatches

import argmap
from argmap.checks.fixing import apply
from argmap.diagnostics import CODES, Diagnostic, render_concise, render_text
from argmap.model.nodes import Claim

FOLDER = Path(__file__).parent / "mistakes"
FILES = sorted(FOLDER.rglob("*.argmap"))
SINGLE = [path for path in FILES if path.parent != FOLDER]
RULES = ("W302", "W310")

_DECLARED = re.compile(
    r"\s*(?:map|source|voice|claim|premise|position|question|because|but|and|assuming|unless) ([^\s:]+):"
)


def ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(FOLDER).with_suffix("").as_posix() for path in paths]


@pytest.mark.parametrize("path", FILES, ids=ids(FILES))
def test_what_is_announced_is_what_is_found(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert expected_in(text)
    assert mismatches(text, path, RULES if path in SINGLE else ("W302",)) == []


@pytest.mark.parametrize("path", SINGLE, ids=ids(SINGLE))
def test_one_mistake_is_one_diagnostic_and_all_other_lines_are_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (announced,) = expected_in(text)
    assert announced.start is not None
    assert announced.end is not None
    assert announced.words
    lines = text.split("\n")
    others = [line for number, line in enumerate(lines, 1) if number != announced.line]
    m = argmap.reads(text, path=path).map
    declared = {found[1] for line in others if (found := _DECLARED.match(line))}
    assert declared <= {node.id for node in m.nodes} | {m.id}
    assert len(m.nodes) > 0


@pytest.mark.parametrize("folder", ["thirty", "argdown"])
def test_there_are_thirty_of_each(folder: str) -> None:
    names = [path.name for path in SINGLE if path.parent.name == folder]
    assert len(names) >= 30
    assert [name[:2] for name in names] == [f"{n:02}" for n in range(1, len(names) + 1)]


@pytest.mark.parametrize("path", SINGLE, ids=ids(SINGLE))
def test_a_safe_fix_leaves_nothing_wrong(path: Path) -> None:
    """What a fix writes is read, and is no mistake."""
    text = path.read_text(encoding="utf-8")
    fixes = [d.fix for d in argmap.reads(text, path=path).diagnostics if d.fix is not None and d.fix.safe]
    for fix in fixes:
        lines = text.split("\n")
        for span, put in sorted(fix.edits, reverse=True):
            line = lines[span.line - 1]
            lines[span.line - 1] = line[: span.column - 1] + put + line[span.end_column - 1 :]
        assert argmap.reads("\n".join(lines), path=path).diagnostics == ()


def test_what_was_probably_meant_can_be_put_there() -> None:
    """A slip in a word of the notation is mended safely; which name was meant is a guess."""
    seen = set()
    for path in FILES:
        for d in argmap.reads(path.read_text(encoding="utf-8"), path=path).diagnostics:
            if d.help and d.help.startswith("did you mean") and d.code != "E003":
                assert d.fix is not None, d
                assert d.fix.safe == (d.code in ("E101", "E102") and "circumstance" not in d.message), d
                assert f"`{d.fix.edits[0].text}`" in d.help
                seen.add(d.code)
    assert seen >= {"E101", "E102", "E109", "E201", "E203", "E204", "E205", "E208"}


HEAD = "voice v: Vera\nvoice w: Wim\nclaim a: A\npremise b: B\n"
FIXED = [
    # Where the first word begins the sentence, it becomes no ID.
    ("claim The ferry stays.", "claim: The ferry stays.", False),
    ("claim it stays", "claim: it stays", False),
    ("claim ferries stay", "claim ferries: stay", False),
    ("claim stay The ferry stays.", "claim stay: The ferry stays.", True),
    ("claim ferry - it stays", "claim ferry: it stays", False),
    ("claim ferry - It stays", "claim ferry: It stays", True),
    ("claim ferry; it stays", "claim ferry: it stays", True),
    ("voice Ana Ruiz", "voice ruiz: Ana Ruiz", False),
    ("voice Ludwig van der Berg, a clerk", "voice berg: Ludwig van der Berg, a clerk", False),
    ("voice the Port Authority", "voice port-authority: the Port Authority", False),
    ("voice Merrow Rowing Club", "voice merrow-rowing-club: Merrow Rowing Club", False),
    ("source The Evening Herald", "source evening-herald: The Evening Herald", False),
    ("claim x: X\n  because the Bridge Trust says so", "claim x: X\n  because: the Bridge Trust says so", False),
    ("claim x: X\n  because v Berg said so, twice", "claim x: X\n  because: v Berg said so, twice", False),
    ("claim x: X\n  because rust The cables, all", "claim x: X\n  because rust: The cables, all", True),
    # What is no entry with its colon is prose.
    ("Maps are good", None, False),
    ("posiiton of the council on it", None, False),
    ("vice president: she stayed", None, False),
    ("Expect more trouble", None, False),
    ("expct a accepted", "expect a accepted", True),
    ("Claim x: X", "claim x: X", True),
    ("man overboard: Help", "map overboard: Help", False),
    # Marks.
    ('claim x: X\n  “fine"', "claim x: X\n  “fine”", True),
    ('claim x: X\n  “she said "yes""', 'claim x: X\n  “she said "yes"”', True),
    ('claim x: X\n  v says: "he said “hi” to us', 'claim x: X\n  v says: "he said “hi” to us"', False),
    ('claim x: X\n  v says: «he said "hi" to us', 'claim x: X\n  v says: «he said "hi" to us»', False),
    ('claim x: X\n  v says: "one «two» three', 'claim x: X\n  v says: "one «two» three"', False),
    ('claim x: X\n  "he said "hi" to us"', 'claim x: X\n  "he said “hi” to us"', False),
    ("claim x: X\n  “he said “hi” to us” at p. 2", 'claim x: X\n  “he said "hi" to us” at p. 2', False),
    ('claim x: X\n  "a "b c"', None, False),
    ("claim x: X\n  v says: 'hi'", 'claim x: X\n  v says: "hi"', False),
    ("claim x: X\n  v says, in a letter: 'hi'", 'claim x: X\n  v says, in a letter: "hi"', False),
    ("claim x: X\n  v says, in a letter 'we go'", 'claim x: X\n  v says, in a letter: "we go"', False),
    ('claim x: X\n  "one" (p. 3)', 'claim x: X\n  "one" at p. 3', True),
    # Words of the notation.
    ("claim x: X\n  tag: y", "claim x: X\n  tags y", True),
    ("claim x: X\n  note:y", "claim x: X\n  note y", True),
    ("claim x: X\n  url : http://x.example", "claim x: X\n  url http://x.example", True),
    ("claim x: X\n  note: y\n  type: fact", "claim x: X\n  note y\n  type fact", True),
    ("claim x: X\n  type fact, value", None, False),
    ("claim x: X\n  because b\n  scheme expert opinion", "claim x: X\n  because b\n  scheme expert-opinion", False),
    ("claim x: X\n  because b\n  scheme no such", None, False),
    ("claim x: X\n  but but b", "claim x: X\n  but b", True),
    ("claim x: X\n  same as b", "claim x: X\n  same-as b", True),
    ("question x: X\n  answer a, b and v.c", "question x: X\n  answer a and b and v.c", False),
    ("claim x: X\n\tbecause b // why", "claim x: X\n\t// why\n\tbecause b", False),
    ("claim x: X\n  v doesn't say", "claim x: X\n  v does not say", True),
    ("claim x: X\n  v hasn’t said, in Oslo", "claim x: X\n  v does not say, in Oslo", False),
    ("claim x: X\n  v and w weren't asking", "claim x: X\n  v and w did not ask", False),
    ("claim x: X\n  v isn't sure", None, False),
    ('claim x: X\n  v won’t say: "x"', 'claim x: X\n  v does not say: "x"', False),
    # What joins the parts.
    ("claim x: X\n  v and v say", "claim x: X\n  v say", False),
    ("claim x: X\n  v, w agree", "claim x: X\n  v and w agree", False),
    ("claim x: X\n  v, says", "claim x: X\n  v says", True),
    (
        "claim x: X\n  v says, to the whole town, and in a letter",
        "claim x: X\n  v says, to the whole town, in a letter",
        False,
    ),
    ("claim x: X\n  v says, in a letter; on 2026", "claim x: X\n  v says, in a letter, on 2026", False),
    ("claim x: X\n  v says on 2026", "claim x: X\n  v says, on 2026", False),
    ('claim x: X\n  v says: "one, and\n    two" at p. 3', 'claim x: X\n  v says: "one, and two" at p. 3', False),
    ('claim x: X\n  "one"; "two"', 'claim x: X\n  "one"\n  "two"', False),
    ('claim x: X\n  "one", at p. 2', 'claim x: X\n  "one" at p. 2', True),
    ('claim x: X\n  v says: one"', 'claim x: X\n  v says: "one"', False),
    ("claim x: X\n  V, says", "claim x: X\n  v says", False),
    ("claim x: X\n  v says.", "claim x: X\n  v says", True),
    ("claim x: X\n  v, in a letter, says", "claim x: X\n  v says, in a letter", False),
    ("claim x: X\n  because a and b a", "claim x: X\n  because a and b and a", False),
    ("claim x: X\n  the v says", "claim x: X\n  v says", False),
    ("claim x: X\n  says v", "claim x: X\n  v says", False),
    ("claim x: X\n  since b", "claim x: X\n  because b", False),
    ("claim x: X\n  because a b", "claim x: X\n  because a and b", False),
    ("claim x: X\n  % why\n  because b", "claim x: X\n  // why\n  because b", True),
    ("claim x: X, which\n    goes on.", "claim x: X, which\n    | goes on.", False),
    ("voice x: X\nperson", "voice x: X\n  person", False),
    ("voice x: X\n  person; unnamed", "voice x: X\n  person, unnamed", True),
]


@pytest.mark.parametrize(("wrong", "right", "safe"), FIXED, ids=[wrong.split("\n")[-1].strip() for wrong, *_ in FIXED])
def test_what_a_fix_makes_of_a_line(wrong: str, right: str | None, safe: bool) -> None:
    found = [d for d in argmap.reads(HEAD + wrong + "\n").diagnostics if d.code != "E201"]
    assert len(found) == 1
    if right is None:
        assert found[0].fix is None
        return
    assert found[0].fix is not None
    assert apply(HEAD + wrong + "\n", [found[0].fix]) == HEAD + right + "\n"
    assert found[0].fix.safe == safe


def test_a_colon_that_is_meant_stays() -> None:
    claim = argmap.loads("claim x: X\n  note :-) said the editor\n").claims[0]
    assert claim.notes == (":-) said the editor",)


def test_a_broken_line_hides_no_other_mistake() -> None:
    """Words of the notation in a line that could not be read are no IDs that it may have declared."""
    reading = argmap.reads("question q: Q?\n  answer ?? b\nclaim a: A\n  answer b\n")
    assert [(d.code, d.span.line) for d in reading.diagnostics] == [("E102", 2), ("E108", 4)]


def test_no_help_lists_all_words_of_the_notation() -> None:
    for context in ("map m: M", "source s: S", "voice w: W", "verb zorps: say", "claim a: A", "question q: Q"):
        for line in ("??", "note", "foo, bar", "type fact ??", '"x" ??', "%"):
            for d in argmap.reads(f"{context}\n  {line}\n").diagnostics:
                assert d.help is not None
                assert d.code == "E109" or d.help.count("`") <= 12, d


def test_kept_rows_hide_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir(mode=0o700)
    for path in FILES:
        file = tmp_path / path.name
        file.write_bytes(path.read_bytes())
        assert argmap.read(file).diagnostics == argmap.read(file).diagnostics


def follows_the_rules(d: Diagnostic, lines: list[str]) -> None:
    assert d.code in CODES
    for said in (d.message, d.label, d.help or "", *(r.label for r in d.related)):
        assert not said.endswith(".")
        assert said[:1] == said[:1].lower()
        assert not {"token", "terminal", "EOF", "unexpected", "None", "illegal"} & set(said.replace("`", " ").split())
    assert d.help, d.message
    assert len(d.label.split()) <= 8
    assert 1 <= d.span.line <= len(lines)
    assert 1 <= d.span.column <= d.span.end_column <= len(lines[d.span.line - 1]) + 2


@pytest.mark.parametrize("path", FILES, ids=ids(FILES))
def test_messages_follow_the_rules(path: Path) -> None:
    """Lower case, no full stop, none of a parser's words; the place exists in the file."""
    text = path.read_text(encoding="utf-8")
    for d in argmap.reads(text, path=path).diagnostics:
        follows_the_rules(d, text.split("\n"))


def test_every_code_of_reading_is_exercised() -> None:
    told = {e.code for path in FILES for e in expected_in(path.read_text(encoding="utf-8"))}
    # Below, in test_reader.py and test_include.py; settings and comments that ignore are told by `argmap.checks`; what is
    # wrong with queries by `argmap.query`.
    elsewhere = {"E001", "E002", "E003", "E004", "E005", "E111"} | {"E006", "W007", "I008"}
    elsewhere |= {"E801", "E802", "E803", "E804"}
    assert (told | elsewhere) - set(RULES) == {code for code, kind in CODES.items() if not kind.rule}


# -- bytes -------------------------------------------------------------------------------------------------

MAP = "claim keep: The ferry should stay.\n  because fog: The bridge is closed in fog.\n"


def only(data: bytes | str) -> tuple[argmap.Reading, Diagnostic]:
    reading = argmap.reads(data)
    (found,) = reading.diagnostics
    follows_the_rules(found, next(iter(reading.texts.values())))
    return reading, found


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\x00", "null (U+0000)"),
        ("\x0b", "vertical tab (U+000B)"),
        ("\x0c", "form feed (U+000C)"),
        ("\x1b", "control character (U+001B)"),
        ("\x7f", "control character (U+007F)"),
        ("\x85", "control character (U+0085)"),
        ("\u2028", "line separator (U+2028)"),
        ("\u2029", "paragraph separator (U+2029)"),
        ("\ud83d", "half of a pair (U+D83D)"),
        ("\ufffe", "(U+FFFE)"),
        ("\uffff", "(U+FFFF)"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("claim a: The ferry", " stays.\n"),
        ("claim a: The ferry stays.\n  no", "te Look again.\n"),
        ("cla", "im a: The ferry stays.\n"),
        ("claim a: The ferry stays.\n  note x", "\n"),
    ],
    ids=["in a text", "in a keyword", "in the word of an entry", "at the end of a line"],
)
def test_a_character_that_stands_in_no_text(char: str, name: str, before: str, after: str) -> None:
    reading, found = only(before + char + after + MAP)
    assert found.code == "E001"
    assert name in found.message
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    assert (found.span.line, found.span.column, found.span.end_column) == (line, column, column + 1)
    assert {"a", "keep", "fog"} <= {node.id for node in reading.map.nodes}


def test_many_such_characters_are_one_diagnostic_with_their_number() -> None:
    _, found = only("claim a: A\x0bB\n" + "claim: A line\u2028with two\x0b.\n" + MAP)
    assert "vertical tab" in found.message
    assert "and 2 more such characters" in found.message


def test_what_cannot_be_seen_but_has_a_meaning_stays_in_a_text() -> None:
    """Soft hyphens, joiners and marks of direction belong to what was copied; quotes are compared without them."""
    for char in "\u00ad\u200b\u200c\u200d\u200e\u2060\ufeff":
        claim = argmap.loads(f"claim a: The fer{char}ry stays.\n").claims[0]
        assert claim.text == f"The fer{char}ry stays."


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 5,
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00word/document.xml",
        b"\x7fELF\x02\x01\x01" + bytes(200),
        b"\x1f\x8b\x08\x08\x12\x05\x06\x07\x02\x03" + bytes(range(1, 256)),
        bytes(range(256)) * 8,
        b"claim a: A\n" + bytes(40),
    ],
    ids=["png", "pdf", "zip", "elf", "gzip", "all bytes", "zeros"],
)
def test_a_binary_file_is_one_diagnostic(data: bytes) -> None:
    reading, found = only(data)
    assert found.code == "E001"
    assert "not a text file" in found.message
    assert reading.map.nodes == ()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_and_reported(codec: str) -> None:
    reading, found = only(MAP.encode(codec))
    assert found.code == "E001"
    assert "UTF-16" in found.message
    assert reading.map == argmap.loads(MAP)
    assert argmap.reads(MAP.encode("utf-16")).diagnostics == ()


def test_another_encoding_is_one_diagnostic_wherever_it_shows() -> None:
    text = "claim été: L'été sera long.\n  because élan: Élan.\nclaim b: B\n"
    reading, found = only(text.encode("latin-1"))
    assert (found.code, found.span.line, found.span.column) == ("E001", 1, 7)
    assert "b" in reading.map


def test_marks_at_the_beginning_of_joined_files() -> None:
    reading, found = only(MAP.encode() + b"\xef\xbb\xbf" + b"claim a: A\n")
    assert (found.code, found.span.line, found.span.column) == ("E101", 3, 1)
    assert {"keep", "fog", "a"} <= {node.id for node in reading.map.nodes}


# -- what was pasted ---------------------------------------------------------------------------------------

PASTED = {
    "yaml": "title: Ferry\nauthor: Brandt\nitems:\n  - one: 1\n  - two: 2\n\n",
    "yaml items": "- id: a\n  text: A\n- id: b\n  text: B\n",
    "list": "- one\n- two\n  - three\n",
    "argdown": "[a]: A\n  + <b>: B\n    - <c>: C\n",
    "prose": "The ferry goes at ten\nin the morning: every day.\nNobody minds\n",
    "log": "2026-03-01 10:00:00 ERROR it broke\n2026-03-01 10:00:01 ERROR again\n",
    "json": '{\n"a": 1,\n"b": 2\n}\n',
}


@pytest.mark.parametrize("what", PASTED)
def test_ten_thousand_pasted_lines_are_one_mistake(what: str) -> None:
    lines = PASTED[what].count("\n")
    reading, found = only(MAP + "\n" + PASTED[what] * (10_000 // lines))
    assert (found.code, found.span.line) == ("E101", 4)
    assert {"keep", "fog"} <= {node.id for node in reading.map.nodes}


def test_ten_thousand_lines_pasted_into_a_body_are_one_mistake() -> None:
    for pasted in ("  born: 1971\n", "  - one\n", "  + <b>: B\n", "  > she wrote\n"):
        reading, found = only(MAP + pasted * 10_000)
        assert (found.code, found.span.line) == ("E102", 3)
        assert {"keep", "fog"} <= {node.id for node in reading.map.nodes}


def test_a_right_line_parts_two_runs() -> None:
    reading = argmap.reads("- one\n- two\nclaim a: A\n- three\n")
    assert [(d.code, d.span.line) for d in reading.diagnostics] == [("E101", 1), ("E101", 4)]


def test_a_file_that_is_no_map() -> None:
    reading, found = only("Dear reader,\n\nthis is a letter.\n\nYours\nB.\n")
    assert found.message == "this file holds no entry of a map"
    assert reading.map.nodes == ()


# -- the rest ----------------------------------------------------------------------------------------------


def test_the_rest_is_read() -> None:
    reading = argmap.reads((FOLDER / "syntax.argmap").read_text(encoding="utf-8"))
    m = reading.map
    assert {"misspelt", "no-colon", "two-words", "ok", "rust", "mayor"} <= {n.id for n in m.nodes}
    assert isinstance(m["no-colon"], Claim)
    assert m["no-colon"].text == "The colon is missing."
    assert "rust" in {g.id for g in m.grounds_of("ok")}
    assert m["rusty"] in m.grounds_of("ok")


def test_a_diagnostic_in_full() -> None:
    reading = argmap.reads(
        "premise rust: The cables are rusted.\n\nclaim x: X\n\tbecause rsut\npremise rust: Again\n", "b.argmap"
    )
    assert render_text(reading.diagnostics, reading.texts) == (
        "error[E201]: there is no ID `rsut`\n"
        " --> b.argmap:4:10\n"
        "  |\n"
        "4 |     because rsut\n"
        "  |             ^^^^ not declared\n"
        "  = help: did you mean `rust`?\n"
        "\n"
        "error[E202]: the ID `rust` is declared twice\n"
        " --> b.argmap:5:9\n"
        "  |\n"
        "1 | premise rust: The cables are rusted.\n"
        "  |         ---- first declared here\n"
        "...\n"
        "5 | premise rust: Again\n"
        "  |         ^^^^ declared again here\n"
        "  = help: give one of the two another ID\n"
    )
    assert render_concise(reading.diagnostics).splitlines() == [
        "b.argmap:4:10: error[E201] there is no ID `rsut`",
        "b.argmap:5:9: error[E202] the ID `rust` is declared twice",
    ]


def test_wide_and_combining_characters_keep_the_caret_in_place() -> None:
    reading = argmap.reads("claim 山田e\u0301: X\n  because 山田e\u0301 and wrong\n")
    text = render_text(reading.diagnostics, reading.texts)
    excerpt = next(line for line in text.splitlines() if "because" in line)
    carets = [line for line in text.splitlines() if "^" in line]
    assert excerpt.index("wrong") - 1 + 2 - 0 == carets[-1].index("^") or len(carets) == 2


def test_a_voice_that_is_named_twice_keeps_its_attribution() -> None:
    reading = argmap.reads(HEAD + 'claim x: X\n  v says that w and w say: "yes"\n')
    assert [d.code for d in reading.diagnostics] == ["E110"]
    assert [a.voices for a in reading.map.attributions] == [("v",), ("w",)]


def test_fixes_that_make_up_an_id_make_up_different_ones() -> None:
    text = "claim x: X\n  because main cables: One.\n  because Main Cables: Two.\n"
    fixes = [d.fix for d in argmap.reads(text).diagnostics if d.fix is not None]
    assert len(fixes) == 2
    assert argmap.reads(apply(text, fixes)).diagnostics == ()
    assert argmap.reads(apply(text, fixes[1:])).diagnostics[0].code == "E106"


def test_no_help_declares_what_is_no_name() -> None:
    lines = (
        "the king says",
        "she says",
        "says nobody",
        "according to the king",
        "therefore b",
        "so b",
        "The king says",
    )
    for line in lines:
        for d in argmap.reads(f"{HEAD}claim x: X\n  {line}\n").diagnostics:
            assert d.help is not None
            assert not re.search(r"`voice (the|she|says|according|therefore|so|The):", d.help), d


def test_an_act_that_is_not_recorded_names_the_one_that_is() -> None:
    text = "voice stalls: S\nclaim c: C\n  because stalls promise p\nposition p: P\n  stalls deny, in a letter\n"
    (found,) = argmap.reads(text).diagnostics
    assert found.help is not None
    assert found.help.startswith("`stalls deny` is recorded there")
    assert [related.span.line for related in found.related] == [5]
