"""`argmap check` with articles beside the maps: when they change, are not there, cannot be read."""

from __future__ import annotations

from pathlib import Path

from cli.test_cli import run

MAP = """\
source bells: Let the bells ring
  text bells.txt

voice tamm: Nora Tamm

position keep: The bells stay in the tower.
  tamm says: "We do not want to sell the bells"
"""
ARTICLE = "Nobody has asked. “We do not want to sell the bells,” says Nora Tamm.\n"


def check(folder: Path, *more: str) -> tuple[int, str]:
    done = run("check", "bells.argmap", *more, cwd=folder)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_a_changed_article_is_seen_though_the_map_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "bells.argmap").write_text(MAP, encoding="utf-8")
    assert "I709" in check(tmp_path, "--format", "concise")[1], "not there yet"
    assert check(tmp_path)[0] == 0, "an article that is not there is no fault of the map"
    (tmp_path / "bells.txt").write_text(ARTICLE, encoding="utf-8")
    assert check(tmp_path) == (0, "nothing wrong in 1 map with 1 statement\n")
    (tmp_path / "bells.txt").write_text(ARTICLE.replace("not ", ""), encoding="utf-8")
    status, said = check(tmp_path, "--format", "concise")
    assert status == 1
    assert "E702" in said
    assert check(tmp_path, "--format", "concise") == (status, said), "and remembered"
    (tmp_path / "bells.txt").unlink()
    assert "I709" in check(tmp_path, "--format", "concise")[1]


def test_the_article_is_shown_from_memory_too(tmp_path: Path) -> None:
    (tmp_path / "bells.argmap").write_text(MAP, encoding="utf-8")
    (tmp_path / "bells.txt").write_text(ARTICLE.replace("not ", ""), encoding="utf-8")
    first, second = check(tmp_path), check(tmp_path)
    assert first == second
    assert "bells.txt:1:" in first[1]
    assert "1 | Nobody has asked" in first[1]


def test_quotes_without_a_text_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "bells.argmap").write_text(MAP.replace("  text bells.txt\n", ""), encoding="utf-8")
    status, said = check(tmp_path)
    assert status == 0
    assert said.endswith("1 quote is not compared with the source: its text is not at hand\n")
    assert check(tmp_path) == (status, said)
    assert "not compared" not in check(tmp_path, "--select", "W3")[1]


def test_an_article_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "bells.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "project" / "argmap.toml").write_text("", encoding="utf-8")
    (tmp_path / "project" / "bells.argmap").write_text(MAP.replace("text bells", "text ../bells"), encoding="utf-8")
    status, said = check(tmp_path / "project", "--format", "concise")
    assert status == 1
    assert "E708" in said


def test_an_address_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "bells.argmap").write_text(MAP.replace("bells.txt", "https://bells.example/a.html"), encoding="utf-8")
    status, said = check(tmp_path)
    assert status == 1
    assert "E708" in said


def test_a_fix_puts_the_words_of_the_article_in(tmp_path: Path) -> None:
    (tmp_path / "bells.argmap").write_text(MAP.replace("not ", ""), encoding="utf-8")
    (tmp_path / "bells.txt").write_text(ARTICLE, encoding="utf-8")
    assert check(tmp_path)[0] == 1
    assert check(tmp_path, "--unsafe-fixes")[0] == 0
    assert (tmp_path / "bells.argmap").read_text(encoding="utf-8") == MAP


def test_an_ignored_rule(tmp_path: Path) -> None:
    (tmp_path / "bells.txt").write_text(ARTICLE + "\n“Never,” adds Piet Haan.\n", encoding="utf-8")
    (tmp_path / "bells.argmap").write_text(MAP, encoding="utf-8")
    assert "W707" in check(tmp_path)[1]
    (tmp_path / "bells.argmap").write_text("// argmap: ignore W707\n" + MAP, encoding="utf-8")
    assert check(tmp_path)[0] == 0
