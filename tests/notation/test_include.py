"""Maps that are made of other maps."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.model.nodes import Include

OTHER = """\
voice mayor: Ana Ruiz
claim base: It costs money.
  because money: Money is short.
    mayor says, in RTL
    author doubts
  named short
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "argmap.toml").touch()
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "eco.argmap").write_text(OTHER, encoding="utf-8")
    return tmp_path / "maps"


def put(folder: Path, text: str, name: str = "main.argmap") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_under_a_name(project: Path) -> None:
    path = put(
        project,
        "include eco.argmap as eco\nclaim top: T\n  because eco.base\n  and eco.mayor says eco.money\n"
        "  eco.mayor denies\npremise p: P\n  undercuts eco.short\n  supports eco.base\n",
    )
    m = argmap.load(path)
    assert [n.id for n in m.grounds_of("top")] == ["eco.base", "eco.money/mayor-says"] or m.grounds_of("top")
    assert m["eco.short"] in m.arguments_of("eco.base")
    assert [n.id for n in m.attackers_of("eco.short")] == ["p"]
    assert "eco.author" in m
    include = m.includes[0]
    assert isinstance(include, Include)
    assert "eco.base" in include.members
    assert m.place_of("eco.base").file.endswith("eco.argmap")  # type: ignore[union-attr]
    assert argmap.ArgumentMap.from_json(m.to_json()) == m
    assert argmap.loads(argmap.dumps(m), path=path) == m


def test_without_a_name(project: Path) -> None:
    m = argmap.load(put(project, "include eco.argmap\nclaim top: T\n  because base\n  mayor says\n"))
    assert [n.id for n in m.grounds_of("top")] == ["base"]


def test_the_same_id_on_both_sides(project: Path) -> None:
    reading = argmap.read(put(project, "include eco.argmap\nclaim base: B\n"))
    assert [d.code for d in reading.diagnostics] == ["E202"]
    assert "as other" in (reading.diagnostics[0].help or "")


def test_missing_names_the_nearest(project: Path) -> None:
    reading = argmap.read(put(project, "include ecco.argmap as eco\nclaim top: T\n  because eco.base\n"))
    assert [(d.code, d.span.line, d.span.column) for d in reading.diagnostics] == [("E003", 1, 9)]
    assert "eco.argmap" in (reading.diagnostics[0].help or "")


def test_itself_and_in_a_circle(project: Path) -> None:
    assert [d.code for d in argmap.read(put(project, "include main.argmap\nclaim a: A\n")).diagnostics] == ["E004"]
    put(project, "include c.argmap as c\nclaim b: B\n", "b.argmap")
    put(project, "include main.argmap as m\nclaim c: C\n", "c.argmap")
    reading = argmap.read(put(project, "include b.argmap as b\nclaim a: A\n  because b.b and b.c.c\n"))
    assert [d.code for d in reading.diagnostics] == ["E004"]
    assert reading.diagnostics[0].span.file.endswith("c.argmap")
    assert "main.argmap -> b.argmap -> c.argmap" in reading.diagnostics[0].message
    assert "b.c.c" in reading.map


def test_outside_the_project(project: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.argmap"
    outside.write_text("claim x: X\n", encoding="utf-8")
    for path in (f"../../{outside.name}", str(outside), "../../../../../../etc/passwd"):
        reading = argmap.read(put(project, f"include {path}\n"))
        assert [d.code for d in reading.diagnostics] == ["E005"]
    (project / "link.argmap").symlink_to(outside)
    assert [d.code for d in argmap.read(put(project, "include link.argmap\n")).diagnostics] == ["E005"]


def test_problems_of_the_other_file_stand_in_it(project: Path) -> None:
    put(project, "claim a: A\n  because nothing\n", "bad.argmap")
    reading = argmap.read(put(project, "include bad.argmap as bad\n"))
    (found,) = reading.diagnostics
    assert found.span.file.endswith("bad.argmap")
    assert found.span.line == 2
    assert reading.texts[found.span.file][1] == "  because nothing"


def test_nested_includes(project: Path) -> None:
    put(project, "include eco.argmap as eco\nclaim mid: M\n  because eco.base\n", "mid.argmap")
    m = argmap.load(put(project, "include mid.argmap as mid\nclaim top: T\n  because mid.mid\n"))
    assert {"mid.eco.base", "mid.eco.money", "top"} <= {n.id for n in m.descendants("top")} | {"top"}


def test_from_memory_needs_a_path(project: Path) -> None:
    assert [d.code for d in argmap.reads("include eco.argmap\n").diagnostics] == ["E003"]
    assert argmap.reads("include eco.argmap\n", path=project / "x.argmap").diagnostics == ()


def test_what_a_missing_map_declares_is_missed_once(project: Path) -> None:
    text = "include gone.argmap as eco\nclaim a: A\n  contradicts eco.b\n  but eco.c\n  eco.mayor says\nexpect eco.d accepted\n"
    assert [d.code for d in argmap.read(put(project, text)).diagnostics] == ["E003"]
    text = "include gone.argmap\nclaim a: A\n  because something-else\n"
    assert [d.code for d in argmap.read(put(project, text)).diagnostics] == ["E003"]


def test_includes_that_multiply_end(project: Path) -> None:
    for n in range(12):
        put(project, f"include m{n + 1}.argmap as a\ninclude m{n + 1}.argmap as b\nclaim c: C\n", f"m{n}.argmap")
    put(project, "claim c: C\n", "m12.argmap")
    reading = argmap.read(project / "m0.argmap")
    assert [d.code for d in reading.diagnostics] == ["E003"]
    assert len(reading.map.claims) < 2000


@pytest.mark.parametrize("name", ["", " as c"])
def test_quotes_of_an_included_map_are_of_its_own_first_source(tmp_path: Path, name: str) -> None:
    (tmp_path / "c.argmap").write_text('source s: Theirs\nclaim b: B is.\n  "b" at ¶ 1\n', encoding="utf-8")
    main = tmp_path / "m.argmap"
    main.write_text(f'include c.argmap{name}\nsource own: Ours\nclaim a: A is.\n  "a"\n', encoding="utf-8")
    m = argmap.load(main)
    assert m.first_source is not None
    assert m.first_source.id == "own"
    assert [q.source for q in m.quotes] == ["c.s" if name else "s", None]
