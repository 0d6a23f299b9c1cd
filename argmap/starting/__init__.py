"""A first map of an article, made by rule: who is quoted, with which words, by which verb. Every guess says so."""

from __future__ import annotations
