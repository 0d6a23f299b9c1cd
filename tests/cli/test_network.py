"""`argmap network`."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from cli.test_cli import ROOT, run

from argmap.cli import main

MAP = """\
map ferry: Should the ferry run at night?
voice holm: Asta Holm
  person
voice society: the Bridge Society
voice clerk: a clerk

position night: The ferry should run at night.
  holm demands
  society demands
  clerk opposes

position toll: The ferry should cost a toll.
  holm rejects
  society demands
"""
OTHER = "voice abel: Abel\nclaim late: It is late.\n  abel denies\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ferry.argmap").write_text(MAP, encoding="utf-8")
    (tmp_path / "other.argmap").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *args: str, status: int = 0) -> tuple[str, str]:
    assert main(["network", *args]) == status
    done = capsys.readouterr()
    return done.out, done.err


def test_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "ferry.argmap") == (
        "Who agrees and who conflicts with whom\n"
        "clerk  holm         -1  conflict over night\n"
        "clerk  society      -1  conflict over night\n"
        "holm   society       0  agree on night; conflict over toll\n",
        "",
    )
    assert said(capsys, "ferry.argmap", "--kind", "agreement", "--isolates")[0] == (
        "Who agrees with whom\nholm  society       1  agree on night\nwithout a tie: clerk\n"
    )
    assert said(capsys, "ferry.argmap", "--kind", "affiliation", "--without", "society")[0] == (
        "Who is for and against what, without the Bridge Society\n"
        "clerk  night      -1  against\nholm   night      +1  for\nholm   toll       -1  against\n"
    )
    assert said(capsys, "other.argmap", "--kind", "agreement")[0] == "Who agrees with whom\nno two voices agree\n"


def test_a_real_process(folder: Path) -> None:
    done = run("network", "-", stdin=MAP, cwd=folder)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 4


def test_several_maps_are_told_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, _ = said(capsys, "*.argmap", "--kind", "conflict")
    assert text.split("\n\n")[1] == "other.argmap\nWho conflicts with whom\nabel  author       1  conflict over late\n"
    rows = list(csv.DictReader(io.StringIO(said(capsys, "*.argmap", "--format", "csv")[0])))
    assert [(row["file"], row["source"], row["weight"]) for row in rows] == [
        ("ferry.argmap", "clerk", "-1"),
        ("ferry.argmap", "clerk", "-1"),
        ("ferry.argmap", "holm", "0"),
        ("other.argmap", "abel", "-1"),
    ]
    data = json.loads(said(capsys, "*.argmap", "--format", "json")[0])
    assert [one["file"] for one in data] == ["ferry.argmap", "other.argmap"]
    _, error = said(capsys, "*.argmap", "-o", "all.svg", status=2)
    assert "is for one map, and 2 are named" in error
    assert not (folder / "all.svg").exists()


@pytest.mark.parametrize("name", ["n.svg", "n.graphml"])
def test_the_name_of_the_output_says_the_format(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert said(capsys, "ferry.argmap", "-o", name) == ("", f"wrote {name}\n")
    root = ET.parse(folder / name).getroot()
    assert root.tag.rpartition("}")[2] == name.partition(".")[2]


def test_csv_matrix_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "ferry.argmap", "-o", "n.csv")
    assert (folder / "n.csv").read_text(encoding="utf-8").startswith("source,target,weight,")
    assert said(capsys, "ferry.argmap", "--format", "matrix")[0].startswith(",clerk,holm,society\nclerk,0,-1,-1\n")
    assert json.loads(said(capsys, "ferry.argmap", "--format", "json")[0])["kind"] == "net"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--normalise", "activity"], "average, jaccard and cosine do"),
        (["--kind", "affiliation", "--normalise", "cosine"], "activity and prominence do"),
        (["--at", "soon"], "'soon' is not a date"),
        (["--without", "hulm"], "there is no voice hulm in ferry.argmap; did you mean holm?"),
        (["-o", "n.pdf"], "n.pdf can end in .txt, .json, .csv, .graphml or .svg; for another name say the format"),
        (["--shared"], "--shared is for --kind affiliation"),
        (["-o", "ferry.argmap"], "would be overwritten"),
    ],
)
def test_what_cannot_be_done(folder: Path, capsys: pytest.CaptureFixture[str], args: list[str], message: str) -> None:
    out, error = said(capsys, "ferry.argmap", *args, status=2)
    assert out == ""
    assert message in error


def test_a_voice_left_out_may_be_in_one_map_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "abel" not in said(capsys, "*.argmap", "--without", "abel")[0]
    assert "no map has a voice nobody" in said(capsys, "*.argmap", "--without", "nobody", status=2)[1]


def test_a_map_with_mistakes_is_counted_as_far_as_it_can_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.argmap").write_text(MAP + "  holm frobnicates\n", encoding="utf-8")
    out, error = said(capsys, "bad.argmap", status=1)
    assert "clerk  holm" in out
    assert "frobnicates" in error


def test_the_answer_is_the_one_that_the_page_shows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
    markup, shown = re.findall(r"```argmap ferry.argmap\n(.*?)```.*?```text\n(.*?)```", page, re.DOTALL)[0]
    (folder / "ferry.argmap").write_text(markup, encoding="utf-8")
    assert said(capsys, "ferry.argmap")[0] == shown


DATED = MAP.replace("holm demands", "holm demands, on 2024-05").replace("clerk opposes", "clerk opposes, on 2025-02")


def test_at_a_date_acts_without_one_are_left_out_and_that_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "dated.argmap").write_text(DATED, encoding="utf-8")
    out, note = said(capsys, "dated.argmap", "--at", "2026")
    assert out == (
        "Who agrees and who conflicts with whom, at the end of 2026\nclerk  holm      -1  conflict over night\n"
    )
    assert note == "note: left out 3 acts that have no date, or may be later than 2026\n"
    assert "no two voices" in said(capsys, "dated.argmap", "--at", "2024")[0]
    assert json.loads(said(capsys, "dated.argmap", "--at", "2024", "--format", "json")[0])["uncertain"] == [
        "night/society-demands", "toll/holm-rejects", "toll/society-demands",
    ]  # fmt: skip


def test_a_picture_says_what_it_was_made_with(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "dated.argmap").write_text(DATED, encoding="utf-8")
    options = ("--at", "2026-03", "--ever", "--without", "society", "--normalise", "jaccard")
    said(capsys, "dated.argmap", "-o", "n.svg", *options)
    text = " ".join(" ".join(ET.parse(folder / "n.svg").getroot().itertext()).split())
    assert "at the end of Mar 2026, also what was given up later, without the Bridge Society, Jaccard weights" in text
    heading = said(capsys, "dated.argmap", *options)[0].partition("\n")[0]
    assert heading == (
        "Who agrees and who conflicts with whom, at the end of 2026-03, also what was given up later, "
        "without the Bridge Society, Jaccard weights"
    )


def test_a_picture_is_no_map(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "ferry.argmap", "-o", "n.svg")
    out, error = said(capsys, "n.svg", status=2)
    assert (out, error) == ("", "argmap network: n.svg holds no map; is it the article?\n")
