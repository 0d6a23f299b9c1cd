"""`argmap diff` as its users and git meet it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from cli.test_cli import run

ROOT = Path(__file__).parents[2]
OLD = """\
claim close: The bridge should be closed.
  because rust: The cables are rusted.
  because wind: Winters are windy.
"""
NEW = """\
claim close: The bridge should be closed.
  because cost: Repairs cost too much.
  because rust: The cables are rusted.
  but wind: Winters are windy.
"""

diff = partial(run, "diff")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.argmap").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.argmap").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_text(folder: Path) -> None:
    done = diff("old.argmap", "new.argmap", cwd=folder)
    assert done.returncode == 1
    assert done.stdout == (
        "Statements\n"
        "  + premise cost: Repairs cost too much.\n"
        "\n"
        "Reasons\n"
        "  + reason for close: cost “Repairs cost too much.”\n"
        "  ~ reason for close: wind — turned: now reason against close\n"
    )
    assert done.stderr == ""


def test_the_same(folder: Path) -> None:
    (folder / "other.argmap").write_text("// A comment.\n\n" + OLD.replace("  ", "    "), encoding="utf-8")
    done = diff("old.argmap", "other.argmap", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "the two maps say the same\n", "")
    done = diff("old.argmap", "other.argmap", "--format", "json", cwd=folder)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"version": 1, "same": True, "changes": []})


def test_json(folder: Path) -> None:
    done = diff("old.argmap", "new.argmap", "--format", "json", cwd=folder)
    assert done.returncode == 1
    changes = json.loads(done.stdout)["changes"]
    assert [(c["change"], c["kind"], c["field"]) for c in changes] == [
        ("added", "premise", None),
        ("added", "argument", None),
        ("changed", "argument", "step"),
    ]
    assert (changes[2]["old_id"], changes[2]["id"]) == ("close/2", "close/3")


def test_each_side_may_be_anything_that_is_a_map(folder: Path) -> None:
    assert run("convert", "old.argmap", "--to", "json", "-o", "old.json", cwd=folder).returncode == 0
    assert diff("old.argmap", "old.json", cwd=folder).returncode == 0
    assert diff("-", "old.argmap", cwd=folder, stdin=OLD).returncode == 0
    assert diff("old.json", "-", cwd=folder, stdin=NEW).returncode == 1


def test_broken_maps_are_compared_as_far_as_they_go(folder: Path) -> None:
    (folder / "bad.argmap").write_text(OLD + "  because nothing-such\n", encoding="utf-8")
    done = diff("old.argmap", "bad.argmap", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "the two maps say the same\n")
    assert done.stderr.startswith("bad.argmap:4:11: error[E201]")


def test_cannot_run(folder: Path) -> None:
    for arguments in (
        ["old.argmap", "nwe.argmap"], [], ["old.argmap", "new.argmap", "old.argmap"], ["-", "-"], ["missing.argmap"],
        ["old.argmap", "--format", "json"], ["--git", "a", "b"], ["old.argmap", "--git", "a"], ["old.argmap", "."],
    ):  # fmt: skip
        done = diff(*arguments, cwd=folder)
        assert done.returncode == 2, arguments
        assert done.stdout == ""
        assert done.stderr.startswith("argmap diff: ")
    assert "did you mean new.argmap?" in diff("old.argmap", "nwe.argmap", cwd=folder).stderr


def test_colour_marks_the_words_that_differ(folder: Path) -> None:
    (folder / "reworded.argmap").write_text(OLD.replace("be closed", "be shut"), encoding="utf-8")
    plain = diff("old.argmap", "reworded.argmap", cwd=folder)
    assert "\x1b" not in plain.stdout
    coloured = diff("old.argmap", "reworded.argmap", cwd=folder, FORCE_COLOR="1", NO_COLOR="")
    assert "\x1b[1;4;31mclosed.\x1b[0m" in coloured.stdout
    assert "\x1b[1;4;32mshut.\x1b[0m" in coloured.stdout


def test_facts_of_one_map(folder: Path) -> None:
    done = diff("new.argmap", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "claim close: The bridge should be closed.",
        "reason for close: cost “Repairs cost too much.”",
        "reason for close: rust “The cables are rusted.”",
        "reason against close: wind “Winters are windy.”",
        "premise cost: Repairs cost too much.",
        "premise rust: The cables are rusted.",
        "premise wind: Winters are windy.",
    ]


def test_facts_of_a_broken_map(folder: Path) -> None:
    (folder / "bad.argmap").write_text(OLD + "  because nothing-such\n", encoding="utf-8")
    done = diff("bad.argmap", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "not read (E201: there is no ID `nothing-such`): because nothing-such"
    (folder / "bad.argmap").write_bytes(b"\xff\xfe\x00\x01\x00\x00\x00")
    done = diff("bad.argmap", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.startswith("not read (E001: ")


# -- git -------------------------------------------------------------------------------------------------------


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat", "NO_COLOR": "1",
        }  # fmt: skip
        self.git("init", "-q", ".")
        self.git("config", "user.email", "somebody@example.org")
        self.git("config", "user.name", "Somebody")
        self.write(".gitattributes", "*.argmap diff=argmap\n")
        self.argmap = f"{shlex.quote(sys.executable)} -m argmap diff"

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a change")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    made = Repository(tmp_path)
    made.write("maps/town.argmap", OLD)
    made.commit()
    return made


def changed_lines(patch: str) -> list[str]:
    return [line for line in patch.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_textconv(repository: Repository) -> None:
    repository.git("config", "diff.argmap.textconv", repository.argmap)
    repository.write("maps/town.argmap", "// only a comment\n" + OLD)
    assert changed_lines(repository.git("diff")) == []
    repository.write("maps/town.argmap", NEW)
    assert changed_lines(repository.git("diff")) == [
        "+reason for close: cost “Repairs cost too much.”",
        "-reason for close: wind “Winters are windy.”",
        "+reason against close: wind “Winters are windy.”",
        "+premise cost: Repairs cost too much.",
    ]
    repository.write("maps/town.argmap", OLD + "  because nothing-such\n")
    assert [line[:15] for line in changed_lines(repository.git("diff"))] == ["+not read (E201"]


def test_external_diff(repository: Repository) -> None:
    repository.git("config", "diff.argmap.command", f"{repository.argmap} --git")
    repository.write("maps/town.argmap", NEW)
    assert repository.git("diff").startswith("argmap diff maps/town.argmap\nStatements\n  + premise cost: ")
    repository.write("-odd name.argmap", OLD)
    repository.git("add", "-A")
    told = repository.git("diff", "--cached")
    assert "argmap diff -odd name.argmap (new map)\nThe thesis\n  + claim close: The bridge" in told
    repository.commit()
    repository.git("rm", "-q", "--", "-odd name.argmap")
    assert repository.git("diff", "HEAD").startswith(
        "argmap diff -odd name.argmap (map deleted)\nThe thesis\n  - claim"
    )
    repository.git("reset", "-q", "--hard")
    repository.git("mv", "maps/town.argmap", "maps/bridge.argmap")
    repository.write("maps/bridge.argmap", NEW.replace("windy", "very windy"))
    told = repository.git("diff", "-M20%", "HEAD")
    assert told.startswith("argmap diff maps/town.argmap -> maps/bridge.argmap\n")
    assert "  ~ premise wind reworded: with “very”\n" in told


def test_external_diff_finds_included_maps(repository: Repository) -> None:
    repository.git("config", "diff.argmap.command", f"{repository.argmap} --git")
    repository.write("maps/costs.argmap", "claim dear: It is dear.\n")
    repository.write("maps/town.argmap", "include costs.argmap as costs\n" + OLD)
    repository.commit()
    repository.write("maps/town.argmap", "include costs.argmap as costs\n" + OLD + "  because costs.dear\n")
    assert repository.git("diff") == (
        "argmap diff maps/town.argmap\nReasons\n  + reason for close: costs.dear “It is dear.”\n"
    )


def test_external_diff_of_an_unmerged_map(repository: Repository) -> None:
    repository.git("config", "diff.argmap.command", f"{repository.argmap} --git")
    repository.git("checkout", "-q", "-b", "other")
    repository.write("maps/town.argmap", NEW)
    repository.commit()
    repository.git("checkout", "-q", "-")
    repository.write("maps/town.argmap", OLD.replace("rusted", "rotten").replace("wind:", "gales:"))
    repository.commit()
    subprocess.run(
        ["git", "merge", "-q", "other"],
        cwd=repository.folder,
        env=repository.environment,
        capture_output=True,
        check=False,
    )
    told = repository.git("diff", "--base")
    assert "maps/town.argmap: not merged yet\n" in told
