"""The page on each code: what it means, why it matters, an example and a better one.

`pages/CODE.md` holds the sections; the title and what the list of codes says are put before them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from argmap.diagnostics.codes import CODES

__all__ = ["GROUPS", "code_of", "group_of", "page", "when"]

_FOLDER: Final = Path(__file__).with_name("pages")
_ANNOUNCED: Final = re.compile(r"^[ \t]*//~ [^\n]*\n", re.MULTILINE)

GROUPS: Final[dict[str, str]] = {
    "0": "Files",
    "1": "Lines",
    "2": "Names",
    "3": "Structure",
    "4": "Attribution",
    "5": "Schemes",
    "6": "Style",
    "7": "Quotes",
    "8": "Queries",
}
"""What codes are about, by their first digit."""


def group_of(code: str) -> str:
    """What a code is about: `Files`, `Lines`, …"""
    return GROUPS[code[1]]


def code_of(written: str) -> str | None:
    """The code that somebody means by a code or its name in words, in any letter case; `None` if there is none."""
    word = written.strip()
    if word.upper() in CODES:
        return word.upper()
    slug = word.lower().replace("_", "-")
    return next((code for code, about in CODES.items() if about.slug == slug), None)


def when(code: str) -> str:
    """When it is looked for: `always`, `by default` or `when selected`."""
    about = CODES[code]
    return "always" if not about.rule else "by default" if about.default else "when selected"


def page(code: str) -> str:
    """The page on a code as Markdown, ending in a newline. Raises `KeyError` for a code that there is none of."""
    about = CODES[code]
    sections = (_FOLDER / f"{code}.md").read_text(encoding="utf-8")
    return (
        f"# {code} {about.slug}\n\n"
        f"{about.severity.capitalize()}: {about.summary}.\n{_whether(code)}\n\n"
        f"{_ANNOUNCED.sub('', sections).strip()}\n"
    )


def _whether(code: str) -> str:
    """When it is reported, and how it can be silenced."""
    if group_of(code) == "Queries":
        return "Found while a query is read or answered; always reported."
    if not CODES[code].rule:
        return "Found while a map is read; always reported."
    runs = {
        "by default": "A rule that runs by default.",
        "when selected": f"A rule that runs only when it is selected (`argmap check --select {code}`).",
    }[when(code)]
    waits = " It waits until the file has no errors." if CODES[code].absence else ""
    return f"{runs}{waits}\n`// argmap: ignore {code}` on a line of its own silences it for the line below."
