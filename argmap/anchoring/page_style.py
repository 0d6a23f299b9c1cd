"""The style sheet of a coverage page: the colours and type of the drawings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from argmap.drawing.theme import COLOURS, FONTS, VOICES

__all__ = ["UNDERLINES", "stylesheet"]

UNDERLINES: Final[dict[str, str]] = {
    "endorses": "double",
    "reports": "solid",
    "distances": "dashed",
    "doubts": "dashed",
    "rejects": "wavy",
}
"""How words are underlined, by how the author treats what they say."""

_SHEET = """
*{box-sizing:border-box}
html{scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{margin:0;background:var(--canvas);color:var(--ink);font:16px/1.5 FONTS}
main,footer{max-width:50rem;margin:0 auto;padding:0 1.25rem 0 4rem}
main{padding-top:2.75rem}
a{color:inherit;text-decoration:none}
a:hover,a:focus-visible{text-decoration:underline}
:target{outline:2px solid var(--author);outline-offset:3px;border-radius:2px}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .35rem;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:.8125rem;line-height:1.4;margin:0 0 .75rem;padding-top:.6rem;border-top:1px solid var(--rule);
color:var(--mute);font-weight:700}
h3{font-size:.9375rem;margin:1.4rem 0 .35rem;display:flex;align-items:center;gap:.5rem;break-after:avoid}
h3 small{font-weight:400;color:var(--mute);font-size:.8125rem}
.by{margin:0 0 1.75rem;color:var(--mute);font-size:.875rem}
section{margin:0 0 2rem}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:.75rem;margin:0 0 2rem;padding:0}
.tiles div{background:var(--strip);border-radius:6px;padding:.7rem .8rem .8rem}
.tiles dt{font-size:.75rem;color:var(--mute)}
.tiles dd{margin:0;font-size:.75rem;color:var(--mute);line-height:1.35}
.tiles b{display:block;font-size:1.375rem;line-height:1.35;color:var(--ink);font-variant-numeric:tabular-nums}
.tiles i{display:block;height:5px;margin:.35rem 0 .45rem;background:var(--rule);border-radius:1px;overflow:hidden}
.tiles i span{display:block;height:100%;background:var(--author)}
.tiles .gap b{color:var(--att)}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 2.25rem}
.who{list-style:none;margin:0;padding:0;font-size:.8125rem}
.who li{display:grid;grid-template-columns:1.6rem 1fr 4.5rem 2.4rem;gap:.45rem;align-items:center;padding:.17rem 0}
.who .bar{height:7px;background:currentColor;border-radius:1px;min-width:1px}
.who .n{text-align:right;font-variant-numeric:tabular-nums;color:var(--mute)}
.who .name{color:var(--ink)}
.disc{display:inline-flex;flex:none;width:1.6rem;height:1.6rem;border-radius:50%;align-items:center;
justify-content:center;background:var(--c);color:var(--onfill);font-size:.625rem;font-weight:700;letter-spacing:0}
.disc.ring{background:var(--canvas);color:var(--c);box-shadow:inset 0 0 0 2px var(--c)}
.key{margin:0;padding:0;list-style:none;font-size:.8125rem}
.key li{display:grid;grid-template-columns:6.6rem 1fr;gap:.6rem;padding:.17rem 0;align-items:baseline}
.key li>span:last-child{color:var(--mute)}
.open{list-style:none;margin:0;padding:0;font-size:.875rem}
.open li,.nodes li{display:grid;grid-template-columns:5.4rem 1fr;gap:.2rem .75rem;padding:.4rem 0;
border-top:1px solid var(--rule);break-inside:avoid}
.open li:first-child,.nodes li:first-child{border-top:0}
.open .why,.nodes .why{color:var(--mute);font-size:.8125rem}
.open .at,.nodes .at{color:var(--mute);font-variant-numeric:tabular-nums;font-size:.8125rem;padding-top:.05rem}
.nodes .at b{color:var(--c,var(--ink));display:inline-block;width:1.1em}
.nodes ol{list-style:none;margin:0;padding:0;font-size:.875rem}
.nodes p{margin:0}
.nodes code,.open code{font:.75rem/1.4 ui-monospace,'Liberation Mono',monospace;color:var(--mute);
overflow-wrap:anywhere}
article{font-size:1.0625rem;line-height:1.95;overflow-wrap:break-word;
border-top:1px solid var(--rule);padding-top:1.4rem;margin-bottom:2.5rem}
article p{position:relative;margin:0 0 1.05rem;text-wrap:pretty}
article .head{font-weight:700;line-height:1.6}
article .none{color:var(--mute)}
.no{position:absolute;left:-3.2rem;width:2.4rem;text-align:right;color:var(--mute);font-size:.75rem;font-weight:400;
line-height:2.75;font-variant-numeric:tabular-nums}
.no.bare::after{content:" –"}
.pg{position:absolute;left:-3.2rem;width:2.4rem;top:-1em;text-align:right;color:var(--mute);font-size:.6875rem;
font-weight:400;line-height:1.6}
.s{background:var(--tint);color:var(--ink);text-decoration:underline solid var(--c) .1em;
text-underline-offset:.24em;text-decoration-skip-ink:none;padding:.12em 0;
-webkit-box-decoration-break:clone;box-decoration-break:clone}
.own{background:var(--author-tint);color:var(--ink);padding:.12em 0;
-webkit-box-decoration-break:clone;box-decoration-break:clone}
.cue{font-weight:600}
.mark{border-bottom:2px dotted var(--mute)}
.gap-q{outline:2px solid var(--att);outline-offset:1px;border-radius:2px;
-webkit-box-decoration-break:clone;box-decoration-break:clone}
.gap-q.quoted{outline-style:dashed}.gap-q .none{color:var(--ink)}
.tag{user-select:none;-webkit-user-select:none;margin:0 .2em 0 .1em;padding:0 .32em;border-radius:.75em;
vertical-align:.42em;font-size:.58em;line-height:1.5;font-weight:700;font-style:normal;white-space:nowrap;text-decoration:none;
background:var(--c);color:var(--onfill)}
.tag:hover,.tag:focus-visible{text-decoration:none;box-shadow:0 0 0 2px var(--canvas),0 0 0 3.5px var(--c)}
.tag.ring{background:var(--canvas);color:var(--c);box-shadow:inset 0 0 0 1.5px var(--c)}
.tag.plain{background:none;color:var(--author);box-shadow:inset 0 0 0 1px var(--author);border-radius:.2em}
.tag.note{background:none;color:var(--mute);box-shadow:inset 0 0 0 1px var(--mute);border-radius:.2em}
footer{padding-bottom:2.5rem;color:var(--mute);font-size:.75rem}
@media (max-width:44rem){main,footer{padding-left:2.6rem;padding-right:1rem}.tiles{grid-template-columns:1fr 1fr}
.two{grid-template-columns:1fr;gap:1.5rem}.no{left:-2.2rem;width:1.7rem}.pg{left:-2.2rem;width:1.7rem}
.open li,.nodes li{grid-template-columns:1fr}}
@media print{body{font-size:10pt}main,footer{max-width:none;padding:0 0 0 2.6rem}article{font-size:10.5pt}
.no{left:-2.6rem;width:1.9rem}.pg{left:-2.6rem;width:1.9rem}.tiles,.two,h2{break-inside:avoid}h2{break-after:avoid}
article p{orphans:3;widows:3}@page{margin:18mm 16mm}}
"""


def stylesheet(used: Iterable[str]) -> str:
    """The CSS of a page. `used` are the names of the voices' colours that it needs (`author`, `v0`)."""
    names = ["canvas", "strip", "ink", "mute", "rule", "att", "author", "author-tint", "onfill"]
    voices = sorted({name for name in used if name == "author" or name in {f"v{n}" for n in range(VOICES)}})
    names += [part for name in voices if name != "author" for part in (name, f"{name}-tint")]
    light = "".join(f"--{name}:{COLOURS[name].light};" for name in names)
    dark = "".join(f"--{name}:{COLOURS[name].dark};" for name in names)
    classes = "".join(f".{name}{{--c:var(--{name});--tint:var(--{name}-tint)}}" for name in voices)
    lines = "".join(f".t-{name}{{text-decoration-style:{style}}}" for name, style in UNDERLINES.items())
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        + _SHEET.replace("FONTS", FONTS).strip()
        + classes
        + lines
    )
