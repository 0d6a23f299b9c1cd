"""What a file may be made of, and what reading promises."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import ArgmapError
from argmap.notation.grammar import lark_parser

EXAMPLE = Path(__file__).parents[2] / "examples" / "night-trains.argmap"

SMALL = """\
claim close: The bridge should be closed.
  because rust: The cables are rusted.
    mayor denies, in RTL, on 2026-05-01: "not true"
  and danger
voice mayor: Ana Ruiz
premise danger: Rust is dangerous."""


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.encode(),
        lambda t: b"\xef\xbb\xbf" + t.encode(),
        lambda t: t.replace("\n", "\r\n").encode(),
        lambda t: t.replace("\n", "\r").encode(),
        lambda t: t.encode("utf-16"),
        lambda t: t.replace("  ", "\t").encode(),
        lambda t: t.replace("  ", "       ").encode(),
        lambda t: (t + "\n\n\n").encode(),
        lambda t: t.replace("\n", "  \n").encode(),
        lambda t: t.replace("\n", "\n\n// a comment: claim x\n  // one more\n\n").encode(),
        lambda t: ("argmap 1\n\n" + t).encode(),
    ],
    ids=["plain", "bom", "crlf", "cr", "utf-16", "tabs", "wide", "blank end", "trailing space", "comments", "version"],
)
def test_how_it_is_written_does_not_matter(change) -> None:  # type: ignore[no-untyped-def]
    reading = argmap.reads(change(SMALL))
    assert reading.diagnostics == ()
    assert reading.map == argmap.loads(SMALL)


def test_continued_texts() -> None:
    m = argmap.loads("claim a: One\n  | two\n\n  // between\n  |three \nclaim b:\n  | All of it\n  |\tbelow.\n")
    assert [c.text for c in m.claims] == ["One two three", "All of it below."]


@pytest.mark.parametrize("quote", ['"a b"', "“a b”", "«a b»", "« a b »", "„a b“", "„a b”", "«\u00a0a b\u202f»"])
def test_all_kinds_of_quotation_mark(quote: str) -> None:
    m = argmap.loads(f"voice v: V\nclaim a: A\n  {quote} at p. 2\n  v says\u00a0: {quote}\n    cue {quote}\n")
    assert [q.text for q in m.quotes] == ["a b", "a b"]
    assert m.quotes[0].at == "p. 2"
    assert m.attributions[0].cue == ("a b",)


def test_escaped_marks_and_backslashes() -> None:
    m = argmap.loads('claim a: A\n  "say \\"yes\\" now"\n  “C:\\dir \\” x”\n  "c:\\dir"\n')
    assert [q.text for q in m.quotes] == ['say "yes" now', "C:\\dir ” x", "c:\\dir"]
    assert argmap.loads(argmap.dumps(m)) == m


def test_ids_of_any_script_are_compared_in_nfc() -> None:
    m = argmap.loads(
        "claim cafe\u0301: A\n  because ärger-1 and 橋 and देश\nclaim ärger-1: B\nclaim 橋: C\nclaim देश: D\n"
    )
    assert [n.id for n in m.grounds_of("caf\u00e9")] == ["ärger-1", "橋", "देश"]


def test_astral_characters_count_one_column() -> None:
    reading = argmap.reads("claim a: 😀\n  because 😀\n  because 𝒳𝒳 and wrong\n")
    assert [(d.span.line, d.span.column) for d in reading.diagnostics if "wrong" in d.message] == [(3, 18)]


def test_not_utf8_is_one_diagnostic() -> None:
    reading = argmap.reads(b"claim a: A\nclaim b: caf\xe9 au lait\nclaim c: \xff\xff\n")
    assert [(d.code, d.span.line, d.span.column) for d in reading.diagnostics] == [("E001", 2, 13)]
    assert len(reading.map.claims) == 3


def test_unknown_version() -> None:
    reading = argmap.reads("argmap 9\nclaim a: A\n")
    assert [d.code for d in reading.diagnostics] == ["E002"]
    assert "a" in reading.map


def test_continuation_of_nothing() -> None:
    assert [d.code for d in argmap.reads("| more\nclaim a: A\n").diagnostics] == ["E111"]


@pytest.mark.parametrize("text", ["", "\n\n", "// only this\n", "\ufeff", "   \n\t\n"])
def test_nothing_is_an_empty_map(text: str) -> None:
    reading = argmap.reads(text)
    assert reading.diagnostics == ()
    assert reading.map.nodes == ()


def test_a_reason_may_be_nested_to_any_depth() -> None:
    depth = 1500
    lines = ["claim c0: C"] + [" " * i + f"because c{i}: Because of {i}." for i in range(1, depth)]
    m = argmap.loads("\n".join(lines))
    assert len(m.descendants("c0")) == 2 * (depth - 1)
    assert argmap.loads(argmap.dumps(m)) == m


def test_order_does_not_matter_for_names() -> None:
    entries = SMALL.split("\nvoice")
    assert argmap.loads(SMALL).descendants("close") == argmap.loads(SMALL).descendants("close")
    other = "voice" + entries[1] + "\n" + entries[0]
    assert {n.id for n in argmap.loads(other).nodes} == {n.id for n in argmap.loads(SMALL).nodes}


def test_maps_that_say_the_same_are_equal_wherever_their_lines_stand() -> None:
    apart = "\n\n\n" + SMALL.replace("\nvoice", "\n\n// far away\n\nvoice")
    a, b = argmap.loads(SMALL), argmap.loads(apart)
    assert a == b
    assert hash(a) == hash(b)
    assert a.place_of("mayor") != b.place_of("mayor")


def test_places() -> None:
    m = argmap.loads(SMALL)
    place = m.place_of("rust")
    assert place is not None
    assert (place.line, place.column) == (2, 11)
    assert m.place_of("rust/mayor-denies").line == 3  # type: ignore[union-attr]
    assert m.place_of("nobody") is None


def test_a_reading_is_a_map_and_diagnostics() -> None:
    m, diagnostics = argmap.reads("claim a: A\n  because b\n", "x.argmap")
    assert "a" in m
    assert [d.code for d in diagnostics] == ["E201"]
    assert argmap.reads("claim a: A", "x.argmap").texts == {"x.argmap": ["claim a: A"]}


def test_load_raises_with_all_diagnostics(tmp_path: Path) -> None:
    file = tmp_path / "m.argmap"
    file.write_text("claim a\nclaim b: B\n  because c\n", encoding="utf-8")
    with pytest.raises(ArgmapError) as caught:
        argmap.load(file)
    assert [d.code for d in caught.value.diagnostics] == ["E104", "E201"]
    assert "1 more" in str(caught.value)
    with pytest.raises(FileNotFoundError):
        argmap.load(tmp_path / "none.argmap")


def test_warnings_do_not_make_load_fail() -> None:
    assert len(argmap.loads("claim a: A\n  because b\nclaim b: B\n  because a\n").arguments) == 2


def test_threads_share_one_parser() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    expected = argmap.loads(text)
    lark_parser()
    results: list[object] = []

    def work() -> None:
        for _ in range(5):
            results.append(argmap.loads(text) == expected)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 40


def test_kept_rows_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir(mode=0o700)
    file = tmp_path / "m.argmap"
    file.write_bytes(EXAMPLE.read_bytes())
    first = argmap.load(file)
    (kept,) = (tmp_path / "cache").glob("rows-*.json")
    assert argmap.load(file) == first
    head, body = kept.read_text(encoding="utf-8").split("\n", 1)
    rows = json.loads(body)
    for damage in ("", "{", head, f"{head}\n{body[:-2]}", body, f"{head}\n" + json.dumps(dict.fromkeys(rows, 3))):
        kept.write_text(damage, encoding="utf-8")
        assert argmap.load(file) == first
    file.write_text(file.read_text(encoding="utf-8").replace("wonders", "doubts"), encoding="utf-8")
    assert argmap.load(file) == argmap.loads(file.read_text(encoding="utf-8"))
    monkeypatch.setenv("ARGMAP_CACHE", "off")
    kept.unlink()
    assert argmap.load(file) is not None
    assert not kept.exists()


def test_a_second_run_does_not_import_lark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    program = "import sys, argmap; argmap.load(sys.argv[1]); print('lark' in sys.modules)"
    command = [sys.executable, "-c", program, str(EXAMPLE)]
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONPATH", str(EXAMPLE.parents[1]))
    told = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() for _ in range(2)]
    assert told == ["True", "False"]


lines = st.sampled_from(EXAMPLE.read_text(encoding="utf-8").split("\n") + SMALL.split("\n"))
marks = st.sampled_from(
    ['"', "“", ":", ",", "|", "  ", "\t", "#", "//", "\x00", "\ud800", "\u2028", "and", "that", "/", ".", ""]
)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_anything_is_read_without_a_crash(data: st.DataObject) -> None:
    """Lines of real maps, shuffled, cut and spoilt: there is always a map, which can be written and read again."""
    chosen = data.draw(st.lists(lines, max_size=12))
    spoilt = []
    for line in chosen:
        if line and data.draw(st.booleans()):
            at = data.draw(st.integers(0, len(line)))
            line = line[:at] + data.draw(marks) + line[at + data.draw(st.integers(0, 3)) :]
        spoilt.append(line)
    reading = argmap.reads("\n".join(spoilt))
    for d in reading.diagnostics:
        assert d.span.line >= 1
        assert d.span.column >= 1
    if not any("\ud800" in line for line in spoilt):
        again = argmap.ArgumentMap.from_json(reading.map.to_json())
        assert again == reading.map


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    assert argmap.reads(text).map is not None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    assert argmap.reads(data).map is not None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_what_is_left_of_a_spoilt_map_can_be_written(data: st.DataObject) -> None:
    """Lines of a real map taken out at random: whatever refers to them is reported, the rest reads back equal."""
    whole = EXAMPLE.read_text(encoding="utf-8").split("\n")
    keep = data.draw(
        st.lists(st.integers(0, len(whole) - 1), min_size=20, max_size=len(whole), unique=True).map(sorted)
    )
    m = argmap.reads("\n".join(whole[i] for i in keep)).map
    # A verb that nothing declares any more is kept, and reported again.
    again = argmap.reads(argmap.dumps(m))
    assert again.map == m
    assert {d.code for d in again.diagnostics if d.severity == "error"} <= {"E204"}


def test_a_long_chain_of_undercuts() -> None:
    chain = [f"premise p{i}: P\n  undercuts s{i - 1}\n  named s{i}\n" for i in range(1, 3000)]
    m = argmap.loads("claim a: A\n  because p0\n  named s0\npremise p0: P\n" + "".join(chain))
    assert len(m.arguments) == 3000
    assert len(m.descendants("a")) == 6000


def test_a_nul_in_a_text_does_not_hide_the_rest() -> None:
    assert [c.id for c in argmap.reads("claim a: A\x00\nclaim b: B\n").map.claims] == ["a", "b"]
    reading = argmap.reads(b"\x7fELF\x00\x00\x00\x00\x01\x02\n\x00")
    assert [d.code for d in reading.diagnostics] == ["E001"]
