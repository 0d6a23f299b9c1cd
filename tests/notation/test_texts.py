"""What newspapers print is never a mistake: it stands letter for letter wherever a text may stand.

Where the notation leaves something out (quotation marks among the circumstances of an attribution, commas in lists),
that is written down here too, with what is said of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import argmap
from argmap import ArgumentMap, Diagnostic
from argmap.model.nodes import Claim, Expectation, Include, Position, Premise, Question, Verb

PRINTED = [
    "[the Socialists]", "[...]", "[…]", "[We]", "[W]e", "<40%", "<em>", "</em>", "@a_handle", "_word", "*word*", "0.7%*",
    "#1", "10:30:", ":up:", "{a, b}", "https://a.example/b//c", "left//right", "« jamais »", "»nie«", "‘no’", "’tis",
    "\\\\", "a\\b", "===", "---", "- 5.4", "– 3", "(1)", "1.", "5\u00a0000\u202f€", "12\u00a0%", "“curly”", "„nie“",
    'said "no"', "a | b", "e\u0301t\u00e9", "… but", "and", "because unless", "claim a: b", "note: x", "+ <A>", "?!",
    "😀", "👩‍👩‍👧", "🏳️‍🌈", "لا أحد", "‏لا‏", "没有人知道。", "：冒号", "co\u00adop", "a, in Oslo", "§ 3 ¶ 4", "~~", "```x```", "$E=mc^2$",
    "&amp;", "x", "0", "NULL", "true",
]  # fmt: skip


def forms(printed: str) -> list[str]:
    """As a whole text, at its start, in its middle and at its end."""
    return [printed, f"{printed} is what they wrote.", f"They wrote {printed} and left.", f"They wrote: {printed}"]


def statement(kind: type[Claim | Premise | Position | Question]) -> Callable[[ArgumentMap], str]:
    return lambda m: [n.text for n in m.nodes if type(n) is kind][-1]


def notes_of(kind: type[Verb | Expectation]) -> Callable[[ArgumentMap], str]:
    return lambda m: next(n for n in m.nodes if type(n) is kind).notes[0]


V = "voice v: V\n"
C = "claim c: C\n"
S = "source s: S\n"

# Every place: the map around the text, which stands for `@@`, and how it is found again.
PLACES: dict[str, tuple[str, Callable[[ArgumentMap], str | None]]] = {
    "map": ("map a: @@\n", lambda m: m.title),
    "map without an ID": ("map: @@\n", lambda m: m.title),
    "map: analyst": ("map a: A\n  analyst @@\n", lambda m: m.analyst),
    "map: licence": ("map a: A\n  licence @@\n", lambda m: m.licence),
    "map: note": ("map a: A\n  note @@\n", lambda m: m.notes[0]),
    "map: meta": ("map a: A\n  meta key: @@\n", lambda m: m.meta[0][1]),
    "map: date": ("map a: A\n  date in words: @@\n", lambda m: (m.date or "").removeprefix("in words: ")),
    "map: url": ("map a: A\n  url https://a.example/@@\n", lambda m: (m.url or "").removeprefix("https://a.example/")),
    "heading": ("# The @@\n", lambda m: m.sections[0].title.removeprefix("The ")),
    "source": ("source a: @@\n", lambda m: m.sources[0].title),
    "source without an ID": ("source: @@\n", lambda m: m.sources[0].title),
    "source: in": (S + "  in @@\n", lambda m: m.sources[0].venue),
    "source: text": (S + "  text @@\n", lambda m: m.sources[0].text),
    "source: url": (S + "  url @@\n", lambda m: m.sources[0].url),
    "source: note": (S + "  note @@\n", lambda m: m.sources[0].notes[0]),
    "voice": ("voice a: @@\n", lambda m: m.voices[0].name),
    "voice: role": (V + "  role @@\n", lambda m: m.voices[0].role),
    "voice: note": (V + "  note @@\n", lambda m: m.voices[0].notes[0]),
    "claim": ("claim a: @@\n", statement(Claim)),
    "claim without an ID": ("claim: @@\n", statement(Claim)),
    "claim, no space after the colon": ("claim a:@@\n", statement(Claim)),
    "claim: note": (C + "  note @@\n", lambda m: m.claims[0].notes[0]),
    "claim: meta": (C + "  meta key: @@\n", lambda m: m.claims[0].meta[0][1]),
    "premise": ("premise a: @@\n", statement(Premise)),
    "premise without an ID": ("premise: @@\n", statement(Premise)),
    "position": ("position a: @@\n", statement(Position)),
    "position without an ID": ("position: @@\n", statement(Position)),
    "question": ("question a: @@\n", statement(Question)),
    "question without an ID": ("question: @@\n", statement(Question)),
    "because": (C + "  because a: @@\n", statement(Premise)),
    "because without an ID": (C + "  because: @@\n", statement(Premise)),
    "but": (C + "  but a: @@\n", statement(Premise)),
    "but without an ID": (C + "  but: @@\n", statement(Premise)),
    "and": (C + "  because b: B\n  and a: @@\n", statement(Premise)),
    "and without an ID": (C + "  because b: B\n  and: @@\n", statement(Premise)),
    "assuming": (C + "  because b: B\n  assuming a: @@\n", statement(Premise)),
    "assuming without an ID": (C + "  because b: B\n  assuming: @@\n", statement(Premise)),
    "unless": (C + "  because b: B\n  unless a: @@\n", statement(Premise)),
    "unless without an ID": (C + "  because b: B\n  unless: @@\n", statement(Premise)),
    "under an attribution": (V + C + "  v says\n    because a: @@\n", statement(Premise)),
    "attribution: note": (V + C + "  v says\n    note @@\n", lambda m: m.attributions[0].notes[0]),
    "verb: note": ("verb mutters: say\n  note @@\n", notes_of(Verb)),
    "expect: note": (C + "expect c accepted\n  note @@\n", notes_of(Expectation)),
    "continued": ("claim a: One\n  | @@\n  | two\n", lambda m: m.claims[0].text.removeprefix("One ").removesuffix(" two")),
    "continued at its end": ("claim a: One\n  | @@\n", lambda m: m.claims[0].text.removeprefix("One ")),
    "begun below": ("claim a:\n  | @@\n", statement(Claim)),
    "continued, in place": (C + "  because a: One\n    | @@\n", lambda m: statement(Premise)(m).removeprefix("One ")),
    "continued note": (C + "  note One\n    | @@\n", lambda m: m.claims[0].notes[0].removeprefix("One ")),
}  # fmt: skip


def survives(text: str, place: str, markup: str, found: Callable[[ArgumentMap], str | None]) -> ArgumentMap:
    reading = argmap.reads(markup.replace("@@", text))
    assert reading.diagnostics == (), (place, text)
    assert found(reading.map) == text, (place, text)
    assert argmap.loads(argmap.dumps(reading.map)) == reading.map, (place, text)
    return reading.map


@pytest.mark.parametrize("place", PLACES)
def test_what_is_printed_survives_wherever_a_text_stands(place: str) -> None:
    markup, found = PLACES[place]
    for printed in PRINTED:
        for text in forms(printed):
            survives(text, place, markup, found)


def test_a_text_may_begin_with_the_mark_of_a_continuation() -> None:
    for text in ("| a", "|", "|| or"):
        m = argmap.loads(f"claim a:\n  | {text}\n")
        assert m.claims[0].text == text
        assert argmap.loads(argmap.dumps(m)) == m


def test_lists_are_parted_by_commas_and_keep_everything_else() -> None:
    for printed in PRINTED:
        for text in forms(printed):
            words = text.replace(",", ";")
            m = argmap.loads(f"voice v: V\n  also {words}, Other\n  tags {words}, other\n")
            assert m.voices[0].also == (words, "Other")
            assert m.voices[0].tags == (words, "other")
            assert argmap.loads(argmap.dumps(m)) == m


def test_notes_of_an_include(tmp_path: Path) -> None:
    (tmp_path / "other.argmap").write_text("claim a: A\n", encoding="utf-8")
    for printed in PRINTED:
        markup = f"include other.argmap as other\n  note {printed}\n"
        reading = argmap.reads(markup, path=tmp_path / "m.argmap")
        assert reading.diagnostics == ()
        (include,) = (n for n in reading.map.nodes if isinstance(n, Include))
        assert include.notes == (printed,)
        again = argmap.loads(argmap.dumps(reading.map), path=tmp_path / "m.argmap")
        assert again == reading.map


# -- quotes ------------------------------------------------------------------------------------------------

MARKS = ["“”", "«»", '""', "„“", "„”"]

QUOTES: dict[str, tuple[str, Callable[[ArgumentMap], str | None]]] = {
    "quote line": (S + C + "  @@\n", lambda m: m.quotes[0].text),
    "quote line with a tail": (S + C + "  @@ in s at p. 2\n", lambda m: m.quotes[0].text),
    "quote of a voice": (S + V + "  @@\n", lambda m: m.quotes[0].text),
    "quote of a source": (S + "  @@ at ¶ 4\n", lambda m: m.quotes[0].text),
    "attribution": (S + V + C + "  v says: @@\n", lambda m: m.quotes[0].text),
    "attribution, two": (S + V + C + '  v says, in Oslo: "one" at p. 1 @@\n', lambda m: m.quotes[1].text),
    "below an attribution": (S + V + C + "  v says\n    @@\n", lambda m: m.quotes[0].text),
    "near": (S + C + '  "x" near @@\n', lambda m: m.quotes[0].near),
    "cue": (S + V + C + "  v says\n    cue @@\n", lambda m: m.attributions[0].cue[0]),
    "title": (S + "  title @@\n", lambda m: next(n for n in m.nodes if n.id == "s/m1").text),  # type: ignore[attr-defined]
    "scare": (S + "  scare @@ at p. 3\n", lambda m: next(n for n in m.nodes if n.id == "s/m1").text),  # type: ignore[attr-defined]
    "cue with an anchor": (S + V + C + "  v says\n    cue @@ anchor 3+4\n", lambda m: m.attributions[0].cue[0]),
    "quote line with an anchor": (S + C + "  @@ anchor 3+4,9+2 near \"x\"\n", lambda m: m.quotes[0].text),
    "near of a mark": (S + '  scare "x" near @@\n', lambda m: next(n for n in m.nodes if n.id == "s/m1").near),  # type: ignore[attr-defined]
}  # fmt: skip


@pytest.mark.parametrize("place", QUOTES)
@pytest.mark.parametrize("marks", MARKS)
def test_what_is_printed_survives_in_quotation_marks(place: str, marks: str) -> None:
    """A quote holds everything but its own closing mark, which is written with a backslash, and a backslash before
    that mark."""
    markup, found = QUOTES[place]
    for printed in PRINTED:
        for text in forms(printed):
            closing = "“”" if marks[0] == "„" else marks[1]
            if text.endswith("\\"):
                continue
            written = "".join(f"\\{c}" if c in closing else c for c in text)
            reading = argmap.reads(markup.replace("@@", f"{marks[0]}{written}{marks[1]}"))
            assert reading.diagnostics == (), (place, written)
            assert found(reading.map) == text
            assert argmap.loads(argmap.dumps(reading.map)) == reading.map


def test_a_backslash_at_the_end_of_a_quote_leaves_it_open() -> None:
    (found,) = argmap.reads(S + C + '  "on drive C:\\"\n').diagnostics
    assert (found.code, found.message) == ("E105", "this quote is not closed")
    m = argmap.loads(S + C + '  "on drive C:\\ …"\n')
    assert m.quotes[0].text == "on drive C:\\ …"


# -- circumstances -----------------------------------------------------------------------------------------

CIRCUMSTANCES: dict[str, tuple[str, Callable[[ArgumentMap], str | None]]] = {
    "in": (V + C + "  v says, in @@\n", lambda m: m.attributions[0].venue),
    "in, with a quote": (V + C + '  v says, in @@: "so"\n', lambda m: m.attributions[0].venue),
    "in, before another": (V + C + "  v says, in @@, on Monday\n", lambda m: m.attributions[0].venue),
    "on": (V + C + "  v says, on @@\n", lambda m: m.attributions[0].date),
    "on, with a quote": (V + C + '  v says, on @@: "so"\n', lambda m: m.attributions[0].date),
    "to": (V + C + "  v says, to the people of @@\n", lambda m: m.attributions[0].to[0].removeprefix("the people of ")),
    "to, with a quote": (
        V + C + '  v says, to the people of @@: "so"\n',
        lambda m: m.attributions[0].to[0].removeprefix("the people of "),
    ),
}

# What no circumstance can hold, or begin with: quotation marks of the notation; the words of the modifiers after a
# comma; a colon or a comma at the beginning. `to` lists voices with `and`.
_NOT_WITHIN = ('"', "“", "«", "„", ", in ")


def fits(place: str, text: str) -> bool:
    if any(mark in text for mark in _NOT_WITHIN) or text[0] in ":,":
        return False
    if "with a quote" in place and text.endswith(":"):
        return False
    if place.startswith("to") and " and " in f" {text} ":
        return False
    # Marks of no kind of the notation, after a colon, look like a quote.
    return not any(f"{opening}{mark}" in text for opening in (": ", ":") for mark in "‘’»")


@pytest.mark.parametrize("place", CIRCUMSTANCES)
def test_what_is_printed_survives_among_the_circumstances(place: str) -> None:
    markup, found = CIRCUMSTANCES[place]
    seen = 0
    for printed in PRINTED:
        for text in forms(printed):
            if fits(place, text) and not (place.startswith("on") and text in ("0", "1.")):
                survives(text, place, markup, found)
                seen += 1
    assert seen > 150


def said(markup: str) -> Diagnostic:
    (found,) = argmap.reads(V + C + markup).diagnostics
    return found


@pytest.mark.parametrize(
    ("line", "code", "help"),
    [
        ("v says, in the “Herald”", "E102", "leave them out"),
        ("v says, in the «Herald»: “so”", "E102", "leave them out"),
        ('v says, in "Herald", on Monday', "E102", "leave them out"),
        ("v says, on «jeudi»", "E102", "leave them out"),
        ("v says, to the „Leute“ of Oslo", "E102", "leave them out"),
        ("v says, in a letter: ‘so’", "E105", "write a colon and the quote in"),
        ("v says, in a letter: »so«", "E105", "write the quote in"),
        ("v says, in a letter ‘we will go’", "E105", "write a colon and the quote in"),
        ('v says, in a letter "we will go"', "E103", "write `v says, in a letter: "),
        ("v says, in :up:", "E102", "they cannot begin with a colon"),
        ("v says, on 1.", "E109", "YYYY-MM-DD"),
        ("v says, to @a_handle", "E203", "several words"),
    ],
)
def test_what_circumstances_leave_out_is_said_clearly(line: str, code: str, help: str) -> None:
    found = said(f"  {line}\n")
    assert found.code == code
    assert found.help is not None
    assert help in found.help


def test_a_heading_does_not_begin_with_its_own_mark() -> None:
    (found,) = argmap.reads("# #1 of all\n").diagnostics
    assert found.code == "E101"
    assert found.help is not None
    assert argmap.loads("# No. #1\n").sections[0].title == "No. #1"


@pytest.mark.parametrize("printed", [p for p in PRINTED if p != "#1"])
def test_headings_begin_with_anything_else(printed: str) -> None:
    reading = argmap.reads(f"# {printed}\n\nclaim a: A\n")
    assert reading.diagnostics == ()
    assert reading.map.sections[0].title == printed
    assert argmap.loads(argmap.dumps(reading.map)) == reading.map


@pytest.mark.parametrize("printed", PRINTED)
def test_dates_in_words(printed: str) -> None:
    for text in forms(printed)[1:]:
        m = argmap.loads(f"source s: S\n  date {text}\n  retrieved {text}\n")
        assert (m.sources[0].date, m.sources[0].retrieved) == (text, text)
        assert argmap.loads(argmap.dumps(m)) == m
