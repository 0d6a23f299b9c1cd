"""``python -m argmap``."""

from argmap.cli import run_and_exit

run_and_exit()
