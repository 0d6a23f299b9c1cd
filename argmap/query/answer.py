"""Answers: things in rows, or figures, and how they are written."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from argmap.query.fields import values
from argmap.query.vocabulary import FIELDS, RELATIONS, STATEMENT

if TYPE_CHECKING:
    from argmap.query.selection import Selection

__all__ = ["Answer", "Cell", "Row", "columns_for", "grouped"]

Cell = tuple[str | float, ...]
"""The values in one place of a row: none, one or several."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer."""

    cells: tuple[Cell, ...]
    """In the order of the columns."""
    id: str | None = None
    """The thing that it shows; `None` for figures."""
    file: str | None = None
    """The file of its map, where several were asked."""


@dataclass(frozen=True)
class Answer:
    """What a query found."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    """All rows; an answer over several maps is written row by row instead (`argmap.query.run.answers`)."""
    selection: Selection[Any] | None
    """The things found; `None` where there are only figures."""
    notes: tuple[str, ...] = ()
    """What should be known of it."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The IDs of the things found, in their order."""
        return tuple(row.id for row in self.rows if row.id is not None)

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dictionary for each row: nothing as `None`, what there may be several of as a list."""
        return [as_dict(self.columns, row) for row in self.rows]

    def to_json(self) -> str:
        """The rows as JSON."""
        return json.dumps(self.to_dicts(), ensure_ascii=False, indent=1) + "\n"

    def to_csv(self) -> str:
        """The rows as CSV (RFC 4180), several values in one cell joined by `; `."""
        return "".join(csv_lines(self.columns, self.rows))


def as_dict(columns: Sequence[str], row: Row) -> dict[str, Any]:
    """A row as JSON values: what there may be several of is always a list, and a thing always has its ID."""
    known = {} if row.id is None or "id" in columns else {"id": row.id}
    return known | {
        column: list(cell) if len(cell) > 1 or _several(column) else cell[0] if cell else None
        for column, cell in zip(columns, row.cells, strict=True)
    }


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a CSV file, one at a time."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for cells in (columns, *(tuple(written(cell) for cell in row.cells) for row in rows)):
        writer.writerow(cells)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _several(column: str) -> bool:
    """Whether a thing may have several values in a column."""
    head, dot, _ = column.partition(".")
    return head in _SEVERAL or (bool(dot) and head in _RELATIONS)


def written(cell: Cell, between: str = "; ") -> str:
    """The values of a cell as a person reads them."""
    return between.join(_number(value) if isinstance(value, int | float) else value for value in cell)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.4f}".rstrip("0").rstrip(".")


_SEVERAL: Final = frozenset(field.word for field in FIELDS if field.several)
_RELATIONS: Final = frozenset(relation.word for relation in RELATIONS)

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "act": ("id", "text", "content.text", "line"),
    "voice": ("id", "name", "kind", "naming", "line"),
    "argument": ("id", "text", "scheme", "line"),
    "quote": ("id", "text", "voice", "line"),
    "source": ("id", "text", "date", "line"),
    "finding": ("finding", "voice", "text", "line"),
    "path": ("length", "text"),
    "critical-question": ("id", "text"),
}


def columns_for(kinds: Iterable[str]) -> tuple[str, ...]:
    """What is shown of things of some kinds where a query does not say."""
    kinds = set(kinds)
    if len(kinds) == 1:
        (kind,) = kinds
        return _COLUMNS.get(kind, ("id", "text", "line"))
    if kinds <= STATEMENT:
        return ("id", "what", "text", "line")
    return ("what", "id", "text", "line")


def grouped(selection: Selection[Any], fields: Sequence[str]) -> dict[tuple[str, ...], list[str]]:
    """The IDs for each combination of values of some fields; a thing with several values stands under each, one without
    any under the empty word. Raises `KeyError` for an unknown field."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for id in selection.ids:
        for key in combinations(tuple(values(selection.asked.index, id, field) for field in fields)):
            found[key].append(id)
    return dict(found)


def combinations(cells: Sequence[Cell]) -> Iterator[tuple[str, ...]]:
    """All combinations of one value of each cell."""
    keys: list[tuple[str, ...]] = [()]
    for cell in cells:
        options = [written((value,)) for value in dict.fromkeys(cell)] or [""]
        keys = [(*key, option) for key in keys for option in options]
    return iter(keys)
