"""What docs/diff.md shows is what argmap says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import argmap
from argmap.changes import CHANGES, GROUPS, KINDS, facts_of, render_changes

PAGE = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = FENCE.findall(PAGE)
OLD, NEW = (
    argmap.loads(next(body for info, body in BLOCKS if info == f"argmap {name}.argmap")) for name in ("old", "new")
)


def test_the_text_shown() -> None:
    texts = [body for info, body in BLOCKS if info == "text"]
    assert texts[0] == render_changes(argmap.diff(OLD, NEW))
    assert texts[-1] == "".join(line + "\n" for line in facts_of(OLD))


def test_the_json_shown() -> None:
    (shown,) = [json.loads(body) for info, body in BLOCKS if info == "json"]
    changes = argmap.diff(OLD, NEW).to_dict()["changes"]
    assert shown in changes
    for key in shown:
        assert re.search(rf"^\|.*`{key}`", PAGE, re.MULTILINE), key


def test_all_values_are_listed() -> None:
    for value in (*GROUPS, *CHANGES, *KINDS):
        assert f"`{value}`" in PAGE
    from argmap.model.lexicon import COMMITMENTS

    for value in set(COMMITMENTS) - {"none"}:
        assert f"`{value}`" in PAGE
    from argmap.changes.model import ChangeWord

    assert get_args(ChangeWord) == CHANGES
