"""A discourse network for other programs: GraphML, CSV, JSON, networkx."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from argmap.discourse.networks import Edge, Network, NetworkNode

if TYPE_CHECKING:
    import networkx

__all__ = [
    "COLUMNS",
    "as_data",
    "edge_rows",
    "matrix_rows",
    "table",
    "to_csv",
    "to_graphml",
    "to_json",
    "to_matrix",
    "to_networkx",
]

COLUMNS: Final = ("source", "target", "weight", "sign", "plus", "minus", "on", "against")
"""Columns of the edge list. `on` are the statements on which two voices agree, or the acts by which a voice takes its
sides; `against` those about which they conflict, two that exclude each other as `a|b`. Several have spaces between."""

_NODE_KEYS: Final = (
    ("kind", "string"),
    ("label", "string"),
    ("sort", "string"),
    ("naming", "string"),
    ("total", "int"),
)
_EDGE_KEYS: Final = (
    *(("weight", "double"), ("sign", "string"), ("plus", "int"), ("minus", "int")),
    *(("on", "string"), ("against", "string")),
)


def _weight(value: float) -> float | int:
    """A weight as it is written: a whole number without a point."""
    return int(value) if value == int(value) else value


def _on(edge: Edge) -> str:
    return " ".join(edge.agree_on or edge.acts)


def _against(edge: Edge) -> str:
    return " ".join(a if a == b else f"{a}|{b}" for a, b in edge.conflict_on)


def _of_node(node: NetworkNode) -> dict[str, str | int]:
    """What is known of a node besides its ID."""
    found = {"kind": node.kind, "label": node.label, "sort": node.sort, "naming": node.naming, "total": node.total}
    return {key: value for key, value in found.items() if value is not None}


def _of_edge(edge: Edge) -> dict[str, str | int | float]:
    """What is known of an edge besides its ends. The weight is always a float."""
    said = {"on": _on(edge), "against": _against(edge)}
    return {
        **{"weight": edge.weight, "sign": edge.sign, "plus": edge.plus, "minus": edge.minus},
        **{key: value for key, value in said.items() if value},
    }


# -- tables ------------------------------------------------------------------------------------------------


def edge_rows(network: Network) -> Iterator[list[str | int | float]]:
    """The rows of the edge list, with `COLUMNS`."""
    for edge in network.edges:
        yield [
            *(edge.source, edge.target, _weight(edge.weight), edge.sign, edge.plus, edge.minus),
            *(_on(edge), _against(edge)),
        ]


def matrix_rows(network: Network) -> Iterator[list[str | int | float]]:
    """The rows of the matrix, the first with the IDs of the columns."""
    yield ["", *(node.id for node in (network.statements if network.two_mode else network.voices))]
    for voice, weights in network.rows():
        yield [voice.id, *map(_weight, weights)]


def table(rows: Iterable[list[str | int | float]]) -> str:
    """Rows as CSV (RFC 4180, lines ending in a line feed)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def to_csv(network: Network) -> str:
    """The edges as CSV, a row each; isolates have none."""
    return table([list(COLUMNS), *edge_rows(network)])


def to_matrix(network: Network) -> str:
    """The weights as CSV: voices by voices, or voices by statements."""
    return table(matrix_rows(network))


# -- JSON --------------------------------------------------------------------------------------------------


def as_data(network: Network) -> dict[str, Any]:
    """The network as plain lists and dictionaries, for JSON."""
    return {
        "kind": network.kind,
        "normalise": network.normalise,
        **({"qualifier": network.qualifier} if network.two_mode else {}),
        "at": network.at,
        "ever": network.ever,
        "without": list(network.without),
        "acts": network.acts,
        "strict": network.strict,
        "uncertain": list(network.uncertain),
        "nodes": [node._asdict() for node in network.nodes],
        "edges": [_edge_data(edge, network.two_mode) for edge in network.edges],
    }


def _edge_data(edge: Edge, two_mode: bool) -> dict[str, Any]:
    data = edge._asdict()
    data["weight"] = _weight(edge.weight)
    if two_mode:
        del data["agree_on"], data["conflict_on"]
    else:
        del data["acts"]
    return data


def to_json(network: Network, file: str | None = None) -> str:
    """The network as JSON; `file`, if given, is said first."""
    named = {} if file is None else {"file": file}
    return json.dumps({**named, **as_data(network)}, ensure_ascii=False, indent=2) + "\n"


# -- GraphML -----------------------------------------------------------------------------------------------

# What XML 1.0 cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def to_graphml(network: Network) -> str:
    """The network as GraphML 1.0, as networkx, igraph, Gephi and yEd read it: undirected, every value with its type,
    nothing where nothing is known. The keys are those of `COLUMNS`, and of nodes `kind`, `label`, `sort`, `naming` and
    `total`."""
    keys = [("n", "node", *key) for key in _NODE_KEYS] + [("e", "edge", *key) for key in _EDGE_KEYS]
    ids = {(domain, name): f"{letter}-{name}" for letter, domain, name, _ in keys}
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ]
    for _, domain, name, type in keys:
        out.append(f'  <key id="{ids[domain, name]}" for="{domain}" attr.name="{name}" attr.type="{type}"/>')
    out += [
        '  <key id="g-kind" for="graph" attr.name="kind" attr.type="string"/>',
        '  <key id="g-normalise" for="graph" attr.name="normalise" attr.type="string"/>',
        '  <graph id="network" edgedefault="undirected">',
        f'    <data key="g-kind">{network.kind}</data>',
        f'    <data key="g-normalise">{network.normalise}</data>',
    ]
    for node in network.nodes:
        out.append(f"    <node id={quoteattr(_clean(node.id))}>")
        out += _data("node", _of_node(node), ids)
        out.append("    </node>")
    for edge in network.edges:
        ends = quoteattr(_clean(edge.source)), quoteattr(_clean(edge.target))
        out.append(f"    <edge source={ends[0]} target={ends[1]}>")
        out += _data("edge", _of_edge(edge), ids)
        out.append("    </edge>")
    return "\n".join([*out, "  </graph>", "</graphml>", ""])


def _data(domain: str, values: dict[str, Any], ids: dict[tuple[str, str], str]) -> Iterator[str]:
    for name, value in values.items():
        yield f'      <data key="{ids[domain, name]}">{escape(_clean(str(value)))}</data>'


# -- networkx ----------------------------------------------------------------------------------------------


def to_networkx(network: Network) -> networkx.Graph[str]:
    """The network as a `networkx.Graph`, with the attributes that GraphML has; voices of an affiliation network have
    `bipartite` 0, statements 1, as `networkx.bipartite` wants them.

    Raises `ImportError` where networkx is not installed (`pip install 'argmap[graph]'`).
    """
    try:
        import networkx
    except ImportError as missing:
        raise ImportError("networkx is not installed; `pip install 'argmap[graph]'` brings it") from missing
    graph: networkx.Graph[str] = networkx.Graph(kind=network.kind, normalise=network.normalise)
    for node in network.nodes:
        side = {"bipartite": int(node.kind == "statement")} if network.two_mode else {}
        graph.add_node(node.id, **_of_node(node), **side)
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, **_of_edge(edge))
    return graph
