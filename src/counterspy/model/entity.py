"""Entities as the register sees them: derived, rebuildable, every field with the claims it rests on."""

from __future__ import annotations

from msgspec import Struct


class EntityName(Struct, frozen=True, kw_only=True):
    """One name and the claims that give it."""

    name: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]


class Entity(Struct, frozen=True, kw_only=True):
    """Mentions and records that decisions made one.

    Attributes:
        id: `entity--…`, from the earliest member; it stays when others join.
        kind: Code of `entity-kind`; the one most claims give, the earliest among equals.
        name: The name shown.
        names: Every name, the shown one first.
        countries: ISO alpha-2 codes claimed for it.
        facts: (predicate, value, claim id), in order of evidence.
        members: Ids of the mentions and records it is made of.
        external_ids: `source:id` of the records among them.
        documents: Ids of the documents that mention it.
        origins: How many independent origins those are.
        incidents: Ids of the incidents it takes part in.
        decisions: Ids of the same-as decisions that hold it together.
    """

    id: str
    kind: str
    name: str
    names: tuple[EntityName, ...]
    countries: tuple[str, ...] = ()
    facts: tuple[tuple[str, str, str], ...] = ()
    members: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    origins: int = 0
    incidents: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
