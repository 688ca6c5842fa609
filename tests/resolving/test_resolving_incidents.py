"""Which mentions are proposed to be one incident, and why no single attribute is enough."""

from __future__ import annotations

from typing import Any

import pytest

from counterspy.resolving import Occurrence, propose_incidents


def occurrence(name: str, **fields: Any) -> Occurrence:
    base: dict[str, Any] = {"document": f"document--{name}", "origin": f"origin--{name}", "title": name}
    sets = {k: frozenset(v) if isinstance(v, (list, set)) else v for k, v in fields.items()}
    return Occurrence(id=f"occurrence--{name}", **{**base, **sets})


def pairs(*occurrences: Occurrence) -> set[tuple[str, str | None]]:
    found = propose_incidents(occurrences, ())
    return {(d.subject.split("--")[1], d.object and d.object.split("--")[1]) for d in found}


FULL: dict[str, Any] = {
    "methods": ["insider-theft"],
    "sponsors": ["BR"],
    "accused": ["entity--p"],
    "targets": ["entity--c"],
    "places": ["SE"],
    "start": "2021",
}


def test_the_same_person_method_and_victim_is_one_incident() -> None:
    assert pairs(occurrence("a", **FULL), occurrence("b", **FULL)) == {("b", "a")}


@pytest.mark.parametrize("field", list(FULL))
def test_one_shared_attribute_is_never_enough(field: str) -> None:
    assert pairs(occurrence("a", **{field: FULL[field]}), occurrence("b", **{field: FULL[field]})) == set()


def test_people_named_together_with_one_method_is_one_case() -> None:
    people = ["entity--x", "entity--y", "entity--z"]
    fields = {"people": people, "methods": ["insider-theft"], "sponsors": ["BR"]}
    assert pairs(occurrence("a", **fields), occurrence("b", **fields)) == {("b", "a")}


def test_one_person_named_in_both_is_not_enough() -> None:
    fields = {"people": ["entity--x"], "methods": ["insider-theft"], "sponsors": ["BR"]}
    assert pairs(occurrence("a", **fields), occurrence("b", **fields)) == set()


def test_two_attributions_of_one_incident_are_one_incident() -> None:
    assert pairs(occurrence("a", **FULL), occurrence("b", **{**FULL, "sponsors": ["FR"]})) == {("b", "a")}


def test_another_sponsor_keeps_apart_where_little_else_is_shared() -> None:
    fields = {"methods": ["insider-theft"], "targets": ["entity--c"], "places": ["SE"]}
    one = occurrence("a", **fields, sponsors=["BR"])
    assert pairs(one, occurrence("b", **fields, sponsors=["FR"])) == set()


def test_another_accused_keeps_apart() -> None:
    assert pairs(occurrence("a", **FULL), occurrence("b", **{**FULL, "accused": ["entity--q"]})) == set()


def test_a_time_that_cannot_be_the_same_keeps_apart() -> None:
    assert pairs(occurrence("a", **FULL), occurrence("b", **{**FULL, "start": "2015"})) == set()


def test_two_incidents_of_one_document_stay_two() -> None:
    assert pairs(occurrence("a", **FULL), occurrence("b", **{**FULL, "document": "document--a"})) == set()


def test_the_reasons_name_what_was_shared() -> None:
    (draft,) = propose_incidents((occurrence("a", **FULL), occurrence("b", **FULL)), ())
    assert "the same accused" in draft.reason
    assert "the same target" in draft.reason


def test_a_chain_of_fitting_pairs_does_not_tie_its_ends() -> None:
    shared = {"methods": ["cyber-intrusion"], "sponsors": ["BR"]}
    one = occurrence("a", **shared, accused=["entity--p"], targets=["entity--x"], start="2015")
    bridge = occurrence("b", **shared, accused=["entity--p", "entity--q"], targets=["entity--x", "entity--y"])
    other = occurrence("c", **shared, accused=["entity--q"], targets=["entity--y"], start="2018")
    assert len(pairs(one, bridge, other)) == 1


def test_every_telling_of_one_case_is_joined_whatever_the_order() -> None:
    told = [occurrence(name, **FULL) for name in "abcd"]
    assert len(pairs(*told)) == 3
    assert len(pairs(*reversed(told))) == 3
