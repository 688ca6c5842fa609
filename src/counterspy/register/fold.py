"""Evidence + decisions → the register. A pure fold: the same ledger gives the same register, byte for byte."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from counterspy.model import (
    Capture,
    Claim,
    Decision,
    Document,
    DocumentRow,
    Entity,
    Incident,
    Origin,
    PartialDate,
    Reading,
    Record,
    in_force,
    kind_of,
    make_id,
)
from counterspy.register.claims import ENTITY_FIELDS, claims_of_reading, claims_of_record
from counterspy.register.entities import build_entity
from counterspy.register.groups import Groups
from counterspy.register.incidents import build_incident
from counterspy.register.origins import build_origins


class Register(Struct, frozen=True, kw_only=True):
    """Everything derived, in order of evidence.

    Attributes:
        documents: One row a document.
        origins: Groups of documents with one source.
        entities: Mentions and records made one.
        incidents: Occurrences made one.
        refused: Ids of same-as decisions in force that are not followed, because another says "not the same".
    """

    documents: tuple[DocumentRow, ...]
    origins: tuple[Origin, ...]
    entities: tuple[Entity, ...]
    incidents: tuple[Incident, ...]
    refused: tuple[str, ...] = ()

    def all_of(self, noun: type[Struct]) -> Sequence[Any]:
        """Give the items of one derived noun: `DocumentRow`, `Origin`, `Entity` or `Incident`.

        Raises:
            KeyError: it is no derived noun.
        """
        parts: dict[type[Struct], Sequence[Struct]] = {
            DocumentRow: self.documents,
            Origin: self.origins,
            Entity: self.entities,
            Incident: self.incidents,
        }
        return parts[noun]

    def without(self, withheld: Container[str]) -> Register:
        """Leave out entities and incidents by their ids."""
        return msgspec.structs.replace(
            self,
            entities=tuple(entity for entity in self.entities if entity.id not in withheld),
            incidents=tuple(incident for incident in self.incidents if incident.id not in withheld),
        )

    def to_bytes(self) -> bytes:
        """Give the canonical bytes: JSON lines in a fixed order. Two registers are the same where these are."""
        encode = msgspec.json.Encoder(order="deterministic").encode
        parts: list[Sequence[Struct]] = [self.documents, self.origins, self.entities, self.incidents]
        lines = [encode(item) for part in parts for item in part]
        return b"\n".join(lines)


class Fold:
    """Takes evidence piece by piece, so that no more than the claims has to be in memory, then makes the register.

    Call `add_record`, `add_document`, `add_decision` in ledger order, then `register` once.
    """

    def __init__(self) -> None:
        self._claims: dict[str, list[Claim]] = {}
        self._external_ids: dict[str, str] = {}
        self._rows: list[tuple[Document, Capture | None, Reading | None]] = []
        self._decisions: list[Decision] = []

    def add_record(self, record: Record) -> None:
        """Take a row of a foreign register."""
        self._external_ids[record.id] = f"{record.source}:{record.external_id}"
        self._add(claims_of_record(record))

    def add_document(self, document: Document, capture: Capture | None, reading: Reading | None) -> None:
        """Take a document with its first capture and its latest reading."""
        if reading is not None:
            self._add(claims_of_reading(document, reading))
        light = msgspec.structs.replace(document, text="", blocks=())
        stamp = None if reading is None else msgspec.structs.replace(reading, entities=(), incidents=(), claims=())
        self._rows.append((light, capture, stamp))

    def add_decision(self, decision: Decision) -> None:
        """Take a decision."""
        self._decisions.append(decision)

    def register(self) -> Register:
        """Make the register of what was taken."""
        decisions = in_force(self._decisions)
        rejected = {d.subject for d in decisions if d.kind == "reject"}
        documents = [document.id for document, _, _ in self._rows]
        origins = build_origins(documents, decisions)
        origin_of = {document: origin.id for origin in origins for document in origin.documents}
        copies = {d.subject for d in decisions if d.kind == "same-origin"}
        told = {document.id: (document.id in copies, _last_day(document)) for document, _, _ in self._rows}
        subjects = Groups(list(self._claims), decisions)
        groups = {first: members for first, members in subjects.members().items() if first not in rejected}
        claims = {first: self._accepted(members, rejected) for first, members in groups.items()}
        names = {first: _shown_name(claims[first]) for first in groups if kind_of(first) in ("mention", "record")}

        def entity_of(mention: str) -> tuple[str, str]:
            first = subjects.first_of(mention)
            return make_id("entity", first), names.get(first, mention)

        incidents = tuple(
            build_incident(
                members,
                claims[first],
                entity_of=entity_of,
                origin_of=origin_of,
                decisions=subjects.decisions_of(first),
                told=told,
            )
            for first, members in groups.items()
            if kind_of(first) == "occurrence" and claims[first]
        )
        taking_part = _taking_part(incidents)
        entities = tuple(
            build_entity(
                members,
                claims[first],
                external_ids=self._external_ids,
                origin_of=origin_of,
                decisions=subjects.decisions_of(first),
                incidents=taking_part.get(make_id("entity", first), ()),
            )
            for first, members in groups.items()
            if first in names and claims[first]
        )
        return Register(
            documents=self._document_rows(origins, incidents, decisions),
            origins=origins,
            entities=entities,
            incidents=incidents,
            refused=tuple(subjects.refused),
        )

    def _add(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            if kind_of(claim.subject) != "document":
                self._claims.setdefault(claim.subject, []).append(claim)

    def _accepted(self, members: Sequence[str], rejected: set[str]) -> list[Claim]:
        return [
            claim
            for member in members
            if member not in rejected
            for claim in self._claims[member]
            if claim.id not in rejected
        ]

    def _document_rows(
        self, origins: Sequence[Origin], incidents: Sequence[Incident], decisions: Sequence[Decision]
    ) -> tuple[DocumentRow, ...]:
        origin_of = {document: origin.id for origin in origins for document in origin.documents}
        copied = {d.subject: d.object for d in decisions if d.kind == "same-origin"}
        told: dict[str, list[str]] = {}
        for incident in incidents:
            for document in incident.documents:
                told.setdefault(document, []).append(incident.id)
        return tuple(
            DocumentRow(
                id=document.id,
                path=capture.location if capture else "",
                title=document.title,
                published=document.published,
                language=document.language,
                publisher=document.publisher,
                relevant=reading.relevant if reading else None,
                origin=origin_of[document.id],
                copied_from=copied.get(document.id),
                incidents=tuple(told.get(document.id, ())),
            )
            for document, capture, reading in self._rows
        )


def _last_day(document: Document) -> str:
    """As a sortable text; undated documents come last."""
    return PartialDate.parse(document.published).last.isoformat() if document.published else "9999"


def _shown_name(claims: Sequence[Claim]) -> str:
    return build_entity(["mention"], claims, external_ids={}, origin_of={}, decisions=(), incidents=()).name


def _taking_part(incidents: Sequence[Incident]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for incident in incidents:
        for field in ENTITY_FIELDS:
            for value in incident.fields.get(field, ()):
                found.setdefault(value.value, {})[incident.id] = None
    return {entity: tuple(ids) for entity, ids in found.items()}
