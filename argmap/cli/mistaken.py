"""What may have been meant by arguments that a command does not know."""

from __future__ import annotations

from collections.abc import Collection, Sequence

__all__ = ["hint"]

_ENDINGS = (".argmap", ".json")

_MEANT = {
    **dict.fromkeys(("verify", "anchors", "coverage", "share"), ("--source", "the article is given with")),
    **dict.fromkeys(("new", "convert", "render"), ("-o", "the file to write is named with")),
}
"""What a second file is for, by command: the option that belongs before it."""


def hint(command: str, given: Sequence[str], unknown: Sequence[str], options: Collection[str]) -> str:
    """A sentence on arguments that the parser of a command has refused, with a line end; nothing where there is none.
    `given` are all arguments, `unknown` those that were left over, `options` those that the command has."""
    from argmap.diagnostics.nearest import nearest

    for word in given:
        name = word.partition("=")[0]
        if not name.startswith("--") or len(name) < 4 or any(option.startswith(name) for option in options):
            continue
        if command == "check" and name in ("--source", "--of"):
            return _article_of_check(given)
        if near := nearest(name, sorted(o for o in options if o.startswith("--"))):
            return f"help: there is no option `{name}`; did you mean `{near}`?\n"
        return ""
    second = next((word for word in unknown if not word.startswith("-")), None)
    if second is None or second not in given or command not in _MEANT:
        return ""
    from shlex import join

    option, what = _MEANT[command]
    # The last one: the same file may be named twice.
    at = len(given) - 1 - list(reversed(given)).index(second)
    return f"help: {what} {option}: `argmap {command} {join([*given[:at], option, *given[at:]])}`\n"


def _article_of_check(given: Sequence[str]) -> str:
    files = [word.rpartition("=")[2] for word in given if not word.startswith("-") or "=" in word]
    map = next((f for f in files if f.lower().endswith(_ENDINGS)), "MAP")
    article = next((f for f in files if not f.lower().endswith(_ENDINGS)), "FILE")
    return (
        f"help: `check` reads the article that the map names: write `text {article}` under its source; "
        f"or `argmap verify {map} --source {article}`\n"
    )
