"""Records: rows of somebody else's register or catalogue, kept as they came."""

from __future__ import annotations

from msgspec import Struct


class RecordName(Struct, frozen=True, kw_only=True):
    """One name that a catalogue gives to an entity.

    Attributes:
        name: As written there.
        is_main: Whether it is the entry's own heading rather than a synonym.
        script: ISO 15924 where the catalogue says it.
    """

    name: str
    is_main: bool
    script: str | None = None


class Record(Struct, frozen=True, kw_only=True):
    """One row of a foreign register, and what of it we could take into our words.

    Attributes:
        id: `record--…`, from source, external id and the content of the row.
        source: The register, as in `misp-galaxy/threat-actor`.
        source_version: As that register states it.
        external_id: Its own id for the row.
        kind: Entity kind in our vocabulary.
        names: The main name first.
        country: ISO 3166 alpha-2 the entry is said to belong to, or None.
        same_as: External ids of other registers' entries that this register calls the same.
        overlaps: External ids that it calls similar or overlapping, which is not the same.
        fields: Everything else worth keeping, verbatim, as (field, value).
    """

    id: str
    source: str
    source_version: str
    external_id: str
    kind: str
    names: tuple[RecordName, ...]
    country: str | None = None
    same_as: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
