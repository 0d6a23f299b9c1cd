"""How a drawing puts names, verbs, dates and places into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote as percent

from argmap.drawing.text import clean
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Node, Quote, Source, Statement, Voice
from argmap.model.schemes import find_scheme
from argmap.model.wording import verb_form

__all__ = ["Wording", "date_in_words", "initials_of", "safe_link"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ARTICLES = frozenset("a an the le la les l un une der die das el los las il lo".split())
_MODE = {"direct": "quote", "mixed": "part quote", "indirect": "paraphrase"}


def date_in_words(date: str) -> str:
    """An ISO 8601 date as a reader writes it, ``3 Feb 2024`` or ``c. 2017``; other words as they are."""
    date = clean(date)
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~)?", date)
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        return date
    month = _MONTHS[int(found[2]) - 1] if found[2] else ""
    words = [str(int(found[3])) if found[3] else "", month, found[1]]
    return ("c. " if found[4] else "") + " ".join(word for word in words if word)


def initials_of(name: str) -> str:
    """One or two letters that stand for a name: of its first and last word with a capital, articles aside."""
    words = [w for w in re.split(r"[\s\-–/]+", clean(name)) if any(c.isalnum() for c in w)]
    words = [w for w in words if w.lower().rstrip("'’") not in _ARTICLES] or words
    capitals = [w for w in words if next(c for c in w if c.isalnum()).isupper()]
    chosen = capitals or words[:1]
    if len(chosen) > 2:
        chosen = [chosen[0], chosen[-1]]
    letters = [next(c for c in w if c.isalnum()) for w in chosen]
    if letters and unicodedata.east_asian_width(letters[0]) in "WF":
        letters = letters[:1]
    return "".join(letters).upper()[:2] or "?"


def safe_link(url: str | None) -> str | None:
    """The address, if a reader may be sent there: only http, https and mailto."""
    if url is None:
        return None
    url = clean(url).replace(" ", "%20")
    return url if re.match(r"(?:https?://|mailto:)\S", url, re.IGNORECASE) else None


def _capital(name: str) -> str:
    """With a capital letter, unless the first word has one inside (`iPhone users`)."""
    first = name.split(" ", 1)[0]
    return name[:1].upper() + name[1:] if first.islower() else name


class Wording:
    """The words for the nodes of one map."""

    def __init__(self, m: ArgumentMap) -> None:
        self.m = m

    def plain(self, s: Node) -> str:
        """The text of a statement."""
        return clean(s.text) if isinstance(s, Statement) else ""

    def statement(self, id: str) -> Statement | None:
        """The statement itself, or the one that an attribution is about in the end."""
        node = self.m[id]
        seen: set[str] = set()
        while isinstance(node, Attribution) and node.id not in seen:
            seen.add(node.id)
            node = self.m[node.content]
        return node if isinstance(node, Statement) else None

    # -- voices ------------------------------------------------------------------------------------------

    def name(self, id: str) -> str:
        """A voice's name; words that are no ID as they are."""
        node = self.m.get(id)
        return clean(node.name) if isinstance(node, Voice) else clean(id)

    def names(self, ids: Sequence[str], *, capital: bool = False) -> str:
        """Several names: `A`, `A and B`, `A, B and C`."""
        names = [self.name(id) for id in ids]
        text = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        return _capital(text) if capital else text

    def role(self, id: str) -> str | None:
        """A voice's office; that it has no name, where the map says so and gives nothing else."""
        node = self.m[id]
        if not isinstance(node, Voice):
            return None
        if node.role:
            return clean(node.role)
        return "anonymous" if node.naming == "unnamed" and node.kind == "person" else None

    def initials(self, id: str) -> str:
        """Letters for a voice's disc."""
        return initials_of(self.name(id))

    def scheme(self, name: str) -> str:
        """The title of a scheme, as short as a pill needs it."""
        known = find_scheme(name)
        return clean((known.name if known else name).replace("-", " ").replace("_", " "))

    # -- acts --------------------------------------------------------------------------------------------

    def verb(self, act: Attribution) -> str:
        """The verb as it follows the name: `promises`, `does not accept`, `demand`."""
        return clean(verb_form(self.m, act))

    def act(self, act: Attribution) -> str:
        """The verb with what is nested in it: `says that Ana Ruiz promises`; with who reports it."""
        words = self.verb(act)
        inner = self.m[act.content]
        depth = 0
        while isinstance(inner, Attribution) and depth < 20:
            words += f" that {self.names(inner.voices)} {self.verb(inner)}"
            inner, depth = self.m[inner.content], depth + 1
        return words + self._reported(act)

    def _reported(self, act: Attribution) -> str:
        outer, words, depth = act.within, "", 0
        while outer is not None and depth < 20:
            node = self.m[outer]
            if not isinstance(node, Attribution):
                break
            # Whoever speaks of himself needs no second mention.
            if not set(node.voices) <= set(act.voices):
                words += f", reported by {self.names(node.voices)}"
            outer, depth = node.within, depth + 1
        return words

    def venue(self, venue: str) -> str:
        """A venue: the title or name behind an ID, else the words as they are."""
        node = self.m.get(venue)
        if isinstance(node, Source):
            return f"“{clean(node.title)}”"
        return clean(node.name) if isinstance(node, Voice) else clean(venue)

    def against(self, act: Attribution) -> bool:
        """Whether the voice turned against what the act is about, or took it back."""
        return act.status == "made" and self.m.verb_of(act).commitment in ("against", "withdraws")

    def circumstances(self, act: Attribution) -> str:
        """What stands behind the verb on a position's card: who reports it, to whom it was said, where, when,
        and how directly it is given."""
        words = self.act(act).removeprefix(self.verb(act))
        said = [words + (f", {act.certainty}" if act.certainty else "")]
        if act.to:
            said.append(f"to {self.names(act.to)}")
        if act.via:
            said.append(f"via {self.names(act.via)}")
        if act.venue:
            said.append(f"in {self.venue(act.venue)}")
        if act.date:
            said.append(date_in_words(act.date))
        said.append(_MODE[self.m.directness_of(act)])
        return "\u00a0· ".join(said)

    def brief(self, act: Attribution) -> str:
        """What stands behind the verb where there is little room."""
        words = (f", {act.certainty}" if act.certainty else "") + self._reported(act)
        return words + (f", {date_in_words(act.date)}" if act.date else "")

    def sentence(self, act: Attribution) -> str:
        """An act in full, for a tooltip."""
        words = f"{self.names(act.voices, capital=True)} {self.verb(act)}{self.circumstances(act)}"
        if act.cue:
            words += " · cue: “" + " … ".join(clean(piece) for piece in act.cue) + "”"
        about = self.statement(act.id)
        if about is not None:
            words += f" · on: {clean(about.text)}"
        return words

    # -- sources -----------------------------------------------------------------------------------------

    def shown_quotes(self, text: str, quotes: Sequence[Quote]) -> tuple[str, ...]:
        """The words of a voice, shortened to what a card has room for."""
        shown = []
        for quote in quotes[:3]:
            words = clean(quote.text)
            if len(words) > 180:
                words = words[:100].rsplit(" ", 1)[0] + " … " + words[-60:].split(" ", 1)[-1]
            shown.append(words)
        return tuple(shown)

    def locator(self, quote: Quote) -> str:
        """Where a quote stands: `¶7`, `p. 2`; in another source than the first, with that source's ID."""
        at = clean(quote.at or "").replace("¶ ", "¶").replace(" ", "\u00a0")
        first = self.m.first_source
        if quote.source and (first is None or quote.source != first.id):
            return f"{clean(quote.source)} {at}".strip()
        return at

    def cited(self, quote: Quote) -> str:
        """A quote and its place, for a tooltip."""
        return f"“{clean(quote.text)}” {self.locator(quote)}".rstrip()

    def link(self, quote: Quote | None) -> str | None:
        """An address that leads to a quote in its source, with the words marked where a browser can do so
        (a text fragment, https://wicg.github.io/scroll-to-text-fragment/); `None` if the source has none."""
        if quote is None:
            return None
        source = self.m.get(quote.source) if quote.source else self.m.first_source
        url = safe_link(source.url) if isinstance(source, Source) else None
        if url is None or url.lower().startswith("mailto:"):
            return None
        parts = [p for p in re.split(r"…|\.\.\.|\[[^\]]*\]", clean(quote.text)) if p.split()]
        if not parts or "#" in url:
            return url
        first, last = parts[0].split(), parts[-1].split()
        whole = len(parts) == 1 and len(first) <= 8
        ends = [" ".join(first)] if whole else [" ".join(first[:4]), " ".join(last[-4:])]
        return url + "#:~:text=" + ",".join(percent(end, safe="").replace("-", "%2D") for end in ends)

    def heading(self) -> tuple[str, str]:
        """The title of the drawing, and the line under it."""
        m = self.m
        title = clean(m.title or m.id or "")
        made = f"Map by {clean(m.analyst)}" if m.analyst else ""
        source = m.first_source
        if source is None:
            return title, made
        of = f"{'of' if made else 'Map of'} “{clean(source.title)}”"
        of += f" by {self.names(source.by)}" if source.by else ""
        of += f", {self.venue(source.venue)}" if source.venue else ""
        of += f", {date_in_words(source.date)}" if source.date else ""
        return title, f"{made} {of}".strip()
