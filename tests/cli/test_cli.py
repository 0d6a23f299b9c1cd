"""The command line as its users meet it: real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import argmap

ROOT = Path(__file__).parents[2]
TRAINS = ROOT / "examples" / "night-trains.argmap"
GOOD = "claim close: The bridge should be closed.\n  because rust: The cables are rusted.\n"
BAD = "claim close: The bridge should be closed.\n  because rsut\npremise rust: The cables are rusted.\n"


def run(
    *args: str | Path, stdin: str | None = "", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """A run of the command, without colours unless `env` asks for them."""
    usual = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    environment = {**usual, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **env}
    return subprocess.run(
        [sys.executable, "-m", "argmap", *map(str, args)],
        input=stdin, capture_output=True, encoding="utf-8", cwd=cwd, env=environment, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.argmap").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.argmap").write_text(BAD, encoding="utf-8")
    return tmp_path


def test_check_clean(folder: Path) -> None:
    done = run("check", "good.argmap", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "nothing wrong in 1 map with 2 statements\n", "")


def test_check_problems(folder: Path) -> None:
    done = run("check", "bad.argmap", "good.argmap", cwd=folder)
    assert done.returncode == 1
    assert "bad.argmap:2:11" in done.stdout
    assert "did you mean `rust`?" in done.stdout
    *_, found, can = done.stdout.splitlines()
    assert found == "1 error in 2 maps with 4 statements"
    assert can == "argmap can put right 1 with --unsafe-fixes; add --diff to see it first"
    assert "\x1b" not in done.stdout


def test_check_concise(folder: Path) -> None:
    done = run("check", "bad.argmap", "--format", "concise", cwd=folder)
    assert done.stdout == "bad.argmap:2:11: error[E201] there is no ID `rsut`\n"


def test_check_standard_input(folder: Path) -> None:
    assert run("check", "-", stdin=GOOD).returncode == 0
    done = run("check", "-", stdin=BAD)
    assert done.returncode == 1
    assert "<stdin>:2:11" in done.stdout


def test_what_cannot_be_read(folder: Path) -> None:
    done = run("check", "goood.argmap", "bad.argmap", cwd=folder)
    assert done.returncode == 2
    assert "did you mean good.argmap?" in done.stderr
    assert "bad.argmap:2:11" in done.stdout
    assert run("check", ".", cwd=folder).returncode == 2
    for command in (["check"], ["chekc", "x"], [], ["render", "x", "--engine", "no"], ["convert", "good.argmap"]):
        done = run(*command, cwd=folder)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_colour_only_where_it_is_wanted(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "FORCE_COLOR": "1"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "argmap", "check", "bad.argmap"]
    coloured = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    assert "\x1b[1;31m" in coloured.stdout
    plain = subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env={**environment, "NO_COLOR": "1"}, check=False
    )
    assert "\x1b" not in plain.stdout


@pytest.mark.parametrize("command", ["check", "render", "show", "convert", "schema"])
def test_every_command_has_help_with_examples(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "examples:" in done.stdout
    assert f"argmap {command}" in done.stdout


def test_version() -> None:
    assert run("--version").stdout == f"argmap {argmap.__version__}\n"


def test_render_beside_the_map(folder: Path) -> None:
    done = run("render", "good.argmap", cwd=folder)
    assert done.returncode == 0, done.stderr
    svg = (folder / "good.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "The cables are rusted." in svg
    assert done.stdout == ""
    assert "good.svg" in done.stderr


def test_render_to_standard_output_is_the_same(folder: Path) -> None:
    run("render", "good.argmap", cwd=folder)
    done = run("render", "good.argmap", "-o", "-", cwd=folder)
    assert done.stdout == (folder / "good.svg").read_text(encoding="utf-8")
    assert run("render", "-", stdin=GOOD).stdout == done.stdout


def test_render_what_is_valid(folder: Path) -> None:
    done = run("render", "bad.argmap", cwd=folder)
    assert done.returncode == 1
    assert "did you mean `rust`?" in done.stderr
    assert "The cables are rusted." in (folder / "bad.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("direction", ["RL", "LR", "TB", "BT"])
def test_render_in_every_direction(folder: Path, direction: str) -> None:
    done = run("render", "good.argmap", "--direction", direction, "--engine", "tidy", "-o", "-", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.startswith("<svg")


def test_render_dot(folder: Path) -> None:
    assert run("render", "good.argmap", "-o", "out.dot", "--direction", "TB", cwd=folder).returncode == 0
    dot = (folder / "out.dot").read_text(encoding="utf-8")
    assert dot.lstrip("/ \nargmp").startswith("digraph") or "digraph" in dot
    assert "TB" in dot or "BT" in dot


def test_render_refuses_what_it_cannot_draw(folder: Path) -> None:
    done = run("render", "good.argmap", "-o", "out.gif", cwd=folder)
    assert done.returncode == 2
    assert ".svg" in done.stderr
    assert run("render", "good.argmap", "-o", "none/out.svg", cwd=folder).returncode == 2
    assert sorted(p.name for p in folder.iterdir()) == ["bad.argmap", "good.argmap"]


def test_show(folder: Path) -> None:
    done = run("show", "good.argmap", cwd=folder)
    assert done.returncode == 0
    assert done.stdout == ("[thesis] close: The bridge should be closed.\n  + [premise] rust: The cables are rusted.\n")
    assert "rust: The cables are rusted." in run("show", "good.argmap", "rust", cwd=folder).stdout
    done = run("show", "good.argmap", "rsut", cwd=folder)
    assert done.returncode == 2
    assert "did you mean rust?" in done.stderr


def test_show_example_names_everybody() -> None:
    out = run("show", TRAINS).stdout
    m = argmap.load(TRAINS)
    for statement in m.statements:
        assert statement.text in out


def test_convert_there_and_back(folder: Path) -> None:
    assert run("convert", "good.argmap", "--to", "json", "-o", "good.json", cwd=folder).returncode == 0
    data = json.loads((folder / "good.json").read_text(encoding="utf-8"))
    assert data["nodes"][0] == {"node": "claim", "id": "close", "text": "The bridge should be closed."}
    assert run("convert", "good.json", "--to", "argmap", cwd=folder).stdout == "argmap 1\n\n" + GOOD
    assert run("check", "good.json", cwd=folder).returncode == 0
    (folder / "odd.json").write_text('{"nodes": [{"node": "claim"}]}', encoding="utf-8")
    done = run("convert", "odd.json", "--to", "argmap", cwd=folder)
    assert done.returncode == 2
    assert "is not a map in JSON" in done.stderr


def test_schema() -> None:
    published = (ROOT / "docs" / "schema" / "argmap-1.schema.json").read_text(encoding="utf-8")
    assert run("schema").stdout == published


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f'"{sys.executable}" -m argmap show "{TRAINS}" | head -n 1'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert done.stderr == ""


def test_files_are_written_whole_or_not_at_all(folder: Path) -> None:
    out = folder / "kept.svg"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    assert run("render", "good.argmap", "-o", "kept.svg", cwd=folder).returncode == 0
    assert out.read_text(encoding="utf-8").startswith("<svg")
    assert out.stat().st_mode & 0o777 == 0o640
    assert not [p for p in folder.iterdir() if p.name.startswith(".")]


def test_a_map_that_was_fine_and_has_not_changed_is_not_read_again(folder: Path) -> None:
    (folder / "other.argmap").write_text("claim o: One thing.\n", encoding="utf-8")
    (folder / "argmap.toml").touch()
    main = folder / "main.argmap"
    main.write_text("include other.argmap as x\nclaim a: Another thing.\n  because x.o\n", encoding="utf-8")
    program = (
        "import sys; from argmap.cli import main; status = main(['check', 'main.argmap']); "
        "print(status, 'pydantic' in sys.modules)"
    )

    def check() -> list[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, cwd=folder, env=environment, check=True
        )
        return done.stdout.splitlines()

    clean = "nothing wrong in 1 map with 2 statements"
    assert check() == [clean, "0 True"]
    assert check() == [clean, "0 False"]
    (folder / "other.argmap").write_text("claim p: A third thing.\n", encoding="utf-8")
    assert check()[-1] == "1 True"
    assert check()[-1] == "1 True"
    (folder / "other.argmap").write_text("claim o: One thing.\n", encoding="utf-8")
    assert check()[0] == clean
    main.write_text("include other.argmap as x\nclaim a: A\n  because x.oo\n", encoding="utf-8")
    assert check()[-1] == "1 True"
