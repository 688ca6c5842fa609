"""Claims: who says what, in which words, of what. The atom of the register.

Invariant: no quote, no claim. A claim rests on a span of a document whose text is `quote`, or on a field of a record.
"""

from __future__ import annotations

from msgspec import Struct


class Quantity(Struct, frozen=True, kw_only=True):
    """A number as stated. `value` in units of `unit`; shares are percent (half is 50).

    Attributes:
        value: The number.
        comparator: `exactly`, `about`, `over`, `under`, `at-least` or `at-most`.
        unit: The noun that is counted, in the document's words.
    """

    value: float
    comparator: str
    unit: str


class Claim(Struct, frozen=True, kw_only=True):
    """One statement with its evidence. `subject predicate object|value`.

    Attributes:
        id: `claim--…`.
        evidence: Id of the document or the record it rests on.
        subject: Id of the mention (of an entity or incident) it is about.
        predicate: A code of the vocabulary's `predicate` list.
        object: Id of another mention, where the value is one.
        value: Text, code, EDTF date or number as text, where it is not.
        start: First code point of the quote in the document; None for records.
        end: One past its last code point; None for records.
        quote: The exact words, or the exact cell of the record.
        field: The record's field; None for documents.
        speaker: As written; None is the narrator (for records the register itself).
        speaker_kind: Code of the vocabulary's `speaker-kind` list.
        stance: Code of the vocabulary's `stance` list.
        when: EDTF, the time the claim is about, or None.
        quantity: Where there is one.
        charge: For a status, the count it is about, verbatim where the text ties it to one.
        score: 0..1, how far the rule is trusted that told who says this and how; None where the text speaks for itself
            or a record does, since there was nothing to tell. It says nothing of whether the claim is true.
        reader: Name and version of who read it.
    """

    id: str
    evidence: str
    subject: str
    predicate: str
    quote: str
    speaker_kind: str
    stance: str
    reader: str
    object: str | None = None
    value: str | None = None
    start: int | None = None
    end: int | None = None
    field: str | None = None
    speaker: str | None = None
    when: str | None = None
    quantity: Quantity | None = None
    charge: str | None = None
    score: float | None = None
