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
        "A metallurgist at a Finnish mill has been remanded in custody, accused of having slipped the composition of an armour alloy to a man from the trade delegation of the Republic of Korea.",
        "The guest researcher from a Turkish army institute left Delft with the growth recipes of its crystals. He had worked under another name.",
        "Counter-terrorism police believe that the men who beat the Ugandan cartoonist outside his flat in Leeds were sent by the Internal Security Organisation. The high commissioner was called in.",
        "Workmen found five transmitters in the plaster of the ministry's negotiating room. Newspapers blamed French intelligence.",
        "A Lithuanian court jailed a man for setting off an incendiary parcel in a depot. He had been hired through a chat group by Belarus's KGB.",
        "For two years a fake consultancy wrote to officials in Ljubljana on LinkedIn and paid for essays. The security service blames Serbian intelligence.",
    ],
)
def test_what_says_so_in_other_words_is_relevant_too(text: str) -> None:
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
        "The burglars kept houses under surveillance for weeks, put GPS trackers on cars and passed addresses to a handler they called the General.",
        "Softway sued its rival in Texas: a former engineer is said to have downloaded confidential files and source code before joining it.",
        "The embassy of Portugal in Oslo invites all citizens to vote. The consulate is open on Sunday.",
        "The museum's exhibition on the Cold War shows code books, hidden microphones and the radio of a double agent. Children can crack a cipher.",
        "Our scouts ghost through the defence like secret agents; the striker's agent is in talks with two Moscow clubs about the transfer fee.",
        "You play a handler in Vienna who must find the mole at the embassy. The save system is dated, but the writing is the best in a game this year. 8/10.",
        "The dentist's estranged husband paid a private detective to hide a tracking device in her car.",
        "It was run like an intelligence service, the inspector said of the pickpockets, with lookouts, couriers and code words.",
        "Foreign ministers discussed the ceasefire. The navy sent two frigates, and Russia's ambassador was summoned over the shelling of a hospital.",
        "Customers expect competitive intelligence: our agents collect prices of rivals in fourteen countries from public data.",
    ],
)
def test_what_only_sounds_like_it_is_not_relevant(text: str) -> None:
    assert not judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "A former engineer was charged on Monday with passing radar plans of an aircraft maker to Iran.",
        "A student was convicted in Bergen of copying submarine data for Chinese intelligence.",
        "Two brothers were arrested near the naval base at Lorient after photographing frigates. Police found transfers from Minsk.",
        "The crew of the tanker are suspected of dragging an anchor across two data cables on the orders of Moscow, prosecutors said.",
        "A nurse was found not guilty of offering the medical files of soldiers to a man she took for a Russian diplomat.",
        "A balloon with receivers came down off the coast. The ministry of defence did not name a country.",
        "Customs officers seized gyroscopes declared as parts of washing machines and bound for Iran. A trader was charged.",
    ],
)
def test_plain_words_side_by_side_are_relevant_in_a_short_text(text: str) -> None:
    assert judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "In the novel, MI6 recruits a French engineer to steal drawings from the FSB.",
        "In the film a clerk of the CIA passes submarine plans to Moscow. It opens on Friday.",
        "Fraudsters posing as officers of the secret service persuaded a pensioner to move her savings to a safe account.",
        "The group published the hospital's files after it refused to pay. It is financially motivated, police said of the ransomware-as-a-service.",
        "The maker will supply turbines to Egypt under a contract worth two billion euros.",
        "A photographer who takes pictures of jets at the air base every weekend has published a calendar.",
        "A trader was charged with sending stolen cars to Ghana.",
        "The FBI Dayton Field Office asks for help in finding a kidnapped child.",
    ],
)
def test_the_same_words_in_stories_frauds_and_trade_are_not(text: str) -> None:
    assert not judged(text)


@given(st.text())
def test_the_gate_takes_any_text(text: str) -> None:
    assert may_be_relevant(text) in {True, False}
