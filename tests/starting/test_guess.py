"""Who says what, sentence by sentence."""

from __future__ import annotations

import pytest

from argmap.sources.plain import read_plain
from argmap.starting.guess import Guesses, guesses

FIRST = "The council met on Monday, and few of the people who had come to listen left before it was over. "


def guess(text: str) -> Guesses:
    return guesses(read_plain(f"{FIRST}\n\n{text}".encode(), "article.txt"))


def said(text: str) -> list[tuple[str, str, int]]:
    """Voices, verb and number of quotes of each saying."""
    return [
        (
            " + ".join("author" if s.is_author else s.name for s in saying.speakers),
            f"{saying.auxiliary or ''} {saying.sense.base}".strip(),
            len(saying.quotations),
        )
        for saying in guess(text).sayings
    ]


@pytest.mark.parametrize(
    ("text", "voice", "verb", "quotes"),
    [
        # Before, behind, inside.
        ("Mara Linden said that the dam “will not hold another spring”.", "Mara Linden", "say", 1),
        ("“The dam will not hold,” Mara Linden warned.", "Mara Linden", "warn", 1),
        ("“The dam will not hold,” warned Mara Linden.", "Mara Linden", "warn", 1),
        ("“The dam,” said Mara Linden, “will not hold.”", "Mara Linden", "say", 2),
        ("“The dam will not hold,” said Mara Linden. “Nobody has looked at it.”", "Mara Linden", "say", 2),
        ("The dam, argues Mara Linden, will “not hold another spring”.", "Mara Linden", "argue", 1),
        ("“Will it hold?” asked Mara Linden.", "Mara Linden", "ask", 1),
        ("“Will it hold?” Mara Linden asked.", "Mara Linden", "ask", 1),
        ("Mara Linden: “It will not hold.”", "Mara Linden", "say", 1),
        ("“It will not hold another spring” — Mara Linden", "Mara Linden", "say", 1),
        ("'It will not hold,' said Mara Linden.", "Mara Linden", "say", 1),
        # Something between who acts and the verb.
        ("Mara Linden, who built it, says it “will not hold another spring”.", "Mara Linden", "say", 1),
        ("The engineer, Mara Linden, says it “will not hold another spring”.", "Mara Linden", "say", 1),
        ("Mara Linden—the engineer of the town, a careful woman—said: “It will not hold.”", "Mara Linden", "say", 1),
        ("Mara Linden (who built it) said: “It will not hold.”", "Mara Linden", "say", 1),
        ("Mara Linden looked at the dam for a while and promised that it would “hold for good”.", "Mara Linden", "promise", 1),
        ("On 3 May 2024 Mara Linden wrote that it would “hold for good”.", "Mara Linden", "write", 1),
        ("Its builder, Mara Linden, told The Weir Gazette that it would “hold for good”.", "Mara Linden", "tell", 1),
        # Other words for who it is.
        ("According to Mara Linden, the dam “will not hold another spring”.", "Mara Linden", "say", 1),
        ("In the words of Mara Linden, the dam is “a sieve with a view”.", "Mara Linden", "say", 1),
        ("Mara Linden’s claim that it is “a sieve with a view” was not discussed.", "Mara Linden", "claim", 1),
        ("Mrs Linden said: “It will not hold.”", "Mrs Linden", "say", 1),
        ("“It holds,” Mr. van der Esk said.", "Mr. van der Esk", "say", 1),
        ("The Weir Party’s spokesman said it would “hold for good”.", "the Weir Party’s spokesman", "say", 1),
        ("A member of the Weir Party said it would “hold for good”.", "a member of the Weir Party", "say", 1),
        ("Critics say that it is “a sieve with a view”.", "critics", "say", 1),
        ("Two hundred people signed a letter demanding that it be “closed at once”.", "two hundred people", "demand", 1),
        ("The board “regrets the delay”.", "the board", "say", 1),
        ("Linden and Tom Esk argue that it is “a sieve with a view”. Mara Linden built it.", "Mara Linden + Tom Esk", "argue", 1),
        ("What the board calls “a period of review” has begun.", "the board", "describe", 1),
        ("The report was described by Mara Linden as “a work of fiction”.", "Mara Linden", "describe", 1),
        # Whether it was said.
        ("Mara Linden did not promise “a dam for all time”.", "Mara Linden", "does not promise", 1),
        ("Mara Linden would support it “on the day it is paid for”.", "Mara Linden", "would support", 1),
        ("Mara Linden does not want the dam: “A wall would do.”", "Mara Linden", "say", 1),
        ("Mara Linden opposes the dam: “A wall would do.”", "Mara Linden", "say", 1),
        ("Mara Linden would not promise anything: “A wall would do.”", "Mara Linden", "say", 1),
        ("Mara Linden did not say: “A wall would do.”", "Mara Linden", "does not say", 1),
        # Verbs that no list has.
        ("“It will not hold,” Mara Linden snapped.", "Mara Linden", "snap", 1),
        # Several words.
        ("Mara Linden called for “a dam that deserves the name”.", "Mara Linden", "call for", 1),
        # The one who writes.
        ("I said that it was “a sieve with a view”.", "author", "say", 1),
        # Nobody.
        ("It is said that the dam is “a sieve with a fine view of the town”.", "", "say", 1),
    ],
)  # fmt: skip
def test_one_saying(text: str, voice: str, verb: str, quotes: int) -> None:
    assert said(text) == [(voice, verb, quotes)]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Mara Linden built the dam. “It will not hold,” she said.", ["Mara Linden"]),
        ("Mara Linden built it with her brother. Tom Esk paid for it out of his own purse. “It holds,” she said. "
         "“It cost enough,” he said.", ["Mara Linden", "Tom Esk"]),
        ("The spokeswoman of the board, Ida Lok, met Tom Esk. “It holds,” she said.", ["Ida Lok"]),
        ("An official at the ministry, who gave no name, had seen the plans. “It holds,” he said.",
         ["an official at the ministry"]),
        ("The Weir Party is against it. The party calls it “a sieve with a view”.", ["the Weir Party"]),
        ("Critics are many. The dam, they say, is “a sieve with a view”.", ["critics"]),
        ("The minister, Ida Lok, came on Tuesday. The minister said it was “a fine dam indeed”.", ["Ida Lok"]),
        ("Mara Linden said: “It will not hold.”\n\nHer brother is a farmer. “It will,” says Tom Esk.",
         ["Mara Linden", "Tom Esk"]),
        ("Mara Linden came. She had one thing to say:\n\n“It will not hold.”", ["Mara Linden"]),
        # Whoever is called `she` is not `he`, and no newspaper or party is either.
        ("Tom Esk came late. The engineer, Mara Linden, has done the sums. “It costs nine million,” she said.\n\nNobody "
         "has voted. Esk has not disputed her figure. He merely says that it is “not the figure that counts”.",
         ["Mara Linden", "Tom Esk"]),
        ("Mara Linden was late. “It will not hold,” she said. He says that it is “a sieve with a view”.",
         ["Mara Linden", ""]),
        ("Tom Esk spoke to The Courier on Monday. He says that it is “a sieve with a view”.", ["Tom Esk"]),
        ("Tom Esk left the Weir Party. The Weir Party is against it. He says it is “a sieve with a view”.", ["Tom Esk"]),
        ("The Courier was first to report on it. “It is a bad dam,” he says.", [""]),
        # Behind a name comes who that was.
        ("The mayor, Ida Lok, smiled. In 1998 her predecessor, the late Otto Brehm, promised “a dam before the spring”.",
         ["Otto Brehm"]),
        ("The club is old. Its head, the former swimmer Otto Brehm, promised “a dam before the spring”.", ["Otto Brehm"]),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, voices: list[str]) -> None:
    assert [voice for voice, _, _ in said(text)] == voices


def test_words_that_quote_nobody() -> None:
    found = guess(
        "In her study “Nights Without Water” she counted the wells. So much for the “savings”. The film, “The Long "
        "Spring”, was shown twice. The “so-called experts” stayed away."
    )
    assert [mark.kind for mark in found.marks] == ["title", "scare", "title", "scare"]
    assert found.sayings == []


def test_headings_name_nobody() -> None:
    text = (
        "“It will not hold out,” say engineers\nBy Ida Lok\n\nThe dam is old, and it has not been looked at since it was built. "
        "{}\n\nA new look at “old dams”\n\nNobody has looked at it since.\n"
    )
    found = guesses(read_plain(text.format("That is all.").encode(), "a.txt"))
    assert [(s.speakers, s.in_heading) for s in found.sayings] == [((), True)]
    assert [m.kind for m in found.marks] == ["scare"]
    # Where the text says it again, the heading is a further quote of it.
    found = guesses(read_plain(text.format("“It will not hold out,” said Bo Tann.").encode(), "a.txt"))
    assert [([v.name for v in s.speakers], s.quotations) for s in found.sayings] == [(["Bo Tann"], [1, 0])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mara Linden, who built it, called it “a sieve with a view”.", "Mara Linden, who built it, called"),
        ("“It will not hold,” warned Mara Linden.", "warned Mara Linden"),
        ("Mara Linden said it was “old” and “not worth the paint on it”.", "Mara Linden said"),
        ("Mara Linden built it. She called it “a sieve with a view”.", None),
        ("Mara Linden recalls what the board called “a sieve with a view”.", None),
        ("The engineer called it “a sieve with a view”.", None),
        ("Mara Linden did not promise “a dam for all time”.", None),
    ],
)
def test_names_that_leave_little_doubt(text: str, words: str | None) -> None:
    source = read_plain(f"{FIRST}\n\n{text}".encode(), "article.txt")
    found = guesses(source)
    expected = {} if words is None else dict.fromkeys(range(len(found.quotations)), words)
    assert {n: source.text[v.words.start : v.words.end] for n, v in found.named.items()} == expected
    assert {v.entity.name for v in found.named.values()} <= {"Mara Linden"}


def test_a_role_ends_where_a_clause_begins() -> None:
    found = guess("Ida Lok, a structural engineer who examined it in March, said it was “a fine dam indeed”.")
    assert [(s.name, s.role) for s in found.speakers] == [("Ida Lok", "structural engineer")]


def test_quotations_in_others_are_part_of_them() -> None:
    assert said("“He told me, ‘It will not hold,’ and left,” Mara Linden said.") == [("Mara Linden", "say", 1)]


def test_two_quotes_joined_by_a_word_are_one_saying() -> None:
    assert said("Mara Linden says it is “old and tired” and “not worth the paint on it”.") == [
        ("Mara Linden", "say", 2)
    ]


def test_speech_over_several_paragraphs() -> None:
    assert said("“It is old, and it is tired.\n\n“It will not hold,” said Mara Linden.") == [("Mara Linden", "say", 1)]


def test_kinds_roles_and_venues() -> None:
    found = guess(
        "Ida Lok, the transport minister, told The Weir Gazette that it was “a fine dam indeed”. The Railway Workers’ "
        "Union said it was “safe for all of us”. The Weir Party (WP) said: “No.” The WP said it again in an interview "
        "with the radio: “No.”"
    )
    speakers = {s.name: s for s in found.speakers}
    assert [(s.name, s.kind, s.role) for s in found.speakers] == [
        ("Ida Lok", "person", "transport minister"),
        ("the Railway Workers’ Union", "organisation", None),
        ("the Weir Party", "party", None),
    ]
    assert speakers["the Weir Party"].also == ["WP"]
    assert [s.venue for s in found.sayings] == ["The Weir Gazette", None, None, "an interview with the radio"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Talsperre ist alt. „Sie hält nicht“, sagte Mara Linden, „und alle wissen es.“",
        "Le barrage est vieux. « Il ne tiendra pas », dit Mara Linden.",
        "ダムは古い。「もうもたない」と彼女は言った。",
    ],
)
def test_other_languages_name_nobody(text: str) -> None:
    found = guesses(read_plain(text.encode(), "a.txt"))
    assert found.sayings
    assert all(not s.speakers and s.sense.base == "say" for s in found.sayings)
    assert found.marks == []
