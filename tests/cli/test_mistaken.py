"""What is said of arguments that a command does not know."""

from __future__ import annotations

import pytest

from argmap.cli import COMMANDS, main


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("verify shared.argmap library.txt", "help: the article is given with --source: `argmap verify shared.argmap --source library.txt`"),
        ("anchors a.argmap b.txt --format json", "help: the article is given with --source: `argmap anchors a.argmap --source b.txt --format json`"),
        ("new library.txt library.argmap", "help: the file to write is named with -o: `argmap new library.txt -o library.argmap`"),
        ("convert a.argmap b.json --to json", "help: the file to write is named with -o: `argmap convert a.argmap -o b.json --to json`"),
        ("check x.argmap --source library.txt", "help: `check` reads the article that the map names: write `text library.txt` under its source; or `argmap verify x.argmap --source library.txt`"),
        ("check --source=library.txt x.argmap", "help: `check` reads the article that the map names: write `text library.txt` under its source; or `argmap verify x.argmap --source library.txt`"),
        ("check x.argmap --fromat json", "help: there is no option `--fromat`; did you mean `--format`?"),
        ("convert x.argmap --too json", "help: there is no option `--too`; did you mean `--to`?"),
        ("--verison", "help: there is no option `--verison`; did you mean `--version`?"),
        ("help check", "argmap: for help, write `argmap check --help`"),
        ("help", "argmap: for help, write `argmap --help`"),
        # Nothing is known of these.
        ("render x.argmap --engine no", "argmap render: error: argument --engine: invalid choice: 'no' (choose from"),
        ("check x.argmap --zebra", "argmap check: error: unrecognized arguments: --zebra"),
        ("explain", ""),
    ],
)  # fmt: skip
def test_what_was_meant(command: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(command.split())
    said = capsys.readouterr().err
    if not says:
        assert (status, said) == (0, "")
        return
    assert status == 2
    assert said.splitlines()[-1].startswith(says)
    # Not the usage of the whole program.
    assert "COMMAND ..." not in said or command == "--verison"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does_not_know(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--zebra-crossing"]) == 2
    assert f"argmap {command}: error: " in capsys.readouterr().err
