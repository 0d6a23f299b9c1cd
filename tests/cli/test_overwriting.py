"""No command writes over what it reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli.test_cli import run

MAP = """\
include part.argmap as part

source leader: The ferry
  text ferry.txt

claim runs: The ferry runs.
  "The ferry runs"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.argmap").write_text(MAP, encoding="utf-8")
    (tmp_path / "part.argmap").write_text("claim part: A part is here.\n", encoding="utf-8")
    for name in ("ferry.txt", "other.txt"):
        (tmp_path / name).write_text("The ferry\n\nThe ferry runs, and the ferry pays.\n" * 20, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "command", ["anchors ferry.argmap", "coverage ferry.argmap", "share ferry.argmap", "convert ferry.argmap --to json"]
)
@pytest.mark.parametrize("out", ["ferry.argmap", "ferry.txt", "part.argmap", "sub/../ferry.txt"])
def test_the_maps_and_the_articles(folder: Path, command: str, out: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = run(*command.split(), "-o", out, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    said = f"argmap {command.split()[0]}: {out} is read here, and would be overwritten; name another file to write"
    assert done.stderr.splitlines()[-1] == said
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("command", ["anchors", "coverage", "share"])
@pytest.mark.parametrize("given", ["other.txt", "leader=other.txt"])
def test_texts_that_are_given(folder: Path, command: str, given: str) -> None:
    before = (folder / "other.txt").read_bytes()
    done = run(command, "ferry.argmap", "--source", given, "-o", "other.txt", cwd=folder)
    assert done.returncode == 2
    assert "other.txt is read here" in done.stderr
    assert (folder / "other.txt").read_bytes() == before


def test_another_name_of_the_same_file(folder: Path) -> None:
    try:
        os.link(folder / "ferry.txt", folder / "same.txt")
    except OSError:
        pytest.skip("no hard links here")
    before = (folder / "ferry.txt").read_bytes()
    assert run("anchors", "ferry.argmap", "-o", "same.txt", cwd=folder).returncode == 2
    assert (folder / "ferry.txt").read_bytes() == before


def test_a_drawing(folder: Path) -> None:
    (folder / "ferry.svg").write_text(MAP, encoding="utf-8")
    done = run("render", "ferry.svg", cwd=folder)
    assert done.returncode == 2
    assert "ferry.svg is read here" in done.stderr
    assert (folder / "ferry.svg").read_text(encoding="utf-8") == MAP


def test_other_files_are_written(folder: Path) -> None:
    (folder / "out.json").write_text("old", encoding="utf-8")
    done = run("convert", "ferry.argmap", "--to", "json", "-o", "out.json", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "out.json").read_text(encoding="utf-8").startswith("{")


def test_what_is_no_map_is_neither_drawn_nor_converted(folder: Path) -> None:
    for name in ("ferry.svg", "ferry.json"):
        (folder / name).write_text("mine", encoding="utf-8")
    done = run("render", "ferry.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "argmap render: ferry.txt holds no map; is it the article?\n"
    (folder / "bad.argmap").write_text("nonsense\n", encoding="utf-8")
    done = run("render", "bad.argmap", "-o", "ferry.svg", cwd=folder)
    assert done.stderr == "argmap render: bad.argmap holds no map; `argmap check bad.argmap` says why\n"
    done = run("convert", "ferry.txt", "--to", "json", "-o", "ferry.json", cwd=folder)
    assert done.returncode == 2
    assert [(folder / name).read_text(encoding="utf-8") for name in ("ferry.svg", "ferry.json")] == ["mine"] * 2
    (folder / "empty.argmap").write_text("// nothing yet\n", encoding="utf-8")
    assert run("render", "empty.argmap", "-o", "empty.svg", cwd=folder).returncode == 0
