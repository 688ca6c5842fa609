"""Who stands behind an act, who suffers it, who receives what is taken, and where it was."""

import pytest

from counterspy import intake, reading
from counterspy.model import ReadIncident


def read_one(text: str) -> tuple[ReadIncident, dict[str, str]]:
    found = reading.read(intake.read_document(intake.Raw(location="page.txt", data=text.encode())))
    (incident,) = found.incidents
    return incident, {entity.id: entity.name for entity in found.entities}


def test_the_state_of_expelled_diplomats_is_the_sponsor_and_their_embassy_no_target() -> None:
    incident, names = read_one(
        "The Ministry of Foreign Affairs in Helsinki today informed the Belarusian ambassador that two employees of the"
        " Belarusian Embassy are declared persona non grata. They had tried to recruit sources in the space industry."
    )
    assert incident.sponsors == ("BY",)
    assert not any("Embassy" in names[target] for target in incident.targets)


def test_a_deputy_head_of_a_service_acts_for_it_and_the_state_robbed_is_no_sponsor() -> None:
    incident, _ = read_one(
        "Pavel Arturovich Zimin is a Deputy Head of the Federal Security Service (FSB). There are reasonable grounds to"
        " suspect that he has procured the theft of secret documents from the Security Service of Ukraine."
    )
    assert incident.sponsors == ("RU",)


def test_a_service_whose_contractor_leaks_is_no_sponsor() -> None:
    incident, _ = read_one(
        "National Security Agency Contractor Sentenced for Leaking Classified Report\n\nCarla Dunmore, 31, was"
        " sentenced to 40 months in prison for mailing a classified report of the National Security Agency."
    )
    assert incident.sponsors == ()


def test_a_university_that_receives_smuggled_goods_names_the_sponsor() -> None:
    incident, _ = read_one(
        "Brightwell Optics Inc. of Oregon pleaded guilty to illegally exporting amplifiers without a license. It sold"
        " the amplifiers to the University of Science and Technology of China (USTC)."
    )
    assert incident.sponsors == ("CN",)


@pytest.mark.parametrize(
    ("words", "sectors"),
    [
        ("the wafer inspection process of a chip maker", ("semiconductors",)),
        ("the natural gas operator", ("energy",)),
    ],
)
def test_what_was_entered_names_the_sector(words: str, sectors: tuple[str, ...]) -> None:
    incident, _ = read_one(f"Hackers working for Iran broke into the network of {words} in Norway in May 2022.")
    assert incident.sectors == sectors


def test_an_airport_where_somebody_is_arrested_is_no_sector() -> None:
    incident, _ = read_one(
        "Jan Dorn was arrested at Orly Airport on 3 May 2023 and charged with spying for Russia on a frigate yard."
    )
    assert "transport" not in incident.sectors


def test_an_act_is_put_at_every_country_of_a_list() -> None:
    incident, _ = read_one(
        "The GRU recruited men for arson attacks on depots in Poland and the Czech Republic in May 2024."
    )
    assert incident.places == ("PL", "CZ")
