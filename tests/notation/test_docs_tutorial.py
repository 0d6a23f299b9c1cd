"""The tutorial can be followed to the letter: its maps read, and its commands answer as it says."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from support.expected import blocks_in, mismatches

import argmap
from argmap.cli import main

FOLDER = Path(__file__).parents[2] / "docs"
PAGE = (FOLDER / "tutorial.md").read_text(encoding="utf-8")
MAPS = [text for _, _, text in blocks_in(PAGE)]
LETTER = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
COMMANDS = re.findall(r"^```console\n\$ argmap ([^\n]+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the letter and the finished map, in which the commands run."""
    (tmp_path / "bells.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "bells.argmap").write_text(MAPS[-1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.mark.parametrize("text", MAPS, ids=lambda text: f"{text.count(chr(10))}-lines")
def test_every_map_on_the_way_is_right(text: str, desk: Path) -> None:
    assert mismatches(text, desk / "bells.argmap") == []
    assert argmap.loads(text).theses == (argmap.loads(text)["silent"],)


def test_each_map_goes_on_from_the_one_before() -> None:
    assert len(MAPS) == 4
    for before, after in pairwise(MAPS):
        plain = [re.sub(r" at ¶ \d", "", line) for line in after.split("\n")]
        assert [line for line in before.split("\n") if line not in plain] == []


def test_quotes_stand_in_the_paragraphs_given() -> None:
    made = argmap.loads(MAPS[-1])
    paragraphs = [" ".join(block.split()) for block in LETTER.strip().split("\n\n")]
    assert len(made.quotes) == 6
    for quote in made.quotes:
        paragraph = paragraphs[int((quote.at or "¶ 0").split()[1]) - 1]
        assert re.search(".+".join(map(re.escape, quote.text.split(" … "))), paragraph), quote.text
    assert [cue in LETTER for act in made.attributions for cue in act.cue] == [True]


@pytest.mark.parametrize(("command", "answer"), COMMANDS, ids=[f"{n}-{c}" for n, (c, _) in enumerate(COMMANDS, 1)])
def test_commands_answer_as_the_page_says(
    command: str, answer: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "error" in answer:
        wrong = MAPS[-1].replace("but tradition", "but traditon")
        assert wrong != MAPS[-1]
        (desk / "bells.argmap").write_text(wrong, encoding="utf-8")
    assert main(command.split()) == (1 if "error" in answer else 0)
    said = capsys.readouterr()
    assert "\n".join(line.rstrip() for line in (said.out + said.err).strip().split("\n")) == answer.strip()
    if command.startswith("render"):
        assert (desk / "bells.svg").stat().st_size > 1000


def test_all_commands_are_tried() -> None:
    assert [c.split()[0] for c, _ in COMMANDS] == ["check", "check", "render", "show"]


def test_the_last_answer_is_right(desk: Path) -> None:
    line = re.search(r"`(unless early: [^`]+)`", PAGE)
    assert line is not None
    text = MAPS[-1].replace("  but tradition\n", f"  but tradition\n  {' '.join(line[1].split())}\n")
    made = argmap.loads(text)
    assert [(a.step, a.target) for a in made.arguments_of("silent/3")] == [("undercuts", "silent/3")]
    assert [g.ref for g in made.arguments_of("silent/3")[0].grounds] == ["early"]


def test_links_lead_somewhere() -> None:
    notation = (FOLDER / "notation.md").read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", PAGE):
        assert (FOLDER / target).exists(), target
        if anchor:
            slugs = [h.strip().lower().replace(" ", "-") for h in re.findall(r"^#+ (.+)$", notation, re.MULTILINE)]
            assert anchor in slugs
