"""`argmap rename`, over several files."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.test_cli import run

COSTS = """\
voice town: The Town
// the dear one
claim dear:   Heating costs two million.
  because bill: The bill was high.
  named from-bill
  town says: "too  dear"
"""
LIDO = """\
include costs.argmap as costs
claim summer:   Close in winter.\x20\x20
  because costs.dear and costs.bill
  because costs.town says costs.dear
premise old: The boiler was old.
  undercuts costs.from-bill
  contradicts costs.dear
"""
TOP = "include ../lido.argmap as l\r\npremise x: It is so.\r\n  same-as l.costs.dear\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "costs.argmap").write_bytes(COSTS.encode())
    (tmp_path / "lido.argmap").write_bytes(LIDO.encode())
    (tmp_path / "sub" / "top.argmap").write_bytes(TOP.encode())
    (tmp_path / "other.argmap").write_bytes(b"include costs.argmap as c\nclaim\n")
    return tmp_path


def texts(folder: Path) -> tuple[str, str, str]:
    return tuple((folder / name).read_bytes().decode() for name in ("costs.argmap", "lido.argmap", "sub/top.argmap"))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("file", "prefix"), [("costs.argmap", ""), ("lido.argmap", "costs."), ("sub/top.argmap", "l.costs.")]
)
@pytest.mark.parametrize(
    ("old", "new"), [("dear", "too-dear"), ("town", "city"), ("bill", "invoice"), ("from-bill", "why")]
)
def test_a_name_is_changed_wherever_it_stands(folder: Path, file: str, prefix: str, old: str, new: str) -> None:
    before = texts(folder)
    done = run("rename", file, prefix + old, prefix + new, cwd=folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    costs, lido, top = texts(folder)
    declared = {"dear": "claim dear:", "town": "voice town:", "bill": "because bill:", "from-bill": "named from-bill"}[
        old
    ]
    assert costs == before[0].replace(declared, declared.replace(old, new)).replace(f"  {old} says", f"  {new} says")
    assert lido == before[1].replace(f"costs.{old}", f"costs.{new}")
    assert top == before[2].replace(f"costs.{old}", f"costs.{new}")
    assert run("check", "costs.argmap", "lido.argmap", "sub/top.argmap", "--select", "W302", cwd=folder).returncode == 0


def test_the_difference_can_be_seen_first(folder: Path) -> None:
    before = texts(folder)
    done = run("rename", "costs.argmap", "dear", "high", "--diff", cwd=folder)
    assert "+claim high:   Heating costs two million." in done.stdout
    assert "+  same-as l.costs.high" in done.stdout
    assert texts(folder) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summr", "x", "did you mean `summer`"),
        ("summer", "old", "declared already"),
        ("summer", "because", "word of the notation"),
        ("summer", "two words", "cannot be an ID"),
        ("author", "writer", "keeps its ID"),
        ("include/costs", "x", "has no name of its own"),
    ],
)
def test_what_cannot_be_renamed(folder: Path, old: str, new: str, said: str) -> None:
    before = texts(folder)
    done = run("rename", "lido.argmap", old, new, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert texts(folder) == before
