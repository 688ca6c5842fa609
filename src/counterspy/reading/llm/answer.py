"""What a model may answer: the fields of a Reading, each with the quote that shows it.

Invariant: whatever does not fit these structs is no answer. Nothing here is believed yet; `grounded` decides that.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Quote = Annotated[str, Meta(max_length=4000)]
Name = Annotated[str, Meta(max_length=400)]


class Shown(Struct, frozen=True):
    """A code of a closed list, an ISO 3166 code, an EDTF date or an entity's id, with the words that show it."""

    value: Name
    quote: Quote


class Entity(Struct, frozen=True):
    """One entity: `mentions` are its surface forms, each as it stands in the text."""

    id: Name
    kind: Name
    name: Name
    mentions: Annotated[list[Name], Meta(max_length=30)]


class Outcome(Struct, frozen=True):
    """One status; `who` is an entity's id or null, `when` an EDTF date or null."""

    kind: Name
    quote: Quote
    who: Name | None = None
    when: Name | None = None


class Incident(Struct, frozen=True):
    """One incident; every value of every slot with its quote."""

    title: Name
    evidence: Annotated[list[Quote], Meta(max_length=50)]
    methods: Annotated[list[Shown], Meta(max_length=50)] = []
    sponsors: Annotated[list[Shown], Meta(max_length=50)] = []
    actors: Annotated[list[Shown], Meta(max_length=50)] = []
    accused: Annotated[list[Shown], Meta(max_length=50)] = []
    targets: Annotated[list[Shown], Meta(max_length=50)] = []
    sectors: Annotated[list[Shown], Meta(max_length=50)] = []
    places: Annotated[list[Shown], Meta(max_length=50)] = []
    start: Shown | None = None
    end: Shown | None = None
    outcomes: Annotated[list[Outcome], Meta(max_length=100)] = []


class Statement(Struct, frozen=True):
    """One attributed, hedged or quantified statement; `speaker` as written, null for the narrator."""

    quote: Quote
    speaker_kind: Name
    stance: Name
    speaker: Name | None = None
    value: float | None = None
    comparator: Name | None = None
    unit: Name | None = None


class Answer(Struct, frozen=True):
    """A model's whole answer about one part of a document."""

    relevant: bool
    entities: Annotated[list[Entity], Meta(max_length=500)] = []
    incidents: Annotated[list[Incident], Meta(max_length=200)] = []
    claims: Annotated[list[Statement], Meta(max_length=1000)] = []
