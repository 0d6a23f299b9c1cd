"""Every command and snippet of the docs runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.expected import blocks_in, mismatches

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(?P<lang>python|sh)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)


def snippets(lang: str) -> list[tuple[str, str]]:
    return [
        (f"{page.name}:{text.count(chr(10), 0, m.start()) + 1}", m["body"])
        for page in PAGES
        for text in [page.read_text(encoding="utf-8")]
        for m in FENCE.finditer(text)
        if m["lang"] == lang
    ]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A place with the examples in which commands may write."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize(("where", "body"), snippets("python"), ids=lambda v: v if ".md:" in v else "")
def test_python(where: str, body: str, copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", body], cwd=copy, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, f"{where}\n{done.stderr}"


@pytest.mark.parametrize(
    ("where", "line"),
    [(where, line) for where, body in snippets("sh") for line in body.splitlines() if line.startswith("argmap ")],
    ids=lambda v: v,
)
def test_commands(where: str, line: str, copy: Path) -> None:
    for name in re.findall(r"\b[\w-]+\.argmap\b", line):
        if not (copy / name).exists() and not (copy / "examples" / name).exists():
            shutil.copy(ROOT / "examples" / "night-trains.argmap", copy / name)
    command = f"{shlex.quote(sys.executable)} -m {line}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=copy, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, f"{where}: {line}\n{done.stderr}"


OWN_TESTS = {"notation.md", "tutorial.md"}  # tests/notation/test_docs_*.py


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (f"{page.name}:{line}", text)
        for page in PAGES
        if page.name not in OWN_TESTS
        for line, _, text in blocks_in(page.read_text(encoding="utf-8"))
    ],
    ids=lambda v: v if ".md:" in v else "",
)
def test_maps(where: str, text: str) -> None:
    assert mismatches(text) == [], where


FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", FENCED.sub("", page.read_text(encoding="utf-8"))):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_two_commands_of_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npip install . && argmap render examples/" in text
    assert "\npip install -e '.[dev]' && pytest\n" in text
