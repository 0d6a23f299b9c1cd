"""Queries on maps that include others, and on those that go round in circles or attack steps of attacks."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.query import ask

OTHER = """\
source theirs: Their text
  date 2015
voice mayor: Ana Ruiz
claim dear: It is dear.
  "dear" at ¶ 1
  because bill: The bill was high.
position soon: It closes soon.
  mayor says, on 2015
  author endorses
"""


def test_what_is_included_under_a_name_is_its_own_author_s(tmp_path: Path) -> None:
    (tmp_path / "other.argmap").write_text(OTHER, encoding="utf-8")
    main = tmp_path / "main.argmap"
    main.write_text(
        "include other.argmap as other\nsource ours: Our text\nclaim close: Close it.\n  because other.dear\n"
        '  "close it"\n  other.mayor denies\nposition late: Too late.\n  other.mayor says\n',
        encoding="utf-8",
    )
    m = ask(argmap.load(main))
    answers = {
        "includes": ["other.argmap"],
        "claims by other.author": ["other.dear"],
        "claims by author": ["close"],
        "statements held by other.author": ["other.dear", "other.soon"],
        "grounds of close to any depth": ["other.dear", "other.bill"],
        "statements by other.mayor": ["other.soon", "close", "late"],
        "positions held by other.mayor before 2016": ["other.soon"],
        'voices that hold "other.soon"': ["other.mayor", "other.author"],
        "quotes in other.theirs": ["other.dear/q1"],
        "quotes in ours": ["close/q1"],
        "endorsed positions": [],
        '"Ana Ruiz"': ["other.mayor"],
    }
    for query, ids in answers.items():
        if query == "includes":
            assert [include.path for include in m.includes] == ids
        else:
            assert set(m.query(query).ids) == set(ids), query


CIRCLE = """\
voice ana: Ana Ruiz
claim first: One.
  because second
  named down
premise second: Two.
  because third
premise third: Three.
  because first
  supports other
claim other: Other.
  but ana says hearsay
  named objection
position hearsay: They say so.
  ana says
premise doubt: Ana lies.
  undercuts objection
  named riposte
premise again: She does not.
  undercuts riposte
  named retort
premise not-so: It is not.
  undercuts retort
"""


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("grounds of first to any depth", "second third first"),
        ("grounds of first to depth 2", "second third"),
        ("statements resting on first", "first second third other"),
        ("statements bearing on second", "first second third"),
        ("paths from first to first", ""),
        ("paths from first to other", "first > third/1 > third > other/1 > other"),
        ("paths from not-so to other", "not-so > retort/1 > retort > riposte > objection > other"),
        ("nodes undercutting objection", "doubt riposte"),
        ("unattacked undercutting arguments", "retort/1"),
        ("attackers of other", "hearsay/ana-says"),
        ("positions attacking other", ""),
        ("acts attacking other", "hearsay/ana-says"),
        ("attackers of other to any depth", "hearsay/ana-says"),
        ("conclusions of again to any depth", "riposte objection other"),
        ("first | subgraph", "first down second third third/1"),
        ("down | subgraph", "first down second"),
        ("doubt | subgraph", "doubt riposte objection"),
        ("doubt | subgraph 2", "doubt riposte objection other"),
        ("objection | subgraph", "objection other hearsay/ana-says riposte doubt"),
    ],
)
def test_circles_and_undercuts_of_undercuts(query: str, ids: str) -> None:
    expected = {ids} if " > " in ids else set(ids.split())
    assert set(ask(argmap.loads(CIRCLE)).query(query).ids) == expected
