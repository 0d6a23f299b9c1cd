"""The command line: `argmap check`, `render`, `show`, `convert`, `schema`."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from argmap import __version__

__all__ = ["COMMANDS", "main", "parser", "run_and_exit"]

COMMANDS = (
    *("new", "check", "explain", "render", "show", "query", "findings", "voices", "timeline", "network"),
    *("coverage", "anchors", "share", "verify"),
    *("diff", "fmt", "rename", "convert", "schema"),
)
"""The commands, in the order of the help; each is a module of this package with `ARGUMENTS` and `run`."""

_SUMMARIES = {
    "new": "write a first map of an article, to edit",
    "check": "say what is wrong with maps",
    "explain": "say what a code means, with an example",
    "render": "draw a map",
    "show": "print a map, or one node of it, as an outline",
    "query": "ask maps a question",
    "findings": "say who contradicts whom, who changed his mind, and what claims rest on",
    "voices": "say who speaks, how often and in whose words, or what one voice is committed to",
    "timeline": "say who took which side of what, and when",
    "network": "say who agrees and who conflicts with whom, over what",
    "coverage": "say what of an article a map covers",
    "anchors": "say where the words of a map stand in its sources",
    "share": "write a map without the article's words",
    "verify": "prove the anchors of a shared map on a copy of the article",
    "diff": "say what changed in meaning between two maps",
    "fmt": "put the layout of maps in order",
    "rename": "give a node another ID, wherever it is named",
    "convert": "write a map in another format",
    "schema": "print the JSON Schema of maps",
}

_EPILOG = """\
examples:
  argmap check town.argmap            what is wrong with it, if anything
  argmap render town.argmap           draw it into town.svg
  argmap show town.argmap close       one claim, with what speaks for and against it

exit status: 0 nothing wrong, 1 problems found, 2 could not run
"""


class _Parser(argparse.ArgumentParser):
    """A parser that says what may have been meant."""

    given: Sequence[str] = ()
    """The arguments of the command."""
    unknown: Sequence[str] = ()
    """Those of them that nothing takes."""

    def error(self, message: str) -> NoReturn:
        from argmap.cli.mistaken import hint

        self.print_usage(sys.stderr)
        meant = hint(self.prog.partition(" ")[2], self.given, self.unknown, self._option_string_actions)
        self.exit(2, f"{self.prog}: error: {message}\n{meant}")


def parser(command: str | None = None, given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of arguments; with `command`, only that command knows its own (the others are not imported). `given`
    are the arguments of that command, for what is said of mistakes in them."""
    top = _Parser(
        prog="argmap",
        description="Write down who argues what, check it, draw it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"argmap {__version__}")
    top.given = () if command else given
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f"argmap.cli.{name}") if command in (None, name) else None
        sub = commands.add_parser(
            name,
            help=_SUMMARIES[name],
            description=_SUMMARIES[name][0].upper() + _SUMMARIES[name][1:] + ".",
            epilog=module.EPILOG if module else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if module:
            module.add_arguments(sub)
            sub.given = given
            sub.set_defaults(command_parser=sub)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 nothing wrong, 1 problems found, 2 could not run."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="backslashreplace")
    command = next((a for a in argv if not a.startswith("-")), None)
    if command == "help":
        about = next((a for a in argv[argv.index(command) + 1 :] if a in COMMANDS), None)
        print(f"argmap: for help, write `argmap {about + ' ' if about else ''}--help`", file=sys.stderr)
        return 2
    if command is not None and command not in COMMANDS:
        from argmap.diagnostics import nearest

        near = nearest(command, COMMANDS)
        hint = f"; did you mean `{near}`?" if near else ": there are " + ", ".join(COMMANDS)
        print(f"argmap: there is no command `{command}`{hint}", file=sys.stderr)
        return 2
    try:
        given = argv[argv.index(command) + 1 :] if command is not None else argv
        options, unknown = parser(command or "", given).parse_known_args(argv)
        if unknown:
            options.command_parser.unknown = unknown
            options.command_parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    from argmap.cli.words import CannotRunError

    try:
        status: int = import_module(f"argmap.cli.{options.command}").run(options)
        sys.stdout.flush()
        return status
    except CannotRunError as problem:
        print(f"argmap {options.command}: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has had enough. Keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        if os.environ.get("ARGMAP_DEBUG"):
            raise
        print(
            f"argmap {options.command}: something went wrong inside argmap: {type(problem).__name__}: {problem}\n"
            "This is a defect of argmap, not of your map. ARGMAP_DEBUG=1 shows where.",
            file=sys.stderr,
        )
        return 2


def run_and_exit() -> NoReturn:
    """Run one command in a process of its own, and end it."""
    # A command reads, answers and ends: the collector of cycles would find nothing, and taking a large map apart at
    # the end takes a tenth of the time.
    gc.disable()
    status = main()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(status)
