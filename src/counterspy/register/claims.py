"""Readings and Records → Claims: the one place where what was read becomes statements with evidence.

Invariant: the claims of a reading depend on the document and the reading alone: same in, same out, same ids and order.
A field value without words in the document becomes no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterspy.model import (
    Claim,
    Document,
    ReadClaim,
    ReadEntity,
    ReadIncident,
    Reading,
    Record,
    make_id,
)

_DEFINITION = re.compile(r"([^()]+?)\s*\(([^()]+)\)")

ENTITY_FIELDS = ("actors", "accused", "targets")
"""Incident fields whose values are entities."""


def claims_of_reading(document: Document, reading: Reading) -> tuple[Claim, ...]:
    """Give every claim that a reading found in its document.

    Args:
        document: The document that was read.
        reading: What was found in it.

    Returns:
        Claims about entities first, then about incidents, then attributed statements; each with the exact words.
    """
    subjects = subject_ids(reading)
    flatten = _Flatten(document, reading, subjects)
    found: list[Claim] = []
    for entity in reading.entities:
        found.extend(flatten.entity(entity))
    for incident in reading.incidents:
        found.extend(flatten.incident(incident))
    found.extend(flatten.statement(statement) for statement in reading.claims)
    return tuple({claim.id: claim for claim in found}.values())


def subject_ids(reading: Reading) -> dict[str, str]:
    """Give the id of each mention of the reading: `e1` → `mention--…`, `i1` → `occurrence--…`."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for entity in reading.entities:
        ids[entity.id] = _free(taken, "mention", reading.document, entity.kind, entity.name)
    for incident in reading.incidents:
        first = incident.evidence[0]
        key = (reading.document, first.start, first.end, ",".join(incident.methods))
        ids[incident.id] = _free(taken, "occurrence", *key)
    return ids


def claims_of_record(record: Record) -> tuple[Claim, ...]:
    """Give every claim that a row of a foreign register makes, with that register as the speaker."""

    def claim(predicate: str, value: str, field: str) -> Claim:
        return Claim(
            id=make_id("claim", record.id, predicate, value, field),
            evidence=record.id,
            subject=record.id,
            predicate=predicate,
            value=value,
            quote=value,
            field=field,
            speaker=record.source,
            speaker_kind="document",
            stance="asserted",
            reader=f"record/{record.source_version}",
        )

    found = [claim("kind", record.kind, "kind")]
    found += [claim("name" if name.is_main else "alias", name.name, "name") for name in record.names]
    if record.country:
        found.append(claim("country", record.country, "country"))
    found += [claim("same-entry", other, "related") for other in record.same_as]
    found += [claim("overlaps", other, "related") for other in record.overlaps]
    found += [claim("described", value, field) for field, value in record.fields if field == "description"]
    return tuple(found)


def _names_in(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of the names a mention holds: `Long Name (LN)` holds two."""
    defined = _DEFINITION.fullmatch(text, start, end)
    return (defined.span(1), defined.span(2)) if defined else ((start, end),)


def _free(taken: set[str], kind: str, *parts: str | int) -> str:
    identifier, count = make_id(kind, *parts), 1
    while identifier in taken:
        count += 1
        identifier = make_id(kind, *parts, count)
    taken.add(identifier)
    return identifier


class _Flatten:
    """Turns the parts of one reading into claims; holds what they share."""

    def __init__(self, document: Document, reading: Reading, subjects: dict[str, str]) -> None:
        self._document = document
        self._reader = str(reading.reader)
        self._subjects = subjects
        self._statements = sorted(reading.claims, key=lambda statement: statement.end - statement.start)

    def entity(self, entity: ReadEntity) -> Iterator[Claim]:
        first = entity.mentions[0]
        yield self._narrated(entity.id, "kind", entity.kind, first.start, first.end)
        yield self._narrated(entity.id, "name", entity.name, first.start, first.end)
        if entity.country:
            yield self._narrated(entity.id, "country", entity.country, first.start, first.end)
        seen = {entity.name}
        for mention in entity.mentions:
            for start, end in _names_in(self._document.text, mention.start, mention.end):
                surface = " ".join(self._document.text[start:end].split())
                if surface not in seen:
                    seen.add(surface)
                    yield self._narrated(entity.id, "alias", surface, start, end)
        for fact in entity.facts:
            target = self._subjects.get(fact.object) if fact.object else None
            yield self._narrated(entity.id, fact.predicate, fact.value, fact.start, fact.end, target)

    def incident(self, incident: ReadIncident) -> Iterator[Claim]:
        first = incident.evidence[0]
        yield self._spoken(incident.id, "title", incident.title, first.start, first.end)
        yield self._spoken(incident.id, "realis", incident.realis, first.start, first.end)
        for span in incident.evidence:
            yield self._spoken(incident.id, "evidence", None, span.start, span.end)
        for basis in incident.basis:
            if basis.field in ENTITY_FIELDS:
                target = self._subjects.get(basis.value)
                if target:
                    yield self._spoken(incident.id, basis.field, None, basis.start, basis.end, target)
            elif basis.field != "outcomes":
                yield self._spoken(incident.id, basis.field, basis.value, basis.start, basis.end)
        for outcome in incident.outcomes:
            who = self._subjects.get(outcome.who) if outcome.who else None
            yield self._spoken(
                incident.id, "outcomes", outcome.kind, outcome.start, outcome.end, who, outcome.when, outcome.charge
            )

    def statement(self, statement: ReadClaim) -> Claim:
        subject = self._subjects.get(statement.subject or "", self._document.id)
        return Claim(
            id=make_id(
                "claim", self._document.id, self._reader, subject, "states", statement.start, statement.end,
                statement.speaker, statement.stance,
            ),
            evidence=self._document.id,
            subject=subject,
            predicate=statement.predicate,
            quote=statement.quote,
            start=statement.start,
            end=statement.end,
            speaker=statement.speaker,
            speaker_kind=statement.speaker_kind,
            stance=statement.stance,
            when=statement.when,
            quantity=statement.quantity,
            score=statement.score,
            reader=self._reader,
        )  # fmt: skip

    def _narrated(
        self, subject: str, predicate: str, value: str, start: int, end: int, target: str | None = None
    ) -> Claim:
        return self._claim(subject, predicate, value, start, end, target, None)

    def _spoken(
        self,
        subject: str,
        predicate: str,
        value: str | None,
        start: int,
        end: int,
        target: str | None = None,
        when: str | None = None,
        charge: str | None = None,
    ) -> Claim:
        """A claim whose speaker and stance are those of the narrowest attributed statement its words lie in."""
        inside = next((s for s in self._statements if s.start <= start and end <= s.end), None)
        return self._claim(subject, predicate, value, start, end, target, inside, when, charge)

    def _claim(
        self,
        subject: str,
        predicate: str,
        value: str | None,
        start: int,
        end: int,
        target: str | None,
        inside: ReadClaim | None,
        when: str | None = None,
        charge: str | None = None,
    ) -> Claim:
        about = self._subjects[subject]
        return Claim(
            id=make_id("claim", self._document.id, self._reader, about, predicate, value, target, charge, start, end),
            evidence=self._document.id,
            subject=about,
            predicate=predicate,
            object=target,
            value=value,
            quote=self._document.text[start:end],
            start=start,
            end=end,
            speaker=inside.speaker if inside else None,
            speaker_kind=inside.speaker_kind if inside else "narrator",
            stance=inside.stance if inside else "asserted",
            when=when,
            charge=charge,
            score=inside.score if inside else None,
            reader=self._reader,
        )
