"""From a model's answers to a Reading: what stands in the text is kept, the rest is dropped and counted.

Invariant: no quote, no claim. A code that is in no list, a date that is none, an entity nobody named and a number that
the quote does not hold are dropped like a quote that is not there. Nothing a model says changes what the text says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from counterspy.model import (
    Basis,
    Document,
    Drop,
    Mention,
    Quantity,
    ReadClaim,
    ReadEntity,
    ReaderStamp,
    ReadIncident,
    Reading,
    ReadOutcome,
    Span,
    is_edtf,
)
from counterspy.reading.llm.answer import Answer, Entity, Incident, Outcome, Shown, Statement
from counterspy.reading.llm.quotes import Quotes
from counterspy.reading.page import Sentence
from counterspy.reading.quantities import find_quantities
from counterspy.vocabulary import codes, country_names

_TITLE_CHARS = 200
_MOST_FORMS = 5000
"""Each form is looked for in the whole text; nobody names so many."""


class Grounded:
    """Takes the answers about one document, part by part, and makes the Reading.

    Attributes:
        dropped: How many fields were dropped because the document does not hold what the model said.
    """

    def __init__(self, document: Document) -> None:
        self.dropped = 0
        self._document = document
        self._quotes = Quotes(document)
        self._taken = bytearray(len(document.text))
        self._forms = 0
        self._entities: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._incidents: list[tuple[Incident, dict[str, tuple[str, str]]]] = []
        self._statements: list[Statement] = []
        self._is_relevant = False

    def take(self, answer: Answer) -> None:
        """Take the answer about one part of the document."""
        self._is_relevant = self._is_relevant or answer.relevant
        local: dict[str, tuple[str, str]] = {}
        for entity in answer.entities:
            key = self._named(entity)
            if key is not None:
                local[entity.id] = key
        self._incidents += [(incident, local) for incident in answer.incidents]
        self._statements += answer.claims

    def reading(self, stamp: ReaderStamp) -> Reading:
        """Give the Reading of everything taken so far."""
        entities = self._numbered()
        ids = {key: entity.id for key, entity in entities.items()}
        incidents = [made for one, local in self._incidents if (made := self._incident(one, local, ids)) is not None]
        claims = sorted(self._claims(), key=lambda claim: (claim.start, claim.end))
        return Reading(
            document=self._document.id,
            relevant=self._is_relevant,
            dropped=tuple(
                Drop(kind=block.kind, start=block.start, end=block.end)
                for block in self._document.blocks
                if block.is_dropped
            ),
            entities=tuple(entities.values()),
            incidents=_renumbered(incidents) if self._is_relevant else (),
            claims=tuple({(claim.start, claim.end): claim for claim in claims}.values()) if self._is_relevant else (),
            reader=stamp,
            unread=None,
        )

    def _named(self, entity: Entity) -> tuple[str, str] | None:
        if entity.kind not in codes("entity-kind") or self._forms > _MOST_FORMS:
            self.dropped += 1
            return None
        key = (entity.kind, entity.name)
        places = self._entities.setdefault(key, [])
        for surface in sorted({*entity.mentions, entity.name}, key=lambda form: (-len(form), form)):
            self._forms += 1
            free = [place for place in self._quotes.words(surface) if not any(self._taken[slice(*place)])]
            for start, end in free:
                self._taken[start:end] = b"\x01" * (end - start)
            places += free
            # a form may stand only inside a longer one that is taken already; the name need not stand anywhere
            self.dropped += surface in entity.mentions and self._quotes.first(surface) is None
        if not places:
            del self._entities[key]
            return None
        return key

    def _numbered(self) -> dict[tuple[str, str], ReadEntity]:
        order = sorted((min(places), key) for key, places in self._entities.items() if places)
        return {
            key: ReadEntity(
                id=f"e{number}",
                kind=key[0],
                name=key[1] if self._quotes.first(key[1]) else self._document.text[slice(*first)],
                mentions=tuple(Mention(start=a, end=b, rule="llm") for a, b in sorted(self._entities[key])),
            )
            for number, (first, key) in enumerate(order, 1)
        }

    def _incident(
        self, one: Incident, local: dict[str, tuple[str, str]], ids: dict[tuple[str, str], str]
    ) -> ReadIncident | None:
        evidence = [place for quote in one.evidence if (place := self._place(quote)) is not None]
        if not evidence:
            return None
        basis: list[Basis] = []

        def entity_id(value: str) -> str | None:
            return ids.get(local[value]) if value in local else None

        def slot(field: str, shown: Iterable[Shown], valid: Callable[[str], str | None]) -> tuple[str, ...]:
            values: dict[str, None] = {}
            for item in shown:
                value, place = valid(item.value), self._quotes.first(item.quote)
                if value is None or place is None:
                    self.dropped += 1
                    continue
                values.setdefault(value)
                basis.append(Basis(field=field, value=value, start=place[0], end=place[1]))
            return tuple(values)

        start = slot("start", [one.start] if one.start else [], _date)
        end = slot("end", [one.end] if one.end else [], _date)
        outcomes = tuple(self._outcomes(one.outcomes, entity_id))
        basis += [Basis(field="outcomes", value=o.kind, start=o.start, end=o.end) for o in outcomes]
        return ReadIncident(
            id="i0",
            title=" ".join(self._document.text[slice(*evidence[0])].split())[:_TITLE_CHARS],
            methods=slot("methods", one.methods, _code_of("method")),
            sponsors=slot("sponsors", one.sponsors, _state),
            actors=slot("actors", one.actors, entity_id),
            accused=slot("accused", one.accused, entity_id),
            targets=slot("targets", one.targets, entity_id),
            sectors=slot("sectors", one.sectors, _code_of("sector")),
            places=slot("places", one.places, _state),
            start=start[0] if start else None,
            end=end[0] if end else None,
            outcomes=outcomes,
            evidence=tuple(sorted(Span(*place) for place in set(evidence))),
            basis=tuple(sorted(set(basis), key=lambda b: (b.field, b.value, b.start, b.end))),
        )

    def _outcomes(self, told: Iterable[Outcome], entity_id: Callable[[str], str | None]) -> Iterator[ReadOutcome]:
        for one in told:
            place = self._place(one.quote)
            if place is None:
                continue
            who = entity_id(one.who) if one.who else None
            if one.kind not in codes("outcome") or (one.who and who is None):
                self.dropped += 1  # a status of the wrong person is worse than none
                continue
            when = one.when if one.when and is_edtf(one.when) else None
            yield ReadOutcome(kind=one.kind, who=who, when=when, start=place[0], end=place[1])

    def _claims(self) -> Iterator[ReadClaim]:
        for one in self._statements:
            place = self._place(one.quote)
            if place is None:
                continue
            speaker = self._quotes.first(one.speaker) if one.speaker else None
            is_coded = one.stance in codes("stance") and one.speaker_kind in codes("speaker-kind")
            if not is_coded or (one.speaker and speaker is None):
                self.dropped += 1  # without its speaker a statement would become the narrator's
                continue
            quantity = self._quantity(one, place)
            yield ReadClaim(
                start=place[0],
                end=place[1],
                quote=self._document.text[slice(*place)],
                subject=None,
                predicate="states",
                speaker=self._document.text[slice(*speaker)] if speaker else None,
                speaker_kind=one.speaker_kind,
                stance=one.stance,
                quantity=quantity,
                speaker_start=speaker[0] if speaker else None,
                speaker_end=speaker[1] if speaker else None,
            )

    def _quantity(self, one: Statement, place: tuple[int, int]) -> Quantity | None:
        """The number the quote itself holds, where it is the one the model gave."""
        if one.value is None:
            return None
        sentence = Sentence(start=place[0], end=place[1], block=0)
        for span in find_quantities(self._document.text, (sentence,)):
            if span.quantity.value == one.value:
                return span.quantity
        self.dropped += 1
        return None

    def _place(self, quote: str) -> tuple[int, int] | None:
        place = self._quotes.first(quote)
        self.dropped += place is None
        return place


def _code_of(list_name: str) -> Callable[[str], str | None]:
    return lambda value: value if value in codes(list_name) else None


def _state(value: str) -> str | None:
    return value if value in country_names() else None


def _date(value: str) -> str | None:
    return value if is_edtf(value) else None


def _renumbered(incidents: list[ReadIncident]) -> tuple[ReadIncident, ...]:
    order = sorted(incidents, key=lambda one: one.evidence[0])
    return tuple(msgspec.structs.replace(one, id=f"i{number}") for number, one in enumerate(order, 1))
