"""Dates as stretches of time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.discourse.time import ALWAYS, Days, day_number, days, written
from argmap.notation.values import bad_date


def span(text: str) -> tuple[str, str]:
    found = days(text)
    assert found is not None, text
    return tuple("open" if abs(day) == ALWAYS.last else written(day) for day in found)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-12", "2017-12-01", "2017-12-31"),
        ("2017-03-05", "2017-03-05", "2017-03-05"),
        ("2017-03-05T10:20", "2017-03-05", "2017-03-05"),
        ("2017-03-05T23:59:59+05:30", "2017-03-05", "2017-03-05"),
        ("2017~", "2016-01-01", "2018-12-31"),
        ("2017-03?", "2017-02-01", "2017-04-30"),
        ("2017-01%", "2016-12-01", "2017-02-28"),
        ("2017-03-01~", "2017-02-28", "2017-03-02"),
        ("2017-21", "2017-03-01", "2017-12-31"),
        ("2017-22", "2016-12-01", "2018-03-31"),
        ("2017-25", "2017-03-01", "2017-06-30"),
        ("2017-26", "2017-06-01", "2017-09-30"),
        ("2017-27", "2017-09-01", "2017-12-31"),
        ("2017-28", "2016-12-01", "2018-03-31"),
        ("2017-32", "2017-06-01", "2017-09-30"),
        ("2017-33", "2017-01-01", "2017-03-31"),
        ("2017-36", "2017-10-01", "2017-12-31"),
        ("2017-38", "2017-05-01", "2017-08-31"),
        ("2017-41", "2017-07-01", "2017-12-31"),
        ("2017-33~", "2016-10-01", "2017-06-30"),
        ("2017-03/2017-06", "2017-03-01", "2017-06-30"),
        ("2017-03-05/2018", "2017-03-05", "2018-12-31"),
        ("2017~/2018-02~", "2016-01-01", "2018-03-31"),
        ("../2017", "open", "2017-12-31"),
        ("/2017", "open", "2017-12-31"),
        ("2017-04/..", "2017-04-01", "open"),
        ("2017/", "2017-01-01", "open"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("-0480", "-0480-01-01", "-0480-12-31"),
        ("-0043/0014", "-0043-01-01", "0014-12-31"),
    ],
)
def test_forms(text: str, first: str, last: str) -> None:
    assert span(text) == (first, last)
    assert bad_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("Sunday", "early 2017", "March 2017", "17", "2017-3", "2017-13", "2017-00", "2017-20", "2017-42", "20170305"),
        *("2017-02-29", "2017-02-30", "2017-21-05", "2017-04-00", "2017/2016", "2017/2018/2019", "and/or", "", "٢٠١٧"),
    ],
)
def test_words_and_what_is_no_date(text: str) -> None:
    assert days(text) is None


def test_none() -> None:
    assert days(None) is None


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("2016", "2017", True),
        ("2017-03", "2017-04", True),
        ("2017-03", "2017", False),
        ("2017-03-05", "2017-03", False),
        ("2017-03-05", "2017-03-05", False),
        ("2017-02-28~", "2017-03-01", False),
        ("2017-02-28~", "2017-03-02", True),
        ("2016~", "2017-05", False),
        ("../2016", "2017/..", True),
        ("2016/..", "2017", False),
        ("-0044", "-0043", True),
        ("-0001-12-31", "0000-01-01", True),
        ("2017-24", "2018-01", False),
        ("2017-34", "2017-35", True),
    ],
)
def test_before(one: str, other: str, certain: bool) -> None:
    a, b = days(one), days(other)
    assert a is not None
    assert b is not None
    assert a.before(b) is certain
    assert not b.before(a)


@given(st.dates())
def test_days_are_those_of_the_calendar(day: date) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number - day_number(1, 1, 1) == day.toordinal() - 1
    assert written(number) == day.isoformat()


@given(st.integers(-3_600_000, 3_600_000))
def test_a_written_day_is_that_day(number: int) -> None:
    assert days(written(number)) == Days(number, number)


@given(st.integers(-9999, 9999), st.integers(1, 12), st.integers(-40, 40))
def test_months_go_on_over_the_turn_of_a_year(year: int, month: int, more: int) -> None:
    years, rest = divmod(month - 1 + more, 12)
    assert day_number(year, month + more, 1) == day_number(year + years, rest + 1, 1)


single = st.builds(
    lambda day, form, mark: day.isoformat()[:form] + mark,
    st.dates(date(1000, 1, 1)), st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"]),
)  # fmt: skip
anything = single | st.builds(lambda a, b: "/".join(sorted((a, b))), single, single | st.just(".."))


@given(st.lists(anything, min_size=2, max_size=8))
def test_what_is_certainly_later_never_sorts_before(texts: list[str]) -> None:
    found = sorted(span for text in texts if (span := days(text)))
    for n, one in enumerate(found):
        assert one.first <= one.last
        for later in found[n + 1 :]:
            assert not later.before(one)
            assert one.before(later) == (one.last < later.first)


@given(single, st.sampled_from(["~", "?", "%"]))
def test_doubt_only_widens(text: str, mark: str) -> None:
    exact, doubted = days(text.rstrip("~?%")), days(text.rstrip("~?%") + mark)
    assert exact is not None
    assert doubted is not None
    assert doubted.first < exact.first <= exact.last < doubted.last
