"""The folder for what can be made again."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from argmap.cache_dir import cache_dir

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are not kept there")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ARGMAP_CACHE", "ARGMAP_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_it_is_private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(tmp_path / "deep" / "down"))
    folder = cache_dir()
    assert folder == tmp_path / "deep" / "down"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert cache_dir() == folder


@pytest.mark.parametrize("word", ["off", "OFF", " no ", "0", "false"])
def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, word: str) -> None:
    monkeypatch.setenv("ARGMAP_CACHE", word)
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(tmp_path / "x"))
    assert cache_dir() is None
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="rules of Linux")
def test_the_rules_of_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_dir() == tmp_path / ".cache" / "argmap"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_dir() == tmp_path / "xdg" / "argmap"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_dir() == tmp_path / ".cache" / "argmap"


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o775, 0o770])
def test_a_folder_that_others_may_write_to_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(mode)
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(shared))
    assert cache_dir() is None


def test_a_folder_that_others_may_replace_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(shared / "mine"))
    assert cache_dir() is None
    shared.chmod(0o1777)  # as /tmp is
    assert cache_dir() == shared / "mine"


def test_a_folder_of_someone_else_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(tmp_path / "x"))
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert cache_dir() is None


def test_what_cannot_be_made_is_done_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "x"):
        monkeypatch.setenv("ARGMAP_CACHE_DIR", str(place))
        assert cache_dir() is None
