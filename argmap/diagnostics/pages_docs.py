"""Writes `docs/checks`: an index of all codes, and a page on each. Run as `python -m argmap.diagnostics.pages_docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from argmap.diagnostics.codes import CODES
from argmap.diagnostics.pages import GROUPS, group_of, page, when

__all__ = ["docs_page", "index", "main"]

_MADE = "<!-- Made from argmap/diagnostics by argmap.diagnostics.pages_docs: do not edit here. -->"

_INTRODUCTION = """\
The letter of a code says how grave it is: an **E** is an error (the line could not be read as it stands, and the rest
was read), a **W** a warning (it could, and is doubtful), an **I** for information (it may be worth a look, and does not
make a check fail).

What is found **always** is found while a map or a query is read. The others are found by rules, which look at the map
as a whole: some run **by default**, some only **when selected**. A rule is silenced by a comment, for one line or for
the file:

```argmap
// argmap: ignore-file not-a-sentence

claim costs: nobody knows the costs
  // argmap: ignore I603
  because study: There was a study. It came to nothing.
```

`argmap explain CODE` prints a page in the terminal."""


def index() -> str:
    """The index of all codes as Markdown, ending in a newline."""
    lines = ["# All diagnostics", "", _MADE, "", _INTRODUCTION]
    for group in GROUPS.values():
        lines += ["", f"## {group}", "", "| code | name | what is the case | looked for |", "|---|---|---|---|"]
        for code, about in CODES.items():
            if group_of(code) == group:
                summary = about.summary.replace("|", "\\|")
                lines.append(f"| [{code}]({code}.md) | {about.slug} | {summary} | {when(code)} |")
    return "\n".join(lines) + "\n"


def docs_page(code: str) -> str:
    """The page on a code as it stands in `docs/checks`."""
    title, _, rest = page(code).partition("\n\n")
    return f"{title}\n\n{_MADE}\n\n{rest}"


def main() -> int:
    """Write all pages into the checkout that this module belongs to; 1 if a code has no page yet."""
    folder = Path(__file__).parents[2] / "docs" / "checks"
    folder.mkdir(exist_ok=True)
    (folder / "README.md").write_text(index(), encoding="utf-8", newline="\n")
    missing = []
    for code in CODES:
        try:
            text = docs_page(code)
        except FileNotFoundError:
            missing.append(code)
            continue
        (folder / f"{code}.md").write_text(text, encoding="utf-8", newline="\n")
    if missing:
        print(f"there is no page yet for {', '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
