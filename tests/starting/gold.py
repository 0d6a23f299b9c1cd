"""What a reader makes of the quotations of two articles: for each, its first words, who says it, and the verb."""

from __future__ import annotations

__all__ = ["FERRY", "LAMP"]

LAMP: dict[str, tuple[str, str]] = {
    "A lamp is not": ("Abel Crane", "write"),
    "Forty Winters of": ("", "title"),
    "cost every household": ("a report by the Harbour Board", "say"),
    "Eleven crowns": ("Dorothea Finch", "tell"),
    "is the price": ("Dorothea Finch", "tell"),
    "We cannot heat": ("Loam", "say"),
    "One of them": ("Loam", "say"),
    "modernisation": ("the Harbour Board", "describe"),
    "talks of a": ("Piers Holloway", "admit"),
    "No comment": ("Piers Holloway", "say"),
    "not aware of": ("a Brightwell spokeswoman", "say"),
    "three times as": ("Ruth Adeane and Tom Varley", "argue"),
    "Nobody sleeps under": ("Ruth Adeane", "say"),
    "It is a": ("Tom Varley", "say"),
    "Night and Nerves": ("", "title"),
    "a lobby in": ("the board’s lawyers", "describe"),
    "I have had": ("Ruth Adeane", "say"),
    "a lamp for": ("the Lamplighters’ Guild", "demand"),
    "peace at any": ("Nora Pell", "promise"),
    "Will we strike": ("Nora Pell", "ask"),
    "Ask the mayor": ("Nora Pell", "ask"),
    "are afraid of": ("shopkeepers on Quill Street", "say"),
    "the so-called charm": ("a baker", "speak of"),
    "It’s all very": ("a baker", "shout"),
    "blind stretches": ("the police", "warn of"),
    "a thief likes": ("Inspector Gale", "say"),
    "Two": ("Nora Pell", "snap"),
    "And one was": ("Nora Pell", "snap"),
    "crime wave": ("", "scare"),
    "as long as": ("Dorothea Finch", "vow"),
    "I remember the evening": ("Dorothea Finch", "reply"),
    "I remember the rain": ("Dorothea Finch", "reply"),
    "Nor do the": ("Piers Holloway", "whisper"),
    "You are selling": ("an old man in the gallery", "cry"),
    "and you will": ("an old man in the gallery", "cry"),
    "He is right": ("Loam", "say"),
    "I count": ("Loam", "say"),
    "Light is what": ("someone", "say"),
}
"""`lamp.txt`. A title or a scare quote has no speaker, and its kind for a verb."""

FERRY: dict[str, tuple[str, str]] = {
    "A town is": ("Zoë Ådahl", "say"),
    "We counted 214": ("Zoë Ådahl", "tell"),
    "and 190 of": ("Zoë Ådahl", "tell"),
    "Nobody in this": ("Zoë Ådahl", "go on"),
    "My father used": ("Tomas Brek", "say"),
    "[The committee] thinks": ("Tomas Brek", "write"),
    "wakes hardly anybody": ("Henrike Saal", "find"),
    "premature": ("a second study", "describe"),
    "so-called tradition": ("a second study", "say"),
    "a volume agreed": ("the council", "offer"),
    "It’s a signal": ("Zoë Ådahl", "say"),
    "That’s all it": ("Zoë Ådahl", "say"),
    "the hour, the": ("Ines Varga", "write"),
    "regrets any inconvenience": ("the committee", "say"),
}
"""`sources.makers.ARTICLE`."""
