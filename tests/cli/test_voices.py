"""`argmap voices`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from argmap.cli import main

ONE = """\
source leader: The ferry
  text ferry.txt
voice strand: Una Strand
  also the islander
voice office: the ferry office
  organisation
position pay: The island pays.
  strand promises, on 2025: "We … pay"
  strand drops, on 2026
  office says that strand promises
position stop: The ferry stops.
  office announces: "closing time"
  strand opposes
"""
TWO = "voice strand: Una Strand\nposition pay: The island pays.\n  strand denies\n"
ARTICLE = "“We on the island will pay,” said Una Strand. It is “closing time” for the ferry.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one.argmap").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.argmap").write_text(TWO, encoding="utf-8")
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["voices", *arguments])
    return status, *capfd.readouterr()


def test_all_voices(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, "one.argmap")
    assert (status, err) == (0, "")
    assert out.startswith("The ferry (one.argmap)\n\nWho speaks ")
    assert "  words quoted  8, 50% of the article's 16\n" in out
    assert "  second-hand   1 of 6 (17%) acts\n" in out


def test_formats(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capfd, "one.argmap", "two.argmap", "--format", "json")[1])
    assert [(one["file"], one["totals"]["acts"]) for one in data["maps"]] == [("one.argmap", 6), ("two.argmap", 1)]
    assert data["maps"][0]["voices"][0]["words"] == 6
    head, *rows = csv.reader(io.StringIO(run(capfd, "*.argmap", "--format", "csv")[1]))
    assert [row[:3] for row in [head, *rows]] == [
        ["file", "id", "name"],
        ["one.argmap", "strand", "Una Strand"],
        ["one.argmap", "office", "the ferry office"],
        ["two.argmap", "strand", "Una Strand"],
    ]
    assert run(capfd, "one.argmap", "two.argmap", "-o", "out.html") == (0, "", "")
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("<main>") == 2
    assert str(folder) not in page


def test_without_the_article(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "ferry.txt").rename(folder / "other.txt")
    status, out, err = run(capfd, "one.argmap")
    assert status == 0
    assert "the text of `leader` is not at hand: there is no file" in err
    assert "  words quoted  ≥ 4\n" in out
    status, out, err = run(capfd, "one.argmap", "--source", "other.txt")
    assert (status, err) == (0, "")
    assert "  words quoted  8, 50%" in out


@pytest.mark.parametrize("voice", ["strand", "Una Strand", "una strand", "the islander"])
def test_one_voice(folder: Path, capfd: pytest.CaptureFixture[str], voice: str) -> None:
    status, out, err = run(capfd, "one.argmap", voice)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Una Strand (strand), in one.argmap",
        "",
        "Rejects",
        "  The ferry stops. [stop]",
        "      line 13: Una Strand opposes",
        "",
        "Withdrew",
        "  The island pays. [pay] (since 2026; promised on 2025)",
        "      line 9: Una Strand drops, on 2026",
        "",
        "Said of it in others' speech, which binds it to nothing",
        "  The island pays. [pay]",
        "      line 10: Una Strand promises, says the ferry office",
        "",
        "Promises dropped",
        "  The island pays. [pay]",
        "      line 8: Una Strand promises, on 2025",
        "        “We … pay”",
        "  and took it back",
        "      line 9: Una Strand drops, on 2026",
        "",
        "In conflict with",
        "  the ferry office, on 1 statement",
        "      The ferry stops. [stop]",
    ]


def test_one_voice_at_a_time(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = run(capfd, "one.argmap", "strand", "--at", "2025")[1]
    assert "at the end of 2025\n" in out
    assert "Owes: promised or decided\n  The island pays. [pay] (since 2025)\n" in out
    assert "  The ferry stops. [stop] (not certain at that time)\n" in out
    assert "Withdrew" not in out
    assert "dropped" not in out
    assert (
        "In conflict with\n  the ferry office, on 1 statement\n      The ferry stops. [stop] (not certain at that time)"
        in out
    )


def test_one_voice_in_several_maps(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = run(capfd, "*.argmap", "strand")[1]
    assert out.index("in one.argmap") < out.index("in two.argmap")
    data = json.loads(run(capfd, "*.argmap", "strand", "--format", "json")[1])
    assert [(one["file"], [c["kind"] for c in one["commitments"]]) for one in data["maps"]] == [
        ("one.argmap", ["rejected", "withdrawn"]), ("two.argmap", ["rejected"]),
    ]  # fmt: skip
    # The office is in one of them only.
    assert "two.argmap" not in run(capfd, "*.argmap", "office")[1]
    head, row = csv.reader(io.StringIO(run(capfd, "two.argmap", "strand", "--format", "csv")[1]))
    cells = dict(zip(head, row, strict=True))
    assert (cells["file"], cells["kind"], cells["content"], cells["line"]) == ("two.argmap", "rejected", "pay", "3")


def test_a_file_with_the_name_of_a_voice_is_a_map(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "strand").write_text(TWO, encoding="utf-8")
    assert "(strand)\n" in run(capfd, "one.argmap", "strand")[1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["one.argmap", "strnd"], "there is no voice `strnd` in one.argmap, and no such file; did you mean `strand`?"),
        (["one.argmap", "two.argmap", "Uma Strand"], "in these maps, and no such file; did you mean `Una Strand`?"),
        (["one.argmap", "zzzzzz"], "`argmap voices MAP` lists them"),
        (["none.argmap"], "there is no file none.argmap"),
        (["one.argmap", "none.argmap"], "there is no file none.argmap"),
        (["none.argmap", "strand"], "there is no file none.argmap"),
        (["x*.argmap"], "no file fits x*.argmap"),
        (["ferry.txt"], "ferry.txt holds no map"),
        (["one.argmap", "strand", "--at", "last year"], "'last year' is not a date"),
        (["one.argmap", "--at", "2025"], "name the voice too"),
        (["one.argmap", "strand", "--format", "html"], "the page shows all voices"),
        (["one.argmap", "two.argmap", "--source", "ferry.txt"], "--source gives the text for one map"),
        (["one.argmap", "-o", "one.argmap"], "one.argmap is read here, and would be overwritten"),
        (["one.argmap", "-o", "ferry.txt"], "ferry.txt is read here"),
        (["one.argmap", "-o", "x.pdf"], "x.pdf can end in .txt, .json, .csv, .html or .htm; for another name"),
    ],
)
def test_could_not_run(folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    status, out, err = run(capfd, *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert (folder / "one.argmap").read_text(encoding="utf-8") == ONE


def test_a_map_with_mistakes_is_counted_as_far_as_it_can_be_read(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "two.argmap").write_text(TWO + "position\n", encoding="utf-8")
    status, out, err = run(capfd, "two.argmap")
    assert status == 1
    assert err.startswith("two.argmap:4:")
    assert "  acts          1: 1 vouched for" in out
