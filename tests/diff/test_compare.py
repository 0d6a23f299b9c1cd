"""What is told of each kind of change."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.changes import facts_of, render_changes
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Argument, Attribution, Claim, Ground

BASE = """\
map town: What to do with the bridge?
source leader: Close it
source report: The cables
voice mayor: Ana Ruiz
voice port: the Port Authority
voice courier: The Courier
claim close: The bridge should be closed.
  because rust: The cables are rusted.
  and wind: Winters are windy.
  scheme sign
  strength weak
  unless paint: They were painted last year.
  because mayor promises safety
  but cost: A ferry costs too much.
position safety: Nobody will be put at risk.
  mayor promises, on 2026-03: "not one resident" at ¶ 2
  port says
claim ferry: A ferry should run.
  type policy
"""


def read(text: str) -> ArgumentMap:
    return argmap.loads(text)


def told(old: str, new: str) -> list[str]:
    """The changes, one a line, with their signs."""
    lines = render_changes(argmap.diff(read(old), read(new))).splitlines()
    return [line.strip() for line in lines if line.startswith("  ")]


def edit(*pairs: tuple[str, str]) -> str:
    text = BASE
    for gone, come in pairs:
        assert gone in text, gone
        text = text.replace(gone, come, 1)
    return text


CASES: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "a thesis reworded": (
        [("should be closed", "should be shut")],
        ["~ claim close reworded: “closed.” -> “shut.”", "- The bridge should be closed.", "+ The bridge should be shut."],
    ),
    "a claim leaned on": ([("claim ferry", "premise ferry")], ["~ premise ferry was a claim: the author now merely leans on it"]),
    "a type": ([("type policy", "type fact")], ["~ claim ferry — type policy -> fact"]),
    "a reason before the others": (
        [("  because rust", "  because old: It is very old.\n  because rust")],
        ["+ premise old: It is very old.", "+ reason for close: old “It is very old.”"],
    ),
    "a reason turned": (
        [("but cost", "because cost")],
        ["~ reason against close: cost — turned: now reason for close"],
    ),
    "a ground linked": (
        [("  scheme sign\n", "  and cost\n  scheme sign\n")],
        ["~ reason for close: rust and wind — now rests on cost “A ferry costs too much.” too"],
    ),
    "a ground unlinked": (
        [("  and wind: Winters are windy.\n", ""), ("claim ferry", "premise wind: Winters are windy.\nclaim ferry")],
        ["~ reason for close: rust and wind — no longer rests on wind “Winters are windy.”"],
    ),
    "a ground left unsaid": (
        [("and wind", "assuming wind")], ["~ reason for close: rust and wind — wind is now left unsaid"],
    ),
    "a scheme": (
        [("scheme sign", "scheme example")], ["~ reason for close: rust and wind — scheme sign -> example"],
    ),
    "a strength": (
        [("strength weak", "strength 0.5")], ["~ reason for close: rust and wind — strength weak -> 0.5"],
    ),
    "whose step": (
        [("strength weak", "strength weak\n  by port")], ["~ reason for close: rust and wind — by with the Port Authority"],
    ),
    "an exception that moved": (
        [("  unless paint: They were painted last year.\n", ""), ("  but cost: A ferry costs too much.", "  but cost: A ferry costs too much.\n  unless paint: They were painted last year.")],
        ["> exception to rust … as a reason for close: paint — now exception to cost as a reason against close"],
    ),
    "an exception that became a reason": (
        [("  unless paint", "  but paint")],
        [
            "> exception to rust … as a reason for close: paint — now reason against close",
            "~ exception to rust … as a reason for close: paint — turned: now reason against close",
        ],
    ),
    "a step given a name": (
        [("strength weak", "strength weak\n  named rust-step")], ["~ reason for close: rust and wind is now called rust-step"],
    ),
    "a verb": (
        [("port says", "port claims")], ["~ position safety: the author now keeps a distance from it (before: only reports it)", "~ safety: the Port Authority says — verb say -> claim (force say -> claim, stance neutral -> distancing)"],
    ),
    "a status": (
        [("port says", "port did not say")], ["~ safety: the Port Authority says — was made, now not-made"],
    ),
    "a date": ([("on 2026-03", "on 2026-04")], ["~ safety: Ana Ruiz promises, on 2026-03 — date 2026-03 -> 2026-04"]),
    "somebody addressed": (
        [("port says", "port says, to mayor and the whole council")],
        ["~ safety: the Port Authority says — to none -> Ana Ruiz and the whole council"],
    ),
    "somebody who vouches": ([("port says", "port says, via courier")], ["~ safety: the Port Authority says — via with The Courier"]),
    "where a quote stands exactly": (
        [("at ¶ 2", "at ¶ 2 anchor 31+14")],
        ["~ quote where Ana Ruiz promises safety: “not one resident” — anchor none -> 31+14"],
    ),
    "where its cue stands": (
        [("port says", 'port says\n    cue "said" anchor 3+4 "so"')],
        ["~ safety: the Port Authority says — cue none -> “said” … “so”", "~ safety: the Port Authority says — anchor of its cue none -> 3+4, none"],
    ),
    "a signature": (
        [("source report: The cables", f"source report: The cables\n  signature sk1 12 {'0a' * 32} QUJD")],
        ["~ source report — it has a signature now"],
    ),
    "how sure": ([("port says", "port says, possibly")], ["~ safety: the Port Authority says — certainty none -> possibly"]),
    "where": ([("port says", "port says, in report")], ["~ safety: the Port Authority says — in none -> “The cables”"]),
    "a stance": (
        [("port says", "port says\n    stance factive")],
        ["~ position safety: the author now endorses it (before: only reports it)", "~ safety: the Port Authority says — stance none -> factive"],
    ),
    "another voice": (
        [("port says", "courier says")], ["~ safety: the Port Authority says — voices the Port Authority -> The Courier"],
    ),
    "a report of a report": (
        [("port says", "courier says that port says")],
        ["+ safety: The Courier says that the Port Authority says", "~ safety: the Port Authority says — now only according to: The Courier says that the Port Authority says safety"],
    ),
    "the author's view": (
        [("port says", "port says\n  author rejects")],
        ["~ position safety: the author now rejects it (before: only reports it)", "+ safety: the author rejects"],
    ),
    "a commitment turned": (
        [("port says", "port denies")],
        ["~ the Port Authority on safety “Nobody will be put at risk.”: for -> against", "~ safety: the Port Authority says — verb say -> deny (force say -> reject)"],
    ),
    "words said of something else": (
        [('mayor promises, on 2026-03: "not one resident" at ¶ 2\n  ', ""), ("because mayor promises safety", "because mayor promises plan"), ("claim ferry", 'position plan: There is a plan.\n  mayor promises, on 2026-03: "not one resident" at ¶ 2\nclaim ferry')],
        ["+ position plan: There is a plan.", "> safety: Ana Ruiz promises, on 2026-03 — now of plan"],
    ),
    "a quote": (
        [("not one resident", "not a single resident")],
        ["~ quote where Ana Ruiz promises safety changed: “one” -> “a single”", "- not one resident", "+ not a single resident"],
    ),
    "a quote's place": (
        [("¶ 2", "¶ 3")], ["~ quote where Ana Ruiz promises safety: “not one resident” — at “¶ 2” -> “¶ 3”"],
    ),
    "a quote's source": (
        [("¶ 2", "¶ 2 in report")], ["~ quote where Ana Ruiz promises safety: “not one resident” — source “Close it” -> “The cables”"],
    ),
    "the first source": (
        [("source leader: Close it\nsource report: The cables", "source report: The cables\nsource leader: Close it")],
        ["~ quotes that name no source stand in another one: “Close it” -> “The cables”"],
    ),
    "a contradiction": (
        [("type policy", "type policy\n  contradicts safety")],
        ["+ ferry “A ferry should run.” contradicts safety “Nobody will be put at risk.”"],
    ),
    "a voice renamed": (
        [("voice port", "voice harbour"), ("port says", "harbour says")], ["~ voice port is now called harbour"],
    ),
    "what is said of a voice": (
        [("voice port: the Port Authority", "voice port: the Port Authority\n  organisation\n  role keeper of the quay\n  of courier\n  also the Port")],
        ["~ voice port — kind none -> organisation", "~ voice port — role none -> “keeper of the quay”", "~ voice port — of with The Courier", "~ voice port — also with “the Port”"],
    ),
    "the author named": (
        [("voice port", "voice author: T. Hale\nvoice port")], ["~ voice author — name “the author” -> “T. Hale”"],
    ),
    "a claim renamed": (
        [("claim ferry", "claim boat")], ["~ claim ferry is now called boat"],
    ),
    "remarks": (
        [("type policy", "type policy\n  tags later\n  note Ask again.\n  meta by-whom: T. H.\n  url https://town.example/")],
        ["~ claim ferry — tags with “later”", "~ claim ferry — notes with “Ask again.”", "~ claim ferry — url none -> https://town.example/", "~ claim ferry — meta with “by-whom: T. H.”"],
    ),
    "the head": ([("the bridge?", "the old bridge?")], ["~ the map — title “What to do with the bridge?” -> “What to do with the old bridge?”"]),
    "an expectation": ([("claim ferry", "expect close accepted\nclaim ferry")], ["+ expect close accepted"]),
    "another thesis": (
        [("claim ferry: A ferry should run.\n  type policy", "claim ferry: A ferry should run.\n  because close\n  type policy")],
        ["~ the thesis was close “The bridge should be closed.”, and is now ferry “A ferry should run.”", "+ reason for ferry: close “The bridge should be closed.”"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_told(name: str) -> None:
    pairs, lines = CASES[name]
    assert told(BASE, edit(*pairs)) == lines


@pytest.mark.parametrize("name", CASES)
def test_told_backwards(name: str) -> None:
    new = edit(*CASES[name][0])
    there, back = argmap.diff(read(BASE), read(new)), argmap.diff(read(new), read(BASE))
    mirror = {"added": "removed", "removed": "added"}
    assert sorted((mirror.get(c.change, c.change), c.old_id or "", c.id or "", c.field or "") for c in there) == sorted(
        (c.change, c.id or "", c.old_id or "", c.field or "") for c in back
    )


def test_nothing_that_matters() -> None:
    other = edit(
        ("claim close", "# A heading\n\n// a comment\nclaim close"),
        ("  because mayor promises safety\n", ""),
        ("claim ferry: A ferry should run.\n", "claim ferry: A ferry should run.\n"),
        ("  and wind: Winters are windy.\n", "  and wind\n"),
    )
    other = "premise wind: Winters are windy.\n" + other.replace(
        "  but cost: A", "  because mayor promised safety\n  but cost: A"
    )
    assert argmap.diff(read(BASE), read(other)).same
    assert render_changes(argmap.diff(read(BASE), read(other))) == "the two maps say the same\n"
    below = edit(
        ("  but cost: A ferry costs too much.\n", ""),
        ("claim ferry", "premise cost: A ferry costs too much.\n  rebuts close\nclaim ferry"),
    )
    assert argmap.diff(read(BASE), read(below)).same


def test_another_person_in_the_same_place_is_another_claim() -> None:
    old = "claim a: Open it.\n  because: Swimming keeps people well.\n"
    new = "claim a: Open it.\n  because: The roof leaks in October.\n"
    assert [line[:1] for line in told(old, new)] == ["-", "+", "-", "+"]


def test_chains_of_edited_statements_without_ids() -> None:
    old = "claim: The lido should open.\n  because: It is good for everybody here.\n    because: Doctors in the town say it is.\n"
    new = "claim: The lido should not open.\n  because: It is bad for everybody here.\n    because: Doctors in this town say it is.\n"
    assert [line for line in told(old, new) if line[0] == "~"] == [
        "~ claim “The lido should not open.” reworded: with “not”",
        "~ premise “It is bad for everybody here.” reworded: “good” -> “bad”",
        "~ premise “Doctors in this town say it is.” reworded: “the” -> “this”",
    ]
    assert len(argmap.diff(read(old), read(new))) == 3


def test_renamed_and_reworded_in_its_place() -> None:
    old = "claim a: Open it.\n  because health: Swimming in cold water keeps people well.\n  because fun: It is fun.\n"
    new = (
        "claim a: Open it.\n  because fun: It is fun.\n  because well: Swimming in cold water keeps most people well.\n"
    )
    assert told(old, new)[0] == "~ premise well reworded: with “most”"
    assert told(old, new)[-1] == "~ premise health is now called well"


def test_questions() -> None:
    old = "question q: When?\n  answer a and b\nclaim a: Now.\nclaim b: Later.\nclaim c: Never.\n"
    new = "question q: When?\n  answer b and c\n  open\nclaim a: Now.\nclaim b: Later.\nclaim c: Never.\n"
    assert told(old, new) == ["~ question q — answers a -> c", "~ question q — now several answers may hold"]
    assert told(old, old.replace("a and b", "b and a")) == []


def test_own_verbs() -> None:
    old = "verb harrumphs: oppose\nposition p: P.\n  someone harrumphs\n"
    assert told(old, old.replace("oppose", "reject")) == ["~ verb harrumph — force oppose -> reject"]


def test_equal_steps_are_told_apart_by_what_they_say() -> None:
    old = "claim a: A.\n  because b: B.\n  strength weak\n  because b\n  strength strong\n"
    new = "claim a: A.\n  because b: B.\n  strength strong\n  because b\n  strength moderate\n"
    assert told(old, new) == ["~ reason for a: b — strength weak -> moderate"]


def test_included_maps_count(tmp_path: Path) -> None:
    (tmp_path / "costs.argmap").write_text(
        "claim dear: It is dear.\n  because bill: The bill was high.\n", encoding="utf-8"
    )
    old = argmap.loads("include costs.argmap as costs\nclaim a: A.\n  because costs.dear\n", tmp_path / "m.argmap")
    (tmp_path / "costs.argmap").write_text(
        "claim dear: It is dear.\n  but bill: The bill was high.\n", encoding="utf-8"
    )
    new = argmap.loads("include costs.argmap as money\nclaim a: A.\n  because money.dear\n", tmp_path / "m.argmap")
    assert [c.message for c in argmap.diff(old, new)] == [
        "reason for costs.dear: costs.bill — turned: now reason against money.dear",
        "include costs.argmap — name costs -> money",
    ]
    assert list(facts_of(new)) == [
        "include costs.argmap as money",
        "claim a: A.",
        "reason for a: money.dear “It is dear.”",
    ]


def test_a_new_reason_is_one_new_fact() -> None:
    new = edit(("  because rust", "  because cost\n  because rust"))
    old_facts, new_facts = list(facts_of(read(BASE))), list(facts_of(read(new)))
    assert [fact for fact in new_facts if fact not in old_facts] == ["reason for close: cost “A ferry costs too much.”"]
    assert [fact for fact in old_facts if fact not in new_facts] == []


def test_texts_cannot_break_lines_or_command_the_terminal() -> None:
    wild = ArgumentMap(nodes=(Claim(id="a", text="one\ntwo \x1b[31m red\u2028three"),))
    (line,) = facts_of(wild)
    assert line == "claim a: one two \ufffd[31m red three"
    assert "\x1b" not in render_changes(argmap.diff(ArgumentMap(), wild))


def test_circles_that_only_hand_made_maps_hold() -> None:
    nodes = (
        Claim(id="a", text="A."),
        Argument(id="x", step="undercuts", target="y", grounds=(Ground(ref="a"),)),
        Argument(id="y", step="undercuts", target="x", grounds=(Ground(ref="a"),)),
        Attribution(id="p", voices=("someone",), verb="say", content="q", within="q"),
        Attribution(id="q", voices=("someone",), verb="say", content="p", within="p"),
    )
    circle = ArgumentMap(nodes=nodes)
    assert len(argmap.diff(ArgumentMap(), circle)) > 1
    assert not argmap.diff(circle, ArgumentMap(nodes=nodes[::-1]))
    assert len(list(facts_of(circle))) > 1


def test_deep_and_wide_maps() -> None:
    deep = ["claim c0: Zero."]
    deep += [f"claim c{n}: Claim {n} of the chain.\n  because c{n - 1}" for n in range(1, 3000)]
    undercut = ["claim top: Top.\n  because g0: Ground.\n  named s0"]
    undercut += [f"premise g{n}: Exception {n}.\n  undercuts s{n - 1}\n  named s{n}" for n in range(1, 2000)]
    unnamed = [line.replace("  named", "  // named") if "s1999" in line else line for line in undercut]
    for old, new in ((deep, deep[::-1]), (undercut, undercut[::-1])):
        assert not argmap.diff(read("\n".join(old)), read("\n".join(new)))
    assert not argmap.diff(read("\n".join(undercut)), read("\n".join(unnamed))).changes[1:]
    old = read("\n".join(deep))
    new = read("\n".join(line.replace("of the", "in the") for line in deep))
    assert len(argmap.diff(old, new)) == 2999
