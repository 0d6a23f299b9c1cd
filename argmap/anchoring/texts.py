"""The texts of a map's sources, as far as they are at hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from argmap.diagnostics import nearest
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Source
from argmap.notation.reader import project_root
from argmap.sources.finding import Finder
from argmap.sources.limits import SourceError
from argmap.sources.reading import KINDS, is_url, read_source
from argmap.sources.text import SourceText

__all__ = ["Texts"]


class Texts:
    """Reads the text of each source when it is first asked for.

    A path (`text keep-swimming.txt`) is looked up from the folder of the file in which the source is declared, and must
    lie inside the project. `given` are texts that are at hand otherwise, by the IDs of their sources. Nothing is raised
    for a text that cannot be read: see `problem` and `absent`.
    """

    def __init__(self, map: ArgumentMap, given: Mapping[str, SourceText] | None = None) -> None:
        self.map = map
        self._texts: dict[str, SourceText | None] = dict(given or {})
        self._finders: dict[str, Finder] = {}
        self._problems: dict[str, SourceError] = {}
        self._absent: dict[str, Path] = {}
        self._meant: dict[str, str] = {}
        self.files: list[Path] = []
        """The files that were looked at, whether they were there or not."""

    def get(self, id: str) -> SourceText | None:
        """The text of a source, or `None` where it is not at hand."""
        if id not in self._texts:
            self._texts[id] = self._read(id)
        return self._texts[id]

    def finder(self, id: str) -> Finder | None:
        """What looks quotes up in a source; `None` where its text is not at hand."""
        if id not in self._finders:
            text = self.get(id)
            if text is None:
                return None
            self._finders[id] = Finder(text)
        return self._finders[id]

    def problem(self, id: str) -> SourceError | None:
        """Why the text of a source cannot be read, though there is something where it says."""
        self.get(id)
        return self._problems.get(id)

    def absent(self, id: str) -> Path | None:
        """Where the text of a source should be, and is not."""
        self.get(id)
        return self._absent.get(id)

    def meant(self, id: str) -> str | None:
        """The path that was meant where there is no such file, and one beside it has nearly its name."""
        self.get(id)
        return self._meant.get(id)

    def path(self, source: Source) -> Path | None:
        """Where the text of a source should be; `None` where the map does not say, or stands in no file."""
        place = self.map.place_of(source.id)
        at = self.map._paths.get(place.file) if place else None
        return at.parent / source.text if at is not None and source.text is not None else None

    def _read(self, id: str) -> SourceText | None:
        source = self.map.get(id)
        if not isinstance(source, Source) or source.text is None:
            return None
        path = self.path(source)
        if path is None:
            return None
        if not is_url(source.text):
            self.files.append(path)
            if not path.exists():
                meant = _near(path)
                if meant is None:
                    self._absent[id] = path
                else:
                    self._meant[id] = source.text[: len(source.text) - len(path.name)] + meant
                    help = f"did you mean `{self._meant[id]}`?"
                    self._problems[id] = SourceError(f"there is no `{source.text}`", help)
                return None
        place = self.map.place_of(id)
        assert place is not None
        try:
            return read_source(
                source.text if is_url(source.text) else path, root=project_root(self.map._paths[place.file])
            )
        except SourceError as problem:
            self._problems[id] = problem
            return None


def _near(path: Path) -> str | None:
    """The name of an article in the same folder that is nearly that of a file, or has one ending more."""
    try:
        names = sorted(p.name for p in path.parent.iterdir() if p.suffix.lower() in KINDS)
    except OSError:
        return None
    return next((name for name in names if Path(name).stem == path.name), None) or nearest(path.name, names)
