"""Decisions: what people and programs conclude. Signed, dated, reasoned, reversible; never edited, only undone.

Invariant: an undo is a decision like any other and can itself be undone; it always comes after what it undoes.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def undone(decisions: Iterable[Decision]) -> frozenset[str]:
    """Give the ids that no longer count.

    Args:
        decisions: Each undo after the decision it undoes; what is not an undo makes no difference.

    Returns:
        The subjects of the undos that stand.
    """
    gone: set[str] = set()
    for decision in reversed([one for one in decisions if one.kind == "undo"]):
        if decision.id not in gone:
            gone.add(decision.subject)
    return frozenset(gone)


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Leave out what was undone, and the undoings themselves.

    Args:
        decisions: In the order they were taken.

    Returns:
        Those that still count, in the same order.
    """
    taken = list(decisions)
    gone = undone(taken)
    return tuple(d for d in taken if d.kind != "undo" and d.id not in gone)
