"""`argmap new`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli.test_cli import ROOT, run
from sources.makers import ARTICLE, chapter, docx, epub, html

PAGE = (ROOT / "docs" / "starting.md").read_text(encoding="utf-8")
TEXT = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
MAP = re.findall(r"^```argmap\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
COMMANDS = re.findall(r"^```console\n\$ argmap ([^\n]+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "argmap.toml").write_text("", encoding="utf-8")
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_the_page(folder: Path) -> None:
    assert len(COMMANDS) == 1
    for command, said in COMMANDS:
        done = run(*command.split(), cwd=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", said)
    assert (folder / "bridge.argmap").read_text(encoding="utf-8") == MAP
    done = run("check", "bridge.argmap", cwd=folder)
    said = (
        f"nothing wrong in 1 map with 3 statements\n{MAP.count('// guess')} guesses to look at: lines with `// guess`\n"
    )
    assert (done.returncode, done.stdout) == (0, said)


def test_the_figures_of_the_page_are_the_floors_of_the_tests() -> None:
    floors = (ROOT / "tests" / "starting" / "test_figures.py").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(night-trains|lamp|ferry)`[^|]*\| (\d+) \| (\d+) \|", PAGE, re.MULTILINE)
    assert len(rows) == 3
    for name, quotations, voices in rows:
        assert f"quotations == {quotations}" in floors, name
        assert f"voices >= {voices}" in floors, name


def test_standard_output(folder: Path) -> None:
    done = run("new", "bridge.txt", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, MAP, "")
    assert run("new", "bridge.txt", "-o", "-", cwd=folder).stdout == MAP


def test_the_path_of_the_article_is_the_one_from_the_map(folder: Path) -> None:
    (folder / "maps").mkdir()
    (folder / "old texts").mkdir()
    (folder / "bridge.txt").rename(folder / "old texts" / "bridge.txt")
    done = run("new", Path("old texts", "bridge.txt"), "-o", Path("maps", "bridge.argmap"), cwd=folder)
    assert done.returncode == 0
    assert "  text ../old texts/bridge.txt\n" in (folder / "maps" / "bridge.argmap").read_text(encoding="utf-8")
    assert run("check", Path("maps", "bridge.argmap"), cwd=folder).returncode == 0


def test_what_is_there_stays(folder: Path) -> None:
    (folder / "bridge.argmap").write_text("claim mine: All my work.\n", encoding="utf-8")
    done = run("new", "bridge.txt", "-o", "bridge.argmap", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == "argmap new: there is a file bridge.argmap already; --force overwrites it\n"
    assert (folder / "bridge.argmap").read_text(encoding="utf-8") == "claim mine: All my work.\n"
    assert run("new", "bridge.txt", "-o", "bridge.argmap", "--force", cwd=folder).returncode == 0
    assert (folder / "bridge.argmap").read_text(encoding="utf-8") == MAP


def test_the_article_itself_is_never_overwritten(folder: Path) -> None:
    done = run("new", "bridge.txt", "-o", "bridge.txt", "--force", cwd=folder)
    assert done.returncode == 2
    assert "the article itself" in done.stderr
    assert (folder / "bridge.txt").read_text(encoding="utf-8") == TEXT
    (folder / "notes.json").write_text("{}", encoding="utf-8")
    done = run("new", "bridge.txt", "--annotations", "notes.json", "-o", "notes.json", "--force", cwd=folder)
    assert done.returncode == 2
    assert "notes.json is read here, and would be overwritten" in done.stderr
    assert (folder / "notes.json").read_text(encoding="utf-8") == "{}"


def test_the_article_is_no_map_and_has_an_ending(folder: Path) -> None:
    (folder / "old.argmap").write_text("claim a: A.\n", encoding="utf-8")
    done = run("new", "old.argmap", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("argmap new: cannot read old.argmap: it is a map, not an article\n")
    done = run("new", "bridge", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.endswith("help: did you mean `bridge.txt`?\n")


def test_an_article_outside_the_project(folder: Path) -> None:
    (folder / "project").mkdir()
    (folder / "project" / "argmap.toml").write_text("", encoding="utf-8")
    done = run("new", "bridge.txt", "-o", Path("project", "bridge.argmap"), cwd=folder)
    assert done.returncode == 0
    assert "warning: bridge.txt lies outside the project" in done.stderr
    assert "outside" not in run("new", "bridge.txt", "-o", "bridge.argmap", cwd=folder).stderr


def test_what_cannot_be_read(folder: Path) -> None:
    (folder / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    done = run("new", "scan.txt", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("argmap new: cannot read scan.txt: it is a picture\nhelp: save the article as ")
    done = run("new", "brigde.txt", "-o", "b.argmap", cwd=folder)
    assert done.returncode == 2
    assert "`bridge.txt`" in done.stderr
    assert not (folder / "b.argmap").exists()
    assert run("new", "bridge.txt", "-o", ".", cwd=folder).returncode == 2
    assert run("new", "bridge.txt", "-o", Path("no", "folder", "b.argmap"), cwd=folder).returncode == 2


def test_annotations(folder: Path) -> None:
    target = {"source": "bridge.txt", "selector": {"type": "TextQuoteSelector", "exact": "it moves"}}
    body = {"type": "TextualBody", "value": "The bridge is not steady."}
    about = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "body": body, "target": target}
    (folder / "notes.json").write_text(json.dumps(about), encoding="utf-8")
    done = run("new", "bridge.txt", "--annotations", "notes.json", "-o", "bridge.argmap", cwd=folder)
    assert done.returncode == 0, done.stderr
    text = (folder / "bridge.argmap").read_text(encoding="utf-8")
    assert "The bridge is not steady." in text
    assert '"it moves"' in text
    assert run("check", "bridge.argmap", "--ignore", "W707", cwd=folder).returncode == 0
    (folder / "notes.json").write_text("{", encoding="utf-8")
    done = run("new", "bridge.txt", "--annotations", "notes.json", cwd=folder)
    assert done.returncode == 2
    assert "argmap new: cannot read notes.json: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lamp.txt", (ROOT / "tests" / "starting" / "lamp.txt").read_bytes()),
        ("trains.txt", (ROOT / "examples" / "night-trains.txt").read_bytes()),
        ("ferry.md", ("# " + "\n\n".join(ARTICLE)).encode()),
        ("ferry.html", html(ARTICLE)),
        ("ferry.docx", docx(ARTICLE)),
        ("ferry.epub", epub([chapter(ARTICLE)])),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_check_has_nothing_to_say(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    done = run("new", name, "-o", "a.argmap", cwd=tmp_path)
    assert done.returncode == 0
    assert "could not be copied" not in done.stderr
    done = run("check", "a.argmap", cwd=tmp_path)
    assert done.stdout.startswith("nothing wrong in 1 map with "), done.stdout
