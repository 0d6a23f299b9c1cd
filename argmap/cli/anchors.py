"""`argmap anchors`: say where the words of a map stand in its sources."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from argmap.cli.inputs import add_map_and_sources, add_output, read_with_texts, why_absent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.anchors import Anchor
    from argmap.anchoring.texts import Texts
    from argmap.model.map import ArgumentMap
    from argmap.model.nodes import Mark, Quote
    from argmap.sources.text import SourceText

EPILOG = """\
examples:
  argmap anchors town.argmap                         a line for each quote, mark and cue: where it stands
  argmap anchors town.argmap --format json           for programs, with offsets
  argmap anchors town.argmap --format jsonld -o town.jsonld    Web Annotations (W3C)
  argmap anchors town.argmap --format links          links that open the page at the words, for sources with a `url`
  argmap anchors town.argmap --source leader.pdf     a text that the map does not name

docs/anchors.md says what the formats hold.
exit status: 0 all words were found, 1 some were not, 2 could not run
"""

_WIDE = 48


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--format",
        choices=("text", "json", "jsonld", "links"),
        default="text",
        help="text: for reading (default); json: for programs; jsonld: Web Annotations; links: text fragments",
    )
    add_output(parser)
    add_map_and_sources(parser)


def run(options: argparse.Namespace) -> int:
    """Look up the words of one map; remarks go to standard error."""
    from argmap.anchoring.anchors import anchors
    from argmap.cli.common import CannotRunError, use_colour, write_result
    from argmap.cli.words import count
    from argmap.diagnostics.json_output import dump_json

    map, texts = read_with_texts(options)
    found = anchors(map, texts)
    if not found and (why := _why_none(map, texts)):
        raise CannotRunError(why)
    for remark in _unread(map, texts, found):
        print(f"argmap anchors: {remark}", file=sys.stderr)
    wrong = sum(1 for anchor in found if anchor.finding.status != "found")
    if options.format == "text":
        colour = use_colour(sys.stdout) and options.output in (None, "-")
        write_result(options.output, "".join(line + "\n" for line in _lines(texts, found, colour)))
        return 1 if wrong else 0
    if options.format == "links":
        write_result(options.output, "".join(line + "\n" for line in _links(map, texts, found)))
    elif options.format == "json":
        from argmap.anchoring.export import anchors_to_dict

        write_result(options.output, dump_json(anchors_to_dict(map, texts, found)))
    else:
        from argmap.anchoring.export import annotations_to_dict

        write_result(options.output, dump_json(annotations_to_dict(map, texts, found)))
    if wrong and options.format != "json":
        said = (
            f"{count(wrong, 'anchor')} of {len(found)} could not be placed and {'is' if wrong == 1 else 'are'} left out"
        )
        print(f"argmap anchors: {said}; --format text says why", file=sys.stderr)
    return 1 if wrong else 0


# -- what could not be looked up ---------------------------------------------------------------------------


def _wanted(map: ArgumentMap) -> dict[str, int]:
    """How many words of the map stand in each source."""
    from argmap.anchoring.anchors import source_of

    out: dict[str, int] = {}
    words: list[Quote | Mark] = [*map.quotes, *map.marks]
    for node in words:
        if id := source_of(map, node):
            out[id] = out.get(id, 0) + 1
    first = map.first_source
    for act in map.attributions:
        quotes = map.quotes_of(act.id) or map.quotes_of(act.content)
        cited = source_of(map, quotes[0]) if quotes else first.id if first else None
        if cited and act.cue:
            out[cited] = out.get(cited, 0) + len(act.cue)
    return out


def _why_none(map: ArgumentMap, texts: Texts) -> str | None:
    """Why nothing could be looked up; `None` where there is nothing to look up."""
    if not map.sources and (map.quotes or any(act.cue for act in map.attributions)):
        return "this map names no source; write `source article: Its title`, and `text FILE` under it"
    wanted = _wanted(map)
    if not wanted:
        return None
    id = next((s.id for s in map.sources if s.id in wanted), "")
    return why_absent(texts, id)


def _unread(map: ArgumentMap, texts: Texts, found: Sequence[Anchor]) -> Iterator[str]:
    from argmap.cli.words import count

    for id, number in _wanted(map).items():
        if texts.get(id) is None:
            yield f"{why_absent(texts, id)} ({count(number, 'anchor')} left out)"


# -- text --------------------------------------------------------------------------------------------------


def _lines(texts: Texts, found: Sequence[Anchor], colour: bool) -> Iterator[str]:
    """A line for each anchor, more where something is wrong, and the sum."""
    several = len({anchor.source for anchor in found}) > 1
    rows = [_row(texts, anchor, several) for anchor in found]
    widths = [max((len(row[n]) for row in rows), default=0) for n in range(3)]
    for anchor, row in zip(found, rows, strict=True):
        line = "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()
        bad = anchor.finding.status != "found"
        yield f"\x1b[31m{line}\x1b[0m" if bad and colour else line
        if bad:
            yield from (f"    {detail}" for detail in _details(texts, anchor))
        elif anchor.finding.elsewhere:
            yield "    not where the map says"
    yield _sum(found)


def _row(texts: Texts, anchor: Anchor, several: bool) -> tuple[str, str, str, str]:
    finding = anchor.finding
    text = texts.get(anchor.source)
    assert text is not None
    at = finding.match.start if finding.match else finding.stretch.start if finding.stretch else None
    where = ""
    if at is not None:
        where = _where(text, at)
        if several:
            where = f"{anchor.source} {where}"
    elif several:
        where = anchor.source
    node = anchor.node + (f" cue {anchor.number + 1}" if anchor.kind == "cue" else "")
    status = finding.match.tier if finding.match else finding.status.upper()
    return node, status, where, f"“{_cut(anchor.text, _WIDE)}”"


def _where(text: SourceText, at: int) -> str:
    """A place in a text: nobody can look up the lines of what was no plain text."""
    line = f", l. {text.line_of(at)}" if text.kind == "text" else ""
    return text.place(at) + line


def _details(texts: Texts, anchor: Anchor) -> Iterator[str]:
    finding = anchor.finding
    text = texts.get(anchor.source)
    assert text is not None
    if finding.status == "ambiguous":
        places = [_where(text, m.start) for m in finding.matches[:6]]
        more = f" and {len(finding.matches) - 6} more" if len(finding.matches) > 6 else ""
        yield f"stands in {len(finding.matches)} places: {'; '.join(places)}{more}"
        yield "say which, with `at` or `near`"
    elif finding.stretch is not None:
        yield f"the text has “{_cut(text.text[finding.stretch.start : finding.stretch.end], 200)}”"
        for difference in finding.differences[:6]:
            yield f"{difference.kind}: {_side(difference.quote)} in the map, {_side(difference.source)} in the text"
    else:
        yield "nothing like it stands in the text"


def _side(words: str) -> str:
    return f"“{_cut(words, 60)}”" if words else "nothing"


def _sum(found: Sequence[Anchor]) -> str:
    """How many there are, by tier and by what is wrong."""
    from argmap.cli.words import count
    from argmap.sources.finding import TIERS

    tiers = [anchor.finding.match.tier for anchor in found if anchor.finding.match]
    wrong = [anchor.finding.status for anchor in found if not anchor.finding.match]
    parts = [f"{tiers.count(tier)} {tier}" for tier in TIERS if tier in tiers]
    parts += [f"{wrong.count(s)} {s.upper()}" for s in ("ambiguous", "differs", "missing") if s in wrong]
    elsewhere = sum(1 for anchor in found if anchor.finding.match and anchor.finding.elsewhere)
    parts += [f"{elsewhere} of them not where the map says"] * bool(elsewhere)
    return f"{count(len(found), 'anchor')}" + (f": {', '.join(parts)}" if parts else "")


def _cut(text: str, width: int) -> str:
    from argmap.sources.comparing import on_one_line

    text = on_one_line(text)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


# -- links -------------------------------------------------------------------------------------------------


def _links(map: ArgumentMap, texts: Texts, found: Sequence[Anchor]) -> Iterator[str]:
    """For each anchor its ID, a tab, and a link. Raises `CannotRunError` where no source has an address."""
    from argmap.anchoring.export import url_of
    from argmap.anchoring.fragments import TextFragments
    from argmap.cli.words import CannotRunError

    urls = {id: url_of(map, texts, id) for id in dict.fromkeys(anchor.source for anchor in found)}
    if urls and not any(urls.values()):
        ids = " and ".join(f"`{id}`" for id in urls)
        raise CannotRunError(f"{ids} has no address; write `url https://…` under the source")
    makers: dict[str, TextFragments] = {}
    for anchor in found:
        url = urls[anchor.source]
        text = texts.get(anchor.source)
        if not url or not anchor.finding.match or text is None:
            continue
        maker = makers.setdefault(anchor.source, TextFragments(text))
        node = anchor.node + (f"/c{anchor.number + 1}" if anchor.kind == "cue" else "")
        link = maker.link(url, anchor.spans)
        if link is None:
            print(f"argmap anchors: {node}: no link leads to these words alone; see the page", file=sys.stderr)
        yield f"{node}\t{link or url}"
