"""Random maps that have all that can be asked for. Everything that others refer to has a name, so that the entries may
stand in any order."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

STATEMENTS = [f"s{n}" for n in range(6)]
VOICES = [f"v{n}" for n in range(4)]
SPEAKERS = [*VOICES, *VOICES, "author", "someone"]
VERBS = [
    *("says", "claims", "reports", "warns", "knows", "wonders", "fears", "wants", "promises", "promises", "decides"),
    *("proposes", "demands", "asks", "questions", "accepts", "supports", "denies", "rejects", "opposes", "drops"),
    *("poses as", "yammers"),
]
AUXILIARIES = ["", "", "", "", "", "does not ", "might ", "should ", "will "]
DATES = ["2016", "2017-03", "2017-03-05", "2017-03~", "2018", "last spring"]
TAGS = ["economy", "housing", "winter"]


def entries() -> st.SearchStrategy[list[str]]:
    """The entries of a map without mistakes, each with the lines below it, in any order. Drawn by a number, for maps that
    are small and plain show little."""
    return st.integers(0, 2**32).map(lambda seed: _Debate(Random(seed)).entries())


class _Debate:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.one = chance.choice
        self.acts: list[str] = []
        self.steps: list[str] = []

    def rare(self) -> bool:
        return self.chance.random() < 0.3

    def some(self, of: list[str], most: int) -> list[str]:
        """One or more, none twice."""
        return self.chance.sample(sorted(set(of)), min(self.chance.randint(1, most), len(set(of))))

    def entries(self) -> list[str]:
        out = ['source leader: Keep swimming\n  by author and v0\n  date 2017-03-04\n  scare "open" at p. 2']
        out += [self.voice(n) for n in range(len(VOICES))]
        out.append("verb yammers: oppose\n  stance distancing")
        kinds = [self.one(["claim", "premise", "position", "position", "position", "question"]) for _ in STATEMENTS]
        related: set[frozenset[str]] = set()
        for id, kind in zip(STATEMENTS, kinds, strict=True):
            lines = [f"{kind} {id}: {self.one(['The lido opens', 'The bridge closes'])} in {id}."]
            if self.rare():
                lines.append(f"type {self.one(['fact', 'value', 'policy'])}")
            if self.rare():
                lines.append(f"tags {self.one(TAGS)}, {id}")
            if self.rare():
                lines.append('"Open … it" anchor 3+4,9+2')
            if kind == "question":
                others = [s for s, k in zip(STATEMENTS, kinds, strict=True) if k != "question"]
                if others:
                    lines.append("answer " + " and ".join(self.some(others, 3)))
                    lines += ["open"] if self.rare() else []
            other = self.one(STATEMENTS)
            if other != id and frozenset((id, other)) not in related and self.rare():
                related.add(frozenset((id, other)))
                lines.append(f"{self.one(['contradicts', 'same-as'])} {other}")
            if kind != "question":
                for _ in range(self.chance.randint(0, 4 if kind == "position" else 1)):
                    lines += self.act()
            for _ in range(self.chance.randint(0, 2)):
                lines += self.step(id)
            out.append("\n  ".join(lines))
            if self.rare():
                out.append(f"expect {id} {self.one(['accepted', 'rejected'])}")
        for n in range(self.chance.randint(0, 3) if self.steps else 0):
            lines = [f"premise u{n}: The pool is empty on day {n}.", f"undercuts {self.one(self.steps)}", f"named x{n}"]
            self.steps.append(f"x{n}")
            out.append("\n  ".join(lines))
        return out

    def voice(self, n: int) -> str:
        kind = self.one(["person", "party", "organisation", "group", "outlet", "document", "public"])
        naming = self.one(["", "", ", by-role", ", unnamed"])
        group = self.one(["", *VOICES[:n]])
        return f"voice v{n}: Voice {n}\n  {kind}{naming}" + (f"\n  of {group}" if group else "")

    def clause(self) -> str:
        said = f"{' and '.join(self.some(SPEAKERS, 2))} {self.one(AUXILIARIES)}{self.one(VERBS)}"
        if self.rare():
            said += f", in {self.one(['leader', 'a speech'])}"
        if self.chance.random() < 0.6:
            said += f", on {self.one(DATES)}"
        if self.rare():
            said += f", to {self.one([*VOICES, 'the whole council'])}"
        if self.rare():
            said += f", via {self.one(VOICES)}"
        return said

    def act(self) -> list[str]:
        """An attribution, with its body."""
        line = self.clause()
        nested = self.rare()
        if nested:
            line += f"{',' if ',' in line else ''} that {self.clause()}"
        if self.rare():
            line += ': "' + self.one(["We will", "we will"]) + '"'
        name = f"a{len(self.acts)}"
        body = [line, f"  named {name}"]
        if self.acts and not nested and self.rare():
            body.append(f"  within {self.one(self.acts)}")
        if self.rare():
            body.append(f"  stance {self.one(['factive', 'distancing', 'counter-factive'])}")
        self.acts.append(name)
        return body

    def step(self, id: str) -> list[str]:
        """A reason for or against a statement."""
        known = [s for s in [*STATEMENTS, *self.acts] if s != id]
        first, *more = self.some(known, 3)
        lines = [f"{self.one(['because', 'because', 'but'])} {first}"]
        scheme = self.one(["", "", "sign", "expert-opinion"])
        for ground in more:
            lines.append(f"{self.one(['and', 'assuming'])} {ground}")
            if scheme == "expert-opinion" and self.rare():
                lines.append("  meets field")
        if scheme:
            lines.append(f"scheme {scheme}")
        if self.rare():
            lines.append(f"strength {self.one(['weak', 'strong', '0.25', '0.9'])}")
        if self.rare():
            lines.append(f"by {self.one(SPEAKERS)}")
        lines.append(f"named g{len(self.steps)}")
        self.steps.append(f"g{len(self.steps)}")
        return lines
