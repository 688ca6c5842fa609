"""Decisions: what people and programs conclude. Signed, dated, reasoned, reversible; never edited, only undone."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

DecisionKind = Literal[
    "same-as", "not-same-as", "same-origin", "accept", "reject", "grade", "mark", "assess", "publish", "undo"
]


class Decision(Struct, frozen=True, kw_only=True):
    """One judgement.

    Attributes:
        id: `decision--…`, from everything below but the time, and a counter where the same is decided again.
        kind: What is decided.
        subject: The id it is about; for `undo` the decision that no longer counts.
        object: The other id, for `same-as`, `not-same-as`, `same-origin` (the text that `subject` copies).
        value: A grade, a marking, a text.
        by: Analyst's name, or program name and version.
        reason: In plain words.
        score: 0..1 where a program decided, else None.
        at: UTC, ISO 8601.
    """

    id: str
    kind: DecisionKind
    subject: str
    by: str
    reason: str
    at: str
    object: str | None = None
    value: str | None = None
    score: float | None = None
