"""What stands below an entry: properties, quotes, attributions and reasons, taken into drafts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, get_args

from argmap.diagnostics import Fix, Related, Span, nearest
from argmap.model.lexicon import STANCES, default_lexicon
from argmap.model.nodes import Expected, Naming, StatementType, VoiceKind
from argmap.notation.clauses import ClauseReader, nfc, odd_date
from argmap.notation.drafts import Act, Arg, Draft, GroundDraft, Name, QuoteDraft, Rel
from argmap.notation.grammar import Row
from argmap.notation.mend import any_of, mended, split_word, unseen
from argmap.notation.outline import Line
from argmap.notation.values import bad_anchor, locator, strength
from argmap.notation.words import RESERVED, SPACES, STARTERS, id_from_text, is_id, quote_parts

__all__ = ["BodyReader", "nfc", "odd_date", "plain_id"]

_TYPES: tuple[str, ...] = get_args(StatementType)
_KINDS: tuple[str, ...] = get_args(VoiceKind)
_NAMINGS: tuple[str, ...] = get_args(Naming)
_STATUSES: tuple[str, ...] = get_args(Expected)
_STEP_OF = {"because": "supports", "but": "rebuts"}

_WORDLESS = ("verb", "expectation", "include")
_OF_A_STEP = frozenset(("and_", "assuming", "unless", "scheme", "strength", "by", "named"))
_RANGE = re.compile(r"(.*?)(\d+)(\s*[-–]\s*)(\d+)")
_STARTERS = frozenset(word for words in STARTERS.values() for word in words)
_CONTINUED = re.compile(r"[ \t]*\n[ \t]*\|[ \t]*")


@dataclass
class BodyReader(ClauseReader):
    """What one file declares, as far as the lines below its entries say it."""

    drafts: list[Draft] = field(default_factory=list)
    """Sections, statements, voices, sources, verbs, expectations and includes, in document order."""
    args: list[Arg] = field(default_factory=list)
    """Arguments, in document order."""
    acts: list[Act] = field(default_factory=list)
    """Attributions, in document order."""
    by_id: dict[str, Draft] = field(default_factory=dict)
    head: dict[str, Any] = field(default_factory=dict)
    """The fields of the map."""
    doubtful: set[str] = field(default_factory=set)
    """IDs that a broken line may have declared: to miss them is no second mistake."""
    lost_includes: set[str | None] = field(default_factory=set)
    """Names (`None` for no name) of includes that could not be read."""
    voices: frozenset[str] = frozenset()
    """The voices that the file declares."""
    _sections: list[tuple[int, str]] = field(default_factory=list)
    _answered: set[tuple[str, str]] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)
    """For an ID that is declared again, the number from which on one may be free."""

    # -- help ----------------------------------------------------------------------------------------------

    def _value(self, what: str, word: str, known: tuple[str, ...], span: Span) -> None:
        near = nearest(word, known)
        help = f"did you mean `{near}`?" if near else f"it may be {any_of([f'`{k}`' for k in known])}"
        fix = Fix.at(span, near, False) if near and span.end_column - span.column == len(word) else None
        self.problem("E109", f"`{word}` is not {what}", span, "not known", help=help, fix=fix)

    @staticmethod
    def _text(token: list[Any]) -> str:
        text: str = token[1]
        return (_CONTINUED.sub(" ", text) if "\n" in text else text).strip(SPACES)

    @property
    def _section(self) -> str | None:
        return self._sections[-1][1] if self._sections else None

    # -- IDs -----------------------------------------------------------------------------------------------

    def _broken(self, line: Line) -> None:
        """Remember what a line that could not be read, and those below it, may have declared."""
        words = re.findall(r"[^\s:,]+", line.text)[:3]
        if (words and words[0] in self.voices) or line.text.startswith(("#", "%", ";", "--")):
            # An attribution, or a comment, that could not be read.
            words = []
        for word in words:
            if is_id(word) and word not in RESERVED and word not in _STARTERS:
                self.doubtful.add(nfc(word))
        for child in line.children:
            self._broken(child)

    def _declare(self, kind: str, row: Row, line: Line) -> Draft:
        """A draft with the ID that the row gives, or one made from its text."""
        if row[2][0] == "WORD":
            id, column = nfc(row[2][1]), row[2][2]
            if id in self.by_id and row[2][1] not in line.text:
                # It was made up for a line that had none; which has been said.
                id = self._free(id)
            if not self._good_id(id, line, column):
                hidden = unseen(id)
                self.doubtful.add(id)
                id = hidden[1] if hidden is not None and is_id(hidden[1]) else id_from_text(id)
        else:
            id, column = id_from_text(self._text(row[-1])), row[-1][2]
        return self._enter(kind, id, line, column)

    def _enter(self, kind: str, id: str, line: Line, column: int) -> Draft:
        draft = Draft(kind, id, line, column, self._section)
        first = self.by_id.get(id)
        if first is not None or (id in ("author", "someone") and kind != "voice"):
            self._duplicate(id, first, line, column)
            draft.id = self._free(id)
        self.by_id[draft.id] = draft
        self.drafts.append(draft)
        return draft

    def _free(self, id: str) -> str:
        n = self._numbers.get(id, 2)
        while f"{id}-{n}" in self.by_id:
            n += 1
        self._numbers[id] = n
        return f"{id}-{n}"

    def _duplicate(self, id: str, first: Draft | None, line: Line, column: int) -> None:
        written = line.text[column : column + len(id)] == id or line.mend[1] != 0
        span = line.span(column, column + len(id) if written else None)
        if first is None:
            message = f"`{id}` is the name of a voice that every map has"
            self.problem("E202", message, span, "declared again here", help="choose another ID")
            return
        where = first.line.span(first.column, first.column + len(id) if written else None)
        related = (Related(where, "first declared here"),)
        if written:
            message, help = f"the ID `{id}` is declared twice", "give one of the two another ID"
        else:
            message, help = "two nodes without an ID have the same text", "give them IDs, or refer to the first"
        self.problem("E202", message, span, "declared again here", related=related, help=help)

    def _good_id(self, id: str, line: Line, column: int) -> bool:
        if id not in RESERVED and is_id(id):
            return True
        span = line.span(column, column + len(id))
        hidden = unseen(id)
        if hidden is not None:
            fix = Fix.at(span, hidden[1], True) if is_id(hidden[1]) else None
            help = f"take it out: `{hidden[1]}`"
            self.problem("E106", hidden[0], span, "not what it looks like", help=help, fix=fix)
            return False
        if id in RESERVED:
            help = f"choose another, such as `{id}-1` or a word from the text"
            message = f"`{id}` is a word of the notation and cannot be an ID"
            self.problem("E106", message, span, "reserved", help=help, fix=Fix.at(span, f"{id}-1", False))
            return False
        label = "letters, digits, `-` and `_` only"
        better = plain_id(id)
        fix = Fix.at(span, better, False)
        self.problem("E106", f"`{id}` cannot be an ID", span, label, help=f"write `{better}`", fix=fix)
        return False

    def _nothing_below(self, line: Line) -> None:
        if line.children:
            message = "nothing may stand under this line"
            self.problem("E108", message, line.children[0].span(), "belongs to nothing", help="indent it no further")

    # -- what every node can carry -------------------------------------------------------------------------

    def _name_list(self, draft: Draft, key: str, row: Row, line: Line) -> None:
        if key in draft.names:
            self.problem("E110", f"`{key}` is given twice", line.span(), "again", help="join the names by `and`")
        draft.names.setdefault(key, []).extend(self._names(row, line))

    def _common(self, fields: dict[str, Any], owner: Draft | Act | None, line: Line) -> bool:
        """Take a line that any node can carry; False where it is another."""
        row = line.row
        assert row is not None
        match row[0]:
            case "tags":
                tags = tuple(t.strip() for t in self._text(row[2]).split(",") if t.strip())
                fields["tags"] = (*fields.get("tags", ()), *tags)
            case "note":
                fields["notes"] = (*fields.get("notes", ()), self._text(row[2]))
            case "url":
                self._set(fields, "url", self._text(row[2]), line)
            case "meta":
                fields["meta"] = (*fields.get("meta", ()), (nfc(row[2][1]), self._text(row[3])))
            case "quote_line" if owner is not None and getattr(owner, "kind", "") not in _WORDLESS:
                owner.quotes.append(self._quote(row[1], line))
            case "quote_line":
                kind = owner.kind if isinstance(owner, Draft) else "map"
                help = "put the quote under the claim, premise or position whose words it gives"
                message = f"{'an' if kind[0] in 'aei' else 'a'} {kind} has no words of its own to quote"
                self.problem("E108", message, line.span(), "not here", help=help)
            case _:
                return False
        self._nothing_below(line)
        return True

    def _quote(self, row: Row, line: Line) -> QuoteDraft:
        quote = QuoteDraft(quote_parts(row[1][1]), line, row[1][2])
        if not quote.text:
            self.problem("E104", "this quote is empty", line.span(row[1][2], row[1][2] + len(row[1][1])), "no words",
                         help="write the words of the source between the marks")  # fmt: skip
        tail = row[2:]
        for key, value in zip(tail[::2], tail[1::2], strict=True):
            word = key[1]
            span = line.span(key[2], value[2] + len(value[1]))
            given = {"in": quote.source, "at": quote.at, "near": quote.near, "anchor": quote.anchor}
            if given[word] is not None:
                self.problem("E110", f"`{word}` is given twice", span, "again", help="keep one of the two")
            elif word == "in":
                quote.source = Name(nfc(value[1]), line, value[2])
            elif word == "near":
                quote.near = quote_parts(value[1])
            elif word == "anchor":
                quote.anchor = self._anchor(value, line, span)
            else:
                quote.at = locator(value[1])
                if quote.at is None and "\ufffd" not in value[1]:
                    self._no_place(value, line, span)
        return quote

    def _no_place(self, token: list[Any], line: Line, span: Span) -> None:
        """Say that what stands after `at` is no place in a text."""
        turned = _RANGE.fullmatch(token[1])
        better = f"{turned[1]}{turned[4]}{turned[3]}{turned[2]}" if turned else ""
        if better and locator(better) is not None:
            fix = None if line.mend[1] else Fix.at(line.span(token[2], token[2] + len(token[1])), better, False)
            message = f"the range `{token[1]}` is reversed"
            self.problem("E109", message, span, "the first is the greater", help=f"write `{better}`", fix=fix)
            return
        help = "write a page, a paragraph or a line: `p. 2`, `¶ 4`, `l. 40`"
        if bad_anchor(token[1]) is None:
            help = f"write `anchor {token[1]}`"
        self.problem("E109", f"`{token[1]}` is not a place in a text", span, "not known", help=help)

    def _anchor(self, token: list[Any], line: Line, span: Span) -> str | None:
        """What stands after `anchor`, where it is right."""
        text: str = token[1]
        wrong = bad_anchor(text)
        if wrong is None or "\ufffd" in text:
            return None if wrong else text
        help = "write the letter where it begins and its length: `anchor 1176+24`, or several, `anchor 1176+24,1300+10`"
        fix = None
        parts = re.split("[,;]", re.sub(r"\s", "", text))
        better = ",".join(part for part in parts if part).rstrip(".")
        if better != text and bad_anchor(better) is None:
            help = f"write `anchor {better}`"
            fix = None if line.mend[1] else Fix.at(line.span(token[2], token[2] + len(text)), better, False)
        elif locator(text) is not None:
            help = f"write `at {text}` for a page, a paragraph or a line"
        self.problem("E109", wrong, span, "not an anchor", help=help, fix=fix)
        return None

    # -- reasons -------------------------------------------------------------------------------------------

    def _body(
        self,
        owner: Draft | Act,
        lines: list[Line],
        ground: GroundDraft | None = None,
        exception: Arg | None = None,
        apart: bool = False,
    ) -> None:
        """Take the lines under a statement or attribution.

        `ground` is what they stand under where that is a ground; `exception` the step of an `unless` line, which
        the first step lines describe; `apart` says that the ground is declared elsewhere.
        """
        current: list[Arg] = [exception] if exception else []
        for line in lines:
            row = line.row
            if row is None:
                self._broken(line)
                if isinstance(owner, Draft):
                    # It may have been the attribution that an act names.
                    self.doubtful.add(f"{owner.id}/…")
                continue
            if row[0] == "attribution":
                row = self._misspelt(owner, row, line) or row
            rule = row[0]
            if apart and not current and owner.fields and rule in _OF_A_STEP:
                # It belongs to the block that has been reported.
                self._broken(line)
            elif rule == "meets":
                if ground is None:
                    help = "write it under the `and`, `assuming` or `unless` line that meets the question"
                    self.problem("E108", "`meets` stands under no ground", line.span(0, 5), "not here", help=help)
                else:
                    ground.meets.extend(self._names(row[2], line))
            elif rule in ("and_", "assuming"):
                self._further(current, rule, row, line, ground)
            elif rule == "unless":
                self._exception(current, row, line, ground)
            elif rule in ("scheme", "strength", "by", "named"):
                self._detail(owner, current, rule, row, line, ground)
            elif apart and (owner.fields or ground is None):
                # The first such line has been reported; they are one block.
                self._broken(line)
            elif apart:
                self._broken(line)
                owner.fields["reported"] = True
                named = ground.name.text if ground and ground.name else ""
                where = f"where `{named}` is declared" if named else "under the attribution that the act names"
                above = ground.line.number if ground else line.number - 1
                help = f"indent it as deep as line {above}; or, if it is about that ground, write it {where}"
                message = "this line stands below a ground that is declared elsewhere"
                self.problem("E108", message, line.span(), "too deep", help=help)
            elif rule in _STEP_OF:
                arg = Arg(_STEP_OF[rule], line, owner)
                self.args.append(arg)
                current = [arg]
                self._grounds(arg, row, line, implicit=False)
            elif rule == "bears":
                current = self._bears(owner, row, line)
            elif self._common(owner.fields, owner, line):
                pass
            elif isinstance(owner, Act):
                self._act_only(owner, rule, row, line)
            else:
                self._about(owner, rule, row, line)

    def _misspelt(self, owner: Draft | Act, row: Row, line: Line) -> Row | None:
        """The row that was meant, where what reads as an attribution begins with a misspelt word of the notation
        (`becuase rust` reads as a voice and a verb)."""
        name, *_ = row[1][1][1:]
        word: str = name[1]
        if word in self.voices or "." in word or isinstance(owner, Act):
            return None
        context = "question_line" if owner.kind == "question" else "node_line"
        near: str | None
        split = split_word(context, line.text)
        if split is not None and split[0].split()[0] == word:
            word, near = split
        else:
            near = nearest(word, (*STARTERS[context], *STARTERS["plain_line"]))
        if (
            near is None
            or (nearest(word, self.voices) and word.lower() != near)
            or not (word.islower() or word.lower() == near)
        ):
            return None
        capital = word.lower() == near and word != near
        if (
            split is None
            and not capital
            and default_lexicon().find(row[1][-1][-1][1] if row[1][-1][0] == "phrase" else "")
        ):
            return None
        span = line.span(0, len(word))
        meant = mended(line, context, near + line.text[len(word) :])
        if meant is None:
            return None
        hidden = unseen(word)
        message = hidden[0] if hidden is not None else f"there is no line `{word}`"
        help = f"take it out: `{near}`" if hidden is not None and hidden[1] == near else f"did you mean `{near}`?"
        fix = Fix.at(span, near, True)
        self.problem("E102", message, span, "not a word of the notation", help=help, fix=fix)
        return meant

    def _act_only(self, owner: Act, rule: str, row: Row, line: Line) -> None:
        """What only an attribution has."""
        self._nothing_below(line)
        if rule == "within":
            if owner.within is not None:
                self.problem("E110", "`within` is given twice", line.span(), "again", help="keep one of the two")
            owner.within = Name(nfc(row[2][1]), line, row[2][2])
            return
        if rule == "stance":
            self._stance(owner.fields, row, line)
            return
        self._cue(owner.fields, row, line)

    def _cue(self, fields: dict[str, Any], row: Row, line: Line) -> None:
        said: list[str] = []
        anchors: list[str] = []
        for kind, text, column in row[2:]:
            if kind == "QUOTE":
                said.append(quote_parts(text))
                anchors.append("")
            elif kind == "STRETCHES":
                span = line.span(column, column + len(text))
                anchors[-1] = self._anchor([kind, text, column], line, span) or ""
        there = [n for n, words in enumerate(said) if words]
        before: tuple[str, ...] = fields.get("cue", ())
        fields["cue"] = (*before, *(said[n] for n in there))
        found = fields.get("cue_anchors", ())
        if found or any(anchors):
            fields["cue_anchors"] = (*(found or ("",) * len(before)), *(anchors[n] for n in there))

    def _about(self, owner: Draft, rule: str, row: Row, line: Line) -> None:
        """Attributions, relations and what else only a statement has."""
        match rule:
            case "attribution":
                act = Act(
                    owner, line, self._clauses(row, line), [self._quote(q, line) for q in row[1:] if q[0] == "quote"]
                )
                owner.acts.append(act)
                self.acts.append(act)
                self._body(act, line.children)
                return
            case "relation":
                owner.relations.extend(Rel(row[1][1], name) for name in self._names(row[2], line))
            case "type":
                if row[2][1] in _TYPES:
                    self._set(owner.fields, "type", row[2][1], line)
                else:
                    self._value("a type of statement", row[2][1], _TYPES, line.span(row[2][2]))
            case "answer":
                answers = owner.names.setdefault("answers", [])
                for name in self._names(row[2], line):
                    if (owner.id, name.text) in self._answered:
                        message = f"`{name.text}` is an answer of this question twice"
                        self.problem("E110", message, name.span, "again", help="name it once")
                    else:
                        self._answered.add((owner.id, name.text))
                        answers.append(name)
            case "open":
                self._set(owner.fields, "open", True, line)
        self._nothing_below(line)

    def _stance(self, fields: dict[str, Any], row: Row, line: Line) -> None:
        word = row[2]
        if word[1] in STANCES:
            self._set(fields, "stance", word[1], line)
        else:
            self._value("a stance", word[1], STANCES, line.span(word[2], word[2] + len(word[1])))

    def _grounds(self, arg: Arg, row: Row, line: Line, implicit: bool) -> None:
        """Add what a reason line names or declares."""
        part = row[2]
        if part[0] == "declared":
            if part[1][0] == "WORD":
                draft = self._declare("premise", ["premise", None, part[1], part[2]], line)
            else:
                draft = self._enter("premise", id_from_text(self._text(part[1])), line, part[1][2])
            draft.fields["text"] = self._text(part[-1])
            ground = GroundDraft(line, Name(draft.id, line, draft.column), implicit=implicit)
            arg.grounds.append(ground)
            self._body(draft, line.children, ground, arg if arg.step == "undercuts" else None)
            return
        if part[0] == "names":
            grounds = [GroundDraft(line, name, implicit=implicit) for name in self._names(part, line)]
        else:
            grounds = [GroundDraft(line, None, self._clauses(part, line), implicit=implicit)]
        arg.grounds.extend(grounds)
        if line.children:
            shadow = Draft("shadow", "", line, 0)
            exception = arg if arg.step == "undercuts" else None
            self._body(shadow, line.children, grounds[-1], exception, apart=True)

    @staticmethod
    def _level(word: str, ground: GroundDraft | None) -> str | None:
        """How deep a line would stand that describes the step of the ground above it."""
        if ground is None:
            return None
        at = ground.line
        what = re.match(r"[^\s:]+", at.text)
        return f"indent it as deep as line {at.number} if this `{word}` goes with the `{what[0] if what else ''}` there"

    def _further(self, current: list[Arg], rule: str, row: Row, line: Line, ground: GroundDraft | None) -> None:
        word = rule.rstrip("_")
        if not current:
            deep = self._level(word, ground)
            help = deep or f"`{word}` adds a ground to the `because` or `but` above it; begin with `because`"
            span = line.span(0, len(word))
            fix = Fix.at(span, "because", False) if word == "and" and deep is None else None
            message = f"there is no reason above this `{word}`"
            self.problem("E108", message, span, "adds to nothing", help=help, fix=fix)
            # Read it as a reason of its own, so that what it declares is known.
            self._grounds(Arg("supports", line, Name("", line, 0)), row, line, implicit=False)
            return
        self._grounds(current[0], row, line, implicit=rule == "assuming")
        for other in current[1:]:
            other.grounds.append(current[0].grounds[-1])

    def _exception(self, current: list[Arg], row: Row, line: Line, ground: GroundDraft | None) -> None:
        if not current:
            help = self._level("unless", ground)
            help = help or "`unless` breaks the step of the `because` or `but` above it; begin with one of these"
            self.problem("E108", "there is no reason above this `unless`", line.span(0, 6), "breaks nothing", help=help)
            self._grounds(Arg("supports", line, Name("", line, 0)), row, line, implicit=False)
            return
        arg = Arg("undercuts", line, current[0])
        self.args.append(arg)
        self._grounds(arg, row, line, implicit=False)

    def _bears(self, owner: Draft | Act, row: Row, line: Line) -> list[Arg]:
        made = []
        for name in self._names(row[2], line):
            arg = Arg(row[1][1], line, name)
            own = GroundDraft(line, Name(owner.id, line, 0) if isinstance(owner, Draft) else None)
            own.clauses = owner.clauses if isinstance(owner, Act) else None
            arg.grounds.append(own)
            made.append(arg)
        self.args.extend(made)
        self._nothing_below(line)
        return made

    def _detail(
        self, owner: Draft | Act, current: list[Arg], rule: str, row: Row, line: Line, ground: GroundDraft | None
    ) -> None:
        word = row[2]
        if not current:
            if rule == "named" and isinstance(owner, Act):
                name = Name(nfc(word[1]), line, word[2])
                if owner.named is not None:
                    span = line.span(0, len(rule))
                    self.problem("E110", "this attribution is named twice", span, "again", help="keep one of the two")
                elif self._good_id(name.text, line, word[2]):
                    owner.named = name
                return
            help = self._level(rule, ground)
            help = help or f"`{rule}` describes the `because` or `but` above it; write it below one, at the same depth"
            here = line.span(0, len(rule))
            self.problem("E108", f"there is no reason above this `{rule}`", here, "describes nothing", help=help)
            return
        span = line.span(0, len(rule))
        if rule == "by" and current[0].by:
            self.problem("E110", "`by` is given twice", span, "again", help="join the names by `and`")
        for arg in current:
            if rule == "scheme":
                if arg.scheme is not None:
                    self.problem("E110", "`scheme` is given twice", span, "again", help="keep one of the two")
                    continue
                arg.scheme = Name(word[1], line, word[2])
            elif rule == "by":
                arg.by.extend(self._names(word, line))
            elif rule == "named":
                if arg.named is not None:
                    self.problem("E110", "this step is named twice", span, "again", help="keep one of the two")
                elif self._good_id(nfc(word[1]), line, word[2]):
                    arg.named = Name(nfc(word[1]), line, word[2])
            else:
                value = strength(self._text(word))
                if value is None:
                    help = "write `weak`, `moderate`, `strong`, or a number from 0 to 1"
                    self.problem("E109", f"`{word[1]}` is not a strength", line.span(word[2]), "not known", help=help)
                else:
                    self._set(arg.fields, "strength", value, line, span)
        self._nothing_below(line)


def plain_id(id: str) -> str:
    """An ID with everything that cannot stand in one replaced."""
    return re.sub(r"[^\w-]+", "-", id).strip("-") or "some-id"
