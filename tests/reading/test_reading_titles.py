# ruff: noqa: E501 - a sentence that is read stands on one line
import pytest
from reading_incidents_pages import incidents_of

from counterspy.reading.incidents.titles import LONGEST


def title_of(text: str) -> str:
    return incidents_of(text)[0].title


@pytest.mark.parametrize(
    "front",
    [
        "title: ",
        "TR24-118A: ",
        "OSLO, 4 May 2021 (Fjordwire) - ",
        "Oslo, 4 May 2021. ",
        "• ",
        "ALERT – ",
        "3.2 ",
        "Additionally, ",
    ],
)
def test_labels_datelines_and_bullets_are_no_part_of_a_title(front: str) -> None:
    text = f"{front}Egyptian intelligence officers threatened exiles in Vienna in 2020."
    assert title_of(text) == "Egyptian intelligence officers threatened exiles in Vienna in 2020"


def test_a_headline_that_shows_the_act_is_the_title() -> None:
    text = (
        "Clerk convicted of spying for Turkey\n\n"
        "Petra Vanek, a clerk in Vienna, was convicted on Monday of spying for Turkey's National Intelligence Organization."
    )
    assert title_of(text) == "Clerk convicted of spying for Turkey"


def test_a_long_sentence_is_cut_at_a_clause_behind_the_act() -> None:
    text = (
        "Henrik Aldous was convicted of espionage for France in Bergen on 4 March 2021, although the judge who heard the case "
        "had doubts about a good part of the evidence that the prosecution had put before her."
    )
    assert title_of(text) == "Henrik Aldous was convicted of espionage for France in Bergen on 4 March 2021"


def test_no_title_is_longer_than_one_line() -> None:
    text = (
        "Viktor Sandoval was arrested in Rotterdam for illegally exporting machine tools to Iran "
        + "and pumps " * 40
        + "."
    )
    assert len(title_of(text)) <= LONGEST
