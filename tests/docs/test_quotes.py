"""docs/quotes.md: what it shows is what `argmap check` answers."""

from __future__ import annotations

import re
from pathlib import Path

from cli.test_cli import run

PAGE = Path(__file__).parents[2] / "docs" / "quotes.md"
ARTICLE = """\
Let the bells ring

Nobody in the village has asked for silence. “We do not want to sell
the bells,” says Nora Tamm, who keeps the tower.
"""


def test_the_answer_is_the_one_that_the_page_shows(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    markup, shown = re.findall(r"```argmap\n(source bells.*?)```.*?```text\n(.*?)```", text, re.DOTALL)[0]
    (tmp_path / "bells.argmap").write_text(markup, encoding="utf-8")
    (tmp_path / "bells.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("check", "bells.argmap", cwd=tmp_path)
    assert shown in done.stdout
