"""Last looks at the incidents of a document, when everything about them is known.

Invariant: nothing is added that the document does not say; what cannot be is taken out.
"""

from __future__ import annotations

import msgspec

from counterspy.model import PartialDate, ReadIncident
from counterspy.reading.page import Page

_OF_PERSONS = frozenset({"arrested", "extradited", "expelled"})
_PERSONS = frozenset({"person", "persona"})
_NEVER_ACCUSED = frozenset({"place", "law", "technology", "platform"})
_TITLE_MIN = 20
_TITLE_MAX = 160


def finish(page: Page, incidents: tuple[ReadIncident, ...]) -> tuple[ReadIncident, ...]:
    """Give the incidents with the headline where it is theirs, and without what cannot be.

    Args:
        page: The document as read.
        incidents: As found on it, in order.

    Returns:
        As many, in the same order.
    """
    kinds = {entity.id: entity.kind for entity in page.entities}
    alone = len(incidents) == 1
    return tuple(_titled(_possible(incident, kinds), page.title if alone else None) for incident in incidents)


def _titled(incident: ReadIncident, headline: str | None) -> ReadIncident:
    """The headline where the document tells of nothing else, else the incident's own words."""
    if headline is not None and _TITLE_MIN <= len(headline) <= _TITLE_MAX and not headline.isupper():
        return msgspec.structs.replace(incident, title=" ".join(headline.split()))
    return incident


def _possible(incident: ReadIncident, kinds: dict[str, str]) -> ReadIncident:
    """Only people are arrested, no law is accused of anything, and nothing ends before it starts."""
    accused = tuple(entity for entity in incident.accused if kinds.get(entity) not in _NEVER_ACCUSED)
    outcomes = tuple(
        outcome
        for outcome in incident.outcomes
        if outcome.who is None or _can_befall(outcome.kind, kinds.get(outcome.who))
    )
    gone = set(incident.accused) - set(accused)
    end = incident.end if not _ends_before_start(incident) else None
    basis = tuple(
        rest
        for rest in incident.basis
        if not (rest.field == "accused" and rest.value in gone) and not (rest.field == "end" and end is None)
    )
    return msgspec.structs.replace(incident, accused=accused, outcomes=outcomes, end=end, basis=basis)


def _can_befall(outcome: str, kind: str | None) -> bool:
    return kind not in _NEVER_ACCUSED and (outcome not in _OF_PERSONS or kind in _PERSONS)


def _ends_before_start(incident: ReadIncident) -> bool:
    if incident.start is None or incident.end is None:
        return False
    return PartialDate.parse(incident.end).last < PartialDate.parse(incident.start).first
