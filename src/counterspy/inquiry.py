"""Questions put to the register, as a viewer may see it: list, find, why, and what a brief needs.

The counterpart of `flow`: that page puts evidence in, this one takes answers out. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from counterspy import flow, register
from counterspy.brief import Content
from counterspy.errors import AmbiguousId, UnknownId
from counterspy.handling import handling_of, without_effect
from counterspy.ledger import Ledger
from counterspy.model import Claim, Decision, DocumentRow, Entity, Incident, Origin, in_force, kind_of, make_id
from counterspy.resolving import name_key
from counterspy.vocabulary import title_of

_DIGITS_MIN = 4

Derived = TypeVar("Derived", DocumentRow, Origin, Entity, Incident)


def listed(ledger: Ledger, noun: type[Derived]) -> Iterator[Derived]:
    """Give everything of one derived noun that the viewer may see, in order of evidence.

    Args:
        ledger: Opened for a viewer.
        noun: `DocumentRow`, `Origin`, `Entity` or `Incident`.

    Yields:
        The items. Where what is stored is out of date, or was made for the owner and the viewer is another, it is made
        anew from what the viewer may see.
    """
    stored = ledger.derived(flow.DERIVED[noun], noun, maker=flow.MAKER)
    yield from flow.fold(ledger).all_of(noun) if stored is None else stored


def find(ledger: Ledger, noun: type[Derived], identifier: str) -> Derived:
    """Give the one derived thing with this id, or whose id starts so (with or without its kind).

    Raises:
        UnknownId: there is none, or more than one.
    """
    whole = ledger.derived_one(flow.DERIVED[noun], identifier, noun, maker=flow.MAKER)
    if whole is not None:
        return whole
    items = list(listed(ledger, noun))
    fitting = [item for item in items if starts(item.id, identifier)] or [
        item for item in items if identifier in _former_ids(item)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise AmbiguousId(identifier, f"{len(fitting)} ids start so; give more of it")
    raise UnknownId(identifier, "`counterspy incidents` and `counterspy documents` list what there is")


def _former_ids(item: DocumentRow | Origin | Entity | Incident) -> set[str]:
    """The ids that an entity or incident had before it was joined with others, so that an old brief leads on."""
    members = item.members if isinstance(item, Entity | Incident) else ()
    kind = kind_of(item.id) or ""
    return {make_id(kind, member) for member in members[1:]}


def markable(ledger: Ledger, identifier: str) -> str:
    """Give what a marking is about: an incident or entity as a whole, a document, or a source of records by its name.

    Raises:
        UnknownId: nothing visible is called so.
    """
    found = _find_incident(ledger, identifier) or _find_entity(ledger, identifier)
    if found is not None:
        return found.id
    if any(True for _ in ledger.records(identifier)):
        return identifier
    full = ledger.find_id(identifier)
    if len(full) != 1:
        raise UnknownId(identifier, f"{len(full)} ids start so; give more of it" if full else "")
    return full[0]


def _find_incident(ledger: Ledger, identifier: str) -> Incident | None:
    return _find_or_none(ledger, Incident, identifier) if kind_of(identifier) in (None, "incident") else None


def _find_entity(ledger: Ledger, identifier: str) -> Entity | None:
    return _find_or_none(ledger, Entity, identifier) if kind_of(identifier) in (None, "entity") else None


def _find_or_none(ledger: Ledger, noun: type[Derived], identifier: str) -> Derived | None:
    try:
        return find(ledger, noun, identifier)
    except AmbiguousId:
        raise
    except UnknownId:
        return None


def decidable(ledger: Ledger, identifier: str) -> str:
    """Give the id that a decision is about: of an entity or incident its first member, of anything else itself.

    Raises:
        UnknownId: nothing visible has that id.
    """
    for find_one in (_find_incident, _find_entity):
        found = find_one(ledger, identifier)
        if found is not None:
            return found.members[0]
    if kind_of(identifier) in ("mention", "occurrence", "claim"):
        return identifier
    full = ledger.find_id(identifier)
    if len(full) != 1:
        raise UnknownId(identifier, f"{len(full)} ids start so; give more of it" if full else "")
    return full[0]


def entities_called(ledger: Ledger, name: str) -> list[Entity]:
    """Give every entity with this name, alias or id; those with most documents first."""
    key = name_key(name)
    found = [
        entity
        for entity in listed(ledger, Entity)
        if starts(entity.id, name) or any(name_key(called.name) == key for called in entity.names)
    ]
    return sorted(found, key=lambda entity: -len(entity.documents))


def incidents_about(ledger: Ledger, query: str) -> list[Incident]:
    """Give the incident with this id, or every incident that holds all words of the query, in order of evidence."""
    incidents = list(listed(ledger, Incident))
    by_id = [incident for incident in incidents if starts(incident.id, query)]
    if len(by_id) > 1:
        raise AmbiguousId(query, f"{len(by_id)} ids start so; give more of it")
    return by_id or [incident for incident in incidents if holds_words(incident, query.split())]


def holds_words(incident: Incident, words: Iterable[str]) -> bool:
    """Tell whether the title or the values of an incident hold all the words, whatever their case."""
    labels = [value.label for values in incident.fields.values() for value in values]
    codes = [value.value for values in incident.fields.values() for value in values]
    text = " ".join([incident.title, *labels, *codes]).casefold()
    return all(word.casefold() in text for word in words)


def claims_behind(ledger: Ledger, evidence: Iterable[str]) -> dict[str, Claim]:
    """Give every claim that rests on some documents and records.

    Args:
        ledger: Opened for a viewer.
        evidence: Ids of documents and records.

    Returns:
        Claim id → claim, in the order asked for.
    """
    found: dict[str, Claim] = {}
    wanted = list(dict.fromkeys(evidence))
    for document in (item for item in wanted if kind_of(item) == "document"):
        for read in list(ledger.readings_of(document))[-1:]:
            claims = register.claims_of_reading(ledger.document(document), read)
            found.update((claim.id, claim) for claim in claims)
    for item in wanted:
        if kind_of(item) == "record":
            claims = register.claims_of_record(ledger.record(item))
            found.update((claim.id, claim) for claim in claims)
    return found


def why(ledger: Ledger, identifier: str) -> dict[str, Any]:
    """Give what every field of an incident or an entity rests on.

    Args:
        ledger: Opened for a viewer.
        identifier: Of an incident or an entity, or the start of it.

    Returns:
        Builtin types: `id`, `kind`, `title`, `documents`, `origins`, `fields` (each with its `claims`: quote, speaker,
        stance, source, place, whether it opposes) and `decisions`.

    Raises:
        UnknownId: nothing visible has that id.
    """
    incident = _find_incident(ledger, identifier)
    if incident is not None:
        return _why_incident(ledger, incident)
    return _why_entity(ledger, find(ledger, Entity, identifier))


def brief_content(ledger: Ledger, incidents: Sequence[Incident], made_at: str) -> Content:
    """Gather what a brief on some incidents shows: their claims, and the documents the quotes stand in."""
    documents = list(dict.fromkeys(document for incident in incidents for document in incident.documents))
    rows = {row.id: row for row in listed(ledger, DocumentRow) if row.id in documents}
    handling = handling_of(ledger, documents, _named_in(incidents))
    return Content(
        title=incidents[0].title if len(incidents) == 1 else f"{len(incidents)} incidents",
        made_at=made_at,
        incidents=tuple(incidents),
        claims=claims_behind(ledger, documents),
        documents={document: ledger.document(document) for document in documents},
        rows=rows,
        marking=None if handling.strictest is None else str(handling.strictest),
        is_shareable=handling.is_shareable,
    )


def mark_without_effect(ledger: Ledger, mark: Decision) -> str | None:
    """Say why a mark that was decided changes nothing for sharing; None where it does, or where that cannot be told."""
    documents: tuple[str, ...] = (mark.subject,) if kind_of(mark.subject) == "document" else ()
    if kind_of(mark.subject) == "incident":
        documents = find(ledger, Incident, mark.subject).documents
    elif kind_of(mark.subject) == "entity":
        entity = find(ledger, Entity, mark.subject)
        documents = () if entity.external_ids else entity.documents
    return without_effect(ledger, str(mark.value), documents) if documents else None


def not_followed(ledger: Ledger) -> frozenset[str]:
    """Give the ids of same-as decisions that stand and are not followed: another decision keeps the two apart."""
    if all(decision.kind != "not-same-as" for decision in in_force(ledger.decisions())):
        return frozenset()
    return frozenset(flow.fold(ledger).refused)


def _named_in(incidents: Iterable[Incident]) -> Iterator[str]:
    """The ids of incidents and of the entities in their fields."""
    for incident in incidents:
        yield incident.id
        yield from (value.value for values in incident.fields.values() for value in values if kind_of(value.value))


# --- the parts of an answer -------------------------------------------------------------------------------------------


def _why_incident(ledger: Ledger, incident: Incident) -> dict[str, Any]:
    claims = claims_behind(ledger, incident.documents)
    cite = _citer(ledger, claims)
    fields = [
        {
            "field": field,
            "value": value.value,
            "label": value.label,
            "contested": value.is_contested,
            "origins": value.origins,
            "claims": [cite(claim) for claim in value.claims] + [cite(claim, opposes=True) for claim in value.opposed],
        }
        for field, values in incident.fields.items()
        for value in values
    ]
    fields += [
        {
            "field": "outcomes",
            "value": outcome.kind,
            "label": title_of("outcome", outcome.kind)
            + (f" — {outcome.label}" if outcome.label else "")
            + (f", {outcome.when}" if outcome.when else "")
            + (f": {outcome.charge}" if outcome.charge else ""),
            "contested": False,
            "origins": outcome.origins,
            "claims": [cite(claim) for claim in outcome.claims],
        }
        for outcome in incident.outcomes
    ]
    fields += [
        {
            "field": "states",
            "value": claim,
            "label": " ".join(claims[claim].quote.split()),
            "contested": False,
            "origins": 1,
            "claims": [cite(claim)],
        }
        for claim in incident.statements
        if claim in claims
    ]
    return {
        "id": incident.id,
        "kind": "incident",
        "title": incident.title,
        "documents": list(incident.documents),
        "origins": incident.origins,
        "fields": fields,
        "decisions": _decisions(ledger, incident.decisions),
    }


def _why_entity(ledger: Ledger, entity: Entity) -> dict[str, Any]:
    records = [member for member in entity.members if kind_of(member) == "record"]
    claims = claims_behind(ledger, [*entity.documents, *records])
    cite = _citer(ledger, claims)
    fields: list[dict[str, Any]] = [
        {
            "field": "name",
            "value": called.name,
            "label": called.name,
            "contested": False,
            "origins": len(called.sources),
            "claims": [cite(claim) for claim in called.claims],
        }
        for called in entity.names
    ]
    fields += [
        {
            "field": predicate,
            "value": value,
            "label": value,
            "contested": False,
            "origins": 1,
            "claims": [cite(claim)],
        }
        for predicate, value, claim in entity.facts
    ]
    return {
        "id": entity.id,
        "kind": "entity",
        "title": entity.name,
        "documents": list(entity.documents),
        "origins": entity.origins,
        "fields": fields,
        "decisions": _decisions(ledger, entity.decisions),
    }


def _citer(ledger: Ledger, claims: Mapping[str, Claim]) -> Callable[..., dict[str, Any]]:
    rows = {row.id: row for row in listed(ledger, DocumentRow)}

    def cite(identifier: str, *, opposes: bool = False) -> dict[str, Any]:
        claim = claims[identifier]
        row = rows.get(claim.evidence)
        return {
            **msgspec.to_builtins(claim),
            "opposes": opposes,
            "origin": row.origin if row else claim.evidence,
            "source": (row.title or row.path) if row else (claim.speaker or claim.evidence),
            "place": f"[{claim.start}:{claim.end}]" if claim.start is not None else f"(field {claim.field})",
        }

    return cite


def _decisions(ledger: Ledger, wanted: Sequence[str]) -> list[dict[str, Any]]:
    chosen = set(wanted)
    return [msgspec.to_builtins(decision) for decision in ledger.decisions() if decision.id in chosen]


def starts(identifier: str, wanted: str) -> bool:
    """Tell whether an id, or the part of it after its kind, starts so; four digits at least."""
    if "--" in wanted:
        return identifier.startswith(wanted)
    return len(wanted) >= _DIGITS_MIN and identifier.split("--")[1].startswith(wanted)
