"""What one voice says of another, beside that other's own word; and promises dropped."""

from __future__ import annotations

import pytest
from discourse.test_findings import _discourse, _found, _shown

from argmap.discourse.findings import findings

REPORTS = ("confirmed-report", "disputed-report")


def test_reports_confirmed_and_disputed() -> None:
    found = _found(
        """\
position a: The bridge is safe.
  ana says that ben says
  ben says
position b: The bridge is closed.
  ana says that ben promises
  ben rejects
position c: The bridge is painted.
  ana says that ben promises
  ben promises
  ben drops
position d: The bridge is blue.
  ana says that ben says
  contradicts e
position e: The bridge is red.
  ben says
position f: The bridge is long.
  ana says that ben doubts
  ben says
position g: The bridge is old.
  ana says that ben denies
  ben denies, on 2017
  ben denies, on 2018
""",
        "confirmed-report",
        "disputed-report",
    )
    assert {id: f.message.partition("; ")[2] or f.message for id, f in found.items()} == {
        "confirmed-report:ana+ben:a": "`ana` says that `ben` holds `a`, and `ben` says so too",
        "confirmed-report:ana+ben:g": "the dates do not say which came first",
        "disputed-report:ana+ben:b": "by its own word `ben` rejects it; it is not known which came first",
        "confirmed-report:ana+ben:c": "`ben` took it back later, and whether the report is older is not known",
        "disputed-report:ana+ben:d": (
            "by its own word `ben` holds `e`, which contradicts it; it is not known which came first"
        ),
        "disputed-report:ana+ben:f": "by its own word `ben` holds it; it is not known which came first",
    }
    assert _shown(found["disputed-report:ana+ben:b"]) == ["b/ana-says/ben-promises", "b/ben-rejects"]
    assert _shown(found["disputed-report:ana+ben:d"])[-1] == "d/contradicts-e"
    assert len(found["confirmed-report:ana+ben:g"].evidence) == 3


# What Ben does himself, and what is found of `ana says, on 2024-06, that ben says` beside it.
AT_THE_TIME = [
    ("ben says, on 2024-01|ben denies, on 2025-01", "and `ben` said so too then; `ben` later rejects it"),
    ("ben says, on 2024-01", "and `ben` says so too"),
    ("ben says, on 2024-06-20", "and `ben` says so too"),
    ("ben says", "and `ben` says so too; the dates do not say which came first"),
    ("ben says, on 2025", None),
    ("ben denies, on 2025", None),
    ("ben denies, on 2024-07-01", None),
    ("ben denies, on 2024-05-31", "by its own word `ben` rejects it"),
    ("ben denies, on 2024-06-20", "by its own word `ben` rejects it; the dates do not say which came first"),
    ("ben denies", "by its own word `ben` rejects it; the dates do not say which came first"),
    ("ben denies, on 2023|ben says, on 2025", "by its own word `ben` rejects it, and holds it only later"),
    ("ben says, on 2022|ben denies, on 2023", "by its own word `ben` rejects it, and held it before"),
    ("ben says, on 2022|ben drops, on 2023", "by its own word `ben` took it back, and held it before"),
    ("ben says, on 2023|ben denies, on 2024",
     "and `ben` says so too; `ben` rejected it later, and whether the report is older is not known"),
    ("ben says|ben denies",
     "and `ben` says so too; `ben` rejected it later, and whether the report is older is not known"),
    ("ben says, on 2023|ben denies", "and `ben` says so too; `ben` also rejected it, and when is not known"),
    ("ben denies, on 2023|ben denies, on 2025", "by its own word `ben` rejects it"),
    ("ben drops", None),
    ("ben doubts, on 2023", "by its own word `ben` leaves it open"),
    ("ben demands, on 2023", "and `ben` says so too"),
]  # fmt: skip


@pytest.mark.parametrize(("acts", "says"), AT_THE_TIME)
def test_reports_beside_what_was_held_at_the_time(acts: str, says: str | None) -> None:
    lines = "".join(f"  {act}\n" for act in acts.split("|"))
    found = _found(f"position a: A.\n  ana says, on 2024-06, that ben says\n{lines}", *REPORTS)
    assert [f.message for f in found.values()] == (
        [] if says is None else [f"`ana` says that `ben` holds `a`{', ' if says.startswith('and ') else '; '}{says}"]
    )
    kind = "confirmed-report" if says and says.startswith("and ") else "disputed-report"
    assert list(found) == ([] if says is None else [f"{kind}:ana+ben:a"])


def test_reports_without_a_date_and_of_a_date_of_their_own() -> None:
    found = _found(
        """\
position a: The bridge is safe.
  ana says, on 2026, that ben says, on 2024-06
  ben says, on 2024-01
  ben denies, on 2025
position b: The bridge is closed.
  ana says that ben says
  ben says, on 2024
  ben denies, on 2025
position c: The bridge is old.
  ana says that ben says
  ben denies, on 2025
position d: The bridge is new.
  ana says that ben says, on 2024
  ben denies, on 2025
position e: The bridge is red.
  port says, on 2024-06, that ana says that ben says
  ben denies, on 2025
position f: The bridge is blue.
  ana says, on 2024-06, that ben says
  contradicts g
position g: The bridge is green.
  ben says, on 2024-07
""",
        *REPORTS,
    )
    assert {id: f.message.partition("`, and")[2] or f.message.partition("; ")[2] for id, f in found.items()} == {
        "confirmed-report:ana+ben:a": " `ben` said so too then; `ben` later rejects it",
        "confirmed-report:ana+ben:b": (
            " `ben` says so too; `ben` rejected it later, and whether the report is older is not known"
        ),
        "disputed-report:ana+ben:c": "by its own word `ben` rejects it; the dates do not say which came first",
    }


def test_reports_of_what_was_not_done() -> None:
    found = _found(
        """\
position a: The bridge is safe.
  ana says that ben does not support
  ben supports
position b: The bridge is closed.
  ana says that ben does not promise
  ben supports
  ben drops
position c: The bridge is painted.
  clerk says that ben promises
  ben does not promise
position d: The bridge is blue.
  clerk says that ben promises
  ben does not promise
  ben promises
position e: The bridge is red.
  clerk says, on 2024, that ben promises
  ben did not promise, on 2023
  ben does not want
position f: The bridge is old.
  ana says, on 2024, that ben does not support
  ben supports, on 2025
  ana says, on 2026, that port does not support
  port supports, on 2025
  ana says that clerk did not promise, on 2024
  clerk promises, on 2023
""",
        *REPORTS,
    )
    assert {id: f.message.partition("; ")[2] for id, f in found.items()} == {
        "disputed-report:ana+ben:a": "by its own word `ben` holds it; it is not known which came first",
        "disputed-report:clerk+ben:c": "as the text has it, `ben` does not promise it",
        "confirmed-report:clerk+ben:d": "",
        "disputed-report:ana+port:f": "by its own word `port` holds it",
    }
    assert _shown(found["disputed-report:clerk+ben:c"]) == ["c/clerk-says/ben-promises", "c/ben-does-not-promise"]


def test_what_is_no_report_of_anothers_word() -> None:
    found = _found(
        """\
position a: The bridge is safe.
  ana says that ben says
position b: The bridge is closed.
  ana says that ana promises
  ana promises
position c: The bridge is painted.
  author says that ben promises
  ben promises
position d: The bridge is blue.
  ana denies that ben says
  ana asks that ben should say
  ana might say that ben says
  ana says that ben did not say
  ben says
position e: The bridge is red.
  ana says that someone says
  someone says
position f: The bridge is old.
  ana says that ben abandons
  ben abandons
position g: The bridge is wide.
  ana says that port denies
  port abandons
  port says
  port abandons
""",
        "confirmed-report",
        "disputed-report",
    )
    assert list(found) == ["disputed-report:ana+ben:d", "confirmed-report:ana+ben:f"]
    assert _shown(found["disputed-report:ana+ben:d"])[0] == "d/ana-says/ben-did-not-say", "that one alone"


def test_ones_own_report_is_ones_own_word() -> None:
    text = """\
position a: The bridge is safe.
  ben says that ana says that ben says
  port says that ben says
position speech: The port is poor.
  ben says
    named his
position b: The bridge is closed.
  ben promises
    within his
  ana says that ben promises
"""
    found = _found(text, "confirmed-report")
    assert set(found) == {"ana+ben:b"}
    assert _shown(found["ana+ben:b"]) == ["b/ana-says/ben-promises", "b/ben-promises"]


def test_a_long_chain_of_reports() -> None:
    lines = ["position p0: Text 0.", "  ana says", "    named s0"]
    for n in range(1, 3000):
        lines += [
            f"position p{n}: Text {n}.",
            f"  {('ana', 'ben')[n % 2]} says",
            f"    within s{n - 1}",
            f"    named s{n}",
        ]
    found = list(findings(_discourse("\n".join(lines) + "\n"), ["confirmed-report", "disputed-report", "one-voice"]))
    assert found == []


# -- promises --------------------------------------------------------------------------------------------------


def test_promises_dropped() -> None:
    found = _found(
        """\
position a: The bridge is painted.
  ana promises
  ana drops
  ben drops, on 2017
  ben promises, on 2018
  port promises
  port drops
  port promises
  clerk demands
  clerk drops
position b: The bridge is closed.
  ana promises, on 2017-03
  ana rejects, on 2018
  ben promises
  ben rejects, on 2018
  port promises, on 2017
  port abandons
  clerk promises
  clerk might drop
  someone promises
  someone drops
position c: The bridge is swept.
  ana says that ben promises
  ben drops
""",
        "dropped-promise",
    )
    assert {id: f.message for id, f in found.items()} == {
        "ana:a": "`ana` promised `a` and took it back; the acts bear no dates, and stand in this order",
        "ana:b": "`ana` promised `b`, and rejected it later",
        "port:b": "`port` promised `b` and took it back",
    }


def test_the_reason_for_a_dropped_promise() -> None:
    found = _found(
        """\
position a: The bridge is painted.
  ana promises
  ana drops
    because ana cites rain
    because ben says rain
    because wind: It is windy.
position rain: It rains.
  ana cites
  ben says
""",
        "dropped-promise",
    )
    assert [(e.node, e.role) for e in found["ana:a"].evidence] == [
        ("a/ana-promises", "promised here"),
        ("a/ana-drops", "withdrawn here"),
        ("rain/ana-cites", "the reason given"),
        ("rain/ben-says", "the reason that the author gives"),
        ("wind", "the reason that the author gives"),
    ]


def test_a_reason_is_shown_as_of_whoever_draws_it() -> None:
    found = _found(
        """\
position a: The bridge is painted.
  ana promises
    because early: It is early in the year.
  ana drops
    because dear: Paint is dear.
    by ana
    because wet: The planks are wet.
    by ben and clerk
    assuming left: It rains.
""",
        "dropped-promise",
    )
    assert [(e.node, e.role) for e in found["ana:a"].evidence[2:]] == [
        ("dear", "the reason given"),
        ("wet", "the reason that Ben Holt and a clerk give"),
    ]


def test_all_that_was_promised() -> None:
    found = _found(
        """\
position a: The bridge is painted.
  ana promises, on 2024-01
  ana promises, on 2025-01
  ana drops, on 2026
  ben promises, on 2024-04
  ben drops, on 2026-02
  ben promises, on 2026-02-20
  port promises, on 2024
  port drops, on 2024
  clerk promises, on 2020
  clerk drops, on 2021
  clerk promises, on 2022
  clerk drops, on 2023
position b: The bridge is swept.
  ana drops, on 2025-05
  ana promises, on 2026
  ana promises, on 2025
""",
        "dropped-promise",
    )
    assert {id: f.message for id, f in found.items()} == {
        "ana:a": "`ana` promised `a` and took it back",
        "ben:a": "`ben` promised `a` and took it back; it may have been renewed: the dates do not say",
        "port:a": "`port` promised `a` and took it back",
        "clerk:a": "`clerk` promised `a` and took it back",
    }
    assert [(e.node, e.role) for e in found["ana:a"].evidence] == [
        ("a/ana-promises", "promised here"),
        ("a/ana-promises-2", "promised again here"),
        ("a/ana-drops", "withdrawn here"),
    ]
    assert _shown(found["ben:a"]) == ["a/ben-promises", "a/ben-drops", "a/ben-promises-2"]
    assert _shown(found["clerk:a"]) == ["a/clerk-promises", "a/clerk-drops", "a/clerk-promises-2", "a/clerk-drops-2"]


def test_a_promise_that_is_told_in_ones_own_speech() -> None:
    found = _found(
        """\
position a: The bridge is painted.
  ana says that ana promises
  ana drops
  ben says, on 2024, that ben promises
  ben drops, on 2025
  port says, on 2025, that port promises
  port drops, on 2024
  clerk says that guard promises
  guard drops
""",
        "dropped-promise",
    )
    assert {id: f.message for id, f in found.items()} == {
        "ana:a": "`ana` promised `a` and took it back; the acts bear no dates, and stand in this order",
        "ben:a": "`ben` promised `a` and took it back",
    }
    assert _shown(found["ben:a"]) == ["a/ben-says/ben-promises", "a/ben-drops"]
