"""The façade: what it promises is there, and importing it is cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest

import argmap


def test_every_name_is_there() -> None:
    for name in argmap.__all__:
        assert getattr(argmap, name) is not None
    assert set(argmap.__all__) <= set(dir(argmap))
    with pytest.raises(AttributeError):
        argmap.nothing  # noqa: B018


def test_importing_costs_nothing() -> None:
    program = "import sys, argmap; print([m for m in ('pydantic', 'lark', 'graphviz', 'wasmtime') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=".")
    assert out.stdout.strip() == "[]"


def test_checking_does_not_import_drawing() -> None:
    program = (
        "import sys, argmap; argmap.loads('claim a: A'); "
        "print([m for m in ('graphviz', 'wasmtime', 'argmap.drawing', 'lark') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=".")
    assert out.stdout.strip() == "[]"
