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
        ("Published 9 October 2022, 11.05. Updated 12.30", "2022-10-09"),
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
        ("FOR IMMEDIATE RELEASE", None),
        ("By Lamp staff reporters", None),
        ("Hester Quill | Tuesday, January 14, 2025", "Hester Quill"),
        ("Hester Quill, Valletta, 27 June 2024", "Hester Quill"),
        ("Kiteline Weather Ltd", None),
    ],
)
def test_authors_are_read_off_bylines(line: str, name: str | None):
    assert author_in(line) == name


def test_a_text_without_a_byline_has_no_author_and_no_date():
    assert found("The pilot who sold the weather")[1:] == (None, None)


@pytest.mark.parametrize(
    ("opening", "edtf"),
    [
        ("CORK, 17 May 2023 (Pier Wire) - A pilot was held.", "2023-05-17"),
        ("CORK, Ireland, Nov 8, 2017 (Pier Wire) — A pilot was held.", "2017-11-08"),
        ("Cork, 9 July 2025. New offences will become law.", "2025-07-09"),
        ("Berlin (dpa), 5. März 2021 – Ein Pilot wurde festgenommen.", "2021-03-05"),
        ("Paris, le 5 mars 2021 – Un pilote a été arrêté.", "2021-03-05"),
        ("Madrid, 5 de marzo de 2021.- Un piloto fue detenido.", "2021-03-05"),
        ("МОСКВА, 5 марта 2021 г. /ПИРС/. Задержан пилот.", "2021-03-05"),
        ("北港社科克2021年3月5日电 一名飞行员被捕。", "2021-03-05"),
        ("Issued on 5 March 2021. This notice concerns pilots.", "2021-03-05"),
        ("A warrant was issued on 5 March 2021 in Cork.", None),
        ("In May 2021, a pilot was held.", None),
        ("Held on 5 March 2021: the pilot of the ferry.", None),
    ],
)
def test_a_dateline_gives_the_day_and_an_event_does_not(opening: str, edtf: str | None):
    text = f"The pilot who sold the weather\n\n{opening} The court heard him for the whole of the afternoon.\n"
    assert find_published(text, cut_blocks(text)) == edtf


def test_a_heading_of_a_judgment_and_a_running_header_give_the_day():
    text = "HIGH COURT\n\nJudgment of 4 May 2021\n\nThe Republic v. Ada Wren\n" + BODY
    assert find_published(text, cut_blocks(text)) == "2021-05-04"
    body = "the witness carried two of the aerials up the stairs of the annex in the\n" * 5
    paged = (
        f"PB-12 Pier Bulletin 11 June 2024\nPage 1 of 2\n{body}PB-12 Pier Bulletin 11 June 2024\nPage 2 of 2\n{body}"
    )
    assert find_published(paged, cut_blocks(paged)) == "2024-06-11"


@pytest.mark.parametrize(
    "head",
    [
        "Office of the Prosecutor\nDistrict of Cork\nFOR IMMEDIATE RELEASE\n3 March 2022\n{}",
        "State Security Service (SSS)\n\nPRESS RELEASE\n\nCork, 18 January 2022\n\n{}",
        "FINANCIAL SANCTIONS NOTICE\n\n{}\n\n3 March 2022",
        "OUTLET: Pier Wire\nHEADLINE: {}\nDATE: 2022-03-03\nSLUG: PILOT-2ND",
        "THE LAMP INSTITUTE\nResearch Note 14 | April 2024\n\n{}",
    ],
)
def test_the_headline_goes_before_the_body_that_speaks_and_the_form_of_its_paper(head: str):
    title, _, author = found(head.format("Pilot sold forecasts to a foreign navy"))
    assert title == "Pilot sold forecasts to a foreign navy"
    assert author is None
