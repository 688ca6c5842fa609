"""What a ledger holds for its viewer, read once, in the shapes that the stages take.

Belongs to `flow`: the stages never see a ledger, and the ledger never sees a stage.
"""

from __future__ import annotations

from collections.abc import Iterable

from counterspy import register, resolving
from counterspy.ledger import Ledger
from counterspy.model import Capture, Reading, in_force
from counterspy.register import Register


class Evidence:
    """All evidence and decisions of one ledger, in ledger order.

    Attributes:
        records: Rows of foreign registers.
        documents: Documents.
        captures: Document id → its first capture.
        readings: Document id → its latest reading.
        decisions: All that were ever taken; more may be appended as they are taken.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Read everything that the ledger's viewer may see."""
        self.records = list(ledger.records())
        self.readings = {found.document: found for found in ledger.readings()}
        self.captures: dict[str, Capture] = {}
        for capture in ledger.captures():
            self.captures.setdefault(capture.document, capture)
        self.documents = list(ledger.documents())
        self.decisions = list(ledger.decisions(() if ledger.viewer.is_owner else self._derived_ids()))
        self.withheld = ledger.withheld()

    def _derived_ids(self) -> frozenset[str]:
        """Ids of mentions, occurrences and claims that rest on what this viewer may see."""
        found: set[str] = set()
        for document in self.documents:
            read = self.readings.get(document.id)
            if read is not None:
                found.update(register.subject_ids(read).values())
                found.update(claim.id for claim in register.claims_of_reading(document, read))
        return frozenset(found)

    def fold(self) -> Register:
        """Make the register, without what a mark keeps from the viewer."""
        making = register.Fold()
        for record in self.records:
            making.add_record(record)
        for document in self.documents:
            making.add_document(document, self.captures.get(document.id), self.readings.get(document.id))
        for decision in self.decisions:
            making.add_decision(decision)
        return making.register().without(self.withheld)

    def names(self) -> list[resolving.Named]:
        """Give every record and every entity mention, as things with names."""
        things = [
            resolving.Named(
                id=record.id,
                kind=record.kind,
                main=record.names[0].name,
                others=tuple(name.name for name in record.names[1:]),
                country=record.country,
                is_record=True,
                source=record.source,
            )
            for record in self.records
        ]
        for document in self.documents:
            found = self.readings.get(document.id)
            ids = register.subject_ids(found) if found else {}
            things += [
                resolving.Named(
                    id=ids[entity.id],
                    kind=entity.kind,
                    main=entity.name,
                    others=entity.aliases,
                    country=entity.country,
                    source=document.id,
                )
                for entity in (found.entities if found else ())
            ]
        return things

    def texts(self) -> list[resolving.Text]:
        """Give the documents' own words, dropped blocks left out."""
        return [
            resolving.Text(
                id=document.id,
                words="\n".join(document.text[b.start : b.end] for b in document.blocks if not b.is_dropped),
                published=document.published,
                title=document.title,
            )
            for document in self.documents
        ]

    def occurrences(self) -> list[resolving.Occurrence]:
        """Give every incident of every document, with entities and origins as the decisions so far make them."""
        decisions = in_force(self.decisions)
        documents = [document.id for document in self.documents]
        origins = register.Groups(documents, decisions, kind="same-origin")
        ids = {found.document: register.subject_ids(found) for found in self.readings.values()}
        mentions = [record.id for record in self.records]
        mentions += [mention for document in documents for mention in ids.get(document, {}).values()]
        entities = register.Groups(mentions, decisions)

        def resolved(document: str, local: Iterable[str]) -> frozenset[str]:
            return frozenset(entities.first_of(ids[document][entity]) for entity in local)

        return [
            resolving.Occurrence(
                id=ids[document][incident.id],
                document=document,
                origin=origins.first_of(document),
                title=incident.title,
                methods=frozenset(incident.methods),
                sponsors=frozenset(incident.sponsors),
                accused=resolved(document, incident.accused),
                targets=resolved(document, incident.targets),
                actors=resolved(document, incident.actors),
                people=resolved(document, _people(found)),
                places=frozenset(incident.places),
                start=incident.start,
                end=incident.end,
            )
            for document in documents
            if (found := self.readings.get(document)) is not None
            for incident in found.incidents
        ]


def _people(found: Reading) -> list[str]:
    """The persons and firms of a reading, by their ids in it; none where it has several incidents: whose are they?"""
    if len(found.incidents) != 1:
        return []
    return [entity.id for entity in found.entities if entity.kind in ("person", "persona", "company")]
