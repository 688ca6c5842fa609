"""Which decisions still stand, and what the standing marks say.

Invariant: an undo is a decision like any other and can itself be undone; it always comes after what it undoes.
"""

from __future__ import annotations

from collections.abc import Iterable

from counterspy.model import Decision


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


def standing_marks(decisions: Iterable[Decision]) -> dict[str, list[str]]:
    """Give the markings that stand on each subject.

    Args:
        decisions: In order of the ledger.

    Returns:
        Subject (an id, or the name of a source of records) to its markings, at least one, in order.
    """
    kept = [one for one in decisions if one.kind in ("mark", "undo")]
    gone = undone(kept)
    marks: dict[str, list[str]] = {}
    for decision in kept:
        if decision.kind == "mark" and decision.id not in gone:
            marks.setdefault(decision.subject, []).append(decision.value or "")
    return marks
