from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import PartialDate, date_years, is_edtf

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@given(DAYS)
def test_a_day_means_that_day_only(day: date) -> None:
    assert PartialDate.parse(day.isoformat()) == PartialDate(day, day)


@given(DAYS)
def test_a_month_holds_its_days_and_a_year_its_months(day: date) -> None:
    month, year = PartialDate.parse(day.isoformat()[:7]), PartialDate.parse(day.isoformat()[:4])
    assert month.first <= day <= month.last
    assert year.first <= month.first <= month.last <= year.last


@given(DAYS, DAYS)
def test_an_interval_is_read_only_in_order(one: date, other: date) -> None:
    assert is_edtf(f"{one}/{other}") == (one <= other)


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_the_same_from_both_sides(a: date, b: date, c: date, d: date) -> None:
    left, right = PartialDate(min(a, b), max(a, b)), PartialDate(min(c, d), max(c, d))
    assert left.may_overlap(right) == right.may_overlap(left)
    assert left.may_overlap(left)


@given(st.text(alphabet="0123456789X-/.~?%", max_size=24))
def test_whatever_is_read_ends_after_it_starts(text: str) -> None:
    if is_edtf(text):
        parsed = PartialDate.parse(text)
        assert parsed.first <= parsed.last


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_value_error(text: str) -> None:
    assert is_edtf(text) in {True, False}


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2015~", "2015-01-01", "2015-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-21", "2015-03-01", "2015-05-31"),
        ("2015-23", "2015-09-01", "2015-11-30"),
        ("2015/2018-04", "2015-01-01", "2018-04-30"),
    ],
)
def test_partial_dates_mean_their_days(edtf: str, first: str, last: str) -> None:
    assert PartialDate.parse(edtf) == PartialDate(date.fromisoformat(first), date.fromisoformat(last))


def test_open_intervals_have_no_end() -> None:
    assert PartialDate.parse("2016/..").last == date.max
    assert PartialDate.parse("../2016").first == date.min


def test_winter_reaches_into_the_next_year() -> None:
    assert PartialDate.parse("2015-24").may_overlap(PartialDate.parse("2016-02-29"))
    assert not PartialDate.parse("2015-24").may_overlap(PartialDate.parse("2016-03"))


def test_the_last_winter_of_the_calendar_is_read() -> None:
    assert PartialDate.parse("9999-24").last == date.max


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2015-13",
        "2015-02-30",
        "201X-04",
        "2015/",
        "/2015",
        "2018/2015",
        "15",
        "2015-4",
        "２０１５",
        "2015\n",
        "20X5",
        "2015-25",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_years_are_those_of_the_first_and_the_last_day() -> None:
    assert date_years("2015-04/2018") == (2015, 2018)
    assert date_years(None) is None
