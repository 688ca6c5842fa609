"""Claims about occurrences → Incidents.

Invariant: every value of every field lists the claims that say so and those that deny it. Charged stays charged: an
outcome is never turned into another, and an exoneration is never left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from counterspy.model import Claim, FieldValue, Incident, Outcome, make_id
from counterspy.register.contest import contested_values
from counterspy.register.origins import count_origins
from counterspy.vocabulary import codes, country_name, title_of

_FIELDS = ("methods", "sponsors", "actors", "accused", "targets", "sectors", "places", "start", "end")
_STATES = ("sponsors", "places")
_LISTS = {"methods": "method", "sectors": "sector"}
_REALIS = ("actual", "attempted", "planned")

Labelled = Callable[[str], tuple[str, str]]
"""Mention id → (entity id, name to show)."""


def build_incident(
    members: Sequence[str],
    claims: Sequence[Claim],
    *,
    entity_of: Labelled,
    origin_of: Mapping[str, str],
    decisions: tuple[str, ...],
    told: Mapping[str, tuple[bool, str]],
) -> Incident:
    """Fold the claims about one group of occurrences into an incident.

    Args:
        members: Ids of the group, in order of evidence.
        claims: Accepted claims whose subject is one of them, in order of evidence.
        entity_of: Where a mention went, and what to call it.
        origin_of: Document id → origin id.
        decisions: Ids of the decisions that hold the group together.
        told: Document id → whether it copies another, and its last possible day; the first of these gives the title.

    Returns:
        The incident; values of a field with most independent origins first, then in order of evidence.
    """
    documents = tuple(dict.fromkeys(c.evidence for c in claims))
    fields = {field: _values(field, claims, entity_of, origin_of) for field in _FIELDS}
    realis = {str(c.value) for c in claims if c.predicate == "realis"}
    return Incident(
        id=make_id("incident", members[0]),
        title=_title(claims, told),
        fields={field: values for field, values in fields.items() if values},
        outcomes=_outcomes(claims, entity_of, origin_of),
        statements=tuple(c.id for c in claims if c.predicate == "states"),
        documents=documents,
        origins=count_origins(documents, origin_of),
        contested=tuple(field for field, values in fields.items() if any(value.is_contested for value in values)),
        realis=next((degree for degree in _REALIS if degree in realis), "actual"),
        members=tuple(members),
        decisions=decisions,
    )


def _values(
    field: str, claims: Sequence[Claim], entity_of: Labelled, origin_of: Mapping[str, str]
) -> tuple[FieldValue, ...]:
    said: dict[str, list[Claim]] = {}
    denied: dict[str, list[Claim]] = {}
    labels: dict[str, str] = {}
    for claim in claims:
        if claim.predicate != field:
            continue
        value, label = entity_of(claim.object) if claim.object else (str(claim.value), _label(field, str(claim.value)))
        labels.setdefault(value, label)
        (denied if claim.stance == "denied" else said).setdefault(value, []).append(claim)
    contested = contested_values(field, said, denied, origin_of)
    values = [
        FieldValue(
            value=value,
            label=label,
            claims=tuple(c.id for c in said.get(value, ())),
            opposed=tuple(c.id for c in denied.get(value, ())),
            origins=count_origins({c.evidence for c in said.get(value, ())}, origin_of),
            is_contested=value in contested,
        )
        for value, label in labels.items()
    ]
    return tuple(sorted(values, key=lambda value: -value.origins))


def _title(claims: Sequence[Claim], told: Mapping[str, tuple[bool, str]]) -> str:
    titles = [claim for claim in claims if claim.predicate == "title" and claim.value]
    first = min(titles, key=lambda claim: told.get(claim.evidence, (True, "9999")), default=None)
    return str(first.value) if first else ""


def _label(field: str, value: str) -> str:
    if field in _STATES:
        return country_name(value)
    return title_of(_LISTS[field], value) if field in _LISTS else value


def _outcomes(claims: Sequence[Claim], entity_of: Labelled, origin_of: Mapping[str, str]) -> tuple[Outcome, ...]:
    stated: dict[tuple[str, str | None, str | None], list[Claim]] = {}
    labels: dict[str, str] = {}
    for claim in claims:
        if claim.predicate == "outcomes":
            who = None
            if claim.object:
                who, labels[who] = entity_of(claim.object)
            stated.setdefault((str(claim.value), who, claim.charge), []).append(claim)
    ladder = {code: place for place, code in enumerate(codes("outcome"))}
    outcomes = [
        Outcome(
            kind=kind,
            who=who,
            label=labels.get(who) if who else None,
            when=max((c.when for c in group if c.when), key=len, default=None),
            charge=charge,
            claims=tuple(c.id for c in group),
            origins=count_origins({c.evidence for c in group}, origin_of),
        )
        for (kind, who, charge), group in _without_vaguer(stated).items()
    ]
    return tuple(sorted(outcomes, key=lambda outcome: ladder.get(outcome.kind, len(ladder))))


def _without_vaguer(
    stated: dict[tuple[str, str | None, str | None], list[Claim]],
) -> dict[tuple[str, str | None, str | None], list[Claim]]:
    """Add a status without a charge to the same status with one, where there is exactly one such."""
    for kind, who, charge in [key for key in stated if key[2] is None]:
        exact = [key for key in stated if key[:2] == (kind, who) and key[2] is not None]
        if len(exact) == 1:
            stated[exact[0]] += stated.pop((kind, who, charge))
    return stated
