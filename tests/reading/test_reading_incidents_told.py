# ruff: noqa: E501 - a sentence that is read stands on one line
"""Which incidents a document tells, with what methods, and when."""

import pytest
from reading_incidents_pages import incidents_of

FOR_A_SERVICE = [
    ("agent-activity", "Milan Horvat was convicted in Zagreb in 2021 of having photographed the depot at Karlovac on the instructions of the GRU."),
    ("insider-theft", "Ida Lund, an engineer at Fjellmotor AS in Bergen, was arrested in May 2021 after she had sold process recipes to an officer of the SVR."),
    ("recruitment-approach", "An intelligence officer of the SVR befriended a clerk of the defence ministry in Vienna on Facebook in 2019 to obtain secret documents."),
    ("technical-surveillance", "In 2020 men working for the IRGC installed cameras opposite the office of a broadcaster in Copenhagen."),
    ("cyber-intrusion", "In March 2022 hackers of the GRU deployed malware at two ministries in Skopje."),
    ("sabotage", "In October 2023 the crew of a tanker hired by the GRU severed a data cable off Estonia."),
]  # fmt: skip


@pytest.mark.parametrize(("method", "text"), FOR_A_SERVICE)
def test_an_act_its_thing_and_its_principal_show_the_method_together(method: str, text: str) -> None:
    (incident,) = incidents_of(text)
    assert method in incident.methods


def test_a_case_that_opens_with_somebody_new_in_another_paragraph_is_another_incident() -> None:
    first, second = incidents_of(
        "Karel Novotny was convicted in Brno in 2019 of spying for the GRU. Novotny passed lists of troops to a handler.\n\n"
        "Signe Holm was charged in Oslo in 2022 with spying for the GRU. Holm passed maps to a handler."
    )
    assert (first.start, second.start) != ("2022", "2019")


def test_a_lead_that_names_nobody_and_the_sentence_that_names_him_tell_one_incident() -> None:
    text = (
        "A court in Brno on Monday jailed a former clerk for spying for the GRU.\n\n"
        "Karel Novotny, 51, was found guilty of passing secret documents to the GRU between 2017 and 2019."
    )
    assert len(incidents_of(text)) == 1


def test_a_headline_that_alone_tells_the_act_has_the_lead_beside_it_as_evidence() -> None:
    text = (
        "Clerk Jailed for Spying for the GRU\n\n"
        "Karel Novotny, 51, was sentenced in Brno to nine years in prison on 4 May 2021."
    )
    (incident,) = incidents_of(text)
    assert any(text[span.start : span.end].startswith("Karel Novotny") for span in incident.evidence)


def test_that_hackers_worked_for_a_service_and_copied_files_is_the_intrusion_alone() -> None:
    (incident,) = incidents_of(
        "Hackers working for the GRU broke into the servers of Belltower Telecom in Oslo in 2019 and exfiltrated files of employees."
    )
    assert incident.methods == ("cyber-intrusion",)


@pytest.mark.parametrize(
    "date",
    [
        "Karel Novotny, born in 1971, was convicted in Brno of passing secret documents to the GRU in 2018.",
        "On 4 May 2021 prosecutors in Brno charged Karel Novotny with passing secret documents to the GRU in 2018.",
        "Karel Novotny passed secret documents to the GRU in 2018, one of 14 such cases in Brno compared with three in 2009.",
    ],
)
def test_births_charges_and_comparisons_do_not_date_the_act(date: str) -> None:
    (incident,) = incidents_of(date)
    assert (incident.start, incident.end) == ("2018", "2018")


def test_the_name_of_the_charge_makes_no_plan_of_what_was_done() -> None:
    (incident,) = incidents_of(
        "Karel Novotny pleaded guilty in Brno to conspiracy to commit an offence. Between 2017 and 2019 he passed secret documents to the GRU."
    )
    assert incident.realis == "actual"


@pytest.mark.parametrize("front", ["Chapter 3. ", "Reasons: ", "(Grounds for listing): ", "Case study 2: "])
def test_a_title_has_no_number_or_label_at_its_front(front: str) -> None:
    (incident,) = incidents_of(f"{front}Karel Novotny passed secret documents to the GRU in Brno in 2018.")
    assert incident.title.startswith("Karel Novotny")
