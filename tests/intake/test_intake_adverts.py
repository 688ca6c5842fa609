import pytest

from counterspy.intake.adverts import has_label_in_brackets
from counterspy.intake.blocks import cut_blocks

STORY = """The pilot who sold the weather

By Maud Ellering

A meteorologist in Cork passed years of naval forecasts to an officer of the Brazilian navy, a court heard.

{}

Prosecutors say that the forecasts let a survey vessel cross the exclusion zone unseen on at least four nights.
"""


def kind_of(line: str) -> str:
    text = STORY.format(line)
    return next(block.kind for block in cut_blocks(text) if text[block.start : block.end] == line)


@pytest.mark.parametrize(
    "line",
    [
        "[Ad] Oysters straight from the pier, on ice, at your door tomorrow morning. The first dozen is on us.",
        "SPONSORED: Cork widow, 68, earns 700 euros a day with this one weird app",
        "(Paid content) Why plumbers in Cobh are throwing away their wrenches",
        "Sponsored by LuckyPier Casino — 100 free spins, no deposit, T&Cs apply",
        "ANZEIGE: Nie wieder kalte Füße! Diese Socken begeistern ganz Irland",
        "Ferryman makes 3,000 kroner a day with this secret trading robot! Deposit today, withdraw profits tonight.",
        "==> This Cobh mother lost 20 kg without giving up soda bread <==",
        "🔥 WIN A CRUISE FOR TWO ➜ answer 3 easy questions ➜ T&Cs apply",
    ],
)
def test_adverts_are_known_by_label_or_by_what_they_promise(line: str):
    assert kind_of(line) == "advert"


@pytest.mark.parametrize(
    "line",
    [
        "He was offered a bonus of 5,000 euros and a free cruise for the tide tables, according to the charge sheet.",
        "The company sells trading robots; its owner, prosecutors say, was an officer of the service.",
        "The note said that he could earn 700 euros a day for short reports on the yard.",
        "A message from Moscow: the captain would be paid in Cork, and the charts were to be burnt.",
        "(Paid by the month, he handed over one chart at a time.)",
    ],
)
def test_a_true_paragraph_about_money_and_offers_stays(line: str):
    assert kind_of(line) == "paragraph"


def test_the_line_right_under_a_label_is_an_advert():
    text = STORY.format("ADVERTISEMENT\nNew windows for the whole house by Friday")
    assert [block.kind for block in cut_blocks(text)].count("advert") == 2


def test_a_paragraph_after_a_label_that_stands_alone_stays():
    text = STORY.format("Advertisement\n\nThe judge adjourned the case until the spring tide.")
    assert [block.kind for block in cut_blocks(text)].count("advert") == 1


def test_brackets_make_a_label_and_other_words_in_them_do_not():
    assert has_label_in_brackets("[Ad] Oysters")
    assert not has_label_in_brackets("[sic] Oysters")
