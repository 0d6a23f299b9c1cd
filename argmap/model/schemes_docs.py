"""Writes the page on argumentation schemes, ``docs/schemes.md``, from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.model.schemes import Scheme, default_schemes

__all__ = ["docs_page"]


def docs_page(schemes: Mapping[str, Scheme] | None = None) -> str:
    """The page as Markdown, ending in a newline."""
    catalogue = tuple((default_schemes() if schemes is None else schemes).values())
    lines = [
        "# Argumentation schemes",
        "",
        "<!-- Made from argmap/model/data/schemes.json by argmap.model.schemes_docs: do not edit here. -->",
        "",
        f"argmap knows {len(catalogue)} schemes, after D. Walton, C. Reed and F. Macagno, *Argumentation",
        "Schemes* (2008); the wording is ours. A step names its scheme with `scheme`, and a ground or an",
        "exception the critical question that it meets with `meets`, by name or by number:",
        "",
        "```argmap",
        "claim close: The bridge should be closed.",
        "  because cables: An engineer says that the cables may fail.",
        "  scheme expert-opinion",
        "  assuming trained: The engineer is trained in cables.",
        "    meets expertise",
        "  unless paid: The engineer is paid by the ferry company.",
        "    meets CQ4",
        "```",
        "",
        "A premise marked \\* is a fact without which a step is not of this kind: where the grounds are too few to",
        "hold them all, the step earns [W501](checks/W501.md). The others, mostly the general rule that leads from",
        "the facts to the conclusion, are commonly left unsaid.",
        "",
        "| scheme | title | also found as |",
        "|---|---|---|",
    ]
    for scheme in catalogue:
        also = ", ".join(f"`{name}`" for name in scheme.also)
        lines.append(f"| [`{scheme.name}`](#{scheme.name}) | {scheme.title} | {also} |")
    for scheme in catalogue:
        lines += ["", f"## {scheme.name}", "", f"**{scheme.title}**", ""]
        for premise in scheme.premises:
            mark = "\\*" if premise.required else ""
            lines.append(f"- *{premise.role}*{mark}: {premise.text}")
        lines += [f"- Therefore: {scheme.conclusion}", "", "Critical questions:", ""]
        lines += [f"{question.number}. `{question.name}`: {question.text}" for question in scheme.questions]
    return "\n".join(lines) + "\n"
