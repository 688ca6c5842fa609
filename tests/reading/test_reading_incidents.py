# ruff: noqa: E501 - a sentence that is read stands on one line
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_incidents_pages import incidents_of, names_of, page_of

from counterspy.model import Mention, ReadEntity
from counterspy.reading.incidents import find_incidents, is_relevant
from counterspy.reading.incidents.phrases import spell_out, verb_forms
from counterspy.reading.page import DateSpan, Page, Sentence
from counterspy.vocabulary import codes

CASES = [
    ("insider-theft", "FR", "Henrik Aldous, 52, a former engineer at Norrvik Marine AS in Bergen, was convicted of passing torpedo drawings to an officer of the DGSE, France's foreign intelligence service."),
    ("agent-activity", "TR", "Petra Vanek was charged in Vienna with espionage for Turkey's National Intelligence Organization (MIT)."),
    ("agent-activity", "IN", "A jury in Ottawa acquitted Colin Brathwaite of acting as an agent of the Indian government."),
    ("cyber-intrusion", "US", "The US National Security Agency broke into the servers of Belltower Telecom in Brussels in 2012, the company disclosed."),
    ("cyber-intrusion", "IL", "Israeli hackers breached the email accounts of the Cairo publisher Samira Fouad in 2019."),
    ("recruitment-approach", "RU", "In October 2022 a woman posing as a headhunter on LinkedIn contacted a battery researcher in Dresden on behalf of Russia's SVR."),
    ("recruitment-approach", "CU", "Cuban state security recruited Diego Palmas, a clerk in Madrid, who was arrested in January 2018."),
    ("illegal-export", "IR", "Viktor Sandoval was arrested in Rotterdam for illegally exporting machine tools to Iran without a licence."),
    ("front-company", "PK", "Blue Heron Trading, a front company in Hamburg working for Pakistan's ISI, ordered the pumps in 2015."),
    ("technical-surveillance", "GB", "A British listening post in Berlin intercepted calls of German ministers in 2013."),
    ("aerial-maritime-collection", "CN", "A Chinese surveillance balloon crossed a missile range in Alaska in February 2023."),
    ("aerial-maritime-collection", "RU", "A Russian spy ship mapped undersea cables off the coast of Ireland in May 2021."),
    ("physical-surveillance", "AE", "In 2022 two men followed Nadia Karim between her home in Zurich and her office on behalf of the Emirati State Security Agency."),
    ("influence", "PK", "Pakistan's ISI ran an influence campaign with fake accounts against elections in India in 2019."),
    ("influence", "MA", "Moroccan intelligence officers secretly funded politicians in Brussels between 2014 and 2021."),
    ("transnational-repression", "RW", "Rwandan agents threatened exiles in Brussels in 2021."),
    ("transnational-repression", "ET", "Three Ethiopian intelligence officers threatened refugees in Nairobi in 2016."),
    ("supply-chain", "KP", "A software update was tampered with before delivery in Seoul in 2023 by hackers linked to North Korea."),
    ("sabotage", "RU", "Saboteurs hired by the GRU set fire to a warehouse near Riga in April 2024."),
    ("hack-and-leak", "IR", "Hackers working for Iran released stolen emails of the campaign in Tirana in 2022."),
    ("talent-programme", "CN", "Under the Thousand Talents programme Professor Adrian Keel was paid by the Chinese government in 2018."),
    ("academic-access", "CN", "A visiting scholar in Melbourne copied files for the benefit of the Chinese military in 2017."),
    ("investment", "CN", "A state-owned investor acquired a stake in a chipmaker in Dresden in 2016 on behalf of the Chinese government."),
    ("other", "VN", "Vietnamese agents abducted the businessman Tran Quoc Bao from a park in Berlin on 23 July 2017."),
]  # fmt: skip


@pytest.mark.parametrize(("method", "sponsor", "text"), CASES)
def test_the_words_of_each_method_show_it_and_the_state_behind_it(method: str, sponsor: str, text: str) -> None:
    (incident,) = incidents_of(text)
    assert method in incident.methods
    assert incident.sponsors == (sponsor,)


def test_every_method_of_the_closed_list_has_phrases() -> None:
    assert {method for method, _, _ in CASES} == set(codes("method"))


def test_an_insider_s_employer_is_the_target_and_the_recipient_service_the_actor() -> None:
    text = CASES[0][2]
    (incident,) = incidents_of(text)
    assert names_of(text, incident.accused) == {"Henrik Aldous"}
    assert names_of(text, incident.targets) == {"Norrvik Marine AS"}
    assert names_of(text, incident.actors) == {"Directorate-General for External Security"}
    assert incident.places == ("NO",)


def test_a_service_that_arrests_and_comments_is_no_sponsor() -> None:
    text = "The Danish Security and Intelligence Service arrested Jens Holm in Aarhus in 2021 on suspicion of spying for Belarus."
    (incident,) = incidents_of(text)
    assert incident.sponsors == ("BY",)
    assert incident.actors == ()


def test_nationality_and_birthplace_make_no_sponsor() -> None:
    text = "Anton Vale, a Serbian citizen born in Minsk, was arrested in Oslo in 2020 for theft of trade secrets."
    (incident,) = incidents_of(text)
    assert incident.sponsors == ()


def test_the_same_words_with_another_name_read_the_same() -> None:
    text = "{} was convicted in Madrid in 2020 of passing secret documents to Moroccan intelligence officers."
    first, second = (incidents_of(text.format(name))[0] for name in ("Omar Haddad", "Peter Lindqvist"))
    assert (first.methods, first.sponsors, first.realis, len(first.accused)) == (
        second.methods, second.sponsors, second.realis, len(second.accused)
    )  # fmt: skip


def test_a_separate_case_is_another_incident() -> None:
    text = (
        "Three Ethiopian intelligence officers monitored the phones of refugees in Nairobi with spyware in 2016. "
        "In a separate case, Cuban state security recruited Diego Palmas, a clerk in Madrid, who was arrested in January 2018."
    )  # fmt: skip
    first, second = incidents_of(text)
    assert (first.sponsors, second.sponsors) == (("ET",), ("CU",))


def test_that_somebody_worked_for_a_service_is_no_method_beside_a_plain_act() -> None:
    text = "The group, which is run by the Moroccan intelligence service, hacked into the servers of Belltower Telecom in 2019 and infected the phones of its engineers."
    (incident,) = incidents_of(text)
    assert incident.methods == ("cyber-intrusion",)


def test_a_line_that_speaks_on_about_the_act_is_evidence_too() -> None:
    text = (
        "Petra Vanek, a clerk in Vienna, was charged in 2021 with espionage for Turkey's National Intelligence Organization. "
        "She received envelopes from a diplomat at the embassy and asked for instructions on 3 May 2020."
    )  # fmt: skip
    (incident,) = incidents_of(text)
    assert len(incident.evidence) == 2


def test_words_of_another_crime_show_no_incident() -> None:
    text = "A gang in Birmingham put tracking devices on the cars of jewellers, followed them and stole confidential files in 2020."
    assert incidents_of(text) == ()


def test_dates_of_the_act_count_and_dates_of_the_court_do_not() -> None:
    text = "Henrik Aldous was convicted on 4 March 2021 of passing sonar data to French intelligence between May 2017 and June 2019."
    (incident,) = incidents_of(text)
    assert (incident.start, incident.end) == ("2017-05", "2019-06")


def test_a_trend_is_no_incident() -> None:
    text = "Foreign intelligence services are often said to use professional networks. New laws could help companies."
    assert incidents_of(text) == ()


def test_fiction_has_no_incident() -> None:
    text = (
        "Mara Quill's debut novel follows a Mossad officer who recruits a double agent in Prague. The plot twist is worth "
        "the price of the paperback, and the characters shine. It is the best spy novel of the year."
    )  # fmt: skip
    page = page_of(text)
    assert find_incidents(page, ()) == ()
    assert not is_relevant(page, (), ())


def test_an_attempt_is_told_from_an_act() -> None:
    text = "In 2019 Russian hackers attempted to gain unauthorised access to the networks of Belltower Telecom in Brussels."
    (incident,) = incidents_of(text)
    assert incident.realis == "attempted"


def test_verbs_and_braces_are_spelt_out() -> None:
    assert verb_forms("steal") == ["steal", "steals", "stealing", "stole", "stolen"]
    assert verb_forms("copy") == ["copy", "copies", "copying", "copied"]
    assert verb_forms("expel") == ["expel", "expels", "expelling", "expelled"]
    assert spell_out("{spy,survey} ship(s)") == ["spy ship", "spy ships", "survey ship", "survey ships"]


WORDS = ["GRU", "hacked", "Acme", "was", "charged", "with", "spying", "for", "China", "'s", "agents", "in", "Oslo", "not",
         "accused of", "stole", "trade secrets", "from", ",", ".", "\n\n", "The", "denied", "2019", "İstanbul", "间谍", "and",
         "In a separate case", "network", "Meridian", "plot to", "on behalf of"]  # fmt: skip
KINDS = list(codes("entity-kind"))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), min_size=1, max_size=60)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)) | {0, len(text)})
    sentences = [
        Sentence(start=a, end=b, block=number, is_heading=draw(st.booleans()))
        for number, (a, b) in enumerate(pairwise(cuts))
        if b > a
    ]
    spots = sorted(draw(st.sets(st.integers(0, len(text)), max_size=16)))
    spans = list(zip(spots[::2], spots[1::2], strict=False))
    entities = tuple(
        ReadEntity(
            id=f"e{number}", kind=draw(st.sampled_from(KINDS)), name="Name", country=draw(st.sampled_from([None, "NO", "HK"])),
            mentions=(Mention(start=a, end=b),),
        )
        for number, (a, b) in enumerate(spans[::2])
    )  # fmt: skip
    dates = tuple(
        DateSpan(start=a, end=b, edtf=draw(st.sampled_from(["2019", "2019-04/2020", "../2020", "201X", "2021/.."])))
        for a, b in spans[1::2]
    )
    return Page(
        text=text, title=None, language="en", published=None, sentences=tuple(sentences), entities=entities, dates=dates
    )


@settings(max_examples=150, deadline=None)
@given(pages())
def test_every_value_has_words_it_rests_on_and_every_span_lies_in_the_text(page: Page) -> None:
    found = find_incidents(page, ())
    assert found == find_incidents(page, ())
    is_relevant(page, found, ())
    ids = {entity.id for entity in page.entities}
    for incident in found:
        based = {(one.field, one.value) for one in incident.basis}
        for field in ("methods", "sponsors", "actors", "accused", "targets", "sectors", "places"):
            assert all((field, value) in based for value in getattr(incident, field))
        assert all((field, getattr(incident, field)) in based for field in ("start", "end") if getattr(incident, field))
        assert all(("outcomes", one.kind) in based for one in incident.outcomes)
        spans = [(one.start, one.end) for one in (*incident.basis, *incident.evidence, *incident.outcomes)]
        assert all(0 <= start < end <= len(page.text) for start, end in spans)
        assert {*incident.actors, *incident.accused, *incident.targets} <= ids
        assert incident.evidence
        assert "\n" not in incident.title
