from __future__ import annotations

from typing import Any

from counterspy.model import Basis, Mention, ReadEntity, ReadIncident, ReadOutcome, Span
from counterspy.reading.finishing import finish
from counterspy.reading.page import Page

KINDS = {"e1": "person", "e2": "company", "e3": "law"}


def page(title: str | None = None) -> Page:
    entities = tuple(
        ReadEntity(id=name, kind=kind, name=name, mentions=(Mention(start=n, end=n + 1),))
        for n, (name, kind) in enumerate(KINDS.items())
    )
    return Page(text="x" * 50, title=title, language="en", published=None, entities=entities)


def incident(title: str = "Two men followed an editor", **fields: Any) -> ReadIncident:
    return ReadIncident(id="i1", title=title, evidence=(Span(0, 9),), **fields)


def outcome(kind: str, who: str | None) -> ReadOutcome:
    return ReadOutcome(kind=kind, who=who, when=None, start=0, end=3)


def test_the_headline_is_the_title_of_an_only_incident() -> None:
    headline = "Editor followed for months, police say"
    (only,) = finish(page(headline), (incident(),))
    assert only.title == headline
    both = finish(page(headline), (incident(), incident()))
    assert [one.title for one in both] == ["Two men followed an editor"] * 2


def test_a_firm_is_not_arrested_and_a_law_is_not_acquitted() -> None:
    stated = (
        outcome("arrested", "e2"),
        outcome("charged", "e2"),
        outcome("acquitted", "e3"),
        outcome("arrested", "e1"),
    )
    (left,) = finish(page(), (incident(outcomes=stated),))
    assert [(o.kind, o.who) for o in left.outcomes] == [("charged", "e2"), ("arrested", "e1")]


def test_a_law_is_not_accused() -> None:
    basis = tuple(Basis(field="accused", value=name, start=0, end=2) for name in ("e1", "e3"))
    (left,) = finish(page(), (incident(accused=("e1", "e3"), basis=basis),))
    assert left.accused == ("e1",)
    assert [b.value for b in left.basis] == ["e1"]


def test_what_ends_before_it_starts_has_no_end() -> None:
    basis = (Basis(field="start", value="2023-03", start=0, end=2), Basis(field="end", value="2023-02", start=0, end=2))
    (left,) = finish(page(), (incident(start="2023-03", end="2023-02", basis=basis),))
    assert (left.start, left.end) == ("2023-03", None)
    assert [b.field for b in left.basis] == ["start"]
