"""`argmap query`."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import argmap
from argmap.cli import main

ONE = """\
map ferry: The ferry
voice strand: Una Strand
  of crew
voice crew: the crew
  group
voice office: the ferry office
  organisation
claim keep: The ferry should stay.
  because strand promises pay
  because school: The school lies across the sound.
position pay: The island pays.
  strand promises, on 2025-04: "We will pay"
  strand drops, on 2026
position stop: The ferry stops.
  office announces: "closing, and “for good”"
  strand opposes
"""
TWO = """\
voice strand: Una Strand
voice mayor: Åsa Öberg
position pay: The island pays.
  strand denies
  mayor says, on 2024
"""
BROKEN = TWO + "position\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one.argmap").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.argmap").write_text(TWO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["query", *arguments])
    return status, *capfd.readouterr()


def answered(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is printed where all is well."""
    status, out, err = run(capfd, *arguments)
    assert (status, err) == (0, "")
    return out


# -- formats -----------------------------------------------------------------------------------------------------


def test_a_table(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert answered(capfd, "one.argmap", "positions by strand").splitlines() == [
        "id    text              line",
        "pay   The island pays.    11",
        "stop  The ferry stops.    14",
        "",
        "2 things found",
    ]
    assert answered(capfd, "one.argmap", "positions held by crew") == "nothing found\n"
    assert answered(capfd, "one.argmap", "count acts") == "count\n    4\n\n"


def test_json(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = json.loads(answered(capfd, "one.argmap", "positions | show id, voice, type, acts", "--format", "json"))
    assert data == [
        {"id": "pay", "voice": ["strand"], "type": None, "acts": 2},
        {"id": "stop", "voice": ["strand", "office"], "type": None, "acts": 2},
    ]
    assert json.loads(answered(capfd, "one.argmap", "sources", "--format", "json")) == []
    figures = json.loads(answered(capfd, "one.argmap", "acts | share dated", "--format", "json"))
    assert figures == [{"so": 2, "of": 4, "share": 0.5}]


def test_csv(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = answered(capfd, "one.argmap", "quotes by strand or office | show id, text", "--format", "csv")
    assert list(csv.reader(io.StringIO(out, newline=""))) == [
        ["id", "text"],
        ["pay/strand-promises/q1", "We will pay"],
        ["stop/office-announces/q1", "closing, and “for good”"],
    ]
    assert answered(capfd, "one.argmap", "positions held by crew", "--format", "csv").startswith("id,")


def test_ids(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert answered(capfd, "one.argmap", "acts by strand", "--format", "ids").splitlines() == [
        "pay/strand-promises",
        "pay/strand-drops",
        "stop/strand-opposes",
    ]
    assert answered(capfd, "one.argmap", "positions held by crew", "--format", "ids") == ""


def test_markup_is_a_map(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    part = argmap.loads(answered(capfd, "one.argmap", "positions by office", "--format", "markup"))
    assert [node.id for node in part.statements] == ["stop"]
    assert [voice.id for voice in part.voices] == ["strand", "crew", "office"]
    assert [act.id for act in part.attributions] == ["stop/office-announces", "stop/strand-opposes"]
    whole = argmap.loads(answered(capfd, "one.argmap", "nodes", "--format", "markup"))
    assert whole == argmap.loads(ONE)
    grounds = argmap.loads(answered(capfd, "one.argmap", "keep | subgraph", "--format", "markup"))
    assert [argument.id for argument in grounds.arguments] == ["keep/1", "keep/2"]


def test_svg_is_the_map_with_the_answer_lit(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    some, other, plain = (
        answered(capfd, "one.argmap", query, "--format", "svg") for query in ("school", "keep", "statements")
    )
    assert len({some, other, plain}) == 3
    for svg in (some, other, plain):
        assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
        assert "The school lies" in svg
    status, out, err = run(capfd, "one.argmap", "positions held by crew", "--format", "svg")
    assert (status, err) == (0, "note: nothing in the drawing is part of the answer\n")
    ElementTree.fromstring(out)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.json", "[\n{"), ("out.csv", "id,text,line"), ("out.argmap", "argmap 1\n"), ("out.SVG", "<?xml"),
     ("out.txt", "id    text"), ("out", "id    text")],
)  # fmt: skip
def test_the_ending_says_the_format(folder: Path, capfd: pytest.CaptureFixture[str], name: str, begins: str) -> None:
    assert answered(capfd, "one.argmap", "positions by strand", "-o", name) == ""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.startswith(begins) or (begins == "<?xml" and text.startswith("<svg"))
    assert answered(capfd, "one.argmap", "positions by strand", "-o", name, "--format", "ids") == ""
    assert (folder / name).read_text(encoding="utf-8") == "pay\nstop\n"


def test_standard_output_by_name(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert answered(capfd, "one.argmap", "claims", "-o", "-", "--format", "ids") == "keep\n"
    assert not (folder / "-").exists()


# -- what is asked -----------------------------------------------------------------------------------------------


def test_a_query_in_several_arguments(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    together = answered(capfd, "one.argmap", "positions by strand and promised by strand")
    assert answered(capfd, "one.argmap", "positions", "by", "strand", "and", "promised", "by", "strand") == together
    assert "pay" in together
    assert "stop" not in together


def test_standard_input(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def given(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    given(TWO.encode())
    assert answered(capfd, "-", 'positions by "Åsa Öberg"', "--format", "ids") == "pay\n"
    given(argmap.loads(TWO).to_json().encode())
    assert answered(capfd, "-", "voices", "--format", "ids").split() == ["author", "strand", "mayor"]
    given(TWO.encode())
    out = answered(capfd, "-", "one.argmap", "positions", "--format", "ids")
    assert out.split() == ["<stdin>:pay", "one.argmap:pay", "one.argmap:stop"]


def test_several_maps(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert answered(capfd, "*.argmap", "positions by strand").splitlines() == [
        "one.argmap",
        "id    text              line",
        "pay   The island pays.    11",
        "stop  The ferry stops.    14",
        "",
        "two.argmap",
        "id   text              line",
        "pay  The island pays.     3",
        "",
        "3 things found",
    ]
    data = json.loads(answered(capfd, "two.argmap", "one.argmap", "pay | show id", "--format", "json"))
    assert data == [{"file": "two.argmap", "id": "pay"}, {"file": "one.argmap", "id": "pay"}]
    out = answered(capfd, "*.argmap", "acts since 2024 | sort by date | show date", "--format", "csv")
    assert out.splitlines() == ["file,date", "two.argmap,2024", "one.argmap,2025-04", "one.argmap,2026"]
    assert answered(capfd, "*.argmap", "acts | count by file", "--format", "csv").splitlines() == [
        "file,count",
        "one.argmap,4",
        "two.argmap,2",
    ]
    assert answered(capfd, "*.argmap", "acts | count", "--format", "csv").split() == ["count", "6"]
    assert answered(capfd, "*.argmap", "acts | first 1", "--format", "ids") == "one.argmap:pay/strand-promises\n"
    assert answered(capfd, "*.argmap", "findings of crew") == "nothing found\n"


def test_a_map_named_twice_is_asked_once(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert answered(capfd, "t*.argmap", "two.argmap", "count acts", "--format", "csv").split() == ["count", "2"]


def test_a_name_that_only_some_maps_have(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert answered(capfd, "*.argmap", "acts by mayor", "--format", "ids") == "two.argmap:pay/mayor-says\n"
    assert answered(capfd, "*.argmap", "positions by office", "--format", "ids") == "one.argmap:stop\n"
    status, out, err = run(capfd, "*.argmap", "acts by ofice")
    assert (status, out) == (2, "")
    assert "nothing in these maps is called `ofice`" in err
    assert "did you mean `office`?" in err


def test_words_of_the_project(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    toml = '[query]\nislander = "members of crew"\nsaid = "acts by islander"\nlooped = "acts that are looped"\n'
    (folder / "argmap.toml").write_text(toml, encoding="utf-8")
    assert answered(capfd, "one.argmap", "islander", "--format", "ids") == "strand\n"
    assert answered(capfd, "one.argmap", "positions by islander voices | count", "--format", "csv").split()[1] == "2"
    assert answered(capfd, "one.argmap", "said acts with date", "--format", "ids").count("\n") == 2
    status, out, err = run(capfd, "one.argmap", "looped acts")
    assert (status, out) == (2, "")
    assert "`looped` is defined by itself" in err
    # Each map has the words of its own folder.
    below = folder / "below"
    below.mkdir()
    (below / "three.argmap").write_text(TWO, encoding="utf-8")
    (below / "argmap.toml").write_text('[query]\nislander = "voices matching Åsa"\n', encoding="utf-8")
    out = answered(capfd, "one.argmap", "below/three.argmap", "islander", "--format", "ids")
    assert out == f"one.argmap:strand\n{Path('below', 'three.argmap').as_posix()}:mayor\n"


def test_wrong_settings_are_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "argmap.toml").write_text("[query]\nfar = 3\n", encoding="utf-8")
    status, out, err = run(capfd, "one.argmap", "claims", "--format", "ids")
    assert (status, out) == (0, "keep\n")
    assert err == "argmap.toml:2:1: error[E006] `far` stands for no query\n"


def test_notes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, "one.argmap", "claims supported by positions")
    assert (status, out) == (0, "nothing found\n")
    assert err.startswith("note: nothing leans on what these statements say, but 1 thing on somebody's saying so")


# -- what is wrong -----------------------------------------------------------------------------------------------


def test_a_wrong_query(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "one.argmap", "positons by strand") == (
        2,
        "",
        "error[E801]: `positons` is not a word of the query language\n"
        " --> query:1:1\n"
        "  |\n"
        "1 | positons by strand\n"
        "  | ^^^^^^^^\n"
        "  = help: did you mean `positions`?\n\n",
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["one.argmap"], "what is the question? write it after the map: argmap query one.argmap 'claims'"),
        (["none.argmap", "claims"], "there is no file none.argmap (did you mean one.argmap?)"),
        (["claims"], "there is no file claims"),
        (["x*.argmap", "claims"], "no file fits x*.argmap"),
        (["notes.txt", "claims"], "notes.txt holds no map"),
        (["one.argmap", "claims", "-o", "one.argmap"], "one.argmap is read here, and would be overwritten"),
        (["*.argmap", "claims", "--format", "svg"], "svg takes one map"),
        (["*.argmap", "claims", "-o", "out.argmap"], "markup takes one map"),
        (["one.argmap", "count acts", "--format", "markup"], "figures cannot be written as markup"),
        (["one.argmap", "voices | network", "--format", "svg"], "figures cannot be written as svg"),
        (["one.argmap", "count acts", "--format", "ids"], "figures have no IDs"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_could_not_run(folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    (folder / "notes.txt").write_text("Buy milk.\n", encoding="utf-8")
    status, out, err = run(capfd, *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert not (folder / "out.argmap").exists()
    assert (folder / "one.argmap").read_text(encoding="utf-8") == ONE


def test_nothing_is_written_where_the_query_is_wrong(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "out.json").write_text("old", encoding="utf-8")
    for query in ("acts by nobody-knows", "acts by", "claims with force promise"):
        assert run(capfd, "one.argmap", query, "-o", "out.json")[0] == 2
    assert (folder / "out.json").read_text(encoding="utf-8") == "old"


def test_a_broken_map_is_asked_as_far_as_it_can_be_read(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "two.argmap").write_text(BROKEN, encoding="utf-8")
    status, out, err = run(capfd, "two.argmap", "acts by mayor", "--format", "ids")
    assert (status, out) == (1, "pay/mayor-says\n")
    assert err.startswith("two.argmap:6:")
    assert err.count("\n") == 1
    status, out, err = run(capfd, "*.argmap", "count acts", "--format", "csv")
    assert (status, out.split()) == (1, ["count", "6"])
    assert err.startswith("two.argmap:6:")


def test_no_article_of_a_map_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "town.txt").write_text("The bridge should close.\n", encoding="utf-8")
    town = tmp_path / "town.argmap"
    town.write_text("source s: S\n  text town.txt\nclaim a: A.\n", encoding="utf-8")
    assert main(["query", str(town), "claims", "-o", str(tmp_path / "town.txt")]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert (tmp_path / "town.txt").read_text(encoding="utf-8") == "The bridge should close.\n"


def test_a_question_mark_makes_no_pattern_of_a_query(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = tmp_path / "town.argmap"
    town.write_text("claim a: A.\n", encoding="utf-8")
    main(["query", str(town), "claims?"])
    assert "no file fits" not in capsys.readouterr().err
