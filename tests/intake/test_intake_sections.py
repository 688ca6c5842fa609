import pytest

from counterspy.intake.blocks import cut_blocks
from counterspy.intake.byline import find_published, find_title

STORY = """The pilot who sold the weather

A meteorologist in Cork passed years of naval forecasts to an officer of the Brazilian navy, a court heard.

She was paid in first editions. "I thought that weather belonged to everybody," she told the court.

Prosecutors say that the forecasts let a survey vessel cross the exclusion zone unseen on at least four nights.
"""


def dropped(text: str) -> list[str]:
    return [text[block.start : block.end] for block in cut_blocks(text) if block.is_dropped]


def test_fields_of_an_archive_over_a_text_are_dropped_and_give_title_and_date():
    head = "title: The pilot who sold the weather\nslug: pilot-weather\ndate: 2024-03-12\nurl: https://lamp.example/a"
    text = STORY.replace("The pilot who sold the weather", head)
    blocks = cut_blocks(text)
    assert dropped(text) == head.split("\n")[1:]
    assert find_title(text, blocks) == "The pilot who sold the weather"
    assert find_published(text, blocks) == "2024-03-12"


def test_one_field_alone_is_the_documents_own():
    text = STORY.replace("\n\nA met", "\n\nSource: the court's own record\n\nA met", 1)
    assert dropped(text) == []


def test_readers_comments_are_dropped_up_to_the_first_line_that_is_none():
    text = STORY + "\nComments (2)\npier_dave: Never trust a barometer.\nIsla M: Six years seems right.\n"
    assert len(dropped(text)) == 3


def test_headlines_after_the_end_of_a_web_page_are_dropped_without_an_opener():
    text = (
        "Home | News | Weather | Sport\n\n"
        + STORY
        + "\nShare this article\nGoat wins the county prize\nNew roof for hall\n"
    )
    assert dropped(text)[1:] == ["Share this article", "Goat wins the county prize", "New roof for hall"]


def test_the_end_of_a_text_that_is_no_web_page_stays():
    assert dropped(STORY + "\nAoife Lanigan\nHead of Forecasting\n") == []


def test_references_at_the_end_of_a_web_page_stay():
    text = "Home | News | Weather | Sport\n\n" + STORY + "\nReferences\nForecast note 12\nTide tables of the pier\n"
    assert dropped(text) == ["Home | News | Weather | Sport"]


@pytest.mark.parametrize(
    "lines", ["one item", "one item\nanother item", "Name | Age\nJo | 45\nAnn | 39", "Unit\tNights\nOptics\t4"]
)
def test_small_lists_and_tables_of_the_text_stay(lines: str):
    assert dropped(STORY + "\n" + lines + "\n") == []
    assert dropped(STORY.replace("\n\nShe", "\n\n" + lines + "\n\nShe")) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ENDS", "navigation"),
        ("- ends of the earth -", None),
        ("(Reporting by Ines Calloway; Editing by Alma Reyes)", "byline"),
        ("(Desk Cork, 14:05)", "byline"),
        ("Tags: weather, courts", "navigation"),
        ("Already a subscriber? Log in to continue reading.", "navigation"),
        ("We and our 214 partners store cookies on your device. Accept  Reject all", "navigation"),
        ("The pier at dusk. [File, Lamp]", "caption"),
        ("The pier at dusk. Ada Wren/Reuters", "caption"),
        ("TLP:CLEAR", "disclaimer"),
        ("File name: tides.pdf.lnk", None),
    ],
)
def test_lines_beside_a_story_are_known(line: str, kind: str | None):
    text = STORY + "\n" + line + "\n"
    found = next(block for block in cut_blocks(text) if text[block.start : block.end] == line)
    assert (found.kind if found.is_dropped else None) == kind
