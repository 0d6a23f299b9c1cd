"""What is shown of a finding: lines of the map and words of the article."""

from __future__ import annotations

import argmap
from argmap.anchoring.texts import Texts
from argmap.discourse.evidence import Witness
from argmap.discourse.finding import Evidence
from argmap.sources.reading import source_from

ARTICLE = """\
The bridge at Tarn

Ana Ruiz promised to paint the bridge before the winter. In May she “found
better uses for the money”, and the plan was quietly put aside. Everybody who walked there in the long wet summer that
followed, with the river high and the planks green and slippery underfoot and the two lamps at the western end broken,
as they had been since the flood of the year before, could see for themselves what had become of her word and of it.
"""
MAP = """\
source leader: The bridge at Tarn
voice ana: Ana Ruiz
position painted: The bridge is painted.
  ana promises
    cue "promised to"
  ana drops: "found better uses for the money"
  ana regrets
claim seen: Everybody could see it.
  "Everybody who walked … and of it"
position plan: There was a plan.
  "put aside"
  ana says
"""


def test_words_of_the_article() -> None:
    map = argmap.reads(MAP).map
    witness = Witness(map, Texts(map, {"leader": source_from(ARTICLE.encode(), "tarn.txt")}))
    promise = witness.shown(Evidence("painted/ana-promises", "promised here"))
    assert (promise.line, promise.column, promise.words) == (4, 3, "Ana Ruiz promises")
    assert [(p.place, p.words) for p in promise.passages] == [
        ("¶ 2, line 3", "Ana Ruiz promised to paint the bridge before the winter."),
    ]
    drop = witness.shown(Evidence("painted/ana-drops", "withdrawn here"))
    assert drop.quotes == ("found better uses for the money",)
    assert [(p.place, p.words) for p in drop.passages] == [("¶ 2, line 3", "found better uses for the money")]
    (long,) = witness.passages("seen")
    assert long.words.startswith("Everybody who walked there in the long wet summer")
    assert long.words.endswith("of her word and of it")
    assert " … " in long.words
    assert len(long.words) <= 250
    assert [p.words for p in witness.passages("plan/ana-says")] == [
        "In May she “found better uses for the money”, and the plan was quietly put aside."
    ], "the position's words, where the act has none"
    assert witness.passages("painted/ana-regrets") == ()


def test_words_without_the_article() -> None:
    shown = Witness(argmap.reads(MAP).map).shown(Evidence("painted/ana-drops", "withdrawn here"))
    assert (shown.passages, shown.quotes) == ((), ("found better uses for the money",))
