# ruff: noqa: E501 - a sentence that is read stands on one line
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_incidents_pages import page_of

from counterspy.reading.gate import is_relevant, may_be_relevant
from counterspy.reading.incidents import find_incidents


def judged(text: str) -> bool:
    page = page_of(text)
    return may_be_relevant(text) and is_relevant(page, find_incidents(page, ()), ())


@pytest.mark.parametrize(
    "text",
    [
        "He was an informant.",
        "The firm lost TRADE SECRETS.",
        "国家安全部的间谍",
        "ФСБ задержала шпиона",
        "Der Geheimdienst schwieg.",
        "Spyware was found on her phone.",
    ],
)
def test_the_gate_lets_through_what_may_concern_it(text: str) -> None:
    assert may_be_relevant(text)


@pytest.mark.parametrize("text", ["", "The council planted forty trees.", "The bakery won an award for its bread."])
def test_the_gate_holds_back_what_cannot_concern_it(text: str) -> None:
    assert not may_be_relevant(text)


def test_whole_words_only() -> None:
    assert not may_be_relevant("The despyers of Aptonia cyberneticked.")


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was charged with leaking classified documents from the defence ministry in Oslo.",
        "Poland expelled three Russian diplomats on 3 June 2021 for espionage.",
        "Egyptian intelligence officers threatened exiles in Vienna in 2020.",
        "An overview of espionage: intelligence services use covert operations, and foreign interference by hostile states grows. "
        "Counterintelligence officers watch state-sponsored actors.",
        "North Korean IT workers used a laptop farm in Tallinn in 2023 to earn money for the regime.",
    ],
)
def test_espionage_and_its_kin_are_relevant(text: str) -> None:
    assert judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two former intelligence officials of Syria were charged with war crimes against civilians during the civil war.",
        "An oil tanker of the shadow fleet evaded sanctions; intelligence agencies tracked the shipping network.",
        "A gang was arrested in Lille for selling cocaine. Police used surveillance.",
        "The spy camera in our doorbell lets you see the street. Order now.",
        "Our new film stars an actress as a double agent. The thriller opens in cinemas; the novel was a bestseller.",
        "A ransomware gang broke into the network of a hospital and asked for a ransom payment.",
        "A man inspired by ISIS planned a terrorist attack with explosives.",
    ],
)
def test_what_only_sounds_like_it_is_not_relevant(text: str) -> None:
    assert not judged(text)


@given(st.text())
def test_the_gate_takes_any_text(text: str) -> None:
    assert may_be_relevant(text) in {True, False}
