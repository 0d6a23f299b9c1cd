"""`argmap anchors`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli.test_cli import TRAINS, run

import argmap
from argmap.anchoring.annotations import map_from_annotations
from argmap.sources.reading import read_source

PAGE = (Path(__file__).parents[2] / "docs" / "anchors.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = FENCE.findall(PAGE)
FILES = {info.split(" ")[1]: body for info, body in BLOCKS if " " in info}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files of the page."""
    for name, body in FILES.items():
        (tmp_path / name).write_text(body, encoding="utf-8")
    return tmp_path


# -- the page ----------------------------------------------------------------------------------------------


def test_what_the_page_shows_is_what_is_printed(folder: Path) -> None:
    shown = [body for info, body in BLOCKS if info == "console"]
    assert len(shown) == 2
    for body in shown:
        first, _, output = body.partition("\n")
        done = run(*first.removeprefix("$ argmap ").split(), cwd=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, output, "")


def test_the_mistake_that_the_page_shows(folder: Path) -> None:
    file = folder / "lido.argmap"
    file.write_text(FILES["lido.argmap"].replace("Two hundred people … in a week", "Two thousand people have signed"))
    done = run("anchors", "lido.argmap", cwd=folder)
    (shown,) = [body for info, body in BLOCKS if info == "text"]
    assert done.returncode == 1
    assert done.stdout.startswith(shown)
    assert done.stdout.splitlines()[-1] == "4 anchors: 1 exact, 1 typographic, 1 skeleton, 1 DIFFERS"


def test_the_json_that_the_page_shows(folder: Path) -> None:
    anchor, annotation = (json.loads(body) for info, body in BLOCKS if info == "json")
    data = json.loads(run("anchors", "lido.argmap", "--format", "json", cwd=folder).stdout)
    assert anchor in data["anchors"]
    for key in (*data["sources"][0], *anchor):
        assert re.search(rf"^\|[^|]*`{key}`", PAGE, re.MULTILINE), key
    data = json.loads(run("anchors", "lido.argmap", "--format", "jsonld", cwd=folder).stdout)
    assert annotation in data["first"]["items"]


def test_the_page_names_all_tiers_and_statuses() -> None:
    from argmap.sources.finding import TIERS

    for word in (*TIERS, "DIFFERS", "AMBIGUOUS", "MISSING"):
        assert f"| `{word}` |" in PAGE


# -- formats -----------------------------------------------------------------------------------------------


def test_the_example() -> None:
    map = argmap.load(TRAINS)
    expected = len(map.quotes) + len(map.marks) + sum(len(a.cue) for a in map.attributions)
    done = run("anchors", TRAINS)
    assert (done.returncode, done.stderr) == (0, "")
    *lines, total = done.stdout.splitlines()
    assert len(lines) == expected
    assert total.startswith(f"{expected} anchors: ")
    assert "\x1b" not in done.stdout


def test_the_same_bytes_each_time(folder: Path) -> None:
    for name in ("json", "jsonld", "links", "text"):
        to_file = run("anchors", "lido.argmap", "--format", name, "-o", "out", cwd=folder)
        assert (to_file.returncode, to_file.stdout) == (0, "")
        printed = run("anchors", "lido.argmap", "--format", name, cwd=folder, PYTHONHASHSEED="7")
        assert (folder / "out").read_bytes() == printed.stdout.encode()


def test_annotations_become_a_map_again(folder: Path) -> None:
    run("anchors", "lido.argmap", "--format", "jsonld", "-o", "out.json", cwd=folder)
    markup = map_from_annotations((folder / "out.json").read_bytes(), read_source(folder / "lido.txt"), "lido.txt")
    (folder / "again.argmap").write_text(markup, encoding="utf-8")
    assert run("check", "again.argmap", "--select", "E", cwd=folder).returncode == 0
    before, after = (
        json.loads(run("anchors", name, "--format", "json", cwd=folder).stdout)["anchors"]
        for name in ("lido.argmap", "again.argmap")
    )
    assert [a["spans"] for a in after] == [a["spans"] for a in before]
    assert [a["node"] for a in after] == [a["node"] for a in before]


def test_problems_are_clearly_shown(folder: Path) -> None:
    (folder / "m.argmap").write_text(
        "source leader: Keep swimming\n  text lido.txt\n\nclaim a: A.\n"
        '  "We will"\n  "zebras graze here quietly"\n  "Keep swimming" at ¶ 3\n',
        encoding="utf-8",
    )
    done = run("anchors", "m.argmap", cwd=folder)
    assert done.returncode == 1
    assert done.stdout == (
        "a/q1  AMBIGUOUS             “We will”\n"
        "    stands in 2 places: ¶ 2, l. 3; ¶ 3, l. 6\n"
        "    say which, with `at` or `near`\n"
        "a/q2  MISSING               “zebras graze here quietly”\n"
        "    nothing like it stands in the text\n"
        "a/q3  exact      ¶ 1, l. 1  “Keep swimming”\n"
        "    not where the map says\n"
        "3 anchors: 1 exact, 1 AMBIGUOUS, 1 MISSING, 1 of them not where the map says\n"
    )
    for name in ("jsonld", "json"):
        done = run("anchors", "m.argmap", "--format", name, cwd=folder)
        assert done.returncode == 1
        assert json.loads(done.stdout)
    assert "2 anchors of 3 could not be placed" in run("anchors", "m.argmap", "--format", "jsonld", cwd=folder).stderr


# -- texts -------------------------------------------------------------------------------------------------


def test_a_text_that_is_given(folder: Path) -> None:
    file = folder / "m.argmap"
    file.write_text(FILES["lido.argmap"].replace("  text lido.txt\n", ""), encoding="utf-8")
    done = run("anchors", "m.argmap", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == (
        "argmap anchors: the text of `leader` is not at hand; write `text FILE` under the source, or give it with "
        "--source leader=FILE\n"
    )
    for given in ("lido.txt", "leader=lido.txt"):
        done = run("anchors", "m.argmap", "--source", given, cwd=folder)
        assert (done.returncode, done.stdout.splitlines()[-1][:9]) == (0, "4 anchors")
    html = folder / "lido.html"
    paragraphs = FILES["lido.txt"].strip().split("\n\n")
    html.write_text(
        "<!DOCTYPE html><title>Keep swimming</title><body><article><h1>" + "<p>".join(paragraphs) + "</article>",
        encoding="utf-8",
    )
    done = run("anchors", "m.argmap", "--source", "lido.html", "--format", "jsonld", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["total"] == 4


def test_a_text_that_is_not_there(folder: Path) -> None:
    (folder / "lido.txt").unlink()
    done = run("anchors", "lido.argmap", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no file" in done.stderr
    assert "lido.txt" in done.stderr
    (folder / "lido.txt").write_bytes(b"")
    done = run("anchors", "lido.argmap", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be read: the file is empty" in done.stderr


def test_one_text_of_two(folder: Path) -> None:
    (folder / "m.argmap").write_text(
        FILES["lido.argmap"] + '\nsource report: A report\n\nclaim b: B.\n  "so it is" in report at p. 3\n',
        encoding="utf-8",
    )
    done = run("anchors", "m.argmap", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.endswith("4 anchors: 1 exact, 1 typographic, 1 skeleton, 1 elided\n")
    assert done.stderr.startswith("argmap anchors: the text of `report` is not at hand")
    assert "(1 anchor left out)" in done.stderr


def test_a_map_without_words_or_source(folder: Path) -> None:
    assert run("anchors", "-", stdin="claim a: A.\n").stdout == "0 anchors\n"
    done = run("anchors", "-", stdin='claim a: A.\n  "words"\n')
    assert done.returncode == 2
    assert "this map names no source" in done.stderr
    assert run("anchors", "none.argmap", cwd=folder).returncode == 2


def test_links_need_an_address(folder: Path) -> None:
    file = folder / "m.argmap"
    file.write_text(re.sub(r"  url .*\n", "", FILES["lido.argmap"]), encoding="utf-8")
    done = run("anchors", "m.argmap", "--format", "links", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "argmap anchors: `leader` has no address; write `url https://…` under the source\n"


def test_words_to_which_no_link_leads_alone(folder: Path) -> None:
    (folder / "same.txt").write_text("Hear, hear, said the house.\n\n" * 4, encoding="utf-8")
    (folder / "m.argmap").write_text(
        "source s: S\n  url https://a.example/\n  text same.txt\n\nclaim a: A.\n"
        '  "the house" at ¶ 1\n  "the house" at ¶ 3\n',
        encoding="utf-8",
    )
    done = run("anchors", "m.argmap", "--format", "links", cwd=folder)
    assert done.returncode == 0
    assert done.stdout == "a/q1\thttps://a.example/#:~:text=the%20house\na/q2\thttps://a.example/\n"
    assert done.stderr == "argmap anchors: a/q2: no link leads to these words alone; see the page\n"


def test_a_map_with_mistakes_is_read_as_far_as_it_can_be(folder: Path) -> None:
    (folder / "m.argmap").write_text(FILES["lido.argmap"] + "\nnonsense\n", encoding="utf-8")
    done = run("anchors", "m.argmap", cwd=folder)
    assert done.stdout.splitlines()[-1].startswith("4 anchors")
    assert "m.argmap:21:1: error[E101]" in done.stderr


def test_lines_are_those_of_plain_text_alone(folder: Path) -> None:
    markup = FILES["lido.argmap"].replace("text lido.txt", "text lido.html")
    (folder / "m.argmap").write_text(markup, encoding="utf-8")
    paragraphs = FILES["lido.txt"].strip().split("\n\n")
    (folder / "lido.html").write_text(
        "<!DOCTYPE html><title>Keep swimming</title><body><article><h1>" + "<p>".join(paragraphs) + "</article>",
        encoding="utf-8",
    )
    done = run("anchors", "m.argmap", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert " ¶ 3  “" in done.stdout
    assert ", l. " not in done.stdout
    found = json.loads(run("anchors", "m.argmap", "--format", "json", cwd=folder).stdout)["anchors"]
    assert [a["line"] for a in found] == [None] * 4
    assert all(a["paragraph"] for a in found)
