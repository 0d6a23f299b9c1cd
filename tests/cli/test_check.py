"""`argmap check`: which rules run, what is fixed, and how it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.test_cli import run

from argmap.cli import check
from argmap.diagnostics.render import FORMATS

MAP = """\
claim close: The bridge should be closed
  because rust: The cables are rusted.
  // argmap: ignore W302
  becuase noise
claim noise: The bridge is noisy.
claim alone: Nobody talks of this one.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "argmap.toml").touch()
    (tmp_path / "town.argmap").write_bytes(MAP.replace("\n", "\r\n").encode())
    (tmp_path / "right.argmap").write_text(MAP.replace("becuase", "because"), encoding="utf-8")
    return tmp_path


def codes(folder: Path, *options: str, name: str = "right.argmap") -> list[str]:
    done = run("check", name, "--format", "json", *options, cwd=folder)
    return [d["code"] for d in json.loads(done.stdout)]


def test_all_formats_can_be_asked_for() -> None:
    assert tuple(FORMATS) == check._FORMATS


def test_rules_are_selected(folder: Path) -> None:
    assert codes(folder) == ["I601", "I008", "W305", "W305", "W306"]
    assert codes(folder, "--select", "W305") == ["W305", "W305"]
    assert codes(folder, "--select", "bare-claim,I6") == ["I601", "W305", "W305"]
    assert codes(folder, "--ignore", "W3", "--ignore", "not-a-sentence") == []
    (folder / "argmap.toml").write_text('select = ["W", "I601"]\nignore = ["orphan"]\n', encoding="utf-8")
    assert codes(folder) == ["I601", "I008", "W305", "W305"]
    assert codes(folder, "--select", "W306") == []
    assert codes(folder, "--select", "W305") == ["W305", "W305"]


def test_settings_in_pyproject(folder: Path) -> None:
    (folder / "argmap.toml").unlink()
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "x"\n[tool.argmap]\nselect = ["W306"]\n', encoding="utf-8"
    )
    assert codes(folder) == ["W306"]
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert len(codes(folder)) == 5


def test_what_is_missing_is_not_missed_while_there_are_errors(folder: Path) -> None:
    assert codes(folder, name="town.argmap") == ["I601", "I008", "E102"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("ignore = 3\n", 1, "`ignore` is a list"),
        ('\nselct = ["W3"]\n', 2, "no setting `selct`"),
        ('ignore = [\n  "W305",\n  "W999",\n]\n', 3, "no rule `W999`"),
        ('ignore = ["E201"]\n', 1, "not a rule"),
        ('ignore = ["W305"\n', 1, "not TOML"),
        ("x = 1 = 2\n", 1, "not TOML"),
    ],
)
def test_mistakes_in_settings_are_told_at_their_place(folder: Path, text: str, line: int, message: str) -> None:
    (folder / "argmap.toml").write_text(text, encoding="utf-8")
    done = run("check", "town.argmap", "town.argmap", "--format", "json", cwd=folder)
    (found,) = (d for d in json.loads(done.stdout) if d["code"] == "E006")
    assert (found["file"], found["line"]) == ("argmap.toml", line)
    assert message in found["message"]
    assert found["help"]


def test_an_unknown_rule(folder: Path) -> None:
    done = run("check", "town.argmap", "--select", "W35", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no rule `W35`; did you mean" in done.stderr


def test_infos_do_not_fail(folder: Path) -> None:
    (folder / "town.argmap").write_text("claim close: The bridge should be closed\n", encoding="utf-8")
    done = run("check", "town.argmap", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.endswith("1 info in 1 map with 1 statement\n")


def test_safe_fixes(folder: Path) -> None:
    file = folder / "town.argmap"
    before = file.read_bytes()
    shown = run("check", "town.argmap", "--diff", cwd=folder)
    assert shown.returncode == 1
    assert "-  becuase noise" in shown.stdout
    assert "+  because noise" in shown.stdout
    assert file.read_bytes() == before
    done = run("check", "town.argmap", "--fix", cwd=folder)
    assert "2 fixes put in" in done.stdout
    after = file.read_bytes()
    assert after == before.replace(b"  // argmap: ignore W302\r\n", b"").replace(b"becuase", b"because")
    assert run("check", "town.argmap", "--fix", cwd=folder).stdout.count("put in") == 0


def test_unsafe_fixes(folder: Path) -> None:
    run("check", "town.argmap", "--unsafe-fixes", cwd=folder)
    text = (folder / "town.argmap").read_text(encoding="utf-8")
    assert "premise noise: The bridge is noisy." in text
    assert "because noise" in text


def test_included_files_are_not_changed(folder: Path) -> None:
    (folder / "top.argmap").write_text("include town.argmap as t\n", encoding="utf-8")
    before = (folder / "town.argmap").read_bytes()
    done = run("check", "top.argmap", "--fix", cwd=folder)
    assert "town.argmap:4:3" in done.stdout
    assert (folder / "town.argmap").read_bytes() == before


def test_standard_input_is_not_fixed_but_shown(folder: Path) -> None:
    assert run("check", "-", "--fix", stdin=MAP).returncode == 2
    assert "+  because noise" in run("check", "-", "--fix", "--diff", stdin=MAP).stdout


def test_json_is_json_on_any_terminal(folder: Path) -> None:
    (folder / "town.argmap").write_text("claim a: It feels \U0001f600 so\n", encoding="utf-8")
    done = run("check", "town.argmap", "--format", "json", cwd=folder, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert [d["code"] for d in json.loads(done.stdout)] == ["I601"]


def test_guesses_are_counted(folder: Path) -> None:
    (folder / "part.argmap").write_text("// guess: no\nclaim part: A part is here.\n", encoding="utf-8")
    guess = "  // guess: this is a claim\n  note // guess is only a word here\n"
    (folder / "g.argmap").write_text(
        "include part.argmap as p\n\nclaim lido: The lido should open.\n" + guess, encoding="utf-8"
    )
    cache = folder / "cache"
    shown = [
        run(
            "check", "g.argmap", "--ignore", "W3", cwd=folder, ARGMAP_CACHE="", ARGMAP_CACHE_DIR=str(cache)
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert any(cache.iterdir())
    assert shown[0] == shown[1]
    assert shown[0][1:] == ["2 guesses to look at: lines with `// guess`"]
    assert "guess" not in run("check", "g.argmap", "--ignore", "W3", "--format", "concise", cwd=folder).stdout
