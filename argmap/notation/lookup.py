"""Looking up names and verbs, and saying what is wrong with those that are not known."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, Mapping, MutableMapping
from typing import Any, cast

from argmap.diagnostics import Diagnostic, Fix, Related, nearest
from argmap.model.lexicon import Lexicon, VerbSense, default_lexicon, inflect
from argmap.model.nodes import AnyNode, Verb
from argmap.notation.around import Around
from argmap.notation.build import Builder
from argmap.notation.drafts import Name
from argmap.notation.mend import hardly_an_id, unseen
from argmap.notation.paths import verb_base
from argmap.notation.words import RESERVED, is_id

__all__ = ["STATEMENTS", "Lookup", "a_kind"]

STATEMENTS = ("claim", "premise", "position", "question")
_NO_VOICES = frozenset(
    "according therefore thus hence so then also however moreover although though supported opposed backed given "
    "consequently finally first second third can cannot note because".split()
)
PATIENCE = 100_000
"""How many names are compared in all, for one file, to find what somebody may have meant."""

_A = {
    "attribution": "an attribution",
    "argument": "an argument",
    "expectation": "an expectation",
    "include": "an include",
}


def a_kind(kind: str) -> str:
    """A kind of node with its article."""
    return _A.get(kind, f"a {kind}")


class Lookup:
    """What is declared in one file and in what it includes, under the IDs that it has here; where a part of a file is
    read alone, also what stands `around` it."""

    def __init__(self, builder: Builder, included: Mapping[str, list[AnyNode]], around: Around | None = None) -> None:
        self.b = builder
        self.included = included
        self.around = around
        self.kinds: MutableMapping[str, str] = {"author": "voice", "someone": "voice"}
        if around is not None:
            # Only the first of the two is ever written to.
            self.kinds = ChainMap({"author": "voice", "someone": "voice"}, cast(dict[str, str], around.kinds))
        for nodes in included.values():
            self.kinds.update((n.id, n.node) for n in nodes)
        self.kinds.update((d.id, d.kind) for d in builder.drafts if d.kind not in ("verb", "include"))
        verbs = [(n.base, n.force, n.stance) for nodes in included.values() for n in nodes if isinstance(n, Verb)]
        verbs += [
            (verb_base(d.id), d.fields["force"], d.fields.get("stance", "neutral"))
            for d in builder.drafts
            if d.kind == "verb"
        ]
        self.lexicon: Lexicon = default_lexicon() if around is None else around.lexicon
        if verbs:
            self.lexicon = self.lexicon.with_verbs(inflect(*verb) for verb in verbs)
        self.doubtful = builder.doubtful
        self.steps: defaultdict[str, list[str]] = defaultdict(list)
        """For a statement, the arguments that bear on it, as far as they are made."""
        self._patience = PATIENCE
        self._by_name: dict[str, list[str]] | None = None

    # -- looking up ----------------------------------------------------------------------------------------

    def problem(self, code: str, message: str, name: Name, label: str = "", **more: Any) -> None:
        """Note a diagnostic at a name."""
        self.b.problems.append(Diagnostic(code, message, name.span, label, **more))

    @staticmethod
    def fix(name: Name, text: str, safe: bool = False) -> Fix | None:
        """Another name in place of one, where that stands in its line as it was written."""
        line = name.line
        if line.mend[1] or line.text[name.column : name.column + len(name.text)] != name.text:
            return None
        return Fix.at(name.span, text, safe)

    def find(self, name: Name, wanted: tuple[str, ...], what: str, code: str = "E201") -> str | None:
        """The ID that a name stands for, if it is of a kind that is wanted here; else `None`, and a diagnostic."""
        kind = self.kinds.get(name.text)
        if kind in wanted:
            return name.text
        hidden = unseen(name.text) if kind is None else None
        if hidden is not None and self.kinds.get(hidden[1]) in wanted:
            fix = self.fix(name, hidden[1], safe=True)
            help = f"take it out: `{hidden[1]}`"
            self.problem("E106", hidden[0], name, "not what it looks like", help=help, fix=fix)
            return hidden[1]
        if kind is None:
            if name.text and not self._reserved(name) and name.text not in self.doubtful:
                self._unknown(name, wanted, what, code)
            return None
        help = f"name {what} here"
        if kind == "voice" and "claim" in wanted:
            help = f"to lean on something that `{name.text}` said, name the act: `{name.text} says some-id`"
        elif kind == "argument" and "claim" in wanted:
            help = "a step is no ground: name a statement; to add a ground to a step, write `and` below its `because`"
            if name.line.text.startswith(("supports", "rebuts")):
                help = f"to attack a step write `undercuts {name.text}`; to support it add a ground with `and`"
        elif wanted == ("argument",):
            help = "give the step that it undercuts a name with `named some-step`, and write that name here"
        elif kind in STATEMENTS and wanted == ("voice",):
            help = "name a voice; declare one with `voice some-id: Name`"
        declared = self.b.by_id.get(name.text)
        related: tuple[Related, ...] = ()
        if declared is not None:
            where = declared.line.span(declared.column, declared.column + len(name.text))
            related = (Related(where, f"declared as {a_kind(kind)} here"),)
        self.problem(
            "E206", f"`{name.text}` is {a_kind(kind)}, not {what}", name, f"not {what}", help=help, related=related
        )
        return None

    def _reserved(self, name: Name) -> bool:
        """Say of a word of the notation that it is no ID."""
        if name.text not in RESERVED or name.text in self.kinds:
            return False
        before = name.line.text[: name.column].rstrip()
        if before != name.text or name.line.mend[1]:
            message, help = (
                f"`{name.text}` is a word of the notation and cannot be an ID",
                "take it out, or write an ID",
            )
            self.problem("E106", message, name, "reserved", help=help)
            return True
        end = name.column + len(name.text)
        more = name.line.text[end:].strip()
        fix = Fix.at(name.line.span(len(before), end), "", True) if more else None
        message, help = f"`{name.text}` is a word of the notation and stands here twice", "take one of the two out"
        self.problem("E102", message, name, "once is enough", help=help, fix=fix)
        return True

    def _no_step(self, name: Name, wanted: tuple[str, ...]) -> str | None:
        """What is said of `close/2` where the statement `close` is known."""
        stem = name.text.rpartition("/")[0]
        if self.kinds.get(stem) not in (*STATEMENTS, "attribution", "argument"):
            return None
        steps = [f"`{id}`" for id in self.steps[stem][:5]] if stem in self.steps else []
        if not steps:
            return f"`{stem}` has no step" + ("" if "argument" in wanted else f"; to name it itself write `{stem}`")
        return (
            f"the steps of `{stem}` are {', '.join(steps)}" if len(steps) > 1 else f"`{stem}` has one step, {steps[0]}"
        )

    def _unknown(self, name: Name, wanted: tuple[str, ...], what: str, code: str) -> None:
        step = self._no_step(name, wanted)
        near = None
        if step is None and self._patience > 0:
            near = self._nearest(name.text, [id for id, kind in self.kinds.items() if kind in wanted])
            near = near or self._nearest(name.text, self.kinds)
        lost = self.b.lost_includes
        if lost and (name.text.partition(".")[0] in lost or (None in lost and near is None)):
            # The map that was to declare it could not be read, which has been said.
            return
        short = self._after_article(name) if wanted == ("voice",) else None
        of_name = self._named().get(name.text.casefold(), []) if wanted == ("voice",) else []
        if step is not None:
            help = step
        elif short is not None:
            help = f"write the ID of the voice alone: `{short}`"
        elif wanted == ("voice",) and len(of_name) == 1:
            help = f"write the ID of the voice: `{of_name[0]}`"
        elif near:
            help = f"did you mean `{near}`?"
        elif wanted == ("voice",) and name.column == 0 and name.line.indent and self._no_name(name.text):
            help = "if this line continues the text above, begin it with `|`; else with the ID of a voice"
        elif wanted == ("voice",) and self._no_name(name.text):
            help = "write the ID of a voice here, which is one word"
        elif wanted == ("voice",) and not is_id(name.text.replace(".", "")):
            help = "one word alone is the ID of a voice; whom the map does not know is named in several words"
        elif wanted == ("voice",):
            help = f"declare it: `voice {name.text}: Name`"
            if name.column == 0 and name.line.indent:
                help += "; if this line continues the text above, begin it with `|`"
        elif wanted == ("source",):
            help = f"declare it: `source {name.text}: Title`"
        elif wanted == ("argument",) and is_id(name.text):
            help = f"give the step a name with `named {name.text}`"
        elif "/" in name.text:
            help = f"check the part before the first `/`: no node of this map is called `{name.text.partition('/')[0]}`"
        elif hardly_an_id(name.text) and not name.text[:1].isupper():
            help = "write the ID of a statement here"
        else:
            help = f"declare it, for instance with `premise {name.text}: Text`"
        kind = what.split(" ", 1)[1] if code == "E203" else "ID"
        meant = of_name[0] if wanted == ("voice",) and len(of_name) == 1 else near
        fix = self.fix(name, meant) if meant else None
        self.problem(code, f"there is no {kind} `{name.text}`", name, "not declared", help=help, fix=fix)
        if near is None:
            # One missing declaration is one mistake, however often it is missed.
            self.doubtful.add(name.text)

    def _after_article(self, name: Name) -> str | None:
        """The voice that is named behind `the`."""
        if name.text.casefold() not in ("the", "a", "an") or name.line.mend[1]:
            return None
        words = name.line.text[name.column + len(name.text) :].split(None, 1)
        word = words[0].rstrip(",:") if words else ""
        return word if self.kinds.get(word) == "voice" else None

    def _no_name(self, word: str) -> bool:
        """Whether a word is no name that somebody gives a voice: `the`, `says`, `therefore`."""
        low = word.casefold()
        return (
            low in _NO_VOICES
            or (is_id(low) and hardly_an_id(low) and not low.endswith("body"))
            or self.lexicon.find(word) is not None
        )

    def _named(self) -> dict[str, list[str]]:
        """The IDs of voices, by the words of their names."""
        if self._by_name is None:
            self._by_name = {}
            for draft in self.b.drafts:
                if draft.kind == "voice":
                    for word in dict.fromkeys(draft.fields.get("name", "").casefold().split()):
                        self._by_name.setdefault(word, []).append(draft.id)
        return self._by_name

    def _nearest(self, word: str, known: Collection[str]) -> str | None:
        """The nearest known name, as long as that has not been asked for too often: where thousands of names are
        wrong, none of them is a slip of the pen."""
        self._patience -= len(known)
        return nearest(word, known) if self._patience > 0 else None

    def voices(self, names: Iterable[Name]) -> tuple[str, ...]:
        """The IDs of voices, without those that are not known."""
        found = (self.find(name, ("voice",), "a voice", "E203") for name in names)
        return tuple(dict.fromkeys(id for id in found if id))

    def _addressed(self, names: Iterable[Name]) -> tuple[str, ...]:
        """Whom an act is addressed to: one word is a voice, several words stand as they are."""
        found = (n.text if " " in n.text else next(iter(self.voices([n])), None) for n in names)
        return tuple(dict.fromkeys(f for f in found if f))

    def verb(self, words: list[Name]) -> VerbSense | None:
        """The verb that these words are; a `to` or `that` at the end of them is let pass."""
        text = " ".join(w.text for w in words)
        found = self.lexicon.find(text)
        if found is None and len(words) > 1 and words[-1].text in ("to", "that"):
            found = self.lexicon.find(" ".join(w.text for w in words[:-1]))
        return found

    def _unknown_verb(self, words: list[Name]) -> None:
        text = " ".join(w.text for w in words)
        near = self._nearest(text, list(self.lexicon.forms()))
        help = f"did you mean `{near}`?" if near else f"declare it with its force: `verb {text}: say`"
        help = self._english_verb(words) or help
        last = words[-1]
        span = words[0].line.span(words[0].column, last.column + len(last.text))
        written = Name(words[0].line.text[words[0].column : last.column + len(last.text)], *words[0][1:])
        fix = self.fix(written, near) if near and help.startswith("did you mean") else None
        message = f"the verb `{text}` is not in the lexicon"
        if words[0].text == "or" and len(words) > 2:
            message = "voices are joined by `and`, not by `or`"
        self.b.problems.append(Diagnostic("E204", message, span, "not known", help=help, fix=fix))

    def _english_verb(self, words: list[Name]) -> str | None:
        """What to write where good English is not the notation: `has said`, `will not say`, `says to port`."""
        first, *rest = (w.text for w in words)
        if first in ("cannot", "doesnt", "didnt", "dont", "wont"):
            return "write `does not` or `did not` and the verb"
        if first == "or" and len(rest) > 1:
            return "write a line for each of the two voices"
        if first in ("can", "may", "shall") and rest:
            sense = self.lexicon.find(" ".join(rest)) or self.lexicon.find(rest[0])
            return f"write `could {sense.base}` or `might {sense.base}`" if sense else None
        if first in ("not", "never", "no"):
            return "write `does not` or `did not` before the verb, or put the negation into the position"
        if first in ("has", "have", "had", "is", "are", "was", "were", "be", "been") and rest:
            sense = self.lexicon.find(" ".join(rest)) or self.lexicon.find(rest[-1])
            return f"write the verb alone: `{sense.third}` or `{sense.past}`" if sense else None
        for n, word in enumerate(rest, 1):
            if word in ("to", "in", "on", "via") and self.verb(words[:n]) is not None:
                return f"put a comma before `{word}`: `{' '.join(w.text for w in words[:n])}, {word} …`"
        for n in range(len(words) - 1, 0, -1):
            if self.verb(words[:n]) is not None:
                said = " ".join(w.text for w in words[:n])
                after = "`, to …`, `, in …`, `, on …`, `, via …`, `that …` or `: "
                return f'after `{said}` may stand {after}"…"`; what was said is the text of the entry above'
        if first.endswith("ly") and self.verb(words[1:]) is not None:
            return (
                f"leave out `{first}`; how sure the voice is stands behind: `, certainly`, `, probably`, `, possibly`"
            )
        return (
            None if len(words) < 4 else "write one verb, such as `says`; what was said is the text of the entry above"
        )
