"""`argmap coverage`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli.test_cli import ROOT, run

ARTICLE = "The ferry stays. “We will pay,” said Una Strand.\n\nSo much for “closing time”.\n"
MAP = """\
source leader: The ferry
  text ferry.txt
  scare "closing time"
voice strand: Una Strand
claim stays: The ferry stays.
  "The ferry stays"
position pay: The island pays.
  strand promises: "We will pay"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.argmap").write_text(MAP, encoding="utf-8")
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_all_covered(folder: Path) -> None:
    done = run("coverage", "ferry.argmap", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The ferry (leader, ferry.txt)\n  quotations       2 of      2  (1 attributed, 1 mar")


def test_some_open(folder: Path) -> None:
    (folder / "ferry.argmap").write_text(MAP.replace('  scare "closing time"\n', ""), encoding="utf-8")
    done = run("coverage", "ferry.argmap", cwd=folder)
    assert done.returncode == 1
    assert "  ¶ 2, line 3: “closing time”\n" in done.stdout


def test_formats(folder: Path) -> None:
    data = json.loads(run("coverage", "ferry.argmap", "--format", "json", cwd=folder).stdout)
    assert data["version"] == 1
    assert data["sources"][0]["figures"]["attributed"] == 1
    done = run("coverage", "ferry.argmap", "--format", "html", "-o", "out.html", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page == run("coverage", "ferry.argmap", "--format", "html", cwd=folder).stdout
    assert str(folder) not in page


def test_the_article_may_be_named(folder: Path) -> None:
    (folder / "ferry.txt").rename(folder / "other.txt")
    done = run("coverage", "ferry.argmap", cwd=folder)
    assert done.returncode == 2
    assert "there is no file" in done.stderr
    assert "argmap coverage: there is no text at hand; name it with --source FILE" in done.stderr
    done = run("coverage", "ferry.argmap", "--source", "other.txt", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "(leader, other.txt)" in done.stdout
    done = run("coverage", "-", "--source", "other.txt", stdin=MAP.replace("  text ferry.txt\n", ""), cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_article_of_any_source_may_be_named(folder: Path) -> None:
    (folder / "letter.txt").write_text("A letter\n\nThe strand will pay for it all.\n", encoding="utf-8")
    (folder / "ferry.argmap").write_text(
        MAP + '\nsource letter: A letter\n\nclaim paid: It is paid for.\n  "will pay for it all" in letter\n',
        encoding="utf-8",
    )
    for options in (["--source", "letter=letter.txt"], ["--source", "letter.txt", "--of", "letter"]):
        done = run("coverage", "ferry.argmap", *options, cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert "A letter (letter, letter.txt)\n" in done.stdout
        assert "(leader, ferry.txt)\n" in done.stdout
    done = run("coverage", "ferry.argmap", "--source", "x.txt", "--of", "lettr", cwd=folder)
    assert done.returncode == 2
    assert "did you mean `letter`?" in done.stderr


def test_could_not_run(folder: Path) -> None:
    for arguments, says in (
        (["none.argmap"], "there is no file none.argmap"),
        (["ferry.argmap", "--source", "none.txt"], "none.txt cannot be read: there is no such file; "),
        (["ferry.argmap", "--source", "."], ". cannot be read: it is a folder; "),
        (["ferry.argmap", "-o", "ferry.argmap"], "ferry.argmap is read here, and would be overwritten"),
        (["ferry.argmap", "-o", "ferry.txt"], "ferry.txt is read here"),
    ):
        done = run("coverage", *arguments, cwd=folder)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert says in done.stderr
        assert done.stderr.count("\n") == 1
    done = run("coverage", "-", stdin="claim a: A.\n")
    assert done.returncode == 2
    assert "the map declares no source; write `source article: Its title`" in done.stderr
    assert (folder / "ferry.argmap").read_text(encoding="utf-8") == MAP


def test_a_map_with_mistakes_is_held_to_its_text_all_the_same(folder: Path) -> None:
    (folder / "ferry.argmap").write_text(MAP + "claim\n", encoding="utf-8")
    done = run("coverage", "ferry.argmap", cwd=folder)
    assert done.returncode == 0
    assert "ferry.argmap:9:" in done.stderr
    assert "2 of      2" in done.stdout


def test_the_example(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = run("coverage", "examples/night-trains.argmap", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "quotations      15 of     15" in done.stdout
    assert "paragraphs      12 of     12" in done.stdout
