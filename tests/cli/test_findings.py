"""`argmap findings`."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from argmap.cli import main

ROOT = Path(__file__).parents[2]
ARTICLE = """\
The bridge at Tarn

Ana Ruiz promised to paint the bridge before the winter. In May she “found
better uses for the money”. The port wants it closed, and so does the herald.
"""
MAP = """\
source leader: The bridge at Tarn
  text tarn.txt
voice ana: Ana Ruiz
voice port: the Port Authority
voice herald: The Herald
position painted: The bridge is painted.
  ana promises
    cue "promised to"
  ana drops: "found better uses for the money"
position closed: The bridge is closed.
  port and herald want
claim poor: The town is poor.
  because ana drops painted
"""


class Done:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tarn.argmap").write_text(MAP, encoding="utf-8")
    (tmp_path / "tarn.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "other.argmap").write_text("voice ben: Ben Holt\nclaim dry: It is dry.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.fixture
def ask(folder: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def asked(*arguments: str) -> Done:
        status = main(["findings", *arguments])
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return asked


REPORT = """\
Promises dropped
  Ana Ruiz (`ana`) promised `painted` and took it back; the acts bear no dates, and stand in this order
      painted: The bridge is painted.
    tarn.argmap:7:3 promised here: Ana Ruiz promises
      ¶ 2, line 3: Ana Ruiz promised to paint the bridge before the winter.
    tarn.argmap:9:3 withdrawn here: Ana Ruiz drops
      ¶ 2, line 3: found better uses for the money

Claims that rest on a single voice alone
  `poor` rests on Ana Ruiz (`ana`) alone
    tarn.argmap:12:7 the claim: The town is poor.
    tarn.argmap:9:3 its ground: Ana Ruiz drops: The bridge is painted.
      ¶ 2, line 3: found better uses for the money

Who stands with whom, and against whom
   agree  differ
       1       0  the Port Authority (`port`), The Herald (`herald`): together over closed
"""


def test_the_report(ask) -> None:  # type: ignore[no-untyped-def]
    done = ask("tarn.argmap")
    assert (done.status, done.err) == (0, "")
    assert done.out == REPORT


def test_without_the_article(ask, folder: Path) -> None:  # type: ignore[no-untyped-def]
    (folder / "tarn.txt").rename(folder / "elsewhere.txt")
    done = ask("tarn.argmap", "--kind", "dropped-promise")
    assert done.status == 0
    assert "there is no file" in done.err
    assert "      “promised to”\n" in done.out
    assert "      “found better uses for the money”\n" in done.out
    assert "¶" not in done.out
    done = ask("tarn.argmap", "--source", "elsewhere.txt")
    assert (done.out, done.err) == (REPORT, "")


def test_kinds_and_voices(ask) -> None:  # type: ignore[no-untyped-def]
    done = ask("tarn.argmap", "--kind", "one-voice", "--kind", "agreement")
    assert re.findall(r"^\S.*$", done.out, re.MULTILINE) == ["Agreements", "Claims that rest on a single voice alone"]
    assert "the Port Authority (`port`) and The Herald (`herald`) are both for `closed`" in done.out
    done = ask("tarn.argmap", "--voice", "port")
    assert done.out.startswith("Who stands with whom")
    assert ask("tarn.argmap", "--kind", "conflict").out == "nothing found\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--kind", "dropped-promises"], "there is no kind of finding `dropped-promises`; did you mean `dropped-promise`?"),
        (["--kind", "xyzzy"], "there is no kind of finding `xyzzy`: there are contradiction, change-of-mind"),
        (["--voice", "prt"], "there is no voice `prt` in this map; did you mean `port`?"),
        (["--voice", "painted"], "there is no voice `painted` in this map"),
        (["other.argmap", "--source", "tarn.txt"], "--source gives the text of one map"),
        (["-o", "tarn.txt"], "would be overwritten"),
        (["nothing*.argmap"], "no file fits nothing*.argmap"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(ask, arguments: list[str], says: str) -> None:  # type: ignore[no-untyped-def]
    done = ask("tarn.argmap", *arguments)
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_a_name_is_told_once_with_its_id(ask, folder: Path) -> None:  # type: ignore[no-untyped-def]
    (folder / "tarn.argmap").write_text(
        "voice ana: Ana Ruiz\nvoice ben: Ben Holt\nposition dry: It is dry.\n  ben says, on 2024, that ana says\n"
        "  ana says, on 2023\n  ana denies, on 2025\n  author denies\n",
        encoding="utf-8",
    )
    done = ask("tarn.argmap", "--kind", "confirmed-report", "--kind", "conflict")
    assert (
        "  Ben Holt (`ben`) says that Ana Ruiz (`ana`) holds `dry`, and Ana Ruiz said so too then; "
        "Ana Ruiz later rejects it\n"
    ) in done.out
    message = json.loads(ask("tarn.argmap", "--format", "json", "--kind", "confirmed-report").out)
    assert message["maps"][0]["findings"][0]["message"].startswith("`ben` says that `ana` holds `dry`")


def test_several_maps(ask) -> None:  # type: ignore[no-untyped-def]
    done = ask("*.argmap", "--kind", "dropped-promise")
    assert done.status == 0
    assert done.out.startswith("other.argmap\n\nnothing found\n\ntarn.argmap\n\nPromises dropped\n")
    done = ask("*.argmap", "--voice", "ana", "--kind", "dropped-promise")
    assert done.out.startswith("tarn.argmap\n\nPromises dropped\n"), "the other map knows no such voice"


def test_json(ask, folder: Path) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(ask("tarn.argmap", "--format", "json").out)
    (map,) = data["maps"]
    assert (data["version"], map["file"]) == (1, "tarn.argmap")
    first = map["findings"][0]
    assert (first["id"], first["kind"]) == ("dropped-promise:ana:painted", "dropped-promise")
    assert first["evidence"][1] == {
        "node": "painted/ana-drops", "role": "withdrawn here", "file": "tarn.argmap", "line": 9, "column": 3,
        "words": "Ana Ruiz drops", "statement": "painted", "quotes": ["found better uses for the money"], "cue": [],
        "passages": [
            {
                "source": "leader", "paragraph": 2, "line": 3, "page": None,
                "words": "found better uses for the money", "place": "¶ 2, line 3",
            }
        ],
    }  # fmt: skip
    assert map["figures"] == [{"one": "port", "other": "herald", "agreements": 1, "conflicts": 0}]
    assert ask("tarn.argmap", "--format", "json", "-o", "out.json").out == ""
    assert json.loads((folder / "out.json").read_text(encoding="utf-8")) == data


def test_csv(ask) -> None:  # type: ignore[no-untyped-def]
    rows = list(csv.DictReader(io.StringIO(ask("*.argmap", "--format", "csv").out)))
    assert [(row["finding"], row["number"], row["node"], row["line"]) for row in rows] == [
        ("dropped-promise:ana:painted", "1", "painted/ana-promises", "7"),
        ("dropped-promise:ana:painted", "2", "painted/ana-drops", "9"),
        ("agreement:port+herald:closed", "1", "closed/port-and-herald-want", "11"),
        ("one-voice:ana:poor", "1", "poor", "12"),
        ("one-voice:ana:poor", "2", "painted/ana-drops", "9"),
    ]
    assert rows[0]["cue"] == "promised to"
    assert rows[0]["article"] == "Ana Ruiz promised to paint the bridge before the winter."
    assert rows[1]["place"] == "¶ 2, line 3"
    assert rows[2]["voices"] == "port | herald"


def test_a_map_with_mistakes(ask, folder: Path) -> None:  # type: ignore[no-untyped-def]
    (folder / "tarn.argmap").write_text(MAP + "claim bad\n", encoding="utf-8")
    done = ask("tarn.argmap", "--kind", "dropped-promise")
    assert done.status == 1
    assert "tarn.argmap:14" in done.err
    assert done.out.startswith("Promises dropped\n")
    (folder / "notes.txt").write_text("Nothing of a map.\n", encoding="utf-8")
    assert ask("notes.txt").status == 2
