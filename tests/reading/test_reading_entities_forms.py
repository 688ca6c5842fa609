"""Classes of names that are told by their form, by what stands beside them, or by the state they belong to."""

from __future__ import annotations

import pytest

from counterspy.intake import Raw, read_document
from counterspy.model import ReadEntity
from counterspy.reading import read


def _read(text: str) -> dict[str, ReadEntity]:
    """What a text names, by each form as it stands there."""
    full = f"{text} Prosecutors charged two people with espionage for a foreign intelligence service."
    document = read_document(Raw(location="made-up.txt", data=full.encode()))
    return {
        document.text[mention.start : mention.end]: entity
        for entity in read(document).entities
        for mention in entity.mentions
    }


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("He broke section 99 (1) no. 1 of the Criminal Code.", "section 99 (1) no. 1 of the Criminal Code", "law"),
        (
            "It was contrary to section 92.3 of the Criminal Code (Cth).",
            "section 92.3 of the Criminal Code (Cth)",
            "law",
        ),
        ("It was listed under Regulation (EU) 2031/404.", "Regulation (EU) 2031/404", "law"),
        ("They were designated pursuant to Executive Order 19999.", "Executive Order 19999", "law"),
        (
            "The case is led by the U.S. Attorney's Office for the Eastern District of Michigan.",
            "U.S. Attorney's Office for the Eastern District of Michigan",
            "agency",
        ),
        ("He failed to notify the Attorney General of his work.", "Attorney General", "agency"),
        ("The Special Harwick Tribunal will hear it.", "Special Harwick Tribunal", "agency"),
        (
            "The Ministry of Foreign and European Affairs was told.",
            "Ministry of Foreign and European Affairs",
            "agency",
        ),
        ("The 31st Harwick District Court heard the case.", "Harwick District Court", "agency"),
        ('It bought chips through Joint Stock Company "Vostrel".', 'Joint Stock Company "Vostrel"', "company"),
        ("The former director of Company Q was questioned.", "Company Q", "company"),
        ("He paid a person identified as Handler-2 in cash.", "Handler-2", "persona"),
        ("He flew a drone over Harwick Space Force Base.", "Harwick Space Force Base", "military"),
        ("The messaging company Quillmark denied everything.", "Quillmark", "company"),
        ("The accused is Omar H., a welder.", "Omar H.", "person"),
        ("Senator WILLARBY: Did he hand it over?", "WILLARBY", "person"),
        ("We cannot wait, says CEO Grete Ansvik in the report.", "Grete Ansvik", "person"),
        ("Barrister Imelda Farrity SC spoke for the accused.", "Imelda Farrity", "person"),
    ],
)
def test_a_designation_is_one_name_of_its_kind(text: str, form: str, kind: str) -> None:
    assert _read(text)[form].kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "He was an agent of the People's Republic of China for years.",
        "He was an agent of the People’s Republic of China for years.",
        "He was an agent of the People´s Republic of China for years.",
        "He was an agent of the Peoples Republic of China for years.",
        "The paper tells at length how he was an agent of the People’s\nRepublic of China for years.",
    ],
)
def test_the_peoples_republic_is_one_name_and_never_the_other_republic(text: str) -> None:
    countries = {entity.country for form, entity in _read(text).items() if "China" in form}
    assert countries == {"CN"}


def test_a_city_takes_the_country_of_the_state_behind_it() -> None:
    found = _read("He was arrested at home in Vienna, Virginia, in May.")
    assert found["Vienna"].country == "US"
    assert _read("He was arrested at home in Vienna, Austria, in May.")["Vienna"].country == "AT"


def test_a_state_that_shares_its_name_is_meant_behind_a_town() -> None:
    assert _read("The clerk, of Pellworth, Georgia, was arrested.")["Georgia"].country == "US"


def test_a_body_is_that_of_the_state_named_beside_it() -> None:
    found = _read("He met officers of Tajikistan's State Committee for National Security (GKNB) in May.")
    assert found["State Committee for National Security (GKNB)"].country == "TJ"


def test_a_currency_names_no_place() -> None:
    assert "US" not in _read("They were paid US$310 and 400 US dollars a month.")


def test_a_town_keeps_its_article() -> None:
    assert "The Hague" in _read("He was arrested in The Hague in May.")


def test_a_firm_with_its_legal_form_in_front_is_known_by_its_bare_name() -> None:
    found = _read('The list names LLC "Vostrel Optik". Vostrel Optik denies it.')
    assert found["Vostrel Optik"].id == found['LLC "Vostrel Optik"'].id


def test_a_letterhead_is_a_body() -> None:
    assert (
        _read("Harwick District Prosecutors' Office\n\nPress release\n\nA clerk was charged in May.")[
            "Harwick District Prosecutors' Office"
        ].kind
        == "agency"
    )
