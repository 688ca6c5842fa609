"""Heads of releases stay, heads of newspapers and of printed pages go; what an office writes under its release goes."""

import pytest

from counterspy.intake.blocks import cut_blocks

STORY = (
    "A court in Aarhus on Tuesday sentenced a former clerk of the harbour office to three years in prison for passing "
    "lists of ships to an officer of a foreign service, whom he had met eleven times.\n\n"
    "The clerk said through his counsel that he would appeal, and that he had never been told who the man was."
)


def dropped(text: str) -> list[str]:
    return [text[block.start : block.end] for block in cut_blocks(text) if block.is_dropped]


HEADLINE = "Former harbour clerk sentenced for passing lists of ships"


def test_the_head_and_the_day_of_a_release_are_its_own() -> None:
    head = "Ministry of Justice\nNational Security Unit\nPress release 12/2024\n4 June 2024"
    assert dropped(f"{head}\n{HEADLINE}\n\n{STORY}\n") == []


def test_the_name_of_a_newspaper_over_a_headline_is_not_the_story() -> None:
    text = f"The Kattegat Courier\nDENMARK\n{HEADLINE}\nBy Ane Holm\n4 June 2024\n\n{STORY}\n"
    assert dropped(text) == ["The Kattegat Courier", "DENMARK", "By Ane Holm", "4 June 2024"]


def test_the_name_of_a_designated_newspaper_stays() -> None:
    text = (
        "NORTHERN DAILY NEWS\n\nNorthern Daily News is owned by the state and has spread invented reports since 2022.\n"
    )
    assert dropped(text) == []


@pytest.mark.parametrize(
    "end",
    [
        "Contact: Media service, Harbour Street 4, 8000 Aarhus",
        "For the prosecutor's office: the spokespersons\npress@office.example | tel. +45 20 00 00 00",
        "Case number: AM-100-24",
        "Updated June 4, 2024",
    ],
)
def test_whom_the_press_may_ask_and_the_number_of_the_case_are_not_the_story(end: str) -> None:
    assert "\n".join(dropped(f"{HEADLINE}\n\n{STORY}\n\n{end}\n")) == end


@pytest.mark.parametrize(
    "end",
    [
        "Updated figures for 2024 show that the harbour lost 14 lists of ships in all, the ministry said.",
        "Address: 14 Harbour Road, Aarhus",
        "Thank you for your patience.\nAda Holm\nDirector",
    ],
)
def test_what_the_text_ends_with_stays(end: str) -> None:
    assert dropped(f"{HEADLINE}\n\n{STORY}\n\n{end}\n") == []


PAGE = """{head}
C. Contacts of the candidate
The candidate met the trader for the first time on 12 May at a hotel on the lake.
The two exchanged some forty letters over the next months, most of them by courier, and
{stamp}
the Office has found no sign that the candidate answered the last of them. The trader has
since left the country. His counsel told the Office that he had acted on his own, and that
{stamp}
nobody had paid him. A grand jury heard four witnesses, among them the hotel's porter.
77 Interview of the porter, 8/17, at 3.
{foot}"""


@pytest.mark.parametrize(
    ("head", "stamp", "foot"),
    [
        ("OFFICE OF THE INSPECTOR GENERAL", "Matter Before the Committee", "B-17"),
        ("0ffice 0f the Speciai Counsei        Privi1eged - De1iberative", "[ Section removed ]", "-- 14 / 6O --"),
        ("Report of the Commission        Volume II", "[Two lines deleted]", "20          Annual Review"),
    ],
)
def test_heads_feet_and_stamps_of_a_printed_page_are_not_its_text(head: str, stamp: str, foot: str) -> None:
    assert dropped(PAGE.format(head=head, stamp=stamp, foot=foot)) == [head, stamp, stamp, foot]


def test_a_court_that_heads_its_ruling_stays() -> None:
    text = PAGE.format(head="UNITED STATES COURT OF APPEALS", stamp="[ Section removed ]", foot="- 14 -")
    assert "UNITED STATES COURT OF APPEALS" not in dropped(text)


def test_a_table_at_the_end_is_no_footer() -> None:
    text = f"{HEADLINE}\n\n{STORY}\n\nPort    Cases\nAarhus    14\nEsbjerg    12\n"
    assert dropped(text) == []
