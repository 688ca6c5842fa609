# ruff: noqa: E501 - a sentence that is read stands on one line
import pytest
from reading_incidents_pages import incidents_of, outcomes_of

ACT = "passing secret documents to Serbian intelligence officers"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("arrested", f"Colin Brathwaite was arrested in Ottawa for {ACT}."),
        ("charged", f"Colin Brathwaite was charged in Ottawa with {ACT}."),
        ("charged", f"The indictment charges Colin Brathwaite with {ACT}."),
        ("pleaded-guilty", f"Colin Brathwaite agreed to plead guilty in Ottawa to {ACT}."),
        ("convicted", f"A jury in Ottawa found Colin Brathwaite guilty. Colin Brathwaite was convicted of {ACT}."),
        ("sentenced", f"The court sentenced Colin Brathwaite, 39, to four years in prison for {ACT}."),
        ("acquitted", f"A jury in Ottawa acquitted Colin Brathwaite of {ACT}."),
        ("extradited", f"Colin Brathwaite was extradited to Canada, where a court tries him for {ACT}."),
        ("expelled", f"Colin Brathwaite was expelled from Canada for {ACT}."),
        ("sanctioned", f"Colin Brathwaite was sanctioned in 2021 for {ACT}."),
        ("alleged", f"Colin Brathwaite is suspected of {ACT} in Ottawa."),
        ("investigated", f"Colin Brathwaite is under investigation in Ottawa for {ACT}."),
        ("denied", f"Colin Brathwaite was arrested in Ottawa for {ACT}. He has pleaded not guilty."),
    ],
)
def test_each_status_is_read_with_the_one_it_befalls(kind: str, text: str) -> None:
    assert (kind, "Colin Brathwaite") in outcomes_of(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("disclosed", "The agency has revealed a broad cyber espionage campaign by Russian hackers in Oslo."),
        ("summoned", f"Colin Brathwaite was arrested in Ottawa for {ACT}. Canada summoned the ambassador."),
        (
            "disrupted",
            "Police in Oslo foiled a plot to kidnap an exiled journalist on behalf of the Iranian government.",
        ),
        ("investigated", f"Colin Brathwaite was accused of {ACT}. Prosecutors in Ottawa opened an investigation."),
    ],
)
def test_a_status_of_nobody_by_name_has_no_who(kind: str, text: str) -> None:
    assert (kind, None) in outcomes_of(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Colin Brathwaite was not charged in Ottawa with {ACT}.",
        f"Colin Brathwaite has never been charged with {ACT} in Ottawa.",
        f"If Colin Brathwaite were charged with {ACT}, he could leave Ottawa.",
        f"Colin Brathwaite was accused of {ACT} in Ottawa. No one has been charged.",
    ],
)
def test_a_negated_or_hypothetical_charge_is_no_charge(text: str) -> None:
    assert not {kind for kind, _ in outcomes_of(text)} & {"charged", "convicted", "sentenced"}


def test_an_acquittal_on_one_count_and_a_conviction_on_another_both_survive() -> None:
    text = (
        "Colin Brathwaite was convicted in Ottawa in 2021 of giving trade secrets away for the benefit of Serbian intelligence, "
        "but acquitted of espionage."
    )  # fmt: skip
    assert {("convicted", "Colin Brathwaite"), ("acquitted", "Colin Brathwaite")} <= outcomes_of(text)


def test_headline_and_body_are_two_statuses() -> None:
    text = f"Clerk sentenced for spying for Serbia\n\nColin Brathwaite was charged in Ottawa in 2020 with {ACT}."
    assert {("sentenced", "Colin Brathwaite"), ("charged", "Colin Brathwaite")} <= outcomes_of(text)


def test_those_joined_by_and_are_all_meant_by_were() -> None:
    text = f"Colin Brathwaite and Helena Marsh were charged in Ottawa with {ACT}."
    assert {("charged", "Colin Brathwaite"), ("charged", "Helena Marsh")} <= outcomes_of(text)


def test_a_lawyer_a_judge_and_a_prosecutor_are_not_accused() -> None:
    text = (
        f"Judge Helena Marsh sentenced Colin Brathwaite to two years in Ottawa for {ACT}. "
        "Prosecutor Simon Orr had asked for seven years. His lawyer, Dorothy Vance, said he would appeal."
    )  # fmt: skip
    assert {who for kind, who in outcomes_of(text) if kind != "denied"} == {"Colin Brathwaite"}


def test_a_dropped_charge_belongs_to_the_one_it_was_against() -> None:
    text = f"Colin Brathwaite was arrested in Ottawa for {ACT}. The charges against Helena Marsh were dropped."
    assert ("dismissed", "Helena Marsh") in outcomes_of(text)
    assert ("dismissed", "Colin Brathwaite") not in outcomes_of(text)


def test_the_date_and_the_charge_come_with_the_status() -> None:
    text = f"Colin Brathwaite was arrested on 15 August 2020 in Ottawa. Colin Brathwaite was convicted of {ACT}."
    found = {one.kind: one for incident in incidents_of(text) for one in incident.outcomes}
    assert found["arrested"].when == "2020-08-15"
    assert found["convicted"].charge == ACT
