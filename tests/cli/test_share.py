"""`argmap share` and `argmap verify`, and what docs/sharing.md says of them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from anchoring.test_share import COUNT, MAP, TEXT
from cli.test_cli import run
from sources.makers import ARTICLE, docx, html
from support.expected import blocks_in

import argmap
from argmap.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "sharing.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "bell.argmap").write_text(MAP, encoding="utf-8")
    (tmp_path / "bell.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_share_and_verify(desk: Path) -> None:
    done = run("share", "bell.argmap", "-o", "shared.argmap", cwd=desk)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"`column`: quotes hold 20 % of its letters\n{COUNT} anchors\n"
    assert "  // where my copy is\n" in (desk / "shared.argmap").read_text(encoding="utf-8")
    (desk / "page.html").write_bytes(html(ARTICLE))
    (desk / "page.docx").write_bytes(docx(ARTICLE))
    (desk / "bell.txt").unlink()
    for name in ("page.html", "page.docx", "column=page.html"):
        done = run("verify", "shared.argmap", "--source", name, cwd=desk)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"{COUNT} of {COUNT} quotes, marks and cues verified\n")
        assert done.stderr == ""
    assert run("verify", "shared.argmap", "--source", "page.html", "--of", "column", cwd=desk).returncode == 0
    assert run("verify", "-", "--source", "page.html", cwd=desk, stdin=MAP).returncode == 0


def test_the_maps_own_text(desk: Path) -> None:
    done = run("verify", "bell.argmap", cwd=desk)
    assert (done.returncode, done.stdout) == (0, f"{COUNT} of {COUNT} quotes, marks and cues verified\n")
    (desk / "bell.txt").unlink()
    done = run("verify", "bell.argmap", cwd=desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "argmap verify: no text is at hand; give your copy of the article: --source FILE\n"


def test_what_is_not_verified(desk: Path) -> None:
    run("share", "bell.argmap", "-o", "shared.argmap", cwd=desk)
    (desk / "other.txt").write_text(TEXT.replace("not a museum", "a museum"), encoding="utf-8")
    done = run("verify", "shared.argmap", "--source", "other.txt", cwd=desk)
    assert done.returncode == 1
    last, second, first = done.stdout.splitlines()
    line = next(
        n for n, text in enumerate((desk / "shared.argmap").read_text("utf-8").split("\n"), 1) if "A town" in text
    )
    assert first == (
        f"shared.argmap:{line}: located at ¶ 2: quote “A town is … of its noises”: the text there is not quite the same"
    )
    assert second == "`column`: 24 of 25 parts of the text that was signed are here"
    assert last == f"{COUNT - 1} of {COUNT} quotes, marks and cues verified, 1 located"
    done = run("verify", "shared.argmap", "--source", "other.txt", "--format", "json", cwd=desk)
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert (data["total"], data["verified"], data["located"], data["lost"]) == (COUNT, COUNT - 1, 1, 0)
    (desk / "none.txt").write_text("Nothing of the kind. " * 80, encoding="utf-8")
    done = run("verify", "shared.argmap", "--source", "none.txt", cwd=desk)
    assert done.returncode == 1
    said, parts, why, *lost = done.stdout.splitlines()
    assert said == f"0 of {COUNT} quotes, marks and cues verified, {COUNT} lost"
    assert parts.startswith("`column`: 0 of 25 parts")
    assert why.startswith("  most of it is not: another article")
    assert len(lost) == min(COUNT, 12) + (COUNT > 12)


def test_only_the_first_of_many_are_listed(desk: Path) -> None:
    quotes = "".join(f'  "zebra number {n} grazes here"\n' for n in range(30))
    (desk / "many.argmap").write_text(f"source s: S\n  text bell.txt\n\nclaim a: A.\n{quotes}", encoding="utf-8")
    done = run("verify", "many.argmap", cwd=desk)
    assert done.returncode == 1
    said, why, *lost, rest = done.stdout.splitlines()
    assert said == "0 of 30 quotes, marks and cues verified, 30 lost"
    assert why == "`s`: none of its words stand in this text: is it another article?"
    assert len(lost) == 12
    assert all(": lost: quote “zebra number" in line for line in lost)
    assert rest == "and 18 more; --format json lists all"
    assert len(json.loads(run("verify", "many.argmap", "--format", "json", cwd=desk).stdout)["anchors"]) == 30


def test_sources_from_which_nothing_is_quoted(desk: Path) -> None:
    (desk / "two.argmap").write_text(MAP + "\nsource book: A book\nsource film: A film\n", encoding="utf-8")
    done = run("verify", "two.argmap", cwd=desk)
    assert (done.returncode, done.stdout) == (0, f"{COUNT} of {COUNT} quotes, marks and cues verified\n")
    for options in (["--source", "book=bell.txt"], ["--source", "bell.txt", "--of", "book"]):
        done = run("verify", "two.argmap", *options, cwd=desk)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "argmap verify: nothing in the map is quoted from `book`; it quotes `column`\n"
    done = run("verify", "two.argmap", "--source", "film=bell.txt", "--source", "column=bell.txt", cwd=desk)
    assert (done.returncode, done.stdout) == (0, f"{COUNT} of {COUNT} quotes, marks and cues verified\n")
    assert done.stderr == "argmap verify: nothing in the map is quoted from `film`; it quotes `column`\n"
    done = run("verify", "-", "--source", "bell.txt", cwd=desk, stdin="source s: S\n\nclaim a: A.\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is nothing to verify" in done.stderr


def test_a_map_is_no_article(desk: Path) -> None:
    done = run("verify", "bell.argmap", "--source", "bell.argmap", cwd=desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bell.argmap cannot be read: it is a map, not an article" in done.stderr


def test_what_to_look_at(desk: Path) -> None:
    markup = MAP.replace("// to be checked", "// has rung its bell at six in the morning, and").replace(
        'hotels say: "premature"', 'hotels say: "she"'
    )
    (desk / "bell.argmap").write_text(markup, encoding="utf-8")
    done = run("share", "bell.argmap", "-o", "shared.argmap", cwd=desk)
    assert done.returncode == 1
    leak, lost, _, total = done.stderr.splitlines()
    lines = markup.split("\n")
    assert leak == (
        f"bell.argmap:{lines.index('    // has rung its bell at six in the morning, and') + 1}: 10 words of `column` (¶ 2) "
        "in a comment: “has rung its bell at six in the morning, and”"
    )
    assert lost == (
        f"bell.argmap:{lines.index('  hotels say: ' + chr(34) + 'she' + chr(34)) + 1}: "
        "no anchor for the quote “she”, which stands in 2 places of `column`"
    )
    assert total == f"{COUNT - 1} anchors, 1 without, 1 text with words of the article"
    assert argmap.load(desk / "shared.argmap")
    done = run("share", "bell.argmap", "-o", "shared.argmap", "--format", "json", cwd=desk)
    data = json.loads(done.stdout)
    assert done.returncode == 1
    assert data["anchored"] == COUNT - 1
    assert [(leak["where"], leak["words"]) for leak in data["leaks"]] == [("comment", 10)]
    assert [lost["text"] for lost in data["lost"]] == ["she"]
    # Comments are no part of the map in JSON.
    done = run("share", "bell.argmap", "-o", "shared.json", cwd=desk)
    assert done.stderr.splitlines()[-1] == f"{COUNT - 1} anchors, 1 without"
    assert argmap.ArgumentMap.from_json((desk / "shared.json").read_bytes()) == argmap.load(desk / "shared.argmap")
    again = run("share", "shared.json", "--source", "bell.txt", "-o", "-", cwd=desk)
    assert argmap.loads(again.stdout) == argmap.load(desk / "shared.argmap")


def test_encodings_are_kept(desk: Path) -> None:
    (desk / "bell.argmap").write_bytes(b"\xef\xbb\xbf" + MAP.replace("\n", "\r\n").encode())
    assert run("share", "bell.argmap", "-o", "shared.argmap", cwd=desk).returncode == 0
    data = (desk / "shared.argmap").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfargmap 1\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_words_to_keep(desk: Path) -> None:
    assert run("share", "bell.argmap", "-o", "a.argmap", "--keep-words", "2", cwd=desk).returncode == 0
    assert '"So … early" at ¶ 8 anchor' in (desk / "a.argmap").read_text(encoding="utf-8")
    for wrong in ("1", "-3", "many", "0"):
        done = run("share", "bell.argmap", "-o", "b.argmap", "--keep-words", wrong, cwd=desk)
        assert done.returncode == 2
        assert not (desk / "b.argmap").exists()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("share bell.argmap -o bell.argmap", "bell.argmap is read here, and would be overwritten; name another file to write"),
        ("share bell.argmap -o bell.txt", "bell.txt is read here, and would be overwritten; name another file to write"),
        ("share bell.argmap -o - --format json", "--format json needs standard output for the report; write the map to a file"),
        ("share none.argmap -o out.argmap", "there is no file none.argmap"),
        ("share plain.argmap -o out.argmap", "the map names no source; add one: `source article: Its title`, and below it `text FILE`"),
        ("share broken.argmap -o out.argmap", "a line that cannot be read may hold the article's words; put that right first"),
        ("share bell.argmap -o out.argmap --source short.txt", "`column` cannot be shared: this text has 6 letters; a signature of so few would give them away; share texts of 256 letters or more"),
        ("share bell.argmap -o no/such/folder/out.argmap", "cannot write no/such/folder/out.argmap: No such file or directory"),
        ("verify bell.argmap --source no.txt", "no.txt cannot be read: there is no such file; check the path of the file"),
        ("verify bell.argmap --source empty.txt", "empty.txt cannot be read: the file is empty; name the file that holds the article"),
        ("verify bell.argmap --source bell.txt --of colum", "the map has no source `colum`; did you mean `column`?"),
        ("verify bell.argmap --of column", "--of says of which source --source is the text; give that too"),
        ("verify bell.argmap --source bell.txt --source bell.txt", "two texts are given for `column`; write --source ID=FILE to say which is which"),
        ("verify bell.argmap --source letter=bell.txt", "there is no file letter=bell.txt, and the map has no source `letter`"),
        ("verify plain.argmap --source bell.txt", "this map names no source; add one: `source article: Its title`"),
    ],
)  # fmt: skip
def test_what_cannot_run(
    desk: Path, command: str, message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "plain.argmap").write_text("claim a: A.\n", encoding="utf-8")
    (desk / "broken.argmap").write_text(MAP + "  because nowhere at all\n", encoding="utf-8")
    (desk / "short.txt").write_text("Ring it.", encoding="utf-8")
    (desk / "empty.txt").write_text("", encoding="utf-8")
    before = {path: path.read_bytes() for path in desk.iterdir()}
    monkeypatch.chdir(desk)
    assert main(command.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == f"argmap {command.split()[0]}: {message}"
    assert {path: path.read_bytes() for path in desk.iterdir()} == before


# -- the page ----------------------------------------------------------------------------------------------

COLUMN = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
MAPS = [text for _, _, text in blocks_in(PAGE)]
COMMANDS = re.findall(r"^```console\n\$ argmap ([^\n]+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_page_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("keep-the-ferry.txt").write_text(COLUMN, encoding="utf-8")
    assert "only leave" in COLUMN
    Path("second-edition.txt").write_text(COLUMN.replace("only leave", "hardly leave"), encoding="utf-8")
    Path("ferry.argmap").write_text(MAPS[0], encoding="utf-8")
    assert [command.split()[0] for command, _ in COMMANDS] == ["share", "verify", "verify"]
    for command, answer in COMMANDS:
        assert main(shlex.split(command)) == (0 if answer.startswith("5 of 5 quotes, marks and cues verified\n") else 1)
        said = capsys.readouterr()
        assert said.out + said.err == answer
    assert Path("shared.argmap").read_text(encoding="utf-8") == MAPS[1]
    assert len(MAPS) == 2
