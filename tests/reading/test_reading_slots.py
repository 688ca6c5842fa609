# ruff: noqa: E501 - a sentence that is read stands on one line
"""Sponsors, actors, targets, sectors, places and dates of an incident, by class of wording."""

import pytest
from reading_incidents_pages import incidents_of, names_of


@pytest.mark.parametrize(
    ("sponsor", "text"),
    [
        ("RS", "Police in Oslo arrested a clerk on suspicion of passing secret documents to an officer at the Serbian embassy."),
        ("BY", "A clerk in Riga passed secret documents to the Belarusian KGB in 2021."),
        ("GB", "British intelligence officers hacked the network of a Belgian telecom operator in Brussels in 2013."),
        ("IN", "A blogger in Toronto was followed for weeks by men working for Indian intelligence."),
        ("FR", "A technician in Bonn was charged with spying for France's foreign intelligence service."),
        ("IR", "A trader in Dubai was charged with smuggling drone parts to Iran."),
        ("TR", "Men followed an exiled journalist in Malmö in 2021 on behalf of Turkey's National Intelligence Organization."),
    ],
)  # fmt: skip
def test_the_state_that_acts_is_the_sponsor(sponsor: str, text: str) -> None:
    (incident,) = incidents_of(text)
    assert incident.sponsors == (sponsor,)
    assert any(one.field == "sponsors" and one.value == sponsor for one in incident.basis)


@pytest.mark.parametrize(
    "text",
    [
        "The Swedish Security Service, Säpo, arrested two men in Malmö who followed an exiled journalist for the Turkish National Intelligence Organization.",
        "Swedish police arrested two men in Malmö who followed an exiled journalist for the Turkish National Intelligence Organization. Sweden summoned the Turkish ambassador.",
    ],
)  # fmt: skip
def test_the_state_that_pursues_an_act_is_not_its_sponsor(text: str) -> None:
    (incident,) = incidents_of(text)
    assert incident.sponsors == ("TR",)


def test_a_leak_of_secrets_has_no_sponsor_where_none_is_named() -> None:
    text = "A U.S. Army soldier was arrested in Texas in 2021 for posting classified documents online."
    (incident,) = incidents_of(text)
    assert incident.sponsors == ()


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Halden Optics Ltd", "Russian hackers stole source code from the servers of Halden Optics Ltd in Leeds in 2019."),
        ("Halden Optics Ltd", "Simon Orr, a former technician at Halden Optics Ltd, was charged in Leeds with stealing trade secrets for Russia."),
        ("Halden Optics Ltd", "Simon Orr was charged in Leeds with stealing trade secrets of his employer, Halden Optics Ltd, for Russia."),
        ("Simon Orr", "The exiled journalist Simon Orr was abducted in Leeds in 2019 by Russian intelligence officers."),
        ("University of Leeds", "A visiting researcher copied drawings at the University of Leeds in 2019 for the Russian military."),
    ],
)  # fmt: skip
def test_who_is_hacked_robbed_or_pursued_is_the_target(target: str, text: str) -> None:
    (incident,) = incidents_of(text)
    assert target in names_of(text, incident.targets)


@pytest.mark.parametrize(
    ("sector", "text"),
    [
        ("semiconductors", "Russian hackers stole chip designs from a chipmaker in Leeds in 2019."),
        ("telecom", "Russian hackers broke into the network of a mobile operator in Leeds in 2019."),
        ("health", "Russian hackers stole vaccine data from a hospital in Leeds in 2019."),
        ("media", "Russian agents followed a blogger in Leeds in 2019."),
        ("government", "Russian hackers stole emails of the foreign ministry in Oslo in 2019."),
        ("energy", "Russian hackers broke into the network of a power plant in Leeds in 2019."),
        ("transport", "Russian agents sabotaged railway lines near Leeds in 2019."),
    ],
)  # fmt: skip
def test_the_words_for_a_victim_name_its_sector(sector: str, text: str) -> None:
    found = incidents_of(text)
    assert sector in {one for incident in found for one in incident.sectors}


def test_the_country_of_the_courts_bears_out_where_it_was() -> None:
    text = (
        "Simon Orr passed secret documents to Russian intelligence officers. Police in Oslo arrested him in May 2021. "
        "The Oslo District Court remanded him."
    )
    (incident,) = incidents_of(text)
    assert incident.places == ("NO",)


def test_the_date_of_a_verdict_is_no_date_of_the_act() -> None:
    text = "A court in Leeds on 4 May 2021 convicted Simon Orr of passing secret documents to Russian intelligence officers between March 2015 and June 2016."
    (incident,) = incidents_of(text)
    assert (incident.start, incident.end) == ("2015-03", "2016-06")


def test_an_embassy_officer_beside_the_accused_has_a_part_too() -> None:
    text = "Simon Orr was arrested in Leeds in 2019 for passing secret documents to the Russian attaché Lev Bortnik."
    (incident,) = incidents_of(text)
    assert names_of(text, incident.accused) == {"Simon Orr", "Lev Bortnik"}
