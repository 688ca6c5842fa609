import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.intake.blocks import cut_blocks
from counterspy.intake.byline import author_in, find_author, find_published, find_title
from counterspy.intake.dates import dates_in
from counterspy.model import is_edtf

BODY = "\n\nA meteorologist in Cork passed naval forecasts to an officer of the Brazilian navy, a court heard.\n"


def found(head: str) -> tuple[str | None, str | None, str | None]:
    text = head + BODY
    blocks = cut_blocks(text)
    return find_title(text, blocks), find_published(text, blocks), find_author(text, blocks)


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("12 March 2024 · 9 min read", "2024-03-12"),
        ("Published 21 November 2023, 15.42. Updated 17.10", "2023-11-21"),
        ("Winterthur, 6 May 2022", "2022-05-06"),
        ("2021-02-17 08:30", "2021-02-17"),
        ("March 3, 2020", "2020-03-03"),
        ("Stand: 19.03.2024, 07:15 Uhr", "2024-03-19"),
        ("Publié le 6 février 2023 à 11h20", "2023-02-06"),
        ("14 de agosto de 2023", "2023-08-14"),
        ("12 апреля 2023, 14:05", "2023-04-12"),
        ("2023年5月18日 09:30", "2023-05-18"),
        ("25/12/2019", "2019-12-25"),
        ("October 2018", "2018-10"),
    ],
)
def test_dates_are_read_in_many_forms(line: str, edtf: str):
    assert [date for _, _, date in dates_in(line)][:1] == [edtf]


def test_a_date_whose_day_and_month_could_be_swapped_gives_the_year_alone():
    assert [date for _, _, date in dates_in("02/03/2020")] == ["2020"]


def test_a_day_that_does_not_exist_is_no_date():
    assert list(dates_in("31 February 2020")) == []


@given(st.text(alphabet="0123456789-./ March年月日", max_size=30))
def test_every_date_found_is_one(line: str):
    assert all(is_edtf(date) for _, _, date in dates_in(line))


def test_headline_date_and_author_are_found_in_a_byline():
    head = "The pilot who sold the weather\n\nProfile photo of Maud ElleringMaud Ellering\n12 March 2024 · 9 min read"
    assert found(head) == ("The pilot who sold the weather", "2024-03-12", "Maud Ellering")


def test_the_day_of_publication_goes_before_the_day_of_renewal():
    assert found("The pilot who sold the weather\n\nUpdated 9 May 2021. Published 3 May 2021")[1] == "2021-05-03"


def test_a_date_inside_the_story_is_not_the_day_of_publication():
    text = "The pilot who sold the weather\n\nOn 3 May 2021 a meteorologist in Cork was arrested at the pier.\n"
    assert find_published(text, cut_blocks(text)) is None


def test_a_release_date_in_the_first_paragraph_counts():
    text = (
        "title: Intrusions at waterworks\n\nOriginal release date: April 14, 2022 | Last revised: May 2, 2022\n" + BODY
    )
    blocks = cut_blocks(text)
    assert find_published(text, blocks) == "2022-04-14"
    assert find_title(text, blocks) == "Intrusions at waterworks"


def test_the_subject_of_an_email_is_its_title():
    head = "From: Ada <ada@lamp.example>\nTo: all\nDate: Tue, 14 Jun 2022 08:12:44 +0200\nSubject: Enquiries for pumps"
    assert found(head)[:2] == ("Enquiries for pumps", "2022-06-14")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Hester Quill in Valletta", "Hester Quill"),
        ("Von Ruprecht Hallgarten", "Ruprecht Hallgarten"),
        ("Par Hermance du Fresnoy, à Lyon", "Hermance du Fresnoy"),
        ("Автор: Аглая Верстова", "Аглая Верстова"),
        ("记者 林若溪 报道", "林若溪"),
        ("By Torunn EideTorunn Eide, court correspondent", "Torunn Eide"),
        ("3 min read", None),
        ("By the harbour", None),
    ],
)
def test_authors_are_read_off_bylines(line: str, name: str | None):
    assert author_in(line) == name


def test_a_text_without_a_byline_has_no_author_and_no_date():
    assert found("The pilot who sold the weather")[1:] == (None, None)
