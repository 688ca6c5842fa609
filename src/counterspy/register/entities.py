"""Claims about mentions and records → Entities.

Invariant: an entity says nothing that none of its claims says; order of evidence decides every tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from counterspy.model import Claim, Entity, EntityName, kind_of, make_id
from counterspy.register.origins import count_origins

_NAMES = ("name", "alias")
_NOT_FACTS = {*_NAMES, "kind", "country", "states"}


def build_entity(
    members: Sequence[str],
    claims: Sequence[Claim],
    *,
    external_ids: Mapping[str, str],
    origin_of: Mapping[str, str],
    decisions: tuple[str, ...],
    incidents: tuple[str, ...],
) -> Entity:
    """Fold the claims about one group of mentions and records into an entity.

    Args:
        members: Ids of the group, in order of evidence.
        claims: Accepted claims whose subject is one of them, in order of evidence.
        external_ids: Record id → `source:id`.
        origin_of: Document id → origin id.
        decisions: Ids of the decisions that hold the group together.
        incidents: Ids of the incidents it takes part in.

    Returns:
        The entity, with its names ordered: what a catalogue calls it first, then by how often it is so named.
    """
    names = _names(claims)
    documents = tuple(dict.fromkeys(c.evidence for c in claims if kind_of(c.evidence) == "document"))
    return Entity(
        id=make_id("entity", members[0]),
        kind=_first_of_most(c.value for c in claims if c.predicate == "kind") or "organisation",
        name=names[0].name if names else members[0],
        names=names,
        countries=tuple(dict.fromkeys(str(c.value) for c in claims if c.predicate == "country")),
        facts=tuple((c.predicate, str(c.value), c.id) for c in claims if c.predicate not in _NOT_FACTS and c.value),
        members=tuple(members),
        external_ids=tuple(external_ids[m] for m in members if m in external_ids),
        documents=documents,
        origins=count_origins(documents, origin_of),
        incidents=incidents,
        decisions=decisions,
    )


def _names(claims: Sequence[Claim]) -> tuple[EntityName, ...]:
    """Every name with the claims that give it; a catalogue's heading first, then by number of claims."""
    givers: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.predicate in _NAMES and claim.value:
            givers.setdefault(claim.value, []).append(claim)
    order = {name: place for place, name in enumerate(givers)}

    def rank(name: str) -> tuple[bool, bool, int, int]:
        headings = [c for c in givers[name] if c.predicate == "name"]
        in_catalogue = any(kind_of(c.evidence) == "record" for c in headings)
        return not in_catalogue, not headings, -len(givers[name]), order[name]

    return tuple(
        EntityName(
            name=name,
            claims=tuple(c.id for c in givers[name]),
            sources=tuple(dict.fromkeys(c.speaker if c.field and c.speaker else c.evidence for c in givers[name])),
        )
        for name in sorted(givers, key=rank)
    )


def _first_of_most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return max(counted, key=lambda value: counted[value]) if counted else None
