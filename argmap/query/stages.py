"""What is done with the things that were found: counted, sorted, shown, over one map or over many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from argmap.model.nodes import Attribution
from argmap.query import syntax
from argmap.query.answer import Cell, Row, columns_for, combinations, written
from argmap.query.asked import Asked
from argmap.query.fields import values
from argmap.query.selection import Selection
from argmap.query.vocabulary import KINDS

__all__ = ["Group", "staged"]


class Group(NamedTuple):
    """What was found in one map."""

    file: str | None
    """Name of its file, where several maps are asked."""
    asked: Asked
    found: Selection[Any]


class _Thing(NamedTuple):
    file: str | None
    asked: Asked
    id: str

    def cell(self, name: str) -> Cell:
        if name == "file" and self.file is not None:
            return (self.file,)
        return values(self.asked.index, self.id, name)


@dataclass
class _Table:
    """Rows on their way through the stages: of things, which still know their fields, or of figures."""

    columns: tuple[str, ...]
    things: Iterator[_Thing] | None
    rows: Iterator[Row] = field(default_factory=lambda: iter(()))

    def shown(self) -> Iterator[Row]:
        if self.things is None:
            return self.rows
        columns = self.columns
        return (Row(tuple(t.cell(c) for c in columns), t.id, t.file) for t in self.things)


def staged(
    stages: Sequence[syntax.Stage],
    groups: Iterable[Group],
    several: bool,
    share: Callable[[Asked, syntax.Share, Selection[Any]], Selection[Any]],
) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Columns and rows. Things come as they are found, map by map, unless a stage must see all of them first (to count,
    to sort). `several` adds a column for the file; `share` says of which things a share's condition holds. Raises
    `ValueError` for a stage that asks of figures what they do not have."""
    rest = list(stages)
    while rest and isinstance(rest[0], syntax.Subgraph):
        depth = rest.pop(0).depth  # type: ignore[union-attr]
        groups = _widened(groups, depth)
    first, groups = _peeked(groups)
    file: tuple[str, ...] = ("file",) if several else ()
    unsaid = (*file, *columns_for(first.found.kinds_found or first.found.kinds if first else ()))
    table = _Table(unsaid, _things(groups))
    for n, stage in enumerate(rest):
        # As long as nothing has been done with them, one map after the other can be forgotten.
        found = groups if n == 0 else _grouped(table.things or ())
        match stage:
            case syntax.Network() if table.things is not None:
                table = _network(found, several)
            case syntax.Share() if table.things is not None:
                table = _share(stage, found, share)
            case syntax.Subgraph() if table.things is not None:
                columns = (*file, *columns_for(KINDS)) if table.columns == unsaid else table.columns
                table = _Table(columns, _things(_widened(found, stage.depth)))
            case _:
                table = _after(table, stage, several)
    return table.columns, table.shown()


def _things(groups: Iterable[Group]) -> Iterator[_Thing]:
    return (_Thing(group.file, group.asked, id) for group in groups for id in group.found.ids)


def _grouped(things: Iterable[_Thing]) -> Iterator[Group]:
    """The things again as what was found in each map; they are all seen before the first group comes."""
    found: dict[int, tuple[_Thing, list[str]]] = {}
    for thing in things:
        found.setdefault(id(thing.asked), (thing, []))[1].append(thing.id)
    for first, ids in found.values():
        yield Group(first.file, first.asked, Selection(first.asked, frozenset(ids)))


def _peeked(groups: Iterable[Group]) -> tuple[Group | None, Iterator[Group]]:
    """The first group in which something was found, and all of them."""
    before: list[Group] = []
    rest = iter(groups)
    for group in rest:
        before.append(group)
        if group.found:
            return group, _chain(before, rest)
    return (before[0] if before else None), iter(before)


def _chain(before: list[Group], rest: Iterator[Group]) -> Iterator[Group]:
    yield from before
    yield from rest


def _widened(groups: Iterable[Group], depth: int) -> Iterator[Group]:
    return (group._replace(found=group.found.subgraph(depth)) for group in groups)


def _after(table: _Table, stage: syntax.Stage, several: bool) -> _Table:
    match stage:
        case syntax.Show():
            names = tuple(name.name for name in stage.fields)
            extra = ("file",) if several and "file" not in names and table.things is not None else ()
            if table.things is not None:
                return _Table((*extra, *names), table.things)
            places = [_column(table, name) for name in names]
            rows = table.rows
            return _Table(names, None, (row_ for row in rows if (row_ := _picked(row, places))))
        case syntax.Sort():
            return _sorted(table, stage.by.name, stage.descending)
        case syntax.First():
            if table.things is not None:
                return _Table(table.columns, islice(table.things, stage.number))
            return _Table(table.columns, None, islice(table.rows, stage.number))
        case syntax.Top():
            found = _sorted(table, stage.by.name, True, only=True)
            if found.things is not None and stage.by.name not in found.columns:
                found.columns = (*found.columns, stage.by.name)
            return _after(found, syntax.First(stage.number), several)
        case syntax.Count():
            return _count(table, tuple(name.name for name in stage.by))
        case _:
            raise ValueError(f"`{type(stage).__name__.lower()}` needs things, and there are only figures left")


def _column(table: _Table, name: str) -> int:
    """The place of a column among figures. Raises `ValueError` where there is none."""
    if name not in table.columns:
        raise ValueError(f"the figures have no column `{name}`, only {', '.join(f'`{c}`' for c in table.columns)}")
    return table.columns.index(name)


def _picked(row: Row, places: list[int]) -> Row:
    return Row(tuple(row.cells[place] for place in places), row.id, row.file)


def _sorted(table: _Table, name: str, descending: bool, only: bool = False) -> _Table:
    """In the order of a field, what has none last; equal ones by file and ID, so that no order of lines counts."""
    if table.things is not None:
        things = list(table.things)
        ordered = _ordered(
            [(thing.cell(name), f"{thing.file or ''}\0{thing.id}") for thing in things], descending, only
        )
        return _Table(table.columns, iter([things[n] for n in ordered]))
    place = _column(table, name)
    rows = list(table.rows)
    ordered = _ordered([(row.cells[place], written_row(row)) for row in rows], descending, only)
    return _Table(table.columns, None, iter([rows[n] for n in ordered]))


def written_row(row: Row) -> str:
    """A row as one text, by which equal ones are put in order."""
    return "\0".join(written(cell) for cell in row.cells)


def _ordered(keys: list[tuple[Cell, str]], descending: bool, only: bool) -> list[int]:
    order = sorted(range(len(keys)), key=lambda n: keys[n][1])
    there = [n for n in order if keys[n][0]]
    there.sort(key=lambda n: _sort_key(keys[n][0]), reverse=descending)
    # `reverse` keeps equal ones as they were.
    return there if only else [*there, *(n for n in order if not keys[n][0])]


def _sort_key(cell: Cell) -> tuple[tuple[int, float, str], ...]:
    return tuple((0, value, "") if isinstance(value, int | float) else (1, 0.0, value.casefold()) for value in cell)


def _none_last(key: tuple[str, ...]) -> list[tuple[bool, str]]:
    return [(not word, word) for word in key]


def _count(table: _Table, fields: tuple[str, ...]) -> _Table:
    counts: Counter[tuple[str, ...]] = Counter()
    if table.things is None:
        places = [_column(table, name) for name in fields]
        for row in table.rows:
            counts.update(combinations([row.cells[place] for place in places]))
    for thing in table.things or ():
        counts.update(combinations([thing.cell(name) for name in fields]))
    if not fields:
        return _Table(("count",), None, iter([Row(((counts[()],),))]))
    found = sorted(counts.items(), key=lambda item: (-item[1], _none_last(item[0])))
    rows = (Row((*(((word,) if word else ()) for word in key), (number,))) for key, number in found)
    return _Table((*fields, "count"), None, rows)


def _share(
    stage: syntax.Share,
    groups: Iterable[Group],
    share: Callable[[Asked, syntax.Share, Selection[Any]], Selection[Any]],
) -> _Table:
    fields = tuple(name.name for name in stage.by)
    total: Counter[tuple[str, ...]] = Counter()
    part: Counter[tuple[str, ...]] = Counter()
    for group in groups:
        so = share(group.asked, stage, group.found)._keys
        for id in group.found.ids:
            thing = _Thing(group.file, group.asked, id)
            for key in combinations([thing.cell(name) for name in fields]):
                total[key] += 1
                part[key] += id in so
    if not fields and not total:
        total[()] = 0
    found = sorted(total, key=lambda key: (-(part[key] / total[key] if total[key] else 0), _none_last(key)))
    rows = (
        Row(
            (
                *(((word,) if word else ()) for word in key),
                (part[key],),
                (total[key],),
                (part[key] / total[key],) if total[key] else (),
            )
        )
        for key in found
    )
    return _Table((*fields, "so", "of", "share"), None, rows)


def _network(groups: Iterable[Group], several: bool) -> _Table:
    """Who agrees and who conflicts with whom over the statements found, or the statements that the acts found are
    about; of voices found, over anything."""
    rows: list[Row] = []
    for group in groups:
        index = group.asked.index
        contents: set[str] = set()
        voices: set[str] = set()
        for item in group.found:
            if isinstance(item, Attribution):
                contents.add(index.discourse.class_of(index.discourse.statement_of(item).id))
            else:
                contents.add(index.discourse.class_of(item.id))
                voices.add(item.id)
        pairs: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for meeting in index.agreement.meetings():
            one, other = meeting.one, meeting.other
            if not contents.isdisjoint((one.content, other.content)) or {one.voice, other.voice} <= voices:
                a, b = sorted((one.voice, other.voice))
                pairs[a, b][meeting.kind] += 1
        for (a, b), kinds in sorted(pairs.items(), key=lambda item: (-item[1].total(), item[0])):
            file: tuple[Cell, ...] = ((group.file or "",),) if several else ()
            rows.append(Row((*file, (a,), (b,), (kinds["agreement"],), (kinds["conflict"],)), None, group.file))
    columns = (*(("file",) if several else ()), "voice", "other voice", "agreements", "conflicts")
    return _Table(columns, None, iter(rows))
