"""Commitment stores: each rule on a small map, with what is left in the end below the line that decides it.

`//= ana held bridge` says that this is in the store of `ana` after all that the map tells; a word behind it says how
that is known, where it is not by dates. Nothing else may be in any store.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.discourse import Discourse
from argmap.discourse.commitments import Standing, replaces

HEAD = """\
voice ana: Ana Ruiz
voice ben: Ben Holt
voice port: the Port Authority
  organisation
voice clerk: a clerk
  of port
"""

MAPS = {
    "what verbs put in": """\
position a: The bridge is safe.
  ana says
  //= ana held a
  ben denies
  //= ben rejected a
  port doubts
  //= port open a
  clerk demands
  //= clerk asked a
position b: The bridge is painted.
  ana promises
  //= ana owed b
  ben proposes
  //= ben offered b
  port wants
  //= port wanted b
  clerk abandons
  //= clerk withdrawn b
""",
    "acts that were not made": """\
position a: The bridge is closed.
  ana does not say
  ana did not promise
  ben might reject
  ben should accept
  port will promise
  port must demand
  clerk would abandon
""",
    "what is nested stays with the speaker": """\
position a: The bridge is closed.
  ana says that ben promises
  //= ana held a/ana-says/ben-promises
  port denies that clerk says
  //= port rejected a/port-denies/clerk-says
  ben asks that port should accept
  //= ben asked a/ben-asks/port-should-accept
""",
    "what is told in passing": """\
position speech: The harbour is poor.
  ana says
    named hers
  //= ana held speech
  ben might say
    named his
position a: The bridge is closed.
  port promises
    within hers
  //= ana held a/port-promises
  clerk promises
    within his
""",
    "factive verbs bind the author": """\
position a: The cables are rusted.
  ana admits
  //= ana held a
  //= author held a
position b: The bridge is new.
  ben pretends
  //= ben held b
  //= author rejected b
position c: The port is rich.
  port claims
  //= port held c
position d: The clerk is ill.
  clerk says
    stance factive
  //= clerk held d
  //= author held d
position e: The clerk is paid.
  ana does not admit
position f: The clerk is tired.
  ana says that ben knows
  //= ana held f/ana-says/ben-knows
""",
    "claims, premises and the author's word": """\
claim a: The bridge should close.
  //= author held a
  because b: The cables are rusted.
  //= author held b
  but c: It would cost much.
position d: It was always so.
  ana says
  //= ana held d
  because e: Nobody remembers otherwise.
  author rejects
  //= author rejected d
""",
    "a group is not its members": """\
position a: The bridge is closed.
  port promises
  //= port owed a
  clerk rejects
  //= clerk rejected a
  ana and ben say
  //= ana held a
  //= ben held a
""",
    "dates decide, wherever the lines stand": """\
position a: The bridge is closed.
  ana denies, on 2017-05
  //= ana rejected a
  ana says, on 2017-03
position b: The bridge is painted.
  ben drops, on 2017
  ben promises, on 2018
  //= ben owed b
""",
    "dates that may overlap decide nothing": """\
position a: The bridge is closed.
  ana says, on 2017-03
  //= ana held a unknown
  ana denies, on 2017
  //= ana rejected a unknown
  ben says, on last Tuesday
  //= ben held a unknown
  ben denies, on 2017
  //= ben rejected a unknown
""",
    "without dates the lines stand in order": """\
position a: The bridge is closed.
  ana says
  ana denies
  //= ana rejected a text
  ben promises
  ben drops
  ben promises
  //= ben owed a text
""",
    "lines under two statements stand in no order": """\
position a: The bridge is closed.
  ana says
  //= ana held a unknown
  same-as b
position b: Nobody may cross the bridge.
  ana denies
  //= ana rejected a unknown
""",
    "what is taken back was there before": """\
position a: The bridge is closed.
  ana promises, on 2017-03
  ana drops
  //= ana withdrawn a
  ben drops, on 2016
  ben promises, on 2017
  //= ben owed a
position b: The bridge is painted.
  port demands
  port offers
  port wants
  port abandons
  //= port withdrawn b text
""",
    "what replaces what": """\
position a: The bridge is closed.
  ana demands
  ana says
  //= ana asked a
  //= ana held a
  ben demands
  ben rejects
  //= ben rejected a text
  port says
  port doubts
  //= port open a text
  clerk says
  clerk promises
  //= clerk held a
  //= clerk owed a
""",
    "whoever is not named may be anybody": """\
position a: The bridge is closed.
  someone says
  //= someone held a
  someone denies
  //= someone rejected a
  someone says
  //= someone held a
""",
    "a source lends its date": """\
source letter: A letter
  date 2016
source leader: A leader
  date 2018
position a: The bridge is closed.
  ana says, in leader
  //= ana held a
  ana denies, in letter
""",
    "maps with an author of their own": """\
claim a: The bridge should close.
  //= author held a
  supports b
claim b: Nobody should cross.
  //= author held b
""",
}


def _said(standing: Standing) -> str:
    how = "" if standing.order == "dates" else f" {standing.order}"
    return f"{standing.voice} {standing.kind} {standing.content}{how}"


def _discourse(text: str) -> Discourse:
    reading = argmap.reads(HEAD + text)
    assert reading.diagnostics == ()
    return Discourse(reading.map)


@pytest.mark.parametrize("text", MAPS.values(), ids=MAPS)
def test_what_is_left(text: str) -> None:
    expected = [line.strip()[4:] for line in text.splitlines() if line.strip().startswith("//= ")]
    discourse = _discourse(text)
    assert sorted(map(_said, discourse.commitments.final)) == sorted(expected)
    voices = {standing.voice for standing in discourse.commitments.final}
    stores = [s for voice in voices for s in discourse.commitments.store(voice).standings]
    assert sorted(map(_said, stores)) == sorted(expected), "store by store it is the same"


DATED = """\
position a: The bridge is closed.
  ana promises, on 2017-03
  ana drops, on 2017-05
  ben says
  port promises, on 2017
position b: The bridge is open.
  ana says, on 2017-05-02
claim c: It rains.
"""


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2017-02", {"ben held a?", "author held c", "port owed a?"}),
        ("2017-03-15", {"ana owed a?", "ben held a?", "author held c", "port owed a?"}),
        ("2017-04", {"ana owed a", "ben held a?", "author held c", "port owed a?"}),
        ("2018", {"ana withdrawn a", "ana held b", "ben held a?", "author held c", "port owed a"}),
    ],
)
def test_at_a_time(at: str, expected: set[str]) -> None:
    commitments = _discourse(DATED).commitments
    found = {f"{_said(s)}{'' if s.sure else '?'}" for s in commitments.standings_at(at)}
    assert found == expected
    assert {f"{_said(s)}{'' if s.sure else '?'}" for s in commitments.store("ana", at).standings} == {
        one for one in expected if one.startswith("ana")
    }
    assert set(commitments.on("a", at)) == {s for s in commitments.standings_at(at) if s.content == "a"}


def test_since_when_and_of_whom() -> None:
    commitments = _discourse(
        "position a: The bridge is closed.\n  ana says, on 2017-05\n  ana repeats, on 2017-03\n  ben says, on 2017\n"
        "  ben adds\n  port demands, to ana and the whole town\n  clerk demands that ben should promise\n"
    ).commitments
    since = {s.voice: s.since for s in commitments.final}
    assert since == {"ana": "2017-03", "ben": None, "port": None, "clerk": None}
    to = {entry.voice: entry.to for entry in commitments.entries if entry.kind == "asked"}
    assert to == {"port": ("ana", "the whole town"), "clerk": ("ben",)}


def test_what_is_not_there() -> None:
    commitments = _discourse("").commitments
    with pytest.raises(KeyError):
        commitments.store("nobody")
    with pytest.raises(KeyError):
        commitments.on("nothing")
    for ask in (lambda: commitments.store("ana", "in spring"), lambda: commitments.standings_at("soon")):
        with pytest.raises(ValueError, match="is not a date"):
            ask()
    assert commitments.store("ana").standings == ()


# -- whatever the map ------------------------------------------------------------------------------------------

VERBS = ["says", "denies", "promises", "drops", "demands", "proposes", "wants", "doubts", "knows", "poses as"]
acts = st.builds(
    lambda voice, aux, verb, date: f"  {voice} {aux}{verb}{date}",
    st.sampled_from(["ana", "ben", "ana and ben", "someone", "author"]),
    st.sampled_from(["", "", "", "might "]),
    st.sampled_from(VERBS),
    st.sampled_from(["", "", ", on 2017", ", on 2017-03", ", on 2018~", ", on a Monday"]),
)
blocks = st.lists(
    st.tuples(st.lists(acts, max_size=6), st.sampled_from(["", "", "same-as p0", "contradicts p0"])),
    min_size=1,
    max_size=4,
)


def _map(block: list[tuple[list[str], str]], order: list[int]) -> Discourse:
    lines = []
    for n in order:
        said, relation = block[n]
        lines += [f"position p{n}: Text {n}.", *said]
        if relation and n:
            lines.append(f"  {relation}")
    return Discourse(argmap.reads(HEAD + "\n".join(lines) + "\n").map)


def _content(standing: Standing) -> object:
    return _said(standing), frozenset(e.by for e in standing.entries), standing.since, standing.sure


@given(st.data())
def test_the_order_of_entries_changes_nothing(data: st.DataObject) -> None:
    block = data.draw(blocks)
    order = data.draw(st.permutations(range(len(block))))
    one, other = _map(block, list(range(len(block)))), _map(block, list(order))
    for at in (None, "2017-02", "2017"):
        stores = [
            {_content(s) for s in (d.commitments.final if at is None else d.commitments.standings_at(at))}
            for d in (one, other)
        ]
        assert stores[0] == stores[1]


@given(blocks)
def test_what_stands_is_what_nothing_replaces(block: list[tuple[list[str], str]]) -> None:
    discourse = _map(block, list(range(len(block))))
    commitments = discourse.commitments
    standing = {entry for s in commitments.final for entry in s.entries}
    for entry in commitments.entries:
        rivals = [
            other
            for other in commitments.entries
            if other.voice == entry.voice
            and entry.voice != "someone"
            and discourse.class_of(other.content) == discourse.class_of(entry.content)
        ]
        assert (entry in standing) == (not any(replaces(other, entry) for other in rivals))
