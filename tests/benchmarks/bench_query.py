"""Ask maps of 1,000, 10,000 and 100,000 nodes, and find who is committed to what; the graph part beside networkx.

    python tests/benchmarks/bench_query.py [--sizes 1000 10000] [--rounds 5]

Prints Markdown tables. Times are CPU of this process, the least of the rounds, and in milliseconds. *First* is a
question to a map of which nothing has been asked before: what it needs of the index is made for it. *Again* is the same
question once more. The answer is the whole table, with its texts and lines. Memory is what Python holds more than
before (`tracemalloc`), measured in a run of its own. Where networkx is there, it must find the same; where it is
missing, that part is left out.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from generate import lines_acts, lines_debate
from measure import ROOT, table

sys.path.insert(0, str(ROOT))

import argmap
from argmap import ArgumentMap, Discourse
from argmap.discourse.agreement import Agreement
from argmap.discourse.networks import network
from argmap.model.nodes import Argument, Attribution, Quote, Statement, Voice
from argmap.query import Asked, ask
from argmap.query.index import Index
from argmap.query.relations import TABLES

SIZES = (1_000, 10_000, 100_000)
VOICES, ACTS = 1_000, 100_000
AIM = 100
"""Milliseconds in which a map of 10,000 nodes is to answer."""

QUERIES = (
    "positions by {v}",
    "positions held by {v} and rejected by {w}",
    "voices that reject {p}",
    "acts by {v} with force promise before 2017-03",
    "claims supported by acts by unnamed voices",
    "claims resting on unnamed voices",
    "undefended claims",
    "grounds of root to depth 2",
    "paths from {x} to root",
    "premises without quotes",
    "arguments with scheme expert-opinion whose questions are open",
    'claims matching "river" tagged economy',
    "contradictions of {v}",
    "changes of mind",
    "acts | count by voice, force",
)

T = TypeVar("T")


class Took(NamedTuple):
    """What some work took."""

    ms: float
    """CPU, the least of the rounds."""
    found: Any


def timed(rounds: int, work: Callable[[T], object], prepared: Callable[[], T]) -> Took:
    """Do some work several times; what it needs is prepared anew each time, and that is not timed."""
    least, found = float("inf"), None
    for _ in range(rounds):
        given = prepared()
        gc.collect()
        start = time.process_time()
        found = work(given)
        least = min(least, time.process_time() - start)
    return Took(least * 1000, found)


def held(work: Callable[[], object]) -> float:
    """How much more memory is held when some work is done and its result kept, in MB."""
    gc.collect()
    tracemalloc.start()
    kept = work()
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return size / 1e6


def fresh(map: ArgumentMap) -> ArgumentMap:
    """The same map, of which nothing has been asked."""
    copy = ArgumentMap.model_construct(**{name: getattr(map, name) for name in ArgumentMap.model_fields})
    copy._locate = map._locate
    return copy


def read(lines: Iterator[str]) -> ArgumentMap:
    """A generated map."""
    reading = argmap.reads("\n".join(lines) + "\n")
    assert not reading.diagnostics, reading.diagnostics[0]
    return reading.map


def ms(value: float) -> str:
    """Milliseconds, with a decimal where there are few."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


# -- queries -------------------------------------------------------------------------------------------------------------


def subjects(map: ArgumentMap) -> Mapping[str, str]:
    """Whom and what to ask about, so that there is something to find: the voice that speaks most, one that rejects what
    this one holds, the statement that most voices reject, and of the statements farthest from the root one with most
    ways to it."""
    discourse = Discourse(map)
    final = discourse.commitments.final
    acts = Counter(voice for act in map.attributions for voice in act.voices)
    opponents = Counter(s.content for s in final if s.kind == "rejected")
    unlike: list[tuple[str, str]] = []
    for v, _ in acts.most_common(20):
        favoured = {s.content for s in final if s.voice == v and s.kind == "held"}
        against = Counter(s.voice for s in final if s.kind == "rejected" and s.content in favoured and s.voice != v)
        unlike += [(v, w) for w, _ in against.most_common(1)]
    below = [node.id for node in map.descendants("root") if isinstance(node, Statement)]
    asked = ask(map)
    far = max(reversed(below[-100:]), key=lambda id: len(asked.paths(id, "root")))
    v, w = unlike[0]
    return {"v": v, "w": w, "p": opponents.most_common(1)[0][0], "x": far}


def queries(map: ArgumentMap, rounds: int) -> list[tuple[str, int, float, float]]:
    """For each query the number of things found, and the times."""
    names = subjects(map)
    rows = []
    for pattern in QUERIES:
        text = pattern.format(**names)
        question = partial(Asked.query, text=text)
        first = timed(max(2, rounds // 2), question, lambda: ask(fresh(map)))
        asked = ask(fresh(map))
        asked.query(text)
        again = timed(rounds, question, partial(_same, asked))
        assert again.found.rows == first.found.rows
        rows.append((pattern, len(first.found.rows), first.ms, again.ms))
    return rows


def _same(asked: Asked) -> Asked:
    return asked


def whole(map: ArgumentMap) -> Index:
    """An index with all that it can hold."""
    index = Index(map)
    for name in TABLES:
        index.table(name)
        index.inverse(name)
    return index


def building(map: ArgumentMap, rounds: int) -> list[list[str]]:
    """What it takes to make everything that an index can hold."""
    rows = []
    works: tuple[tuple[str, Callable[[ArgumentMap], object]], ...] = (
        ("commitments", lambda map: Discourse(map).commitments.final),
        ("index: all tables both ways, commitments, findings", whole),
    )
    for label, work in works:
        took = timed(max(2, rounds // 2), work, lambda: fresh(map))
        memory = held(partial(_kept, work, fresh(map)))
        rows.append([f"{len(map.nodes):,} nodes: {label}", ms(took.ms), f"{memory:.1f}"])
    return rows


def _kept(work: Callable[[ArgumentMap], object], map: ArgumentMap) -> object:
    """What some work found, and the map, which keeps what was found of it."""
    return work(map), map


# -- commitments ---------------------------------------------------------------------------------------------------------


def commitments(rounds: int) -> list[list[str]]:
    """The stores of many voices over many acts."""
    map = read(lines_acts(VOICES, ACTS))
    assert (len(map.voices), len(map.attributions)) == (VOICES, ACTS)
    rows = []

    def add(label: str, took: Took) -> Discourse:
        rows.append([label, f"{len(took.found):,}", ms(took.ms)])
        return discourse

    discourse = Discourse(fresh(map))
    known = lambda: discourse  # noqa: E731
    discourse.commitments.final  # noqa: B018 - so that it is there
    add(
        "what all voices are bound to in the end",
        timed(rounds, lambda d: d.commitments.final, lambda: Discourse(fresh(map))),
    )
    add("… at a date, known the end", timed(rounds, lambda d: d.commitments.standings_at("2017-03"), known))
    discourse.commitments.by_voice  # noqa: B018
    add("the store of the voice that speaks most", timed(rounds, lambda d: d.commitments.store("v0").standings, known))
    add("… at a date", timed(rounds, lambda d: d.commitments.store("v0", "2017-03").standings, known))
    voices = [voice.id for voice in map.voices]
    add(
        "the stores of all voices, one by one", timed(rounds, lambda d: [d.commitments.store(v) for v in voices], known)
    )
    memory = held(lambda: (d := Discourse(fresh(map)), d.commitments.final))
    rows.append(["memory of the first line, MB", "", f"{memory:.0f}"])
    return rows


# -- beside networkx -----------------------------------------------------------------------------------------------------


def beside(map: ArgumentMap, rounds: int) -> list[list[str]]:
    """The graph part by argmap and by networkx, which must find the same."""
    import networkx as nx
    from networkx.algorithms import bipartite

    start = subjects(map)["x"]

    def graphs(map: ArgumentMap) -> tuple[Any, Any]:
        """What bears on what, and what supports what."""
        bears, supports = nx.DiGraph(), nx.DiGraph()
        for argument in map.arguments:
            bears.add_edge(argument.id, argument.target)
            for ground in argument.grounds:
                bears.add_edge(ground.ref, argument.id)
                if argument.step == "supports":
                    supports.add_edge(argument.target, ground.ref)
        return bears, supports

    def index(map: ArgumentMap) -> Asked:
        asked = ask(map)
        asked.index.rank  # noqa: B018
        asked.index.table("grounds")
        asked.index.table("_below")
        asked.index.inverse("_below")
        return asked

    def shortest(both: tuple[Any, Any]) -> list[tuple[str, ...]]:
        return [tuple(path) for path in islice(nx.shortest_simple_paths(both[0], start, "root"), 20)]

    def projected(discourse: Discourse) -> Any:
        graph = nx.Graph()
        stands = Agreement(discourse).stands
        graph.add_edges_from((stand.voice, (stand.content, stand.side)) for stand in stands)
        return bipartite.weighted_projected_graph(graph, {stand.voice for stand in stands})

    size = f"{len(map.nodes):,}: "
    rows = []

    def add(label: str, found: int, ours: Took, theirs: Took, memory: tuple[float, float] | None = None) -> None:
        megabytes = [f"{one:.1f}" for one in memory] if memory else ["", ""]
        rows.append([size + label, f"{found:,}" if found else "", ms(ours.ms), ms(theirs.ms), *megabytes])

    ours, theirs = timed(rounds, index, lambda: fresh(map)), timed(rounds, graphs, lambda: fresh(map))
    asked, both = ours.found, theirs.found
    memory = held(lambda: index(fresh(map))), held(lambda: graphs(fresh(map)))
    add("index, graph", 0, ours, theirs, memory)

    ours = timed(rounds, lambda asked: asked["root"].related("grounds", 2).ids, lambda: asked)
    theirs = timed(rounds, lambda both: nx.single_source_shortest_path_length(both[1], "root", cutoff=2), lambda: both)
    assert set(ours.found) == set(theirs.found) - {"root"}
    add("grounds to depth 2", len(ours.found), ours, theirs)

    ours = timed(rounds, lambda asked: asked.nodes.bearing_on("root").ids, lambda: asked)
    theirs = timed(rounds, lambda both: nx.ancestors(both[0], "root"), lambda: both)
    assert set(ours.found) == theirs.found
    add("all that bears on the root", len(ours.found), ours, theirs)

    ours = timed(rounds, lambda asked: [path.nodes for path in asked.paths(start, "root")], lambda: asked)
    theirs = timed(rounds, shortest, lambda: both)
    # Of the longest there may be more than 20, and networkx gives them in no known order.
    lengths = [len(path) for path in ours.found]
    assert lengths == [len(path) for path in theirs.found]
    sure = lengths[-1] + (len(lengths) < 20)
    assert {p for p in ours.found if len(p) < sure} == {p for p in theirs.found if len(p) < sure}
    add("shortest paths to it, 20 at most", len(ours.found), ours, theirs)

    discourse = Discourse(fresh(map))
    discourse.commitments.final  # noqa: B018 - both begin with the same commitments
    ours = timed(rounds, lambda d: network(d, "agreement").edges, lambda: discourse)
    theirs = timed(rounds, projected, lambda: discourse)
    expected = {tuple(sorted(pair)): weight for *pair, weight in theirs.found.edges(data="weight")}
    assert {(edge.source, edge.target): edge.weight for edge in ours.found} == expected
    memory = held(lambda: network(discourse, "agreement").edges), held(lambda: projected(discourse))
    add("who agrees with whom", len(ours.found), ours, theirs, memory)
    return rows


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description="Ask large maps; the graph part beside networkx.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    answers: dict[str, list[str]] = {}
    built: list[list[str]] = []
    compared: list[list[str]] = []
    networkx = find_spec("networkx") is not None
    for size in options.sizes:
        map = read(lines_debate(size))
        assert len(map.nodes) == size
        print(f"{size:,} nodes: {_contents(map)}", file=sys.stderr)
        for pattern, found, first, again in queries(map, options.rounds):
            answers.setdefault(pattern, []).extend((f"{found:,}", f"{ms(again)} ({ms(first)})"))
            if size == 10_000 and again > AIM:
                print(f"more than {AIM} ms: {pattern}", file=sys.stderr)
        built += building(map, options.rounds)
        if networkx:
            compared += beside(map, options.rounds)
    head = ["query", *(f"{size:,}: {what}" for size in options.sizes for what in ("found", "again (first) ms"))]
    print(table(head, [["`" + pattern.replace("|", "\\|") + "`", *cells] for pattern, cells in answers.items()]))
    print(table(["made at once", "ms", "MB"], built))
    print(table([f"{VOICES:,} voices, {ACTS:,} acts", "found", "ms"], commitments(options.rounds)))
    if networkx:
        print(table(["nodes, task", "found", "argmap ms", "networkx ms", "argmap MB", "networkx MB"], compared))
    else:
        print("networkx is not installed, and the comparison with it is left out.", file=sys.stderr)


def _contents(map: ArgumentMap) -> str:
    kinds: Sequence[type] = (Statement, Argument, Attribution, Quote, Voice)
    counts = [(sum(isinstance(node, kind) for node in map.nodes), kind.__name__.lower()) for kind in kinds]
    return ", ".join(f"{count:,} {name}s" for count, name in counts)


if __name__ == "__main__":
    main()
