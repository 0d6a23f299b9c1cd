"""From drafts to nodes: every name is looked up, every verb, scheme and act, and what has no ID gets one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from argmap.diagnostics import Diagnostic, nearest
from argmap.model.lexicon import VerbSense, inflect
from argmap.model.nodes import (
    AnyNode,
    Argument,
    Attribution,
    Claim,
    Expectation,
    Ground,
    Include,
    Mark,
    Position,
    Premise,
    Question,
    Quote,
    Relation,
    Section,
    Source,
    Verb,
    Voice,
    trusted,
)
from argmap.notation.acts import Acts
from argmap.notation.around import Around, act_key
from argmap.notation.build import Builder
from argmap.notation.drafts import Act, Arg, Clause, Draft, GroundDraft, Name, QuoteDraft
from argmap.notation.lookup import STATEMENTS, a_kind
from argmap.notation.mend import belongs
from argmap.notation.paths import act_ids, argument_id, quote_id, verb_base
from argmap.notation.words import STARTERS, keywords

__all__ = ["Resolver"]

_PLAIN: dict[str, type[Claim | Premise | Position]] = {"claim": Claim, "premise": Premise, "position": Position}
_REASONS = ("because", "but", "and", "assuming", "unless")


class Resolver(Acts):
    """Makes the nodes of one file. `included` are nodes that came with includes, under the IDs that they have here,
    each list under the ID of its include."""

    def __init__(self, builder: Builder, included: Mapping[str, list[AnyNode]], around: Around | None = None) -> None:
        super().__init__(builder, included, around)
        self._numbers: dict[str, int] = {}
        """For the ID of an attribution, the number given last to one like it."""
        self._scopes: dict[str, str] = {}
        """For an attribution, the one in whose scope it stands."""
        self._of_node: defaultdict[str, list[Argument]] = defaultdict(list)
        self._by_clauses = {id(act.clauses): act for act in builder.acts}
        self._index_included()

    # -- attributions --------------------------------------------------------------------------------------

    def _index_included(self) -> None:
        """What can be referred to of the attributions and arguments of included maps."""
        for nodes in self.included.values():
            acts = {n.id: n for n in nodes if isinstance(n, Attribution)}
            for node in acts.values():
                if node.within is None:
                    self._acts[act_key(node, acts)].append(node.id)
            for found in nodes:
                if isinstance(found, Argument):
                    self._of_node[found.target].append(found)
                    self.steps[found.target].append(found.id)

    def _misread(self, act: Act) -> bool:
        """Whether what reads as an attribution is a line that belongs somewhere else."""
        first = act.clauses[0].voices[0]
        if first.text in self.kinds or first.text in self.doubtful:
            return False
        if first.text not in {w for ws in STARTERS.values() for w in ws} | keywords():
            return False
        voices = [id for id, kind in self.kinds.items() if kind == "voice"] if self._patience > 0 else []
        if not self._nearest(first.text, voices):
            above = act.owner.line.text.split(None, 1)[0].rstrip(":")
            kind = "a ground" if above in _REASONS else a_kind(act.owner.kind)
            message = f"`{first.text}` cannot stand under {kind}"
            self.problem("E108", message, first, "not here", help=belongs(first.text))
            return True
        return False

    def _act(self, act: Act, content: str) -> list[AnyNode]:
        """The attributions that one line makes, the outer one first."""
        act.lost = True
        if self._misread(act):
            self._lose(act)
            return []
        chain: list[tuple[Clause, tuple[str, ...], VerbSense]] = []
        for clause in act.clauses:
            voices = self.voices(clause.voices) if clause is act.clauses[0] else self._nested_voices(clause)
            if len(voices) < len(clause.voices):
                # One mistake in a clause is enough to say; its verb may be none.
                continue
            sense = self.verb(clause.words)
            if sense is None:
                self._unknown_verb(clause.words)
                self._lose(act)
                sense = inflect(" ".join(w.text for w in clause.words), "say")
            if voices:
                chain.append((clause, voices, sense))
        if len(chain) < len(act.clauses):
            self._lose(act)
            return []
        act.lost = False
        ids = act_ids(content, ((v, c.auxiliary, sense) for c, v, sense in chain), self.kinds, self._numbers)
        if act.named is not None:
            if act.named.text in self.kinds:
                self._again(act.named)
            else:
                ids[-1] = act.named.text
        key = tuple((frozenset(voices), sense.base, clause.auxiliary) for clause, voices, sense in chain)
        if act.within is None:
            self._acts[(content, key)].append(ids[0])
        nodes: list[AnyNode] = []
        for n, (clause, voices, sense) in enumerate(chain):
            last = n == len(chain) - 1
            self.kinds[ids[n]] = "attribution"
            if n:
                self._scopes[ids[n]] = ids[n - 1]
            self._place(ids[n], act.line, clause.voices[0].column)
            nodes.append(
                trusted(
                    Attribution,
                    id=ids[n],
                    voices=voices,
                    verb=sense.base,
                    content=content if last else ids[n + 1],
                    within=ids[n - 1] if n else None,
                    auxiliary=clause.auxiliary,
                    to=self._addressed(clause.to),
                    via=self.voices(clause.via),
                    **clause.fields,
                    **(act.fields if last else {}),
                )
            )
        act.ids, act.id = ids, ids[-1]
        return nodes

    def _nested_voices(self, clause: Clause) -> tuple[str, ...]:
        """The voices behind `that`; where there are none, somebody wrote there what was said."""
        first = clause.voices[0]
        if first.text not in self.kinds and self.verb(clause.words) is None and first.text not in self.doubtful:
            help = "after `that` stand another voice and its verb; what was said is the text of the entry above"
            short = self._after_article(first)
            if short is not None:
                help = f"write the ID of the voice alone: `{short}`"
            self.problem("E203", f"there is no voice `{first.text}`", first, "not a voice", help=help)
            return ()
        return self.voices(clause.voices)

    def _put_within(self, act: Act, name: Name, nodes: list[AnyNode]) -> None:
        """Put an attribution into the scope of another."""
        outer = self.find(name, ("attribution",), "an attribution (give it a name with `named`)")
        if outer is None:
            return
        own = set(act.ids)
        scope: str | None = outer
        while scope is not None and scope not in own:
            scope = self._scopes.get(scope)
        if scope is not None:
            help = "name another attribution, of which this one is a part"
            self.problem("E301", "this attribution stands within itself", name, "leads back here", help=help)
            return
        self._scopes[act.ids[0]] = outer
        nodes[0] = nodes[0].model_copy(update={"within": outer})

    def _lose(self, act: Act) -> None:
        """An attribution that could not be read: acts that name it are no second mistake."""
        if act.named is not None:
            self.doubtful.add(act.named.text)
        self.doubtful.add(f"{act.owner.id}/…")

    def _again(self, name: Name) -> None:
        self.problem("E202", f"the ID `{name.text}` is declared twice", name, "declared again here",
                     help="give one of the two another ID")  # fmt: skip

    # -- arguments -----------------------------------------------------------------------------------------

    def _arguments(self) -> list[Argument]:
        """The arguments of this file. Each gets its ID once it is known what it bears on; one that bears on nothing,
        or that nothing is left of, is left out and not counted."""
        counts = defaultdict(int, {target: len(args) for target, args in self._of_node.items()})
        for arg in self.b.args:
            if arg.named is not None:
                if arg.named.text in self.kinds:
                    self._again(arg.named)
                    arg.named = None
                else:
                    self.kinds[arg.named.text] = "argument"
        made: list[Argument] = []
        waiting = list(self.b.args)
        while waiting:
            later: list[Arg] = []
            for arg in waiting:
                target = self._target(arg, final=False)
                if target is None:
                    later.append(arg)
                    continue
                arg.id = ""
                argument = self._argument(arg, target, counts[target] + 1) if target else None
                if argument is not None:
                    counts[target] += 1
                    arg.id = argument.id
                    self.kinds[argument.id] = "argument"
                    made.append(argument)
                    self.steps[target].append(argument.id)
                elif arg.named is not None:
                    self.kinds.pop(arg.named.text, None)
                    self.doubtful.add(arg.named.text)
            if len(later) == len(waiting):
                for arg in later:
                    self._target(arg, final=True)
                break
            waiting = later
        return self._grounded(made)

    def _grounded(self, made: list[Argument]) -> list[Argument]:
        """Without undercuts that in the end undercut only each other, or a step that could not be read."""
        bears_on = {a.id: a.target for a in made}
        steps = set(bears_on) | {a.id for found in self._of_node.values() for a in found}
        good: list[Argument] = []
        fine: dict[str, bool] = {}
        for argument in made:
            way: dict[str, None] = {}
            at = argument.id
            while at in bears_on and at not in fine and at not in way and bears_on[at] in steps:
                way[at] = None
                at = bears_on[at]
            if at in way:
                line, start, end = self.places[argument.id]
                help = "an undercut breaks a step from grounds to a statement; name such a step"
                alone = len(way) == 1
                message = f"`{at}` undercuts itself" if alone else "these steps undercut only each other"
                self.b.problems.append(Diagnostic("E301", message, line.span(start, end), "comes back here", help=help))
            # What has been walked once ends where it ended then.
            ends = fine.get(at, at not in way and at in steps)
            fine.update(dict.fromkeys([*way, argument.id], ends))
            if ends:
                good.append(argument)
        return good

    def _target(self, arg: Arg, final: bool) -> str | None:
        """The ID of what an argument bears on; `""` when it bears on nothing, `None` when that is not known yet."""
        target = arg.target
        if isinstance(target, Draft):
            return target.id
        if isinstance(target, Act):
            return "" if target.lost else target.id
        if isinstance(target, Arg):
            return target.id if target.id or final else None
        if arg.step == "undercuts":
            if not final and target.text not in self.kinds:
                return None
            return self.find(target, ("argument",), "a step (an argument with a name)") or ""
        wanted = (*STATEMENTS, "attribution")
        if not final and target.text not in self.kinds:
            return None
        return self.find(target, wanted, "a claim, premise or position") or ""

    def _ground(self, arg: Arg, ground: GroundDraft) -> Ground | None:
        if ground.clauses is not None and ground.name is None:
            owner = self._by_clauses.get(id(ground.clauses))
            ref = (None if owner.lost else owner.id) if owner else self.find_act(ground.clauses, ground.line)
        else:
            assert ground.name is not None
            ref = self.find(ground.name, (*STATEMENTS, "attribution"), "a claim, premise or position")
        if ref is None:
            return None
        if ref == arg.target_id:
            self._self_support(arg, ground)
            return None
        return trusted(
            Ground, ref=ref, implicit=ground.implicit, meets=self._questions(arg, ground) if ground.meets else ()
        )

    def _self_support(self, arg: Arg, ground: GroundDraft) -> None:
        name = arg.target if isinstance(arg.target, Name) else ground.name
        how = {"supports": "a reason for", "rebuts": "an objection to"}.get(arg.step, "an exception to")
        help = "a reason must be something else than what it is a reason for"
        assert name is not None
        self.problem("E301", f"`{arg.target_id}` is {how} itself", name, "the same node", help=help)

    def _scheme(self, arg: Arg) -> str | None:
        if arg.scheme is None:
            return None
        from argmap.model.schemes import default_schemes, find_scheme

        scheme = find_scheme(arg.scheme.text)
        if scheme is None:
            near = nearest(arg.scheme.text, default_schemes())
            help = f"did you mean `{near}`?" if near else "the catalogue is in docs/schemes.md"
            fix = self.fix(arg.scheme, near) if near else None
            message = f"there is no scheme `{arg.scheme.text}`"
            self.problem("E205", message, arg.scheme, "not in the catalogue", help=help, fix=fix)
            return None
        return scheme.name

    def _questions(self, arg: Arg, ground: GroundDraft) -> tuple[str, ...]:
        from argmap.model.schemes import find_question, find_scheme

        of = arg.target if arg.step == "undercuts" and isinstance(arg.target, Arg) and arg.scheme is None else arg
        scheme = find_scheme(of.scheme.text) if of.scheme else None
        out = []
        for name in ground.meets:
            if of.scheme is not None and scheme is None:
                continue
            question = find_question(scheme, name.text) if scheme else None
            if question is not None:
                out.append(question.name)
            elif scheme is None:
                help = "name the scheme of this step with `scheme NAME`, below the reason"
                message = f"`{name.text}` is a critical question of no scheme: this step names none"
                self.problem("E208", message, name, "of which scheme?", help=help)
            else:
                names = [q.name for q in scheme.questions]
                near = nearest(name.text, names)
                help = f"did you mean `{near}`?" if near else "it has " + ", ".join(f"`{q}`" for q in names)
                message = f"the scheme `{scheme.name}` has no critical question `{name.text}`"
                fix = self.fix(name, near) if near else None
                self.problem("E208", message, name, "not one of its questions", help=help, fix=fix)
        return tuple(out)

    def _argument(self, arg: Arg, target: str, n: int) -> Argument | None:
        """The argument, as the `n`th that bears on `target`; `None` when no ground of it could be read."""
        scheme = self._scheme(arg)
        arg.target_id = target
        grounds: dict[str, Ground] = {}
        for draft in arg.grounds:
            ground = self._ground(arg, draft)
            if ground is None:
                continue
            if ground.ref in grounds and draft.name is not None:
                message = f"`{ground.ref}` is a ground of this step twice"
                self.problem("E110", message, draft.name, "again", help="name it once")
            grounds.setdefault(ground.ref, ground)
        by = self.voices(arg.by) if arg.by else ()
        if not grounds:
            return None
        ordered = tuple(grounds.values())
        if ordered[0].implicit:
            # A ground that is stated stands first: without one there is no step.
            ordered = tuple(sorted(ordered, key=lambda g: g.implicit))
            if ordered[0].implicit:
                return None
        id = arg.named.text if arg.named else argument_id(target, n)
        self._place(id, arg.line, 0)
        return trusted(
            Argument,
            id=id,
            step=arg.step,
            target=target,
            grounds=ordered,
            scheme=scheme,
            by=by,
            **arg.fields,
        )

    # -- nodes ---------------------------------------------------------------------------------------------

    def _place(self, id: str, line: Any, start: int, end: int | None = None) -> None:
        self.places[id] = (line, start, end if end is not None else len(line.text))

    def _quotes(self, of: str, quotes: list[QuoteDraft]) -> list[Quote]:
        made = []
        for n, quote in enumerate((q for q in quotes if q.text), 1):
            source = self.find(quote.source, ("source",), "a source") if quote.source else None
            id = quote_id(of, n)
            self._place(id, quote.line, quote.column)
            tail = {"source": source, "at": quote.at, "near": quote.near, "anchor": quote.anchor}
            made.append(trusted(Quote, id=id, of=of, text=quote.text, **tail))
        return made

    def nodes(self) -> list[AnyNode]:
        """All nodes, in the order that `ArgumentMap.nodes` documents."""
        acts = {id(act): self._act(act, act.owner.id) for act in self.b.acts}
        for act in self.b.acts:
            if act.within is not None and not act.lost:
                self._put_within(act, act.within, acts[id(act)])
        arguments: defaultdict[str, list[Argument]] = defaultdict(list)
        for argument in self._arguments():
            arguments[argument.target].append(argument)
        out: list[AnyNode] = []

        def put_arguments(of: str) -> None:
            todo = list(reversed(arguments.pop(of, ())))
            while todo:
                argument = todo.pop()
                out.append(argument)
                todo.extend(reversed(arguments.pop(argument.id, ())))

        told: set[tuple[str, frozenset[str]]] = set()
        for draft in self.b.drafts:
            if draft.kind == "include":
                members = self.included.get(draft.id)
                out.append(trusted(Include, id=draft.id, members=tuple(n.id for n in members or ()), **draft.fields))
                self._place(draft.id, draft.line, draft.column)
                for member in members or ():
                    out.append(member)
                for member in members or ():
                    put_arguments(member.id)
                continue
            node = self._node(draft)
            if node is None:
                continue
            self._place(node.id, draft.line, draft.column)
            out.append(node)
            if draft.quotes:
                out.extend(self._quotes(draft.id, draft.quotes))
            for act in draft.acts:
                for node in acts[id(act)]:
                    out.append(node)
                    if node.id == act.id:
                        out.extend(self._quotes(node.id, act.quotes))
                    put_arguments(node.id)
            if draft.relations:
                out.extend(self._relations(draft, told))
            if draft.id in arguments:
                put_arguments(draft.id)
        if self.around is not None:
            # What bears on nodes that stand elsewhere.
            for of in list(arguments):
                put_arguments(of)
        return out

    def _relations(self, draft: Draft, told: set[tuple[str, frozenset[str]]]) -> list[Relation]:
        made = []
        for rel in draft.relations:
            other = self.find(rel.other, STATEMENTS, "a claim, premise or position")
            if other is None:
                continue
            if other == draft.id:
                how = "contradicts itself" if rel.word == "contradicts" else "is the same as itself"
                self.problem("E301", f"`{other}` {how}", rel.other, "the same node", help="name another ID")
                continue
            key = (rel.word, frozenset((draft.id, other)))
            if key not in told:
                told.add(key)
                id = f"{draft.id}/{rel.word}-{other}"
                self._place(id, rel.other.line, 0)
                made.append(trusted(Relation, id=id, relation=rel.word, a=draft.id, b=other))
        return made

    def _node(self, draft: Draft) -> AnyNode | None:
        fields, names = draft.fields, draft.names
        plain = _PLAIN.get(draft.kind)
        if plain is not None:
            return trusted(plain, id=draft.id, section=draft.section, **fields)
        match draft.kind:
            case "question":
                wanted = ("claim", "premise", "position")
                found = (self.find(n, wanted, "a claim or position") for n in names.get("answers", ()))
                answers = tuple(dict.fromkeys(i for i in found if i))
                return trusted(Question, id=draft.id, section=draft.section, answers=answers, **fields)
            case "voice":
                return trusted(Voice, id=draft.id, section=draft.section, of=self.voices(names.get("of", ())), **fields)
            case "source":
                return trusted(
                    Source, id=draft.id, section=draft.section, by=self.voices(names.get("by", ())), **fields
                )
            case "section":
                return trusted(Section, id=draft.id, **fields)
            case "mark":
                return trusted(Mark, id=draft.id, **fields)
            case "verb":
                return trusted(Verb, id=draft.id, base=verb_base(draft.id), **fields)
            case _:
                name = names["of"][0]
                of = self.find(name, STATEMENTS, "a claim, premise or position")
                return trusted(Expectation, id=draft.id, of=of, **fields) if of else None
