"""`argmap timeline`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from argmap.cli import main

MAP = """\
map town: A town
voice ann: Ann
voice ben: Ben
position ferry: The ferry stays.
  ann promises, on 2020-02: "it stays"
  ann drops, on 2021
  ben says
position tower: The tower stays.
  ben says
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "town.argmap").write_text(MAP, encoding="utf-8")
    (tmp_path / "other.argmap").write_text(MAP.replace("2020-02", "2019"), encoding="utf-8")
    (tmp_path / "third.argmap").write_text("claim sky: The sky is blue.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["timeline", *arguments])
    out, err = capfd.readouterr()
    return status, out, err


def test_a_statement(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, "town.argmap", "ferry")
    assert (status, err) == (0, "")
    assert out == (
        "ferry: The ferry stays.\n\n"
        "  2020-02  for       Ann promises\n                     “it stays”\n"
        "                     starts: owed   town.argmap:5\n\n"
        "  2021     -         Ann drops\n                     withdraws: owed   town.argmap:6\n\n"
        "  no date, in the order of the text\n"
        "           for       Ben says\n                     starts: held   town.argmap:7\n"
    )


def test_the_name_of_the_output_says_the_format(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "town.argmap", "-o", "t.SVG") == (0, "", "")
    assert (folder / "t.SVG").read_text(encoding="utf-8").startswith("<svg")
    assert run(capfd, "town.argmap", "-o", "t.txt") == (0, "", "")
    assert (folder / "t.txt").read_text(encoding="utf-8") == run(capfd, "town.argmap")[1]
    status, out, err = run(capfd, "town.argmap", "-o", "t.png")
    assert (status, out) == (2, "")
    assert err.endswith("t.png can end in .txt, .json, .csv or .svg; for another name say the format with --format\n")
    assert not (folder / "t.png").exists()


def test_a_voice_and_the_whole_map(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "town.argmap", "ben")
    assert out.startswith("ben: Ben\n")
    assert "on tower: The tower stays." in out
    status, out, _ = run(capfd, "town.argmap")
    assert status == 0
    assert out.startswith("A town\n\nferry: The ferry stays.\n")
    assert out.endswith("\n1 statement with one act, without a date\n  tower: Ben says\n")


def test_several_maps(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capfd, "*.argmap", "ferry")
    assert status == 0
    assert [line for line in out.splitlines() if line.startswith("==")] == ["== other.argmap", "== town.argmap"]
    _, out, _ = run(capfd, "town.argmap", "other.argmap", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["file"] for row in rows] == ["town.argmap"] * 4 + ["other.argmap"] * 4
    assert rows[0]["change"] == "starts"
    _, out, _ = run(capfd, "*.argmap", "--format", "json")
    data = json.loads(out)
    assert data["version"] == 1
    assert [one["file"] for one in data["timelines"]] == ["other.argmap", "third.argmap", "town.argmap"]


def test_the_ending_decides(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "town.argmap", "ferry", "-o", "out.svg") == (0, "", "")
    assert (folder / "out.svg").read_text(encoding="utf-8").startswith("<svg ")
    run(capfd, "town.argmap", "-o", "out.json")
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["timelines"][0]["title"] == "A town"
    run(capfd, "town.argmap", "-o", "out.txt")
    assert (folder / "out.txt").read_text(encoding="utf-8").startswith("A town\n")
    run(capfd, "town.argmap", "--format", "csv", "-o", "out.svg")
    assert (folder / "out.svg").read_text(encoding="utf-8").startswith("file,")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("town.argmap", "fery"), "there is no statement or voice `fery` in town.argmap; did you mean `ferry`?"),
        (("town.argmap", "zzzzzz"), "there is no statement or voice `zzzzzz` in town.argmap"),
        (
            ("town.argmap", "third.argmap", "bne"),
            "there is no statement or voice `bne` in these maps; did you mean `ben`?",
        ),
        (("town.argmap", "town"), "there is no statement or voice `town` in town.argmap"),
        (
            ("town.argmap", "third.argmap", "--format", "svg"),
            "svg draws one map, and here are 2; name one, or take --f",
        ),
        (("twn.argmap",), "there is no file twn.argmap (did you mean town.argmap?)"),
        (("town.argmap", "thrd.argmap"), "there is no file thrd.argmap (did you mean third.argmap?)"),
        (("maps/*.argmap",), "no file fits maps/*.argmap"),
        (("town.argmap", "-o", "town.argmap"), "town.argmap is read here, and would be overwritten"),
    ],
)
def test_mistakes(folder: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    status, out, err = run(capfd, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"argmap timeline: {message}")


def test_an_act_is_no_statement(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "town.argmap").write_text(MAP.replace("on 2021\n", "on 2021\n    named turn\n"), encoding="utf-8")
    status, _, err = run(capfd, "town.argmap", "turn")
    assert status == 2
    assert "`turn` is neither a statement nor a voice" in err


def test_a_map_with_mistakes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "town.argmap").write_text(MAP + "  nobody says\n", encoding="utf-8")
    status, out, err = run(capfd, "town.argmap", "ferry")
    assert status == 1
    assert err.startswith("town.argmap:10:3: error[E")
    assert "Ann promises" in out
    (folder / "article.argmap").write_text("Just some words.\n", encoding="utf-8")
    status, _, err = run(capfd, "article.argmap")
    assert (status, "holds no map" in err) == (2, True)
