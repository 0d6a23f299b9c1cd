"""Lines of other notations: Markdown, Argdown, YAML, comments of other languages, plain prose.

People paste many such lines at once. A run of them is one mistake: it is reported at its first line (`Runs`), and what
is clear in it is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from argmap.diagnostics import Diagnostic, Edit, Fix, nearest
from argmap.model.nodes import Naming, VoiceKind
from argmap.notation.entries import meant_entry, meant_version
from argmap.notation.grammar import Row
from argmap.notation.marks import OTHER
from argmap.notation.mend import CLOSED_BY, any_of, cut, mended, parse, plain_span, slug
from argmap.notation.outline import Line
from argmap.notation.words import ENTRIES, RESERVED, STARTERS, is_id

__all__ = ["Foreign", "Runs", "below", "foreign", "going_on"]


class Foreign(NamedTuple):
    """A line of another notation."""

    family: str
    """Which notation."""
    mark: int
    """How many characters of the line give it away."""
    help: str
    row: Row | None = None
    """What was meant, where that is clear."""
    start: tuple[int, str] | None = None
    """What would mend it: how many characters to take from its beginning, and what to put there."""


_GO_ON: dict[str, str] = {
    "list": "list rule quote wrapped",
    "quote": "quote list wrapped",
    "argdown": "argdown list rule yaml arrow prose wrapped",
    "arrow": "arrow argdown list",
    "yaml": "yaml list rule colon json wrapped",
    "json": "json yaml list",
    "colon": "colon yaml",
    "rule": "rule yaml json colon list prose argdown",
    "fence": "fence argdown yaml json list prose rule",
    "comment": "comment prose list quote rule",
    "prose": "prose list quote rule unindented wrapped",
    "wrapped": "wrapped prose",
}
"""For each family the families that go on with a run of it; a family that is not here goes on with itself."""

_NAMES = {
    "argdown": "in Argdown",
    "yaml": "in YAML",
    "json": "in JSON",
    "mail": "as the header of an e-mail",
}
_FAMILIES = {
    "list": ("`{mark}` is no part of the notation", "{n} lines begin with marks of a list"),
    "quote": ("`{mark}` is no part of the notation", "{n} lines begin with `{mark}`"),
    "arrow": ("`{mark}` is no part of the notation", "{n} lines begin with arrows"),
    "rule": ("a line of `{mark}` is no part of the notation", "{n} lines are no part of the notation"),
    "fence": ("a map in a file of its own has no fence around it", "a map in a file of its own has no fence around it"),
    "comment": ("`{mark}` begins no comment here", "`{mark}` begins no comment here"),
    "remark": ("`{mark}` begins no comment here", "{n} lines begin with `{mark}`, which begins no comment here"),
    "colon": ("`{mark}` is written without a colon", "words of the notation are written without a colon"),
    "prose": ("`{mark}` begins no entry", "{n} lines begin no entry"),
    "wrapped": ("`{mark}` begins no line of the notation", "{n} lines begin with no word of the notation"),
    "unindented": ("`{mark}` stands at the start of a line", "{n} lines that belong below an entry are not indented"),
    "indented": ("an entry `{mark}` is indented", "{n} entries are indented"),
}
_LABELS = {
    "wrapped": "plain words",
    "prose": "not an entry",
    "colon": "no colon here",
    "unindented": "belongs to no entry",
    "indented": "indented",
}
_QUIET = frozenset(("colon", "unindented", "indented"))
"""Families whose lines are read as if they were right: what else is wrong in them is told too."""


@dataclass
class _Run:
    family: str
    index: int
    """Where its diagnostic stands among the problems."""
    first: Line
    last: Line
    at: int
    mark: str
    help: str
    code: str
    safe: bool
    count: int = 0
    edits: list[Edit] = field(default_factory=list)
    mended: bool = True

    def diagnostic(self) -> Diagnostic:
        """What is said of the whole run."""
        n = self.count
        if self.family in _NAMES:
            message = f"{'this line is' if n == 1 else f'these {n} lines are'} written {_NAMES[self.family]}"
            if self.family == "yaml" and self.first.number == 1:
                message += ", as front matter"
        else:
            message = _FAMILIES[self.family][n > 1].format(mark=cut(self.mark), n=n)
        span = plain_span(self.first, self.at, self.at + (1 if self.family == "colon" else len(self.mark)))
        fix = Fix(tuple(self.edits), self.safe) if self.mended and self.edits else None
        label = _LABELS.get(self.family, "another notation")
        return Diagnostic(self.code, message, span, label, help=self.help, fix=fix)


class Runs:
    """The runs of such lines in one file, as its lines come along."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        self.problems = problems
        self.lines: set[int] = set()
        """Numbers of the lines of which nothing more is to be said."""
        self.unread = 0
        """How many lines begin no entry."""
        self._run: _Run | None = None
        self._open: dict[str, _Run] = {}
        self._told: list[int] = []

    def add(self, line: Line, found: Foreign, code: str, edits: list[Edit], at: int = 0, safe: bool = False) -> str:
        """Take a line: it goes on with the run above it, or begins one. The family of the run."""
        self.unread += code == "E101" and found.row is None
        run = self._run
        if found.family in ("fence", "comment") and run is None and found.family in self._open:
            # What closes a fence or a comment.
            run = self._open.pop(found.family)
        elif run is None or found.family not in _GO_ON.get(run.family, run.family).split():
            self.end()
            mark = line.text[:at].rstrip() if found.family == "colon" else line.text[: found.mark]
            run = _Run(found.family, len(self.problems), line, line, at, mark.rstrip(), found.help, code, safe)
            self._told.append(run.index)
            self.problems.append(run.diagnostic())
            self._run = run
            if found.family in ("fence", "comment"):
                self._open[found.family] = run
        elif run.family in ("rule", "colon") and found.family in ("yaml", "json", "argdown"):
            run.family, run.help = found.family, found.help if run.family == "colon" else _front(found.family)
        run.count += 1 if found.row is not None or found.family == "unindented" else 1 + len(below(line))
        run.last = line
        run.edits.extend(edits)
        run.mended = run.mended and bool(edits)
        if self._run is not run:
            self.problems[run.index] = run.diagnostic()
        if run.family not in _QUIET:
            self.lines.add(line.number)
        return run.family

    @property
    def wrapped(self) -> bool:
        """Whether plain words go on with the run above."""
        return self._run is not None and "wrapped" in _GO_ON.get(self._run.family, "").split()

    @property
    def family(self) -> str:
        """The family of the run above."""
        return self._run.family if self._run is not None else ""

    @property
    def open(self) -> bool:
        """Whether the line above belongs to a run."""
        return self._run is not None

    def end(self, line: Line | None = None) -> None:
        """A line of the notation, or the end of the file: the run above it is over, unless the line stands below it."""
        run = self._run
        if run is None or (line is not None and line.indent > run.last.indent):
            return
        self.problems[run.index] = run.diagnostic()
        self._run = None

    def mend(self, edits: list[Edit]) -> None:
        """Add what mends the line that was added last."""
        if self._run is not None:
            self._run.edits.extend(edits)
            self._run.mended = True

    def forget(self) -> None:
        """Nothing is said of any run."""
        self.lines.clear()
        self._told.clear()

    def told(self) -> list[Diagnostic]:
        """What is said of the runs."""
        return [self.problems[index] for index in self._told]


def below(line: Line) -> list[Line]:
    """All lines that stand under one."""
    out, todo = [], list(line.children)
    while todo:
        out.append(todo.pop())
        todo.extend(out[-1].children)
    return out


def _front(family: str) -> str:
    if family == "argdown":
        return "write statements as entries, such as `claim some-id: Text`, and reasons as `because` lines below them"
    return "what is to be said of the whole map stands below an entry `map some-id: Title`: `analyst …`, `date …`"


_LIST = re.compile(r"(?:[-*+–•·◦▪]|\d{1,2}[.)])[ \t]+(?=\S)|\*\*(?=\w)")
_QUOTED = re.compile(r">+[ \t]*(?=\S)|>+$")
_RULE = re.compile(r"(?:-{2,}|={3,}|\*{3,}|_{3,}|~{4,})[ \t]*$")
_FENCE = re.compile(r"`{3,}|~~~")
_COMMENT = re.compile(r"/\*|\*/|<!--|-->|%%|;;|#!")
_REMARK = re.compile(r"#+[ \t]+|--[ \t]+(?!.*--$)|%[ \t]*|;+[ \t]+")
_ARROW = re.compile(r"(?:[=~-]{1,3}>|<[=~-]{1,3}|>\+|<>|[→⇒←⇐↔∴])[ \t]*")
_RELATION = re.compile(r"(<\+|\+>|\+|<-|->|-|–|—|<_|_>|_|><)[ \t]*(?=[<\[@]|\(\d+\))")
_ANONYMOUS = re.compile(r"(<\+|\+>|<_|_>|><)[ \t]+(?=\S)")
_TITLED = re.compile(r"@?([<\[])(?:([^\]>\n]+)[\]>]|([^\]>:\n]+)(?=:))(?:[ \t]*:)?[ \t]*")
_NUMBERED = re.compile(r"\(\d+\)[ \t]*")
_YAML = re.compile(r"(?P<key>[^\W\d][\w .-]{0,40}?):(?=[ \t]|$)[ \t]*")
_MAIL = frozenset("from to cc bcc subject date sent reply-to message-id received".split())
_JSON = re.compile(r"[{}\[\]]+,?[ \t]*$|\"[\w -]+\"[ \t]*:|[{]\"?\w+\"?:")
_KINDS: tuple[str, ...] = (*get_args(VoiceKind), *get_args(Naming))
_WITHIN = frozenset(w for words in STARTERS.values() for w in words) - set(ENTRIES) | {"cue", "within"}

_REASONS = frozenset(("because", "but", "and", "assuming", "unless"))
_REASON = {"+": "because", "<+": "because", "-": "but", "<-": "but", "–": "but", "—": "but", "+>": "supports",
           "->": "rebuts", "><": "contradicts"}  # fmt: skip


def foreign(context: str, line: Line, voices: Set[str]) -> Foreign | None:
    """The line as one of another notation, or `None` when it looks like none."""
    text = line.text.split("\n")[0]
    for look in (_fence, _argdown, _other_marks, _list, _data):
        found = look(context, line, text, voices)
        if found is not None:
            return found
    return _words(line, text, voices) if context == "top" else _wrapped(context, text, voices)


def _fence(context: str, line: Line, text: str, voices: Set[str]) -> Foreign | None:
    mark = _FENCE.match(text)
    if mark is not None:
        return Foreign("fence", len(mark[0]), "take out the line, and the one that closes the fence")
    mark = _COMMENT.match(text)
    if mark is not None:
        return Foreign("comment", len(mark[0]), "begin each line of a comment with `//`")
    mark = _REMARK.match(text) if not (context == "top" and text[0] == "#") else None
    if mark is not None and mark.end() != len(text):
        size = len(mark[0].rstrip())
        help = f"a comment begins with `//`: `// {cut(text[mark.end() :])}`"
        return Foreign("remark", size, help, start=(mark.end(), "// "))
    return None


def _title(line: str, at: int) -> tuple[str, str, int] | None:
    """A title in brackets: which bracket, the ID for it, and where it and a colon behind it end."""
    found = _TITLED.match(line, at)
    if found is None or "</" in line:
        return None
    title = (found[2] or found[3]).strip()
    id = title if title and is_id(title) and title not in RESERVED else slug(title)
    return found[1], id, found.end()


def _argdown(context: str, line: Line, text: str, voices: Set[str]) -> Foreign | None:
    sign = _RELATION.match(text) or _ANONYMOUS.match(text)
    if context == "top":
        if sign is not None:
            help = "indent it below the entry that it belongs to, and write `because`, `but` or `unless` for the sign"
            return Foreign("argdown", len(sign[0].rstrip()), help)
        return _top_of_argdown(line, text)
    alone = text.rstrip()
    if alone in _REASON or alone in ("*", "•", "_", "<_", "_>"):
        help = f"write `{_REASON.get(alone, 'because')}` and an ID, or a text"
        return Foreign("argdown" if alone in _REASON else "list", len(alone), help)
    if sign is None and not text.startswith(("+ ", "+\t")):
        titled = _title(text, 0)
        if titled is None or text[0] not in "<[@":
            return None
        help = f"write the ID alone, after `because`, `but` or `and`: `because {titled[1]}`"
        return Foreign("argdown", titled[2], help)
    end = sign.end() if sign else len(text) - len(text[1:].lstrip())
    word = _REASON.get(sign[1] if sign else "+")
    mark = len(text[:end].rstrip())
    if word is None:
        other = (_title(text, end) or ("", "some-id", 0))[1]
        help = f"write `unless {other}` beside the reason that it breaks, or `undercuts some-step` under `{other}`"
        return Foreign("argdown", mark, help)
    titled = _title(text, end)
    if titled is None:
        said = text[end:]
        if word in ("because", "but"):
            return _meant(context, line, "argdown", mark, end, f"{word}: ", said)
        return Foreign("argdown", mark, f"write `{word}` and an ID: `{word} some-id`")
    _, id, after = titled
    said = text[after:]
    if word in ("because", "but"):
        start = f"{word} {id}: " if said else f"{word} {id}"
        return _meant(context, line, "argdown", mark, after, start, said)
    return _meant(context, line, "argdown", mark, after if not said else len(text), f"{word} {id}", "")


def _top_of_argdown(line: Line, text: str) -> Foreign | None:
    number = _NUMBERED.match(text)
    at = number.end() if number else 0
    titled = _title(text, at)
    help = "write a premise as `premise some-id: Text`; a conclusion is a `claim` with its premises as `because` lines"
    if titled is not None:
        bracket, id, after = titled
        said = text[after:]
        word = "premise" if number or bracket == "<" else "claim"
        if said:
            return _meant("top", line, "argdown", after, after, f"{word} {id}: ", said)
        return Foreign("argdown", after, f"an entry has a word, an ID and a text: `{word} {id}: …`")
    if number is not None:
        return Foreign("argdown", len(number[0].rstrip()), help)
    if text.startswith("@include"):
        path = text[len("@include") :].strip("() \t")
        return _meant("top", line, "argdown", len("@include"), len(text), f"include {path}", "")
    return None


def _meant(context: str, line: Line, family: str, mark: int, end: int, start: str, said: str) -> Foreign:
    """A line that is mended by another beginning."""
    rest = line.text[end:] if said else line.text[len(line.text.split("\n")[0]) :]
    row = mended(line, context, start + rest)
    return Foreign(family, mark, f"write `{start}{cut(said)}`", row, (end, start) if row is not None else None)


def _other_marks(context: str, line: Line, text: str, voices: Set[str]) -> Foreign | None:
    mark = _RULE.match(text)
    if mark is not None:
        help = "take out the line; a new part of a map begins with a heading: `# Title`"
        return Foreign("rule", len(mark[0].rstrip()), help)
    mark = _ARROW.match(text)
    if mark is not None:
        help = "write a word in place of the arrow: `because`, `but`, `supports` or `rebuts`, below an entry"
        return Foreign("arrow", len(mark[0].rstrip()), help)
    return None


def _list(context: str, line: Line, text: str, voices: Set[str]) -> Foreign | None:
    """A list mark, a quotation mark of e-mail or bold type, as in Markdown."""
    mark = _LIST.match(text)
    quoted = _QUOTED.match(text) if mark is None else None
    found = mark or quoted
    if found is None:
        return None
    family = "list" if mark else "quote"
    size = len(found[0].rstrip())
    rest = line.text[found.end() :]
    if found[0] == "**":
        rest = rest.replace("**", "")
    first = re.match(r"[^\s:,]*", rest)
    word = first[0] if first else ""
    row = parse(context, rest) if rest else None
    if row is not None and (row[0] not in ("attribution", "kind") or word in voices):
        row = mended(line, context, rest)
        start = (found.end(), "") if found[0] != "**" else None
        return Foreign(family, size, f"take it out: `{cut(rest)}`", row, start)
    said = cut(rest.replace("**", ""))
    if family == "quote":
        help = 'words of the source stand in quotation marks, below a statement: `"…"`'
    elif context == "top" and (word in _WITHIN or word in voices) and (word in _REASONS or parse("node_line", rest)):
        help = f"take out the mark, and indent the line below the entry that it belongs to: `{said}`"
    elif context == "top":
        help = f"each statement is an entry: `claim: {said}`"
    elif context in ("node_line", "question_line", "act_line", "ground_line"):
        help = f"write a reason as `because: {said}`, an objection with `but`, a remark with `note`"
    else:
        help = "begin the line with a word of the notation, such as `note`"
    return Foreign(family, size, help)


def _data(context: str, line: Line, text: str, voices: Set[str]) -> Foreign | None:
    """`key: value`, as in YAML; braces, as in JSON."""
    json = _JSON.match(text)
    if json is not None:
        help = "a map is no list of values: an entry is `claim close: The bridge should be closed.`"
        return Foreign("json", len(json[0].rstrip()), help)
    pair = _YAML.match(text)
    if pair is None:
        return None
    key, value = pair["key"], text[pair.end() :]
    word = re.split(r"[ \t]", key, maxsplit=1)[0]
    nested = not value and any(re.match(r"-[ \t]|[\w-]+:(?:[ \t]|$)", c.text) for c in line.children[:1])
    if context == "top":
        return _data_at_top(text, key, word, value, nested, pair.end())
    if context == "voice_line" and key in ("kind", "name", "alias", "aliases"):
        # Of these is said what they are called here.
        return None
    known = (*STARTERS[context], *STARTERS["plain_line"])
    bare = key.rstrip()
    if bare in known and bare not in _REASONS and bare != "meta":
        # A word of the notation that may stand here, and a colon that may not.
        row = mended(line, context, f"{bare} {value}".rstrip())
        if row is not None and row[0] != "attribution":
            end = line.text.index(":") + 1
            return Foreign("colon", end, f"write `{cut(f'{bare} {value}')}`", row, (end, bare))
    spoken = context in ("node_line", "question_line", "ground_line") and key in voices
    if word != key or key in known or spoken or value[:1] in CLOSED_BY:
        return None
    if nearest(key, known) and not nested:
        return None
    if key in ENTRIES and not nested:
        return None
    help = f"write `meta {key}: {cut(value) or '…'}` for a fact that the notation has no word for"
    if not is_id(key) or nested:
        help = "no lists are nested here: each line begins with its own word, such as `because` or `note`"
    return Foreign("yaml", len(key) + 1, help)


def _data_at_top(text: str, key: str, word: str, value: str, nested: bool, end: int) -> Foreign | None:
    if not nested and (word in ENTRIES or meant_entry(text, word) is not None):
        return None
    if len(key.split()) > 3 or word == "argmap" or value[:1] in CLOSED_BY:
        return None
    if word in _WITHIN and (word != key or word in _REASONS):
        return None
    if key.lower() in _MAIL and value and key[0].isupper():
        help = "an e-mail is a source: `source mail: Its subject`, with `by`, `date` and `note` below it"
        return Foreign("mail", len(key) + 1, help)
    if key.lower() in ("title", "name", "map") and value:
        help = f"write `map: {cut(value)}`, and what else is to be said of the map indented below it"
    elif key in _WITHIN:
        help = f"write `{key} {cut(value) or '…'}` without the colon, indented below the entry that it belongs to"
    elif nested or not value:
        help = "begin each entry with its word: `claim close: The bridge should be closed.`"
    else:
        help = f"write `meta {slug(key)}: {cut(value)}` below `map`; a statement is `claim {slug(key)}: {cut(value)}`"
    return Foreign("yaml", len(key) + 1, help)


def _wrapped(context: str, text: str, voices: Set[str]) -> Foreign | None:
    """In a body: several plain words, such as the rest of a text that was wrapped."""
    words = text.split()
    if len(words) < 4 or context not in ("node_line", "question_line", "act_line", "ground_line"):
        return None
    if set(text) & set(CLOSED_BY) or " //" in text:
        return None
    return going_on(context, text, voices, False)


def going_on(context: str, text: str, voices: Set[str], wrapped: bool) -> Foreign | None:
    """Plain words in a body; where they go on with such words above (`wrapped`), whatever word of another place they
    begin with. `None` where they may be something else."""
    first = text.split()[0]
    word = first.rstrip(",;:.")
    known = (*STARTERS[context], *STARTERS["plain_line"])
    if word in known or word in ENTRIES or text[0] in CLOSED_BY or nearest(word, known):
        return None
    if OTHER.match(text):
        # Words of somebody, in marks that are none.
        return None
    if (word in _WITHIN and not wrapped) or first in voices or nearest(first, voices):
        return None
    help = "if this line continues the text above, begin it with `|`; else with a word such as `because` or `note`"
    return Foreign("wrapped", len(first), help)


def _words(line: Line, text: str, voices: Set[str]) -> Foreign | None:
    """At column 0: a body line that is not indented, or plain words."""
    first = re.match(r"[^\s:,\"“”«»„]+", text)
    word = first[0] if first else text[0]
    if word in ENTRIES or word == "argmap" or text[0] == "#":
        return None
    kinds = text.replace(",", " ").split()
    if (
        all(kind in _KINDS for kind in kinds)
        or text[0] in CLOSED_BY
        or word in _WITHIN
        or (word in voices and parse("node_line", line.text))
    ):
        mark = 1 if text[0] in CLOSED_BY else len(word)
        return Foreign("unindented", mark, "indent it by two spaces, below the entry that it belongs to")
    if not word.isprintable() or meant_entry(text, word) is not None or meant_version(text):
        return None
    help = f"an entry begins with {any_of([f'`{e}`' for e in ENTRIES])}; a text that goes on, with `|`"
    return Foreign("prose", len(word), help)
