"""Quotes in their source: found at the lowest tier, or told how they differ; never taken for what they only resemble."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.sources.comparing import differences, typographic, words
from argmap.sources.finding import Finder, Finding, Hints
from argmap.sources.plain import read_plain
from argmap.sources.skeleton import Skeleton, folded
from argmap.sources.text import SourceText

from .makers import printed

ROOT = Path(__file__).parents[2]

HARBOUR = """\
The harbour after dark

The council of Ostrey will not sell the harbour. “We have never sold
water,” said Marta Quill, the mayor, “and we won’t begin now.” The
fishermen paid £1,450 a berth in 2019; this year they pay £1.5 million
between them.

Her deputy, Théo Brandt, is less sure. “[H]ow long can a town of
14,000 people keep up eleven piers … and a light-
house?” he asked. He [Brandt] has called the plan “naïve”. A naive
plan, he says, is no plan. He would re-sign, not resign.

The plan is on the table. “The plan is on the table,” Quill repeated.
The efﬁcient ofﬁce replied within an hour: “[The mayor] was never
asked.”
"""


def source(text: str) -> SourceText:
    return read_plain(text.encode(), "article.txt")


def find(quote: str, text: str = HARBOUR, **hints: object) -> Finding:
    return Finder(source(text)).find(quote, Hints(**hints))  # type: ignore[arg-type]


def there(finding: Finding, text: str = HARBOUR) -> list[str]:
    """The words that were found, each stretch on one line."""
    assert finding.match is not None, finding
    return [" ".join(text[s.start : s.end].split()) for s in finding.match.spans]


@pytest.mark.parametrize(
    ("quote", "tier", "words"),
    [
        ("The council of Ostrey will not sell the harbour.", "exact", None),
        ("never sold water,", "typographic", None),
        ("and we won't begin now.", "typographic", "and we won’t begin now."),
        ("£1.5 million between them", "typographic", None),
        ("The efficient office replied", "typographic", "The efﬁcient ofﬁce replied"),
        ("the mayor", "skeleton", "The mayor"),
        ("keep up eleven piers and a lighthouse", "skeleton", "keep up eleven piers … and a light- house"),
        ("[h]er deputy, Théo Brandt", "skeleton", "Her deputy, Théo Brandt"),
        ("THE HARBOUR AFTER DARK", "skeleton", "The harbour after dark"),
        ("He has called the plan", "editorial", "He [Brandt] has called the plan"),
        ("Was never asked", "skeleton", "was never asked"),
        ("the town’s [fishing fleet] paid", "missing", None),
        ("The [boatmen] paid £1,450 a berth", "editorial", None),
        ("The council of Ostrey … sell the harbour", "elided", None),
        ("fishermen paid […] a berth", "elided", None),
        ("Theo Brandt, is less sure", "accent", "Théo Brandt, is less sure"),
    ],
)
def test_tiers(quote: str, tier: str, words: str | None) -> None:
    finding = find(quote, speech=False, at="¶ 4" if quote == "the mayor" else None)
    if tier == "missing":
        assert finding.status in ("missing", "differs")
        return
    assert finding.match is not None, finding
    assert finding.match.tier == tier
    if words is not None:
        assert there(finding) == [words]


def test_the_stretches_of_an_elided_quote() -> None:
    finding = find("We have … water,” […] “and we won’t")
    assert finding.match is not None
    assert there(finding) == ["We have", "water,”", "“and we won’t"]


@pytest.mark.parametrize(
    ("quote", "kind", "ours", "theirs"),
    [
        ("The council of Ostrey will sell the harbour", "negation", "", "not"),
        ("We have always sold water", "negation", "always", "never"),
        ("and we will begin now", "negation", "will", "won't"),
        ("and we want begin now", "negation", "want", "won't"),
        ("The fishermen paid £1,540 a berth", "number", "1,540", "1,450"),
        ("this year they pay £15 million between them", "number", "15", "1.5"),
        ("this year they pay €1.5 million between them", "number", "€", "£"),
        ("a town of 140,00 people", "number", "140,00", "14,000"),
        ("keep up twelve piers", "word", "twelve", "eleven"),
        ("The council of Ostrey will not buy the harbour", "word", "buy", "sell"),
        ("The council will not sell the harbour", "omission", "", "of ostrey"),
        ("The council of old Ostrey will not sell the harbour", "addition", "old", ""),
        ("and we wont begin now", "negation", "wont", "won't"),
        ("The counc", "word", "The counc", "The council"),
        ("paid £1", "word", "paid £1", "paid £1"),
    ],
)
def test_changed_words_are_told(quote: str, kind: str, ours: str, theirs: str) -> None:
    finding = find(quote)
    assert finding.status == "differs", finding
    assert finding.match is None
    assert [d.kind for d in finding.differences] == [kind]
    assert (finding.differences[0].quote, finding.differences[0].source) == (ours, theirs)


@pytest.mark.parametrize(
    "quote", ["the plan is on the tabel of the mayor of Brest", "nobody here ever saw a whale", "zebra"]
)
def test_absent_words_are_missing(quote: str) -> None:
    assert find(quote).match is None


def test_what_only_letters_share_is_not_the_same() -> None:
    assert find("He would resign").status == "differs"
    assert find("that were sure of it", "They say that we’re sure of it, and nobody else is.").match is None
    assert find("we can go", "They say that we can’t go home again.").status in ("differs", "missing")
    assert find("we can", "They say that we can’t go home again.").status == "differs"
    assert find("now here to be seen", "It is nowhere to be seen, they say.").status == "differs"
    assert find("negotiable", "The price is non-negotiable, they say.").status == "differs"
    assert find("1.5 miles", "It is 15 miles to the coast.").status == "differs"
    assert find("It was 5 degrees", "It was -5 degrees at dawn.").status == "differs"


def test_places_are_told_apart() -> None:
    plan = "the plan is on the table"
    assert find(plan).match is not None, "one of the two fills a quotation"
    assert find("plan").status == "ambiguous"
    assert len(find("plan").matches) == 5
    assert there(find("plan", at="¶ 3", near="called the")) == ["plan"]
    by_near = find("plan", near="no")
    assert by_near.match is not None
    assert HARBOUR[by_near.match.start :].startswith("plan. He would")
    only = find("never", speech=True, at="¶ 2")
    assert only.match is not None
    assert only.match.start == HARBOUR.index("never sold")
    elsewhere = find("naïve", at="¶ 2")
    assert elsewhere.elsewhere
    assert elsewhere.match is not None
    assert find("naïve", at="¶ 44").elsewhere
    assert find("naïve", near="no such words").near_missing
    number = HARBOUR[: HARBOUR.index("called the plan")].count("\n") + 1
    line = find("plan", at=f"l. {number}")
    assert line.match is not None
    assert HARBOUR[: line.match.start].endswith("called the ")


def test_speech_is_looked_for_in_quotation_marks() -> None:
    text = "He is left alone. The word “left” was his. They left, and he called it “a left-wing trick”."
    found = find("left", text)
    assert found.match is not None
    assert text[found.match.start - 1] == "“"
    text = "He was never asked. “They never pay, and I never ask twice,” he said. “Never again.”"
    assert len(find("never", text, speech=True).matches) == 2
    assert len(find("never", text).matches) == 3


def test_the_authors_words_are_looked_for_outside_quotation_marks() -> None:
    text = "“Nobody is closing anything,” says the mayor. Nobody is closing anything? We shall see."
    own = find("nobody is closing anything", text, own=True)
    assert own.match is not None
    assert text[own.match.start :].startswith("Nobody is closing anything?")
    speech = find("nobody is closing anything", text, speech=True)
    assert speech.match is not None
    assert speech.match.start == 1
    only_inside = find("says the mayor", "“Nobody says the mayor,” he said.", own=True)
    assert only_inside.match is not None


def test_a_short_quote_with_another_word_is_located() -> None:
    found = find("The Fourth Room", "She called it “The Third Room”, and nobody knows why.")
    assert found.status == "differs"
    assert [(d.quote, d.source) for d in found.differences] == [("fourth", "third")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Une journée particulière, dit-il : « Nous n’irons plus au bois. »", "Nous n'irons plus au bois"),
        (unicodedata.normalize("NFD", "Elle a été très déçue à Besançon."), "été très déçue à Besançon"),
        ("Elle a été très déçue à Besançon.", unicodedata.normalize("NFD", "été très déçue à Besançon")),
        ("قال الوزير: «لن نبيع الميناء أبدا»، ثم خرج.", "لن نبيع الميناء"),
        ("השר אמר: ״לא נמכור את הנמל״ ויצא.", "לא נמכור את הנמל"),
        ("市長は「港は売らない」と言った。記者は黙った。", "港は売らない"),
        ("市长说：“我们不会出售港口。”记者沉默了。", "不会出售港口"),
        ("मंत्री ने कहा, “हम बंदरगाह नहीं बेचेंगे।”", "हम बंदरगाह नहीं बेचेंगे"),
        (unicodedata.normalize("NFD", "시장은 항구를 팔지 않겠다고 말했다."), "항구를 팔지 않겠다고"),
        ("Die Straße ist GROSS, sagte er.", "Die STRASSE ist groß"),
        ("It costs ½ of £10, “half” said.", "½ of £10"),
        ("The e\u00adco\u00adno\u00admy is not the whole.", "The economy is not"),
        ("The eco\ufffe\nnomy is not the whole.", "economy is not"),
        ("strategieshavefoundereduntilnowbecausenobody wanted them to work.", "strategies have foundered until now"),
        ("“She called it ‘a good idea’ twice,” he said.", 'She called it "a good idea" twice'),
        ("A\u202eb\u202c word with 👩‍👩‍👧 in it.", "word with 👩‍👩‍👧 in it"),
    ],
)
def test_scripts_and_prints(text: str, quote: str) -> None:
    finding = find(quote, text)
    assert finding.match is not None, finding
    start, end = finding.match.start, finding.match.end
    assert folded(text[start:end]) == folded(quote)


def test_a_quote_over_breaks() -> None:
    text = "It is a long road\f and a longer\n\nnight than any of them had thought, he said.\n"
    assert find("a long road and a longer night than any", text).status == "found"
    interrupted = (
        "“I have seen the books,” he said, “and there is nothing at\n\n"
        "3 Annual report, page 12.\n\n"
        "all in them that would carry such a claim.”\n"
    )
    finding = find("there is nothing at all in them that would carry such a claim", interrupted)
    assert finding.match is not None
    assert finding.match.tier == "interrupted"
    assert "Annual" not in " ".join(there(finding, interrupted))


def test_left_out_words_are_no_interruption() -> None:
    text = "“I have seen the books, and there is\nnothing much\nat all in them.”"
    finding = find("and there is at all in them", text)
    assert finding.status == "differs"


def test_edges_take_the_punctuation_that_the_quote_has() -> None:
    text = "He said: “That is that.” She agreed (more or less)."
    for quote, wanted in [
        ("That is that.", "That is that."),
        ("That is that", "That is that"),
        ("(more or less)", "(more or less)"),
    ]:
        assert there(find(quote, text), text) == [wanted]


def test_signs_alone() -> None:
    assert find("…").status == "found"
    assert find("?!").status == "missing"


# -- an article in clean and in printed form ---------------------------------------------------------------


@pytest.fixture(scope="module")
def trains() -> str:
    return (ROOT / "examples" / "night-trains.txt").read_text(encoding="utf-8")


def quotes_of(text: str, count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    words = text.split()
    out = []
    while len(out) < count:
        at = rng.randrange(len(words) - 30)
        out.append(" ".join(words[at : at + rng.randint(4, 26)]))
    return out


def test_all_quotes_are_found_in_print(trains: str) -> None:
    finder = Finder(source(printed(trains, 1)))
    quotes = quotes_of(trains, 200, 2)
    assert [q for q in quotes if finder.find(q).status not in ("found", "ambiguous")] == []


def test_no_absent_quote_is_verified(trains: str) -> None:
    """Sentences with one word changed, and others that were never there."""
    rng = random.Random(5)
    finder = Finder(source(trains))
    absent = []
    for quote in quotes_of(trains, 30, 3):
        parts = quote.split()
        parts[rng.randrange(len(parts))] = rng.choice(["lemon", "not", "seventy", "seldom"])
        absent.append(" ".join(parts))
    absent += [
        f"{a} {b} {c}"
        for a in ("Nobody in the ministry", "The last of the carriages", "A wreath on the rails")
        for b in ("has ever thought", "will soon forget", "cannot be found")
        for c in ("of the winter timetable", "at the border")
    ][:17]
    absent += ["an unlikely saving of crowns", "the trains were filled", "no box will close"]
    assert len(absent) == 50
    assert [q for q in absent if finder.find(q).match is not None] == []


# -- properties --------------------------------------------------------------------------------------------

_TEXT = st.text(alphabet=st.sampled_from("abcdeé ﬁ½ñ中文हिन्दी“”‘’'-—.,…[]0189 \n\u00ad\u0301\u200b\f"), max_size=120)


@given(_TEXT, _TEXT, _TEXT)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_there_is_found(before: str, quote: str, after: str) -> None:
    """A stretch between spaces is found, and its letters are the quote's."""
    quote = re.sub(r"[\[\]…]|\.{3,}", "", quote)
    text = f"{before} {quote} {after}"
    finding = Finder(source(text)).find(quote) if text.strip("\ufeff \n\f\u200b\u00ad") else None
    if finding is None or not folded(quote) or "\f" in quote:
        return
    for match in finding.matches:
        assert 0 <= match.start < match.end <= len(text)
        if match.tier in ("exact", "typographic", "skeleton"):
            spanned = finding and source(text).text[match.start : match.end]
            assert folded(spanned) == folded(quote)


@given(_TEXT)
@settings(max_examples=300, deadline=None)
def test_the_skeleton_leads_back(text: str) -> None:
    skeleton = Skeleton.of(text)
    assert skeleton.letters == folded(text)
    assert len(skeleton.starts) == len(skeleton.letters)
    assert list(skeleton.starts) == sorted(skeleton.starts)
    for n, letter in enumerate(skeleton.letters):
        start, end = skeleton.span(n, n + 1)
        assert letter in folded(text[start:end])


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_printing_changes_no_letters(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(text)
    assert folded(unicodedata.normalize("NFC", text)) == folded(text)
    assert typographic(typographic(text)) == typographic(text)
    assert differences(text, text) == ()
    assert differences(text, unicodedata.normalize("NFD", text)) == () or words(text) != words(text)


@given(st.text(max_size=200), st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_nothing_breaks_it(text: str, quote: str) -> None:
    finding = Finder(SourceText(text, "text", ())).find(quote, Hints("¶ 2", "b", True))
    assert finding.status in ("found", "ambiguous", "differs", "missing")
