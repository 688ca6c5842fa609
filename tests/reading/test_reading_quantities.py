import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.reading.numbers import figure_value, han_value, word_value
from counterspy.reading.page import QuantitySpan, Sentence
from counterspy.reading.quantities import find_quantities


def lines(text: str) -> tuple[Sentence, ...]:
    """One sentence a line, one block a line."""
    sentences, start = [], 0
    for block, line in enumerate(text.split("\n")):
        if line:
            sentences.append(Sentence(start=start, end=start + len(line), block=block))
        start += len(line) + 1
    return tuple(sentences)


def find(text: str) -> tuple[QuantitySpan, ...]:
    return find_quantities(text, lines(text))


def said(text: str) -> list[tuple[str, float, str, str]]:
    return [
        (text[found.start : found.end], found.quantity.value, found.quantity.comparator, found.quantity.unit)
        for found in find(text)
    ]


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
COMPARATORS = st.sampled_from(
    [
        ("", "exactly"),
        ("over ", "over"),
        ("more than ", "over"),
        ("at least ", "at-least"),
        ("no fewer than ", "at-least"),
        ("up to ", "at-most"),
        ("no more than ", "at-most"),
        ("fewer than ", "under"),
        ("about ", "about"),
        ("nearly ", "about"),
        ("roughly ", "about"),
    ]
)
NOUNS = st.sampled_from(["files", "former police officers", "people", "naval engineers", "documents"])


def in_words(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    rest = f" and {in_words(number % 100)}" if number % 100 else ""
    if number < 1000:
        return f"{ONES[number // 100]} hundred{rest}"
    rest = (
        f" {in_words(number % 1000)}"
        if number % 1000 >= 100
        else f" and {in_words(number % 1000)}"
        if number % 1000
        else ""
    )
    return f"{in_words(number // 1000)} thousand{rest}"


@given(st.integers(1, 10**9), COMPARATORS, NOUNS)
def test_a_figure_with_comparator_and_noun_is_read_back(number: int, comparator: tuple[str, str], noun: str) -> None:
    written = f"{comparator[0]}{number:,} {noun}"
    assert said(f"They took {written} from the ship.") == [(written, number, comparator[1], noun)]


@given(st.integers(2, 99_999), COMPARATORS, NOUNS)
def test_a_number_in_words_is_read_back(number: int, comparator: tuple[str, str], noun: str) -> None:
    written = f"{comparator[0]}{in_words(number)} {noun}"
    assert said(f"They took {written} from the ship.") == [(written, number, comparator[1], noun)]


@given(st.integers(1, 999_999), st.sampled_from([("$", "USD"), ("A$", "A$"), ("€", "EUR"), ("CHF ", "CHF")]))
def test_money_is_read_back(number: int, sign: tuple[str, str]) -> None:
    written = f"{sign[0]}{number:,}"
    (found,) = find(f"He paid {written} in cash.")
    assert (found.kind, found.quantity.value, found.quantity.unit) == ("money", number, sign[1])


@given(st.integers(0, 100), st.sampled_from(["%", " per cent", " percent"]))
def test_shares_are_percent(number: int, sign: str) -> None:
    (found,) = find(f"It was {number}{sign} in all.")
    assert (found.kind, found.quantity.value) == ("percent", number)


@given(st.integers(1, 60), st.integers(1, 11))
def test_years_and_months_are_one_duration_in_months(years: int, months: int) -> None:
    text = f"sentenced to {years} years and {months} months in prison."
    assert said(text) == [(text[13:-1], 12 * years + months, "exactly", "months in prison")]


@given(st.text(max_size=200))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    check(text)


PIECES = st.sampled_from(
    [
        "over",
        "up",
        "to",
        "at",
        "least",
        "half",
        "a",
        "third",
        "of",
        "the",
        "quarters",
        "hundreds",
        "thousands",
        "million",
        "two",
        "three",
        "one",
        "dozen",
        "double",
        "12",
        "3.5",
        "1,278",
        "20",
        "000",
        "$",
        "A$",
        "€",
        "%",
        "per",
        "cent",
        "years",
        "and",
        "months",
        "old",
        "in",
        "prison",
        "people",
        ",",
        ".",
        "-",
        "/",
        "60",
        "万",
        "人",
        "三",
        "名",
        "超过",
        "более",
        "тыс.",
        "kroner",
        "CHF",
        "times",
        "some",
        "more",
        "or",
        "than",
        "Unit",
        "May",
    ]
)


@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", ""]))
def test_any_heap_of_number_words_gives_ordered_spans(words: list[str], gap: str) -> None:
    check(gap.join(words))


def check(text: str) -> None:
    last = 0
    for found in find(text):
        assert last <= found.start < found.end <= len(text)
        assert found.quantity.unit
        assert found.quantity.value >= 0
        last = found.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("over half of the incidents were", ("over half of the incidents", 50, "over", "percent of the incidents")),
        ("half of the files might", ("half of the files", 50, "exactly", "percent of the files")),
        (
            "about a third of those letters lead",
            ("about a third of those letters", 33, "about", "percent of those letters"),
        ),
        ("roughly four-fifths of the cost", ("roughly four-fifths of the cost", 80, "about", "percent of the cost")),
        ("two thirds of members", ("two thirds of members", 67, "exactly", "percent of members")),
        (
            "fewer than one per cent of all modems",
            ("fewer than one per cent of all modems", 1, "under", "per cent of all modems"),
        ),
        ("hundreds of pages", ("hundreds of pages", 100, "over", "pages")),
        ("tens of thousands of emails", ("tens of thousands of emails", 10_000, "over", "emails")),
        ("millions of U.S. persons in", ("millions of U.S. persons", 1_000_000, "over", "U.S. persons")),
        ("a dozen agents", ("a dozen agents", 12, "exactly", "agents")),
        ("half a million records", ("half a million records", 500_000, "exactly", "records")),
        ("it could double by then", ("double", 2, "exactly", "times")),
        ("met eleven times in", ("eleven times", 11, "exactly", "times")),
        ("20 or more people", ("20 or more people", 20, "at-least", "people")),
        ("A$3.1 million a year.", ("A$3.1 million a year", 3_100_000, "exactly", "A$ a year")),
        ("about CHF 24 million,", ("about CHF 24 million", 24_000_000, "about", "CHF")),
        ("5.2 million kroner", ("5.2 million kroner", 5_200_000, "exactly", "kroner")),
        ("a Scheme of $248M to Defraud", ("$248M", 248_000_000, "exactly", "USD")),
        ("Over $3.6 Million to Settle", ("Over $3.6 Million", 3_600_000, "over", "USD")),
        ("a £2m grant", ("£2m", 2_000_000, "exactly", "GBP")),
        ("up to 15 years in prison", ("up to 15 years in prison", 15, "at-most", "years in prison")),
        (
            "three years of supervised release",
            ("three years of supervised release", 3, "exactly", "years of supervised release"),
        ),
        ("a two-year term", ("two-year", 2, "exactly", "year")),
        (
            "two highly trained naval officers who",
            ("two highly trained naval officers", 2, "exactly", "highly trained naval officers"),
        ),
        ("超过60万人", ("超过60万人", 600_000, "over", "人")),
        ("三名男子", ("三名", 3, "exactly", "名")),
        ("более 600 тыс. человек", ("более 600 тыс. человек", 600_000, "over", "человек")),
        ("the 39-year-old clerk", ("39-year-old", 39, "exactly", "years")),
    ],
)
def test_quantities_mean_what_they_say(text: str, expected: tuple[str, float, str, str]) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Unit 61398 moved",
        "the Five Eyes states",
        "section 207 applies",
        "the 74455 of",
        "on May 20 people left",
        "20 May",
        "7/14/2016",
        "media. 2 The",
        "Windows 10 hosts",
        "a 64-page judgment",
        "CVE-2021-44228",
        "18 U.S.C. § 1951",
        "in 2016 documents",
        "five years ago",
        "over the past two years",
        "at 15.42 he",
        "a double agent",
        "the second half of it",
        "one of the two",
        "10.0.0.1",
        "a third party",
        "a mail-12 box",
        "call 202-555-0199",
    ],
)
def test_labels_dates_and_names_are_no_quantities(text: str) -> None:
    assert said(text) == []


def test_an_age_is_told_from_a_count() -> None:
    assert [found.kind for found in find("Petra Olin, 39, of Lund, met three men.")] == ["age", "count"]


def test_a_bare_number_counts_what_the_one_before_it_counts() -> None:
    assert said("There were 41 files; before there were 12.")[1] == ("12", 12, "exactly", "files")
    assert said("The yard claimed 46 million kroner. Judges gave 5.2 million.")[1][3] == "kroner"
    assert said("There were 41 files.\nBefore there were 12.")[1:] == []


def test_part_of_a_count_has_its_noun() -> None:
    assert said("three of the 41 files concern")[0] == ("three", 3, "exactly", "files")


def test_a_number_word_with_a_capital_counts_in_headings_and_first_words_only() -> None:
    text = "Charges against Two Local Agents"
    assert find_quantities(text, (Sentence(start=0, end=len(text), block=0, is_heading=True),))[0].quantity.value == 2
    assert said(text) == []
    assert said("Two local agents left")[0][1] == 2


@given(st.integers(0, 99_999))
def test_number_words_have_their_value(number: int) -> None:
    assert word_value(in_words(number)) == number


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("1,278", 1278),
        ("5.2", 5.2),
        ("20 000", 20_000),
        ("60万", 600_000),
        ("二十五", 25),
        ("六十万", 600_000),
        ("x", None),
        ("", None),
    ],
)
def test_figures_have_their_value(figure: str, value: float | None) -> None:
    assert figure_value(figure) == value


@pytest.mark.parametrize("words", ["", "and", "twenty files", "of"])
def test_words_that_are_no_number_have_no_value(words: str) -> None:
    assert word_value(words) is None
    assert han_value("三x") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("worth between 11 and 14 billion euros a year", (11_000_000_000, "at-least", "euros a year")),
        ("between £9bn and £14bn was lost", (9_000_000_000, "at-least", "GBP")),
        ("between 1,150 and 1,250 incidents", (1150, "at-least", "incidents")),
        ("10–15 per cent of the firms", (10, "at-least", "per cent of the firms")),
        ("£9-14 million was lost", (9_000_000, "at-least", "GBP")),
        ("two or three friendly calls", (2, "at-least", "friendly calls")),
    ],
)
def test_a_range_is_at_least_its_lower_end(text: str, expected: tuple[float, str, str]) -> None:
    assert [found[1:] for found in said(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one in eight had been mentioned", (12.5, "exactly", "percent")),
        ("Fewer than one in fifty of the comments", (2, "under", "percent of the comments")),
        ("9 out of 10 said so", (90, "exactly", "percent")),
        ("perhaps a fifth of the losses", (20, "about", "percent of the losses")),
        ("some six per cent of cases", (6, "about", "per cent of cases")),
    ],
)
def test_a_share_is_percent_however_it_is_put(text: str, expected: tuple[float, str, str]) -> None:
    assert [found[1:] for found in said(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("six of eight counts of fraud", [(6, "exactly", "counts")]),
        ("Of the 380 instruments, seventy-two were intercepted", [(72, "exactly", "instruments")]),
        ("fourteen such cases", [(14, "exactly", "such cases")]),
        ("more than one other centre", [(1, "over", "other centre")]),
        ("for the better part of six years, it ran", [(6, "under", "years")]),
        ("two and a half years in prison", [(2.5, "exactly", "years in prison")]),
        ("19 Russian and Belarusian diplomats", [(19, "exactly", "Russian and Belarusian diplomats")]),
        ("Oslo, 4 May. – Two men were charged", [(2, "exactly", "men")]),
    ],
)
def test_parts_of_a_whole_and_other_ways_to_count(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [found[1:] for found in said(text)] == expected


@pytest.mark.parametrize(
    "text", ["we have not found a third.", "half the world knew", "It was sent back twice.", "2016-2018 was quiet"]
)
def test_idioms_and_spans_of_years_count_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 200 and 300 firms and 40 files", [(200, "at-least", "firms"), (40, "exactly", "files")]),
        ("paid €5,000–€10,000 in cash", [(5000, "at-least", "EUR")]),
        ("worth $30 million to $40 million", [(30_000_000, "at-least", "USD")]),
        ("he called 40-50 times", [(40, "at-least", "times")]),
        ("over 1 600 civil flights", [(1600, "over", "civil flights")]),
        ("Rs 3.86 lakh was paid", [(386_000, "exactly", "Rs")]),
        ("several hundred travellers", [(100, "over", "travellers")]),
        ("a five-count indictment", [(5, "exactly", "counts")]),
        ("one in nine of the lures", [(11, "exactly", "percent of the lures")]),
    ],
)
def test_ranges_groups_of_digits_and_other_lands_scales_are_read(
    text: str, expected: list[tuple[float, str, str]]
) -> None:
    assert [found[1:] for found in said(text)] == expected
