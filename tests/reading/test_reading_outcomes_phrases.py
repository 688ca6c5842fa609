# ruff: noqa: E501 - a sentence that is read stands on one line
"""The many ways in which courts, ministries and newspapers of several countries state one and the same status."""

import pytest
from reading_incidents_pages import incidents_of, names_of, outcomes_of

ACT = "passing secret documents to Serbian intelligence officers"
BEFORE = f"Colin Brathwaite is suspected of {ACT} in Ottawa. "


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("arrested", "Officers took Colin Brathwaite into custody on Friday."),
        ("arrested", "Colin Brathwaite was remanded in custody for a month."),
        ("arrested", "Colin Brathwaite has been placed under arrest."),
        ("arrested", "Police in Ottawa said they had detained Colin Brathwaite, 44."),
        ("charged", "Colin Brathwaite faces two counts of espionage."),
        ("charged", "Prosecutors have brought charges against Colin Brathwaite."),
        ("charged", "Colin Brathwaite was committed for trial in March."),
        ("charged", "Colin Brathwaite, whom prosecutors charged with espionage, worked nights."),
        ("charged", "Colin Brathwaite, who stands trial in May, worked nights."),
        ("charged", "The indictment names Colin Brathwaite."),
        ("pleaded-guilty", "Colin Brathwaite entered a guilty plea."),
        ("convicted", "A jury found Colin Brathwaite, 39, guilty of espionage."),
        ("convicted", "Colin Brathwaite was found guilty on Monday."),
        ("sentenced", "The judges sent Mr Brathwaite to prison for six years."),
        ("sentenced", "Colin Brathwaite was handed a five-year sentence."),
        ("sentenced", "Colin Brathwaite was given nine years."),
        ("acquitted", "The court cleared Colin Brathwaite on all counts."),
        ("acquitted", "Colin Brathwaite was found not guilty."),
        ("dismissed", "The judge threw out the case against Colin Brathwaite."),
        ("dismissed", "The charges against Colin Brathwaite have been withdrawn."),
        ("dismissed", "The conviction of Colin Brathwaite was quashed: judges overturned the conviction of Colin Brathwaite."),
        ("extradited", "Colin Brathwaite was swapped for two prisoners in May."),
        ("expelled", "The ministry declared Colin Brathwaite persona non grata."),
        ("expelled", "Colin Brathwaite was ordered to leave the country."),
        ("sanctioned", "Canada imposed sanctions on Colin Brathwaite."),
        ("sanctioned", "The Treasury put Colin Brathwaite under sanctions."),
        ("sanctioned", "Colin Brathwaite was added to the sanctions list."),
        ("settled", "Colin Brathwaite agreed to pay a fine of 9,000 dollars to settle the case."),
        ("denied", "Colin Brathwaite denies it."),
        ("denied", "Colin Brathwaite's lawyer said his client knew nothing."),
        ("denied", "His lawyer dismissed the case as a fantasy."),
        ("denied", "He maintains his innocence."),
    ],
)  # fmt: skip
def test_a_status_is_read_in_its_many_phrasings(kind: str, text: str) -> None:
    assert (kind, "Colin Brathwaite") in outcomes_of(BEFORE + text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("denied", "The Serbian embassy called the accusations baseless."),
        ("denied", "Serbia's foreign ministry rejected the claims."),
        ("summoned", "The Serbian ambassador was called in on Tuesday."),
        ("expelled", "Canada expelled three Serbian diplomats."),
        ("investigated", "Parliament opened its own inquiry into the affair."),
        ("arrested", "Police arrested a second man, a porter, on Sunday."),
    ],
)  # fmt: skip
def test_a_status_of_a_state_or_of_nobody_named_is_nobodys(kind: str, text: str) -> None:
    found = outcomes_of(BEFORE + text)
    assert (kind, None) in found
    assert (kind, "Colin Brathwaite") not in found


@pytest.mark.parametrize(
    "text",
    [
        "Has Colin Brathwaite been charged?",
        "If convicted, Colin Brathwaite faces up to ten years in prison.",
        "People convicted of espionage rarely speak.",
        "Prosecutors have requested that he be arrested.",
        "Colin Brathwaite has not been charged.",
        "Colin Brathwaite could be charged later.",
        "The Federal Bureau of Investigation gave no comment.",
        "He tried to sleep.",
    ],
)
def test_what_is_asked_supposed_or_general_is_no_status(text: str) -> None:
    assert {kind for kind, _ in outcomes_of(BEFORE + text)} <= {"alleged"}


def test_two_men_without_names_are_the_two_named_after_them() -> None:
    text = (
        f"Two men were charged in Ottawa with {ACT}. Colin Brathwaite was a clerk and was arrested in May. "
        "Simon Orr was a driver and was arrested in June."
    )
    assert {("charged", "Colin Brathwaite"), ("charged", "Simon Orr")} <= outcomes_of(text)


def test_the_pair_are_the_two_named_before() -> None:
    text = f"Colin Brathwaite and Simon Orr are suspected of {ACT} in Ottawa. The pair were arrested in May."
    assert {("arrested", "Colin Brathwaite"), ("arrested", "Simon Orr")} <= outcomes_of(text)


def test_counsel_for_somebody_is_no_party_and_denies_for_the_client() -> None:
    text = f"{BEFORE}Counsel for Colin Brathwaite, Dorothy Vance, denied it."
    assert ("denied", "Colin Brathwaite") in outcomes_of(text)
    assert "Dorothy Vance" not in {who for _, who in outcomes_of(text)}


def test_an_employer_is_a_target_and_never_accused() -> None:
    text = "Police in Ottawa arrested an engineer at Halden Optics Ltd, Colin Brathwaite, on suspicion of stealing trade secrets for Serbian intelligence officers."
    (incident,) = incidents_of(text)
    assert names_of(text, incident.accused) == {"Colin Brathwaite"}
    assert names_of(text, incident.targets) == {"Halden Optics Ltd"}


def test_a_mixed_verdict_keeps_both_with_their_charges() -> None:
    text = "Colin Brathwaite was convicted in Ottawa of theft of trade secrets for Serbia, but acquitted of acting as an agent of Serbia."
    found = {one.kind: one.charge for incident in incidents_of(text) for one in incident.outcomes}
    assert found["convicted"] == "theft of trade secrets for Serbia"
    assert found["acquitted"] == "acting as an agent of Serbia"


def test_renaming_everybody_changes_no_status() -> None:
    text = f"{BEFORE}Colin Brathwaite was charged in May. His lawyer, Dorothy Vance, said he was innocent."
    other = text.replace("Colin Brathwaite", "Milan Petrov").replace("Dorothy Vance", "Helga Braun")
    assert sorted(kind for kind, _ in outcomes_of(text)) == sorted(kind for kind, _ in outcomes_of(other))
