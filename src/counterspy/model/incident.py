"""Incidents as the register sees them: derived, rebuildable, every value with the claims that say and deny it."""

from __future__ import annotations

from msgspec import Struct


class FieldValue(Struct, frozen=True, kw_only=True):
    """One value of one field and what it rests on.

    Attributes:
        value: A code, an EDTF date, or an entity id.
        label: What to show a person.
        claims: Ids of the claims that say so, in order of evidence.
        opposed: Ids of the claims that deny it.
        origins: How many independent origins say so.
        is_contested: Whether somebody denies it, or others give another value where only one can be true.
    """

    value: str
    label: str
    claims: tuple[str, ...]
    opposed: tuple[str, ...] = ()
    origins: int = 1
    is_contested: bool = False


class Outcome(Struct, frozen=True, kw_only=True):
    """A status of one person (or of the incident) and one charge. Charged is not convicted.

    Attributes:
        kind: Code of the `outcome` list.
        who: Entity id or None.
        label: The person's name to show, or None.
        when: EDTF or None.
        charge: Verbatim, or None.
        claims: Ids of the claims that state it.
        origins: How many independent origins state it.
    """

    kind: str
    who: str | None
    label: str | None
    when: str | None
    charge: str | None
    claims: tuple[str, ...]
    origins: int = 1


class Incident(Struct, frozen=True, kw_only=True):
    """Mentions of one occurrence that decisions made one.

    Attributes:
        id: `incident--…`, from the earliest member.
        title: Of the earliest member with one.
        fields: Field name (`methods`, `sponsors`, `actors`, `accused`, `targets`, `sectors`, `places`, `start`,
            `end`) to its values, best supported first.
        outcomes: In the order of the vocabulary's ladder, exonerations included.
        statements: Ids of the attributed statements about it.
        documents: Ids, in order of evidence.
        origins: How many independent origins those are.
        contested: Names of fields with a contested value.
        realis: `actual`, `attempted` or `planned`: the strongest that is claimed.
        members: Ids of the mentions it is made of.
        decisions: Ids of the same-as decisions that hold it together.
    """

    id: str
    title: str
    fields: dict[str, tuple[FieldValue, ...]]
    outcomes: tuple[Outcome, ...]
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    origins: int
    contested: tuple[str, ...] = ()
    realis: str = "actual"
    members: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
