"""One thing by its id, whatever it is.

Invariant: only what the id can be is looked through, and documents are read again only for a claim that nothing lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from counterspy import reading
from counterspy.errors import UnknownId
from counterspy.inquiry import claims_behind, listed, starts
from counterspy.ledger import Ledger
from counterspy.model import Claim, Entity, Incident, Origin, kind_of

_KINDS: dict[str, Callable[[Ledger], Iterable[Any]]] = {
    "incident": lambda ledger: listed(ledger, Incident),
    "entity": lambda ledger: listed(ledger, Entity),
    "origin": lambda ledger: listed(ledger, Origin),
    "document": lambda ledger: ledger.documents(),
    "record": lambda ledger: ledger.records(),
    "decision": lambda ledger: ledger.decisions(),
}


def show(ledger: Ledger, identifier: str) -> tuple[str, dict[str, Any]]:
    """Give one thing by its id, whatever it is.

    Args:
        ledger: Opened for a viewer.
        identifier: An id or the start of one.

    Returns:
        The kind and the thing in builtin types; a document comes with its text, blocks and captures,
        and with what only one of two readers says of it.

    Raises:
        UnknownId: nothing visible has that id, or several have.
    """
    stated = kind_of(identifier)
    if stated == "claim":
        return "claim", msgspec.to_builtins(_claim(ledger, identifier))
    kinds = _KINDS if stated is None else {kind: give for kind, give in _KINDS.items() if kind == stated}
    fitting = {
        item.id: (kind, item) for kind, give in kinds.items() for item in give(ledger) if starts(item.id, identifier)
    }
    if len(fitting) != 1:
        raise UnknownId(identifier, f"{len(fitting)} ids start so; give more of it" if fitting else "")
    kind, item = next(iter(fitting.values()))
    value = msgspec.to_builtins(item)
    if kind == "document":
        value["captures"] = [capture.location for capture in ledger.captures(item.id)]
        value["disagreements"] = _disagreements(ledger, item.id)
    return kind, value


def _disagreements(ledger: Ledger, document: str) -> list[dict[str, Any]]:
    """Give where a second reader of a document says other things than the first, in builtin types.

    Returns:
        `what`, `said_by` (the reader's name), `value` and `quote` of each; empty where only one has read it.
    """
    firsts, seconds = list(ledger.readings_of(document)), list(ledger.second_readings_of(document))
    if not firsts or not seconds:
        return []
    text, first, second = ledger.document(document).text, firsts[-1], seconds[-1]
    names = {"first": first.reader.name, "second": second.reader.name}
    found = reading.disagreements(text, first, second)
    return [msgspec.to_builtins(one) | {"said_by": names[one.said_by]} for one in found]


def _claim(ledger: Ledger, identifier: str) -> Claim:
    for evidence in _where_claimed(ledger, identifier):
        found = claims_behind(ledger, evidence).get(identifier)
        if found is not None:
            return found
    raise UnknownId(identifier)


def _where_claimed(ledger: Ledger, identifier: str) -> Iterator[Iterable[str]]:
    """Where a claim may stand: behind whatever lists it; failing that (it was rejected, or is of no field) anywhere."""
    for incident in listed(ledger, Incident):
        if identifier in _claims_of_incident(incident):
            yield incident.documents
    for entity in listed(ledger, Entity):
        if identifier in _claims_of_entity(entity):
            yield [*entity.documents, *(member for member in entity.members if kind_of(member) == "record")]
    yield from ([document.id] for document in ledger.documents())
    yield from ([record.id] for record in ledger.records())


def _claims_of_incident(incident: Incident) -> set[str]:
    values = [value for values in incident.fields.values() for value in values]
    found = {claim for value in values for claim in (*value.claims, *value.opposed)}
    return found | {claim for outcome in incident.outcomes for claim in outcome.claims} | set(incident.statements)


def _claims_of_entity(entity: Entity) -> set[str]:
    return {claim for called in entity.names for claim in called.claims} | {claim for _, _, claim in entity.facts}
