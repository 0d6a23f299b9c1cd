"""`argmap explain`: say what a code means, with an example and a better one."""

from __future__ import annotations

import argparse
import re
import sys

EPILOG = """\
examples:
  argmap explain                 all codes, a line each
  argmap explain W305            what it means, why it matters, what to do
  argmap explain bare-claim      the same, by its name
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("codes", nargs="*", metavar="CODE", help="codes or their names; without any, all are listed")
    parser.add_argument("--all", action="store_true", help="print the pages on all codes")


def run(options: argparse.Namespace) -> int:
    """Print the pages on some codes, or a list of all."""
    from argmap.cli.common import use_colour
    from argmap.diagnostics.codes import CODES
    from argmap.diagnostics.pages import page

    codes = list(CODES) if options.all else list(dict.fromkeys(_code(word) for word in options.codes))
    bold = use_colour(sys.stdout)
    text = "\n\n".join(page(code) for code in codes) if codes else _listed()
    sys.stdout.write(_formatted(text) if bold else text)
    return 0


def _code(word: str) -> str:
    from argmap.cli.words import CannotRunError
    from argmap.diagnostics import CODES, nearest
    from argmap.diagnostics.pages import code_of

    if (code := code_of(word)) is not None:
        return code
    near = nearest(word.upper(), CODES) or nearest(word, [about.slug for about in CODES.values()])
    hint = f"did you mean {near}?" if near else "`argmap explain` lists them all"
    raise CannotRunError(f"there is no code {word}; {hint}")


def _listed() -> str:
    """All codes in their groups, with what each means."""
    from argmap.diagnostics.codes import CODES
    from argmap.diagnostics.pages import GROUPS, group_of, when

    width = max(len(about.slug) for about in CODES.values())
    parts = []
    for group in GROUPS.values():
        lines = [f"# {group}", ""]
        for code, about in CODES.items():
            if group_of(code) == group:
                off = " (when selected)" if when(code) == "when selected" else ""
                lines.append(f"{code}  {about.slug:<{width}}  {about.summary}{off}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _formatted(text: str) -> str:
    """Markdown for a terminal: bold headings, blocks indented."""
    lines, inside = [], False
    for line in text.split("\n"):
        if line.startswith("```"):
            inside = not inside
        elif inside:
            lines.append(f"    {line}".rstrip())
        elif heading := re.match(r"#+ (.+)", line):
            lines.append(f"\x1b[1m{heading[1]}\x1b[0m")
        else:
            lines.append(line)
    return "\n".join(lines)
