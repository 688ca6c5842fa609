from __future__ import annotations

from counterspy.model import Basis, ReadClaim, ReadIncident, Span
from counterspy.reading.about import tie_to_incidents


def claim(start: int, end: int, subject: str | None = None) -> ReadClaim:
    return ReadClaim(
        start=start, end=end, quote="x" * (end - start), subject=subject, predicate="states", speaker=None,
        speaker_kind="narrator", stance="asserted",
    )  # fmt: skip


def incident(name: str, start: int, end: int, accused: tuple[str, ...] = ()) -> ReadIncident:
    basis = tuple(Basis(field="accused", value=entity, start=start, end=end) for entity in accused)
    return ReadIncident(id=name, title=name, accused=accused, evidence=(Span(start, end),), basis=basis)


def subjects(claims: tuple[ReadClaim, ...], *incidents: ReadIncident) -> list[str | None]:
    return [tied.subject for tied in tie_to_incidents(claims, incidents)]


def test_shared_words_tie() -> None:
    assert subjects((claim(5, 15),), incident("i1", 0, 10), incident("i2", 40, 50)) == ["i1"]


def test_a_short_span_inside_a_long_one_does_not_hide_it() -> None:
    assert subjects((claim(50, 60),), incident("i1", 0, 100), incident("i2", 5, 10)) == ["i1"]
    assert subjects((claim(12, 14),), incident("i1", 0, 10), incident("i2", 11, 30)) == ["i2"]


def test_a_person_who_takes_part_in_one_incident_ties() -> None:
    assert subjects((claim(70, 80, "e1"),), incident("i1", 0, 10, ("e1",)), incident("i2", 40, 50)) == ["i1"]


def test_a_person_in_two_incidents_does_not_tie() -> None:
    both = incident("i1", 0, 10, ("e1",)), incident("i2", 40, 50, ("e1",))
    assert subjects((claim(70, 80, "e1"),), *both) == ["e1"]


def test_the_only_incident_of_a_document_ties() -> None:
    assert subjects((claim(70, 80),), incident("i1", 0, 10)) == ["i1"]


def test_without_incidents_the_subject_stays() -> None:
    assert subjects((claim(70, 80, "e3"),)) == ["e3"]


def test_a_statement_that_names_nobody_is_about_the_incident_right_beside_it() -> None:
    assert subjects((claim(60, 90),), incident("i1", 0, 50), incident("i2", 900, 950)) == ["i1"]
    assert subjects((claim(60, 90, "e9"),), incident("i1", 0, 50), incident("i2", 900, 950)) == ["e9"]
    assert subjects((claim(60, 90),), incident("i1", 0, 50), incident("i2", 100, 150)) == [None]
