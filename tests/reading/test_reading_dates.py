from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import is_edtf
from counterspy.reading.dates import find_dates
from counterspy.reading.page import DateSpan, Sentence


def lines(text: str) -> tuple[Sentence, ...]:
    """One sentence a line, one block a line."""
    sentences, start = [], 0
    for block, line in enumerate(text.split("\n")):
        if line:
            sentences.append(Sentence(start=start, end=start + len(line), block=block))
        start += len(line) + 1
    return tuple(sentences)


def find(text: str, published: str | None = None) -> tuple[DateSpan, ...]:
    return find_dates(text, lines(text), published)


def said(text: str, published: str | None = None) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.edtf) for found in find(text, published)]


def edtf(text: str, published: str | None = None) -> list[str]:
    return [found.edtf for found in find(text, published)]


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
RUSSIAN = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{MONTHS[d.month - 1][:3]}. {d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
    lambda d: f"{d.day}th of {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.day} {RUSSIAN[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
]


@given(
    DAYS,
    st.sampled_from(FORMS),
    st.sampled_from(["He left on {}.", "On {}, she left", "{}", "({})", "until now; {} it was"]),
)
def test_a_day_is_found_in_every_form_it_is_written_in(day: date, form: object, frame: str) -> None:
    written = form(day)  # type: ignore[operator]
    assert said(frame.format(written)) == [(written, day.isoformat())]


@given(DAYS, st.sampled_from(["in {}", "In {}, it", "of {}", "({})", "from {}."]))
def test_a_month_keeps_its_precision(day: date, frame: str) -> None:
    written = f"{MONTHS[day.month - 1]} {day.year}"
    assert said(frame.format(written)) == [(written, day.isoformat()[:7])]


@given(st.integers(1901, 2099), st.sampled_from(["in", "by", "during", "early", "late"]))
def test_a_year_with_a_date_word_is_a_year(year: int, word: str) -> None:
    assert edtf(f"the firm was sold {word} {year}.") == [str(year)]


@given(DAYS, DAYS)
def test_an_interval_is_one_date(one: date, other: date) -> None:
    first, last = sorted((one, other))
    if first.isoformat()[:7] != last.isoformat()[:7]:
        written = f"between {MONTHS[first.month - 1]} {first.year} and {MONTHS[last.month - 1]} {last.year}"
        assert said(f"it ran {written}.") == [(written, f"{first.isoformat()[:7]}/{last.isoformat()[:7]}")]


@given(st.text(max_size=200), st.sampled_from([None, "2023-11-21", "2023", "2023-11"]))
def test_any_text_gives_ordered_spans_inside_it_that_are_edtf(text: str, published: str | None) -> None:
    check(text, published)


PIECES = st.sampled_from(
    [
        "May",
        "March",
        "2016",
        "2016,",
        "and",
        "to",
        "–",
        "-",
        "/",
        "mid-",
        "late",
        "since",
        "until",
        "in",
        "the",
        "3",
        "14",
        "31",
        "of",
        "1990s",
        "decade",
        "ago",
        "later",
        "two",
        "last",
        "week",
        "year",
        "Tuesday",
        "next",
        "past",
        "following",
        "that",
        "年",
        "月",
        "日",
        "мая",
        "7/14/2016",
        "30",
        "February",
        "quarter",
        "first",
        "Q1",
        "spring",
        "between",
        "from",
        ".",
        ",",
        ";",
        "(",
        "0000",
        "9999",
    ]
)


@given(
    st.lists(PIECES, max_size=25),
    st.sampled_from([" ", ""]),
    st.sampled_from([None, "2023-11-21", "0001", "9999-12-31"]),
)
def test_any_heap_of_date_words_gives_ordered_spans_that_are_edtf(
    words: list[str], gap: str, published: str | None
) -> None:
    check(gap.join(words), published)


def check(text: str, published: str | None) -> None:
    last = 0
    for found in find(text, published):
        assert last <= found.start < found.end <= len(text)
        assert is_edtf(found.edtf)
        last = found.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("active since 2016", [("since 2016", "2016/..")]),
        ("since at least 2009 it has", [("since at least 2009", "2009/..")]),
        ("online until March 2017.", [("until March 2017", "../2017-03")]),
        ("no later than April 12, 2016, they", [("no later than April 12, 2016", "../2016-04-12")]),
        ("in mid-June 2016", [("mid-June 2016", "2016-06")]),
        ("in mid-2014, the", [("mid-2014", "2014")]),
        ("by late 2014", [("late 2014", "2014")]),
        ("from early to mid-2016", [("early to mid-2016", "2016")]),
        ("around 2014.", [("around 2014", "2014~")]),
        ("in the spring of 2015", [("spring of 2015", "2015-21")]),
        ("the third quarter of 2021", [("third quarter of 2021", "2021-07/2021-09")]),
        ("Q1 2020 was", [("Q1 2020", "2020-01/2020-03")]),
        ("the first half of 2019", [("first half of 2019", "2019-01/2019-06")]),
        ("in the 1990s and", [("1990s", "199X")]),
        ("mid-1990s", [("mid-1990s", "199X")]),
        ("a 19th-century house", [("19th-century", "18XX")]),
        ("from 2011 to 2016", [("from 2011 to 2016", "2011/2016")]),
        ("from 2011 until 2016", [("from 2011 until 2016", "2011/2016")]),
        ("2013–2018", [("2013–2018", "2013/2018")]),
        ("in 2013-18 they", [("2013-18", "2013/2018")]),
        ("since the year 2015-04 in", [("since the year 2015-04", "2015-04/..")]),
        ("3-5 May 2022", [("3-5 May 2022", "2022-05-03/2022-05-05")]),
        ("From mid-March through mid-May 2021, it", [("From mid-March through mid-May 2021", "2021-03/2021-05")]),
        ("between March and August 2020", [("between March and August 2020", "2020-03/2020-08")]),
        ("in March and April 2022", [("March", "2022-03"), ("April 2022", "2022-04")]),
        ("in 2014, 2016 and 2018", [("2014", "2014"), ("2016", "2016"), ("2018", "2018")]),
        ("after the 2023 dam incident", [("2023", "2023")]),
        ("в мае 2022 года", [("мае 2022 года", "2022-05")]),
        ("im Jahr 2016", [("2016", "2016")]),
        ("le 1er mai 2022", [("1er mai 2022", "2022-05-01")]),
        ("el 4 de mayo de 2022", [("4 de mayo de 2022", "2022-05-04")]),
        ("am 4. Mai 2022", [("4. Mai 2022", "2022-05-04")]),
    ],
)
def test_dates_mean_what_the_words_before_them_say(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Unit 61398 of the army",
        "Unit 2016 of the army",
        "CVE-2021-44228",
        "call 202-555-2016 now",
        "section 1956 of title 18",
        "18 U.S.C. § 1951",
        "a fine of $2000",
        "over 2000 people",
        "in 2000 people",
        "2,016 files",
        "pp. 2016",
        "media. 1278 The",
        "aged 39, of",
        "the National Security Act 2023",
        "192.168.20.16",
        "2019.5 litres",
        "may march in august company",
        "the theory of May, March and others",
        "31 February 2020",
        "today the methods are better",
    ],
)
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert said(text, "2023-11-21") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("was convicted on Tuesday of", "2023-11-21"),
        ("was convicted on Wednesday of", "2023-11-15"),
        ("left last Tuesday", "2023-11-14"),
        ("yesterday", "2023-11-20"),
        ("was sentenced today in", "2023-11-21"),
        ("last week", "2023-11-13/2023-11-19"),
        ("last month", "2023-10"),
        ("last year", "2022"),
        ("this year", "2023"),
        ("five years ago", "2018"),
        ("two days ago", "2023-11-19"),
        ("over the past decade", "2013/2023"),
        ("in the past two years", "2021/2023"),
        ("told the court in October that", "2023-10"),
        ("on 15 August", "2023-08-15"),
        ("on December 24", "2022-12-24"),
        ("a hearing is scheduled for 7 February.", "2024-02-07"),
    ],
)
def test_relative_dates_count_from_the_publication(text: str, expected: str) -> None:
    (found,) = find(text, "2023-11-21")
    assert (found.edtf, found.is_relative) == (expected, True)


@pytest.mark.parametrize(
    "text", ["yesterday", "last week", "on Tuesday", "five years ago", "in October", "the past decade"]
)
def test_without_a_day_to_count_from_there_is_no_date(text: str) -> None:
    assert find(text) == ()


def test_a_publication_year_alone_gives_years_but_no_days() -> None:
    assert edtf("last year and yesterday", "2023") == ["2022"]


@given(DAYS, st.integers(2, 20))
def test_days_later_count_from_the_date_before(day: date, count: int) -> None:
    text = f"He was arrested on {day.isoformat()} and expelled {count} days later."
    assert edtf(text) == [day.isoformat(), (day + timedelta(days=count)).isoformat()]


def test_what_follows_counts_from_the_date_before_in_the_same_block_only() -> None:
    assert edtf("On 15 August 2020 he left. The following day she left.") == ["2020-08-15", "2020-08-16"]
    assert edtf("On 15 August 2020 he left.\nThe following day she left.") == ["2020-08-15"]


def test_a_month_without_a_year_takes_that_of_its_paragraph() -> None:
    assert edtf("In August 2016 he fled. Police opened a case that November.", "2023-11-21") == ["2016-08", "2016-11"]


def test_slashed_dates_are_read_where_the_document_shows_their_order() -> None:
    assert edtf("3/4/2016") == []
    assert edtf("7/14/2016 and 3/4/2016") == ["2016-07-14", "2016-03-04"]
    assert edtf("14/7/16 and 3/4/2016") == ["2016-07-14", "2016-04-03"]
    assert edtf("14/7/2016 and 7/14/2016 and 3/4/2016") == ["2016-07-14", "2016-07-14"]


def test_a_weekday_beside_its_date_is_not_counted_twice() -> None:
    assert edtf("on Sunday 4 March 2018", "2023-11-21") == ["2018-03-04"]


def test_dates_outside_the_kept_blocks_are_left_out() -> None:
    assert find_dates("in 2015. in 2016", (Sentence(start=0, end=8, block=0),), None)[-1].edtf == "2015"
