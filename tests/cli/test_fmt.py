"""`argmap fmt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.test_cli import run

UGLY = "claim  a :  The bridge should be closed.\n\n\n    because  b\npremise b: It is old.\n"
NEAT = "claim a: The bridge should be closed.\n\n  because b\npremise b: It is old.\n"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", "utf-16"], ids=["plain", "bom", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_keeps_its_encoding_and_line_ends(tmp_path: Path, mark: bytes | str, end: str) -> None:
    def stored(text: str) -> bytes:
        text = text.replace("\n", end)
        return text.encode(mark) if isinstance(mark, str) else mark + text.encode()

    file = tmp_path / "m.argmap"
    file.write_bytes(stored(UGLY))
    assert run("fmt", "--check", file).returncode == 1
    assert file.read_bytes() == stored(UGLY)
    done = run("fmt", file)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 map formatted\n")
    assert file.read_bytes() == stored(NEAT)
    assert run("fmt", "--check", file).returncode == 0


def test_standard_input() -> None:
    done = run("fmt", "-", stdin=UGLY)
    assert (done.returncode, done.stdout, done.stderr) == (0, NEAT, "")


def test_diff(tmp_path: Path) -> None:
    file = tmp_path / "m.argmap"
    file.write_text(UGLY, encoding="utf-8")
    done = run("fmt", "--diff", file)
    assert done.returncode == 1
    assert "-claim  a :  The bridge should be closed.\n+claim a: The bridge should be closed.\n" in done.stdout
    assert file.read_text(encoding="utf-8") == UGLY


def test_what_cannot_be_read_is_left_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "a.argmap").write_text("claim  a\n", encoding="utf-8")
    (tmp_path / "b.argmap").write_text(UGLY, encoding="utf-8")
    (tmp_path / "c.argmap").write_bytes(b"claim a: caf\xe9\n")
    done = run("fmt", "a.argmap", "b.argmap", "c.argmap", "d.argmap", cwd=tmp_path)
    assert done.returncode == 2
    assert "error[E104]" in done.stderr
    assert "error[E001]" in done.stderr
    assert "there is no file d.argmap" in done.stderr
    assert (tmp_path / "a.argmap").read_text(encoding="utf-8") == "claim  a\n"
    assert (tmp_path / "b.argmap").read_text(encoding="utf-8") == NEAT
    assert run("fmt", "-", stdin="claim a\n").stdout == ""
