"""Where two readers of one document say different things, for a person to look at.

Invariant: neither reader is taken to be right; what both say is not mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from counterspy.model import ReadIncident, Reading

_SLOTS = ("methods", "sponsors", "actors", "accused", "targets", "sectors", "places")
_SHARED = 0.5


class Disagreement(Struct, frozen=True, kw_only=True):
    """One thing only one of two readers says.

    Attributes:
        what: `relevant`, `incident`, a slot of an incident, `outcomes` or `claim`.
        said_by: `first` or `second`.
        value: What that reader says, in words.
        quote: The words it rests on; empty for `relevant`.
    """

    what: str
    said_by: str
    value: str
    quote: str = ""


def disagreements(text: str, first: Reading, second: Reading) -> tuple[Disagreement, ...]:
    """Compare two readings of one document.

    Args:
        text: The document's text.
        first: One reader's.
        second: Another's.

    Returns:
        Relevance, then incidents and their slots in order of position, then statements.
    """
    found: list[Disagreement] = []
    if first.relevant != second.relevant:
        who = "first" if first.relevant else "second"
        found.append(Disagreement(what="relevant", said_by=who, value="about espionage"))
    pairs = _paired(first, second)
    for said_by, reading, mine in (("first", first, 0), ("second", second, 1)):
        other = second if said_by == "first" else first
        for incident in reading.incidents:
            twin = next((pair[1 - mine] for pair in pairs if pair[mine] is incident), None)
            found += _of_incident(text, said_by, (reading, incident), (other, twin))
        covered = [(claim.start, claim.end) for claim in other.claims]
        for one in reading.claims:
            if not any(_share((one.start, one.end), span) >= _SHARED for span in covered):
                value = f"{one.stance} by {one.speaker or 'narrator'}"
                found.append(Disagreement(what="claim", said_by=said_by, value=value, quote=one.quote))
    return tuple(found)


def _paired(first: Reading, second: Reading) -> list[tuple[ReadIncident, ReadIncident]]:
    """Incidents of both whose evidence overlaps, each once, in order of position."""
    left = list(second.incidents)
    pairs = []
    for one in first.incidents:
        twin = next((other for other in left if _overlap(one, other)), None)
        if twin is not None:
            left.remove(twin)
            pairs.append((one, twin))
    return pairs


def _overlap(one: ReadIncident, other: ReadIncident) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _share(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def _of_incident(
    text: str, said_by: str, mine: tuple[Reading, ReadIncident], other: tuple[Reading, ReadIncident | None]
) -> Iterable[Disagreement]:
    reading, incident = mine
    others, twin = other
    if twin is None:
        span = incident.evidence[0]
        return [Disagreement(what="incident", said_by=said_by, value=incident.title, quote=text[span.start : span.end])]
    known = _values(others, twin)
    names = {entity.id: entity.name for entity in reading.entities}
    basis = {(one.field, one.value): one for one in incident.basis}
    found = []
    for field, value, shown in _told(reading, incident):
        if (field, shown) not in known:
            rests = basis.get((field, value))
            quote = text[rests.start : rests.end] if rests else ""
            found.append(Disagreement(what=field, said_by=said_by, value=names.get(value, shown), quote=quote))
    return found


def _told(reading: Reading, incident: ReadIncident) -> list[tuple[str, str, str]]:
    """(field, value as stored, value as two readings can share it) of every slot; names without regard to case."""
    names = {entity.id: entity.name.casefold() for entity in reading.entities}
    told = [(field, value, names.get(value, value)) for field in _SLOTS for value in getattr(incident, field)]
    return told + [
        ("outcomes", one.kind, f"{one.kind} {names.get(one.who or '', '')}".strip()) for one in incident.outcomes
    ]


def _values(reading: Reading, incident: ReadIncident) -> set[tuple[str, str]]:
    return {(field, shown) for field, _, shown in _told(reading, incident)}
