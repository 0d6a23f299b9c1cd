"""Random maps in markup, well formed, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

IDS = [f"n{i}" for i in range(7)]
VOICES = ["author", "someone", "v0", "v1", "v2"]
VERBS = ["says", "denies", "promises", "calls for", "asks whether", "knows", "poses as", "drops", "claims"]
AUXILIARIES = ["does not ", "might ", "should ", "will ", "did not "]

words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from('":|#[]…«»“”\\,{}&<>'), min_size=1, max_size=20
)  # fmt: skip
texts = words.map(lambda s: s.strip()).filter(lambda s: s and s[0] not in "|" and not s.isspace())
quotes = texts.map(lambda s: s.replace('"', "").replace("\\", "").strip()).filter(bool).map(lambda s: f'"{s}"')


@st.composite
def markup(draw: st.DrawFn) -> str:
    """A whole map without mistakes: every node kind, reasons in place and by reference, in any order."""
    free = draw(st.permutations(IDS))[: draw(st.integers(1, 7))]
    declared = list(free)
    lines: list[str] = [] if draw(st.booleans()) else ["argmap 1", "map m: " + draw(texts), "  analyst " + draw(texts)]
    entries: list[list[str]] = [[f"voice {v}: {draw(texts)}"] for v in VOICES[2:]]
    entries[0].append("  " + draw(st.sampled_from(["person", "party, by-role", "unnamed"])))
    entries.append(
        [
            f"source s: {draw(texts)}",
            "  by v0 and author",
            f"  scare {draw(quotes)} at p. 3 anchor 5+4",
            f"  note {draw(texts)}",
        ]
    )
    if draw(st.booleans()):
        entries[-1].append(f"  signature sk1 12 {'0a' * 32} {draw(st.sampled_from(['QUJD', 'QUJD' * 50]))}")
    acts: dict[str, list[str]] = {}
    steps = 0

    def ground(depth: int, word: str, entry: list[str]) -> None:
        kind = draw(st.integers(0, 4))
        pad = "  " * depth
        if kind == 0 and free and depth < 5:
            id = free.pop()
            entry.append(f"{pad}{word} {id}: {draw(texts)}")
            body(depth + 1, id, entry)
        elif kind == 1:
            text = draw(texts)
            entry.append(f"{pad}{word}: {text} {len(declared)} {len(entry)} {len(entries)} {depth}")
        else:
            entry.append(f"{pad}{word} @REF@")

    def reasons(depth: int, entry: list[str]) -> None:
        nonlocal steps
        pad = "  " * depth
        for _ in range(draw(st.integers(0, 2))):
            ground(depth, draw(st.sampled_from(["because", "but"])), entry)
            for word in draw(st.lists(st.sampled_from(["and", "assuming"]), max_size=2)):
                ground(depth, word, entry)
            if draw(st.booleans()):
                entry.append(f"{pad}scheme {draw(st.sampled_from(['sign', 'expert-opinion', 'example']))}")
            if draw(st.booleans()):
                entry.append(f"{pad}strength {draw(st.sampled_from(['weak', 'strong', '0.25']))}")
            if draw(st.booleans()):
                entry.append(f"{pad}by v1")
            if draw(st.booleans()):
                steps += 1
                entry.append(f"{pad}named step{steps}")
            for _ in range(draw(st.integers(0, 1))):
                ground(depth, "unless", entry)

    def attribution(depth: int, id: str, entry: list[str]) -> None:
        pad = "  " * depth
        line = " and ".join(draw(st.lists(st.sampled_from(VOICES), min_size=1, max_size=2, unique=True)))
        line += " " + draw(st.sampled_from(["", *AUXILIARIES])) + draw(st.sampled_from(VERBS))
        for modifier in draw(
            st.lists(st.sampled_from(["in RTL", "on 2026-03", "to v1", "via v2", "probably"]), max_size=3, unique=True)
        ):
            line += f", {modifier}"
        if draw(st.integers(0, 4)) == 0:
            line += (", that " if "," in line else " that ") + "v2 promises"
        if draw(st.booleans()):
            line += f": {draw(quotes)} at ¶ 3"
        entry.append(pad + line)
        if draw(st.booleans()):
            cues = [
                f"{draw(quotes)}{draw(st.sampled_from(['', ' anchor 3+4']))}" for _ in range(draw(st.integers(1, 2)))
            ]
            entry.append(f"{pad}  cue {' '.join(cues)}")
        if draw(st.integers(0, 3)) == 0:
            entry.append(f"{pad}  stance {draw(st.sampled_from(['factive', 'distancing']))}")
        acts.setdefault(id, []).append(line)
        if depth < 3:
            reasons(depth + 1, entry)

    def body(depth: int, id: str, entry: list[str]) -> None:
        pad = "  " * depth
        for kind in draw(st.lists(st.integers(0, 6), max_size=3)):
            if kind == 0:
                entry.append(f"{pad}tags a, b c")
            elif kind == 1:
                entry.append(f"{pad}note {draw(texts)}")
            elif kind == 2:
                where = draw(st.sampled_from(["", " anchor 0+3", " anchor 7+2,9+1"]))
                entry.append(f"{pad}{draw(quotes)} in s at l. 40 near {draw(quotes)}{where}")
            elif kind == 3:
                entry.append(f"{pad}meta key: {draw(texts)}")
            else:
                attribution(depth, id, entry)
        reasons(depth, entry)

    while free:
        id = free.pop()
        if draw(st.integers(0, 4)) == 0:
            entries.append([f"{'#' * draw(st.integers(1, 3))} {draw(texts).lstrip('#')} x"])
        entry = [f"{draw(st.sampled_from(['claim', 'premise', 'position', 'question']))} {id}: {draw(texts)}"]
        body(1, id, entry)
        entries.append(entry)
    for entry in entries:
        seen: set[str] = set()
        for line in entry:
            if "@REF@" in line:
                line = line.replace("@REF@", draw(st.sampled_from(declared)))
            lines.append(line)
        seen.clear()
        lines.append("")
    return "\n".join(lines)
