"""Occurrences in different documents → proposals that they are the same incident.

Two occurrences are compared by a table of named, weighted features. Invariant: no single shared attribute is ever
enough. What differs weighs against, but forbids nothing: two speakers may name different sponsors of one incident.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from counterspy.model import Decision, PartialDate, in_force

PROGRAM = "counterspy/incidents-1"
_THRESHOLD = 1.0
_THRESHOLD_OF_GROUPS = 0.8  # on average over the pairs of two groups
_MEMBERS_COMPARED = 8
_ABOUT_SAMENESS = ("same-as", "not-same-as")
_BLOCK_MAX = 60  # how many earlier occurrences that share a block are compared; the latest ones
_WORD = re.compile(r"\w{4,}")


class Occurrence(Struct, frozen=True, kw_only=True):
    """One incident as one document tells it, with its entities already resolved.

    Attributes:
        id: `occurrence--…`.
        document: Id.
        origin: Id of the document's origin.
        title: One line.
        methods: Codes.
        sponsors: ISO alpha-2.
        accused: Entity ids.
        targets: Entity ids.
        actors: Entity ids.
        people: Entity ids of the persons and firms that the document names, where it tells of one incident only.
        places: ISO alpha-2.
        start: EDTF or None.
        end: EDTF or None.
    """

    id: str
    document: str
    origin: str
    title: str
    methods: frozenset[str] = frozenset()
    sponsors: frozenset[str] = frozenset()
    accused: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    start: str | None = None
    end: str | None = None


class Feature(Struct, frozen=True):
    """One row of the table: a name a person understands, what it is worth, how it is measured (0..1)."""

    name: str
    weight: float
    measure: Callable[[Occurrence, Occurrence], float]


def _shared(field: str) -> Callable[[Occurrence, Occurrence], float]:
    def measure(a: Occurrence, b: Occurrence) -> float:
        left, right = getattr(a, field), getattr(b, field)
        return len(left & right) / min(len(left), len(right)) if left and right else 0.0

    return measure


def _same_origin(a: Occurrence, b: Occurrence) -> float:
    return float(a.origin == b.origin)


def _same_time(a: Occurrence, b: Occurrence) -> float:
    left, right = _window(a.start, a.end), _window(b.start, b.end)
    if left is None or right is None or not left.may_overlap(right):
        return 0.0
    days = max((left.last - left.first).days, (right.last - right.first).days)
    return 1.0 if days <= 366 * 2 else 0.4


def _same_people(a: Occurrence, b: Occurrence) -> float:
    """Two strangers named together are a coincidence, three are a case."""
    return min(1.0, len(a.people & b.people) / 3)


def _alike_titles(a: Occurrence, b: Occurrence) -> float:
    left, right = _long_words(a.title), _long_words(b.title)
    return len(left & right) / len(left | right) if left and right else 0.0


@lru_cache(maxsize=8192)
def _long_words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold()))


def _other(field: str) -> Callable[[Occurrence, Occurrence], float]:
    def measure(a: Occurrence, b: Occurrence) -> float:
        left, right = getattr(a, field), getattr(b, field)
        return float(bool(left and right and not left & right))

    return measure


def _other_time(a: Occurrence, b: Occurrence) -> float:
    """0 where one day can belong to both or a time is not known, then by the gap: a year or more counts in full."""
    left, right = _window(a.start, a.end), _window(b.start, b.end)
    if left is None or right is None or left.may_overlap(right):
        return 0.0
    gap = max((right.first - left.last).days, (left.first - right.last).days)
    return min(1.0, 0.3 + gap / 365)


FEATURES = (
    Feature("the texts have one origin", 0.70, _same_origin),
    Feature("the same accused", 0.60, _shared("accused")),
    Feature("the same target", 0.45, _shared("targets")),
    Feature("the same method", 0.30, _shared("methods")),
    Feature("the same sponsor", 0.15, _shared("sponsors")),
    Feature("the same service or group", 0.20, _shared("actors")),
    Feature("the same people and firms named", 0.60, _same_people),
    Feature("the same place", 0.15, _shared("places")),
    Feature("the same time", 0.25, _same_time),
    Feature("alike titles", 0.30, _alike_titles),
    Feature("another sponsor", -0.35, _other("sponsors")),
    Feature("other accused", -0.60, _other("accused")),
    Feature("another place", -0.20, _other("places")),
    Feature("another time", -0.80, _other_time),
)


def propose_incidents(occurrences: Sequence[Occurrence], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Propose which occurrences are the same incident.

    Args:
        occurrences: In ledger order; those of one document are never the same.
        decisions: All decisions ever taken; a pair that somebody decided about, or undid, is not proposed again.

    Returns:
        `same-as` decisions without id and time: the later is the same as each earlier one that fits well enough and is
        not the same already, the best first.
    """
    taken = list(decisions)
    decided = [(d.subject, d.object) for d in taken if d.kind in _ABOUT_SAMENESS]
    settled = {*decided, *((other, one) for one, other in decided)}
    joined = _Joined(occurrences, in_force(taken))
    blocks: dict[tuple[str, str], list[Occurrence]] = {}
    proposals = []
    for occurrence in occurrences:
        compared = [(*compare(occurrence, other), other) for other in _candidates(occurrence, blocks)]
        fitting = [one for one in compared if one[0] >= _THRESHOLD and _count_for(one[1]) >= 3]
        for score, reasons, other in sorted(fitting, key=lambda one: -one[0]):
            if (occurrence.id, other.id) not in settled and joined.join(occurrence.id, other.id):
                proposals.append(_decision(occurrence, score, other, reasons))
        for key in _block_keys(occurrence):
            blocks.setdefault(key, []).append(occurrence)
    return tuple(proposals)


class _Joined:
    """Which occurrences are one already. Two of one document never become one, not by way of others either.

    What is joined must fit as a whole: a chain of pairs that fit does not tie its ends together.
    """

    def __init__(self, occurrences: Sequence[Occurrence], standing: Iterable[Decision]) -> None:
        self._group = {occurrence.id: [occurrence.id] for occurrence in occurrences}
        self._known = {occurrence.id: occurrence for occurrence in occurrences}
        for decision in standing:
            if decision.kind == "same-as" and decision.object in self._group and decision.subject in self._group:
                self._merge(decision.subject, decision.object)

    def join(self, one: str, other: str) -> bool:
        """Join two; tell whether they were apart and could be joined."""
        if self._group[one] is self._group[other]:
            return False
        left, right = ([self._known[i] for i in self._group[of][:_MEMBERS_COMPARED]] for of in (one, other))
        if {a.document for a in left} & {b.document for b in right}:
            return False
        scores = [compare(a, b)[0] for a in left for b in right]
        if sum(scores) / len(scores) < _THRESHOLD_OF_GROUPS:
            return False
        self._merge(one, other)
        return True

    def _merge(self, one: str, other: str) -> None:
        if self._group[one] is self._group[other]:
            return
        whole = self._group[one] + self._group[other]
        for member in whole:
            self._group[member] = whole


def _count_for(reasons: list[str]) -> int:
    return sum(not reason.startswith("although") for reason in reasons)


def compare(a: Occurrence, b: Occurrence) -> tuple[float, list[str]]:
    """Compare two occurrences.

    Returns:
        The sum of the weighted features, 0 for two of one document, and the names of those that counted: those that
        speak for it, then, behind `although`, those that speak against it.
    """
    if a.document == b.document:
        return 0.0, []
    measured = [(feature, feature.measure(a, b)) for feature in FEATURES]
    score = sum(feature.weight * value for feature, value in measured)
    speaking = [(feature, value) for feature, value in measured if value > 0.3]
    reasons = [feature.name for feature, _ in speaking if feature.weight > 0]
    return score, reasons + [f"although {feature.name}" for feature, _ in speaking if feature.weight < 0]


@lru_cache(maxsize=8192)
def _window(start: str | None, end: str | None) -> PartialDate | None:
    """The days from the first that a start may mean to the last that an end may mean."""
    if start is None and end is None:
        return None
    first = PartialDate.parse(start or end or "")
    last = PartialDate.parse(end or start or "")
    return PartialDate(min(first.first, last.first), max(first.last, last.last))


def _block_keys(occurrence: Occurrence) -> list[tuple[str, str]]:
    keys = [("origin", occurrence.origin)]
    keys += [("accused", entity) for entity in sorted(occurrence.accused)]
    keys += [("target", entity) for entity in sorted(occurrence.targets)]
    keys += [("named", entity) for entity in sorted(occurrence.people)]
    keys += [
        ("kind", f"{sponsor} {method} {place}")
        for sponsor in sorted(occurrence.sponsors)
        for method in sorted(occurrence.methods)
        for place in sorted(occurrence.places)
    ]
    return keys


def _candidates(occurrence: Occurrence, blocks: dict[tuple[str, str], list[Occurrence]]) -> list[Occurrence]:
    found: dict[str, Occurrence] = {}
    for key in _block_keys(occurrence):
        for other in blocks.get(key, ())[-_BLOCK_MAX:]:
            found.setdefault(other.id, other)
    return list(found.values())


def _decision(occurrence: Occurrence, score: float, other: Occurrence, reasons: list[str]) -> Decision:
    return Decision(
        id="", kind="same-as", subject=occurrence.id, object=other.id, by=PROGRAM, at="",
        score=round(min(1.0, score / 2), 3), reason=", ".join(reasons),
    )  # fmt: skip
